"""Two lists to read and talk about: where coders differed, and passages of the newest case beside the earlier ones.

The words of a passage stand there only when whoever said them may be quoted; the others are ids.
"""

from __future__ import annotations

import pandas as pd

from wijkresearch.report.blocks import Block, Contents, Heading, Paragraph, Table
from wijkresearch.report.double_coding import disputed_passages
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import HEADINGS, PHRASES


def compose_differences(material: Material) -> list[Block]:
    """Every passage that coders read differently, in a table for each other reading; nothing where there is none."""
    found = material.tables.get("most_disputed")
    if found is None or found.empty:
        return []
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]["differences"]
    tables = [
        Table(
            phrases["disagreements"].format(coder=material.coders[coder]),
            (*headings, material.coders[coder]),
            tuple((passage, material.quotes.get(passage, "–"), *both) for passage, *both in passages),
        )
        for coder, passages in disputed_passages(material).items()
    ]
    return [*_opening(material, phrases["same_coding"], phrases["differences_lead"]), *tables]


def compose_side_by_side(material: Material) -> list[Block]:
    """Per axial category the passages of the newest case beside the earlier ones; nothing where one side is empty."""
    rows = material.tables.get("03_constant_comparison")
    if rows is None or rows["newest_segment"].isna().all() or rows["earlier_segment"].isna().all():
        return []
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]["side_by_side"]
    newest = material.municipalities.get(material.last_coded, "–")
    chapters: list[tuple[str, str]] = []
    tables: list[Block] = []
    opening = _opening(material, phrases["alike"], phrases["side_by_side_lead"].format(newest=newest))
    for category, here in rows.groupby("axial_category", sort=False):
        told = tuple(
            (
                material.codes.get(row.code, row.code),
                _passage(material, row.newest_segment),
                _passage(material, row.earlier_segment),
            )
            for row in here.itertuples()
        )
        name = f"category-{len(chapters) + 1}"
        chapters.append((name, str(category)))
        tables += [Heading(2, str(category), name), Table(f"{phrases['passages']}: {category}", headings, told)]
    return [*opening, Contents(material.word("contents"), tuple(chapters)), *tables]


def _opening(material: Material, title: str, lead: str) -> list[Block]:
    said: list[Block] = [Paragraph(material.notice, notice=True)] if material.notice else []
    return [Heading(1, title), *said, Paragraph(lead)]


def _passage(material: Material, segment: object) -> str:
    if pd.isna(segment):
        return "–"
    words = material.quotes.get(str(segment), "")
    return f"**{segment}** {words}".strip()
