"""The sentences of the audit in Dutch and in English, for what the report says in either language.

A figure that cannot be had from the printed table "does not follow from the printed table"; nothing is called wrong.
"""

from __future__ import annotations

from wijkresearch.words import catalogue

RULES = catalogue("audit.rules")
RANKS = catalogue("audit.ranks")
VERDICTS = catalogue("audit.verdicts")
SOURCES = catalogue("audit.sources")
SENTENCES = catalogue("audit.sentences")
