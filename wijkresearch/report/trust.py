"""The chapter on provenance: what the report rests on, and who can be recognised in it."""

from __future__ import annotations

from collections.abc import Iterator

from wijkresearch.report.blocks import Block, Bullets, Table
from wijkresearch.report.material import Material
from wijkresearch.report.words import HEADINGS, PHRASES


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
