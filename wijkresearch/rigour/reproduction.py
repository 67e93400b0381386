"""Are results that were made again the same, and if not, how far apart are they?

Two files are the same when their bytes are. Of two tables that are not, the cells that differ are counted, and of cells
with numbers the difference is taken relative to the larger of the two: 0.001 is one in a thousand.
"""

from __future__ import annotations

import pandas as pd


def compare_cells(shipped: pd.DataFrame, made: pd.DataFrame) -> tuple[int, float] | None:
    """How many cells differ, and the largest relative difference of two numbers (0 when none of the cells are numbers).

    None when the tables have other rows or columns, so that no cell belongs to another.

    >>> compare_cells(pd.DataFrame({"a": ["1", "x"]}), pd.DataFrame({"a": ["1.5", "y"]}))
    (2, 0.3333333333333333)

    Args:
        shipped: one table, its cells as text.
        made: the other.
    """
    if shipped.shape != made.shape or list(shipped.columns) != list(made.columns):
        return None
    differs = shipped.ne(made)
    before, now = (
        pd.to_numeric(cells.where(differs).stack(), errors="coerce")  # noqa: PD013 - every cell below the other
        for cells in (shipped, made)
    )
    apart = (before - now).abs() / pd.concat([before.abs(), now.abs()], axis=1).max(axis=1)
    return int(differs.to_numpy().sum()), float(apart.fillna(0).max()) if len(apart) else 0.0
