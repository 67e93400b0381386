"""Where a chosen set stands among all admissible sets, given these controls and this frame.

Every set is counted where that can be done; otherwise sets are drawn at random and the percentile comes with the
interval of Wilson 1927, Journal of the American Statistical Association 22(158):209-212. A rank is a fact about the
controls, the distance and the frame, not about the study: what could not be measured for every candidate, or who would
let a researcher in, is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb, sqrt

import numpy as np
import pandas as pd

from wijkresearch.case_sets.comparison import MEMBER_SEPARATOR, Comparison
from wijkresearch.case_sets.counting import count_admissible, count_or_refuse, free_by_stratum
from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.rules import Condition, SetRule, Whole, read_condition
from wijkresearch.case_sets.sampling import draw_sets
from wijkresearch.case_sets.search import Search, search_sets, set_values
from wijkresearch.case_sets.tables import BEST_SETS, SET_RANKS, VALUE_COUNTS
from wijkresearch.case_sets.task import build_task, pair_costs
from wijkresearch.case_sets.ties import are_below
from wijkresearch.case_sets.walk import walk
from wijkresearch.errors import Problem, StudyError, raise_if_any

COUNTABLE = 20_000_000
"""Up to how many sets are counted one by one; above it they are drawn at random."""
BINS = 40
SAMPLE = 200_000
MOST_IN_TABLE = 2**53
FINE_BINS = 100_000
Z_95 = 1.959963984540054


def find_best_sets(comparison: Comparison, rule: SetRule, *, top: int = 10, different: bool = False) -> pd.DataFrame:
    """BEST_SETS: the `top` most similar admissible sets and every set that ties with the last, proven exact.

    Args:
        comparison: the candidates, compared.
        rule: how many cases, which ones anyhow, how they must differ or agree.
        top: how many sets.
        different: the most different sets instead (method of agreement).

    Raises:
        StudyError: the rule does not fit the candidates, no set meets it, or too many sets tie.
    """
    condition = _checked(comparison, rule)
    raise_if_any(_search_problems(comparison, top, different=different))
    sets, values = search_sets(comparison, condition, Search(top=top, different=different))
    table = pd.DataFrame(
        {
            "place": _places(values, different=different),
            "members": [members_text(comparison, row) for row in sets],
            "value": values,
            "largest_pair": set_values(comparison.distances, sets, largest=True),
        }
    )
    return BEST_SETS.check(table.assign(condition=str(rule), **comparison.label))


def count_sets(comparison: Comparison, rule: SetRule) -> int:
    """The number of admissible sets, counted with formulas, or an error that says why there is none."""
    return count_or_refuse(comparison, rule, read_condition(comparison, rule))


def rank_set(comparison: Comparison, rule: SetRule, chosen: Sequence[str]) -> pd.DataFrame:
    """SET_RANKS: one row with the rank and percentile of the chosen set, its value and the best value.

    Args:
        comparison: the candidates, compared.
        rule: which sets are admissible; the chosen set is one of them.
        chosen: the names of the cases.

    Raises:
        StudyError: the chosen set is not admissible, or the rule does not fit the candidates.
    """
    condition = _checked(comparison, rule)
    row = chosen_row(comparison, rule, condition, chosen)
    standing = _standing(comparison, condition, row)
    named = {"members": members_text(comparison, row), **standing, "condition": str(rule), **comparison.label}
    return SET_RANKS.check(pd.DataFrame([named]))


def count_values(comparison: Comparison, rule: SetRule) -> pd.DataFrame:
    """VALUE_COUNTS: how many admissible sets have which value, in bins of equal width from the best to the worst."""
    condition = _checked(comparison, rule)
    exact = _walk_size(condition) <= COUNTABLE
    highest = float(pair_costs(comparison).max())
    largest = comparison.choices.objective == "largest"
    finest = np.zeros(FINE_BINS + 1, dtype=np.int64)
    per_unit = FINE_BINS / (highest * (1 if largest else comb(rule.size, 2)) or 1.0)
    for values in _all_values(comparison, condition) if exact else [_drawn_values(comparison, condition)]:
        finest += np.bincount((values * per_unit).astype(np.intp), minlength=FINE_BINS + 1)
    used = np.flatnonzero(finest)
    width = (used[-1] - used[0]) // BINS + 1
    starts = np.arange(used[0], used[-1] + 1, width)
    counts = np.add.reduceat(finest, starts)
    table = pd.DataFrame({"low": starts / per_unit, "high": (starts + width) / per_unit, "sets": counts})
    table = table.assign(share=table["sets"] / counts.sum(), exact=exact)
    return VALUE_COUNTS.check(table.assign(condition=str(rule), **comparison.label))


def members_text(comparison: Comparison, row: Sequence[int] | Whole) -> str:
    """The names of a set, in order, in one cell."""
    return MEMBER_SEPARATOR.join(comparison.names[place] for place in sorted(row))


def chosen_row(comparison: Comparison, rule: SetRule, condition: Condition, chosen: Sequence[str]) -> Whole:
    """The positions of the chosen cases, or why they are not an admissible set."""
    row = np.array(sorted(comparison.positions(chosen)), dtype=np.intp)
    if len(row) != rule.size or not condition.admits(row[None, :])[0]:
        named = ", ".join(chosen)
        remedy = "Choose other cases, or rank without the condition and say so."
        raise StudyError(Problem("chosen cases", f"{named} do not meet the condition ({rule})", remedy=remedy))
    return row


def _checked(comparison: Comparison, rule: SetRule) -> Condition:
    condition = read_condition(comparison, rule)
    count_or_refuse(comparison, rule, condition)
    return condition


def _search_problems(comparison: Comparison, top: int, *, different: bool) -> Iterator[Problem]:
    if top < 1:
        yield Problem("top", f"{top} sets", "1 or more")
    if different and comparison.choices.objective == "largest":
        yield Problem("objective", "the most different sets cannot be judged by their largest pair", "sum")


def _places(values: Matrix, *, different: bool) -> list[int]:
    direction = -1 if different else 1
    return [1 + int(are_below(direction * values, direction * value).sum()) for value in values]


def _standing(comparison: Comparison, condition: Condition, row: Whole) -> dict[str, object]:
    """The columns of a rank for the set in `row`."""
    admissible = _count_in_table(comparison, condition)
    costs, largest = pair_costs(comparison), comparison.choices.objective == "largest"
    value = float(set_values(costs, row[None, :], largest=largest)[0])
    best = float(search_sets(comparison, condition, Search(ties=False))[1][0])
    exact = _walk_size(condition) <= COUNTABLE
    better = seen = 0
    for values in _all_values(comparison, condition) if exact else [_drawn_values(comparison, condition)]:
        better += int(are_below(values, value).sum())
        seen += len(values)
    rank = min(admissible, 1 + (better if exact else round(better / seen * admissible)))
    low, high = (rank / admissible,) * 2 if exact else (end + 1 / admissible for end in _wilson(better, seen))
    return {
        "value": value,
        "best_value": best,
        "regret": value / best if best > 0 else None,
        "rank": rank,
        "admissible": admissible,
        "percentile": 100 * (rank / admissible),
        "percentile_low": 100 * low,
        "percentile_high": min(100.0, 100 * high),
        "exact": exact,
        "sets_seen": seen,
    }


def _count_in_table(comparison: Comparison, condition: Condition) -> int:
    """The number of admissible sets where a table can hold it without rounding."""
    admissible = count_admissible(condition)
    if admissible > MOST_IN_TABLE:
        found = f"{admissible:.1e} sets of {condition.size} out of {len(comparison.candidates)} are too many to rank"
        raise StudyError(Problem("size", found, remedy="Narrow the frame, or ask for fewer cases."))
    return admissible


def _walk_size(condition: Condition) -> int:
    """How many sets a walk through all of them looks at."""
    if condition.how in ("some", "range"):
        wanted = condition.size - len(condition.members)
        return sum(comb(len(free), wanted) for free in free_by_stratum(condition))
    return count_admissible(condition)


def _all_values(comparison: Comparison, condition: Condition) -> Iterator[Matrix]:
    """The value of every admissible set, in portions."""
    largest = comparison.choices.objective == "largest"
    task = build_task(pair_costs(comparison), condition, largest=largest)
    if task.wanted == 0:
        yield np.array([task.base])
        return
    for _, values in walk(task):
        yield values[np.isfinite(values)]


def _drawn_values(comparison: Comparison, condition: Condition) -> Matrix:
    largest = comparison.choices.objective == "largest"
    return set_values(pair_costs(comparison), draw_sets(condition, SAMPLE), largest=largest)


def _wilson(successes: int, trials: int) -> tuple[float, float]:
    share = successes / trials
    middle = (share + Z_95**2 / (2 * trials)) / (1 + Z_95**2 / trials)
    half = Z_95 / (1 + Z_95**2 / trials) * sqrt(share * (1 - share) / trials + Z_95**2 / (4 * trials**2))
    return max(0.0, middle - half), min(1.0, middle + half)
