"""What was said, piece by piece, and the text it makes: pieces of one speaker joined to a turn, a turn to a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wijkresearch.exchange.transcripts.turns import Turn


@dataclass(frozen=True)
class Piece:
    """Words of one speaker, of none where the file does not say who speaks; `seconds` is when they begin."""

    speaker: str
    words: str = field(repr=False)
    seconds: float | None = None


def rendered(pieces: Iterable[Piece]) -> tuple[str, list[Turn]]:
    """A text with one line per turn, and the turns in it; pieces without a speaker stay lines of their own.

    Args:
        pieces: in the order of speaking; speakers and words are canonical text on one line.
    """
    parts: list[str] = []
    turns: list[Turn] = []
    position = 0
    for line in _joined(pieces):
        label = f"{line.speaker}: " if line.speaker else ""
        start = position + len(label)
        if line.speaker:
            turns.append(Turn(start, start + len(line.words), line.speaker, line.seconds))
        parts.append(f"{label}{line.words}")
        position = start + len(line.words) + 1
    return "\n".join(parts), turns


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    lines: list[Piece] = []
    for piece in pieces:
        if lines and piece.speaker and piece.speaker == lines[-1].speaker:
            lines[-1] = replace(lines[-1], words=f"{lines[-1].words} {piece.words}".strip())
        elif piece.words:
            lines.append(piece)
    return lines
