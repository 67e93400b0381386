"""Taguette: an SQLite database with the texts as HTML."""

from __future__ import annotations

import json

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, whole_number
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row, filled
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts.html_text import HtmlText, read_html

ALONE = "admin"
"""The user of a program on one's own computer, and of everything in a project that a server exported."""
NOT_TOLD = (
    "This file cannot tell coders apart: Taguette exports every highlight as of 'admin', whoever made it. Only the "
    "database of the server itself knows who."
)


def read_taguette(database: Database, where: str) -> CodedProject:
    """Taguette: positions are bytes of UTF-8 in the text of an HTML page, tags not counted."""
    gathering = Gathering("taguette-project", "Taguette", {})
    projects = list(database.rows("projects", "id"))
    _refuse_several(len(projects), where)
    gathering.skipped["a description of the project"] += sum(bool(filled(row.get("description"))) for row in projects)
    pages: dict[object, tuple[str, HtmlText]] = {}
    for row in database.rows("documents", "id"):
        page = read_html(str(row["contents"]))
        pages[row["id"]] = (gathering.new_document(str(row["name"]), page.text, filled(row["description"])), page)
    tags = {row["id"]: row for row in database.rows("tags", "id")}
    known = {str(row["path"]) for row in tags.values()}
    for row in tags.values():
        gathering.add_code(_dotted(str(row["path"]), known), filled(row["description"]))
    given = _tags_given(database)
    coders = _taguette_coders(database)
    if set(coders.values()) == {ALONE}:
        gathering.tells_coders_apart = False
        gathering.warnings.append(NOT_TOLD)
    for row in database.rows("highlights", "document_id, start_offset, id"):
        place = f"{where}, highlight {row['id']}"
        paths = [_dotted(str(tags[tag]["path"]), known) for tag in given.get(row["id"], []) if tag in tags]
        if row["document_id"] not in pages:
            gathering.flag(place, "its text is no longer in the project; left out")
            continue
        if not paths:
            gathering.flag(place, "there is no tag; the highlight is not a coding")
        for path in paths:
            gathering.add_passage(_passage(place, row, pages[row["document_id"]], path, coders.get(row["id"])))
    return gathering.project()


def _tags_given(database: Database) -> dict[object, list[object]]:
    """The tags of each highlight."""
    given: dict[object, list[object]] = {}
    for row in database.rows("highlight_tags", "highlight_id, tag_id"):
        given.setdefault(row["highlight_id"], []).append(row["tag_id"])
    return given


def _passage(place: str, row: Row, document: tuple[str, HtmlText], path: tuple[str, ...], coder: str | None) -> Passage:
    name, page = document
    start, end = whole_number(row["start_offset"]), whole_number(row["end_offset"])
    if start is not None and end is not None:
        start, end = page.passage(start, end)
    quote = read_html(str(row["snippet"] or "")).text
    return Passage(where=place, document=name, code=path, coder=coder, quote=quote, start=start, end=end)


def _refuse_several(projects: int, where: str) -> None:
    if projects > 1:
        remedy = "Open one in Taguette and choose 'Export this project'."
        raise StudyError(Problem(where, f"there are {projects} projects in this database", "one", remedy))


def _dotted(path: str, known: set[str]) -> tuple[str, ...]:
    above, dot, _ = path.rpartition(".")
    return (*_dotted(above, known), path) if dot and above in known else (path,)


def _taguette_coders(database: Database) -> dict[object, str]:
    """Who made each highlight: only the log of commands says so, in which a change is an addition once more."""
    coders: dict[object, str] = {}
    for row in database.rows("commands", "id"):
        try:
            payload = json.loads(str(row["payload"]))
        except (ValueError, RecursionError):
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            coders.setdefault(payload.get("highlight_id"), str(row["user_login"]))
        if isinstance(payload, dict) and payload.get("type") == "highlight_delete":
            coders.pop(payload.get("highlight_id"), None)
    return coders
