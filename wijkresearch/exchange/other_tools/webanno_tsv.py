r"""INCEpTION and WebAnno: the format WebAnno TSV 3, one token a line, with columns for the features of each layer.

    #FORMAT=WebAnno TSV 3.3
    #T_SP=webanno.custom.Code|value
    <two empty lines>
    #Text=Het loket is dicht.
    1-1	0-3	Het	_
    1-2	4-9	loket	fikser[1]|barrier[2]

Positions are UTF-16 units, and the tokens beside them are the proof. A number in brackets says which lines and columns
are one annotation. The format does not hold what stands between two sentences: it is taken as a line end and spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.gathering import Gathering, refuse_without_codings
from wijkresearch.exchange.other_tools.layers import document_and_coder, layer_passage
from wijkresearch.exchange.other_tools.marked_texts import UTF16, MarkedText, add_marked
from wijkresearch.exchange.project import CodedProject

FORMAT = b"#FORMAT=WebAnno TSV 3"
TEXT = "#Text="
LAYER = re.compile(r"#T_(SP|CH|RL)=([^|]+)(.*)")
ROW = re.compile(r"([0-9]+-[0-9]+(?:\.[0-9]+)?)\t([0-9]{1,7})-([0-9]{1,7})\t([^\t]*)\t(.*)")
ONE_OF_SEVERAL = re.compile(r"(?<!\\)\|")
IDENTIFIER = re.compile(r"(?<!\\)\[([0-9]+)\]\Z")
ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
IN_BACKSLASH = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
ROLE, TARGET = "role", "target"
LEFT_OUT = {"CH": "a link of a chain", "RL": "a relation between passages", ROLE: "a link to another annotation"}


class _Column(NamedTuple):
    kind: str
    layer: str
    feature: str


@dataclass
class _Annotation:
    layer: str
    start: int
    end: int = 0
    quote: str | None = field(default="", repr=False)
    features: dict[str, str] = field(default_factory=dict, repr=False)

    def extend(self, start: int, end: int, token: str) -> None:
        """Take one more token, or part of a token, along."""
        if self.quote is not None and start >= self.end:
            self.quote += (" " if self.quote and start > self.end else "") + token
        elif end > self.end or start < self.start:
            self.quote = None
        self.start, self.end = min(self.start, start), max(self.end, end)


def is_webanno(content: bytes) -> bool:
    """Whether a file begins as WebAnno TSV 3."""
    return content.removeprefix(b"\xef\xbb\xbf").startswith(FORMAT)


def read_webanno(path: Path) -> CodedProject:
    """The annotations of all span layers in one document.

    Raises:
        StudyError: there are no annotations.
    """
    lines = read_bytes(path).decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    gathering = Gathering("webanno-tsv", "INCEpTION", {})
    document, coder = document_and_coder(path)
    passages = []
    for number, one in enumerate(_annotations(gathering, lines), 1):
        passage = layer_passage(f"{path.name}, annotation {number}", one.layer, one.features, one.start, one.end)
        passages.append(replace(passage, document=document, coder=coder, quote=one.quote or None))
    add_marked(gathering, [MarkedText(document, _text(lines), passages)], (UTF16,))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _text(lines: Iterable[str]) -> str:
    """The sentences, each from the position of its first token on."""
    text, counted, sentence = "", 0, None
    for line in lines:
        row = ROW.fullmatch(line)
        if line.startswith(TEXT):
            said = _unescaped(line.removeprefix(TEXT))
            sentence = said if sentence is None else f"{sentence}\n{said}"
        elif row and sentence is not None:
            gap = int(row[2]) - counted
            between = ("\n" + " " * (gap - 1) if text else " " * gap) if gap > 0 else ""
            text += between + sentence
            counted += len((between + sentence).encode("utf-16-le", errors="replace")) // 2
            sentence = None
    return text


def _columns(lines: Iterable[str]) -> Iterator[_Column]:
    for kind, layer, features in (found.groups() for found in map(LAYER.fullmatch, lines) if found):
        names = features.split("|")[1:] or [""]
        for before, name in zip(["", *names], names, strict=False):
            linked = ROLE if name.startswith("ROLE_") else TARGET if before.startswith("ROLE_") else kind
            yield _Column(linked, layer, name)


def _annotations(gathering: Gathering, lines: list[str]) -> Iterable[_Annotation]:
    columns = list(_columns(lines))
    found: dict[tuple[str, ...], _Annotation] = {}
    for row in filter(None, map(ROW.fullmatch, lines)):
        unit, start, end, token = row[1], int(row[2]), int(row[3]), row[4]
        touched: dict[tuple[str, ...], _Annotation] = {}
        for column, cell in zip(columns, row[5].split("\t"), strict=False):
            values = list(_values(column, unit, cell))
            gathering.skipped.update(LEFT_OUT[column.kind] for _, value in values if column.kind in LEFT_OUT and value)
            if column.kind in ("CH", "RL") or (
                column.kind == TARGET and any(key[0] == column.layer for key in touched)
            ):
                continue
            for key, value in values:
                one = touched[key] = found.setdefault(key, _Annotation(column.layer, start))
                if value is not None and column.kind == "SP":
                    one.features.setdefault(column.feature, value)
        for one in touched.values():
            one.extend(start, end, token)
    return found.values()


def _values(column: _Column, unit: str, cell: str) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """Each value in a cell, and the annotation that it is of: its number, or its place among those stacked here."""
    if cell == "_":
        return
    for place, value in enumerate(ONE_OF_SEVERAL.split(cell)):
        number = IDENTIFIER.search(value)
        key = (column.layer, number[1]) if number else (column.layer, unit, str(place))
        plain = IDENTIFIER.sub("", value)
        yield key, None if plain in ("*", "") else _unescaped(plain)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: IN_BACKSLASH.get(found[1], found[1]), text)
