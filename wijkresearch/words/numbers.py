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
from babel.numbers import NumberPattern

LOCALES = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
MISSING = "–"
MOST_DIGITS = 2
"""Decimals of a number for which nobody asked for another number of them."""
WIDE = Context(prec=1000)
"""Room for every whole number that is counted here."""


def write_number(value: Any, digits: int | None = None, *, language: str = "nl") -> str:
    """A number as a reader of the language writes it, thousands apart; a dash for what is missing.

    >>> write_number(66607), write_number(1 / 3), write_number(2.50), write_number(2.50, 1, language="en")
    ('66.607', '0,33', '2,5', '2.5')
    >>> write_number(-0.5), write_number(float("nan"))
    ('−0,5', '–')

    Args:
        value: the number.
        digits: exactly so many decimals; without it at most two, and none that say nothing.
        language: `nl` or `en`.
    """
    pattern = LOCALES[language].decimal_formats[None]
    return _write(value, pattern, (0, MOST_DIGITS) if digits is None else (digits, digits), language)


def write_percent(share: Any, digits: int | None = None, *, language: str = "nl") -> str:
    """A share from 0 to 1 as a percentage; a dash for what is missing.

    >>> write_percent(0.425), write_percent(0.4), write_percent(0.125, 0), write_percent(0.425, language="en")
    ('42,5%', '40%', '13%', '42.5%')

    Args:
        share: the share.
        digits: exactly so many decimals; without it at most one, and none that says nothing.
        language: `nl` or `en`.
    """
    pattern = LOCALES[language].percent_formats[None]
    return _write(share, pattern, (0, 1) if digits is None else (digits, digits), language)


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


def _write(value: Any, pattern: NumberPattern, digits: tuple[int, int], language: str) -> str:
    """The number by the pattern, with the decimals asked for and a minus that is as wide as a plus."""
    if pd.isna(value):
        return MISSING
    exact = Decimal(int(value)) if isinstance(value, Integral) else Decimal(str(float(value)))
    step = Decimal(1).scaleb(-digits[1] - pattern.scale)
    rounded = exact.quantize(step, ROUND_HALF_UP, WIDE)
    written: str = pattern.apply(rounded or Decimal(0), LOCALES[language], force_frac=digits)
    return written.replace("-", "−")
