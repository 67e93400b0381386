"""What a table is: what one row means, its key, its columns, and the check that rows conform to it.

Kinds of column and how they are kept: `text` (str), `whole` (Int64), `number` (float64 of twelve significant digits),
`flag` (boolean; written as yes and no), `date` (text, YYYY-MM-DD). A column that may be empty says so; an empty text is
a missing value, never "".

A number has no more digits than are the same on every processor. It is rounded where a table is checked, so that what
a step returns is what is in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any, show_value

Kind = Literal["text", "whole", "number", "flag", "date"]
Mask = npt.NDArray[np.bool_]

DTYPES: dict[Kind, str] = {
    "text": "str",
    "whole": "Int64",
    "number": "float64",
    "flag": "boolean",
    "date": "str",
}
EXPECTED: dict[Kind, str] = {
    "text": "text",
    "whole": "a whole number",
    "number": "a number",
    "flag": "yes or no",
    "date": "a date as YYYY-MM-DD",
}
FLAGS = {
    "yes": True,
    "no": False,
    "ja": True,
    "nee": False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
}
DIGITS = 12
"""Significant digits of a number: libraries of linear algebra differ from the fourteenth on."""

DATE = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
DECIMALS = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
TYPED_OTHERWISE = re.compile(r"(?P<minus>-?)0*(?P<whole>\d{1,3}(\.\d{3})+|\d+)(,(?P<part>\d+))?")
"""A number as people type it: 18,11 or 66.607 or 010."""
LARGEST_WHOLE = 2**53
"""Whole numbers above it are not all told apart."""


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, what it means, and the values that it may hold, numbers from `lowest` on."""

    name: str
    kind: Kind
    meaning: str
    allowed: tuple[str, ...] = ()
    optional: bool = False
    lowest: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row means, the columns that identify a row, and every column in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in the order in which they are written."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """A table without rows, with every column in its own kind."""
        return self._empty.copy()

    @cached_property
    def _empty(self) -> pd.DataFrame:
        return pd.DataFrame({column.name: pd.Series(dtype=DTYPES[column.kind]) for column in self.columns})

    def of(self, rows: Any, where: str = "") -> pd.DataFrame:
        """The rows, as mappings or in the order of the columns, as this table; checked.

        >>> Table("cases", "One case.", ("case",), (Column("case", "text", "Its id."),)).of([{"case": "a"}])
          case
        0    a

        Args:
            rows: one mapping or sequence of values for every row.
            where: what the rows are called in problems; the name of the table by default.

        Raises:
            StudyError: as for `check`.
        """
        return self.check(pd.DataFrame(rows, columns=self.column_names), where)

    def check(self, frame: pd.DataFrame, where: str = "") -> pd.DataFrame:
        """Return the rows with the declared columns in the declared kinds and order, or raise with every problem.

        Args:
            frame: any table; where its index is named `row`, problems are reported by that (spreadsheet) row.
            where: the file or the place that is named in problems; the table's own name by default.

        Raises:
            StudyError: a column is missing or unknown, a value is empty, of another kind or not allowed, or a key
                occurs twice.
        """
        place = where or self.name
        raise_if_any(self._column_problems(frame, place))
        if not len(frame):
            return self.empty()
        cast, problems = self._cast(frame, place)
        raise_if_any([*problems, *self._key_problems(cast, place)])
        return cast.reset_index(drop=True)

    def _column_problems(self, frame: pd.DataFrame, place: str) -> Iterator[Problem]:
        found = [str(name) for name in frame.columns]
        for column in self.columns:
            if column.name not in found and not column.optional:
                unknown = [name for name in found if name not in self.column_names]
                hint = did_you_mean(column.name, unknown).replace("Did you mean", "Is it the one called")
                yield Problem(place, f"column '{column.name}' is missing", remedy=hint or f"It holds: {column.meaning}")
        for name in found:
            if name not in self.column_names:
                hint = did_you_mean(name, self.column_names)
                yield Problem(
                    place, f"column {show_value(name)} is not known", f"one of {', '.join(self.column_names)}", hint
                )

    def _cast(self, frame: pd.DataFrame, place: str) -> tuple[pd.DataFrame, list[Problem]]:
        series, problems = {}, []
        for column in self.columns:
            if column.name in frame.columns:
                series[column.name], found = _cast_column(frame[column.name], column, place)
                problems += found
            else:
                series[column.name] = pd.Series(None, index=frame.index, dtype=DTYPES[column.kind])
        return pd.DataFrame(series, index=frame.index, columns=self.column_names), problems

    def _key_problems(self, frame: pd.DataFrame, place: str) -> Iterator[Problem]:
        if not self.key:
            return
        repeated = frame.duplicated(list(self.key), keep="first")
        for position, row in frame[repeated].iterrows() if repeated.any() else ():
            named = ", ".join(f"{name} {show_value(row[name])}" for name in self.key if pd.notna(row[name]))
            where = _row_name(place, frame, position)
            yield Problem(where, f"{named} occurs more than once", "every key once", "Remove or rename one of the rows")


def _cast_column(values: pd.Series, column: Column, place: str) -> tuple[pd.Series, list[Problem]]:
    """The values in the column's kind, and a problem for each value that does not fit."""
    cast = _cast_kind(values, column.kind)
    gone: Mask = cast.array.isna()
    misfit = _not_cast(values, gone)
    if column.kind == "whole":
        numbers = cast.to_numpy()
        misfit |= ~gone & ((numbers % 1 != 0) | (np.abs(numbers) > LARGEST_WHOLE))
        cast = (cast.mask(misfit) if misfit.any() else cast).astype("Int64")
        gone = gone | misfit
    if column.kind == "date":
        misfit |= ~gone & ~cast.fillna("").map(is_date).to_numpy(dtype=bool)
    if column.allowed:
        misfit |= ~gone & ~cast.isin(column.allowed).to_numpy()
    if column.lowest is not None:
        misfit |= (cast < column.lowest).fillna(value=False).to_numpy(dtype=bool)
    empty = gone & ~misfit
    if not misfit.any() and (column.optional or not empty.any()):
        return cast, []
    return cast, list(_value_problems(values, misfit, empty, column, place))


