"""How sure an agreement is: documents are drawn with replacement, and within each the units.

Units within one interview resemble each other, so an interval that draws units alone is too narrow. Drawing units and
not ratings follows Zapf, Castell, Morawietz & Karch (2016) BMC Medical Research Methodology 16:93. Resamples in which
the coefficient is undefined are left out of the interval and counted: where they are many, the interval says little.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from wijkresearch.coder_agreement.coefficients import Formula
from wijkresearch.coder_agreement.ratings import Numbers, Tally

BATCH = 4_000_000


def resampled_interval(
    tally: Tally, formula: Formula, seed: int, resamples: int, confidence: float
) -> tuple[float, float, float]:
    """Lower end, upper end, and the share of the resamples in which the coefficient is undefined.

    Args:
        tally: what the coders gave, counted per document.
        formula: the coefficient as a function of counts.
        seed: the same seed gives the same interval.
        resamples: how often documents and units are drawn.
        confidence: share of the defined resamples inside the interval.
    """
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
