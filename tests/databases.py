"""Databases of other programs, made by a test."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path


def database(path: Path, tables: dict[str, tuple[str, Sequence[Sequence[object]]]]) -> Path:
    """An SQLite file with these tables: name to columns and rows."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, (columns, rows) in tables.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns.split(',')))})", rows)
    return path
