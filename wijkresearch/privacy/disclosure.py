"""Who can be recognised, how long material may be kept, and whether text that may not be quoted came along."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from wijkresearch.errors import Problem
from wijkresearch.privacy.consent import SMALLEST_GROUP, Gate
from wijkresearch.tables import COPIED_PASSAGES, RECOGNISABLE, RETENTION

NEAR_DAYS = 183
"""Half a year: from then on the end of the retention period is near."""

WARN_WORDS = 6
BLOCK_WORDS = 8
IN_VIVO_WORDS = 4
"""Runs of consecutive words. Ordinary prose on one subject shares runs of six; a passage has a median of 21 words.

A label of four words or more may quote a respondent.
"""


def list_recognisable(documents: pd.DataFrame, gate: Gate) -> pd.DataFrame:
    """RECOGNISABLE: how many respondents share each function and municipality, as both are printed (k-anonymity).

    Args:
        documents: DOCUMENTS.
        gate: the gate that decides what is printed.
    """
    interviews = documents.loc[documents["kind"] == "interview", ["document", "municipality"]]
    printed = interviews.assign(
        municipality=interviews["municipality"].map(gate.municipality),
        function=interviews["document"].map(gate.function),
    )
    grouped = printed.groupby(["municipality", "function"])["document"]
    shared = grouped.agg(respondents="size", documents=", ".join).reset_index()
    shared["unique"], shared["small"] = shared["respondents"] == 1, shared["respondents"] < SMALLEST_GROUP
    ordered = shared.sort_values(["respondents", "municipality", "function"], kind="stable")
    return RECOGNISABLE.check(ordered, "recognisable respondents")


def list_retention(documents: pd.DataFrame, *, years: int, today: date) -> pd.DataFrame:
    """RETENTION: for every document the last day on which its material may be kept, counted from the signature.

    Args:
        documents: DOCUMENTS.
        years: how long the information sheet promises to keep material at most.
        today: the day to count from.
    """
    rows = [_retention(row.document, row.signed_on, years, today) for row in documents.itertuples()]
    return RETENTION.of(rows, "retention")


def _retention(document: str, signed_on: object, years: int, today: date) -> tuple[object, ...]:
    if pd.isna(signed_on):
        return (document, None, None, None, "unknown")
    signed = date.fromisoformat(str(signed_on))
    leap_day = (signed.month, signed.day) == (2, 29)
    due = signed.replace(year=signed.year + years, day=28 if leap_day else signed.day)
    days_left = (due - today).days
    state = "overdue" if days_left < 0 else "near" if days_left <= NEAR_DAYS else "keep"
    return (document, signed_on, due.isoformat(), days_left, state)


def find_copied(
    written: Mapping[str, str], transcripts: Mapping[str, str], gate: Gate, *, known_phrases: Iterable[str] = ()
) -> pd.DataFrame:
    """COPIED_PASSAGES: every run of at least six words of a text that also stands in a document that may not be quoted.

    Case, accents, punctuation and character entities make no difference. A run that stands entirely in known phrases
    (labels and definitions of codes, claims) is no leak.

    Args:
        written: place to text of what is to be published.
        transcripts: document to text.
        gate: the gate that decides who may be quoted.
        known_phrases: texts of the study itself, in which domain phrases may occur.
    """
    said = {place: runs for place, text in written.items() if (runs := list(_shingles(_words(text))))}
    familiar = {shingle for phrase in known_phrases for shingle in _shingles(_words(phrase))}
    closed = {
        document: set(_shingles(_words(transcripts[document])))
        for document in (transcripts if said else ())
        if not gate.may("quote", document)
    }
    rows = [
        (place, document, first + 1, words, words >= BLOCK_WORDS)
        for place, own in said.items()
        for document, shingles in closed.items()
        for first, words in _runs(own, shingles, familiar)
    ]
    return COPIED_PASSAGES.of(rows, "copied passages")


def copied_words(
    written: Mapping[str, str],
    transcripts: Mapping[str, str],
    gate: Gate,
    *,
    known_phrases: Iterable[str] = (),
    remedy: str = "",
) -> Iterator[Problem]:
    """A problem for every run of at least `BLOCK_WORDS` words of somebody who may not be quoted, without those words.

    Args:
        written: as for `find_copied`, with the three that follow.
        transcripts: document to text.
        gate: the gate that decides who may be quoted.
        known_phrases: texts of the study itself.
        remedy: what to do about it.
    """
    copied = find_copied(written, transcripts, gate, known_phrases=known_phrases)
    for row in copied[copied["blocks"]].itertuples():
        found = f"{row.words} words in a row also stand in {row.document}, which may not be quoted"
        yield Problem(row.place, found, remedy=remedy)


def quoted_whole(
    written: Mapping[str, str], transcripts: Mapping[str, str], gate: Gate, *, remedy: str
) -> Iterator[Problem]:
    """A problem for every short text that is said in full by somebody who may not be quoted, and by nobody else.

    Args:
        written: place to text, such as the labels of codes, which may be words of respondents.
        transcripts: document to text.
        gate: the gate that decides who may be quoted.
        remedy: what to do about it.
    """
    said = {document: f" {' '.join(_words(transcripts[document]))} " for document in transcripts}
    closed = [document for document in said if not gate.may("quote", document)]
    for place, text in written.items() if closed else ():
        words = _words(text)
        if IN_VIVO_WORDS <= len(words) < BLOCK_WORDS:
            where = [document for document, whole in said.items() if f" {' '.join(words)} " in whole]
            if where and set(where) <= set(closed):
                found = f"its {len(words)} words are said by {where[0]} alone, which may not be quoted"
                yield Problem(place, found, remedy=remedy)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    return re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _shingles(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + WARN_WORDS]) for start in range(len(words) - WARN_WORDS + 1))


def _runs(
    shingles: list[tuple[str, ...]], closed: set[tuple[str, ...]], familiar: set[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """First word and length in words of every unbroken run of shingles that are closed and not all familiar."""
    start = 0
    while start < len(shingles):
        end = start
        while end < len(shingles) and shingles[end] in closed:
            end += 1
        if end > start and not familiar.issuperset(shingles[start:end]):
            yield start, end - start + WARN_WORDS - 1
        start = end + 1
