"""Agreement between coders on fixed units, each coefficient as its authors define it.

All are (observed − expected) / (1 − expected) agreement; they differ in what is expected by chance. A table in which
nothing could have been disagreed about has no coefficient: the value is `nan` and `undefined` says why.

Sources: Cohen (1960) Educational and Psychological Measurement 20; Scott (1955) Public Opinion Quarterly 19; Fleiss
(1971) Psychological Bulletin 76; Brennan & Prediger (1981) Educational and Psychological Measurement 41; Gwet (2014)
Handbook of Inter-Rater Reliability, 4th ed., ch. 2 (missing values); Krippendorff (2019) Content Analysis, 4th ed.,
§12.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, get_args

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.ratings import NO_VALUE, Numbers, Tally, Whole, tally_ratings
from wijkresearch.errors import Problem, StudyError, did_you_mean

Level = Literal["nominal", "ordinal", "interval", "ratio"]
NO_PAIR = "no unit has a value of two coders"
ONE_VALUE = "every value that could be compared is the same, so nothing could have been disagreed about"


@dataclass(frozen=True)
class Agreement:
    """One coefficient: its value (`nan` where undefined, with the reason) and what it was computed on.

    `n_units` counts the units that at least two coders rated, `n_dropped` the units that fewer than two coders rated.
    """

    value: float
    coefficient: str
    n_units: int
    n_coders: int
    n_dropped: int
    undefined: str = ""


Formula = Callable[[Numbers], Numbers]


def percent_agreement(ratings: pd.DataFrame) -> Agreement:
    """The share of pairs of coders that gave a unit the same value, averaged over units (Gwet 2014, ch. 2).

    Args:
        ratings: columns `unit`, `coder`, `value`; missing values allowed, any number of coders.
    """
    tally = tally_ratings(ratings)
    return _result(tally, "percent agreement", observed_formula(tally), one_value="")


def cohen_kappa(ratings: pd.DataFrame) -> Agreement:
    """Cohen's κ (1960, p. 40) of two coders: chance from each coder's own shares. Units that one did not rate drop out.

    Raises:
        StudyError: there are more than two coders.
    """
    tally = _two_coders(tally_ratings(ratings), "Cohen's κ")
    return _result(tally, "Cohen's κ (1960)", cohen_formula(tally))


def scott_pi(ratings: pd.DataFrame) -> Agreement:
    """Scott's π (1955, p. 323) of two coders: chance from the shares of both together.

    Raises:
        StudyError: there are more than two coders.
    """
    tally = _two_coders(tally_ratings(ratings), "Scott's π")
    return _result(tally, "Scott's π (1955)", fleiss_formula(tally))


def fleiss_kappa(ratings: pd.DataFrame) -> Agreement:
    """Fleiss' κ (1971, p. 379) of any number of coders; with missing values as Gwet (2014, ch. 2) extends it."""
    tally = tally_ratings(ratings)
    complete = bool((tally.rated == len(tally.coders)).all())
    name = "Fleiss' κ (1971)" if complete else "Fleiss' κ with missing values (Gwet 2014)"
    return _result(tally, name, fleiss_formula(tally))


def brennan_prediger(ratings: pd.DataFrame, *, categories: int | None = None) -> Agreement:
    """Brennan & Prediger's κ (1981, p. 693): every category of the codebook is equally likely by chance.

    Args:
        ratings: columns `unit`, `coder`, `value`.
        categories: number of categories that could have been given; the number that was given where left out.

    Raises:
        StudyError: more categories were given than could have been.
    """
    tally = tally_ratings(ratings)
    size = _codebook_size(tally, categories)
    return _result(tally, f"Brennan–Prediger κ (1981), {size} categories", brennan_prediger_formula(tally, size))


def gwet_ac1(ratings: pd.DataFrame, *, categories: int | None = None) -> Agreement:
    """Gwet's AC1 (2008; 2014, ch. 2): chance agreement only on units that are hard to rate.

    Args:
        ratings: columns `unit`, `coder`, `value`.
        categories: number of categories that could have been given; the number that was given where left out.

    Raises:
        StudyError: more categories were given than could have been.
    """
    tally = tally_ratings(ratings)
    size = _codebook_size(tally, categories)
    return _result(tally, f"Gwet's AC1 (2008), {size} categories", gwet_formula(tally, size))


