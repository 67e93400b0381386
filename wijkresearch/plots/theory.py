"""Pictures of step 2 that set what theory names against what was told: who speaks of it, in which case."""

from __future__ import annotations

from dataclasses import replace
from textwrap import fill

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import PAGE, ROW, ROWS, SMALL, in_parts
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_theory
from wijkresearch.words import text

NOTHING = text("theory", "nothing")
BESIDE = 16
"""Codes that stand beside each other at the most."""
PALEST = 2.0
"""The shade of all interviews is half of the darkest, so that every number is readable on it."""


def draw_theory_maps(counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """In how many interviews of each case each top code from theory was given, those under it included: k/n on a shade.

    Codes stand from top to bottom beside a few cases; of more cases every one is a row, with the codes beside each
    other. What does not fit on a page goes on in a next figure.

    Args:
        counts: THEORY_COUNTS.
        labels: of the study.
    """
    if counts.empty:
        return [say_nothing(NOTHING[labels.language], labels)]
    tops = counts[counts["depth"] == 0]
    codes = {str(code): labels.codes[str(code)] for code in tops["code"].drop_duplicates()}
    title = say_theory(counts, language=labels.language)
    if len(labels.municipalities) <= FEW:
        return [_draw(tops, replace(labels, codes=part), title, beside=False) for part in in_parts(codes, most=ROWS)]
    return [
        _draw(tops, replace(labels, codes=part, municipalities=rows), title, beside=True)
        for rows in in_parts(labels.municipalities, most=ROWS)
        for part in in_parts(codes, most=BESIDE)
    ]


def _draw(tops: pd.DataFrame, labels: Labels, title: str, *, beside: bool) -> Figure:
    """One page: codes by cases, or cases by codes where the codes stand beside each other."""
    written = tops["branch_respondents"].astype("str") + "/" + tops["interviews"].astype("str")
    cells = tops.assign(
        share=tops["branch_respondents"] / tops["interviews"].where(tops["interviews"] > 0), said=written
    )
    rows, columns = ("municipality", "code") if beside else ("code", "municipality")
    down, along = (labels.municipalities, labels.codes) if beside else (labels.codes, labels.municipalities)
    shades, said = (
        cells.pivot(index=rows, columns=columns, values=value)
        .reindex(index=list(down), columns=list(along))
        .set_axis(list(down.values()), axis="index")
        .set_axis([fill(name, 32 if beside else 14, break_long_words=False) for name in along.values()], axis="columns")
        for value in ("share", "said")
    )
    wide = 0.42 * len(along) if beside else 1.25 * len(along)
    figure = new_figure(labels, max(PAGE, 2.8 + wide), ROW * len(down) + (2.6 if beside else 0.5), title=title)
    upright = 90 if beside else 0
    filled = shades.astype("Float64").fillna(0).astype(float)
    axes = draw_heat_map(filled, said, figure.subplots(), most=PALEST, size=SMALL + 1, upright=upright)
    axes.tick_params(labelsize=SMALL + 1)
    return figure
