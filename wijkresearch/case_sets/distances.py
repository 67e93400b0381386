"""How far every candidate is from every other one, given the controls.

| name           | distance of i and j                                        | use                                  |
|----------------|------------------------------------------------------------|--------------------------------------|
| `standardised` | sqrt(sum (x_i - x_j)² / s²), s = standard deviation (n-1)  | default: few, interpretable controls |
| `iqr`          | the same with s = interquartile range / 1.349               | a few very large candidates          |
| `mad`          | the same with s = 1.4826 · median absolute deviation        | a few very large candidates          |
| `ranks`        | the same with ranks (ties: mean rank) and s = 1             | only the order matters               |
| `mahalanobis`  | Euclidean after S⁻¹, S = covariance (n-1)                   | controls that go together            |
| `gower`        | mean of |x_i - x_j| / range, or of unequal text              | mixed kinds, missing values          |

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


def measure(controls: pd.DataFrame, *, distance: str) -> Matrix:
    """The distance of every candidate to every other one: symmetric, zeros on the diagonal.

    Args:
        controls: one row per candidate, one column per control; text only with `gower`.
        distance: one of `DISTANCES`.

    Raises:
        StudyError: a scale is zero, the covariance is singular, or two candidates share no known control.
    """
    if distance == "gower":
        return _gower(controls)
    if distance == "mahalanobis":
        return _euclidean(_whitened(controls.to_numpy(dtype=np.float64), list(controls.columns)))
    return _euclidean(scale(controls, distance=distance))


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
    centred = values - values.mean(axis=0)
    _check_independent(centred, names)
    _, triangle = orthogonalise(centred)
    whitened = centred.copy()
    for column in range(len(names)):
        for before in range(column):
            whitened[:, column] -= triangle[before, column] * whitened[:, before]
        whitened[:, column] /= triangle[column, column]
    return np.asarray(whitened * np.sqrt(len(values) - 1))


def orthogonalise(columns: Matrix) -> tuple[Matrix, Matrix]:
    """The QR decomposition of independent columns: orthonormal columns, and the upper triangle that makes them again.

    By the modified method of Gram and Schmidt (Björck 1967, BIT 7(1):1-21): from each column its share in those before
    it is taken away, one after the other. LAPACK and BLAS add in another order on another processor, so that the last
    digits of what they give differ; a plain sum of numpy adds in one order everywhere.
    """
    basis = columns.copy()
    triangle = np.zeros((columns.shape[1], columns.shape[1]))
    for column in range(columns.shape[1]):
        for before in range(column):
            triangle[before, column] = (basis[:, before] * basis[:, column]).sum()
            basis[:, column] -= triangle[before, column] * basis[:, before]
        triangle[column, column] = np.sqrt((basis[:, column] ** 2).sum())
        basis[:, column] /= triangle[column, column]
    return basis, triangle


def _check_independent(centred: Matrix, names: list[Any]) -> None:
    variances, directions = np.linalg.eigh(np.atleast_2d(np.corrcoef(centred, rowvar=False)))
    if variances[0] < 1e-10 * len(names):
        involved = [str(name) for name, share in zip(names, directions[:, 0], strict=True) if abs(share) > 1e-4]
        raise StudyError(
            Problem(
                "controls",
                f"{', '.join(involved)} determine each other exactly, so the covariance cannot be inverted",
                remedy="Leave one of them out, or use the distance 'standardised'.",
            )
        )


def _gower(controls: pd.DataFrame) -> Matrix:
    size = len(controls)
    total, seen = np.zeros((size, size)), np.zeros((size, size))
    for name in controls.columns:
        known = controls[name].notna().to_numpy()
        both = np.logical_and.outer(known, known)
        total += np.where(both, _gower_part(controls[name]), 0.0)
        seen += both
    unseen = np.argwhere(np.triu(seen == 0, k=1))
    raise_if_any(
        Problem(
            f"{controls.index[first]} and {controls.index[second]}",
            "no control is known for both, so they have no distance",
            remedy="Fill in a control, or leave one of the two out.",
        )
        for first, second in unseen
    )
    np.fill_diagonal(seen, 1.0)
    return np.asarray(total / seen, dtype=np.float64)


def _gower_part(control: pd.Series) -> Matrix:
    if not pd.api.types.is_numeric_dtype(control):
        labels = control.astype("str").fillna("").to_numpy(dtype=object)
        return np.asarray(labels[:, None] != labels[None, :], dtype=np.float64)
    values = control.to_numpy(dtype=np.float64, na_value=np.nan)
    width = np.nanmax(values) - np.nanmin(values)
    return np.asarray(np.nan_to_num(np.abs(np.subtract.outer(values, values)) / width), dtype=np.float64)
