"""Words in transcripts: where they occur, in passages with a code and outside them, and which are typical of a code.

A word is whole, and capitals and accents do not matter: `zee` finds Zee and zeë but not zeester, `zee*` finds all
three. What is typical of a code is what stands out in its passages by the log-likelihood ratio of Dunning (1993,
Computational Linguistics 19(1), 61-74). Only places and counts come out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from math import log

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.rigour.spans import have_part
from wijkresearch.tables.finding_back import MISSED_WORDS, TYPICAL_WORDS, WORDS_FOUND

SHORTEST = 4
"""Letters of a word that can be typical of a code."""
FEWEST = 2
"""Respondents who use a typical word: a word of one person is typical of that person."""
LETTERS = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
ALIKE = {"’": "'", "‘": "'"}


def fold(text: str) -> str:
    """The text without capitals and accents, each character in the place that it had.

    >>> fold("Één coördinator")
    'een coordinator'
    """
    lowered = text.replace("İ", "I").lower()
    if lowered.isascii():
        return lowered
    for character in {*lowered}:
        if not character.isascii():
            lowered = lowered.replace(character, ALIKE.get(character) or unicodedata.normalize("NFD", character)[0])
    return lowered


def split_words(text: str) -> list[str]:
    """What is searched, one by one: separated by commas, a * for any letters.

    Raises:
        StudyError: there is no letter or digit in it.

    >>> split_words("escal*, lange adem")
    ['escal*', 'lange adem']
    """
    words = [" ".join(word.split()) for word in text.split(",") if word.strip()]
    if not words or not all(re.search(r"[^\W_]", word) for word in words):
        found, expected = "there is a word without letters", "words separated by commas, such as escal*, ruzie"
        raise StudyError(Problem("passages", found, expected))
    return words


def pattern_of(word: str) -> re.Pattern[str]:
    r"""What finds a word in folded text; a literal beginning stands first, which makes it fast.

    >>> [found.span() for found in pattern_of("zee*").finditer("zee, zeester, overzee")]
    [(0, 3), (5, 12)]
    """
    folded = fold(word)
    first = re.split(r"[*\s]", folded)[0]
    rest = re.escape(folded[len(first) :]).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    whole = rf"(?<!\w{re.escape(first)})" if first[:1].isalnum() else r"(?<!\w)" * (not first)
    return re.compile(rf"{re.escape(first)}{whole}{rest}" + r"(?!\w)" * (folded[-1] == "*" or folded[-1].isalnum()))


def holds_word(passages: pd.DataFrame, transcripts: Mapping[str, str], text: str) -> list[bool]:
    """For each passage: does one of the words occur wholly in it? A passage without text holds none."""
    patterns = [pattern_of(word) for word in split_words(text)]
    places = passages[["document", "start", "end"]].itertuples(index=False, name=None)
    texts = [
        fold(transcripts[document][start:end]) if document in transcripts else "" for document, start, end in places
    ]
    return [any(pattern.search(text) for pattern in patterns) for text in texts]


def find_words(
    transcripts: Mapping[str, str], text: str, *, turns: pd.DataFrame, reading: pd.DataFrame, codes: Collection[str],
    cases: Mapping[str, str], questions: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """WORDS_FOUND: every place where one of the words is said, in the order of the documents.

    What stands between turns, such as the name of a speaker, is not said.

    Args:
        transcripts: document to text.
        text: the words, as in `split_words`.
        turns: TURNS; of a document without any, all text counts as said by the respondent.
        reading: EVIDENCE, one reading per document.
        codes: the codes that it is about; all of them where there is none.
        cases: document to case.
        questions: are the interviewer's turns searched too?
    """
    patterns = {word: pattern_of(word) for word in split_words(text)}
    folded = {document: fold(transcripts[document]) for document in cases if document in transcripts}
    rows = [
        (word, document, cases[document], *found.span())
        for word, pattern in patterns.items()
        for document, said in folded.items()
        for found in pattern.finditer(said)
    ]
    found = pd.DataFrame(rows, columns=["word", "document", "municipality", "start", "end"])
    turn = have_part(found, turns)
    asks = turns["interviewer"].astype("boolean").fillna(value=False).reset_index(drop=True).reindex(turn)
    found["asks"] = asks.array
    said = (turn >= 0) | ~found["document"].isin(turns["document"])
    found = found[said & (questions | ~found["asks"].fillna(value=False))]
    coded = have_part(found, reading)
    found["segment"] = reading["segment"].reset_index(drop=True).reindex(coded).array
    found["inside"] = have_part(found, reading[reading["code"].isin(list(codes))] if codes else reading) >= 0
    return WORDS_FOUND.check(found)


def count_missed(found: pd.DataFrame, words: Collection[str], cases: Mapping[str, str]) -> pd.DataFrame:
    """MISSED_WORDS: how often each word occurs in each document, inside and outside the code; zeros are kept.

    Args:
        found: WORDS_FOUND.
        words: what was searched, one by one.
        cases: document to case, of the documents that were searched.
    """
    by = [found["word"], found["document"]]
    inside = found["inside"].astype("bool")
    counted = pd.DataFrame({"inside": inside.groupby(by).sum(), "outside": (~inside).groupby(by).sum()})
    every = pd.MultiIndex.from_product([list(words), list(cases)], names=["word", "document"])
    rows = counted.reindex(every, fill_value=0).reset_index()
    return MISSED_WORDS.check(rows.assign(municipality=rows["document"].map(cases)))


def find_typical(
    transcripts: Mapping[str, str], turns: pd.DataFrame, passages: pd.DataFrame, *, shown: Collection[str], most: int
) -> pd.DataFrame:
    """TYPICAL_WORDS: the words that stand out in the passages, those that stand out most first.

    Args:
        transcripts: document to text.
        turns: TURNS; what an interviewer says is not counted.
        passages: the passages with the code: document, start and end.
        shown: the documents whose words may be shown; a word is told only when enough of these use it.
        most: how many words at the most.
    """
    inside: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    users: Counter[str] = Counter()
    spans = dict(iter(passages.groupby("document")))
    for document in transcripts:
        said = _spoken(fold(transcripts[document]), turns[turns["document"] == document])
        whole.update(LETTERS.findall(said))
        if document in spans:
            here = Counter(word for piece in _pieces(said, spans[document]) for word in LETTERS.findall(piece))
            inside.update(here)
            users.update({*here} if document in shown else ())
    rows = list(_standing_out(inside, whole, users))
    rows.sort(key=lambda row: (-row[4], row[0]))
    return TYPICAL_WORDS.of(rows[:most])


def _spoken(text: str, turns: pd.DataFrame) -> str:
    """The text with spaces for what is no turn of a respondent; the whole text where no turns are known."""
    if turns.empty:
        return text
    pieces, end = [], 0
    for turn in turns.sort_values("start", kind="stable").itertuples():
        said = text[turn.start : turn.end]
        pieces += [" " * (turn.start - end), " " * len(said) if turn.interviewer is True else said]
        end = turn.start + len(said)
    return "".join(pieces)


def _pieces(text: str, passages: pd.DataFrame) -> Iterator[str]:
    """The text of the passages, each character once."""
    end = 0
    for start, until in sorted(zip(passages["start"], passages["end"], strict=True)):
        if until > end:
            yield text[max(start, end) : until]
            end = until


def _standing_out(
    inside: Counter[str], whole: Counter[str], users: Counter[str]
) -> Iterator[tuple[str, int, int, int, float]]:
    """A row of TYPICAL_WORDS for each word that is said more often inside than elsewhere, by enough people."""
    within, everywhere = sum(inside.values()), sum(whole.values())
    for word, count in inside.items():
        total = max(whole[word], count)
        expected = total * within / everywhere
        if users[word] >= FEWEST and count > expected:
            other, rest = total - count, total - expected
            ratio = 2 * (count * log(count / expected) + (other * log(other / rest) if other else 0))
            yield word, count, other, users[word], ratio
