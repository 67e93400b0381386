"""How it was coded: the data structure as a figure, and as annexes that structure and the codebook in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wijkresearch.report.blocks import Block, Heading, Paragraph, Pointer, TableBlock
from wijkresearch.report.figures import take_figure
from wijkresearch.report.links import code_link
from wijkresearch.report.material import Material
from wijkresearch.report.theory import INDENT
from wijkresearch.tables import AXIAL_COUNTS, CODE_FREQUENCIES
from wijkresearch.words import catalogue, lists

WORDS = catalogue("report.chapter")
CODE_KINDS = catalogue("report.chapter.kinds")
HEADINGS = lists("report.chapter.headings")
OF_ROLES = ("role", "indicator", "value")
"""Kinds of codes that make up the tree of a role."""


def coding_chapter(material: Material) -> Iterator[Block]:
    """How many codes there are and were given, and how open codes were grouped."""
    codebook, words = material.codebook, WORDS[material.language]
    if codebook.empty:
        return
    given = material.tables.get("02_code_frequencies", CODE_FREQUENCIES.empty())
    counts = {
        "codes": len(codebook),
        "deductive": (codebook["origin"] == "deductive").sum(),
        "inductive": (codebook["origin"] == "inductive").sum(),
        "given": codebook["code"].isin(given["code"]).sum(),
        "codings": given["segments"].sum(),
        "documents": given["document"].nunique(),
    }
    yield Paragraph(words["coded"].format(**{name: material.number(count) for name, count in counts.items()}))
    structure = _structure(material)
    if structure.empty:
        return
    grouped = {name: structure[name].nunique() for name in ("code", "axial_category", "selective_theme")}
    written = {name: material.number(count) for name, count in grouped.items()}
    yield Paragraph(words["grouped"].format(**written))
    yield Pointer(words["see_structure"])
    yield from take_figure(material, "03_data_structure")


def structure_chapter(material: Material) -> Iterator[Block]:
    """The data structure: a table for every theme, with the open codes of its categories, given most often first."""
    words, headings, given = WORDS[material.language], HEADINGS[material.language], _given(material)

    def listed(codes: list[str]) -> str:
        passages = {code: given.get(code, (0, 0))[0] for code in codes}
        ordered = sorted(codes, key=lambda code: -passages[code])
        return "; ".join(f"{material.code(code)} ({material.number(passages[code])})" for code in ordered)

    for theme, rows in _structure(material).groupby("selective_theme", sort=False):
        grouped = rows.groupby("axial_category", sort=False)["code"].agg(list)
        cells = tuple((material.group(category), listed(codes)) for category, codes in grouped.items())
        yield TableBlock(
            words["structure"].format(theme=material.group(str(theme))),
            headings["structure"],
            cells,
            made_of=("03_axial_counts",),
        )


def codebook_chapter(material: Material) -> Iterator[Block]:
    """Every code with its definition and how often it was given: those of the roles, the grouped ones, and the rest."""
    codebook, words = material.codebook, WORDS[material.language]
    if codebook.empty:
        return
    yield Paragraph(words["codebook_note"])
    of_role = codebook["kind"].isin(OF_ROLES) & codebook["role"].isin(list(material.roles))
    structure = _structure(material)
    grouped = structure["code"].isin(list(codebook.loc[~of_role, "code"]))
    rest = codebook[~of_role & ~codebook["code"].isin(list(structure["code"]))]
    yield from _tables(material, words["codes_of_roles"], codebook[of_role], "role", material.roles)
    for theme, rows in structure[grouped].groupby("selective_theme", sort=False):
        yield from _tables(material, material.group(str(theme)), rows, "axial_category", material.groups)
    yield from _tables(material, words["other_codes"], rest, "kind", CODE_KINDS[material.language])


def _structure(material: Material) -> pd.DataFrame:
    """Every open code once, with its category and theme, in the order of the study."""
    return material.tables.get("03_axial_counts", AXIAL_COUNTS.empty()).drop_duplicates("code")


def _tables(
    material: Material, title: str, codes: pd.DataFrame, column: str, labels: Mapping[str, str]
) -> Iterator[Block]:
    """Codes below a title, a table for each value of the column."""
    if not codes.empty:
        yield Heading(3, title)
    for value, rows in codes.groupby(column, sort=False):
        yield _table(material, labels.get(str(value), str(value)), list(rows["code"]))


def _table(material: Material, caption: str, codes: list[str]) -> TableBlock:
    """Codes with their definition, where there is one in the language, and in how many passages and interviews."""
    defined, given, listed = bool(material.definitions), _given(material), list(_in_tree(material, codes))
    headings = HEADINGS[material.language]["codebook" if defined else "codebook_short"]
    rows = tuple(
        (
            INDENT * depth + material.code(code),
            *([material.definitions.get(code, "–")] if defined else []),
            *(material.number(count) for count in given.get(code, (0, 0))),
        )
        for code, depth in listed
    )
    counts = (len(headings) - 2, len(headings) - 1)
    links = {(at, count): code_link(code) for at, (code, _) in enumerate(listed) if code in given for count in counts}
    return TableBlock(caption, headings, rows, numeric=frozenset(counts), links=links, made_of=("02_code_frequencies",))


def _given(material: Material) -> dict[str, tuple[int, int]]:
    """Every code that was given, to in how many passages, and in how many interviews."""
    given = material.tables.get("02_code_frequencies", CODE_FREQUENCIES.empty())
    interviews = material.register.loc[material.register["kind"] == "interview", "document"]
    told = given[given["document"].isin(list(interviews))].groupby("code")["document"].nunique()
    passages = given.groupby("code")["segments"].sum()
    return {str(code): (int(number), int(told.get(code, 0))) for code, number in passages.items()}


def _in_tree(material: Material, codes: list[str]) -> Iterator[tuple[str, int]]:
    """The codes in the order of their tree, each below the one that it stands under, with its depth."""
    codebook = material.codebook[material.codebook["code"].isin(codes)]
    parents = codebook.set_index("code")["parent"].where(lambda parent: parent.isin(codes), "").to_dict()
    below: dict[str, list[str]] = {}
    for code in codes:
        below.setdefault(str(parents[code]), []).append(code)

    def branch(above: str, depth: int) -> Iterator[tuple[str, int]]:
        for code in below.get(above, []):
            yield code, depth
            yield from branch(code, depth + 1)

    yield from branch("", 0)
