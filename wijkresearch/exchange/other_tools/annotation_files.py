"""Files of programs that annotate text, and reports in text: which program made one, by its ending and its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.brat import read_brat
from wijkresearch.exchange.other_tools.catma import collections_in, is_catma, read_catma
from wijkresearch.exchange.other_tools.doccano import is_doccano, read_doccano
from wijkresearch.exchange.other_tools.hypothes_is import (
    is_hypothesis,
    is_hypothesis_sheet,
    read_hypothesis,
    read_hypothesis_sheet,
)
from wijkresearch.exchange.other_tools.json_files import read_objects
from wijkresearch.exchange.other_tools.label_studio import is_label_studio, read_label_studio
from wijkresearch.exchange.other_tools.qualcoder_report import is_qualcoder_report, read_qualcoder_report
from wijkresearch.exchange.other_tools.uima_xmi import is_xmi_archive, read_xmi
from wijkresearch.exchange.other_tools.webanno_tsv import is_webanno, read_webanno
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import read_cells

PROGRAMS = ".json and .jsonl (Label Studio, doccano, Hypothes.is), .ann (brat), .tsv and .xmi (INCEpTION), .xml (CATMA)"
JSON_KINDS = (
    (is_label_studio, read_label_studio),
    (is_doccano, read_doccano),
    (is_hypothesis, read_hypothesis),
)


def _read_json(path: Path, texts: Mapping[str, str]) -> CodedProject:
    objects = read_objects(path)
    for is_kind, read in JSON_KINDS:
        if is_kind(objects[0]):
            return read(path, objects, texts)
    remedy = "From Label Studio, export JSON and not JSON-MIN." if "annotation_id" in objects[0] else ""
    raise StudyError(Problem(path.name, "this JSON is not of a program that is known here", PROGRAMS, remedy))


def _read_csv(path: Path, texts: Mapping[str, str]) -> CodedProject:
    return read_hypothesis_sheet(path, read_cells(path), texts)


def _always(_: Path) -> bool:
    return True


KINDS: tuple[tuple[tuple[str, ...], Callable[[Path], bool], Callable[[Path, Mapping[str, str]], CodedProject]], ...] = (
    ((".json", ".jsonl"), _always, _read_json),
    ((".csv",), lambda path: is_hypothesis_sheet(read_cells(path)), _read_csv),
    ((".ann",), _always, lambda path, _: read_brat(path)),
    ((".tsv",), lambda path: is_webanno(read_bytes(path)), lambda path, _: read_webanno(path)),
    ((".xmi", ".zip"), _always, lambda path, _: read_xmi(path)),
    ((".txt", ".odt", ".html"), is_qualcoder_report, read_qualcoder_report),
    ((".xml",), lambda path: is_catma(read_bytes(path)), read_catma),
)
"""The endings of each kind of file, what tells that a file is of the kind, and its reader."""


def _refuse_other_zip(path: Path) -> None:
    """Raise for a zip without an XMI, such as doccano makes of its exports."""
    if not is_xmi_archive(path):
        remedy = "Unzip it and give the file or folder that is in it."
        raise StudyError(Problem(path.name, "this is a zip file", "the export itself", remedy))


def read_annotated(path: Path, texts: Mapping[str, str]) -> CodedProject | None:
    """The project in a file, or in a folder of brat or CATMA; None where it is of none of these programs.

    Raises:
        StudyError: the file is of one of these programs, and cannot be read.
    """
    if path.is_dir():
        if collections_in(path):
            return read_catma(path, texts)
        return read_brat(path) if next(path.rglob("*.ann"), None) else None
    if path.suffix.lower() == ".zip":
        _refuse_other_zip(path)
    for suffixes, is_kind, read in KINDS:
        if path.suffix.lower() in suffixes and is_kind(path):
            return read(path, texts)
    return None
