"""The chapter on rigour: would another code the same, was it enough, on whom does it rest, do the cases say the same?

Every part says in a sentence what its numbers mean, shows the rows that matter most, and names the file with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Heading, Links, Paragraph, Table
from wijkresearch.report.double_coding import FEW, double_coding
from wijkresearch.report.figures import take_figure
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import GUEST, HEADINGS, METHODS, PHRASES, SIDES

IDS = 3
MOST = 20
SIDE_BY_SIDE_PAGE = "naast-elkaar.html"
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
    if runs is not None and not rejected:
        yield from _reached(material, summary, runs)
    yield _summary(material, summary)
    if runs is not None and not rejected:
        yield from _runs(material, runs)
    yield from _last_case(material)


def _reached(material: Material, summary: pd.DataFrame, runs: pd.DataFrame) -> Iterator[Block]:
    """What the notation over all cases says, and how many later runs contradict it."""
    whole = summary[(summary["municipality"] == "all") & summary["notation"].notna()]
    for row in whole.itertuples():
        before = int(str(row.notation).split("+", maxsplit=1)[0])
        later = runs[(runs["municipality"] == "all") & (runs["before"] > before)]
        above = int((~later["below_threshold"].astype(bool)).sum())
        said = PHRASES[material.language]["reached"].format(
            notation=row.notation,
            documents=before,
            threshold=material.share(row.threshold),
            base=row.base,
            later=len(later),
            above=above,
        )
        yield Paragraph(said)


def _summary(material: Material, summary: pd.DataFrame) -> Table:
    phrases, guest = PHRASES[material.language], GUEST[material.language]
    names = {"all": phrases["all"], **material.municipalities}
    rows = tuple(
        (
            names.get(row.municipality, row.municipality),
            material.number(row.documents),
            material.number(row.codes),
            guest[row.status] if pd.isna(row.notation) else str(row.notation),
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
    return Table(phrases["saturation"], headings, rows, note=note, numeric=frozenset({1, 2, 4, 5, 6}))


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
        yield Table(phrases["runs"], headings, rows, note=phrases["runs_note"], numeric=frozenset({2, 3}))


def _last_case(material: Material) -> Iterator[Block]:
    """Does the case that was coded last confirm the categories, or add to them?"""
    phrases, seen = PHRASES[material.language], material.tables.get("03_first_appearances")
    last = material.last_coded
    if seen is None or seen["first_municipality"].isna().all():
        return
    if not last:
        yield Paragraph(phrases["one_case"])
        return
    new = seen[seen["new_in_last"].astype(bool)]
    told = {"last": material.municipalities[last], "n": len(seen), "new": len(new), "seen": int(seen["in_last"].sum())}
    yield Paragraph(phrases["adds" if len(new) else "confirms"].format(**told))
    rows = tuple(
        (material.group(row.axial_category), material.group(row.selective_theme), row.first_document)
        for row in new.itertuples()
    )
    if rows:
        yield Table(phrases["first_in_last"], HEADINGS[material.language]["first_in_last"], rows)


def _sources(material: Material) -> Iterator[Block]:
    """The grid, methods against each other, negative cases, who is quoted, and what hangs on one municipality."""
    yield from take_figure(material, "05_triangulation")
    yield from _methods(material)
    yield from _negative_cases(material)
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
            material.municipalities.get(row.municipality, row.municipality),
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
        yield Table(phrases["methods"], HEADINGS[material.language]["methods"], rows, note=note)


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
    yield Table(phrases["negative"], headings, rows, note=note, numeric=frozenset({2, 3, 4}))


def _negative_row(material: Material, claim: str, against: pd.DataFrame) -> tuple[str, ...]:
    passages = list(against["segment"].drop_duplicates())
    divided = against.loc[against["divided"].astype(bool), "document"].nunique()
    listed = ", ".join(passages[:IDS]) + (" …" if len(passages) > IDS else "")
    numbers = (len(passages), against["document"].nunique(), divided)
    return (claim, material.short(claim), *(material.number(number) for number in numbers), listed)


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
            material.municipalities.get(row.municipality, row.municipality),
            material.number(row.quotes),
            material.share(row.share),
        )
        for row in ordered.head(MOST).itertuples()
    )
    never = ", ".join(quotes.loc[quotes["quotes"] == 0, "document"]) or phrases["nobody"]
    note = phrases["quotes_note"].format(even=material.share(quotes["even_share"].iloc[0]), never=never)
    headings = HEADINGS[material.language]["quotes"]
    yield Table(phrases["quotes"], headings, rows, note=note, numeric=frozenset({3, 4}))


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
            material.municipalities.get(row.member, row.member),
            material.verdict(row.whole_verdict),
            material.verdict(row.verdict),
        )
        for row in leaning.itertuples()
    )
    if rows:
        yield Table(PHRASES[material.language]["leaning"], HEADINGS[material.language]["leaning"], rows)


def _alike(material: Material) -> Iterator[Block]:
    """What there is to read side by side, and where."""
    balance, sides = material.tables.get("03_category_balance"), SIDES[material.language]
    if balance is None or balance.empty or not (balance["comparison"] == "both").any():
        return
    phrases = PHRASES[material.language]
    rows = tuple(
        (
            material.group(row.axial_category),
            material.number(row.newest_segments),
            material.number(row.earlier_segments),
            sides[row.comparison],
        )
        for row in balance.itertuples()
    )
    yield Paragraph(phrases["alike_said"])
    headings = HEADINGS[material.language]["balance"]
    yield Table(phrases["balance"], headings, rows, note=phrases["balance_note"], numeric=frozenset({1, 2}))
    yield Links(((SIDE_BY_SIDE_PAGE, phrases["to_side_by_side"]),))


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
    "alike": _alike,
    "confidence": _confidence,
}
