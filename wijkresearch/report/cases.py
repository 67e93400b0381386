"""The chapter on the cases: what sets them apart, how they were chosen, and who was spoken with and observed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from wijkresearch.report.blocks import Block, Paragraph, TableBlock
from wijkresearch.report.figures import take_figure
from wijkresearch.report.links import document_page
from wijkresearch.report.material import Material
from wijkresearch.report.theory import COUNTED
from wijkresearch.show.contrasts import label_attributes
from wijkresearch.show.reading import FEW
from wijkresearch.tables import CASE_VALUES
from wijkresearch.words import catalogue, lists
from wijkresearch.words.numbers import enumerate_words

WORDS = catalogue("report.chapter")
HEADINGS = lists("report.chapter.headings")
MOST_COLUMNS = 4
"""Attributes or cases that fit beside each other on an upright page."""


def cases_chapter(material: Material) -> Iterator[Block]:
    """How the cases were chosen, their attributes, and the interviews and observations."""
    yield from _chosen(material)
    yield from _attributes(material)
    yield from take_figure(material, "01_similarity")
    yield from _register(material)


def _chosen(material: Material) -> Iterator[Block]:
    """On what the cases were chosen to be different and alike."""
    selection, words = material.settings.get("selection", {}), WORDS[material.language]
    controls = selection.get("controls", [])
    if len(material.municipalities) < 2 or not controls:
        return
    interest = selection.get("variable_of_interest", "")
    labels = label_attributes([*controls, interest], selection, language=material.language)
    alike = enumerate_words((labels[name] for name in controls), language=material.language)
    yield Paragraph(words["chosen" if interest else "chosen_alike"].format(interest=labels[interest], controls=alike))


def _attributes(material: Material) -> Iterator[Block]:
    """The attributes of the cases: those that are numbers, and those in words."""
    values = material.tables.get("05_case_values", CASE_VALUES.empty())
    values = values[values["kind"] == "attribute"]
    names = list(values["name"].drop_duplicates())
    yield from _attribute_tables(material, "measured", [name for name in names if name in COUNTED], values)
    yield from _attribute_tables(material, "described", [name for name in names if name not in COUNTED], values)


def _attribute_tables(material: Material, key: str, names: Sequence[str], values: pd.DataFrame) -> Iterator[TableBlock]:
    """The cases beside each other where they fit; else below each other, in as many tables as the attributes need."""
    if not names:
        return
    words, counted = WORDS[material.language], key == "measured"
    labels = label_attributes(names, material.settings["selection"], language=material.language)
    found = values.set_index(["name", "municipality"])["value"]
    beside = len(material.municipalities) <= MOST_COLUMNS
    for begin in range(0, len(names), len(names) if beside else MOST_COLUMNS):
        part = names[begin : len(names) if beside else begin + MOST_COLUMNS]
        cells = [
            (label, *(_value(material, found.get((name, case)), counted=counted) for name in part))
            for case, label in material.municipalities.items()
        ]
        cells.insert(
            0,
            (words["attribute" if beside else "case"], *(labels[name][:1].upper() + labels[name][1:] for name in part)),
        )
        headings, *rows = zip(*cells, strict=True) if beside else cells
        numeric = frozenset(range(1, len(headings))) if counted else frozenset[int]()
        yield TableBlock(words[key], headings, tuple(rows), numeric=numeric, source=words["attributes_source"])


def _value(material: Material, value: str | None, *, counted: bool) -> str:
    if value is None:
        return "–"
    return material.number(float(value), None) if counted else value


def _register(material: Material) -> Iterator[Block]:
    """The interviews and observations in the order of coding; of many cases, how many there are in each."""
    register, words, headings = material.register, WORDS[material.language], HEADINGS[material.language]
    if register.empty:
        return
    if len(material.municipalities) > FEW:
        yield _register_counts(material)
        return
    rows = tuple(
        (row.document, words[row.kind], row.function, material.case(row.municipality)) for row in register.itertuples()
    )
    yield TableBlock(
        words["register"],
        headings["register"],
        rows,
        note=words["register_note"],
        links={(place, 0): document_page(row.document) for place, row in enumerate(register.itertuples())},
        source=words["register_source"],
        name="register-table",
    )


def _register_counts(material: Material) -> TableBlock:
    words, register = WORDS[material.language], material.register
    counted = register.groupby(["municipality", "kind"]).size()
    rows = tuple(
        (label, *(material.number(counted.get((case, kind), 0)) for kind in ("interview", "observation")))
        for case, label in material.municipalities.items()
    )
    headings = HEADINGS[material.language]["register_counts"]
    return TableBlock(
        words["register_counts"], headings, rows, numeric=frozenset({1, 2}), source=words["register_source"]
    )
