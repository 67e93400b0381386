"""Notes at the places they are about: project, code, document, passage or coding; also passages without a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from wijkresearch.exchange.refi_qda.codebook import Codebook
from wijkresearch.exchange.refi_qda.elements import NOBODY, ParsedNote, ParsedProject
from wijkresearch.exchange.refi_qda.groups import Referred
from wijkresearch.exchange.refi_qda.identifiers import made_guid, normal_guid
from wijkresearch.exchange.refi_qda.passages import UNKNOWN, PlacedPassages, PlacedText
from wijkresearch.exchange.tables import IMPORTED_NOTES


class NotePlace(NamedTuple):
    """What a note is about."""

    about: str
    target: str | None = None
    start: int | None = None
    end: int | None = None
    code: str | None = None


class Annotations:
    """The notes of a project, with one row for every place that each is about."""

    def __init__(
        self,
        project: ParsedProject,
        codebook: Codebook,
        passages: PlacedPassages,
        texts: list[PlacedText],
        referred: Referred,
    ) -> None:
        self._project = project
        self._codebook = codebook
        self._passages = passages
        self._texts = texts
        self._referred = referred
        self.flagged: list[tuple[str, str]] = []
        self.skipped: Counter[str] = Counter()

    def table(self) -> pd.DataFrame:
        """IMPORTED_NOTES: notes in the order of the file, then what was noted with passages without a code."""
        places: dict[str, list[NotePlace]] = {note.guid: [] for note in self._project.notes}
        dangling = 0
        for guid, place in (*self._references(), *self._linked()):
            if normal_guid(guid) in places:
                places[normal_guid(guid)].append(place)
            else:
                dangling += 1
        if dangling:
            self.flagged.append(("notes", f"{dangling} references to notes that are not in the project"))
        rows: list[tuple[object, ...]] = [
            (note.guid, note.title, note.text, *place, self._author(note))
            for note in {note.guid: note for note in self._project.notes}.values()
            for place in dict.fromkeys(places[note.guid] or [NotePlace("project")])
        ]
        rows += self._uncoded()
        rows += self._project_description()
        columns = ["note", "title", "text", "about", "target", "start", "end", "code", "author"]
        return IMPORTED_NOTES.check(pd.DataFrame(rows, columns=columns))

    def _project_description(self) -> Iterator[tuple[object, ...]]:
        """The description of the project as a whole, as a note."""
        said = self._project.description
        if said:
            yield made_guid("project description", said), "project description", said, *NotePlace("project"), None

    def _author(self, note: ParsedNote) -> str | None:
        author = self._passages.coder(note.author)
        return None if author == UNKNOWN else author

    def _references(self) -> Iterator[tuple[str, NotePlace]]:
        yield from ((guid, NotePlace("project")) for guid in self._project.project_notes)
        yield from ((guid, NotePlace("code", name)) for guid, name in self._codebook.notes())
        for text in self._texts:
            yield from ((guid, NotePlace("document", text.name)) for guid in text.parsed.notes)
            for selection, coding, guid in text.parsed.marks.notes:
                yield guid, self._in_text(text, selection, coding)

    def _in_text(self, text: PlacedText, selection: int, coding: int) -> NotePlace:
        if text.placed.outside[selection]:
            self.flagged.append(
                (text.name, "a note is about a passage that is not in the text; kept with the document")
            )
            return NotePlace("document", text.name)
        start, end = int(text.placed.starts[selection]), int(text.placed.ends[selection])
        if coding == NOBODY:
            return NotePlace("passage", text.name, start, end)
        code = self._passages.tag(text.parsed.marks.codes[coding], NOBODY).code
        return NotePlace("coding", text.name, start, end, code)

    def _linked(self) -> Iterator[tuple[str, NotePlace]]:
        """NVivo ties a note to a passage by a link; other links are counted and left."""
        notes = {note.guid for note in self._project.notes}
        for origin, target in self._project.links:
            note, other = (origin, target) if origin in notes else (target, origin)
            place = self._place_of(other)
            if note in notes and place is not None:
                yield note, place
            else:
                self.skipped["Link"] += 1

    def _place_of(self, guid: str) -> NotePlace | None:
        if guid in self._codebook.by_guid:
            return NotePlace("code", self._codebook.by_guid[guid])
        if guid in self._referred.documents:
            return NotePlace("document", self._referred.documents[guid].name)
        found = self._referred.passage(guid)
        return None if found is None else NotePlace("passage", *found)

    def _uncoded(self) -> Iterator[tuple[object, ...]]:
        """Passages that carry no code but a description (MAXQDA paraphrases); those that carry nothing are counted."""
        seen: set[str] = set()
        for text in self._texts:
            marks = text.parsed.marks
            if len(set(marks.selections)) == len(marks.starts):
                continue
            used = {*marks.selections, *(selection for selection, _, _ in marks.notes)}
            for selection in sorted(set(range(len(marks.starts))) - set(marks.selections)):
                memo = marks.memos.get(selection)
                if memo:
                    place = self._in_text(text, selection, NOBODY)
                    note = made_guid("passage note", text.parsed.guid or text.name, *place, memo)
                    if note not in seen:
                        seen.add(note)
                        yield note, None, memo, *place, None
                elif selection not in used:
                    self.skipped["PlainTextSelection without a code"] += 1
