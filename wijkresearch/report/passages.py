"""The passages behind every number: per claim, per role and world, and per code, each case and document in its place.

Two pages for the screen, and an annex for paper in which a passage goes by its document and lines. A case without
passages has a place too, so that a nought leads to where it says that there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Passages
from wijkresearch.report.entry import about_results
from wijkresearch.report.links import (
    CODES_PAGE,
    EVIDENCE_PAGE,
    category_link,
    claim_link,
    code_link,
    document_page,
    finding_link,
    passage_link,
    place_of,
    role_link,
    split_passage,
)
from wijkresearch.report.material import Material
from wijkresearch.report.pages import template_page
from wijkresearch.report.words import OUTCOMES, PHRASES
from wijkresearch.tables import AXIAL_COUNTS
from wijkresearch.words import catalogue, text

WORDS = catalogue("passages")
BESIDE = {EVIDENCE_PAGE: "evidence_title", CODES_PAGE: "codes_title"}
NOTHING: Mapping[str, str] = MappingProxyType({})
AGREED = text("second_reading", "agreed")


@dataclass(frozen=True)
class Passage:
    """One passage of a list: its id, where it is read, its lines in words, what it says, and its words if they may."""

    segment: str
    link: str
    lines: str
    stance: str
    against: bool
    words: str


@dataclass(frozen=True)
class Speaker:
    """Who speaks in a document, as far as that may be told, with the passages in it."""

    name: str
    who: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Case:
    """The passages of one case, with what was found there in words."""

    name: str
    title: str
    said: str
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True)
class Group:
    """Everything behind one claim, role or code: the cases with passages, those without, and what it rests on.

    `card` is where the finding stands in the report, of a claim that has a card there; `brief` is a shorter title;
    `unlisted` says so where not everybody who counts is listed.
    """

    name: str
    title: str
    said: str
    cases: tuple[Case, ...]
    without: tuple[tuple[str, str], ...]
    rests: str = ""
    rests_on: tuple[tuple[str, str], ...] = ()
    card: str = ""
    brief: str = ""
    unlisted: str = ""


@dataclass(frozen=True)
class Chapter:
    """Groups under a heading; of an axial category, per case how often its codes were given, and which."""

    name: str
    title: str
    groups: tuple[Group, ...]
    cases: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = ()


def evidence_page(material: Material) -> str:
    """The page with the passages behind every claim, and behind every role in every world."""
    words = WORDS[material.language]
    chapters = [
        Chapter("claims", words["claims"], tuple(claim_groups(material))),
        Chapter("roles", words["roles"], tuple(role_groups(material))),
    ]
    return _page(material, words["evidence_title"], words["evidence_lead"], chapters)


def codes_page(material: Material) -> str:
    """The page with the passages that have each code."""
    words = WORDS[material.language]
    return _page(material, words["codes_title"], words["codes_lead"], code_chapters(material))


def _page(material: Material, title: str, lead: str, chapters: Iterable[Chapter]) -> str:
    words, shown = WORDS[material.language], [chapter for chapter in chapters if chapter.groups]
    return template_page(
        "passages.html",
        title=title,
        language=material.language,
        home="index.html",
        about=about_results(material),
        contents=[(chapter.name, chapter.title) for chapter in shown],
        lead=lead,
        beside=[(link, words[text]) for link, text in BESIDE.items() if words[text] != title],
        documents=[(document_page(name), name, read.who) for name, read in material.documents.items()],
        chapters=shown,
        terms=words,
    )


def claim_groups(material: Material) -> Iterator[Group]:
    """Every claim with the passages for and against it; of an answer, the parts that it is made of."""
    told = _told(material, material.passages)
    told = told.assign(told=told["stance"].map(material.word), against=told["stance"] == "against")
    spoken = dict(iter(told.groupby("claim")))
    parts = dict(iter(material.claim_parts.groupby("claim")["part"]))
    for claim, sentence in material.texts.items():
        said = dict(zip(material.municipalities, material.judged_per_case(claim), strict=True))
        places = {case: claim_link(claim, case) for case in said}
        cases, without = _cases(material, spoken.get(claim, told.head(0)), places, said=said, claim=claim)
        rests_on = tuple((part, f"#{part}") for part in dict.fromkeys(parts.get(claim, ())) if part in material.texts)
        overall = material.overall["verdict"].get(claim)
        verdict = material.verdict(overall).capitalize() if overall else ""
        rests = WORDS[material.language]["rests_on"]
        card = finding_link(claim) if overall else ""
        yield Group(
            claim,
            f"{claim} {sentence}",
            verdict,
            cases,
            without,
            rests,
            rests_on,
            card,
            f"{claim} {material.short(claim)}",
            material.unlisted(claim),
        )


def role_groups(material: Material) -> Iterator[Group]:
    """Every role in every world with the passages in which it was coded, and how they ended."""
    if material.role_passages.empty:
        return
    told = _told(material, material.role_passages)
    told = told.assign(told=told["outcome"].map(OUTCOMES[material.language]))
    spoken = dict(iter(told.groupby(["role", "world"])))
    for role, world in product(material.roles, material.worlds):
        places = {case: role_link(role, world, case) for case in material.municipalities}
        cases, without = _cases(material, spoken.get((role, world), told.head(0)), places)
        title = f"{material.roles[role]}, {material.worlds[world]}"
        yield Group(place_of(role_link(role, world)), title, "", cases, without)


def code_chapters(material: Material) -> Iterator[Chapter]:
    """The codes of every axial category, and then those that are in none."""
    groups = {group.name: group for group in code_groups(material)}
    counts = material.tables.get("03_axial_counts", AXIAL_COUNTS.empty()).drop_duplicates(["code", "municipality"])
    for number, category in enumerate(list_categories(material), start=1):
        rows = counts[counts["axial_category"] == category]
        places = [place_of(code_link(code)) for code in rows["code"].unique()]
        yield Chapter(
            place_of(category_link(number)),
            material.group(category),
            tuple(groups.pop(place) for place in places if place in groups),
            tuple(_category_cases(material, rows, number)),
        )
    yield Chapter("other-codes", WORDS[material.language]["other_codes"], tuple(groups.values()))


def list_categories(material: Material) -> list[str]:
    """The axial categories, in the order in which they are numbered."""
    counts = material.tables.get("03_axial_counts", AXIAL_COUNTS.empty())
    return list(counts["axial_category"].unique())


def _category_cases(
    material: Material, counts: pd.DataFrame, number: int
) -> Iterator[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    for case, name in material.municipalities.items():
        here = counts[(counts["municipality"] == case) & (counts["segments"] > 0)]
        codes = tuple((material.code(code), f"#{place_of(code_link(code, case))}") for code in here["code"])
        yield place_of(category_link(number, case)), name, material.number(here["segments"].sum()), codes


def code_groups(material: Material) -> Iterator[Group]:
    """Every code with the passages that have it, by its name, and the codes under it that tables count along."""
    given = _told(material, _by_passage(material))
    spoken, under = dict(iter(given.groupby("code"))), _codes_under(material)
    for code in sorted({*material.codes, *spoken}, key=lambda code: (material.code(code).casefold(), code)):
        places = {case: code_link(code, case) for case in material.municipalities}
        cases, without = _cases(material, spoken.get(code, given.head(0)), places)
        rests_on = tuple((material.code(part), f"#{place_of(code_link(part))}") for part in under.get(code, ()))
        rests, said = WORDS[material.language]["counts_along"], material.definitions.get(code, "")
        yield Group(place_of(code_link(code)), material.code(code), said, cases, without, rests, rests_on)


def _by_passage(material: Material) -> pd.DataFrame:
    """A row for each code on each passage, with who gave it where several people coded."""
    given = material.tables["02_evidence"]
    coders = {**dict.fromkeys(given["coder"], AGREED[material.language]), **material.coders}
    first = given.drop_duplicates(["code", "segment"])
    if len(set(given["coder"])) < 2:
        return first.assign(told="")
    by = given.assign(told=given["coder"].map(coders)).groupby(["code", "segment"])["told"].agg(", ".join)
    return first.merge(by.reset_index(), on=["code", "segment"], validate="one_to_one")


def _codes_under(material: Material) -> dict[str, list[str]]:
    """Code from theory to the codes directly under it; the table lists them in the order of the tree."""
    counts = material.tables.get("02_theory_counts")
    under: dict[str, list[str]] = {}
    above: list[str] = []
    if counts is not None:
        for row in counts.drop_duplicates("code").itertuples():
            above = [*above[: row.depth], row.code]
            under.setdefault(above[row.depth - 1] if row.depth else "", []).append(row.code)
    return under


def _told(material: Material, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the document of their passage, and with who and words where they have none yet."""
    documents = [split_passage(segment)[0] for segment in rows["segment"]]
    told = {"who": [material.documents[document].who for document in documents]} if "who" not in rows else {}
    words = {"words": [material.quotes.get(segment, "") for segment in rows["segment"]]} if "words" not in rows else {}
    return rows.assign(document=documents, **told, **words)


