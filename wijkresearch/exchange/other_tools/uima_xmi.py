"""UIMA CAS in XMI, the format of INCEpTION, WebAnno and dkpro-cassis: the text and its annotations of any type.

Positions are UTF-16 units in `sofaString`. No quotes are stored. INCEpTION puts the file in a zip with its type system,
which is not needed. Tokens, sentences and data about the document are the layout of the text and no codings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import open_archive, parse_xml, read_bytes, read_member
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings, whole_number
from wijkresearch.exchange.other_tools.layers import document_and_coder, layer_passage
from wijkresearch.exchange.other_tools.marked_texts import CODE_POINTS, UTF16, MarkedText, add_marked
from wijkresearch.exchange.project import CodedProject

NAMESPACE = "http://www.omg.org/XMI"
LAYOUT = {
    "CASMetadata",
    "DocumentAnnotation",
    "DocumentMetaData",
    "Paragraph",
    "Sentence",
    "TagDescription",
    "TagsetDescription",
    "Token",
}
LAYOUT_OF = ("/pdf/", "/pdf.ecore", "/xml/type.ecore")
POSITIONS = {"sofa", "begin", "end"}


def read_xmi(path: Path) -> CodedProject:
    """The annotations of a .xmi, or of the .xmi in a zip.

    Raises:
        StudyError: no XMI of UIMA, or one without annotations.
    """
    root = parse_xml(_content(path), path.name)
    texts = [element for element in root.iterchildren("{*}Sofa") if element.get("sofaString") is not None]
    if not texts:
        raise StudyError(Problem(path.name, "there is no text in this XMI", "UIMA CAS XMI"))
    gathering = Gathering("uima-xmi", "INCEpTION", {})
    name, coder = document_and_coder(path)
    documents = []
    for sofa in texts:
        document = name if len(texts) == 1 else f"{name} ({sofa.get('sofaID')})"
        passages = [
            replace(passage, document=document, coder=coder)
            for passage in _passages(gathering, root, sofa.get(f"{{{NAMESPACE}}}id"), path.name)
        ]
        documents.append(MarkedText(document, sofa.get("sofaString"), passages))
    add_marked(gathering, documents, (UTF16, CODE_POINTS))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def is_xmi_archive(path: Path) -> bool:
    """Whether a file is a zip with an XMI in it."""
    with open_archive(path, "a zip file") as archive:
        return any(name.lower().endswith(".xmi") for name in archive.namelist())


def _content(path: Path) -> bytes:
    content = read_bytes(path)
    if not content.startswith(b"PK"):
        return content
    with open_archive(path, "a zip with an XMI") as archive:
        members = [name for name in archive.namelist() if name.lower().endswith(".xmi")]
        if len(members) != 1:
            remedy = "Import each .xmi by itself."
            raise StudyError(Problem(path.name, f"there are {len(members)} .xmi files in it", "one", remedy))
        return read_member(archive, members[0], path.name)


def _passages(gathering: Gathering, root: etree._Element, sofa: str | None, where: str) -> Iterator[Passage]:
    held = {str(one.get(f"{{{NAMESPACE}}}id")): dict(one.attrib) for one in root.iterchildren(tag=etree.Element)}
    chains = {str(one[name]) for one in held.values() for name in ("first", "next") if name in one}
    for number, element in enumerate(root.iterchildren(tag=etree.Element), 1):
        kind, values = etree.QName(element), _features(element)
        if element.get("sofa") != sofa or element.get("begin") is None or _is_layout(kind):
            continue
        if {"Governor", "Dependent"} <= values.keys():
            gathering.skipped["a relation between passages"] += 1
        elif str(element.get(f"{{{NAMESPACE}}}id")) in chains:
            gathering.skipped["a link of a chain"] += 1
        else:
            features = {name: value for name, value in values.items() if not _is_link(value, held)}
            gathering.skipped.update(["a link to another annotation"] * (len(values) - len(features)))
            start, end = (whole_number(element.get(name)) for name in ("begin", "end"))
            place = f"{where}, annotation {number}"
            yield layer_passage(
                place, kind.localname, features, -1 if start is None else start, -1 if end is None else end
            )


def _features(element: etree._Element) -> dict[str, str]:
    own = {str(name): str(value) for name, value in element.attrib.items() if not str(name).startswith("{")}
    listed = {etree.QName(child).localname: str(child.text or "") for child in element.iterchildren(tag=etree.Element)}
    return {name: value for name, value in {**own, **listed}.items() if name not in POSITIONS and value.strip()}


def _is_layout(kind: etree.QName) -> bool:
    return kind.localname in LAYOUT or any(part in str(kind.namespace) for part in LAYOUT_OF)


def _is_link(value: str, held: Mapping[str, Mapping[object, object]]) -> bool:
    """Whether a feature only names other annotations: the links of a slot, which have a role and a target."""
    return all("target" in held.get(one, {}) for one in value.split())
