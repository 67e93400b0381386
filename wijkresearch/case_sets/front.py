"""Spread on the variable of interest against similarity on the controls: the sets that nothing beats on both.

Each step asks for the most similar set whose spread is above the one before (the ε-constraint method: Haimes, Lasdon &
Wismer 1971, IEEE Transactions on Systems, Man, and Cybernetics 1(3):296-297), so every point is proven.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.counting import count_admissible, count_or_refuse
from wijkresearch.case_sets.ranking import members_text
from wijkresearch.case_sets.rules import SetRule, read_condition
from wijkresearch.case_sets.search import Search, search_sets
from wijkresearch.case_sets.tables import FRONT
from wijkresearch.errors import Problem, StudyError


def trace_front(comparison: Comparison, rule: SetRule, *, on: str) -> pd.DataFrame:
    """FRONT: from the most similar set to the one with the widest range of `on`, every set that no other set beats.

    Args:
        comparison: the candidates, compared.
        rule: the size of a set, the included cases and what must be the same; a difference is what the front is about.
        on: the column with the variable of interest, a number.

    Raises:
        StudyError: the rule asks for a difference already, or `on` is no number for every candidate.
    """
    if rule.differ:
        found = f"the rule asks for a difference on {rule.differ} already"
        raise StudyError(
            Problem("condition", found, "a rule without a difference", "The front shows every difference.")
        )
    count_or_refuse(comparison, rule, read_condition(comparison, rule))
    ranged = replace(rule, differ=on, how="range", at_least=1e-12)
    condition = read_condition(comparison, ranged)
    condition = replace(condition, reach=-1.0)
    rows = []
    while count_admissible(condition):
        sets, values = search_sets(comparison, condition, Search())
        spreads = np.ptp(condition.numbers[sets], axis=1)
        widest = int(spreads.argmax())
        rows.append(
            {
                "spread": float(spreads[widest]),
                "value": float(values[widest]),
                "members": members_text(comparison, sets[widest]),
            }
        )
        condition = replace(condition, reach=float(np.nextafter(spreads[widest] * (1 + 1e-12), np.inf)))
    return FRONT.check(pd.DataFrame(rows).assign(condition=str(rule), **comparison.label))
