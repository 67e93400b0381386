from itertools import product
from math import floor

import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.printed_audit import shares
from wijkresearch.printed_audit.shares import (
    check_columns,
    check_means,
    check_percentages,
    sum_columns,
)

LV = "leidschendam-voorburg"


def dots_of(*cells, municipality="a", world="w", table=3):
    rows = [(table, "4.1", world, municipality, f"r{place}", cell) for place, cell in enumerate(cells)]
    return pd.DataFrame(rows, columns=["table", "section", "world", "municipality", "role", "dots"])


def column(checked, municipality, world, rule):
    rows = checked[(checked["municipality"] == municipality) & (checked["world"] == world) & (checked["rule"] == rule)]
    return rows.iloc[0]


def test_four_of_the_six_printed_columns_sum_to_ten_and_two_do_not(published):
    sums = sum_columns(published["dots"])
    assert len(sums) == 6
    others = sums[~sums["adds_up"]]
    assert list(zip(others["municipality"], others["world"], others["printed_sum"], strict=True)) == [
        (LV, "leefwereld", 12.0),
        (LV, "systeemwereld", 11.0),
    ]
    assert sums["largest_by_rounding"].unique().tolist() == [1.0]


def test_twelve_is_impossible_under_every_rule_and_the_bounds_say_why(published):
    checked = check_columns(published["dots"])
    rows = checked[(checked["municipality"] == LV) & (checked["world"] == "leefwereld")]
    assert not rows["possible"].any()
    assert rows["smallest_n"].isna().all()
    nearest, ceil = column(checked, LV, "leefwereld", "nearest_up"), column(checked, LV, "leefwereld", "ceil")
    assert (nearest["lowest_total"], nearest["true_total"]) == (11, 10)
    assert (ceil["lowest_total"], bool(ceil["lowest_included"])) == (10, False)


def test_eleven_is_only_possible_for_one_set_of_shares_when_ties_round_up(published):
    checked = check_columns(published["dots"])
    up = column(checked, LV, "systeemwereld", "nearest_up")
    assert (up["forced"], up["smallest_counts"], up["smallest_n"], up["possible_n"]) == (True, "9, 7, 17, 7", 40, 3)
    assert not column(checked, LV, "systeemwereld", "nearest_even")["possible"]
    assert not column(checked, LV, "systeemwereld", "nearest_down")["possible"]
    assert not column(checked, LV, "systeemwereld", "floor")["possible"]
    ceil = column(checked, LV, "systeemwereld", "ceil")
    assert (ceil["smallest_n"], ceil["smallest_counts"], ceil["possible_n"]) == (12, "3, 2, 5, 2", 102)


@pytest.mark.parametrize(
    ("municipality", "world", "smallest", "possible_n"),
    [
        ("katwijk", "leefwereld", "2, 1, 1, 1", 101),
        ("maassluis", "leefwereld", "2, 5, 1, 2", 101),
        ("katwijk", "systeemwereld", "5, 4, 3, 4", 100),
        ("maassluis", "systeemwereld", "3, 8, 3, 1", 101),
    ],
)
def test_the_other_columns_fit_about_a_hundred_of_the_first_hundred_and_twenty_totals(
    published, municipality, world, smallest, possible_n
):
    found = column(check_columns(published["dots"]), municipality, world, "nearest_up")
    assert (found["smallest_counts"], found["possible_n"]) == (smallest, possible_n)


@pytest.mark.parametrize(
    ("rule", "possible_n"), [("floor", 24), ("ceil", 24), ("nearest_even", 101), ("nearest_down", 100)]
)
def test_the_other_rules_of_rounding_are_told_apart(published, rule, possible_n):
    found = column(check_columns(published["dots"]), "katwijk", "leefwereld", rule)
    assert (bool(found["possible"]), found["smallest_counts"], found["possible_n"]) == (True, "2, 1, 1, 1", possible_n)


