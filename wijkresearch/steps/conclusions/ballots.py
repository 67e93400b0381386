"""The rules of judgement: from respondents for and against to a label, a verdict, and how firm that verdict is.

The unit is the respondent (one interview), never the passage. Labels follow consensual qualitative research (Hill,
Thompson & Williams 1997; Hill et al. 2005): *general* is all or all but one, *typical* more than half, *variant* two up
to half; a single respondent makes no category, and *rare* (two or three) exists only above fifteen respondents. For a
verdict rare weighs as variant: otherwise one respondent more could turn three supporters into fewer than a variant.

A verdict needs more than a label; the order of the rules in `judge` is the order in which they decide. A *hoop* (Van
Evera 1997; Mahoney 2012) is a counter code that a causal claim must not meet: one respondent with it outweighs counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LABEL_RANK = {"none": 0, "single": 1, "rare": 2, "variant": 2, "typical": 3, "general": 4}
STRENGTH = {
    "insufficient": -1,
    "contradicted": 0,
    "not_supported": 1,
    "mixed": 2,
    "partly_supported": 3,
    "supported": 4,
}

RANKED_VERDICTS = {"alone": "supported", "shared": "mixed", "other": "contradicted"}

Stance = tuple[bool, bool, bool]
"""One respondent: supports, counters, fails a hoop."""


@dataclass(frozen=True)
class SupportRule:
    """What a claim asks before it counts as supported."""

    min_respondents: int
    min_label: str


@dataclass(frozen=True)
class RespondentCounts:
    """Respondents who were asked, and how many of them support, counter, and fail a hoop."""

    asked: int
    support: int
    counter: int
    fails_hoop: int = 0


def label(count: int, of: int) -> str:
    """How common `count` of `of` respondents is.

    >>> [label(count, 5) for count in range(6)]
    ['none', 'single', 'variant', 'typical', 'general', 'general']
    """
    if count < 2:
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


def judge(tally: RespondentCounts, rule: SupportRule) -> str:
    """The verdict on one claim; the first rule that applies decides.

    >>> judge(RespondentCounts(asked=5, support=3, counter=1), SupportRule(min_respondents=3, min_label="typical"))
    'supported'
    """
    support, counter = (LABEL_RANK[label(count, tally.asked)] for count in (tally.support, tally.counter))
    variant, typical = LABEL_RANK["variant"], LABEL_RANK["typical"]
    if tally.asked < rule.min_respondents:
        return "insufficient"
    if tally.fails_hoop or (counter >= typical and tally.counter > tally.support):
        return "contradicted"
    if counter >= variant:
        return "mixed"
    if support >= LABEL_RANK[rule.min_label]:
        return "supported"
    return "partly_supported" if support >= variant else "not_supported"


@dataclass(frozen=True)
class CodedBallot:
    """The respondents of one claim by what they say, with the rule that judges them."""

    stances: tuple[tuple[Stance, int], ...]
    rule: SupportRule
    has_hoop: bool = False

    @classmethod
    def of(cls, stances: list[Stance], rule: SupportRule, *, has_hoop: bool) -> CodedBallot:
        """A ballot of one stance per respondent; the order of respondents makes no difference."""
        return cls(tuple(sorted(Counter(stances).items())), rule, has_hoop)

    @property
    def tally(self) -> RespondentCounts:
        """How many were asked, support, counter and fail a hoop."""
        return _tally(dict(self.stances))

    @property
    def verdict(self) -> str:
        """The verdict on all respondents."""
        return judge(self.tally, self.rule)

    @property
    def verdict_of_rest(self) -> str:
        """The verdict when these respondents are what is left after leaving one out.

        The rule asks for one respondent fewer then: whether there are enough is judged on the whole.
        """
        return judge(self.tally, SupportRule(self.rule.min_respondents - 1, self.rule.min_label))

    def leave_one_out(self) -> list[str]:
        """The verdicts that come about when one respondent is left out, each once, from weak to strong."""
        counts = dict(self.stances)
        rests = [tuple(sorted({**counts, stance: counts[stance] - 1}.items())) for stance in counts]
        verdicts = {CodedBallot(rest, self.rule, self.has_hoop).verdict_of_rest for rest in rests}
        return sorted(verdicts, key=STRENGTH.__getitem__)

    def fragility(self) -> int | None:
        """The fewest respondents whose coding must change to change the verdict; None when no change can.

        An analogue of the fragility index of trials (Walsh et al. 2014), counted exactly. A failed hoop can only be
        undone by changing everybody who fails it, at best into support.
        """
        counts, verdict = dict(self.stances), self.verdict
        failing = self.tally.fails_hoop
        if verdict == "insufficient":
            return None
        if not failing:
            fewest = _fewest_changes(counts, self.rule, verdict)
            return 1 if self.has_hoop and verdict != "contradicted" else fewest
        passed = {stance: size for stance, size in counts.items() if not stance[2]}
        passed[True, False, False] = passed.get((True, False, False), 0) + failing
        if judge(_tally(passed), self.rule) != verdict:
            return failing
        further = _fewest_changes(passed, self.rule, verdict)
        return None if further is None else failing + further


def _tally(counts: dict[Stance, int]) -> RespondentCounts:
    support, counter, fails = (sum(size for stance, size in counts.items() if stance[place]) for place in range(3))
    return RespondentCounts(sum(counts.values()), support, counter, fails)


def _fewest_changes(counts: dict[Stance, int], rule: SupportRule, verdict: str) -> int | None:
    """The smallest number of respondents to change, over every pair of counts that would be judged otherwise.

    Along the number of counters only the places where a rule begins or ends have to be looked at: between those, fewer
    changes never alter the verdict.
    """
    now = _tally(counts)
    typical = cut_off(now.asked, "typical")
    found = [
        _distance(counts, support - now.support, counter - now.counter)
        for support in range(now.asked + 1)
        for counter in {now.counter, 1, 2, typical - 1, typical, support, support + 1}
        if 0 <= counter <= now.asked and judge(RespondentCounts(now.asked, support, counter), rule) != verdict
    ]
    return min(found, default=None)


def _distance(counts: dict[Stance, int], more_support: int, more_counter: int) -> int:
    """How many respondents must change for so many supporters and counters more (or fewer, below zero).

    One respondent can make both changes at once, when there is one who now says the opposite on both.
    """
    at_once = counts.get((more_support < 0, more_counter < 0, False), 0)
    return abs(more_support) + abs(more_counter) - min(abs(more_support), abs(more_counter), at_once)


def holds_place(shares: npt.NDArray[np.float64], role: int, rank: str) -> str:
    """Has the role the place (most or least) `alone`, is it `shared`, or has another role got it (`other`)?

    >>> holds_place(np.array([0.5, 0.25, 0.25]), 0, "most"), holds_place(np.array([0.5, 0.25, 0.25]), 1, "least")
    ('alone', 'shared')
    """
    signed = shares if rank == "most" else -shares
    lead = signed[role] - np.delete(signed, role).max(initial=-np.inf)
    if abs(lead) < 1e-9:
        return "shared"
    return "alone" if lead > 0 else "other"


@dataclass(frozen=True, eq=False)
class RankedBallot:
    """Each respondent's shares of the roles (rows: respondents, columns: roles), and the role that is ranked.

    Respondents are weighed alike: shares within a respondent are averaged, passages are not pooled. The ranking holds
    when the role has the place alone, in the whole and whoever is left out; it is contradicted when another role has it
    each time; anything else is mixed.
    """

    shares: npt.NDArray[np.float64]
    role: int
    rank: str
    rule: SupportRule

    @property
    def tally(self) -> RespondentCounts:
        """Respondents with role codings; for whom the role has the place alone, and for whom it has not got it."""
        places = [holds_place(row, self.role, self.rank) for row in self.shares]
        return RespondentCounts(len(places), places.count("alone"), places.count("other"))

    @property
    def verdict(self) -> str:
        """The verdict on all respondents."""
        if len(self.shares) < self.rule.min_respondents:
            return "insufficient"
        held = {holds_place(self.shares.mean(axis=0), self.role, self.rank), *self._held_without_one()}
        if held == {"alone"}:
            return "supported"
        return "contradicted" if held == {"other"} else "mixed"

    @property
    def verdict_of_rest(self) -> str:
        """What the ranking is when these respondents are what is left after leaving one out."""
        if not len(self.shares):
            return "insufficient"
        return RANKED_VERDICTS[holds_place(self.shares.mean(axis=0), self.role, self.rank)]

    def leave_one_out(self) -> list[str]:
        """The rankings that come about when one respondent is left out, each once, from weak to strong."""
        verdicts = {RANKED_VERDICTS[held] for held in self._held_without_one()}
        return sorted(verdicts, key=STRENGTH.__getitem__)

    def fragility(self) -> None:
        """Not counted for a ranking: the leave-one-out range decides its verdict already."""

    def _held_without_one(self) -> list[str]:
        if len(self.shares) < 2:
            return []
        return [holds_place(row, self.role, self.rank) for row in self.shares.sum(axis=0) - self.shares]


Ballot = CodedBallot | RankedBallot
