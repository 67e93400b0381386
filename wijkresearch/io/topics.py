"""topics.csv and raised.csv: what they name has to be in the study; and raised.csv as a person confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, show_value
from wijkresearch.io.store import table_bytes, write_bytes
from wijkresearch.study import split_codes
from wijkresearch.tables import RAISED_TOPICS
from wijkresearch.tables.settings import unknown_id


def check_topics(
    topics: pd.DataFrame,
    raised: Mapping[str, pd.DataFrame],
    registers: Sequence[pd.DataFrame],
    settings: Mapping[str, Any],
    codebook: pd.DataFrame,
) -> list[Problem]:
    """Everything that the topic list, and what was raised, names and the study has not got.

    Args:
        topics: TOPICS.
        raised: RAISED_TOPICS of each municipality by its folder.
        registers: DOCUMENTS of each case, with the municipality filled in.
        settings: study.yml.
        codebook: CODEBOOK.
    """
    questions = [entry["id"] for entry in settings["questions"]]
    return [
        *_topic_problems(topics, questions, list(codebook["code"])),
        *(problem for documents in registers for problem in _guide_problems(documents, topics)),
        *(problem for name, rows in raised.items() for problem in _raised_problems(name, rows, registers, topics)),
    ]


def write_raised(folder: Path, before: pd.DataFrame, added: pd.DataFrame) -> Path:
    """Write raised.csv of a municipality, whole or not at all: the rows that were there, and those that are added.

    Raises:
        StudyError: the rows are kept in an .xlsx file, which only a person changes.
    """
    if (folder / "raised.xlsx").exists():
        remedy = "Save it as raised.csv, move the .xlsx out of the folder, and try again"
        raise StudyError(Problem(f"{folder.name}/raised.xlsx", "a spreadsheet is not added to", "raised.csv", remedy))
    return write_bytes(folder / "raised.csv", table_bytes(pd.concat([before, added]), RAISED_TOPICS))


def _topic_problems(topics: pd.DataFrame, questions: list[str], codes: list[str]) -> Iterator[Problem]:
    for row in topics.itertuples():
        where = f"topics.csv row {row.Index + 2}"
        if pd.notna(row.question) and row.question not in questions:
            yield unknown_id(where, "question", row.question, questions)
        for code in split_codes(row.codes):
            if code not in codes:
                found = f"code {show_value(code)} is not in the codebook"
                yield Problem(where, found, remedy=did_you_mean(code, codes))


def _guide_problems(documents: pd.DataFrame, topics: pd.DataFrame) -> Iterator[Problem]:
    versions = list(topics["guide"].unique())
    for row in documents[documents["guide"].notna()].itertuples():
        where = f"{row.municipality}/documents.csv row {row.Index + 2}"
        if not versions:
            found = f"guide is {show_value(row.guide)}, and the study has no topics.csv"
            yield Problem(where, found, remedy="Add the topic list, or leave the column empty")
        elif row.guide not in versions:
            yield unknown_id(where, "guide", row.guide, versions)


def _raised_problems(
    name: str, rows: pd.DataFrame, registers: Sequence[pd.DataFrame], topics: pd.DataFrame
) -> Iterator[Problem]:
    """Rows about what is no interview of the municipality, or no topic."""
    listed = list(topics["topic"].unique())
    own = [documents[documents["municipality"] == name] for documents in registers]
    interviews = [document for case in own for document in case.loc[case["kind"] == "interview", "document"]]
    for row in rows.itertuples():
        where = f"{name}/raised.csv row {row.Index + 2}"
        if row.document not in interviews:
            found = f"document {show_value(row.document)} is no interview of this municipality"
            yield Problem(where, found, remedy=did_you_mean(row.document, interviews))
        if row.topic not in listed:
            yield unknown_id(where, "topic", row.topic, listed)
