"""Which sets of cases are admissible: how many cases, which ones in any case, and how they must differ or agree.

A set that is similar on the controls teaches little unless its cases differ on the variable of interest (Plümper,
Troeger & Neumayer 2019, PLoS ONE 14(7):e0219727), so that difference is a condition and not a wish. The outcome is
never a condition: choosing on it inflates what is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.distances import Matrix
from wijkresearch.errors import Problem, did_you_mean, list_some, raise_if_any

Whole = NDArray[np.intp]
RULES = ("all", "some", "quota", "gap", "range")
ON_NUMBERS = ("gap", "range")


@dataclass(frozen=True)
class SetRule:
    """The conditions that a set of cases must meet.

    Attributes:
        size: the number of cases in a set.
        include: cases that are in every set.
        differ: the column with the variable of interest; empty when the cases need not differ.
        how: `all` cases differ, `some` (at least two) differ, a `quota` of cases per category; for a number: a `gap`
            of at least `at_least` between any two cases, or a `range` of at least `at_least` over the set.
        at_least: the gap or the range, in the unit of the column.
        quota: the number of cases per category; together they make the size.
        same: columns on which all cases of a set agree (exact matching).
    """

    size: int
    include: tuple[str, ...] = ()
    differ: str = ""
    how: str = "all"
    at_least: float | None = None
    quota: Mapping[str, int] | None = None
    same: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The condition in words, such as `3 cases; all differ on title; with A`."""
        parts = [f"{self.size} cases"]
        if self.differ and self.how == "quota":
            counts = ", ".join(f"{count} × {category}" for category, count in sorted((self.quota or {}).items()))
            parts.append(f"{self.differ}: {counts}")
        elif self.differ and self.how in ON_NUMBERS:
            parts.append(f"{self.how} of at least {self.at_least:g} on {self.differ}")
        elif self.differ:
            parts.append(f"{self.how} differ on {self.differ}")
        parts += [f"with {', '.join(self.include)}"] if self.include else []
        parts += [f"the same {', '.join(self.same)}"] if self.same else []
        return "; ".join(parts)


@dataclass(frozen=True)
class Condition:
    """A rule in numbers, for the candidates of one comparison in their order.

    `groups` holds the category of each candidate and `quota` how many are needed of each; `numbers` the variable of
    interest where it is a number; `strata` what must be the same; `members` the included candidates.
    """

    how: str
    size: int
    members: tuple[int, ...]
    strata: Whole
    groups: Whole
    quota: tuple[int, ...]
    numbers: Matrix
    reach: float

    def together(self, first: int, others: Whole) -> NDArray[np.bool_]:
        """Which of the others may be in one set with the first, as far as two candidates decide that."""
        fits = (self.strata[others] == self.strata[first]) & (others != first)
        if self.how == "all":
            fits &= self.groups[others] != self.groups[first]
        if self.how == "gap":
            fits &= np.abs(self.numbers[others] - self.numbers[first]) >= self.reach
        return np.asarray(fits)

    def admits(self, sets: Whole) -> NDArray[np.bool_]:
        """For each set (a row of positions) whether it meets the condition."""
        fits = (self.strata[sets] == self.strata[sets[:, :1]]).all(axis=1)
        for member in self.members:
            fits &= (sets == member).any(axis=1)
        if self.how in ON_NUMBERS:
            ordered = np.sort(self.numbers[sets], axis=1)
            apart = np.diff(ordered, axis=1).min(axis=1) if self.how == "gap" else ordered[:, -1] - ordered[:, 0]
            return np.asarray(fits & (apart >= self.reach))
        ordered = np.sort(self.groups[sets], axis=1)
        if self.how == "all":
            fits &= (np.diff(ordered, axis=1) != 0).all(axis=1)
        elif self.how == "some":
            fits &= ordered[:, 0] != ordered[:, -1]
        elif self.how == "quota":
            fits &= (ordered == np.repeat(np.arange(len(self.quota)), self.quota)).all(axis=1)
        return np.asarray(fits)


