"""Pictures of step 4: the role tables as dots, the shares behind them, and the printed cells beside the recomputed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import (
    GREY,
    INK,
    PAGE,
    PALE,
    QUIET,
    RED,
    ROW,
    ROWS,
    SMALL,
    TALLEST,
    TEAL,
    bare,
    blank,
    in_parts,
)
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import leading_roles, say_leading, say_printed, say_spread
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import write_number, write_percent

WIDE, WIDER = 3, 9.0
"""Cases beside each other up to which a picture is as wide as a page, and inches of width where there are more."""
DOT_ROWS = 26
"""Cases under each other in one picture of dots at the most."""
CELL = 0.92
"""Inches of width of one role of one case there."""
NAMES = 0.34
"""Inches of height of the names of the cases."""
BEHIND = 0.68
"""Inches of width of what stands behind a bar."""
LOWEST = 1.2
"""Inches of height of one world at the least: a title and the names of cases take that, whatever the roles."""
PRINTED = 3
"""Cases beside each other in one picture of printed cells at the most."""

AGREEMENT_MARKS = {"equal": "=", "within_a_step": "±½", "impossible_as_printed": "✗", "different": "≠"}
WORDS = catalogue("role_tables")
DrawWorld = Callable[[pd.DataFrame, Axes, Labels], Axes]


def draw_dot_tables(role_counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The role tables as the thesis prints them, world under world; of many cases, each on a row of its own.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    cases = labels.municipalities
    if len(cases) <= FEW:
        return _under_each_other(
            draw_dots,
            role_counts,
            labels,
            height=0.42 * len(labels.roles) + 0.4,
            title=say_leading(role_counts, labels),
        )
    parts, title = in_parts(cases, most=DOT_ROWS), say_leading(role_counts, labels)
    return [_draw_dot_rows(role_counts, replace(labels, municipalities=part), title) for part in parts]


def draw_share_charts(role_counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The shares of the roles on one scale: bars world under world; of many cases a heat map, those alike together.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    cases, title = labels.municipalities, say_spread(role_counts, labels)
    if len(cases) > FEW:
        leading = leading_roles(role_counts, labels)
        parts = in_parts({case: cases[case] for case in leading.index}, most=ROWS)
        return [_draw_share_rows(role_counts, replace(labels, municipalities=part), title) for part in parts]
    if not (labels.worlds and labels.roles and cases):
        return [say_nothing(WORDS[labels.language]["nothing"], labels)]
    totals = role_counts.groupby("role")["segments"].sum()
    order = sorted(labels.roles, key=lambda role: -int(totals.get(role, 0)))
    sorted_labels = replace(labels, roles={role: labels.roles[role] for role in order})
    height = 0.2 * len(order) + 0.35
    parts = in_parts(labels.worlds, most=max(1, int(TALLEST / (height + 0.5))))
    return [_draw_share_panels(role_counts, replace(sorted_labels, worlds=part), height, title) for part in parts]


def _draw_share_panels(role_counts: pd.DataFrame, labels: Labels, height: float, title: str) -> Figure:
    """World under world, the cases beside each other, every panel on the same scale."""
    width = _width(labels)
    heights = [height + NAMES, *[height] * (len(labels.worlds) - 1)]
    figure = new_figure(labels, width, sum(heights), title=title)
    widest = max([0.01, *role_counts["share"].dropna()])
    rows = figure.subfigures(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
    for row, (world, label) in zip(rows, labels.worlds.items(), strict=True):
        row.suptitle(label, x=0.045 / width, ha="left", fontsize=8.5)
        panels = row.subplots(1, len(labels.municipalities), sharey=True, squeeze=False)[0]
        for panel, (case, name) in zip(panels, labels.municipalities.items(), strict=True):
            cells = role_counts[(role_counts["world"] == world) & (role_counts["municipality"] == case)]
            draw_shares(cells, panel, labels)
            panel.set_xlim(0, widest / (1 - BEHIND * len(panels) / (width - 1.6)))
            if world == next(iter(labels.worlds)):
                panel.set_title(fill(name, 15, break_long_words=False), weight="normal", fontsize=8)
        for panel in panels[1:]:
            panel.tick_params(labelleft=False)
    return figure


def _width(labels: Labels) -> float:
    """Inches of width of a picture with the cases beside each other."""
    return PAGE if len(labels.municipalities) <= WIDE else WIDER


def draw_published_tables(comparison: pd.DataFrame, labels: Labels) -> list[Figure]:
    """Every printed cell beside the recomputed one, world under world, of the cases of which something was printed.

    Args:
        comparison: PUBLISHED_COMPARISON.
        labels: of the study.
    """
    printed = {case: name for case, name in labels.municipalities.items() if case in set(comparison["municipality"])}
    if not printed:
        return [say_nothing(WORDS[labels.language]["not_printed"], labels)]
    height, title = 0.36 * len(labels.roles) + 0.5, say_printed(comparison, language=labels.language)
    figures = []
    for part in in_parts(printed, most=PRINTED):
        rows, shown = comparison[comparison["municipality"].isin(part)], replace(labels, municipalities=part)
        figures += _under_each_other(draw_published_comparison, rows, shown, height=height, title=title)
    return figures


def _under_each_other(
    draw: DrawWorld, rows: pd.DataFrame, labels: Labels, *, height: float, title: str
) -> list[Figure]:
    """The same picture of every world, each of this height in inches, as many on a figure as it may be tall."""
    height = max(height, LOWEST)
    if not labels.worlds:
        return [say_nothing(WORDS[labels.language]["nothing"], labels)]
    figures = []
    for part in in_parts(labels.worlds, most=max(1, int(TALLEST / (height + 0.5)))):
        figure = new_figure(labels, _width(labels), height * len(part), title=title)
        draw_worlds(draw, rows, figure.subplots(len(part), 1, squeeze=False)[:, 0], replace(labels, worlds=part))
        figures.append(figure)
    return figures


def draw_worlds(draw: DrawWorld, rows: pd.DataFrame, axes: Iterable[Axes], labels: Labels) -> Iterable[Axes]:
    """One picture per world under each other, each with the world as its title; words where a world has no cells.

    Args:
        draw: one of the functions below.
        rows: the table that it draws, of all worlds.
        axes: as many axes as there are worlds.
        labels: of the study.
    """
    for place, (world, label) in zip(axes, labels.worlds.items(), strict=True):
        cells = rows[rows["world"] == world]
        if cells.empty:
            blank(place, WORDS[labels.language]["nothing"])
        else:
            draw(cells, place, labels)
        place.set_title(label, pad=12)
    return axes


def draw_dots(role_counts: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """One role table of one world as the thesis prints it: filled and half-filled dots, with count and share beneath.

    Args:
        role_counts: ROLE_COUNTS of one world.
        axes: where to draw.
        labels: of the study.
    """
    column = {name: number for number, name in enumerate(labels.municipalities)}
    row = {name: -number for number, name in enumerate(labels.roles)}
    most = role_counts.groupby("municipality")["segments"].max()
    for cell in role_counts.itertuples():
        x, y = column[cell.municipality], row[cell.role]
        colour = TEAL if 0 < cell.segments == most[cell.municipality] else INK
        _draw_cell_dots(axes, x - 0.42, y + 0.14, cell.dots, size=6.5, colour=colour)
        axes.text(x - 0.45, y - 0.3, _say_share(cell, labels.language), fontsize=SMALL, color=QUIET)
    return _lay_grid(axes, labels.roles, labels.municipalities)


def _say_share(cell: Any, language: str) -> str:
    """Count and share of a cell, such as `8 van 20 = 40%`."""
    share = "" if pd.isna(cell.share) else f" = {write_percent(cell.share, 0, language=language)}"
    return f"{cell.segments} {WORDS[language]['of']} {cell.column_segments}{share}"


def _draw_cell_dots(
    axes: Axes, x: float, y: float, dots: float, *, size: float, colour: str = INK, apart: float = 0.09
) -> None:
    """Whole and half dots from left to right; none where there is no share."""
    whole = 0 if pd.isna(dots) else int(dots)
    look: dict[str, Any] = {"markersize": size, "color": colour, "markeredgecolor": colour}
    for number in range(whole):
        axes.plot(x + apart * number, y, "o", **look)
    if dots > whole:
        axes.plot(x + apart * whole, y, "o", fillstyle="left", markerfacecoloralt="white", **look)


def _draw_dot_rows(role_counts: pd.DataFrame, labels: Labels, title: str) -> Figure:
    """One page of the dots of many cases: a row for each case, a column for each role in each world."""
    municipalities, roles, worlds = labels.municipalities, labels.roles, labels.worlds
    width = 2 + CELL * len(roles) * len(worlds)
    figure = new_figure(labels, width, 0.34 * len(municipalities) + 1.2, title=title)
    axes = figure.subplots(1, len(worlds), sharey=True, squeeze=False)
    row = {name: -number for number, name in enumerate(municipalities)}
    column = {name: number for number, name in enumerate(roles)}
    shown = role_counts[role_counts["municipality"].isin(municipalities)]
    for place, (world, label) in zip(axes[0], worlds.items(), strict=True):
        for cell in shown[shown["world"] == world].itertuples():
            x, y = column[cell.role], row[cell.municipality]
            _draw_cell_dots(place, x - 0.42, y + 0.14, cell.dots, size=4.5, apart=0.094)
            said = _say_share(cell, labels.language)
            place.text(x - 0.46, y - 0.24, said, fontsize=SMALL - 0.5, color=INK, va="center")
        _lay_grid(place, municipalities, {role: fill(name, 13) for role, name in roles.items()})
        place.tick_params(labelsize=8)
        place.set_title(label, pad=12)
    for place in axes[0][1:]:
        place.tick_params(labelleft=False)
    return figure


def draw_shares(role_counts: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """The shares of the roles in one world of one case as bars, the largest accented; number and share stand behind.

    Args:
        role_counts: ROLE_COUNTS of one world and one case.
        axes: where to draw.
        labels: of the study; the roles stand in this order from top to bottom.
    """
    cells = role_counts.set_index("role").reindex(list(labels.roles)).fillna({"share": 0, "segments": 0})
    most = cells["segments"].max()
    colours = [TEAL if 0 < segments == most else GREY for segments in cells["segments"]]
    bars = axes.barh(range(len(cells)), cells["share"], height=0.62, color=colours)
    said = [
        f"{int(segments)} ({write_percent(share, 0, language=labels.language)})"
        for segments, share in zip(cells["segments"], cells["share"], strict=True)
    ]
    axes.bar_label(bars, said, padding=3, fontsize=SMALL)
    axes.set_yticks(range(len(cells)), labels.roles.values())
    axes.set(xticks=[], ylim=(len(cells) - 0.5, -0.5))
    return bare(axes)


def _draw_share_rows(role_counts: pd.DataFrame, labels: Labels, title: str) -> Figure:
    """One page of the heat map: cases from top to bottom, the roles of every world from left to right."""
    municipalities, roles, worlds = labels.municipalities, labels.roles, labels.worlds
    width = max(PAGE, 2 + 0.75 * len(roles) * len(worlds))
    figure = new_figure(labels, width, ROW * len(municipalities) + 1.6, title=title)
    axes = figure.subplots(1, len(worlds), sharey=True, squeeze=False)
    for place, (world, label) in zip(axes[0], worlds.items(), strict=True):
        here = role_counts[role_counts["world"] == world]
        grid = here.pivot(index="municipality", columns="role", values="share")
        grid = grid.reindex(index=list(municipalities), columns=list(roles))
        grid = grid.set_axis(list(municipalities.values())).set_axis(
            [fill(role, 11) for role in roles.values()], axis=1
        )
        written = grid.map(lambda share: write_percent(share, 0))
        draw_heat_map(grid.astype(float).fillna(0), written, place, most=2, size=8)
        place.tick_params(labelsize=8)
        place.set_title(label, pad=8)
    for place in axes[0][1:]:
        place.tick_params(labelleft=False)
    figure.supxlabel(WORDS[labels.language]["alike"], fontsize=SMALL + 1, x=0.99, ha="right")
    return figure


def draw_published_comparison(comparison: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """Every printed cell of one world beside the recomputed one: printed → recomputed, and how the two compare.

    Args:
        comparison: PUBLISHED_COMPARISON of one world.
        axes: where to draw.
        labels: of the study.
    """
    language = labels.language
    column = {name: number for number, name in enumerate(labels.municipalities)}
    row = {name: -number for number, name in enumerate(labels.roles)}
    for cell in comparison.itertuples():
        equal = cell.agreement == "equal"
        recomputed = write_number(cell.dots, 1, language=language)
        mark = AGREEMENT_MARKS[cell.agreement] + WORDS[language].get(cell.agreement, "")
        text = f"{write_number(cell.printed_dots, 1, language=language)} → {recomputed}   {mark}"
        weight = "normal" if equal else "bold"
        colour = QUIET if equal else RED
        axes.text(
            column[cell.municipality], row[cell.role], text, ha="center", va="center", color=colour, weight=weight
        )
    return _lay_grid(axes, labels.roles, labels.municipalities)


def _lay_grid(axes: Axes, roles: Mapping[str, str], municipalities: Mapping[str, str]) -> Axes:
    """Roles from top to bottom and municipalities from left to right, with a line between the roles."""
    names = [fill(name, 9, break_long_words=False) for name in municipalities.values()]
    axes.set_xticks(range(len(names)), names if len(names) > WIDE else list(municipalities.values()))
    axes.set_yticks([-number for number in range(len(roles))], roles.values())
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(municipalities) - 0.5), ylim=(0.5 - len(roles), 0.5))
    for line in range(len(roles) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8)
    return bare(axes)
