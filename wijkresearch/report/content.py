"""What stands in the report and in which order: answers first, then findings with their evidence, rigour and limits.

Nothing is calculated here. Every number comes out of a table that a notebook wrote; every passage has gone through the
consent of who said it before it comes here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from wijkresearch.report.answers import conclusion_chapter, questions_chapter, short_answers
from wijkresearch.report.audit import audit_chapter
from wijkresearch.report.blocks import (
    Block,
    Bullets,
    Contents,
    Heading,
    Paragraph,
    Pointer,
    TableBlock,
    without_loose_ends,
)
from wijkresearch.report.cases import cases_chapter
from wijkresearch.report.codebook import codebook_chapter, coding_chapter, structure_chapter
from wijkresearch.report.links import claim_link, finding_link, place_of
from wijkresearch.report.material import Material
from wijkresearch.report.passages import passages_annex
from wijkresearch.report.people import has_passages
from wijkresearch.report.rigour import rigour_chapter
from wijkresearch.report.role_sections import each_role_chapter
from wijkresearch.report.roles import connections_chapter, roles_chapter
from wijkresearch.report.theory import design_chapter, theory_chapter
from wijkresearch.report.words import CHANGES, HEADINGS, LIMITS, PHRASES, VERDICTS
from wijkresearch.show.claims import say_recommendation
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.respondents import say_denominators, say_interviewed, say_left_out
from wijkresearch.tables import CLAIM_ASKING, DENOMINATORS
from wijkresearch.tables.conclusions import over_derivation


def compose_report(material: Material, *, chapters: Collection[str] = (), annex: bool = False) -> list[Block]:
    """The report as blocks, in the order of reading.

    Args:
        material: everything that it is made of.
        chapters: names of `CHAPTERS` to take, of which the first gives the title; all of them when empty.
        annex: with the chapters of `ANNEX`, for a file that goes without the pages beside it.
    """
    written = {
        name: content
        for name, chapter in CHAPTERS.items()
        if (name in chapters or not chapters)
        and (annex or name not in ANNEX)
        and (content := _content(chapter(material)))
    }
    first = next(iter(written), "") if chapters else ""
    opening: list[Block] = [Heading(1, material.word(first), first) if first else Heading(1, report_title(material))]
    if material.notice:
        opening.append(Paragraph(material.notice, notice=True))
    if not chapters:
        opening.append(Contents(material.word("contents"), tuple((name, material.word(name)) for name in written)))
        opening += [Paragraph(material.word("labels"))] if material.word("labels") else []
    body = [
        block
        for name, content in written.items()
        for block in (_raised(content) if name == first else [Heading(2, material.word(name), name), *content])
    ]
    return without_loose_ends([*opening, *body])


def _raised(blocks: list[Block]) -> list[Block]:
    """The blocks of the chapter that gives a page its title: its headings stand right below that."""
    return [replace(block, level=block.level - 1) if isinstance(block, Heading) else block for block in blocks]


def _content(blocks: Iterable[Block]) -> list[Block]:
    """What a chapter holds; nothing where all that it does is send the reader elsewhere."""
    listed = list(blocks)
    return listed if any(not isinstance(block, Pointer) for block in listed) else []


def report_title(material: Material) -> str:
    """The study's title in the language of the report, or as the study has it."""
    return str(material.settings.get("title" if material.language == "nl" else "title_en", material.settings["title"]))


def _answers(material: Material) -> Iterator[Block]:
    if sentences := list_left_out(material):
        yield Paragraph(" ".join(sentences), notice=True)
    yield from short_answers(material)


def _coding(material: Material) -> Iterator[Block]:
    """How it was coded, and what is counted and weighed of the codings."""
    yield from coding_chapter(material)
    if shown := _single(material):
        phrases, asking = PHRASES[material.language], material.tables.get("05_claim_asking", CLAIM_ASKING.empty())
        said = say_denominators(asking[asking["claim"].isin(shown)], language=material.language)
        yield Paragraph(phrases["findings_note"].format(denominators=said))
        yield Paragraph(phrases["rules_note"])


def _recommendations(material: Material) -> Iterator[Block]:
    """What is recommended, with where its reason is found and what speaks against it; never a verdict."""
    rows, claims = material.tables["05_recommendations"], material.claims.set_index("claim")
    if rows.empty:
        return
    yield Paragraph(PHRASES[material.language]["recommended"])
    yield Bullets(
        tuple(
            f"**{row.claim}** {material.texts[row.claim]} "
            f"{say_recommendation(row, material.municipalities, claims.loc[row.claim], material.language)}"
            for row in rows.itertuples()
        )
    )


def _every_case(material: Material) -> Iterator[Block]:
    if shown := _single(material):
        yield _by_case(material, shown)


def _single(material: Material) -> list[str]:
    """The claims that rest on passages and have a verdict."""
    single = material.claims.loc[~material.claims["composite"], "claim"]
    return [claim for claim in single if claim in material.overall.index]


