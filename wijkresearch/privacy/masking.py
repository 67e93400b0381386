"""Names that may not be published, found in prose, ids and file names however they are spelled.

A name is found whatever its case and accents, with spaces, hyphens, underscores or nothing between its parts, in parts
when these are long enough to be names of their own, and with the endings that Dutch makes of a place (`Katwijks`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_PART = 5
"""Letters of the shortest part of a name that is looked for by itself, and of the shortest name that takes endings."""

PARTED = re.compile(r"[\s_-]+")
ENDINGS = r"(?:\w?(?:e|en|s|se|sen|er|ers|aar|aars))?"
ID = re.compile(r"[^\sA-Z]+")


def spellings(own: str, name: str) -> set[str]:
    """The id, the name with and without accents, and the longer parts of each.

    >>> sorted(spellings("land-van-cuijk", "Land van Cuijk"))
    ['Cuijk', 'Land van Cuijk', 'cuijk', 'land-van-cuijk']
    """
    whole = {own, name, _plain(own), _plain(name)}
    return {*whole, *(part for word in whole for part in PARTED.split(word) if len(part) >= SHORTEST_PART)}


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def finding(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words as a word, or as a part of an id.

    >>> finding(["Den Haag"]).findall("Het Den Haagse plan, over_den_haag; geen vlinden haagdoorn")
    ['Den Haagse', 'den_haag']
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    named = "|".join(_spelled(word) for word in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{named})(?![^\W_])", re.IGNORECASE)


def _spelled(word: str) -> str:
    parts = [re.escape(part) for part in PARTED.split(word) if part]
    return r"[\s_-]*".join(parts) + (ENDINGS if len(word) >= SHORTEST_PART else "")


def slug(name: str, between: str = "-") -> str:
    """A name as an id.

    >>> slug("Gemeente B"), slug("Gemeente B", "_")
    ('gemeente-b', 'gemeente_b')
    """
    return name.lower().replace(" ", between)


def replace_names(text: str, names: re.Pattern[str], pseudonym: str) -> str:
    """The text with the pseudonym for every name; in an id the pseudonym is spelled as an id.

    >>> replace_names("over_katwijkers", finding(["katwijk"]), "Gemeente A"), replace_names(
    ...     "Katwijks beleid", finding(["katwijk"]), "Gemeente A"
    ... )
    ('over_gemeente_a', 'Gemeente A beleid')
    """
    if ID.fullmatch(text):
        pseudonym = slug(pseudonym, "_" if "_" in text else "-")
    return names.sub(pseudonym, text)
