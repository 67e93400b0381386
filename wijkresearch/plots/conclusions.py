"""Verdicts in one picture: what stands, what does not, and how firm that is."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, QUIET, RED, SMALL, TEAL, bare, in_parts
from wijkresearch.show.claims import VERDICTS
from wijkresearch.show.conclusions import PICTURE_WORDS
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_verdicts
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words import say

CLAIMS, LABEL = 28, 44
"""Claims in one picture at the most, and characters on a line of what stands in front of a row."""
BAR = 0.27
"""How wide the bar of k of n is, in columns."""
LEVEL = 5
"""Columns with k/n up to which their headings are level."""
CASES = 20
"""Cases beside each other in one picture of marks at the most."""
SHADES = ListedColormap([str(1 - step / 400) for step in range(101)])
"""From white to the light grey on which every mark can be read."""
MARKS = {
    "supported": ("●", TEAL),
    "partly_supported": ("◐", TEAL),
    "mixed": ("±", INK),
    "not_supported": ("○", QUIET),
    "contradicted": ("✗", RED),
    "insufficient": ("?", QUIET),
}


def draw_all_verdicts(verdicts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The grid of all claims, on as many figures as it takes to keep each on a page.

    Args:
        verdicts: VERDICTS.
        labels: of the study.
    """
    if verdicts.empty:
        return [say_nothing(say("conclusions", "none", labels.language), labels)]
    title = say_verdicts(verdicts, language=labels.language)
    parts = [replace(labels, claims=part) for part in in_parts(_firmest_first(verdicts, labels), most=CLAIMS)]
    if len(labels.municipalities) > FEW:
        beside = in_parts(labels.municipalities, most=CASES)
        matrices = [replace(part, municipalities=cases) for part in parts for cases in beside]
        return [_draw_matrix(verdicts, matrix, title) for matrix in matrices]
    figures = []
    for part in parts:
        figure = new_figure(labels, PAGE, 0.27 * len(part.claims) + 0.8, title=title)
        draw_verdicts(verdicts, figure.subplots(), part)
        figures.append(figure)
    return figures


def _firmest_first(verdicts: pd.DataFrame, labels: Labels) -> dict[str, str]:
    """The conclusions, those on top that are supported in most cases; then the verdict and the part k of n decide."""
    shown = verdicts[verdicts["claim"].isin(labels.claims)]
    held = shown[(shown["scope"] == "municipality") & (shown["verdict"] == "supported")].groupby("claim").size()
    overall = over_derivation(shown).set_index("claim")
    parts = (overall["support"] / overall["asked"].where(overall["asked"] > 0)).fillna(0)
    kinds = overall["verdict"].map({verdict: place for place, verdict in enumerate(MARKS)})

    def place(claim: str) -> tuple[int, int, float]:
        return -int(held.get(claim, 0)), int(kinds.get(claim, len(MARKS))), -float(parts.get(claim, 0))

    return {claim: labels.claims[claim] for claim in sorted(labels.claims, key=place)}


def _draw_matrix(verdicts: pd.DataFrame, labels: Labels, title: str) -> Figure:
    """One page of many cases: on the left all together, on the right a mark for every case on a shade that is k/n."""
    words, claims, municipalities = PICTURE_WORDS[labels.language], labels.claims, labels.municipalities
    figure = new_figure(labels, PAGE, 0.27 * len(claims) + 2.2, title=title)
    left, right = figure.subplots(1, 2, sharey=True, width_ratios=(1.6, 3.4))
    shown = verdicts[verdicts["claim"].isin(claims)]
    per_case = shown[shown["scope"] == "municipality"]
    _draw_together(shown, left, claims, words)
    _draw_marks(per_case[per_case["member"].isin(municipalities)], right, claims, municipalities)
    left.set_yticks([place + 0.5 for place in range(len(claims))], _in_front(claims), fontsize=SMALL)
    left.tick_params(length=0)
    key = f"{_key(labels.language)}\n{words['counted']}\n{words['shade']}"
    figure.supxlabel(key, fontsize=SMALL, x=0.99, ha="right")
    return figure


