"""How a number, a share, a day and an enumeration are written for a reader, by the rules of their language (CLDR).

Rounding is half up on the decimal notation of the number, as a reader with pencil and paper does it: 0.125 is 0,13 and
12.5 % is 13 %, where binary floating point and half-even rounding would give 0,12 and 12 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from numbers import Integral
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

LOCALES = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
MISSING = "–"
MOST_DIGITS = 2
"""Decimals of a number for which nobody asked for another number of them."""
WIDE = Context(prec=1000)
"""Room for every whole number that is counted here."""


def write_number(value: Any, digits: int | None = None, *, most: int = MOST_DIGITS, language: str = "nl") -> str:
    """A number as a reader of the language writes it, thousands apart; a dash for what is missing.

    >>> write_number(66607), write_number(1 / 3), write_number(2.50), write_number(2.50, 1, language="en")
    ('66.607', '0,33', '2,5', '2.5')
    >>> write_number(-0.5), write_number(float("nan"))
    ('−0,5', '–')

    Args:
        value: the number.
        digits: exactly so many decimals; without it at most `most`, and none that say nothing.
        most: decimals at the most, such as three where a person typed three.
        language: `nl` or `en`.
    """
    if pd.isna(value):
        return MISSING
    rounded = _half_up(value, most if digits is None else digits)
    return _minus(format_decimal(rounded, _pattern(most, digits), LOCALES[language]))


def write_percent(share: Any, digits: int | None = None, *, language: str = "nl") -> str:
    """A share from 0 to 1 as a percentage; a dash for what is missing.

    >>> write_percent(0.425), write_percent(0.4), write_percent(0.125, 0), write_percent(0.425, language="en")
    ('42,5%', '40%', '13%', '42.5%')

    Args:
        share: the share.
        digits: exactly so many decimals; without it at most one, and none that says nothing.
        language: `nl` or `en`.
    """
    if pd.isna(share):
        return MISSING
    rounded = _half_up(share, 2 + (1 if digits is None else digits))
    return _minus(format_percent(rounded, _pattern(1, digits) + "%", LOCALES[language]))


def write_date(day: date, *, language: str = "nl") -> str:
    """A day in words.

    >>> write_date(date(2021, 1, 1)), write_date(date(2021, 1, 1), language="en")
    ('1 januari 2021', '1 January 2021')
    """
    return format_date(day, format="long", locale=LOCALES[language])


def enumerate_words(words: Iterable[str], *, language: str = "nl") -> str:
    """Words in a row as a sentence has them.

    >>> enumerate_words(["Aardam", "Bosrade", "Cijsdorp"])
    'Aardam, Bosrade en Cijsdorp'
    >>> enumerate_words(["Aardam", "Bosrade", "Cijsdorp"], language="en")
    'Aardam, Bosrade and Cijsdorp'
    """
    return format_list(list(words), locale=LOCALES[language])


def _half_up(value: Any, digits: int) -> Decimal:
    """The number as its decimal notation has it, rounded to so many decimals; no zero is below zero."""
    exact = Decimal(int(value)) if isinstance(value, Integral) else Decimal(str(float(value)))
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE) or Decimal(0)


def _pattern(most: int, digits: int | None) -> str:
    """The pattern of a number with exactly so many decimals, or with at most so many (Unicode TR 35)."""
    decimals = "#" * most if digits is None else "0" * digits
    return f"#,##0.{decimals}" if decimals else "#,##0"


def _minus(written: str) -> str:
    """The number with a minus that is as wide as a plus."""
    return written.replace("-", "−")
