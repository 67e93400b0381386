"""The rules of judgement: from what was said for and against to a verdict, how firm it is, and what would tip it.

Labels follow consensual qualitative research (Hill, Thompson & Williams 1997; Hill et al. 2005): *general* is all or
all but one, *typical* more than half, *variant* two up to half; a single respondent makes no category, and *rare* (two
or three) exists only above fifteen respondents. For a verdict rare weighs as variant: otherwise one respondent more
could turn three supporters into fewer than a variant.

There is a ballot for every kind of claim that is judged on passages; `docs/claims.md` explains each with examples. More
evidence against a claim never makes its verdict stronger, and more for it never makes it weaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from math import ceil, floor
from typing import Protocol

LABEL_RANK = {"none": 0, "single": 1, "rare": 2, "variant": 2, "typical": 3, "general": 4}
STRENGTH = {
    "insufficient": -1,
    "contradicted": 0,
    "not_supported": 1,
    "mixed": 2,
    "partly_supported": 3,
    "supported": 4,
}
CATEGORY = 2
"""Fewest respondents that make a category: one alone is a single case."""

Stance = tuple[bool, bool]
"""One respondent: supports, counters."""


@dataclass(frozen=True)
class SupportRule:
    """What a claim about respondents asks before it counts as supported; `absence` bears nobody against it."""

    min_respondents: int
    min_label: str
    absence: bool = False


@dataclass(frozen=True)
class Counts:
    """The n of k of n (`asked`), how many of these support, counter, and do both."""

    asked: int
    support: int
    counter: int
    both: int | None = None


@dataclass(frozen=True)
class Tip:
    """The smallest change that gives another verdict.

    Attributes:
        changes: how many units (respondents, observations, passages) are coded otherwise.
        support: how many more support it then; fewer when below zero.
        counter: how many more counter it.
        verdict: the verdict then.
        where: the case, or the role and world, in which the change is; empty when that makes no difference.
    """

    changes: int
    support: int
    counter: int
    verdict: str
    where: str = ""


class Ballot(Protocol):
    """What everybody within one scope says of one claim."""

    @property
    def tally(self) -> Counts:
        """The k of n."""

    @property
    def verdict(self) -> str:
        """The verdict on everything."""

    @property
    def verdict_of_rest(self) -> str:
        """The verdict when this is what is left after leaving one respondent out."""

    @property
    def cut_off(self) -> int:
        """The fewest supporting units that the rule asks for here."""

    def tips(self) -> Iterator[Tip]:
        """Changes that give another verdict, the smallest among them."""
        ...

    def tip(self) -> Tip | None:
        """The smallest change that gives another verdict; None when no change can."""
        return min(self.tips(), key=order_of_tips, default=None)


def leave_one_out(rests: Iterable[tuple[str, Ballot]]) -> list[str]:
    """The verdicts that come about when one respondent is left out, each once, from weak to strong."""
    return sorted({ballot.verdict_of_rest for _, ballot in rests}, key=STRENGTH.__getitem__)


def label(count: int, of: int) -> str:
    """How common `count` of `of` respondents is.

    >>> [label(count, 5) for count in range(6)]
    ['none', 'single', 'variant', 'typical', 'general', 'general']
    """
    if count < CATEGORY:
        return ("none", "single")[count]
    if count >= of - 1:
        return "general"
    if 2 * count > of:
        return "typical"
    return "rare" if of > 15 and count <= 3 else "variant"


def cut_off(of: int, min_label: str) -> int:
    """The fewest of `of` respondents that reach a label.

    >>> [cut_off(15, name) for name in ("single", "variant", "typical", "general")]
    [1, 2, 8, 14]
    """
    return {"single": 1, "variant": 2, "typical": max(2, of // 2 + 1), "general": max(2, of - 1)}[min_label]


def judge(tally: Counts, rule: SupportRule) -> str:
    """The verdict on what respondents say; the first rule that applies decides.

    Counters are weighed against supporters: at least half as many make it mixed, more than twice as many, or a category
    of counters against none of supporters, contradict it.

    >>> rule = SupportRule(min_respondents=3, min_label="typical")
    >>> [judge(Counts(asked=15, support=8, counter=counter), rule) for counter in (3, 4, 16, 17)]
    ['supported', 'mixed', 'mixed', 'contradicted']
    """
    support, counter = tally.support, tally.counter
    if tally.asked < rule.min_respondents:
        return "insufficient"
    if rule.absence and counter:
        return "contradicted"
    if counter >= CATEGORY and (support < CATEGORY or counter > 2 * support):
        return "contradicted"
    if counter >= CATEGORY and 2 * counter >= support:
        return "mixed"
    common = LABEL_RANK[label(support, tally.asked)]
    if common >= LABEL_RANK[rule.min_label]:
        return "supported"
    return "partly_supported" if common >= LABEL_RANK["variant"] else "not_supported"


@dataclass(frozen=True)
class CountBallot(Ballot):
    """Prevalence and absence: respondents by what they say, with the rule that judges them."""

    stances: tuple[tuple[Stance, int], ...]
    rule: SupportRule

    @classmethod
    def of(cls, stances: list[Stance], rule: SupportRule) -> CountBallot:
        """A ballot of one stance per respondent; the order of respondents makes no difference."""
        return cls(tuple(sorted(Counter(stances).items())), rule)

    def without(self, stance: Stance) -> CountBallot:
        """The ballot of everybody but one who says this."""
        left = Counter(dict(self.stances))
        left[stance] -= 1
        return replace(self, stances=tuple(sorted(left.items())))

    @property
    def tally(self) -> Counts:
        """How many were asked, support, counter and do both."""
        return _count(dict(self.stances))

    @property
    def verdict(self) -> str:
        """The verdict on all respondents."""
        return judge(self.tally, self.rule)

    @property
    def verdict_of_rest(self) -> str:
        """The verdict on the rest; whether there are enough respondents is judged on the whole."""
        return judge(self.tally, replace(self.rule, min_respondents=self.rule.min_respondents - 1))

    @property
    def cut_off(self) -> int:
        """The fewest supporters that reach the label."""
        return cut_off(self.tally.asked, self.rule.min_label)

    def tips(self) -> Iterator[Tip]:
        """A change for every pair of counts that would be judged otherwise.

        Along the number of counters only the places where a rule begins or ends have to be looked at: between those,
        fewer changes never alter the verdict. An analogue of the fragility index of trials (Walsh et al. 2014).
        """
        counts, now, verdict = dict(self.stances), self.tally, self.verdict
        for support in range(now.asked + 1):
            half = (support + 1) // 2
            for counter in {now.counter, 0, 1, 2, half - 1, half, 2 * support, 2 * support + 1}:
                then = judge(Counts(now.asked, support, counter), self.rule)
                if 0 <= counter <= now.asked and then != verdict:
                    more = support - now.support, counter - now.counter
                    yield Tip(_distance(counts, *more), *more, then)


def _count(counts: dict[Stance, int]) -> Counts:
    support, counter = (sum(size for stance, size in counts.items() if stance[place]) for place in range(2))
    return Counts(sum(counts.values()), support, counter, counts.get((True, True), 0))


def _distance(counts: dict[Stance, int], more_support: int, more_counter: int) -> int:
    """How many respondents must change for so many supporters and counters more (or fewer, below zero).

    One respondent can make both changes at once, when there is one who now says the opposite on both.
    """
    at_once = counts.get((more_support < 0, more_counter < 0), 0)
    return abs(more_support) + abs(more_counter) - min(abs(more_support), abs(more_counter), at_once)


def order_of_tips(tip: Tip) -> tuple[int, int, int, str]:
    """Fewest changes first; among equals the one of which least is said, so that the same study names the same one."""
    return tip.changes, abs(tip.support) + abs(tip.counter), tip.support, tip.where


OVER_CASES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "supported": (("supported",), ()),
    "partly_supported": (("supported", "not_supported"), ("supported", "not_supported")),
    "mixed": (("supported", "not_supported", "contradicted"), ("supported", "contradicted")),
    "not_supported": (("not_supported",), ()),
    "contradicted": (("not_supported", "contradicted"), ("contradicted",)),
}
"""Verdict over cases to the verdicts that each case may have, and those that one case at least must have."""


def _cheapest(words: dict[str, dict[str, Tip]], allowed: tuple[str, ...], placed: dict[str, str]) -> list[Tip] | None:
    """The smallest change of each case, where some have a verdict placed on them; None when a case has no way."""
    found = []
    for case, tips in words.items():
        wanted = (placed[case],) if case in placed else allowed
        ways = [tips[word] for word in wanted if word in tips]
        if not ways:
            return None
        found.append(min(ways, key=order_of_tips))
    return found


def _added(tips: list[Tip], verdict: str) -> Tip:
    """The changes of all cases as one."""
    changed = [tip for tip in tips if tip.changes]
    changes, support, counter = (
        sum(getattr(tip, name) for tip in changed) for name in ("changes", "support", "counter")
    )
    return Tip(changes, support, counter, verdict, "; ".join(tip.where for tip in changed))


def _named(case: str, things: Iterable[str]) -> str:
    return ", ".join(filter(None, (case, *things)))


@dataclass(frozen=True)
class ExistenceBallot(Ballot):
    """Existence: in every case somebody who says it; a counter does not undo that.

    In a case it is supported by `at_least` respondents; else contradicted when somebody speaks against it, else not
    found. Over cases: supported in all; in some, mixed when it is contradicted in another and otherwise in part; in
    none, contradicted when it is in any and otherwise not found. Where several things have to be there (each of these
    roles), a case has what is least found of them.

    Attributes:
        groups: case, thing and the stances of its respondents; the thing is empty where there is one.
        at_least: fewest respondents in every case.
    """

    groups: tuple[tuple[str, str, tuple[tuple[Stance, int], ...]], ...]
    at_least: int

    @cached_property
    def counts(self) -> dict[tuple[str, str], Counts]:
        """Case and thing to its respondents; a case without any says nothing and is left out."""
        counted = {(case, thing): _count(dict(stances)) for case, thing, stances in self.groups}
        return {place: counts for place, counts in counted.items() if counts.asked}

    @property
    def over_cases(self) -> bool:
        """Is there more than one case in which somebody was asked?"""
        return len({case for case, _ in self.counts}) > 1

    @property
    def tally(self) -> Counts:
        """Of one case its respondents; of several the cases."""
        words = list(self._of_cases.values())
        if not self.over_cases and words:
            return min(self.counts.values(), key=lambda counts: (counts.support, -counts.counter))
        return Counts(len(words), words.count("supported"), words.count("contradicted"))

    @property
    def verdict(self) -> str:
        """The verdict on all cases."""
        verdicts = set(self._of_cases.values())
        if not verdicts:
            return "insufficient"
        if len(verdicts) == 1:
            return verdicts.pop()
        if "supported" in verdicts:
            return "mixed" if "contradicted" in verdicts else "partly_supported"
        return "contradicted"

    verdict_of_rest = verdict

    @property
    def cut_off(self) -> int:
        """Of one case the fewest respondents; of several all cases."""
        return self.tally.asked if self.over_cases else self.at_least

    def tips(self) -> Iterator[Tip]:
        """For every other verdict the smallest change, in one case or in several."""
        words = {case: self._words_of(case) for case in dict.fromkeys(case for case, _ in self.counts)}
        for verdict, (allowed, needed) in OVER_CASES.items():
            if words and verdict != self.verdict:
                found = [
                    changes
                    for placed in permutations(words, len(needed))
                    if (changes := _cheapest(words, allowed, dict(zip(placed, needed, strict=True)))) is not None
                ]
                if found:
                    yield _added(min(found, key=lambda changes: sum(tip.changes for tip in changes)), verdict)

    def _words_of(self, case: str) -> dict[str, Tip]:
        """Every verdict that a case can have, with the smallest change that gives it."""
        things = {thing: counts for (place, thing), counts in self.counts.items() if place == case}
        lacking = {thing: self.at_least - counts.support for thing, counts in things.items()}
        missing = {thing: more for thing, more in lacking.items() if more > 0}
        least = max(things, key=lambda thing: lacking[thing])
        counts, fewer = things[least], max(0, 1 - lacking[least])
        more = min(sum(missing.values()), 1) if self.at_least == 1 else sum(missing.values())
        opposite = int(counts.counter == 0)
        found = {
            "supported": Tip(more, more, 0, "supported", _named(case, missing)),
            "not_supported": Tip(
                counts.counter + max(0, fewer - (counts.both or 0)),
                -fewer,
                -counts.counter,
                "not_supported",
                _named(case, [least]),
            ),
            "contradicted": Tip(max(fewer, opposite), -fewer, opposite, "contradicted", case),
        }
        if self.at_least > min(counts.asked for counts in things.values()):
            del found["supported"]
        return found if "" in things else {word: tip for word, tip in found.items() if word != "contradicted"}

    @cached_property
    def _of_cases(self) -> dict[str, str]:
        """Case to its verdict: that of what is least found there."""
        verdicts: dict[str, str] = {}
        for (case, _), found in self.counts.items():
            word = "contradicted" if found.counter else "not_supported"
            word = "supported" if found.support >= self.at_least else word
            verdicts[case] = min(verdicts.get(case, word), word, key=STRENGTH.__getitem__)
        return verdicts


@dataclass(frozen=True)
class ContrastBallot(Ballot):
    """A contrast: the share of respondents on one side less the share on the other, in percentage points."""

    more: tuple[int, int]
    """How many say it on the side that should say it more, and of how many."""
    less: tuple[int, int]
    by: int
    min_respondents: int
    stances: tuple[tuple[Stance, int], ...] = ()
    """Respondents by what they say, where both sides are the same people."""

    @property
    def tally(self) -> Counts:
        """The side that should say it more, and how many say it on the other."""
        return Counts(self.more[1], self.more[0], self.less[0])

    @property
    def verdict(self) -> str:
        """Supported by so many points, in part by fewer; contradicted by so many the other way."""
        return self._judge(self.min_respondents)

    @property
    def verdict_of_rest(self) -> str:
        """The verdict on the rest, of which one fewer is asked."""
        return self._judge(self.min_respondents - 1)

    @property
    def cut_off(self) -> int:
        """The fewest respondents on the one side, with the other side as it is."""
        others = self.less[0] / self.less[1] if self.less[1] else 0.0
        return ceil(round(self.more[1] * (self.by / 100 + others), 9))

    def tips(self) -> Iterator[Tip]:
        """A change for every number on the one side, with the numbers on the other where the verdict begins or ends."""
        (now, of_more), (others, of_less) = self.more, self.less
        for more in range(of_more + 1):
            places = [of_less * (more / max(of_more, 1) - points / 100) for points in (self.by, 0, -self.by)]
            for less in {others, *(floor(place) + step for place in places for step in (-1, 0, 1, 2))}:
                then = replace(self, more=(more, of_more), less=(less, of_less)).verdict
                if 0 <= less <= of_less and then != self.verdict:
                    added = more - now, less - others
                    yield Tip(_distance(dict(self.stances), *added), *added, then)

    def _judge(self, min_respondents: int) -> str:
        (more, of_more), (less, of_less) = self.more, self.less
        if min(of_more, of_less) < max(min_respondents, 1):
            return "insufficient"
        points, whole = 100 * (more * of_less - less * of_more), of_more * of_less
        if points >= self.by * whole:
            return "supported"
        if points > 0:
            return "partly_supported"
        return "contradicted" if -points >= self.by * whole else "not_supported"
