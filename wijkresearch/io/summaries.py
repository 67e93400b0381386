"""Hold summaries.csv to the study: a summary is of a conclusion or theme, in a case or in a document of that case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, show_value
from wijkresearch.tables.settings import unknown_id


def check_summaries(
    summaries: pd.DataFrame, claims: pd.DataFrame, data_structure: pd.DataFrame, registers: Sequence[pd.DataFrame]
) -> list[Problem]:
    """Everything that the summaries name and the study has not got.

    Args:
        summaries: SUMMARIES.
        claims: CLAIMS.
        data_structure: DATA_STRUCTURE.
        registers: DOCUMENTS of each case, with the municipality filled in.
    """
    judged = claims.loc[claims["kind"] != "recommendation", "claim"]
    rows = [*judged, *data_structure["selective_theme"].unique(), *data_structure["axial_category"].unique()]
    documents = {name: list(here["document"]) for case in registers for name, here in case.groupby("municipality")}
    return [
        problem
        for number, row in enumerate(summaries.itertuples(), 2)
        for problem in _problems(row, f"summaries.csv row {number}", rows, documents)
    ]


def _problems(row: Any, where: str, rows: Sequence[str], documents: dict[str, list[str]]) -> Iterator[Problem]:
    if row.row not in rows:
        found = f"row {show_value(row.row)} is no conclusion with a verdict, theme or axial category"
        yield Problem(where, found, remedy=did_you_mean(row.row, rows))
    if row.municipality not in documents:
        yield unknown_id(where, "municipality", row.municipality, list(documents))
    elif pd.notna(row.document) and row.document not in documents[row.municipality]:
        found = f"document {show_value(row.document)} is not in the register of {row.municipality}"
        yield Problem(where, found, remedy=did_you_mean(row.document, documents[row.municipality]))
