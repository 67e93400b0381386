"""Codings in a spreadsheet: Taguette, QualCoder, ATLAS.ti, MAXQDA, our own, and any sheet with document, code and text.

None of these programs writes usable positions, so a passage is looked for in its transcript. Taguette leaves highlights
without a tag out of its export; ATLAS.ti puts all codes of a quotation in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from wijkresearch.errors import Problem, raise_if_any
from wijkresearch.exchange.other_tools.cells_of_codes import split_codes
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings, whole_number
from wijkresearch.exchange.other_tools.headings import (
    ATLAS_TI,
    CODEBOOK_SHEET,
    MAXQDA,
    QUALCODER,
    TAGUETTE,
    Recognised,
    recognise,
)
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import Cells, read_cells

PATH_SEPARATOR = re.compile(r"\s+>\s+|\s*\\\s*")
NO_TEXT = {"image", "a/v", "audio", "video"}
PLACE_IN_PDF = re.compile(r"\([^()]*:\s*\d+(?:\s*-\s*\d+)?\)\Z")


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
    rows = list(_rows(cells, found, path.name))
    if found.kind is CODEBOOK_SHEET:
        _gather_codebook(gathering, rows)
    else:
        _gather_codings(gathering, rows, found, codebook)
        refuse_without_codings(gathering, path.name)
    return gathering.project()


def _rows(cells: Cells, found: Recognised, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row below the headings: where it is, and its filled fields."""
    for number, values in cells.rows:
        if number > found.heading:
            filled = {
                name: value
                for name, column in found.columns.items()
                if column < len(values) and (value := values[column]) is not None
            }
            if filled:
                yield f"{where} row {number}", filled


def _gather_codebook(gathering: Gathering, rows: list[tuple[str, dict[str, str]]]) -> None:
    tags = {fields["code"].strip() for _, fields in rows if "code" in fields}
    for _, fields in rows:
        if "code" in fields:
            path = _code_path(fields["code"], tags)
            if "parent" in fields and len(path) == 1:
                path = (fields["parent"].strip(), *path)
            gathering.add_code(path, fields.get("description"))


def _code_path(code: str, tags: Collection[str] = ()) -> tuple[str, ...]:
    r"""A code from the top down: `A > B` and `A\B` say so; `a.b` only where `a` is a code of its own (Taguette)."""
    parts = tuple(part for part in PATH_SEPARATOR.split(code.strip()) if part)
    if len(parts) > 1:
        return parts
    above, dot, _ = code.strip().rpartition(".")
    return (*_code_path(above, tags), code.strip()) if dot and above in tags else (code.strip(),)


def _gather_codings(
    gathering: Gathering, rows: list[tuple[str, dict[str, str]]], found: Recognised, codebook: Collection[str]
) -> None:
    if found.kind is ATLAS_TI:
        codes = _atlas_codes(rows, codebook)
    else:
        tags = {fields["code"].strip() for _, fields in rows if "code" in fields}
        dotted = tags if found.kind is TAGUETTE else ()
        codes = [[_code_path(fields["code"], dotted)] if "code" in fields else [] for _, fields in rows]
    for (where, fields), paths in zip(rows, codes, strict=True):
        _gather_row(gathering, where, fields, paths, found)


def _atlas_codes(rows: list[tuple[str, dict[str, str]]], codebook: Collection[str]) -> list[list[tuple[str, ...]]]:
    cells = [fields.get("codes", "") for _, fields in rows]
    counts = [whole_number(fields.get("codes_count")) for _, fields in rows]
    split = split_codes(cells, counts, codebook)
    doubtful = [where for (where, _), codes in zip(rows, split, strict=True) if codes is None]
    remedy = "Export from ATLAS.ti to Excel (.xlsx), which puts each code on a line of its own."
    raise_if_any(
        Problem(where, "the codes in this cell can be split in more than one way", "one code a line", remedy)
        for where in doubtful
    )
    return [[(code,) for code in codes or []] for codes in split]


def _gather_row(
    gathering: Gathering, where: str, fields: dict[str, str], paths: list[tuple[str, ...]], found: Recognised
) -> None:
    if "document" not in fields:
        gathering.flag(where, "there is no document; the row was left out")
        return
    document = fields["document"].strip()
    gathering.add_document(document)
    if found.kind is QUALCODER and fields.get("quote", "").strip() in NO_TEXT:
        gathering.skipped["a coded picture or recording"] += 1
        return
    _gather_groups(gathering, fields, document)
    if not paths:
        gathering.flag(where, "there is no code; the passage is not a coding")
    start, end = whole_number(fields.get("start")), whole_number(fields.get("end"))
    if "start" in found.columns and (start is None or end is None):
        gathering.flag(where, "start or end is no whole number; they were not used")
    for path in paths:
        gathering.add_passage(
            Passage(
                where=where,
                document=document,
                code=path,
                coder=fields.get("coder"),
                quote=_quote(fields.get("quote"), found),
                start=start,
                end=end,
                line=whole_number(fields.get("line")),
                memo=fields.get("memo"),
            )
        )


def _gather_groups(gathering: Gathering, fields: dict[str, str], document: str) -> None:
    for group in fields.get("group", "").splitlines():
        gathering.add_group("set", group.strip(), document)
    if "case" in fields:
        gathering.add_group("case", fields["case"].strip(), document)


def _quote(quote: str | None, found: Recognised) -> str | None:
    """The passage alone: MAXQDA puts the place in a PDF behind it."""
    return PLACE_IN_PDF.sub("", quote.rstrip()).rstrip() if quote and found.kind is MAXQDA else quote
