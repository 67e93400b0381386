"""How many sets are admissible: counted with formulas, so that it is exact for any number of sets."""

from __future__ import annotations

from math import comb

import numpy as np

from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.rules import Condition, SetRule, Whole
from wijkresearch.errors import Problem, StudyError


def count_admissible(condition: Condition) -> int:
    """The number of sets that meet the condition."""
    return sum(count_in_stratum(condition, free) for free in free_by_stratum(condition))


def free_by_stratum(condition: Condition) -> list[Whole]:
    """The candidates that may join the included ones, one array per group that agrees on what must be the same."""
    members = np.array(condition.members, dtype=np.intp)
    if len(members) and not all(condition.together(member, members[members != member]).all() for member in members):
        return []
    everyone = np.arange(len(condition.strata))
    free = everyone[~np.isin(everyone, members)]
    for member in members:
        free = free[condition.together(member, free)]
    strata = np.unique(condition.strata[free if not len(members) else members])
    return [free[condition.strata[free] == stratum] for stratum in strata]


def count_in_stratum(condition: Condition, free: Whole) -> int:
    """The number of admissible sets that the included candidates make with some of these."""
    wanted = condition.size - len(condition.members)
    if condition.how == "all":
        return _elementary(np.bincount(condition.groups[free]).tolist(), wanted)[-1]
    if condition.how == "some":
        return _count_some(condition, free, wanted)
    if condition.how == "quota":
        return _count_quota(condition, free)
    if condition.how == "gap":
        return _count_gap(np.sort(condition.numbers[free]), condition.reach, wanted)
    if condition.how == "range":
        return comb(len(free), wanted) - _count_narrow(condition, free, wanted)
    return comb(len(free), wanted)


def _elementary(sizes: list[int], wanted: int) -> list[int]:
    """Elementary symmetric polynomials of the sizes: the number of ways to take 0, 1, … from different groups."""
    ways = [1] + [0] * wanted
    for size in sizes:
        for taken in range(wanted, 0, -1):
            ways[taken] += ways[taken - 1] * size
    return ways


def _count_some(condition: Condition, free: Whole, wanted: int) -> int:
    present = set(condition.groups[list(condition.members)].tolist())
    if len(present) > 1:
        return comb(len(free), wanted)
    sizes = np.bincount(condition.groups[free], minlength=max(present, default=0) + 1).tolist()
    alike = present or range(len(sizes))
    return comb(len(free), wanted) - sum(comb(sizes[group], wanted) for group in alike)


def _count_quota(condition: Condition, free: Whole) -> int:
    sizes = np.bincount(condition.groups[free], minlength=len(condition.quota)).tolist()
    ways = 1
    for size, open_places in zip(sizes, open_quota(condition), strict=True):
        ways *= comb(size, open_places) if open_places >= 0 else 0
    return ways


def open_quota(condition: Condition) -> list[int]:
    """How many cases of each category are still wanted beside the included ones; below zero when there are too many."""
    members = list(condition.members)
    present = np.bincount(condition.groups[members], minlength=len(condition.quota)).tolist()
    return [wanted - there for wanted, there in zip(condition.quota, present, strict=True)]


def _count_gap(numbers: np.ndarray, reach: float, wanted: int) -> int:
    """Sets of sorted numbers of which any two are far enough apart: each number with sets of what lies far above it."""
    beyond = np.searchsorted(numbers, numbers + reach, side="left").tolist()
    ways = [1] * (len(numbers) + 1)
    for _ in range(wanted):
        following = [0] * (len(numbers) + 1)
        for place in range(len(numbers) - 1, -1, -1):
            following[place] = following[place + 1] + ways[max(beyond[place], place + 1)]
        ways = following
    return ways[0]


def _count_narrow(condition: Condition, free: Whole, wanted: int) -> int:
    """Sets whose range stays below what is asked."""
    numbers = np.sort(condition.numbers[free])
    fixed = condition.numbers[list(condition.members)]
    low, high = (fixed.min(), fixed.max()) if len(fixed) else (np.inf, -np.inf)
    if high - low >= condition.reach:
        return 0
    narrow = 0
    if len(fixed):
        narrow = comb(int(((numbers >= low) & (numbers - low < condition.reach)).sum()), wanted)
    for place, lowest in enumerate(numbers):
        if lowest < low and high - lowest < condition.reach and wanted > 0:
            within = int((numbers[place + 1 :] - lowest < condition.reach).sum())
            narrow += comb(within, wanted - 1)
    return narrow


def count_or_refuse(comparison: Comparison, rule: SetRule, condition: Condition) -> int:
    """The number of admissible sets.

    Raises:
        StudyError: there is none; the message says what stands in the way.
    """
    admissible = count_admissible(condition)
    if admissible:
        return admissible
    raise StudyError(
        Problem(
            "condition",
            f"no set meets it ({rule}) among the {len(comparison.candidates)} candidates "
            f"of the frame '{comparison.frame}'",
            remedy=_way_out(comparison, rule, condition),
        )
    )


def _way_out(comparison: Comparison, rule: SetRule, condition: Condition) -> str:
    if condition.how in ("all", "some", "quota"):
        column = comparison.candidates[rule.differ].astype("str")
        sizes = ", ".join(f"{category} {count}" for category, count in column.value_counts().sort_index().items())
        shown = sizes if column.nunique() <= 12 else f"{column.nunique()} categories"
        return f"Candidates per category of {rule.differ}: {shown}. Ask for fewer cases, or widen the frame."
    if condition.how in ("gap", "range"):
        width = condition.numbers.max() - condition.numbers.min()
        return f"The range of {rule.differ} over all candidates is {width:g}. Ask for less, or widen the frame."
    return "Ask for fewer cases, drop what must be the same, or widen the frame."
