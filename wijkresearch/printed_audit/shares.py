"""Which counts can lie behind printed shares: a GRIM-like test for dots, percentages and rounded means.

The cells of one column are shares of one total, so before rounding they sum to that total exactly. Each printed cell
gives an interval; the column is possible when numbers from those intervals can sum to the total, and impossible for
any number of codings when they cannot. All arithmetic is on fractions. After Brown and Heathers (2017), Social
Psychological and Personality Science 8(4), 363–369, who test one rounded mean; a column of shares is our extension.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.printed_audit.rounding import RULES, Interval, exact, printed_step, unrounded
from wijkresearch.printed_audit.tables import COLUMN_FEASIBILITY, COLUMN_SUMS, ROUNDED_NUMBERS

LARGEST_N = 120
HALF_UP = "nearest_up"


@dataclass(frozen=True)
class _Bounds:
    """The lowest and highest total that the unrounded cells of a column can have, and whether each can be reached."""

    low: Fraction
    high: Fraction
    low_included: bool
    high_included: bool

    def hold(self, total: Fraction) -> bool:
        above = self.low < total or (self.low == total and self.low_included)
        below = total < self.high or (self.high == total and self.high_included)
        return above and below

    def force(self, total: Fraction) -> bool:
        """Whether only one set of shares is possible: every cell at the same end of its interval."""
        return self.hold(total) and total in (self.low, self.high)


def _bounds(intervals: Sequence[Interval]) -> _Bounds:
    return _Bounds(
        sum((interval.low for interval in intervals), Fraction(0)),
        sum((interval.high for interval in intervals), Fraction(0)),
        all(interval.low_included for interval in intervals),
        all(interval.high_included for interval in intervals),
    )


def _intervals(printed: Sequence[Fraction], step: Fraction, rule: str) -> list[Interval]:
    """The interval of every cell, cut off at nothing."""
    cut = []
    for cell in printed:
        interval = unrounded(cell, step, rule)
        low, low_included = max(interval.low, Fraction(0)), interval.low_included or interval.low < 0
        cut.append(Interval(low, interval.high, low_included, interval.high_included))
    return cut


def _can_sum_to(n: int, ranges: Sequence[range]) -> bool:
    if not all(ranges):
        return False
    return sum(counts[0] for counts in ranges) <= n <= sum(counts[-1] for counts in ranges)


def _sum_to(n: int, ranges: Sequence[range]) -> Iterator[tuple[int, ...]]:
    """Every choice of one count per range that adds up to n, in ascending order."""
    if not ranges:
        if n == 0:
            yield ()
        return
    if not _can_sum_to(n, ranges):
        return
    for first in ranges[0]:
        for rest in _sum_to(n - first, ranges[1:]):
            yield (first, *rest)


def sum_columns(dots: pd.DataFrame, *, per_column: float = 10, step: float = 0.5) -> pd.DataFrame:
    """COLUMN_SUMS: the sum of every printed column beside what it should be, and what rounding can do to a sum.

    Args:
        dots: PUBLISHED_DOTS.
        per_column: what a whole column stands for.
        step: what a cell is rounded to; rounding to the nearest moves a sum by at most half a step per cell.
    """
    sums = dots.groupby(["table", "world", "municipality"], sort=False, as_index=False).agg(
        cells=("dots", "size"), printed_sum=("dots", "sum")
    )
    sums["expected_sum"] = float(per_column)
    sums["deviation"] = sums["printed_sum"] - sums["expected_sum"]
    sums["largest_by_rounding"] = sums["cells"] * step / 2
    sums["adds_up"] = sums["deviation"] == 0
    return COLUMN_SUMS.check(sums)


def check_columns(dots: pd.DataFrame, *, per_column: float = 10, step: float = 0.5) -> pd.DataFrame:
    """COLUMN_FEASIBILITY: per printed column and rule of rounding, whether any counts give these dots, and which.

    `lowest_total` and `highest_total` are the sums of the ends of the cells' intervals: where the column's true total
    lies outside them no number of codings gives the column. Where it lies exactly on an end that can be reached,
    only one set of shares is left (`forced`) and the counts are the smallest ones times a whole number. Possible totals
    are counted up to `LARGEST_N` codings in a column.

    Args:
        dots: PUBLISHED_DOTS.
        per_column: what a whole column stands for.
        step: what a cell is rounded to.

    Raises:
        StudyError: a cell is not a multiple of the step or below zero.
    """
    check_cells(dots, step=step)
    rows = []
    for (table, world, municipality), cells in dots.groupby(["table", "world", "municipality"], sort=False):
        printed = [exact(cell) for cell in cells["dots"]]
        for rule in RULES:
            found = _check_column(printed, exact(per_column), exact(step), rule)
            rows.append({"table": table, "world": world, "municipality": municipality, "rule": rule, **found})
    return COLUMN_FEASIBILITY.of(rows)


def check_cells(dots: pd.DataFrame, *, step: float = 0.5) -> None:
    """Refuse cells that cannot have been printed.

    Args:
        dots: PUBLISHED_DOTS.
        step: what a cell is rounded to.

    Raises:
        StudyError: with every cell that is not a multiple of the step, or below zero.
    """
    misfits = [
        Problem(
            f"{cells.world}, {cells.municipality}, {cells.role}",
            f"a cell of {cells.dots:g} dots",
            f"a multiple of {step:g}, zero or more",
        )
        for cells in dots.itertuples()
        if exact(cells.dots) < 0 or exact(cells.dots) % exact(step) != 0
    ]
    if misfits:
        raise StudyError(misfits)


def _check_column(printed: Sequence[Fraction], total: Fraction, step: Fraction, rule: str) -> dict[str, Any]:
    intervals = _intervals(printed, step, rule)
    bounds = _bounds(intervals)
    found: dict[str, Any] = {
        "printed_sum": float(sum(printed)),
        "true_total": float(total),
        "lowest_total": float(bounds.low),
        "lowest_included": bounds.low_included,
        "highest_total": float(bounds.high),
        "highest_included": bounds.high_included,
        "possible": bounds.hold(total),
        "forced": bounds.force(total),
        "smallest_n": None,
        "smallest_counts": None,
        "possible_n": 0,
        "largest_n": LARGEST_N,
    }
    if bounds.hold(total):
        smallest = next(n for n in count(1) if _n_is_possible(n, intervals, total))
        first = next(_sum_to(smallest, [interval.whole_numbers(total / smallest) for interval in intervals]))
        found["smallest_n"] = smallest
        found["smallest_counts"] = ", ".join(str(cell) for cell in first)
        found["possible_n"] = sum(_n_is_possible(n, intervals, total) for n in range(1, LARGEST_N + 1))
    return found


def _n_is_possible(n: int, intervals: Sequence[Interval], total: Fraction) -> bool:
    return _can_sum_to(n, [interval.whole_numbers(total / n) for interval in intervals])


def check_percentages(percentages: pd.DataFrame) -> pd.DataFrame:
    """ROUNDED_NUMBERS: which counts out of n are printed as each percentage, and the smallest n for which any is.

    Args:
        percentages: `where`, `printed` (text, so that its decimals are kept) and `n` (may be empty).
    """
    rows = [
        _check_rounded(row.where, str(row.printed), row.n, scale=Fraction(100), most=1)
        for row in percentages.itertuples()
    ]
    return ROUNDED_NUMBERS.of(rows)


def check_means(means: pd.DataFrame, *, highest: int) -> pd.DataFrame:
    """ROUNDED_NUMBERS: which sums of n whole scores are printed as each mean, and the smallest n for which any is.

    Args:
        means: `where`, `printed` (text, so that its decimals are kept) and `n` (may be empty).
        highest: the highest score that one respondent can have; the lowest is 0.
    """
    rows = [
        _check_rounded(row.where, str(row.printed), row.n, scale=Fraction(1), most=highest)
        for row in means.itertuples()
    ]
    return ROUNDED_NUMBERS.of(rows)


def _check_rounded(where: str, printed: str, n: Any, *, scale: Fraction, most: int) -> dict[str, Any]:
    interval = unrounded(exact(printed), printed_step(printed), HALF_UP)

    def counts(size: int) -> list[int]:
        return [found for found in interval.whole_numbers(scale / size) if found <= most * size]

    reachable = interval.low < scale * most or (interval.low == scale * most and interval.low_included)
    known = counts(int(n)) if not pd.isna(n) else []
    return {
        "where": where,
        "printed": printed,
        "n": n,
        "rule": HALF_UP,
        "possible": bool(known) if not pd.isna(n) else reachable,
        "counts": ", ".join(str(found) for found in known) or None,
        "smallest_n": next(size for size in count(1) if counts(size)) if reachable else None,
    }
