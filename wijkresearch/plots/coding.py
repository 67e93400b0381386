"""Pictures of step 2: which codes were given in which documents."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import PAGE, ROW, ROWS, SMALL, in_parts
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_most_given
from wijkresearch.words import text

DOCUMENTS = 36
"""Documents that stand beside each other at the most."""
UPRIGHT = 18
"""Documents beside each other above which their ids stand upright."""
NOTHING = text("coding", "nothing")


def draw_code_maps(
    frequencies: pd.DataFrame, labels: Labels, *, codes: Mapping[str, str], documents: list[str]
) -> list[Figure]:
    """How often each code was given: documents from left to right, or what they are part of from top to bottom.

    Documents that do not fit beside each other become rows; where there are more than a few cases, the cases do, with
    their documents added up. Rows that do not fit on a page go on in a next figure.

    Args:
        frequencies: CODE_FREQUENCIES.
        labels: of the study.
        codes: code to label, for the codes that are shown, in that order; one that was never given is left out.
        documents: ids of the documents, in the order in which they are shown; one without codings stays.
    """
    given = set(frequencies["code"])
    shown = {code: label for code, label in codes.items() if code in given}
    if not shown:
        return [say_nothing(NOTHING[labels.language], labels)]
    title = say_most_given(frequencies, shown, len(documents), language=labels.language)
    if len(documents) <= DOCUMENTS:
        width = PAGE if len(documents) <= UPRIGHT else 10
        figure = new_figure(labels, width, ROW * len(shown) + 0.5, title=title)
        draw_code_frequencies(frequencies, figure.subplots(), codes=shown, documents=documents)
        return [figure]
    unit, rows = "document", {document: document for document in documents}
    if len(labels.municipalities) > FEW:
        unit, rows = "municipality", dict(labels.municipalities)
    return [_draw_rows(frequencies, labels, unit, part, shown, title=title) for part in in_parts(rows, most=ROWS)]


def _draw_rows(
    frequencies: pd.DataFrame,
    labels: Labels,
    unit: str,
    rows: Mapping[str, str],
    codes: Mapping[str, str],
    *,
    title: str,
) -> Figure:
    """One page of the matrix: documents or cases from top to bottom, codes from left to right."""
    totals = frequencies.groupby([unit, "code"])["segments"].sum().unstack()
    most = _darkest(totals[list(codes)])
    grid = totals.reindex(index=list(rows), columns=list(codes))
    headings = [fill(label, 32, max_lines=2, placeholder=" …") for label in codes.values()]
    grid = grid.set_axis(headings, axis="columns").set_axis(list(rows.values()), axis="index")
    figure = new_figure(labels, max(PAGE, 2.2 + 0.36 * len(codes)), ROW * len(rows) + 2.6, title=title)
    shades = grid.fillna(0).astype(float)
    axes = draw_heat_map(shades, _counts(grid), figure.subplots(), most=most, size=SMALL + 1, upright=90)
    axes.tick_params(labelsize=SMALL + 1)
    return figure


def _counts(grid: pd.DataFrame) -> pd.DataFrame:
    """The numbers as they are written; nothing where there is none."""
    return grid.map(lambda count: "" if pd.isna(count) else str(int(count)))


def _darkest(grid: pd.DataFrame) -> float:
    """Twice the largest number, so that every number is readable on its shade."""
    return 2 * max(2.0, float(grid.max(axis=None)))


def draw_code_frequencies(
    frequencies: pd.DataFrame, axes: Axes, *, codes: Mapping[str, str], documents: list[str]
) -> Axes:
    """A grid of documents by codes with the number of passages in each cell; an empty cell is a zero.

    Args:
        frequencies: CODE_FREQUENCIES.
        axes: where to draw.
        codes: code to label, for the codes that are shown, in that order.
        documents: ids of the documents, in the order in which they are shown; one without codings is an empty column.
    """
    shown = frequencies[frequencies["code"].isin(codes)]
    given = [code for code in codes if code in set(shown["code"])]
    grid = shown.pivot(index="code", columns="document", values="segments").reindex(index=given, columns=documents)
    grid = grid.set_axis([codes[code] for code in given], axis="index")
    upright = 90 if len(documents) > UPRIGHT else 0
    shades = grid.fillna(0).astype(float)
    draw_heat_map(shades, _counts(grid), axes, most=_darkest(grid), size=SMALL + 1, upright=upright)
    axes.tick_params(axis="x", labelsize=SMALL)
    return axes
