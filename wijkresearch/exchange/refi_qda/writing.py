"""Projects and codebooks as REFI-QDA 1.0, in the form that every program we know of can read.

That form is: `project.qde` at the top and texts in `sources/`; texts in UTF-8 with LF line ends and without a
byte-order mark; positions in code points; identifiers in upper case without braces; elements in the order of the
schema; one selection per coding, whose name is the beginning of the passage, so that a reader can check how it counts.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import BinaryIO

import pandas as pd
from lxml import etree

from wijkresearch.errors import raise_if_any
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda.checking import check_writable, parent_problems
from wijkresearch.exchange.refi_qda.identifiers import written_guid
from wijkresearch.exchange.refi_qda.outgoing import Outgoing
from wijkresearch.exchange.refi_qda.trees import Trees, default_namespace, sub
from wijkresearch.exchange.tables import SKIPPED

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_qdpx(
    target: BinaryIO, project: CodedProject, *, origin: str, name: str = "project", created: datetime | None = None
) -> pd.DataFrame:
    """Write a project as .qdpx; nothing is written when something in it cannot be.

    Args:
        target: an open file.
        project: what to write; municipality, respondent and kind of document become variables.
        origin: the program that writes it, with its version.
        name: what the project is called in the file.
        created: the moment that is written as that of creation, by default now; the same moment gives the same bytes.

    Returns:
        SKIPPED: what of the project has no place in the standard and was left out.

    Raises:
        StudyError: something in the project cannot be written (a passage outside its text, an unknown code, …).
    """
    check_writable(project)
    outgoing = Outgoing(project)
    moment = (created or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    trees = Trees(PROJECT_NAMESPACE, outgoing, moment)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_member("project.qde"), "w", force_zip64=True) as stream:
            _write_project(stream, trees, {"name": name, "origin": origin, "creationDateTime": moment})
        for document, text in outgoing.texts.items():
            mark = "\ufeff" if text.startswith("\ufeff") else ""
            member = f"sources/{written_guid(outgoing.text_guid(document))}.txt"
            archive.writestr(_member(member), (mark + text).encode("utf-8"))
    target.write(packed.getvalue())
    return _left_out(outgoing)


def write_qdc(target: BinaryIO, project: CodedProject, *, origin: str) -> pd.DataFrame:
    """Write the codes and code sets of a project as .qdc; nothing is written when something in it cannot be.

    Args:
        target: an open file.
        project: whose codes are written.
        origin: the program that writes it, with its version.

    Returns:
        SKIPPED: what of the codes and sets has no place in a codebook and was left out.

    Raises:
        StudyError: a code stands under an unknown code or is its own ancestor.
    """
    raise_if_any(parent_problems(project.codes))
    outgoing = Outgoing(project)
    trees = Trees(CODEBOOK_NAMESPACE, outgoing, "")
    root = etree.Element(
        f"{{{CODEBOOK_NAMESPACE}}}CodeBook", nsmap=default_namespace(CODEBOOK_NAMESPACE), origin=origin
    )
    codes = sub(root, "Codes")
    trees.add_codes(codes, with_notes=False)
    sets = trees.code_sets()
    if len(sets):
        root.append(sets)
    target.write(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
    return _left_out(outgoing)


def _left_out(outgoing: Outgoing) -> pd.DataFrame:
    rows = [(what, count) for what, count in sorted(outgoing.skipped.items()) if count]
    return SKIPPED.of(rows)


def _write_project(stream: object, trees: Trees, about: dict[str, str]) -> None:
    with etree.xmlfile(stream, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{PROJECT_NAMESPACE}}}Project", about, nsmap=default_namespace(PROJECT_NAMESPACE)):
            for part in trees.before_sources():
                out.write(part)
            if len(trees.outgoing.project.documents):
                with out.element(f"{{{PROJECT_NAMESPACE}}}Sources"):
                    for source in trees.sources():
                        out.write(source)
            for part in trees.after_sources():
                out.write(part)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
