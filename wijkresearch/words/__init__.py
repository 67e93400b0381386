"""What pages, pictures and notebooks say, in Dutch and in English: the texts of two gettext catalogues.

The catalogues are `nl.po` and `en.po` beside this file. A text has an area (`msgctxt`: where it is said) and a key
(`msgid`: what it is called in the code). What differs from time to time stands in it as a named field, such as
`{claim}`. An entry that is a list, such as the headings of a table, has each of its texts on a line of its own. A text
that is empty on purpose says nothing in that language. `words.numbers` writes numbers, dates and enumerations, and
`words.problems` tells what is wrong, by a catalogue of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from babel.messages.pofile import read_po

LANGUAGES = ("nl", "en")
Value_co = TypeVar("Value_co", covariant=True)


class InLanguages(Mapping[str, Value_co]):
    """Language to what is said in it; a catalogue is read when somebody asks for its language."""

    def __init__(self, say: Callable[[str], Value_co]) -> None:
        """Keep what gives the value in a language."""
        self._say = cache(say)

    def __getitem__(self, language: str) -> Value_co:
        """What is said in the language."""
        if language not in LANGUAGES:
            raise KeyError(language)
        return self._say(language)

    def __iter__(self) -> Iterator[str]:
        """The languages."""
        return iter(LANGUAGES)

    def __len__(self) -> int:
        """The number of languages."""
        return len(LANGUAGES)


def catalogue(area: str) -> Mapping[str, Mapping[str, str]]:
    """Language to the texts of an area, by their key.

    >>> catalogue("pages")["nl"]["overview"]
    'Het antwoord'
    """
    return InLanguages(lambda language: texts_of(language)[area])


def lists(area: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Language to the lists of an area, by their key.

    >>> lists("report.headings")["nl"]["by_case"]
    ('Nr.', 'Conclusie')
    """
    return InLanguages(
        lambda language: {key: tuple(text.split("\n")) for key, text in texts_of(language)[area].items()}
    )


def nested(group: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Language to the areas of a group, such as `headings.pairs` of `headings`, by what follows its name.

    >>> nested("headings")["nl"]["pairs"]["second"]
    'Vergeleken met'
    """
    prefix = f"{group}."
    return InLanguages(
        lambda language: {
            area.removeprefix(prefix): said for area, said in texts_of(language).items() if area.startswith(prefix)
        }
    )


def text(area: str, key: str) -> Mapping[str, str]:
    """Language to one text.

    >>> text("pages", "overview")["en"]
    'The answer'
    """
    return InLanguages(lambda language: texts_of(language)[area][key])


def texts(area: str, key: str) -> Mapping[str, tuple[str, ...]]:
    """Language to the texts of one list."""
    return InLanguages(lambda language: lists(area)[language][key])


def say(area: str, key: str, language: str = "nl", **values: object) -> str:
    """A text with its named fields filled in.

    >>> say("stale.reasons", "claim", item="C1")
    'conclusie C1'
    """
    return texts_of(language)[area][key].format(**values)


def texts_of(language: str) -> Mapping[str, Mapping[str, str]]:
    """Area to key to text: everything that is said in a language, in the order of its catalogue."""
    return read_texts(language, language)


@cache
def read_texts(name: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """Area to key to text of one catalogue; what has no area has an empty one.

    Args:
        name: the catalogue, without `.po`.
        language: the language of its texts.
    """
    with files(__name__).joinpath(f"{name}.po").open("rb") as file:
        read = read_po(file, locale=language, abort_invalid=True)
    found: dict[str, dict[str, str]] = {}
    for message in read:
        if message.id:
            found.setdefault(str(message.context or ""), {})[str(message.id)] = str(message.string)
    return MappingProxyType(found)
