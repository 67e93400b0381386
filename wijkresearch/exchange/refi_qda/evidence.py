"""Which rule a project counts positions by: evidence pooled over all its texts, and a decision or a refusal.

One program uses one rule, so all passages vote. Only passages that the rules read differently distinguish rules; of
those, an even sample per text is looked at. Three kinds of evidence, as log likelihood ratios against chance:

- the name of a selection is often the passage itself (QualCoder, ATLAS.ti, our own files): the right rule gives it;
- people select whole words: an end of a passage in the middle of a word is rare under the right rule (5 % assumed) and
  common under a wrong one (65 %, the share of such places in running Dutch);
- the program that wrote the file, where its way of counting was measured on real files or read in its source.

A rule is accepted when it is a hundred times as likely as the next one, and otherwise the file is refused.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from unicodedata import category

import numpy as np

from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.exchange.project import OffsetRule
from wijkresearch.exchange.refi_qda.positions import (
    RULE_NAMES,
    RULES,
    Positions,
    Rule,
    TextLayout,
    distinct_layouts,
    place,
)

SAMPLE = 60
DECISIVE = log(100)
QUOTED = log(0.98 / 0.02)
WHOLE_WORD = log(0.95 / 0.35)
BROKEN_WORD = log(0.05 / 0.65)
OUT_OF_TEXT = log(0.01 / 0.30)
ORIGIN = log(101)
MARK_COUNTED = log(0.1)
BELIEVABLE = 0.8
SHORTEST_QUOTE = 4
TRUNCATED = ("…", "...")
KNOWN_ORIGINS = (
    (re.compile(r"(?i)nvivo"), "utf16-crlf2"),
    (re.compile(r"(?i)atlas\.?ti|qualcoder"), "codepoints-crlf1"),
)
OWN_ORIGIN = re.compile(r"wijkresearch \d")
OWN_RULE = "codepoints-crlf1"


@dataclass(frozen=True)
class Example:
    """One passage that two rules read differently, to compare by eye."""

    where: str
    readings: tuple[str, ...]


class Evidence:
    """What all texts of a project say about its rule."""

    def __init__(self) -> None:
        count = len(RULES)
        self._likelihood = np.zeros(count)
        self._fitting = np.zeros(count, dtype=int)
        self._quoted = np.zeros(count, dtype=int)
        self._same = np.ones((count, count), dtype=bool)
        self._examples: list[Example] = []
        self.tested = 0

    def add(
        self, name: str, layout: TextLayout, starts: Sequence[int], ends: Sequence[int], names: list[str | None]
    ) -> None:
        """Let the passages of one text vote; `names` are the names of the selections."""
        if not starts:
            return
        groups = [rules for _, rules in distinct_layouts(layout)]
        counted = _as_positions(starts), _as_positions(ends)
        own = []
        for rules in groups:
            placed = place(layout, *counted, RULES[rules[0]])
            own.append(np.stack([placed.starts, placed.ends]))
        differing = self._compare(groups, own)
        possible = np.any([(ends > begins) & (ends <= len(layout.text)) for begins, ends in own], axis=0)
        telling = differing & possible
        sample = _even_sample(np.flatnonzero(telling if telling.any() else possible))
        for selection in sample:
            passages = [(int(places[0, selection]), int(places[1, selection])) for places in own]
            self._vote(layout.text, passages, groups, names[selection])
        if telling.any() and len(self._examples) < 3:
            self._keep_examples(name, layout.text, groups, own, sample)

    def _compare(self, groups: list[list[int]], own: list[Positions]) -> np.ndarray:
        """Which selections the rules place differently; which rules differ anywhere is remembered."""
        differing = np.zeros(own[0].shape[1], dtype=bool)
        for first in range(len(own)):
            for second in range(first):
                here = (own[first] != own[second]).any(axis=0)
                if here.any():
                    self._same[np.ix_(groups[first], groups[second])] = False
                    self._same[np.ix_(groups[second], groups[first])] = False
                    differing |= here
        return differing

    def _vote(self, text: str, passages: list[tuple[int, int]], groups: list[list[int]], name: str | None) -> None:
        self.tested += 1
        quoted = [_is_quoted(text, start, end, name) for start, end in passages]
        for (start, end), rules, exact in zip(passages, groups, quoted, strict=True):
            ends = [is_between_words(text, start), is_between_words(text, end)]
            inside = 0 <= start <= end <= len(text)
            gain = sum(WHOLE_WORD if whole else BROKEN_WORD for whole in ends) if inside else 2 * OUT_OF_TEXT
            gain += (QUOTED if exact else -QUOTED) if any(quoted) else 0.0
            self._likelihood[rules] += gain
            self._fitting[rules] += exact or (inside and all(ends) and not any(quoted))
            self._quoted[rules] += exact

    def _keep_examples(
        self, name: str, text: str, groups: list[list[int]], own: list[Positions], sample: list[int]
    ) -> None:
        for selection in sample:
            readings: dict[str, str] = {}
            for rules, places in zip(groups, own, strict=True):
                start, end = max(int(places[0, selection]), 0), max(int(places[1, selection]), 0)
                readings.setdefault(_shortened(text[start:end]), RULE_NAMES[rules[0]])
            if len(readings) > 1 and len(self._examples) < 3:
                said = tuple(f"{rule} reads '{reading}'" for reading, rule in readings.items())
                self._examples.append(Example(f"passage {'ABC'[len(self._examples)]} in '{name}'", said))

    def decide(self, origin: str, wanted: str | None, where: str) -> tuple[Rule, OffsetRule | None]:
        """The rule, and how sure it is; nothing to be sure of when no passage was seen.

        Args:
            origin: the program that wrote the file, as it names itself; our own files need no evidence.
            wanted: the name of a rule that a person chose, or nothing.
            where: the file, for messages.

        Raises:
            StudyError: the rule that was asked for does not exist, or the evidence does not decide.
        """
        _check_wanted(wanted, where)
        wanted = wanted or (OWN_RULE if OWN_ORIGIN.match(origin) else None)
        prior = next((rule for pattern, rule in KNOWN_ORIGINS if pattern.search(origin)), "")
        scores = self._likelihood + [MARK_COUNTED * rule.mark for rule in RULES]
        scores += [ORIGIN * self._reads_as(number, prior) for number in range(len(RULES))]
        ranked = sorted(range(len(RULES)), key=lambda number: (-scores[number], RULE_NAMES[number] != prior, number))
        best = RULE_NAMES.index(wanted) if wanted else ranked[0]
        others = [number for number in ranked if not self._same[best, number]]
        if others and not wanted:
            self._refuse_doubt(scores[best] - scores[others[0]], best, others, where)
        return RULES[best], self._summary(best, others)

    def _reads_as(self, number: int, prior: str) -> bool:
        return bool(prior) and bool(self._same[number, RULE_NAMES.index(prior)])

    def _summary(self, best: int, others: list[int]) -> OffsetRule | None:
        if not self.tested:
            return None
        shares = self._fitting / self.tested
        if not others:
            return OffsetRule(RULE_NAMES[best], float(shares[best]), "", 0.0)
        return OffsetRule(RULE_NAMES[best], float(shares[best]), RULE_NAMES[others[0]], float(shares[others[0]]))

    def _refuse_doubt(self, lead: float, best: int, others: list[int], where: str) -> None:
        share = self._fitting[best] / self.tested
        if lead >= DECISIVE and (share >= BELIEVABLE or self._quoted[best] * 2 >= self.tested):
            return
        possible = [best, others[0]]
        for number in others:
            if self._fitting[number] * 2 >= self.tested and not self._same[number, possible].any():
                possible.append(number)
        remedy = (
            "Compare the passages below with your program and give --offset-rule with the rule that reads them right"
        )
        fit = f"best fit {RULE_NAMES[best]}, {share:.0%} of {self.tested} passages"
        listed = ", ".join(RULE_NAMES[number] for number in possible)
        problem = Problem(
            where, f"cannot tell how positions are counted ({fit})", f"one of {listed} to fit best", remedy
        )
        shown = [Problem(f"{where}: {seen.where}", "; ".join(seen.readings)) for seen in self._examples]
        raise StudyError([problem, *shown])


def _check_wanted(wanted: str | None, where: str) -> None:
    if wanted is not None and wanted not in RULE_NAMES:
        found = f"there is no rule '{wanted}' for positions"
        raise StudyError(Problem(where, found, f"one of {', '.join(RULE_NAMES)}", did_you_mean(wanted, RULE_NAMES)))


def _as_positions(column: Sequence[int]) -> Positions:
    if isinstance(column, array):
        return np.frombuffer(column, dtype=np.int64)
    return np.array(column, dtype=np.int64)


def _even_sample(selections: Positions) -> list[int]:
    step = max(1, -(-selections.size // SAMPLE))
    return [int(selection) for selection in selections[::step]]


def _is_word(character: str) -> bool:
    return character.isalnum() or category(character)[0] == "M" or character == "\u200d"


def is_between_words(text: str, at: int) -> bool:
    """Whether this place is not inside a word."""
    return not (0 < at < len(text) and _is_word(text[at - 1]) and _is_word(text[at]))


def _is_quoted(text: str, start: int, end: int, name: str | None) -> bool:
    """Whether the name of the selection is its passage, or the beginning of it."""
    if name is None or len(name) < SHORTEST_QUOTE or not 0 <= start < end <= len(text):
        return False
    if text[start:end] == name:
        return True
    passage, quote = " ".join(text[start:end].split()), " ".join(name.split())
    shortened = quote.endswith(TRUNCATED) or len(quote) >= 30
    quote = quote.removesuffix("…").removesuffix("...").rstrip()
    return passage == quote or (shortened and len(quote) >= SHORTEST_QUOTE and passage.startswith(quote))


def _shortened(passage: str) -> str:
    line = passage.replace("\n", "⏎")
    return line if len(line) <= 60 else f"{line[:40]} … {line[-15:]}"
