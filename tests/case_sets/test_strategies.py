"""Strategies that look at cases one by one; the regression is checked against statsmodels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from wijkresearch.case_sets import (
    choose_diverse,
    describe_strategies,
    score_by_regression,
    score_extreme,
)
from wijkresearch.errors import StudyError

CHANCE = np.random.default_rng(11)
CASES = pd.DataFrame(CHANCE.normal(size=(20, 2)), columns=["x", "z"])
CASES["y"] = CASES["x"] * 2 - CASES["z"] + CHANCE.normal(size=20)
CASES["id"] = [f"c{number:02d}" for number in range(20)]
CASES["kind"] = CHANCE.choice(["p", "q"], 20)


def test_residuals_and_cooks_distance_are_those_of_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.api")
    fitted = api.OLS(CASES["y"], api.add_constant(CASES[["x", "z"]])).fit()
    scores = score_by_regression(CASES, id_column="id", outcome="y", explained_by=["x", "z"])
    by_case = scores.pivot(index="case", columns="strategy", values="score")
    assert by_case["deviant"].to_numpy() == pytest.approx(fitted.resid.abs().to_numpy())
    assert by_case["typical"].to_numpy() == pytest.approx(-fitted.resid.abs().to_numpy())
    assert by_case["influential"].to_numpy() == pytest.approx(fitted.get_influence().cooks_distance[0])


def test_the_extreme_case_is_the_one_furthest_from_the_mean_in_standard_deviations() -> None:
    cases = pd.DataFrame({"id": list("abcd"), "x": [0.0, 0.0, 0.0, 4.0]})
    scores = score_extreme(cases, id_column="id", on="x")
    assert scores[["case", "place"]].to_numpy().tolist() == [["d", 1], ["a", 2], ["b", 2], ["c", 2]]
    assert scores["score"].round(6).tolist() == [1.5, 0.5, 0.5, 0.5]


def test_every_cell_of_a_typology_has_one_case() -> None:
    cells = choose_diverse(CASES, id_column="id", typology=["kind", "x"])
    assert cells["candidates"].sum() == 20
    assert set(cells["cell"]) <= {f"kind {kind}, x {part}" for kind in "pq" for part in ("low", "middle", "high")}
    kinds = CASES.set_index("id")["kind"]
    assert all(cell.startswith(f"kind {kinds[case]}") for cell, case in zip(cells["cell"], cells["case"], strict=True))


def test_each_strategy_says_what_it_is_good_for_and_what_is_held_against_it() -> None:
    strategies = describe_strategies()
    assert set(strategies["strategy"]) == {
        *("most similar", "most different", "typical", "deviant", "influential", "extreme", "diverse"),
    }
    assert strategies.notna().all(axis=None)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"y": "text"}, "column 'y': is text; expected numbers."),
        ({"x": 1.0}, "explanations: x, z are constant or determine each other exactly. Leave one of them out."),
        ({"z": None}, "column 'z': is missing for 20 candidates. Leave these candidates out."),
    ],
)
def test_what_cannot_be_regressed_is_said(changed: dict[str, object], expected: str) -> None:
    with pytest.raises(StudyError) as error:
        score_by_regression(CASES.assign(**changed), id_column="id", outcome="y", explained_by=["x", "z"])
    assert str(error.value) == f"1 problem:\n  {expected}"


def test_a_regression_needs_more_cases_than_columns() -> None:
    with pytest.raises(StudyError) as error:
        score_by_regression(CASES.head(3), id_column="id", outcome="y", explained_by=["x", "z"])
    assert str(error.value) == (
        "1 problem:\n  candidates: there are 3; expected more than 3 for a regression on 2 columns."
    )


def test_a_column_without_variation_has_no_extreme_case() -> None:
    with pytest.raises(StudyError) as error:
        score_extreme(CASES.assign(x=1.0), id_column="id", on="x")
    assert str(error.value) == ("1 problem:\n  column 'x': has one value for all candidates. Take another column.")
