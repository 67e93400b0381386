"""Every quotation of a report, looked up in the transcripts: literally, with what is left out or added, or nearly.

Quotation marks, dashes and white space are made alike before comparing, and capitals do not count. `[...]`, `...` and
`…` stand for words left out, other square brackets for words that the writer put in. What comes out is a place, never
a word of an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from wijkresearch.printed_audit.report_text import ReportParagraph
from wijkresearch.printed_audit.tables import FOUND_QUOTATIONS, QUOTATION_CHECKS

QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|‘([^‘]+?)’(?!\w)|(?<!\w)'([^']+?)'(?!\w)")
LEAST_WORDS = 3
LEAST_SIMILARITY = 0.8
"""From which `difflib` ratio a passage counts as nearly the same."""
OMISSION = re.compile(r"\[[^\]]*\]|\.\.\.|…")
ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
EDGES = " ,.;:!?-'\""


@dataclass(frozen=True)
class _Searchable:
    """A transcript with its letters made alike, for each of them the place in the transcript, and its words."""

    text: str
    places: tuple[int, ...]
    words: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class _Hit:
    verdict: str
    document: str
    start: int
    end: int
    similarity: float


def find_quotations(paragraphs: Iterable[ReportParagraph], attributions: pd.DataFrame) -> pd.DataFrame:
    """FOUND_QUOTATIONS: every passage between quotation marks, with the document named nearest to it in the paragraph.

    Quotations of fewer than `LEAST_WORDS` words are terms rather than passages and are left out.

    Args:
        paragraphs: of the report, by `split_paragraphs`.
        attributions: FOUND_ATTRIBUTIONS of the same paragraphs.
    """
    rows: list[dict[str, Any]] = []
    for paragraph in paragraphs:
        mentions = attributions[attributions["paragraph"] == paragraph.number]
        for place in QUOTATION.finditer(paragraph.text):
            words = len(re.findall(r"\w+", OMISSION.sub(" ", place[0])))
            if words >= LEAST_WORDS:
                rows.append(
                    {
                        "quotation": f"Q{len(rows) + 1:03d}",
                        "section": paragraph.section,
                        "paragraph": paragraph.number,
                        "start": place.start() + 1,
                        "end": place.end() - 1,
                        "words": words,
                        "document": _nearest(place, mentions),
                    }
                )
    return FOUND_QUOTATIONS.of(rows)


def _nearest(quotation: re.Match[str], mentions: pd.DataFrame) -> str | None:
    """The document in brackets or after a dash straight behind the quotation, else the nearest in the paragraph."""
    text = quotation.string
    distances = []
    for position, document in zip(mentions["position"], mentions["document"], strict=True):
        if position >= quotation.end():
            between = text[quotation.end() : position]
            straight = re.fullmatch(r"[.,]?\s?(?:\(|[-–—])[^()\"“”‘]{0,60}\(?", between)
            distances.append((0 if straight else len(between), document))
        elif position < quotation.start():
            distances.append((quotation.start() - position, document))
    return min(distances, key=lambda one: one[0])[1] if distances else None


def check_quotations(
    quotations: pd.DataFrame,
    paragraphs: Iterable[ReportParagraph],
    transcripts: Mapping[str, str],
) -> pd.DataFrame:
    """QUOTATION_CHECKS: where each quotation occurs in the transcripts; the document named comes before the others.

    Args:
        quotations: FOUND_QUOTATIONS.
        paragraphs: the paragraphs in which they were found.
        transcripts: the texts by document.
    """
    texts = {paragraph.number: paragraph.text for paragraph in paragraphs}
    searchable = {document: _alike(transcripts[document]) for document in transcripts}
    rows = []
    for quotation in quotations.to_dict("records"):
        quoted = texts[quotation["paragraph"]][quotation["start"] : quotation["end"]]
        named = None if pd.isna(quotation["document"]) else quotation["document"]
        hit = _look_up(quoted, named, searchable)
        kept = {name: quotation[name] for name in ("quotation", "section", "paragraph", "words", "document")}
        missing = "no transcript" if not searchable or (named is not None and named not in searchable) else "not found"
        rows.append(
            {
                **kept,
                "verdict": hit.verdict if hit else missing,
                "found_in": hit.document if hit else None,
                "start": hit.start if hit else None,
                "end": hit.end if hit else None,
                "similarity": hit.similarity if hit else None,
                "in_named_document": hit.document == named if hit and named else None,
            }
        )
    return QUOTATION_CHECKS.of(rows)


def _alike(text: str) -> _Searchable:
    """Letters in lower case, one kind of quotation mark and dash, and one blank for any white space."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(ALIKE)):
        small = letter.lower() if len(letter.lower()) == 1 else letter
        if small.isspace():
            if letters and letters[-1] == " ":
                continue
            small = " "
        letters.append(small)
        places.append(place)
    made = "".join(letters)
    words = tuple((word[0], word.start(), word.end()) for word in re.finditer(r"\w+", made))
    return _Searchable(made, tuple(places), words)


