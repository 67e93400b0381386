"""Collect what a file of another program holds, place its passages in the texts, and return one project.

A passage keeps the position that the program gives when the text there is the quoted text. Otherwise it is looked for
(`wijkresearch.exchange.locating`); one that is there twice or not at all is kept aside in `unplaced` and listed in
`flagged`.

Documents of one name in different groups (document groups of MAXQDA and ATLAS.ti) are different documents. Inside, a
document is known by its key (`document_key`); when all are known, it is named as in the file, or `Group > Name` where
several have that name, or with a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, show_value
from wijkresearch.exchange.locating import Haystack, Searched
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda.naming import BETWEEN, document_names, doubled_names, numbered
from wijkresearch.exchange.tables import (
    FLAGGED,
    IMPORTED_ATTRIBUTES,
    IMPORTED_CODES,
    IMPORTED_CODINGS,
    IMPORTED_DOCUMENTS,
    IMPORTED_GROUPS,
    IMPORTED_MEMBERS,
    IMPORTED_NOTES,
    IMPORTED_VARIABLES,
    SKIPPED,
    UNPLACED,
)
from wijkresearch.exchange.transcripts import FORMATS

UNKNOWN_CODER = "unknown"
LONGEST_NAME = 8
"""Words of the longest name of a document that a message repeats; where columns have shifted, it may be a passage."""
LONGEST_TEXT = 2**53
TRANSCRIPT_SUFFIXES = (*FORMATS, ".doc", ".md")


@dataclass(frozen=True)
class Passage:
    """One code given to one passage, as the file has it; the code is its path from the top code down.

    The document is its name, or its key where names may occur twice (`Gathering.document_key`).
    """

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
        self._keys: dict[str, tuple[str, str]] = {}
        self._codes: dict[tuple[str, ...], _Code] = {}
        self._passages: list[Passage] = []
        self._groups: dict[tuple[str, str], dict[str, Any]] = {}
        self._values: dict[tuple[str, str], str] = {}
        self._notes: list[dict[str, Any]] = []
        self.flagged: list[tuple[str, str]] = []
        self.skipped: Counter[str] = Counter()
        self.warnings: list[str] = []
        self.tells_coders_apart = True

    def document_key(self, name: str, group: str = "") -> str:
        """The key by which a document is added and coded, where names may occur in several groups."""
        key = f"{group}{BETWEEN}{name}" if group else name
        self._keys[key] = (name, group)
        return key

    def new_document(self, name: str, text: str, memo: str | None = None) -> str:
        """The key of a document that is no other than those before it, whatever its name."""
        key = f"{len(self._documents)}{BETWEEN}{name}"
        self._keys[key] = (name, "")
        self.add_document(key, text, memo)
        return key

    def add_document(self, key: str, text: str | None = None, memo: str | None = None) -> None:
        """A document by its key; without a text of its own the transcript of the same name is its text."""
        if key not in self._documents:
            self._documents[key] = {"kind": "text", "memo": memo}
            if text is not None:
                self._texts[key] = text

    def _called(self) -> dict[str, str]:
        """What the file calls each document, by its key."""
        return {key: self._keys.get(key, (key, ""))[0] for key in self._documents}

    def _document_groups(self) -> dict[str, list[str]]:
        """The groups and cases of each document, by its key."""
        groups = {key: [self._keys[key][1]] if key in self._keys else [] for key in self._documents}
        for (_, group), members in self._groups.items():
            for key in members:
                groups[key].append(group)
        return groups

    def _transcripts_found(self, called: Mapping[str, str], groups: Mapping[str, list[str]]) -> dict[str, str]:
        """The text of each document, by its key: its own, or the one transcript that can only be its own."""
        often = Counter(called.values())
        found = {}
        for key, name in called.items():
            text = self._texts[key] if key in self._texts else self.transcript(name, groups[key], documents=often[name])
            if text is not None:
                found[key] = text
            elif often[name] > 1 and plain_name(name) in self._names:
                said = f"{often[name]} documents are called {_shown(name)}, and nothing tells whose the transcript is"
                self.warnings.append(f"{said}; in a study the folder of its municipality tells it.")
        return found

    def haystacks(self) -> dict[str, Haystack]:
        """The texts to look for passages in, by the keys of their documents, all of which are known by now."""
        self._texts = self._transcripts_found(self._called(), self._document_groups())
        return {key: Haystack(text) for key, text in self._texts.items()}

    def transcript(self, name: str, groups: Iterable[str] = (), *, documents: int = 1) -> str | None:
        """The transcript with a document's name, in the folder that is called as its group where there is one.

        None where several texts have the name, or several documents have it and no folder tells whose text it is.
        """
        known = self._names.get(plain_name(name), [])
        folders = {group.casefold() for group in groups}
        inside = [one for one in known if PurePosixPath(one).parent.name.casefold() in folders - {""}]
        texts = {self._transcripts[one] for one in (inside if inside or documents > 1 else known)}
        return texts.pop() if len(texts) == 1 else None

    def add_code(
        self, path: tuple[str, ...], description: str | None = None, colour: str | None = None, *, codable: bool = True
    ) -> None:
        """A code by its path from the top code down; the codes above it come along as codes."""
        for depth in range(1, len(path)):
            self._codes.setdefault(path[:depth], _Code())
        known = self._codes.setdefault(path, _Code(description, colour, codable))
        known.description = known.description or description
        known.colour = known.colour or colour
        known.codable = known.codable or codable

    def add_value(self, document: str, variable: str, value: str) -> None:
        """The value that a document has for a variable."""
        self.add_document(document)
        self._values[(document, variable)] = value

    def add_group(self, kind: str, name: str, document: str) -> None:
        """A document is in a case or a set."""
        self.add_document(document)
        self._groups.setdefault((kind, name), {})[document] = None

    def add_passage(self, passage: Passage) -> None:
        """A coded passage; its document and code are added when they are new."""
        self.add_document(passage.document)
        self.add_code(passage.code)
        self._passages.append(passage)

    def add_note(
        self, note: str, document: str, place: tuple[int, int], text: str | None, author: str | None = None
    ) -> None:
        """What somebody noted with a passage, whether it has a code or not; without a passage it is on the document."""
        start, end = place
        about = {"about": "passage", "start": start, "end": end} if start < end else {"about": "document"}
        self._notes.append({"note": note, "target": document, "text": text, "author": author, **about})

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
        called, groups = self._called(), self._document_groups()
        documents = dict(zip(called, document_names(list(called.values()), list(groups.values())), strict=True))
        texts = {documents[key]: text for key, text in self._transcripts_found(called, groups).items()}
        self.warnings += doubled_names(list(called.values()), list(documents.values()))
        codings, unplaced = self._place_all(names, documents, texts)
        return CodedProject(
            format=self.file_format,
            origin=self.origin,
            documents=self._document_rows(called, documents, texts),
            codes=self._code_rows(names),
            codings=self._without_repeats(codings),
            texts=texts,
            flagged=FLAGGED.of([{"where": where, "what": what} for where, what in self.flagged]),
            skipped=SKIPPED.of(
                [{"what": what, "count": count} for what, count in sorted(self.skipped.items()) if count]
            ),
            warnings=tuple(dict.fromkeys(self.warnings)),
            groups=IMPORTED_GROUPS.of([{"kind": kind, "name": name} for kind, name in sorted(self._groups)]),
            members=IMPORTED_MEMBERS.of(list(self._member_rows(documents))),
            variables=IMPORTED_VARIABLES.of(
                [{"variable": name, "type": "Text"} for name in sorted({variable for _, variable in self._values})],
            ),
            attributes=IMPORTED_ATTRIBUTES.of(list(self._value_rows(documents))),
            notes=IMPORTED_NOTES.of([{**note, "target": documents[note["target"]]} for note in self._notes]),
            unplaced=UNPLACED.of(unplaced),
        )

    def _code_names(self) -> dict[tuple[str, ...], str]:
        """The last part of each path, or all of it where two codes would get the same name."""
        times = Counter(path[-1] for path in self._codes)
        names = [path[-1] if times[path[-1]] == 1 else BETWEEN.join(path) for path in self._codes]
        return dict(zip(self._codes, numbered(names, "code"), strict=True))

    def _place_all(
        self, names: Mapping[tuple[str, ...], str], documents: Mapping[str, str], texts: Mapping[str, str]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        haystacks = {name: Haystack(text) for name, text in texts.items()}
        codings, unplaced = [], []
        for given in self._passages:
            passage = replace(given, document=documents[given.document])
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
                self.warnings.append(
                    f"There is no text of {_shown(passage.document)}; its positions could not be checked."
                )
                return int(passage.start or 0), int(passage.end or 0)
            return f"there is no transcript of {_shown(passage.document)} to find the passage in"
        if placed and self._is_there(passage, haystack):
            return int(passage.start or 0), int(passage.end or 0)
        if not passage.quote:
            what = "lie outside the text" if passage.start != passage.end else "hold no words"
            return f"positions {passage.start}–{passage.end} {what}" if placed else "there is no passage"
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

    def _document_rows(
        self, called: Mapping[str, str], documents: Mapping[str, str], texts: Mapping[str, str]
    ) -> pd.DataFrame:
        often = Counter(called.values())
        rows = [
            {
                **row,
                "document": documents[key],
                "name": called[key] if often[called[key]] > 1 else None,
                "text_sha256": sha256(texts.get(documents[key], "").encode()).hexdigest(),
            }
            for key, row in self._documents.items()
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

    def _member_rows(self, documents: Mapping[str, str]) -> Iterable[dict[str, Any]]:
        for (kind, name), members in sorted(self._groups.items()):
            for key in members:
                yield {"kind": kind, "name": name, "member_kind": "document", "member": documents[key]}

    def _value_rows(self, documents: Mapping[str, str]) -> Iterable[dict[str, Any]]:
        for (key, variable), value in sorted(self._values.items()):
            yield {"holder_kind": "document", "holder": documents[key], "variable": variable, "value": value}

    def _without_repeats(self, codings: list[dict[str, Any]]) -> pd.DataFrame:
        """IMPORTED_CODINGS; a coding that is there again counts once, unless it may be another coder's."""
        times: Counter[tuple[Any, ...]] = Counter()
        rows = []
        for row in codings:
            key = tuple(row[name] for name in IMPORTED_CODINGS.key)
            times[key] += 1
            told = self.tells_coders_apart and row["coder"] != UNKNOWN_CODER
            if times[key] == 1:
                rows.append(row)
            elif told:
                self.skipped["a coding that is in the file twice"] += 1
            else:
                another = f"{row['coder']} ({times[key]})"
                rows.append({**row, "coder": another})
                said = "Some passages have a code more than once, and the file does not tell who gave it; counted as of"
                self.warnings.append(f"{said} '{another}' too.")
        return IMPORTED_CODINGS.of(rows)


def whole_number(value: object) -> int | None:
    """A whole number as a file writes it, or None; also None where it is more than a text can be long."""
    try:
        number = int(str(value).strip())
    except ValueError:
        return None
    return number if abs(number) <= LONGEST_TEXT else None


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


def plain_code(name: str) -> str:
    """A code's name without case, accents typed apart and underscores: `Een_Loket` is `een loket`."""
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFC", name)).strip().casefold()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _shown(name: str) -> str:
    return show_value(name, words=LONGEST_NAME)
