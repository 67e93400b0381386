"""Pseudonyms in a text: which name has which, the text with them, and what is left in it for a person to look at."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts.canonical import Canonical, PositionMap
from wijkresearch.exchange.transcripts.turns import STAMP, is_known
from wijkresearch.privacy.identifying import CAPITALS, PSEUDONYM, Found, begins_sentence, same_name
from wijkresearch.privacy.pseudonyms import letters
from wijkresearch.tables import PSEUDONYM_KEY, RELEASE_QUEUE
from wijkresearch.tables.privacy import NAME_KINDS

WORDS = {
    "person": "collega",
    "speaker": "Spreker",
    "interviewer": "Interviewer",
    "street": "straat",
    "ward": "wijk",
    "municipality": "gemeente",
    "place": "plaats",
    "organisation": "organisatie",
    "other": "naam",
    "telephone": "tel",
    "mail": "e-mail",
    "website": "website",
    "postcode": "postcode",
    "account": "rekening",
    "date": "datum",
}
"""What a pseudonym says. A speaker has a capital, since it stands where transcripts name who speaks."""
QUEUED = re.compile(rf"(?<!\w)(?:[{CAPITALS}](?:[\w'’-]*\w)?|\w*\d(?:[\w.,:/-]*\w)?)")
CAPITAL = re.compile(rf"(?<!\w)[{CAPITALS}]")
FEWEST_CAPITALS = 0.01
"""Of the words of a text; with fewer, its names have no capitals."""
CONTEXT = 40
SHORTEST_PART = 2
"""Letters of the shortest part of a speaker's name that is looked for by itself."""


class PseudonymKey:
    """Which pseudonym stands for which name in all texts of a study: given in the order in which names are met."""

    def __init__(self, rows: pd.DataFrame, retired: Iterable[str] = ()) -> None:
        """Begin with PSEUDONYM_KEY as it is; `retired` are pseudonyms that are not to be given any more."""
        self._retired = frozenset(retired)
        listed = rows[PSEUDONYM_KEY.column_names].astype("object").where(rows.notna(), None)
        self._rows: dict[str, tuple[str, str, str | None]] = {
            same_name(name): (kind, name, given) for kind, name, given in listed.itertuples(index=False, name=None)
        }

    @property
    def names(self) -> dict[str, str]:
        """Every name with its kind."""
        return {name: kind for kind, name, _ in self._rows.values()}

    @property
    def table(self) -> pd.DataFrame:
        """PSEUDONYM_KEY."""
        rows = [{"kind": kind, "name": name, "pseudonym": given} for kind, name, given in self._rows.values()]
        return PSEUDONYM_KEY.of(rows)

    def pseudonym(self, kind: str, name: str) -> str:
        """What stands for a name: what stood for it before, otherwise the next of its kind."""
        if kind not in NAME_KINDS:
            return f"[{WORDS[kind]}]"
        kind, name, given = self._rows.get(same_name(name), (kind, name, None))
        made = given or self._next(kind)
        self._rows[same_name(name)] = (kind, name, made)
        return made

    def add(self, name: str, kind: str) -> None:
        """Make a name known as one of a kind, or as another name for what has a pseudonym already.

        Args:
            name: the name.
            kind: a kind of names, or a pseudonym such as `[collega 1]`.

        Raises:
            StudyError: it is neither.
        """
        given = [known_kind for known_kind, _, pseudonym in self._rows.values() if pseudonym == kind]
        if given:
            self._rows[same_name(name)] = (given[0], name, kind)
        elif kind in NAME_KINDS:
            self._rows.setdefault(same_name(name), (kind, name, None))
        else:
            expected = f"one of {', '.join(NAME_KINDS)}, or a pseudonym that was given before"
            raise StudyError(Problem("the answer", f"'{kind}' is no kind of name", expected))

    def _next(self, kind: str) -> str:
        """A pseudonym of a kind that was never given."""
        given = {pseudonym for known, _, pseudonym in self._rows.values() if known == kind and pseudonym}
        place = len(given)
        while True:
            made = f"[{WORDS[kind]} {letters(place) if kind == 'ward' else place + 1}]"
            if made not in given | self._retired:
                return made
            place += 1


