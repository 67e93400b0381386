"""What is wrong, told in Dutch. The code says it in English, and `problems.po` has the Dutch of every such text.

A text of that catalogue may hold named fields, as in `code {code} is not in the codebook`: it is the pattern of all
texts that have something in their place. What is found there is repeated as it is, unless it is such a text itself. A
text that the catalogue has not got stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import Formatter

from wijkresearch.words import read_texts, texts_of

LONGEST = 4000
"""Characters of a text that is looked up."""
DEEPEST = 6
"""How often a text may stand in a text."""
QUOTES = ("'", '"', "`", "=")
"""After these stands what somebody typed."""
QUOTED = re.compile("'[^']*'")
FILE_NAME = re.compile(r"[^:;'`]*\.[a-z][a-z0-9]{1,4}")
LONG = 12
"""Characters in a row that a pattern has to share with what may be the name of a file, such as `table 3.docx`."""
SEPARATOR = ", "
"""Between the parts of a list."""
FIRST = 3
"""Characters that the patterns are sorted by, so that few have to be tried."""


@dataclass(frozen=True)
class Pattern:
    """An English text with fields, and its Dutch.

    Attributes:
        literals: what stands before, between and after the fields.
        fields: the names of the fields.
        dutch: what to say, with the same fields.
    """

    literals: tuple[str, ...]
    fields: tuple[str, ...]
    dutch: str

    def match(self, text: str) -> list[str]:
        """What stands in the fields, each as short as it can be; empty where the text is another one.

        >>> pattern_of("{size} cases of {count}", "").match("3 cases of 12")
        ['3', '12']
        """
        first, last = self.literals[0], self.literals[-1]
        found, start, end = [], len(first), len(text) - len(last)
        if not text.startswith(first) or not text.endswith(last):
            return []
        for literal in self.literals[1:-1]:
            place = text.find(literal, start + 1, end)
            if place < 0:
                return []
            found.append(text[start:place])
            start = place + len(literal)
        return [*found, text[start:end]] if start < end else []


def pattern_of(english: str, dutch: str) -> Pattern:
    """The pattern of an English text with fields."""
    parts = [(literal, name) for literal, name, _, _ in Formatter().parse(english)]
    fields = tuple(name for _, name in parts if name is not None)
    literals = [""]
    for literal, name in parts:
        literals[-1] += literal
        if name is not None:
            literals.append("")
    return Pattern(tuple(literals), fields, dutch)


def problems_in(language: str) -> Callable[[str], str]:
    """What tells the parts of a problem in a language.

    >>> problems_in("nl")("code 'fixer' is not in the codebook")
    "code 'fixer' staat niet in het codeboek"

    Args:
        language: `nl` or `en`.
    """
    return _in_dutch if language == "nl" else str


@lru_cache(maxsize=4096)
def _in_dutch(text: str, depth: int = DEEPEST) -> str:
    """The Dutch of a text; the text itself where it has none."""
    sentence = text.removesuffix(".")
    if not sentence or len(sentence) > LONGEST:
        return text
    end = text[len(sentence) :]
    if sentence in _literals():
        return _literals()[sentence] + end
    patterns = _patterns()
    least = LONG if FILE_NAME.fullmatch(sentence) else 0
    for longest, pattern in patterns.get(sentence[:FIRST], patterns[""]):
        values = pattern.match(sentence) if longest in sentence and len(longest) >= least else []
        if values:
            return pattern.dutch.format(**_told(pattern, values, depth - 1)) + end
    return text


def _told(pattern: Pattern, values: Sequence[str], depth: int) -> dict[str, str]:
    """Field to what stands there, told in Dutch where it is a text of its own: no single word, and not quoted."""
    return {
        field: _told_value(value, depth) if depth and not before.endswith(QUOTES) else value
        for field, value, before in zip(pattern.fields, values, pattern.literals[:-1], strict=True)
    }


def _told_value(value: str, depth: int) -> str:
    """A value told in Dutch, whole or else each part of a list; a single word and what is quoted stay as they are."""
    if " " not in value or QUOTED.fullmatch(value):
        return value
    told = _in_dutch(value, depth)
    if told != value or SEPARATOR not in value:
        return told
    return SEPARATOR.join(_in_dutch(part, depth) if " " in part else part for part in value.split(SEPARATOR))


@cache
def _literals() -> Mapping[str, str]:
    """English to Dutch of every text without fields."""
    return {pattern.literals[0]: pattern.dutch.format() for pattern in _catalogue() if not pattern.fields}


@cache
def _patterns() -> Mapping[str, Sequence[tuple[str, Pattern]]]:
    """First characters, or none, to the patterns that may begin so, with their longest literal; most literal first."""
    ranked = sorted(
        (pattern for pattern in _catalogue() if pattern.fields), key=lambda pattern: -len("".join(pattern.literals))
    )
    begins = {"", *(pattern.literals[0][:FIRST] for pattern in ranked if len(pattern.literals[0]) >= FIRST)}
    return {
        begin: [
            (max(pattern.literals, key=len), pattern)
            for pattern in ranked
            if pattern.literals[0][:FIRST] == begin or len(pattern.literals[0]) < FIRST
        ]
        for begin in begins
    }


@cache
def _catalogue() -> Sequence[Pattern]:
    """The texts of `problems.po`, what tables and settings mean, and what is taken for granted of files."""
    own, words = read_texts("problems", "nl")[""], texts_of("nl")
    others = {**words["meanings"], **words["assumptions"]}
    told = {english.removesuffix("."): dutch.removesuffix(".") for english, dutch in others.items()} | {**own}
    return [pattern_of(english, dutch) for english, dutch in told.items()]
