"""Good sets found quickly: from every candidate the nearest ones are added, then members are swapped while it helps.

They prove nothing; their values tell the exact search how good a set must be to be worth a look.
"""

from __future__ import annotations

import numpy as np

from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.rules import Whole
from wijkresearch.case_sets.task import Task

ROUNDS = 6


def good_values(task: Task, top: int) -> Matrix:
    """The values of up to `top` different admissible sets, ascending."""
    rows = _greedy(task, apart_first=False)
    if task.must_end_apart:
        rows = np.vstack([rows, _greedy(task, apart_first=True)])
    pool = rows
    for _ in range(ROUNDS):
        swapped, near = _swap(task, rows, top)
        pool = _distinct(np.vstack([pool, swapped, near]))
        if swapped.shape == rows.shape and (swapped == rows).all():
            break
        rows = swapped
    return np.asarray(np.sort(task.value(pool))[:top])


def _distinct(rows: Whole) -> Whole:
    return np.asarray(np.unique(np.sort(rows, axis=1), axis=0))


def _greedy(task: Task, *, apart_first: bool) -> Whole:
    """From every candidate that may come first, the nearest one at every next place."""
    rows = np.arange(*task.windows[0])[:, None]
    if task.must_end_apart and task.wanted == 1:
        rows = rows[task.required(rows[:1, :0])[0]]
    adds = task.combine(task.first[None, :], task.pairs[rows[:, 0]])
    for place in range(1, task.wanted):
        low, high = task.windows[place]
        open_adds = adds[:, low:high]
        if task.must_end_apart and (place == task.wanted - 1 or (apart_first and place == 1)):
            open_adds = np.where(task.required(rows)[:, low:high], open_adds, np.inf)
        possible = np.isfinite(open_adds).any(axis=1)
        nearest = open_adds[possible].argmin(axis=1) + low
        rows = np.column_stack([rows[possible], nearest])
        adds = task.combine(adds[possible], task.pairs[nearest])
    rows = rows[np.isfinite(task.value(rows))]
    return _distinct(rows) if len(rows) else rows


def _swap(task: Task, rows: Whole, top: int) -> tuple[Whole, Whole]:
    """Each set with its best single replacement at every place in turn, and the best sets met on the way."""
    met = [rows[:0]]
    for place in range(task.wanted):
        if not len(rows):
            break
        others = np.delete(rows, place, axis=1)
        values = _values_with(task, others, place)
        best = values.argmin(axis=1)
        flat = np.argpartition(values, min(top, values.size - 1), axis=None)[: top + 1]
        begun, column = np.unravel_index(flat[np.isfinite(values.flat[flat])], values.shape)
        met.append(np.column_stack([others[begun], column]))
        rows = rows.copy()
        rows[:, place] = best
        rows = np.unique(rows, axis=0)
    return rows, np.vstack(met)


def _values_with(task: Task, others: Whole, place: int) -> Matrix:
    """The value of the others with each candidate at the open place."""
    adds = np.broadcast_to(task.first, (len(others), len(task.order)))
    for column in others.T:
        adds = task.combine(adds, task.pairs[column])
    values = task.combine(task.value(others)[:, None], adds)
    low, high = task.windows[place]
    values[:, :low] = np.inf
    values[:, high:] = np.inf
    if task.must_end_apart and others.shape[1] + len(task.fixed):
        values = np.where(task.required(others), values, np.inf)
    return np.asarray(values)
