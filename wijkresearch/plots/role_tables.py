"""Pictures of step 4: the role tables as dots, the shares behind them, and the printed cells beside the recomputed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import cycle
from textwrap import fill
from typing import Any, cast

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import (
    BLUE,
    GREY,
    HATCHES,
    INK,
    PAGE,
    PALE,
    ROW,
    ROWS,
    SERIES,
    SMALL,
    TALLEST,
    VERMILION,
    bare,
    blank,
    in_parts,
)
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words, write_number, write_percent

WIDE = 4
"""Cases beside each other up to which there is room for large dots and names on one line."""
DOT_ROWS = 26
"""Cases under each other in one picture of dots at the most."""
CELL = 0.92
"""Inches of width of one role of one case there."""
LOWEST = 1.9
"""Inches of height of one world at the least: a title, names of cases and an axis take that, whatever the roles."""
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
        width = min(9.0, 2 + len(cases) * 7 / 3)
        return _under_each_other(draw_dots, role_counts, labels, height=0.9 * len(labels.roles), width=width)
    parts = in_parts(cases, most=DOT_ROWS)
    return [_draw_dot_rows(role_counts, replace(labels, municipalities=part)) for part in parts]


def draw_share_charts(role_counts: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The shares of the roles on one scale: bars world under world; of many cases a heat map, those alike together.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    cases = labels.municipalities
    if len(cases) > FEW:
        leading = _leading_roles(role_counts, list(labels.roles), list(cases))
        finding = _say_leading(leading, labels)
        parts = in_parts({case: cases[case] for case in leading.index}, most=ROWS)
        return [_draw_share_rows(role_counts, replace(labels, municipalities=part), finding) for part in parts]
    height = len(labels.roles) * (0.2 * len(cases) + 0.4) + 0.2
    figures = _under_each_other(draw_shares, role_counts, labels, height=height)
    widest = 1.05 * max([0.01, *role_counts["share"].dropna()])
    for figure in figures:
        for place in figure.axes:
            place.set_xlim(0, widest)
            place.set_xlabel(WORDS[labels.language]["share"] if place is figure.axes[-1] else "")
        drawn = [place.get_legend_handles_labels() for place in figure.axes]
        handles, names = next(((bars, named) for bars, named in drawn if bars), ([], []))
        if handles:
            figure.legend(handles, names, loc="outside upper right", ncols=min(len(names), 3), frameon=False)
    return figures


def draw_published_tables(comparison: pd.DataFrame, labels: Labels) -> list[Figure]:
    """Every printed cell beside the recomputed one, world under world, of the cases of which something was printed.

    Args:
        comparison: PUBLISHED_COMPARISON.
        labels: of the study.
    """
    printed = {case: name for case, name in labels.municipalities.items() if case in set(comparison["municipality"])}
    if not printed:
        return [say_nothing(WORDS[labels.language]["not_printed"], labels)]
    height = 0.65 * len(labels.roles)
    figures = []
    for part in in_parts(printed, most=PRINTED):
        rows, shown = comparison[comparison["municipality"].isin(part)], replace(labels, municipalities=part)
        figures += _under_each_other(draw_published_comparison, rows, shown, height=height)
    return figures


def _under_each_other(
    draw: DrawWorld, rows: pd.DataFrame, labels: Labels, *, height: float, width: float = 9.0
) -> list[Figure]:
    """The same picture of every world, each of this height in inches, as many on a figure as it may be tall."""
    height = max(height, LOWEST)
    if not labels.worlds:
        return [say_nothing(WORDS[labels.language]["nothing"], labels)]
    figures = []
    for part in in_parts(labels.worlds, most=max(1, int(TALLEST / (height + 0.5)))):
        figure = new_figure(labels, width, height * len(part))
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
    narrow = len(labels.municipalities) > WIDE
    for cell in role_counts.itertuples():
        x, y = column[cell.municipality], row[cell.role]
        _draw_cell_dots(axes, x - 0.42, y + 0.12, cell.dots, size=7 if narrow else 9)
        axes.text(x - 0.44, y - 0.22, _say_share(cell, labels.language), fontsize=SMALL if narrow else 8, color=GREY)
    return _lay_grid(axes, labels.roles, labels.municipalities)


def _say_share(cell: Any, language: str) -> str:
    """Count and share of a cell, such as `8 van 20 = 40%`."""
    share = "" if pd.isna(cell.share) else f" = {write_percent(cell.share, 0, language=language)}"
    return f"{cell.segments} {WORDS[language]['of']} {cell.column_segments}{share}"


def _draw_cell_dots(axes: Axes, x: float, y: float, dots: float, *, size: float, apart: float = 0.1) -> None:
    """Whole and half dots from left to right; none where there is no share."""
    whole = 0 if pd.isna(dots) else int(dots)
    look: dict[str, Any] = {"markersize": size, "color": INK, "markeredgecolor": INK}
    for number in range(whole):
        axes.plot(x + apart * number, y, "o", **look)
    if dots > whole:
        axes.plot(x + apart * whole, y, "o", fillstyle="left", markerfacecoloralt="white", **look)


def _draw_dot_rows(role_counts: pd.DataFrame, labels: Labels) -> Figure:
    """One page of the dots of many cases: a row for each case, a column for each role in each world."""
    municipalities, roles, worlds = labels.municipalities, labels.roles, labels.worlds
    width = 2 + CELL * len(roles) * len(worlds)
    figure = new_figure(labels, width, 0.34 * len(municipalities) + 1.2)
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
    """Shares of the roles of one world as bars per municipality, with the number of passages written on each bar.

    Args:
        role_counts: ROLE_COUNTS of one world.
        axes: where to draw.
        labels: of the study.
    """
    municipalities, roles = labels.municipalities, labels.roles
    cells = role_counts[role_counts["municipality"].isin(municipalities)].fillna({"share": 0})
    sns.barplot(
        cells, x="share", y="role", hue="municipality", order=list(roles), hue_order=list(municipalities), ax=axes,
        palette=dict(zip(municipalities, cycle(SERIES), strict=False)), saturation=1, legend=False, edgecolor="white",
    )  # fmt: skip
    counts = cells.set_index(["municipality", "role"])["segments"]
    drawn = cast("list[BarContainer]", axes.containers)
    for (case, name), bars, hatch in zip(municipalities.items(), drawn, cycle(HATCHES), strict=False):
        for bar in bars:
            bar.set_hatch(hatch)
        bars.set_label(name)
        axes.bar_label(bars, counts[case].reindex(list(roles), fill_value=0), padding=3, fontsize=8)
    axes.set_yticks(range(len(roles)), roles.values())
    axes.xaxis.set_major_formatter(lambda share, _: write_percent(share, 0))
    axes.set(xlabel=WORDS[labels.language]["share"], ylabel="")
    return bare(axes)


def _draw_share_rows(role_counts: pd.DataFrame, labels: Labels, finding: str) -> Figure:
    """One page of the heat map: cases from top to bottom, the roles of every world from left to right."""
    municipalities, roles, worlds = labels.municipalities, labels.roles, labels.worlds
    width = max(PAGE, 2 + 0.75 * len(roles) * len(worlds))
    figure = new_figure(labels, width, ROW * len(municipalities) + 1.6)
    axes = figure.subplots(1, len(worlds), sharey=True, squeeze=False)
    for place, (world, label) in zip(axes[0], worlds.items(), strict=True):
        here = role_counts[role_counts["world"] == world]
        grid = here.pivot(index="municipality", columns="role", values="share")
        grid = grid.reindex(index=list(municipalities), columns=list(roles))
        grid = grid.set_axis(list(municipalities.values())).set_axis(
            [fill(role, 11) for role in roles.values()], axis=1
        )
        written = grid.map(lambda share: write_percent(share, 0))
        draw_heat_map(grid.astype(float).fillna(0), written, place, most=1, size=8)
        place.tick_params(labelsize=8)
        place.set_title(label, pad=8)
    for place in axes[0][1:]:
        place.tick_params(labelleft=False)
    figure.suptitle(fill(finding, int(9 * width)), x=0.01, ha="left", weight="bold", fontsize=11)
    figure.supxlabel(WORDS[labels.language]["alike"], fontsize=SMALL + 1, x=0.99, ha="right")
    return figure


def _leading_roles(role_counts: pd.DataFrame, roles: list[str], municipalities: list[str]) -> pd.DataFrame:
    """Per case the role with most passages over all worlds and its share, cases with one leading role together.

    The role that leads most often comes first, and within it the case in which it has the largest share; then the
    order of the roles and of the cases decides.
    """
    totals = role_counts.groupby(["municipality", "role"])["segments"].sum().unstack(fill_value=0)
    totals = totals.reindex(index=municipalities, columns=roles, fill_value=0)
    shares = totals.div(totals.sum(axis="columns").clip(lower=1), axis="index")
    leading = pd.DataFrame({"role": shares.idxmax(axis="columns"), "share": shares.max(axis="columns")})
    leading["tied"] = shares.eq(leading["share"], axis="index").sum(axis="columns").gt(1)
    often = leading["role"].value_counts()
    leading["place"] = leading["role"].map({role: (-often.get(role, 0), roles.index(role)) for role in roles})
    leading["less"] = -leading["share"]
    return leading.sort_values(["place", "less"], kind="stable")


def _say_leading(leading: pd.DataFrame, labels: Labels) -> str:
    """Which role leads alone in most cases, or which roles do, and in how many."""
    language = labels.language
    alone = leading.loc[~leading["tied"], "role"].value_counts()
    most = [label for role, label in labels.roles.items() if role in alone.index and alone[role] == alone.max()]
    if not most:
        return WORDS[language]["no_leader"]
    words = WORDS[language]["leader" if len(most) == 1 else "leaders"]
    named = enumerate_words(most, language=language)
    return words.format(roles=named[:1] + named[1:].lower(), number=int(alone.max()), cases=len(leading))


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
        colour = BLUE if equal else VERMILION
        axes.text(
            column[cell.municipality], row[cell.role], text, ha="center", va="center", color=colour, weight=weight
        )
    return _lay_grid(axes, labels.roles, labels.municipalities)


def _lay_grid(axes: Axes, roles: Mapping[str, str], municipalities: Mapping[str, str]) -> Axes:
    """Roles from top to bottom and municipalities from left to right, with a line between the roles."""
    names = [fill(name, 9, break_long_words=False) for name in municipalities.values()]
    axes.set_xticks(range(len(names)), names if len(names) > WIDE else municipalities.values())
    axes.set_yticks([-number for number in range(len(roles))], roles.values())
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(municipalities) - 0.5), ylim=(0.5 - len(roles), 0.5))
    for line in range(len(roles) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8)
    return bare(axes)
