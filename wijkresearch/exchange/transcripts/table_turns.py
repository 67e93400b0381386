"""Turns in the tables of a word processor: a column of speakers, one of words, perhaps one of times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from wijkresearch.exchange.transcripts.turns import NAME, STAMP, Turn, heads_a_column, seconds_of, speakers_among

Cell = tuple[int, int]
WHO = re.compile(
    rf"(?:(?P<before>{STAMP})\s*+)?(?:\[(?P<bracketed>{NAME}(?::\d{{1,2}})?)\]|(?P<speaker>{NAME}))"
    rf"\s*+(?P<after>{STAMP})?\s*+:?"
)


def table_turns(text: str, tables: Iterable[Sequence[Sequence[Cell]]]) -> list[Turn]:
    """The turns in the rows of tables; a row without a speaker is the speaker's of the row before.

    Args:
        text: the canonical text.
        tables: of each table its rows, of each row where its cells begin and end in the text.
    """
    return [turn for table in tables for turn in _turns(text, _even(table))]


def _even(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The rows with as many cells as most have: a title over the whole width is nobody's words."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return [row for row in rows if len(row) == width > 1]


def _turns(text: str, rows: Sequence[Sequence[Cell]]) -> list[Turn]:
    columns = [[text[start:end].strip() for start, end in column] for column in zip(*rows, strict=True)]
    labels = [_named(column) for column in columns]
    who = max(range(len(columns)), key=lambda column: sum(map(bool, labels[column])), default=0)
    if not rows or not any(labels[who]):
        return []
    sizes = [sum(len(cell) for cell in column if not re.fullmatch(STAMP, cell)) for column in columns]
    words = max((column for column in range(len(columns)) if column != who), key=lambda column: sizes[column])
    turns: list[Turn] = []
    current = ""
    for row, label, cells in zip(rows, labels[who], zip(*columns, strict=True), strict=True):
        once = _speaker(cells[who]) if turns else ""
        current = label or once or (current if not cells[who] else "")
        if current and cells[words]:
            start = text.index(cells[words], row[words][0])
            stamp = next((cell for cell in cells if re.fullmatch(STAMP, cell)), cells[who])
            turns.append(Turn(start, start + len(cells[words]), current, seconds_of(stamp)))
    return turns


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
