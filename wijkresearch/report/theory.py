"""The chapters that hold theory and design to the findings: expectations, concepts, and what sets cases apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Heading, Paragraph, Pointer, TableBlock
from wijkresearch.report.figures import take_figure
from wijkresearch.report.links import code_link
from wijkresearch.report.material import Material
from wijkresearch.report.words import VERDICTS
from wijkresearch.show.claims import say_judged
from wijkresearch.show.connections import words_of
from wijkresearch.show.contrasts import JUDGEMENTS, label_attributes, label_outcomes, say_contrasts
from wijkresearch.show.reading import FEW
from wijkresearch.show.theory import say_held, say_seen, write_cells
from wijkresearch.tables import MUNICIPALITIES
from wijkresearch.words import catalogue, lists

WORDS = catalogue("theory")
KINDS = catalogue("theory.kinds")
HEADINGS = lists("theory.headings")
CONTRASTS = catalogue("contrasts")
DESIGN = catalogue("contrasts.design")
CONTRAST_HEADINGS = lists("contrasts.headings")
BARRIER, OTHER = "barrier", "other"
INDENT = "– "
COUNTED = tuple(column.name for column in MUNICIPALITIES.columns if column.kind in ("whole", "number"))
"""The attributes of a case that are numbers."""


def theory_chapter(material: Material) -> Iterator[Block]:
    """Every expectation with the claims on it, then every code from theory with who was heard on it, barriers last."""
    words, expectations = WORDS[material.language], material.settings.get("expectations", [])
    if expectations:
        yield Heading(3, words["expectations"], "theory-expectations")
    for expectation in expectations:
        yield Paragraph(words["expected"].format(text=words_of(expectation, "text", material.language)))
        yield _held_claims(material, expectation)
    yield from _claims(material, [claim for expectation in expectations for claim in _answering(material, expectation)])
    counts = material.tables.get("02_theory_counts")
    if counts is None or counts.empty:
        return
    yield Heading(3, words["concepts"], "theory-concepts")
    yield Pointer(words["see_theory"])
    yield Paragraph(words["counts_note" if len(material.municipalities) <= FEW else "many_note"])
    yield from take_figure(material, "02_theory_counts")
    kind_of = dict(zip(counts["code"], counts["code_kind"], strict=True))
    kinds = counts["top"].map(kind_of).map(lambda kind: kind if kind in KINDS["nl"] else OTHER)
    for kind in KINDS[material.language]:
        if (kinds == kind).any():
            yield from _codes(material, kind, counts[kinds == kind])


def _answering(material: Material, expectation: dict[str, Any]) -> list[str]:
    """The claims that answer an expectation, as far as they were judged."""
    answering = material.claims.loc[material.claims["answers"] == expectation["id"], "claim"]
    return [claim for claim in answering if claim in material.overall.index]


def _held_claims(material: Material, expectation: dict[str, Any]) -> Block:
    """What became of an expectation, a line for each claim on it."""
    verdicts = material.tables["05_verdicts"]
    held = {claim: verdicts[verdicts["claim"] == claim] for claim in _answering(material, expectation)}
    if not held:
        return Paragraph(_unanswered(material, expectation))
    return Bullets(
        tuple(f"**{claim}** {material.texts[claim]} {_held(material, rows)}" for claim, rows in held.items())
    )


def _claims(material: Material, claims: list[str]) -> Iterator[Block]:
    if not claims:
        return
    words, few = WORDS[material.language], len(material.municipalities) <= FEW
    shown = material.municipalities if few else VERDICTS[material.language]
    headings = (*HEADINGS[material.language]["claims"], *(name[:1].upper() + name[1:] for name in shown.values()))
    rows = tuple(_claim_row(material, claim) for claim in claims)
    yield TableBlock(
        words["claims"], headings, rows, note=words["claims_note"], made_of=("05_verdicts",), name="expectations-table"
    )


def _held(material: Material, verdicts: pd.DataFrame) -> str:
    return say_held(verdicts, material.municipalities, language=material.language)


def _unanswered(material: Material, expectation: dict[str, Any]) -> str:
    questions = {entry["id"]: entry for entry in material.settings["questions"]}
    question = questions.get(expectation.get("question"))
    words = WORDS[material.language]
    if question is None:
        return words["unanswered"]
    return words["unanswered_question"].format(question=words_of(question, "text", material.language))


def _claim_row(material: Material, claim: str) -> tuple[str, ...]:
    """The verdict on all cases together and on every case; of many cases, how many have which verdict."""
    told = (claim, say_judged(material.overall.loc[claim], material.language))
    if len(material.municipalities) <= FEW:
        return *told, *material.judged_per_case(claim)
    verdicts = material.tables["05_verdicts"]
    cases = verdicts[(verdicts["scope"] == "municipality") & (verdicts["claim"] == claim)]
    counted = cases["verdict"].value_counts()
    return *told, *(material.number(counted.get(verdict, 0)) for verdict in VERDICTS[material.language])


def _codes(material: Material, kind: str, counts: pd.DataFrame) -> Iterator[Block]:
    """The codes under one kind of concept: what nobody told of, and k of n per case; barriers with what theory says."""
    words, headings = WORDS[material.language], HEADINGS[material.language]
    title = KINDS[material.language][kind]
    yield Heading(3, title, f"theory-{kind}")
    yield Paragraph(say_seen(counts, material.codes, language=material.language))
    few, defined = len(material.municipalities) <= FEW, kind == BARRIER and bool(material.definitions)
    cells = write_cells(counts, material.municipalities, language=material.language)
    depths = dict(zip(counts["code"], counts["depth"], strict=True))
    rows = tuple(
        (
            INDENT * depths[code] + (material.codes[code] if depths[code] else f"**{material.codes[code]}**"),
            *([material.definitions.get(code, "–")] if defined else []),
            *row,
        )
        for code, row in cells.items()
    )
    first = headings["defined" if defined else "counts"]
    columns = tuple(material.municipalities.values()) if few else headings["many"]
    numeric = frozenset(range(len(first), len(first) + len(columns)))
    caption = words["counted"].format(kind=title)
    yield TableBlock(
        caption,
        (*first, *columns),
        rows,
        numeric=numeric,
        links=_code_links(list(cells), list(material.municipalities) if few else [], len(first)),
        made_of=("02_theory_counts",),
        name=f"theory-{kind}-table",
    )


def _code_links(codes: list[str], cases: list[str], first: int) -> dict[tuple[int, int], str]:
    """From the name of every code to its passages, and from each case to those of the case."""
    return {
        (place, column): code_link(code, case)
        for place, code in enumerate(codes)
        for column, case in [(0, ""), *enumerate(cases, start=first)]
    }


def design_chapter(material: Material) -> Iterator[Block]:
    """The attributes of the cases against what was found: what goes along with which, and what cannot be told."""
    design, contrasts = (material.tables.get(f"05_case_{name}") for name in ("design", "contrasts"))
    if design is None or contrasts is None or design.empty or (material.claims.empty and not material.roles):
        return
    labels = label_attributes(design["attribute"], material.settings["selection"], language=material.language)
    yield Bullets(tuple(say_contrasts(design, contrasts, labels=labels, language=material.language)))
    if design["cases"].max() < 2:
        return
    yield Pointer(CONTRASTS[material.language]["see_contrasts"])
    yield _values(material, design, labels)
    yield from take_figure(material, "05_case_contrasts")
    interest = contrasts[contrasts["attribute"].isin(design.loc[design["design"] == "interest", "attribute"])]
    if not interest.empty:
        yield _pairs(material, interest, labels[interest["attribute"].iloc[0]])


def _values(material: Material, design: pd.DataFrame, labels: dict[str, str]) -> TableBlock:
    """Attributes and outcomes of every case; of many cases, how each attribute divides them."""
    words, headings = CONTRASTS[material.language], CONTRAST_HEADINGS[material.language]
    known: dict[str, Any] = {
        "note": words["values_note"],
        "name": "case-values-table",
        "made_of": ("05_case_design", "05_case_values"),
    }
    if len(material.municipalities) > FEW:
        many = tuple(
            (
                labels[row.attribute],
                DESIGN[material.language][row.design],
                material.number(row.cases),
                material.number(row.different),
                "✓" if row.as_interest else "–",
            )
            for row in design.itertuples()
        )
        return TableBlock(words["many_values"], headings["many"], many, numeric=frozenset({2, 3}), **known)
    values = material.tables["05_case_values"]
    found = values.set_index(["kind", "name", "municipality"])["value"]
    outcomes = values.loc[values["kind"] != "attribute", ["kind", "name"]].drop_duplicates()
    named = [("attribute", row.attribute, row.design, labels[row.attribute]) for row in design.itertuples()]
    named += [(row.kind, row.name, "outcome", _outcome(material, row.name)) for row in outcomes.itertuples(index=False)]
    rows = tuple(
        (
            label,
            DESIGN[material.language][design_of],
            *(_value(material, kind, name, found.get((kind, name, case))) for case in material.municipalities),
        )
        for kind, name, design_of, label in named
    )
    return TableBlock(words["values"], (*headings["values"], *material.municipalities.values()), rows, **known)


def _outcome(material: Material, name: str) -> str:
    return CONTRASTS[material.language].get(name) or name


def _value(material: Material, kind: str, name: str, value: str | None) -> str:
    """What a case has: roles and verdicts in words, numbers as a reader has them."""
    if value is None:
        return "–"
    if kind == "attribute" and name in COUNTED:
        return material.number(float(value), None)
    if kind == "role":
        return ", ".join(material.roles[role] for role in value.split(", "))
    return material.verdict(value) if kind == "answer" else value


def _pairs(material: Material, contrasts: pd.DataFrame, attribute: str) -> TableBlock:
    """Every outcome against one attribute, in pairs of cases."""
    words = CONTRASTS[material.language]
    outcomes = label_outcomes(contrasts, language=material.language)
    rows = tuple(
        (
            outcomes[row.outcome],
            material.texts.get(row.outcome, "–"),
            words["share"].format(part=row.alike_same, whole=row.alike_same + row.alike_other),
            words["share"].format(part=row.different_other, whole=row.different_other + row.different_same),
            JUDGEMENTS[material.language][row.judgement],
        )
        for row in contrasts.itertuples()
    )
    caption = words["pairs"].format(attribute=attribute)
    headings = CONTRAST_HEADINGS[material.language]["pairs"]
    return TableBlock(caption, headings, rows, note=words["pairs_note"], made_of=("05_case_contrasts",))
