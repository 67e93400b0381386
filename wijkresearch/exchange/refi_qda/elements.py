"""What a project file holds, as plain records, with identifiers for names and positions as the file counts them."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field

from wijkresearch.exchange.refi_qda.identifiers import normal_guid
from wijkresearch.exchange.refi_qda.positions import TextLayout

NOBODY = -1
LARGEST = 10**10


class Index:
    """Identifiers numbered in the order in which they are met; two ways to write one identifier get one number."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {}
        self._normal: dict[str, int] = {}
        self.guids: list[str] = []

    def number(self, written: str | None) -> int:
        """The number of an identifier; `NOBODY` when there is none."""
        known = self._numbers.get(written)
        if known is not None:
            return known
        guid = normal_guid(written)
        if not guid:
            return NOBODY
        if guid not in self._normal:
            self._normal[guid] = len(self.guids)
            self.guids.append(guid)
        self._numbers[written] = self._normal[guid]
        return self._normal[guid]


@dataclass
class BadMark:
    """A selection whose positions are no whole numbers, with the codes and notes it carried."""

    start: str
    end: str
    codings: list[tuple[int, int]]
    memo: str


@dataclass
class Marks:
    """What was marked in one text, column by column: a selection has a start, an end and any number of codings."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    guids: list[str | None] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    selections: array[int] = field(default_factory=lambda: array("q"))
    codes: array[int] = field(default_factory=lambda: array("q"))
    users: array[int] = field(default_factory=lambda: array("q"))
    memos: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    bad: list[BadMark] = field(default_factory=list)

    def forget_names(self) -> None:
        """Drop what is only needed while the text is being read; a large project has very many of them."""
        self.names = []
        self.guids = []


@dataclass
class ParsedText:
    """One text, with what was marked in it and the notes on it as a whole.

    `recording` is the identifier of the sound or film that it is the transcript of.
    """

    guid: str
    name: str
    kind: str
    layout: TextLayout
    trouble: str
    marks: Marks
    memo: str
    notes: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    whole: list[tuple[int, int]] = field(default_factory=list)
    recording: str = ""


@dataclass
class ParsedCode:
    """One code; `parent` is the place of its parent in the list of codes, or `NOBODY`."""

    guid: str
    name: str
    parent: int
    codable: str | None
    colour: str | None
    description: str
    notes: list[str]


@dataclass
class ParsedGroup:
    """One case or set with its members: what kind, and the identifier."""

    kind: str
    guid: str
    name: str
    description: str
    members: list[tuple[str, str]]
    attributes: list[tuple[str, str]]


@dataclass
class ParsedVariable:
    """One variable."""

    guid: str
    name: str
    type: str
    description: str


@dataclass
class ParsedNote:
    """One note with its own identifier; what it is about is recorded where it is referred to."""

    guid: str
    title: str
    text: str
    author: int


@dataclass
class ParsedProject:
    """Everything in a project file or codebook file."""

    origin: str = ""
    description: str = ""
    users: dict[str, str] = field(default_factory=dict)
    user_index: Index = field(default_factory=Index)
    code_index: Index = field(default_factory=Index)
    codes: list[ParsedCode] = field(default_factory=list)
    variables: list[ParsedVariable] = field(default_factory=list)
    groups: list[ParsedGroup] = field(default_factory=list)
    texts: list[ParsedText] = field(default_factory=list)
    notes: list[ParsedNote] = field(default_factory=list)
    project_notes: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    flagged: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    without_text: set[str] = field(default_factory=set)
