from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.printed_audit.rounding import RULES, exact, printed_step, unrounded

DECIMAL_RULES = {
    "nearest_up": ROUND_HALF_UP,
    "nearest_even": ROUND_HALF_EVEN,
    "nearest_down": ROUND_HALF_DOWN,
    "floor": ROUND_FLOOR,
    "ceil": ROUND_CEILING,
}


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, 4000), st.sampled_from(RULES))
def test_a_number_lies_in_the_interval_of_what_the_standard_library_rounds_it_to_and_in_no_neighbour(thousandths, rule):
    number = Decimal(thousandths) / 1000
    printed = number.quantize(Decimal("0.1"), DECIMAL_RULES[rule])
    unit = Fraction(1, 1000)
    for neighbour in (printed - Decimal("0.1"), printed, printed + Decimal("0.1")):
        interval = unrounded(Fraction(neighbour), Fraction(1, 10), rule)
        assert (thousandths in interval.whole_numbers(unit)) == (neighbour == printed)


def test_an_interval_without_whole_numbers_gives_an_empty_range():
    assert not list(unrounded(Fraction(1, 2), Fraction(1, 10), "nearest_up").whole_numbers(Fraction(5)))


def test_negative_counts_are_never_offered():
    assert list(unrounded(Fraction(0), Fraction(2), "nearest_even").whole_numbers(Fraction(1))) == [0, 1]


@pytest.mark.parametrize(
    ("printed", "fraction"), [(0.1, Fraction(1, 10)), ("3,45", Fraction(69, 20)), (2, Fraction(2))]
)
def test_a_printed_number_is_taken_as_it_is_printed(printed, fraction):
    assert exact(printed) == fraction


@pytest.mark.parametrize(
    ("printed", "step"), [("37", Fraction(1)), ("3.45", Fraction(1, 100)), ("0,5", Fraction(1, 10))]
)
def test_the_decimals_say_what_was_rounded_to(printed, step):
    assert printed_step(printed) == step
