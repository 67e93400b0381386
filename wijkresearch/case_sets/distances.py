"""How far every candidate is from every other one, given the controls.

| name           | distance of i and j                                        | use                                  |
|----------------|------------------------------------------------------------|--------------------------------------|
| `standardised` | sqrt(sum w (x_i - x_j)² / s²), s = standard deviation (n-1) | default: few, interpretable controls |
| `iqr`          | the same with s = interquartile range / 1.349               | a few very large candidates          |
| `mad`          | the same with s = 1.4826 · median absolute deviation        | a few very large candidates          |
| `ranks`        | the same with ranks (ties: mean rank) and s = 1             | only the order matters               |
| `mahalanobis`  | Euclidean after W^½ S⁻¹ W^½, S = covariance (n-1)           | controls that go together            |
| `gower`        | weighted mean of |x_i - x_j| / range, or of unequal text     | mixed kinds, missing values          |

Sources: Mahalanobis 1936, Proceedings of the National Institute of Sciences of India 2(1); Gower 1971, Biometrics
27(4):857-871; the factors 1.349 and 1.4826 make both robust scales equal to s for a normal distribution (Huber 1981,
Robust Statistics, ch. 5). Gower's distance skips a control that is missing for one of the two; it is a metric only
where nothing is missing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkresearch.errors import Problem, StudyError, raise_if_any

Matrix = NDArray[np.float64]

SCALED = ("standardised", "iqr", "mad", "ranks")
DISTANCES = (*SCALED, "mahalanobis", "gower")


def measure(controls: pd.DataFrame, weights: Matrix, *, distance: str) -> Matrix:
    """The distance of every candidate to every other one: symmetric, zeros on the diagonal.

    Args:
        controls: one row per candidate, one column per control; text only with `gower`.
        weights: one weight per control; it multiplies the squared difference (`gower`: the difference).
        distance: one of `DISTANCES`.

    Raises:
        StudyError: a scale is zero, the covariance is singular, or two candidates share no known control.
    """
    if distance == "gower":
        return _gower(controls, weights)
    values = controls.to_numpy(dtype=np.float64)
    if distance == "mahalanobis":
        return _euclidean(_whitened(values * np.sqrt(weights), list(controls.columns)))
    return _euclidean(scale(controls, distance=distance) * np.sqrt(weights))


def scale(controls: pd.DataFrame, *, distance: str) -> Matrix:
    """The controls on the scale of one of the distances `SCALED`, in units without a name."""
    if distance == "ranks":
        ranked: Matrix = controls.rank(method="average").to_numpy(dtype=np.float64)
        return ranked
    values = controls.to_numpy(dtype=np.float64)
    spread = _spread(values, distance)
    raise_if_any(
        Problem(
            f"control '{name}'",
            f"its {distance} scale is zero: more than half of the candidates share one value",
            remedy="Use the distance 'standardised', 'ranks' or 'gower', or leave this control out.",
        )
        for name, width in zip(controls.columns, spread, strict=True)
        if width == 0
    )
    scaled: Matrix = values / spread
    return scaled


def _spread(values: Matrix, distance: str) -> Matrix:
    if distance == "iqr":
        upper, lower = np.percentile(values, [75, 25], axis=0)
        return np.asarray((upper - lower) / 1.349, dtype=np.float64)
    if distance == "mad":
        return np.asarray(1.4826 * np.median(np.abs(values - np.median(values, axis=0)), axis=0), dtype=np.float64)
    return np.asarray(values.std(axis=0, ddof=1), dtype=np.float64)


def _euclidean(points: Matrix) -> Matrix:
    """Plain Euclidean distances, from differences: equal candidates are exactly zero apart."""
    squares = np.zeros((len(points), len(points)))
    for column in points.T:
        squares += np.subtract.outer(column, column) ** 2
    return np.asarray(np.sqrt(squares), dtype=np.float64)


def _whitened(values: Matrix, names: list[Any]) -> Matrix:
    """The values in coordinates in which plain distance is Mahalanobis distance."""
    correlation = np.atleast_2d(np.corrcoef(values, rowvar=False))
    variances, directions = np.linalg.eigh(correlation)
    if variances[0] < 1e-10 * len(names):
        involved = [str(name) for name, share in zip(names, directions[:, 0], strict=True) if abs(share) > 1e-4]
        raise StudyError(
            Problem(
                "controls",
                f"{', '.join(involved)} determine each other exactly, so the covariance cannot be inverted",
                remedy="Leave one of them out, or use the distance 'standardised'.",
            )
        )
    whitened: Matrix = (values / values.std(axis=0, ddof=1)) @ (directions / np.sqrt(variances))
    return whitened


def _gower(controls: pd.DataFrame, weights: Matrix) -> Matrix:
    size = len(controls)
    total, weight_seen = np.zeros((size, size)), np.zeros((size, size))
    for name, weight in zip(controls.columns, weights, strict=True):
        known = controls[name].notna().to_numpy()
        both = np.logical_and.outer(known, known)
        total += np.where(both, weight * _gower_part(controls[name]), 0.0)
        weight_seen += weight * both
    unseen = np.argwhere(np.triu(weight_seen == 0, k=1))
    raise_if_any(
        Problem(
            f"{controls.index[first]} and {controls.index[second]}",
            "no control is known for both, so they have no distance",
            remedy="Fill in a control, or leave one of the two out.",
        )
        for first, second in unseen
    )
    np.fill_diagonal(weight_seen, 1.0)
    return np.asarray(total / weight_seen, dtype=np.float64)


def _gower_part(control: pd.Series) -> Matrix:
    if not pd.api.types.is_numeric_dtype(control):
        labels = control.astype("str").fillna("").to_numpy(dtype=object)
        return np.asarray(labels[:, None] != labels[None, :], dtype=np.float64)
    values = control.to_numpy(dtype=np.float64, na_value=np.nan)
    width = np.nanmax(values) - np.nanmin(values)
    return np.asarray(np.nan_to_num(np.abs(np.subtract.outer(values, values)) / width), dtype=np.float64)
