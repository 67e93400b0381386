"""Pictures of step 1: the chosen cases among all candidates, and the chosen set among all sets.

Every picture is drawn from a finished table. The chosen cases have a colour, a marker and a line of their own and are
named where they are drawn; the other candidates are grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkresearch.plots.grids import NewFigure
from wijkresearch.plots.grids import new_figure as new_titled
from wijkresearch.plots.style import GREY, INK, PAGE, PALE, TEAL, bare, blank
from wijkresearch.show.case_selection import OBJECTIVES, PICTURE_WORDS, SENTENCES
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.titles import say_similarity, say_specifications, say_widest_control
from wijkresearch.words.numbers import write_number

MARKERS = ("o", "s", "^", "D", "v", "P")
LINES = ("-", "--", ":", "-.", "-", "--")
NAMED = 3
"""Chosen cases of one region up to which there is room for their names."""


def draw_similarity(
    control_values: pd.DataFrame,
    value_counts: pd.DataFrame,
    *,
    set_ranks: pd.DataFrame,
    labels: Mapping[str, str],
    language: str = "nl",
    new_figure: NewFigure = plt.figure,
) -> list[Figure]:
    """On the left the chosen cases among all candidates, on the right the chosen set among all sets.

    Args:
        control_values: CONTROL_VALUES.
        value_counts: VALUE_COUNTS.
        set_ranks: SET_RANKS of the chosen set, of the same frame, controls and distance; empty where there is none.
        labels: control to label, in the order of presentation; those of other controls are passed over.
        language: `nl` or `en`.
        new_figure: makes an empty figure.
    """
    title = say_similarity(set_ranks, language=language)
    figure = new_titled(Labels(new_figure=new_figure), PAGE, 2.9, title=title)
    left, right = figure.subplots(1, 2, width_ratios=(1.1, 1))
    many = control_values.loc[control_values["chosen"], "case"].nunique() > FEW
    draw = draw_control_strips if many else draw_profiles
    draw(control_values, left, labels=labels, language=language)
    draw_value_counts(value_counts, right, set_ranks=set_ranks, language=language)
    return [figure]


def draw_controls(
    control_ranges: pd.DataFrame,
    candidate_places: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    unit: str,
    new_figure: NewFigure = plt.figure,
) -> list[Figure]:
    """How far apart the chosen cases are per control, and below that where they lie among all candidates.

    Args:
        control_ranges: CONTROL_RANGES; empty where there is no set to compare.
        candidate_places: CANDIDATE_PLACES.
        labels: control to Dutch label.
        unit: what the value of `candidate_places` is, in Dutch, such as `inwoners`.
        new_figure: makes an empty figure.
    """
    title = say_widest_control(control_ranges, labels)
    heights = [0.42 * max(1, len(control_ranges)) + 0.4, 0.22 * candidate_places["region"].nunique() + 0.6]
    figure = new_titled(Labels(new_figure=new_figure), PAGE, sum(heights), title=title)
    upper, lower = figure.subplots(2, 1, height_ratios=heights)
    draw_control_ranges(control_ranges, upper, labels=labels)
    draw_places(candidate_places, lower, unit=unit)
    return [figure]


def draw_control_strips(
    control_values: pd.DataFrame, axes: Axes, *, labels: Mapping[str, str], language: str = "nl"
) -> Axes:
    """A strip of dots per control, every dot a candidate, the chosen ones in blue on top: for many chosen cases.

    Args:
        control_values: CONTROL_VALUES.
        axes: where to draw.
        labels: control to label, in the order of presentation; those of other controls are passed over.
        language: `nl` or `en`.
    """
    drawn = [control for control in labels if control in set(control_values["control"])]
    chosen = control_values["chosen"].astype(bool)
    _draw_strips(control_values, axes, "standardised", "control", order=drawn)
    axes.set_yticks(range(len(drawn)), [fill(labels[control], 24) for control in drawn])
    words = PICTURE_WORDS[language]
    cases = control_values["case"].nunique(), control_values.loc[chosen, "case"].nunique()
    axes.set_title(words["among"].format(cases=write_number(cases[0], language=language), chosen=cases[1]), fontsize=10)
    axes.set(xlabel=words["deviations"], ylabel="")
    return bare(axes)


def _draw_strips(rows: pd.DataFrame, axes: Axes, value: str, strip: str, *, order: Sequence[str]) -> None:
    """All dots in grey, and on top of them those of the chosen cases in blue."""
    chosen = rows["chosen"].astype(bool)
    drawn: dict[str, Any] = {"x": value, "y": strip, "order": order, "ax": axes, "jitter": False, "orient": "h"}
    sns.stripplot(rows[~chosen], **drawn, color=GREY, alpha=0.5, size=4)
    sns.stripplot(
        rows[chosen], **drawn, color=TEAL, marker="D", size=7, edgecolor="white", linewidth=0.8, zorder=3
    )  # fmt: skip


def draw_profiles(control_values: pd.DataFrame, axes: Axes, *, labels: Mapping[str, str], language: str = "nl") -> Axes:
    """Parallel coordinates: every candidate a grey line over the controls, the chosen ones on top with their names.

    Args:
        control_values: CONTROL_VALUES; empty where candidates cannot be compared.
        axes: where to draw.
        labels: control to label, in the order of presentation; those of other controls are passed over.
        language: `nl` or `en`.
    """
    if control_values.empty:
        return blank(axes, PICTURE_WORDS[language]["nothing"])
    drawn = {control: label for control, label in labels.items() if control in set(control_values["control"])}
    wide = control_values.pivot(index="case", columns="control", values="standardised")[list(drawn)]
    chosen = control_values.loc[control_values["chosen"], "case"].drop_duplicates().tolist()
    places = range(len(drawn))
    for case in wide.index.difference(chosen):
        axes.plot(places, wide.loc[case], color=GREY, alpha=0.3, linewidth=0.7, zorder=1)
    for number, case in enumerate(chosen):
        look = _look(number)
        axes.plot(places, wide.loc[case], linewidth=2, zorder=3, **look)
    _name_line_ends(axes, len(drawn) - 1, {case: float(wide.loc[case].iloc[-1]) for case in chosen})
    axes.set_xticks(places, drawn.values())
    axes.set(xlim=(-0.1, len(drawn) - 1 + 0.1), ylabel=PICTURE_WORDS[language]["deviations"])
    for place in places:
        axes.axvline(place, color=PALE, linewidth=1, zorder=0)
    return bare(axes)


def draw_value_counts(value_counts: pd.DataFrame, axes: Axes, *, set_ranks: pd.DataFrame, language: str = "nl") -> Axes:
    """How many sets have which value, with the chosen set as a line that carries its rank.

    Args:
        value_counts: VALUE_COUNTS.
        axes: where to draw.
        set_ranks: SET_RANKS of the chosen set, of the same frame, controls and distance; empty where there is none.
        language: `nl` or `en`.
    """
    words = PICTURE_WORDS[language]
    if set_ranks.empty:
        return blank(axes, PICTURE_WORDS[language]["nothing"])
    width = value_counts["high"] - value_counts["low"]
    axes.bar(value_counts["low"], value_counts["sets"], width=width, align="edge", color=PALE, edgecolor=GREY)
    for set_rank in set_ranks.to_dict("records"):
        rank, sets = (write_number(set_rank[name], language=language) for name in ("rank", "admissible"))
        axes.axvline(set_rank["value"], color=TEAL, linewidth=2)
        axes.annotate(
            words["chosen"].format(rank=rank, sets=sets),
            (set_rank["value"], 0.97),
            xycoords=("data", "axes fraction"),
            xytext=(6, 0),
            textcoords="offset points",
            va="top",
            color=INK,
        )
        axes.set_xlabel(words["value"].format(unit=OBJECTIVES[language][set_rank["objective"]]))
    axes.set_ylabel(words["sets"])
    axes.margins(y=0.12)
    axes.yaxis.set_major_formatter(lambda value, _: write_number(value, language=language))
    axes.xaxis.set_major_formatter(lambda value, _: write_number(value, language=language))
    return bare(axes)


def draw_control_ranges(control_ranges: pd.DataFrame, axes: Axes, *, labels: Mapping[str, str]) -> Axes:
    """How far apart the chosen cases are per control, in standard deviations, with the raw values beside.

    Args:
        control_ranges: CONTROL_RANGES; empty where there is no set to compare.
        axes: where to draw.
        labels: control to Dutch label.
    """
    if control_ranges.empty:
        return blank(axes, PICTURE_WORDS["nl"]["nothing"])
    for place, row in enumerate(control_ranges.itertuples()):
        filled = TEAL if row.unbalanced else "white"
        axes.plot([0, row.standardised_range], [-place, -place], color=GREY, linewidth=1.5, zorder=1)
        axes.plot(row.standardised_range, -place, "o", color=TEAL, mfc=filled, ms=7)
        words = f"{write_number(row.lowest)} ({row.lowest_case}) – {write_number(row.highest)} ({row.highest_case})"
        axes.annotate(words, (0, -place), xytext=(2, 8), textcoords="offset points", fontsize=7, color=INK)
    axes.set_yticks(
        [-place for place in range(len(control_ranges))], [labels[name] for name in control_ranges["control"]]
    )
    axes.set(ylim=(0.6 - len(control_ranges), 0.8), xlabel=SENTENCES["ranges"])
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _: write_number(value))
    return bare(axes)


def draw_places(candidate_places: pd.DataFrame, axes: Axes, *, unit: str) -> Axes:
    """A strip of dots per region, every dot a candidate; the chosen ones marked and named.

    Args:
        candidate_places: CANDIDATE_PLACES.
        axes: where to draw.
        unit: what the value is, in Dutch, such as `inwoners`.
    """
    marked = candidate_places[candidate_places["chosen"]]
    if len(marked) > FEW or marked["region"].value_counts().max() > NAMED:
        return _draw_many_places(candidate_places, axes, unit)
    regions = {region: -place for place, region in enumerate(sorted(set(candidate_places["region"])))}
    height = candidate_places["region"].map(regions)
    axes.scatter(candidate_places["value"], height, s=14, color=GREY, alpha=0.5, linewidths=0)
    for number, row in enumerate(marked.itertuples()):
        look = _look(number)
        axes.plot(
            row.value,
            regions[row.region],
            marker=look["marker"],
            color=look["color"],
            markersize=7,
            markeredgecolor="white",
        )
    for region, chosen in marked.groupby("region"):
        _name_dots(axes, chosen.sort_values(["value", "case"]), regions[region])
    axes.set_yticks(list(regions.values()), list(regions))
    axes.set(xscale="log", xlabel=SENTENCES["log_scale"].format(unit=unit), ylim=(-len(regions) + 0.2, 0.8))
    _make_room_for_names(axes, marked)
    axes.xaxis.set_major_formatter(lambda value, _: write_number(value))
    return bare(axes)


def _make_room_for_names(axes: Axes, marked: pd.DataFrame) -> None:
    """Let a logarithmic axis begin further to the left where a name would stand on the names of the regions."""
    lowest, highest = axes.get_xlim()
    to_the_left = marked.loc[marked["region"].duplicated(keep=False), "value"]
    if (to_the_left < lowest * (highest / lowest) ** (1 / 3)).any():
        axes.set_xlim(left=lowest / (highest / lowest) ** 0.5)


def _draw_many_places(candidate_places: pd.DataFrame, axes: Axes, unit: str) -> Axes:
    """The strips of many chosen cases: marked, not named, with their number beside the name of the region."""
    regions = sorted(set(candidate_places["region"]))
    _draw_strips(candidate_places, axes, "value", "region", order=regions)
    chosen = candidate_places.loc[candidate_places["chosen"].astype(bool), "region"].value_counts()
    names = [f"{region} ({chosen.get(region, 0)})" for region in regions]
    axes.set_yticks(range(len(regions)), names)
    axes.set_title(fill(SENTENCES["chosen_beside"].format(chosen=chosen.sum()), 32), fontsize=10)
    axes.set(xscale="log", xlabel=SENTENCES["log_scale"].format(unit=unit), ylabel="")
    axes.xaxis.set_major_formatter(lambda value, _: write_number(value))
    return bare(axes)


def draw_all_specifications(specifications: pd.DataFrame) -> list[Figure]:
    """The percentile of the chosen set under every specification, in one figure.

    Args:
        specifications: SPECIFICATIONS; those without a rank are left blank.
    """
    ranked = specifications[specifications["percentile"].notna()]
    figure = new_titled(Labels(), PAGE, 3, title=say_specifications(ranked))
    draw_specifications(specifications, figure.subplots())
    return [figure]


def draw_specifications(specifications: pd.DataFrame, axes: Axes) -> Axes:
    """The percentile of the chosen set under every specification, sorted within each frame.

    Args:
        specifications: SPECIFICATIONS; those without a rank are left blank.
        axes: where to draw.
    """
    ranked = specifications[specifications["percentile"].notna()]
    if ranked.empty:
        return blank(axes, PICTURE_WORDS["nl"]["nothing"])
    frames = {frame: number for number, frame in enumerate(ranked["frame"].drop_duplicates())}
    ordered = ranked.assign(number=ranked["frame"].map(frames)).sort_values(["number", "percentile", "specification"])
    ordered["place"] = np.arange(len(ordered)) + 2 * ordered["number"]
    looks = {frame: _look(number) for frame, number in frames.items()}
    sns.scatterplot(
        ordered, x="place", y="percentile", hue="frame", style="frame", ax=axes, s=44, linewidth=0, zorder=2,
        palette={frame: look["color"] for frame, look in looks.items()}, legend=False,
        markers={frame: look["marker"] for frame, look in looks.items()},
    )  # fmt: skip
    for frame, group in ordered.groupby("frame", sort=False):
        axes.annotate(
            f"{frame} (n = {write_number(group['candidates'].iloc[0])})",
            (float(group["place"].iloc[0]), float(group["percentile"].iloc[-1])),
            xytext=(0, 8),
            textcoords="offset points",
            fontsize=7,
            color=INK,
        )
    axes.axhspan(0, 5, color=PALE, zorder=0)
    axes.annotate(SENTENCES["best"], (1, 2.5), xycoords=("axes fraction", "data"), ha="right", va="center", fontsize=7)
    axes.set(ylim=(0, 105), ylabel=SENTENCES["percentile"], xlabel=SENTENCES["specifications"])
    axes.set_xticks([])
    return bare(axes)


def _look(number: int) -> dict[str, Any]:
    return {
        "color": TEAL,
        "marker": MARKERS[number % len(MARKERS)],
        "linestyle": LINES[number % len(LINES)],
    }


def _name_dots(axes: Axes, chosen: pd.DataFrame, height: float) -> None:
    """Names of the dots of one strip: the first to the left, the last to the right, those between them above."""
    last = len(chosen) - 1
    for place, row in enumerate(chosen.itertuples()):
        side = "right" if place == 0 and last else "left" if place == last else "center"
        shift = {"right": (-8, 0), "left": (8, 0), "center": (0, 9)}[side]
        axes.annotate(
            row.case,
            (row.value, height),
            xytext=shift,
            textcoords="offset points",
            ha=side,
            va="bottom" if side == "center" else "center",
            fontsize=7,
            color=INK,
            bbox={"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1},
        )


def _name_line_ends(axes: Axes, x: float, heights: Mapping[str, float]) -> None:
    """Names at the right end of lines, pushed apart where they would overlap."""
    offset, last = 0.0, None
    for case in sorted(heights, key=lambda name: heights[name]):
        offset = max(0.0, offset + 11 - 24 * (heights[case] - last)) if last is not None else 0.0
        last = heights[case]
        axes.annotate(
            case,
            (x, heights[case]),
            xytext=(8, offset),
            textcoords="offset points",
            va="center",
            color=INK,
            annotation_clip=False,
        )
