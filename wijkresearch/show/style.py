"""How every figure looks: one typeface, few lines, and colours that a black-and-white printer keeps apart.

The colours are those of Okabe and Ito (2008, Color Universal Design), safe for colour-blind readers; where two could
meet, a shape or a label tells them apart as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from matplotlib import pyplot as plt

PAGE = 6.5
"""Inches of width of the text on a page: what is drawn this wide and readable here, is readable on paper."""
TALLEST = 1.5 * 297 / 25.4
"""Inches: no picture is taller than a page and a half of A4; what does not fit goes on in the next one."""
FEW = 6
"""Cases that a picture sets beside each other, each with a form of its own; more of them are the rows of a matrix."""
ROWS = 36
"""Rows of a matrix in one picture at the most."""
ROW = 0.24
"""Inches of height of such a row."""
SMALL = 7
BLACK = "#000000"
INK = "#222222"
GREY = "#8a8a8a"
PALE = "#e4e4e4"
BLUE = "#0072b2"
ORANGE = "#e69f00"
GREEN = "#009e73"
VERMILION = "#d55e00"
PURPLE = "#cc79a7"
SKY = "#56b4e9"
SERIES = (BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY)
HATCHES = ("", "//", "..", "xx", "\\\\", "++")

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "white",
    "hatch.linewidth": 0.6,
    "figure.max_open_warning": 0,
}


def bare(axes: Any) -> Any:
    """The axes without frame and ticks, and returned."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    return axes


def blank(axes: Any, words: str) -> Any:
    """The axes with nothing but a sentence on them: why there is no picture."""
    axes.set_axis_off()
    axes.annotate(words, (0.5, 0.5), xycoords="axes fraction", ha="center", color=INK)
    return axes


def panels(rows: int, *, height: float, columns: int = 1, width: float = 9) -> tuple[Any, Any]:
    """A figure with so many rows of axes, and with one row where there is nothing to draw; the axes row by row.

    Args:
        rows: how many rows.
        height: of each row, in inches.
        columns: how many axes beside each other.
        width: of the figure, in inches.
    """
    size = (width, height * max(rows, 1))
    figure, axes = plt.subplots(max(rows, 1), columns, figsize=size, squeeze=False, layout="constrained")
    return figure, axes


def in_parts(labels: Mapping[str, str], *, most: int) -> list[dict[str, str]]:
    """The labels in as few parts of about the same size as each have at most so many.

    >>> [list(part) for part in in_parts(dict.fromkeys("abcde", ""), most=4)]
    [['a', 'b', 'c'], ['d', 'e']]
    """
    listed = list(labels.items())
    size = ceil(len(listed) / ceil(len(listed) / most)) if listed else 1
    return [dict(listed[first : first + size]) for first in range(0, len(listed), size)]
