"""Spreadsheets as people save them: CSV from a Dutch or an English Excel, and .xlsx.

A Dutch Excel writes semicolons between cells, a comma in a number, dates as 1-3-2024, and either UTF-8 with a byte
order mark or Windows-1252. Nothing of this is guessed in silence: every assumption is returned in words. Cells stay
text; the table that they belong to decides what is a number.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, raise_if_any, show_value
from wijkresearch.exchange.archives import open_archive, read_bytes, read_member, refuse_document_type

SEPARATORS = (";", ",", "\t")
SEPARATED = {";": "Cells are separated by semicolons.", "\t": "Cells are separated by tabs."}
"""What is assumed where cells are separated by something else than a comma."""
MAX_CELL = 64 * 1024 * 1024
FIRST_ROWS = 50
"""Rows that show what separates the cells of a text."""
COMMA_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
FORMULA = re.compile(r"'*[=+@\t\r\n-]")
"""What a spreadsheet takes for a formula, or would after an apostrophe in front of it was taken off."""
PLAIN_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*")
DUTCH_FLAGS = {"WAAR": "yes", "ONWAAR": "no"}


@dataclass(frozen=True)
class Cells:
    """The rows of a sheet with the number that the spreadsheet shows beside each; rows without a cell are left out."""

    rows: tuple[tuple[int, tuple[str | None, ...]], ...]
    assumptions: tuple[Assumption, ...]
    separator: str = ""


def read_rows(
    path: Path, where: str = "", *, content: bytes | None = None
) -> tuple[pd.DataFrame, tuple[Assumption, ...]]:
    """A sheet as text with its first row as headings, and what was assumed to read it.

    The index is named `row` and holds the row as the spreadsheet shows it. Cells are as typed, with each accent in one
    character (NFC), so that what looks the same is the same; empty ones are missing. An apostrophe that keeps a
    spreadsheet from carrying out a cell of a .csv file is no part of it.
    Where cells are separated by semicolons or tabs, a column with nothing but numbers with a decimal comma gets decimal
    points, and a column with nothing but dates such as 1-3-2024 gets them as 2024-03-01.

    Args:
        path: a .csv or .xlsx file; its content decides, not its name.
        where: what the file is called in problems; its own name by default.
        content: its bytes, where they are known already.

    Raises:
        StudyError: the file is absent, no spreadsheet or empty; a heading is missing or occurs twice; a row has more
            cells than there are headings.
    """
    name = where or path.name
    cells = read_cells(path, where=name, content=content)
    if not cells.rows:
        raise StudyError(Problem(name, "the file is empty", "a row with headings"))
    width = max(len(values) for _, values in cells.rows)
    headings = [(_composed(heading) or "").strip() for heading in _padded(cells.rows[0][1], width)]
    body = [(row, _padded(values, width)) for row, values in cells.rows[1:]]
    used = [column for column in range(width) if headings[column] or any(values[column] for _, values in body)]
    raise_if_any(_heading_problems(headings, used, body, f"{name} row {cells.rows[0][0]}", name))
    index = pd.Index([row for row, _ in body], name="row", dtype="int64")
    columns = {headings[column]: [_composed(values[column]) for _, values in body] for column in used}
    said = list(cells.assumptions)
    if cells.separator in (";", "\t"):
        columns = {heading: _in_own_notation(heading, values, said) for heading, values in columns.items()}
    return pd.DataFrame(columns, index=index, dtype="str"), tuple(said)


def placed(rows: pd.DataFrame, where: str) -> pd.DataFrame:
    """The rows of a sheet, indexed by their places, such as `segments.csv row 14`, instead of their numbers.

    Args:
        rows: as `read_rows` gives them.
        where: what the file is called in problems.
    """
    return rows.set_axis([f"{where} row {row}" for row in rows.index])


def read_cells(path: Path, *, where: str = "", content: bytes | None = None) -> Cells:
    """Every row of the first sheet with anything in it, as text, without deciding which row holds the headings.

    Args:
        path: a .csv or .xlsx file; its content decides, not its name.
        where: what the file is called in problems; its own name by default.
        content: its bytes, where they are known already.

    Raises:
        StudyError: the file is absent, no spreadsheet, or damaged.
    """
    name = where or path.name
    content = read_bytes(path, name) if content is None else content
    if content[:4] == b"PK\x03\x04":
        return _workbook_cells(path, content, name)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        remedy = "Open it in Excel and save it as .xlsx."
        raise StudyError(Problem(name, "this is a workbook of Excel 97–2003 (.xls)", "a .xlsx or .csv file", remedy))
    text, encoding = decode(content, name)
    return _csv_cells(text, encoding, name)


def decode(content: bytes, where: str) -> tuple[str, str]:
    """Text and the encoding it was read with: UTF-8 with or without mark, then UTF-16 with mark, then Windows-1252.

    Raises:
        StudyError: none of the three fits.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with suppress(UnicodeDecodeError):
            return content.decode("utf-16"), "utf-16"
    with suppress(UnicodeDecodeError):
        text = content.decode("utf-8-sig")
        return text, "utf-8"
    with suppress(UnicodeDecodeError):
        return content.decode("cp1252"), "cp1252"
    remedy = "Save it again as UTF-8."
    raise StudyError(Problem(where, "this is not text in UTF-8, UTF-16 or Windows-1252", "a file with text", remedy))