def krippendorff_alpha(ratings: pd.DataFrame, *, level: Level = "nominal") -> Agreement:
    """Krippendorff's α (2019, §12.3): any number of coders, missing values, and a level of measurement.

    Args:
        ratings: columns `unit`, `coder`, `value`. Ordinal values are numbers or an ordered category; interval and
            ratio values are numbers.
        level: what a difference between two values means: `nominal`, `ordinal`, `interval` or `ratio`.

    Raises:
        StudyError: the level is not known, or the values cannot be placed on it.
    """
    tally = tally_ratings(ratings)
    scores = score_categories(tally, ratings["value"], level)
    return _result(tally, f"Krippendorff's α, {level} (2019, §12.3)", alpha_formula(tally, level, scores))


def observed_formula(tally: Tally) -> Formula:
    """Observed agreement as a function of counts (one row per resample, one column per pattern)."""
    compared, rated = tally.compared, tally.rated
    agreeing = np.zeros(len(rated))
    for first, second in combinations(tally.patterns.T, 2):
        agreeing += (first == second) & (first != NO_VALUE)
    share = compared * agreeing * 2 / np.maximum(rated * (rated - 1), 1)
    return lambda counts: _divide(counts @ share, counts @ compared)


def cohen_formula(tally: Tally) -> Formula:
    """Cohen's κ of two coders as a function of counts."""
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


def fleiss_formula(tally: Tally) -> Formula:
    """Fleiss' κ (and with two coders Scott's π) as a function of counts."""
    observed = observed_formula(tally)
    return lambda counts: _corrected(observed(counts), (_shares(tally, counts) ** 2).sum(axis=1))


def brennan_prediger_formula(tally: Tally, categories: int) -> Formula:
    """Brennan & Prediger's κ as a function of counts; not a number where only one category was given."""
    observed = observed_formula(tally)

    def formula(counts: Numbers) -> Numbers:
        value = _corrected(observed(counts), np.full(len(counts), 1 / max(categories, 1)))
        return np.where(_shares(tally, counts).max(axis=1) >= 1, np.nan, value)

    return formula


def gwet_formula(tally: Tally, categories: int) -> Formula:
    """Gwet's AC1 as a function of counts; not a number where only one category was given."""
    observed = observed_formula(tally)

    def formula(counts: Numbers) -> Numbers:
        share = _shares(tally, counts)
        expected = (share * (1 - share)).sum(axis=1) / max(categories - 1, 1)
        return np.where(share.max(axis=1) >= 1, np.nan, _corrected(observed(counts), expected))

    return formula


def alpha_formula(tally: Tally, level: Level, scores: Numbers) -> Formula:
    """Krippendorff's α as a function of counts; `scores` are the values of the categories as numbers."""
    weight = tally.compared * 2 / np.maximum(tally.rated - 1, 1)
    difference = _nominal if level == "nominal" else _ratio if level == "ratio" else _squared

    def formula(counts: Numbers) -> Numbers:
        frequency = tally.frequencies(counts * tally.compared)
        total = frequency.sum(axis=1)
        scale = np.cumsum(frequency, axis=1) - frequency / 2 if level == "ordinal" else scores[None, :]
        observed = _observed_difference(tally.patterns, counts * weight, scale, difference)
        expected = _expected_difference(frequency, total, scale, level)
        return 1 - _divide((total - 1) * observed, expected)

    return formula


Difference = Callable[[Numbers, Numbers], Numbers]


def _nominal(one: Numbers, other: Numbers) -> Numbers:
    return np.asarray(one != other, dtype=np.float64)


def _squared(one: Numbers, other: Numbers) -> Numbers:
    return np.asarray((one - other) ** 2)


def _ratio(one: Numbers, other: Numbers) -> Numbers:
    total = one + other
    return np.asarray(((one - other) / np.where(total == 0, 1, total)) ** 2)


def _observed_difference(patterns: Whole, weighted: Numbers, scale: Numbers, difference: Difference) -> Numbers:
    """Σ o_ck δ²_ck: over every pair of coders, the difference of their values times the weighted counts."""
    observed = np.zeros(len(weighted))
    for first, second in combinations(patterns.T, 2):
        differing = np.flatnonzero((first != second) & (first != NO_VALUE) & (second != NO_VALUE))
        distance = difference(scale[:, first[differing]], scale[:, second[differing]])
        observed += (weighted[:, differing] * distance).sum(axis=1)
    return observed


