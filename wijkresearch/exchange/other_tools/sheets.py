"""Codings in a spreadsheet: Taguette, QualCoder, Dedoose, ATLAS.ti, MAXQDA, our own, and any sheet with codes and text.

Few of these programs write usable positions, so a passage is looked for in its transcript; a position or the number of
a paragraph is used where the quotes prove it (`wijkresearch.exchange.other_tools.counting`). Taguette leaves highlights
without a tag out of its export; ATLAS.ti puts all codes of a quotation in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from wijkresearch.errors import Problem, raise_if_any, show_value
from wijkresearch.exchange.other_tools.cells_of_codes import CodePath, code_path, code_paths, split_codes
from wijkresearch.exchange.other_tools.counting import (
    Texts,
    elsewhere,
    with_own_lines,
    with_own_positions,
    without_unproven,
)
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings, whole_number
from wijkresearch.exchange.other_tools.headings import (
    ATLAS_TI,
    CODEBOOK_SHEET,
    DEDOOSE,
    MAXQDA,
    QUALCODER,
    TAGUETTE,
    WORDS_IN_HEADING,
    Recognised,
    recognise,
)
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import Cells, read_cells

NO_TEXT = {"image", "a/v", "audio", "video"}
PLACE_IN_PDF = re.compile(r"\([^()]*:\s*\d+(?:\s*-\s*\d+)?\)\Z")
PARAGRAPH = re.compile(r"(?:¶\s*)?(\d+)(?:\s*[-–]\s*(?:¶\s*)?\d+)?(?:\s+in\s.*)?", re.DOTALL)
NUMBER = re.compile(r"0*(\d+):\d")
RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")
YES = {"true", "yes", "1"}


@dataclass(frozen=True)
class Row:
    """One row below the headings: where it is, its filled fields, and the filled cells of fields that it has often."""

    where: str
    fields: Mapping[str, str]
    families: Mapping[str, list[tuple[str, str]]]

    def cell(self, name: str) -> str:
        """A field without the white space around it; empty where it is not filled."""
        return self.fields.get(name, "").strip()


def read_sheet(path: Path, transcripts: Mapping[str, str], codebook: Collection[str] = ()) -> CodedProject:
    """The codings (or the codebook) in a .csv or .xlsx file of a coding program, recognised by its headings.

    Args:
        path: the file.
        transcripts: document or file name to text; passages are looked for in these.
        codebook: names of codes; they settle how a cell with several codes is to be split.

    Raises:
        StudyError: no known headings, no codings, or cells with codes that can be split in more than one way.
    """
    cells = read_cells(path)
    found = recognise(cells, path.name)
    gathering = Gathering(found.kind.name, found.kind.program, transcripts)
    gathering.warnings += map(str, cells.assumptions)
    rows = _with_numbers(list(_rows(cells, found, path.name)))
    _count_left(gathering, cells, found)
    if found.kind is CODEBOOK_SHEET:
        _gather_codebook(gathering, rows)
    else:
        _gather_codings(gathering, rows, found, codebook)
        refuse_without_codings(gathering, path.name)
    return gathering.project()


def _rows(cells: Cells, found: Recognised, where: str) -> Iterator[Row]:
    """Each row below the headings that has one of its fields filled."""
    for number, values in cells.rows:
        if number > found.heading:
            filled = {column: value for column, value in enumerate(values) if value is not None}
            fields = {name: filled[column] for name, column in found.columns.items() if column in filled}
            families: dict[str, list[tuple[str, str]]] = {}
            for column, (name, own) in found.families.items():
                if column in filled:
                    families.setdefault(name, []).append((own, filled[column].strip()))
            if fields:
                yield Row(f"{where} row {number}", fields, families)


def _with_numbers(rows: list[Row]) -> list[Row]:
    """The rows, with the number that ATLAS.ti gave their document where several documents have its name."""
    numbers = [NUMBER.match(row.cell("id")) for row in rows]
    known: dict[str, set[str]] = {}
    for row, number in zip(rows, numbers, strict=True):
        if number:
            known.setdefault(row.cell("document"), set()).add(number[1])
    return [
        replace(row, fields={**row.fields, "number": number[1]})
        if number and len(known[row.cell("document")]) > 1
        else row
        for row, number in zip(rows, numbers, strict=True)
    ]


def _count_left(gathering: Gathering, cells: Cells, found: Recognised) -> None:
    """Count the cells in columns that have no place in our tables."""
    for number, values in cells.rows:
        for column, value in enumerate(values):
            if number > found.heading and value is not None and column not in found.taken:
                heading = found.left.get(column, "")
                named = (
                    f"column {show_value(heading, words=WORDS_IN_HEADING)}" if heading else "cells without a heading"
                )
                gathering.skipped[named] += 1


def _gather_codebook(gathering: Gathering, rows: list[Row]) -> None:
    for row, path in zip(rows, _paths(rows, dotted=True), strict=True):
        if path:
            gathering.add_code(path, row.fields.get("description"))


def _paths(rows: list[Row], *, dotted: bool) -> list[CodePath]:
    """The code of each row from the top code down; empty where there is none."""
    paths = code_paths([row.cell("code") for row in rows], [row.cell("parent") for row in rows], dotted=dotted)
    return [
        (*(category for _, category in reversed(row.families["category"])), row.cell("code"))
        if "category" in row.families and row.cell("code")
        else path
        for row, path in zip(rows, paths, strict=True)
    ]


def _gather_codings(gathering: Gathering, rows: list[Row], found: Recognised, codebook: Collection[str]) -> None:
    codes = _codes(rows, found, codebook)
    passages = [
        passage
        for row, paths in zip(rows, codes, strict=True)
        for passage in _row_passages(gathering, row, paths, found)
    ]
    _gather_values(gathering, rows)
    texts = gathering.haystacks()
    passages, said = with_own_positions(passages, texts)
    if found.kind is DEDOOSE:
        passages = without_unproven(passages, texts)
    passages, of_lines = with_own_lines(passages, texts)
    gathering.warnings += [*said, *of_lines]
    gathering.flagged += elsewhere(passages, texts)
    for passage in passages:
        gathering.add_passage(passage)
    for row, paths in zip(rows, codes, strict=True):
        if not paths and row.cell("memo") and row.cell("document"):
            _gather_note(gathering, row, texts)


def _codes(rows: list[Row], found: Recognised, codebook: Collection[str]) -> list[list[CodePath]]:
    """The codes of each row."""
    if "applied" in (name for name, _ in found.families.values()):
        applied = [[code for code, cell in row.families.get("applied", []) if cell.casefold() in YES] for row in rows]
        return [[code_path(code) for code in codes] for codes in applied]
    if "codes" in found.columns:
        return _codes_in_one_cell(rows, found, codebook)
    paths = _paths(rows, dotted=found.kind is TAGUETTE)
    return [[path] if path else [] for path in paths]


def _codes_in_one_cell(rows: list[Row], found: Recognised, codebook: Collection[str]) -> list[list[CodePath]]:
    cells = [row.fields.get("codes", "") for row in rows]
    counts = [whole_number(row.fields.get("codes_count")) for row in rows]
    split = split_codes(cells, counts, codebook)
    remedy = "Export from Dedoose with a column for each code."
    if found.kind is ATLAS_TI:
        remedy = "Export from ATLAS.ti to Excel (.xlsx), which puts each code on a line of its own."
    raise_if_any(
        Problem(row.where, "the codes in this cell can be split in more than one way", "one code a line", remedy)
        for row, codes in zip(rows, split, strict=True)
        if codes is None
    )
    return [[(code,) for code in codes or []] for codes in split]


def _row_passages(gathering: Gathering, row: Row, paths: list[CodePath], found: Recognised) -> Iterator[Passage]:
    """What a row codes: its passage, once for every code and coder; what it says of its document is gathered."""
    if not row.cell("document"):
        gathering.flag(row.where, "there is no document; the row was left out")
        return
    document = _gather_document(gathering, row)
    if found.kind is QUALCODER and row.cell("quote") in NO_TEXT:
        gathering.skipped["a coded picture or recording"] += 1
        return
    if not paths:
        gathering.flag(row.where, "there is no code; the passage is not a coding")
    start, end = _positions(row)
    if "start" in found.columns and (start is None or end is None):
        gathering.flag(row.where, "start or end is no whole number; they were not used")
    paragraph = PARAGRAPH.fullmatch(row.cell("line"))
    for path, coder in product(paths, _coders(row)):
        yield Passage(
            where=row.where,
            document=document,
            code=path,
            coder=coder,
            quote=_quote(row.fields.get("quote"), found),
            start=start,
            end=end,
            line=whole_number(paragraph[1]) if paragraph else None,
            memo=row.fields.get("memo"),
        )


def _gather_document(gathering: Gathering, row: Row) -> str:
    """The key of the document of a row, after its groups and cases were noted; groups tell documents of one name apart.

    A case does not: names of files are unique in QualCoder, and one file may belong to several cases.
    """
    named = row.cell("group") or ", ".join(value for _, value in row.families.get("municipality", []))
    groups = [group.strip() for group in (named or row.cell("number")).splitlines()]
    document = gathering.document_key(row.cell("document"), ", ".join(groups))
    gathering.add_document(document)
    for group in groups if row.cell("group") else []:
        gathering.add_group("set", group, document)
    if row.cell("case"):
        gathering.add_group("case", row.cell("case"), document)
    return document


def _gather_note(gathering: Gathering, row: Row, texts: Texts) -> None:
    """What is noted in a row without a code, with its passage where that has one place."""
    document = _gather_document(gathering, row)
    place = texts[document].find(row.cell("quote")).place if document in texts else None
    gathering.add_note(
        row.where, document, (place.start, place.end) if place else (0, 0), row.cell("memo"), row.fields.get("coder")
    )


def _gather_values(gathering: Gathering, rows: list[Row]) -> None:
    """The variables of files and cases, municipality and respondent as values of documents; none where rows differ."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        told = [*row.families.get("variable", []), *row.families.get("municipality", [])]
        if told and row.cell("document"):
            document = _gather_document(gathering, row)
            for variable, value in told:
                found.setdefault((document, variable), {}).setdefault(value, row.where)
    for (document, variable), values in found.items():
        if len(values) == 1:
            gathering.add_value(document, variable, next(iter(values)))
        else:
            what = f"variable '{variable}' has {len(values)} values for one document; none was taken"
            gathering.flag(list(values.values())[1], what)


def _positions(row: Row) -> tuple[int | None, int | None]:
    both = RANGE.fullmatch(row.cell("range"))
    if both:
        return whole_number(both[1]), whole_number(both[2])
    return whole_number(row.fields.get("start")), whole_number(row.fields.get("end"))


def _coders(row: Row) -> list[str | None]:
    """Who coded: one name, or several with a semicolon or a line end between them."""
    names = [name.strip() for name in re.split(r"[;\n]", row.cell("coder"))]
    return [name for name in dict.fromkeys(names) if name] or [None]


def _quote(quote: str | None, found: Recognised) -> str | None:
    """The passage alone: MAXQDA puts the place in a PDF behind it."""
    return PLACE_IN_PDF.sub("", quote.rstrip()).rstrip() if quote and found.kind is MAXQDA else quote
