"""The praatplaat: a sheet of A4 that folds into a conversation (annex V of the thesis; this drawing is our own).

The two sides of the sheet fold inwards like doors and leave a strip open in the middle, where the four roles stand:
whoever links the two sides is always in sight. On the outside of the doors is an empty circle beside every role, to
fill in before opening. Inside are the signs that follow from the evidence.

    inside    | residents | signs | connector | signs | officials |
    outside   | door of the officials | how to read and fold | door of the residents |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from wijkresearch.plots.connections import LINES, draw_sign
from wijkresearch.plots.sheet import (
    A4_LANDSCAPE,
    LINE_HEIGHT,
    MM_PER_POINT,
    blank_sheet,
    break_lines,
    plain_looks,
    write_words,
)
from wijkresearch.plots.style import GREY, INK, PALE, TEAL
from wijkresearch.show.connections import JUDGEMENT_WORDS, goal_of, words_of
from wijkresearch.show.praatplaat_words import EXPLAINED, STEPS, WORDS
from wijkresearch.show.reading import notice_of

WIDTH, HEIGHT = A4_LANDSCAPE
DOOR = 60.0
STRIP = (2 * DOOR, WIDTH - 2 * DOOR)
EDGE = 9.0
TOP, ROWS, BOTTOM = 13.0, (41.0, 169.0), 175.0
PAPER = "#f3f3f1"
DARK = "#4d4d4d"
SIGN = 44.0
ROOMY = 32.0


@dataclass(frozen=True)
class _Told:
    """What the study and the program say, in the language of the sheet."""

    settings: Mapping[str, Any]
    language: str

    def word(self, name: str, **values: object) -> str:
        return WORDS[self.language][name].format(**values)

    def label(self, entry: Mapping[str, Any]) -> str:
        return words_of(entry, "label", self.language)

    def goal(self, role: str, world: str) -> str:
        return goal_of(self.settings, role, world, language=self.language)

    @property
    def notice(self) -> str:
        return notice_of(self.settings, self.language)


def can_fold(settings: Mapping[str, Any]) -> bool:
    """Has the study what the sheet shows: roles, and two actors that stand for a world around one that links them?

    Args:
        settings: study.yml.
    """
    sides = [bool(actor.get("world")) for actor in settings.get("actors", [])]
    return bool(settings["roles"]) and sorted(sides) == [False, True, True]


def draw_praatplaat(
    connections: pd.DataFrame, *, place: str, settings: Mapping[str, Any], language: str = "nl"
) -> tuple[Figure, Figure]:
    """The two pages of the praatplaat, inside and outside, each exactly A4 on its side.

    Args:
        connections: CONNECTIONS of one member.
        place: the name that is printed: of the municipality, or of all together.
        settings: study.yml, of which `actors`, `roles`, `worlds`, `goals` and `notice` are read; one that `can_fold`.
        language: `nl` or `en`.
    """
    actors, told = _three_actors(settings), _Told(settings, language)
    with plain_looks({}):
        return _draw_inside(connections, actors, place, told), _draw_outside(connections, actors, place, told)


def _three_actors(settings: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The actors on the left, in the middle and on the right."""
    left, right = [actor for actor in settings["actors"] if actor.get("world")]
    (between,) = [actor for actor in settings["actors"] if not actor.get("world")]
    return [left, between, right]


def _draw_inside(connections: pd.DataFrame, actors: list[Mapping[str, str]], place: str, told: _Told) -> Figure:
    figure, axes = blank_sheet()
    _draw_strip(axes)
    left, link, right = actors
    worlds = {str(world["id"]): told.label(world) for world in told.settings["worlds"]}
    for actor, x, ha in ((left, EDGE, "left"), (right, WIDTH - EDGE, "right")):
        _head(axes, x, worlds[str(actor["world"])], told.label(actor), ha=ha)
    _head(axes, WIDTH / 2, place, told.label(link), ha="center")
    for x in (1.5 * DOOR, WIDTH - 1.5 * DOOR):
        write_words(axes, (x, TOP + 8.5), told.word("head"), size=10.5, width=50, ha="center", color=DARK)
    found = connections.set_index(["role", "world"])
    for role, top, bottom in _rows(told.settings):
        scale = min(1.0, (bottom - top) / ROOMY)
        _draw_pill(axes, told.label(role), (top + bottom) / 2, scale)
        for actor, side in ((left, -1), (right, 1)):
            world = str(actor["world"])
            _draw_link(axes, found.loc[(str(role["id"]), world)], told, y=(top + bottom) / 2, side=side, scale=scale)
            _write_goal(axes, told.goal(str(role["id"]), world), (top + bottom) / 2, side, scale)
    _draw_rules(axes, told.settings)
    _foot_inside(axes, told)
    return _mark_folds(figure, axes)


