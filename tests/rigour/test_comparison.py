"""Constant comparison: every two cases beside each other, and each case beside the structure as it was before it."""

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.rigour.comparison import (
    compare_pairs,
    count_comparable,
    date_codes,
    judge_confirmations,
    list_new_codes,
    order_cases,
    pair_cases,
    structure_before,
)

STRUCTURE = pd.DataFrame(
    {
        "code": ["a", "b", "c", "d"],
        "axial_category": ["zeta", "zeta", "beta", "empty"],
        "selective_theme": ["theme"] * 4,
    }
)
EVIDENCE = pd.DataFrame(
    [
        ("D1:0-5", "D1", 0, "a", "AB", "old", 1),
        ("D1:0-5", "D1", 0, "a", "CD", "old", 1),
        ("D2:9-12", "D2", 9, "a", "AB", "older", 2),
        ("D2:0-4", "D2", 0, "b", "AB", "older", 2),
        ("D3:0-7", "D3", 0, "a", "AB", "new", 3),
        ("D3:10-20", "D3", 10, "c", "AB", "new", 3),
        ("D3:30-40", "D3", 30, "elsewhere", "AB", "new", 3),
    ],
    columns=["segment", "document", "start", "code", "coder", "municipality", "coding_order"],
)
CASES = ["old", "older", "new"]


def codebook(**since):
    """The codes of the evidence, all open; `b` is deductive, the others are inductive."""
    codes = ["a", "b", "c", "d", "elsewhere"]
    return pd.DataFrame(
        {
            "code": codes,
            "origin": ["inductive", "deductive", "inductive", "inductive", "inductive"],
            "kind": "open",
            "since": pd.Series([since.get(code) for code in codes], dtype="str"),
        }
    )


def cells(rows, *columns):
    return rows[list(columns)].astype("object").where(rows[list(columns)].notna(), None).to_numpy().tolist()


def test_a_case_comes_where_its_last_document_was_coded():
    again = EVIDENCE.iloc[[0]].assign(document="D4", segment="D4:0-5", coding_order=4)

    assert order_cases(EVIDENCE) == CASES
    assert order_cases(pd.concat([EVIDENCE, again])) == ["older", "new", "old"]
    assert order_cases(EVIDENCE.iloc[:0]) == []


@pytest.mark.parametrize(("cases", "pairs"), [(1, 0), (2, 1), (3, 3), (6, 15), (7, 6), (100, 99)])
def test_every_two_of_six_cases_are_paired_and_of_more_only_neighbours(cases, pairs):
    listed = [f"c{number}" for number in range(cases)]
    found = pair_cases(listed)

    assert len(found) == pairs
    assert all(listed.index(earlier) < listed.index(later) for earlier, later in found)
    assert cases < 2 or found[-1] == ("c0", "c1")
    assert cases < 2 or found[0][1] == listed[-1]


def test_passages_with_the_same_code_stand_beside_each_other():
    found = compare_pairs(EVIDENCE, STRUCTURE, [("older", "new"), ("old", "older")])

    assert cells(found, "earlier", "later", "code", "comparison", "place", "earlier_segment", "later_segment") == [
        ["older", "new", "a", "both", 1, "D2:9-12", "D3:0-7"],
        ["older", "new", "b", "only_earlier", 1, "D2:0-4", None],
        ["older", "new", "c", "only_later", 1, None, "D3:10-20"],
        ["old", "older", "a", "both", 1, "D1:0-5", "D2:9-12"],
        ["old", "older", "b", "only_later", 1, None, "D2:0-4"],
    ]


def test_no_passage_of_the_two_cases_is_lost_and_none_is_added():
    found = compare_pairs(EVIDENCE, STRUCTURE, [("older", "new")])

    grouped = EVIDENCE[EVIDENCE["municipality"] != "old"].merge(STRUCTURE, on="code")
    shown = pd.concat([found["earlier_segment"], found["later_segment"]]).dropna()
    assert sorted(shown) == sorted(grouped["segment"])


