"""What may be read of every document: its numbered lines, as far as the consent of who gave it goes.

Who agreed to be quoted is quoted: the coded passages. The whole text, questions included, is shown where keeping it for
later research is agreed to as well; a question may repeat an answer, so it needs the same consent. Who did not agree to
be quoted is not shown at all. Whoever speaks is called by part in the talk and never by the name in the transcript.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wijkresearch.privacy.consent import Gate
from wijkresearch.report.lines import Line, lines_of, number_lines
from wijkresearch.report.links import split_passage
from wijkresearch.study import RawStudy

LEFT_OUT = " … "
QUESTIONS, ANSWERS = "interviewer", "respondent"


@dataclass(frozen=True)
class Piece:
    """Words that stand together in a line: where they are in the text, and what is shown there.

    `masked` is a name under its pseudonym, which is not cut.
    """

    start: int
    end: int
    words: str = field(repr=False)
    masked: bool = False

    def cut(self, start: int, end: int) -> Piece | None:
        """The part of it between two places; nothing where it has none. A pseudonym stands where its name starts."""
        if self.masked:
            return self if start <= self.start < end else None
        first, last = max(start, self.start), min(end, self.end)
        return Piece(first, last, self.words[first - self.start : last - self.start]) if first < last else None


@dataclass(frozen=True)
class ReadDocument:
    """A document as it may be read.

    Args:
        document: its id.
        municipality: its case.
        who: who is named beside its passages.
        quotable: may its passages be shown?
        whole: may all of its text be shown?
        lines: its numbered lines; none where the study has no text of it.
        pieces: number of a line to what may be shown of it.
        speakers: who speaks in each turn: `interviewer`, `respondent`, a number, or nothing where it is not known.
    """

    document: str
    municipality: str
    who: str
    quotable: bool = False
    whole: bool = False
    lines: tuple[Line, ...] = ()
    pieces: Mapping[int, tuple[Piece, ...]] = field(default_factory=dict, repr=False)
    speakers: tuple[str, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """The numbers of the first and last line of a passage; nothing where they are not known."""
        return lines_of(self.lines, start, end)


def read_documents(whole: RawStudy, passages: Iterable[str], *, language: str = "nl") -> dict[str, ReadDocument]:
    """Every document that may be processed, as it may be read, by its id.

    Args:
        whole: the study as it was read.
        passages: the ids of the passages that may be shown of who may be quoted.
        language: `nl` or `en`.
    """
    gate = Gate.of(whole, language=language)
    spans: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        document, start, end = split_passage(passage)
        spans.setdefault(document, []).append((start, end))
    register = zip(whole.documents["document"], whole.documents["municipality"], strict=True)
    return {
        document: _read(whole, gate, document, municipality, spans.get(document, []))
        for document, municipality in register
        if gate.may("process", document)
    }


def _read(
    whole: RawStudy, gate: Gate, document: str, municipality: str, passages: Sequence[tuple[int, int]]
) -> ReadDocument:
    turns = whole.turns[whole.turns["document"] == document].sort_values("start", kind="stable")
    text = dict(whole.transcripts).get(document, "")
    lines = number_lines(text, zip(turns["start"], turns["end"], strict=True))
    quotable = gate.may("quote", document)
    complete = quotable and gate.may("reuse", document)
    shown = [(0, len(text))] if complete else passages
    return ReadDocument(
        document,
        gate.public_id(municipality),
        gate.respondent(document),
        quotable,
        complete,
        tuple(lines),
        _pieces(lines, _merged(shown), text, gate.quoted(document, text)) if quotable else {},
        _speakers(turns),
    )


def _pieces(
    lines: Sequence[Line], shown: Sequence[tuple[int, int]], text: str, names: Sequence[tuple[int, int, str]]
) -> dict[int, tuple[Piece, ...]]:
    """Line to its pieces: the text between names, and for each name what is shown instead of it."""
    between, end = [], 0
    for start, stop, pseudonym in names:
        between += [Piece(end, start, text[end:start]), Piece(start, stop, pseudonym, masked=True)]
        end = stop
    between.append(Piece(end, len(text), text[end:]))
    starts = [piece.start for piece in between]
    found: dict[int, tuple[Piece, ...]] = {}
    for line in lines:
        here = between[bisect_right(starts, line.start) - 1 : bisect_right(starts, line.end)]
        spans = [(max(first, line.start), min(last, line.end)) for first, last in shown]
        spans = [(start, end) for start, end in spans if start < end]
        found |= {line.number: tuple(_in_line(text, line, here, spans))} if spans else {}
    return found


def _in_line(text: str, line: Line, pieces: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The pieces of a line that are in one of the spans, and a mark where something is left out."""
    before = line.start
    for start, end in [*spans, (line.end, line.end)]:
        if start > before:
            yield Piece(before, start, LEFT_OUT if text[before:start].strip() else " ", masked=True)
        yield from (part for piece in pieces if (part := piece.cut(start, end)))
        before = end


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in their order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _speakers(turns: pd.DataFrame) -> tuple[str, ...]:
    """Who asks, who answers; several who answer have a number each, in the order in which they speak."""
    asks = turns["interviewer"].fillna(value=False).astype("bool")
    answering = list(turns.loc[~asks, "speaker"].fillna("").drop_duplicates())
    known = bool(asks.any())
    return tuple(
        QUESTIONS if asking else ANSWERS if known and len(answering) == 1 else str(answering.index(speaker) + 1)
        for asking, speaker in zip(asks, turns["speaker"].fillna(""), strict=True)
    )
