"""Step 5, conclusions: claims as data, judged by their rule on the codings, and what a new case does to them.

A verdict on what respondents say counts respondents (interviews), never passages; a claim about role passages or about
what was observed says so. The rules and their sources are in `ballots` and `passage_ballots`. A count says how many
respondents speak of something, not how much it weighs; and nothing here speaks of people who were not interviewed.
"""

from wijkresearch.steps.conclusions.asking import find_topic_turns, list_asking, settle_raised
from wijkresearch.steps.conclusions.basis import check_freezes, list_basis, list_stale
from wijkresearch.steps.conclusions.change import (
    compare_cases,
    compare_reread,
    compare_verdicts,
    compare_with_new_case,
    compare_with_statements,
)
from wijkresearch.steps.conclusions.composition import explain_composition
from wijkresearch.steps.conclusions.recommendations import list_recommendations
from wijkresearch.steps.conclusions.record import Record
from wijkresearch.steps.conclusions.respondents import (
    count_denominators,
    leave_out_untold,
    list_evidence,
    list_respondents,
)
from wijkresearch.steps.conclusions.robustness import compare_left_out
from wijkresearch.steps.conclusions.tipping import list_tips
from wijkresearch.steps.conclusions.verdicts import answer_claims

__all__ = [
    "Record",
    "answer_claims",
    "check_freezes",
    "compare_cases",
    "compare_left_out",
    "compare_reread",
    "compare_verdicts",
    "compare_with_new_case",
    "compare_with_statements",
    "count_denominators",
    "explain_composition",
    "find_topic_turns",
    "leave_out_untold",
    "list_asking",
    "list_basis",
    "list_evidence",
    "list_recommendations",
    "list_respondents",
    "list_stale",
    "list_tips",
    "settle_raised",
]
