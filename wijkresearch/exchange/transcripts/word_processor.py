"""The text of .docx files, read from their XML: every word that a reader sees, in the order of reading.

Existing readers lose words without saying so: tracked insertions, content controls and text boxes (python-docx), line
breaks within a paragraph (mammoth), or mix in page headers (docx2python). Here deleted, moved and hidden text, page
headers, footnotes and comments stay out and are counted; a line break, a tab and a non-breaking hyphen stay in; a
paragraph is a line. `open_document` and `rich_text` do the same for .odt and .rtf.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from wijkresearch.exchange.archives import open_archive, parse_xml, read_member

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADERS = "page headers and footers"
HEADER_PART = re.compile(r"word/(?:header|footer)\d*\.xml")
PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
LEFT_OUT = {
    "del": "deleted passages",
    "moveFrom": "moved passages",
    "pPr": "",
    "rPr": "",
    "instrText": "",
    "delText": "",
}


Table = list[list[tuple[int, int]]]
"""Of each row of a table, where its cells begin and end in the text."""


@dataclass
class WrittenText:
    """The text of a file, where its comments begin and end in it, its tables, and how much was left out of what."""

    text: str = field(repr=False)
    comments: dict[str, tuple[int, int]]
    left_out: Counter[str]
    tables: list[Table]


class _Writer:
    """Gathers text while walking through the XML, and remembers where comments, tables and cells are."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.begun: dict[str, int] = {}
        self.comments: dict[str, tuple[int, int]] = {}
        self.left_out: Counter[str] = Counter()
        self.tables: list[Table] = [[]]
        self.row: list[tuple[int, int]] = []
        self.styles = {} if styles is None else {value_of(style, "styleId"): style for style in styles}
        self.hiding = False
        self.started = False

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.hiding = self.hiding and not text.strip()

    def begin_paragraph(self) -> None:
        if self.started:
            self.write("\n")
        self.started = True

    def walk(self, element: etree._Element) -> None:
        for child in element.iterchildren(tag=etree.Element):
            name = etree.QName(child).localname
            if child.tag == FALLBACK:
                continue
            if name in LEFT_OUT:
                if LEFT_OUT[name]:
                    self.left_out[LEFT_OUT[name]] += 1
                continue
            self._visit(child, name)

    def _visit(self, child: etree._Element, name: str) -> None:
        if name == "t":
            self.write(child.text or "")
        elif name in PRINTED:
            self.write(PRINTED[name])
        elif name in VISITS:
            VISITS[name](self, child)
        elif name == "commentRangeStart":
            self.begun[value_of(child, "id")] = self.length
        elif name == "commentRangeEnd":
            self.comments[value_of(child, "id")] = (self.begun.get(value_of(child, "id"), self.length), self.length)
        elif name == "commentReference":
            self.comments.setdefault(value_of(child, "id"), (self.length, self.length))
        else:
            self.walk(child)

    def visit_paragraph(self, paragraph: etree._Element) -> None:
        self.begin_paragraph()
        self.walk(paragraph)

    def visit_run(self, run: etree._Element) -> None:
        if not self._is_hidden(run):
            self.walk(run)
        elif has_letters(run):
            self.left_out["hidden passages"] += not self.hiding
            self.hiding = True

    def visit_note(self, _reference: etree._Element) -> None:
        self.left_out["footnotes"] += 1

    def visit_table(self, table: etree._Element) -> None:
        outer, self.tables = self.tables, [[]]
        self.walk(table)
        self.tables = outer + self.tables

    def visit_row(self, row: etree._Element) -> None:
        outer, self.row = self.row, []
        self.walk(row)
        self.tables[0].append(self.row)
        self.row = outer

    def visit_cell(self, cell: etree._Element) -> None:
        start = self.length
        self.walk(cell)
        self.row.append((start, self.length))

    def _is_hidden(self, run: etree._Element) -> bool:
        """Whether a run is hidden by itself, by the style of its characters or by that of its paragraph."""
        paragraph = next((one for one in run.iterancestors() if etree.QName(one).localname == "p"), None)
        places = [(run, "rPr", "rStyle")] + ([] if paragraph is None else [(paragraph, "pPr", "pStyle")])
        own = [vanish for properties in _children(run, "rPr") for vanish in _children(properties, "vanish")]
        if own:
            return _is_on(own[0])
        names = [
            value_of(style, "val")
            for one, properties, kind in places
            for found in _children(one, properties)
            for style in _children(found, kind)
        ]
        return any(self._style_hides(name) for name in names)

    def _style_hides(self, name: str, depth: int = 20) -> bool:
        style = self.styles.get(name)
        if style is None or not depth:
            return False
        for properties in _children(style, "rPr"):
            for vanish in _children(properties, "vanish"):
                return _is_on(vanish)
        return any(self._style_hides(value_of(based, "val"), depth - 1) for based in _children(style, "basedOn"))


VISITS: dict[str, Callable[[_Writer, etree._Element], None]] = {
    "p": _Writer.visit_paragraph,
    "r": _Writer.visit_run,
    "footnoteReference": _Writer.visit_note,
    "endnoteReference": _Writer.visit_note,
    "tbl": _Writer.visit_table,
    "tr": _Writer.visit_row,
    "tc": _Writer.visit_cell,
}


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iterchildren(tag=etree.Element) if etree.QName(child).localname == name)


def _is_on(switch: etree._Element) -> bool:
    return value_of(switch, "val") not in ("0", "false", "off")


def value_of(element: etree._Element, name: str) -> str:
    """An attribute by its name in whatever namespace; empty where it is absent."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def read_docx(path: Path, where: str = "") -> WrittenText:
    """The text of a Word file, with the place of each comment.

    Raises:
        StudyError: no Word file, or a damaged one.
    """
    name = where or path.name
    with open_archive(path, "a Word document (.docx)", name) as archive:
        root = parse_xml(read_member(archive, "word/document.xml", name), f"{name}, word/document.xml")
        styles = read_part(archive, "word/styles.xml", name)
        beside = [read_part(archive, member, name) for member in archive.namelist() if HEADER_PART.fullmatch(member)]
    writer = _Writer(styles)
    body = root.find(f"{WORD}body")
    body = root.find(f"{STRICT}body") if body is None else body
    if body is not None:
        writer.walk(body)
    writer.left_out[HEADERS] += sum(1 for part in beside if part is not None and has_letters(part))
    return WrittenText("".join(writer.parts), writer.comments, +writer.left_out, writer.tables)


def read_part(archive: zipfile.ZipFile, member: str, name: str) -> etree._Element | None:
    """The root of an XML file in the archive, if it is there.

    Raises:
        StudyError: it is damaged.
    """
    if member not in archive.namelist():
        return None
    return parse_xml(read_member(archive, member, name), f"{name}, {member}")


def has_letters(element: etree._Element) -> bool:
    """Whether there is more than a page number in an element."""
    return any(letter.isalpha() for text in element.itertext() for letter in str(text))
