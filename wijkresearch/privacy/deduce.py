"""What deduce finds in a Dutch text, where that program is installed (`pip install wijkresearch[privacy]`)."""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec

from wijkresearch.privacy.identifying import Found

KINDS = {
    "persoon": "person",
    "patient": "person",
    "instelling": "organisation",
    "ziekenhuis": "organisation",
    "datum": "date",
    "telefoonnummer": "telephone",
    "emailadres": "mail",
    "url": "website",
}
STREET = re.compile(r"\d|(?:straat|laan|weg|plein|kade|singel|gracht|dijk|hof|pad|steeg|dreef|markt)\b")


def find_with_deduce(text: str, cache: str) -> list[Found]:
    """Names, places and ways to reach somebody that deduce finds; nothing where it is not installed.

    Args:
        text: the text.
        cache: the folder in which deduce keeps its lists, which it makes the first time, in a few minutes.
    """
    if find_spec("deduce") is None:
        return []
    from deduce import Deduce  # noqa: PLC0415 - only where it is installed

    logging.getLogger().setLevel(logging.WARNING)
    found = Deduce(cache_path=cache).deidentify(text).annotations
    return [
        Found(one.start_char, one.end_char, _kind(one.tag, one.text), one.text) for one in found if _is_told(one.tag)
    ]


def _is_told(tag: str) -> bool:
    return tag in KINDS or tag == "locatie"


def _kind(tag: str, words: str) -> str:
    """The kind of a place by its form: a street has a number or an ending."""
    if tag == "locatie":
        return "street" if STREET.search(words) else "place"
    return KINDS[tag]
