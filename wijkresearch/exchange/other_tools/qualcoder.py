"""QualCoder: a folder `<project>.qda` with an SQLite database in it.

A passage that was marked by hand is counted as the window counts (Qt: UTF-16 units, a line end is one); one that was
found by a search is counted in code points of the stored text. Which of the two a coding is, its own words tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from wijkresearch.exchange.locating import Haystack
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, whole_number
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row, filled
from wijkresearch.exchange.other_tools.stored_rows import count_rows
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import PositionMap, canonical

LEFT_OUT = {
    "code_image": "a coded area of a picture",
    "code_av": "a coded stretch of a recording",
    "journal": "an entry in the journal",
    "graph": "a graph",
}
NOTED = (
    ("project", "a memo about the project"),
    ("cases", "a memo about a case"),
    ("case_text", "a memo about a text in a case"),
    ("attribute_type", "a memo about a variable"),
)
COUNTED_AS_SHOWN = (
    "Positions of {} codings are counted as the window of QualCoder counts (an emoji is two, a line end one); each was "
    "compared with its own words."
)


@dataclass(frozen=True)
class _Source:
    """A text by its key: what it says, and the ways in which a position in it may be counted."""

    key: str
    text: str = field(repr=False)
    positions: PositionMap = field(repr=False)
    ways: tuple[Sequence[int], ...] = field(repr=False)

    def readings(self, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end in the canonical text by each way of counting: the stored text first, the window last."""
        return [self.positions.passage(bisect_left(way, start), bisect_left(way, end)) for way in self.ways]

    def fitting(self, start: int, end: int, quote: str) -> tuple[int, int] | None:
        """The first reading that gives the words of the coding; None where none does."""
        text = Haystack(self.text)
        return next((one for one in self.readings(start, end) if text.holds(*one, quote)), None)


def read_qualcoder(database: Database, where: str) -> CodedProject:
    """A project of QualCoder; the selected text is stored with each coding and decides how positions are counted."""
    gathering = Gathering("qualcoder-project", "QualCoder", {})
    sources = {}
    for row in database.rows("source", "id"):
        if row["fulltext"]:
            sources[row["id"]] = _source(gathering, row)
        else:
            gathering.skipped["a picture or recording"] += 1
    paths = _qualcoder_codes(database, gathering)
    as_shown = 0
    for row in database.rows("code_text", "fid, pos0, pos1, cid, owner"):
        place = f"{where}, coding {row.get('ctid', '')}".rstrip()
        if row["fid"] not in sources or row["cid"] not in paths:
            gathering.flag(place, "its text or its code is no longer in the project; left out")
            continue
        passage = _passage(gathering, place, row, sources[row["fid"]], paths[row["cid"]])
        as_shown += (passage.start, passage.end) != _as_stored(row, sources[row["fid"]])
        gathering.add_passage(passage)
    if as_shown:
        gathering.warnings.append(COUNTED_AS_SHOWN.format(as_shown))
    _annotations(database, gathering, sources)
    _qualcoder_cases(database, gathering, {number: source.key for number, source in sources.items()})
    count_rows(gathering, database, LEFT_OUT)
    gathering.skipped.update(_noted(database))
    return gathering.project()


def _source(gathering: Gathering, row: Row) -> _Source:
    stored = str(row["fulltext"])
    made = canonical(stored)
    key = gathering.new_document(str(row["name"]), made.text, filled(row["memo"]))
    return _Source(key, made.text, made.positions, _ways(stored))


def _ways(text: str) -> tuple[Sequence[int], ...]:
    """For each way of counting, the count before each character of a text and at its end."""
    plain = range(len(text) + 1)
    if "\r\n" not in text and text.isascii():
        return (plain,)
    units = [2 if character > "\uffff" else 1 for character in text]
    shown = [
        0 if character == "\r" and after == "\n" else unit
        for character, after, unit in zip(text, f"{text[1:]} ", units, strict=True)
    ]
    return plain, [0, *accumulate(units)], [0, *accumulate(shown)]


def _as_stored(row: Row, source: _Source) -> tuple[int | None, int | None]:
    start, end = whole_number(row["pos0"]), whole_number(row["pos1"])
    return (start, end) if start is None or end is None else source.readings(start, end)[0]


def _passage(gathering: Gathering, place: str, row: Row, source: _Source, code: tuple[str, ...]) -> Passage:
    quote = canonical(str(row["seltext"] or "")).text
    start, end = whole_number(row["pos0"]), whole_number(row["pos1"])
    if start is not None and end is not None:
        readings = source.readings(start, end)
        if not quote and len(set(readings)) > 1:
            gathering.flag(place, "it has no words of its own, and its position can be counted in two ways; check it")
        start, end = source.fitting(start, end, quote) or readings[0]
    if row.get("important"):
        gathering.skipped["a mark that a coding is important"] += 1
    return Passage(place, source.key, code, filled(row["owner"]), quote, start, end, memo=filled(row["memo"]))


def _annotations(database: Database, gathering: Gathering, sources: Mapping[object, _Source]) -> None:
    """Notes at passages, which are always made in the window."""
    for row in database.rows("annotation", "anid"):
        start, end = whole_number(row["pos0"]), whole_number(row["pos1"])
        if row["fid"] not in sources or start is None or end is None:
            gathering.skipped["a note about a passage that is no longer there"] += 1
            continue
        source = sources[row["fid"]]
        text, author = filled(row["memo"]), filled(row["owner"])
        gathering.add_note(f"annotation {row['anid']}", source.key, source.readings(start, end)[-1], text, author)


def _noted(database: Database) -> Iterator[str]:
    """Memos and references that have no place here, one by one."""
    for table, what in NOTED:
        yield from (what for row in database.rows(table, "rowid") if filled(row.get("memo")))
    yield from ("a bibliographic reference" for _ in {row["risid"] for row in database.rows("ris", "rowid")})


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
        if not held and filled(row["value"]):
            gathering.skipped["a value of a variable of something without a text"] += 1
        for document in held:
            if filled(row["value"]):
                gathering.add_value(document, str(row["name"]), str(row["value"]))
