"""The one text that positions count in, and the way from a position in another program's text to a position in it.

The text of a document is what one reads in the file, in Unicode code points, after these changes and no others:

- every line end (CRLF, CR, vertical tab, form feed, NEL, line and paragraph separator) is one LF; line ends at the very
  end of the text are dropped;
- non-breaking spaces (U+00A0, U+2007, U+202F) are spaces;
- soft hyphens, zero-width spaces, word joiners, byte order marks and control characters are dropped (the zero-width
  joiner stays: emoji and several scripts are written with it);
- what is left is in normalisation form C (NFC): é is one character, however it was typed.

Speaker labels, time stamps and blank lines stay: the text is the file as a person reads it, so that a position can be
checked in any editor. Doing it twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
SPACES = "\u00a0\u2007\u202f"
DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
TO_CHANGE = re.compile(f"[\r\v\f\x85\u2028\u2029{SPACES}\ud800-\udfff]|{DROPPED.pattern}")
BEYOND_PAIRS = 0x30000
"""The first of the planes of Unicode in which no character is made of two others."""


@dataclass(frozen=True)
class PositionMap:
    """From positions in a text as another program has it to positions in its canonical text.

    `starts[p]` is where the canonical character that holds original position p begins; `ends[p]` is where the one that
    holds the original character before p ends. A position inside an accented letter thus takes in the whole letter.
    """

    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of a passage in the canonical text; positions outside the original are brought to its edges."""
        last = len(self.starts) - 1
        begin = self.starts[min(max(start, 0), last)]
        return begin, max(begin, self.ends[min(max(end, 0), last)])


@dataclass(frozen=True)
class Canonical:
    """A canonical text and the way to it from the original."""

    text: str = field(repr=False)
    positions: PositionMap = field(repr=False)


def canonical(original: str) -> Canonical:
    r"""The canonical text of a text, with the map from positions (code points) in the one to positions in the other.

    >>> made = canonical("Cafe\u0301\r\nja")
    >>> made.text, made.positions.passage(7, 9)
    ('Café\nja', (5, 7))
    """
    pieces = list(_pieces(original))
    text = "".join(piece for _, piece in pieces).rstrip("\n")
    lengths = [len(piece) for _, piece in pieces]
    begins = [0, *accumulate(lengths)]
    starts, ends = [], [0]
    for (width, _), begin, end in zip(pieces, begins, begins[1:], strict=False):
        starts += [min(begin, len(text))] * width
        ends += [min(end, len(text))] * width
    return Canonical(text, PositionMap((*starts, min(begins[-1], len(text))), tuple(ends)))


def canonical_text(original: str) -> str:
    """The canonical text alone."""
    if not TO_CHANGE.search(original) and unicodedata.is_normalized("NFC", original):
        return original.rstrip("\n")
    return "".join(piece for _, piece in _pieces(original)).rstrip("\n")


def _pieces(original: str) -> Iterator[tuple[int, str]]:
    """The smallest stretches that can be normalised alone: how many characters there were, and what they become."""
    if unicodedata.is_normalized("NFC", original) and not TO_CHANGE.search(original):
        yield from ((1, character) for character in original)
        return
    width, gathered, dropped = 0, "", 0
    for wide, piece in _characters(original):
        if not piece:
            dropped += wide
        elif gathered and _may_join(piece):
            width, gathered, dropped = width + dropped + wide, gathered + piece, 0
        else:
            yield width, unicodedata.normalize("NFC", gathered)
            yield dropped, ""
            width, gathered, dropped = wide, piece, 0
    yield width, unicodedata.normalize("NFC", gathered)
    yield dropped, ""


def _characters(original: str) -> Iterator[tuple[int, str]]:
    position = 0
    while position < len(original):
        line_end = LINE_END.match(original, position)
        character = original[position]
        if line_end:
            yield line_end.end() - position, "\n"
            position = line_end.end()
            continue
        yield 1, _changed(character)
        position += 1


def _changed(character: str) -> str:
    if character in SPACES:
        return " "
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return "" if DROPPED.match(character) else character


def _may_join(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in _second_halves()


@lru_cache(maxsize=1)
def _second_halves() -> frozenset[str]:
    """Characters that may melt together with the one before: ends of pairs, and Hangul vowels and finals."""
    pairs = (unicodedata.decomposition(chr(code)).split() for code in range(BEYOND_PAIRS))
    seconds = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and not pair[0].startswith("<")}
    return frozenset(seconds | {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))})