def test_a_column_below_ten_can_need_ties_that_round_down():
    found = check_columns(dots_of(2, 2, 2.5, 2.5)).set_index("rule")
    assert found["possible"].to_dict() == {
        "nearest_up": False,
        "nearest_even": False,
        "nearest_down": True,
        "floor": True,
        "ceil": False,
    }
    assert found.loc["nearest_down", ["forced", "smallest_counts"]].tolist() == [True, "9, 9, 11, 11"]


def test_no_share_lies_below_nothing():
    assert not check_columns(dots_of(0, 10.5))["possible"].any()


def test_other_figures_give_another_answer():
    checked = check_columns(dots_of(6, 4))
    assert checked["possible"].all()
    assert checked["smallest_counts"].unique().tolist() == ["3, 2"]


def half_up(count, n):
    return floor(20 * count / n + 0.5) / 2


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4).filter(any))
def test_dots_made_from_counts_are_always_possible_with_those_counts(counts):
    n = sum(counts)
    printed = [half_up(count, n) for count in counts]
    checked = check_columns(dots_of(*printed)).query("rule == 'nearest_up'").iloc[0]
    assert checked["possible"]
    assert checked["smallest_n"] <= n


def test_what_is_possible_agrees_with_trying_every_count(monkeypatch):
    monkeypatch.setattr(shares, "LARGEST_N", 10)
    tried: dict[tuple[float, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(11), repeat=3):
        if 0 < sum(counts) <= 10:
            tried.setdefault(tuple(half_up(count, sum(counts)) for count in counts), []).append(counts)
    columns = [dots_of(*printed).assign(municipality=str(place)) for place, printed in enumerate(tried)]

    checked = check_columns(pd.concat(columns)).query("rule == 'nearest_up'")

    for found, expected in zip(checked.itertuples(), tried.values(), strict=True):
        first = min(expected, key=lambda counts: (sum(counts), counts))
        assert (found.smallest_n, found.smallest_counts) == (sum(first), ", ".join(map(str, first)))
        assert found.possible_n == len({sum(counts) for counts in expected})


def test_a_column_that_no_count_up_to_the_limit_gives_can_still_be_possible(monkeypatch):
    monkeypatch.setattr(shares, "LARGEST_N", 30)
    checked = check_columns(dots_of(2.5, 2, 4.5, 2)).query("rule == 'nearest_up'").iloc[0]
    assert (checked["possible"], checked["possible_n"], checked["smallest_n"]) == (True, 0, 40)


def test_a_cell_that_is_no_multiple_of_the_step_or_below_zero_is_refused():
    with pytest.raises(StudyError) as error:
        check_columns(dots_of(2.25, -1, 8))
    assert str(error.value) == (
        "2 problems:\n"
        "  w, a, r0: a cell of 2.25 dots; expected a multiple of 0.5, zero or more.\n"
        "  w, a, r1: a cell of -1 dots; expected a multiple of 0.5, zero or more."
    )


def test_a_percentage_is_held_against_whole_counts_out_of_n():
    percentages = pd.DataFrame(
        {
            "where": ["a", "b", "c", "d", "e"],
            "printed": ["37", "33", "100", "101", "12,5"],
            "n": [15, 15, 3, None, None],
        }
    )
    found = check_percentages(percentages).set_index("where")
    assert found["possible"].tolist() == [False, True, True, False, True]
    assert found["counts"].dropna().to_dict() == {"b": "5", "c": "3"}
    assert found["smallest_n"].dropna().to_dict() == {"a": 19, "b": 3, "c": 1, "e": 8}


def test_a_mean_of_whole_scores_is_held_against_whole_sums():
    # 62 / 18 = 3.444 and 63 / 18 = 3.5, so 3.45 lies between; 86 / 25 = 3.44 exactly
    means = pd.DataFrame({"where": ["a", "b", "c"], "printed": ["3.45", "3.44", "3.44"], "n": [18, 18, 25]})
    found = check_means(means, highest=7)
    assert found["possible"].tolist() == [False, True, True]
    assert found["counts"].tolist()[1:] == ["62", "86"]


def test_a_mean_above_the_highest_score_is_impossible():
    means = pd.DataFrame({"where": ["a"], "printed": ["7.2"], "n": [10]})
    assert check_means(means, highest=7)["possible"].tolist() == [False]
