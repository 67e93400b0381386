"""A sheet of paper to draw on in millimetres from its upper left corner, with words that stay within their width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from wijkresearch.plots.style import INK
from wijkresearch.vector_ids import settle_drawing

A4_LANDSCAPE = (297.0, 210.0)
MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72
TYPEFACE = "DejaVu Sans"
LINE_HEIGHT = 1.28
SMALLEST = 6.0
BREAK = re.compile(r"(?<=[-/])")


@contextmanager
def plain_looks(settings: Mapping[Any, Any]) -> Iterator[None]:
    """Draw and save with Matplotlib's own settings, whatever a notebook has set, apart from those given here."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        yield


def blank_sheet(size: tuple[float, float] = A4_LANDSCAPE) -> tuple[Figure, Axes]:
    """An empty white page of exactly this size in millimetres, and axes that cover it, with y going down."""
    width, height = size
    figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


@cache
def words_width(words: str, size: float, weight: str = "normal") -> float:
    """How wide words are in millimetres, in points of the typeface."""
    font = FontProperties(family=TYPEFACE, size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]) * MM_PER_POINT


def break_lines(words: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Words in lines that fit the width in millimetres; a word is broken after its hyphens and slashes only.

    >>> break_lines("een gesprek aan tafel", 30, 12)
    ['een gesprek', 'aan tafel']
    """
    lines = [""]
    for word in words.split():
        for number, part in enumerate(BREAK.split(word)):
            joined = lines[-1] + (" " if lines[-1] and not number else "") + part
            if not lines[-1] or words_width(joined, size, weight) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    return [line for line in lines if line]


def write_words(
    axes: Axes,
    place: tuple[float, float],
    words: str,
    *,
    size: float,
    width: float,
    most_lines: int = 20,
    **looks: Any,
) -> float:
    """Words in lines within a width, smaller where they would need more lines or a wider one; gives the height used.

    Args:
        axes: axes of a sheet.
        place: upper left corner, or upper middle or right with `ha`, in millimetres.
        words: what to write.
        size: size of the letters in points.
        width: the most millimetres that a line may take.
        most_lines: the most lines that there is room for.
        looks: `weight`, `color`, `ha` and `style` of the letters.
    """
    weight = looks.get("weight", "normal")
    while size > SMALLEST and not _fits(break_lines(words, width, size, weight), width, size, weight, most_lines):
        size -= 0.5
    x, y = place
    step = size * MM_PER_POINT * LINE_HEIGHT
    lines = break_lines(words, width, size, weight)
    for number, line in enumerate(lines):
        baseline = y + number * step + size * MM_PER_POINT * 0.95
        known = {"color": INK, **looks}
        axes.text(x, baseline, line, fontsize=size, va="baseline", family=TYPEFACE, parse_math=False, **known)
    return len(lines) * step


def _fits(lines: list[str], width: float, size: float, weight: str, most_lines: int) -> bool:
    return len(lines) <= most_lines and all(words_width(line, size, weight) <= width for line in lines)


def sheets_as_pdf(sheets: tuple[Figure, ...], *, title: str) -> bytes:
    """The sheets as the pages of one PDF, at their own size, with the typeface inside and without a date."""
    stream = BytesIO()
    said = {"Title": title, "Creator": None, "Producer": None, "CreationDate": None}
    with plain_looks({"pdf.fonttype": 42}), PdfPages(stream, metadata=said) as pages:
        for sheet in sheets:
            pages.savefig(sheet)
    return stream.getvalue()


def sheet_as_svg(sheet: Figure, *, title: str) -> bytes:
    """One sheet as SVG at its own size, letters as outlines, the same bytes for the same drawing."""
    stream = BytesIO()
    with plain_looks({"svg.hashsalt": title, "svg.fonttype": "path"}):
        sheet.savefig(stream, format="svg", metadata={"Title": title, "Date": None, "Creator": None})
    return settle_drawing(stream.getvalue())
