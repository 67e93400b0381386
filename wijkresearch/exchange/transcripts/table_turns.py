"""Turns in the tables of a word processor: a column of speakers, one of words, perhaps one of times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from wijkresearch.exchange.transcripts.turns import NAME, STAMP, Turn, is_numbered, seconds_of, speakers_among

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
    labels = [[_speaker(cell) for cell in column] for column in columns]
    named = [_named(column) for column in labels]
    if not any(named):
        return []
    who = max(range(len(named)), key=lambda column: sum(label in named[column] for label in labels[column]))
    words = max((one for one in range(len(columns)) if one != who), key=lambda one: sum(map(len, columns[one])))
    turns, current = [], ""
    for number, row in enumerate(rows):
        label = labels[who][number]
        current = label if label in named[who] else current if not columns[who][number] else ""
        if current and columns[words][number]:
            start = row[words][0] + len(text[slice(*row[words])]) - len(text[slice(*row[words])].lstrip())
            stamp = next((column[number] for column in columns if re.fullmatch(STAMP, column[number])), None)
            turns.append(
                Turn(start, start + len(columns[words][number]), current, seconds_of(stamp or columns[who][number]))
            )
    return turns


def _speaker(cell: str) -> str:
    """Who a cell names; nothing where it names nobody, or only says that the column names speakers."""
    found = WHO.fullmatch(cell)
    label = (found["bracketed"] or found["speaker"]) if found else ""
    return "" if is_numbered(label) and label.isalpha() else label


def _named(labels: list[str]) -> set[str]:
    """The speakers in a column: nobody where no label comes back, as in a list of particulars."""
    times = Counter(filter(None, labels))
    return speakers_among(times) if max(times.values(), default=0) > 1 else set()
