"""Ballots on role passages: which role ranks first or last, and whether a connection is made.

The unit is the passage: somebody who tells three cases counts three times. Observations count along, as they do in the
role tables and the table of connections, so that a verdict never says something else than the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from wijkresearch.steps.conclusions.ballots import CATEGORY, Ballot, Counts, Tip

RANKED = {"alone": "supported", "shared": "mixed", "other": "contradicted"}
ENDED = {"made": "fulfilled", "hindered": "hindered", "not_called_upon": "not_called_upon", "varied": "fulfilled"}
"""What a connection is said to be, to the outcome of the passages that make it so."""

VARIED = ("contradicted", "mixed", "supported")
"""The verdict on endings that vary, by the fewest passages on either side: none, one, a category."""

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
class RankingBallot(Ballot):
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

    def tips(self) -> Iterator[Tip]:
        """The fewest passages that have to be of another role; not counted where respondents weigh alike."""
        if self.measure != "passages" or self.verdict == "insufficient" or self.counts.shape[1] == 1:
            return
        totals = self.counts.sum(axis=0)
        others = int(totals.sum() - totals[self.role])
        for way in (-1, 1):
            most = int(totals[self.role]) if way < 0 else others
            yield from turns(partial(self._moved, totals, way), self.verdict, most, way)

    def _rival(self, totals: npt.NDArray[np.int64]) -> int:
        others = [place for place in range(len(totals)) if place != self.role]
        sign = -1 if self.rank == "most" else 1
        return min(others, key=lambda place: (sign * int(totals[place]), place), default=self.role)

    def _moved(self, totals: npt.NDArray[np.int64], way: int, passages: int) -> str:
        """The verdict after so many passages became of the role (or of another), each where it does most."""
        changed = totals.tolist()
        nearest = max if self.rank == "most" else min
        others = [place for place in range(len(changed)) if place != self.role]
        for _ in range(passages):
            held = [place for place in others if way < 0 or changed[place]]
            changed[nearest(held, key=changed.__getitem__)] -= way
        changed[self.role] += way * passages
        return RANKED[holds_place(np.asarray(changed, dtype="float64"), self.role, self.rank)]

    def _judge(self, min_respondents: int) -> str:
        if len(self.counts) < min_respondents:
            return "insufficient"
        return RANKED[holds_place(self.numbers, self.role, self.rank)]


def turns(verdict_after: Callable[[int], str], now: str, most: int, way: int) -> Iterator[Tip]:
    """The smallest numbers of passages, up to `most`, after which the verdict is another one, and again another.

    Args:
        verdict_after: the verdict after so many were changed; once it is another, it does not come back.
        now: the verdict as it is.
        most: how many could be changed.
        way: 1 when there are more passages of the role then, -1 when there are fewer.
    """
    last, low = verdict_after(most), 0
    while now != last:
        low, high = low + 1, most
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if verdict_after(middle) != now else (middle + 1, high)
        now = verdict_after(low)
        yield Tip(low, way * low, 0, now)


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
class ConnectionBallot(Ballot):
    """A connection: how more than half of the passages of a role and world ended, as the table of connections says.

    When more than half ended otherwise, in one way or in several, it is contradicted; in between it is mixed, or not
    found where none ended so. With `only`, besides no other role and world in which more than half ended in full.
    *Varied* asks for a category of passages that ended in full and one of passages that did not.
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

    def tips(self) -> Iterator[Tip]:
        """For every other verdict the fewest passages that have to end otherwise: in the cell or, for `only`, others.

        A passage of which nobody coded how it ended can get an ending; none loses it.
        """
        if self.verdict == "insufficient":
            return
        inside = self._cells[""]
        found = self._varied(inside) if self.judgement == "varied" else self._ended_otherwise(inside)
        names = list(self._cells)[1:]
        excess = {name: self._cells[name]["fulfilled"] - self._cells[name].total() // 2 for name in names}
        made = {name: passages for name, passages in excess.items() if passages > 0}
        undone = sum(made.values())
        for verdict, tip in found.items():
            changes = tip.changes + undone
            if changes and not (made and verdict == "contradicted"):
                yield Tip(changes, tip.support, tip.counter - undone, verdict, "; ".join(made))
        if excess and not made and self.verdict != "contradicted":
            name = max(excess, key=excess.__getitem__)
            yield Tip(1 - excess[name], 0, 1 - excess[name], "contradicted", name)

    def _ended_otherwise(self, inside: Counter[str]) -> dict[str, Tip]:
        """Verdict on the cell alone to the smallest change that gives it."""
        half, support = inside.total() // 2, inside[ENDED[self.judgement]]
        counter = inside.total() - support - inside[""]
        more, less = max(half + 1 - support, 0), max(half + 1 - counter, 0)
        found = [
            Tip(more, more, -min(more, counter), "supported"),
            Tip(less, -min(less, support), less, "contradicted"),
        ]
        if support + counter <= 2 * half:
            turned = max(counter - half, int(not support)) - max(support - half, 0)
            found.append(Tip(abs(turned), turned, -min(turned, counter), "mixed"))
        if support + counter <= half:
            found.append(Tip(support, -support, support, "not_supported"))
        return {tip.verdict: tip for tip in found}

    def _varied(self, inside: Counter[str]) -> dict[str, Tip]:
        """Verdict on whether the endings vary to the smallest change that gives it."""
        made = inside["fulfilled"]
        otherwise = inside.total() - made - inside[""]
        found = {}
        for fewest, verdict in enumerate(VARIED[: inside.total() // 2 + 1]):
            more, less = max(fewest - made, 0), max(fewest - otherwise, 0)
            if more or less:
                support = more - min(less, max(made - fewest, 0))
                counter = less - min(more, max(otherwise - fewest, 0))
                found[verdict] = Tip(more + less, support, counter, verdict)
            else:
                lost = 0 if verdict == VARIED[-1] else min(made, otherwise) - fewest
                support = -lost if made <= otherwise else lost
                found[verdict] = Tip(lost, support, -support, verdict)
        return found

    @cached_property
    def _cells(self) -> dict[str, Counter[str]]:
        """The cell itself first; for `only`, the other cells of a role and world that hold enough passages."""
        cells = {"": self._ended(self.cell)}
        if self.only:
            own = replace(self.cell, direction=None)
            others = sorted({passage[:2] for passage, _ in self.passages if not own.holds(passage)})
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

    def _judge(self, inside: Counter[str], *others: Counter[str]) -> str:
        total, made = inside.total(), inside["fulfilled"]
        if total < self.min_passages or total == inside[""]:
            return "insufficient"
        if self.judgement == "varied":
            fewest_either = min(made, total - made - inside[""])
            return VARIED[min(fewest_either, CATEGORY)]
        if any(2 * ended["fulfilled"] > ended.total() for ended in others):
            return "contradicted"
        support = inside[ENDED[self.judgement]]
        if 2 * support > total:
            return "supported"
        if 2 * (total - support - inside[""]) > total:
            return "contradicted"
        return "mixed" if support else "not_supported"