def _draw_outside(connections: pd.DataFrame, actors: list[Mapping[str, str]], place: str, told: _Told) -> Figure:
    """Seen from behind: the door that closes from the left lies on the right, and the other way about."""
    figure, axes = blank_sheet()
    for middle, actor, strip in ((WIDTH - DOOR / 2, actors[0], 1), (DOOR / 2, actors[2], -1)):
        _draw_door(axes, middle, actor, told, strip=strip)
    used = write_words(axes, (WIDTH - DOOR + EDGE, TOP), told.word("name").upper(), size=8.5, width=42, color=DARK)
    used += write_words(
        axes,
        (WIDTH - DOOR + EDGE, TOP + used + 0.6),
        told.word("title"),
        size=12.5,
        width=43,
        weight="bold",
        most_lines=2,
    )
    write_words(axes, (WIDTH - DOOR + EDGE, TOP + used + 2), place, size=10, width=43, most_lines=2, color=DARK)
    write_words(
        axes, (EDGE, TOP), told.word("first"),
        size=10, width=DOOR - 1.6 * EDGE, most_lines=5,
    )  # fmt: skip
    _draw_reading(axes, connections, told)
    _draw_talking(axes, told)
    return _mark_folds(figure, axes)


def _rows(settings: Mapping[str, Any]) -> list[tuple[Mapping[str, str], float, float]]:
    """Every role with the upper and lower bound of its row."""
    roles = settings["roles"]
    height = (ROWS[1] - ROWS[0]) / len(roles)
    return [(role, ROWS[0] + number * height, ROWS[0] + (number + 1) * height) for number, role in enumerate(roles)]


def _head(axes: Axes, x: float, above: str, name: str, *, ha: str) -> None:
    write_words(axes, (x, TOP), above, size=9.5, width=48, ha=ha, color=DARK, most_lines=2)
    write_words(axes, (x, TOP + 9.5), name, size=18, width=50, ha=ha, weight="bold", most_lines=1)


def _draw_strip(axes: Axes) -> None:
    axes.add_patch(Rectangle((STRIP[0], 5), STRIP[1] - STRIP[0], HEIGHT - 10, facecolor=PAPER, linewidth=0, zorder=0))


def _draw_pill(axes: Axes, label: str, y: float, scale: float) -> None:
    width, height = STRIP[1] - STRIP[0] - 7, 19.0 * scale
    corner = (WIDTH / 2 - width / 2, y - height / 2)
    axes.add_patch(
        FancyBboxPatch(corner, width, height, "round,pad=0,rounding_size=4", facecolor=INK, linewidth=0, zorder=3)
    )
    _write_middle(
        axes, WIDTH / 2, y, label, size=13 * scale, width=width - 5, ha="center", weight="bold", color="white"
    )


def _write_middle(axes: Axes, x: float, y: float, words: str, *, size: float, width: float, **looks: Any) -> None:
    """Words around a height instead of below it."""
    lines = len(break_lines(words, width, size, looks.get("weight", "normal")))
    height = lines * size * MM_PER_POINT * LINE_HEIGHT
    write_words(axes, (x, y - height / 2), words, size=size, width=width, most_lines=max(lines, 1), zorder=5, **looks)


def _draw_link(axes: Axes, judged: Any, told: _Told, *, y: float, side: int, scale: float) -> None:
    """The line between a role and one side, with its sign, what it means and how many passages say so."""
    middle = WIDTH / 2 + side * (WIDTH / 2 - 1.5 * DOOR)
    judgement = str(judged["judgement"])
    line = {**LINES[judgement], "linewidth": 1.9 * LINES[judgement]["linewidth"]}
    axes.plot([middle - 28, middle + 28], [y, y], zorder=2, solid_capstyle="butt", dash_capstyle="butt", **line)
    axes.plot([middle - 28, middle + 28], [y, y], "o", color=line["color"], markersize=5, markeredgewidth=0, zorder=2)
    draw_sign(axes, middle, y, judgement, size=SIGN * 0.85 * scale)
    words = JUDGEMENT_WORDS[told.language][judgement]
    write_words(
        axes, (middle, y - 13.4 * scale), words, size=11 * scale, width=54, ha="center", weight="bold", most_lines=1
    )
    numbers = {"fulfilled": judged["fulfilled"], "passages": judged["passages"]}
    counted = told.word("counted" if judged["passages"] else "no_passages", **numbers)
    write_words(
        axes, (middle, y + 8.6 * scale), counted, size=9.5 * scale, width=54, ha="center", color=DARK, most_lines=1
    )


def _write_goal(axes: Axes, goal: str, y: float, side: int, scale: float) -> None:
    ha, x = ("left", EDGE) if side < 0 else ("right", WIDTH - EDGE)
    _write_middle(axes, x, y, goal, size=12 * scale, width=DOOR - EDGE - 5, ha=ha)


def _draw_rules(axes: Axes, settings: Mapping[str, Any]) -> None:
    """Thin lines between the rows, outside the strip."""
    heights = [ROWS[0], *(bottom for _, _, bottom in _rows(settings))]
    for y in heights:
        for x in ((EDGE, STRIP[0] - 4), (STRIP[1] + 4, WIDTH - EDGE)):
            axes.plot(x, [y, y], color=PALE, linewidth=0.9, zorder=1)


