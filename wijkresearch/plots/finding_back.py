"""The picture of codes that come together: in how many interviews passages with both overlap."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import PAGE, ROW, SMALL
from wijkresearch.show.finding_back import SAID, say_together
from wijkresearch.show.labels import Labels

MOST = 24
"""Codes in the picture at the most: those that come together with others in most interviews."""


def draw_co_occurrences(together: pd.DataFrame, labels: Labels) -> Figure:
    """Codes by codes, with in how many interviews passages with both overlap; an empty cell is a zero.

    Args:
        together: CO_OCCURRENCES.
        labels: of the study.
    """
    met = together[together["respondents_overlap"] > 0]
    if met.empty:
        return say_nothing(SAID[labels.language]["apart"], labels)
    both = pd.concat([met, met.rename(columns={"code": "other", "other": "code"})])
    often = both.groupby("code", sort=False)["respondents_overlap"].sum().sort_values(ascending=False, kind="stable")
    shown = list(often.head(MOST).index)
    grid = both.pivot(index="code", columns="other", values="respondents_overlap")
    grid = grid.reindex(index=shown[1:], columns=shown[:-1]).astype("float64")
    grid = grid.where(np.tri(len(shown) - 1, dtype=bool))
    names = {code: fill(labels.codes[code], 32, max_lines=2, placeholder=" …") for code in shown}
    shades = grid.set_axis([names[code] for code in shown[1:]]).set_axis([names[c] for c in shown[:-1]], axis="columns")
    written = shades.map(lambda count: "" if pd.isna(count) else str(int(count)))
    width, height = max(PAGE, 2.6 + 0.3 * len(shown)), 2.4 + ROW * 1.3 * len(shown)
    figure = new_figure(labels, width, height, title=say_together(together, labels, shown=shown))
    most = 2 * max(2.0, float(grid.max(axis=None)))
    axes = draw_heat_map(shades, written, figure.subplots(), most=most, size=SMALL + 1, upright=90)
    axes.tick_params(labelsize=SMALL)
    return figure
