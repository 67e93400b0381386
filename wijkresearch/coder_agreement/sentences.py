"""Where Dutch sentences begin and end in a transcript, so that coders can be compared sentence by sentence.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the quotes, brackets and emoji that
close it, when what follows is not a small letter; and at an empty line. Spoken language has no better rule, and a
transcriber chose the marks: that is one reason why agreement is shown on more than one kind of unit. Not an end: an
abbreviation, an initial, and the number of an item at the beginning of a sentence. An abbreviation that can close a
sentence (`enz.`) does so before a capital. No sentence crosses the border of a turn, and every character that is not a
space is in exactly one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import pandas as pd

from wijkresearch.coder_agreement.tables import SENTENCES

END = re.compile(
    r"[.!?…]+[\"'”’»)\]}]*(?:\s*[\U0001F000-\U0001FAFF\u2600-\u27BF\u200D\uFE0F])*(?=\s|\Z)"  # also emoji
    r"|\n[^\S\n]*(?=\n)"  # an empty line
)
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
OPENING = "\"'“‘«([{"
CAN_CLOSE = frozenset({"e.a", "e.d", "enz", "etc", "jl", "jr", "sr"})
ABBREVIATIONS = frozenset(
    {
        "aant", "afb", "afd", "art", "bijv", "blz", "bv", "ca", "dd", "dhr", "div", "dr", "drs", "evt", "excl", "fig",
        "geb", "gem", "hfst", "incl", "ing", "inz", "ir", "max", "mevr", "min", "mr", "mw", "nl", "nr", "nrs", "ong",
        "pag", "par", "prof", "red", "resp", "st", "tab", "tel", "vgl", "vnl", "zgn",
    }
)  # fmt: skip


def split_sentences(
    texts: Mapping[str, str], turns: pd.DataFrame, *, documents: Iterable[str] | None = None
) -> pd.DataFrame:
    """SENTENCES: where every sentence begins and ends, in code points of the text; surrounding spaces are left out.

    Args:
        texts: document to its text, such as the transcripts of a study.
        turns: TURNS; a text of which no turn is known is split as a whole.
        documents: ids of the documents; every document with a text where left out.

    Raises:
        StudyError: there is no text of a document.

    >>> turns = pd.DataFrame({"document": ["D1"], "start": [0], "end": [33]})
    >>> split_sentences({"D1": "Dhr. A. Bos kwam langs. Dat hielp"}, turns)[["start", "end"]].to_numpy().tolist()
    [[0, 23], [24, 33]]
    """
    rows: list[tuple[str, int, int, int]] = []
    for document in texts if documents is None else documents:
        text, here = texts[document], turns[turns["document"] == document]
        spans = _spans(text, {*here["start"], *here["end"]})
        rows += [(document, number, *span) for number, span in enumerate(spans, start=1)]
    return SENTENCES.of(rows, "sentences")


def _spans(text: str, borders: set[int]) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a text that is cut at these borders."""
    inside = {border for border in borders if 0 < border < len(text)}
    for first, last in pairwise(sorted({0, len(text), *inside})):
        start = first
        for cut in (*_ends(text[first:last]), last - first):
            piece = text[start : first + cut]
            if piece.strip():
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            start = first + cut


def _ends(stretch: str) -> Iterator[int]:
    """The places in a stretch of one turn at which a sentence ends."""
    start = 0
    for mark in END.finditer(stretch):
        if _is_end(stretch[start : mark.start()].strip(), mark.group(), stretch[mark.end() :].lstrip()[:1]):
            yield mark.end()
            start = mark.end()


def _is_end(before: str, mark: str, following: str) -> bool:
    """Whether a sentence ends at this mark, given what precedes it in the sentence and the character that follows."""
    if mark.isspace():
        return True
    if following.islower():
        return False
    return not (mark.startswith(".") and not mark.startswith("..") and _shortens(before, following))


def _shortens(before: str, following: str) -> bool:
    """Whether a full stop after these words belongs to an abbreviation, an initial or the number of an item."""
    word = before.rsplit(maxsplit=1)[-1].lstrip(OPENING) if before else ""
    if word.lower() in CAN_CLOSE:
        return not following.isupper()
    return word.lower() in ABBREVIATIONS or INITIALS.fullmatch(word) is not None or (word.isdigit() and before == word)
