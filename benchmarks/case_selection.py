"""Case selection in one run: seconds of CPU per set size, layout of categories and objective, with the limits beside.

    python benchmarks/case_selection.py              every layout
    python benchmarks/case_selection.py --quick      one seed, only the default objective

n = 342 candidates, five controls, the ten best sets, proven exact. Prints a table; ends with 1 when a limit is broken.
Times are single runs: on a busy machine they are upper bounds.
SciPy's integer programming (HiGHS) is raced where it is installed, on what it can still solve.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from wijkresearch.case_sets import (
    Choices,
    Comparison,
    SetRule,
    compare_candidates,
    find_best_sets,
    rank_set,
)
from wijkresearch.errors import StudyError

CANDIDATES, CONTROLS, TOP = 342, list("abcde"), 10
LIMIT_FREE, LIMIT_DIFFERENT, LIMIT_RANK = 0.25, 1.5, 0.5


def seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def points(layout: str, groups: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    size = (CANDIDATES, len(CONTROLS))
    if layout == "clustered":
        return chance.normal(size=(groups.max() + 1, size[1]))[groups] * 4 + chance.normal(size=size)
    if layout == "near-duplicates":
        families = np.arange(CANDIDATES) // 9
        return chance.lognormal(size=(families.max() + 1, size[1]))[families] + chance.normal(size=size) * 1e-3
    return chance.lognormal(size=size)


def categories(layout: str, count: int, chance: np.random.Generator) -> np.ndarray:
    if layout == "dominating":
        return np.where(chance.random(CANDIDATES) < 0.9, 0, chance.integers(1, count, CANDIDATES))
    if layout == "near-duplicates":
        return chance.integers(0, count, CANDIDATES // 9 + 1)[np.arange(CANDIDATES) // 9]
    return chance.integers(0, count, CANDIDATES)


def comparisons(objective: str, size: int, seed: int) -> Iterator[tuple[str, Comparison]]:
    for layout in ("lognormal", "clustered", "dominating", "near-duplicates"):
        for count in sorted({size, 2 * size, 20}):
            chance = np.random.default_rng([seed, size, count])
            groups = categories(layout, count, chance)
            rows = pd.DataFrame(points(layout, groups, chance), columns=CONTROLS)
            rows = rows.assign(id=[f"c{place:03d}" for place in range(CANDIDATES)], title=groups.astype(str))
            choices = Choices(objective=objective)
            yield (
                f"{layout}, {count} categories",
                compare_candidates(rows, id_column="id", controls=CONTROLS, choices=choices),
            )


def worst_search(objective: str, size: int, seeds: range) -> tuple[tuple[float, str], tuple[float, str], set[str]]:
    """The slowest search without and with the condition, and the layouts in which too many sets tie to list them."""
    free, different, tied = (0.0, ""), (0.0, ""), set()
    for seed in seeds:
        for layout, comparison in comparisons(objective, size, seed):
            spent, _ = seconds(lambda c=comparison: find_best_sets(c, SetRule(size), top=TOP))
            free = max(free, (spent, layout))
            if comparison.candidates["title"].nunique() >= size:
                rule = SetRule(size, differ="title")
                spent, best = seconds(lambda c=comparison, r=rule: best_or_ties(c, r))
                different = max(different, (spent, layout))
                tied |= {layout} if best is None else set()
    return free, different, tied


def best_or_ties(comparison: Comparison, rule: SetRule) -> pd.DataFrame | None:
    """The best sets, or None where more than a thousand share one value (as the largest pair of many sets can)."""
    try:
        return find_best_sets(comparison, rule, top=TOP)
    except StudyError as trouble:
        if "share one value" not in str(trouble):
            raise
        return None


def race_highs(size: int, count: int) -> tuple[float, float] | None:
    """Seconds of HiGHS and of this package for the best set, or None without SciPy."""
    try:
        from scipy import optimize, sparse  # noqa: PLC0415 - the race is on where it is installed
    except ImportError:
        return None
    chance = np.random.default_rng(1)
    rows = pd.DataFrame(chance.lognormal(size=(count, 5)), columns=CONTROLS).assign(
        id=[f"c{p:03d}" for p in range(count)]
    )
    comparison = compare_candidates(rows, id_column="id", controls=CONTROLS)
    pairs = list(combinations(range(count), 2))
    costs = np.concatenate([np.zeros(count), [comparison.distances[pair] for pair in pairs]])
    sums = sparse.lil_matrix((count + 1, len(costs)))
    for place, (first, second) in enumerate(pairs):
        sums[first, count + place] = sums[second, count + place] = 1
    for place in range(count):
        sums[place, place], sums[count, place] = -(size - 1), 1
    wanted = np.append(np.zeros(count), size)
    theirs, solved = seconds(
        lambda: optimize.milp(
            costs,
            constraints=optimize.LinearConstraint(sums.tocsr(), wanted, wanted),
            integrality=np.ones(len(costs)),
            bounds=optimize.Bounds(0, 1),
        )
    )
    ours, best = seconds(lambda: find_best_sets(comparison, SetRule(size), top=1))
    if abs(best["value"].iloc[0] - solved.fun) > 1e-6:
        raise SystemExit(f"HiGHS finds {solved.fun}, this package {best['value'].iloc[0]}")
    return theirs, ours


def main() -> int:
    quick = "--quick" in sys.argv
    seeds = range(1 if quick else 3)
    broken = 0
    print(f"{'objective':16}{'k':>3}{'free':>9}  {'all different':>13}   worst layout")
    for objective in ("sum",) if quick else ("sum", "sum_of_squares", "largest"):
        for size in range(2, 7):
            free, different, tied = worst_search(objective, size, seeds)
            late = free[0] > LIMIT_FREE or different[0] > LIMIT_DIFFERENT
            broken += late
            print(f"{objective:16}{size:3}{free[0]:8.3f}s {different[0]:12.3f}s   {different[1]}{'  TOO SLOW' * late}")
            for layout in sorted(tied):
                print(f"{'':21}too many ties to list: {layout}")
    comparison = next(comparisons("sum", 3, 0))[1]
    spent, rank = seconds(lambda: rank_set(comparison, SetRule(3), comparison.names[:3]))
    broken += spent > LIMIT_RANK
    print(f"percentile of 3 of {CANDIDATES}, {rank['admissible'].iloc[0]:,} sets counted: {spent:.3f}s")
    raced = race_highs(4, 60)
    if raced:
        print(f"best 4 of 60: HiGHS {raced[0]:.2f}s, this package {raced[1]:.3f}s, the same set")
    print(f"limits: free {LIMIT_FREE}s, all different {LIMIT_DIFFERENT}s, percentile {LIMIT_RANK}s; broken: {broken}")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
