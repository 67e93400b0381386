"""qualitative-coding (qc): an SQLite database with codes given to lines, and the texts in a folder beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wijkresearch.exchange.locating import line_starts
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, whole_number
from wijkresearch.exchange.other_tools.sqlite_files import Database, filled
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import read_transcript


def read_qc(database: Database, file: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """qualitative-coding: codes are given to lines, counted from 0; the texts are files in `corpus/` beside it."""
    gathering = Gathering("qc-project", "qualitative-coding", transcripts)
    indices = {row["id"]: str(row["document_id"]) for row in database.rows("document_index", "id")}
    texts = {}
    for name in dict.fromkeys(indices.values()):
        corpus = (file.parent / "corpus").resolve()
        beside = (corpus / name).resolve()
        if beside.is_file() and beside.is_relative_to(corpus) and beside.suffix == ".txt":
            texts[name] = read_transcript(beside).text
        elif (found := gathering.transcript(name)) is not None:
            texts[name] = found
        gathering.add_document(name, texts.get(name))
    for row in database.rows("code", "name"):
        gathering.add_code((str(row["name"]),))
    lines = {row["id"]: row for row in database.rows("coded_line", "id")}
    locations = {row["id"]: row for row in database.rows("location", "id")}
    for pair in database.rows("coded_line_location_association", "coded_line_id, location_id"):
        line, location = lines.get(pair["coded_line_id"]), locations.get(pair["location_id"])
        if line is None or location is None or location["document_index_id"] not in indices:
            gathering.flag(f"{file.name}, coded line {pair['coded_line_id']}", "its document is gone; left out")
            continue
        name = indices[location["document_index_id"]]
        place = _line_at(texts.get(name), whole_number(line["line"]))
        where = f"{file.name}, coded line {line['id']}"
        coder = filled(line["coder_id"])
        start, end = place or (None, None)
        gathering.add_passage(Passage(where, name, (str(line["code_id"]),), coder, start=start, end=end))
    return gathering.project()


def _line_at(text: str | None, line: int | None) -> tuple[int, int] | None:
    lines = (text or "").split("\n")
    if line is None or not 0 <= line < len(lines):
        return None
    start = line_starts(lines)[line]
    return start, start + len(lines[line])
