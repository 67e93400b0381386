"""A page for each document: its text with numbered lines, and beside every turn its codes and what rests on them.

Of who may not be quoted it has the numbers of lines, codes and claims, and not one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd

from wijkresearch.report.documents import Piece, ReadDocument
from wijkresearch.report.entry import about_results
from wijkresearch.report.lines import Line
from wijkresearch.report.links import claim_link, code_link, document_page, passage_link, place_of, split_passage
from wijkresearch.report.material import Material
from wijkresearch.report.pages import About, template_page
from wijkresearch.report.passages import AGREED, WORDS, say_place


@dataclass(frozen=True)
class Note:
    """What stands beside a passage.

    Args:
        place: its place among the passages of the document, from 0.
        segment: its id.
        anchor: what links to it are called.
        start: where it starts in the text.
        end: where it ends.
        first: the number of its first line; 0 where its lines are not known.
        lines: its lines in words.
        codes: label of each code with the page of its passages, and by whom it was given where several people coded.
        claims: in words for or against, with the claims that rest on it that way and the pages of their passages.
    """

    place: int
    segment: str
    anchor: str
    start: int
    end: int
    first: int
    lines: str
    codes: tuple[tuple[str, str, str], ...]
    claims: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Fragment:
    """Words of a line, the passages that they are part of, and those that start here."""

    words: str
    notes: tuple[int, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """One turn: who speaks, its lines (a number and its fragments, none where it is not shown), and its notes."""

    speaker: str
    asks: bool
    lines: tuple[tuple[str, tuple[Fragment, ...]], ...]
    notes: tuple[Note, ...]


def document_pages(material: Material) -> Iterator[tuple[str, str]]:
    """The file and the page of every document."""
    order, about = list(material.documents), about_results(material)
    for document, *neighbours in zip(order, ["", *order], [*order[1:], ""], strict=False):
        yield document_page(document), _page(material, material.documents[document], neighbours, about)


def _page(material: Material, read: ReadDocument, neighbours: Sequence[str], about: About) -> str:
    words = WORDS[material.language]
    notes = list(_notes(material, read))
    turns = list(_turns(read, notes, words)) if read.quotable else []
    shown = "closed" if not read.quotable else "no_text" if not read.lines else "whole" if read.whole else "coded_only"
    return template_page(
        "document.html",
        title=read.who,
        language=material.language,
        home="index.html",
        about=about,
        lead=words[shown],
        turns=turns,
        notes=notes,
        loose=_loose(notes, turns),
        neighbours=[
            (document_page(name), words[side].format(document=name))
            for side, name in zip(("previous", "next"), neighbours, strict=True)
            if name
        ],
        terms=words,
    )


def _loose(notes: Sequence[Note], turns: Sequence[Turn]) -> list[Note]:
    """The passages that stand beside no turn."""
    beside = {note.segment for turn in turns for note in turn.notes}
    return [note for note in notes if note.segment not in beside]


def _notes(material: Material, read: ReadDocument) -> Iterator[Note]:
    """The passages of a document in the order of its text; the longer first where two start together."""
    given = material.tables["02_evidence"]
    given = given[given["document"] == read.document]
    several, given = len(set(given["coder"])) > 1, dict(iter(given.groupby("segment")))
    claimed = material.passages[material.passages["segment"].isin(list(given))]
    claims = dict(iter(claimed.groupby("segment")))
    named = {segment for segment in material.read_passages if split_passage(segment)[0] == read.document}
    listed = sorted({*given, *named}, key=lambda segment: (split_passage(segment)[1], -split_passage(segment)[2]))
    for place, segment in enumerate(listed):
        _, start, end = split_passage(segment)
        lines = read.place(start, end)
        said = say_place(lines, material.language)
        codes = tuple(_codes(material, given[segment], read, several=several)) if segment in given else ()
        rests = tuple(_claims(material, claims[segment], read)) if segment in claims else ()
        yield Note(
            place, segment, place_of(passage_link(segment)), start, end, lines[0] if lines else 0, said, codes, rests
        )


def _codes(
    material: Material, given: pd.DataFrame, read: ReadDocument, *, several: bool
) -> Iterator[tuple[str, str, str]]:
    for code, coders in given.groupby("code", sort=False)["coder"]:
        by = [material.coders.get(coder, AGREED[material.language]) for coder in dict.fromkeys(coders)]
        yield material.code(str(code)), code_link(str(code), read.municipality), ", ".join(by) if several else ""


def _claims(
    material: Material, rows: pd.DataFrame, read: ReadDocument
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for stance, here in rows.groupby("stance", sort=False)["claim"]:
        yield (
            material.word(str(stance)),
            tuple((claim, claim_link(claim, read.document)) for claim in dict.fromkeys(here)),
        )


def _turns(read: ReadDocument, notes: Sequence[Note], words: Mapping[str, str]) -> Iterator[Turn]:
    placed: set[str] = set()
    for turn, lines in groupby(read.lines, key=lambda line: line.turn):
        here = list(lines)
        beside = tuple(note for note in notes if here[0].number <= note.first <= here[-1].number)
        name, asks = _speaker(read, turn, words)
        yield Turn(name, asks, tuple(_shown(read, here, notes, placed)), beside)


def _speaker(read: ReadDocument, turn: int, words: Mapping[str, str]) -> tuple[str, bool]:
    """What who speaks in a turn is called, and whether it is the interviewer."""
    speaker = read.speakers[turn] if turn < len(read.speakers) else ""
    name = words["speaker"].format(number=speaker) if speaker.isdigit() else words.get(speaker, "")
    return name, speaker == "interviewer"


def shown_talk(material: Material, read: ReadDocument) -> str:
    """What is shown of a document as one text, with what each speaker is called between the turns."""
    told = []
    for turn, lines in groupby(read.lines, key=lambda line: line.turn):
        name, _ = _speaker(read, turn, WORDS[material.language])
        told += [name, *(piece.words for line in lines for piece in read.pieces.get(line.number, ()))]
    return " ".join(told)


def _shown(
    read: ReadDocument, lines: Sequence[Line], notes: Sequence[Note], placed: set[str]
) -> Iterator[tuple[str, tuple[Fragment, ...]]]:
    """The lines of a turn with their number; lines in a row that are not shown as one, with their numbers."""
    for is_shown, group in groupby(lines, key=lambda line: line.number in read.pieces):
        same = list(group)
        if not is_shown:
            numbers = dict.fromkeys((str(same[0].number), str(same[-1].number)))
            yield "–".join(numbers), ()
            continue
        for line in same:
            yield str(line.number), tuple(_fragments(read.pieces[line.number], notes, placed))


def _fragments(pieces: Sequence[Piece], notes: Sequence[Note], placed: set[str]) -> Iterator[Fragment]:
    """The pieces of a line cut where a passage starts or ends, each with the passages over it; `placed` have begun."""
    for piece in pieces:
        here = [note for note in notes if note.start < piece.end and note.end > piece.start]
        inside = {bound for note in here for bound in (note.start, note.end) if piece.start < bound < piece.end}
        for start, end in pairwise([piece.start, *sorted(inside), piece.end]):
            part = piece.cut(start, end)
            if part is not None:
                over = [note for note in here if note.start < end and note.end > start]
                anchors = tuple(note.anchor for note in over if note.anchor not in placed)
                placed.update(anchors)
                yield Fragment(part.words, tuple(note.place for note in over), anchors)
