"""The picture of one case: its role profile in dots, the worlds beside each other on the row of every role."""

from __future__ import annotations

from itertools import cycle, islice

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkresearch.plots.grids import new_figure, say_nothing
from wijkresearch.plots.style import GREY, INK, PALE, TEAL, bare
from wijkresearch.show.labels import Labels
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import write_number

WORDS = catalogue("role_tables")
WIDTH, ROW, ABOVE = 5.0, 0.42, 0.75
"""Inches: readable in half a page and on a telephone."""
SIZE = 10.5
LOOKS = (("o", TEAL, TEAL, 36), ("s", "none", INK, 90), ("^", GREY, INK, 36), ("D", "none", GREY, 150))
"""The worlds in the order of the study: shape, fill, edge and size; one is still seen where it is within another."""


def draw_role_profile(role_counts: pd.DataFrame, labels: Labels, *, highest: int) -> Figure:
    """The dots of every role in every world of one case, the role that was coded most on top.

    Args:
        role_counts: ROLE_COUNTS of one case.
        labels: of the study.
        highest: dots at the end of the scale: the same in the picture of every case.
    """
    cells = role_counts.dropna(subset="dots")
    if cells.empty:
        return say_nothing(WORDS[labels.language]["nothing"], labels)
    order = role_counts.groupby("role", sort=False)["segments"].sum().sort_values(ascending=False, kind="stable").index
    rows = {role: -place for place, role in enumerate(order)}
    figure = new_figure(labels, WIDTH, ABOVE + ROW * len(rows))
    axes = figure.subplots()
    for role, here in cells.groupby("role", sort=False):
        axes.plot([here["dots"].min(), here["dots"].max()], [rows[role]] * 2, color=GREY, linewidth=1.6, zorder=1)
    for world, (marker, fill, edge, size) in zip(labels.worlds, islice(cycle(LOOKS), len(labels.worlds)), strict=True):
        here = cells[cells["world"] == world]
        heights = here["role"].map(rows)
        axes.scatter(here["dots"], heights, s=size, marker=marker, c=fill, edgecolors=edge, linewidths=1.6, zorder=2)
    _name_worlds(axes, cells[cells["role"] == order[0]], labels)
    _lay_scale(axes, {rows[role]: labels.roles[role] for role in order}, highest, labels.language)
    return figure


def _name_worlds(axes: Axes, first: pd.DataFrame, labels: Labels) -> None:
    """The names of the worlds at the marks of the first role, from left to right above and below it in turn."""
    placed = first.sort_values("dots", kind="stable").reset_index(drop=True)
    for place, (world, dots) in enumerate(zip(placed["world"], placed["dots"], strict=True)):
        leftmost, alone = place == 0, len(placed) == 1
        axes.annotate(
            labels.worlds[world],
            (dots, 0),
            xytext=(-5 if leftmost and not alone else 5, 9 + 11 * max(0, place - 1)),
            textcoords="offset points",
            ha="right" if leftmost and not alone else "left",
            fontsize=SIZE,
            color=INK,
        )


def _lay_scale(axes: Axes, roles: dict[int, str], highest: int, language: str) -> None:
    """The roles in front of their rows, and one scale below them."""
    axes.set_xlim(-0.3, highest + 0.5)
    axes.set_ylim(min(roles) - 0.5, 0.9)
    axes.set_yticks(list(roles), list(roles.values()))
    axes.set_xticks(range(highest + 1), [write_number(dots, language=language) for dots in range(highest + 1)])
    axes.xaxis.grid(visible=True, color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    bare(axes).tick_params(labelsize=SIZE)
