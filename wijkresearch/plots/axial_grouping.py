"""Pictures of step 3: the data structure in three columns, from open codes to the theme that they lead to.

The form is that of Gioia, Corley and Hamilton (2013): what was said on the left, the researcher's categories in the
middle, the theme on the right. Every theme has a picture of its own that fits a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from wijkresearch.plots.grids import new_figure, say_nothing
from wijkresearch.plots.sheet import MM_PER_INCH, break_lines
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, QUIET, SMALL, TEAL
from wijkresearch.show.labels import Labels
from wijkresearch.show.titles import say_theme
from wijkresearch.words import say, texts

HEADINGS = texts("axial_grouping", "columns")
COLUMNS = ((0.0, 3.4), (3.65, 1.45), (5.3, PAGE - 5.3))
"""Where the columns begin and how wide they are, in inches."""
BAR = (2.72, 0.4)
"""Where the bar of a code begins, and how long the longest is, in inches."""
LINE, BETWEEN, HEAD = 0.155, 0.12, 0.28
"""Inches of height of a line, between two categories, and of the headings."""
LINES = 48
"""Lines of codes in one picture at the most: what fits a page of A4 with a title and a caption."""


def draw_data_structures(axial_counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """Every selective theme on a figure of its own, or on as many as it takes to fit a page.

    Args:
        axial_counts: AXIAL_COUNTS, in the order in which it is drawn.
        labels: of the study.
    """
    if axial_counts.empty:
        return [say_nothing(say("axial_grouping", "nothing", labels.language), labels)]
    most = max(1, int(axial_counts.groupby("code")["segments"].sum().max()))
    figures = []
    for theme_counts, page in split_structure(axial_counts):
        codes = _codes_of(axial_counts[axial_counts["code"].isin(page)], labels)
        title = say_theme(theme_counts, language=labels.language)
        figure = new_figure(labels, PAGE, _height(codes), title=title)
        draw_data_structure(codes, figure.subplots(), most=most, language=labels.language)
        figures.append(figure)
    return figures


def split_structure(axial_counts: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, list[str]]]:
    """The rows of the theme of each figure, and the codes that it shows: whole categories, as many as fit.

    Args:
        axial_counts: AXIAL_COUNTS, in the order in which it is drawn.
    """
    for _, theme_counts in axial_counts.groupby("selective_theme", sort=False):
        page: list[str] = []
        for _, category in theme_counts.groupby("axial_category", sort=False)["code"]:
            codes = list(dict.fromkeys(category))
            if page and len(page) + len(codes) > LINES:
                yield theme_counts, page
                page = []
            page += codes
            while len(page) > LINES:
                yield theme_counts, page[:LINES]
                page = page[LINES:]
        if page:
            yield theme_counts, page


def _codes_of(axial_counts: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """A row per code with its passages of all cases and its label in lines, within a category the most given first."""
    keys = ["selective_theme", "axial_category", "code"]
    codes = axial_counts.groupby(keys, sort=False)["segments"].sum().reset_index()
    place = {category: number for number, category in enumerate(dict.fromkeys(codes["axial_category"]))}
    codes["place"] = codes["axial_category"].map(place)
    codes = codes.sort_values(["place", "segments"], ascending=[True, False], kind="stable")
    room = (BAR[0] - 0.22) * MM_PER_INCH
    codes["label"] = ["\n".join(break_lines(labels.codes[code], room, SMALL)) for code in codes["code"]]
    codes["lines"] = codes["label"].str.count("\n") + 1
    return codes.reset_index(drop=True)


def _height(codes: pd.DataFrame) -> float:
    """Inches of height of the three columns."""
    boxes = codes["axial_category"].nunique()
    return float(HEAD + LINE * codes["lines"].sum() + 2 * BETWEEN * boxes)


def draw_data_structure(codes: pd.DataFrame, axes: Axes, *, most: int, language: str = "nl") -> Axes:
    """Three columns: the codes of each category in a box, with bars of how often they were given; categories; theme.

    Args:
        codes: a row for each code of one theme: selective_theme, axial_category, segments, label and its lines.
        axes: where to draw.
        most: the number of passages with the longest bar.
        language: `nl` or `en`.
    """
    height = _height(codes)
    axes.set(xlim=(0, PAGE), ylim=(height, 0))
    axes.set_axis_off()
    for (x, _), heading in zip(COLUMNS, HEADINGS[language], strict=True):
        axes.text(x, HEAD / 2, heading, weight="bold", va="center", fontsize=8)
    top, middles = HEAD, []
    for category, rows in codes.groupby("axial_category", sort=False):
        bottom = top + LINE * int(rows["lines"].sum()) + BETWEEN
        _draw_box(axes, 0, (top, bottom), "")
        _draw_codes(axes, rows, top + BETWEEN / 2, most)
        middles.append((top + bottom) / 2)
        _draw_box(axes, 1, _around(1, str(category), middles[-1]), str(category))
        axes.plot((COLUMNS[0][1], COLUMNS[1][0]), (middles[-1], middles[-1]), color=GREY, linewidth=0.8)
        top = bottom + BETWEEN
    centre, theme = sum(middles) / len(middles), str(codes["selective_theme"].iloc[0])
    bend = (sum(COLUMNS[1]) + COLUMNS[2][0]) / 2
    for middle in middles:
        axes.plot(
            (sum(COLUMNS[1]), bend, bend, COLUMNS[2][0]), (middle, middle, centre, centre), color=GREY, linewidth=0.8
        )
    _draw_box(axes, 2, _around(2, theme, centre), theme)
    return axes


def _draw_codes(axes: Axes, rows: pd.DataFrame, top: float, most: int) -> None:
    """The codes of one category under each other; one that was never given stands back."""
    for row in rows.itertuples():
        middle = top + LINE * row.lines / 2
        colour = INK if row.segments else QUIET
        axes.text(0.08, middle, row.label, fontsize=SMALL, va="center", color=colour, linespacing=1.1)
        length = BAR[1] * row.segments / most
        axes.barh(middle, length, left=BAR[0], height=LINE * 0.55, color=TEAL, zorder=3)
        axes.text(BAR[0] + length + 0.05, middle, f"{row.segments}", fontsize=SMALL, va="center", color=colour)
        top += LINE * row.lines


def _lines_of(column: int, words: str) -> list[str]:
    """Words in lines that fit a column."""
    return break_lines(words, (COLUMNS[column][1] - 0.1) * MM_PER_INCH, SMALL, "bold" if column == 2 else "normal")


def _around(column: int, words: str, middle: float) -> tuple[float, float]:
    """Top and bottom of a box around words, within the picture."""
    half = (len(_lines_of(column, words)) * LINE * 0.85 + BETWEEN) / 2
    return middle - half, middle + half


def _draw_box(axes: Axes, column: int, edges: tuple[float, float], words: str) -> None:
    """A box in a column, with its words in the middle."""
    (x, width), (top, bottom) = COLUMNS[column], edges
    face = ("white", PALE, TEAL)[column]
    shape = "round,pad=0,rounding_size=0.05"
    axes.add_patch(
        FancyBboxPatch((x, top), width, bottom - top, shape, linewidth=0.6, edgecolor=GREY, facecolor=face, zorder=2)
    )
    look: dict[str, Any] = {"weight": "bold", "color": "white"} if column == 2 else {"color": INK}
    lines = "\n".join(_lines_of(column, words))
    axes.text(x + width / 2, (top + bottom) / 2, lines, ha="center", va="center", fontsize=SMALL, zorder=3, **look)
