"""The framework matrix: conclusions and themes against cases, and conclusions against the interviews of each case.

A cell has how many tell it, the verdict, one passage in its own words as far as consent goes, and what the analyst
typed in summaries.csv. As page, as Word table and as spreadsheet; of more cases than can be read beside each other the
page keeps the numbers, and everything else is in the spreadsheet (Ritchie and Spencer, 1994).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from wijkresearch.report.answers import judged_on
from wijkresearch.report.blocks import Block, Heading, Mark, Paragraph, Quote, TableBlock
from wijkresearch.report.entry import about_results
from wijkresearch.report.links import (
    case_page,
    category_link,
    claim_link,
    code_link,
    document_page,
    finding_link,
    matrix_link,
    place_of,
)
from wijkresearch.report.material import Material
from wijkresearch.report.pages import template_page
from wijkresearch.report.passages import list_categories
from wijkresearch.report.people import BEST, has_passages, legend_of, marks_of, off_best, quote_of
from wijkresearch.report.portrait import say_claim, say_who
from wijkresearch.report.words import MARKS, evidence_words
from wijkresearch.show.claims import UNITS, say_counts
from wijkresearch.show.connections import words_of
from wijkresearch.show.reading import FEW
from wijkresearch.words import catalogue

WORDS = catalogue("matrix")
ON_PAGE = (
    "lead", "lead_many", "files", "claims_heading", "themes_heading", "themes_note", "interviews_heading", "row",
    "theme", "against", "summary", "no_cell", "jump",
)  # fmt: skip
"""The words that stand on the page."""
CODES = 3
"""Codes that are named under a theme in a case."""
WORD_FILE, SHEET_FILE = "matrix.docx", "matrix.xlsx"
WIDE, MIDDLING = 60.0, 30.0
"""Characters of width of a column of the spreadsheet with sentences, and of one with names."""


@dataclass(frozen=True)
class Cell:
    """What one case says of one row: k of n, the verdict (in words and its key), a passage, and the summary.

    `terms` are codes with how often they were given and where they are; `opposed` says that the passage is against.
    """

    counted: str = ""
    link: str = ""
    said: str = ""
    verdict: str = ""
    quote: Quote | None = None
    opposed: bool = False
    terms: tuple[tuple[str, str], ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Row:
    """One conclusion or theme with a cell for each case; `whole` is a theme, the categories of which follow."""

    name: str
    text: str
    link: str
    cells: tuple[Cell, ...]
    whole: bool = False


@dataclass(frozen=True)
class Group:
    """The conclusions on one question."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Said:
    """What one respondent says of one conclusion, if that is known, and how the analyst sums that up."""

    mark: Mark | None
    summary: str


@dataclass(frozen=True)
class Line:
    """One conclusion with what each respondent of a case says of it."""

    claim: str
    text: str
    link: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Interviews:
    """One case: its documents (id, of whom, where it is read), and per question the lines of its conclusions."""

    name: str
    place: str
    documents: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def matrix_page(material: Material) -> str:
    """The matrix as a page.

    Args:
        material: everything that the report is made of.
    """
    few, language = len(material.municipalities) <= FEW, material.language
    words, groups = WORDS[language], list(claim_groups(material))
    return template_page(
        "matrix.html",
        title=words["title"],
        language=language,
        home="index.html",
        notice=material.notice,
        said={key: words[key] for key in ON_PAGE},
        about=about_results(material),
        rule=words["rule"].format(best=BEST),
        marks=evidence_words(language),
        compact=not few,
        cases=[(name, case_page(case)) for case, name in material.municipalities.items()],
        groups=groups,
        themes=list(theme_rows(material)),
        interviews=[interviews_of(material, case) for case in material.municipalities] if few and groups else [],
        key=legend_of(material),
        files=[(WORD_FILE, words["word"])] * few + [(SHEET_FILE, words["sheet"])],
    )


def claim_groups(material: Material) -> Iterator[Group]:
    """Per question and expectation its conclusions, each with a cell for every case."""
    found = _Found.of(material)
    for heading, claims in _by_question(material):
        rows = tuple(
            Row(
                claim,
                say_claim(material, claim),
                finding_link(claim),
                tuple(found.cell(claim, case) for case in material.municipalities),
            )
            for claim in claims
        )
        yield Group(heading, rows)


def _by_question(material: Material) -> Iterator[tuple[str, list[str]]]:
    """Every question and expectation that has conclusions with a verdict, those made of others first."""
    for question in (*material.settings["questions"], *material.settings.get("expectations", ())):
        if own := judged_on(material, question["id"]):
            yield words_of(question, "text", material.language), own


