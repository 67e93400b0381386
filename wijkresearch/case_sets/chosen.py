"""The chosen set in one go: its rank, all values, its pairs, who could take each seat, and how far apart it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.evaluation import compare_controls, list_pairs, list_swaps
from wijkresearch.case_sets.ranking import count_values, rank_set
from wijkresearch.case_sets.rules import SetRule
from wijkresearch.case_sets.tables import CONTROL_RANGES, SET_PAIRS, SET_RANKS, SWAPS, VALUE_COUNTS

SMALLEST_SET = 2


@dataclass(frozen=True)
class ChosenSet:
    """What can be said of the chosen cases: SET_RANKS, VALUE_COUNTS, SET_PAIRS, SWAPS and CONTROL_RANGES."""

    rank: pd.DataFrame
    counts: pd.DataFrame
    pairs: pd.DataFrame
    swaps: pd.DataFrame
    ranges: pd.DataFrame


def describe_chosen(comparison: Comparison, chosen: Sequence[str]) -> ChosenSet:
    """The chosen cases among all sets of as many candidates; every table is empty where fewer than two were chosen.

    Args:
        comparison: the candidates, compared.
        chosen: the names of the cases that are candidates.

    Raises:
        StudyError: a chosen case is not among the candidates, or occurs twice.
    """
    if len(chosen) < SMALLEST_SET:
        return ChosenSet(*(table.empty() for table in (SET_RANKS, VALUE_COUNTS, SET_PAIRS, SWAPS, CONTROL_RANGES)))
    rule = SetRule(size=len(chosen))
    return ChosenSet(
        rank=rank_set(comparison, rule, chosen),
        counts=count_values(comparison, rule),
        pairs=list_pairs(comparison, chosen),
        swaps=list_swaps(comparison, rule, chosen),
        ranges=compare_controls(comparison, chosen),
    )


def narrow_frame(candidates: pd.DataFrame, cases: pd.DataFrame, *, otherwise: str) -> tuple[str, pd.DataFrame]:
    """What the candidates near the cases are called, and FRAME of those: all that lie in the province of a case.

    Args:
        candidates: FRAME.
        cases: MUNICIPALITIES; those that go by their own name.
        otherwise: what all candidates are called, which are near where there are no cases.
    """
    nearby = candidates[candidates["province"].isin(cases["province"])].reset_index(drop=True)
    return (otherwise, candidates) if nearby.empty else (str(nearby["province"].iloc[0]), nearby)
