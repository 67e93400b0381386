"""What was taken for granted to read a file, so that it can be reported in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from wijkresearch.errors import by_place


@dataclass(frozen=True)
class Assumption:
    """An English sentence with named fields, what these are filled in with, and the file that it is about.

    >>> print(Assumption("Column '{column}' holds dates.", {"column": "datum"}).at("katwijk/segments.csv"))
    katwijk/segments.csv: Column 'datum' holds dates.
    """

    sentence: str
    about: Mapping[str, str | int] = field(default_factory=dict)
    where: str = ""

    def at(self, where: str) -> Self:
        """The same about a file that is called so."""
        return replace(self, where=where)

    def __str__(self) -> str:
        """The sentence in English, as commands print it."""
        said = self.sentence.format(**self.about)
        return f"{self.where}: {said}" if self.where else said


def together(assumptions: Iterable[Assumption]) -> list[Assumption]:
    """What was assumed of several files in the same words, once, with the names of all those files.

    >>> [str(one) for one in together(Assumption("Read as UTF-16.", where=name) for name in ("a.txt", "b.txt"))]
    ['a.txt, b.txt: Read as UTF-16.']
    """
    places = by_place(((one.sentence, tuple(one.about.items())), one.where) for one in assumptions)
    return [Assumption(sentence, dict(about), ", ".join(where)) for (sentence, about), where in places.items()]


def counted(counts: Mapping[str, int]) -> list[Assumption]:
    """A sentence with its count for each count that is not zero.

    >>> [str(one) for one in counted({"{count} comments were left out.": 2, "{count} footnotes were left out.": 0})]
    ['2 comments were left out.']
    """
    return [Assumption(sentence, {"count": count}) for sentence, count in counts.items() if count]
