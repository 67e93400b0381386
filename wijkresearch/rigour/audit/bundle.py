"""The whole audit in one go: of the printed tables of a study, and of the text of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from wijkresearch.rigour.audit.attributions import as_register, check_attributions, count_citations, list_uncited
from wijkresearch.rigour.audit.quotations import check_quotations, find_quotations
from wijkresearch.rigour.audit.rankings import check_rankings, guaranteed_gaps, repair_cells
from wijkresearch.rigour.audit.register_repair import Repair, repair_register
from wijkresearch.rigour.audit.report_text import find_attributions, split_paragraphs
from wijkresearch.rigour.audit.shares import check_columns, check_percentages, sum_columns
from wijkresearch.rigour.audit.statement_text import find_percentages, find_statements
from wijkresearch.rigour.audit.statements import check_statements
from wijkresearch.study import Study


@dataclass(frozen=True)
class PrintedAudit:
    """The printed tables of a study, held against each other and, where there is one, against the rerun."""

    column_sums: pd.DataFrame
    columns: pd.DataFrame
    cell_repairs: pd.DataFrame
    gaps: pd.DataFrame
    rankings: pd.DataFrame
    attributions: pd.DataFrame
    repair: Repair
    uncited: pd.DataFrame
    citations: pd.DataFrame
    statements: pd.DataFrame


@dataclass(frozen=True)
class TextAudit:
    """The text of a report, held against the register, the transcripts and the evidence."""

    attributions: pd.DataFrame
    repair: Repair
    uncited: pd.DataFrame
    citations: pd.DataFrame
    statements: pd.DataFrame
    words: pd.DataFrame
    quotations: pd.DataFrame
    percentages: pd.DataFrame


def audit_printed(
    published: Mapping[str, pd.DataFrame],
    documents: pd.DataFrame,
    *,
    evidence: pd.DataFrame | None = None,
    role_counts: pd.DataFrame | None = None,
) -> PrintedAudit:
    """Everything that the printed tables of a study allow to be checked.

    Args:
        published: `Study.published`: dots, register, attributions, statements and rankings.
        documents: DOCUMENTS.
        evidence: EVIDENCE of the rerun, to recount the statements.
        role_counts: ROLE_COUNTS of the rerun, to hold the rankings against.
    """
    dots, register, attributions = published["dots"], published["register"], published["attributions"]
    return PrintedAudit(
        column_sums=sum_columns(dots),
        columns=check_columns(dots),
        cell_repairs=repair_cells(published["rankings"], dots),
        gaps=guaranteed_gaps(dots),
        rankings=check_rankings(published["rankings"], dots, role_counts),
        attributions=check_attributions(attributions, register),
        repair=repair_register(attributions, register),
        uncited=list_uncited(attributions, register),
        citations=count_citations(attributions, register),
        statements=check_statements(published["statements"], documents, evidence),
    )


def audit_text(text: str, study: Study, *, titles: Iterable[str] = ()) -> TextAudit:
    """Everything that the text of a report allows to be checked against a study.

    The register is the printed one where the study has one, and the study's own documents otherwise.

    Args:
        text: the report as plain text, paragraphs apart by an empty line.
        study: the study that it reports on.
        titles: words that stand for a function, beside those of the register and the study's perspectives.
    """
    printed = study.published.get("register")
    register = printed if printed is not None and len(printed) else as_register(study.documents)
    names = study.municipality_names
    known = [*titles, *study.labels("perspectives").values()]
    paragraphs = split_paragraphs(text)
    attributions = find_attributions(paragraphs, register, names, known)
    statements = find_statements(paragraphs, register, names, known)
    quotations = find_quotations(paragraphs, attributions)
    return TextAudit(
        attributions=check_attributions(attributions, register),
        repair=repair_register(attributions, register),
        uncited=list_uncited(attributions, register),
        citations=count_citations(attributions, register),
        statements=check_statements(statements, study.documents),
        words=statements,
        quotations=check_quotations(quotations, paragraphs, study.transcripts),
        percentages=check_percentages(find_percentages(paragraphs)),
    )
