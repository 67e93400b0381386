"""Pictures of step 3: the data structure as a tree from open code to selective theme."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkresearch.plots.grids import new_figure
from wijkresearch.plots.style import GREY, INK, PALE, bare, blank
from wijkresearch.show.labels import Labels
from wijkresearch.words import say, texts

COLUMNS = tuple(zip(texts("axial_grouping", "columns")["nl"], (0.0, 0.5, 0.82), (90, 38, 26), strict=True))

CODES = 45
"""Open codes in one picture at the most."""


def draw_data_structures(axial_counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The tree on as many figures as keep it readable, every axial category on one of them as long as it fits.

    Args:
        axial_counts: AXIAL_COUNTS, in the order in which it is drawn.
        labels: of the study.
    """
    figures = []
    for codes in _pages(axial_counts.drop_duplicates("code")):
        figure = new_figure(labels, 13, 0.27 * len(codes) + 0.8)
        draw_data_structure(axial_counts[axial_counts["code"].isin(codes)], figure.subplots(), labels)
        figures.append(figure)
    return figures


def _pages(codes: pd.DataFrame) -> Iterator[list[str]]:
    """The codes of each figure: whole axial categories, as many as fit."""
    page: list[str] = []
    for _, category in codes.groupby("axial_category", sort=False)["code"]:
        if page and len(page) + len(category) > CODES:
            yield page
            page = []
        page += list(category)
        while len(page) > CODES:
            yield page[:CODES]
            page = page[CODES:]
    if page:
        yield page


def draw_data_structure(axial_counts: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """A tree from left to right: open codes with their number of passages, axial categories, selective themes.

    Args:
        axial_counts: AXIAL_COUNTS, in the order in which it is drawn.
        axes: where to draw; about 0.28 inch of height for each open code reads well.
        labels: of the study.
    """
    if axial_counts.empty:
        return blank(axes, say("axial_grouping", "nothing"))
    codes = (
        axial_counts.groupby(["selective_theme", "axial_category", "code"], sort=False)["segments"].sum().reset_index()
    )
    codes["y"] = -codes.index.to_numpy(dtype=float)
    categories = codes.groupby("axial_category", sort=False)["y"].mean()
    themes = codes.groupby("selective_theme", sort=False)["y"].mean()
    for row in codes.itertuples():
        text = f"{labels.codes[row.code]} ({row.segments})"
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


def _box(axes: Axes, column: int, y: float, text: str, *, weight: str = "normal") -> None:
    _, x, width = COLUMNS[column]
    frame = {
        "boxstyle": "round,pad=0.25",
        "facecolor": PALE if column else "white",
        "edgecolor": GREY,
        "linewidth": 0.5,
    }
    axes.text(x, y, fill(text, width), va="center", fontsize=7.5, weight=weight, color=INK, bbox=frame)


def _line(axes: Axes, column: int, heights: tuple[float, float]) -> None:
    """A line that leaves the box on the left (which covers its beginning) and bends to the box on the right."""
    left, right = COLUMNS[column][1], COLUMNS[column + 1][1]
    bend = right - 0.05
    axes.plot((left, bend, right - 0.008), (heights[0], *heights), color=GREY, linewidth=0.6, zorder=0)