def _look_up(quoted: str, named: str | None, searchable: Mapping[str, _Searchable]) -> _Hit | None:
    """The best place: literal before nearly, the document named before the others."""
    order = sorted(searchable, key=lambda document: document != named)
    parts = [part for part in (_alike(raw).text.strip(EDGES) for raw in OMISSION.split(quoted)) if part]
    for document in order:
        hit = _literally(parts, document, searchable[document])
        if hit:
            return hit
    near = [hit for document in order if (hit := _nearly(parts, document, searchable[document]))]
    best = max(near, key=lambda hit: (hit.similarity, hit.document == named), default=None)
    return best if best and best.similarity >= LEAST_SIMILARITY else None


def _literally(parts: Sequence[str], document: str, text: _Searchable) -> _Hit | None:
    """Every part, in order; where that can be done in several places, the shortest stretch of them."""
    best: tuple[int, int] | None = None
    first = text.text.find(parts[0]) if parts else -1
    while first >= 0:
        end = first + len(parts[0])
        for part in parts[1:]:
            found = text.text.find(part, end) if end > 0 else -1
            end = found + len(part) if found >= 0 else -1
        if end < 0:
            break
        if best is None or end - first < best[1] - best[0]:
            best = first, end
        first = text.text.find(parts[0], first + 1)
    if best is None:
        return None
    verdict = "exact" if len(parts) == 1 else "with omissions"
    return _Hit(verdict, document, text.places[best[0]], text.places[best[1] - 1] + 1, 1.0)


def _nearly(parts: Sequence[str], document: str, text: _Searchable) -> _Hit | None:
    """The stretch nearest to the longest part, and how alike all parts are to what is nearest to each of them."""
    stretches = [stretch for part in parts if (stretch := _nearest_stretch(part, text))]
    if len(stretches) < len(parts) or not parts:
        return None
    letters = [len(part) for part in parts]
    alike = [
        SequenceMatcher(None, part, text.text[start:end], autojunk=False).ratio()
        for part, (start, end) in zip(parts, stretches, strict=True)
    ]
    similarity = sum(size * ratio for size, ratio in zip(letters, alike, strict=True)) / sum(letters)
    start, end = stretches[letters.index(max(letters))]
    return _Hit("near", document, text.places[start], text.places[end - 1] + 1, similarity)


def _nearest_stretch(quoted: str, text: _Searchable) -> tuple[int, int] | None:
    """From where to where runs the stretch of as many words that has most words in common with what is quoted."""
    wanted = Counter(re.findall(r"\w+", quoted))
    size = min(wanted.total(), len(text.words))
    if not size:
        return None
    window: Counter[str] = Counter()
    shared = best = at = 0
    for last, (word, _, _) in enumerate(text.words):
        window[word] += 1
        shared += window[word] <= wanted[word]
        if last >= size:
            left = text.words[last - size][0]
            shared -= window[left] <= wanted[left]
            window[left] -= 1
        if shared > best:
            best, at = shared, max(last - size + 1, 0)
    return text.words[at][1], text.words[at + size - 1][2]
