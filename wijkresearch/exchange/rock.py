"""The Reproducible Open Coding Kit (.rock): a transcript in which codes stand behind the line that they are given to.

    ---
    metadata: …
    ---
    R: Dat loket is dicht. [[barrier>loket]] [[fikser]]
    ---<<paragraph_break>>---

A line is an utterance. `[[parent>child]]` is a code under a code; `[[uid=…]]`, `[[cid=…]]` and `[[name||value]]` are
identifiers and values, not codes. The format cannot hold a passage that is less or more than a line: when
writing, a code goes to every line that it touches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.locating import line_starts
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import decode
from wijkresearch.exchange.transcripts import canonical_text

MARK = re.compile(r"(?<![ \t])[ \t]*\[\[([^\[\]\n]*)\]\]")
SECTION_BREAK = re.compile(r"^---<<[^<>]*>>---\s*$")
RULE = re.compile(r"^---\s*$")
YAML_LINE = re.compile(r"\s*[\w-]+[ \t]*:(?:[ \t\n]|\Z)|\s*-\s")
NOT_A_CODE = re.compile(r"=|\|\||->|\s*\w+\s*:\s*\w+\s*\Z")


def read_rock(path: Path) -> CodedProject:
    """The text and the codes of one .rock file; the document is named as the file.

    Raises:
        StudyError: the file cannot be read.
    """
    text, _ = decode(read_bytes(path), path.name)
    gathering = Gathering("rock", "ROCK", {})
    lines: list[str] = []
    given: list[tuple[int, int, tuple[str, ...]]] = []
    for number, line in _utterances(canonical_text(text).split("\n"), gathering):
        for mark in MARK.findall(line):
            if NOT_A_CODE.search(mark) or not mark.strip():
                gathering.skipped["an identifier or value in double brackets"] += 1
            else:
                given.append((number, len(lines), tuple(part.strip() for part in mark.split(">") if part.strip())))
        lines.append(MARK.sub("", line))
    gathering.add_document(path.stem, "\n".join(lines))
    starts = line_starts(lines)
    for number, at, code in given:
        where = f"{path.name} line {number}"
        if lines[at].strip() and code:
            start, end = starts[at], starts[at] + len(lines[at])
            gathering.add_passage(Passage(where, path.stem, code, start=start, end=end))
        else:
            gathering.flag(where, "a code stands on a line without words; left out")
    return gathering.project()


def rock_text(text: str, codings: pd.DataFrame) -> str:
    """A text with codes behind its lines.

    Args:
        text: the text of one document.
        codings: its rows with `start`, `end` and `code` (the codes as they are to be written).
    """
    lines = text.split("\n")
    starts = line_starts(lines)
    marks: list[dict[str, None]] = [{} for _ in lines]
    for row in codings.itertuples():
        for at, (start, line) in enumerate(zip(starts, lines, strict=True)):
            if start < row.end and start + len(line) > row.start and line.strip():
                marks[at][f"[[{row.code}]]"] = None
    return "\n".join(" ".join([line, *given]) for line, given in zip(lines, marks, strict=True)) + "\n"


def _utterances(lines: list[str], gathering: Gathering) -> Iterable[tuple[int, str]]:
    """The lines with words, with their number in the file: without section breaks and blocks of YAML."""
    number = 0
    while number < len(lines):
        line = lines[number]
        closing = next((at for at in range(number + 1, len(lines)) if RULE.match(lines[at])), None)
        if RULE.match(line) and closing is not None and YAML_LINE.match("\n".join(lines[number + 1 : closing])):
            gathering.skipped["a block of YAML"] += 1
            number = closing + 1
            continue
        if SECTION_BREAK.match(line):
            gathering.skipped["a section break"] += 1
        else:
            yield number + 1, line
        number += 1
