"""Two lists to read and talk about: where coders differed, and the passages of every two cases beside each other.

The words of a passage stand there only when whoever said them may be quoted; the others are ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Contents, Heading, Paragraph, Table
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
    """For every two cases what only one has, and their passages per category; nothing where there is no pair."""
    rows = material.tables.get("03_constant_comparison")
    if rows is None or rows.empty:
        return []
    phrases = PHRASES[material.language]
    chapters: list[tuple[str, str]] = []
    told: list[Block] = []
    for (earlier, later), here in rows.groupby(["earlier", "later"], sort=False):
        sides = {
            side: material.municipalities.get(case, case) for side, case in (("earlier", earlier), ("later", later))
        }
        name, title = f"pair-{len(chapters) + 1}", phrases["pair"].format(**sides)
        chapters.append((name, title))
        told += [Heading(2, title, name), *_pair(material, here, sides)]
    opening = _opening(material, phrases["alike"], phrases["side_by_side_lead"])
    return [*opening, Contents(material.word("contents"), tuple(chapters)), *told]


def _pair(material: Material, rows: pd.DataFrame, sides: Mapping[str, str]) -> Iterator[Block]:
    """What only one of two cases has, and then their passages beside each other, a table per category."""
    phrases, (code, *_) = PHRASES[material.language], HEADINGS[material.language]["side_by_side"]
    only = {
        name: [_code(material, code) for code in rows.loc[rows["comparison"] == f"only_{side}", "code"].unique()]
        for side, name in sides.items()
    }
    yield Bullets(
        tuple(phrases["only"].format(case=name, codes=", ".join(codes) or "–") for name, codes in only.items())
    )
    for category, here in rows.groupby("axial_category", sort=False):
        told = tuple(
            (_code(material, row.code), _passage(material, row.earlier_segment), _passage(material, row.later_segment))
            for row in here.itertuples()
        )
        yield Heading(3, material.group(str(category)))
        yield Table(f"{phrases['passages']}: {category}", (code, *sides.values()), told)


def _code(material: Material, code: str) -> str:
    return material.codes.get(code, code)


def _opening(material: Material, title: str, lead: str) -> list[Block]:
    said: list[Block] = [Paragraph(material.notice, notice=True)] if material.notice else []
    return [Heading(1, title), *said, Paragraph(lead)]


def _passage(material: Material, segment: object) -> str:
    if pd.isna(segment):
        return "–"
    words = material.quotes.get(str(segment), "")
    return f"**{segment}** {words}".strip()
