"""Would somebody else code the same? Agreement with the list of differences, and what they do to the results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.show.report.blocks import Block, Links, Paragraph, Table
from wijkresearch.show.report.figures import take_figure
from wijkresearch.show.report.material import Material
from wijkresearch.show.report.rigour_words import DOMAINS, HEADINGS, PHRASES

FEW = 12
"""Rows of a table of which the rest stands in a file."""
DIFFERENCES_PAGE = "verschillen.html"
APART = " · "
DIFFERENCES = ("only_first", "only_second", "boundaries")
PASSAGES = ("binary_u_alpha", "cu_alpha")
SHIFTED = "\u00a0↔"
MARKS = {"mv_alpha": "*"}


def double_coding(material: Material) -> Iterator[Block]:
    """Agreement per code and per unit, the list of differences, and the results under the second reading."""
    agreement = material.tables["02_agreement"]
    if agreement.empty:
        yield Paragraph(PHRASES[material.language]["one_coder"])
        return
    yield from _differences(material)
    yield from _agreement(material)
    yield from take_figure(material, "02_agreement")
    yield from _domains(material)
    yield from take_figure(material, "02_disagreements")
    yield from _second_reading(material)


def disputed_passages(material: Material) -> list[tuple[str, str, str]]:
    """Per passage its id and both readings: bold what only that coder gave, with `SHIFTED` what has other boundaries.

    The passages stand in the order of `most_disputed`.
    """
    found = material.tables["most_disputed"]
    return [_disputed(material, passage, rows) for passage, rows in found.groupby("passage", sort=False)]


def _disputed(material: Material, passage: str, rows: pd.DataFrame) -> tuple[str, str, str]:
    shifted = set(rows.loc[rows["difference"] == "boundaries", "code"])
    first, second = (_codes(rows[f"{reading}_reading"].iloc[0]) for reading in ("first", "second"))
    return passage, _reading(material, first, second, shifted), _reading(material, second, first, shifted)


def _codes(reading: object) -> list[str]:
    return [] if pd.isna(reading) else str(reading).split(", ")


def _reading(material: Material, own: list[str], other: list[str], shifted: set[str]) -> str:
    """The codes of a reading, those that only this coder gave first."""
    labels = {code: material.codes.get(code, code) for code in own}
    alone = [f"**{label}**" for code, label in labels.items() if code not in other]
    both = [label + (SHIFTED if code in shifted else "") for code, label in labels.items() if code in other]
    return ", ".join([*alone, *both]) or "–"


def _differences(material: Material) -> Iterator[Block]:
    phrases = PHRASES[material.language]
    found = material.tables.get("most_disputed")
    if found is None:
        return
    if found.empty:
        yield Paragraph(phrases["all_alike"])
        return
    kinds = {kind: int((found["difference"] == kind).sum()) for kind in DIFFERENCES}
    listed = sorted(found["document"].unique(), key=lambda document: (len(document), document))
    documents = f" {phrases['and']} ".join(part for part in (", ".join(listed[:-1]), listed[-1]) if part)
    rows = disputed_passages(material)
    yield Paragraph(phrases["differences_said"].format(documents=documents, passages=len(rows), **kinds))
    note = phrases["disagreements_note"].format(shown=min(FEW, len(rows)), n=len(rows))
    headings = HEADINGS[material.language]["disagreements"]
    yield Table(phrases["disagreements"], headings, tuple(rows[:FEW]), note=note)
    yield Links(((DIFFERENCES_PAGE, phrases["to_differences"]),))


def _agreement(material: Material) -> Iterator[Block]:
    phrases, agreement = PHRASES[material.language], material.tables["02_agreement"]
    differing = agreement[agreement["percent"] < 1].sort_values(["percent", "alpha", "code"])
    paradox = material.tables.get("02_agreement_paradox", pd.DataFrame(columns=["code"])).set_index("code")
    if differing.empty:
        return
    shown = differing.head(FEW)
    rows = tuple(
        (
            material.codes.get(row.code, row.code),
            phrases["undefined"] if pd.isna(row.alpha) else material.number(row.alpha, 2),
            "–"
            if pd.isna(row.low)
            else f"{material.number(row.low, 2)}\u00a0{phrases['to']}\u00a0{material.number(row.high, 2)}",
            material.share(row.percent),
            *_paradox(material, paradox, row.code),
        )
        for row in shown.itertuples()
    )
    same = len(agreement) - len(differing)
    note = phrases["agreement_note"].format(shown=len(rows), n=len(agreement), same=same)
    caption = phrases["agreement"].format(units=material.number(agreement["units"].max()))
    headings = HEADINGS[material.language]["agreement"]
    yield Table(caption, headings, rows, note=note, numeric=frozenset({1, 2, 3, 4, 5, 6, 7}))


def _paradox(material: Material, paradox: pd.DataFrame, code: str) -> tuple[str, ...]:
    if code not in paradox.index:
        return ("–", "–", "–", "–")
    row = paradox.loc[code]
    shares = (material.share(row[name]) for name in ("first_share", "second_share"))
    return (*shares, *(material.number(row[name], 2) for name in ("prevalence_index", "bias_index")))


def _domains(material: Material) -> Iterator[Block]:
    domains = material.tables.get("02_domain_agreement")
    if domains is None:
        return
    cells = {(row.domain, row.unit, row.coefficient): row.value for row in domains.itertuples()}
    told = domains.loc[domains["value"].notna(), "domain"].drop_duplicates()
    words = DOMAINS[material.language]
    rows = tuple(
        (
            words.get(domain, domain),
            *(_on_unit(material, cells, domain, unit) for unit in ("character", "sentence", "turn")),
            *(material.number(cells.get((domain, "passage", name), float("nan")), 2) for name in PASSAGES),
        )
        for domain in told
    )
    if rows:
        phrases, headings = PHRASES[material.language], HEADINGS[material.language]["domains"]
        numeric = frozenset(range(1, len(headings)))
        yield Table(phrases["domains"], headings, rows, note=phrases["domains_note"], numeric=numeric)


def _on_unit(material: Material, cells: dict[tuple[str, str, str], float], domain: str, unit: str) -> str:
    for coefficient in ("alpha", "mv_alpha"):
        value = cells.get((domain, unit, coefficient), float("nan"))
        if pd.notna(value):
            return material.number(value, 2) + MARKS.get(coefficient, "")
    return "–"


def _second_reading(material: Material) -> Iterator[Block]:
    """The cells and the verdicts that another reading changes, with both readings side by side."""
    roles, verdicts = (material.tables.get(stem) for stem in ("04_second_reading", "05_second_reading"))
    changed = [
        *([] if roles is None else _role_changes(material, roles)),
        *([] if verdicts is None else _verdict_changes(material, verdicts)),
    ]
    if roles is not None and verdicts is not None and not changed:
        yield Paragraph(PHRASES[material.language]["nothing_changes"])
    yield from changed


def _role_changes(material: Material, changes: pd.DataFrame) -> Iterator[Block]:
    moved = set(changes.loc[changes["difference"].fillna(0) != 0, "row"])
    numbers = {(row.row, row.number): (row.first, row.second) for row in changes.itertuples()}
    labels = {**material.worlds, **material.municipalities, **material.roles}
    rows = tuple(
        (
            APART.join(labels.get(part, part) for part in cell.split(APART)),
            *(
                material.number(number, digits)
                for name, digits in (("segments", 0), ("dots", 1))
                for number in numbers.get((cell, name), (float("nan"), float("nan")))
            ),
        )
        for cell in changes["row"].drop_duplicates()
        if cell in moved
    )
    if rows:
        phrases, headings = PHRASES[material.language], HEADINGS[material.language]["role_changes"]
        note = phrases["role_changes_note"].format(changed=len(rows), n=changes["row"].nunique())
        yield Table(phrases["role_changes"], headings, rows, note=note, numeric=frozenset({1, 2, 3, 4}))


def _verdict_changes(material: Material, changes: pd.DataFrame) -> Iterator[Block]:
    overall = changes[(changes["scope"] == "overall") & (changes["phase"] == "derivation")]
    rows = tuple(
        (
            row.claim,
            material.texts.get(row.claim, "–"),
            _counted(material, row.before, row.support_before, row.asked_before),
            _counted(material, row.after, row.support_after, row.asked_after),
        )
        for row in overall[~overall["change"].isin(["unchanged", "recounted"])].itertuples()
    )
    if rows:
        phrases, headings = PHRASES[material.language], HEADINGS[material.language]["verdict_changes"]
        note = phrases["verdict_changes_note"].format(changed=len(rows), n=len(overall))
        yield Table(phrases["verdict_changes"], headings, rows, note=note)


def _counted(material: Material, verdict: Any, support: Any, asked: Any) -> str:
    if pd.isna(verdict):
        return "–"
    counted = "" if pd.isna(asked) else f", {support} {material.word('of')} {asked}"
    return f"{material.verdict(verdict)}{counted}"
