"""Step 1, case selection: how similar the chosen cases are, compared with every set that could have been chosen.

Candidates are compared (`compare_candidates`) on controls; a `SetRule` says which sets are admissible; the best sets
are found exactly, and a chosen set gets its rank, its pairs, its swaps and its place under other ways to compare. What
comes out is a rank given these controls and this frame.
"""

from wijkresearch.case_sets.chosen import ChosenSet, describe_chosen, narrow_frame
from wijkresearch.case_sets.comparison import (
    MEMBER_SEPARATOR,
    OBJECTIVES,
    Choices,
    Comparison,
    compare_candidates,
    derive_controls,
)
from wijkresearch.case_sets.distances import DISTANCES
from wijkresearch.case_sets.evaluation import (
    compare_controls,
    leave_out_controls,
    list_control_values,
    list_pairs,
    list_swaps,
    locate_candidates,
)
from wijkresearch.case_sets.front import trace_front
from wijkresearch.case_sets.ranking import count_sets, count_values, find_best_sets, rank_set
from wijkresearch.case_sets.rules import RULES, SetRule
from wijkresearch.case_sets.specifications import compare_specifications, summarise_specifications
from wijkresearch.case_sets.strategies import (
    choose_diverse,
    describe_strategies,
    score_by_regression,
    score_extreme,
)

__all__ = [
    "DISTANCES",
    "MEMBER_SEPARATOR",
    "OBJECTIVES",
    "RULES",
    "Choices",
    "ChosenSet",
    "Comparison",
    "SetRule",
    "choose_diverse",
    "compare_candidates",
    "compare_controls",
    "compare_specifications",
    "count_sets",
    "count_values",
    "derive_controls",
    "describe_chosen",
    "describe_strategies",
    "find_best_sets",
    "leave_out_controls",
    "list_control_values",
    "list_pairs",
    "list_swaps",
    "locate_candidates",
    "narrow_frame",
    "rank_set",
    "score_by_regression",
    "score_extreme",
    "summarise_specifications",
    "trace_front",
]
