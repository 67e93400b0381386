"""Codes from theory are counted per case with those under them, zeros kept; expected numbers are counted by hand."""

import pandas as pd
import pytest

from wijkresearch.analysis import open_analysis
from wijkresearch.steps.theory import count_theory

CODEBOOK = pd.DataFrame(
    [
        ("rol", None, "role", "deductive"),
        ("los", None, "barrier", "deductive"),
        ("waarde", "aanwijzing", "value", "deductive"),
        ("aanwijzing", "rol", "indicator", "deductive"),
        ("verhaal", "rol", "open", "inductive"),
        ("onder_verhaal", "verhaal", "value", "deductive"),
    ],
    columns=["code", "parent", "kind", "origin"],
)
DOCUMENTS = pd.DataFrame(
    [("D1", "een", "interview"), ("D2", "een", "interview"), ("D3", "een", "observation"), ("D4", "twee", "interview")],
    columns=["document", "municipality", "kind"],
)


def count(*rows, cases=("een", "twee"), codebook=CODEBOOK):
    """THEORY_COUNTS of `(document, start, code)` codings."""
    coded = pd.DataFrame(rows, columns=["document", "start", "code"]).astype({"document": "str", "code": "str"})
    evidence = coded.merge(DOCUMENTS, on="document")
    evidence["segment"] = evidence["document"] + ":" + evidence["start"].astype("str")
    return count_theory(evidence, DOCUMENTS, codebook, list(cases)).set_index(["code", "municipality"])


def test_codes_stand_in_the_order_of_their_tree_and_those_from_the_material_are_left_out():
    counts = count(cases=["een"]).reset_index()
    assert counts[["code", "top", "depth"]].to_numpy().tolist() == [
        ["rol", "rol", 0],
        ["aanwijzing", "rol", 1],
        ["waarde", "rol", 2],
        ["los", "los", 0],
        ["onder_verhaal", "onder_verhaal", 0],
    ]


def test_a_code_that_nobody_gave_is_a_zero_in_every_case():
    counts = count(("D1", 0, "waarde"))
    assert counts.loc[("los", "een"), ["segments", "respondents", "interviews"]].tolist() == [0, 0, 2]
    assert counts.loc[("waarde", "twee"), ["segments", "branch_segments", "interviews"]].tolist() == [0, 0, 1]


def test_a_code_counts_what_stands_under_it_each_passage_and_each_interview_once():
    counts = count(
        ("D1", 0, "waarde"), ("D1", 0, "aanwijzing"), ("D1", 9, "waarde"), ("D2", 0, "rol"), ("D3", 0, "waarde")
    )
    own, branch = ["segments", "respondents"], ["branch_segments", "branch_respondents"]
    assert counts.loc[("rol", "een"), own].tolist() == [1, 1]
    assert counts.loc[("rol", "een"), branch].tolist() == [4, 2]
    assert counts.loc[("aanwijzing", "een"), branch].tolist() == [3, 1]
    assert counts.loc[("waarde", "een"), own].tolist() == [3, 1]


def test_a_code_from_the_material_counts_for_nothing_above_it():
    assert count(("D1", 0, "verhaal"))["branch_segments"].sum() == 0


def test_a_codebook_without_codes_from_theory_has_no_rows():
    assert count(("D1", 0, "verhaal"), codebook=CODEBOOK.assign(origin="inductive")).empty


@pytest.mark.parametrize("kinds", [["indicator", "value", "level", "barrier"]])
def test_every_coding_with_an_indicator_a_level_or_a_barrier_of_the_shipped_study_is_counted(kinds):
    analysis = open_analysis("wijkverbinders")
    counts, reading = analysis.theory_counts, analysis.reading
    given = reading[reading["code_kind"].isin(kinds)].drop_duplicates(["segment", "code"])
    assert counts.loc[counts["code_kind"].isin(kinds), "segments"].sum() == len(given) > 0
