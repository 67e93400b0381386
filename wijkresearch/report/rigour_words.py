"""The words of the chapter on rigour, in Dutch and in English."""

from __future__ import annotations

from wijkresearch.words import catalogue, lists

HEADINGS = lists("rigour.headings")
DOMAINS = catalogue("rigour.domains")
GUEST = catalogue("rigour.guest")
METHODS = catalogue("rigour.methods")
OUTCOMES = catalogue("rigour.outcomes")
PHRASES = catalogue("rigour.phrases")
