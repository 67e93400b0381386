"""The words of passages, and words in their context, as far as the consent of who said them goes.

Who agreed to be quoted is quoted: the coded passages. What is around them, or was never coded, is shown where keeping
the text for later research is agreed to as well. Of others nothing is shown but the place. What stands between turns,
such as the name of a speaker, is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from wijkresearch.privacy.consent import Gate

AROUND = 60
"""Characters shown before and after a word."""
BLANKS = re.compile(r"\s+")


class Quoting:
    """Shows words of documents through the gate; the names in a document are looked for once."""

    def __init__(
        self, gate: Gate | None, transcripts: Mapping[str, str], turns: pd.DataFrame, *, coded: Collection[str]
    ) -> None:
        """Keep the gate (nothing is shown without), the texts, where turns are, and the ids of the coded passages."""
        self._gate, self._transcripts, self._coded = gate, transcripts, frozenset(coded)
        self._turns = {
            document: sorted(zip(rows["start"], rows["end"], strict=True))
            for document, rows in turns.groupby("document")
        }
        self._names: dict[str, list[tuple[int, int, str]]] = {}

    def who(self, document: str) -> str:
        """Who is named beside a passage, as far as that may be told; without a gate the document alone."""
        return self._gate.respondent(document) if self._gate else document

    def may_quote(self, document: str) -> bool:
        """May coded passages of the document be shown?"""
        return self._may("quote", document)

    def _may(self, use: str, document: str) -> bool:
        return self._gate is not None and self._gate.may(use, document)

    def may_show(self, document: str, passage: object = "") -> bool:
        """May this coded passage be shown, or without one any part of the document? Not where there is no text."""
        agreed = self.may_quote(document) and (passage in self._coded or self._may("reuse", document))
        return agreed and document in self._transcripts

    def passages(self, found: pd.DataFrame) -> list[str | None]:
        """The words of each passage; nothing of who may not be quoted.

        Args:
            found: passages with segment, document, start and end.
        """
        return [
            self._said(row.document, row.start, row.end) if self.may_show(row.document, row.segment) else None
            for row in found.itertuples()
        ]

    def context(self, found: pd.DataFrame) -> list[tuple[str, str, str] | None]:
        """What stands before each word in its turn, the word, and what stands after it; nothing where it may not.

        Args:
            found: WORDS_FOUND.
        """
        return [self._around(row.document, row.start, row.end, row.segment) for row in found.itertuples()]

    def _around(self, document: str, start: int, end: int, passage: object) -> tuple[str, str, str] | None:
        if not self.may_show(document, passage):
            return None
        first, last = next(
            (turn for turn in self._spoken(document) if turn[0] <= start < turn[1]), (start - AROUND, end + AROUND)
        )
        if not self.may_show(document):
            since, until = map(int, str(passage).rpartition(":")[2].split("-"))
            if not since <= start < end <= until:
                return None
            first, last = max(first, since), min(last, until)
        first, last = max(first, start - AROUND, 0), min(last, end + AROUND)
        return self._said(document, first, start), self._said(document, start, end), self._said(document, end, last)

    def _spoken(self, document: str) -> list[tuple[int, int]]:
        return self._turns.get(document) or [(0, len(self._transcripts[document]))]

    def _said(self, document: str, start: int, end: int) -> str:
        """What is said between two places, turn after turn; a pseudonym also for a name that is cut in two."""
        if self._gate is not None and document not in self._names:
            self._names[document] = self._gate.quoted(document, self._transcripts[document])
        turns = [(max(start, since), min(end, until)) for since, until in self._spoken(document)]
        parts = [self._masked(document, since, until) for since, until in turns if since < until]
        return BLANKS.sub(" ", " ".join(parts))

    def _masked(self, document: str, start: int, end: int) -> str:
        text, shown = self._transcripts[document], ""
        for since, until, pseudonym in self._names[document]:
            if since < end and until > start:
                shown, start = f"{shown}{text[start : max(start, since)]}{pseudonym}", until
        return shown + text[start:end]
