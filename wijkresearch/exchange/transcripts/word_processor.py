"""The text of .docx and .odt files, read from their XML: every word that a reader sees, in the order of reading.

Existing readers lose words without saying so: tracked insertions, content controls and text boxes (python-docx), line
breaks within a paragraph (mammoth), or mix in page headers (docx2python). Here deleted and moved-away text, page
headers, footnotes and comments stay out; a line break, a tab and a non-breaking hyphen stay in; a paragraph is a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from wijkresearch.exchange.archives import open_archive, parse_xml, read_member

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
LEFT_OUT = {
    "del": "deleted passages",
    "moveFrom": "moved passages",
    "pPr": "",
    "rPr": "",
    "instrText": "",
    "delText": "",
}


@dataclass
class WrittenText:
    """The text of a Word file and where its comments begin and end in it."""

    text: str = field(repr=False)
    comments: dict[str, tuple[int, int]]
    left_out: dict[str, int]


class _Writer:
    """Gathers text while walking through the XML, and remembers where comments begin and end."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.begun: dict[str, int] = {}
        self.comments: dict[str, tuple[int, int]] = {}
        self.left_out: dict[str, int] = {}
        self.started = False

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

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
                    self.left_out[LEFT_OUT[name]] = self.left_out.get(LEFT_OUT[name], 0) + 1
                continue
            self._visit(child, name)

    def _visit(self, child: etree._Element, name: str) -> None:
        if name == "t":
            self.write(child.text or "")
        elif name in PRINTED:
            self.write(PRINTED[name])
        elif name == "p":
            self.begin_paragraph()
            self.walk(child)
        elif name == "commentRangeStart":
            self.begun[_id(child)] = self.length
        elif name == "commentRangeEnd":
            self.comments[_id(child)] = (self.begun.get(_id(child), self.length), self.length)
        else:
            self.walk(child)


def _id(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def read_docx(path: Path, where: str = "") -> WrittenText:
    """The text of a Word file, with the place of each comment.

    Raises:
        StudyError: no Word file, or a damaged one.
    """
    name = where or path.name
    with open_archive(path, "a Word document (.docx)", name) as archive:
        root = parse_xml(read_member(archive, "word/document.xml", name), f"{name}, word/document.xml")
    writer = _Writer()
    body = root.find(f"{WORD}body")
    body = root.find(f"{STRICT}body") if body is None else body
    if body is not None:
        writer.walk(body)
    return WrittenText("".join(writer.parts), writer.comments, writer.left_out)


def read_odt(path: Path, where: str = "") -> str:
    """The text of an OpenDocument file (.odt), without its annotations and deleted passages.

    Raises:
        StudyError: no OpenDocument text, or a damaged one.
    """
    name = where or path.name
    with open_archive(path, "an OpenDocument text (.odt)", name) as archive:
        root = parse_xml(read_member(archive, "content.xml", name), f"{name}, content.xml")
    paragraphs = root.iter(f"{TEXT}p", f"{TEXT}h")
    kept = [one for one in paragraphs if not any(_is_left_out(ancestor) for ancestor in one.iterancestors())]
    return "\n".join("".join(_odt_inline(paragraph)) for paragraph in kept)


def _is_left_out(element: etree._Element) -> bool:
    return element.tag in (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note")


def _odt_inline(element: etree._Element) -> list[str]:
    parts = [_collapsed(element.text)]
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif not _is_left_out(child) and child.tag not in (f"{TEXT}p", f"{TEXT}h"):
            parts += _odt_inline(child)
        parts.append(_collapsed(child.tail))
    return parts


def _collapsed(text: str | None) -> str:
    """OpenDocument prints white space in its XML as one space."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