def _cases(
    material: Material,
    rows: pd.DataFrame,
    places: Mapping[str, str],
    *,
    said: Mapping[str, str] = NOTHING,
    claim: str = "",
) -> tuple[tuple[Case, ...], tuple[tuple[str, str], ...]]:
    """The cases that have passages, and the place and name of those that have none."""
    case_of = [material.documents[document].municipality for document in rows["document"]]
    per_case = dict(iter(rows.groupby(pd.Series(case_of, index=rows.index, dtype="str"))))
    there = tuple(
        Case(
            place_of(link),
            material.case(case),
            said.get(case) or _counted(material, len(per_case[case])),
            tuple(_speakers(material, per_case[case], claim)),
        )
        for case, link in places.items()
        if case in per_case
    )
    return there, tuple((place_of(link), material.case(case)) for case, link in places.items() if case not in per_case)


def _counted(material: Material, passages: int) -> str:
    return WORDS[material.language]["one" if passages == 1 else "many"].format(passages=material.number(passages))


def _speakers(material: Material, rows: pd.DataFrame, claim: str) -> Iterator[Speaker]:
    order = {document: place for place, document in enumerate(material.documents)}
    per_document = dict(iter(rows.groupby("document", sort=False)))
    for document in sorted(per_document, key=order.__getitem__):
        here = per_document[document]
        passages = tuple(_passage(material, row) for row in here.to_dict("records"))
        in_order = tuple(sorted(passages, key=lambda passage: split_passage(passage.segment)))
        yield Speaker(place_of(claim_link(claim, document)) if claim else "", here["who"].iloc[0], in_order)


