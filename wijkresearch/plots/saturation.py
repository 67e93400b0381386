"""Pictures of saturation: how codes accumulate, over all cases and in each of them.

A few cases have a curve each, on one scale. Of many cases the curve of all is drawn, and what each document of a case
added stands in a matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from wijkresearch.plots.grids import draw_heat_map, new_figure
from wijkresearch.plots.style import INK, PAGE, PALE, ROW, ROWS, SMALL, TEAL, blank, in_parts
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_saturation
from wijkresearch.words import catalogue

WORDS = catalogue("saturation")
MANY = 10
"""Documents along an axis above which their ids stand upright."""
NAMED = 24
"""Documents along an axis above which they are numbered instead of named, and what each adds is not written."""
EVERYTHING = "all"


def draw_all_saturations(curves: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The curve of all cases and what is known of each of them, on as many figures as it takes.

    Args:
        curves: SATURATION_CURVE.
        labels: of the study.
    """
    cases, language = labels.municipalities, labels.language
    whole = {EVERYTHING: WORDS[language]["all_cases"]}
    title = say_saturation(curves[curves["municipality"] == EVERYTHING], language=language)
    if len(cases) <= FEW:
        titles = {**whole, **cases}
        rows = (len(titles) + 1) // 2
        figure = new_figure(labels, PAGE, 2.3 * rows, title=title)
        axes = figure.subplots(rows, 2, squeeze=False)
        draw_saturations(curves, axes.ravel(), titles=titles, language=language)
        return [figure]
    figure = new_figure(labels, PAGE, 3.2, title=title)
    draw_saturations(curves, [figure.subplots()], titles=whole, language=language)
    parts = in_parts(cases, most=ROWS)
    return [figure, *(_draw_added(curves, replace(labels, municipalities=part)) for part in parts)]


def _draw_added(curves: pd.DataFrame, labels: Labels) -> Figure:
    """One page of the matrix: cases from top to bottom, their documents in the order of coding from left to right."""
    cases, words = labels.municipalities, WORDS[labels.language]
    own = curves[curves["municipality"].isin(cases)]
    places = range(1, int(own["place"].max()) + 1)

    def in_grid(values: str) -> pd.DataFrame:
        grid = own.pivot(index="municipality", columns="place", values=values)
        return grid.reindex(index=list(cases), columns=places).set_axis(list(cases.values()), axis="index")

    cumulative, added = in_grid("cumulative").astype(float), in_grid("new_codes")
    found = cumulative.div(cumulative.max(axis="columns").clip(lower=1), axis="index").fillna(0)
    written = added.map(lambda count: "" if pd.isna(count) else f"+{int(count)}")
    figure = new_figure(labels, max(PAGE, 2 + 0.3 * len(places)), ROW * len(cases) + 1.4)
    axes = draw_heat_map(found, written, figure.subplots(), most=2, size=SMALL + 1)
    axes.tick_params(labelsize=SMALL + 1)
    axes.set_title(words["added"], fontsize=9)
    axes.set_xlabel(words["shade"], fontsize=SMALL)
    return figure


def draw_saturation(curve: pd.DataFrame, axes: Axes, *, title: str, language: str = "nl") -> Axes:
    """Codes after every document: as coded, the mean over every order, and the band in which 95 % of the orders stay.

    Args:
        curve: SATURATION_CURVE of one municipality, or of all; empty where it has no interviews.
        axes: where to draw.
        title: what the curve is of, such as the name of the municipality.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    if curve.empty:
        axes.set_title(title, fontsize=9)
        return blank(axes, words["no_interviews"])
    axes.fill_between(curve["place"], curve["low"], curve["high"], color=PALE, zorder=0, label=words["orders"])
    drawn: dict[str, Any] = {"data": curve, "x": "place", "ax": axes, "estimator": None, "legend": False}
    sns.lineplot(**drawn, y="expected", linestyle="--", color=INK, linewidth=1.1, label=words["expected"])
    sns.lineplot(
        **drawn, y="cumulative", color=TEAL, linewidth=1.4, marker="o", ms=4, mec=TEAL, label=words["as_coded"]
    )  # fmt: skip
    axes.tick_params(labelsize=SMALL)
    if len(curve) > NAMED:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    else:
        _name_documents(curve, axes)
    axes.set(xlabel="", ylabel="", xlim=(0, len(curve) + 0.6), ylim=(0, 1.15 * max(curve["high"].max(), 1)))
    axes.set_title(title, fontsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def _name_documents(curve: pd.DataFrame, axes: Axes) -> None:
    """Under the axis the id of each document, and at its point what it added."""
    many = len(curve) > MANY
    for point in curve[curve["new_codes"].gt(0) | (not many)].itertuples():
        axes.annotate(
            f"+{point.new_codes}", (point.place, point.cumulative), (3 if many else 0, 5), textcoords="offset points",
            ha="right" if many else "center",
            fontsize=SMALL, color=TEAL,
        )  # fmt: skip
    axes.set_xticks(curve["place"], curve["document"], fontsize=SMALL, rotation=90 if many else 0)


def draw_saturations(
    curves: pd.DataFrame, axes: Iterable[Axes], *, titles: Mapping[str, str], language: str = "nl"
) -> Iterable[Axes]:
    """One curve per municipality, all on one scale; the first explains the lines and names the axes of all.

    Args:
        curves: SATURATION_CURVE.
        axes: at least as many axes as there are titles; those that are left over stay empty.
        titles: id of the municipality (or `all`) to what stands above its curve, in the order of the axes.
        language: `nl` or `en`.
    """
    places = list(axes)
    top = max([1, *1.15 * curves.loc[curves["municipality"].isin(titles), "high"]])
    for place, (municipality, title) in zip(places, titles.items(), strict=False):
        draw_saturation(curves[curves["municipality"] == municipality], place, title=title, language=language)
        place.set_ylim(top=top)
    if len(curves):
        places[0].legend(loc="lower right", frameon=False, fontsize=SMALL)
    places[0].set_xlabel(WORDS[language]["document"], fontsize=SMALL)
    places[0].set_ylabel(WORDS[language]["codes"], fontsize=SMALL)
    for place in places[len(titles) :]:
        place.set_axis_off()
    return places
