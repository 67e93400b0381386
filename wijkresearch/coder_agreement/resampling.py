"""How sure an agreement is: documents are drawn with replacement, and within each the units.

Units within one interview resemble each other, so an interval that draws units alone is too narrow. Drawing units and
not ratings follows Zapf, Castell, Morawietz & Karch (2016) BMC Medical Research Methodology 16:93. Resamples in which
the coefficient is undefined are left out of the interval and counted: where they are many, the interval says little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.coefficients import (
    Agreement,
    Formula,
    Level,
    alpha_formula,
    krippendorff_alpha,
    score_categories,
)
from wijkresearch.coder_agreement.ratings import Numbers, Tally, tally_ratings
from wijkresearch.errors import Problem, StudyError

BATCH = 4_000_000


@dataclass(frozen=True)
class Interval:
    """A coefficient with its percentile interval (`nan` where the coefficient or every resample is undefined)."""

    agreement: Agreement
    low: float
    high: float
    confidence: float
    n_documents: int
    resamples: int
    undefined_share: float


def bootstrap_alpha(
    ratings: pd.DataFrame,
    *,
    seed: int,
    resamples: int = 2000,
    confidence: float = 0.95,
    level: Level = "nominal",
) -> Interval:
    """Krippendorff's α with its interval.

    Args:
        ratings: columns `unit`, `coder`, `value` and `document`; without `document` only units are drawn.
        seed: the same seed gives the same interval.
        resamples: how often documents and units are drawn.
        confidence: share of the defined resamples inside the interval.
        level: as in `krippendorff_alpha`.

    Raises:
        StudyError: `confidence` is not between 0 and 1, there are no resamples, or as `krippendorff_alpha`.
    """
    if not 0 < confidence < 1 or resamples < 1:
        found = f"confidence {confidence} with {resamples} resamples"
        raise StudyError(Problem("bootstrap_alpha", found, "a confidence between 0 and 1, at least 1 resample"))
    point = krippendorff_alpha(ratings, level=level)
    tally = tally_ratings(ratings)
    formula = alpha_formula(tally, level, score_categories(tally, ratings["value"], level))
    low, high, undefined = resampled_interval(tally, formula, seed, resamples, confidence)
    return Interval(point, low, high, confidence, len(tally.documents), resamples, undefined)


def resampled_interval(
    tally: Tally, formula: Formula, seed: int, resamples: int, confidence: float
) -> tuple[float, float, float]:
    """Lower end, upper end, and the share of the resamples in which the coefficient is undefined."""
    values = np.concatenate([formula(counts) for counts in _resamples(tally, seed, resamples)])
    defined = values[~np.isnan(values)]
    undefined = 1 - len(defined) / resamples
    if not len(defined):
        return float("nan"), float("nan"), undefined
    tail = (1 - confidence) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high), undefined


def _resamples(tally: Tally, seed: int, resamples: int) -> Iterator[Numbers]:
    """Counts of patterns, one row per resample, in batches that fit in memory."""
    random = np.random.default_rng(seed)
    n_documents, n_patterns = tally.counts.shape
    units = np.rint(tally.counts.sum(axis=1)).astype(np.int64)
    shares = tally.counts / tally.counts.sum(axis=1, keepdims=True)
    size = max(1, BATCH // (n_documents * n_patterns))
    for begin in range(0, resamples, size):
        drawn = random.integers(n_documents, size=(min(size, resamples - begin), n_documents))
        yield random.multinomial(units[drawn], shares[drawn]).sum(axis=1).astype(np.float64)
