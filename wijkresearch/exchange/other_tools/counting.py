"""How a sheet counts characters and paragraphs, decided by the quotes of the whole sheet.

Programs and people count characters from 0 or from 1, up to or up to and including the last one, in code points or in
UTF-16 units, with a line end as one or as two; and paragraphs with or without the empty lines between them. The way
under which most quotes stand where the sheet says is taken, and said where it is not the plainest one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from wijkresearch.exchange.locating import Haystack
from wijkresearch.exchange.other_tools.gathering import Passage
from wijkresearch.exchange.refi_qda.positions import RULES, Rule, TextLayout, lay_out
from wijkresearch.exchange.transcripts.canonical import canonical_text

Texts = Mapping[str, Haystack]
Numbering = Mapping[str, Sequence[int]]
"""The lines of each document that count as a paragraph."""


@dataclass(frozen=True)
class Counting:
    """One way to count characters: the number of the first, whether the end is the last one itself, and in what."""

    rule: Rule
    first: int
    inclusive: bool

    @property
    def name(self) -> str:
        """What a researcher reads of it.

        >>> Counting(RULES[0], first=1, inclusive=True).name
        'from 1, the end included'
        """
        unit = ", in UTF-16 units" if self.rule.utf16 else ""
        line_end = ", a line end as two" if self.rule.crlf_two else ""
        return f"from {self.first}, the end {'' if self.inclusive else 'not '}included{unit}{line_end}"


COUNTINGS = tuple(
    Counting(rule, first, inclusive)
    for rule, first, inclusive in product([rule for rule in RULES if not rule.mark], (0, 1), (False, True))
)
"""The ways that are tried, our own first: of two that prove as much the first is taken."""


def with_own_positions(passages: list[Passage], texts: Texts) -> tuple[list[Passage], list[str]]:
    """The passages with their positions as we count them, and how the sheet counts where that is another way.

    Positions that do not point at their own quote under the way of the sheet stay as they are.
    """
    layouts = {name: lay_out(haystack.text, line_ends_unsure=True) for name, haystack in texts.items()}
    quoted = _by_document([passage for passage in passages if passage.quote and _is_placed(passage, texts)])
    proven = {COUNTINGS[0]: _proven(COUNTINGS[0], quoted, layouts)}
    total = sum(map(len, quoted.values()))
    if proven[COUNTINGS[0]] < total:
        proven = {counting: _proven(counting, quoted, layouts) for counting in COUNTINGS}
    most = max(proven.values())
    best = [counting for counting, count in proven.items() if count == most]
    if best[0] == COUNTINGS[0]:
        return passages, []
    converted = [
        _converted(best, passage, layouts[passage.document], texts) if _is_placed(passage, texts) else passage
        for passage in passages
    ]
    said = [f"Positions count {best[0].name}: {most} of {total} passages prove it."]
    unsure = sum(before.start != after.start is None for before, after in zip(passages, converted, strict=True))
    if unsure:
        said.append(f"Positions were not used ({unsure}) where the ways of counting that the sheet proves differ.")
    return converted, said


def without_unproven(passages: list[Passage], texts: Texts) -> list[Passage]:
    """The passages with only those positions that point at their own quote."""
    return [
        passage if _is_placed(passage, texts) and _holds(passage, texts) else replace(passage, start=None, end=None)
        for passage in passages
    ]


def with_own_lines(passages: list[Passage], texts: Texts) -> tuple[list[Passage], list[str]]:
    """The passages with their paragraph as a line of our text, and how the sheet counts paragraphs.

    A number stays only where the sheet as a whole proves what it counts, and where that is one line.
    """
    counted = [passage for passage in passages if passage.line and passage.quote and passage.document in texts]
    found = [(passage, texts[passage.document].lines_of(passage.quote or "")) for passage in counted]
    found = [(passage, lines) for passage, lines in found if lines]
    every = {passage.document: texts[passage.document].text.split("\n") for passage, _ in found}
    numberings: list[Numbering] = [
        {name: range(1, len(lines) + 1) for name, lines in every.items()},
        {name: [number for number, line in enumerate(lines, 1) if line.strip()] for name, lines in every.items()},
    ]
    fitting = [sum(_line(passage, numbering) in lines for passage, lines in found) for numbering in numberings]
    most = max(fitting)
    if 2 * most <= len(found):
        said = (
            [f"Paragraph numbers were not used: {most} of {len(found)} passages are where they say."] if found else []
        )
        return [replace(passage, line=None) for passage in passages], said
    trusted = [numbering for numbering, fits in zip(numberings, fitting, strict=True) if fits == most]
    ways = "without" if trusted[0] is numberings[1] else "with"
    said = [f"Paragraphs count {ways} empty lines: {most} of {len(found)} passages prove it."]
    return [
        replace(passage, line=_only({_line(passage, numbering) for numbering in trusted})) for passage in passages
    ], said if len(trusted) == 1 else []


def elsewhere(passages: list[Passage], texts: Texts) -> list[tuple[str, str]]:
    """The rows whose passage is in the text, but not in its paragraph, when the sheet proves what that is."""
    found = []
    for passage in passages:
        if passage.line and passage.quote:
            lines = texts[passage.document].lines_of(passage.quote)
            if lines and passage.line not in lines:
                found.append(
                    (passage.where, "the quoted text is not in the paragraph that the sheet names; check the passage")
                )
    return list(dict.fromkeys(found))


def _line(passage: Passage, numbering: Numbering) -> int | None:
    """The line that the paragraph of a passage is, when paragraphs are numbered so."""
    lines = numbering.get(passage.document, [])
    return lines[passage.line - 1] if passage.line and 0 < passage.line <= len(lines) else None


def _only(values: set[int | None]) -> int | None:
    return next(iter(values)) if len(values) == 1 else None


def _is_placed(passage: Passage, texts: Texts) -> bool:
    return passage.start is not None and passage.end is not None and passage.document in texts


def _holds(passage: Passage, texts: Texts) -> bool:
    return texts[passage.document].holds(passage.start or 0, passage.end or 0, passage.quote or "")


def _by_document(passages: list[Passage]) -> dict[str, list[Passage]]:
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.document, []).append(passage)
    return grouped


def _proven(counting: Counting, quoted: Mapping[str, list[Passage]], layouts: Mapping[str, TextLayout]) -> int:
    """How many passages stand exactly where the sheet says, when it counts this way."""
    return sum(
        start >= 0 and layouts[name].text[start:end] == canonical_text(passage.quote or "")
        for name, passages in quoted.items()
        for passage, (start, end) in zip(passages, _places(counting, passages, layouts[name]), strict=True)
    )


def _places(counting: Counting, passages: list[Passage], layout: TextLayout) -> list[tuple[int, int]]:
    """Start and end of passages of one text as we count them, when the sheet counts this way."""
    counted = np.array([(passage.start, passage.end) for passage in passages], dtype=np.int64).reshape(-1, 2)
    effective = layout.effective(counting.rule)
    starts, _ = layout.to_own(counted[:, 0] - counting.first, effective)
    ends, _ = layout.to_own(counted[:, 1] - counting.first + counting.inclusive, effective)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _converted(best: list[Counting], passage: Passage, layout: TextLayout, texts: Texts) -> Passage:
    """A passage with its positions as we count them; without them where the ways that are proven differ on it."""
    found = dict.fromkeys(_places(counting, [passage], layout)[0] for counting in best)
    moved = [replace(passage, start=start, end=end) for start, end in found]
    if passage.quote:
        moved = [one for one in moved if _holds(one, texts)] or [passage]
    return moved[0] if len(moved) == 1 else replace(passage, start=None, end=None)
