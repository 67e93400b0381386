"""How much to code twice, decided before coding starts.

Two coders, one code that is given or not. The number of units n is the smallest for which a goodness-of-fit interval
around the expected κ stays above the value that must be excluded: n Σ (P_i(κ) − P_i(κ₀))² / P_i(κ₀) ≥ z², with P the
chances that both, one or none give the code at this prevalence.

Source: Donner & Rotondi (2010) The International Journal of Biostatistics 6(1), article 31.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from statistics import NormalDist

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.ratings import Numbers
from wijkresearch.coder_agreement.tables import DOUBLE_CODING_PLAN
from wijkresearch.errors import Problem, raise_if_any

PREVALENCES = (0.05, 0.1, 0.2, 0.3, 0.5)


def plan_double_coding(
    *,
    expected: float,
    at_least: float,
    prevalences: Iterable[float] = PREVALENCES,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """DOUBLE_CODING_PLAN: units that two coders must both code, at several prevalences of a code.

    Args:
        expected: the κ that a pilot or the literature leads one to expect.
        at_least: the κ that the one-sided interval must stay above.
        prevalences: shares of the units that carry the code.
        confidence: one-sided confidence, between 0.5 and 1.

    Raises:
        StudyError: `at_least` is not below `expected`, or a share is not between 0 and 1.
    """
    shares = list(prevalences)
    raise_if_any(_problems(expected, at_least, shares, confidence))
    critical = NormalDist().inv_cdf(confidence) ** 2
    units = []
    for share in shares:
        chance = _chances(share, at_least)
        units.append(ceil(critical / (((_chances(share, expected) - chance) ** 2) / chance).sum()))
    rows = pd.DataFrame({"prevalence": shares, "units": units})
    rows = rows.assign(expected=expected, at_least=at_least, confidence=confidence)
    return DOUBLE_CODING_PLAN.check(rows[DOUBLE_CODING_PLAN.column_names])


def _chances(share: float, kappa: float) -> Numbers:
    """The chances that both coders, one of them, or neither gives the code."""
    spread = share * (1 - share)
    return np.array([share**2 + kappa * spread, 2 * spread * (1 - kappa), (1 - share) ** 2 + kappa * spread])


def _problems(expected: float, at_least: float, shares: list[float], confidence: float) -> Iterator[Problem]:
    where = "plan_double_coding"
    if not 0 <= at_least < expected < 1:
        found = f"expected {expected} and at_least {at_least}"
        yield Problem(where, found, "0 ≤ at_least < expected < 1")
    for share in shares:
        if not 0 < share < 1:
            yield Problem(where, f"prevalence {share}", "a share between 0 and 1")
    if not 0.5 < confidence < 1:
        yield Problem(where, f"confidence {confidence}", "between 0.5 and 1")
