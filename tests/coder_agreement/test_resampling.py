"""Intervals: documents first, then units; the same seed, the same interval; resamples that say nothing are counted."""

import math

import krippendorff
import numpy as np
import pandas as pd
import pytest

from wijkresearch.coder_agreement.coefficients import alpha_formula
from wijkresearch.coder_agreement.ratings import tally_ratings
from wijkresearch.coder_agreement.resampling import resampled_interval


def alpha_of(table):
    tally = tally_ratings(table)
    return alpha_formula(tally)(tally.total[None, :])[0]


def interval_of(table, *, seed, resamples=2000):
    """Lower end, upper end and share of undefined resamples of α."""
    tally = tally_ratings(table)
    return resampled_interval(tally, alpha_formula(tally), seed, resamples, 0.95)


def documents_of(n_documents, n_units, seed, spread=0.0):
    """Two coders; in each document they agree on another share of the units."""
    random = np.random.default_rng(seed)
    tables = []
    for document in range(n_documents):
        truth = random.random(n_units) < 0.4
        same = random.random(n_units) < np.clip(0.85 + random.normal(scale=spread), 0.5, 1)
        units = [f"D{document}:{n}" for n in range(n_units)]
        for coder, value in (("A", truth), ("B", np.where(same, truth, ~truth))):
            tables.append(pd.DataFrame({"unit": units, "coder": coder, "value": value, "document": f"D{document}"}))
    return pd.concat(tables, ignore_index=True)


def slow_bootstrap(table, resamples, seed):
    """The same two stages on the table itself."""
    random = np.random.default_rng(seed)
    wide = table.pivot(index=["document", "unit"], columns="coder", values="value").reset_index()
    groups = [group[["A", "B"]].to_numpy() for _, group in wide.groupby("document")]
    values = []
    for _ in range(resamples):
        drawn = [groups[n] for n in random.integers(len(groups), size=len(groups))]
        pairs = np.concatenate([group[random.integers(len(group), size=len(group))] for group in drawn])
        values.append(krippendorff.alpha(np.array(pairs, dtype=float).T, level_of_measurement="nominal"))
    return np.quantile(values, [0.025, 0.975])


def test_the_interval_is_that_of_drawing_documents_and_units_one_by_one():
    table = documents_of(6, 40, seed=1, spread=0.1)

    low, high, undefined = interval_of(table, seed=5, resamples=4000)

    assert [low, high] == pytest.approx(slow_bootstrap(table, 400, seed=6), abs=0.04)
    assert low < alpha_of(table) < high
    assert undefined == 0.0


def test_units_within_documents_that_differ_make_the_interval_wider_than_units_alone():
    table = documents_of(6, 200, seed=2, spread=0.15)

    low, high, _ = interval_of(table, seed=1)
    lowest, highest, _ = interval_of(table.drop(columns="document"), seed=1)

    assert high - low > 1.5 * (highest - lowest)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    table = documents_of(4, 30, seed=3)

    assert interval_of(table, seed=1) == interval_of(table, seed=1)
    assert interval_of(table, seed=1)[0] != interval_of(table, seed=2)[0]


def test_resamples_in_which_nothing_could_be_disagreed_about_are_counted():
    rows = [("D1:1", "A", "yes", "D1"), ("D1:1", "B", "yes", "D1")]
    rows += [(f"D{n}:1", coder, "no", f"D{n}") for n in range(2, 6) for coder in "AB"]
    table = pd.DataFrame(rows, columns=["unit", "coder", "value", "document"])

    low, high, undefined = interval_of(table, seed=1, resamples=20_000)

    # undefined when the one document with a yes is never drawn, or always
    assert undefined == pytest.approx((4 / 5) ** 5 + (1 / 5) ** 5, abs=0.01)
    assert (low, high) == (1.0, 1.0)


def test_an_undefined_coefficient_has_no_interval():
    table = pd.DataFrame({"unit": [1, 1, 2, 2], "coder": ["A", "B"] * 2, "value": ["no"] * 4})

    low, high, undefined = interval_of(table, seed=1, resamples=50)

    assert math.isnan(low)
    assert math.isnan(high)
    assert undefined == 1.0
