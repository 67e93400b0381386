"""Pictures of rigour: where two coders differ, how codes accumulate, and who speaks for and against each claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.show.style import BLUE, GREY, INK, ORANGE, PALE, bare, decimal

PREMISE = (
    "Alleen verzadiging van codes is te berekenen, niet van betekenis; "
    "reflexieve thematische analyse verwerpt het uitgangspunt."
)
SIGNS = {
    "supporting": ("●", "ondersteunt"),
    "divided": ("◐", "allebei"),
    "countering": ("✗", "spreekt tegen"),
    "silent": ("○", "zwijgt"),
    "not_asked": ("–", "niet gevraagd"),
}
CODER_STYLES = ((0.2, BLUE), (-0.2, ORANGE))
BAR = 0.34


def draw_disagreement_strip(
    passages: pd.DataFrame, axes: Any, *, coders: Mapping[str, str], codes: Mapping[str, str]
) -> Any:
    """One document from left to right; per code the passages of the first coder above those of the second.

    A filled bar is a passage to which both gave the code; a hatched one holds characters that only its coder coded.

    Args:
        passages: CODED_PASSAGES of one document.
        axes: where to draw; about 0.35 inch of height for each code reads well.
        coders: id to label of the first and the second coder.
        codes: id to Dutch label; those that occur are drawn in this order from top to bottom.

    Raises:
        StudyError: the passages are of more than one document.
    """
    documents = list(passages["document"].drop_duplicates())
    if len(documents) > 1:
        raise StudyError(Problem("disagreement strip", f"documents {', '.join(documents)}", "one document"))
    given = set(passages["code"])
    drawn = [code for code in codes if code in given]
    row = {code: -place for place, code in enumerate(drawn)}
    for (lift, colour), coder in zip(CODER_STYLES, coders, strict=True):
        for bar in passages[passages["coder"] == coder].itertuples():
            axes.broken_barh(
                [(bar.start, bar.end - bar.start)],
                (row[bar.code] + lift - BAR / 2, BAR),
                facecolor=colour if bar.agreed == 1 else "white",
                edgecolor=colour,
                hatch=None if bar.agreed == 1 else "////",
                linewidth=0.8,
            )
    long = passages["characters"].max()
    for (lift, _), label in zip(CODER_STYLES, coders.values(), strict=True):
        axes.text(long * 1.01, lift, label, va="center", fontsize=8, weight="bold")
    for line in range(len(row) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8, zorder=0)
    axes.set(xlim=(0, long), ylim=(0.5 - len(row), 0.5), xlabel="teken in het document")
    axes.set_yticks([-place for place in range(len(row))], [codes[code] for code in drawn])
    axes.set_title(f"{documents[0]}: gevuld = beiden, gearceerd = (deels) alleen deze codeur" if documents else "")
    return bare(axes)


def draw_disagreement_strips(
    passages: pd.DataFrame, axes: Iterable[Any], *, coders: Mapping[str, str], codes: Mapping[str, str]
) -> Iterable[Any]:
    """One strip per document under each other.

    Args:
        passages: CODED_PASSAGES.
        axes: at least as many axes as there are documents; those that are left over stay empty.
        coders: as in `draw_disagreement_strip`.
        codes: as in `draw_disagreement_strip`.
    """
    places = list(axes)
    strips = [here for _, here in passages.groupby("document", sort=False)]
    for place, here in zip(places, strips, strict=False):
        draw_disagreement_strip(here, place, coders=coders, codes=codes)
    for place in places[len(strips) :]:
        place.set_axis_off()
    return places


def draw_saturation(curve: pd.DataFrame, axes: Any, *, title: str) -> Any:
    """Codes after every document: as coded, the mean over every order, and the band in which 95 % of the orders stay.

    Args:
        curve: SATURATION_CURVE of one municipality, or of all.
        axes: where to draw.
        title: what the curve is of, such as the name of the municipality.
    """
    axes.fill_between(curve["place"], curve["low"], curve["high"], color=PALE, zorder=0, label="95 % van de volgordes")
    axes.plot(curve["place"], curve["expected"], "--", color=INK, linewidth=1.2, label="gemiddelde van elke volgorde")
    axes.plot(curve["place"], curve["cumulative"], "o-", color=BLUE, linewidth=1.6, label="zoals gecodeerd")
    for point in curve.itertuples():
        axes.annotate(
            f"+{point.new_codes}", (point.place, point.cumulative), (0, 7), textcoords="offset points", ha="center",
            fontsize=7.5, color=BLUE,
        )  # fmt: skip
    axes.legend(loc="lower right", frameon=False, fontsize=8)
    axes.set_xticks(curve["place"], curve["document"], fontsize=8)
    axes.set(ylim=(0, None), xlabel="document, in de volgorde van coderen", ylabel="verschillende codes")
    axes.set_title(title)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.text(0, -0.24, PREMISE, transform=axes.transAxes, fontsize=7.5, color=INK)
    return axes


def draw_saturations(curves: pd.DataFrame, axes: Iterable[Any], *, titles: Mapping[str, str]) -> Iterable[Any]:
    """One curve per municipality.

    Args:
        curves: SATURATION_CURVE.
        axes: as many axes as there are titles.
        titles: id of the municipality (or `all`) to what stands above its curve, in the order of the axes.
    """
    for place, (municipality, title) in zip(axes, titles.items(), strict=True):
        draw_saturation(curves[curves["municipality"] == municipality], place, title=title)
    return axes


def draw_triangulation(
    triangulation: pd.DataFrame,
    axes: Any,
    *,
    claims: Mapping[str, str],
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
) -> Any:
    """A grid of claims by perspective and case with a sign for every document; the signs are explained underneath.

    Args:
        triangulation: TRIANGULATION.
        axes: where to draw; about 0.35 inch of height for each claim reads well.
        claims: id to short label, from top to bottom; claims without rows, such as composites, are passed over.
        municipalities: id to name, from left to right.
        perspectives: id to label, from left to right within each case; `observation` included.
    """
    columns = [(case, perspective) for case in municipalities for perspective in perspectives]
    column = {cell: place for place, cell in enumerate(columns)}
    shown = {claim: label for claim, label in claims.items() if claim in set(triangulation["claim"])}
    row = {claim: -place for place, claim in enumerate(shown)}
    for cell in triangulation.itertuples():
        signs = "".join(sign * int(getattr(cell, name)) for name, (sign, _) in SIGNS.items())
        place = column[cell.municipality, cell.perspective]
        axes.text(place, row[cell.claim], signs, ha="center", va="center", color=INK)
    for number, name in enumerate(municipalities.values()):
        edge = number * len(perspectives) - 0.5
        axes.axvline(edge, color=GREY, linewidth=0.8)
        axes.text(edge + 0.1, -len(row) + 0.3, name, weight="bold", va="top")
    for line in range(len(row) + 1):
        axes.axhline(0.5 - line, color=PALE, linewidth=0.8)
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(0.5 - len(row), 0.5))
    headings = [*perspectives.values()] * len(municipalities)
    axes.set_xticks(range(len(columns)), headings, fontsize=8, rotation=35, ha="left", rotation_mode="anchor")
    axes.set_yticks([-place for place in range(len(row))], shown.values(), fontsize=8)
    axes.xaxis.tick_top()
    key = "   ".join(f"{sign} {word}" for sign, word in SIGNS.values())
    axes.set_xlabel(key, fontsize=8, color=INK, labelpad=22)
    return bare(axes)


def draw_agreement(agreement: pd.DataFrame, axes: Any, *, codes: Mapping[str, str]) -> Any:
    """α per code with its interval and percent agreement; a code without a coefficient says so in words.

    Args:
        agreement: AGREEMENT.
        axes: where to draw; about 0.3 inch of height for each code reads well.
        codes: id to Dutch label, from top to bottom.
    """
    row = {code: -place for place, code in enumerate(codes)}
    for line in agreement.itertuples():
        y = row[line.code]
        if pd.isna(line.alpha):
            axes.text(
                0, y, "niet te bepalen: alles gelijk of niets te vergelijken", va="center", fontsize=8, color=GREY
            )
        else:
            axes.plot((line.low, line.high), (y, y), color=GREY, linewidth=2.5, solid_capstyle="butt")
            axes.plot(line.alpha, y, "D", color=BLUE, markersize=6)
        axes.text(1.06, y, f"{decimal(100 * line.percent, 0)} %", va="center", fontsize=8)
    axes.text(1.06, 0.8, "eens", va="bottom", fontsize=8, weight="bold")
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_xlim(right=1.02)
    axes.set(ylim=(-len(row) + 0.4, 0.7), xlabel="Krippendorffs α (nominaal) met 95 %-interval")
    axes.set_yticks([-place for place in range(len(row))], codes.values())
    return bare(axes)
