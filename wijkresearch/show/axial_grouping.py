"""Pictures of step 3: the data structure as a tree from open code to selective theme."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import pandas as pd

from wijkresearch.show.style import GREY, INK, PALE, bare, blank

COLUMNS = (("Open code", 0.0, 90), ("Axiale categorie", 0.5, 38), ("Selectief thema", 0.82, 26))


def draw_data_structure(axial_counts: pd.DataFrame, axes: Any, *, labels: Mapping[str, str]) -> Any:
    """A tree from left to right: open codes with their number of passages, axial categories, selective themes.

    Args:
        axial_counts: AXIAL_COUNTS, in the order in which it is drawn.
        axes: where to draw; about 0.28 inch of height for each open code reads well.
        labels: code to Dutch label.
    """
    if axial_counts.empty:
        return blank(axes, "Er zijn geen codes gegroepeerd.")
    codes = (
        axial_counts.groupby(["selective_theme", "axial_category", "code"], sort=False)["segments"].sum().reset_index()
    )
    codes["y"] = -codes.index.to_numpy(dtype=float)
    categories = codes.groupby("axial_category", sort=False)["y"].mean()
    themes = codes.groupby("selective_theme", sort=False)["y"].mean()
    for row in codes.itertuples():
        text = f"{labels[row.code]} ({row.segments})"
        _box(axes, 0, row.y, text)
        _line(axes, 0, (row.y, categories[row.axial_category]))
    for category, y in categories.items():
        _box(axes, 1, y, str(category))
        theme = codes.loc[codes["axial_category"] == category, "selective_theme"].iloc[0]
        _line(axes, 1, (y, themes[theme]))
    for theme, y in themes.items():
        _box(axes, 2, y, str(theme), weight="bold")
    for heading, x, _ in COLUMNS:
        axes.text(x, 1.2, heading, weight="bold", va="bottom")
    axes.set(xlim=(-0.01, 1.02), ylim=(codes["y"].min() - 1, 2), xticks=[], yticks=[])
    return bare(axes)


def _box(axes: Any, column: int, y: float, text: str, *, weight: str = "normal") -> None:
    _, x, width = COLUMNS[column]
    frame = {
        "boxstyle": "round,pad=0.25",
        "facecolor": PALE if column else "white",
        "edgecolor": GREY,
        "linewidth": 0.5,
    }
    axes.text(x, y, fill(text, width), va="center", fontsize=7.5, weight=weight, color=INK, bbox=frame)


def _line(axes: Any, column: int, heights: tuple[float, float]) -> None:
    """A line that leaves the box on the left (which covers its beginning) and bends to the box on the right."""
    left, right = COLUMNS[column][1], COLUMNS[column + 1][1]
    bend = right - 0.05
    axes.plot((left, bend, right - 0.008), (heights[0], *heights), color=GREY, linewidth=0.6, zorder=0)
