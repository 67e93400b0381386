"""Which program a file comes from, by what is in it, and the project that it holds."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from wijkresearch.assumptions import Assumption, together
from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.annotation_files import PROGRAMS, read_annotated
from wijkresearch.exchange.other_tools.comments import is_commented, read_comments
from wijkresearch.exchange.other_tools.databases import PROJECT_OF_QUALCODER, read_database
from wijkresearch.exchange.other_tools.gathering import Gathering
from wijkresearch.exchange.other_tools.native_files import how_to_export
from wijkresearch.exchange.other_tools.nvivo import is_nvivo_export, nvivo_text, read_nvivo
from wijkresearch.exchange.other_tools.sheets import read_sheet
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdc, read_qdpx
from wijkresearch.exchange.refi_qda.municipalities import fill_municipalities
from wijkresearch.exchange.rock import read_rock
from wijkresearch.exchange.transcripts import ALSO_CODED, FORMATS, read_transcript

READABLE = (
    ".qdpx and .qdc (REFI-QDA), .qda (QualCoder), .sqlite3 (Taguette, qc), .xlsx and .csv (Taguette, QualCoder, "
    "ATLAS.ti, MAXQDA, our own), .docx and .odt (comments as codes), .docx and .txt (NVivo), .rock, " + PROGRAMS
)


COMMENTED = (".docx", ".odt")


class TextsBeside(Mapping[str, str]):
    """The transcripts in the folder of a file and in `transcripts/` there; a text is read when it is needed."""

    def __init__(self, file: Path) -> None:
        """Look which files there are."""
        formats = {file.parent: set(FORMATS) - set(ALSO_CODED), file.parent / "transcripts": set(FORMATS)}
        beside = [path for folder in formats if folder.is_dir() for path in sorted(folder.iterdir())]
        self._files = {
            path.name: path for path in beside if path.suffix.lower() in formats[path.parent] and path != file
        }
        self._assumptions: dict[str, list[Assumption]] = {}

    @property
    def remarks(self) -> list[str]:
        """What was doubtful in the texts that were read."""
        return [str(assumption) for assumption in together(chain(*self._assumptions.values()))]

    def __getitem__(self, name: str) -> str:
        """The text of a file."""
        transcript = read_transcript(self._files[name])
        self._assumptions[name] = [assumption.at(name) for assumption in transcript.assumptions]
        return transcript.text

    def __iter__(self) -> Iterator[str]:
        """The names of the files."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._files)


def read_coded(
    path: Path,
    transcripts: Mapping[str, str] | None = None,
    codebook: Collection[str] = (),
    *,
    offset_rule: str | None = None,
    municipality_from: str | None = None,
    corrected: bool = False,
) -> CodedProject:
    """The coded project in a file (or in the folder of a QualCoder project), whatever program made it.

    Args:
        path: the file.
        transcripts: document or file name to text, in which quoted passages are looked for; by default the transcripts
            in the folder of the file.
        codebook: names of codes that exist.
        offset_rule: how a .qdpx counts positions, where a person decided that.
        municipality_from: `case`, `set`, `variable:NAME` or the path of a CSV file.
        corrected: may the file be a transcript alone, without codings?

    Raises:
        StudyError: the file is of no known program, or cannot be read.
    """
    texts = TextsBeside(path) if transcripts is None else transcripts
    _refuse_other_forms(path)
    if path.is_dir():
        project = read_annotated(path, texts) or read_database(path, texts)
        return fill_municipalities(_with_remarks(project, texts), municipality_from, path.name)
    content = read_bytes(path)
    if _is_refi(path, content):
        if path.suffix.lower() == ".qdc" or not content.startswith(b"PK"):
            return read_qdc(path)
        return read_qdpx(path, offset_rule=offset_rule, municipality_from=municipality_from)
    if corrected and _is_transcript(path):
        return _text_alone(path)
    project = read_annotated(path, texts) or _read_other(path, content, texts, codebook)
    return fill_municipalities(_with_remarks(project, texts), municipality_from, path.name)


def _with_remarks(project: CodedProject, texts: Mapping[str, str]) -> CodedProject:
    """The project, with what was doubtful in transcripts that were read for it; a study says that of its own."""
    remarks = texts.remarks if isinstance(texts, TextsBeside) else []
    return replace(project, warnings=(*project.warnings, *remarks))


def _refuse_other_forms(path: Path) -> None:
    """Raise for a project file of a program alone, what is inside a .qdpx, or a zip of what should be a folder."""
    if path.is_file() and how_to_export(path.suffix):
        found = f"'{path.suffix.lower()}' is not a format with codings that is known here"
        raise StudyError(_no_codings(path, found))
    if path.suffix.lower() == ".qde" or (path.is_dir() and any(path.glob("*.qde"))):
        found, remedy = "this is what is inside a .qdpx file, unpacked", "Give the .qdpx itself, or export it again."
        raise StudyError(Problem(path.name, found, "a project in one file", remedy))
    if any(name.rpartition("/")[2] == PROJECT_OF_QUALCODER for name in _members(path)):
        found, remedy = "this is a zip file with a project of QualCoder in it", "Unzip it and give that folder."
        raise StudyError(Problem(path.name, found, "the folder that ends with .qda", remedy))


def _is_transcript(path: Path) -> bool:
    """Whether this is a text without codings."""
    suffix = path.suffix.lower()
    if suffix in COMMENTED and is_commented(path):
        return False
    return suffix in set(FORMATS) - set(ALSO_CODED) and not (
        suffix in (".docx", ".txt") and is_nvivo_export(nvivo_text(path))
    )


def _text_alone(path: Path) -> CodedProject:
    """A transcript as a project without codes and codings."""
    transcript = read_transcript(path)
    gathering = Gathering("transcript", "", {})
    gathering.add_document(path.name, transcript.text)
    gathering.warnings += map(str, transcript.assumptions)
    return gathering.project()


def _is_refi(path: Path, content: bytes) -> bool:
    if path.suffix.lower() in (".qdpx", ".qdc", ".qde"):
        return True
    if content.startswith(b"PK"):
        return any(name.lower().endswith(".qde") for name in _members(path))
    return b"urn:QDA-XML:codebook" in content[:2000]


def _read_other(path: Path, content: bytes, texts: Mapping[str, str], codebook: Collection[str]) -> CodedProject:
    suffix = path.suffix.lower()
    if content.startswith(b"SQLite format 3") or suffix in (".qda", ".sqlite3", ".db"):
        return read_database(path, texts)
    if suffix == ".rock":
        return read_rock(path)
    if suffix in COMMENTED:
        return _read_written(path, texts, codebook)
    if suffix == ".txt":
        if is_nvivo_export(nvivo_text(path)):
            return read_nvivo(path, texts)
        raise StudyError(_no_codings(path, "this text holds no codings"))
    if suffix in (".csv", ".tsv", ".xlsx", ".xlsm", ".xls"):
        return read_sheet(path, texts, codebook)
    raise StudyError(_no_codings(path, f"'{suffix or path.name}' is not a format with codings that is known here"))


def _read_written(path: Path, texts: Mapping[str, str], codebook: Collection[str]) -> CodedProject:
    if path.suffix.lower() == ".docx" and not is_commented(path) and is_nvivo_export(nvivo_text(path)):
        return read_nvivo(path, texts)
    return read_comments(path, codebook)


def _no_codings(path: Path, found: str) -> Problem:
    transcript = "A transcript goes into `transcripts/` of its municipality."
    remedy = transcript if path.suffix.lower() in FORMATS else how_to_export(path.suffix)
    return Problem(path.name, found, READABLE, remedy)


def _members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
