"""Completed reporting standards as HTML and as a Word document that a person goes on writing in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Heading, Paragraph, TableBlock
from wijkresearch.report.templating import render
from wijkresearch.report.word import report_document
from wijkresearch.words import catalogue, texts
from wijkresearch.words.numbers import write_number

WORDS = catalogue("reporting")["nl"]
STATUS_NL = catalogue("reporting.status")["nl"]
HEADINGS = texts("reporting.lists", "checklist")["nl"]
CONFIDENCE_HEADINGS = texts("reporting.lists", "confidence")["nl"]
COMPONENTS_NL = catalogue("reporting.components")["nl"]
MEASURES_NL = catalogue("reporting.measures")["nl"]


def say_progress(checklist: pd.DataFrame) -> str:
    """How many items are computed, begun or open, in one Dutch sentence.

    Args:
        checklist: CHECKLIST.
    """
    counts = checklist["status"].value_counts()
    parts = [f"{counts.get(status, 0)} {label}" for status, label in STATUS_NL.items()]
    return WORDS["progress"].format(items=len(checklist), counted=", ".join(parts))


def checklist_html(checklist: pd.DataFrame, source: str) -> str:
    """A reporting standard as an HTML table, with the publication it comes from above it.

    Args:
        checklist: CHECKLIST of one standard.
        source: the publication, from STANDARD_SOURCES.
    """
    rows = [(row.item, row.label_nl, _answer(row), STATUS_NL[row.status]) for row in checklist.itertuples()]
    caption = f"{say_progress(checklist)} {_source(source)}"
    return render("checklist.html", caption=caption, headings=HEADINGS, rows=rows)


def _source(publication: str) -> str:
    return WORDS["source"].format(publication=publication)


def _answer(row: Any) -> str:
    """The answer so far, and what a person still has to do."""
    parts = [] if pd.isna(row.answer_nl) else [str(row.answer_nl)]
    if not pd.isna(row.task_nl):
        parts.append(f"{WORDS['to_do']} {row.task_nl}")
    return " ".join(parts)


def checklist_document(
    checklists: Mapping[str, pd.DataFrame],
    sources: Mapping[str, str],
    notice: str = "",
    *,
    sheet: pd.DataFrame,
    findings: Mapping[str, str],
) -> Any:
    """A Word document with every standard in a table of its own, and the confidence sheet; it is not saved.

    Args:
        checklists: title of a standard to its CHECKLIST.
        sources: title of a standard to its publication.
        notice: what is said above all, such as that the material is a reconstruction.
        sheet: CONFIDENCE_SHEET; left out when empty.
        findings: id of a finding to its words.
    """
    blocks: list[Block] = [Heading(1, WORDS["title"])]
    blocks += [Paragraph(notice, notice=True)] if notice else []
    for title, checklist in checklists.items():
        blocks += [
            Heading(2, title),
            Paragraph(f"{say_progress(checklist)} {_source(sources[title])}"),
            TableBlock(
                WORDS["item_by_item"].format(title=title),
                HEADINGS,
                tuple(_cells(row) for row in checklist.itertuples()),
            ),
        ]
    if not sheet.empty:
        rows = (
            (findings.get(finding, ""), component, words, "") for finding, component, words in _confidence_rows(sheet)
        )
        table = TableBlock(WORDS["confidence"], CONFIDENCE_HEADINGS, tuple(rows))
        blocks += [Heading(2, WORDS["confidence"]), Paragraph(WORDS["confidence_lead"]), table]
    return report_document(blocks, title=WORDS["title"], language="nl")


def _cells(row: Any) -> tuple[str, ...]:
    """The cells of an item; what is left to do stands out."""
    answer = _answer(row).replace(WORDS["to_do"], f"**{WORDS['to_do']}**")
    return (str(row.item), str(row.label_nl), answer, STATUS_NL[row.status])


def confidence_html(sheet: pd.DataFrame, findings: Mapping[str, str]) -> str:
    """The confidence sheet as an HTML table with an empty cell for each judgement; nothing when it is empty.

    Args:
        sheet: CONFIDENCE_SHEET.
        findings: id of a finding to its words.
    """
    if sheet.empty:
        return ""
    spans = sheet.groupby("finding")["component"].nunique()
    rows = [
        (findings[finding] if finding else "", int(spans.get(finding, 0)), component, measured)
        for finding, component, measured in _confidence_rows(sheet)
    ]
    return render("confidence.html", caption=WORDS["confidence_lead"], headings=CONFIDENCE_HEADINGS, rows=rows)


def _confidence_rows(sheet: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Finding, component and what was counted; the finding stands in the first of its rows only."""
    told = ""
    for (finding, component), inputs in sheet.groupby(["finding", "component"], sort=False):
        measured = "; ".join(_measure(row) for row in inputs.itertuples())
        yield "" if finding == told else finding, COMPONENTS_NL[component], measured
        told = finding


def _measure(row: Any) -> str:
    number = write_number(row.value)
    if not pd.isna(row.out_of):
        number = WORDS["out_of"].format(number=number, whole=write_number(row.out_of))
    return f"{number} {MEASURES_NL[row.measure]}"
