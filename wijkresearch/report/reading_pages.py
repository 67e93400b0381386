"""Two lists to read and talk about: where coders differed, and the passages of every two cases beside each other.

The words of a passage stand there only when whoever said them may be quoted; the others are ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Contents, Heading, Paragraph, TableBlock
from wijkresearch.report.double_coding import changed_cells, changed_verdicts, disputed_passages
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import HEADINGS, PHRASES
from wijkresearch.report.structure import PAIR
from wijkresearch.report.talk import is_settled, say_talk, talk_outcomes, talk_per_code
from wijkresearch.study import BEFORE


def compose_differences(material: Material) -> list[Block]:
    """Every passage that coders read differently, in a table for each other reading; nothing where there is none."""
    found = material.tables.get("most_disputed")
    if found is None or found.empty:
        return []
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]["differences"]
    settled, outcomes = is_settled(material), talk_outcomes(material)
    tables = [
        TableBlock(
            phrases["disagreements"].format(coder=material.coders[coder]),
            (*headings, material.coders[coder], *([phrases["after_talk"]] if settled else [])),
            tuple(
                (
                    passage,
                    material.quotes.get(passage, "–"),
                    *both,
                    *([outcomes.get(passage, "–")] if settled else []),
                )
                for passage, *both in passages
            ),
            made_of=("02_disagreements",),
        )
        for coder, passages in disputed_passages(material).items()
    ]
    opening = _opening(material, phrases["same_coding"], phrases["differences_lead"])
    return [*opening, *say_talk(material), *_changed_by_talk(material), *talk_per_code(material), *tables]


def _changed_by_talk(material: Material) -> Iterator[Block]:
    """Which cells of the role tables and which verdicts came out otherwise before coders talked."""
    stems = ("04_second_reading", "05_second_reading")
    if any(stem not in material.tables for stem in stems):
        return
    roles, verdicts = (material.tables[stem][material.tables[stem]["reading"] == BEFORE] for stem in stems)
    if roles.empty and verdicts.empty:
        return
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]
    cells = tuple(
        (cell, then, now, dots, dots_now) for cell, now, then, dots_now, dots in changed_cells(material, roles)
    )
    turned, whole = changed_verdicts(material, verdicts)
    if cells:
        note = phrases["talk_roles_note"].format(changed=len(cells), n=roles["row"].nunique())
        yield TableBlock(
            phrases["talk_roles"],
            headings["talk_roles"],
            cells,
            note=note,
            numeric=frozenset({1, 2, 3, 4}),
            made_of=stems[:1],
        )
    if turned:
        rows = tuple((claim, text, then, now) for claim, text, now, then in turned)
        note = phrases["verdict_changes_note"].format(changed=len(rows), n=whole)
        yield TableBlock(phrases["talk_verdicts"], headings["talk_verdicts"], rows, note=note, made_of=stems[1:])
    if not cells and not turned:
        yield Paragraph(phrases["talk_changes_nothing"])


def compose_side_by_side(material: Material) -> list[Block]:
    """For every two cases what only one has, and their passages per category; nothing where there is no pair."""
    rows = material.tables.get("03_constant_comparison")
    if rows is None or rows.empty:
        return []
    phrases = PHRASES[material.language]
    chapters: list[tuple[str, str]] = []
    told: list[Block] = []
    for (earlier, later), here in rows.groupby(["earlier", "later"], sort=False):
        sides = {side: material.case(case) for side, case in (("earlier", earlier), ("later", later))}
        name, title = PAIR.format(number=len(chapters) + 1), phrases["pair"].format(**sides)
        chapters.append((name, title))
        told += [Heading(2, title, name), *_pair(material, here, sides)]
    opening = _opening(material, phrases["alike"], phrases["side_by_side_lead"])
    return [*opening, Contents(material.word("contents"), tuple(chapters)), *told]


def _pair(material: Material, rows: pd.DataFrame, sides: Mapping[str, str]) -> Iterator[Block]:
    """What only one of two cases has, and then their passages beside each other, a table per category."""
    phrases, (code, *_) = PHRASES[material.language], HEADINGS[material.language]["side_by_side"]
    only = {
        name: [material.code(code) for code in rows.loc[rows["comparison"] == f"only_{side}", "code"].unique()]
        for side, name in sides.items()
    }
    yield Bullets(
        tuple(phrases["only"].format(case=name, codes=", ".join(codes) or "–") for name, codes in only.items())
    )
    for category, here in rows.groupby("axial_category", sort=False):
        told = tuple(
            (material.code(row.code), _passage(material, row.earlier_segment), _passage(material, row.later_segment))
            for row in here.itertuples()
        )
        yield Heading(3, material.group(str(category)))
        caption, made_of = f"{phrases['passages']}: {category}", ("03_constant_comparison",)
        yield TableBlock(caption, (code, *sides.values()), told, made_of=made_of)


def _opening(material: Material, title: str, lead: str) -> list[Block]:
    said: list[Block] = [Paragraph(material.notice, notice=True)] if material.notice else []
    return [Heading(1, title), *said, Paragraph(lead)]


def _passage(material: Material, segment: object) -> str:
    if pd.isna(segment):
        return "–"
    words = material.quotes.get(str(segment), "")
    return f"**{segment}** {words}".strip()
