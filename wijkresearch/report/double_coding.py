"""Would somebody else code the same? Whose reading counts, agreement, the list of differences, and what they change.

Agreement is of all coders together; differences and their consequences stand in a block for every other reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Links, Paragraph, TableBlock
from wijkresearch.report.figures import take_figure
from wijkresearch.report.material import Material
from wijkresearch.report.rigour_words import DOMAINS, HEADINGS, PHRASES
from wijkresearch.report.talk import is_settled, say_talk
from wijkresearch.show.second_reading import say_readings, some
from wijkresearch.tables.conclusions import over_derivation

FEW = 12
"""Rows of a table of which the rest stands in a file."""
DIFFERENCES_PAGE = "verschillen.html"
APART = " · "
DIFFERENCES = ("only_first", "only_second", "boundaries")
PASSAGES = ("binary_u_alpha", "cu_alpha")
SHIFTED = "\u00a0↔"
MARKS = {"mv_alpha": "*"}


def double_coding(material: Material) -> Iterator[Block]:
    """Whose reading counts, agreement per code and per unit, the list of differences, results under other readings."""
    agreement = material.tables["02_agreement"]
    yield from _readings(material)
    if agreement.empty:
        yield Paragraph(PHRASES[material.language]["one_coder"])
        return
    yield from _differences(material)
    yield from _agreement(material)
    yield from _pairs(material)
    yield from take_figure(material, "02_agreement")
    yield from _domains(material)
    yield from take_figure(material, "02_disagreements")
    yield from _other_readings(material)


def _readings(material: Material) -> Iterator[Block]:
    """On whose reading the results rest, document by document; who leaves nobody to compare with is said below it."""
    readings = material.tables.get("02_readings")
    if readings is not None:
        lead, *items = say_readings(readings, material.coders, language=material.language)
        yield Paragraph(lead)
        yield Bullets(tuple(items))


def disputed_passages(material: Material) -> dict[str, list[tuple[str, str, str]]]:
    """Coder to the passages that this coder read otherwise than the reading that results rest on.

    A passage is its id and both readings: bold what only that coder gave, with `SHIFTED` what has other boundaries. The
    passages stand in the order of `most_disputed`, the coders in that of study.yml.
    """
    found = material.tables["most_disputed"]
    per_coder = dict(iter(found.groupby("second_coder")))
    return {
        coder: [_disputed(material, passage, rows) for passage, rows in per_coder[coder].groupby("passage", sort=False)]
        for coder in material.coders
        if coder in per_coder
    }


def _disputed(material: Material, passage: str, rows: pd.DataFrame) -> tuple[str, str, str]:
    shifted = set(rows.loc[rows["difference"] == "boundaries", "code"])
    first, second = (_codes(rows[f"{reading}_reading"].iloc[0]) for reading in ("first", "second"))
    return passage, _reading(material, first, second, shifted), _reading(material, second, first, shifted)


def _codes(reading: object) -> list[str]:
    return [] if pd.isna(reading) else str(reading).split(", ")


def _reading(material: Material, own: list[str], other: list[str], shifted: set[str]) -> str:
    """The codes of a reading, those that only this coder gave first."""
    labels = {code: material.code(code) for code in own}
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
    for coder, rows in disputed_passages(material).items():
        own, label = found[found["second_coder"] == coder], material.coders[coder]
        kinds = {kind: int((own["difference"] == kind).sum()) for kind in DIFFERENCES}
        listed = sorted(own["document"].unique(), key=lambda document: (len(document), document))
        documents = some(listed, language=material.language)
        told = {"documents": documents, "coder": label, "passages": len(rows), **kinds}
        yield Paragraph(phrases["differences_said"].format(**told))
        note = phrases["disagreements_note"].format(shown=min(FEW, len(rows)), n=len(rows))
        headings = (*HEADINGS[material.language]["disagreements"], label)
        caption = phrases["disagreements"].format(coder=label)
        yield TableBlock(caption, headings, tuple(rows[:FEW]), note=note, made_of=("02_disagreements",))
    if is_settled(material):
        yield from say_talk(material)
    yield Links(((DIFFERENCES_PAGE, phrases["to_differences"]),))


def _agreement(material: Material) -> Iterator[Block]:
    phrases, agreement = PHRASES[material.language], material.tables["02_agreement"]
    differing = agreement[agreement["percent"] < 1].sort_values(["percent", "alpha", "code"])
    if differing.empty:
        return
    shown = differing.head(FEW)
    rows = tuple(
        (
            material.code(row.code),
            phrases["undefined"] if pd.isna(row.alpha) else material.number(row.alpha, 2),
            "–"
            if pd.isna(row.low)
            else f"{material.number(row.low, 2)}\u00a0{phrases['to']}\u00a0{material.number(row.high, 2)}",
            material.share(row.percent),
            *_of_the_pair(material, row.code),
        )
        for row in shown.itertuples()
    )
    same = len(agreement) - len(differing)
    note = phrases["agreement_note"].format(shown=len(rows), n=len(agreement), same=same)
    every = HEADINGS[material.language]["agreement"]
    note += f" {phrases['paradox_note']}" if len(rows[0]) == len(every) else ""
    caption = phrases["agreement"].format(units=material.number(agreement["units"].max()))
    numeric = frozenset(range(1, len(rows[0])))
    made_of = ("02_agreement", *(["02_agreement_pairs"] if len(rows[0]) == len(every) else []))
    yield TableBlock(caption, every[: len(rows[0])], rows, note=note, numeric=numeric, made_of=made_of)


def _of_the_pair(material: Material, code: str) -> tuple[str, ...]:
    """What the one pair of coders gave and what that does to κ; nothing where there are more pairs."""
    pairs = material.tables.get("02_agreement_pairs")
    if pairs is None or len(pairs[["first_coder", "second_coder"]].drop_duplicates()) != 1:
        return ()
    row = pairs.set_index("code").loc[code]
    shares = (material.share(row[name]) for name in ("first_share", "second_share"))
    return (*shares, *(material.number(row[name], 2) for name in ("prevalence_index", "bias_index")))


def _pairs(material: Material) -> Iterator[Block]:
    """How far every two coders agree; where there is one pair, the table over all coders says it."""
    pairs = material.tables.get("coder_pairs")
    if pairs is None or len(pairs) < 2:
        return
    rows = tuple(
        (
            *(material.coders[coder] for coder in (row.first_coder, row.second_coder)),
            *(material.number(number) for number in (row.documents, row.units, row.codes, row.differing)),
            *(material.number(value, 2) for value in (row.lowest_alpha, row.median_alpha, row.highest_alpha)),
        )
        for row in pairs.itertuples()
    )
    phrases, headings = PHRASES[material.language], HEADINGS[material.language]["pairs"]
    numeric = frozenset(range(2, len(headings)))
    yield TableBlock(
        phrases["pairs"], headings, rows, note=phrases["pairs_note"], numeric=numeric, made_of=("02_agreement_pairs",)
    )


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
        yield TableBlock(
            phrases["domains"],
            headings,
            rows,
            note=phrases["domains_note"],
            numeric=numeric,
            made_of=("02_domain_agreement",),
        )


def _on_unit(material: Material, cells: dict[tuple[str, str, str], float], domain: str, unit: str) -> str:
    for coefficient in ("alpha", "mv_alpha"):
        value = cells.get((domain, unit, coefficient), float("nan"))
        if pd.notna(value):
            return material.number(value, 2) + MARKS.get(coefficient, "")
    return "–"


def _other_readings(material: Material) -> Iterator[Block]:
    """Per other reading the cells and the verdicts that it changes, with both readings side by side."""
    roles, verdicts = (material.tables.get(stem) for stem in ("04_second_reading", "05_second_reading"))
    if roles is None or verdicts is None:
        return
    read = {*roles["reading"], *verdicts["reading"]}
    for coder, label in material.coders.items():
        if coder in read:
            changed = [
                *_role_changes(material, roles[roles["reading"] == coder], label),
                *_verdict_changes(material, verdicts[verdicts["reading"] == coder], label),
            ]
            unchanged = Paragraph(PHRASES[material.language]["nothing_changes"].format(coder=label))
            yield from changed or [unchanged]


def changed_cells(material: Material, changes: pd.DataFrame) -> list[tuple[str, ...]]:
    """The cells of role tables that another reading changes: passages and then dots, now and with that reading."""
    moved = set(changes.loc[changes["difference"].fillna(0) != 0, "row"])
    numbers = {(row.row, row.number): (row.first, row.second) for row in changes.itertuples()}
    labels = {**material.worlds, **material.municipalities, **material.roles}
    return [
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
    ]


def changed_verdicts(material: Material, changes: pd.DataFrame) -> tuple[list[tuple[str, ...]], int]:
    """The verdicts over the cases together that another reading changes, now and with that reading; of how many."""
    overall = over_derivation(changes)
    rows: list[tuple[str, ...]] = [
        (
            row.claim,
            material.texts.get(row.claim, "–"),
            _counted(material, row.before, row.support_before, row.asked_before),
            _counted(material, row.after, row.support_after, row.asked_after),
        )
        for row in overall[~overall["change"].isin(["unchanged", "recounted"])].itertuples()
    ]
    return rows, len(overall)


def _role_changes(material: Material, changes: pd.DataFrame, coder: str) -> Iterator[Block]:
    rows = changed_cells(material, changes)
    if rows:
        phrases, headings = PHRASES[material.language], HEADINGS[material.language]["role_changes"]
        note = phrases["role_changes_note"].format(changed=len(rows), n=changes["row"].nunique())
        caption = phrases["role_changes"].format(coder=coder)
        made_of, numeric = ("04_second_reading",), frozenset({1, 2, 3, 4})
        yield TableBlock(caption, headings, tuple(rows), note=note, numeric=numeric, made_of=made_of)


def _verdict_changes(material: Material, changes: pd.DataFrame, coder: str) -> Iterator[Block]:
    rows, whole = changed_verdicts(material, changes)
    if rows:
        phrases, headings = PHRASES[material.language], (*HEADINGS[material.language]["verdict_changes"], coder)
        note = phrases["verdict_changes_note"].format(changed=len(rows), n=whole)
        caption = phrases["verdict_changes"].format(coder=coder)
        yield TableBlock(caption, headings, tuple(rows), note=note, made_of=("05_second_reading",))


def _counted(material: Material, verdict: Any, support: Any, asked: Any) -> str:
    if pd.isna(verdict):
        return "–"
    counted = "" if pd.isna(asked) else f", {support} {material.word('of')} {asked}"
    return f"{material.verdict(verdict)}{counted}"
