"""Subtitles (.vtt, .srt): what is said in each cue, and by whom.

Teams and noScribe mark a speaker with a voice tag (`<v Name>`, of which the last closing tag may be absent, and of
which a cue may hold two); Zoom writes `Name: words` in the cue, whisperX `[SPEAKER_00]: words`, and Deepgram, in .srt,
`[speaker 0]` on a line of its own where the speaker changes; Webex and Amazon (tscribe) name the speaker in the cue's
identifier. A time line begins a cue, with or without an empty line before it; what stands below an empty line within a
cue belongs to it, except the notes, styles and regions of WebVTT. Subtitles without speakers become one line per cue.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.exchange.transcripts.canonical import canonical_text
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.turns import CLOCK, is_known, seconds_of, speakers_among

TIMING = re.compile(rf"^[ \t]*(?P<begin>{CLOCK})[ \t]*-->[ \t]*{CLOCK}")
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
TAG = re.compile(rf"</?(?:i|b|u|s|c|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<{CLOCK}>|\{{\\[^{{}}]*\}}", re.IGNORECASE)
HIGHLIGHT = re.compile(r"<u>", re.IGNORECASE)
NO_WORDS = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
SPOKEN_LABEL = re.compile(
    r"(?:[-–>]+\s*+)?(?:\[(?P<bracketed>[^\W\d_][^\[\]\n]{0,44})\](?P<colon>\s*+:)?|(?P<name>[^\W\d_][^:\n<>]{0,44}?)\s*+:)"
    r"(?:\s++|\Z)"
)
NAMED = re.compile(r'(?:\d+\s+)?"(?P<name>[^"]{1,45})"(?:\s+\(\d+\))?')
DASH = re.compile(r"[-–—]\s*\w")
UNNAMED = "{count} subtitles name no speaker, while others do; they belong to no turn."
CARRIED = "{count} subtitles name no speaker, while others do; they were given to the speaker before them."
DASHES = "{count} subtitles hold lines that begin with a dash, as when two people speak; they were not told apart."
NOBODY = "None of the {count} subtitles names a speaker; read as text without turns."


@dataclass
class _Cue:
    """One subtitle as it stands in the file: the line above its time, and the lines below it."""

    name: str = ""
    seconds: float | None = None
    lines: list[str] = field(default_factory=list, repr=False)

    @property
    def words(self) -> str:
        """What is seen of it, on one line."""
        return _plain(" ".join(self.lines))


def read_cues(text: str) -> tuple[list[Piece], list[Assumption]]:
    """What is said in each cue, by whom where that is said, and what of that is doubtful; `text` has LF line ends."""
    cues = _without_highlights(_cues(text))
    pieces, carried = _spoken(cues)
    unnamed = sum(1 for piece in pieces if not piece.speaker)
    nobody = unnamed == len(pieces)
    counts = {
        NOBODY: unnamed if nobody else 0,
        UNNAMED: 0 if nobody else unnamed,
        CARRIED: carried,
        DASHES: sum(1 for cue in cues if sum(map(_has_dash, cue.lines)) > 1),
    }
    return pieces, counted(counts)


def with_labels(pieces: Iterable[Piece]) -> tuple[list[Piece], int]:
    """Pieces of no speaker, by the speakers in their words, and how many of them were given to the speaker before."""
    return _labelled([_Cue("", piece.seconds, [piece.words]) for piece in pieces])


def _cues(text: str) -> list[_Cue]:
    """The cues that hold words; what stands before the first time is the head of a .vtt, and words in an .srt."""
    web = text.lstrip().startswith("WEBVTT")
    cues = [_Cue()]
    for line in text.split("\n"):
        timing = TIMING.match(line)
        if timing:
            cues.append(_Cue(_take_name(cues[-1].lines, web=web), seconds_of(timing["begin"])))
        else:
            cues[-1].lines.append(line)
    if web:
        cues = [replace(cue, lines=_without_notes(cue.lines)) for cue in cues[1:]]
    return [cue for cue in cues if cue.words]


def _take_name(lines: list[str], *, web: bool) -> str:
    """The name or number of the next cue, taken off the end of the lines before its time."""
    above = lines[-1].strip() if lines else ""
    apart = len(lines) > 1 and not lines[-2].strip()
    return lines.pop().strip() if above.isdecimal() or (web and above and apart) else ""


def _without_notes(lines: list[str]) -> list[str]:
    kept, noting, blank = [], False, False
    for line in lines:
        noting = bool(line.strip()) and (noting or (blank and bool(NO_WORDS.match(line))))
        blank = not line.strip()
        if not noting:
            kept.append(line)
    return kept


def _without_highlights(cues: list[_Cue]) -> list[_Cue]:
    """The cues without those that repeat the one before, with another word underlined (whisperX)."""
    pairs = zip([_Cue(), *cues], cues, strict=False)
    return [cue for before, cue in pairs if cue.words != before.words or not _is_highlighted(before, cue)]


def _is_highlighted(*cues: _Cue) -> bool:
    return any(HIGHLIGHT.search(line) for cue in cues for line in cue.lines)


def _has_dash(line: str) -> bool:
    return bool(DASH.match(_plain(line))) and not _label(_plain(line))[0]


def _spoken(cues: list[_Cue]) -> tuple[list[Piece], int]:
    """What is said, and in how many cues it is the speaker before who is taken to speak."""
    if any(VOICE.search(line) for cue in cues for line in cue.lines):
        return [piece for cue in cues for piece in _voices(" ".join(cue.lines), cue.seconds)], 0
    quoted = [NAMED.fullmatch(cue.name) for cue in cues]
    names = [named["name"] if named else cue.name for named, cue in zip(quoted, cues, strict=True)]
    speakers = {named["name"] for named in quoted if named} or speakers_among(Counter(filter(None, names)))
    if speakers:
        pairs = zip(names, cues, strict=True)
        return [Piece(name if name in speakers else "", cue.words, cue.seconds) for name, cue in pairs], 0
    return _labelled(cues)


def _voices(cue: str, seconds: float | None) -> list[Piece]:
    parts = VOICE.split(cue)
    spoken = [Piece("", _plain(parts[0]), seconds)]
    spoken += [
        Piece(_plain(name), _plain(words), seconds) for name, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return [piece for piece in spoken if piece.words]


def _plain(text: str) -> str:
    return " ".join(canonical_text(html.unescape(TAG.sub("", text))).split())


def _label(line: str) -> tuple[str, str]:
    """The word before a colon or in brackets that may be a speaker, or nothing; and what comes after it."""
    label = SPOKEN_LABEL.match(line)
    if label is None or (label["bracketed"] and not label["colon"] and not is_known(label["bracketed"])):
        return "", line
    return label["bracketed"] or label["name"], line[label.end() :]


def _labelled(cues: list[_Cue]) -> tuple[list[Piece], int]:
    """What is said where speakers stand before the words: a cue without one is the speaker's before it.

    Where labels stand on lines of their own they are written at a change of speaker only; elsewhere the cues without
    one are counted.
    """
    labels = [[_label(_plain(line)) for line in cue.lines] for cue in cues]
    speakers = _speakers(labels)
    pieces: list[Piece] = []
    current, carried = "", 0
    for cue in cues:
        parts = _parts(cue, speakers, current)
        carried += bool(parts[0].words and current)
        current = parts[-1].speaker
        pieces += [part for part in parts if part.words]
    apart = any(label in speakers and not words for cue in labels for label, words in cue)
    return pieces, 0 if apart else carried


def _speakers(labels: list[list[tuple[str, str]]]) -> set[str]:
    """Which words before a colon are speakers: in subtitles that all begin with one, each of those."""
    first = [next((label for label, _ in cue), "") for cue in labels]
    if len(set(first)) > 1 and all(label[:1].isupper() for label in first):
        return set(first)
    return speakers_among(Counter(label for cue in labels for label, _ in cue if label))


def _parts(cue: _Cue, speakers: set[str], current: str) -> list[Piece]:
    """What is said in one cue: first by who was speaking, then by whoever a line names."""
    parts = [Piece(current, "", cue.seconds)]
    for line in map(_plain, cue.lines):
        label, words = _label(line)
        if label in speakers:
            parts.append(Piece(label, words, cue.seconds))
        else:
            parts[-1] = replace(parts[-1], words=f"{parts[-1].words} {line}".strip())
    return parts