def _by_case(material: Material, shown: list[str]) -> TableBlock:
    """Every conclusion in every case; of many cases, which verdict it has in how many."""
    headings, phrases = HEADINGS[material.language], PHRASES[material.language]
    cards = {(place, 0): f"#{place_of(finding_link(claim))}" for place, claim in enumerate(shown)}
    if len(material.municipalities) <= FEW:
        names = (*headings["by_case"], *material.municipalities.values())
        rows = tuple((claim, material.short(claim), *material.judged_per_case(claim)) for claim in shown)
        cells = {
            (place, column): claim_link(claim, case)
            for place, claim in enumerate(shown)
            for column, case in enumerate(material.municipalities, start=2)
            if has_passages(material, claim, case)
        }
        note = phrases["by_case_note"]
        known: dict[str, Any] = {"links": cards | cells, "made_of": ("05_verdicts",), "name": "by-case-table"}
        return TableBlock(phrases["by_case"], names, rows, note=note, **known)
    words = VERDICTS[material.language]
    names = (*headings["by_case"], *(word.capitalize() for word in words.values()))
    cases = material.tables["05_verdicts"]
    cases = cases[cases["scope"] == "municipality"].groupby(["claim", "verdict"]).size()
    rows = tuple(
        (claim, material.short(claim), *(str(cases.get((claim, verdict), 0)) for verdict in words)) for claim in shown
    )
    known = {"numeric": frozenset(range(2, 2 + len(words))), "links": cards, "name": "by-case-table"}
    known["made_of"] = ("05_verdicts",)
    return TableBlock(phrases["by_many"], names, rows, note=phrases["by_many_note"], **known)


def _changes(material: Material) -> Iterator[Block]:
    """What other cases do to the conclusions, and what changed since the run before; nothing without conclusions."""
    if material.claims.empty:
        return
    yield from _new_cases(material)
    changes = material.tables.get("verdict_changes")
    if changes is None:
        return
    overall = over_derivation(changes)
    rows = tuple(
        (
            row.claim,
            material.texts.get(row.claim, "–"),
            *("–" if pd.isna(verdict) else material.verdict(verdict) for verdict in (row.before, row.after)),
        )
        for row in overall[overall["change"] != "unchanged"].itertuples()
    )
    if rows:
        yield TableBlock(
            PHRASES[material.language]["since"], HEADINGS[material.language]["since"], rows, made_of=("05_verdicts",)
        )
    else:
        yield Paragraph(PHRASES[material.language]["nothing_since"])


def _new_cases(material: Material) -> Iterator[Block]:
    freezes = material.tables["freezes"]
    if edited := list(freezes.loc[freezes["edited_after_new_data"], "claim"]):
        said = PHRASES[material.language]["edited"].format(claims=", ".join(edited))
        yield Paragraph(said, notice=True)
    changes = material.tables["05_case_changes"]
    if changes.empty:
        yield Paragraph(material.word("no_change"))
        return
    rows = tuple(
        (
            row.claim,
            material.texts[row.claim],
            material.municipalities[row.municipality],
            f"{material.verdict(row.derivation_verdict)}, {row.derivation_support}/{row.derivation_asked}",
            f"{material.verdict(row.test_verdict)}, {row.test_support}/{row.test_asked}",
            "–" if pd.isna(row.test_cut_off) else str(row.test_cut_off),
            CHANGES[material.language][row.change],
        )
        for row in changes.itertuples()
    )
    phrases = PHRASES[material.language]
    headings = HEADINGS[material.language]["changes"]
    yield TableBlock(phrases["changes"], headings, rows, note=phrases["changes_note"], made_of=("05_case_changes",))


def _limits(material: Material) -> Iterator[Block]:
    yield Bullets((*LIMITS[material.language], _interviewed(material)))


def _interviewed(material: Material) -> str:
    """Who was interviewed, and which perspectives were not, so that no verdict is about them."""
    denominators = material.tables.get("05_denominators")
    if denominators is None:
        return say_interviewed(DENOMINATORS.empty(), Labels(language=material.language))
    return say_interviewed(denominators, material.labels)


def list_left_out(material: Material) -> list[str]:
    """A sentence on the interviews that are in no denominator, and on every reason; nothing where all of them are."""
    return say_left_out(material.tables.get("05_denominators", DENOMINATORS.empty()), material.labels)


def _provenance(material: Material) -> Iterator[Block]:
    """What the report rests on."""
    yield Bullets(material.facts)


CHAPTERS = {
    "answers": _answers,
    "cases": cases_chapter,
    "coding": _coding,
    "roles": roles_chapter,
    "each_role": each_role_chapter,
    "connections": connections_chapter,
    "findings": questions_chapter,
    "conclusion": conclusion_chapter,
    "recommendations": _recommendations,
    "theory": theory_chapter,
    "design": design_chapter,
    "changes": _changes,
    "rigour": rigour_chapter,
    "audit": audit_chapter,
    "limits": _limits,
    "provenance": _provenance,
    "by_case": _every_case,
    "structure": structure_chapter,
    "codebook": codebook_chapter,
    "passages": passages_annex,
}
ANNEX = ("passages",)
"""What stands in a file that goes its own way; beside a page there are pages with it."""