@dataclass(frozen=True)
class _Found:
    """What the cells are made of, by conclusion and case."""

    material: Material
    quotes: Mapping[tuple[str, str], tuple[Quote, bool]]
    summaries: Mapping[tuple[str, str, str], str]

    @classmethod
    def of(cls, material: Material) -> _Found:
        return cls(material, _chosen_passages(material), summaries_of(material))

    def cell(self, claim: str, case: str) -> Cell:
        """The cell of a conclusion in a case; only a summary, or nothing, where it has no verdict there."""
        verdict, summary = self.material.judged.get((claim, case)), self.summaries.get((claim, case, ""), "")
        if verdict is None:
            return Cell(summary=summary)
        quote, opposed = self.quotes.get((claim, case), (None, False))
        return Cell(
            counted=say_counts(verdict, self.material.language),
            link=claim_link(claim, case) if has_passages(self.material, claim, case) else finding_link(claim),
            said=self.material.verdict(verdict.verdict),
            verdict=verdict.verdict,
            quote=quote,
            opposed=opposed,
            summary=summary,
        )


def _chosen_passages(material: Material) -> dict[tuple[str, str], tuple[Quote, bool]]:
    """Conclusion and case to the passage that stands in the cell, and whether it speaks against."""
    quoted = material.passages[material.passages["words"] != ""]
    order = quoted.assign(order=quoted["words"].map(off_best), opposed=quoted["stance"] == "against")
    first = order.sort_values(["opposed", "order", "segment"], kind="stable").drop_duplicates(["claim", "municipality"])
    return {(row.claim, row.municipality): (quote_of(row), bool(row.opposed)) for row in first.itertuples()}


def summaries_of(material: Material) -> dict[tuple[str, str, str], str]:
    """Row, case and document (empty for the whole case) to what the analyst typed."""
    rows = material.summaries.assign(document=material.summaries["document"].fillna(""))
    return {(row.row, row.municipality, row.document): row.summary for row in rows.itertuples()}


def theme_rows(material: Material) -> Iterator[Row]:
    """Every theme and the axial categories in it, each with in how many interviews of each case it was coded.

    A number leads to the codes of the category; that of a theme to the first of its categories, which stand together.
    """
    cells = material.tables["theme_cells"].assign(part=lambda rows: rows["axial_category"].fillna(""))
    terms, summaries = _terms(material), summaries_of(material)
    numbers = {category: number for number, category in enumerate(list_categories(material), start=1)}
    for (theme, part), here in cells.groupby(["selective_theme", "part"], sort=False):
        name, by_case = part or theme, here.set_index("municipality")
        categories = cells.loc[(cells["selective_theme"] == theme) & (cells["part"] != ""), "part"]
        number = numbers.get(part or categories.iloc[0])
        yield Row(
            "",
            material.group(str(name)),
            "",
            tuple(
                Cell(
                    counted=WORDS[material.language]["theme_counted"].format(
                        k=by_case.loc[case, "respondents"],
                        n=by_case.loc[case, "interviews"],
                    ),
                    link=category_link(number, case) if number else "",
                    terms=tuple(terms.get((part, case), ())) if part else (),
                    summary=summaries.get((name, case, ""), ""),
                )
                for case in material.municipalities
            ),
            whole=not part,
        )


