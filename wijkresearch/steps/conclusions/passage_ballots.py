"""Ballots on role passages: which role ranks first or last, and whether a connection is made.

The unit is the passage: somebody who tells three cases counts three times. Observations count along, as they do in the
role tables and the table of connections, so that a verdict never says something else than the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from wijkresearch.steps.conclusions.ballots import CATEGORY, Counts, Tip, order_of_tips
from wijkresearch.tables.connections import OUTCOMES

RANKED = {"alone": "supported", "shared": "mixed", "other": "contradicted"}
ENDED = {"made": "fulfilled", "hindered": "hindered", "not_called_upon": "not_called_upon", "varied": "fulfilled"}
"""What a connection is said to be, to the outcome of the passages that make it so."""

Passage = tuple[str, str, str, str]
"""One role passage: role, world, direction, outcome; what nobody coded is empty."""


def holds_place(numbers: npt.NDArray[np.float64], role: int, rank: str) -> str:
    """Has the role the place (most or least) `alone`, is it `shared`, or has another role got it (`other`)?

    >>> holds_place(np.array([0.5, 0.25, 0.25]), 0, "most"), holds_place(np.array([0.5, 0.25, 0.25]), 1, "least")
    ('alone', 'shared')
    """
    signed = numbers if rank == "most" else -numbers
    lead = signed[role] - np.delete(signed, role).max(initial=-np.inf)
    if abs(lead) < 1e-9:
        return "shared"
    return "alone" if lead > 0 else "other"


@dataclass(frozen=True, eq=False)
class RankingBallot:
    """A ranking of roles, by passages together (as the role tables count) or by shares within respondents.

    Attributes:
        counts: role passages; a row for every document, a column for every role.
        role: the column of the role that is ranked.
        rank: most or least.
        measure: passages, or respondents: then every document weighs alike.
        min_respondents: the fewest documents with role passages, below which nothing is said.
    """

    counts: npt.NDArray[np.int64]
    role: int
    rank: str
    measure: str
    min_respondents: int

    @property
    def numbers(self) -> npt.NDArray[np.float64]:
        """What is ranked, a number for each role."""
        if self.measure == "passages" or not len(self.counts):
            return np.asarray(self.counts.sum(axis=0), dtype="float64")
        return np.asarray((self.counts / self.counts.sum(axis=1, keepdims=True)).mean(axis=0))

    @property
    def tally(self) -> Counts:
        """All role passages, those of the role, and those of the role next to it."""
        totals = self.counts.sum(axis=0)
        return Counts(int(totals.sum()), int(totals[self.role]), int(totals[self._rival(totals)]))

    @property
    def verdict(self) -> str:
        """Supported when the role has the place alone, mixed when it shares it."""
        return self._judge(self.min_respondents)

    @property
    def verdict_of_rest(self) -> str:
        """The verdict on the rest, of which one document fewer is asked."""
        return self._judge(max(self.min_respondents - 1, 1))

    @property
    def cut_off(self) -> int:
        """Passages of the role with which it would have the place alone, the others as they are."""
        return self.tally.counter + (1 if self.rank == "most" else -1)

    def tip(self) -> Tip | None:
        """The fewest passages that have to be of another role; not counted where respondents weigh alike."""
        if self.measure != "passages" or self.verdict == "insufficient":
            return None
        totals = self.counts.sum(axis=0)
        rival = self._rival(totals)
        found = [
            fewest(partial(self._moved, totals, rival, way), self.verdict, int(most), way)
            for way, most in ((-1, totals[self.role]), (1, totals[rival]))
        ]
        return min((tip for tip in found if tip), key=order_of_tips, default=None)

    def _rival(self, totals: npt.NDArray[np.int64]) -> int:
        others = [place for place in range(len(totals)) if place != self.role]
        sign = -1 if self.rank == "most" else 1
        return min(others, key=lambda place: (sign * int(totals[place]), place), default=self.role)

    def _moved(self, totals: npt.NDArray[np.int64], rival: int, way: int, passages: int) -> str:
        changed = totals.astype("float64")
        changed[self.role] += way * passages
        changed[rival] -= way * passages
        return RANKED[holds_place(changed, self.role, self.rank)]

    def _judge(self, min_respondents: int) -> str:
        if len(self.counts) < min_respondents:
            return "insufficient"
        return RANKED[holds_place(self.numbers, self.role, self.rank)]


def fewest(verdict_after: Callable[[int], str], now: str, most: int, way: int, where: str = "") -> Tip | None:
    """The smallest number of passages, up to `most`, after which the verdict is another one than now.

    Args:
        verdict_after: the verdict after so many were changed; once it is another, it does not come back.
        now: the verdict as it is.
        most: how many could be changed.
        way: 1 when each supports the claim then, -1 when each no longer does.
        where: the role and world of the passages.
    """
    if most < 1 or verdict_after(most) == now:
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if verdict_after(middle) != now else (middle + 1, high)
    return Tip(low, way * low, 0, verdict_after(low), where)


@dataclass(frozen=True)
class Cell:
    """The role passages that a connection is about; what is None may be anything."""

    role: str | None = None
    world: str | None = None
    direction: str | None = None

    def holds(self, passage: Passage) -> bool:
        """Is the passage one of these?"""
        named = (self.role, self.world, self.direction)
        return all(want is None or want == has for want, has in zip(named, passage, strict=False))


@dataclass(frozen=True)
class ConnectionBallot:
    """A connection: how more than half of the passages of a role and world ended, as the table of connections says.

    With `only`, besides no other role and world in which more than half ended in full. *Varied* asks for a category of
    passages that ended in full and one of passages that did not.
    """

    passages: tuple[tuple[Passage, int], ...]
    cell: Cell
    judgement: str
    only: bool
    min_passages: int

    @property
    def tally(self) -> Counts:
        """Passages in the cell, those that ended as is said, and those that ended otherwise."""
        inside = self._cells[""]
        support = inside[ENDED[self.judgement]]
        return Counts(inside.total(), support, inside.total() - support - inside[""])

    @property
    def verdict(self) -> str:
        """The verdict on all passages."""
        return self._judge(*self._cells.values())

    verdict_of_rest = verdict

    @property
    def cut_off(self) -> int:
        """The fewest passages that are more than half."""
        return CATEGORY if self.judgement == "varied" else self.tally.asked // 2 + 1

    def tip(self) -> Tip | None:
        """The fewest passages that have to end otherwise: in the cell or, for `only`, in another one."""
        if self.verdict == "insufficient":
            return None
        found = []
        for place, ended in enumerate(self._cells.values()):
            wanted, where = (
                "fulfilled" if place else ENDED[self.judgement],
                "" if place == 0 else list(self._cells)[place],
            )
            for way, start, end in _moves(ended, wanted):
                after = partial(self._verdict_after, place, start, end)
                found.append(fewest(after, self.verdict, ended[start], way, where))
        return min((tip for tip in found if tip), key=order_of_tips, default=None)

    @cached_property
    def _cells(self) -> dict[str, Counter[str]]:
        """The cell itself first; for `only`, the other cells of a role and world that hold enough passages."""
        cells = {"": self._ended(self.cell)}
        if self.only:
            others = sorted(
                {(role, world) for (role, world, *_), _ in self.passages} - {(self.cell.role, self.cell.world)}
            )
            ended = {", ".join(other): self._ended(Cell(*other)) for other in others}
            cells |= {name: counts for name, counts in ended.items() if counts.total() >= self.min_passages}
        return cells

    def _ended(self, cell: Cell) -> Counter[str]:
        """Outcome to the number of passages in a cell; empty for those of which nobody coded it."""
        ended: Counter[str] = Counter()
        for passage, size in self.passages:
            if cell.holds(passage):
                ended[passage[3]] += size
        return ended

    def _verdict_after(self, place: int, start: str, end: str, moved: int) -> str:
        """The verdict after so many passages of one cell ended otherwise."""
        cells = [Counter(ended) for ended in self._cells.values()]
        cells[place].update({end: moved})
        cells[place].subtract({start: moved})
        return self._judge(*cells)

    def _judge(self, inside: Counter[str], *others: Counter[str]) -> str:
        total, made = inside.total(), inside["fulfilled"]
        if total < self.min_passages or total == inside[""]:
            return "insufficient"
        if self.judgement == "varied":
            fewest_either = min(made, total - made - inside[""])
            return ("contradicted", "mixed", "supported")[min(fewest_either, CATEGORY)]
        if any(2 * ended["fulfilled"] > ended.total() for ended in others):
            return "contradicted"
        ahead = [outcome for outcome, size in inside.items() if outcome and 2 * size > total]
        if not ahead:
            return "mixed"
        return "supported" if ahead == [ENDED[self.judgement]] else "contradicted"


def _moves(ended: Counter[str], wanted: str) -> Iterator[tuple[int, str, str]]:
    """Does a change add to what is wanted (1) or take from it (-1), with the outcomes before and after."""
    rest = [outcome for outcome in OUTCOMES if outcome != wanted]
    yield -1, wanted, max(rest, key=lambda outcome: ended[outcome])
    yield from ((1, outcome, wanted) for outcome in rest if ended[outcome])
