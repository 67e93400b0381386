"""The chapter on rigour: would another code the same, was it enough, on whom does it rest, do the cases say the same?

Every part says in a sentence what its numbers mean, shows the rows that matter most, and names the file with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Heading, Links, Paragraph, TableBlock
from wijkresearch.report.double_coding import FEW, double_coding
from wijkresearch.report.figures import take_figure
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import GUEST, HEADINGS, METHODS, PHRASES
from wijkresearch.report.structure import alike, codebook_growth, last_case, memo_counts
from wijkresearch.show.saturation import say_saturation

IDS = 3
MOST = 20
CONFIDENCE_PLACE = "rapportagestandaarden.html#zekerheid"


def rigour_chapter(material: Material) -> Iterator[Block]:
    """Every part that has something to report, under a heading of its own."""
    for name, part in PARTS.items():
        told = list(part(material))
        if told:
            yield Heading(3, PHRASES[material.language][name], f"rigour-{name}")
            yield from told


def _enough(material: Material) -> Iterator[Block]:
    """The curves, Guest's notation with the runs behind it, Chao's estimate, and what the last case added."""
    phrases, summary = PHRASES[material.language], material.tables.get("03_saturation_summary")
    yield from take_figure(material, "03_saturation")
    if summary is None or summary.empty:
        return
    rejected = summary["status"].eq("premise_rejected").any()
    yield Paragraph(phrases["rejected" if rejected else "premise"])
    runs = material.tables.get("03_saturation_runs")
    yield Paragraph(say_saturation(summary, material.language))
    yield _summary(material, summary)
    if runs is not None and not rejected:
        yield from _runs(material, runs)
    yield from last_case(material)


def _summary(material: Material, summary: pd.DataFrame) -> TableBlock:
    phrases, guest = PHRASES[material.language], GUEST[material.language]
    names = {"all": phrases["all"], **material.municipalities}
    rows = tuple(
        (
            names.get(row.municipality, row.municipality),
            material.number(row.documents),
            material.number(row.codes),
            ", ".join(said for said in (row.notation, guest[row.status]) if isinstance(said, str) and said),
            material.number(row.once),
            material.number(row.chao2),
            material.number(row.slope, 1),
        )
        for row in summary.itertuples()
    )
    rule = summary.iloc[0]
    note = phrases["saturation_note"].format(
        base=rule["base"], run=rule["run"], threshold=material.share(rule["threshold"])
    )
    headings = HEADINGS[material.language]["saturation"]
    made_of, numeric = ("03_saturation_summary",), frozenset({1, 2, 4, 5, 6})
    return TableBlock(phrases["saturation"], headings, rows, note=note, numeric=numeric, made_of=made_of)


def _runs(material: Material, runs: pd.DataFrame) -> Iterator[Block]:
    phrases = PHRASES[material.language]
    rows = tuple(
        (
            material.number(row.before),
            f"{row.first_document} – {row.last_document}",
            material.number(row.new_codes),
            material.share(row.ratio),
            phrases["yes" if row.below_threshold else "no"],
        )
        for row in runs[runs["municipality"] == "all"].head(MOST).itertuples()
    )
    if rows:
        headings = HEADINGS[material.language]["runs"]
        made_of, numeric = ("03_saturation_runs",), frozenset({2, 3})
        yield TableBlock(phrases["runs"], headings, rows, note=phrases["runs_note"], numeric=numeric, made_of=made_of)


def _sources(material: Material) -> Iterator[Block]:
    """The grid, methods against each other, negative cases, who is quoted, and what hangs on one municipality."""
    if material.claims.empty:
        return
    yield from take_figure(material, "05_triangulation")
    yield from _methods(material)
    yield from _negative_cases(material)
    yield from _negative_respondents(material)
    yield from _quotes(material)
    yield from _leaning(material)


def _methods(material: Material) -> Iterator[Block]:
    methods, words = material.tables.get("05_methods"), METHODS[material.language]
    if methods is None or methods.empty:
        return
    phrases = PHRASES[material.language]
    seen = methods[(methods["seen_for"] > 0) | (methods["seen_against"] > 0)]
    rows = tuple(
        (
            row.claim,
            material.short(row.claim),
            material.case(row.municipality),
            _sides(material, row.said_for, row.said_against),
            _sides(material, row.seen_for, row.seen_against),
            words[row.comparison],
        )
        for row in seen.itertuples()
    )
    counted = methods["comparison"].value_counts()
    counts = ", ".join(f"{counted[kind]} {word}" for kind, word in words.items() if kind in counted.index)
    note = phrases["methods_note"].format(counts=counts)
    if rows:
        yield TableBlock(
            phrases["methods"], HEADINGS[material.language]["methods"], rows, note=note, made_of=("05_methods",)
        )


def _sides(material: Material, pro: int, contra: int) -> str:
    sides = ((pro, material.word("for")), (contra, material.word("against")))
    return ", ".join(f"{number}\u00a0{word}" for number, word in sides if number) or "–"


def _negative_cases(material: Material) -> Iterator[Block]:
    against = material.tables.get("05_negative_cases")
    if against is None or against.empty:
        return
    phrases = PHRASES[material.language]
    per_claim = {claim: rows for claim, rows in against.groupby("claim", sort=False)}  # noqa: C416 - one look-up
    ordered = sorted(per_claim, key=lambda claim: -per_claim[claim]["segment"].nunique())
    rows = tuple(_negative_row(material, claim, per_claim[claim]) for claim in ordered[:FEW])
    passages = against["segment"].nunique()
    note = phrases["negative_note"].format(shown=len(rows), n=len(ordered), passages=passages)
    headings = HEADINGS[material.language]["negative"]
    made_of, numeric = ("05_negative_cases",), frozenset({2, 3, 4})
    yield TableBlock(phrases["negative"], headings, rows, note=note, numeric=numeric, made_of=made_of)


def _negative_row(material: Material, claim: str, against: pd.DataFrame) -> tuple[str, ...]:
    passages = list(against["segment"].drop_duplicates())
    divided = against.loc[against["divided"].astype(bool), "document"].nunique()
    listed = ", ".join(passages[:IDS]) + (" …" if len(passages) > IDS else "")
    numbers = (len(passages), against["document"].nunique(), divided)
    return (claim, material.short(claim), *(material.number(number) for number in numbers), listed)


def _negative_respondents(material: Material) -> Iterator[Block]:
    """Who carries the contradictions: the respondents who counter most claims."""
    counted = material.tables.get("05_negative_respondents")
    if counted is None or not counted["countered"].any():
        return
    phrases, against = PHRASES[material.language], counted[counted["countered"] > 0]
    rows = tuple(
        (
            row.document,
            material.perspectives.get(row.perspective, row.perspective),
            material.case(row.municipality),
            *(material.number(number) for number in (row.countered, row.asked, row.divided)),
        )
        for row in against.head(MOST).itertuples()
    )
    note = phrases["negative_respondents_note"].format(
        shown=len(rows), n=len(against), none=len(counted) - len(against)
    )
    headings = HEADINGS[material.language]["negative_respondents"]
    made_of, numeric = ("05_negative_respondents",), frozenset({3, 4, 5})
    yield TableBlock(phrases["negative_respondents"], headings, rows, note=note, numeric=numeric, made_of=made_of)


def _quotes(material: Material) -> Iterator[Block]:
    quotes = material.tables.get("05_quote_balance")
    if quotes is None or quotes.empty:
        return
    phrases = PHRASES[material.language]
    ordered = quotes[quotes["quotes"] > 0].sort_values("quotes", ascending=False, kind="stable")
    rows = tuple(
        (
            row.document,
            _perspective(material, row),
            material.case(row.municipality),
            material.number(row.quotes),
            material.share(row.share),
        )
        for row in ordered.head(MOST).itertuples()
    )
    never = ", ".join(quotes.loc[quotes["quotes"] == 0, "document"]) or phrases["nobody"]
    note = phrases["quotes_note"].format(even=material.share(quotes["even_share"].iloc[0]), never=never)
    headings = HEADINGS[material.language]["quotes"]
    made_of, numeric = ("05_quote_balance",), frozenset({3, 4})
    yield TableBlock(phrases["quotes"], headings, rows, note=note, numeric=numeric, made_of=made_of)


def _perspective(material: Material, row: Any) -> str:
    if row.kind == "observation":
        return PHRASES[material.language]["observation"]
    return material.perspectives.get(row.perspective, row.perspective)


def _leaning(material: Material) -> Iterator[Block]:
    """The verdicts that flip when one municipality is left out."""
    leaning = material.tables["05_robustness"]
    leaning = leaning[leaning["changes"] & (leaning["without"] == "municipality")]
    rows = tuple(
        (
            row.claim,
            material.texts[row.claim],
            material.case(row.member),
            material.verdict(row.whole_verdict),
            material.verdict(row.verdict),
        )
        for row in leaning.itertuples()
    )
    if rows:
        caption, headings = PHRASES[material.language]["leaning"], HEADINGS[material.language]["leaning"]
        yield TableBlock(caption, headings, rows, made_of=("05_robustness",))


def _confidence(material: Material) -> Iterator[Block]:
    phrases = PHRASES[material.language]
    if material.passages.empty:
        return
    yield Paragraph(phrases["confidence_said"])
    yield Links(((CONFIDENCE_PLACE, phrases["to_confidence"]),))


PARTS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "same_coding": double_coding,
    "enough": _enough,
    "sources": _sources,
    "alike": alike,
    "codebook": codebook_growth,
    "memos": memo_counts,
    "confidence": _confidence,
}
