"""How a project counts positions, found from the evidence in it, and the way from its positions to ours.

The standard (REFI-QDA 1.5, section 10.2) counts Unicode code points and is silent about line ends and byte-order marks.
Programs differ: NVivo counts UTF-16 units and a Windows line end (CRLF) as two; ATLAS.ti and QualCoder count code
points and every line end as one. Ends are exclusive in practice. Our own positions are code points in the text with
every line end as LF and without a byte-order mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]

WIDE = re.compile("[\U00010000-\U0010ffff]")
EXTENDING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
JOINER = "\u200d"


@dataclass(frozen=True)
class Rule:
    """One way to count: in UTF-16 units or code points, a CRLF as two or one, a byte-order mark counted or not."""

    utf16: bool
    crlf_two: bool
    mark: bool

    @property
    def name(self) -> str:
        """How the rule is written in commands and reports.

        >>> Rule(utf16=True, crlf_two=True, mark=False).name
        'utf16-crlf2'
        """
        unit = "utf16" if self.utf16 else "codepoints"
        return f"{unit}-crlf{2 if self.crlf_two else 1}{'-bom' if self.mark else ''}"


RULES = tuple(Rule(utf16, crlf_two, mark) for mark, utf16, crlf_two in product((False, True), repeat=3))
RULE_NAMES = tuple(rule.name for rule in RULES)


@dataclass(frozen=True)
class TextLayout:
    """A text with LF line ends, and the places where programs count differently.

    `wide` are the characters outside the basic plane, `line_ends` those that are or may have been CRLF, both as
    positions in the text; `mark` says that the file began with a byte-order mark.
    """

    text: str
    wide: Positions
    line_ends: Positions
    mark: bool

    def effective(self, rule: Rule) -> tuple[bool, bool, bool]:
        """What of the rule can make a difference in this text."""
        return rule.utf16 and self.wide.size > 0, rule.crlf_two and self.line_ends.size > 0, rule.mark and self.mark

    def to_own(self, counted: Positions, effective: tuple[bool, bool, bool]) -> tuple[Positions, Flags]:
        """Positions in code points of the LF text, and which of them fall inside one character (rounded down)."""
        utf16, crlf_two, mark = effective
        moved = counted - 1 if mark else counted
        doubles = self._doubles(utf16=utf16, crlf_two=crlf_two)
        if not doubles.size:
            return moved, np.zeros(moved.size, dtype=bool)
        begins = doubles + np.arange(doubles.size)
        before = np.searchsorted(begins, moved - 2, side="right")
        nearest = np.minimum(np.searchsorted(begins, moved - 1), begins.size - 1)
        inside = begins[nearest] == moved - 1
        return moved - before - inside, inside

    def _doubles(self, *, utf16: bool, crlf_two: bool) -> Positions:
        if utf16 and crlf_two:
            return self._wide_and_line_ends
        if utf16:
            return self.wide
        return self.line_ends if crlf_two else self.wide[:0]

    @cached_property
    def _wide_and_line_ends(self) -> Positions:
        return np.union1d(self.wide, self.line_ends)

    @cached_property
    def extending(self) -> Positions:
        """Positions that lie inside what a reader sees as one character: before a combining mark, round a joiner."""
        if self.text.isascii():
            return np.zeros(0, dtype=np.int64)
        found = [match.start() for match in EXTENDING.finditer(self.text)]
        after_joiner = [place + 1 for place in found if self.text[place] == JOINER and place + 1 < len(self.text)]
        return np.unique(np.array([place for place in (*found, *after_joiner) if place > 0], dtype=np.int64))


def lay_out(raw: str, *, line_ends_unsure: bool = False) -> TextLayout:
    """The layout of a text as it stands in a file, possibly with a byte-order mark and any line ends.

    Args:
        raw: the decoded text.
        line_ends_unsure: the text came through an XML parser, which turns CRLF into LF: any line end may have been two.
    """
    mark = raw.startswith("\ufeff")
    text = raw[1:] if mark else raw
    doubles: list[int] = []
    if "\r" in text:
        doubles = [match.start() - number for number, match in enumerate(re.finditer("\r\n", text))]
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    elif line_ends_unsure:
        doubles = [match.start() for match in re.finditer("\n", text)]
    wide = [] if text.isascii() else [match.start() for match in WIDE.finditer(text)]
    return TextLayout(text, np.array(wide, dtype=np.int64), np.array(doubles, dtype=np.int64), mark)


NO_TEXT = lay_out("")


@dataclass
class Placed:
    """Selections of one text under one rule: where they begin and end in our positions, and what is odd about them."""

    starts: Positions
    ends: Positions
    inside: Flags = field(repr=False)
    outside: Flags = field(repr=False)


def place(layout: TextLayout, starts: Positions, ends: Positions, rule: Rule) -> Placed:
    """Where selections begin and end in the LF text.

    Half a character counts as the whole one (`inside`); a passage that is not in the text, runs backwards or is empty
    is `outside`.
    """
    effective = layout.effective(rule)
    own_starts, start_inside = layout.to_own(starts, effective)
    own_ends, end_inside = layout.to_own(ends, effective)
    halved = end_inside & np.isin(own_ends, layout.wide)
    own_ends = own_ends + halved
    outside = (own_starts < 0) | (own_ends > len(layout.text)) | (own_starts >= own_ends)
    inside = (start_inside & np.isin(own_starts, layout.wide)) | halved
    if layout.extending.size:
        inside |= np.isin(own_starts, layout.extending) | np.isin(own_ends, layout.extending)
    return Placed(own_starts, own_ends, inside & ~outside, outside)


def distinct_layouts(layout: TextLayout) -> Iterator[tuple[tuple[bool, bool, bool], list[int]]]:
    """What can differ between rules in this text, each with the numbers of the rules that come down to it."""
    grouped: dict[tuple[bool, bool, bool], list[int]] = {}
    for number, rule in enumerate(RULES):
        grouped.setdefault(layout.effective(rule), []).append(number)
    yield from grouped.items()
