"""The codings and notes of a project in the study's documents, codes and texts; its own too, when a text changes.

There is one text per document: the study's transcript, or the text of the file where there is no transcript or where a
person says that the file holds the corrected one. Codings that were made in the other text follow their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkresearch.exchange.moving import Moved, Mover
from wijkresearch.exchange.other_tools.gathering import UNKNOWN_CODER
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.tables import FLAGGED, MOVES, UNPLACED
from wijkresearch.exchange.transcripts import canonical
from wijkresearch.io.importing.codebook import CodeMatch
from wijkresearch.io.importing.register import DocumentMatch
from wijkresearch.study import RawStudy, given_spans, text_fingerprint, write_spans
from wijkresearch.tables import DECISIONS, SEGMENTS

NO_TEXT = "there is no text of this document"
NOTHING_LEFT = "nothing is left of the passage without what is not text"
NOT_THERE = "the transcript in the study is another one, and the passage cannot be pointed out in it"
NOT_IN_CORRECTED = "the passage cannot be pointed out in the corrected transcript"
NO_CODE = "a note about a passage without a coding"
ON_DOCUMENT = "a note about the document as a whole"


@dataclass(frozen=True)
class _Found:
    """Where a passage was in the canonical text of the file, and where it is in the study; or why nowhere."""

    old: tuple[int, int]
    place: Moved | None
    quote: str | None = field(default=None, repr=False)
    reason: str = ""


class Placing:
    """Places a project in a study; after `segments` and `earlier` it knows all that moved and all that did not."""

    def __init__(
        self,
        project: CodedProject,
        study: RawStudy,
        documents: DocumentMatch,
        codes: CodeMatch,
        coders: Mapping[str, str],
        *,
        source: str | None,
        correct: bool,
    ) -> None:
        """Settle which text every document has; `correct` lets the file's texts take the place of transcripts.

        `source` is the name of the file, which goes with what is kept aside of it.
        """
        self._project, self._study, self._documents = project, study, documents
        self._codes, self._coders, self._source = codes, coders, source
        self._own = {name: canonical(text) for name, text in project.texts.items() if name in documents.ids and text}
        self.texts = own = {documents.ids[name]: made.text for name, made in self._own.items()}
        known = study.transcripts
        self.differing = [document for document in own if document in known and known[document] != own[document]]
        self.added = {document: text for document, text in own.items() if document not in known}
        self.corrected = {document: own[document] for document in self.differing} if correct else {}
        self._movers = {
            document: Mover(known[document], own[document]) if correct else Mover(own[document], known[document])
            for document in self.differing
        }
        self._memos, self._loose = self._sorted_notes()
        self._moves: list[dict[str, Any]] = []
        self._flagged: list[dict[str, str]] = list(codes.flagged)
        self._unplaced: list[dict[str, Any]] = [self._in_study(row) for row in project.unplaced.to_dict("records")]

    def segments(self) -> pd.DataFrame:
        """SEGMENTS of the file with the municipality besides; its notes go with them or are kept aside."""
        rows = [row for coding in self._project.codings.itertuples() if (row := self._segment(coding))]
        for note in self._loose:
            self._keep_note(note)
        self._unplaced += self._memos_of_documents()
        return pd.DataFrame(rows, columns=["municipality", *SEGMENTS.column_names])

    def earlier(self) -> pd.DataFrame:
        """SEGMENTS that the study has, those of a corrected transcript in their new places."""
        changed = self._study.segments["document"].isin(list(self.corrected))
        kept = self._study.segments[~changed]
        rows = [row for coding in self._study.segments[changed].to_dict("records") if (row := self._carried(coding))]
        if not rows:
            return kept
        moved = SEGMENTS.check(pd.DataFrame(rows).drop_duplicates(list(SEGMENTS.key)), "moved codings")
        return pd.concat([kept, moved], ignore_index=True)

    def decisions(self) -> pd.DataFrame:
        """DECISIONS of the study's coders, those on a corrected transcript in their new places; the others are flagged.

        Where the words of a decision cannot be pointed out any more, coders have to talk about them again.
        """
        changed = self._study.decisions["document"].isin(list(self.corrected))
        rows = [row for one in self._study.decisions[changed].to_dict("records") if (row := self._decided(one))]
        moved = DECISIONS.of(rows, "moved decisions")
        return pd.concat([self._study.decisions[~changed], moved], ignore_index=True)

    def _decided(self, decision: dict[str, Any]) -> dict[str, Any] | None:
        """A decision in the corrected transcript; nothing where part of it is not there any more."""
        document, talked = decision["document"], (decision["start"], decision["end"])
        mover = self._movers[document]
        places = [mover.place(*span) for span in (talked, *given_spans(decision["given"]))]
        found = [place for place in places if place is not None]
        if len(found) < len(places) or any(
            place.start < found[0].start or place.end > found[0].end for place in found[1:]
        ):
            self._flag(document, *talked, f"{NOT_IN_CORRECTED}; what coders agreed on here is taken out of agreed.csv")
            return None
        moved = {name: value for name, value in self._in_text(document, found[0]).items() if name != "quote"}
        return {**decision, **moved, "given": write_spans((place.start, place.end) for place in found[1:])}

    @property
    def moves(self) -> pd.DataFrame:
        """MOVES: every coding that is elsewhere now, under the study's ids."""
        once = {tuple(row[name] for name in MOVES.key): row for row in self._moves}
        return MOVES.of(list(once.values()))

    @property
    def flagged(self) -> pd.DataFrame:
        """FLAGGED: what a person should look at."""
        return FLAGGED.of(self._flagged)

    @property
    def unplaced(self) -> pd.DataFrame:
        """UNPLACED: codings without a place, and notes without a coding."""
        return UNPLACED.of(self._unplaced)

    @property
    def left_out(self) -> dict[str, int]:
        """Notes for which a study has no place, by what they are about."""
        about = self._project.notes["about"]
        counts = Counter(
            f"a note about {'a code' if one == 'code' else 'the project'}"
            for one in about[about.isin(["code", "project"])]
        )
        return dict(sorted(counts.items()))

    def _in_study(self, row: dict[str, Any]) -> dict[str, Any]:
        """What is kept aside, with its document, code and coder as the study calls them."""
        names = {"document": self._documents.ids, "code": self._codes.ids, "coder": self._coders}
        called = {name: known.get(row[name], row[name]) for name, known in names.items() if name in row}
        return {**row, **called, "source": self._source}

    def _segment(self, coding: Any) -> dict[str, Any] | None:
        document, code = self._documents.ids[coding.document], self._codes.ids[coding.code]
        coder = self._coders.get(coding.coder, coding.coder)
        memo = self._memo(coding)
        found = self._find(coding.document, coding.start, coding.end)
        if found.place is None:
            self._keep_aside(coding, memo, found)
            return None
        self._list_move(found, document, code, coder)
        made = {"code_fingerprint": self._codes.fingerprints[coding.code], "origin": "imported", "memo": memo}
        who = {"municipality": self._documents.municipalities[document], "code": code, "coder": coder}
        return {**who, **self._in_text(document, found.place), **made}

    def _carried(self, coding: dict[str, Any]) -> dict[str, Any] | None:
        """A coding of the study in the corrected transcript."""
        document, old = coding["document"], (coding["start"], coding["end"])
        found = _Found(old, self._movers[document].place(*old), self._study.transcripts[document][slice(*old)])
        if found.place is None:
            row = {name: coding[name] for name in ("document", "code", "coder", "memo", "source")}
            self._unplaced.append({**row, **_place_as_text(*old), "quote": found.quote, "reason": NOT_IN_CORRECTED})
            self._flag(document, *old, f"{NOT_IN_CORRECTED}; the coding is kept aside")
            return None
        self._list_move(found, document, coding["code"], coding["coder"])
        return {**coding, **self._in_text(document, found.place)}

    def _text(self, document: str) -> str:
        if document in self.corrected:
            return self.corrected[document]
        return self.added[document] if document in self.added else self._study.transcripts[document]

    def _in_text(self, document: str, place: Moved) -> dict[str, Any]:
        text = self._text(document)
        quote = text[place.start : place.end]
        prints = {"text_sha256": text_fingerprint(text), "quote_sha256": text_fingerprint(quote)}
        return {"document": document, "start": place.start, "end": place.end, "quote": quote, **prints}

    def _find(self, name: str, start: int, end: int) -> _Found:
        own = self._own.get(name)
        if own is None:
            return _Found((start, end), None, reason=NO_TEXT)
        old = own.positions.passage(start, end)
        if old[0] >= old[1]:
            return _Found((start, end), None, reason=NOTHING_LEFT)
        document, quote = self._documents.ids[name], own.text[slice(*old)]
        if document in self.corrected or document not in self._movers:
            return _Found(old, Moved(*old, "context"), quote)
        place = self._movers[document].place(*old)
        return _Found(old, place, quote, "" if place else NOT_THERE)

    def _list_move(self, found: _Found, document: str, code: str, coder: str) -> None:
        """List a coding that moved; corrected words are flagged too."""
        place = found.place
        if place is None or ((place.start, place.end) == found.old and place.found_by == "context"):
            return
        if place.found_by == "correction":
            self._flag(document, *found.old, f"the words changed; taken to be {place.start}–{place.end} now")
        old = {"old_start": found.old[0], "old_end": found.old[1]}
        new = {"new_start": place.start, "new_end": place.end, "found_by": place.found_by}
        self._moves.append({"document": document, "code": code, "coder": coder, **old, **new})

    def _keep_aside(self, coding: Any, memo: str | None, found: _Found) -> None:
        who = {"document": coding.document, "code": coding.code, "coder": coding.coder}
        place = {**_place_as_text(*found.old), "quote": found.quote, "memo": memo}
        self._unplaced.append(self._in_study({**who, **place, "reason": found.reason}))
        self._flag(coding.document, *found.old, f"{found.reason}; the coding is kept aside")

    def _keep_note(self, note: Any) -> None:
        """A note for which there is no coding: with its document, and with its passage if it has one."""
        row = {"document": note.target, "coder": note.author, "memo": _said(note), "reason": ON_DOCUMENT}
        if pd.isna(row["coder"]):
            row["coder"] = UNKNOWN_CODER
        if note.about != "document":
            found = self._find(note.target, int(note.start), int(note.end))
            place = found.old if found.place is None else (found.place.start, found.place.end)
            row |= {**_place_as_text(*place), "quote": found.quote, "reason": found.reason or NO_CODE}
        self._unplaced.append(self._in_study(row))

    def _memos_of_documents(self) -> list[dict[str, Any]]:
        """What is noted about whole documents; there is no column for it."""
        told = self._project.documents[self._project.documents["document"].isin(list(self._documents.ids))]
        told = told.dropna(subset=["memo"]) if "memo" in told else told.iloc[:0]
        about = {"coder": UNKNOWN_CODER, "reason": ON_DOCUMENT}
        return [self._in_study({**about, "document": row.document, "memo": row.memo}) for row in told.itertuples()]

    def _flag(self, document: str, start: int, end: int, what: str) -> None:
        self._flagged.append({"where": f"{document}:{start}-{end}", "what": what})

    def _sorted_notes(self) -> tuple[dict[tuple[Any, ...], list[str]], list[Any]]:
        """Notes that go with codings, by passage (and code); and those that no coding is there for."""
        codings, notes = self._project.codings, self._project.notes
        coded = set(zip(codings["document"], codings["start"], codings["end"], codings["code"], strict=True))
        passages = {place[:3] for place in coded}
        memos: dict[tuple[Any, ...], list[str]] = {}
        loose = []
        for note in notes[notes["about"].isin(["document", "passage", "coding"])].itertuples():
            place: tuple[Any, ...] = (note.target, note.start, note.end)
            key = (*place, note.code) if note.about == "coding" else place
            if note.about != "document" and key in (coded if note.about == "coding" else passages):
                memos.setdefault(key, []).append(_said(note))
            elif note.target in self._documents.ids:
                loose.append(note)
        return memos, loose

    def _memo(self, coding: Any) -> str | None:
        """What was noted with a coding, with its code at its passage, and with the passage; each thing once."""
        place = (coding.document, coding.start, coding.end)
        own = [] if pd.isna(coding.memo) else [coding.memo]
        said = [*own, *self._memos.get((*place, coding.code), []), *self._memos.get(place, [])]
        return "\n".join(dict.fromkeys(said)) or None


def _said(note: Any) -> str:
    """The title and text of a note; a title that the text begins with is not repeated."""
    title, text = ("" if pd.isna(part) else str(part).strip() for part in (note.title, note.text))
    return text if text.startswith(title) else f"{title}: {text}" if text else title


def _place_as_text(start: object, end: object) -> dict[str, str]:
    return {"start": str(start), "end": str(end)}
