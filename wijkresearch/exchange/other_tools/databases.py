"""Projects that are an SQLite database: QualCoder (.qda), Taguette (.sqlite3) and qualitative-coding (qc)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.other_tools.native_files import how_to_export
from wijkresearch.exchange.other_tools.qc import read_qc
from wijkresearch.exchange.other_tools.qualcoder import read_qualcoder
from wijkresearch.exchange.other_tools.sqlite_files import opened
from wijkresearch.exchange.other_tools.taguette import read_taguette
from wijkresearch.exchange.project import CodedProject

PROJECT_OF_QUALCODER = "data.qda"


def read_database(path: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """The project in an SQLite file, or in a QualCoder or qc folder.

    Raises:
        StudyError: no database, a damaged one, or one of another program.
    """
    file = _database_in(path)
    with opened(file, path.name) as database:
        if {"code_text", "code_name", "source"} <= database.tables:
            return read_qualcoder(database, path.name)
        if {"highlights", "tags", "documents"} <= database.tables:
            return read_taguette(database, path.name)
        if {"coded_line", "document_index", "location"} <= database.tables:
            return read_qc(database, file, transcripts)
        remedy = how_to_export(".rqda") if {"freecode", "coding"} <= database.tables else ""
    expected = "a project of QualCoder, Taguette or qualitative-coding"
    raise StudyError(Problem(path.name, "this database is not of a program that is known here", expected, remedy))


def _database_in(path: Path) -> Path:
    if not path.is_dir():
        return path
    for name in (PROJECT_OF_QUALCODER, "qualitative_coding.sqlite3"):
        if (path / name).is_file():
            return path / name
    expected = "data.qda (QualCoder) or qualitative_coding.sqlite3 (qc)"
    raise StudyError(Problem(path.name, "there is no project in this folder", expected))
