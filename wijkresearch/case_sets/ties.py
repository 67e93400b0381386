"""Which of two values is the lower one, where a difference that only rounding makes is none."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkresearch.case_sets.distances import Matrix
from wijkresearch.schema import DIGITS

TOLERANCE = 10.0**-DIGITS


def room(value: Any) -> Any:
    """How far values may lie from this one and still be equal to it, for a value or for an array of values."""
    return TOLERANCE * np.maximum(1.0, np.abs(value))


def are_below(values: Matrix, value: float) -> NDArray[np.bool_]:
    """For each value whether it is lower than this one."""
    return np.asarray(values < value - room(value))


def first_lowest(values: Matrix) -> int:
    """The place of the lowest value, of equal ones the first."""
    return int(np.flatnonzero(~are_below(-values, -float(values.min())))[0])
