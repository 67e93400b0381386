"""What the pictures share that go on in a next one, and those that set many cases under each other."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.figure import Figure

from wijkresearch.plots.sheet import LINE_HEIGHT, MM_PER_INCH, break_lines
from wijkresearch.plots.style import INK, PAGE, SETTINGS, SHADES, bare
from wijkresearch.show.labels import Labels

NewFigure = Callable[..., Figure]
"""Makes an empty figure: one that a notebook shows (`pyplot.figure`), or `matplotlib.figure.Figure` itself."""


def draw_heat_map(
    shades: pd.DataFrame,
    written: pd.DataFrame,
    axes: Axes,
    *,
    most: float,
    size: float = 10,
    upright: int = 0,
    cmap: Colormap = SHADES,
) -> Axes:
    """A grid with a shade and a text in each cell, headings on top, rows and columns named as the tables name them.

    Args:
        shades: a number from 0 to `most` for every cell.
        written: what is written in every cell.
        axes: where to draw.
        most: the number with the darkest shade.
        size: of the letters in the cells.
        upright: 90 for headings that read upwards.
        cmap: from the lightest to the darkest shade.
    """
    # seaborn draws the whole figure to see whether its labels overlap; long ones would leave no room for the grid then.
    sns.heatmap(
        shades, ax=axes, annot=written, fmt="", cmap=cmap, vmin=0, vmax=most, cbar=False, linewidths=0.5,
        xticklabels=False, yticklabels=False, annot_kws={"size": size, "color": INK},
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(len(shades.columns))], shades.columns, rotation=upright)
    axes.set_yticks([place + 0.5 for place in range(len(shades))], shades.index)
    return bare(axes)


def new_figure(labels: Labels, width: float, height: float, *, title: str = "") -> Figure:
    """An empty figure of this size in inches, in which what is drawn makes room for itself.

    Args:
        labels: of the study; they say which kind of figure is made.
        width: of the figure.
        height: of what is drawn in it; the title comes on top of that.
        title: what the figure shows, in lines above everything else; nothing where there is nothing to say.
    """
    make: NewFigure = labels.new_figure or plt.figure
    size = SETTINGS["figure.titlesize"]
    lines = break_lines(title, (width - 0.25) * MM_PER_INCH, size, "bold")
    above = len(lines) * size * LINE_HEIGHT / 72 + 0.15 if lines else 0.0
    figure = make(figsize=(width, height + above), layout="constrained")
    if lines:
        figure.suptitle("\n".join(lines), x=0.045 / width, ha="left", color=INK)
    return figure


def say_nothing(words: str, labels: Labels) -> Figure:
    """A small figure with words, where there is nothing to draw."""
    make: NewFigure = labels.new_figure or plt.figure
    figure = make(figsize=(PAGE, 0.6))
    figure.text(0.02, 0.5, words, va="center", color=INK)
    return figure
