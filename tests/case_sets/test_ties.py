"""What differs by rounding only is equal, and of equal ones the first by name is taken."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from wijkresearch.case_sets import (
    Choices,
    SetRule,
    choose_diverse,
    compare_candidates,
    list_swaps,
    score_extreme,
    trace_front,
)
from wijkresearch.case_sets.ties import are_below, first_lowest

NOISE = 1e-14


def test_a_value_is_below_another_only_by_more_than_rounding_makes() -> None:
    values = np.array([1.0, 1.0 + NOISE, 1.0 - NOISE, 1.0 - 1e-9, 1e9 * (1 - NOISE)])
    assert are_below(values, 1.0).tolist() == [False, False, False, True, False]
    assert are_below(values, 1e9).tolist() == [True, True, True, True, False]


@pytest.mark.parametrize("noise", [NOISE, -NOISE, 0.0])
def test_of_equal_values_the_first_is_the_lowest(noise: float) -> None:
    assert first_lowest(np.array([5.0, 1.0, 1.0 + noise, 2.0])) == 1
    assert first_lowest(np.array([5e9, 1e9, 1e9 * (1 + noise), 2e9])) == 1


@pytest.mark.parametrize("noise", [NOISE, -NOISE])
def test_of_two_cases_as_close_to_the_mean_of_a_cell_the_first_by_name_is_chosen(noise: float) -> None:
    cases = pd.DataFrame({"id": list("fedcba"), "x": [0.0, 1.0, 10.0, 11.0 + 11 * noise, 20.3, 21.1]})
    chosen = choose_diverse(cases, id_column="id", typology=["x"]).set_index("cell")["case"]
    assert chosen.to_dict() == {"x low": "e", "x middle": "c", "x high": "a"}


@pytest.mark.parametrize("noise", [NOISE, -NOISE])
def test_cases_as_far_from_the_mean_share_a_place(noise: float) -> None:
    cases = pd.DataFrame({"id": list("abcd"), "x": [0.0, 1.0, 2.0, 3.0 + noise]})
    scores = score_extreme(cases, id_column="id", on="x")
    assert scores[["case", "place"]].to_numpy().tolist() == [["a", 1], ["d", 1], ["b", 3], ["c", 3]]


@pytest.mark.parametrize("noise", [NOISE, -NOISE])
def test_of_candidates_as_good_for_a_seat_the_first_by_name_is_told(noise: float) -> None:
    candidates = pd.DataFrame({"id": list("abcdef"), "size": [0.0, 10.0, 20.0 * (1 + noise), 50.0, 60.0, 20.0]})
    choices = Choices(weights={"size": 1e12})
    compared = compare_candidates(candidates, id_column="id", controls=["size"], choices=choices)
    swap = list_swaps(compared, SetRule(3), ["a", "b", "f"]).set_index("member").loc["f"]
    assert (swap["best"], swap["place"]) == ("c", 1)


@pytest.mark.parametrize("noise", [NOISE, -NOISE])
def test_of_sets_with_the_same_spread_the_front_tells_the_first_by_name(noise: float) -> None:
    candidates = pd.DataFrame(
        {"id": list("abcd"), "size": [0.0, 1.0, 10.0, 11.0], "spread": [0.0, 3.0, 5.0, 8.0 + 8 * noise]}
    )
    compared = compare_candidates(candidates, id_column="id", controls=["size"])
    assert trace_front(compared, SetRule(2), on="spread")["members"].tolist()[0] == "a; b"
