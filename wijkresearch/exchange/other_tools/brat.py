"""brat: a `.ann` file beside its `.txt`, or a folder with both of several texts.

    T1	Fikser 4 9;10 15	loket dicht
    #1	AnnotatorNotes T1	let op

Positions are code points of the text file; the words after the tab are the proof. brat cuts a passage at each line end;
such pieces are one passage. Pieces with words between them are coded as a whole, from the first to the last, and that
is flagged. Relations, events and attributes are counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.other_tools.marked_texts import CODE_POINTS, UTF16, MarkedText, add_marked, distinct
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import decode

TEXT_BOUND = re.compile(r"(T\S*)\t(\S+) ([0-9]{1,12} [0-9]{1,12}(?:;[0-9]{1,12} [0-9]{1,12})*)\s*(?:\t(.*))?")
NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)")
LEFT_OUT = {
    "R": "a relation between passages",
    "*": "a relation between passages",
    "E": "an event",
    "A": "an attribute of a passage",
    "M": "an attribute of a passage",
    "N": "a reference to a database",
}


def read_brat(path: Path) -> CodedProject:
    """The text-bound annotations of a .ann file, or of every one in a folder.

    Raises:
        StudyError: a text is not beside its .ann, or there are no annotations.
    """
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    names = distinct([file.stem for file in files], [file.parent.name for file in files])
    gathering = Gathering("brat", "brat", {})
    add_marked(gathering, [_marked(gathering, *one) for one in zip(files, names, strict=True)], (CODE_POINTS, UTF16))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _marked(gathering: Gathering, file: Path, name: str) -> MarkedText:
    beside = file.with_suffix(".txt")
    if not beside.is_file():
        remedy = "Put the text file of brat in the same folder."
        raise StudyError(Problem(file.name, f"its text {beside.name} is not beside it", beside.name, remedy))
    text = read_bytes(beside).decode("utf-8", errors="replace")
    lines = decode(read_bytes(file), file.name)[0].splitlines()
    notes: dict[str, list[str]] = {}
    for note in filter(None, map(NOTE.fullmatch, lines)):
        notes.setdefault(note[1], []).append(note[2].strip())
    passages = []
    for number, line in enumerate(lines, 1):
        where = f"{file.name} line {number}"
        found = TEXT_BOUND.fullmatch(line)
        if found:
            memo = "\n".join(notes.pop(found[1], [])) or None
            passages.append(replace(_passage(gathering, where, found, text), document=name, memo=memo))
        elif line[:1] in LEFT_OUT:
            gathering.skipped[LEFT_OUT[line[:1]]] += 1
        elif line.strip() and not NOTE.fullmatch(line):
            gathering.flag(where, "this is no annotation of brat; left out")
    for target, said in notes.items():
        gathering.add_note(f"{file.name}, note on {target}", name, (0, 0), "\n".join(said))
    return MarkedText(name, text, passages)


def _passage(gathering: Gathering, where: str, found: re.Match[str], text: str) -> Passage:
    pieces = [(int(start), int(end)) for start, end in (piece.split() for piece in found[3].split(";"))]
    start, end = min(pieces)[0], max(end for _, end in pieces)
    between = [text[before:after] for (_, before), (after, _) in pairwise(sorted(pieces))]
    if "".join(between).strip():
        gathering.flag(where, f"the passage is in {len(pieces)} pieces; taken from the first to the last")
        return Passage(where, "", (found[2],), start=start, end=end)
    return Passage(where, "", (found[2],), quote=found[4], start=start, end=end)
