"""Picture of step 5 on the design: which outcomes go along with which attributes of the cases."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.grids import draw_heat_map, new_figure, say_nothing
from wijkresearch.plots.style import INK, PAGE, ROW, ROWS, SMALL, in_parts
from wijkresearch.show.contrasts import JUDGEMENTS, label_outcomes
from wijkresearch.show.labels import Labels
from wijkresearch.show.titles import say_going_along
from wijkresearch.words import text

NOTHING = text("contrasts", "nothing")
SIGNS = {"goes_along": "●", "partly": "◐", "does_not": "✗", "cannot_be_told": "?"}
SHADES = {"goes_along": 1.0, "partly": 0.5, "does_not": 0.0, "cannot_be_told": 0.0}
PALEST = 4.0
"""The darkest shade that is used is a quarter of the darkest there is, so that every sign is readable on it."""
OUTCOMES = 20
"""Outcomes that stand beside each other at the most."""


def draw_contrasts(contrasts: pd.DataFrame, labels: Labels, *, attributes: Mapping[str, str]) -> list[Figure]:
    """A sign for every attribute and outcome, whatever the number of cases; the signs are explained underneath.

    Args:
        contrasts: CASE_CONTRASTS.
        labels: of the study.
        attributes: attribute to label, in the order of presentation.
    """
    if contrasts.empty:
        return [say_nothing(NOTHING[labels.language], labels)]
    outcomes = label_outcomes(contrasts, language=labels.language)
    grid = contrasts.pivot(index="attribute", columns="outcome", values="judgement")
    pages = [(rows, part) for rows in in_parts(attributes, most=ROWS) for part in in_parts(outcomes, most=OUTCOMES)]
    title = say_going_along(contrasts, language=labels.language)
    return [_draw(grid.loc[list(rows), list(part)], rows, part, labels, title) for rows, part in pages]


def _draw(
    grid: pd.DataFrame, attributes: Mapping[str, str], outcomes: Mapping[str, str], labels: Labels, title: str
) -> Figure:
    named = grid.set_axis(list(attributes.values()), axis="index").set_axis(list(outcomes.values()), axis="columns")
    figure = new_figure(labels, PAGE, ROW * len(named) + 1.7, title=title)
    axes = draw_heat_map(
        named.map(SHADES.__getitem__),
        named.map(SIGNS.__getitem__),
        figure.subplots(),
        most=PALEST,
        size=SMALL + 2,
        upright=90,
    )
    axes.tick_params(labelsize=SMALL + 1)
    key = "   ".join(f"{sign} {JUDGEMENTS[labels.language][judgement]}" for judgement, sign in SIGNS.items())
    axes.set_xlabel(key, fontsize=SMALL, color=INK, loc="right")
    return figure
