"""What a begun set costs at least once it is complete.

A candidate that joins a begun set adds its cost with the members, and half of its cost with each of the others that
join: at least half of its smallest ones (the whole of the smallest ones' largest where the worst pair counts). Where
all cases must come from different categories, the others come from different categories that are still open, so only
the smallest cost per open category counts. The cheapest joiners together are the lower bound.
"""

from __future__ import annotations

import numpy as np

from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.rules import Whole
from wijkresearch.case_sets.task import Task
from wijkresearch.case_sets.walk import Block

OPEN_CATEGORIES = 40


class Floor:
    """Lower bounds for the extensions of a block; made once for a task."""

    def __init__(self, task: Task) -> None:
        """Work out the smallest costs that every candidate will have with others, per number that still joins."""
        self.task = task
        self.largest = task.combine is np.maximum
        how = task.condition.how
        self.by_category = how == "all" and task.wanted > 1
        self.by_quota = how == "quota"
        self.edges = np.flatnonzero(np.diff(task.blocks, prepend=-1))
        self.block_number = np.cumsum(np.diff(task.blocks, prepend=task.blocks[:1]) != 0)
        if self.by_quota:
            self.partners = _partners_in_quota(task)
        elif self.by_category:
            self.partners = _partners_by_category(task, self.edges)
        else:
            smallest = np.sort(task.pairs, axis=1)[:, : task.wanted].T
            self.partners = _accumulate(smallest, task.wanted, largest=self.largest)[None]

    def __call__(self, block: Block) -> Matrix:
        """A lower bound of the value of every begun set extended by every later candidate."""
        place = block.members.shape[1]
        joins = self.task.wanted - place
        adds = self.task.combine(block.adds, self._partner_costs(block, place, joins))
        if adds.shape[1] < joins:
            return np.full(adds.shape, np.inf)
        units, own = self._units(block, adds, place)
        total, last = _cheapest(units, joins, largest=self.largest)
        if self.largest:
            floor = np.maximum(np.maximum(block.cost, total)[:, None], adds)
        else:
            with np.errstate(invalid="ignore"):
                floor = (block.cost + total)[:, None] + (adds - np.minimum(own, last[:, None]))
            floor = np.where(np.isfinite(adds) & np.isfinite(total)[:, None], floor, np.inf)
        if self.task.must_end_apart and place + len(self.task.fixed):
            floor = np.maximum(floor, self._with_required(block, adds, total, last)[:, None])
        return np.asarray(floor)

    def _partner_costs(self, block: Block, place: int, joins: int) -> Matrix:
        if self.by_quota:
            return np.asarray(self.partners[place, 0, block.offset :][None, :])
        if not self.by_category or place == 0 or len(self.partners) == 1:
            return np.asarray(self.partners[0, joins - 1, block.offset :][None, :])
        behind = self.block_number[block.members[:, -1]] + 1
        return np.asarray(self.partners[behind, joins - 1, block.offset :])

    def _units(self, block: Block, adds: Matrix, place: int) -> tuple[Matrix, Matrix]:
        """What can be chosen once each (candidates, or the best of each category), and each candidate's own unit."""
        if self.by_category:
            edges = np.unique(np.maximum(self.edges - block.offset, 0))
            edges = edges[edges < adds.shape[1]]
            best = np.minimum.reduceat(adds, edges, axis=1)
            number = np.searchsorted(edges, np.arange(adds.shape[1]), side="right") - 1
            return best, best[:, number]
        if self.by_quota:
            return self._quota_units(block, adds, place)
        return adds, adds

    def _quota_units(self, block: Block, adds: Matrix, place: int) -> tuple[Matrix, Matrix]:
        units, own = [], np.full(adds.shape, np.inf)
        windows = self.task.windows[place:]
        for low, high in dict.fromkeys(windows):
            inside = slice(max(low - block.offset, 0), max(high - block.offset, 0))
            count = windows.count((low, high))
            part = adds[:, inside]
            if part.shape[1] < count:
                part = np.full((len(adds), count), np.inf)
            best = np.partition(part, count - 1, axis=1)[:, :count]
            units.append(best)
            own[:, inside] = np.minimum(adds[:, inside], best[:, -1:])
        return np.hstack(units), own

    def _with_required(self, block: Block, adds: Matrix, total: Matrix, last: Matrix) -> Matrix:
        """The bound where at least one of those that join must be a required one."""
        several = self.task.wanted - block.members.shape[1] > 1
        numbers = self.task.condition.numbers[self.task.order[block.offset :]]
        lowest = numbers.min() if several and len(numbers) else np.inf
        required = self.task.required(block.members, lowest)[:, block.offset :]
        nearest = np.where(required, adds, np.inf).min(axis=1)
        if self.largest:
            return np.asarray(np.maximum(block.cost, nearest))
        with np.errstate(invalid="ignore"):
            swapped = block.cost + total - last + nearest
        return np.where(np.isfinite(total), swapped, np.inf)


def _cheapest(units: Matrix, count: int, *, largest: bool) -> tuple[Matrix, Matrix]:
    """Sum (or worst) of the `count` cheapest units of each row, and the last of them."""
    if units.shape[1] < count:
        nothing = np.full(len(units), np.inf)
        return nothing, nothing
    cheap = np.partition(units, count - 1, axis=1)[:, :count] if units.shape[1] > count else units
    last = cheap.max(axis=1)
    return (last if largest else cheap.sum(axis=1)), last


def _accumulate(smallest: Matrix, wanted: int, *, largest: bool) -> Matrix:
    """For 0, 1, … others: half the sum of that many smallest costs, or the largest of them. Rows: others."""
    padded = np.full((wanted, smallest.shape[1]), np.inf)
    padded[0] = 0.0
    count = min(wanted - 1, len(smallest))
    padded[1 : count + 1] = smallest[:count] if largest else np.cumsum(smallest[:count], axis=0) / 2
    return padded


def _partners_by_category(task: Task, edges: Whole) -> Matrix:
    """Per category that was used last (0: none yet), number of others and candidate: the least it costs with others."""
    nearest = np.minimum.reduceat(task.pairs, edges, axis=1)
    largest = task.combine is np.maximum
    tables = []
    for used in range(len(edges) + 1 if len(edges) <= OPEN_CATEGORIES else 1):
        open_ones = np.sort(nearest[:, used:], axis=1)[:, : task.wanted].T
        tables.append(_accumulate(open_ones, task.wanted, largest=largest))
    return np.array(tables)


def _partners_in_quota(task: Task) -> Matrix:
    """Per place and candidate: the least it costs with those that fill the places after it."""
    largest = task.combine is np.maximum
    table = np.zeros((task.wanted, 1, len(task.order)))
    for place in range(task.wanted):
        windows = task.windows[place:]
        for low, high in dict.fromkeys(windows):
            inside = np.zeros(len(task.order), dtype=bool)
            inside[low:high] = True
            near = np.sort(task.pairs[:, low:high], axis=1)
            count = windows.count((low, high))
            several = np.zeros((len(task.order), count + 1))
            several[:, 1:] = np.inf
            width = min(count, near.shape[1])
            several[:, 1 : width + 1] = near[:, :width] if largest else np.cumsum(near[:, :width], axis=1) / 2
            share = np.where(inside, several[:, count - 1], several[:, count])
            table[place, 0] = np.maximum(table[place, 0], share) if largest else table[place, 0] + share
    return table