def replaced(text: str, found: Iterable[Found], key: PseudonymKey) -> Canonical:
    """The text with a pseudonym at every place found, and the way from positions in the one to positions in the other.

    A passage that begins or ends inside what is replaced takes in the whole pseudonym.
    """
    pieces, starts, ends = list[str](), list[int](), [0]
    done = length = 0
    for one in found:
        end = _with_marks(text, one.end)
        pieces += [text[done : one.start], key.pseudonym(one.kind, one.name)]
        begin = length + one.start - done
        starts += [*range(length, begin), *[begin] * (end - one.start)]
        ends += [*range(length + 1, begin + 1), *[begin + len(pieces[-1])] * (end - one.start)]
        done, length = end, begin + len(pieces[-1])
    last = length + len(text) - done
    starts += range(length, last + 1)
    ends += range(length + 1, last + 1)
    return Canonical("".join([*pieces, text[done:]]), PositionMap(tuple(starts), tuple(ends)))


def _with_marks(text: str, end: int) -> int:
    """The end with the accents that belong to the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def has_capitals(said: str) -> bool:
    """Are there enough capitals in what is said to find names by?"""
    words = len(said.split())
    return len(CAPITAL.findall(said)) >= FEWEST_CAPITALS * words


def release_queue(text: str, turns: pd.DataFrame, kept: Iterable[str]) -> pd.DataFrame:
    """RELEASE_QUEUE: every word with a capital, and everything with a digit, that nobody has ticked off.

    Not the first word of a sentence when the text has it without a capital too. Who speaks and when, at the head of a
    turn, is no part of the queue.

    Args:
        text: the text with its pseudonyms.
        turns: TURNS of that text.
        kept: words that were ticked off in it.
    """
    hidden = _blanked(text, turns)
    kept = {word.casefold() for word in kept}
    counts = Counter(word.casefold() for word in re.findall(r"\w[\w'’-]*", hidden))
    lower = {word for word in re.findall(r"\w[\w'’-]*", hidden) if word[0].islower()}
    words: dict[str, str] = {}
    for match in QUEUED.finditer(hidden):
        word = match[0]
        is_new = word.casefold() not in kept and word.casefold() not in words
        if is_new and not (word.casefold() in lower and begins_sentence(hidden, match.start())):
            words[word.casefold()] = word
    rows = [{"word": word, "times": max(1, counts[known])} for known, word in words.items()]
    return RELEASE_QUEUE.of(rows)


def contexts(text: str, word: str) -> list[str]:
    """Every place of a word in a text with what stands around it, for the screen alone."""
    places = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return [_around(text, match.start(), match.end()) for match in places]


def _around(text: str, start: int, end: int) -> str:
    said = f"{text[max(0, start - CONTEXT) : start]}«{text[start:end]}»{text[end : end + CONTEXT]}"
    return " ".join(said.split())


def _blanked(text: str, turns: pd.DataFrame) -> str:
    """The text without its pseudonyms, and without known speakers and times between the turns."""
    hidden = PSEUDONYM.sub(lambda found: "x" * len(found[0]), text)
    pieces, done = list[str](), 0
    for row in turns.itertuples():
        gap = re.sub(STAMP, lambda stamp: " " * len(stamp[0]), hidden[done : row.start])
        if is_known(row.speaker):
            before, speaker, after = gap.rpartition(row.speaker)
            gap = before + "x" * len(speaker) + after
        pieces += [gap, hidden[row.start : row.end]]
        done = row.end
    return "".join([*pieces, hidden[done:]])


def speaker_names(speakers: Mapping[str, bool], ordinary: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Names at the head of turns: each with its kind, and the whole name that it is a part of.

    Args:
        speakers: who speaks, and whether it is an interviewer.
        ordinary: words of functions, which may stand at the head of a turn without being a name.
    """
    functions = {word.casefold() for phrase in ordinary for word in phrase.split()}
    for speaker, asks in speakers.items():
        words = re.findall(r"[^\W\d_]+(?:[-'’]\w+)*", speaker)
        if is_known(speaker) or PSEUDONYM.fullmatch(f"[{speaker}]") or functions.issuperset(map(str.casefold, words)):
            continue
        kind = "interviewer" if asks else "speaker"
        parts = dict.fromkeys([speaker, *([words[0], " ".join(words[1:])] if len(words) > 1 else [])])
        yield from ((kind, part, speaker) for part in parts if len(part) >= SHORTEST_PART)
