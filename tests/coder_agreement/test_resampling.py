"""Intervals: documents first, then units; the same seed, the same interval; resamples that say nothing are counted."""

import math

import numpy as np
import pandas as pd
import pytest

from wijkresearch.coder_agreement import bootstrap_alpha, krippendorff_alpha
from wijkresearch.errors import StudyError


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
        rows = [
            (unit, coder, value) for unit, pair in enumerate(pairs) for coder, value in zip("AB", pair, strict=True)
        ]
        values.append(krippendorff_alpha(pd.DataFrame(rows, columns=["unit", "coder", "value"])).value)
    return np.quantile(values, [0.025, 0.975])


def test_the_interval_is_that_of_drawing_documents_and_units_one_by_one():
    table = documents_of(6, 40, seed=1, spread=0.1)

    found = bootstrap_alpha(table, seed=5, resamples=4000)

    assert [found.low, found.high] == pytest.approx(slow_bootstrap(table, 400, seed=6), abs=0.04)
    assert found.low < found.agreement.value < found.high
    assert (found.n_documents, found.resamples, found.undefined_share) == (6, 4000, 0.0)


def test_units_within_documents_that_differ_make_the_interval_wider_than_units_alone():
    table = documents_of(6, 200, seed=2, spread=0.15)

    two_stage = bootstrap_alpha(table, seed=1)
    units_only = bootstrap_alpha(table.drop(columns="document"), seed=1)

    assert two_stage.agreement.value == units_only.agreement.value
    assert two_stage.high - two_stage.low > 1.5 * (units_only.high - units_only.low)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    table = documents_of(4, 30, seed=3)

    assert bootstrap_alpha(table, seed=1) == bootstrap_alpha(table, seed=1)
    assert bootstrap_alpha(table, seed=1).low != bootstrap_alpha(table, seed=2).low


def test_resamples_in_which_nothing_could_be_disagreed_about_are_counted():
    rows = [("D1:1", "A", "yes", "D1"), ("D1:1", "B", "yes", "D1")]
    rows += [(f"D{n}:1", coder, "no", f"D{n}") for n in range(2, 6) for coder in "AB"]
    table = pd.DataFrame(rows, columns=["unit", "coder", "value", "document"])

    found = bootstrap_alpha(table, seed=1, resamples=20_000)

    # undefined when the one document with a yes is never drawn, or always
    assert found.undefined_share == pytest.approx((4 / 5) ** 5 + (1 / 5) ** 5, abs=0.01)
    assert (found.low, found.high) == (1.0, 1.0)


def test_an_undefined_coefficient_has_no_interval():
    table = pd.DataFrame({"unit": [1, 1, 2, 2], "coder": ["A", "B"] * 2, "value": ["no"] * 4})

    found = bootstrap_alpha(table, seed=1, resamples=50)

    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert found.agreement.undefined
    assert found.undefined_share == 1.0


def test_an_ordinal_interval_recomputes_the_ranks_in_every_resample():
    random = np.random.default_rng(7)
    truth = random.integers(0, 5, 200)
    other = np.clip(truth + random.integers(-1, 2, 200), 0, 4)
    table = pd.DataFrame(
        {"unit": np.tile(np.arange(200), 2), "coder": np.repeat(["A", "B"], 200), "value": np.r_[truth, other]}
    )

    found = bootstrap_alpha(table, seed=1, level="ordinal")

    assert found.low < krippendorff_alpha(table, level="ordinal").value < found.high


@pytest.mark.parametrize(("confidence", "resamples"), [(1.0, 10), (0.95, 0)])
def test_a_senseless_interval_is_refused(confidence, resamples):
    with pytest.raises(StudyError) as problem:
        bootstrap_alpha(documents_of(2, 5, seed=1), seed=1, confidence=confidence, resamples=resamples)

    assert str(problem.value) == (
        f"1 problem:\n  bootstrap_alpha: confidence {confidence} with {resamples} resamples; "
        "expected a confidence between 0 and 1, at least 1 resample."
    )
