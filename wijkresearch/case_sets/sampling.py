"""Admissible sets drawn at random, each with the same chance, for frames with too many sets to count one by one."""

from __future__ import annotations

from math import comb

import numpy as np

from wijkresearch.case_sets.counting import count_in_stratum, free_by_stratum, open_quota
from wijkresearch.case_sets.rules import Condition, Whole
from wijkresearch.errors import Problem, StudyError

SEED = 20240101
ROUNDS = 40
FEWEST = 1_000


def draw_sets(condition: Condition, count: int) -> Whole:
    """About `count` admissible sets as rows of positions; the same sets on every call.

    Raises:
        StudyError: sets that meet the condition are too rare among random ones to draw enough of them.
    """
    chance = np.random.default_rng(SEED)
    strata = free_by_stratum(condition)
    sizes = [_proposals(condition, free) for free in strata]
    shares = np.array([size / sum(sizes) for size in sizes])
    drawn: list[Whole] = []
    seen = 0
    for _ in range(ROUNDS):
        drawn.append(_round(condition, strata, chance.multinomial(count, shares / shares.sum()), chance))
        seen += len(drawn[-1])
        if seen >= count:
            break
    if seen < FEWEST:
        raise StudyError(
            Problem(
                "condition",
                f"only {seen} of {ROUNDS * count:,} random sets meet it, too few to estimate a rank",
                remedy="Narrow the frame until all sets can be counted, or ask for a smaller gap or range.",
            )
        )
    return np.vstack(drawn)[:count]


def _proposals(condition: Condition, free: Whole) -> int:
    """From how many sets a draw in this stratum picks with equal chance."""
    if condition.how in ("all", "quota"):
        return count_in_stratum(condition, free)
    return comb(len(free), condition.size - len(condition.members))


def _round(condition: Condition, strata: list[Whole], counts: Whole, chance: np.random.Generator) -> Whole:
    """One draw per stratum; sets that do not meet the condition are thrown away in every stratum alike."""
    rows = []
    for free, count in zip(strata, counts, strict=True):
        sets = free[_choose(condition, free, int(count), chance)]
        fixed = np.tile(np.array(condition.members, dtype=np.intp), (len(sets), 1))
        rows.append(np.hstack([fixed, sets]))
    sets = np.vstack(rows)
    return sets[condition.admits(sets)]


def _choose(condition: Condition, free: Whole, count: int, chance: np.random.Generator) -> Whole:
    wanted = condition.size - len(condition.members)
    if condition.how == "all":
        return _one_per_group(condition.groups[free], wanted, count, chance)
    if condition.how == "quota":
        groups = condition.groups[free]
        parts = [
            np.flatnonzero(groups == group)[_subsets(int((groups == group).sum()), places, count, chance)]
            for group, places in enumerate(open_quota(condition))
            if places
        ]
        return np.hstack(parts)
    return _subsets(len(free), wanted, count, chance)


def _subsets(size: int, wanted: int, count: int, chance: np.random.Generator) -> Whole:
    """Random subsets of `range(size)`, by Floyd's method (Bentley & Floyd 1987, CACM 30(9):754-757)."""
    chosen = np.full((count, wanted), -1, dtype=np.intp)
    for column, last in enumerate(range(size - wanted, size)):
        pick = chance.integers(0, last + 1, count)
        taken = (chosen == pick[:, None]).any(axis=1)
        chosen[:, column] = np.where(taken, last, pick)
    return chosen


def _one_per_group(groups: Whole, wanted: int, count: int, chance: np.random.Generator) -> Whole:
    """Random sets from different groups: a group is taken with the share of the sets that hold it."""
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    ways = _ways_from(members, wanted)
    missing = np.full(count, wanted)
    chosen = np.zeros((count, wanted), dtype=np.intp)
    for place, group in enumerate(members):
        share = [0.0] + [
            len(group) * ways[place + 1][rest - 1] / ways[place][rest] if ways[place][rest] else 0.0
            for rest in range(1, wanted + 1)
        ]
        taken = np.flatnonzero(chance.random(count) < np.array(share)[missing])
        chosen[taken, wanted - missing[taken]] = group[chance.integers(0, len(group), len(taken))]
        missing[taken] -= 1
    return chosen


def _ways_from(members: list[Whole], wanted: int) -> list[list[int]]:
    """For each place in the list of groups, in how many ways 0, 1, … more can be taken from there on."""
    ways = [[1] + [0] * wanted]
    for group in reversed(members):
        after = ways[-1]
        ways.append([1] + [after[more] + len(group) * after[more - 1] for more in range(1, wanted + 1)])
    return ways[::-1]
