"""What a person should look at in the turns of a transcript; nothing of what is said in it is repeated.

A program that tells speakers apart by their voices gives them numbers and makes mistakes where they follow quickly on
each other: it gives the answer to who asked, or changes speaker within a sentence. Names and roles were given by people
or by a meeting in which everyone has a microphone; there these signs mean nothing and are not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.exchange.transcripts.turns import STAMP, is_known, is_numbered, other_labels, repeated_heads

LONGEST_HEADING = 300
"""Characters before the first speaker that need no remark."""
HEADING_WORDS = 5
FEW_TURNS = 2
MOST_LABELLED = 4
"""Lines with a speaker for each without, from which on it is unusual that one has none."""
NO_SPEAKERS = "There are {stamps} time stamps but no speakers that could be recognised; read as text without turns."
LONG_BEGINNING = "The first {characters} characters come before the first speaker and belong to no turn."
NO_INTERVIEWER = "No speaker is marked as the interviewer."
ONE_SPEAKER = "All turns ({count}) are of one speaker."
RARE_LABELS = "{count} speakers begin few lines with their label; it may be a word before a colon."
NAMED_ONCE = "{count} lines begin as with a name and a colon that occurs once; they are counted to the turn before."
ALIKE = "{count} lines begin alike before a colon, a tab or a dash, but not with a speaker; is one of them a speaker?"
UNLABELLED = "{count} lines name no speaker, while nearly all others do; they are counted to the turn before."
HEADINGS = (
    "{count} turns at the beginning are short and the only ones of their speaker, or name a role; "
    "they may be a heading."
)
BACKWARDS = "{count} turns begin earlier than the turn before them."
ANSWERED = "{count} times words follow a question under one numbered speaker; they may be another's answer."
MID_SENTENCE = "{count} times a numbered speaker begins within a sentence; words around it may be another's."
OVERLAPS = "{count} times words of another speaker stand within a turn, between slashes; they are counted to that turn."
BY_LABELS = ("labels", "speaker above the words")
QUESTION_AND_MORE = re.compile(r"\?[\"'”’]?\s+[^?.!…]+(?:[.!…]|\Z)")
OVERLAP = re.compile(r"(?<!:)//[^\W\d_]\w{0,20}:")
UNFINISHED = re.compile(r"[\w,]\Z")


def doubts_about(text: str, turns: pd.DataFrame, layout: str, passages: Sequence[tuple[str, str]]) -> list[Assumption]:
    """What is doubtful about the turns in a text.

    Args:
        text: the canonical text.
        turns: TURNS.
        layout: what the turns were recognised by.
        passages: speaker and words of each line or subtitle, in their order.
    """
    if turns.empty:
        stamps, alike = len(re.findall(STAMP, text)), repeated_heads(text.split("\n"))
        said = [Assumption(NO_SPEAKERS, {"stamps": stamps})] if stamps >= 2 else []
        return said + [Assumption(ALIKE, {"count": alike})] * bool(alike)
    said = []
    before = len(text[: int(turns["start"].iloc[0])].strip())
    if before > LONGEST_HEADING:
        said.append(Assumption(LONG_BEGINNING, {"characters": before}))
    if not turns["interviewer"].fillna(value=False).any():
        said.append(Assumption(NO_INTERVIEWER))
    speakers = list(turns["speaker"])
    words = [text[start:end] for start, end in zip(turns["start"], turns["end"], strict=True)]
    counts = {
        ONE_SPEAKER: len(speakers) if len(set(speakers)) == 1 else 0,
        RARE_LABELS: _rare(Counter(speakers)) if layout in BY_LABELS else 0,
        NAMED_ONCE: other_labels(text, set(speakers)) if layout == "labels" and not all(map(is_known, speakers)) else 0,
        ALIKE: repeated_heads(line for said in words for line in said.split("\n")[1:]),
        UNLABELLED: _unlabelled(speakers, words) if layout == "markers" else 0,
        HEADINGS: _headings(speakers, words),
        BACKWARDS: int((turns["seconds"].dropna().diff() < 0).sum()),
        ANSWERED: _answered(passages),
        OVERLAPS: sum(len(OVERLAP.findall(line)) for line in words),
        MID_SENTENCE: _within_sentences(speakers, words),
    }
    return said + counted(counts)


def _rare(turns: Counter[str]) -> int:
    """How many labels are used less than the others, half as much beside two known ones, and are no known ones.

    A single letter but I is as much a choice in a list.
    """
    second = sorted(turns.values())[-2] if len(turns) > 1 else 0
    share = 2 if sum(map(is_known, turns)) > 1 else 10
    unsure = [times for label, times in turns.items() if not is_known(label) or (len(label) == 1 and label not in "Ii")]
    rare = [times <= FEW_TURNS or times * share < second for times in unsure]
    return sum(rare) if len(turns) > 2 else 0


def _unlabelled(speakers: list[str], words: list[str]) -> int:
    """How many lines come after the first of a turn, where a program numbers the speaker of nearly every line."""
    more = sum(len(said.split("\n")) - 1 for said in words)
    return more if more * MOST_LABELLED <= len(words) and all(map(is_numbered, speakers)) else 0


def _headings(speakers: list[str], words: list[str]) -> int:
    turns = Counter(speakers)
    if max(turns.values()) == 1:
        return 0
    pairs = zip(speakers, words, strict=True)
    short = (is_known(said) or (turns[who] == 1 and len(said.split()) <= HEADING_WORDS) for who, said in pairs)
    return next((number for number, is_short in enumerate(short) if not is_short), 0)


def _answered(passages: Sequence[tuple[str, str]]) -> int:
    """How often words follow a question of whoever asks most, where speakers are numbered."""
    asked = [(who, line) for who, line in passages if "?" in line]
    asker = max(Counter(who for who, _ in asked).items(), key=lambda one: one[1], default=("", 0))[0]
    return sum(1 for who, line in asked if who == asker and is_numbered(who) and QUESTION_AND_MORE.search(line))


def _within_sentences(speakers: list[str], words: list[str]) -> int:
    """How often a numbered speaker begins in lower case after an unfinished sentence, in a text with full stops."""
    unfinished = [bool(UNFINISHED.search(said)) for said in words]
    if sum(unfinished) * 2 > len(words):
        return 0
    following = zip(speakers[1:], words[1:], unfinished, strict=False)
    return sum(1 for who, said, cut in following if cut and is_numbered(who) and said[:1].islower())
