"""How sure an agreement is: documents are drawn with replacement, and within each the units.

Units within one interview resemble each other, so an interval that draws units alone is too narrow. Drawing units and
not ratings follows Zapf, Castell, Morawietz & Karch (2016) BMC Medical Research Methodology 16:93. Resamples in which
the coefficient is undefined are left out of the interval and counted: where they are many, the interval says little.
"""

from __future__ import annotations

import numpy as np

from wijkresearch.coder_agreement.coefficients import Formula
from wijkresearch.coder_agreement.ratings import Numbers, Tally
from wijkresearch.random_stream import RandomStream


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
    values = formula(_resample(tally, seed, resamples))
    defined = values[~np.isnan(values)]
    undefined = 1 - len(defined) / resamples
    if not len(defined):
        return float("nan"), float("nan"), undefined
    tail = (1 - confidence) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high), undefined


def _resample(tally: Tally, seed: int, resamples: int) -> Numbers:
    """Counts of patterns, one row per resample.

    A document that is drawn more than once is resampled as one with so many times its units. Patterns are drawn one
    after the other, the commonest first, so that few units are left for the others.
    """
    stream = RandomStream(seed)
    counts = np.rint(tally.counts).astype(np.int64)
    documents = len(counts)
    drawn = stream.below(documents, resamples * documents) + np.repeat(np.arange(resamples) * documents, documents)
    left, rest = np.bincount(drawn, minlength=resamples * documents).reshape(resamples, documents), counts.sum(axis=1)
    left *= rest
    resampled = np.zeros((resamples, counts.shape[1]))
    for pattern in np.argsort(-tally.total, kind="stable"):
        found = stream.successes(left, counts[:, pattern], rest)
        resampled[:, pattern] = found.sum(axis=1)
        left, rest = left - found, rest - counts[:, pattern]
    return resampled
