"""Codings that move along when a transcript was corrected after coding: the same words, found by their surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from wijkresearch.io.locating import Haystack

CONTEXT = 30
ALIKE = 0.6


@dataclass(frozen=True)
class Moved:
    """Where a passage is in the new text, and by what it was found."""

    start: int
    end: int
    found_by: str


def move_passage(old: str, new: Haystack, start: int, end: int) -> Moved | None:
    """The place in a corrected text of a passage of the old text; None when it cannot be pointed out.

    The same words in the same surroundings come first, then the same words in the only place where they are, then the
    same words in other typography, then words that are much like them between unchanged surroundings.
    """
    quote, before, after = old[start:end], old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
    surrounded = new.find(before + quote + after).place
    if surrounded is not None and surrounded.exact:
        return Moved(surrounded.start + len(before), surrounded.end - len(after), "context")
    alone = new.find(quote).place
    if alone is not None:
        return Moved(alone.start, alone.end, "quote" if alone.exact else "typography")
    left, right = new.find(before).place if before.strip() else None, new.find(after).place if after.strip() else None
    if left is None or right is None or not left.exact or not right.exact:
        return None
    between = new.text[left.end : right.start]
    alike = len(between) < 2 * len(quote) + CONTEXT and SequenceMatcher(None, quote, between).ratio() >= ALIKE
    return Moved(left.end, right.start, "correction") if alike else None
