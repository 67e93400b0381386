"""The chapter on printed figures: what does not follow from them, according to the tables of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wijkresearch.report.blocks import Block, Bullets, Paragraph
from wijkresearch.report.material import Material
from wijkresearch.show import findings
from wijkresearch.show.labels import Labels
from wijkresearch.tables import CELL_REPAIRS


def audit_chapter(material: Material) -> Iterator[Block]:
    """What does not follow from figures and sentences as they were printed."""
    if material.tables["04_column_sums"].empty:
        return
    yield Paragraph(findings.say_lead(language=material.language))
    for said in (*_on_tables(material), *_on_register(material)):
        yield from _sentences(said)


def _on_tables(material: Material) -> Iterator[str]:
    """The printed tables against themselves, and the sentences about them."""
    tables, labels = material.tables, _labels(material)
    sums = tables["04_column_sums"]
    yield findings.say_column_sums(sums, labels)
    yield findings.say_odd_columns(tables["04_column_feasibility"], sums, labels)
    if "04_guaranteed_gaps" in tables:
        yield findings.say_gaps(tables["04_guaranteed_gaps"], labels)
    repairs = tables.get("04_cell_repairs", CELL_REPAIRS.empty())
    yield findings.say_sentences(tables["04_ranking_checks"], repairs, labels)


def _on_register(material: Material) -> Iterator[str]:
    """The passages that the text attributes to a document against the register."""
    tables = material.tables
    yield findings.say_attributions(tables["02_attribution_checks"], _labels(material))
    steps = tables.get("02_register_repairs")
    if steps is not None and not steps.empty:
        yield findings.say_renumbering(steps, language=material.language)


def _labels(material: Material) -> Labels:
    """The labels of the study, also of cases that this run leaves out: those go by their id."""
    printed = material.tables["04_column_sums"]["municipality"]
    names = {**dict(zip(printed, printed, strict=True)), **material.municipalities}
    return replace(material.labels, municipalities=names)


def _sentences(markdown: str) -> Iterator[Block]:
    """The paragraphs and lists of a finding."""
    for part in markdown.split("\n\n"):
        lines = part.splitlines()
        if lines and all(line.startswith("- ") for line in lines):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif part:
            yield Paragraph(part)
