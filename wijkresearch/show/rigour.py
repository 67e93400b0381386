"""Pictures of rigour: where coders differ, how codes accumulate, and who speaks for and against each claim.

They are drawn as wide as the text of a page (`PAGE`, in inches), so that what is readable here is readable on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle
from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from wijkresearch.errors import Problem, StudyError
from wijkresearch.show.style import BLUE, GREY, INK, PAGE, PALE, SERIES, SMALL, bare, decimal, in_parts

SIGNS = {"supporting": "●", "divided": "◐", "countering": "✗", "silent": "○", "not_asked": "–"}
WORDS = {
    "nl": {
        "supporting": "ondersteunt",
        "divided": "allebei",
        "countering": "spreekt tegen",
        "silent": "zwijgt",
        "not_asked": "niet gevraagd",
        "character": "teken in het document",
        "not_all": "gearceerd: (deels) niet door alle codeurs",
        "orders": "95 % van de volgordes",
        "expected": "gemiddelde van elke volgorde",
        "as_coded": "zoals gecodeerd",
        "document": "document, in de volgorde van coderen",
        "codes": "verschillende codes",
        "undefined": "niet te bepalen",
        "agree": "gelijk",
        "alpha": "Krippendorffs α (nominaal) met 95 %-interval",
    },
    "en": {
        "supporting": "supports",
        "divided": "both",
        "countering": "contradicts",
        "silent": "silent",
        "not_asked": "not asked",
        "character": "character in the document",
        "not_all": "hatched: (partly) not by all coders",
        "orders": "95% of the orders",
        "expected": "mean over every order",
        "as_coded": "as coded",
        "document": "document, in the order of coding",
        "codes": "different codes",
        "undefined": "undefined",
        "agree": "equal",
        "alpha": "Krippendorff's α (nominal) with 95% interval",
    },
}
LANES = 0.8
"""The part of a code's row that is divided among the coders; of its own part a bar fills `BAR`."""
BAR = 0.85
KEYS = 4
"""Entries of the key beside each other."""
CLAIMS = 20
"""Claims that fit in one grid on a page."""
LABEL = 52
"""Characters of a label on one line."""
MANY = 10
"""Documents along an axis from which on their ids stand upright."""
REPEATED = 3
"""A sign stands as often as there are documents, up to this number; beyond it the number stands beside the sign."""


def draw_disagreement_strip(
    passages: pd.DataFrame, axes: Any, *, coders: Mapping[str, str], codes: Mapping[str, str]
) -> Any:
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
    axes: Iterable[Any],
    *,
    coders: Mapping[str, str],
    codes: Mapping[str, str],
    language: str = "nl",
) -> Iterable[Any]:
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


def _explain_bars(figure: Any, coders: list[str], language: str) -> None:
    """Under the strips: the colour of each coder, and what hatching means."""
    bars = [Patch(color=colour, label=label) for colour, label in zip(cycle(SERIES), coders, strict=False)]
    hatched = Patch(facecolor="white", edgecolor=GREY, hatch="////", label=WORDS[language]["not_all"])
    columns = min(len(coders) + 1, KEYS)
    figure.legend(handles=[*bars, hatched], loc="outside lower right", ncols=columns, frameon=False, fontsize=SMALL)


