"""The words of the report, in Dutch and in English. What people wrote (claims, labels) comes from the study itself."""

from __future__ import annotations

from wijkresearch.show.claims import VERDICTS
from wijkresearch.show.conclusions import CHANGES
from wijkresearch.show.connections import JUDGEMENT_WORDS as JUDGEMENTS
from wijkresearch.show.connections import OUTCOME_WORDS as OUTCOMES
from wijkresearch.words import catalogue, lists, texts

__all__ = ["CAPTIONS", "CHANGES", "HEADINGS", "JUDGEMENTS", "LIMITS", "OUTCOMES", "PHRASES", "VERDICTS", "WORDS"]

WORDS = catalogue("report")
CAPTIONS = catalogue("report.captions")
HEADINGS = lists("report.headings")
PHRASES = catalogue("report.phrases")
LIMITS = texts("report.lists", "limits")