def _foot_inside(axes: Axes, told: _Told) -> None:
    for x in (EDGE, WIDTH - DOOR + 5):
        write_words(axes, (x, BOTTOM), told.word("example"), size=9, width=46, color=DARK)
        for line in (1, 2, 3):
            y = BOTTOM + 3 + 7 * line
            axes.plot([x, x + DOOR - EDGE - 5], [y, y], color=GREY, linewidth=0.6)
    write_words(axes, (WIDTH / 2, BOTTOM + 4), told.word("question"), size=12, width=50, ha="center", color=DARK)
    left, right = DOOR + 4, STRIP[1] + 4
    write_words(axes, (left, BOTTOM), told.word("limits"), size=8.5, width=DOOR - 8, most_lines=7, color=DARK)
    write_words(axes, (right, BOTTOM), told.notice, size=8.5, width=DOOR - 8, most_lines=7, weight="bold")


def _draw_door(axes: Axes, middle: float, actor: Mapping[str, str], told: _Told, *, strip: int) -> None:
    """The outside of a door: an empty circle beside every role, and whose side it opens.

    Args:
        axes: axes of the sheet.
        middle: the middle of the door in millimetres.
        actor: whose side is behind it.
        told: study.yml, of which `roles` is read, in the language of the sheet.
        strip: on which side of the closed door the roles are: 1 right, -1 left.
    """
    for _, top, bottom in _rows(told.settings):
        y, size = (top + bottom) / 2, SIGN * min(1.0, (bottom - top) / ROOMY)
        edge = middle + strip * (DOOR / 2 - 5)
        axes.plot([middle, edge], [y, y], color=GREY, linewidth=1.6, linestyle=(0, (1, 1.8)), zorder=1)
        axes.plot(middle, y, "o", markersize=size, markerfacecolor="white", markeredgecolor=INK, markeredgewidth=1.8)
    arrow, label = ("←", "→")[strip < 0], told.label(actor)
    words = f"{arrow} {label}" if strip > 0 else f"{label} {arrow}"
    write_words(axes, (middle, BOTTOM + 4), words, size=17, width=46, ha="center", weight="bold", most_lines=1)
    write_words(axes, (middle, BOTTOM + 14), told.word("open"), size=9.5, width=46, ha="center", color=DARK)


def _draw_reading(axes: Axes, connections: pd.DataFrame, told: _Told) -> None:
    """The left half of the middle: what the signs mean, and what they rest on."""
    x, y, width = DOOR + EDGE, TOP, 74.0
    y += write_words(axes, (x, y), told.word("reading"), size=16, width=width, weight="bold") + 4
    for judgement, explained in EXPLAINED[told.language].items():
        draw_sign(axes, x + 5, y + 6.5, judgement, size=26)
        used = write_words(
            axes, (x + 14, y), JUDGEMENT_WORDS[told.language][judgement], size=12, width=width - 14, weight="bold"
        )
        used += write_words(axes, (x + 14, y + used), explained, size=11, width=width - 14)
        y += max(used, 13) + 4.5
    passages = int(connections["passages"].sum())
    y += 2
    y += write_words(axes, (x, y), told.word("rests"), size=12, width=width, weight="bold") + 1
    counted = told.word("rests_on", passages=passages, choice=told.word("choice"))
    write_words(axes, (x, y), counted, size=11, width=width)


def _draw_talking(axes: Axes, told: _Told) -> None:
    """The right half of the middle: how to talk, how to fold, and the notice."""
    x, y, width = WIDTH / 2 + 6, TOP, 74.0
    y += write_words(axes, (x, y), told.word("talking"), size=16, width=width, weight="bold") + 4
    for number, step in enumerate(STEPS[told.language], start=1):
        write_words(axes, (x, y - 0.6), str(number), size=15, width=8, weight="bold", color=TEAL)
        y += write_words(axes, (x + 9, y), step, size=12.5, width=width - 9) + 4.5
    y += 3
    y += write_words(axes, (x, y), told.word("folds"), size=12, width=width, weight="bold") + 3
    _draw_folding(axes, x, y)
    y += write_words(axes, (x + 27, y), told.word("folding"), size=10.5, width=width - 27) + 6
    write_words(axes, (x, y), told.notice, size=10.5, width=width, weight="bold")


def _draw_folding(axes: Axes, x: float, y: float) -> None:
    """The sheet with its doors closed, small: two doors and the strip between them."""
    height, door, strip = 20.0, 8.0, 6.5
    axes.add_patch(Rectangle((x + door, y + 1), strip, height, facecolor=INK, linewidth=0))
    for left in (x, x + door + strip):
        axes.add_patch(Rectangle((left, y + 1), door, height, facecolor="white", edgecolor=INK, linewidth=1.2))


def _mark_folds(figure: Figure, axes: Axes) -> Figure:
    """The two lines on which the doors fold, dotted from edge to edge."""
    for x in (DOOR, WIDTH - DOOR):
        axes.plot([x, x], [5, HEIGHT - 5], color=GREY, linewidth=0.7, linestyle=(0, (1, 3)), zorder=1)
        for y in (5, HEIGHT - 5):
            axes.plot([x, x], [y, y + (4 if y < TOP else -4)], color=INK, linewidth=0.9, zorder=2)
    return figure