def assumed_encoding(encoding: str) -> list[Assumption]:
    """What is assumed of a file in an encoding; nothing for UTF-8."""
    if encoding == "utf-8":
        return []
    if encoding == "cp1252":
        return [Assumption("The file is not UTF-8; read as Windows-1252. Check letters such as é and ë.")]
    return [Assumption("Read as UTF-16.")]


def guard_formulas(cells: pd.Series) -> pd.Series:
    """Texts with an apostrophe before what a spreadsheet would carry out; `read_rows` takes it off again.

    >>> guard_formulas(pd.Series(["=1+1", "- ja", "-1,5", "'s avonds", "'=x"])).tolist()
    ["'=1+1", "'- ja", '-1,5', "'s avonds", "''=x"]
    """
    return cells.map(lambda cell: f"'{cell}" if _is_formula(cell) else cell)


def _is_formula(cell: object) -> bool:
    return isinstance(cell, str) and bool(FORMULA.match(cell)) and not PLAIN_NUMBER.fullmatch(cell)


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _csv_cells(text: str, encoding: str, name: str) -> Cells:
    if "\0" in text:
        raise StudyError(Problem(name, "the file holds NUL characters", "a .csv or .xlsx file"))
    said = assumed_encoding(encoding)
    lines = text.split("\n", 1)
    declared = re.fullmatch(r"sep=(.)\r?", lines[0], re.IGNORECASE)
    if declared and len(lines) == 2:
        return Cells(tuple(_records(lines[1], declared[1], name, first=2)), tuple(said), declared[1])
    separator = _separator(text)
    if separator != ",":
        said.append(Assumption(SEPARATED[separator]))
    return Cells(tuple(_records(text, separator, name)), tuple(said), separator)


def _records(text: str, separator: str, name: str, first: int = 1) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    """Rows counted as a spreadsheet counts them: a cell with a line break in it does not make a new row."""
    before = csv.field_size_limit(MAX_CELL)
    row = first
    try:
        for row, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), first
        ):
            values = tuple(_without_guard(value) if value.strip() else None for value in record)
            if any(values):
                yield row, values
    except csv.Error:
        found = "a quotation mark is not closed, or stands in the middle of a cell"
        problem = Problem(f"{name}, after row {row}", found, "a comma-separated file", "Save it again from Excel.")
        raise StudyError(problem) from None
    finally:
        csv.field_size_limit(before)


def _separator(text: str) -> str:
    """The separator with most cells in the first row; where that row is a single title, in the most common row."""
    widths = {separator: _widths(text, separator) for separator in SEPARATORS}
    first = {separator: found[0] if found else 1 for separator, found in widths.items()}
    best = max(first, key=lambda separator: first[separator])
    if first[best] > 1:
        return best
    common = {separator: max(set(found), key=found.count, default=1) for separator, found in widths.items()}
    best = max(common, key=lambda separator: common[separator])
    return best if common[best] > 1 else ","


