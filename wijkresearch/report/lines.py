"""The numbered lines of a document: the same on its page, in print and on a terminal, whatever the screen.

A line is part of one paragraph of one turn, cut between words after at most `WIDTH` characters of the canonical text.
Where no turns are recognised a paragraph is a turn of its own. What stands between turns (who speaks, and when) has no
line: the name of a speaker is not part of what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDTH = 80
"""Characters of a line at most."""
PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
WORD = re.compile(rf"\S{{1,{WIDTH}}}")


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, the turn that it is of from 0, and where it starts and ends in the text."""

    number: int
    turn: int
    start: int
    end: int


def number_lines(text: str, turns: Iterable[tuple[int, int]] = ()) -> list[Line]:
    r"""The lines of a text in their order.

    Args:
        text: the canonical text.
        turns: start and end of every turn, in their order; each paragraph where there is none.

    >>> [(line.number, line.turn, line.start, line.end) for line in number_lines("Ja.\n\nNee, hoor.")]
    [(1, 0, 0, 3), (2, 1, 5, 15)]
    """
    spans = list(turns) or list(_paragraphs(text, 0, len(text)))
    cut = (
        (turn, *span)
        for turn, (start, end) in enumerate(spans)
        for paragraph in _paragraphs(text, start, end)
        for span in _wrapped(text, *paragraph)
    )
    return [Line(number, *place) for number, place in enumerate(cut, start=1)]


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (found.span() for found in PARAGRAPH.finditer(text, start, end))


def _wrapped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = last = None
    for word in WORD.finditer(text, start, end):
        if first is not None and last is not None and word.end() - first > WIDTH:
            yield first, last
            first = None
        first, last = word.start() if first is None else first, word.end()
    if first is not None and last is not None:
        yield first, last


def lines_of(lines: Sequence[Line], start: int, end: int) -> tuple[int, int] | None:
    r"""The numbers of the first and the last line that a passage has a part in; nothing where it has none.

    >>> lines_of(number_lines("Ja.\nNee."), 0, 2)
    (1, 1)
    """
    numbers = [line.number for line in lines if line.start < end and line.end > start]
    return (numbers[0], numbers[-1]) if numbers else None
