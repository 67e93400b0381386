"""The XML of a project or codebook, read once from front to back without keeping it in memory.

The parser opens nothing outside the file, expands no entities, repairs nothing, and stops at a tree 256 levels deep or
a text of 10 MB (the limits of libxml2). Namespaces of other versions of the standard are read as 1.0 with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.refi_qda.archive import Archive, CountedStream
from wijkresearch.exchange.refi_qda.elements import ParsedProject
from wijkresearch.exchange.refi_qda.evidence import Evidence
from wijkresearch.exchange.refi_qda.identifiers import normal_guid, without_home
from wijkresearch.exchange.refi_qda.marking import written_position
from wijkresearch.exchange.refi_qda.parts import PartReader
from wijkresearch.exchange.refi_qda.texts import TextReader

SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "recover": False,
}
QDA_NAMESPACE = re.compile(r"urn:QDA-XML:(project|codebook)[:\d.]*")
OFFICIAL = re.compile(r"urn:QDA-XML:(project|codebook):1\.0")
DEEP = "Excessive depth"


def parse_project(archive: Archive) -> tuple[ParsedProject, Evidence]:
    """Everything in the project file, and what its passages say about the rule for positions.

    Raises:
        StudyError: the XML is not well formed, holds a document type, or is no REFI-QDA project.
    """
    where = f"{archive.where}: {archive.project_name}"
    project, evidence = ParsedProject(warnings=list(archive.warnings)), Evidence()
    namespace = _check_root(archive.open_project(), "Project", where, project)
    stream = archive.open_project()
    parts = PartReader(namespace, project)
    texts = TextReader(namespace, project, archive, evidence, stream)
    handlers: dict[str, Callable[[etree._Element], None]] = {**texts.handlers(), **parts.handlers(texts.read_note)}
    for element in _elements(stream, {f"{{{namespace}}}{name}" for name in handlers}, where):
        handlers[element.tag.rpartition("}")[2]](element)
    return project, evidence


def parse_codebook(stream: CountedStream, again: CountedStream, where: str) -> ParsedProject:
    """The codes and code sets of a codebook file, which is read twice from its start.

    Raises:
        StudyError: the XML is not well formed, holds a document type, or is no REFI-QDA codebook.
    """
    project = ParsedProject()
    namespace = _check_root(stream, "CodeBook", where, project)
    parts = PartReader(namespace, project)
    handlers = {"CodeBook": parts.read_codebook, "Sets": parts.read_groups}
    for element in _elements(again, {f"{{{namespace}}}{name}" for name in handlers}, where):
        handlers[element.tag.rpartition("}")[2]](element)
    return project


def find_selections(archive: Archive, wanted: set[str]) -> dict[str, tuple[str, int, int]]:
    """Where selections stand that are referred to by their identifier: the text's identifier, start and end."""
    where = f"{archive.where}: {archive.project_name}"
    namespace = _check_root(archive.open_project(), "Project", where, ParsedProject())
    found, pending = {}, {}
    names = ("PlainTextSelection", "TextSource", "Representation")
    for element in _elements(archive.open_project(), {f"{{{namespace}}}{name}" for name in names}, where):
        guid = normal_guid(element.get("guid"))
        if element.tag.endswith("PlainTextSelection"):
            start, end = written_position(element.get("startPosition")), written_position(element.get("endPosition"))
            if guid in wanted and start is not None and end is not None:
                pending[guid] = (start, end)
        else:
            owner = element.getparent() if element.tag.endswith("Representation") else element
            home = normal_guid(owner.get("guid")) if owner is not None else guid
            found.update({key: (home, *place) for key, place in pending.items()})
            pending = {}
        element.clear()
    return found


def _check_root(stream: CountedStream, expected: str, where: str, project: ParsedProject) -> str:
    """The namespace of the file; its origin is noted, and its version when that is unusual."""
    try:
        root = next(etree.iterparse(stream, events=("start",), **SAFE))[1]
    except (etree.LxmlError, StopIteration) as trouble:
        raise StudyError(_not_well_formed(trouble, where)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        found = "holds a document type or entities, which REFI-QDA does not allow"
        raise StudyError(Problem(where, found, "plain XML", "Not read, for safety; export it again"))
    namespace, _, name = root.tag.removeprefix("{").rpartition("}")
    if name != expected or not QDA_NAMESPACE.fullmatch(namespace):
        found = f"is no REFI-QDA {expected.lower()} (root '{name}', namespace '{namespace or 'none'}')"
        raise StudyError(
            Problem(where, found, f"root {expected} of urn:QDA-XML:{expected.lower()}:1.0", "Export again")
        )
    if not OFFICIAL.fullmatch(namespace):
        project.warnings.append(f"Unusual version {namespace}; read as 1.0.")
    project.origin = without_home(root.get("origin") or "")
    return str(namespace)


def _elements(stream: CountedStream, tags: set[str], where: str) -> Iterator[etree._Element]:
    try:
        for _, element in etree.iterparse(stream, events=("end",), tag=sorted(tags), **SAFE):
            yield element
    except etree.LxmlError as trouble:
        raise StudyError(_not_well_formed(trouble, where)) from None


def _not_well_formed(trouble: Exception, where: str) -> Problem:
    if DEEP in str(trouble):
        return Problem(where, "is nested deeper than 250 levels", "an ordinary tree of codes", "Nothing was read")
    line = getattr(trouble, "lineno", None)
    found = f"is not well-formed XML (line {line})" if line else "is not well-formed XML (it is empty or cut off)"
    return Problem(where, found, "a whole file", "Nothing was read; export it again")
