"""The chapters on trust: what printed figures do not bear; and provenance."""

from __future__ import annotations

from collections.abc import Iterator

from wijkresearch.show import findings
from wijkresearch.show.report.blocks import Block, Bullets, Paragraph, Table
from wijkresearch.show.report.material import Material
from wijkresearch.show.report.words import HEADINGS, PHRASES


def audit_chapter(material: Material) -> Iterator[Block]:
    """What does not follow from figures and sentences as they were printed; told in Dutch only."""
    if material.language != "nl" or material.tables["04_column_sums"].empty:
        return
    worlds, roles, tables = material.worlds, material.roles, material.tables
    printed = tables["04_column_sums"]["municipality"]  # also of cases that this run leaves out
    names = {**dict(zip(printed, printed, strict=True)), **material.municipalities}
    yield Paragraph(
        "Deze bevindingen gaan over cijfers en zinnen zoals zij zijn gedrukt. Wat niet volgt, is niet daarmee onjuist."
    )
    yield from _sentences(findings.say_column_sums(tables["04_column_sums"], names, worlds))
    odd = findings.say_odd_columns(tables["04_column_feasibility"], tables["04_column_sums"], names, worlds)
    yield from _sentences(odd)
    yield from _sentences(findings.say_rankings(tables["04_ranking_checks"], names, roles, worlds))
    yield from _sentences(findings.say_attributions(tables["02_attribution_checks"], names))
    yield from _repairs(material)


def _repairs(material: Material) -> Iterator[Block]:
    """The renumbering of the register with which more attributions agree, step by step."""
    steps = material.tables.get("02_register_repairs")
    if steps is None or steps.empty:
        return
    yield Paragraph("Hypothese: met deze hernummering van het register komen meer toeschrijvingen overeen.")
    yield Bullets(
        tuple(
            f"{'Verwissel' if row.kind == 'swap' else 'Hernummer'} {row.moves}: {row.gained} erbij, samen "
            f"{row.agree_after}."
            for row in steps.itertuples()
        )
    )


def _sentences(markdown: str) -> Iterator[Block]:
    """Paragraphs and lists as a finding tells them."""
    for part in markdown.split("\n\n"):
        lines = part.splitlines()
        if lines and all(line.startswith("- ") for line in lines):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif part:
            yield Paragraph(part)


def provenance_chapter(material: Material) -> Iterator[Block]:
    """What the report rests on, who can be recognised in it, and until when the material may be kept."""
    yield Bullets(material.facts)
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]
    recognisable = material.tables.get("recognisable")
    if recognisable is not None and not recognisable.empty:
        rows = tuple(
            (row.function, row.municipality, str(row.respondents), phrases["yes" if row.unique else "no"])
            for row in recognisable.itertuples()
        )
        note = phrases["recognisable_note"]
        yield Table(phrases["recognisable"], headings["recognisable"], rows, note=note, numeric=frozenset({2}))
    yield from _retention(material)


def _retention(material: Material) -> Iterator[Block]:
    retention = material.tables.get("retention")
    if retention is None or retention.empty:
        return
    phrases = PHRASES[material.language]
    until = retention["due_on"].fillna(phrases["no_signature"])
    due = retention["document"].groupby(until).agg(", ".join)
    headings = HEADINGS[material.language]["retention"]
    yield Table(phrases["retention"], headings, tuple(due.items()), note=phrases["retention_note"])
