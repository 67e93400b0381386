import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import OUTSIDE_CODE, example_study
from wijkresearch.steps.axial_grouping import check_data_structure, count_axial_groups, list_ungrouped_codes
from wijkresearch.steps.coding import join_evidence


@pytest.fixture(scope="module")
def study():
    return example_study()


@pytest.fixture(scope="module")
def evidence(study):
    return join_evidence(study.segments, study.documents, study.codebook)


def test_every_grouped_code_has_a_row_for_every_municipality(study, evidence):
    counted = count_axial_groups(evidence, study.data_structure, ["aardam", "bosrade", "cijsdorp"])
    assert len(counted) == 3 * len(study.data_structure)
    assert counted.query("municipality == 'cijsdorp'")["segments"].sum() == 0
    assert counted.query("municipality == 'bosrade' and code == 'makelaar_buiten'")["segments"].item() == 6


def test_an_open_code_outside_the_data_structure_is_listed_not_lost(study, evidence):
    outside = list_ungrouped_codes(evidence, study.data_structure, study.codebook)
    assert outside[["code", "segments"]].to_numpy().tolist() == [[OUTSIDE_CODE, 2]]


def test_unknown_codes_and_a_category_under_two_themes_are_told_together(study):
    rows = [("makelaar_buitn", "Rollen", "Thema"), ("makelaar_binnen", "Rollen", "Ander thema")]
    structure = pd.DataFrame(rows, columns=["code", "axial_category", "selective_theme"])
    with pytest.raises(StudyError) as raised:
        check_data_structure(structure, study.codebook)
    assert str(raised.value).splitlines() == [
        "2 problems:",
        "  data_structure.csv row 2: code 'makelaar_buitn' is not in the codebook. Did you mean 'makelaar_buiten'?",
        "  data_structure.csv: axial category 'Rollen' stands under 2 themes; expected one selective theme. "
        "Give one of the groups another name.",
    ]
