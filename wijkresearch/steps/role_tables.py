"""Step 4, role tables: how often each role was coded per world and case, as count, share and dots.

A role coding is a passage whose code has a role *and* a world (annex IV of the thesis: "Fikser – inwoner" and the
seven codes like it). Tables 3 and 4 of the thesis print dots without a unit. The rule here is an interpretation: ten
times the share of a role among the role codings of one case in one world, to the nearest half, half up on exact
fractions.

A count is not an intensity: it follows the length of an interview, the order of questions and how many indicators a
role has. Shares of a column sum to a constant, so a role that rises makes the others fall.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.tables import PREFERRED_ROLES, PUBLISHED_COMPARISON, ROLE_COUNTS, ROLE_OPPORTUNITIES

CELL = ["world", "municipality", "role"]
Whole = npt.NDArray[np.int64]


def dots(share: Fraction, *, per_column: int = 10, step: Fraction = Fraction(1, 2)) -> Fraction:
    """A share as dots: `per_column` times the share, to the nearest `step`, half up.

    >>> [float(dots(Fraction(count, 40))) for count in (9, 7, 17, 7)]
    [2.5, 2.0, 4.5, 2.0]
    """
    return floor(share * per_column / step + Fraction(1, 2)) * step


def count_roles(
    evidence: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    municipalities: list[str],
    worlds: list[str],
    roles: list[str],
    per_column: int = 10,
    step: Fraction = Fraction(1, 2),
) -> pd.DataFrame:
    """ROLE_COUNTS: one row for every world, case and role, also where nobody coded the role.

    A passage that two coders gave the same role in the same world counts once.

    Args:
        evidence: EVIDENCE.
        documents: DOCUMENTS; gives how many interviews a case has.
        municipalities: ids of the cases, in the order of presentation.
        worlds: ids of the worlds, in that order.
        roles: ids of the roles, in that order.
        per_column: how many dots a full column has.
        step: the smallest part of a dot.

    Raises:
        StudyError: the evidence has a role coding in a case, world or role that is not listed.
    """
    coded = evidence[evidence["role"].notna() & evidence["world"].notna()]
    _check_listed(coded, municipality=municipalities, world=worlds, role=roles)
    cells = pd.MultiIndex.from_product([worlds, municipalities, roles], names=CELL).to_frame(index=False)
    cell = _cell_numbers(coded, worlds, municipalities, roles)
    interviewed = (coded["kind"] == "interview").to_numpy()
    counted = cells.assign(
        segments=_count_different(cell, coded["segment"], len(cells)),
        respondents=_count_different(cell[interviewed], coded.loc[interviewed, "document"], len(cells)),
        interviews=_count_interviews(documents, cells["municipality"]),
    )
    counted["column_segments"] = counted.groupby(["world", "municipality"])["segments"].transform("sum")
    shares = [
        Fraction(int(count), int(total)) if total else None
        for count, total in zip(counted["segments"], counted["column_segments"], strict=True)
    ]
    counted["share"] = [None if share is None else float(share) for share in shares]
    counted["dots"] = [
        None if share is None else float(dots(share, per_column=per_column, step=step)) for share in shares
    ]
    return ROLE_COUNTS.check(counted[ROLE_COUNTS.column_names], "role counts")


def _check_listed(coded: pd.DataFrame, **listed: list[str]) -> None:
    problems = [
        Problem("evidence", f"{column} '{value}' is not among those listed", f"one of {', '.join(known)}")
        for column, known in listed.items()
        for value in coded.loc[~coded[column].isin(known), column].unique()
    ]
    if problems:
        raise StudyError(problems)


def _cell_numbers(coded: pd.DataFrame, *listed: list[str]) -> Whole:
    """The place of each row's world, case and role among all cells, in the order of `MultiIndex.from_product`."""
    number = np.zeros(len(coded), dtype=np.int64)
    for column, values in zip(CELL, listed, strict=True):
        number = number * len(values) + pd.Categorical(coded[column], categories=values).codes
    return number


