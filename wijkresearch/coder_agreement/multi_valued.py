"""Agreement on units that carry several codes at once: Krippendorff & Craggs' mvα (2016).

A value is a set of codes, possibly empty. Two sets differ by 1 − 2|C ∩ K| / (|C| + |K|). What is expected comes from
drawing labels for sets of the sizes that were seen. The sum over all sets is written as a product over labels, so that
the work grows with the number of codes and not with the number of possible sets.

Source: Krippendorff & Craggs (2016) Communication Methods and Measures 10(4), 181–198,
doi 10.1080/19312458.2016.1228863.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import combinations

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.coefficients import NO_PAIR, ONE_VALUE, Agreement
from wijkresearch.coder_agreement.ratings import Numbers, tally_ratings
from wijkresearch.errors import Problem, raise_if_any

NAME = "mvα, nominal (Krippendorff & Craggs 2016)"
LARGEST_SET = 20

Codes = frozenset[str]


def multi_valued_alpha(ratings: pd.DataFrame) -> Agreement:
    """mvα of sets of codes.

    Args:
        ratings: columns `unit`, `coder`, `value`, where a value is a tuple, list or set of codes; an empty one means
            that the coder gave no code, a missing one that the coder did not look.

    Raises:
        StudyError: a value is not a set of codes, or one holds more than twenty.
    """
    sets = ratings.assign(value=ratings["value"].map(_as_set))
    tally = tally_ratings(sets)
    categories: list[Codes] = [frozenset(value) for value in tally.categories]
    weights = tally.total * tally.compared
    if len(tally.coders) < 2 or not weights.any():
        reason = "there are fewer than two coders" if len(tally.coders) < 2 else NO_PAIR
        return Agreement(float("nan"), NAME, tally.n_units, len(tally.coders), tally.n_dropped, reason)
    distance = np.array([[_difference(one, other) for other in categories] for one in categories])
    observed = 0.0
    for first, second in combinations(tally.patterns.T, 2):
        both = (first >= 0) & (second >= 0)
        apart = distance[first[both], second[both]] * 2 / (tally.rated[both] - 1)
        observed += float((weights[both] * apart).sum())
    given = tally.frequencies(weights[None, :])[0]
    expected = _expected(categories, given)
    value = float(1 - observed / given.sum() / expected) if expected > 1e-12 else float("nan")
    reason = ONE_VALUE if np.isnan(value) else ""
    return Agreement(value, NAME, tally.n_units, len(tally.coders), tally.n_dropped, reason)


def _as_set(value: object) -> Codes | None:
    """The codes of a cell; nothing for a missing value."""
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        codes = frozenset(str(code) for code in value)
        raise_if_any([_too_large(codes)] if len(codes) > LARGEST_SET else [])
        return codes
    missing = value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))
    raise_if_any([] if missing else [Problem("ratings", f"value {value!r}", "a tuple of codes, such as ('a', 'b')")])
    return None


def _too_large(codes: Codes) -> Problem:
    return Problem("ratings", f"a unit carries {len(codes)} codes", f"at most {LARGEST_SET}", "Take smaller units.")


def _difference(one: Codes, other: Codes) -> float:
    size = len(one) + len(other)
    return 1 - 2 * len(one & other) / size if size else 0.0


def _expected(categories: list[Codes], given: Numbers) -> float:
    """D_e: for each two sizes, the mean difference of sets drawn from the labels as often as they were given."""
    labels: defaultdict[str, float] = defaultdict(float)
    sizes: defaultdict[int, float] = defaultdict(float)
    for codes, times in zip(categories, given, strict=True):
        sizes[len(codes)] += float(times)
        for code in codes:
            labels[code] += float(times)
    seen = sorted(size for size in sizes if sizes[size] > 0)
    ways = _ways(np.array([times for times in labels.values() if times > 0]), max(seen))
    total = given.sum()
    expected = 0.0
    for one in seen:
        for other in seen:
            shared = np.arange(min(one, other) + 1)
            weight = ways[one - shared, other - shared, shared]
            apart = 1 - 2 * shared / max(one + other, 1) if one + other else np.zeros(1)
            if one + other and weight.sum() > 0:
                expected += sizes[one] * sizes[other] / total**2 * float((weight * apart).sum() / weight.sum())
    return expected


def _ways(labels: Numbers, largest: int) -> Numbers:
    """The weight of all pairs of sets with so many labels only in the first, only in the second, and in both.

    A label that was given n times weighs n in one set and n(n − 1) in both. The cells are the coefficients of
    Π (1 + n·x + n·y + n(n − 1)·z), scaled by the number of labels given so that they stay small.
    """
    scale = labels.sum() if len(labels) else 1.0
    ways = np.zeros((largest + 1, largest + 1, largest + 1))
    ways[0, 0, 0] = 1.0
    for times in labels:
        grown = ways.copy()
        grown[1:] += ways[:-1] * times / scale
        grown[:, 1:] += ways[:, :-1] * times / scale
        grown[:, :, 1:] += ways[:, :, :-1] * times * (times - 1) / scale**2
        ways = grown
    return ways
