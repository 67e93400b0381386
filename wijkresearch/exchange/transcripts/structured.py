"""What the readers of structured transcripts share: pieces in the order of speaking, times, and what was left out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.exchange.transcripts.canonical import canonical_text
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.subtitles import with_labels
from wijkresearch.exchange.transcripts.turns import seconds_of

CLOCK_TIME = re.compile(r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d+)?")
PERIOD = re.compile(r"PT(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?")
PERIOD_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1}
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WITHOUT_WORDS = "{count} pieces without words were left out."
WITHOUT_SPEAKER = "{count} pieces of speech name no speaker and belong to no turn."

CARRIED = "{count} pieces of speech name no speaker, while others do; they were given to the speaker before them."
TIERS_AS_SPEAKERS = (
    "{count} tiers name no speaker: each is read as one speaker, called as the tier. Take out tiers without speech."
)


@dataclass(frozen=True)
class Said:
    """What was said in a file, piece by piece in the order of speaking, and what was taken for granted to read it."""

    pieces: tuple[Piece, ...] = field(repr=False)
    layout: str
    assumptions: tuple[Assumption, ...] = ()


Reader = Callable[[str, str], Said]
"""From the text of a file and what it is called in problems to what was said."""


def said(layout: str, *tracks: Iterable[Piece], left_out: Iterable[Assumption] = ()) -> Said:
    """The pieces of all tracks in the order in which they begin, each whole, without those that have no words.

    Args:
        layout: what the file was recognised by.
        tracks: the pieces of each recording, channel or tier, in its own order.
        left_out: what the reader left out or took for granted.
    """
    pieces = _in_order(list(track) for track in tracks)
    spoken = [piece for piece in pieces if piece.words]
    silent, carried = len(pieces) - len(spoken), 0
    if not any(piece.speaker for piece in spoken):
        spoken, carried = with_labels(spoken)
    counts = {
        WITHOUT_WORDS: silent,
        CARRIED: carried,
        WITHOUT_SPEAKER: sum(not piece.speaker for piece in spoken),
    }
    return Said(tuple(spoken), layout, (*left_out, *counted(counts)))


def piece(speaker: str, words: str, seconds: float | None = None) -> Piece:
    """A piece with its speaker and its words as canonical text on one line."""
    return Piece(_one_line(speaker), _one_line(words), seconds)


def in_runs(words: Iterable[Piece]) -> list[Piece]:
    """Single words as pieces: the words that one speaker says without another between them are one."""
    runs = (list(run) for _, run in groupby(words, key=lambda word: word.speaker))
    return [Piece(run[0].speaker, " ".join(word.words for word in run), run[0].seconds) for run in runs]


def glued(words: list[Piece], mark: str) -> None:
    """Put a punctuation mark behind the last of some words, or as a word of its own where there is none yet."""
    last = words.pop() if words else Piece("", "")
    words.append(piece(last.speaker, last.words + mark, last.seconds))


def in_seconds(time: object, *, per_second: int = 1) -> float | None:
    """A time in seconds: a number, `12.5`, `12.5s`, `PT1M2.5S` or a clock; None where it is none of these.

    >>> in_seconds(12500, per_second=1000), in_seconds("1.5s"), in_seconds("PT1M2.5S"), in_seconds("00:01:02,5")
    (12.5, 1.5, 62.5, 62.5)
    """
    if isinstance(time, str):
        return _typed_seconds(time.strip(), per_second)
    if not isinstance(time, int | float):
        return None
    with suppress(OverflowError):
        seconds = round(time / per_second, 3)
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    return None


def _typed_seconds(time: str, per_second: int) -> float | None:
    if NUMBER.fullmatch(time.removesuffix("s")):
        return in_seconds(float(time.removesuffix("s")), per_second=per_second)
    if CLOCK_TIME.fullmatch(time):
        return seconds_of(time)
    period = PERIOD.fullmatch(time)
    if period is None:
        return None
    return in_seconds(sum(float(period[unit] or 0) * size for unit, size in PERIOD_UNITS.items()))


def _in_order(tracks: Iterable[list[Piece]]) -> list[Piece]:
    """By the moment at which they begin; within a track, a piece without a time stays behind the one before it."""
    timed: list[tuple[float, Piece]] = []
    for track in tracks:
        moment = 0.0
        for one in track:
            moment = moment if one.seconds is None else one.seconds
            timed.append((moment, one))
    return [one for _, one in sorted(timed, key=lambda pair: pair[0])]


def _one_line(text: str) -> str:
    return " ".join(canonical_text(text).split())
