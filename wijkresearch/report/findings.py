"""A finding as a card: its sentence, its rule, who says it in which case, in whose words, and what would tip it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Finding
from wijkresearch.report.links import claim_link, finding_link, place_of
from wijkresearch.report.material import Material
from wijkresearch.report.people import quotes_for, strips_of
from wijkresearch.report.words import CARD as SAID
from wijkresearch.show.claims import UNITS, say_headline, say_standing

QUOTED, OPPOSED = 2, 1
"""How many passages for a finding stand beside it, and how many against it."""


def finding_card(material: Material, claim: str) -> Finding:
    """A finding with its evidence beside it.

    Args:
        material: everything that the report is made of.
        claim: id of a claim that gets a verdict.
    """
    verdict: Any = next(material.overall.loc[[claim]].itertuples())
    rule, untrue, tip = material.rules[claim]
    said, unlisted = SAID[material.language], filter(None, [material.unlisted(claim)])
    return Finding(
        name=place_of(finding_link(claim)),
        claim=claim,
        text=material.texts[claim],
        verdict=verdict.verdict,
        headline=say_answer(material, claim),
        rule=(rule, *([] if untrue == "–" else [said["untrue"].format(untrue=untrue)]), *unlisted),
        strips=strips_of(material, claim),
        quotes=quotes_for(material, claim, most=QUOTED),
        against=tuple(_against(material, verdict)),
        opposed=quotes_for(material, claim, stance="against", most=OPPOSED),
        tips=(tip, *_range(material, verdict)),
        links=tuple(_links(material, claim)),
    )


def say_answer(material: Material, claim: str) -> str:
    """The verdict on a claim with the cases in which it holds; too little data where there is no verdict."""
    if claim not in material.replication.index:
        return f"{material.verdict(material.verdict_on(claim)).capitalize()}."
    row, names = material.replication.loc[claim], material.municipalities
    return f"{say_headline(row, names, material.language)}. {say_standing(row, names, material.language)}".strip()


def _against(material: Material, verdict: Any) -> Iterator[str]:
    said, kind = SAID[material.language], material.kinds[verdict.claim]
    key = "next" if kind == "ranking" else "against" if verdict.counter else "nobody_against"
    yield said[key].format(counter=verdict.counter, asked=verdict.asked, unit=UNITS[material.language][verdict.unit])
    if getattr(verdict, "observed_against", pd.NA) is True:
        yield said["observed_against"]


def _range(material: Material, verdict: Any) -> Iterator[str]:
    """Between which verdicts it lies when one respondent, case or perspective is left out."""
    if pd.notna(verdict.lowest) and verdict.lowest != verdict.highest:
        lowest, highest = (material.verdict(end) for end in (verdict.lowest, verdict.highest))
        yield SAID[material.language]["range"].format(lowest=lowest, highest=highest)


def _links(material: Material, claim: str) -> Iterator[tuple[str, str]]:
    passages = material.passages.loc[material.passages["claim"] == claim, "segment"].nunique()
    if passages:
        yield claim_link(claim), SAID[material.language]["all_passages"].format(passages=material.number(passages))
