"""The speakers of a transcript, and its text with other names for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.exchange.transcripts import Transcript
from wijkresearch.exchange.transcripts.canonical import canonical_text
from wijkresearch.exchange.transcripts.turns import find_turns, is_interviewer

FIRST_WORDS = 6


@dataclass(frozen=True)
class Speaker:
    """One speaker: how often and how much, and how the first turn begins."""

    name: str
    turns: int
    words: int
    first: str = field(repr=False)
    interviewer: bool | None


def speakers(transcript: Transcript) -> list[Speaker]:
    """The speakers in the order in which they first speak."""
    found = []
    for name, rows in transcript.turns.groupby("speaker", sort=False):
        said = [transcript.text[row.start : row.end].split() for row in rows.itertuples()]
        first = " ".join(next((words for words in said if words), [])[:FIRST_WORDS])
        found.append(Speaker(str(name), len(rows), sum(map(len, said)), first, is_interviewer(str(name))))
    return found


def with_names(transcript: Transcript, names: Mapping[str, str]) -> str:
    """The text with other names at the head of turns; the words of the turns stay as they are.

    Args:
        transcript: what was read.
        names: the name of a speaker to the name that takes its place.

    Raises:
        StudyError: nobody is called so; or, read again, the text would not have the same turns.
    """
    known = list(dict.fromkeys(transcript.turns["speaker"]))
    listed = ", ".join(known) or "its speakers, but it names none"
    raise_if_any(
        Problem("the transcript", f"nobody in it is called '{name}'", f"one of {listed}", did_you_mean(name, known))
        for name in names
        if name not in known
    )
    text = canonical_text("".join(_renamed(transcript, names)))
    rows = transcript.turns.itertuples()
    turns = [(names.get(row.speaker, row.speaker), transcript.text[row.start : row.end]) for row in rows]
    remedy = "Give every speaker a name such as Interviewer with --speaker OLD=NEW, or change the file itself."
    check_turns(text, turns, "the transcript", remedy)
    return text


def check_turns(text: str, turns: Sequence[tuple[str | None, str]], where: str, remedy: str) -> None:
    """Raise when a text, read again, would have other turns than these.

    Args:
        text: what is to be written.
        turns: words of each turn, and the speaker where that matters.
        where: what the text comes from, for the message.
        remedy: what to do about it.

    Raises:
        StudyError: it would.
    """
    after = find_turns(text)[0]
    same = len(after) == len(turns) and all(
        (speaker or turn.speaker, words) == (turn.speaker, text[turn.start : turn.end])
        for turn, (speaker, words) in zip(after, turns, strict=True)
    )
    if not same:
        said = f"read again, the text would have {len(after)} turns that are not the {len(turns)} of the file"
        raise StudyError(Problem(where, said, "the same turns", remedy))


def _renamed(transcript: Transcript, names: Mapping[str, str]) -> Iterator[str]:
    """The pieces of the text: what stands above the words of each turn with its name changed, and the words."""
    done = 0
    for row in transcript.turns.itertuples():
        head = transcript.text[done : row.start]
        before, name, after = head.rpartition(row.speaker)
        yield before + names.get(name, name) + after + transcript.text[row.start : row.end]
        done = row.end
    yield transcript.text[done:]
