"""What `wijk audit` finds in the text of a report, as Dutch sentences; the numbers come from the tables as they are.

Nothing is called wrong: a number follows from what is known, or it does not. Items of a list stand on lines that begin
with a dash.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.show.findings import with_list
from wijkresearch.words import say

NONE = {"percentages": "no_percentages", "means": "no_means"}
POSSIBLE = {"percentages": "possible_percentages", "means": "possible_means"}


def say_uncited(uncited: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The documents to which nothing is attributed.

    Args:
        uncited: UNCITED_DOCUMENTS.
        names: id of a case to its name.
    """
    if uncited.empty:
        return say("audit", "all_cited")
    listed = [f"{row.document} ({row.function}, {names[row.municipality]})" for row in uncited.itertuples()]
    return say("audit", "never_cited", documents="; ".join(listed))


def say_statements(checks: pd.DataFrame) -> str:
    """How many statements on a number of respondents are possible, and which are not.

    Args:
        checks: STATEMENT_CHECKS.
    """
    impossible = checks[~checks["possible"]]
    possible = int(checks["possible"].sum())
    said = say("audit", "possible_statements", possible=possible, checked=len(checks))
    return with_list(said, (say("audit", "impossible_statement", **row) for row in impossible.to_dict("records")))


def say_quotations(checks: pd.DataFrame) -> str:
    """How many quotations stand in the transcripts as they are quoted, and which do not; never their words.

    Args:
        checks: QUOTATION_CHECKS.
    """
    counts = checks["verdict"].value_counts()
    said = say(
        "audit",
        "quoted",
        checked=len(checks),
        exact=counts.get("exact", 0),
        omissions=counts.get("with omissions", 0),
        near=counts.get("near", 0),
        not_found=counts.get("not found", 0),
        no_transcript=counts.get("no transcript", 0),
    )
    elsewhere = checks[checks["in_named_document"].eq(other=False).fillna(value=False)]
    return with_list(said, (say("audit", "elsewhere", **row) for row in elsewhere.to_dict("records")))


def say_percentages(numbers: pd.DataFrame) -> str:
    """Which printed percentages no whole count can give.

    Args:
        numbers: ROUNDED_NUMBERS.
    """
    return _say_rounded(numbers, "percentages", "%")


def say_means(numbers: pd.DataFrame) -> str:
    """Which printed means no whole scores can give.

    Args:
        numbers: ROUNDED_NUMBERS.
    """
    return _say_rounded(numbers, "means", "")


def _say_rounded(numbers: pd.DataFrame, kind: str, unit: str) -> str:
    if numbers.empty:
        return say("audit", NONE[kind])
    impossible = numbers[~numbers["possible"]]
    possible = int(numbers["possible"].sum())
    said = say("audit", POSSIBLE[kind], possible=possible, checked=len(numbers))
    listed = [
        say(
            "audit",
            "from_whole" if pd.isna(row.n) else "from_n",
            printed=f"{row.printed}{unit}",
            where=row.where,
            n=row.n,
        )
        for row in impossible.itertuples()
    ]
    return with_list(said, listed)


def say_uncounted(mentions: pd.DataFrame) -> str:
    """In how many paragraphs the respondents are spoken of without a number.

    Args:
        mentions: UNCOUNTED_MENTIONS.
    """
    listed = ", ".join(str(number) for number in mentions["paragraph"])
    key = "uncounted_listed" if listed else "uncounted_paragraphs"
    return say("audit", key, count=len(mentions), paragraphs=listed)
