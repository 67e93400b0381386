"""The most similar sets, exactly: branch and bound over all sets of candidates.

A set of k candidates of which two are d apart costs at least (k-1)·d when distances hold the triangle inequality, and
at least (k/2)·d² for squared Euclidean distances; so with a good set in hand most pairs need never be looked at. What
is left is walked through with the lower bounds of `bounds`. The result is proven, not searched for with luck.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from wijkresearch.case_sets.bounds import Floor
from wijkresearch.case_sets.comparison import Comparison
from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.incumbents import good_values
from wijkresearch.case_sets.rules import Condition, Whole
from wijkresearch.case_sets.task import Task, build_task, pair_costs
from wijkresearch.case_sets.walk import ANY_VALUE, walk
from wijkresearch.errors import Problem, StudyError

TOLERANCE = 1e-12
MOST_TIES = 1_000


@dataclass(frozen=True)
class Search:
    """What is looked for: the `top` sets, the most similar or the most `different` ones, with `ties` or one of each."""

    top: int = 1
    different: bool = False
    ties: bool = True


def search_sets(comparison: Comparison, condition: Condition, search: Search) -> tuple[Whole, Matrix]:
    """The best admissible sets as rows of positions, with their values, best first and ties in order of name.

    Args:
        comparison: the candidates and their distances.
        condition: what a set must hold; at least one set does.
        search: how many, and of which kind. Without ties a value that equals a better-placed one may be left out.

    Raises:
        StudyError: too many sets tie for the last place to list them.
    """
    costs = pair_costs(comparison)
    largest = comparison.choices.objective == "largest"
    searched = costs.max() - costs if search.different else costs
    task = build_task(searched, condition, largest=largest)
    chosen = _best(task, search, _pair_floor(comparison, searched, condition.size, search))
    sets = np.sort(np.hstack([np.tile(task.fixed, (len(chosen), 1)), task.order[chosen]]), axis=1)
    values = set_values(costs, sets, largest=largest)
    return _in_order(sets, values, search)


def set_values(costs: Matrix, sets: Whole, *, largest: bool) -> Matrix:
    """The value of each set (a row of positions): its pairs added up, or the largest of them."""
    first, second = np.triu_indices(sets.shape[1], k=1)
    of_pairs = costs[sets[:, first], sets[:, second]]
    return np.asarray(of_pairs.max(axis=1) if largest else of_pairs.sum(axis=1))


def _pair_floor(comparison: Comparison, costs: Matrix, size: int, search: Search) -> Matrix:
    """What a set with this pair costs at least."""
    choices = comparison.choices
    pairs = size * (size - 1) / 2
    if choices.objective == "largest":
        return costs
    apart = costs[~np.eye(len(costs), dtype=bool)]
    floor: Matrix = costs + (pairs - 1) * apart.min()
    if search.different or not comparison.is_metric:
        return floor
    if choices.objective == "sum":
        return np.asarray(np.maximum(floor, costs * (size - 1)))
    return floor if choices.distance == "gower" else np.asarray(np.maximum(floor, costs * size / 2))


def _best(task: Task, search: Search, pair_floor: Matrix) -> Whole:
    """Rows of free candidates: every set that may be among the best."""
    if task.wanted == 0:
        return np.zeros((1, 0), dtype=np.intp)
    found = Found(search, good_values(task, search.top))
    too_far = pair_floor[np.ix_(task.order, task.order)] > found.limit()
    near = replace(task, pairs=np.where(too_far, np.inf, task.pairs))
    for block, values in walk(near, Floor(near) if task.wanted > 1 else None, found.limit):
        begun, column = np.nonzero(values <= found.limit())
        if len(begun):
            members = np.column_stack([block.members[begun], column + block.offset])
            found.add(members, values[begun, column])
    return found.sets


class Found:
    """The sets found so far that may be among the best, and the value that a set must not exceed to join them."""

    def __init__(self, search: Search, values: Matrix) -> None:
        """Start from the values of sets that are known to exist."""
        self.search = search
        self.sets: Whole = np.zeros((0, 0), dtype=np.intp)
        self.values: Matrix = np.zeros(0)
        self._limit = float(values[-1]) if len(values) == search.top else ANY_VALUE

    def limit(self) -> float:
        """The value of the last wanted place, with room for rounding."""
        return self._limit + 1e-10 * max(1.0, abs(self._limit))

    def add(self, sets: Whole, values: Matrix) -> None:
        """Keep these sets, and drop what is out of reach now."""
        self.sets = np.vstack([self.sets, sets]) if len(self.sets) else sets
        self.values = np.concatenate([self.values, values])
        if len(self.values) >= self.search.top:
            self._limit = min(self._limit, float(np.partition(self.values, self.search.top - 1)[self.search.top - 1]))
        near = self.values <= self.limit()
        if not self.search.ties:
            near &= np.argsort(np.argsort(self.values, kind="stable")) < self.search.top
        self.sets, self.values = self.sets[near], self.values[near]
        if len(self.values) > MOST_TIES + self.search.top:
            raise StudyError(
                Problem(
                    "sets",
                    f"more than {MOST_TIES:,} sets share one value, so their order means nothing",
                    remedy="Add a control that tells the candidates apart, a condition, or take the sum as objective.",
                )
            )


def _in_order(sets: Whole, values: Matrix, search: Search) -> tuple[Whole, Matrix]:
    """Best value first; values that differ by rounding only are equal, and equal ones stand in order of name."""
    direction = -1.0 if search.different else 1.0
    by_value = np.argsort(direction * values, kind="stable")
    sets, values = sets[by_value], values[by_value]
    steps = np.abs(np.diff(values, prepend=values[:1])) > TOLERANCE * np.maximum(1.0, np.abs(values))
    level = np.cumsum(steps)
    order = np.lexsort((*sets.T[::-1], level))
    sets, values, level = sets[order], values[order], level[order]
    last = level[min(search.top, len(level)) - 1]
    kept = level <= last if search.ties else np.arange(len(level)) < search.top
    return sets[kept], values[kept]
