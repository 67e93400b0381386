"""By which names a Dutch municipality is known: its own, those of its places, what is made of them, and other names.

The names are facts of word lists and of a register of places; their sources and licences stand beside the table. For
names that are in no list there are the endings that Dutch makes of a place (`Katwijks`, `Nijmeegse`, `Almeloërs`).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLE = "municipality_name_forms.csv"
DERIVED = ("adjective", "inhabitant", "inhabitants")
QUALIFIER = re.compile(r"\s*\([^()]*\)$")
PARTED = re.compile(r"[\s_,-]+")
SHORTEST_PART = 5
"""Letters of the shortest part of a name that is looked for by itself, and of the shortest name that takes endings."""
DIRECTIONS = frozenset(
    {"midden", "nieuwe", "noord", "noorden", "ooster", "oosten", "ouder", "westen", "wester", "zuiden"}
)
"""Parts of names that are ordinary words."""


@dataclass(frozen=True)
class Form:
    """A form of a name.

    Attributes:
        written: as it is spelled.
        kind: `name`, `part`, `place`, `other name`, or what is made of one: `adjective`, `inhabitant`, `inhabitants`.
        ordinary: `whole`, where small letters make it an ordinary word; `begin`, where ordinary words begin with it.
        listed: does it stand in the table, so that it is known which ordinary words are like it?
    """

    written: str
    kind: str
    ordinary: str = ""
    listed: bool = True


def plain(word: str) -> str:
    """The word in small letters without accents.

    >>> plain("Súdwest-Fryslân"), plain("Rĳswĳk")
    ('sudwest-fryslan', 'rijswijk')
    """
    return _without_accents(word.replace("’", "'")).lower()


def forms_of(own: str, name: str, also_called: Iterable[str] = ()) -> list[Form]:
    """The forms by which a municipality of a study is known, those that the study itself names first.

    Args:
        own: its id.
        name: its printed name.
        also_called: what else gives it away, such as its wards, streets and organisations.
    """
    rows = [form for called in sorted(_called(name)) for form in _table()[called]]
    known = {plain(form.written): form for form in rows}
    short = QUALIFIER.sub("", name)
    own_forms = [known.get(plain(word), Form(word, "name", listed=False)) for word in (short, own)]
    study = [known.get(plain(word), Form(word, "place", listed=False)) for word in also_called]
    parts = [] if rows else [Form(part, "part", listed=False) for word in (short, own) for part in _parts(word)]
    return list({plain(form.written): form for form in (*parts, *rows, *study, *own_forms)}.values())


def others_than(name: str, forms: Iterable[Form]) -> list[str]:
    """The longer names of other municipalities that begin with one of these forms, or hold it as a word.

    >>> others_than("Groningen", forms_of("groningen", "Groningen"))
    ['Midden-Groningen']
    """
    hidden = {plain(form.written) for form in forms}
    held = re.compile("|".join(rf"^{word}|\b{word}\b" for word in map(re.escape, sorted(hidden))))
    mine = _called(name)
    listed = (form.written for called, rows in _table().items() if called not in mine for form in rows)
    return [word for word in listed if plain(word) not in hidden and held.search(plain(word))]


def spellings(own: str, name: str) -> set[str]:
    """The id, the name with and without accents, and the longer parts of each.

    >>> sorted(spellings("land-van-cuijk", "Land van Cuijk"))
    ['Cuijk', 'Land van Cuijk', 'cuijk', 'land-van-cuijk']
    """
    whole = {own, name, _without_accents(own), _without_accents(name)}
    return {*whole, *(part for word in whole for part in _parts(word))}


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _parts(name: str) -> list[str]:
    return [part for part in PARTED.split(name) if len(part) >= SHORTEST_PART and plain(part) not in DIRECTIONS]


def _called(name: str) -> set[str]:
    """The municipalities in the table that go by this name; two of them where it does not say which."""
    wanted = plain(QUALIFIER.sub("", name))
    exact = {called for called in _table() if called == name}
    return exact or _listed_as(wanted, "name") or _listed_as(wanted, "other name")


def _listed_as(wanted: str, kind: str) -> set[str]:
    rows = ((called, form) for called, forms in _table().items() for form in forms if form.kind == kind)
    return {called for called, form in rows if plain(form.written) == wanted}


@cache
def _table() -> dict[str, list[Form]]:
    """The forms of every municipality of the Netherlands."""
    forms: dict[str, list[Form]] = {}
    text = files("wijkresearch.privacy").joinpath(TABLE).read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        forms.setdefault(row["municipality"], []).append(Form(row["form"], row["kind"], row["ordinary"]))
    return forms
