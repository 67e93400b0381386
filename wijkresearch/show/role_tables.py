"""Pictures of step 4: the role tables as dots, the shares behind them, and the printed cells beside the recomputed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from wijkresearch.show.style import BLUE, GREY, HATCHES, INK, PALE, SERIES, VERMILION, bare, blank, decimal

AGREEMENT_MARKS = {"equal": "=", "within_a_step": "±½", "impossible_as_printed": "✗", "different": "≠"}
WORDS = {
    "nl": {
        "of": "van",
        "nothing": "Er zijn geen cellen om te tekenen.",
        "share": "aandeel van de rolcoderingen (getal: aantal passages)",
        "impossible_as_printed": " kan niet zo gedrukt zijn",
    },
    "en": {
        "of": "of",
        "nothing": "There are no cells to draw.",
        "share": "share of the role codings (number: passages)",
        "impossible_as_printed": " cannot have been printed so",
    },
}


def draw_worlds(
    draw: Callable[..., Any], rows: pd.DataFrame, axes: Any, *, worlds: Mapping[str, str], **labels: Any
) -> Any:
    """One picture per world under each other, each with the world as its title; words where a world has no cells.

    Args:
        draw: one of the functions below.
        rows: the table that it draws, of all worlds.
        axes: as many axes as there are worlds, and one where there are none.
        worlds: id to label, in the order of presentation.
        labels: what `draw` needs besides: `roles`, `municipalities` and `language`.
    """
    nothing = WORDS[labels.get("language", "nl")]["nothing"]
    places = list(np.ravel(axes))
    for place, (world, label) in zip(places, worlds.items(), strict=bool(worlds)):
        cells = rows[rows["world"] == world]
        if cells.empty:
            blank(place, nothing)
        else:
            draw(cells, place, **labels)
        place.set_title(label, pad=12)
    if not worlds:
        blank(places[0], nothing)
    return axes


def draw_dots(
    role_counts: pd.DataFrame,
    axes: Any,
    *,
    roles: Mapping[str, str],
    municipalities: Mapping[str, str],
    language: str = "nl",
) -> Any:
    """One role table of one world as the thesis prints it: filled and half-filled dots, with count and share beneath.

    Args:
        role_counts: ROLE_COUNTS of one world.
        axes: where to draw.
        roles: id to label, in the order of presentation.
        municipalities: id to name, in the order of presentation.
        language: `nl` or `en`.
    """
    column = {name: number for number, name in enumerate(municipalities)}
    row = {name: -number for number, name in enumerate(roles)}
    of = WORDS[language]["of"]
    for cell in role_counts.itertuples():
        x, y = column[cell.municipality], row[cell.role]
        if pd.notna(cell.dots):
            _draw_cell_dots(axes, x - 0.42, y + 0.12, cell.dots)
        share = "" if pd.isna(cell.share) else f" = {cell.share:.0%}"
        axes.text(x - 0.44, y - 0.22, f"{cell.segments} {of} {cell.column_segments}{share}", fontsize=8, color=GREY)
    return _lay_grid(axes, roles, municipalities)


def _draw_cell_dots(axes: Any, x: float, y: float, dots: float) -> None:
    whole = int(dots)
    for number in range(whole):
        axes.plot(x + 0.1 * number, y, "o", markersize=9, color=INK, markeredgecolor=INK)
    if dots > whole:
        axes.plot(
            x + 0.1 * whole,
            y,
            "o",
            markersize=9,
            fillstyle="left",
            color=INK,
            markerfacecoloralt="white",
            markeredgecolor=INK,
        )


def draw_shares(
    role_counts: pd.DataFrame,
    axes: Any,
    *,
    roles: Mapping[str, str],
    municipalities: Mapping[str, str],
    language: str = "nl",
) -> Any:
    """Shares of the roles of one world as bars per municipality, with the number of passages written on each bar.

    Args:
        role_counts: ROLE_COUNTS of one world.
        axes: where to draw.
        roles: id to label, in the order of presentation.
        municipalities: id to name, in the order of presentation.
        language: `nl` or `en`.
    """
    height = 0.8 / len(municipalities)
    for number, (municipality, name) in enumerate(municipalities.items()):
        cells = role_counts[role_counts["municipality"] == municipality].set_index("role").reindex(list(roles))
        at = [-place - number * height for place in range(len(roles))]
        axes.barh(
            at, cells["share"].fillna(0), height=height * 0.92, color=SERIES[number % len(SERIES)],
            hatch=HATCHES[number % len(HATCHES)], edgecolor="white", label=name,
        )  # fmt: skip
        for y, share, count in zip(at, cells["share"].fillna(0), cells["segments"], strict=True):
            axes.text(share + 0.006, y, f"{count}", va="center", fontsize=8)
    axes.set_yticks([-place - 0.4 + height / 2 for place in range(len(roles))], roles.values())
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(WORDS[language]["share"])
    axes.legend(frameon=False, loc="lower right")
    return bare(axes)


def draw_published_comparison(
    comparison: pd.DataFrame,
    axes: Any,
    *,
    roles: Mapping[str, str],
    municipalities: Mapping[str, str],
    language: str = "nl",
) -> Any:
    """Every printed cell of one world beside the recomputed one: printed → recomputed, and how the two compare.

    Args:
        comparison: PUBLISHED_COMPARISON of one world.
        axes: where to draw.
        roles: id to label, in the order of presentation.
        municipalities: id to name, in the order of presentation.
        language: `nl` or `en`.
    """
    column = {name: number for number, name in enumerate(municipalities)}
    row = {name: -number for number, name in enumerate(roles)}
    for cell in comparison.itertuples():
        equal = cell.agreement == "equal"
        recomputed = "–" if pd.isna(cell.dots) else decimal(cell.dots, language=language)
        mark = AGREEMENT_MARKS[cell.agreement] + WORDS[language].get(cell.agreement, "")
        text = f"{decimal(cell.printed_dots, language=language)} → {recomputed}   {mark}"
        weight = "normal" if equal else "bold"
        colour = BLUE if equal else VERMILION
        axes.text(
            column[cell.municipality], row[cell.role], text, ha="center", va="center", color=colour, weight=weight
        )
    return _lay_grid(axes, roles, municipalities)


def _lay_grid(axes: Any, roles: Mapping[str, str], municipalities: Mapping[str, str]) -> Any:
    """Roles from top to bottom and municipalities from left to right, with a line between the roles."""
    axes.set_xticks(range(len(municipalities)), municipalities.values())
    axes.set_yticks([-number for number in range(len(roles))], roles.values())
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, len(municipalities) - 0.5), ylim=(0.5 - len(roles), 0.5))
    for line in range(len(roles) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8)
    return bare(axes)
