"""Turns in the tables of a word processor: a column of speakers, one of words, perhaps one of times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from wijkresearch.exchange.transcripts.turns import NAME, STAMP, Turn, heads_a_column, seconds_of, speakers_among

Cell = tuple[int, int]
WHO = re.compile(
    rf"(?:(?P<before>{STAMP})\s*+)?(?:\[(?P<bracketed>{NAME}(?::\d{{1,2}})?)\]|(?P<speaker>{NAME}))"
    rf"\s*+(?P<after>{STAMP})?\s*+:?"
)


WORDS = ("text", "tekst", "words", "woorden", "transcript", "transcriptie", "utterance", "uitspraak", "fragment")
BESIDE = "{count} columns of tables hold neither speakers nor their words and belong to no turn."
WITHIN = "{count} cells of tables without a column of speakers are counted to the turn before them."


def table_turns(text: str, tables: Iterable[Sequence[Sequence[Cell]]]) -> tuple[list[Turn], int]:
    """The turns in the rows of tables, and how many columns hold something else than times, numbers and turns.

    A row without a speaker is the speaker's of the row before. The words are in the column that a heading says they
    are in, else in the one with most letters.

    Args:
        text: the canonical text.
        tables: of each table its rows, of each row where its cells begin and end in the text.
    """
    found = [_turns(text, _even(table)) for table in tables]
    return [turn for turns, _ in found for turn in turns], sum(beside for _, beside in found)


def cells_within(text: str, tables: Iterable[Sequence[Sequence[Cell]]], turns: Sequence[Turn]) -> int:
    """How many cells that are not empty begin in the words of a turn, after its first."""
    begins = [start for table in tables for row in table for start, end in row if text[start:end].strip()]
    ends = [turn.end for turn in turns]
    places = ((start, bisect_right(ends, start)) for start in begins)
    return sum(place < len(turns) and turns[place].start < start for start, place in places)


def _even(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The rows with as many cells as most have: a title over the whole width is nobody's words."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return [row for row in rows if len(row) == width > 1]


def _turns(text: str, rows: Sequence[Sequence[Cell]]) -> tuple[list[Turn], int]:
    columns = [[text[start:end].strip() for start, end in column] for column in zip(*rows, strict=True)]
    labels = [_named(column) for column in columns]
    who = max(range(len(columns)), key=lambda column: sum(map(bool, labels[column])), default=0)
    if not rows or not any(labels[who]):
        return [], 0
    others = [column for column in range(len(columns)) if column != who]
    sizes = [_letters(column) for column in columns]
    words = max(others, key=lambda column: (columns[column][0].casefold() in WORDS, sizes[column]))
    turns: list[Turn] = []
    current = ""
    for row, label, cells in zip(rows, labels[who], zip(*columns, strict=True), strict=True):
        once = _speaker(cells[who]) if turns else ""
        current = label or once or (current if not cells[who] else "")
        if current and cells[words]:
            start = text.index(cells[words], row[words][0])
            stamp = next((cell for cell in cells if re.fullmatch(STAMP, cell)), cells[who])
            turns.append(Turn(start, start + len(cells[words]), current, seconds_of(stamp)))
    return turns, sum(_letters(columns[column][1:]) > 0 for column in others if column != words)


def _letters(cells: Sequence[str]) -> int:
    return sum(map(str.isalpha, "".join(cells)))


def _named(column: Sequence[str]) -> list[str]:
    """Who each cell of a column names: nobody where no label comes back, as in a list of particulars."""
    labels = [_speaker(cell) for cell in column]
    times = Counter(filter(None, labels))
    speakers = speakers_among(times) if max(times.values(), default=0) > 1 else set()
    return [label if label in speakers else "" for label in labels]


def _speaker(cell: str) -> str:
    """Who a cell names; nothing where it names nobody, or only says that the column names speakers."""
    found = WHO.fullmatch(cell)
    label = (found["bracketed"] or found["speaker"]) if found else ""
    return "" if heads_a_column(label) else label
