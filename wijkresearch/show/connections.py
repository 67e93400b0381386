"""Pictures of the connections: residents, connector and officials with arrows, as desired and as found.

The signs need no colour: a tick with a solid line for what is made, a cross with a dashed line for what is hindered, an
empty circle with a dotted line for what was not called upon, half a circle for what is mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.show.reading import enumerate_words
from wijkresearch.show.style import BLUE, GREY, INK, PALE, VERMILION

JUDGEMENTS_NL = {
    "made": "komt tot stand",
    "hindered": "belemmerd",
    "not_called_upon": "niet ingeroepen",
    "mixed": "wisselend",
    "nobody_coded": "niet gecodeerd",
}
OUTCOMES_NL = {
    "fulfilled": "volledig uitgevoerd",
    "hindered": "belemmerd",
    "not_called_upon": "niet ingeroepen",
    "not_stated": "niet gecodeerd",
}
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


def draw_sign(axes: Any, x: float, y: float, judgement: str, *, size: float) -> Any:
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


def draw_desired(axes: Any, *, role: str, settings: Mapping[str, Any]) -> Any:
    """One role as it should be: a solid arrow for every direction, and below the actors what the role is for.

    Args:
        axes: where to draw.
        role: id of the role.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.
    """
    actors = settings["actors"]
    for direction in settings["directions"]:
        _draw_arrow(axes, *_ends(direction, actors), DESIRED)
    for x, actor in _linked_places(actors):
        words = "\n".join(wrap(goal_of(settings, role, str(actor["world"])), 22))
        axes.text(x - BOX[0] / 2 + 0.06, BELOW + 0.28, words, fontsize=8, va="top", linespacing=1.25)
    return _draw_actors(axes, actors)


def draw_present(
    connections: pd.DataFrame, arrows: pd.DataFrame, axes: Any, *, role: str, settings: Mapping[str, Any]
) -> Any:
    """One role as it was found: line and sign by judgement, with k of n passages; below, the judgement per world.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: where to draw.
        role: id of the role.
        settings: study.yml, of which `actors` and `directions` are read.
    """
    actors = settings["actors"]
    found = arrows[arrows["role"] == role].set_index("direction")
    for direction in settings["directions"]:
        _draw_found(axes, found.loc[str(direction["id"])], *_ends(direction, actors))
    of_role = connections[connections["role"] == role].set_index("world")
    for x, actor in _linked_places(actors):
        world = of_role.loc[str(actor["world"])]
        words = f"{JUDGEMENTS_NL[world['judgement']]}\n{say_share(world)}"
        draw_sign(axes, x - BOX[0] / 2 + 0.28, BELOW, world["judgement"], size=15)
        axes.text(x - BOX[0] / 2 + 0.68, BELOW, words, fontsize=8, va="center", linespacing=1.25)
    return _draw_actors(axes, actors)


def draw_role(
    connections: pd.DataFrame,
    arrows: pd.DataFrame,
    axes: Sequence[Any],
    *,
    role: str,
    label: str,
    settings: Mapping[str, Any],
) -> Sequence[Any]:
    """One role on two axes: how it is desired beside how it was found.

    A study that does not say who meets whom gets two empty axes that say so.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: two axes beside each other.
        role: id of the role.
        label: its name.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.

    Raises:
        StudyError: an actor, a direction or a world in study.yml is not known.
    """
    desired, present = axes
    desired.set_title(f"{label}: gewenst")
    present.set_title(f"{label}: zoals verteld")
    if settings.get("actors") and settings.get("directions"):
        check_meetings(settings, directions=arrows["direction"].unique())
        draw_desired(desired, role=role, settings=settings)
        draw_present(connections, arrows, present, role=role, settings=settings)
        return axes
    for place in axes:
        place.text(0, 0.5, "study.yml noemt geen actors en directions.", fontsize=8, color=GREY)
        place.set_axis_off()
    return axes


def draw_all_roles(
    connections: pd.DataFrame,
    arrows: pd.DataFrame,
    axes: Sequence[Sequence[Any]],
    *,
    roles: Mapping[str, str],
    settings: Mapping[str, Any],
) -> Sequence[Sequence[Any]]:
    """Every role in a row of its own: desired on the left, found on the right.

    Args:
        connections: CONNECTIONS of one member.
        arrows: ARROWS of the same member.
        axes: as many rows of two axes as there are roles.
        roles: id to label, in the order of presentation.
        settings: study.yml, of which `actors`, `directions` and `goals` are read.
    """
    for pair, (role, label) in zip(axes, roles.items(), strict=True):
        draw_role(connections, arrows, pair, role=role, label=label, settings=settings)
    return axes


def check_meetings(settings: Mapping[str, Any], *, directions: Iterable[str]) -> None:
    """Refuse actors of an unknown world, and directions that are no code or name an unknown actor.

    Args:
        settings: study.yml, of which `actors`, `directions` and `worlds` are read.
        directions: ids of the direction codes.

    Raises:
        StudyError: with everything in study.yml that is not known.
    """
    actors, codes = [str(actor["id"]) for actor in settings["actors"]], list(directions)
    worlds = [str(world["id"]) for world in settings["worlds"]]
    named = [("actors", "world", str(actor["world"]), worlds) for actor in settings["actors"] if actor.get("world")]
    for direction in settings.get("directions", []):
        named.append(("directions", "id", str(direction["id"]), codes))
        named += [("directions", end, str(direction[end]), actors) for end in ("from", "to")]
    raise_if_any(
        Problem(
            f"study.yml {part}",
            f"{key} '{value}' is not known",
            f"one of {', '.join(known)}",
            did_you_mean(value, known),
        )
        for part, key, value, known in named
        if value not in known
    )


def goal_of(settings: Mapping[str, Any], role: str, world: str) -> str:
    """What a role is for in a world, as `goals` of study.yml says; empty when it does not."""
    goals = {(str(goal["role"]), str(goal["world"])): str(goal["text_nl"]) for goal in settings.get("goals", [])}
    return goals.get((role, world), "")


def say_share(judged: Any) -> str:
    """In how many of the passages the role was carried out in full, such as `15 van 19`."""
    return f"{judged['fulfilled']} van {judged['passages']}" if judged["passages"] else "geen passages"


def say_connections(connections: pd.DataFrame, *, roles: Mapping[str, str], worlds: Mapping[str, str]) -> str:
    """Which of the connections are made, hindered and so on, as a sentence per judgement.

    Args:
        connections: CONNECTIONS of one member.
        roles: id to label.
        worlds: id to label.
    """
    sentences = []
    for judgement, words in JUDGEMENTS_NL.items():
        rows = connections[connections["judgement"] == judgement]
        named = [f"{roles[row.role].lower()} in de {worlds[row.world].lower()}" for row in rows.itertuples()]
        if named:
            sentences.append(f"{words.capitalize()} ({len(named)} van {len(connections)}): {enumerate_words(named)}.")
    return " ".join(sentences)


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


def _draw_found(axes: Any, arrow: Any, start: float, end: float, y: float) -> None:
    middle, above = (start + end) / 2, y > MIDDLE
    _draw_arrow(axes, start, end, y, LINES[arrow["judgement"]])
    draw_sign(axes, middle, y, arrow["judgement"], size=12)
    words, alignment = say_share(arrow), "bottom" if above else "top"
    axes.text(middle, y + (0.34 if above else -0.34), words, fontsize=8, ha="center", va=alignment)


def _draw_arrow(axes: Any, start: float, end: float, y: float, line: Mapping[str, Any]) -> None:
    axes.plot([start, end], [y, y], zorder=2, solid_capstyle="butt", dash_capstyle="butt", **line)
    head = ">" if end > start else "<"
    axes.plot(end, y, head, markersize=8, color=line["color"], markeredgewidth=0, zorder=3)


def _draw_actors(axes: Any, actors: Sequence[Mapping[str, str]]) -> Any:
    for x, actor in zip(_places(actors), actors, strict=True):
        corner = (x - BOX[0] / 2, MIDDLE - BOX[1] / 2)
        linked = not actor.get("world")
        fill = PALE if linked else "white"
        shape = "round,pad=0,rounding_size=0.22"
        axes.add_patch(FancyBboxPatch(corner, *BOX, shape, linewidth=1.2, edgecolor=INK, facecolor=fill, zorder=1))
        weight = "bold" if linked else "normal"
        axes.text(x, MIDDLE, str(actor["label_nl"]), ha="center", va="center", fontsize=9, weight=weight)
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    return axes
