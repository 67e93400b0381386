"""Names that may not be published, found in prose, ids and file names however they are spelled.

A name is found whatever its case and accents, with spaces, hyphens, underscores or nothing between its parts, with the
endings that Dutch makes of a place (`Katwijks`), in compounds (`Katwijkpas`) and in hashtags; these are masked whole. A
form that is an ordinary word in small letters (`buren`) is masked where it is meant as a name, by its capital and by
the words beside it. What could not be decided that way is doubtful: it is left, or masked all the same, and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wijkresearch.privacy.municipality_names import (
    DERIVED,
    PARTED,
    QUALIFIER,
    SHORTEST_PART,
    Form,
    forms_of,
    others_than,
    plain,
)

SHORTEST_REST = 3
"""Letters of the shortest word behind a name that makes a compound of it; fewer are an ending (`voorburgerij`)."""
AROUND = 40
"""Characters before and after a form in which is looked for what it is meant as."""

MARKS = "[\u0300-\u036f]"
NOTHING_BEHIND = rf"(?![^\W_]|{MARKS})"
PROVINCES = frozenset({"drenthe", "flevoland", "groningen", "limburg", "utrecht", "zeeland"})
ENDINGS = r"(?:\w?(?:e|en|s|se|sen|er|ers|erse?|n?aars?|n?aren))?"
NAME_ENDINGS = r"(?:s|se|n?aars?|n?aren)?"
DERIVED_ENDINGS = r"(?:e|s|en|se)?"
STEM_ENDINGS = r"(?:s|se|ers?|erse?|n?aars?|n?aren)"
SEPARATED = re.compile(r"[\s_-]+")
ID = re.compile(r"[^\sA-Z]+")
IJ = re.compile("ij|ĳ", re.IGNORECASE)
ONE_VOWEL = re.compile(r"(?<![aeiou])([aeou])([^aeiou])$")
TWO_VOWELS = re.compile(r"([aeo])\1([^aeiou])$")
SHORTENED = {"aan": "(?:aan|a)", "de": "(?:de|/?d)", "den": "(?:den|/?d)", "sint": "(?:sint|st\\.?)"}

IN_A_SENTENCE = re.compile(r"[^\W\d_](?:['’]?,?[^\S\n]+|[-/_])$")
TITLES = r"(?i:meneer|mevrouw|dhr\.?|mevr\.?|mw\.?|heer|familie|wethouder|burgemeester)"
SURNAME = re.compile(rf"\b{TITLES}\s+(?:[A-Z][\w.]*\s+)?Van(?: de[nr]?)?\s$")
OF_A_PROVINCE = re.compile(r"\bprovincie\s+$", re.IGNORECASE)
OF_A_MUNICIPALITY = re.compile(r"(?:^|[\W_])gemeente[\s_]+$", re.IGNORECASE)
IN_A_PLACE = re.compile(r"(?:^|[\W_])(?:gemeente|stad|dorp|in|uit|vanuit|nabij|richting|rondom)[\s_]+$", re.IGNORECASE)
OF_AN_ID = re.compile(r"(?:^|_)(?:in|over|uit|van|voor)_$")
OF_AN_ADDRESS = re.compile(r"[@#]$|www\.$")
BEFORE_AN_ADDRESS = re.compile(r"\.nl\b|/\w")
SUBJECT = r"\s+(?:heeft|had|ligt|telt|krijgt|kreeg|koos|kiest|zelf|(?:is|was)\s+een\s+(?:gemeente|stad|dorp))\b"
AS_A_SUBJECT = re.compile(rf"{SUBJECT}|-[A-Z]")
AT_AN_END = re.compile(rf"\s*(?:[.,;:!?)\]]|$)|\s+(?:is|was|en|of)\b|{SUBJECT}")


class Found(NamedTuple):
    """Where a form of a name stands, whether it is masked, and whether that is doubtful."""

    start: int
    end: int
    masked: bool = True
    doubtful: bool = False


@dataclass(frozen=True)
class Names:
    """What finds the names of one municipality.

    >>> names = Names.of("buren", "Buren")
    >>> [(found.start, found.masked) for found in names.find("De buren van Buren. Buren zijn dat.")]
    [(13, True), (20, False)]
    """

    pattern: re.Pattern[str]
    ordinary: frozenset[str]
    province: bool

    @classmethod
    def of(cls, own: str, name: str, also_called: Iterable[str] = ()) -> Names:
        """What finds the names of a municipality, from its id, its printed name and what the study calls it as well."""
        forms = sorted(forms_of(own, name, also_called), key=lambda form: (-len(form.written), form.written))
        ordinary = [form for form in forms if form.ordinary == "whole"]
        named = [form for form in forms if form.ordinary != "whole"]
        strong = [form for form in named if form.listed and not form.ordinary and len(form.written) >= SHORTEST_PART]
        others = sorted(others_than(name, forms), key=lambda word: (-len(word), word))
        joined, tagged = (_any(_letters(form.written) for form in some) for some in (strong, [*strong, *ordinary]))
        kinds = {
            "tag": rf"#\w{{0,40}}?(?P<tagged>{tagged})\w*",
            "other": rf"{_any(map(_letters, others))}\w*",
            "name": rf"{_any(map(_spelled, named))}{NOTHING_BEHIND}",
            "ordinary": rf"{_any(map(_spelled, ordinary))}{NOTHING_BEHIND}",
            "compound": rf"{joined}(?P<rest>[^\W\d_]+){NOTHING_BEHIND}",
        }
        either = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
        pattern = re.compile(rf"(?<![^\W_])(?:{either})", re.IGNORECASE)
        weak = frozenset(plain(form.written) for form in ordinary)
        return cls(pattern, weak, province=plain(QUALIFIER.sub("", name)) in PROVINCES)

    def find(self, text: str) -> Iterator[Found]:
        """Every form of a name in a text, in the order of the text, with what is done about it."""
        is_id = ID.fullmatch(text) is not None
        for found in self.pattern.finditer(text):
            if found.lastgroup == "tag":
                yield self._in_a_tag(found)
            elif found.lastgroup == "compound":
                joined = len(found["rest"]) >= SHORTEST_REST
                yield Found(found.start(), found.end(), masked=joined, doubtful=True)
            elif found.lastgroup == "ordinary":
                yield from _as_meant(text, found.start(), found.end(), is_id=is_id)
            elif found.lastgroup == "name" and not (self.province and _before(text, found.start(), OF_A_PROVINCE)):
                surname = _before(text, found.start(), SURNAME)
                yield Found(found.start(), found.end(), masked=not surname, doubtful=surname)

    def masked(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every name that is masked."""
        return [(found.start, found.end) for found in self.find(text) if found.masked]

    def _in_a_tag(self, found: re.Match[str]) -> Found:
        """A hashtag, without its sign; what is an ordinary word as well has to be the whole of it or have a capital."""
        start, end = found.start("tagged"), found.end("tagged")
        whole = (start, end) == (found.start() + 1, found.end())
        capital = found.string[start].isupper() and not found.string[end : end + 1].islower()
        meant = plain(found["tagged"]) not in self.ordinary or whole or capital
        return Found(found.start() + 1, found.end(), masked=meant, doubtful=True)


