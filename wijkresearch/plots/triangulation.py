"""Pictures of triangulation: who speaks for and against each claim, and who was silent or was not asked.

A few cases stand beside each other with a sign for every document, as many cases on a figure as leave room for the
signs. Of many cases the documents of each perspective are added up and drawn as bars.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from wijkresearch.plots.grids import NewFigure
from wijkresearch.plots.style import BLUE, GREY, INK, PAGE, PALE, SKY, SMALL, VERMILION, bare, in_parts
from wijkresearch.show.reading import FEW
from wijkresearch.words import catalogue

SIGNS = {"supporting": "●", "divided": "◐", "countering": "✗", "silent": "○", "not_asked": "–"}
BARS: Mapping[str, Mapping[str, Any]] = {
    "supporting": {"facecolor": BLUE},
    "divided": {"facecolor": SKY, "hatch": "////"},
    "countering": {"facecolor": VERMILION, "hatch": "xxxx"},
    "silent": {"facecolor": PALE},
    "not_asked": {"facecolor": "white"},
}
WORDS = catalogue("triangulation")
CLAIMS = 20
"""Claims that fit in one grid on a page."""
COLUMNS = 12
"""Cells beside each other in one grid: perspectives of cases."""
PANELS = 4
"""Perspectives beside each other in one picture of bars."""
LABEL = 52
"""Characters of a label on one line."""
REPEATED = 3
"""A sign stands as often as there are documents, up to this number; beyond it the number stands beside the sign."""


def draw_triangulations(
    triangulation: pd.DataFrame,
    *,
    claims: Mapping[str, str],
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str = "nl",
    new_figure: NewFigure = plt.figure,
) -> list[Figure]:
    """The grid of all claims, on as many figures as it takes to keep each on a page.

    Args:
        triangulation: TRIANGULATION.
        claims: id to label, in order; claims without rows, such as composites, are passed over.
        municipalities: id to name, from left to right.
        perspectives: id to label, from left to right within each case; those without a document take no column.
        language: `nl` or `en`.
        new_figure: makes an empty figure: one that a notebook shows, or `matplotlib.figure.Figure` itself.
    """
    told, heard = set(triangulation["claim"]), set(triangulation["perspective"])
    perspectives = {name: label for name, label in perspectives.items() if name in heard}
    parts = in_parts({claim: label for claim, label in claims.items() if claim in told}, most=CLAIMS)
    if len(municipalities) > FEW:
        panels = in_parts(perspectives, most=PANELS)
        return [_draw_bars(triangulation, part, shown, language, new_figure) for part in parts for shown in panels]
    beside = in_parts(municipalities, most=max(1, COLUMNS // max(1, len(perspectives))))
    figures = []
    for part, cases in ((part, cases) for part in parts for cases in beside):
        figure = new_figure(figsize=(PAGE, 0.27 * len(part) + 1.2), layout="constrained")
        rows = triangulation[triangulation["claim"].isin(part) & triangulation["municipality"].isin(cases)]
        labels: dict[str, Any] = {"municipalities": cases, "perspectives": perspectives, "language": language}
        draw_triangulation(rows, figure.subplots(), claims=part, **labels)
        figures.append(figure)
    return figures


def _draw_bars(
    triangulation: pd.DataFrame,
    claims: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str,
    new_figure: NewFigure,
) -> Figure:
    """Per claim and perspective one bar of all documents, in the order of `BARS`, with how many are for and against."""
    words = WORDS[language]
    cells = pd.MultiIndex.from_product([perspectives, claims])
    totals = triangulation.groupby(["perspective", "claim"])[list(BARS)].sum().reindex(cells, fill_value=0)
    figure = new_figure(figsize=(PAGE + 1.5, 0.27 * len(claims) + 1.4), layout="constrained")
    axes = figure.subplots(1, len(perspectives), sharey=True, squeeze=False)
    for place, (perspective, heading) in zip(axes[0], perspectives.items(), strict=True):
        _draw_panel(totals.loc[perspective], place)
        place.set_title(textwrap.fill(heading, 16), fontsize=8)
    labels = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in claims.values()]
    axes[0][0].set_yticks(range(len(claims)), labels, fontsize=SMALL)
    axes[0][0].invert_yaxis()
    key = [Patch(edgecolor=GREY, linewidth=0.5, label=words[name], **look) for name, look in BARS.items()]
    figure.legend(
        handles=key, loc="outside lower right", ncols=len(key), frameon=False, fontsize=SMALL, title=words["counted"],
        title_fontsize=SMALL, alignment="right",
    )  # fmt: skip
    return figure


def _draw_panel(cells: pd.DataFrame, axes: Axes) -> None:
    """The bars of one perspective, a row for each claim; every bar is as long as there are documents."""
    start = pd.Series(0, index=cells.index)
    for name, look in BARS.items():
        axes.barh(range(len(cells)), cells[name], left=start, height=0.62, edgecolor=GREY, linewidth=0.5, **look)
        start = start + cells[name]
    most = max(int(start.max()), 1)
    for place, row in enumerate(cells.itertuples()):
        axes.text(1.06 * most, place, f"{row.supporting}", va="center", fontsize=SMALL, color=BLUE)
        axes.text(1.34 * most, place, f"/ {row.countering}", va="center", fontsize=SMALL, color=VERMILION)
    axes.set(xlim=(0, 1.75 * most), xticks=[0, most])
    axes.tick_params(axis="x", labelsize=SMALL)
    bare(axes)


def draw_triangulation(
    triangulation: pd.DataFrame,
    axes: Axes,
    *,
    claims: Mapping[str, str],
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str = "nl",
) -> Axes:
    """A grid of claims by perspective and case with a sign for every document; the signs are explained underneath.

    Where more than `REPEATED` documents share a sign, it stands once with their number.

    Args:
        triangulation: TRIANGULATION.
        axes: where to draw; about 0.27 inch of height for each claim reads well.
        claims: id to label, from top to bottom, each on at most two lines; claims without rows are passed over.
        municipalities: id to name, from left to right.
        perspectives: id to label, from left to right within each case; `observation` included.
        language: `nl` or `en`.
    """
    columns = [(case, perspective) for case in municipalities for perspective in perspectives]
    column = {cell: place for place, cell in enumerate(columns)}
    shown = {claim: label for claim, label in claims.items() if claim in set(triangulation["claim"])}
    row = {claim: -place for place, claim in enumerate(shown)}
    for cell in triangulation.itertuples():
        signs = "".join(_repeat(sign, int(getattr(cell, name))) for name, sign in SIGNS.items())
        place = column[cell.municipality, cell.perspective]
        axes.text(place, row[cell.claim], signs, ha="center", va="center", color=INK, fontsize=SMALL)
    for line in range(0, len(row), 2):
        axes.axhspan(-line - 0.5, -line + 0.5, color=PALE, alpha=0.5, linewidth=0, zorder=0)
    headings = [textwrap.fill(label, 10, break_long_words=False) for label in perspectives.values()]
    above = 4.6 * max((len(line) for heading in headings for line in heading.split("\n")), default=0) + 12
    for number, name in enumerate(municipalities.values()):
        edge = number * len(perspectives) - 0.5
        axes.axvline(edge, color=GREY, linewidth=0.8)
        words = textwrap.fill(name, 4 * len(perspectives))
        axes.annotate(words, (edge + 0.1, 0.5), (0, above), textcoords="offset points", fontsize=8, weight="bold")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(row), 0.5))
    axes.set_xticks(range(len(columns)), headings * len(municipalities), fontsize=SMALL, rotation=90)
    labels = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in shown.values()]
    axes.set_yticks([-place for place in range(len(row))], labels, fontsize=SMALL)
    axes.xaxis.tick_top()
    key = "   ".join(f"{sign} {WORDS[language][name]}" for name, sign in SIGNS.items())
    axes.set_xlabel(key, fontsize=SMALL, color=INK, loc="right")
    return bare(axes)


def _repeat(sign: str, times: int) -> str:
    return sign * times if times <= REPEATED else f"{sign}{times}"
