"""The text of .odt files, read from their XML, as `word_processor` reads .docx."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from lxml import etree

from wijkresearch.exchange.archives import open_archive, parse_xml, read_member
from wijkresearch.exchange.transcripts.word_processor import (
    HEADERS,
    Table,
    WrittenText,
    has_letters,
    read_part,
    value_of,
)

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ANNOTATION = f"{OFFICE}annotation"
MOST_SPACES = 1000
HEADER_STYLES = [f"{STYLE}{place}{page}" for place in ("header", "footer") for page in ("", "-left", "-first")]


def read_content(path: Path) -> etree._Element:
    """The content of an OpenDocument file (.odt).

    Raises:
        StudyError: no OpenDocument text, or a damaged one.
    """
    with open_archive(path, "an OpenDocument text (.odt)") as archive:
        return parse_xml(read_member(archive, "content.xml", path.name), f"{path.name}, content.xml")


def read_odt(path: Path, where: str = "") -> WrittenText:
    """The text of an OpenDocument file (.odt), without its annotations, notes, deleted and hidden passages.

    Raises:
        StudyError: no OpenDocument text, or a damaged one.
    """
    name = where or path.name
    with open_archive(path, "an OpenDocument text (.odt)", name) as archive:
        root = parse_xml(read_member(archive, "content.xml", name), f"{name}, content.xml")
        styles = read_part(archive, "styles.xml", name)
    roots = [root] if styles is None else [root, styles]
    hidden = _hiding_styles(roots)
    paragraphs = root.iter(f"{TEXT}p", f"{TEXT}h")
    kept = [one for one in paragraphs if not any(_is_left_out(place, hidden) for place in (one, *one.iterancestors()))]
    parts = [_inline(paragraph, hidden) for paragraph in kept]
    lines = ["".join(part for part in line if isinstance(part, str)) for line in parts]
    return WrittenText("\n".join(lines), _annotated(parts), _left_out(roots, hidden), _tables(root, kept, lines))


def _annotated(lines: list[list[str | etree._Element]]) -> dict[str, tuple[int, int]]:
    """Where the passage of each annotation that has one begins and ends in the text."""
    begun: dict[str, int] = {}
    passages: dict[str, tuple[int, int]] = {}
    position = 0
    for line in lines:
        for part in line:
            if isinstance(part, str):
                position += len(part)
            elif part.tag == ANNOTATION:
                begun[value_of(part, "name")] = position
            else:
                name = value_of(part, "name")
                passages[name] = (begun.get(name, position), position)
        position += 1
    return passages


def _hiding_styles(roots: list[etree._Element]) -> frozenset[str]:
    """The names of the styles of hidden text, and of those that follow them."""
    styles = [style for root in roots for style in root.iter(f"{STYLE}style")]
    shown = {value_of(style, "name"): _shown(style) for style in styles}
    parents = {value_of(style, "name"): value_of(style, "parent-style-name") for style in styles}
    hidden = {name for name, display in shown.items() if display == "none"}
    followers = set(hidden)
    while followers:
        followers = {name for name, parent in parents.items() if parent in followers and not shown[name]} - hidden
        hidden |= followers
    return frozenset(hidden)


def _shown(style: etree._Element) -> str:
    displays = (value_of(one, "display") for one in style.iterchildren(f"{STYLE}text-properties"))
    return next(filter(None, displays), "")


def _is_left_out(element: etree._Element, hidden: frozenset[str]) -> bool:
    apart = element.tag in (f"{TEXT}tracked-changes", ANNOTATION, f"{TEXT}note")
    return apart or _is_hidden(element, hidden)


def _is_hidden(element: etree._Element, hidden: frozenset[str]) -> bool:
    if element.tag == f"{TEXT}section":
        return element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true"
    return element.tag in (f"{TEXT}span", f"{TEXT}p", f"{TEXT}h") and element.get(f"{TEXT}style-name") in hidden


def _left_out(roots: list[etree._Element], hidden: frozenset[str]) -> Counter[str]:
    body = roots[0]
    seen = (
        one
        for one in body.iter(f"{TEXT}section", f"{TEXT}p", f"{TEXT}h", f"{TEXT}span")
        if not any(_is_left_out(place, hidden) for place in one.iterancestors())
    )
    headers = (header for root in roots for header in root.iter(*HEADER_STYLES))
    return +Counter(
        {
            "deleted passages": sum(1 for _ in body.iter(f"{TEXT}deletion")),
            "hidden passages": sum(1 for one in seen if _is_hidden(one, hidden) and has_letters(one)),
            "comments": sum(1 for _ in body.iter(ANNOTATION)),
            "footnotes": sum(1 for _ in body.iter(f"{TEXT}note")),
            HEADERS: sum(1 for header in headers if has_letters(header)),
        }
    )


def _tables(root: etree._Element, kept: list[etree._Element], lines: list[str]) -> list[Table]:
    """The tables, by where the lines of their paragraphs are in the text."""
    places: dict[etree._Element, tuple[int, int]] = {}
    position = 0
    for paragraph, line in zip(kept, lines, strict=True):
        cell = next(paragraph.iterancestors(f"{TABLE}table-cell"), None)
        if cell is not None:
            places[cell] = (places.get(cell, (position,))[0], position + len(line))
        position += len(line) + 1
    tables: dict[etree._Element, Table] = {}
    for row in root.iter(f"{TABLE}table-row"):
        table = next(row.iterancestors(f"{TABLE}table"), root)
        cells = [places.get(cell, (0, 0)) for cell in row.iterchildren(f"{TABLE}table-cell")]
        tables.setdefault(table, []).append(cells)
    return list(tables.values())


def written_in(element: etree._Element) -> str:
    """The words of a paragraph."""
    return "".join(part for part in _inline(element, frozenset()) if isinstance(part, str))


def _inline(element: etree._Element, hidden: frozenset[str]) -> list[str | etree._Element]:
    """The words of a paragraph, and the marks where annotations begin and end."""
    parts: list[str | etree._Element] = [_collapsed(element.text)]
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{TEXT}s":
            parts.append(" " * _spaces(child))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag in (ANNOTATION, f"{ANNOTATION}-end"):
            parts.append(child)
        elif not _is_left_out(child, hidden) and child.tag not in (f"{TEXT}p", f"{TEXT}h"):
            parts += _inline(child, hidden)
        parts.append(_collapsed(child.tail))
    return parts


def _spaces(element: etree._Element) -> int:
    """How many spaces stand where a file says so; none is written by more than a line of them."""
    count = element.get(f"{TEXT}c", "1")
    return min(int(count), MOST_SPACES) if count.isdecimal() else 1


def _collapsed(text: str | None) -> str:
    """OpenDocument prints white space in its XML as one space."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")
