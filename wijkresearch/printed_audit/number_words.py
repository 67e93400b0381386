"""Dutch number words, from `een` to `negenennegentig`, and whole numbers in figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_FROM_TEN = (
    *("tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _all_words() -> dict[str, int]:
    words = {"één": 1, "geen": 0}
    words |= {word: number for number, word in enumerate((*_UNITS, *_FROM_TEN), start=1)}
    for tens, ten in enumerate(_TENS, start=2):
        words[ten] = 10 * tens
        for unit, word in enumerate(_UNITS, start=1):
            words[f"{word}{'ën' if word.endswith('e') else 'en'}{ten}"] = 10 * tens + unit
    return words


NUMBER_WORDS: Mapping[str, int] = MappingProxyType(_all_words())
NUMBER_PATTERN = "|".join([r"\d+", *sorted(NUMBER_WORDS, key=lambda word: (-len(word), word))])


def whole_number(word: str) -> int:
    """The number that a Dutch number word or a figure stands for.

    >>> whole_number("Dertien"), whole_number("tweeënveertig"), whole_number("7")
    (13, 42, 7)
    """
    return int(word) if word.isdecimal() else NUMBER_WORDS[word.casefold()]
