"""Collect what a file of another program holds, place its passages in the texts, and return one project.

A passage keeps the position that the program gives when the text there is the quoted text. Otherwise it is looked for
(`wijkresearch.exchange.locating`); one that is there twice or not at all is kept aside in `unplaced` and listed in
`flagged`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.locating import Haystack, Searched
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.tables import (
    FLAGGED,
    IMPORTED_ATTRIBUTES,
    IMPORTED_CODES,
    IMPORTED_CODINGS,
    IMPORTED_DOCUMENTS,
    IMPORTED_GROUPS,
    IMPORTED_MEMBERS,
    IMPORTED_VARIABLES,
    SKIPPED,
    UNPLACED,
)
from wijkresearch.exchange.transcripts import FORMATS

UNKNOWN_CODER = "unknown"
TRANSCRIPT_SUFFIXES = (*FORMATS, ".doc", ".md")


@dataclass(frozen=True)
class Passage:
    """One code given to one passage, as the file has it; the code is its path from the top code down."""

    where: str
    document: str
    code: tuple[str, ...]
    coder: str | None = None
    quote: str | None = field(default=None, repr=False)
    start: int | None = None
    end: int | None = None
    line: int | None = None
    memo: str | None = field(default=None, repr=False)


@dataclass
class _Code:
    description: str | None = None
    colour: str | None = None
    codable: bool = True
    guid: str | None = None


class Gathering:
    """Gathers documents, codes and passages; `project` places the passages and returns the whole."""

    def __init__(self, file_format: str, origin: str, transcripts: Mapping[str, str]) -> None:
        """Start with nothing; `transcripts` are the texts that quotes are looked for in, by document or file name."""
        self.file_format = file_format
        self.origin = origin
        self._transcripts = transcripts
        self._names = _by_name(transcripts)
        self._texts: dict[str, str] = {}
        self._documents: dict[str, dict[str, Any]] = {}
        self._codes: dict[tuple[str, ...], _Code] = {}
        self._passages: list[Passage] = []
        self._groups: dict[tuple[str, str], dict[str, Any]] = {}
        self._values: dict[tuple[str, str], str] = {}
        self.flagged: list[tuple[str, str]] = []
        self.skipped: Counter[str] = Counter()
        self.warnings: list[str] = []

    def add_document(self, name: str, text: str | None = None, memo: str | None = None) -> None:
        """A document; without a text of its own the transcript of the same name is its text."""
        if name not in self._documents:
            self._documents[name] = {"document": name, "kind": "text", "memo": memo}
            found = text if text is not None else self._transcript(name)
            if found is not None:
                self._texts[name] = found

    def _transcript(self, name: str) -> str | None:
        """The transcript with a document's name; None where two different texts have it."""
        texts = {self._transcripts[known] for known in self._names.get(plain_name(name), [])}
        return texts.pop() if len(texts) == 1 else None

    def add_code(
        self, path: tuple[str, ...], description: str | None = None, colour: str | None = None, *, codable: bool = True
    ) -> None:
        """A code by its path from the top code down; the codes above it come along as codes."""
        for depth in range(1, len(path)):
            self._codes.setdefault(path[:depth], _Code())
        known = self._codes.get(path)
        if known is None:
            self._codes[path] = _Code(description, colour, codable)
        elif known.description is None:
            known.description = description

    def add_value(self, document: str, variable: str, value: str) -> None:
        """The value that a document has for a variable."""
        self._values[(document, variable)] = value

    def add_group(self, kind: str, name: str, document: str) -> None:
        """A document is in a case or a set."""
        self._groups.setdefault((kind, name), {})[document] = None

    def add_passage(self, passage: Passage) -> None:
        """A coded passage; its document and code are added when they are new."""
        self.add_document(passage.document)
        self.add_code(passage.code)
        self._passages.append(passage)

    @property
    def has_passages(self) -> bool:
        """Whether there is a coded passage yet."""
        return bool(self._passages)

    def flag(self, where: str, what: str) -> None:
        """Something that a person should look at."""
        self.flagged.append((where, what))

    def project(self) -> CodedProject:
        """Everything gathered, with each passage in its place."""
        names = self._code_names()
        codings, unplaced = self._place_all(names)
        return CodedProject(
            format=self.file_format,
            origin=self.origin,
            documents=self._document_rows(),
            codes=self._code_rows(names),
            codings=self._without_repeats(codings),
            texts=dict(self._texts),
            flagged=FLAGGED.of([{"where": where, "what": what} for where, what in self.flagged]),
            skipped=SKIPPED.of([{"what": what, "count": count} for what, count in sorted(self.skipped.items())]),
            warnings=tuple(dict.fromkeys(self.warnings)),
            groups=IMPORTED_GROUPS.of([{"kind": kind, "name": name} for kind, name in sorted(self._groups)]),
            members=IMPORTED_MEMBERS.of(list(self._member_rows())),
            variables=IMPORTED_VARIABLES.of(
                [{"variable": name, "type": "Text"} for name in sorted({variable for _, variable in self._values})],
            ),
            attributes=IMPORTED_ATTRIBUTES.of(list(self._value_rows())),
            unplaced=UNPLACED.of(unplaced),
        )

    def _code_names(self) -> dict[tuple[str, ...], str]:
        """The last part of each path, or all of it where two codes would get the same name."""
        times = Counter(path[-1] for path in self._codes)
        return {path: path[-1] if times[path[-1]] == 1 else " > ".join(path) for path in self._codes}

    def _place_all(self, names: Mapping[tuple[str, ...], str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        haystacks = {name: Haystack(text) for name, text in self._texts.items()}
        codings, unplaced = [], []
        for passage in self._passages:
            row = {
                "document": passage.document,
                "code": names[passage.code],
                "coder": passage.coder or UNKNOWN_CODER,
                "memo": passage.memo,
            }
            place = self._place(passage, haystacks.get(passage.document))
            if isinstance(place, str):
                self.flag(passage.where, f"{place}; the coding is kept aside")
                kept = {"start": passage.start, "end": passage.end, "quote": passage.quote, "reason": place}
                unplaced.append({**row, **{name: _text(value) for name, value in kept.items()}})
            else:
                codings.append({**row, "start": place[0], "end": place[1]})
        return codings, unplaced

    def _place(self, passage: Passage, haystack: Haystack | None) -> tuple[int, int] | str:
        """Where a passage is, or why it has no place."""
        placed = passage.start is not None and passage.end is not None
        if haystack is None:
            if placed and _is_passage(passage.start, passage.end):
                self.warnings.append(f"There is no text of '{passage.document}'; its positions could not be checked.")
                return int(passage.start or 0), int(passage.end or 0)
            return f"there is no transcript of '{passage.document}' to find the passage in"
        if placed and self._is_there(passage, haystack):
            return int(passage.start or 0), int(passage.end or 0)
        if not passage.quote:
            return f"positions {passage.start}–{passage.end} lie outside the text" if placed else "there is no passage"
        searched = haystack.find(passage.quote, line=passage.line)
        if searched.place is None:
            return _not_found(searched)
        if placed:
            moved = f"the passage stands at {searched.place.start}–{searched.place.end}"
            self.flag(passage.where, f"{moved}, not at {passage.start}–{passage.end}; taken where it stands")
        return searched.place.start, searched.place.end

    @staticmethod
    def _is_there(passage: Passage, haystack: Haystack) -> bool:
        start, end = int(passage.start or 0), int(passage.end or 0)
        if passage.quote:
            return haystack.holds(start, end, passage.quote)
        return 0 <= start < end <= len(haystack.text)

    def _document_rows(self) -> pd.DataFrame:
        rows = [
            {**row, "text_sha256": sha256(self._texts.get(name, "").encode()).hexdigest()}
            for name, row in self._documents.items()
        ]
        return IMPORTED_DOCUMENTS.of(rows)

    def _code_rows(self, names: Mapping[tuple[str, ...], str]) -> pd.DataFrame:
        rows = [
            {
                "code": names[path],
                "parent": names.get(path[:-1]),
                "description": code.description,
                "colour": code.colour,
                "codable": code.codable,
            }
            for path, code in self._codes.items()
        ]
        return IMPORTED_CODES.of(rows)

    def _member_rows(self) -> Iterable[dict[str, Any]]:
        for (kind, name), documents in sorted(self._groups.items()):
            for document in documents:
                yield {"kind": kind, "name": name, "member_kind": "document", "member": document}

    def _value_rows(self) -> Iterable[dict[str, Any]]:
        for (document, variable), value in sorted(self._values.items()):
            yield {"holder_kind": "document", "holder": document, "variable": variable, "value": value}

    def _without_repeats(self, codings: list[dict[str, Any]]) -> pd.DataFrame:
        once: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in codings:
            key = tuple(row[name] for name in IMPORTED_CODINGS.key)
            if key in once:
                self.skipped["a coding that is in the file twice"] += 1
            once.setdefault(key, row)
        return IMPORTED_CODINGS.of(list(once.values()))


def whole_number(value: object) -> int | None:
    """A whole number as a file writes it, or None."""
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def refuse_without_codings(gathering: Gathering, where: str) -> None:
    """Raise when a file that should hold codings holds none.

    Raises:
        StudyError: there is no coding and nothing that was flagged.
    """
    if not gathering.has_passages and not gathering.flagged:
        raise StudyError(Problem(where, "there are no codings in this file", "at least one coded passage"))


def _not_found(searched: Searched) -> str:
    if searched.places > 1:
        return f"the quoted text is in the transcript {searched.places} times, and nothing tells which is meant"
    return "the quoted text is not in the transcript"


def _is_passage(start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and 0 <= start < end


def _by_name(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of texts by plain name; nothing is read yet."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(plain_name(name), []).append(name)
    return found


def plain_name(name: str) -> str:
    """A document's name without folder, ending, case and accents typed apart: `Interview 1.DOCX` is `interview 1`."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/").strip()).name
    for suffix in TRANSCRIPT_SUFFIXES:
        if last.casefold().endswith(suffix):
            last = last[: -len(suffix)]
            break
    return " ".join(last.casefold().split())


def _text(value: object) -> str | None:
    return None if value is None else str(value)
