"""Pictures that are laid out as ever, which is where they fail, but not painted, which takes most of the time."""

from functools import cache
from io import BytesIO

from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.figure import Figure

PAINT = FigureCanvasBase.print_figure


@cache
def small_picture(suffix: str) -> bytes:
    """One picture in this format, to stand for every other."""
    stream = BytesIO()
    PAINT(Figure(figsize=(1, 1)).canvas, stream, format=suffix)
    return stream.getvalue()


def lay_out(canvas, target, *told, format=None, **asked):  # noqa: A002 - the name that matplotlib gives it
    """Lay a figure out and write a small picture; one that is neither PNG nor SVG is painted."""
    if format not in ("png", "svg"):
        return PAINT(canvas, target, *told, format=format, **asked)
    canvas.figure.draw_without_rendering()
    return target.write(small_picture(format))


def paint_nothing(patch=setattr):
    """From now on, or until the patch is undone, figures are laid out only."""
    patch(FigureCanvasBase, "print_figure", lay_out)