def _widths(text: str, separator: str) -> list[int]:
    before = csv.field_size_limit(MAX_CELL)
    found: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(value.strip() for value in record):
                found.append(len(record))
            if len(found) == FIRST_ROWS:
                break
    except csv.Error:
        return found
    finally:
        csv.field_size_limit(before)
    return found


def _workbook_cells(path: Path, content: bytes, name: str) -> Cells:
    kind = "an Excel workbook (.xlsx)"
    with open_archive(path, kind, name) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise StudyError(Problem(name, "this is a zip file of another kind", f"{kind} or a .csv file"))
        for member in archive.namelist():
            if member.endswith((".xml", ".rels")):
                refuse_document_type(read_member(archive, member, name), f"{name}, {member}")
    sheets = _sheets(content, name)
    filled = [title for title, rows in sheets.items() if rows]
    if not filled:
        return Cells((), ())
    first = Assumption(
        "Only the first sheet, '{sheet}', was read; there are {sheets}.", {"sheet": filled[0], "sheets": len(filled)}
    )
    return Cells(sheets[filled[0]], (first,) if len(filled) > 1 else ())


def _sheets(content: bytes, name: str) -> dict[str, tuple[tuple[int, tuple[str | None, ...]], ...]]:
    import openpyxl  # noqa: PLC0415 - not needed for a .csv

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that hold no cells
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return {
                    sheet.title: tuple(_sheet_rows(sheet.iter_rows(values_only=True))) for sheet in workbook.worksheets
                }
            finally:
                workbook.close()
    except StudyError:
        raise
    except Exception:  # openpyxl raises anything on a damaged workbook
        remedy = "Open it in Excel and save it again."
        raise StudyError(Problem(name, "the workbook is damaged", "an Excel workbook (.xlsx)", remedy)) from None


def _sheet_rows(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    for row, values in enumerate(rows, 1):
        texts = tuple(_cell_text(value) for value in values)
        if any(texts):
            yield row, texts


def _cell_text(value: object) -> str | None:
    """A cell as a researcher would type it: no `.0` behind a whole number, dates as YYYY-MM-DD, yes and no."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "")
    return text if text.strip() else None


def _composed(value: str | None) -> str | None:
    return None if value is None else unicodedata.normalize("NFC", value)


def _padded(values: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return values + (None,) * (width - len(values))


def _heading_problems(
    headings: list[str], used: list[int], body: list[tuple[int, tuple[str | None, ...]]], where: str, name: str
) -> Iterator[Problem]:
    for column in used:
        if not headings[column]:
            row = next(row for row, values in body if values[column])
            found = f"there is a cell in column {column + 1}, which has no heading"
            yield Problem(f"{name} row {row}", found, "a heading above every cell", "Is there a separator too many?")
    named = [headings[column] for column in used if headings[column]]
    for heading in dict.fromkeys(named):
        if named.count(heading) > 1:
            yield Problem(
                where, f"column {show_value(heading)} occurs {named.count(heading)} times", "every heading once"
            )


def _in_own_notation(heading: str, values: list[str | None], said: list[Assumption]) -> list[str | None]:
    """A column in English notation, where all of it is in Dutch notation; what was changed is added to `said`."""
    filled = [value.strip() for value in values if value is not None]
    if filled and all(COMMA_NUMBER.fullmatch(value) for value in filled) and any("," in value for value in filled):
        said.append(Assumption("Column '{column}' holds numbers with a decimal comma.", {"column": heading}))
        return _mapped(values, lambda value: value.strip().replace(".", "").replace(",", "."))
    if filled and all(DAY_FIRST.fullmatch(value) for value in filled):
        with suppress(ValueError):
            days = _mapped(values, lambda value: datetime.strptime(value.strip(), "%d-%m-%Y").date().isoformat())  # noqa: DTZ007
            said.append(Assumption("Column '{column}' holds dates as day-month-year.", {"column": heading}))
            return days
    if filled and all(value in DUTCH_FLAGS for value in filled):
        return _mapped(values, lambda value: DUTCH_FLAGS[value.strip()])
    return values


def _mapped(values: list[str | None], change: Callable[[str], str]) -> list[str | None]:
    return [None if value is None else change(value) for value in values]
