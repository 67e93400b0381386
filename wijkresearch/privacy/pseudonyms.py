"""Stable pseudonyms: given by place in an order that does not depend on who consents, so that they never shift."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkresearch.words import say


def letters(place: int) -> str:
    """The place in an alphabet without end, from 0.

    >>> [letters(place) for place in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    written = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        written = chr(ord("A") + letter) + written
    return written


def name_municipalities(municipalities: Sequence[str]) -> dict[str, str]:
    """Id to pseudonym of every case, by its place in the study's order; also for those that may be named.

    >>> name_municipalities(["noord", "zuid"])
    {'noord': 'Gemeente A', 'zuid': 'Gemeente B'}
    """
    return {name: say("pseudonyms", "municipality", letter=letters(place)) for place, name in enumerate(municipalities)}


def name_respondents(documents: pd.DataFrame) -> dict[str, str]:
    """Document to pseudonym of every interview's respondent, in the order of coding.

    Args:
        documents: DOCUMENTS.
    """
    interviews = documents[documents["kind"] == "interview"].sort_values("coding_order", kind="stable")
    return {
        document: say("pseudonyms", "respondent", number=place)
        for place, document in enumerate(interviews["document"], start=1)
    }
