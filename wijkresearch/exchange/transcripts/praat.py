"""TextGrids of Praat, long and short: each tier with intervals is a speaker; an empty interval is silence.

Praat reads loose numbers, texts in quotes and flags, and takes everything else as remarks; so the long form and the
short one are the same row of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wijkresearch.assumptions import counted
from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import TIERS_AS_SPEAKERS, Said, in_seconds, piece, said

VALUE = re.compile(r'"(?:[^"]|"")*+"|(?<!\S)[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?(?!\S)|(?<!\S)<\w+>(?!\S)')
POINTS = "{count} tiers with points, not with stretches of speech, were left out."
PER_TIER = {"IntervalTier": 3, "TextTier": 2}


@dataclass
class _Values:
    """The values of a file, taken one after the other."""

    where: str
    values: Iterator[str] = field(repr=False)

    def text(self) -> str:
        value = next(self.values, "")
        if not value.startswith('"'):
            raise self.trouble("a text in quotes")
        return value[1:-1].replace('""', '"')

    def number(self) -> str:
        value = next(self.values, "")
        if not value or value[0] in '"<':
            raise self.trouble("a number")
        return value

    def count(self) -> int:
        value = self.number()
        if not value.isdecimal() or len(value) > len("1000000"):
            raise self.trouble("a number of parts")
        return int(value)

    def trouble(self, expected: str) -> StudyError:
        return StudyError(Problem(self.where, "the TextGrid is damaged or not complete", expected, "Save it again."))


def read_textgrid(content: str, where: str) -> Said:
    """What was said in a TextGrid.

    Raises:
        StudyError: it is no TextGrid in text, or not all of it.
    """
    values = _Values(where, (match[0] for match in VALUE.finditer(content)))
    if not content.lstrip().startswith(("File type", '"ooTextFile')) or '"TextGrid"' not in content[:200]:
        remedy = "Save it in Praat with `Save as text file`."
        raise StudyError(Problem(where, "this is no TextGrid in text", "a TextGrid of Praat", remedy))
    for _ in ("file type", "class"):
        values.text()
    for _ in ("begin", "end"):
        values.number()
    next(values.values, "")
    tiers = [_tier(values) for _ in range(values.count())]
    spoken = [[one for one in tier if one.words] for tier in tiers if tier is not None]
    counts = {POINTS: len(tiers) - len(spoken), TIERS_AS_SPEAKERS: len(spoken)}
    return said("tiers", *spoken, left_out=counted(counts))


def _tier(values: _Values) -> list[Piece] | None:
    """The intervals of a tier; None for a tier with points."""
    kind, name = values.text(), values.text()
    if kind not in PER_TIER:
        raise values.trouble("a tier with intervals or points")
    for _ in ("begin", "end"):
        values.number()
    pieces = []
    for _ in range(values.count()):
        times = [values.number() for _ in range(PER_TIER[kind] - 1)]
        pieces.append(piece(name, values.text(), in_seconds(times[0])))
    return pieces if kind == "IntervalTier" else None
