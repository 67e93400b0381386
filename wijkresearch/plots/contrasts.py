"""Picture of step 5 on the design: which outcomes go along with which attributes of the cases."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from wijkresearch.plots.grids import NewFigure, draw_heat_map, say_nothing
from wijkresearch.plots.style import INK, PAGE, ROW, ROWS, SMALL, in_parts
from wijkresearch.show.contrasts import JUDGEMENTS, label_outcomes
from wijkresearch.words import text

NOTHING = text("contrasts", "nothing")
SIGNS = {"goes_along": "●", "partly": "◐", "does_not": "✗", "cannot_be_told": "?"}
SHADES = {"goes_along": 1.0, "partly": 0.5, "does_not": 0.0, "cannot_be_told": 0.0}
PALEST = 4.0
"""The darkest shade that is used is a quarter of the darkest there is, so that every sign is readable on it."""
OUTCOMES = 20
"""Outcomes that stand beside each other at the most."""


def draw_contrasts(
    contrasts: pd.DataFrame, *, labels: Mapping[str, str], language: str = "nl", new_figure: NewFigure = plt.figure
) -> list[Figure]:
    """A sign for every attribute and outcome, whatever the number of cases; the signs are explained underneath.

    Args:
        contrasts: CASE_CONTRASTS.
        labels: attribute to label, in the order of presentation.
        language: `nl` or `en`.
        new_figure: makes an empty figure.
    """
    if contrasts.empty:
        return [say_nothing(NOTHING[language], new_figure)]
    outcomes = label_outcomes(contrasts, language=language)
    pages = [(rows, part) for rows in in_parts(labels, most=ROWS) for part in in_parts(outcomes, most=OUTCOMES)]
    grid = contrasts.pivot(index="attribute", columns="outcome", values="judgement")
    return [_draw(grid.loc[list(rows), list(part)], rows, part, language, new_figure) for rows, part in pages]


def _draw(
    grid: pd.DataFrame, labels: Mapping[str, str], outcomes: Mapping[str, str], language: str, new_figure: NewFigure
) -> Figure:
    named = grid.set_axis(list(labels.values()), axis="index").set_axis(list(outcomes.values()), axis="columns")
    figure = new_figure(figsize=(PAGE, ROW * len(named) + 1.7), layout="constrained")
    axes = draw_heat_map(
        named.map(SHADES.__getitem__),
        named.map(SIGNS.__getitem__),
        figure.subplots(),
        most=PALEST,
        size=SMALL + 2,
        upright=90,
    )
    axes.tick_params(labelsize=SMALL + 1)
    key = "   ".join(f"{sign} {JUDGEMENTS[language][judgement]}" for judgement, sign in SIGNS.items())
    axes.set_xlabel(key, fontsize=SMALL, color=INK, loc="right")
    return figure
