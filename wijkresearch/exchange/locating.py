"""Find a quoted passage back in its transcript: exact first, then whatever the typography, then without white space.

Exports of coding programs often hold the quoted text and no position. A passage counts as found when there is one place
for it; a passage that is there twice, or not at all, is never guessed. Words are whole: a quote `ja` is not found
inside `jaar`, and only a longer quote may begin or end inside a word, as a careless selection does, or have white space
within a word or none between two, as programs write it where a word is half bold or a line ends.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

LONG_ENOUGH = 12
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬀ": "ff",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


@dataclass(frozen=True)
class Place:
    """Where a passage is: start and end in code points, and whether the typography had to be overlooked."""

    start: int
    end: int
    exact: bool


@dataclass(frozen=True)
class Searched:
    """The result of a search: the one place, or how many places there are where it is not one."""

    place: Place | None
    places: int


@dataclass(frozen=True)
class Haystack:
    """A text that passages are looked for in; `find` says where a quote is, if there is one place for it."""

    text: str = field(repr=False)

    def find(self, quote: str, *, line: int | None = None) -> Searched:
        """The one place of a quote.

        Args:
            quote: the passage as the export has it.
            line: line (paragraph, from 1) that the export says it begins in; it only chooses between several places.
        """
        return self._among(self._places(quote), line)

    def lines_of(self, quote: str) -> set[int]:
        """The lines (from 1) in which a quote begins, one for each place of it."""
        return {self.line_of(place.start) for place in self._places(quote)}

    def holds(self, start: int, end: int, quote: str) -> bool:
        """Whether the passage at these positions is the quote, white space and typography aside."""
        return 0 <= start < end <= len(self.text) and _squeezed(self.text[start:end]) == _squeezed(quote)

    def line_of(self, position: int) -> int:
        """The line (from 1) that a position is in."""
        return bisect_right(self._line_starts, position)

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text.split("\n"))

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _fold(self.text)

    @cached_property
    def _without_spaces(self) -> tuple[str, list[int]]:
        text, starts = self._folded
        return text.replace(" ", ""), [start for letter, start in zip(text, starts, strict=True) if letter != " "]

    def _without_white_space(self, quote: str) -> list[Place]:
        """The places that read as the quote when no white space counts; in a short quote the words are the same."""
        squeezed = _squeezed(quote)
        if not squeezed:
            return []
        text, starts = self._without_spaces
        every = [self._place(starts, start, end) for start, end in _every(text, squeezed)]
        whole = [place for place in every if _is_whole(self.text, place.start, place.end)]
        if len(squeezed) >= LONG_ENOUGH:
            return whole or every
        return [place for place in whole if _words(self.text[place.start : place.end]) == _words(quote)]

    def _place(self, starts: list[int], first: int, last: int) -> Place:
        """The place of folded characters, of which `starts` says where each came from; accents are taken along."""
        final = starts[last - 1]
        end = final + len(next(_letters(self.text[final : final + 20]))[1])
        return Place(starts[first], end, exact=False)

    def _places(self, quote: str) -> list[Place]:
        """Every place of a quote under the strictest way of reading that finds one."""
        exact = [Place(start, end, exact=True) for start, end in _occurrences(self.text, quote)]
        return exact or self._in_other_typography(quote) or self._without_white_space(quote)

    def _in_other_typography(self, quote: str) -> list[Place]:
        text, starts = self._folded
        return [self._place(starts, start, end) for start, end in _occurrences(text, _fold(quote)[0].strip())]

    def _among(self, found: list[Place], line: int | None) -> Searched:
        if len(found) > 1 and line is not None:
            found = [place for place in found if self.line_of(place.start) == line] or found
        return Searched(found[0] if len(found) == 1 else None, len(found))


def line_starts(lines: Iterable[str]) -> list[int]:
    """Where each line of a text begins.

    >>> line_starts(["ja", "", "nee"])
    [0, 3, 4]
    """
    return [0, *accumulate(len(line) + 1 for line in lines)][:-1]


def _occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of a quote between word boundaries; where there is none and the quote is long, every place."""
    if not quote.strip():
        return []
    every = list(_every(text, quote))
    whole = [(start, end) for start, end in every if _is_whole(text, start, end)]
    return whole or (every if len(quote) >= LONG_ENOUGH else [])


def _every(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    def joined(position: int) -> bool:
        inside = 0 < position < len(text)
        return inside and text[position - 1].isalnum() and text[position].isalnum()

    return not joined(start) and not joined(end)


def _fold(text: str) -> tuple[str, list[int]]:
    """A text with one space for any white space, plain quotes and dashes, in NFC; and where each letter came from."""
    characters: list[str] = []
    starts: list[int] = []
    for position, letter in _letters(text):
        plain = " " if letter.isspace() else unicodedata.normalize("NFC", letter).translate(TYPOGRAPHY)
        if plain == " " and characters and characters[-1] == " ":
            continue
        characters += plain
        starts += [position] * len(plain)
    return "".join(characters), starts


def _squeezed(text: str) -> str:
    return _fold(text)[0].replace(" ", "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _fold(text)[0])


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the accents that are typed after it."""
    for letter in re.finditer(r".[\u0300-\u036f]*", text, re.DOTALL):
        yield letter.start(), letter.group()
