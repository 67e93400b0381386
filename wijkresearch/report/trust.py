"""The chapter on provenance: what the report rests on, and who can be recognised in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, TableBlock
from wijkresearch.report.material import Material
from wijkresearch.report.words import HEADINGS, PHRASES
from wijkresearch.words.numbers import write_date


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
        yield TableBlock(phrases["recognisable"], headings["recognisable"], rows, note=note, numeric=frozenset({2}))
    yield from _retention(material)


def _retention(material: Material) -> Iterator[Block]:
    retention = material.tables.get("retention")
    if retention is None or retention.empty:
        return
    phrases = PHRASES[material.language]
    due = retention["document"].groupby(retention["due_on"], dropna=False).agg(", ".join)
    until = (
        phrases["no_signature"] if pd.isna(day) else write_date(date.fromisoformat(day), language=material.language)
        for day in due.index
    )
    headings = HEADINGS[material.language]["retention"]
    yield TableBlock(
        phrases["retention"], headings, tuple(zip(until, due, strict=True)), note=phrases["retention_note"]
    )
