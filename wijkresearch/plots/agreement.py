"""Pictures of several readings: where coders differ, and how far they agree per code.

They are drawn as wide as the text of a page (`PAGE`, in inches), so that what is readable here is readable on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, FigureBase
from matplotlib.patches import Patch

from wijkresearch.errors import Problem, StudyError
from wijkresearch.plots.grids import new_figure
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, SERIES, SMALL, TEAL, bare, in_parts
from wijkresearch.show.labels import Labels
from wijkresearch.show.titles import say_agreement, say_alike
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import write_number, write_percent

WORDS = catalogue("agreement")
LANES = 0.8
"""The part of a code's row that is divided among the coders; of its own part a bar fills `BAR`."""
BAR = 0.85
KEYS = 4
"""Entries of the key beside each other."""
STRIPS = 6
"""Documents in one picture at the most."""


def draw_disagreement_strip(
    passages: pd.DataFrame, axes: Axes, *, coders: Mapping[str, str], codes: Mapping[str, str]
) -> Axes:
    """One document from left to right; per code the passages of every coder under those of the coder before.

    A filled bar is a passage to which all coders of the document gave the code; a hatched one holds characters to which
    not all of them did.

    Args:
        passages: CODED_PASSAGES of one document.
        axes: where to draw; about 0.25 inch of height for each code reads well.
        coders: id to label of the coders, from top to bottom.
        codes: id to label; those that occur are drawn in this order from top to bottom.

    Raises:
        StudyError: the passages are of more than one document.
    """
    documents = list(passages["document"].drop_duplicates())
    if len(documents) > 1:
        raise StudyError(Problem("disagreement strip", f"documents {', '.join(documents)}", "one document"))
    given = set(passages["code"])
    drawn = [code for code in codes if code in given]
    row = {code: -place for place, code in enumerate(drawn)}
    lane = LANES / max(len(coders), 1)
    for place, (coder, colour) in enumerate(zip(coders, cycle(SERIES), strict=False)):
        middle = LANES / 2 - lane * (place + 0.5)
        for bar in passages[passages["coder"] == coder].itertuples():
            axes.broken_barh(
                [(bar.start, bar.end - bar.start)],
                (row[bar.code] + middle - BAR * lane / 2, BAR * lane),
                facecolor=colour if bar.agreed == 1 else "white",
                edgecolor=colour,
                hatch=None if bar.agreed == 1 else "////",
                linewidth=0.8,
            )
    for line in range(len(row) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8, zorder=0)
    axes.set(xlim=(0, passages["characters"].max()), ylim=(0.5 - len(row), 0.5))
    axes.set_yticks([-place for place in range(len(row))], [codes[code] for code in drawn], fontsize=SMALL)
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_title(", ".join(documents), fontsize=8)
    return bare(axes)


def draw_disagreement_strips(
    passages: pd.DataFrame,
    axes: Iterable[Axes],
    *,
    coders: Mapping[str, str],
    codes: Mapping[str, str],
    language: str = "nl",
) -> Iterable[Axes]:
    """One strip per document under each other, and under the last which bar is whose.

    Args:
        passages: CODED_PASSAGES.
        axes: at least as many axes as there are documents; those that are left over stay empty.
        coders: id to label of all coders; those without a passage here take no room.
        codes: as in `draw_disagreement_strip`.
        language: `nl` or `en`.
    """
    places = list(axes)
    given = set(passages["coder"])
    drawn = {coder: label for coder, label in coders.items() if coder in given}
    strips = [here for _, here in passages.groupby("document", sort=False)]
    for place, here in zip(places, strips, strict=False):
        draw_disagreement_strip(here, place, coders=drawn, codes=codes)
    if strips:
        places[len(strips) - 1].set_xlabel(WORDS[language]["character"], fontsize=SMALL)
        _explain_bars(places[0].figure, list(drawn.values()), language)
    for place in places[len(strips) :]:
        place.set_axis_off()
    return places


def draw_all_disagreements(passages: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The strips of all documents, on as many figures as it takes to keep each on a page; at least one.

    Args:
        passages: CODED_PASSAGES; those with another code than that of a role in a world are left out.
        labels: of the study.
    """
    shown = passages[passages["code"].isin(labels.role_codes)]
    known: dict[str, Any] = {"coders": labels.coders, "codes": labels.role_codes, "language": labels.language}
    figures, title = [], say_alike(shown, language=labels.language)
    for part in in_parts(dict.fromkeys(passages["document"], ""), most=STRIPS) or [{}]:
        rows = max(len(part), 1)
        figure = new_figure(labels, PAGE, 1.5 * rows + 0.4, title=title)
        axes = figure.subplots(rows, 1, squeeze=False)
        draw_disagreement_strips(shown[shown["document"].isin(part)], axes.ravel(), **known)
        figures.append(figure)
    return figures


def _explain_bars(figure: FigureBase, coders: list[str], language: str) -> None:
    """Under the strips: the colour of each coder, and what hatching means."""
    bars = [Patch(color=colour, label=label) for colour, label in zip(cycle(SERIES), coders, strict=False)]
    hatched = Patch(facecolor="white", edgecolor=GREY, hatch="////", label=WORDS[language]["not_all"])
    columns = min(len(coders) + 1, KEYS)
    figure.legend(handles=[*bars, hatched], loc="outside lower right", ncols=columns, frameon=False, fontsize=SMALL)


def draw_all_agreement(agreement: pd.DataFrame, labels: Labels) -> list[Figure]:
    """The agreement on every code in one figure that is as tall as there are codes.

    Args:
        agreement: AGREEMENT, in the order of drawing from top to bottom.
        labels: of the study.
    """
    title = say_agreement(agreement, language=labels.language)
    figure = new_figure(labels, PAGE, 0.17 * len(agreement) + 0.7, title=title)
    draw_agreement(agreement, figure.subplots(), labels)
    return [figure]


def draw_agreement(agreement: pd.DataFrame, axes: Axes, labels: Labels) -> Axes:
    """α per code with its interval and percent agreement; a code without a coefficient says so in words.

    Args:
        agreement: AGREEMENT, in the order of drawing from top to bottom.
        axes: where to draw; about 0.17 inch of height for each code reads well.
        labels: of the study.
    """
    language = labels.language
    words = WORDS[language]
    for place, line in enumerate(agreement.itertuples()):
        if pd.isna(line.alpha):
            axes.text(0.02, -place, words["undefined"], va="center", fontsize=SMALL, color=INK)
        else:
            axes.plot((line.low, line.high), (-place, -place), color=GREY, linewidth=2, solid_capstyle="butt")
            axes.plot(line.alpha, -place, "D", color=TEAL, markersize=4)
        axes.text(1.06, -place, write_percent(line.percent, 1, language=language), va="center", fontsize=SMALL)
    axes.text(1.06, 0.8, words["agree"], va="bottom", fontsize=SMALL, weight="bold")
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(right=1.02)
    axes.set_ylim(-len(agreement) + 0.4, 0.7)
    axes.set_xlabel(words["alpha"], fontsize=SMALL)
    axes.xaxis.set_major_formatter(lambda value, _: write_number(value, 1, language=language))
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_yticks([-place for place in range(len(agreement))], agreement["code"].map(labels.codes), fontsize=SMALL)
    return bare(axes)
