"""CATMA: an annotation collection in TEI XML, or the unpacked export with several and their texts.

    <text>/<text>.txt
    <text>/annotationcollections/<collection>.xml

A tag is declared in `fsDecl`, an annotation is an `fs` in the text, and a `seg` names the annotations that a stretch is
in; a stretch is a `ptr` with UTF-16 units of the text. Together the stretches cover the whole text, and its length is
the proof that it is the same text. An annotation in pieces with words between them is taken from the first to the last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from lxml import etree

from wijkresearch.exchange.archives import parse_xml, read_bytes
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.other_tools.marked_texts import UTF16, MarkedText, add_marked
from wijkresearch.exchange.project import CodedProject

COLLECTIONS = "annotationcollections"
NAMESPACE = "http://www.tei-c.org/ns/1.0"
IDENTIFIER = "{http://www.w3.org/XML/1998/namespace}id"
RANGE = re.compile(r".*#char=([0-9]{1,9}),([0-9]{1,9})")
OF_CATMA = "catma_"


@dataclass
class _Collection:
    """One file: what its tags are called, and where each of its annotations is."""

    tags: dict[str, tuple[str, ...]]
    annotations: dict[str, etree._Element] = field(default_factory=dict)
    pieces: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    length: int = 0


def is_catma(content: bytes) -> bool:
    """Whether an XML file is an annotation collection of CATMA."""
    return b"CATMA" in content and NAMESPACE.encode() in content


def collections_in(folder: Path) -> list[Path]:
    """The annotation collections in an unpacked export."""
    return sorted(file for file in folder.rglob("*.xml") if file.parent.name == COLLECTIONS)


def read_catma(path: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """The annotations of a collection, or of all of them in a folder.

    Raises:
        StudyError: a file is no whole XML, or there are no annotations.
    """
    gathering = Gathering("catma", "CATMA", transcripts)
    texts: dict[str, str | None] = {}
    passages: dict[str, list[Passage]] = {}
    for file in collections_in(path) if path.is_dir() else [path]:
        name, text = _text_of(file)
        collection = _collection(parse_xml(read_bytes(file), file.name))
        if text is None:
            text = _as_annotated(gathering.transcript(name), collection.length)
        if text is not None and _length(text) != collection.length:
            gathering.flag(file.name, f"the text '{name}' is not as long as the text that was annotated")
        texts.setdefault(name, text)
        passages.setdefault(name, []).extend(_passages(gathering, collection, file.name, name))
    add_marked(gathering, [MarkedText(name, texts[name], found) for name, found in passages.items()], (UTF16,))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _text_of(file: Path) -> tuple[str, str | None]:
    """The document that a collection is of: the one text in the folder of the export, or beside the file."""
    folder = file.parent.parent if file.parent.name == COLLECTIONS else file.parent
    found = sorted(folder.glob("*.txt"))
    if len(found) != 1:
        return file.stem, None
    return found[0].stem, read_bytes(found[0]).decode("utf-8-sig", errors="replace")


def _as_annotated(transcript: str | None, length: int) -> str | None:
    """The transcript with the line ends that make it as long as the text in CATMA, which keeps those of the file."""
    if transcript is None:
        return None
    texts = [(transcript + end).replace("\n", line) for line in ("\n", "\r\n") for end in ("", "\n")]
    return next((text for text in texts if _length(text) == length), transcript)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2


def _collection(root: etree._Element) -> _Collection:
    collection = _Collection(_tags(root))
    for text in root.iterchildren(f"{{{NAMESPACE}}}text"):
        collection.annotations = {str(one.get(IDENTIFIER)): one for one in text.iterchildren("{*}fs")}
        for pointer in text.iter("{*}ptr"):
            place = RANGE.fullmatch(pointer.get("target") or "")
            if place:
                start, end = int(place[1]), int(place[2])
                collection.length = max(collection.length, end)
                stretch = pointer.getparent()
                for name in (stretch.get("ana") or "").split() if stretch is not None else []:
                    collection.pieces.setdefault(name.lstrip("#"), []).append((start, end))
    return collection


def _tags(root: etree._Element) -> dict[str, tuple[str, ...]]:
    """The path of each tag from the top tag down, below its tagset where another has the same path."""
    declared = {str(one.get("type")): one for one in root.iter("{*}fsDecl")}
    paths = {}
    for identifier, tag in declared.items():
        path: list[str] = []
        at, seen = identifier, set[str]()
        while at in declared and at not in seen and declared[at].get("baseTypes") is not None:
            seen.add(at)
            path.insert(0, _content(declared[at], "fsDescr"))
            at = str(declared[at].get("baseTypes"))
        paths[identifier] = tuple(path) or (_content(tag, "fsDescr"),)
    times = Counter(paths.values())
    return {one: path if times[path] == 1 else (_tagset(declared[one]), *path) for one, path in paths.items()}


def _tagset(tag: etree._Element) -> str:
    above = tag.getparent()
    return str(above.get("n") if above is not None else "") or "tagset"


def _passages(gathering: Gathering, collection: _Collection, where: str, document: str) -> Iterator[Passage]:
    for number, (identifier, annotation) in enumerate(collection.annotations.items(), 1):
        place = f"{where}, annotation {number}"
        pieces = sorted(collection.pieces.get(identifier, []))
        path = collection.tags.get(str(annotation.get("type")))
        if not pieces or path is None:
            gathering.flag(place, "its passage or its tag is not in the file; left out")
            continue
        if any(before[1] < after[0] for before, after in pairwise(pieces)):
            gathering.flag(place, "the passage is in pieces; taken from the first to the last")
        values = _values(annotation)
        memo = "\n".join(f"{name}: {value}" for name, value in values.items() if not name.startswith(OF_CATMA))
        coder = values.get("catma_markupauthor") or None
        yield Passage(place, document, path, coder, start=pieces[0][0], end=pieces[-1][1], memo=memo or None)


def _values(annotation: etree._Element) -> Mapping[str, str]:
    """The properties of an annotation."""
    found = {str(one.get("name")): ", ".join(part.text or "" for part in one.iter("{*}string")) for one in annotation}
    return {name: value for name, value in found.items() if value.strip(" ,")}


def _content(element: etree._Element, name: str) -> str:
    return str(element.findtext(f"{{*}}{name}") or "tag").strip()
