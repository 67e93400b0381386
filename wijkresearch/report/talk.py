"""What coders made of their differences when they talked: a sentence, a table per code, and a word per passage."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.report.blocks import Block, Paragraph, TableBlock
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import HEADINGS, OUTCOMES, PHRASES
from wijkresearch.tables import TALK

DIFFERED = ("first", "another", "otherwise")


def talked(material: Material) -> pd.DataFrame:
    """TALK; without rows where the run did not make it."""
    return material.tables.get("02_talk", TALK.empty())


def is_settled(material: Material) -> bool:
    """Is anything decided on that coders read differently?"""
    return bool(talked(material)["outcome"].isin(DIFFERED).any())


def say_talk(material: Material) -> Iterator[Block]:
    """How many differences coders decided on, as whom, and how many are open; or how to record a talk."""
    counts = talked(material)["outcome"].value_counts()
    if counts.empty:
        return
    phrases, number = PHRASES[material.language], material.number
    settled = sum(counts.get(outcome, 0) for outcome in DIFFERED)
    told = {outcome: number(counts.get(outcome, 0)) for outcome in (*DIFFERED, "open", "beyond")}
    told |= {"settled": number(settled), "differences": number(settled + counts.get("open", 0))}
    said = [phrases["talk_settled" if settled else "talk_none"]] + [phrases["talk_beyond"]] * ("beyond" in counts)
    yield Paragraph(" ".join(said).format(**told))


def talk_outcomes(material: Material) -> dict[str, str]:
    """Passage to what the talk made of every difference on it that was decided on."""
    rows, words = talked(material), OUTCOMES[material.language]
    rows = rows[rows["outcome"] != "open"]
    ids = rows["document"] + ":" + rows["start"].astype("str") + "-" + rows["end"].astype("str")
    return {
        str(passage): "; ".join(f"{material.code(row.code)}: {words[row.outcome]}" for row in here.itertuples())
        for passage, here in rows.groupby(ids, sort=False)
    }


def talk_per_code(material: Material) -> Iterator[Block]:
    """For every code that coders decided on, as whom, and how much of it is open."""
    rows = talked(material)
    counts = rows.groupby(["code", "outcome"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[*DIFFERED, "beyond", "open"], fill_value=0)
    counts = counts[counts.drop(columns="open").sum(axis=1) > 0]
    counts = counts.assign(settled=-counts.drop(columns="open").sum(axis=1)).sort_values("settled", kind="stable")
    cells = tuple(
        (material.code(code), *(material.number(count) for count in given))
        for code, *given in counts.drop(columns="settled").itertuples()
    )
    if cells:
        headings = HEADINGS[material.language]["talk"]
        yield TableBlock(
            PHRASES[material.language]["talk"],
            headings,
            cells,
            numeric=frozenset(range(1, len(headings))),
            made_of=("02_talk",),
        )
