"""An SQLite file of another program: opened for reading only, nothing in it is run, an endless query is stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes

MAGIC = b"SQLite format 3\0"
STEPS = 200_000_000
STEPS_BETWEEN = 1_000_000
Row = Mapping[str, object]


class Database:
    """Tables of an SQLite file, read as rows with named columns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        self.tables = {str(name) for (name,) in listed}

    def rows(self, table: str, order: str) -> Iterator[Row]:
        """All rows of a table; none when there is no such table."""
        if table not in self.tables:
            return
        cursor = self._connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608 - our own words
        names = [column[0] for column in cursor.description]
        for values in cursor:
            yield dict(zip(names, values, strict=True))


@contextmanager
def opened(file: Path, name: str) -> Iterator[Database]:
    """The database in a file.

    Raises:
        StudyError: no database, a damaged one, or one with other columns than expected.
    """
    if read_bytes(file, name)[: len(MAGIC)] != MAGIC:
        raise StudyError(Problem(name, "this is not an SQLite database", "a project of QualCoder, Taguette or qc"))
    left = iter(range(STEPS // STEPS_BETWEEN))
    try:
        address = f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.set_progress_handler(lambda: next(left, None) is None, STEPS_BETWEEN)
            connection.execute("PRAGMA trusted_schema = OFF")
            yield Database(connection)
    except sqlite3.Error:
        remedy = "Close the program that made it, and copy the file again."
        raise StudyError(Problem(name, "the database is damaged or not complete", "a whole file", remedy)) from None
    except (KeyError, OverflowError, UnicodeError):
        remedy = "Export the project as .qdpx instead."
        raise StudyError(Problem(name, "the database is not laid out as expected", "", remedy)) from None


def filled(value: object) -> str | None:
    """A text, or None where there is nothing but white space."""
    return str(value) if value is not None and str(value).strip() else None
