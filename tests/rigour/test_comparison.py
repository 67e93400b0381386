"""Constant comparison: passages of the newest case beside those of the earlier ones."""

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.rigour.comparison import compare_with_earlier, count_comparable

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


def test_passages_with_the_same_code_stand_beside_each_other():
    found = compare_with_earlier(EVIDENCE, STRUCTURE, newest="new")

    columns = ["axial_category", "code", "newest_segment", "earlier_segment", "earlier_municipality"]
    assert found[columns].astype("object").where(found[columns].notna(), None).to_numpy().tolist() == [
        ["zeta", "a", "D3:0-7", "D1:0-5", "old"],
        ["zeta", "a", None, "D2:9-12", "older"],
        ["zeta", "b", None, "D2:0-4", "older"],
        ["beta", "c", "D3:10-20", None, None],
    ]


def test_a_passage_of_two_coders_stands_there_once():
    found = compare_with_earlier(EVIDENCE, STRUCTURE, newest="new")

    assert found["earlier_segment"].dropna().tolist().count("D1:0-5") == 1


def test_no_passage_is_lost_and_none_is_added():
    found = compare_with_earlier(EVIDENCE, STRUCTURE, newest="older")

    grouped = EVIDENCE.merge(STRUCTURE, on="code").drop_duplicates(["segment", "code"])
    shown = pd.concat([found["newest_segment"], found["earlier_segment"]]).dropna()
    assert sorted(shown) == sorted(grouped["segment"])


def test_what_can_be_compared_is_counted_per_category_zeros_included():
    found = count_comparable(EVIDENCE, STRUCTURE, newest="new")

    assert found.to_numpy().tolist() == [
        ["zeta", 1, 3, 2, "both"],
        ["beta", 1, 0, 0, "only_newest"],
        ["empty", 0, 0, 0, "neither"],
    ]


def test_a_category_that_the_newest_case_lacks_is_said():
    found = count_comparable(EVIDENCE, STRUCTURE, newest="old").set_index("axial_category")

    assert found.loc["beta", "comparison"] == "only_earlier"


@pytest.mark.parametrize("function", [compare_with_earlier, count_comparable])
def test_a_case_without_evidence_is_named(function):
    with pytest.raises(StudyError) as problem:
        function(EVIDENCE, STRUCTURE, newest="newer")

    assert str(problem.value) == (
        "1 problem:\n  newest: municipality 'newer' has no evidence; expected one of new, old, older. "
        "Did you mean 'new'?"
    )
