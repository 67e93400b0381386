"""How another program counts characters in its text, and its marked passages brought to our positions.

Programs in Python count Unicode code points; those in Java and JavaScript count UTF-16 units, in which an emoji is two;
some count what a reader sees as one character. Which it is, is told by the passages: by the quote that a program stores
with them, and otherwise by passages that begin and end between words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wijkresearch.exchange.locating import Haystack
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage
from wijkresearch.exchange.refi_qda.evidence import is_between_words
from wijkresearch.exchange.refi_qda.positions import EXTENDING, JOINER, WIDE
from wijkresearch.exchange.transcripts import canonical, canonical_text

CODE_POINTS, UTF16, GRAPHEMES = "Unicode code points", "UTF-16 units", "characters as a reader sees them"
GRAPHEME = re.compile(
    rf"\r\n|[\U0001f1e6-\U0001f1ff]{{2}}|.(?:{EXTENDING.pattern}|(?<={JOINER})[\u2190-\U0001faff])*", re.DOTALL
)
ENOUGH = 3


@dataclass(frozen=True)
class MarkedText:
    """A text of another program with its passages, as that program counts; without a text the transcript is meant."""

    name: str
    text: str | None = field(repr=False)
    passages: Sequence[Passage]
    memo: str | None = field(default=None, repr=False)


def add_marked(gathering: Gathering, documents: Sequence[MarkedText], units: Sequence[str]) -> None:
    """Add documents with their passages, counted in the one of these units that fits best; the first where all fit.

    Quotes are the proof of positions. Without them, a project whose passages mostly begin or end inside a word is
    warned of.
    """
    unit = max(units, key=lambda one: sum(_fitting(document, one) for document in documents))
    for document in documents:
        _add(gathering, document, unit)
    unproven = [document for document in documents if not any(passage.quote for passage in document.passages)]
    passages = sum(len(document.passages) for document in unproven if document.text is not None)
    if passages >= ENOUGH and 2 * sum(_fitting(document, unit) for document in unproven) < passages:
        gathering.warnings.append(
            "Most passages begin or end inside a word, and the file holds no quotes to check them with: "
            "the positions may be counted in another text."
        )


def _fitting(document: MarkedText, unit: str) -> int:
    """How many passages are their quote, or without one are whole words."""
    if document.text is None:
        return 0
    begins = begins_of(document.text, unit)
    haystack = Haystack(document.text)
    found = 0
    for passage in document.passages:
        start, end = _own(passage.start, begins), _own(passage.end, begins)
        if start is None or end is None or start >= end:
            continue
        if passage.quote:
            found += haystack.holds(start, end, passage.quote)
        else:
            found += is_between_words(document.text, start) and is_between_words(document.text, end)
    return found


def _add(gathering: Gathering, document: MarkedText, unit: str) -> None:
    made = canonical(document.text) if document.text is not None else None
    gathering.add_document(document.name, made.text if made else None, document.memo)
    begins = begins_of(document.text or "", unit)
    for passage in document.passages:
        start, end = _own(passage.start, begins), _own(passage.end, begins)
        if made and start is not None and end is not None and start < end:
            start, end = made.positions.passage(start, end)
        else:
            start, end = passage.start, passage.end
        quote = canonical_text(passage.quote) if passage.quote else None
        gathering.add_passage(replace(passage, start=start, end=end, quote=quote))


def distinct(names: Sequence[str], marks: Sequence[object]) -> list[str]:
    """Names of documents, with a mark behind those that occur twice.

    >>> distinct(["D1", "D2", "D1"], [4, 5, 6])
    ['D1 (4)', 'D2', 'D1 (6)']
    """
    times = Counter(names)
    return [name if times[name] == 1 else f"{name} ({mark})" for name, mark in zip(names, marks, strict=True)]


def _own(position: int | None, begins: list[int]) -> int | None:
    return begins[position] if position is not None and 0 <= position < len(begins) else None


def begins_of(text: str, unit: str) -> list[int]:
    r"""The code point that each unit of a text begins at, and the end of the text.

    >>> begins_of("a😀b", UTF16), begins_of("a😀b", CODE_POINTS), begins_of("e\u0301\r\n", GRAPHEMES)
    ([0, 1, 1, 2, 3], [0, 1, 2, 3], [0, 2, 4])
    """
    if unit == GRAPHEMES:
        begins = [match.start() for match in GRAPHEME.finditer(text)]
    elif unit == UTF16 and WIDE.search(text):
        begins = [at for at, character in enumerate(text) for _ in range(2 if character > "\uffff" else 1)]
    else:
        begins = list(range(len(text)))
    return [*begins, len(text)]
