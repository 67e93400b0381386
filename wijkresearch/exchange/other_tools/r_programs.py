"""RQDA (.rqda) and requal (.requal), two programs in R that keep a project in an SQLite database.

RQDA counts characters from 0; a row with a status other than 1 was deleted. requal counts from 1, and the last
character belongs to the passage. Both store the words of a passage, which prove its position. A code that is in
several categories stands under the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from wijkresearch.exchange.other_tools.gathering import Gathering
from wijkresearch.exchange.other_tools.marked_texts import CODE_POINTS, UTF16
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row, filled
from wijkresearch.exchange.other_tools.stored_rows import StoredRows, count_rows, stored_passage
from wijkresearch.exchange.project import CodedProject

EVERYBODY = "default"
RQDA_LEFT_OUT = {
    "caseAttr": "a value of a case",
    "coding2": "a passage of the second coding",
    "image": "a picture",
    "imageCoding": "a coded area of a picture",
    "journal": "an entry of the journal",
}
REQUAL_LEFT_OUT = {
    "attributes_cases_map": "a value of a case",
    "memos_codes_map": "a memo of a code",
}


def read_rqda(database: Database, where: str) -> CodedProject:
    """RQDA: the owner of a coding is its coder, unless that is `default`, as RQDA calls everybody at first."""
    gathering = Gathering("rqda-project", "RQDA", {})

    def live(table: str) -> Iterator[Row]:
        for row in database.rows(table, "rowid"):
            if row["status"] == 1:
                yield row
            else:
                gathering.skipped["a row that was deleted in RQDA"] += 1

    rows = {row["id"]: (str(row["name"]), str(row["file"] or ""), filled(row["memo"])) for row in live("source")}
    stored = StoredRows(gathering, rows)
    categories = {row["catid"]: str(row["name"]) for row in live("codecat")}
    above = _first((row["cid"], categories.get(row["catid"])) for row in live("treecode"))
    for row in live("freecode"):
        stored.add_code(row["id"], _path(above.get(row["id"]), row["name"]), row["memo"], row.get("color"))
    for number, row in enumerate(live("coding"), 1):
        coder = None if row["owner"] == EVERYBODY else filled(row["owner"])
        columns = ("selfirst", "selend", "seltext")
        passage = stored_passage(f"{where}, coding {number}", row, columns, coder, row["memo"])
        stored.add_passage(passage, row["fid"], row["cid"])
    stored.gather((CODE_POINTS, UTF16))
    cases = {row["id"]: str(row["name"]) for row in live("cases")}
    stored.add_groups("case", cases, ((row["caseid"], row["fid"]) for row in live("caselinkage")))
    sets = {row["catid"]: str(row["name"]) for row in live("filecat")}
    stored.add_groups("set", sets, ((row["catid"], row["fid"]) for row in live("treefile")))
    for row in database.rows("fileAttr", "rowid"):
        stored.add_value(row["fileID"], row["variable"], row["value"])
    for number, row in enumerate(live("annotation"), 1):
        stored.add_note(f"annotation {number}", row["fid"], row["annotation"])
    count_rows(gathering, database, RQDA_LEFT_OUT)
    return gathering.project()


def read_requal(database: Database, where: str) -> CodedProject:
    """requal: a passage may have memos of several people."""
    gathering = Gathering("requal-project", "requal", {})
    stored = StoredRows(
        gathering,
        {
            row["doc_id"]: (str(row["doc_name"]), str(row["doc_text"] or ""), filled(row["doc_description"]))
            for row in database.rows("documents", "doc_id")
        },
    )
    users = {
        row["user_id"]: filled(row["user_name"]) or filled(row["user_login"]) for row in database.rows("users", "1")
    }
    categories = {row["category_id"]: str(row["category_name"]) for row in database.rows("categories", "1")}
    links = database.rows("categories_codes_map", "rowid")
    above = _first((row["code_id"], categories.get(row["category_id"])) for row in links)
    for row in database.rows("codes", "code_id"):
        path = _path(above.get(row["code_id"]), row["code_name"])
        stored.add_code(row["code_id"], path, row["code_description"], None)
    texts = {row["memo_id"]: filled(row["text"]) for row in database.rows("memos", "memo_id")}
    memos = _memos(database, texts)
    for row in database.rows("segments", "segment_id"):
        columns, memo = ("segment_start", "segment_end", "segment_text"), memos.get(row["segment_id"])
        place = f"{where}, segment {row['segment_id']}"
        passage = stored_passage(place, row, columns, users.get(row["user_id"]), memo)
        from_zero = None if passage.start is None else passage.start - 1
        stored.add_passage(replace(passage, start=from_zero), row["doc_id"], row["code_id"])
    stored.gather((CODE_POINTS, UTF16))
    _requal_about_documents(database, stored)
    for row in database.rows("memos_documents_map", "rowid"):
        stored.add_note(f"memo {row['memo_id']}", row["doc_id"], texts.get(row["memo_id"]))
    count_rows(gathering, database, REQUAL_LEFT_OUT)
    return gathering.project()


def _requal_about_documents(database: Database, stored: StoredRows) -> None:
    cases = {row["case_id"]: str(row["case_name"]) for row in database.rows("cases", "case_id")}
    links = ((row["case_id"], row["doc_id"]) for row in database.rows("cases_documents_map", "rowid"))
    stored.add_groups("case", cases, links)
    variables = {row["attribute_id"]: row["attribute_name"] for row in database.rows("attributes", "1")}
    values = {row["attribute_value_id"]: row["value"] for row in database.rows("attribute_values", "1")}
    for row in database.rows("attributes_documents_map", "rowid"):
        variable = variables.get(row["attribute_id"])
        stored.add_value(row["doc_id"], variable, values.get(row["attribute_value_id"]))


def _memos(database: Database, texts: Mapping[object, str | None]) -> dict[object, str]:
    """What is noted with each segment."""
    memos: dict[object, str] = {}
    for row in database.rows("memos_segments_map", "rowid"):
        said = [text for text in (memos.get(row["segment_id"]), texts.get(row["memo_id"])) if text]
        memos[row["segment_id"]] = "\n".join(said)
    return memos


def _first(pairs: Iterable[tuple[object, str | None]]) -> dict[object, str]:
    """The first category of each code."""
    above: dict[object, str] = {}
    for code, category in pairs:
        if category is not None:
            above.setdefault(code, category)
    return above


def _path(category: str | None, name: object) -> tuple[str, ...]:
    return (str(name),) if category is None else (category, str(name))
