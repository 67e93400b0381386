import pandas as pd
import pytest

from wijkresearch.example import OUTSIDE_CODE, example_study
from wijkresearch.steps.axial_grouping import count_axial_cases, count_axial_groups, list_ungrouped_codes
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


def coded(*rows):
    """EVIDENCE of `(document, municipality, kind, start, code)` rows."""
    names = ["document", "municipality", "kind", "start", "code"]
    evidence = pd.DataFrame(rows, columns=names)
    return evidence.assign(segment=evidence["document"] + ":" + evidence["start"].astype("str"))


STRUCTURE = pd.DataFrame(
    [("a", "Groep 1", "Thema"), ("b", "Groep 1", "Thema"), ("c", "Groep 2", "Thema")],
    columns=["code", "axial_category", "selective_theme"],
)


def test_a_respondent_counts_once_per_code_and_an_observation_is_no_respondent():
    evidence = coded(
        ("D1", "een", "interview", 0, "a"),
        ("D1", "een", "interview", 9, "a"),
        ("D2", "een", "interview", 0, "a"),
        ("D3", "een", "observation", 0, "a"),
        ("D4", "twee", "observation", 0, "b"),
    )
    counted = count_axial_groups(evidence, STRUCTURE, ["een", "twee"]).set_index(["municipality", "code"])
    assert counted.loc[("een", "a"), ["segments", "respondents"]].tolist() == [4, 2]
    assert counted.loc[("twee", "b"), ["segments", "respondents"]].tolist() == [1, 0]
    assert counted.loc[("twee", "a"), ["segments", "respondents"]].tolist() == [0, 0]


def test_a_category_is_compared_over_cases_by_its_passages_and_by_how_many_of_its_codes_were_given():
    evidence = coded(
        ("D1", "een", "interview", 0, "a"),
        ("D1", "een", "interview", 9, "a"),
        ("D2", "een", "interview", 0, "b"),
        ("D3", "twee", "interview", 0, "b"),
    )
    compared = count_axial_cases(count_axial_groups(evidence, STRUCTURE, ["een", "twee"]))
    assert compared[["axial_category", "municipality", "segments", "codes"]].to_numpy().tolist() == [
        ["Groep 1", "een", 3, 2],
        ["Groep 1", "twee", 1, 1],
        ["Groep 2", "een", 0, 0],
        ["Groep 2", "twee", 0, 0],
    ]