def _draw_together(shown: pd.DataFrame, axes: Axes, claims: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Per claim its verdict over the cases that it was derived from, and in how many cases it is supported."""
    overall = over_derivation(shown).set_index("claim")
    cases = shown[shown["scope"] == "municipality"].groupby("claim")["verdict"]
    supported, judged = cases.agg(lambda found: int((found == "supported").sum())), cases.size()
    for place, claim in enumerate(claims):
        if claim in overall.index:
            _write_verdict(axes, 0.6, place + 0.5, overall.loc[claim])
        if claim in judged.index:
            axes.text(
                2.15, place + 0.5, f"{supported[claim]}/{judged[claim]}", ha="center", va="center", fontsize=SMALL
            )
    axes.set(xlim=(0, 2.6))
    axes.set_xticks([0.5, 2.15], [words["together"], words["cases"]], fontsize=SMALL + 1, rotation=90)
    axes.xaxis.tick_top()
    bare(axes)


def _draw_marks(
    per_case: pd.DataFrame, axes: Axes, claims: Mapping[str, str], municipalities: Mapping[str, str]
) -> None:
    """A heat map of k/n with the mark of the verdict in every cell."""
    shares = per_case["support"].astype("Float64") / per_case["asked"].astype("Float64").replace(0, pd.NA)
    grid = per_case.assign(share=shares).pivot(index="claim", columns="member", values="share")
    grid = grid.reindex(index=list(claims), columns=list(municipalities)).astype(float).fillna(0)
    grid = grid.set_axis(list(claims.values())).set_axis(list(municipalities.values()), axis="columns")
    blank = grid.map(lambda _: "")
    draw_heat_map(grid, blank, axes, most=1, upright=90, cmap=SHADES)
    column, row = (list(listed) for listed in (municipalities, claims))
    for cell in per_case.itertuples():
        mark, colour = MARKS[cell.verdict]
        place = column.index(cell.member) + 0.5, row.index(cell.claim) + 0.5
        axes.text(*place, mark, ha="center", va="center", color=INK if colour == QUIET else colour, fontsize=8)
    axes.tick_params(axis="x", labelsize=SMALL + 1)
    axes.tick_params(axis="y", left=False, labelleft=False)


def _write_verdict(axes: Axes, x: float, y: float, cell: Any) -> None:
    """The mark of a verdict, and k of n as a bar: its whole length is n, and a line stands at the cut-off."""
    mark, colour = MARKS[cell.verdict]
    axes.text(x - 0.42, y, mark, ha="center", va="center", color=colour, fontsize=10)
    if cell.asked:
        left, scale = x - 0.32, BAR / cell.asked
        axes.barh(y, BAR, height=0.3, left=left, color=PALE)
        axes.barh(y, cell.support * scale, height=0.3, left=left, color=colour)
        if pd.notna(cell.cut_off) and 0 < cell.cut_off <= cell.asked:
            axes.plot([left + cell.cut_off * scale] * 2, [y - 0.26, y + 0.26], color=INK, linewidth=0.8)
    axes.text(x - 0.03, y, f"{cell.support}/{cell.asked}", va="center", fontsize=SMALL, color=INK)


def _in_front(claims: Mapping[str, str]) -> list[str]:
    """What stands in front of the rows, each on at most two lines."""
    return [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in claims.values()]


def _key(language: str) -> str:
    """What every mark means."""
    return "   ".join(f"{MARKS[verdict][0]} {said}" for verdict, said in VERDICTS[language].items())


def draw_verdicts(verdicts: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """A grid of claims by municipality, with a mark and k of n in each cell; the first column is all cases together.

    Args:
        verdicts: VERDICTS.
        axes: where to draw; about 0.27 inch of height for each claim reads well.
        labels: of the study; what is written in front of a row takes at most two lines.
    """
    words, claims = PICTURE_WORDS[labels.language], labels.claims
    columns = {"all": words["together"], **labels.municipalities}
    row_of = {claim: -number for number, claim in enumerate(claims)}
    shown = verdicts[verdicts["member"].isin(columns) & verdicts["claim"].isin(claims)]
    shown = shown[(shown["scope"] != "overall") | (shown["phase"] == "derivation")]
    for cell in shown.itertuples():
        x, y = list(columns).index(cell.member), row_of[cell.claim]
        _write_verdict(axes, x, y, cell)
    for y in row_of.values():
        axes.axhline(y - 0.5, color=PALE, linewidth=0.6)
    axes.axvline(0.5, color=GREY, linewidth=0.8)
    headings = [textwrap.fill(name, 14, break_long_words=False) for name in columns.values()]
    axes.set_xticks(range(len(columns)), headings, fontsize=SMALL + 1, rotation=90 if len(columns) > LEVEL else 0)
    axes.set_yticks(list(row_of.values()), _in_front(claims), fontsize=SMALL)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(row_of), 0.5))
    axes.set_xlabel(f"{_key(labels.language)}\n{words['counted']}", fontsize=SMALL, labelpad=6, loc="right")
    return bare(axes)