def _any(patterns: Iterable[str]) -> str:
    """Any of the patterns; none where there are none."""
    return f"(?:{'|'.join(patterns) or '(?!)'})"


def _letters(word: str) -> str:
    """The parts of a word with anything that separates them, each letter with its accent or without."""
    parts = [part for part in PARTED.split(unicodedata.normalize("NFC", word)) if part]
    spelled = r"[\s_,-]*".join(SHORTENED.get(part.lower(), "".join(map(_letter, part))) for part in parts)
    return IJ.sub("(?:ij|ĳ|y)", spelled)


def _letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    if letter in "'’":
        return "['’‘´`]?"
    return re.escape(letter) if base == letter else f"(?:{letter}|{base}{MARKS}?)"


def _spelled(form: Form) -> str:
    """A form with the endings that it can take."""
    letters = _letters(form.written)
    if form.kind in DERIVED:
        return letters + (DERIVED_ENDINGS if not form.ordinary else "")
    qualified = rf"{letters}(?:\s*\([a-z]{{1,3}}\.?\))" if form.kind == "name" else "(?!)"
    if form.ordinary:
        return f"(?:{qualified}|{letters}{NAME_ENDINGS if form.kind == 'name' else ''})"
    if len(form.written) < SHORTEST_PART:
        return f"(?:{qualified}|{letters})"
    return _any([qualified, letters + ENDINGS, *(_letters(stem) + STEM_ENDINGS for stem in _stems(form.written))])