def _expected_difference(frequency: Numbers, total: Numbers, scale: Numbers, level: Level) -> Numbers:
    """Σ n_c n_k δ²_ck over all pairs of categories."""
    if level == "nominal":
        return np.asarray(total**2 - (frequency**2).sum(axis=1))
    if level == "ratio":
        distance = _ratio(scale[0][:, None], scale[0][None, :])
        return np.asarray(((frequency @ distance) * frequency).sum(axis=1))
    centre = _divide((frequency * scale).sum(axis=1), total)
    return np.asarray(2 * total * (frequency * (scale - centre[:, None]) ** 2).sum(axis=1))


def _corrected(observed: Numbers, expected: Numbers) -> Numbers:
    """(observed − expected) / (1 − expected); not a number where chance alone agrees on everything."""
    return _divide(observed - expected, 1 - expected)


def _divide(numerator: Numbers, denominator: Numbers) -> Numbers:
    """The quotient; not a number where the denominator is nothing."""
    safe = np.abs(denominator) > 1e-12
    return np.where(safe, numerator / np.where(safe, denominator, 1), np.nan)


def undefined_reason(tally: Tally, one_value: str = ONE_VALUE) -> str:
    """Why no coefficient can be computed; empty where one can. Without `one_value` a single value is no obstacle."""
    if len(tally.coders) < 2:
        return "there are fewer than two coders"
    if tally.n_units == 0:
        return NO_PAIR
    return one_value if one_value and _one_value(tally) else ""


def _result(tally: Tally, name: str, formula: Formula, one_value: str = ONE_VALUE) -> Agreement:
    reason = undefined_reason(tally, one_value)
    value = float("nan") if reason else float(formula(tally.total[None, :])[0])
    return Agreement(value, name, tally.n_units, len(tally.coders), tally.n_dropped, reason)


def _one_value(tally: Tally) -> bool:
    """Is every value that can be compared the same?"""
    given = tally.frequencies((tally.total * tally.compared)[None, :])
    return bool(np.count_nonzero(given) < 2)


def _two_coders(tally: Tally, name: str) -> Tally:
    """The counts with the units of one coder shown as units without a value, so that they are still reported."""
    if len(tally.coders) > 2:
        raise StudyError(
            Problem(
                "ratings",
                f"{len(tally.coders)} coders: {', '.join(map(str, tally.coders))}",
                f"two coders for {name}",
                "Choose two coders, or use fleiss_kappa or krippendorff_alpha.",
            )
        )
    return replace(tally, patterns=np.where(tally.compared[:, None] > 0, tally.patterns, NO_VALUE))


def _codebook_size(tally: Tally, categories: int | None) -> int:
    given = len(tally.categories)
    if categories is not None and categories < given:
        found = f"{given} categories were given: {', '.join(map(str, tally.categories))}"
        raise StudyError(Problem("ratings", found, f"at most {categories}"))
    return given if categories is None else categories


def score_categories(tally: Tally, values: pd.Series, level: Level) -> Numbers:
    """The categories as numbers on the level of measurement."""
    if level not in get_args(Level):
        known = get_args(Level)
        raise StudyError(
            Problem("krippendorff_alpha", f"level '{level}'", f"one of {', '.join(known)}", did_you_mean(level, known))
        )
    places = np.arange(len(tally.categories), dtype=np.float64)
    ordered = isinstance(values.dtype, pd.CategoricalDtype) and bool(values.cat.ordered)
    if level == "nominal" or (level == "ordinal" and ordered):
        return places
    if not all(isinstance(value, int | float | np.number) for value in tally.categories):
        remedy = "Turn the values into numbers, or use level='nominal'."
        if level == "ordinal":
            remedy = "Turn the values into numbers or an ordered category, or use level='nominal'."
        found = f"values such as {tally.categories[0]!r} have no place on level '{level}'"
        raise StudyError(Problem("ratings", found, "numbers", remedy))
    scores = np.asarray(tally.categories, dtype=np.float64)
    if level == "ratio" and (scores < 0).any():
        raise StudyError(Problem("ratings", f"the value {scores.min():g} is below 0", "ratio values from 0"))
    return scores
