"""Projects that are an SQLite database: QualCoder (.qda), Taguette (.sqlite3), qc, RQDA, requal and AQDA."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.other_tools.aqda import read_aqda
from wijkresearch.exchange.other_tools.qc import read_qc
from wijkresearch.exchange.other_tools.qualcoder import read_qualcoder
from wijkresearch.exchange.other_tools.r_programs import read_requal, read_rqda
from wijkresearch.exchange.other_tools.sqlite_files import Database, opened
from wijkresearch.exchange.other_tools.taguette import read_taguette
from wijkresearch.exchange.project import CodedProject

PROJECT_OF_QUALCODER = "data.qda"
ONE_FILE: tuple[tuple[set[str], Callable[[Database, str], CodedProject]], ...] = (
    ({"code_text", "code_name", "source"}, read_qualcoder),
    ({"highlights", "tags", "documents"}, read_taguette),
    ({"freecode", "coding", "source"}, read_rqda),
    ({"requal_version", "segments", "codes", "documents"}, read_requal),
    ({"coding", "code", "document", "document_variable"}, read_aqda),
)


def read_database(path: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """The project in an SQLite file, or in a QualCoder or qc folder.

    Raises:
        StudyError: no database, a damaged one, or one of another program.
    """
    file = _database_in(path)
    with opened(file, path.name) as database:
        for tables, read in ONE_FILE:
            if tables <= database.tables:
                return read(database, path.name)
        if {"coded_line", "document_index", "location"} <= database.tables:
            return read_qc(database, file, transcripts)
    expected = "a project of QualCoder, Taguette, qualitative-coding, RQDA, requal or AQDA"
    raise StudyError(Problem(path.name, "this database is not of a program that is known here", expected))


def _database_in(path: Path) -> Path:
    if not path.is_dir():
        return path
    for name in (PROJECT_OF_QUALCODER, "qualitative_coding.sqlite3"):
        if (path / name).is_file():
            return path / name
    expected = "data.qda (QualCoder) or qualitative_coding.sqlite3 (qc)"
    raise StudyError(Problem(path.name, "there is no project in this folder", expected))
