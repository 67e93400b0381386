"""Agreement between coders on fixed units, each coefficient as its authors define it, for codes without an order.

All are (observed − expected) / (1 − expected) agreement; they differ in what is expected by chance. A table in which
nothing could have been disagreed about has no coefficient: the value is `nan` and `undefined` says why.

Sources: Cohen (1960) Educational and Psychological Measurement 20; Brennan & Prediger (1981) Educational and
Psychological Measurement 41; Gwet (2008; 2014) Handbook of Inter-Rater Reliability, 4th ed., ch. 2 (missing values);
Krippendorff (2019) Content Analysis, 4th ed., §12.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.ratings import NO_VALUE, Numbers, Tally, tally_ratings

NO_PAIR = "no unit has a value of two coders"
ONE_VALUE = "every value that could be compared is the same, so nothing could have been disagreed about"


@dataclass(frozen=True)
class Agreement:
    """The value of one coefficient; `nan` where it is undefined, with the reason."""

    value: float
    undefined: str = ""


Formula = Callable[[Numbers], Numbers]


def percent_agreement(ratings: pd.DataFrame) -> Agreement:
    """The share of pairs of coders that gave a unit the same value, averaged over units (Gwet 2014, ch. 2).

    Args:
        ratings: columns `unit`, `coder`, `value`; missing values allowed, any number of coders.
    """
    tally = tally_ratings(ratings)
    reason = _nothing_to_compare(tally)
    value = float("nan") if reason else float(observed_formula(tally)(tally.total[None, :])[0])
    return Agreement(value, reason)


def observed_formula(tally: Tally) -> Formula:
    """Observed agreement as a function of counts (one row per resample, one column per pattern)."""
    compared, rated = tally.compared, tally.rated
    agreeing = np.zeros(len(rated))
    for first, second in combinations(tally.patterns.T, 2):
        agreeing += (first == second) & (first != NO_VALUE)
    share = compared * agreeing * 2 / np.maximum(rated * (rated - 1), 1)
    return lambda counts: _divide((counts * share).sum(axis=1), (counts * compared).sum(axis=1))


def cohen_formula(tally: Tally) -> Formula:
    """Cohen's κ (1960, p. 40) of two coders as a function of counts: chance from each coder's own shares."""
    observed = observed_formula(tally)

    def formula(counts: Numbers) -> Numbers:
        paired = counts * tally.compared
        chance = (tally.frequencies(paired, [0]) * tally.frequencies(paired, [1])).sum(axis=1)
        return _corrected(observed(counts), _divide(chance, paired.sum(axis=1) ** 2))

    return formula


def _shares(tally: Tally, counts: Numbers) -> Numbers:
    """The share of each category, averaged over the units with a value (Gwet 2014, ch. 2)."""
    given = tally.frequencies(counts / np.maximum(tally.rated, 1))
    return _divide(given, given.sum(axis=1, keepdims=True))


def brennan_prediger_formula(tally: Tally, categories: int) -> Formula:
    """Brennan & Prediger's κ (1981, p. 693) as a function of counts: every category is equally likely by chance.

    Not a number where only one category was given; `categories` could have been given.
    """
    observed = observed_formula(tally)

    def formula(counts: Numbers) -> Numbers:
        value = _corrected(observed(counts), np.full(len(counts), 1 / max(categories, 1)))
        return np.where(_shares(tally, counts).max(axis=1) >= 1, np.nan, value)

    return formula


def gwet_formula(tally: Tally, categories: int) -> Formula:
    """Gwet's AC1 (2008; 2014, ch. 2) as a function of counts: chance agreement only on units that are hard to rate.

    Not a number where only one category was given; `categories` could have been given.
    """
    observed = observed_formula(tally)

    def formula(counts: Numbers) -> Numbers:
        share = _shares(tally, counts)
        expected = (share * (1 - share)).sum(axis=1) / max(categories - 1, 1)
        return np.where(share.max(axis=1) >= 1, np.nan, _corrected(observed(counts), expected))

    return formula


def alpha_formula(tally: Tally) -> Formula:
    """Krippendorff's nominal α (2019, §12.3) as a function of counts: any number of coders, missing values."""
    weight = tally.compared * 2 / np.maximum(tally.rated - 1, 1)
    differing = [
        np.flatnonzero((first != second) & (first != NO_VALUE) & (second != NO_VALUE))
        for first, second in combinations(tally.patterns.T, 2)
    ]

    def formula(counts: Numbers) -> Numbers:
        frequency = tally.frequencies(counts * tally.compared)
        total = frequency.sum(axis=1)
        weighted = counts * weight
        observed = sum((weighted[:, patterns].sum(axis=1) for patterns in differing), np.zeros(len(counts)))
        return 1 - _divide((total - 1) * observed, total**2 - (frequency**2).sum(axis=1))

    return formula


def _corrected(observed: Numbers, expected: Numbers) -> Numbers:
    """(observed − expected) / (1 − expected); not a number where chance alone agrees on everything."""
    return _divide(observed - expected, 1 - expected)


def _divide(numerator: Numbers, denominator: Numbers) -> Numbers:
    """The quotient; not a number where the denominator is nothing."""
    safe = np.abs(denominator) > 1e-12
    return np.where(safe, numerator / np.where(safe, denominator, 1), np.nan)


def undefined_reason(tally: Tally) -> str:
    """Why no coefficient that corrects for chance can be computed; empty where one can."""
    return _nothing_to_compare(tally) or (ONE_VALUE if _one_value(tally) else "")


def _nothing_to_compare(tally: Tally) -> str:
    if len(tally.coders) < 2:
        return "there are fewer than two coders"
    return NO_PAIR if tally.n_units == 0 else ""


def _one_value(tally: Tally) -> bool:
    """Whether every value that can be compared is the same."""
    given = tally.frequencies((tally.total * tally.compared)[None, :])
    return bool(np.count_nonzero(given) < 2)