def _terms(material: Material) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Axial category and case to the codes that were given most, with how often and where they are."""
    given = material.tables.get("03_axial_counts")
    if given is None:
        return {}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    ordered = given[given["segments"] > 0].sort_values("segments", ascending=False, kind="stable")
    for row in ordered.itertuples():
        named = found.setdefault((row.axial_category, row.municipality), [])
        if len(named) < CODES:
            label = f"{material.code(row.code)} ({material.number(row.segments)})"
            named.append((label, code_link(row.code, row.municipality)))
    return found


def interviews_of(material: Material, case: str) -> Interviews:
    """What everybody in one case says of every conclusion that counts people, as marks.

    Args:
        material: everything that the report is made of.
        case: its public id.
    """
    summaries = summaries_of(material)
    spoken = {claim: dict(marks_of(material, claim, case)) for claim in material.overall.index}
    known = {document for marks in spoken.values() for document in marks} | {document for *_, document in summaries}
    people = material.people[(material.people["municipality"] == case) & material.people["document"].isin(known)]
    documents = list(people["document"])
    groups = []
    for heading, claims in _by_question(material):
        lines = tuple(
            Line(
                claim,
                say_claim(material, claim),
                finding_link(claim),
                tuple(Said(spoken[claim].get(name), summaries.get((claim, case, name), "")) for name in documents),
            )
            for claim in claims
        )
        told = tuple(line for line in lines if any(said.mark or said.summary for said in line.said))
        groups += [(heading, told)] if told else []
    return Interviews(
        name=material.case(case),
        place=place_of(matrix_link(case)),
        documents=tuple(
            (row.document, say_who(material, row), document_page(row.document)) for row in people.itertuples()
        ),
        groups=tuple(groups),
    )


def compose_matrix(material: Material) -> list[Block]:
    """The matrix as blocks for Word: a table for each question and one for the themes, the cases beside each other."""
    words = WORDS[material.language]
    cases = tuple(material.municipalities.values())
    opening: list[Block] = [Heading(1, words["title"])]
    opening += [Paragraph(material.notice, notice=True)] if material.notice else []
    opening += [Paragraph(words["lead"]), Paragraph(words["rule"].format(best=BEST))]
    tables: list[Block] = [
        TableBlock(
            words["caption"].format(question=group.heading),
            (words["number"], words["row"], *cases),
            tuple((row.name, row.text, *(_written(cell, words) for cell in row.cells)) for row in group.rows),
        )
        for group in claim_groups(material)
    ]
    themes = tuple(
        (f"**{row.text}**" if row.whole else row.text, *(_written(cell, words) for cell in row.cells))
        for row in theme_rows(material)
    )
    note = words["themes_note"]
    tables += [TableBlock(words["themes_heading"], (words["theme"], *cases), themes, note=note)] if themes else []
    return [*opening, *tables]


def _written(cell: Cell, words: Mapping[str, str]) -> str:
    """A cell as running text."""
    parts = [", ".join(filter(None, (cell.counted, f"**{cell.said}**" if cell.said else ""))) or words["no_cell"]]
    parts += ["; ".join(label for label, _ in cell.terms)] if cell.terms else []
    if cell.quote:
        against = f"{words['against']} " if cell.opposed else ""
        parts.append(f"{against}‘{cell.quote.words}’ ({cell.quote.who}; {cell.quote.segment})")
    parts += [f"**{words['summary']}** {cell.summary}"] if cell.summary else []
    return ". ".join(part.removesuffix(".") for part in parts)


def matrix_sheets(material: Material) -> dict[str, pd.DataFrame]:
    """The matrix as sheets of a spreadsheet, a row for each cell: per case, and per interview.

    Args:
        material: everything that the report is made of.
    """
    words = WORDS[material.language]
    return {
        words["cells_sheet"]: _named(_cell_rows(material), CELL_COLUMNS, words),
        words["interviews_sheet"]: _named(_interview_rows(material), INTERVIEW_COLUMNS, words),
    }


CELL_COLUMNS = (
    "question", "number", "text", "case", "support", "asked", "unit", "counter", "verdict", "passage_of", "passage",
    "summary_column",
)  # fmt: skip
INTERVIEW_COLUMNS = ("case", "document", "person", "question", "number", "text", "says", "summary_column")


def _named(rows: Iterator[tuple[object, ...]], columns: tuple[str, ...], words: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[words[column] for column in columns])


def sheet_widths(language: str) -> dict[str, float]:
    """How wide the columns of the spreadsheet are that need room."""
    words = WORDS[language]
    wide = {words[key]: WIDE for key in ("text", "passage", "summary_column")}
    return {**wide, **{words[key]: MIDDLING for key in ("question", "case", "person", "passage_of", "says")}}


def _cell_rows(material: Material) -> Iterator[tuple[object, ...]]:
    found, words = _Found.of(material), WORDS[material.language]
    for heading, claims in _by_question(material):
        for claim in claims:
            for case, name in material.municipalities.items():
                cell, verdict = found.cell(claim, case), material.judged.get((claim, case))
                against = f"{words['against']} " if cell.opposed else ""
                counted = (
                    (verdict.support, verdict.asked, UNITS[material.language][verdict.unit], verdict.counter)
                    if verdict
                    else (None,) * 4
                )
                quote = (cell.quote.who, f"{against}{cell.quote.words}") if cell.quote else ("", "")
                yield heading, claim, material.texts[claim], name, *counted, cell.said, *quote, cell.summary
    for row in theme_rows(material):
        for name, cell in zip(material.municipalities.values(), row.cells, strict=True):
            codes = "; ".join(label for label, _ in cell.terms)
            yield words["theme"], "", row.text, name, None, None, cell.counted, None, "", "", codes, cell.summary


def _interview_rows(material: Material) -> Iterator[tuple[object, ...]]:
    said = MARKS[material.language]["respondents"]
    for case, name in material.municipalities.items():
        here = interviews_of(material, case)
        for heading, lines in here.groups:
            for line in lines:
                for (document, who, _), told in zip(here.documents, line.said, strict=True):
                    if told.mark or told.summary:
                        says = said[told.mark.state] if told.mark else ""
                        yield name, document, who, heading, line.claim, line.text, says, told.summary
