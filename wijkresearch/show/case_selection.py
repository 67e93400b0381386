"""Sentences of step 1: the chosen set among all sets, and what would make it more alike."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from wijkresearch.case_sets import ChosenSet
from wijkresearch.show.headings import HEADINGS
from wijkresearch.show.reading import html_table
from wijkresearch.tables.raw import CONTROLS
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import write_number, write_percent

DISTANCES = catalogue("case_selection.distances")["nl"]
OBJECTIVES = catalogue("case_selection.objectives")
PICTURE_WORDS = catalogue("case_selection")
PROBLEMS = catalogue("case_selection.problems")["nl"]
UNUSED = catalogue("case_selection.unused")["nl"]
SENTENCES = catalogue("case_selection.sentences")["nl"]


def label_controls(selection: Mapping[str, Any], *, language: str = "nl") -> dict[str, str]:
    """Control to what it is called: in the language, otherwise in Dutch, otherwise by its own name.

    >>> label_controls({"labels_nl": {"council_seats": "raadszetels"}, "labels_en": {}}, language="en")["council_seats"]
    'raadszetels'
    """
    own = {control: control for control in CONTROLS}
    given = {**selection["labels_nl"], **selection[f"labels_{language}"]}
    return {**given, **{control: name for control, name in own.items() if control not in given}}


def say_rank(chosen: ChosenSet, labels: Mapping[str, str], *, unnamed: int = 0) -> str:
    """Dutch sentences with the rank of a set, and what it is a rank of: the frame, the controls and the distance.

    Args:
        chosen: the chosen cases among all sets; without a rank it says why there is none.
        labels: control to Dutch label.
        unnamed: number of cases that may not be named and are therefore not in the set.
    """
    said = [_rank_sentence(row, labels) for row in chosen.rank.to_dict("records")]
    said += [PROBLEMS[chosen.problem]] if chosen.problem else []
    for row in chosen.unused.to_dict("records"):
        said.append(UNUSED[row["reason"]].format(**{**row, "control": labels[row["control"]]}))
    if unnamed:
        said.append(SENTENCES["one_unnamed" if unnamed == 1 else "unnamed"].format(cases=unnamed))
    return " ".join(said)


def _rank_sentence(set_rank: Mapping[Hashable, Any], labels: Mapping[str, str]) -> str:
    exact = set_rank["exact"]
    places = {"rank": write_number(set_rank["rank"]), "sets": write_number(set_rank["admissible"])}
    shares = {"share": write_percent(set_rank["percentile"] / 100, 1)}
    if not exact:
        low, high = write_number(set_rank["percentile_low"], 1), write_number(set_rank["percentile_high"], 1)
        shares |= {"sample": write_number(set_rank["sets_seen"]), "low": low, "high": high}
    return SENTENCES["rank"].format(
        members=set_rank["members"].replace("; ", ", "),
        place=SENTENCES["place" if exact else "estimated_place"].format(**places),
        share=SENTENCES["share" if exact else "sampled_share"].format(**shares),
        frame=set_rank["frame"],
        candidates=write_number(set_rank["candidates"]),
        controls=_translate(set_rank["controls"], labels),
        distance=DISTANCES[set_rank["distance"]],
        objective=OBJECTIVES["nl"][set_rank["objective"]],
    )


def swap_table(swaps: pd.DataFrame) -> str:
    """The swap table as HTML: per chosen case its place among all who could hold its seat, and the best one."""
    return html_table(swaps, HEADINGS["swaps"], caption=SENTENCES["swaps"])


def _translate(controls: str, labels: Mapping[str, str]) -> str:
    words: Sequence[str] = controls.split(", ")
    return ", ".join(labels.get(word, word) for word in words)
