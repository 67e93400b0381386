"""Pictures of triangulation: who speaks for and against each claim, and who was silent or was not asked.

A few cases stand beside each other with a sign for every document, as many cases on a figure as leave room for the
signs. Of many cases the documents of each perspective are added up and drawn as bars.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from wijkresearch.plots.grids import new_figure, say_nothing
from wijkresearch.plots.sheet import MM_PER_POINT, words_width
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, QUIET, RED, SMALL, TEAL, bare, in_parts
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_against
from wijkresearch.words import catalogue, say

COLOURS = {"supporting": TEAL, "divided": TEAL, "countering": RED, "silent": QUIET, "not_asked": QUIET}
SIGNS = {"supporting": "●", "divided": "◐", "countering": "✗", "silent": "○", "not_asked": "–"}
BARS: Mapping[str, Mapping[str, Any]] = {
    "supporting": {"facecolor": TEAL},
    "divided": {"facecolor": "#6fa3a9", "hatch": "////"},
    "countering": {"facecolor": RED, "hatch": "xxxx"},
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


def draw_triangulations(triangulation: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The grid of all claims, on as many figures as it takes to keep each on a page.

    Args:
        triangulation: TRIANGULATION.
        labels: of the study; claims without rows, such as composites, are passed over, and perspectives without a
            document take no column.
    """
    if triangulation.empty:
        return [say_nothing(say("conclusions", "none", labels.language), labels)]
    known, heard = set(triangulation["claim"]), set(triangulation["perspective"])
    every = {**labels.perspectives, "observation": WORDS[labels.language]["observation"]}
    perspectives = {name: label for name, label in every.items() if name in heard}
    title = say_against(triangulation, language=labels.language)
    against = (triangulation["countering"] + triangulation["divided"]).groupby(triangulation["claim"]).sum()
    order = sorted((claim for claim in labels.claims if claim in known), key=lambda claim: -int(against[claim]))
    claims = in_parts({claim: labels.claims[claim] for claim in order}, most=CLAIMS)
    parts = [replace(labels, claims=part, perspectives=perspectives) for part in claims]
    if len(labels.municipalities) > FEW:
        panels = in_parts(perspectives, most=PANELS)
        return [
            _draw_bars(triangulation, replace(part, perspectives=shown), title) for part in parts for shown in panels
        ]
    beside = in_parts(labels.municipalities, most=max(1, COLUMNS // max(1, len(perspectives))))
    figures = []
    for shown in (replace(part, municipalities=cases) for part in parts for cases in beside):
        figure = new_figure(labels, PAGE, 0.27 * len(shown.claims) + 1.2, title=title)
        here = triangulation["claim"].isin(shown.claims) & triangulation["municipality"].isin(shown.municipalities)
        draw_triangulation(triangulation[here], figure.subplots(), shown)
        figures.append(figure)
    return figures


def _draw_bars(triangulation: pd.DataFrame, labels: Labels, title: str) -> Figure:
    """Per claim and perspective one bar of all documents, in the order of `BARS`, with how many are for and against."""
    words, claims, perspectives = WORDS[labels.language], labels.claims, labels.perspectives
    cells = pd.MultiIndex.from_product([perspectives, claims])
    totals = triangulation.groupby(["perspective", "claim"])[list(BARS)].sum().reindex(cells, fill_value=0)
    figure = new_figure(labels, PAGE + 1.5, 0.27 * len(claims) + 1.4, title=title)
    axes = figure.subplots(1, len(perspectives), sharey=True, squeeze=False)
    for place, (perspective, heading) in zip(axes[0], perspectives.items(), strict=True):
        _draw_panel(totals.loc[perspective], place)
        place.set_title(textwrap.fill(heading, 16), fontsize=8)
    names = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in claims.values()]
    axes[0][0].set_yticks(range(len(claims)), names, fontsize=SMALL)
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
        axes.text(1.06 * most, place, f"{row.supporting}", va="center", fontsize=SMALL, color=TEAL)
        axes.text(1.34 * most, place, f"/ {row.countering}", va="center", fontsize=SMALL, color=RED)
    axes.set(xlim=(0, 1.75 * most), xticks=[0, most])
    axes.tick_params(axis="x", labelsize=SMALL)
    bare(axes)


def draw_triangulation(triangulation: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """A grid of claims by perspective and case with a sign for every document; the signs are explained underneath.

    Where more than `REPEATED` documents share a sign, it stands once with their number.

    Args:
        triangulation: TRIANGULATION.
        axes: where to draw; about 0.27 inch of height for each claim reads well.
        labels: of the study: claims from top to bottom, each on at most two lines, those without rows passed over;
            cases from left to right, and in each of them the perspectives, `observation` included.
    """
    municipalities, perspectives = labels.municipalities, labels.perspectives
    columns = [(case, perspective) for case in municipalities for perspective in perspectives]
    column = {cell: place for place, cell in enumerate(columns)}
    shown = {claim: label for claim, label in labels.claims.items() if claim in set(triangulation["claim"])}
    row = {claim: -place for place, claim in enumerate(shown)}
    for cell in triangulation.itertuples():
        _write_signs(axes, column[cell.municipality, cell.perspective], row[cell.claim], cell)
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
    names = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in shown.values()]
    axes.set_yticks([-place for place in range(len(row))], names, fontsize=SMALL)
    axes.xaxis.tick_top()
    key = "   ".join(f"{sign} {WORDS[labels.language][name]}" for name, sign in SIGNS.items())
    axes.set_xlabel(key, fontsize=SMALL, color=INK, loc="right")
    return bare(axes)


def _write_signs(axes: Axes, x: float, y: float, cell: Any) -> None:
    """The signs of a cell beside each other around its middle, each kind in its colour."""
    written = {name: _repeat(sign, int(getattr(cell, name))) for name, sign in SIGNS.items() if getattr(cell, name)}
    widths = {name: words_width(signs, SMALL) / MM_PER_POINT for name, signs in written.items()}
    left = -sum(widths.values()) / 2
    for name, signs in written.items():
        axes.annotate(
            signs, (x, y), (left, 0), textcoords="offset points", va="center", color=COLOURS[name], fontsize=SMALL
        )  # fmt: skip
        left += widths[name]


def _repeat(sign: str, times: int) -> str:
    return sign * times if times <= REPEATED else f"{sign}{times}"
