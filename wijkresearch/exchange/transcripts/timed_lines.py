"""Rows of times and words: tables separated by tabs (.tsv) and the subtitles of YouTube (.sbv)."""

from __future__ import annotations

import csv
import re

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts.canonical import canonical_text
from wijkresearch.exchange.transcripts.structured import Said, in_seconds, piece, said
from wijkresearch.exchange.transcripts.subtitles import read_cues
from wijkresearch.exchange.transcripts.turns import CLOCK

WHISPER = ["start", "end", "text"]
HEADINGS = {
    "start": ("start", "begin", "start time", "start_time", "tijd", "time"),
    "speaker": ("speaker", "spreker", "participant", "name", "naam"),
    "words": ("text", "tekst", "words", "transcript", "utterance"),
}
IN_MILLISECONDS = "Whole numbers in column '{column}' are milliseconds."
CUE_TIMES = re.compile(rf"^({CLOCK}),({CLOCK})[ \t]*$", re.MULTILINE)


def read_sbv(content: str, where: str) -> Said:  # noqa: ARG001 - as every reader
    """What was said in subtitles of YouTube, which have a comma between two times and `[br]` for a new line."""
    cues = CUE_TIMES.sub(r"\1 --> \2", canonical_text(content)).replace("[br]", " ")
    pieces, assumptions = read_cues(cues)
    return Said(tuple(pieces), "subtitles", tuple(assumptions))


def read_tsv(content: str, where: str) -> Said:
    """What was said in the rows of a table; Whisper puts quotation marks there as they were said.

    Raises:
        StudyError: there is no column with words, or a row has more cells than there are headings.
    """
    lines = canonical_text(content).split("\n")
    headings = [heading.strip().strip('"').casefold() for heading in lines[0].split("\t")]
    columns = {field: _column(headings, names) for field, names in HEADINGS.items()}
    if columns["words"] is None:
        expected = f"a column {' or '.join(HEADINGS['words'])}, separated by tabs"
        raise StudyError(Problem(where, "the first row has no heading for the words", expected))
    rows = _rows(lines[1:], len(headings), where, quoted=headings != WHISPER)
    cells = [{field: row[at] if at is not None else "" for field, at in columns.items()} for row in rows]
    whole = any(cell["start"].isdecimal() for cell in cells)
    left_out = [Assumption(IN_MILLISECONDS, {"column": headings[columns["start"] or 0]})] if whole else []
    return said(
        "rows", (piece(cell["speaker"], cell["words"], _start(cell["start"])) for cell in cells), left_out=left_out
    )


def _column(headings: list[str], names: tuple[str, ...]) -> int | None:
    return next((headings.index(name) for name in names if name in headings), None)


def _rows(lines: list[str], width: int, where: str, *, quoted: bool) -> list[list[str]]:
    try:
        whole = (f"{line}\n" for line in lines)
        rows = [
            row
            for row in csv.reader(
                whole, delimiter="\t", quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, strict=True
            )
            if row
        ]
    except csv.Error:
        remedy = "A quotation mark may be missing."
        raise StudyError(Problem(where, "the rows cannot be told apart", "cells separated by tabs", remedy)) from None
    if any(len(row) > width for row in rows):
        raise StudyError(Problem(where, "a row has more cells than there are headings", f"{width} cells a row"))
    return [row + [""] * (width - len(row)) for row in rows]


def _start(time: str) -> float | None:
    return in_seconds(time, per_second=1000 if time.isdecimal() else 1)
