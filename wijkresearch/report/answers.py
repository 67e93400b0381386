"""The questions of the study: their answers in a sentence, what each answer is made of, and the findings under it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import pandas as pd

from wijkresearch.report.blocks import Block, Branch, Bullets, Heading, Paragraph, Pointer, Tree
from wijkresearch.report.figures import take_figure
from wijkresearch.report.findings import finding_card, say_answer
from wijkresearch.report.links import finding_link
from wijkresearch.report.material import Material
from wijkresearch.report.roles import claims_by_role
from wijkresearch.report.words import PHRASES
from wijkresearch.show.claims import say_judged
from wijkresearch.show.connections import words_of
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words import catalogue

WORDS = catalogue("report.chapter")


def short_answers(material: Material) -> Iterator[Block]:
    """Every question with its answers, a sentence each with the verdict and in how many cases it holds."""
    for question, text in _questions(material).items():
        yield Heading(3, text)
        if claims := answers_to(material, question):
            yield Bullets(tuple(f"{material.texts[claim]} **{say_answer(material, claim)}**" for claim in claims))
        else:
            yield Paragraph(material.word("no_answer"))


def questions_chapter(material: Material) -> Iterator[Block]:
    """Every question but the main one: what its answers are made of, and its findings with their evidence.

    Findings about a role stand with that role; those that answer no question come last.
    """
    main, questions = main_question(material), _questions(material)
    sections = [block for question in questions if question != main for block in _section(material, question)]
    others = [claim for claim, question in _asked(material).items() if question not in questions]
    cards = _cards(material, [claim for claim in others if claim not in _told_with_roles(material)])
    if sections or cards:
        yield Pointer(PHRASES[material.language]["see_verdicts"])
        yield from take_figure(material, "05_verdicts")
    yield from sections
    if cards:
        yield Heading(3, WORDS[material.language]["others"])
        yield from cards


def conclusion_chapter(material: Material) -> Iterator[Block]:
    """The main question: what its answer is made of, and the findings that answer it by themselves."""
    if main := main_question(material):
        yield from _section(material, main)


def main_question(material: Material) -> str:
    """The question whose answers rest on findings about every other one; nothing where there is no such question."""
    questions, asked = _questions(material), _asked(material)
    for question in questions:
        others = set(questions) - {question}
        below = {asked.get(part) for claim in answers_to(material, question) for part in material.below(claim)}
        if others and below >= others:
            return question
    return ""


def answers_to(material: Material, question: str) -> list[str]:
    """The answers to a question: the one that is made of most of the others first, then those others, then the rest."""
    claims = material.claims[material.claims["composite"] & (material.claims["kind"] != "recommendation")]
    listed = list(claims.loc[claims["answers"] == question, "claim"])
    made_of = {claim: set(material.parts.get(claim, ())).intersection(listed) for claim in listed}
    whole = max(listed, key=lambda claim: len(made_of[claim]), default="")
    return sorted(listed, key=lambda claim: 0 if claim == whole else 1 if claim in made_of[whole] else 2)


def judged_on(material: Material, question: str) -> list[str]:
    """The claims with a verdict that answer a question or an expectation by themselves, those made of others first."""
    claims = material.claims[material.claims["claim"].isin(material.overall.index)]
    own = claims[claims["answers"] == question].sort_values("composite", ascending=False, kind="stable")
    return list(own["claim"])


def answer_tree(material: Material, claim: str) -> Tree:
    """An answer with the parts that it follows from and theirs, each part with its verdict and a link to its evidence.

    Args:
        material: everything that the report is made of.
        claim: id of a claim that follows from others.
    """
    return Tree(replace(_branch(material, claim, over_derivation(material.tables["05_composition"])), link=""))


def _section(material: Material, question: str) -> Iterator[Block]:
    """A question: its answers with what they are made of, and its findings that do not stand with a role."""
    told, answers = _told_with_roles(material), answers_to(material, question)
    others = [claim for claim, asked in _asked(material).items() if asked == question and claim not in answers]
    inside = {part for claim in answers for part in material.below(claim)}
    blocks: list[Block] = []
    for claim in [*answers, *(claim for claim in others if claim not in told)]:
        card = _cards(material, [claim])
        blocks += card
        blocks += [answer_tree(material, claim)] if card and claim not in inside and claim in material.parts else []
    if blocks:
        yield Heading(3, _questions(material)[question])
        yield from blocks


def _cards(material: Material, claims: Collection[str]) -> list[Block]:
    return [finding_card(material, claim) for claim in claims if claim in material.overall.index]


def _told_with_roles(material: Material) -> set[str]:
    return {claim for claims in claims_by_role(material).values() for claim in claims}


def _questions(material: Material) -> dict[str, str]:
    """Id to text of the questions, in the order of the study."""
    return {str(entry["id"]): words_of(entry, "text", material.language) for entry in material.settings["questions"]}


def _asked(material: Material) -> dict[str, str]:
    """Every claim that gets a verdict, to the question that it answers, by itself or through an expectation."""
    served = {entry["id"]: entry.get("question", "") for entry in material.settings.get("expectations", [])}
    judged = material.claims[material.claims["kind"] != "recommendation"]
    asked = zip(judged["claim"], judged["answers"], strict=True)
    return {claim: str(served.get(question, question)) for claim, question in asked}


def _branch(material: Material, claim: str, composition: pd.DataFrame) -> Branch:
    """A claim with its parts, its text cut short: it stands in full where the branch leads to."""
    judged, verdict = claim in material.overall.index, material.verdict_on(claim)
    parts = composition.loc[composition["claim"] == claim, "part"]
    return Branch(
        claim=claim,
        text=material.short(claim),
        verdict=verdict,
        said=say_judged(material.overall.loc[claim], material.language) if judged else material.verdict(verdict),
        link=finding_link(claim) if judged else "",
        parts=tuple(_branch(material, part, composition) for part in parts),
    )
