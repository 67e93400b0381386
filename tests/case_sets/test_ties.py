"""What differs by rounding only is equal, and of equal ones the first by name is taken."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from wijkresearch.case_sets import SetRule, compare_candidates, list_swaps
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
def test_of_candidates_as_good_for_a_seat_the_first_by_name_is_told(noise: float) -> None:
    candidates = pd.DataFrame({"id": list("abcdef"), "size": [0.0, 10.0, 20.0 * (1 + noise), 50.0, 60.0, 20.0]})
    compared = compare_candidates(candidates, id_column="id", controls=["size"])
    swap = list_swaps(compared, SetRule(3), ["a", "b", "f"]).set_index("member").loc["f"]
    assert (swap["best"], swap["place"]) == ("c", 1)