def test_what_can_be_compared_is_counted_per_pair_and_category_zeros_included():
    found = count_comparable(EVIDENCE, STRUCTURE, [("older", "new"), ("old", "older")])

    assert found.to_numpy().tolist() == [
        ["older", "new", "zeta", 2, 1, 1, 1, 0, "both"],
        ["older", "new", "beta", 0, 1, 0, 0, 1, "only_later"],
        ["older", "new", "empty", 0, 0, 0, 0, 0, "neither"],
        ["old", "older", "zeta", 1, 2, 1, 0, 1, "both"],
        ["old", "older", "beta", 0, 0, 0, 0, 0, "neither"],
        ["old", "older", "empty", 0, 0, 0, 0, 0, "neither"],
    ]


def test_one_case_has_nothing_beside_it():
    assert compare_pairs(EVIDENCE, STRUCTURE, []).empty
    assert count_comparable(EVIDENCE, STRUCTURE, []).empty


@pytest.mark.parametrize("function", [compare_pairs, count_comparable])
def test_a_case_without_evidence_is_named(function):
    with pytest.raises(StudyError) as problem:
        function(EVIDENCE, STRUCTURE, [("old", "newer")])

    assert str(problem.value) == (
        "1 problem:\n  cases: municipality 'newer' has no evidence; expected one of new, old, older. "
        "Did you mean 'new'?"
    )


def test_a_code_was_made_when_the_codebook_says_so_or_else_where_an_inductive_one_was_first_given():
    dated = date_codes(codebook(a="older"), EVIDENCE)

    # b is deductive, d was never given: both were there before coding, as far as anybody knows
    assert cells(dated, "code", "made_in", "known_from") == [
        ["a", "older", "since"],
        ["b", None, None],
        ["c", "new", "first_given"],
        ["d", None, None],
        ["elsewhere", "new", "first_given"],
    ]


def test_the_structure_before_a_case_lacks_what_was_made_in_it_or_later_also_where_it_was_given_in_earlier_ones():
    dated = date_codes(codebook(a="new"), EVIDENCE)  # a was given to passages of the old case afterwards

    assert structure_before(STRUCTURE, dated, CASES, "new")["code"].tolist() == ["b", "d"]
    assert structure_before(STRUCTURE, dated, CASES, "old")["code"].tolist() == ["b", "d"]
    with pytest.raises(StudyError) as problem:
        structure_before(STRUCTURE, dated, CASES, "nwe")
    assert str(problem.value) == (
        "1 problem:\n  cases: municipality 'nwe' has no evidence; expected one of old, older, new. Did you mean 'new'?"
    )


def confirmations(codes, evidence=EVIDENCE, structure=STRUCTURE):
    dated = date_codes(codes, evidence)
    new = list_new_codes(codes, structure, dated, order_cases(evidence))
    return new, judge_confirmations(evidence, structure, dated, new).set_index("municipality")


def test_what_is_new_in_the_last_case_is_new_whether_or_not_the_present_structure_holds_it():
    new, judged = confirmations(codebook())

    last = new[new["municipality"] == "new"]
    assert cells(last, "code", "axial_category", "new_category") == [["c", "beta", True], ["elsewhere", None, False]]
    counts = ["codes_before", "codes_again", "new_codes", "categories_before", "categories_again", "new_categories"]
    # before the last case: a, b and d, in zeta and empty; of those it gave a
    assert judged.loc["new", counts].tolist() == [3, 1, 2, 2, 1, 1]
    assert judged["outcome"].tolist() == ["first", "confirms", "adds_categories"]


def test_a_code_that_was_there_before_is_not_new_where_it_is_first_given():
    _, judged = confirmations(codebook(c="old", elsewhere="old"))
    assert judged.loc["new", ["new_codes", "outcome"]].tolist() == [0, "confirms"]


def test_a_new_code_in_an_old_category_is_a_code_and_no_category():
    _, judged = confirmations(codebook(), structure=STRUCTURE.replace("beta", "zeta"))
    assert judged.loc["new", ["new_codes", "new_categories", "outcome"]].tolist() == [2, 0, "adds_codes"]
