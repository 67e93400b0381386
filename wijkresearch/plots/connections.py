"""Pictures of the connections: residents, connector and officials with arrows, as desired and as found.

The signs need no colour: a tick with a solid line for what is made, a cross with a dashed line for what is hindered, an
empty circle with a dotted line for what was not called upon, half a circle for what is mixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path

from wijkresearch.plots.grids import new_figure, say_nothing
from wijkresearch.plots.style import BLUE, GREY, INK, PALE, VERMILION, in_parts
from wijkresearch.show.connections import JUDGEMENT_WORDS, WORDS, goal_of, say_share, words_of
from wijkresearch.show.labels import Labels

LINES: dict[str, dict[str, Any]] = {
    "made": {"linestyle": "-", "linewidth": 2.2, "color": BLUE},
    "hindered": {"linestyle": (0, (3, 1.6)), "linewidth": 1.8, "color": VERMILION},
    "not_called_upon": {"linestyle": (0, (1, 1.8)), "linewidth": 1.8, "color": INK},
    "mixed": {"linestyle": (0, (4, 1.3, 1, 1.3)), "linewidth": 1.8, "color": INK},
    "nobody_coded": {"linestyle": "-", "linewidth": 0.8, "color": GREY},
}
DESIRED = {"linestyle": "-", "linewidth": 2.2, "color": INK}
TICK = Path([(-0.5, 0.0), (-0.15, -0.38), (0.55, 0.45)], [Path.MOVETO, Path.LINETO, Path.LINETO])
SIGNS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "made": (
        {"markerfacecolor": BLUE, "markeredgecolor": BLUE},
        {"marker": TICK, "fillstyle": "none", "markeredgecolor": "white"},
    ),
    "hindered": (
        {"markerfacecolor": "white", "markeredgecolor": VERMILION},
        {"marker": "x", "markeredgecolor": VERMILION},
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
WIDTH, HEIGHT = 10.0, 3.5
MIDDLE, BELOW = 2.1, 0.6
APART = 0.36
BOX = (2.2, 1.36)
ROLES = 5
"""Roles in one picture at the most."""


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


def draw_desired(axes: Axes, *, role: str, settings: Mapping[str, Any], language: str = "nl") -> Axes:
    """One role as it should be: a solid arrow for every direction, and below the actors what the role is for.

    Args:
        axes: where to draw.
        role: id of the role.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.
        language: `nl` or `en`.
    """
    actors = settings["actors"]
    for direction in settings["directions"]:
        _draw_arrow(axes, *_ends(direction, actors), DESIRED)
    for x, actor in _linked_places(actors):
        words = "\n".join(wrap(goal_of(settings, role, str(actor["world"]), language=language), 22))
        axes.text(x - BOX[0] / 2 + 0.06, BELOW + 0.28, words, fontsize=8, va="top", linespacing=1.25)
    return _draw_actors(axes, actors, language)


def draw_present(
    connections: pd.DataFrame,
    arrows: pd.DataFrame,
    axes: Axes,
    *,
    role: str,
    settings: Mapping[str, Any],
    language: str = "nl",
) -> Axes:
    """One role as it was found: line and sign by judgement, with k of n passages; below, the judgement per world.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: where to draw.
        role: id of the role.
        settings: study.yml, of which `actors` and `directions` are read.
        language: `nl` or `en`.
    """
    actors = settings["actors"]
    found = arrows[arrows["role"] == role].set_index("direction")
    for direction in settings["directions"]:
        _draw_found(axes, found.loc[str(direction["id"])], _ends(direction, actors), language)
    of_role = connections[connections["role"] == role].set_index("world")
    for x, actor in _linked_places(actors):
        world = of_role.loc[str(actor["world"])]
        words = f"{JUDGEMENT_WORDS[language][world['judgement']]}\n{say_share(world, language=language)}"
        draw_sign(axes, x - BOX[0] / 2 + 0.28, BELOW, world["judgement"], size=15)
        axes.text(x - BOX[0] / 2 + 0.68, BELOW, words, fontsize=8, va="center", linespacing=1.25)
    return _draw_actors(axes, actors, language)


def draw_role(
    connections: pd.DataFrame,
    arrows: pd.DataFrame,
    axes: Sequence[Axes],
    *,
    role: str,
    label: str,
    settings: Mapping[str, Any],
    language: str = "nl",
) -> Sequence[Axes]:
    """One role on two axes: how it is desired beside how it was found.

    A study that does not say who meets whom gets two empty axes that say so.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: two axes beside each other.
        role: id of the role.
        label: its name.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.
        language: `nl` or `en`.
    """
    desired, present = axes
    words = WORDS[language]
    desired.set_title(words["desired"].format(role=label))
    present.set_title(words["told"].format(role=label))
    if settings.get("actors") and settings.get("directions"):
        draw_desired(desired, role=role, settings=settings, language=language)
        draw_present(connections, arrows, present, role=role, settings=settings, language=language)
        return axes
    for place in axes:
        place.text(0, 0.5, words["unknown"], fontsize=8, color=GREY)
        place.set_axis_off()
    return axes


def draw_all_roles(
    connections: pd.DataFrame, arrows: pd.DataFrame, labels: Labels, *, settings: Mapping[str, Any]
) -> list[Figure]:
    """Every role in a row of its own: desired on the left, found on the right; on as many figures as that takes.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        labels: of the study.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.
    """
    known: dict[str, Any] = {"settings": settings, "language": labels.language}
    if not labels.roles:
        return [say_nothing(WORDS[labels.language]["no_roles"], labels)]
    figures = []
    for part in in_parts(labels.roles, most=ROLES):
        figure = new_figure(labels, 11, 3.2 * len(part))
        axes = figure.subplots(len(part), 2, squeeze=False)
        for pair, (role, label) in zip(axes, part.items(), strict=True):
            draw_role(connections, arrows, pair, role=role, label=label, **known)
        figures.append(figure)
    return figures


def _ends(direction: Mapping[str, str], actors: Sequence[Mapping[str, str]]) -> tuple[float, float, float]:
    """Where an arrow starts and ends, and how high: to the right above, to the left below, past others outside."""
    order = [str(actor["id"]) for actor in actors]
    first, last = order.index(str(direction["from"])), order.index(str(direction["to"]))
    places = _places(actors)
    to_the_right = 1 if last > first else -1
    if abs(last - first) == 1:
        gap = to_the_right * (BOX[0] / 2 + 0.15)
        return places[first] + gap, places[last] - gap, MIDDLE + to_the_right * APART
    return places[first], places[last], MIDDLE + to_the_right * (BOX[1] / 2 + 0.2)


def _places(actors: Sequence[Mapping[str, str]]) -> list[float]:
    room = WIDTH - BOX[0] - 0.2
    return [BOX[0] / 2 + 0.1 + number * room / (len(actors) - 1) for number in range(len(actors))]


def _linked_places(actors: Sequence[Mapping[str, str]]) -> list[tuple[float, Mapping[str, str]]]:
    """The actors that stand for a world, with their place."""
    return [(x, actor) for x, actor in zip(_places(actors), actors, strict=True) if actor.get("world")]


def _draw_found(axes: Axes, arrow: Any, ends: tuple[float, float, float], language: str) -> None:
    start, end, y = ends
    middle, above = (start + end) / 2, y > MIDDLE
    _draw_arrow(axes, start, end, y, LINES[arrow["judgement"]])
    draw_sign(axes, middle, y, arrow["judgement"], size=12)
    words, alignment = say_share(arrow, language=language), "bottom" if above else "top"
    axes.text(middle, y + (0.34 if above else -0.34), words, fontsize=8, ha="center", va=alignment)


def _draw_arrow(axes: Axes, start: float, end: float, y: float, line: Mapping[str, Any]) -> None:
    axes.plot([start, end], [y, y], zorder=2, solid_capstyle="butt", dash_capstyle="butt", **line)
    head = ">" if end > start else "<"
    axes.plot(end, y, head, markersize=8, color=line["color"], markeredgewidth=0, zorder=3)


def _draw_actors(axes: Axes, actors: Sequence[Mapping[str, str]], language: str) -> Axes:
    for x, actor in zip(_places(actors), actors, strict=True):
        corner = (x - BOX[0] / 2, MIDDLE - BOX[1] / 2)
        linked = not actor.get("world")
        fill = PALE if linked else "white"
        shape = "round,pad=0,rounding_size=0.22"
        axes.add_patch(FancyBboxPatch(corner, *BOX, shape, linewidth=1.2, edgecolor=INK, facecolor=fill, zorder=1))
        weight = "bold" if linked else "normal"
        axes.text(x, MIDDLE, words_of(actor, "label", language), ha="center", va="center", fontsize=9, weight=weight)
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    return axes
