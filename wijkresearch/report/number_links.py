"""Where the numbers of a table lead: by the ids and names in their row and heading to the passages behind them.

A row about a claim, a role in a world, a code, a document or a passage leads to what is behind that; a column with the
name of a case leads to the passages of that case. Numbers that no passages are behind, such as a coefficient, have the
source of their table: the file that they stand in and the notebook that computes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import html

from wijkresearch.report.blocks import Block, TableBlock
from wijkresearch.report.links import (
    category_link,
    claim_link,
    code_link,
    document_page,
    passage_link,
    role_link,
    split_passage,
)
from wijkresearch.report.material import Material
from wijkresearch.report.passages import list_categories
from wijkresearch.report.templating import render
from wijkresearch.words import LANGUAGES, catalogue, say

WORDS = catalogue("sources")
CATEGORY = tuple(WORDS[language]["category"] for language in LANGUAGES)
"""What is in the heading of a column of axial categories, in a table for readers and in one of pandas."""
APART = " · "
"""Between the names in one cell."""
NUMBER = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")
"""A number with its signs; a share or an interval is one as well."""
OF = "|".join(re.escape(say("report", "of", language)) for language in LANGUAGES)
PART = re.compile(rf"\d+(?:/| (?:{OF}) )\d+")
"""So many of so many, by itself or behind a verdict."""
LONGEST = 60
"""A text with more characters than this is a sentence, whatever numbers are in it."""
DECORATION = "*–-  \u00a0"
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
CODE = re.compile(r'id="(code-\d+)"')
"""The name of a piece of code on the page of a notebook."""
STYLED = "T_"
"""What pandas puts before the name of a table."""


def is_count(text: str) -> bool:
    """Does a cell hold a number, or so many of so many?

    >>> [is_count(text) for text in ("12,5%", "ondersteund, 3 van 5", "Katwijk", "D12")]
    [True, True, False, False]
    """
    text = text.strip()
    return len(text) <= LONGEST and bool(NUMBER.fullmatch(text) or PART.search(text))


@dataclass(frozen=True)
class Names:
    """What the words of a table may name: a kind (`claim`, `role`, `case` …) to its words, each with the id."""

    kinds: Mapping[str, Mapping[str, str]]
    spoken: frozenset[tuple[str, str]]
    """The claims with each document that has passages on them."""

    @classmethod
    def of(cls, material: Material) -> Names:
        """The ids and names of a study, and the passages that can be read."""
        passages = {*material.tables["02_evidence"]["segment"], *material.read_passages}
        kinds = {
            "passage": {passage: passage for passage in passages},
            "claim": {
                **{f"{claim} {text}": claim for claim, text in material.texts.items()},
                **_itself(material.texts),
            },
            "document": _itself(material.documents),
            "role": _by_label(material.roles),
            "world": _by_label(material.worlds),
            "case": _by_label(material.municipalities),
            "code": _by_label(material.codes),
            "category": _numbered(material),
        }
        told = {
            (claim, split_passage(segment)[0])
            for claim, segment in zip(material.passages["claim"], material.passages["segment"], strict=True)
        }
        lowered = {kind: {word.casefold(): own for word, own in words.items()} for kind, words in kinds.items()}
        return cls(lowered, frozenset(told))

    def find(self, kind: str, words: Iterable[str]) -> str:
        """The first of a kind that is named among these words; nothing where none is."""
        known = self.kinds[kind]
        return next((known[word] for word in map(_bare, words) if word in known), "")

    def links(self, row: Sequence[str], headings: Sequence[str]) -> dict[int, str]:
        """Column to where its cell leads: what it names itself, and behind a number what its row is about."""
        cases = [self.find("case", [heading]) for heading in headings]
        cases += [""] * (len(row) - len(cases))
        row = [text.strip() for text in row]
        own = {place: self._named(text) for place, text in enumerate(row)}
        about = self._about(row, headings)
        behind = {place: self._behind(about, cases[place]) for place, text in enumerate(row) if is_count(text)}
        named = {place: link for place, link in own.items() if link}
        return {place: link for place, link in {**behind, **named}.items() if link}

    def _named(self, text: str) -> str:
        """Where a cell leads that is an id of a passage, a document or a claim."""
        if passage := self.find("passage", [text]):
            return passage_link(passage)
        if document := self.find("document", [text]):
            return document_page(document)
        claim = self.find("claim", [text])
        return claim_link(claim) if claim else ""

    def _about(self, row: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
        """What a row is about, by kind. A category may be called as one of its codes: the heading tells which it is."""
        of_category = [any(word in heading.casefold() for word in CATEGORY) for heading in headings]
        split = [text.split(APART) for text in row]
        grouped = [text for text, here in zip(split, of_category, strict=False) if here]
        words = [word for text in split if text not in grouped for word in text]
        about = {kind: self.find(kind, words) for kind in self.kinds if kind != "category"}
        return {**about, "category": self.find("category", [word for text in grouped for word in text])}

    def _behind(self, about: Mapping[str, str], case: str) -> str:
        """What is behind the numbers of a row, of one case where its column or the row names that."""
        case, document, world = case or about["case"], about["document"], about["world"]
        if about["passage"]:
            return passage_link(about["passage"])
        if claim := about["claim"]:
            return claim_link(claim, document if (claim, document) in self.spoken else case)
        if role := about["role"]:
            return role_link(role, world, case) if world else ""
        if document:
            return document_page(document)
        if about["code"]:
            return code_link(about["code"], case)
        return category_link(int(about["category"]), case) if about["category"] else ""


def _numbered(material: Material) -> dict[str, str]:
    """Axial category, by its name and as it is called, to its number."""
    numbers = {category: str(number) for number, category in enumerate(list_categories(material), start=1)}
    return {**{material.group(category): number for category, number in numbers.items()}, **numbers}


def _itself(ids: Iterable[str]) -> dict[str, str]:
    return {name: name for name in ids}


def _by_label(labels: Mapping[str, str]) -> dict[str, str]:
    return {**{label: own for own, label in labels.items()}, **_itself(labels)}


def _bare(text: str) -> str:
    """A text as names are looked up: without what only shows its place or weight."""
    return text.strip(DECORATION).casefold()


def lead_on(blocks: Iterable[Block], material: Material) -> list[Block]:
    """The blocks, with a link on every number of a table that leads somewhere, and with the source of each table.

    A link that a table has already stays as it is, and so does its source.

    Args:
        blocks: of a page or a file.
        material: what they were made from.
    """
    names = Names.of(material)
    return [_lead_on(block, names, material) if isinstance(block, TableBlock) else block for block in blocks]


def _lead_on(table: TableBlock, names: Names, material: Material) -> TableBlock:
    found = {
        (place, column): link
        for place, row in enumerate(table.rows)
        for column, link in names.links(row, table.headings).items()
    }
    source, page = say_source(material, table.made_of) if table.made_of else ("", "")
    return replace(
        table,
        links={**found, **table.links},
        source=table.source or source,
        source_page=table.source_page or page,
    )


def say_source(material: Material, stems: Sequence[str]) -> tuple[str, str]:
    """In which files numbers stand, in words, and the page of the notebook that computes them, where there is one.

    Args:
        material: what they were made from.
        stems: of processed tables.
    """
    words, notebook = WORDS[material.language], material.notebooks.get(stems[0][:2], "")
    files = ", ".join(f"{stem}.csv" for stem in stems)
    said = words["computed" if notebook else "stands"]
    return said.format(files=files, notebook=notebook, results=material.results), f"{notebook}.html" if notebook else ""


def lead_page_on(page: str, material: Material, stems: Sequence[str] = (), *, source: str) -> str:
    """A finished page, with links on the numbers of its tables and below each table where they come from.

    Args:
        page: HTML.
        material: what it was made from.
        stems: of the processed tables that belong to it; a table that has the name of one comes from that.
        source: key of the sentence below the other tables.
    """
    names, end, pieces = Names.of(material), 0, []
    for found in TABLE.finditer(page):
        table = html.fragment_fromstring(found[0])
        _link_cells(table, names)
        stem = next((stem for stem in stems if table.get("id") == f"{STYLED}{stem[3:]}"), "")
        above = CODE.findall(page, 0, found.start())
        own = WORDS[material.language][source].format(results=material.results)
        said = say_source(material, [stem])[0] if stem else own
        link = f"#{above[-1]}" if above else ""
        shown = render("sourced.html", table=html.tostring(table, encoding="unicode"), text=said, page=link)
        pieces += [page[end : found.start()], shown]
        end = found.end()
    return "".join([*pieces, page[end:]])


def _link_cells(table: html.HtmlElement, names: Names) -> None:
    """Put a link around the text of each cell that leads somewhere; a cell over several rows counts in each of them."""
    headings = _headings(table)
    over: list[tuple[int, str]] = []
    for line in table.xpath(".//tbody/tr"):
        cells = line.xpath("./th|./td")
        carried = [text for rows, text in over if rows]
        row = [*carried, *(cell.text_content() for cell in cells)]
        for column, link in names.links(row, headings).items():
            if column >= len(carried):
                _link(cells[column - len(carried)], link)
        spans = [(int(cell.get("rowspan", 1)), cell.text_content()) for cell in cells]
        over = [(rows - 1, text) for rows, text in [*over, *spans] if rows > 1]


def _headings(table: html.HtmlElement) -> list[str]:
    """The texts above each column; pandas names the columns in one line and the rows in a second."""
    first, *others = [[cell.text_content() for cell in line] for line in table.xpath(".//thead/tr")] or [[]]
    longest = max(map(len, [first, *others]))
    lines = [line + [""] * (longest - len(line)) for line in (first, *others)]
    return [" ".join(texts).strip() for texts in zip(*lines, strict=True)]


def _link(cell: html.HtmlElement, link: str) -> None:
    if not len(cell):
        anchor = html.Element("a", href=link)
        anchor.text, cell.text = cell.text, None
        cell.append(anchor)
