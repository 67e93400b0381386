"""The chosen set under every defensible way to compare: a specification curve over frames, controls and distances.

After Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4:1208-1214: choices that could as well have been made
otherwise are all made, and what depends on them is shown. A specification in which the set cannot be ranked stays in
the table with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from wijkresearch.case_sets.comparison import Choices, compare_candidates
from wijkresearch.case_sets.ranking import rank_set
from wijkresearch.case_sets.rules import SetRule
from wijkresearch.case_sets.tables import SPECIFICATIONS
from wijkresearch.errors import StudyError

AMONG_BEST = 5.0
WAYS_TO_MEASURE = (Choices(), Choices(distance="mahalanobis"))


def compare_specifications(
    frames: Mapping[str, pd.DataFrame],
    *,
    id_column: str,
    control_sets: Sequence[Sequence[str]],
    rule: SetRule,
    chosen: Sequence[str],
) -> pd.DataFrame:
    """SPECIFICATIONS: the rank of the chosen set for every combination of frame, controls and way to measure.

    Args:
        frames: candidates by the words for what they are.
        id_column: the column with the name of a candidate.
        control_sets: lists of controls, of which an empty one is passed over.
        rule: which sets are admissible.
        chosen: the names of the cases.
    """
    rows: list[dict[str, object]] = []
    for (frame, candidates), controls, choice in product(frames.items(), filter(None, control_sets), WAYS_TO_MEASURE):
        try:
            compared = compare_candidates(
                candidates, id_column=id_column, controls=controls, choices=choice, frame=frame
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
    return SPECIFICATIONS.of(rows)
