"""A search for sets in numbers: the candidates in search order, what each pair costs, and what a set must still hold.

The costs of two candidates that may not be in one set are infinite, so that no set with both is ever finite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.counting import open_quota
from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.rules import Condition, Whole


@dataclass(frozen=True)
class Task:
    """Choose `wanted` of the free candidates beside the fixed ones.

    Attributes:
        order: positions of the free candidates in the comparison, in search order.
        fixed: positions of the included candidates.
        pairs: cost of each two free candidates; infinite on the diagonal and where they may not be together.
        first: for each free candidate its cost with the fixed ones.
        base: cost of the fixed ones among themselves.
        wanted: how many free candidates a set takes.
        combine: how costs become the cost of a set: `numpy.add` or `numpy.maximum`.
        windows: for each place in a set the range of free candidates that may take it.
        blocks: category of each free candidate in the order of the search; one block where categories do not matter.
        condition: what a set must hold beyond its pairs.
    """

    order: Whole
    fixed: Whole
    pairs: Matrix
    first: Matrix
    base: float
    wanted: int
    combine: np.ufunc
    windows: tuple[tuple[int, int], ...]
    blocks: Whole
    condition: Condition

    @property
    def must_end_apart(self) -> bool:
        """Whether the last case of a set may have to come from a part of the candidates."""
        return self.condition.how in ("some", "range")

    def required(self, chosen: Whole, lowest: float = np.inf) -> np.ndarray:
        """For each row of chosen free candidates, which candidates complete what the condition still asks.

        Where several still join, two of them may make a range between them; `lowest` is the smallest number that one
        of the others can have, and at least one of those that join is then among the candidates that are told.
        """
        everyone = np.hstack([np.tile(self.fixed, (len(chosen), 1)), self.order[chosen]])
        if self.condition.how == "some":
            groups = self.condition.groups
            own = groups[everyone]
            return np.asarray((groups[self.order] != own[:, :1]) | (own != own[:, :1]).any(axis=1)[:, None])
        numbers, reach = self.condition.numbers[everyone], self.condition.reach
        low, high = numbers.min(axis=1)[:, None], numbers.max(axis=1)[:, None]
        free = self.condition.numbers[self.order]
        return np.asarray((free >= np.minimum(low, lowest) + reach) | (free <= high - reach) | (high - low >= reach))

    def value(self, chosen: Whole) -> Matrix:
        """The cost of each row of chosen free candidates together with the fixed ones."""
        value = np.full(len(chosen), self.base)
        for place in range(chosen.shape[1]):
            value = self.combine(value, self.first[chosen[:, place]])
            for other in range(place):
                value = self.combine(value, self.pairs[chosen[:, place], chosen[:, other]])
        return np.asarray(value)


def pair_costs(comparison: Comparison) -> Matrix:
    """What each pair adds to the value of a set under the comparison's objective."""
    distances = comparison.distances
    squared = comparison.choices.objective == "sum_of_squares"
    return np.asarray(distances**2 if squared else distances)


def build_task(costs: Matrix, condition: Condition, *, largest: bool) -> Task:
    """The search for sets that meet the condition, with these costs of pairs; `largest` takes the worst pair."""
    everyone = np.arange(len(costs))
    fixed = np.array(condition.members, dtype=np.intp)
    order = _search_order(costs, condition, everyone[~np.isin(everyone, fixed)])
    combine = np.maximum if largest else np.add
    pairs = costs[np.ix_(order, order)].copy()
    for row, candidate in enumerate(order):
        pairs[row, ~condition.together(candidate, order)] = np.inf
    first, base = np.zeros(len(order)), 0.0
    for place, member in enumerate(fixed):
        first = combine(first, np.where(condition.together(member, order), costs[member, order], np.inf))
        for other in fixed[:place]:
            base = float(combine(base, costs[member, other]))
    return Task(
        order=order,
        fixed=fixed,
        pairs=pairs,
        first=first,
        base=base,
        wanted=condition.size - len(fixed),
        combine=combine,
        windows=_windows(condition, order),
        blocks=_blocks(condition, order),
        condition=condition,
    )


def _search_order(costs: Matrix, condition: Condition, free: Whole) -> Whole:
    """Far candidates first, so that what is left behind is near; by number for a range, by category for categories."""
    nearness = np.partition(costs[free], min(condition.size, len(costs) - 1), axis=1)[:, : condition.size].sum(axis=1)
    if condition.how == "range":
        return np.asarray(free[np.lexsort((-nearness, condition.numbers[free]))])
    if condition.how in ("all", "quota"):
        return np.asarray(free[np.lexsort((-nearness, condition.groups[free]))])
    return np.asarray(free[np.argsort(-nearness, kind="stable")])


def _windows(condition: Condition, order: Whole) -> tuple[tuple[int, int], ...]:
    wanted = condition.size - len(condition.members)
    if condition.how != "quota":
        return ((0, len(order)),) * wanted
    groups = condition.groups[order]
    windows: list[tuple[int, int]] = []
    for group, places in enumerate(open_quota(condition)):
        low, high = np.searchsorted(groups, [group, group + 1])
        windows += [(int(low), int(high))] * places
    return tuple(windows)


def _blocks(condition: Condition, order: Whole) -> Whole:
    if condition.how not in ("all", "quota"):
        return np.zeros(len(order), dtype=np.intp)
    return np.asarray(condition.groups[order], dtype=np.intp)
