"""Subtitles (.vtt, .srt): what is said in each cue, and by whom.

Teams marks a speaker with a voice tag (`<v Name>`, of which the last closing tag may be absent, and of which a cue may
hold two); Zoom writes `Name: words` in the cue. Subtitles without speakers become one line per cue.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from wijkresearch.exchange.transcripts.canonical import canonical_text
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.turns import CLOCK, seconds_of, speakers_among

TIMING = re.compile(rf"^[ \t]*(?P<begin>{CLOCK})[ \t]*-->[ \t]*{CLOCK}")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
TAG = re.compile(r"</?[a-zA-Z0-9][^>]*>")
SPOKEN_LABEL = re.compile(r"^([^\W\d_][^:\n<>]{0,44}?)\s*:\s+")


def read_cues(text: str) -> list[Piece]:
    """What is said in each cue, by whom where that is said; `text` has LF line ends."""
    pieces = _pieces(text)
    return pieces if any(piece.speaker for piece in pieces) else _with_spoken_labels(pieces)


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        timed = next((number for number, line in enumerate(lines) if TIMING.match(line)), None)
        if timed is None:
            continue
        timing = TIMING.match(lines[timed])
        seconds = seconds_of(timing["begin"]) if timing else None
        pieces += _voices(" ".join(line.strip() for line in lines[timed + 1 :]), seconds)
    return pieces


def _voices(cue: str, seconds: float | None) -> list[Piece]:
    parts = VOICE.split(cue)
    spoken = [Piece("", _plain(parts[0]), seconds)]
    spoken += [
        Piece(_plain(name), _plain(words), seconds) for name, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return [piece for piece in spoken if piece.words]


def _plain(text: str) -> str:
    return " ".join(canonical_text(html.unescape(TAG.sub("", text))).split())


def _with_spoken_labels(pieces: list[Piece]) -> list[Piece]:
    labels = [SPOKEN_LABEL.match(piece.words) for piece in pieces]
    speakers = speakers_among(Counter(label[1] for label in labels if label))
    named, current = [], ""
    for piece, label in zip(pieces, labels, strict=True):
        if label and label[1] in speakers:
            current = label[1]
            named.append(Piece(current, piece.words[label.end() :], piece.seconds))
        else:
            named.append(Piece(current, piece.words, piece.seconds))
    return named