def _stems(name: str) -> list[str]:
    """What is left of a name before an ending that takes its last letters away.

    >>> _stems("Nijmegen"), _stems("Almelo"), _stems("Reimerswaal"), _stems("Delft")
    (['Nijmeg', 'Nijmeeg'], ['Almel'], ['Reimerswal'], [])
    """
    if len(name) <= SHORTEST_PART:
        return []
    if name.endswith("en"):
        return list(dict.fromkeys([name[:-2], ONE_VOWEL.sub(r"\1\1\2", name[:-2])]))
    shorter = name[:-1] if name[-1] in "aeo" else TWO_VOWELS.sub(r"\1\2", name)
    return [shorter] if shorter != name else []


def _before(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text[max(0, start - AROUND) : start]) is not None


def _as_meant(text: str, start: int, end: int, *, is_id: bool) -> Iterator[Found]:
    """An ordinary word that is a name as well: masked where it is meant so, in doubt where it begins a sentence."""
    word, behind = text[start:end], text[end : end + AROUND]
    last = start + max((gap.end() for gap in SEPARATED.finditer(word)), default=0)
    capital = text[last].isupper() and not (word.isupper() and len(word) > 1)
    inside = _before(text, last, IN_A_SENTENCE)
    if _before(text, start, SURNAME):
        yield Found(start, end, masked=False, doubtful=True)
    elif (
        word.endswith(")")
        or _is_told(text, start, behind, is_id=is_id)
        or (capital and (inside or AS_A_SUBJECT.match(behind)))
    ):
        yield Found(start, end)
    elif (start, end) == (0, len(text)) or (is_id and _before(text, start, OF_AN_ID)):
        yield Found(start, end, doubtful=True)
    elif word[0].isupper() or _before(text, start, IN_A_PLACE):
        yield Found(start, end, masked=False, doubtful=True)


def _is_told(text: str, start: int, behind: str, *, is_id: bool) -> bool:
    """Do the words beside it say that a word is the name of a municipality?"""
    addressed = _before(text, start, OF_AN_ADDRESS) or (is_id and BEFORE_AN_ADDRESS.match(behind))
    of_a_municipality = _before(text, start, OF_A_MUNICIPALITY) and AT_AN_END.match(behind)
    return bool(addressed or of_a_municipality)


def slug(name: str, between: str = "-") -> str:
    """A name as an id.

    >>> slug("Gemeente B"), slug("Gemeente B", "_")
    ('gemeente-b', 'gemeente_b')
    """
    return name.lower().replace(" ", between)


def replace_names(text: str, names: Names, pseudonym: str) -> str:
    """The text with the pseudonym for every name; in an id the pseudonym is spelled as an id.

    >>> katwijk = Names.of("katwijk", "Katwijk")
    >>> replace_names("over_katwijkers", katwijk, "Gemeente A"), replace_names("Katwijks beleid", katwijk, "Gemeente A")
    ('over_gemeente_a', 'Gemeente A beleid')
    """
    if ID.fullmatch(text):
        pseudonym = slug(pseudonym, "_" if "_" in text else "-")
    return replace_places(text, [(start, end, pseudonym) for start, end in names.masked(text)])


def replace_places(text: str, places: Collection[tuple[int, int, str]]) -> str:
    """The text with other words at these places, which are in the order of the text and do not overlap."""
    shown, since = "", 0
    for start, end, words in places:
        shown, since = f"{shown}{text[since:start]}{words}", end
    return shown + text[since:]
