"""The chosen set in one go, also where there is none."""

import pandas as pd
import pytest

from wijkresearch.case_sets import (
    SetRule,
    compare_candidates,
    compare_controls,
    count_values,
    describe_chosen,
    list_pairs,
    list_swaps,
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


@pytest.fixture
def compared():
    return compare_candidates(CANDIDATES, id_column="municipality", controls=["seats", "density"])


def test_everything_on_a_chosen_set_is_what_it_is_one_by_one(compared):
    chosen, rule = ["A", "D"], SetRule(size=2)
    found = describe_chosen(compared, chosen)
    for table, alone in (
        (found.rank, rank_set(compared, rule, chosen)),
        (found.counts, count_values(compared, rule)),
        (found.pairs, list_pairs(compared, chosen)),
        (found.swaps, list_swaps(compared, rule, chosen)),
        (found.ranges, compare_controls(compared, chosen)),
    ):
        pd.testing.assert_frame_equal(table, alone)


@pytest.mark.parametrize("chosen", [[], ["B"]])
def test_fewer_than_two_cases_are_no_set_and_every_table_is_empty(compared, chosen):
    found = describe_chosen(compared, chosen)
    assert [len(table) for table in (found.rank, found.counts, found.pairs, found.swaps, found.ranges)] == [0] * 5


def test_the_candidates_near_the_cases_lie_in_their_provinces(compared):
    called, nearby = narrow_frame(CANDIDATES, CANDIDATES.iloc[[2, 1]], otherwise="Alles")
    assert (called, nearby["municipality"].tolist()) == ("Noord", ["A", "B", "C", "D"])


def test_where_no_case_has_a_name_all_candidates_are_near():
    called, nearby = narrow_frame(CANDIDATES, CANDIDATES.iloc[:0], otherwise="Alles")
    assert (called, nearby["municipality"].tolist()) == ("Alles", ["A", "B", "C", "D", "E"])
