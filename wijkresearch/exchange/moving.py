"""Codings that move along when a transcript was corrected: a passage follows its words.

First by the alignment of the two texts, line by line and then word by word; where that does not tell, by searching the
words and their surroundings. What neither can point out has no place, and is never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from wijkresearch.exchange.locating import Haystack

CONTEXT = 30
ALIKE = 0.6
WORD = re.compile(r"\w+|[^\w\s]")
SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Moved:
    """Where a passage is in the new text, and by what it was found."""

    start: int
    end: int
    found_by: str


class Mover:
    """Takes passages of a text to the corrected version of that text."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._haystack = Haystack(new)
        self._places: dict[tuple[int, int], Moved | None] = {}

    def place(self, start: int, end: int) -> Moved | None:
        """Where the passage is in the corrected text and by what it was found; nothing when that cannot be said."""
        if (start, end) not in self._places:
            self._places[start, end] = self._aligned(start, end) or self._searched(start, end)
        return self._places[start, end]

    def _aligned(self, start: int, end: int) -> Moved | None:
        """The place by alignment, when the words there are the same or much alike."""
        new_start, new_end = self._start_of(start), self._end_of(end)
        if new_start is None or new_end is None or new_start >= new_end:
            return None
        old, new = self._old[start:end], self._new[new_start:new_end]
        if old == new:
            return Moved(new_start, new_end, "context")
        if self._haystack.holds(new_start, new_end, old):
            return Moved(new_start, new_end, "typography")
        alike = SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE
        return Moved(new_start, new_end, "correction") if alike else None

    def _searched(self, start: int, end: int) -> Moved | None:
        """The same words in the same surroundings, in their only place or in other typography; or words like them."""
        quote = self._old[start:end]
        before, after = self._old[max(0, start - CONTEXT) : start], self._old[end : end + CONTEXT]
        surrounded = self._haystack.find(before + quote + after).place
        if surrounded is not None and surrounded.exact:
            return Moved(surrounded.start + len(before), surrounded.end - len(after), "context")
        alone = self._haystack.find(quote).place
        if alone is not None:
            return Moved(alone.start, alone.end, "quote" if alone.exact else "typography")
        return self._between(before, quote, after)

    def _between(self, before: str, quote: str, after: str) -> Moved | None:
        """What stands between the same surroundings, when it is much like the passage."""
        left = self._haystack.find(before).place if before.strip() else None
        right = self._haystack.find(after).place if after.strip() else None
        if left is None or right is None or not left.exact or not right.exact:
            return None
        between = self._new[left.end : right.start]
        if not 0 < len(between) < 2 * len(quote) + CONTEXT:
            return None
        alike = SequenceMatcher(None, quote, between, autojunk=False).ratio() >= ALIKE
        return Moved(left.end, right.start, "correction") if alike else None

    def _start_of(self, position: int) -> int | None:
        """Where a passage that began here begins: at the same character, or right after the one before it."""
        own = self._mapped(position)
        if own is not None or position == 0:
            return own if own is not None else 0
        before = self._mapped(position - 1)
        return None if before is None else before + 1

    def _end_of(self, position: int) -> int | None:
        """Where a passage that ended here ends: after the same character, or right before the one after it."""
        last = self._mapped(position - 1)
        if last is not None:
            return last + 1
        return len(self._new) if position == len(self._old) else self._mapped(position)

    def _mapped(self, position: int) -> int | None:
        """The place of a character that stayed; nothing when it was changed or taken out."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return None
        start, new_start, length = self._blocks[number]
        return new_start + position - start if position < start + length else None

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._blocks]

    @cached_property
    def _blocks(self) -> list[tuple[int, int, int]]:
        """Stretches that are the same in both texts: where each begins in the old and the new, and its length."""
        return list(_same_lines(self._old.splitlines(keepends=True), self._new.splitlines(keepends=True)))


def _same_lines(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Lines that two texts share, and words that they share in lines that differ."""
    old_places, new_places = _places(old), _places(new)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield old_places[first], new_places[new_first], old_places[last] - old_places[first]
        elif kind == "replace" and last - first == new_last - new_first:
            for line, new_line in zip(range(first, last), range(new_first, new_last), strict=True):
                yield from _shifted(_same_words(old[line], new[new_line]), old_places[line], new_places[new_line])
        elif kind == "replace":
            words = _same_words("".join(old[first:last]), "".join(new[new_first:new_last]))
            yield from _shifted(words, old_places[first], new_places[new_first])


def _same_words(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Words that two stretches share, with the space behind them where that is the same too."""
    words, new_words = list(WORD.finditer(old)), list(WORD.finditer(new))
    matcher = SequenceMatcher(None, [word.group() for word in words], [word.group() for word in new_words])
    for first, new_first, count in matcher.get_matching_blocks():
        for word, new_word in zip(words[first : first + count], new_words[new_first : new_first + count], strict=True):
            behind, new_behind = _space(old, word.end()), _space(new, new_word.end())
            length = word.end() - word.start() + (len(behind) if behind == new_behind else 0)
            yield word.start(), new_word.start(), length


def _space(text: str, start: int) -> str:
    found = SPACE.match(text, start)
    return found.group() if found else ""


def _shifted(stretches: Iterator[tuple[int, int, int]], shift: int, new_shift: int) -> Iterator[tuple[int, int, int]]:
    return ((start + shift, new_start + new_shift, length) for start, new_start, length in stretches)


def _places(parts: list[str]) -> list[int]:
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places
