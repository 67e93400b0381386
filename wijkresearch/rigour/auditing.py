"""The whole audit in one go: of the printed tables of a study, and of the text of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.printed_audit.attributions import as_register, check_attributions, count_citations, list_uncited
from wijkresearch.printed_audit.quotations import check_quotations, find_quotations
from wijkresearch.printed_audit.rankings import check_rankings, guaranteed_gaps, repair_cells
from wijkresearch.printed_audit.register_repair import Repair, repair_register
from wijkresearch.printed_audit.report_text import find_attributions, split_paragraphs
from wijkresearch.printed_audit.shares import check_columns, check_means, check_percentages, sum_columns
from wijkresearch.printed_audit.statement_text import find_means, find_percentages, find_statements, find_uncounted
from wijkresearch.printed_audit.statements import check_statements
from wijkresearch.study import UNTOLD, Study, StudyTables

HIGHEST_SCORE = 100
"""No scale on which a report takes means is expected to go further."""


@dataclass(frozen=True)
class RegisterAudit:
    """What a text attributes to documents, compared with a register, and its statements on numbers of respondents."""

    attributions: pd.DataFrame
    repair: Repair
    uncited: pd.DataFrame
    citations: pd.DataFrame
    statements: pd.DataFrame


@dataclass(frozen=True)
class PrintedAudit(RegisterAudit):
    """The printed tables of a study, compared with each other."""

    column_sums: pd.DataFrame
    columns: pd.DataFrame
    cell_repairs: pd.DataFrame
    gaps: pd.DataFrame
    rankings: pd.DataFrame


@dataclass(frozen=True)
class TextAudit(RegisterAudit):
    """The text of a report, compared with the register and the transcripts."""

    words: pd.DataFrame
    uncounted: pd.DataFrame
    quotations: pd.DataFrame
    percentages: pd.DataFrame
    means: pd.DataFrame


def audit_printed(study: Study) -> PrintedAudit:
    """Everything that the printed tables of a study allow to be checked; cases added since are left out.

    Args:
        study: a study with published figures; `thresholds` in study.yml says how many dots a column has and their step.

    Raises:
        StudyError: the study has no published figures, or was read without a case that they are about.
    """
    if not study.published:
        raise StudyError(
            Problem(
                study.study, "there are no published figures", "tables in published/", "Add what the report prints."
            )
        )
    dots, rankings = study.published["dots"], study.published["rankings"]
    register, attributions = study.published["register"], study.published["attributions"]
    printed_cases = set(register["municipality"])
    unread = sorted(printed_cases - set(study.municipalities["municipality"]))
    if unread:
        remedy = "Read the study with all its municipalities."
        raise StudyError(Problem(study.study, f"the printed figures are also about {', '.join(unread)}", remedy=remedy))
    documents = study.documents[study.documents["municipality"].isin(printed_cases)]
    per_column = study.settings["thresholds"]["dots_per_column"]
    step = study.settings["thresholds"]["dot_step"]
    return PrintedAudit(
        column_sums=sum_columns(dots, per_column=per_column, step=step),
        columns=check_columns(dots, per_column=per_column, step=step),
        cell_repairs=repair_cells(rankings, dots, per_column=per_column, step=step),
        gaps=guaranteed_gaps(dots, per_column=per_column, step=step),
        rankings=check_rankings(rankings, dots),
        **_against_register(attributions, register),
        statements=check_statements(study.published["statements"], as_counted(documents, study)),
    )


def as_counted(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """DOCUMENTS for counting groups: with the perspective told or not, and untold functions as they were printed.

    Args:
        documents: DOCUMENTS of the study, all of them or some.
        study: the released study.
    """
    named = documents["document"]
    printed = named.map(study.published["register"].set_index("document")["function"])
    told = printed.isna() | (documents["perspective"] != UNTOLD)
    seen = zip(named, documents["perspective"], strict=True)
    perspectives = [study.viewpoints.get(document, perspective) for document, perspective in seen]
    return documents.assign(perspective=perspectives, function=documents["function"].where(told, printed))


def audit_text(text: str, study: StudyTables) -> TextAudit:
    """Everything that the text of a report allows to be checked against a study.

    The register is the printed one where the study has one, and the study's own documents otherwise.

    Args:
        text: the report as plain text, paragraphs separated by an empty line.
        study: the study that it reports on, as read or released.
    """
    printed = study.published.get("register")
    register = printed if printed is not None and len(printed) else as_register(study.documents)
    names = study.municipality_names
    known = list(study.labels("perspectives").values())
    paragraphs = split_paragraphs(text)
    attributions = find_attributions(paragraphs, register, names, known)
    statements = find_statements(paragraphs, register, names, known)
    quotations = find_quotations(paragraphs, attributions)
    return TextAudit(
        **_against_register(attributions, register),
        statements=check_statements(statements, study.documents),
        words=statements,
        uncounted=find_uncounted(paragraphs),
        quotations=check_quotations(quotations, paragraphs, study.transcripts),
        percentages=check_percentages(find_percentages(paragraphs)),
        means=check_means(find_means(paragraphs), highest=HIGHEST_SCORE),
    )


def _against_register(attributions: pd.DataFrame, register: pd.DataFrame) -> dict[str, Any]:
    """The part of both audits that compares attributions with a register."""
    return {
        "attributions": check_attributions(attributions, register),
        "repair": repair_register(attributions, register),
        "uncited": list_uncited(attributions, register),
        "citations": count_citations(attributions, register),
    }