def _passage(material: Material, row: Mapping[Any, Any]) -> Passage:
    segment, against = row["segment"], bool(row.get("against", False))
    return Passage(segment, passage_link(segment), say_lines(material, segment), row["told"], against, row["words"])


def say_lines(material: Material, segment: str) -> str:
    """The lines of a passage in words, the same as on the page of its document; nothing where they are not known."""
    document, start, end = split_passage(segment)
    read = material.documents.get(document)
    return say_place(read.place(start, end) if read else None, material.language)


def say_place(place: tuple[int, int] | None, language: str) -> str:
    """The first and last line of a passage in words.

    >>> say_place((84, 86), "nl"), say_place((3, 3), "nl"), say_place(None, "nl")
    ('regel 84–86', 'regel 3', '')
    """
    if place is None:
        return ""
    first, last = place
    return WORDS[language]["line" if first == last else "lines"].format(first=first, last=last)


def passages_annex(material: Material) -> Iterator[Block]:
    """For paper: the passages behind every claim and every role, each by its document and lines and without words."""
    title = material.word("passages_behind")
    for claim, rows in material.passages.groupby("claim", sort=False):
        stances = [material.word(stance) for stance in rows["stance"]]
        yield Passages(place_of(claim_link(claim)), title.format(claim=claim), _printed(material, rows, stances))
    spoken = dict(iter(material.role_passages.groupby(["role", "world"])))
    outcomes, title = OUTCOMES[material.language], PHRASES[material.language]["role_passages"]
    for role, world in [pair for pair in product(material.roles, material.worlds) if pair in spoken]:
        rows = spoken[role, world]
        named = title.format(role=material.roles[role], world=material.worlds[world])
        lines = _printed(material, rows, [outcomes[outcome] for outcome in rows["outcome"]])
        yield Passages(place_of(role_link(role, world)), named, lines)


def _printed(material: Material, rows: pd.DataFrame, said: Iterable[str]) -> tuple[tuple[str, str, str, str], ...]:
    places = [_on_paper(material, segment) for segment in rows["segment"]]
    return tuple((place, who, told, "") for place, who, told in zip(places, rows["who"], said, strict=True))


def _on_paper(material: Material, segment: str) -> str:
    """A passage for who holds paper: its document and lines; its id where lines are not known."""
    lines = say_lines(material, segment)
    return f"{split_passage(segment)[0]}, {lines}" if lines else segment
