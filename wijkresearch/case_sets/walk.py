"""Every set of a task once, level by level: a block of begun sets is extended by each candidate that comes later.

A block is worked off in slices and the slices depth first, so memory stays small however many sets there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.rules import Whole
from wijkresearch.case_sets.task import Task

ENTRIES = 200_000
ANY_VALUE = 1e300


@dataclass(frozen=True)
class Block:
    """Begun sets: their free members, their cost, and what each later candidate (from `offset`) would add."""

    members: Whole
    cost: Matrix
    adds: Matrix
    offset: int


Floors = Callable[[Block], Matrix]
Limit = Callable[[], float]


def walk(task: Task, floors: Floors | None = None, limit: Limit = lambda: ANY_VALUE) -> Iterator[tuple[Block, Matrix]]:
    """Each block of sets that lack one member, with the value of every set it becomes (infinite: not admissible).

    Args:
        task: what to choose from.
        floors: for a block, a lower bound of every extension (begun sets × later candidates); none goes everywhere.
        limit: the value above which a set is not wanted; asked again as the walk goes on.
    """
    later = np.where(np.tri(len(task.order), dtype=bool), np.inf, task.pairs)
    start = Block(np.zeros((1, 0), dtype=np.intp), np.array([task.base]), task.first[None, :], 0)
    yield from _walk(task, later, start, floors, limit)


def _walk(
    task: Task, later: Matrix, block: Block, floors: Floors | None, limit: Limit
) -> Iterator[tuple[Block, Matrix]]:
    place = block.members.shape[1]
    low, high = (max(edge - block.offset, 0) for edge in task.windows[place])
    if place == task.wanted - 1:
        yield block, _complete(task, block, low, high)
        return
    floor = block.adds if floors is None else floors(block)
    begun, column = _promising(floor, low, high, limit())
    size = max(1, ENTRIES // max(1, floor.shape[1]))
    for start in range(0, len(begun), size):
        rows, columns = begun[start : start + size], column[start : start + size]
        if floors is not None:
            near = floor[rows, columns] <= limit()
            rows, columns = rows[near], columns[near]
        if len(rows):
            yield from _walk(task, later, _extend(task, later, block, rows, columns), floors, limit)


def _promising(floor: Matrix, low: int, high: int, limit: float) -> tuple[Whole, Whole]:
    """Begun sets and candidates whose lower bound is in reach, ordered by candidate."""
    column, begun = np.nonzero(np.less_equal(floor[:, low:high].T, limit))
    return begun, column + low


def _extend(task: Task, later: Matrix, block: Block, rows: Whole, columns: Whole) -> Block:
    candidates = columns + block.offset
    offset = int(candidates[0]) + 1
    adds = task.combine(block.adds[rows, offset - block.offset :], later[candidates, offset:])
    cost = task.combine(block.cost[rows], block.adds[rows, columns])
    return Block(np.column_stack([block.members[rows], candidates]), cost, adds, offset)


def _complete(task: Task, block: Block, low: int, high: int) -> Matrix:
    values = np.asarray(task.combine(block.cost[:, None], block.adds))
    if task.must_end_apart and block.members.shape[1] + len(task.fixed):
        values = np.where(task.required(block.members)[:, block.offset :], values, np.inf)
    values[:, :low] = np.inf
    values[:, high:] = np.inf
    return values
