"""The first screen: the question, the answer with where it holds, an answer per sub-question, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wijkresearch.report.answers import answers_to, main_question
from wijkresearch.report.blocks import Quote, Strip, Strips
from wijkresearch.report.findings import say_answer
from wijkresearch.report.links import case_page, finding_link
from wijkresearch.report.material import Material
from wijkresearch.report.pages import About, about_study
from wijkresearch.report.people import quotes_for, strip_of, strips_of
from wijkresearch.show.claims import say_headline
from wijkresearch.show.connections import words_of
from wijkresearch.show.reading import FEW
from wijkresearch.words import catalogue

SAID = catalogue("pages.entry")
LONGEST = 170
"""Characters of a sentence that can still be read as a heading."""


@dataclass(frozen=True)
class Answer:
    """One answer as a row: in short, its evidence per case, its verdict, where it holds, and a quotation."""

    text: str
    link: str
    strips: tuple[Strip | None, ...]
    verdict: str
    headline: str
    found: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Entry:
    """What stands on the first screen.

    Args:
        question: the main question.
        headline: the answer to it, in short where the sentence is long; empty where the study has none.
        answer: the answer in a sentence, or that there is none.
        verdict: the key of its verdict.
        found: in how many cases it holds, in large letters.
        standing: the verdict with the cases in which it holds.
        strips: its evidence per case, with a link to the page of each case.
        cases: the names of the cases, where they stand beside each other.
        questions: every question with its answers, but for the one that stands above.
    """

    question: str
    headline: str
    answer: str
    verdict: str
    found: str
    standing: str
    strips: Strips
    cases: tuple[str, ...]
    questions: tuple[tuple[str, tuple[Answer, ...]], ...]


def compose_entry(material: Material) -> Entry:
    """The first screen from the tables of a run.

    Args:
        material: everything that the report is made of.
    """
    questions = {entry["id"]: words_of(entry, "text", material.language) for entry in material.settings["questions"]}
    main = first_question(material)
    claims = answers_to(material, main)
    first = claims[0] if claims else ""
    listed = {name: answers_to(material, name)[1 if name == main else 0 :] for name in questions}
    few, said = len(material.municipalities) <= FEW, SAID[material.language]
    answers = _answers(material, [claim for found in listed.values() for claim in found], few=few)
    answer = material.texts[first] if first else said["no_answer"] if questions else ""
    return Entry(
        question=questions.get(main, ""),
        headline=_headline(material, first) if first else "",
        answer=answer,
        verdict=material.verdict_on(first),
        found=_found(material, first, "found_alone") if first else "",
        standing=say_answer(material, first) if first else "",
        strips=_with_pages(material, strips_of(material, first)) if first in material.overall.index else Strips(()),
        cases=tuple(material.municipalities.values()) if few else (),
        questions=tuple(
            (said["beside"] if name == main else questions[name], tuple(answers[claim] for claim in found))
            for name, found in listed.items()
            if found or name != main
        ),
    )


def first_question(material: Material) -> str:
    """The main question, or the first where none is answered by the answers to the others; empty without questions."""
    listed = [entry["id"] for entry in material.settings["questions"]]
    return main_question(material) or next(iter(listed), "")


def about_results(material: Material) -> About:
    """What every page of a study says of it, and of the answer that its results give.

    Args:
        material: everything that the report is made of.
    """
    about = about_study(material.settings, material.language)
    claim = next(iter(answers_to(material, first_question(material))), "")
    if not claim:
        return about
    answer = _headline(material, claim).removesuffix(".")
    return replace(about, answer=answer, standing=say_answer(material, claim))


def _headline(material: Material, claim: str) -> str:
    """The sentence of an answer where it can be read as a heading; else the answer in short."""
    answer = material.texts[claim]
    return answer if len(answer) <= LONGEST else material.short(claim)


def _with_pages(material: Material, strips: Strips) -> Strips:
    """The strips with a link from the name of each case to its page."""
    pages = {name: case_page(case) for case, name in material.municipalities.items()}
    return replace(strips, strips=tuple(replace(one, about=pages.get(one.place, "")) for one in strips.strips))


def _answers(material: Material, claims: list[str], *, few: bool) -> dict[str, Answer]:
    """Claim to its row; no passage is quoted twice."""
    quoted: set[str] = set()
    made = {}
    for claim in claims:
        found = [quote for quote in quotes_for(material, claim, most=len(claims)) if quote.segment not in quoted]
        quoted.update(quote.segment for quote in found[:1])
        made[claim] = _answer(material, claim, tuple(found[:1]), few=few)
    return made


def _answer(material: Material, claim: str, quotes: tuple[Quote, ...], *, few: bool) -> Answer:
    headline = material.verdict(material.verdict_on(claim)).capitalize()
    if claim in material.replication.index:
        headline = say_headline(material.replication.loc[claim], material.municipalities, material.language)
    return Answer(
        text=material.short(claim),
        link=finding_link(claim),
        strips=tuple(strip_of(material, claim, case) for case in material.municipalities) if few else (),
        verdict=material.verdict_on(claim),
        headline=headline,
        found=_found(material, claim),
        quotes=quotes,
    )


def _found(material: Material, claim: str, key: str = "found") -> str:
    """In how many of the cases that a claim was derived from it holds by itself."""
    if claim not in material.replication.index:
        return ""
    row = material.replication.loc[claim]
    if not row["derivation_cases"] or row["verdict"] == "insufficient":
        return ""
    told = {"holding": row["derivation_supported"], "cases": row["derivation_cases"]}
    return SAID[material.language][key].format(**told)
