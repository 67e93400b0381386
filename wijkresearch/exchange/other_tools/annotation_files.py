"""Files of programs that annotate text on screen: which program made one, by its ending and by what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.brat import read_brat
from wijkresearch.exchange.other_tools.doccano import is_doccano, read_doccano
from wijkresearch.exchange.other_tools.hypothes_is import (
    is_hypothesis,
    is_hypothesis_sheet,
    read_hypothesis,
    read_hypothesis_sheet,
)
from wijkresearch.exchange.other_tools.json_files import read_objects
from wijkresearch.exchange.other_tools.label_studio import is_label_studio, read_label_studio
from wijkresearch.exchange.other_tools.uima_xmi import is_xmi_archive, read_xmi
from wijkresearch.exchange.other_tools.webanno_tsv import is_webanno, read_webanno
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import read_cells

PROGRAMS = ".json and .jsonl (Label Studio, doccano, Hypothes.is), .ann (brat), .tsv and .xmi (INCEpTION)"
JSON_KINDS = (
    (is_label_studio, read_label_studio),
    (is_doccano, read_doccano),
    (is_hypothesis, read_hypothesis),
)


def read_annotated(path: Path, texts: Mapping[str, str]) -> CodedProject | None:
    """The project in a file, or in a folder with files of brat; None where it is of none of these programs.

    Raises:
        StudyError: the file is of one of these programs, and cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".ann" or (path.is_dir() and next(path.rglob("*.ann"), None)):
        return read_brat(path)
    if suffix in (".json", ".jsonl"):
        return _read_json(path, texts)
    if suffix == ".csv" and is_hypothesis_sheet(cells := read_cells(path)):
        return read_hypothesis_sheet(path, cells, texts)
    if suffix == ".tsv" and is_webanno(read_bytes(path)):
        return read_webanno(path)
    if suffix == ".xmi" or (suffix == ".zip" and is_xmi_archive(path)):
        return read_xmi(path)
    return None


def _read_json(path: Path, texts: Mapping[str, str]) -> CodedProject:
    objects = read_objects(path)
    for is_kind, read in JSON_KINDS:
        if is_kind(objects[0]):
            return read(path, objects, texts)
    remedy = "From Label Studio, export JSON and not JSON-MIN." if "annotation_id" in objects[0] else ""
    raise StudyError(Problem(path.name, "this JSON is not of a program that is known here", PROGRAMS, remedy))