def _cast_kind(values: pd.Series, kind: Kind) -> pd.Series:
    """The values in this kind, whole numbers as numbers; what does not fit is missing."""
    if kind in ("text", "date"):
        if values.dtype != "str":
            values = (values if values.notna().all() else values.map(_text_or_missing)).astype("str")
        nothing = values.to_numpy(dtype=object) == ""
        return values.mask(nothing) if nothing.any() else values
    if kind == "flag":
        return _cast_flags(values)
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    infinite = np.isinf(numbers.to_numpy())
    numbers = numbers.mask(infinite) if infinite.any() else numbers
    return round_numbers(numbers) if kind == "number" else numbers


def _not_cast(values: pd.Series, gone: Mask) -> Mask:
    """Which values are something, and have become nothing."""
    lost: Mask = gone & ~values.array.isna() if gone.any() else np.zeros(len(values), dtype=np.bool_)
    if lost.any():
        lost &= (values.astype("str") != "").to_numpy()
    return lost


def is_date(text: str) -> bool:
    """Is it a day that exists, as YYYY-MM-DD?

    >>> is_date("2024-02-29"), is_date("2024-02-30"), is_date("9999-01-01")
    (True, False, False)
    """
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def number_hint(typed: object, kind: str) -> str:
    """What to write for a number that was typed in another way; empty for what is none, or of another kind.

    >>> number_hint("18,11", "number"), number_hint("66.607", "whole"), number_hint("010", "whole")
    ('Write 18.11.', 'Write 66607.', 'Write 10.')
    """
    found = TYPED_OTHERWISE.fullmatch(str(typed).strip()) if kind in ("whole", "number") else None
    if found is None or (found["part"] and kind == "whole"):
        return ""
    written = found["minus"] + found["whole"].replace(".", "") + (f".{found['part']}" if found["part"] else "")
    return "" if written == str(typed) else f"Write {written}."


def round_numbers(numbers: pd.Series) -> pd.Series:
    """The numbers with `DIGITS` significant digits, rounded in decimals: to what is written for them.

    >>> round_numbers(pd.Series([2 / 3, 0.1 + 0.2, 1e300, float("nan")])).tolist()
    [0.666666666667, 0.3, 1e+300, nan]
    """
    return pd.Series([float(f"{number:.{DIGITS}g}") for number in numbers], index=numbers.index, dtype="float64")


def _text_or_missing(value: object) -> str | None:
    return None if pd.isna(value) else str(value)


def _cast_flags(values: pd.Series) -> pd.Series:
    if values.dtype in ("bool", "boolean"):
        return values.astype("boolean")
    return values.map(lambda value: FLAGS.get(str(value).strip().lower())).astype("boolean")


def _value_problems(values: pd.Series, misfit: Mask, empty: Mask, column: Column, place: str) -> Iterator[Problem]:
    expected = f"one of {', '.join(column.allowed)}" if column.allowed else EXPECTED[column.kind]
    expected += "" if column.lowest is None else f" from {column.lowest:g}"
    for position in values.index[misfit]:
        where = _row_name(place, values, position)
        hint = did_you_mean(str(values[position]), column.allowed) or number_hint(values[position], column.kind)
        yield Problem(where, f"{column.name} is {show_value(values[position])}", expected, hint)
    if not column.optional:
        for position in values.index[empty]:
            yield Problem(_row_name(place, values, position), f"{column.name} is empty", expected)


def _row_name(place: str, frame: pd.DataFrame | pd.Series, position: object) -> str:
    """The row as a spreadsheet counts it where that is known, otherwise the row's position counted from one."""
    if frame.index.name == "row":
        return f"{place} row {position}"
    return f"{place} row {int(frame.index.get_loc(position)) + 1}"
