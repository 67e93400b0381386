"""The chosen set in one go, also where there is none."""

import pandas as pd
import pytest

from wijkresearch.case_sets import (
    SetRule,
    compare_candidates,
    compare_controls,
    count_values,
    describe_chosen,
    list_control_values,
    list_pairs,
    list_swaps,
    locate_candidates,
    narrow_frame,
    rank_set,
)

CANDIDATES = pd.DataFrame(
    {
        "municipality": ["A", "B", "C", "D", "E"],
        "province": ["Noord", "Noord", "Zuid", "Zuid", "Oost"],
        "seats": [9, 11, 15, 21, 33],
        "density": [100.0, 180.0, 90.0, 400.0, 250.0],
    }
)


CONTROLS = ["seats", "density"]


def test_everything_on_a_chosen_set_is_what_it_is_one_by_one():
    chosen, rule = ["A", "D"], SetRule(size=2)
    compared = compare_candidates(CANDIDATES, id_column="municipality", controls=CONTROLS, frame="Alles")
    found = describe_chosen(CANDIDATES, chosen, controls=CONTROLS, frame="Alles")
    for table, alone in (
        (found.values, list_control_values(compared, chosen)),  # noqa: PD011 - a field of ours
        (found.rank, rank_set(compared, rule, chosen)),
        (found.counts, count_values(compared, rule)),
        (found.pairs, list_pairs(compared, chosen)),
        (found.swaps, list_swaps(compared, rule, chosen)),
        (found.ranges, compare_controls(compared, chosen)),
    ):
        pd.testing.assert_frame_equal(table, alone)
    assert (found.problem, len(found.unused)) == ("", 0)


def sizes(found):
    return [len(table) for table in (found.rank, found.counts, found.pairs, found.swaps, found.ranges)]


@pytest.mark.parametrize("chosen", [[], ["B"]])
def test_fewer_than_two_cases_are_no_set_and_the_candidates_still_have_their_values(chosen):
    found = describe_chosen(CANDIDATES, chosen, controls=CONTROLS, frame="Alles")
    assert (found.problem, sizes(found), len(found.values)) == ("few_cases", [0] * 5, 10)


def test_a_control_that_cannot_tell_candidates_apart_is_passed_over_with_the_reason():
    candidates = CANDIDATES.assign(equal=7, known=[1.0, 2.0, None, 3.0, None])
    found = describe_chosen(candidates, ["A", "D"], controls=["equal", "seats", "known"], frame="Alles")
    assert found.unused.to_numpy().tolist() == [["equal", "one_value", 0, 5], ["known", "unknown", 2, 5]]
    assert found.rank["controls"].tolist() == ["seats"]


def test_without_a_control_that_tells_candidates_apart_there_is_no_set():
    twins = CANDIDATES.iloc[:2].assign(seats=9)
    for controls in ([], ["seats"]):
        found = describe_chosen(twins, ["A", "B"], controls=controls, frame="Alles")
        assert (found.problem, sizes(found), len(found.values)) == ("no_controls", [0] * 5, 0)


def test_a_set_among_more_sets_than_a_number_can_hold_has_pairs_but_no_rank():
    names = [f"G{number:03}" for number in range(80)]
    many = pd.DataFrame({"municipality": names, "seats": range(80)})
    found = describe_chosen(many, names[:40], controls=["seats"], frame="Alles")
    assert (found.problem, sizes(found)) == ("too_many_sets", [0, 0, 780, 40, 1])


def test_candidates_are_placed_by_province_and_those_without_a_value_are_left_out():
    places = locate_candidates(CANDIDATES.assign(known=[1.0, 2.0, None, 3.0, None]), ["D"], on="known")
    assert places[["region", "case", "value", "chosen"]].to_numpy().tolist() == [
        ["Noord", "A", 1.0, False],
        ["Noord", "B", 2.0, False],
        ["Zuid", "D", 3.0, True],
    ]


def test_the_candidates_near_the_cases_lie_in_their_provinces():
    called, nearby = narrow_frame(CANDIDATES, CANDIDATES.iloc[[2, 1]], otherwise="Alles")
    assert (called, nearby["municipality"].tolist()) == ("Noord", ["A", "B", "C", "D"])


def test_where_no_case_has_a_name_all_candidates_are_near():
    called, nearby = narrow_frame(CANDIDATES, CANDIDATES.iloc[:0], otherwise="Alles")
    assert (called, nearby["municipality"].tolist()) == ("Alles", ["A", "B", "C", "D", "E"])
