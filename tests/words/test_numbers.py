"""One way to write a number: by the rules of the language, rounded as a reader does it by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from wijkresearch.words.numbers import enumerate_words, write_date, write_number, write_percent


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (66607, "66.607", "66,607"),
        (1 / 3, "0,33", "0.33"),
        (2.5, "2,5", "2.5"),
        (12.0, "12", "12"),
        (-1234.5, "−1.234,5", "−1,234.5"),
        (10**21 + 1, "1.000.000.000.000.000.000.001", "1,000,000,000,000,000,000,001"),
        (np.int64(1000), "1.000", "1,000"),
        (-0.001, "0", "0"),
    ],
)
def test_a_number_has_the_signs_of_the_language_and_no_decimals_that_say_nothing(value, dutch, english) -> None:
    assert (write_number(value), write_number(value, language="en")) == (dutch, english)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [(0.125, 2, "0,13"), (2.675, 2, "2,68"), (0.5, 0, "1"), (1.5, 0, "2"), (2, 1, "2,0")],
)
def test_half_a_step_is_rounded_up_as_the_decimals_are_written(value, digits, written) -> None:
    assert write_number(value, digits) == written


@pytest.mark.parametrize(
    ("share", "digits", "written"),
    [
        (0.425, None, "42,5%"),
        (0.425, 0, "43%"),
        (0.4, None, "40%"),
        (0.285, 0, "29%"),
        (1.0, 1, "100,0%"),
        (0, None, "0%"),
    ],
)
def test_a_share_is_a_percentage_without_a_space(share, digits, written) -> None:
    assert write_percent(share, digits) == written


@pytest.mark.parametrize("missing", [float("nan"), pd.NA, None])
def test_what_is_missing_is_a_dash(missing) -> None:
    assert write_number(missing) == write_number(missing, 2) == write_percent(missing) == "–"


def test_a_day_is_written_out() -> None:
    assert (write_date(date(2034, 5, 6)), write_date(date(2034, 5, 6), language="en")) == ("6 mei 2034", "6 May 2034")


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [([], "", ""), (["A"], "A", "A"), (["A", "B"], "A en B", "A and B"), (["A", "B", "C"], "A, B en C", "A, B and C")],
)
def test_words_in_a_row_end_with_and(words, dutch, english) -> None:
    assert (enumerate_words(words), enumerate_words(words, language="en")) == (dutch, english)
