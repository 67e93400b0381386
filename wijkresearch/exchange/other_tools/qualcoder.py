"""QualCoder: a folder `<project>.qda` with an SQLite database in it."""

from __future__ import annotations

from collections.abc import Mapping

from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, whole_number
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row, filled
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import canonical


def read_qualcoder(database: Database, where: str) -> CodedProject:
    """QualCoder: positions are code points in `fulltext`; the selected text is stored with them and compared."""
    gathering = Gathering("qualcoder-project", "QualCoder", {})
    sources = {}
    for row in database.rows("source", "id"):
        if row["fulltext"]:
            made = canonical(str(row["fulltext"]))
            sources[row["id"]] = (gathering.new_document(str(row["name"]), made.text, filled(row["memo"])), made)
        else:
            gathering.skipped["a picture or recording"] += 1
    paths = _qualcoder_codes(database, gathering)
    for row in database.rows("code_text", "fid, pos0, pos1, cid, owner"):
        place = f"{where}, coding {row.get('ctid', '')}".rstrip()
        if row["fid"] not in sources or row["cid"] not in paths:
            gathering.flag(place, "its text or its code is no longer in the project; left out")
            continue
        name, made = sources[row["fid"]]
        start, end = whole_number(row["pos0"]), whole_number(row["pos1"])
        if start is not None and end is not None:
            start, end = made.positions.passage(start, end)
        gathering.add_passage(
            Passage(
                where=place,
                document=name,
                code=paths[row["cid"]],
                coder=filled(row["owner"]),
                quote=canonical(str(row["seltext"] or "")).text,
                start=start,
                end=end,
                memo=filled(row["memo"]),
            )
        )
    for table, what in (("code_image", "a coded area of a picture"), ("code_av", "a coded stretch of a recording")):
        gathering.skipped.update([what] * sum(1 for _ in database.rows(table, "rowid")))
    _qualcoder_cases(database, gathering, {number: name for number, (name, _) in sources.items()})
    return gathering.project()


def _qualcoder_codes(database: Database, gathering: Gathering) -> dict[object, tuple[str, ...]]:
    categories = {row["catid"]: row for row in database.rows("code_cat", "catid")}
    names = {row["cid"]: row for row in database.rows("code_name", "cid")}

    def above(row: Row, seen: tuple[object, ...] = ()) -> tuple[str, ...]:
        """The path of a category or code; one that is its own ancestor starts at the top."""
        for key, others in (("supercid", names), ("catid", categories), ("supercatid", categories)):
            parent = row.get(key)
            own = key == "catid" and "cid" not in row
            if parent in others and not own and (key, parent) not in seen:
                upper = others[parent]
                return (*above(upper, (*seen, (key, parent))), str(upper["name"]))
        return ()

    for row in categories.values():
        gathering.add_code((*above(row), str(row["name"])), filled(row["memo"]), codable=False)
    paths = {}
    for number, row in names.items():
        paths[number] = (*above(row), str(row["name"]))
        gathering.add_code(paths[number], filled(row["memo"]), filled(row["color"]))
    return paths


def _qualcoder_cases(database: Database, gathering: Gathering, sources: Mapping[object, str]) -> None:
    cases = {row["caseid"]: str(row["name"]) for row in database.rows("cases", "caseid")}
    members: dict[object, list[str]] = {}
    for row in database.rows("case_text", "id"):
        if row["fid"] in sources and row["caseid"] in cases:
            gathering.add_group("case", cases[row["caseid"]], sources[row["fid"]])
            members.setdefault(row["caseid"], []).append(sources[row["fid"]])
    for row in database.rows("attribute", "attrid"):
        held = [sources[row["id"]]] if row["attr_type"] == "file" and row["id"] in sources else []
        held += members.get(row["id"], []) if row["attr_type"] == "case" else []
        for document in held:
            if filled(row["value"]):
                gathering.add_value(document, str(row["name"]), str(row["value"]))
