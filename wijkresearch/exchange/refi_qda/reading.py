"""Opens a project or codebook file and returns what is in it, or refuses it whole."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from wijkresearch.errors import Problem, StudyError, file_problem
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda.archive import MAX_TEXT, Archive, CountedStream
from wijkresearch.exchange.refi_qda.assembling import assemble, selections_referred_to, skipped_table
from wijkresearch.exchange.refi_qda.codebook import Codebook
from wijkresearch.exchange.refi_qda.groups import Groups, Referred
from wijkresearch.exchange.refi_qda.municipalities import fill_municipalities
from wijkresearch.exchange.refi_qda.parsing import find_selections, parse_codebook, parse_project
from wijkresearch.exchange.refi_qda.positions import RULES
from wijkresearch.exchange.tables import FLAGGED, IMPORTED_CODINGS, IMPORTED_DOCUMENTS


def read_qdpx(
    path: str | Path | BinaryIO, *, offset_rule: str | None = None, municipality_from: str | None = None
) -> CodedProject:
    """A REFI-QDA project in our tables.

    Args:
        path: the .qdpx file, or the open file.
        offset_rule: how the file counts positions, where a person decided that; otherwise it is found from evidence.
        municipality_from: where the municipality of a document stands: `case`, `set`, `variable:NAME` or the path of a
            CSV file with columns document, municipality and (if wanted) respondent. Without it a variable that is
            called municipality or gemeente is used.

    Returns:
        Codings with positions in Unicode code points of the LF text, `end` exclusive; what cannot be placed is in
        `unplaced`, what a person should look at in `flagged`, what has no place here in `skipped`.

    Raises:
        StudyError: the file is damaged, unsafe or no REFI-QDA project; the rule for positions cannot be determined; a
            municipality cannot be found where it was said to be.
    """
    where = _called(path)
    archive = Archive(Path(path) if isinstance(path, str | Path) else path, where)
    try:
        parsed, evidence = parse_project(archive)
        rule, summary = evidence.decide(parsed.origin, offset_rule, where)
        wanted = selections_referred_to(parsed)
        located = find_selections(archive, wanted) if wanted else {}
    finally:
        archive.close()
    return fill_municipalities(assemble(parsed, rule, summary, located, where), municipality_from, where)


def read_qdc(path: str | Path | BinaryIO) -> CodedProject:
    """A REFI-QDA codebook: codes and code sets, without documents and codings.

    Args:
        path: the .qdc file, or the open file.

    Raises:
        StudyError: the file is damaged, unsafe or no REFI-QDA codebook; two codes have one identifier.
    """
    where = _called(path)
    content = _bytes_of(path, where)
    if content.startswith(b"PK"):
        raise StudyError(Problem(where, "is an archive, not a codebook", "a .qdc file", "Read it as a .qdpx project"))
    parsed = parse_codebook(_stream(content, where), _stream(content, where), where)
    codebook = Codebook(parsed, where)
    groups = Groups(parsed, codebook, [], Referred([], {}, RULES[0]))
    members = groups.members()
    return CodedProject(
        format="qdc",
        origin=parsed.origin,
        documents=IMPORTED_DOCUMENTS.empty(),
        codes=codebook.table(),
        codings=IMPORTED_CODINGS.empty(),
        texts={},
        flagged=FLAGGED.of(groups.flagged),
        skipped=skipped_table(parsed, {}),
        warnings=tuple(parsed.warnings),
        groups=groups.table(),
        members=members,
    )


def _called(path: str | Path | BinaryIO) -> str:
    """What the file is called in messages: its name without folders."""
    if isinstance(path, str | Path):
        return Path(path).name
    name = getattr(path, "name", None)
    return Path(name).name if isinstance(name, str) else "the project file"


def _bytes_of(path: str | Path | BinaryIO, where: str) -> bytes:
    try:
        return read_bytes(Path(path), where) if isinstance(path, str | Path) else path.read()
    except OSError as trouble:
        raise StudyError(file_problem(trouble, where)) from None


def _stream(content: bytes, where: str) -> CountedStream:
    return CountedStream(io.BytesIO(content), where, MAX_TEXT, len(content))
