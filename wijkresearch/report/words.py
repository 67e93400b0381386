"""The words of the report, in Dutch and in English. What people wrote (claims, labels) comes from the study itself."""

from __future__ import annotations

from typing import Any

from wijkresearch.show.claims import VERDICTS
from wijkresearch.show.conclusions import CHANGES
from wijkresearch.show.connections import JUDGEMENT_WORDS as JUDGEMENTS
from wijkresearch.show.connections import OUTCOME_WORDS as OUTCOMES
from wijkresearch.words import catalogue, lists, nested, texts

__all__ = [
    "CAPTIONS",
    "CARD",
    "CHANGES",
    "HEADINGS",
    "JUDGEMENTS",
    "LIMITS",
    "MARKS",
    "OUTCOMES",
    "PHRASES",
    "VERDICTS",
    "WORDS",
]

WORDS = catalogue("report")
CAPTIONS = catalogue("report.captions")
HEADINGS = lists("report.headings")
PHRASES = catalogue("report.phrases")
MARKS = nested("marks")
"""What the marks of a strip mean, by what they are: respondents or parts of an answer."""
CARD = catalogue("report.card")
"""What stands around the evidence of a finding."""
LIMITS = texts("report.lists", "limits")


def evidence_words(language: str) -> dict[str, Any]:
    """What templates with evidence say: around a finding by its key, and of marks by what they are."""
    return {**CARD[language], **MARKS[language]}