def _count_different(cell: Whole, what: pd.Series, cells: int) -> Whole:
    """How many different values each cell has: a passage that two coders gave one role is one passage."""
    named = pd.factorize(what)[0].astype(np.int64)
    return np.bincount(pd.unique(named * cells + cell) % cells, minlength=cells)


def _count_interviews(documents: pd.DataFrame, municipalities: pd.Series) -> pd.Series:
    interviews = documents[documents["kind"] == "interview"].groupby("municipality").size()
    return municipalities.map(interviews).fillna(0)


def find_preferred_roles(role_counts: pd.DataFrame) -> pd.DataFrame:
    """PREFERRED_ROLES: the role or roles that were coded most in each case, over all worlds.

    A case in which no role was coded is a row without a role.

    Args:
        role_counts: ROLE_COUNTS.
    """
    totals = role_counts.groupby(["municipality", "role"], sort=False)["segments"].sum().reset_index()
    case = totals.groupby("municipality", sort=False)["segments"]
    totals["case_segments"] = case.transform("sum")
    most = totals[totals["segments"] == case.transform("max")]
    behind = totals[totals["segments"] < case.transform("max")].groupby("municipality")["segments"].max()
    ties = most.groupby("municipality")["role"].transform("size") > 1
    lead = most["segments"] - most["municipality"].map(behind).fillna(0)
    found = most.assign(share=most["segments"] / most["case_segments"], lead=lead.mask(ties, 0), tie=ties)
    nobody = found["case_segments"] == 0
    found = found.assign(role=found["role"].mask(nobody), tie=ties & ~nobody).drop_duplicates(["municipality", "role"])
    return PREFERRED_ROLES.check(found[PREFERRED_ROLES.column_names], "preferred roles")


def compare_with_published(
    role_counts: pd.DataFrame,
    published_dots: pd.DataFrame,
    *,
    per_column: int = 10,
    step: Fraction = Fraction(1, 2),
) -> pd.DataFrame:
    """PUBLISHED_COMPARISON: every printed cell beside the recomputed one, with the difference in dots.

    A cell that differs in a column that no counts can print is impossible as printed: rounding moves every cell by at
    most half a step, so the sum of a column by at most half a step per role.

    Args:
        role_counts: ROLE_COUNTS.
        published_dots: PUBLISHED_DOTS; cells of cases that are not in `role_counts` are left out.
        per_column: how many dots a full column has.
        step: the smallest part of a dot.
    """
    printed = published_dots.rename(columns={"dots": "printed_dots"})
    recomputed = role_counts[[*CELL, "segments", "column_segments", "share", "dots"]]
    both = printed.merge(recomputed, on=CELL, validate="one_to_one")
    both["difference"] = both["dots"] - both["printed_dots"]
    both["printed_column_sum"] = both.groupby(["world", "municipality"])["printed_dots"].transform("sum")
    cells = both.groupby(["world", "municipality"])["printed_dots"].transform("size")
    impossible = (both["printed_column_sum"] - per_column).abs() > cells * float(step) / 2
    both["agreement"] = [
        _agreement(difference, step=float(step), impossible=impossible_column)
        for difference, impossible_column in zip(both["difference"], impossible, strict=True)
    ]
    return PUBLISHED_COMPARISON.check(both[PUBLISHED_COMPARISON.column_names], "published against recomputed")


def _agreement(difference: float, *, step: float, impossible: bool) -> str:
    if difference == 0:
        return "equal"
    if impossible:
        return "impossible_as_printed"
    return "within_a_step" if abs(difference) <= step else "different"


def count_opportunities(codebook: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """ROLE_OPPORTUNITIES: how many indicator values each role has, and the share that would follow by chance.

    The values are the chances to be coded: with none of the roles preferred, a role with more values is coded more.
    """
    values = codebook[codebook["kind"] == "value"].groupby("role").size().reindex(roles, fill_value=0)
    table = pd.DataFrame({"role": roles, "values": values.to_numpy()})
    total = int(table["values"].sum())
    table["baseline_share"] = table["values"] / total if total else 0.0
    return ROLE_OPPORTUNITIES.check(table, "role opportunities")
