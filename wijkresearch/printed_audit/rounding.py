"""From a printed number back to the numbers that round to it, on exact fractions.

A printed number stands for an interval. Which one depends on how it was rounded, and a text seldom says: to the nearest
step with ties going up, to the even step (as Python's and R's `round` do) or down, or always down or up. All five are
kept apart here, with the ends of the interval exactly in or out. To ask which counts can lie behind a printed figure
is the GRIM test of Brown and Heathers (2017), Social Psychological and Personality Science 8(4), 363–369.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

RULES: tuple[str, ...] = ("nearest_up", "nearest_even", "nearest_down", "floor", "ceil")


@dataclass(frozen=True)
class Interval:
    """The numbers from `low` to `high`; whether each end belongs to it is said."""

    low: Fraction
    high: Fraction
    low_included: bool
    high_included: bool

    def whole_numbers(self, unit: Fraction) -> range:
        """Every whole number c, zero or more, for which c times `unit` lies in the interval.

        >>> Interval(Fraction(7, 4), Fraction(9, 4), True, False).whole_numbers(Fraction(1, 4))
        range(7, 9)
        """
        first, last = self.low / unit, self.high / unit
        lowest = ceil(first) if self.low_included else floor(first) + 1
        highest = floor(last) if self.high_included else ceil(last) - 1
        return range(max(lowest, 0), max(highest, -1) + 1)


_BELOW = {"floor": Fraction(0), "ceil": Fraction(1)}
_NEAREST = Fraction(1, 2)


def unrounded(printed: Fraction, step: Fraction, rule: str) -> Interval:
    """The interval of numbers that are printed as `printed` when they are rounded to multiples of `step`.

    Args:
        printed: the number as printed.
        step: what is rounded to, such as 1/2 for half dots or 1/100 for two decimals.
        rule: one of `RULES`.

    >>> unrounded(Fraction(2), Fraction(1, 2), "nearest_up")
    Interval(low=Fraction(7, 4), high=Fraction(9, 4), low_included=True, high_included=False)
    """
    below = _BELOW.get(rule, _NEAREST)
    even = (printed / step) % 2 == 0
    return Interval(
        low=printed - below * step,
        high=printed + (1 - below) * step,
        low_included=rule in ("nearest_up", "floor") or (rule == "nearest_even" and even),
        high_included=rule in ("nearest_down", "ceil") or (rule == "nearest_even" and even),
    )


def exact(number: object) -> Fraction:
    """A printed number as an exact fraction; `0.1` is a tenth and not its neighbour among the binary numbers.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(Decimal(str(number).replace(",", ".")))


def printed_step(printed: str) -> Fraction:
    """What a number was rounded to, read from its decimals.

    >>> printed_step("3,45")
    Fraction(1, 100)
    """
    _, _, decimals = printed.replace(",", ".").partition(".")
    return Fraction(1, 10 ** len(decimals))
