"""The smallest renumbering of a register under which most attributions of a text agree with it.

Every row of the register keeps its function and case and may carry another number, from the register or from the text.
Which number each row should carry is an assignment problem: its exact solution (Kuhn 1955, by shortest augmenting
paths) maximises the attributions that agree; among equals it keeps most rows in place, and then prefers numbers that
an interview gives to an interview and an observation to an observation. No order of trying can miss a better one. The
outcome falls apart into steps that are independent of each other: two rows that change places, or a chain in which
each row takes the next one's number. It stays a hypothesis on what happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkresearch.printed_audit.attributions import check_attributions, compare_attribution
from wijkresearch.printed_audit.published import PUBLISHED_REGISTER
from wijkresearch.printed_audit.tables import REGISTER_REPAIRS


@dataclass(frozen=True)
class Repair:
    """A renumbering: its steps, the register and attributions after them, and whether it is the only smallest one."""

    steps: pd.DataFrame
    register: pd.DataFrame
    checks: pd.DataFrame
    only_one: bool


def repair_register(attributions: pd.DataFrame, register: pd.DataFrame) -> Repair:
    """The smallest renumbering of the register that makes as many attributions agree as any renumbering can.

    Args:
        attributions: PUBLISHED_ATTRIBUTIONS, or what `find_attributions` found in a text.
        register: PUBLISHED_REGISTER, or `as_register(documents)`.
    """
    rows = list(register["document"])
    numbers = rows + sorted(set(attributions["document"]) - set(rows), key=lambda name: (len(name), name))
    gains = _gains(attributions, register, numbers)
    chosen = assign(gains)
    moves = {rows[row]: numbers[column] for row, column in enumerate(chosen) if rows[row] != numbers[column]}
    repaired = register.assign(document=[numbers[column] for column in chosen])
    steps = _steps(moves, attributions, register)
    return Repair(
        steps=steps,
        register=PUBLISHED_REGISTER.check(repaired),
        checks=check_attributions(attributions, repaired),
        only_one=_only_one(gains, chosen),
    )


def _gains(attributions: pd.DataFrame, register: pd.DataFrame, numbers: Sequence[str]) -> list[list[int]]:
    """Per row and number what it is worth that the row carries it: first agreement, then staying, then its own kind."""
    per_move = len(register) + 1
    per_agreement = per_move * (per_move + 1)
    kinds = dict(zip(register["document"], register["kind"], strict=True))
    cited: dict[str, list[dict[str, object]]] = {number: [] for number in numbers}
    for attribution in attributions.to_dict("records"):
        cited[attribution["document"]].append(attribution)
    return [
        [
            per_agreement * sum(compare_attribution(one, entry) == "agrees" for one in cited[number])
            - per_move * (number != entry["document"])
            - (kinds.get(number, entry["kind"]) != entry["kind"])
            for number in numbers
        ]
        for entry in register.to_dict("records")
    ]


def assign(gains: Sequence[Sequence[int]]) -> list[int]:
    """The column of every row that together give the highest sum, each column used once; rows ≤ columns.

    The assignment problem by shortest augmenting paths, with whole numbers only: exact, and in time rows² × columns.

    >>> assign([[4, 1], [4, 0]])
    [1, 0]
    """
    columns = len(gains[0]) if gains else 0
    row_price, column_price = [0] * (len(gains) + 1), [0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, len(gains) + 1):
        owner[0] = row
        came_from, free = _cheapest_path(gains, owner, row_price, column_price)
        while free:
            owner[free] = owner[came_from[free]]
            free = came_from[free]
    chosen = [0] * len(gains)
    for column in range(1, columns + 1):
        if owner[column]:
            chosen[owner[column] - 1] = column - 1
    return chosen


def _cheapest_path(
    gains: Sequence[Sequence[int]], owner: list[int], row_price: list[int], column_price: list[int]
) -> tuple[list[int], int]:
    """Where each column was reached from, and the free column at which the path ends; the prices are moved along."""
    columns = len(column_price)
    came_from = [0] * columns
    nearest: list[float] = [float("inf")] * columns
    done = [False] * columns
    here = 0
    while True:
        done[here] = True
        row = owner[here]
        for column in range(1, columns):
            distance = -gains[row - 1][column - 1] - row_price[row] - column_price[column]
            if not done[column] and distance < nearest[column]:
                nearest[column], came_from[column] = distance, here
        ahead = min((column for column in range(1, columns) if not done[column]), key=nearest.__getitem__)
        step = int(nearest[ahead])
        for column in range(columns):
            if done[column]:
                row_price[owner[column]] += step
                column_price[column] -= step
            else:
                nearest[column] -= step
        here = ahead
        if not owner[here]:
            return came_from, here


def _only_one(gains: list[list[int]], chosen: list[int]) -> bool:
    """Does every other renumbering give less agreement, or move more rows?"""
    best = sum(gains[row][column] for row, column in enumerate(chosen))
    refused = best - 2 * sum(max(map(abs, line)) for line in gains) - 1
    for row, column in enumerate(chosen):
        without = [list(line) for line in gains]
        without[row][column] = refused
        if sum(without[at][other] for at, other in enumerate(assign(without))) == best:
            return False
    return True


def _steps(moves: dict[str, str], attributions: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    agreed = int(check_attributions(attributions, register)["agrees"].sum())
    rows = []
    for chain in _chains(moves):
        moved = register.assign(document=[chain.get(name, name) for name in register["document"]])
        gained = int(check_attributions(attributions, moved)["agrees"].sum()) - agreed
        swap = len(chain) == 2 and set(chain) == set(chain.values())
        rows.append(
            {
                "kind": "swap" if swap else "renumber",
                "rows": len(chain),
                "moves": ", ".join(f"{old} → {new}" for old, new in chain.items()),
                "gained": gained,
            }
        )
    steps = pd.DataFrame(rows, columns=["kind", "rows", "moves", "gained"])
    steps = steps.sort_values("gained", ascending=False, kind="stable", ignore_index=True)
    steps.insert(0, "step", range(1, len(steps) + 1))
    steps["agree_after"] = agreed + steps["gained"].astype("int64").cumsum()
    return REGISTER_REPAIRS.check(steps)


def _chains(moves: dict[str, str]) -> Iterator[dict[str, str]]:
    """The moves in groups that touch no number in common: from a number that nobody takes, or round a circle."""
    left = dict(moves)
    starts = [old for old in moves if old not in moves.values()]
    while left:
        here = starts.pop(0) if starts else next(iter(left))
        chain = {}
        while here in left:
            chain[here] = left.pop(here)
            here = chain[here]
        yield chain
