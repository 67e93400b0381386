"""Statements that n respondents say something, compared with the register.

A number of respondents is possible when it is not above the group that it is taken from, and that group not above the
interviews that the register has for it. Respondents are interviews: passages and observations are never counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.printed_audit.tables import STATEMENT_CHECKS

ALL, EVERY_CASE = "all", "municipalities"


def check_statements(statements: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """STATEMENT_CHECKS: can each number be?

    Args:
        statements: PUBLISHED_STATEMENTS, or what `find_statements` found in a text. `among` is `all`, ids of cases, an
            id of a perspective, functions separated by `;`, the id of another statement, or `municipalities` for one
            respondent in every case.
        documents: DOCUMENTS.

    Raises:
        StudyError: `among` is none of these.
    """
    interviews = documents[documents["kind"] == "interview"]
    groups = _groups(statements, interviews)
    rows = []
    for statement in statements.to_dict("records"):
        group = groups[statement["statement"]]
        of = len(group) if pd.isna(statement["of"]) else statement["of"]
        largest = _largest(statement, group, statements, interviews)
        rows.append(
            {
                "statement": statement["statement"],
                "section": statement["section"],
                "respondents": statement["respondents"],
                "of": of,
                "among": statement["among"],
                "largest": largest,
                "possible": 0 <= statement["respondents"] <= of <= largest,
            }
        )
    return STATEMENT_CHECKS.of(rows)


def _groups(statements: pd.DataFrame, interviews: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Per statement the interviews that it is taken from; a part of another statement shares the interviews of that."""
    among = dict(zip(statements["statement"], statements["among"], strict=True))
    return {statement: _interviews_of(_root(statement, among), statement, interviews, among) for statement in among}


def _root(statement: str, among: Mapping[str, str]) -> str:
    """The group that a statement goes back to, through the statements that it is a part of."""
    seen = {statement}
    group = among[statement]
    while group in among:
        if group in seen:
            raise StudyError(Problem(f"statement {statement}", f"is a part of itself, through '{group}'"))
        seen.add(group)
        group = among[group]
    return group


def _interviews_of(group: str, statement: str, interviews: pd.DataFrame, among: Mapping[str, str]) -> pd.DataFrame:
    if group in (ALL, EVERY_CASE):
        return interviews
    for column, names in (
        ("municipality", group.split()),
        ("perspective", [group]),
        ("function", [name.strip() for name in group.split(";")]),
    ):
        if set(names) <= set(interviews[column]):
            return interviews[interviews[column].isin(names)]
    known = [ALL, EVERY_CASE, *interviews["municipality"], *interviews["perspective"], *interviews["function"], *among]
    options = "'all', 'municipalities', a case, a perspective, functions, or a statement"
    raise StudyError(Problem(f"statement {statement}", f"among is '{group}'", options, did_you_mean(group, known)))


def _largest(statement: dict[Any, Any], group: pd.DataFrame, statements: pd.DataFrame, interviews: pd.DataFrame) -> int:
    """The most respondents that there can be in the group."""
    whole = statements.loc[statements["statement"] == statement["among"], "respondents"]
    if len(whole):
        return int(whole.iloc[0])
    return int(interviews["municipality"].nunique()) if statement["among"] == EVERY_CASE else len(group)
