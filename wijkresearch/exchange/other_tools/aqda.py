"""AQDA (.aqda): an SQLite database with one project, made to be shared.

AQDA counts UTF-16 units, of the transcript where the document is a recording, and stores the words of a passage. A row
with `deleted_at` was deleted, and is in the file all the same. Who coded is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from wijkresearch.exchange.other_tools.gathering import Gathering
from wijkresearch.exchange.other_tools.marked_texts import CODE_POINTS, UTF16
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row
from wijkresearch.exchange.other_tools.stored_rows import StoredRows, stored_passage
from wijkresearch.exchange.project import CodedProject


def read_aqda(database: Database, where: str) -> CodedProject:
    """AQDA: codes stand in a tree."""
    gathering = Gathering("aqda-project", "AQDA", {})

    def live(table: str) -> Iterator[Row]:
        for row in database.rows(table, "id"):
            if row["deleted_at"]:
                gathering.skipped["a row that was deleted in AQDA"] += 1
            else:
                yield row

    stored = StoredRows(gathering, _documents(gathering, database))
    codes = {row["id"]: row for row in live("code")}
    for number, row in codes.items():
        stored.add_code(number, _path(row, codes), row["description"], row["color"])
    for row in live("coding"):
        passage = stored_passage(
            f"{where}, coding {row['id']}", row, ("start_pos", "end_pos", "selected_text"), None, None
        )
        stored.add_passage(passage, row["document_id"], row["code_id"])
    stored.gather((UTF16, CODE_POINTS))
    _about_documents(database, stored)
    return gathering.project()


def _documents(gathering: Gathering, database: Database) -> dict[object, tuple[str, str, str | None]]:
    documents: dict[object, tuple[str, str, str | None]] = {}
    for row in database.rows("document", "id"):
        text = row["transcript"] if row["source_type"] == "audio" else row["content"]
        if text and row["source_type"] != "image":
            documents[row["id"]] = (str(row["name"]), str(text), None)
        else:
            gathering.skipped["a picture or recording"] += 1
    return documents


def _about_documents(database: Database, stored: StoredRows) -> None:
    for row in database.rows("document_variable", "id"):
        stored.add_value(row["document_id"], row["key"], row["value"])
    for row in database.rows("memo", "id"):
        if row["document_id"] is None:
            stored.gathering.skipped["a memo of the project or of a code"] += 1
        else:
            stored.add_note(f"memo {row['id']}", row["document_id"], row["content"])


def _path(row: Row, codes: dict[object, Row]) -> tuple[str, ...]:
    """A code from the top code down; a tree that runs in a circle is cut."""
    path: list[str] = []
    seen: set[object] = set()
    at: Row | None = row
    while at is not None and at["id"] not in seen:
        seen.add(at["id"])
        path.insert(0, str(at["name"]))
        at = codes.get(at["parent_id"])
    return tuple(path)
