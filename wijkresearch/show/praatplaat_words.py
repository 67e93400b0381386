"""The words of the praatplaat, in Dutch and in English; labels, goals and the notice come from the study itself.

The name of the sheet is the thesis's own, in either language.
"""

from __future__ import annotations

from wijkresearch.words import catalogue, texts

EXPLAINED = catalogue("praatplaat.judgements")
STEPS = texts("praatplaat.lists", "steps")
WORDS = catalogue("praatplaat")
