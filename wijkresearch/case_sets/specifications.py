"""The chosen set under every defensible way to compare: a specification curve over frames, controls and distances.

After Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4:1208-1214: choices that could as well have been made
otherwise are all made, and what depends on them is shown. A specification in which the set cannot be ranked stays in
the table with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pandas as pd

from wijkresearch.case_sets.comparison import Choices, compare_candidates
from wijkresearch.case_sets.ranking import rank_set
from wijkresearch.case_sets.rules import SetRule
from wijkresearch.case_sets.tables import SPECIFICATION_SUMMARY, SPECIFICATIONS
from wijkresearch.errors import StudyError

AMONG_BEST = 5.0


def compare_specifications(
    frames: Mapping[str, pd.DataFrame],
    *,
    id_column: str,
    control_sets: Sequence[Sequence[str]],
    rule: SetRule,
    chosen: Sequence[str],
    choices: Sequence[Choices] = (Choices(), Choices(distance="mahalanobis")),
) -> pd.DataFrame:
    """SPECIFICATIONS: the rank of the chosen set for every combination of frame, controls and choices.

    Args:
        frames: candidates by the words for what they are.
        id_column: the column with the name of a candidate.
        control_sets: lists of controls; a logarithm or weight in `choices` counts only where its control is compared.
        rule: which sets are admissible.
        chosen: the names of the cases.
        choices: the ways to measure.
    """
    rows: list[dict[str, object]] = []
    for (frame, candidates), controls, choice in product(frames.items(), control_sets, choices):
        fitting = _fit(choice, controls)
        try:
            compared = compare_candidates(
                candidates, id_column=id_column, controls=controls, choices=fitting, frame=frame
            )
            row = rank_set(compared, rule, chosen).drop(columns="members").iloc[0].to_dict()
            row["among_best"] = row["percentile"] <= AMONG_BEST
        except StudyError as trouble:
            row = {
                "problem": " ".join(str(problem) for problem in trouble.problems),
                "condition": str(rule),
                "frame": frame,
                "candidates": len(candidates),
                "controls": ", ".join(controls),
                "distance": choice.distance,
                "objective": choice.objective,
            }
        rows.append({"specification": len(rows) + 1, **row})
    return SPECIFICATIONS.check(pd.DataFrame(rows, columns=SPECIFICATIONS.column_names))


def summarise_specifications(specifications: pd.DataFrame) -> pd.DataFrame:
    """SPECIFICATION_SUMMARY: per frame the lowest, median and highest percentile, and how often among the best 5 %."""
    return SPECIFICATION_SUMMARY.check(
        pd.DataFrame(list(_summaries(specifications)), columns=SPECIFICATION_SUMMARY.column_names)
    )


def _summaries(specifications: pd.DataFrame) -> Iterator[dict[str, object]]:
    ranked = specifications[specifications["percentile"].notna()]
    for frame, group in ranked.groupby("frame", sort=False):
        yield {
            "frame": frame,
            "candidates": group["candidates"].iloc[0],
            "specifications": len(group),
            "lowest_percentile": group["percentile"].min(),
            "median_percentile": group["percentile"].median(),
            "highest_percentile": group["percentile"].max(),
            "among_best": int(group["among_best"].sum()),
        }


def _fit(choices: Choices, controls: Sequence[str]) -> Choices:
    weights = {name: weight for name, weight in (choices.weights or {}).items() if name in controls}
    log = tuple(name for name in choices.log if name in controls)
    return Choices(choices.distance, choices.objective, log, weights)
