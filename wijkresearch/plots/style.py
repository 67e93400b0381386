"""How every figure looks: one typeface, few lines, ink and greys, and one accent.

Teal is what a picture is about, red only what speaks against it. Whoever cannot tell the two apart, or prints them in
black and white, has a mark, a hatch or a word for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

PAGE = 6.5
"""Inches of width of the text on a page: what is drawn this wide and readable here, is readable on paper."""
TALLEST = 1.5 * 297 / 25.4
"""Inches: no picture is taller than a page and a half of A4; what does not fit goes on in the next one."""
ROWS = 36
"""Rows of a matrix in one picture at the most."""
ROW = 0.24
"""Inches of height of such a row."""
SMALL = 7
INK = "#16202a"
QUIET = "#55616c"
"""For words and marks that stand back and still have to be read."""
GREY = "#8b96a0"
PALE = "#e6eaed"
TEAL = "#0a5a63"
RED = "#b23a1e"
SERIES = (TEAL, INK, GREY, "#6fa3a9")
"""For things of one kind that stand beside each other and have no order; a fifth begins again."""
SHADES = LinearSegmentedColormap.from_list("white to teal", ["#ffffff", TEAL])

SETTINGS: Mapping[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "white",
    "figure.titlesize": 10,
    "figure.titleweight": "bold",
    "hatch.linewidth": 0.6,
    "figure.max_open_warning": 0,
}


def use_style() -> None:
    """Give every figure that is drawn from now on the looks of this package."""
    plt.rcParams.update(SETTINGS)


def bare(axes: Axes) -> Axes:
    """The axes without frame and ticks, and returned."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    return axes


def blank(axes: Axes, words: str) -> Axes:
    """The axes with nothing but a sentence on them: why there is no picture."""
    axes.set_axis_off()
    axes.annotate(words, (0.5, 0.5), xycoords="axes fraction", ha="center", color=INK)
    return axes


def in_parts(labels: Mapping[str, str], *, most: int) -> list[dict[str, str]]:
    """The labels in as few parts of about the same size as each have at most so many.

    >>> [list(part) for part in in_parts(dict.fromkeys("abcde", ""), most=4)]
    [['a', 'b', 'c'], ['d', 'e']]
    """
    listed = list(labels.items())
    size = ceil(len(listed) / ceil(len(listed) / most)) if listed else 1
    return [dict(listed[first : first + size]) for first in range(0, len(listed), size)]
