import pandas as pd
import pytest

from wijkresearch.io.read import read_study
from wijkresearch.privacy.release import release
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.standards import complete_standards

SUMMARY = [
    "municipality",
    "documents",
    "codes",
    "base",
    "run",
    "threshold",
    "notation",
    "status",
    "later_runs",
    "later_above",
    "chao2",
]


@pytest.fixture
def complete(made_up_results):
    """Completes the standards of the made-up study with more tables; item to answer, over all standards."""
    whole = read_study("voorbeeld", root=made_up_results)
    material = gather_material(made_up_results, "voorbeeld", whole, "nl")

    def completed(**more):
        material.tables.update(more)
        lists, _ = complete_standards(release(whole), material)
        rows = pd.concat(lists.values())
        return dict(zip(rows["item"], rows["answer_nl"].fillna(""), strict=True))

    return completed


def test_what_the_run_did_not_compute_is_left_open(complete):
    answers = complete()
    assert (answers["22"], answers["32"]) == ("", "")


def test_agreement_saturation_sources_and_counter_evidence_are_told_from_their_tables(complete):
    summary = pd.DataFrame(
        [
            ("all", 8, 12, 4, 2, 0.05, "4+2", "contradicted", 2, 1, 31.4),
            ("aardam", 3, 9, 4, 2, 0.05, None, "too_few_documents", 0, 0, 9.0),
        ],
        columns=SUMMARY,
    )
    answers = complete(
        **{
            "02_agreement": pd.DataFrame({"alpha": [0.5, float("nan")]}),
            "03_saturation_summary": summary,
            "05_triangulation": pd.DataFrame({"perspective": ["wethouder", "overig", "observation"]}),
            "05_negative_cases": pd.DataFrame({"segment": ["D1:0-4", "D1:0-4", "D2:5-9"]}),
        }
    )
    sentence = (
        "Verzadiging van codes is niet aangetoond: 12 codes na 8 interviews. De verhouding van Guest, "
        "nieuwe codes tegenover die uit de eerste interviews, kwam na 4 interviews op of onder 5% (4+2). "
        "Latere reeksen die er weer boven liggen: 1 van de 2. Chao2 schat het totaal op 31 codes."
    )
    assert answers["22"] == sentence
    assert sum(sentence in answer for answer in answers.values()) == 3
    assert answers["32"] == "Passages die een conclusie tegenspreken: 2."
    assert answers["S15"] == (
        "Krippendorffs α is per code berekend (codes: 2, waarvan zonder uitkomst: 1); de verschillen "
        "staan erbij. Elke conclusie is uitgesplitst naar gemeente en naar 3 soorten bronnen."
    )


def test_saturation_that_cannot_be_told_is_said_to_be_so(complete):
    summary = pd.DataFrame([("all", 3, 9, 4, 2, 0.05, None, "too_few_documents", 0, 0, 9.0)], columns=SUMMARY)
    answers = complete(**{"03_saturation_summary": summary})
    assert answers["22"] == (
        "Verzadiging van codes is niet te beoordelen: 9 codes na 3 interviews, terwijl de verhouding van "
        "Guest er minstens 6 vraagt. Chao2 schat het totaal op 9 codes."
    )
