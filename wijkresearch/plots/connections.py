"""Pictures of the connections: residents, connector and officials with arrows, as they are meant and as they were told.

What is meant stands once, above; under it each role has a row of its own, all on the same places, so that one arrow can
be followed down through the roles.

The signs need no colour: a tick with a solid line for what is made, a cross with a dashed line for what is hindered, an
empty circle with a dotted line for what was not called upon, half a circle for what is mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.path import Path

from wijkresearch.plots.grids import new_figure, say_nothing
from wijkresearch.plots.sheet import MM_PER_INCH, break_lines
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, QUIET, RED, SMALL, TEAL, in_parts
from wijkresearch.show.connections import JUDGEMENT_WORDS, WORDS, goal_of, say_share, words_of
from wijkresearch.show.labels import Labels
from wijkresearch.show.titles import say_connected, say_role

LINES: dict[str, dict[str, Any]] = {
    "made": {"linestyle": "-", "linewidth": 1.6, "color": TEAL},
    "hindered": {"linestyle": (0, (3, 1.6)), "linewidth": 1.3, "color": RED},
    "not_called_upon": {"linestyle": (0, (1, 1.8)), "linewidth": 1.3, "color": INK},
    "mixed": {"linestyle": (0, (4, 1.3, 1, 1.3)), "linewidth": 1.3, "color": INK},
    "nobody_coded": {"linestyle": "-", "linewidth": 0.8, "color": GREY},
}
DESIRED = {"linestyle": "-", "linewidth": 1.2, "color": INK}
TICK = Path([(-0.5, 0.0), (-0.15, -0.38), (0.55, 0.45)], [Path.MOVETO, Path.LINETO, Path.LINETO])
SIGNS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "made": (
        {"markerfacecolor": TEAL, "markeredgecolor": TEAL},
        {"marker": TICK, "fillstyle": "none", "markeredgecolor": "white"},
    ),
    "hindered": (
        {"markerfacecolor": "white", "markeredgecolor": RED},
        {"marker": "x", "markeredgecolor": RED},
    ),
    "not_called_upon": ({"markerfacecolor": "white", "markeredgecolor": INK}, {}),
    "mixed": (
        {"markerfacecolor": INK, "markeredgecolor": INK, "fillstyle": "left", "markerfacecoloralt": "white"},
        {},
    ),
    "nobody_coded": (
        {"markerfacecolor": "white", "markeredgecolor": PALE},
        {"marker": "_", "markeredgecolor": GREY},
    ),
}
NAME, GAP, WIDEST = 1.15, 0.8, 1.3
"""Inches of width of the name of a row, of an arrow, and of an actor at the most."""
NARROWEST = 0.9
"""Inches of width of an actor at the least; a picture of many is wider than a page."""
BOX, STEP = 0.62, 0.86
"""Inches of height of an actor, and of a row."""
APART = 0.15
"""Inches of an arrow above or below the middle of its row."""
LINE = 0.125
"""Inches of height of a line of small letters."""
MARGIN = 0.05
ROLES = 8
"""Roles in one picture at the most."""


@dataclass(frozen=True)
class _Stage:
    """Who stands where, from left to right, in inches."""

    settings: Mapping[str, Any]
    language: str

    @property
    def actors(self) -> Sequence[Mapping[str, str]]:
        """The actors, from left to right."""
        return list(self.settings["actors"])

    @property
    def linked(self) -> list[tuple[float, Mapping[str, str]]]:
        """The actors that stand for a world, with their middle."""
        return [(x, actor) for x, actor in zip(self.middles, self.actors, strict=True) if actor.get("world")]

    @cached_property
    def box(self) -> float:
        """The width of an actor."""
        room = PAGE - NAME - (len(self.actors) - 1) * GAP
        return min(WIDEST, max(NARROWEST, room / len(self.actors)))

    @cached_property
    def width(self) -> float:
        """The width of the whole."""
        return max(PAGE, NAME + len(self.actors) * self.box + (len(self.actors) - 1) * GAP)

    @cached_property
    def middles(self) -> list[float]:
        """The middle of each actor."""
        last = self.width - self.box / 2 - MARGIN
        step = (last - NAME - self.box / 2) / max(1, len(self.actors) - 1)
        return [NAME + self.box / 2 + place * step for place in range(len(self.actors))]

    def ends(self, direction: Mapping[str, str]) -> tuple[float, float, float]:
        """Where an arrow starts and ends, and how far below the middle: to the right above it, to the left below it.

        An arrow past somebody runs outside the boxes.
        """
        order = [str(actor["id"]) for actor in self.actors]
        first, last = order.index(str(direction["from"])), order.index(str(direction["to"]))
        side = 1 if last > first else -1
        if abs(last - first) > 1:
            return self.middles[first], self.middles[last], -side * (BOX / 2 + 0.07)
        edge = side * (self.box / 2 + 0.07)
        return self.middles[first] + edge, self.middles[last] - edge, -side * APART

    def fit(self, words: str) -> str:
        """Words in lines that fit in an actor."""
        return "\n".join(break_lines(words, (self.box - 0.14) * MM_PER_INCH, SMALL))


def draw_sign(axes: Axes, x: float, y: float, judgement: str, *, size: float) -> Axes:
    """The sign of a judgement at a place on the axes.

    Args:
        axes: where to draw.
        x: place in data units.
        y: place in data units.
        judgement: made, hindered, not_called_upon, mixed or nobody_coded.
        size: width of the circle in points.
    """
    circle, inside = SIGNS[judgement]
    axes.plot(x, y, "o", markersize=size, markeredgewidth=size * 0.11, zorder=4, **circle)
    if inside:
        axes.plot(
            x,
            y,
            linestyle="none",
            markersize=size * 0.5,
            markeredgewidth=size * 0.13,
            zorder=5,
            clip_on=False,
            **inside,
        )
    return axes


def draw_all_roles(
    connections: pd.DataFrame, arrows: pd.DataFrame, labels: Labels, *, settings: Mapping[str, Any]
) -> list[Figure]:
    """How every role is meant, once, and under it each role as it was told, on as many figures as that takes.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        labels: of the study.
        settings: study.yml, of which `actors` and `directions` are read; without them the picture says so.
    """
    if not labels.roles:
        return [say_nothing(WORDS[labels.language]["no_roles"], labels)]
    if not _knows_who_meets(settings):
        return [say_nothing(WORDS[labels.language]["unknown"], labels)]
    stage, figures = _Stage(settings, labels.language), []
    for part in in_parts(labels.roles, most=ROLES):
        figure = new_figure(labels, stage.width, STEP * (len(part) + 1) + 0.4, title=say_connected(connections, labels))
        axes = _bare_axes(figure, stage, len(part) + 1)
        draw_desired(axes, 0, stage)
        for row, (role, label) in enumerate(part.items(), start=1):
            draw_present(connections, arrows, axes, row, stage, role=role, label=label)
        shown = [rows[rows["role"].isin(part)] for rows in (connections, arrows)]
        _explain(axes, len(part) + 1, stage, *shown)
        figures.append(figure)
    return figures


def draw_role_pictures(
    connections: pd.DataFrame, arrows: pd.DataFrame, labels: Labels, *, settings: Mapping[str, Any]
) -> list[Figure]:
    """One figure per role, in the order of the roles: what it is meant for, and under that how it was told.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        labels: of the study.
        settings: study.yml, of which `actors`, `directions` and `goals` are read; without them there is no figure.
    """
    if not _knows_who_meets(settings):
        return []
    stage, figures = _Stage(settings, labels.language), []
    for role in labels.roles:
        figure = new_figure(labels, stage.width, STEP * 2 + 0.4, title=say_role(connections, role, labels))
        axes = _bare_axes(figure, stage, 2)
        draw_desired(axes, 0, stage, role=role)
        draw_present(connections, arrows, axes, 1, stage, role=role, label=WORDS[labels.language]["told"])
        _explain(axes, 2, stage, *(rows[rows["role"] == role] for rows in (connections, arrows)))
        figures.append(figure)
    return figures


def _knows_who_meets(settings: Mapping[str, Any]) -> bool:
    return bool(settings.get("actors") and settings.get("directions"))


def draw_desired(axes: Axes, row: int, stage: _Stage, *, role: str = "") -> None:
    """A row as it should be: a solid arrow for every direction between the actors, who are named.

    Args:
        axes: where to draw.
        row: the place of the row, from the top.
        stage: who stands where.
        role: the role of which the goals stand in the actors; none where it is left out.
    """
    words, middle = WORDS[stage.language], STEP * (row + 0.5)
    _name_row(axes, row, words["desired"])
    for direction in stage.settings["directions"]:
        start, end, down = stage.ends(direction)
        _draw_arrow(axes, start, end, middle + down, DESIRED)
    for x, actor in zip(stage.middles, stage.actors, strict=True):
        goal = goal_of(stage.settings, role, str(actor.get("world")), language=stage.language) if role else ""
        lines = stage.fit(goal)
        _draw_actor(axes, stage, x, middle, linked=bool(actor.get("world")))
        up = (lines.count("\n") + 1) * LINE / 2 if lines else 0.0
        named: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 6}
        axes.text(x, middle - up, words_of(actor, "label", stage.language), weight="bold", **named)
        if lines:
            axes.text(x, middle + LINE * 0.6, lines, fontsize=SMALL, linespacing=1.2, color=QUIET, **named)


def draw_present(
    connections: pd.DataFrame,
    arrows: pd.DataFrame,
    axes: Axes,
    row: int,
    stage: _Stage,
    *,
    role: str,
    label: str,
) -> None:
    """A row as it was told: line and sign by judgement, with k of n passages; in an actor the judgement of its world.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: where to draw.
        row: the place of the row, from the top.
        stage: who stands where.
        role: id of the role.
        label: what stands in front of the row.
    """
    middle = STEP * (row + 0.5)
    _name_row(axes, row, label)
    found = arrows[arrows["role"] == role].set_index("direction")
    for direction in stage.settings["directions"]:
        _draw_found(axes, found.loc[str(direction["id"])], stage.ends(direction), middle, stage.language)
    of_role = connections[connections["role"] == role].set_index("world")
    for x, actor in zip(stage.middles, stage.actors, strict=True):
        _draw_actor(axes, stage, x, middle, linked=bool(actor.get("world")))
    for x, actor in stage.linked:
        world = of_role.loc[str(actor["world"])]
        said = stage.fit(JUDGEMENT_WORDS[stage.language][world["judgement"]])
        draw_sign(axes, x, middle - 0.17, world["judgement"], size=11)
        share = say_share(world, language=stage.language)
        share = WORDS[stage.language]["succeeds"].format(share=share) if world["passages"] else share
        words = f"{said}\n{share}"
        axes.text(
            x, middle - 0.05, words, fontsize=SMALL, ha="center", va="top", linespacing=1.2, color=INK, zorder=6
        )  # fmt: skip


def _bare_axes(figure: Figure, stage: _Stage, rows: int) -> Axes:
    """Axes in inches from the upper left corner, with room for so many rows and an explanation."""
    axes = figure.subplots()
    axes.set(xlim=(0, stage.width), ylim=(STEP * rows + 0.4, 0))
    axes.set_axis_off()
    for x, actor in zip(stage.middles, stage.actors, strict=True):
        if not actor.get("world"):
            axes.add_patch(
                Rectangle((x - stage.box / 2, 0), stage.box, STEP * rows, facecolor=PALE, linewidth=0, zorder=0)
            )
    return axes


def _name_row(axes: Axes, row: int, name: str) -> None:
    """What a row is of, in front of it, and a line between it and the row above."""
    lines = "\n".join(break_lines(name, (NAME - 0.1) * MM_PER_INCH, 8, "bold"))
    axes.text(0, STEP * (row + 0.5), lines, weight="bold", va="center", fontsize=8, linespacing=1.2)
    if row:
        axes.axhline(STEP * row, color=GREY, linewidth=0.5, zorder=1)


def _draw_actor(axes: Axes, stage: _Stage, x: float, middle: float, *, linked: bool) -> None:
    """The box of an actor that stands for a world; whoever links them stands on a band that runs through all rows."""
    if linked:
        corner = (x - stage.box / 2, middle - BOX / 2)
        shape = "round,pad=0,rounding_size=0.06"
        look: dict[str, Any] = {"linewidth": 0.8, "edgecolor": GREY, "facecolor": "white", "zorder": 2}
        axes.add_patch(FancyBboxPatch(corner, stage.box, BOX, shape, **look))


def _explain(axes: Axes, rows: int, stage: _Stage, connections: pd.DataFrame, arrows: pd.DataFrame) -> None:
    """Under the rows what k of n is, and the signs of arrows that are not said in an actor."""
    words, y = WORDS[stage.language], STEP * rows + 0.14
    axes.text(0, y, words["counted"], fontsize=SMALL, va="center", color=QUIET)
    said = set(connections["judgement"])
    unsaid = [judgement for judgement in LINES if judgement in set(arrows["judgement"]) - said]
    for place, judgement in enumerate(unsaid):
        x = 0.07 + place * 1.6
        draw_sign(axes, x, y + 0.17, judgement, size=8)
        words_beside = JUDGEMENT_WORDS[stage.language][judgement]
        axes.text(x + 0.1, y + 0.17, words_beside, fontsize=SMALL, va="center", color=QUIET)


def _draw_found(axes: Axes, arrow: Any, ends: tuple[float, float, float], middle: float, language: str) -> None:
    start, end, down = ends
    centre, y = (start + end) / 2, middle + down
    _draw_arrow(axes, start, end, y, LINES[arrow["judgement"]])
    draw_sign(axes, centre, y, arrow["judgement"], size=8)
    words, alignment = say_share(arrow, language=language), "bottom" if down < 0 else "top"
    away = -0.09 if down < 0 else 0.09
    axes.text(centre, y + away, words, fontsize=SMALL, ha="center", va=alignment, zorder=6)


def _draw_arrow(axes: Axes, start: float, end: float, y: float, line: Mapping[str, Any]) -> None:
    axes.plot([start, end], [y, y], zorder=3, solid_capstyle="butt", dash_capstyle="butt", **line)
    head = ">" if end > start else "<"
    axes.plot(end, y, head, markersize=6, color=line["color"], markeredgewidth=0, zorder=3)