def read_condition(comparison: Comparison, rule: SetRule) -> Condition:
    """The rule in numbers for these candidates.

    Raises:
        StudyError: the size, an included case, a column or a category does not fit, or a value is missing.
    """
    candidates = comparison.candidates
    raise_if_any(_size_problems(comparison, rule))
    members = comparison.positions(rule.include)
    raise_if_any(_rule_problems(candidates, rule))
    count = len(candidates)
    strata = candidates.groupby(list(rule.same), dropna=False).ngroup() if rule.same else np.zeros(count)
    reach = rule.at_least or 0.0
    return Condition(
        how=rule.how if rule.differ else "",
        size=rule.size,
        members=tuple(members),
        strata=np.asarray(strata, dtype=np.intp),
        groups=_groups(candidates, rule),
        quota=tuple((rule.quota or {}).get(category, 0) for category in _categories(candidates, rule)),
        numbers=_numbers(candidates, rule),
        reach=reach - 1e-9 * max(1.0, abs(reach)),
    )


def _categories(candidates: pd.DataFrame, rule: SetRule) -> list[str]:
    return sorted(set(candidates[rule.differ].astype("str"))) if rule.differ else []


def _groups(candidates: pd.DataFrame, rule: SetRule) -> Whole:
    if not rule.differ or rule.how in ON_NUMBERS:
        return np.zeros(len(candidates), dtype=np.intp)
    place = {category: number for number, category in enumerate(_categories(candidates, rule))}
    return np.array([place[value] for value in candidates[rule.differ].astype("str")], dtype=np.intp)


def _numbers(candidates: pd.DataFrame, rule: SetRule) -> Matrix:
    if rule.how not in ON_NUMBERS or not rule.differ:
        return np.zeros(len(candidates))
    numbers: Matrix = candidates[rule.differ].to_numpy(dtype=np.float64)
    return numbers


def _size_problems(comparison: Comparison, rule: SetRule) -> Iterator[Problem]:
    count = len(comparison.candidates)
    if rule.size < 2:
        yield Problem("size", f"a set of {rule.size} cannot be compared", "2 cases or more")
    if rule.size > count:
        found = f"{rule.size} cases are asked of {count} candidates in the frame '{comparison.frame}'"
        yield Problem("size", found, remedy="Ask for fewer cases, or widen the frame.")
    if len(rule.include) > rule.size:
        yield Problem("include", f"{len(rule.include)} cases do not fit in a set of {rule.size}", "fewer cases")


def _rule_problems(candidates: pd.DataFrame, rule: SetRule) -> Iterator[Problem]:
    columns = [str(name) for name in candidates.columns]
    unknown = [name for name in ((rule.differ,) if rule.differ else ()) + rule.same if name not in columns]
    for name in unknown:
        hint = did_you_mean(name, columns) or f"The columns are: {', '.join(columns)}."
        yield Problem("candidates", f"there is no column '{name}'", remedy=hint)
    if rule.differ and rule.how not in RULES:
        yield Problem("difference", f"'{rule.how}' is not known", f"one of {', '.join(RULES)}")
    elif rule.differ and not unknown:
        yield from _difference_problems(candidates[rule.differ], rule)


def _difference_problems(column: pd.Series, rule: SetRule) -> Iterator[Problem]:
    missing = [str(name) for name in column.index[column.isna()]]
    if missing:
        remedy = "Fill it in, leave these candidates out, or rank without the condition and say so."
        yield Problem(
            f"column '{rule.differ}'",
            f"is missing for {len(missing)} candidates: {list_some(missing, most=5)}",
            remedy=remedy,
        )
    if rule.how in ON_NUMBERS:
        if not pd.api.types.is_numeric_dtype(column):
            yield Problem(f"column '{rule.differ}'", f"is text, and a {rule.how} needs numbers", "all, some or quota")
        if rule.at_least is None or not 0 < rule.at_least < np.inf:
            yield Problem("difference", f"a {rule.how} of {rule.at_least}", "a number above zero")
    if rule.how == "quota":
        yield from _quota_problems(sorted(set(column.dropna().astype("str"))), rule.quota or {}, rule.size)


def _quota_problems(categories: Sequence[str], quota: Mapping[str, int], size: int) -> Iterator[Problem]:
    for category, count in quota.items():
        if category not in categories:
            hint = did_you_mean(category, categories) or f"The categories are: {', '.join(categories)}."
            yield Problem("quota", f"no candidate has '{category}'", remedy=hint)
        if count < 0:
            yield Problem("quota", f"{count} cases of '{category}'", "0 or more")
    if sum(quota.values()) != size:
        yield Problem("quota", f"the quota add up to {sum(quota.values())}", f"{size}, the number of cases in a set")