def draw_saturation(curve: pd.DataFrame, axes: Any, *, title: str, language: str = "nl") -> Any:
    """Codes after every document: as coded, the mean over every order, and the band in which 95 % of the orders stay.

    Args:
        curve: SATURATION_CURVE of one municipality, or of all.
        axes: where to draw.
        title: what the curve is of, such as the name of the municipality.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    axes.fill_between(curve["place"], curve["low"], curve["high"], color=PALE, zorder=0, label=words["orders"])
    axes.plot(curve["place"], curve["expected"], "--", color=INK, linewidth=1.1, label=words["expected"])
    axes.plot(curve["place"], curve["cumulative"], "o-", color=BLUE, linewidth=1.4, ms=4, label=words["as_coded"])
    for point in curve.itertuples():
        axes.annotate(
            f"+{point.new_codes}", (point.place, point.cumulative), (0, 6), textcoords="offset points", ha="center",
            fontsize=SMALL, color=BLUE,
        )  # fmt: skip
    axes.set_xticks(curve["place"], curve["document"], fontsize=SMALL, rotation=90 if len(curve) > MANY else 0)
    axes.tick_params(axis="y", labelsize=SMALL)
    axes.set(xlim=(0, len(curve) + 0.6), ylim=(0, 1.15 * max(curve["high"].max(), 1)))
    axes.set_title(title, fontsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def draw_saturations(
    curves: pd.DataFrame, axes: Iterable[Any], *, titles: Mapping[str, str], language: str = "nl"
) -> Iterable[Any]:
    """One curve per municipality; the first explains the lines and names the axes of all.

    Args:
        curves: SATURATION_CURVE.
        axes: at least as many axes as there are titles; those that are left over stay empty.
        titles: id of the municipality (or `all`) to what stands above its curve, in the order of the axes.
        language: `nl` or `en`.
    """
    places = list(axes)
    for place, (municipality, title) in zip(places, titles.items(), strict=False):
        draw_saturation(curves[curves["municipality"] == municipality], place, title=title, language=language)
    places[0].legend(loc="lower right", frameon=False, fontsize=SMALL)
    places[0].set_xlabel(WORDS[language]["document"], fontsize=SMALL)
    places[0].set_ylabel(WORDS[language]["codes"], fontsize=SMALL)
    for place in places[len(titles) :]:
        place.set_axis_off()
    return places


def draw_triangulations(
    triangulation: pd.DataFrame,
    *,
    claims: Mapping[str, str],
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str = "nl",
    new_figure: Callable[..., Figure] = plt.figure,
) -> list[Figure]:
    """The grid of all claims, on as many figures as it takes to keep each on a page.

    Args:
        triangulation: TRIANGULATION.
        claims: id to label, in order; claims without rows, such as composites, are passed over.
        municipalities: id to name, from left to right.
        perspectives: id to label, from left to right within each case; those without a document take no column.
        language: `nl` or `en`.
        new_figure: makes an empty figure: one that a notebook shows, or `matplotlib.figure.Figure` itself.
    """
    told, heard = set(triangulation["claim"]), set(triangulation["perspective"])
    perspectives = {name: label for name, label in perspectives.items() if name in heard}
    labels: dict[str, Any] = {"municipalities": municipalities, "perspectives": perspectives, "language": language}
    figures = []
    for part in in_parts({claim: label for claim, label in claims.items() if claim in told}, most=CLAIMS):
        figure = new_figure(figsize=(PAGE, 0.27 * len(part) + 1.2), layout="constrained")
        rows = triangulation[triangulation["claim"].isin(part)]
        draw_triangulation(rows, figure.subplots(), claims=part, **labels)
        figures.append(figure)
    return figures


def draw_triangulation(
    triangulation: pd.DataFrame,
    axes: Any,
    *,
    claims: Mapping[str, str],
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str = "nl",
) -> Any:
    """A grid of claims by perspective and case with a sign for every document; the signs are explained underneath.

    Where more than `REPEATED` documents share a sign, it stands once with their number.

    Args:
        triangulation: TRIANGULATION.
        axes: where to draw; about 0.27 inch of height for each claim reads well.
        claims: id to label, from top to bottom, each on at most two lines; claims without rows are passed over.
        municipalities: id to name, from left to right.
        perspectives: id to label, from left to right within each case; `observation` included.
        language: `nl` or `en`.
    """
    columns = [(case, perspective) for case in municipalities for perspective in perspectives]
    column = {cell: place for place, cell in enumerate(columns)}
    shown = {claim: label for claim, label in claims.items() if claim in set(triangulation["claim"])}
    row = {claim: -place for place, claim in enumerate(shown)}
    for cell in triangulation.itertuples():
        signs = "".join(_repeat(sign, int(getattr(cell, name))) for name, sign in SIGNS.items())
        place = column[cell.municipality, cell.perspective]
        axes.text(place, row[cell.claim], signs, ha="center", va="center", color=INK, fontsize=SMALL)
    for line in range(0, len(row), 2):
        axes.axhspan(-line - 0.5, -line + 0.5, color=PALE, alpha=0.5, linewidth=0, zorder=0)
    headings = [textwrap.fill(label, 10, break_long_words=False) for label in perspectives.values()]
    above = 4.6 * max((len(line) for heading in headings for line in heading.split("\n")), default=0) + 12
    for number, name in enumerate(municipalities.values()):
        edge = number * len(perspectives) - 0.5
        axes.axvline(edge, color=GREY, linewidth=0.8)
        words = textwrap.fill(name, 4 * len(perspectives))
        axes.annotate(words, (edge + 0.1, 0.5), (0, above), textcoords="offset points", fontsize=8, weight="bold")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(row), 0.5))
    axes.set_xticks(range(len(columns)), headings * len(municipalities), fontsize=SMALL, rotation=90)
    labels = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in shown.values()]
    axes.set_yticks([-place for place in range(len(row))], labels, fontsize=SMALL)
    axes.xaxis.tick_top()
    key = "   ".join(f"{sign} {WORDS[language][name]}" for name, sign in SIGNS.items())
    axes.set_xlabel(key, fontsize=SMALL, color=INK, loc="right")
    return bare(axes)


def _repeat(sign: str, times: int) -> str:
    return sign * times if times <= REPEATED else f"{sign}{times}"


def draw_agreement(agreement: pd.DataFrame, axes: Any, *, codes: Mapping[str, str], language: str = "nl") -> Any:
    """α per code with its interval and percent agreement; a code without a coefficient says so in words.

    Args:
        agreement: AGREEMENT, in the order of drawing from top to bottom.
        axes: where to draw; about 0.17 inch of height for each code reads well.
        codes: id to label.
        language: `nl` or `en`.
    """
    words, space = WORDS[language], {"nl": " ", "en": ""}[language]
    for place, line in enumerate(agreement.itertuples()):
        if pd.isna(line.alpha):
            axes.text(0.02, -place, words["undefined"], va="center", fontsize=SMALL, color=INK)
        else:
            axes.plot((line.low, line.high), (-place, -place), color=GREY, linewidth=2, solid_capstyle="butt")
            axes.plot(line.alpha, -place, "D", color=BLUE, markersize=4)
        axes.text(
            1.06, -place, f"{decimal(100 * line.percent, language=language)}{space}%", va="center", fontsize=SMALL
        )
    axes.text(1.06, 0.8, words["agree"], va="bottom", fontsize=SMALL, weight="bold")
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(right=1.02)
    axes.set_ylim(-len(agreement) + 0.4, 0.7)
    axes.set_xlabel(words["alpha"], fontsize=SMALL)
    axes.xaxis.set_major_formatter(lambda value, _: decimal(value, language=language))
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_yticks([-place for place in range(len(agreement))], agreement["code"].map(codes), fontsize=SMALL)
    return bare(axes)
