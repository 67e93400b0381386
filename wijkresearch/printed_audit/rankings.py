"""Sentences that rank a role within a case, compared with the printed tables.

A sentence says that a role gets most or least attention. A table bears it out when that role alone has the highest or
lowest number; a tie neither bears it out nor contradicts it. Printed dots are rounded, so a printed gap of d steps
guarantees a gap of no more than d minus one step between the shares themselves.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.printed_audit.tables import CELL_REPAIRS, GUARANTEED_GAPS, RANKING_CHECKS

SUMMED = "summed"


def check_rankings(rankings: pd.DataFrame, dots: pd.DataFrame) -> pd.DataFrame:
    """RANKING_CHECKS: every ranking sentence against each printed table, and against their sum.

    A column of one role ranks nothing and has no row.

    Args:
        rankings: PUBLISHED_RANKINGS.
        dots: PUBLISHED_DOTS.

    Raises:
        StudyError: a sentence names a case or a role that is in no table.
    """
    printed = dots.rename(columns={"dots": "number"}).assign(source="printed")
    columns = ["source", "world", "municipality", "role", "number"]
    numbers = pd.concat([source[columns] for source in (printed, _summed(printed))], ignore_index=True)
    rows = [
        _check_ranking(ranking, source, world, numbers)
        for ranking in rankings.to_dict("records")
        for source, world in numbers[["source", "world"]].drop_duplicates().itertuples(index=False)
    ]
    checks = pd.DataFrame(rows, columns=RANKING_CHECKS.column_names)
    return RANKING_CHECKS.check(checks[checks["rival_number"].notna()])


def _summed(numbers: pd.DataFrame) -> pd.DataFrame:
    """The same numbers added up over the worlds."""
    totals = numbers.groupby(["source", "municipality", "role"], sort=False, as_index=False)["number"].sum()
    return totals.assign(world=SUMMED)


def _check_ranking(ranking: dict[Any, Any], source: str, world: str, numbers: pd.DataFrame) -> dict[str, Any]:
    column = numbers[
        (numbers["source"] == source)
        & (numbers["world"] == world)
        & (numbers["municipality"] == ranking["municipality"])
    ].set_index("role")["number"]
    if ranking["role"] not in column.index:
        raise StudyError(
            Problem(
                f"ranking {ranking['ranking']}, {source}, {world}",
                f"there is no number for role '{ranking['role']}' in case '{ranking['municipality']}'",
                f"one of {', '.join(column.index)}" if len(column) else "a case in the tables",
            )
        )
    named = column[ranking["role"]]
    others = column.drop(ranking["role"])
    rival = others.max() if ranking["rank"] == "most" else others.min()
    lead = named - rival if ranking["rank"] == "most" else rival - named
    return {
        "ranking": ranking["ranking"],
        "section": ranking["section"],
        "source": source,
        "world": world,
        "municipality": ranking["municipality"],
        "role": ranking["role"],
        "rank": ranking["rank"],
        "number": float(named),
        "rival_roles": ", ".join(others.index[others == rival]),
        "rival_number": float(rival),
        "verdict": "follows" if lead > 0 else "tied" if lead == 0 else "does not follow",
    }


def guaranteed_gaps(dots: pd.DataFrame, *, per_column: float = 10, step: float = 0.5) -> pd.DataFrame:
    """GUARANTEED_GAPS: per printed column the leading role, the next one, and the gap that rounding leaves certain.

    A column of one role has no gap and no row.

    Args:
        dots: PUBLISHED_DOTS.
        per_column: what a whole column stands for.
        step: what a cell is rounded to.
    """
    rows = []
    for (world, municipality), cells in dots.groupby(["world", "municipality"], sort=False):
        ordered = cells.sort_values("dots", ascending=False, kind="stable")
        if len(ordered) == 1:
            continue
        first, second = ordered["dots"].iloc[0], ordered["dots"].iloc[1]
        rows.append(
            {
                "world": world,
                "municipality": municipality,
                "leading_role": ordered["role"].iloc[0],
                "next_roles": ", ".join(ordered["role"][ordered["dots"] == second]),
                "printed_gap": first - second,
                "certain_gap_points": max(first - second - step, 0) * 100 / per_column,
            }
        )
    return GUARANTEED_GAPS.of(rows)


def repair_cells(
    rankings: pd.DataFrame, dots: pd.DataFrame, *, per_column: float = 10, step: float = 0.5
) -> pd.DataFrame:
    """CELL_REPAIRS: for every column that does not sum to the whole, each single cell whose change would make it so.

    A slip in setting one cell is the smallest explanation of such a column; which ranking sentences about the case
    would then hold in that table distinguishes the candidates. It stays a hypothesis.

    Args:
        rankings: PUBLISHED_RANKINGS.
        dots: PUBLISHED_DOTS.
        per_column: what a whole column stands for.
        step: what a cell is rounded to.
    """
    rows = []
    for (world, municipality), cells in dots.groupby(["world", "municipality"], sort=False):
        excess = cells["dots"].sum() - per_column
        about = rankings[rankings["municipality"] == municipality]
        if excess == 0:
            continue
        for position in cells.index:
            changed = cells.copy()
            changed.loc[position, "dots"] -= excess
            repaired = changed.loc[position, "dots"]
            if 0 <= repaired <= per_column and repaired % step == 0:
                checks = check_rankings(about, changed)
                held = checks[(checks["world"] == world) & (checks["verdict"] == "follows")]
                rows.append(
                    {
                        "world": world,
                        "municipality": municipality,
                        "role": cells.loc[position, "role"],
                        "printed": cells.loc[position, "dots"],
                        "repaired": repaired,
                        "rankings": len(about),
                        "rankings_that_follow": len(held),
                    }
                )
    return CELL_REPAIRS.of(rows)
