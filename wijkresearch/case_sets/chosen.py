"""The chosen set described: its rank, all values, its pairs, possible replacements, and its spread on each control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Literal

import pandas as pd

from wijkresearch.case_sets.comparison import compare_candidates
from wijkresearch.case_sets.evaluation import compare_controls, list_control_values, list_pairs, list_swaps
from wijkresearch.case_sets.ranking import MOST_IN_TABLE, count_values, rank_set
from wijkresearch.case_sets.rules import SetRule
from wijkresearch.case_sets.tables import (
    CONTROL_RANGES,
    CONTROL_VALUES,
    SET_PAIRS,
    SET_RANKS,
    SWAPS,
    UNUSED_CONTROLS,
    VALUE_COUNTS,
)

SMALLEST_SET = 2
NoRank = Literal["", "no_controls", "few_cases", "too_many_sets"]


@dataclass(frozen=True)
class ChosenSet:
    """What can be said of the chosen cases; a table that nothing can be said in is empty, and `problem` says why.

    `values` conforms to CONTROL_VALUES, `rank` to SET_RANKS, `counts` to VALUE_COUNTS, `pairs` to SET_PAIRS, `swaps` to
    SWAPS, `ranges` to CONTROL_RANGES, and `unused`, the controls that were passed over, to UNUSED_CONTROLS.
    """

    unused: pd.DataFrame
    problem: NoRank = ""
    values: pd.DataFrame = field(default_factory=CONTROL_VALUES.empty)
    rank: pd.DataFrame = field(default_factory=SET_RANKS.empty)
    counts: pd.DataFrame = field(default_factory=VALUE_COUNTS.empty)
    pairs: pd.DataFrame = field(default_factory=SET_PAIRS.empty)
    swaps: pd.DataFrame = field(default_factory=SWAPS.empty)
    ranges: pd.DataFrame = field(default_factory=CONTROL_RANGES.empty)


def describe_chosen(
    candidates: pd.DataFrame, chosen: Sequence[str], *, controls: Sequence[str], frame: str
) -> ChosenSet:
    """The chosen cases among all sets of as many candidates, on the controls on which candidates differ.

    Args:
        candidates: FRAME, with the controls that follow from it.
        chosen: the names of the cases that are candidates.
        controls: what candidates are compared on.
        frame: what the candidates are, in words.

    Raises:
        StudyError: a chosen case is not among the candidates, or occurs twice.
    """
    unused = list_unused_controls(candidates, controls)
    used = [control for control in controls if control not in set(unused["control"])]
    if not used:
        return ChosenSet(unused, "no_controls")
    compared = compare_candidates(candidates, id_column="municipality", controls=used, frame=frame)
    values = list_control_values(compared, chosen)
    if len(chosen) < SMALLEST_SET:
        return ChosenSet(unused, "few_cases", values)
    rule = SetRule(size=len(chosen))
    rankable = comb(len(candidates), rule.size) <= MOST_IN_TABLE
    return ChosenSet(
        unused,
        problem="" if rankable else "too_many_sets",
        values=values,
        rank=rank_set(compared, rule, chosen) if rankable else SET_RANKS.empty(),
        counts=count_values(compared, rule) if rankable else VALUE_COUNTS.empty(),
        pairs=list_pairs(compared, chosen),
        swaps=list_swaps(compared, rule, chosen),
        ranges=compare_controls(compared, chosen),
    )


def list_unused_controls(candidates: pd.DataFrame, controls: Sequence[str]) -> pd.DataFrame:
    """UNUSED_CONTROLS: the controls that are not known of every candidate, or have one value for all of them.

    Args:
        candidates: FRAME, with the controls that follow from it.
        controls: what candidates are to be compared on.
    """
    unknown = [int(candidates[control].isna().sum()) for control in controls]
    values = [candidates[control].nunique() for control in controls]
    reasons = [
        "unknown" if missing else "one_value" if different < SMALLEST_SET else None
        for missing, different in zip(unknown, values, strict=True)
    ]
    rows = pd.DataFrame({"control": controls, "reason": reasons, "unknown": unknown, "candidates": len(candidates)})
    return UNUSED_CONTROLS.check(rows.dropna(subset="reason"), "unused controls")


def narrow_frame(candidates: pd.DataFrame, cases: pd.DataFrame, *, otherwise: str) -> tuple[str, pd.DataFrame]:
    """What the candidates near the cases are called, and FRAME of those: all that lie in the province of a case.

    Args:
        candidates: FRAME.
        cases: MUNICIPALITIES; those that go by their own name.
        otherwise: what all candidates are called, which are near where there are no cases.
    """
    nearby = candidates[candidates["province"].isin(cases["province"])].reset_index(drop=True)
    return (otherwise, candidates) if nearby.empty else (str(nearby["province"].iloc[0]), nearby)
