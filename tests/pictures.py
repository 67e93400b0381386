"""Pictures that are laid out as ever, which is where they fail, but not painted, which takes most of the time."""

import os
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
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
    """Lay a figure out, once for PNG and the SVG beside it, and write a small picture; anything else is painted."""
    if format not in ("png", "svg"):
        return PAINT(canvas, target, *told, format=format, **asked)
    if format == "png":
        canvas.figure.draw_without_rendering()
    return target.write(small_picture(format))


def paint_nothing(patch=setattr):
    """From now on, or until the patch is undone, figures are laid out only."""
    patch(FigureCanvasBase, "print_figure", lay_out)


def leave_unpainted(notebooks, patch):
    """Give notebooks a first cell by which their pictures are laid out only; kernels find this module by the patch."""
    for notebook in notebooks:
        content = nbformat.read(notebook, as_version=4)
        content.cells.insert(0, nbformat.v4.new_code_cell("from pictures import paint_nothing\n\npaint_nothing()"))
        nbformat.write(content, notebook)
    known = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, known)))
