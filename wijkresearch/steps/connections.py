"""Which connections between residents, connector and officials are made: role passages with outcome and direction.

A role passage carries a code with a role and a world, a code that says how it ended, and a code that says who sought
whom (figures 3 to 10 of the thesis; the ticks and crosses of section 5.1.2). The thesis does not say when a connection
counts as made. The rule here is an interpretation: made when the role was carried out in full in more than half of its
passages, and so for hindered and not called upon; mixed when no ending has more than half. A passage of which nobody
coded the ending stays in what the half is taken of.

The unit is the passage: somebody who describes three cases counts three times. It says what was described, not how
often connections are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.tables import ARROWS, CONNECTIONS, COURSE_COUNTS, COURSES
from wijkresearch.tables.connections import OUTCOMES

EVERY_CASE = "all"
NOT_STATED = "not_stated"
CELL = ["member", "role", "world", "direction", "outcome"]


def join_courses(evidence: pd.DataFrame) -> pd.DataFrame:
    """COURSES: one row for every passage and role in a world, in the order of the evidence.

    Outcome and direction belong to a passage when they were given to exactly the same characters; what is absent stays
    empty.

    Args:
        evidence: EVIDENCE of one reading; two coders on a passage give its codes once.

    Raises:
        StudyError: a role passage has two outcomes or two directions; every such passage is named.
    """
    applied = evidence.dropna(subset=["role", "world"]).drop_duplicates(["segment", "role", "world"])
    outcomes = evidence.loc[evidence["outcome"].notna(), ["segment", "outcome"]]
    given = evidence.loc[evidence["code_kind"] == "direction", ["segment", "code"]]
    said = {"outcome": outcomes, "direction": given.rename(columns={"code": "direction"})}
    said = {name: rows[rows["segment"].isin(applied["segment"])].drop_duplicates() for name, rows in said.items()}
    raise_if_any(problem for name, rows in said.items() for problem in _second_values(rows, name))
    courses = applied.drop(columns="outcome")
    for rows in said.values():
        courses = courses.merge(rows, on="segment", how="left", validate="many_to_one")
    return COURSES.check(courses[COURSES.column_names], "role passages")


def _second_values(rows: pd.DataFrame, column: str) -> Iterator[Problem]:
    for segment, values in rows.groupby("segment", sort=False)[column]:
        if len(values) > 1:
            remedy = f"Keep one {column}, or split the passage in two"
            found = " and ".join(sorted(values))
            yield Problem(f"passage {segment}", f"{column} is {found}", f"one {column} per role passage", remedy)


def count_courses(
    courses: pd.DataFrame,
    *,
    municipalities: Sequence[str],
    derived_from: Sequence[str],
    roles: Sequence[str],
    worlds: Sequence[str],
    directions: Sequence[str],
) -> pd.DataFrame:
    """COURSE_COUNTS: one row for every case, role, world, direction and outcome, also where there is no passage.

    Args:
        courses: COURSES.
        municipalities: ids of the cases, in the order of presentation.
        derived_from: ids of the cases that the member `all` adds up; cases on which conclusions are tested stay out.
        roles: ids of the roles, in that order.
        worlds: ids of the worlds, in that order.
        directions: ids of the direction codes, in that order.

    Raises:
        StudyError: a passage has a case, role, world or direction that is not listed.
    """
    listed = {"municipality": municipalities, "role": roles, "world": worlds, "direction": directions}
    raise_if_any(_unlisted(courses, listed))
    stated = courses.fillna({"outcome": NOT_STATED, "direction": NOT_STATED})
    together = stated[stated["municipality"].isin(derived_from)].assign(member=EVERY_CASE)
    members = pd.concat([together, stated.assign(member=stated["municipality"])])
    values = [[EVERY_CASE, *municipalities], roles, worlds, [*directions, NOT_STATED], [*OUTCOMES, NOT_STATED]]
    cells = pd.MultiIndex.from_product(values, names=CELL)
    counted = members.groupby(CELL).size().reindex(cells, fill_value=0).rename("passages").reset_index()
    return COURSE_COUNTS.check(counted, "course counts")


def _unlisted(courses: pd.DataFrame, listed: dict[str, Sequence[str]]) -> Iterator[Problem]:
    for column, known in listed.items():
        found = courses[column].dropna()
        for value in found[~found.isin(list(known))].unique():
            missing = f"{column} '{value}' is not among those listed"
            yield Problem("role passages", missing, f"one of {', '.join(known)}", did_you_mean(str(value), known))


def judge_connections(course_counts: pd.DataFrame) -> pd.DataFrame:
    """CONNECTIONS: for every case and for all, for every role and world, what more than half of the passages say.

    Args:
        course_counts: COURSE_COUNTS.
    """
    return CONNECTIONS.check(_judge(course_counts, ["member", "role", "world"]), "connections")


def judge_arrows(course_counts: pd.DataFrame) -> pd.DataFrame:
    """ARROWS: the same for every role and direction; passages without a direction are in no arrow.

    Args:
        course_counts: COURSE_COUNTS.
    """
    stated = course_counts[course_counts["direction"] != NOT_STATED]
    return ARROWS.check(_judge(stated, ["member", "role", "direction"]), "arrows")


def _judge(course_counts: pd.DataFrame, cell: list[str]) -> pd.DataFrame:
    totals = course_counts.groupby([*cell, "outcome"], sort=False)["passages"].sum().reset_index()
    judged = totals.pivot(index=cell, columns="outcome", values="passages")
    rows = pd.MultiIndex.from_frame(totals[cell].drop_duplicates())
    judged = judged.reindex(index=rows, columns=[*OUTCOMES, NOT_STATED])
    judged["passages"] = judged.sum(axis="columns")
    judged["judgement"] = [_judgement(row) for row in judged.to_dict("records")]
    return judged.reset_index()


def _judgement(cell: dict[str, int]) -> str:
    if not any(cell[outcome] for outcome in OUTCOMES):
        return "nobody_coded"
    ahead = [outcome for outcome in OUTCOMES if 2 * cell[outcome] > cell["passages"]]
    return {"fulfilled": "made"}.get(ahead[0], ahead[0]) if ahead else "mixed"
