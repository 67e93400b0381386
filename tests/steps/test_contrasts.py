"""What goes along with which attribute of the cases, counted in pairs by hand."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkresearch.steps.contrasts import contrast_cases, describe_design, list_case_values
from wijkresearch.tables import CASE_ATTRIBUTES, CASE_VALUES

PAIRS = ["alike_same", "alike_other", "different_same", "different_other"]


def values_of(**named):
    """CASE_VALUES: per attribute (`a_…`) or answer the values of cases 1, 2, 3 …; a dash is unknown."""
    rows = [
        ("attribute" if name.startswith("a_") else "answer", name, f"case{place}", value)
        for name, listed in named.items()
        for place, value in enumerate(listed.split(), start=1)
        if value != "-"
    ]
    return CASE_VALUES.of(rows)


def contrast(attribute, outcome):
    values = values_of(a_title=attribute, H1=outcome)
    (row,) = contrast_cases(values, describe_design(values, interest="a_title", controls=[])).to_dict("records")
    return [row[pairs] for pairs in PAIRS], row["judgement"]


@pytest.mark.parametrize(
    ("attribute", "outcome", "pairs", "judgement"),
    [
        ("x x y", "supported supported mixed", [1, 0, 0, 2], "goes_along"),
        ("x x y z", "supported supported mixed supported", [1, 0, 2, 3], "partly"),
        ("x x y", "supported mixed mixed", [0, 1, 1, 1], "does_not"),
        ("x y z", "supported supported supported", [0, 0, 3, 0], "does_not"),
        ("x x x", "supported mixed mixed", [1, 2, 0, 0], "does_not"),
        ("x y z", "supported mixed contradicted", [0, 0, 0, 3], "cannot_be_told"),
        ("x y z", "supported supported mixed", [0, 0, 1, 2], "cannot_be_told"),
        ("x x x", "mixed mixed mixed", [3, 0, 0, 0], "cannot_be_told"),
        ("x", "supported", [0, 0, 0, 0], "cannot_be_told"),
    ],
)
def test_an_outcome_goes_along_where_alike_cases_are_alike_and_different_ones_differ(
    attribute, outcome, pairs, judgement
):
    assert contrast(attribute, outcome) == (pairs, judgement)


def test_a_case_without_the_attribute_or_that_cannot_be_judged_is_in_no_pair():
    assert contrast("x x y -", "supported insufficient mixed mixed") == ([0, 0, 0, 1], "cannot_be_told")


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(["supported", "mixed"])), min_size=1, max_size=12))
def test_the_four_numbers_are_those_of_the_pairs_one_by_one(cases):
    found, _ = contrast(" ".join(case[0] for case in cases), " ".join(case[1] for case in cases))
    sorts = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(cases, 2)]
    assert found == [sorts.count(sort) for sort in ((True, True), (True, False), (False, True), (False, False))]


def test_attributes_that_divide_the_cases_as_the_one_of_interest_does_are_told():
    values = values_of(a_control="3 4 3", a_title="r g r", a_other="p p p", a_same="1 2 1", H1="mixed mixed mixed")
    design = describe_design(values, interest="a_title", controls=["a_control", "density"])
    assert design[["attribute", "design", "different", "as_interest"]].to_numpy().tolist() == [
        ["a_title", "interest", 2, False],
        ["a_control", "control", 2, True],
        ["a_other", "other", 1, False],
        ["a_same", "other", 2, True],
    ]


def test_without_a_variable_of_interest_no_attribute_divides_as_it_does():
    design = describe_design(values_of(a_one="x y"), interest="", controls=[])
    assert design[["design", "as_interest"]].to_numpy().tolist() == [["other", False]]


def test_a_case_has_its_columns_what_people_named_its_tied_roles_and_its_answers():
    cases = pd.DataFrame(
        {
            "municipality": ["een"],
            "name": ["Een"],
            "phase": ["test"],
            "wards": [3],
            "area_km2": [12.5],
            "province": [None],
        }
    )
    named = CASE_ATTRIBUTES.check(
        pd.DataFrame([("een", "coalitie", "breed")], columns=["municipality", "attribute", "value"])
    )
    preferred = pd.DataFrame({"municipality": ["een", "een"], "role": ["makelaar", "luisteraar"]})
    answers = pd.DataFrame(
        [("H1", "municipality", "een", "mixed"), ("H1", "overall", "all", "supported")],
        columns=["claim", "scope", "member", "verdict"],
    )
    values = list_case_values(cases, named, preferred, answers)
    assert values[["kind", "name", "value"]].to_numpy().tolist() == [
        ["attribute", "wards", "3"],
        ["attribute", "area_km2", "12.5"],
        ["attribute", "coalitie", "breed"],
        ["role", "preferred_role", "luisteraar, makelaar"],
        ["answer", "H1", "mixed"],
    ]
