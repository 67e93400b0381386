"""Projects in SQLite, built as QualCoder 3 (database v11–v35), Taguette 1.4 and qc 1.7 lay them out."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from databases import database
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.other_tools.databases import read_database
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded
from wijkresearch.exchange.transcripts.html_text import read_html

TEXT = "Eén loket 😀 in de wijk.\nDat is dicht."


def qualcoder(folder: Path) -> Path:
    project = folder / "wijk.qda"
    project.mkdir()
    loket = TEXT.index("loket")
    database(
        project / "data.qda",
        {
            "source": (
                "id, name, fulltext, mediapath, memo, owner, date",
                [
                    (1, "D1.txt", TEXT.replace("\n", "\r\n"), None, "", "x", ""),
                    (2, "foto.jpg", None, "/images/foto.jpg", "", "", ""),
                ],
            ),
            "code_cat": (
                "catid, name, memo, owner, date, supercatid",
                [(1, "rollen", "", "", "", None), (2, "leeg", "", "", "", 2)],
            ),
            "code_name": ("cid, name, memo, catid, owner, date, color", [(1, "fikser", "doet", 1, "", "", "#ff0000")]),
            "code_text": (
                "ctid, cid, fid, seltext, pos0, pos1, owner, date, memo, avid, important",
                [
                    (1, 1, 1, "loket", loket, loket + 5, "MV", "", "let op", None, None),
                    (2, 1, 1, "dicht", TEXT.index("dicht") + 1, TEXT.index("dicht") + 6, "JD", "", "", None, None),
                    (3, 1, 9, "weg", 0, 3, "MV", "", "", None, None),
                ],
            ),
            "code_image": ("imid, id, x1", [(1, 2, 0)]),
            "cases": ("caseid, name, memo", [(1, "Katwijk", "")]),
            "case_text": ("id, caseid, fid, pos0, pos1", [(1, 1, 1, 0, 10)]),
            "attribute": (
                "attrid, name, attr_type, value, id",
                [(1, "gemeente", "file", "Katwijk", 1), (2, "leeg", "case", "", 1)],
            ),
        },
    )
    return project


def test_qualcoder_positions_are_code_points_and_crlf_counts_as_it_is_stored(tmp_path: Path) -> None:
    project = read_database(qualcoder(tmp_path), {})
    assert project.texts == {"D1.txt": TEXT}
    found = [(row.code, row.coder, TEXT[row.start : row.end]) for row in project.codings.itertuples()]
    assert found == [("fikser", "MV", "loket"), ("fikser", "JD", "dicht")]
    assert project.codes.set_index("code").loc["fikser", ["parent", "description", "colour"]].tolist() == [
        "rollen",
        "doet",
        "#ff0000",
    ]
    assert not project.codes.set_index("code").loc["rollen", "codable"]
    assert project.members[["kind", "name", "member"]].to_dict("records") == [
        {"kind": "case", "name": "Katwijk", "member": "D1.txt"}
    ]
    assert project.attributes[["variable", "value"]].to_dict("records") == [
        {"variable": "gemeente", "value": "Katwijk"}
    ]


def test_qualcoder_leftovers_and_pictures_are_said(tmp_path: Path) -> None:
    project = read_database(qualcoder(tmp_path), {})
    assert project.flagged.to_dict("records") == [
        {"where": "wijk.qda, coding 3", "what": "its text or its code is no longer in the project; left out"}
    ]
    assert project.skipped.to_dict("records") == [
        {"what": "a coded area of a picture", "count": 1},
        {"what": "a picture or recording", "count": 1},
    ]


def test_taguette_1_4_positions_are_bytes_of_utf_8_without_the_tags(tmp_path: Path) -> None:
    page = "<p>Eén <b>loket</b> 😀 in de wijk.</p><p>Dat is dicht.</p>"
    glued = "Eén loket 😀 in de wijk.Dat is dicht."

    def bytes_before(words: str) -> int:
        return len(glued[: glued.index(words)].encode())

    spans = [(bytes_before(words), bytes_before(words) + len(words.encode()), words) for words in ("wijk", "dicht")]
    path = database(
        tmp_path / "wijk.sqlite3",
        {
            "projects": ("id, name", [(1, "wijk")]),
            "documents": ("id, name, description, contents", [(1, "D1", "", page)]),
            "tags": ("id, project_id, path, description", [(1, 1, "rol", ""), (2, 1, "rol.fikser", "doet")]),
            "highlights": (
                "id, document_id, start_offset, end_offset, snippet",
                [(number, 1, start, end, words) for number, (start, end, words) in enumerate(spans, 1)]
                + [(3, 1, 0, 4, "Eén")],
            ),
            "highlight_tags": ("highlight_id, tag_id", [(1, 1), (1, 2), (2, 1)]),
            "commands": (
                "id, user_login, payload",
                [(1, "mv", json.dumps({"type": "highlight_add", "highlight_id": 1}))],
            ),
        },
    )
    project = read_database(path, {})
    assert project.texts == {"D1": "Eén loket 😀 in de wijk.\nDat is dicht."}
    found = [(row.code, row.coder, project.texts["D1"][row.start : row.end]) for row in project.codings.itertuples()]
    assert found == [("rol", "mv", "wijk"), ("rol.fikser", "mv", "wijk"), ("rol", "unknown", "dicht")]
    assert list(project.flagged["what"]) == ["there is no tag; the highlight is not a coding"]


def test_a_taguette_database_with_several_projects_is_refused(tmp_path: Path) -> None:
    tables = {name: ("id", []) for name in ("documents", "tags", "highlights")}
    path = database(tmp_path / "server.sqlite3", {"projects": ("id, name", [(1, "a"), (2, "b")]), **tables})
    with pytest.raises(StudyError) as refusal:
        read_database(path, {})
    assert str(refusal.value) == (
        "1 problem:\n  server.sqlite3: there are 2 projects in this database; expected one. "
        "Open one in Taguette and choose 'Export this project'."
    )


def test_qc_1_7_gives_codes_to_lines_counted_from_zero(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "d1.txt").write_text(TEXT, encoding="utf-8")
    database(
        folder / "qualitative_coding.sqlite3",
        {
            "code": ("name", [("barrier",)]),
            "document_index": ("id, name, document_id", [(1, "x", "d1.txt"), (2, "x", "../../secret.txt")]),
            "location": ("id, start_line, end_line, document_index_id", [(1, 1, 1, 1), (2, 0, 0, 2)]),
            "coded_line": ("id, line, coder_id, code_id", [(1, 1, "mv", "barrier"), (2, 0, "mv", "barrier")]),
            "coded_line_location_association": ("coded_line_id, location_id", [(1, 1), (2, 2)]),
        },
    )
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    project = read_database(folder, {})
    assert [(row.code, row.coder, TEXT[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("barrier", "mv", "Dat is dicht.")
    ]
    assert set(project.texts) == {"d1.txt"}
    assert len(project.unplaced) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"x", "wijk.qda: this is not an SQLite database; expected a project of QualCoder, Taguette or qc."),
        (
            b"SQLite format 3\0" + b"x" * 200,
            "wijk.qda: the database is damaged or not complete; expected a whole file. Close the program that made "
            "it, and copy the file again.",
        ),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "wijk.qda").write_bytes(content)
    with pytest.raises(StudyError) as refusal:
        read_database(tmp_path / "wijk.qda", {})
    assert str(refusal.value) == f"1 problem:\n  {message}"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="this database is not of a program that is known here"):
        read_database(database(tmp_path / "x.sqlite3", {"a": ("b", [])}), {})


def test_a_category_under_itself_does_not_go_round_for_ever(tmp_path: Path) -> None:
    project = read_database(qualcoder(tmp_path), {})
    assert "leeg" in set(project.codes["code"])


def taguette(path: Path, pages: Sequence[tuple[str, str]], highlights: Sequence[tuple[int, int, int, str]]) -> Path:
    """A project of Taguette: (name, page) of each document; number of document, start, end, snippet of highlights."""
    rows = [(number, *highlight) for number, highlight in enumerate(highlights, 1)]
    return database(
        path,
        {
            "projects": ("id, name", [(1, "wijk")]),
            "documents": (
                "id, name, description, contents",
                [(number, name, "", page) for number, (name, page) in enumerate(pages, 1)],
            ),
            "tags": ("id, project_id, path, description", [(1, 1, "rol", "")]),
            "highlights": ("id, document_id, start_offset, end_offset, snippet", rows),
            "highlight_tags": ("highlight_id, tag_id", [(number, 1) for number, *_ in rows]),
            "commands": (
                "id, user_login, payload",
                [
                    (number, "admin", json.dumps({"type": "highlight_add", "highlight_id": number}))
                    for number, *_ in rows
                ],
            ),
        },
    )


def test_taguette_texts_of_one_name_are_two_documents(tmp_path: Path) -> None:
    pages = [("Interview 1", "<p>Eerst dit loket.</p>"), ("Interview 1", "<p>Dit loket.</p>")]
    path = taguette(tmp_path / "a.sqlite3", pages, [(1, 11, 16, "loket"), (2, 4, 9, "loket")])
    project = read_database(path, {})
    assert project.documents["name"].tolist() == ["Interview 1", "Interview 1"]
    assert [
        (row.document, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()
    ] == [
        ("Interview 1", "loket"),
        ("Interview 1 (2)", "loket"),
    ]


def test_white_space_after_the_first_tag_counts_as_in_taguette_1_5_2(tmp_path: Path) -> None:
    page = "<p> I: Hoe?</p>\n<p>R: ja</p>\n<p>R: ja, Eén loket.</p>"
    path = taguette(
        tmp_path / "a.sqlite3", [("D1", page)], [(1, 12, 14, "<p>ja</p>"), (1, 22, 33, "<p>Eén loket.</p>")]
    )
    project = read_database(path, {})
    assert project.texts == {"D1": "I: Hoe?\n\nR: ja\n\nR: ja, Eén loket."}
    assert project.codings[["start", "end"]].values.tolist() == [[12, 14], [23, 33]]
    assert project.flagged.empty


@pytest.mark.parametrize(
    ("page", "start", "words"),
    [
        (" \n<p>x ja</p>", 2, "ja"),
        (" x ja", 2, "ja"),
        ("<p>\n\t</p> <p>x ja</p>", 5, "ja"),
        ("<p><b> </b>x ja</p>", 3, "ja"),
        ("<p>\u00a0x ja</p>", 4, "ja"),
        ("<pre>\nx ja</pre>", 2, "ja"),
        ("<table>\n<tr> <td>x ja</td></tr></table>", 4, "ja"),
    ],
)
def test_white_space_before_the_first_tag_alone_is_not_counted(page: str, start: int, words: str) -> None:
    """Taguette 1.5.2 gave these offsets (`taguette.extract.extract`)."""
    read = read_html(page)
    assert read.text == "x ja"
    first, last = read.passage(start, start + len(words.encode()))
    assert read.text[first:last] == words


def test_a_taguette_project_that_a_server_exported_cannot_tell_coders_apart_and_drops_no_highlight(
    tmp_path: Path,
) -> None:
    """As Taguette 1.5.2 exports what two people coded (`findings/taguette_export_users.sh`)."""
    path = taguette(tmp_path / "a.sqlite3", [("D1", "<p>Eén loket.</p>")], [(1, 5, 10, "loket"), (1, 5, 10, "loket")])
    project = read_database(path, {})
    assert project.codings["coder"].tolist() == ["admin", "admin (2)"]
    assert project.skipped.empty
    assert project.warnings == (
        "This file cannot tell coders apart: Taguette exports every highlight as of 'admin', whoever made it. Only the "
        "database of the server itself knows who.",
        "Some passages have a code more than once, and the file does not tell who gave it; counted as of 'admin (2)' "
        "too.",
    )


def test_the_description_of_a_taguette_project_is_counted_as_left_out(tmp_path: Path) -> None:
    path = taguette(tmp_path / "a.sqlite3", [("D1", "<p>Eén loket.</p>")], [(1, 5, 10, "loket")])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE projects ADD COLUMN description")
        connection.execute("UPDATE projects SET description = 'over de wijk'")
    assert read_database(path, {}).skipped.to_dict("records") == [{"what": "a description of the project", "count": 1}]


def test_who_changed_a_highlight_of_taguette_did_not_make_it(tmp_path: Path) -> None:
    path = taguette(tmp_path / "a.sqlite3", [("D1", "<p>Eén loket.</p>")], [(1, 5, 10, "loket")])
    with closing(sqlite3.connect(path)) as connection, connection:
        payload = json.dumps({"type": "highlight_add", "highlight_id": 1})
        connection.execute("DELETE FROM commands")
        connection.executemany("INSERT INTO commands VALUES (?, ?, ?)", [(1, "mv", payload), (2, "jd", payload)])
    project = read_database(path, {})
    assert (project.codings["coder"].tolist(), project.warnings) == (["mv"], ())


def test_qualcoder_texts_of_one_name_are_told_apart_by_their_case(tmp_path: Path) -> None:
    project = qualcoder(tmp_path)
    with closing(sqlite3.connect(project / "data.qda")) as connection, connection:
        connection.execute("INSERT INTO source VALUES (3, 'D1.txt', 'Een loket.', NULL, '', 'x', '')")
        connection.execute("INSERT INTO code_text VALUES (9, 1, 3, 'loket', 4, 9, 'MV', '', '', NULL, NULL)")
    found = read_database(project, {})
    assert found.documents["document"].tolist() == ["Katwijk > D1.txt", "D1.txt"]
    assert found.codings[["document", "start"]].values.tolist()[-1] == ["D1.txt", 4]
    assert found.attributes["holder"].tolist() == ["Katwijk > D1.txt"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["Eén", "loket", "😀", "e\u0301", " "]), min_size=1, max_size=8), st.data())
def test_bytes_in_a_page_point_at_the_same_words_in_the_text(words: list[str], data: st.DataObject) -> None:
    page = read_html("".join(f"<p>x{word}</p>" for word in words))
    chosen = data.draw(st.integers(0, len(words) - 1))
    before = len("".join(f"x{word}" for word in words[:chosen]).encode())
    start, end = page.passage(before, before + len(f"x{words[chosen]}".encode()))
    assert page.text[start:end] == page.text.split("\n")[chosen] if chosen < len(words) - 1 else True


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_database_brings_rows_or_a_study_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = qualcoder(folder) / "data.qda"
    content = bytearray(path.read_bytes())
    at %= len(content)
    content[at : at + len(noise)] = noise
    path.write_bytes(content)
    try:
        read_database(path, {})
    except StudyError:
        return


def with_rows(folder: Path, *statements: str, **tables: tuple[str, Sequence[Sequence[object]]]) -> CodedProject:
    """A project of QualCoder with more in it."""
    database(folder / "data.qda", tables)
    with closing(sqlite3.connect(folder / "data.qda")) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return read_database(folder, {})


def test_qualcoder_3_8_counts_what_is_marked_by_hand_as_its_window_and_what_it_found_itself_as_stored(
    tmp_path: Path,
) -> None:
    """Its `code_text.py` stores the selection of a Qt text widget (UTF-16) by hand, `re` positions for auto-coding."""
    text = "a😀😀 ja\r\nb😀 ja ja\r\nc ja"
    units = text.replace("\r\n", "\n").encode("utf-16-le")

    def shown(words: str, begin: int) -> tuple[int, int]:
        start = units.index(words.encode("utf-16-le"), 2 * begin) // 2
        return start, start + len(words.encode("utf-16-le")) // 2

    by_hand = [(*shown("ja ja", 0), "ja ja"), (*shown("c ja", 0), "c ja")]
    found = (text.index("c ja"), text.index("c ja") + 4, "c ja")
    rows = [
        f"INSERT INTO code_text VALUES ({number}, 1, 7, '{words}', {start}, {end}, 'x{number}', '', '', NULL, NULL)"
        for number, (start, end, words) in enumerate([*by_hand, found], 50)
    ]
    project = with_rows(qualcoder(tmp_path), f"INSERT INTO source VALUES (7, 'D7', '{text}', NULL, '', '', '')", *rows)
    codings = project.codings[project.codings["document"] == "D7"].set_index("coder")
    read = {coder: project.texts["D7"][row["start"] : row["end"]] for coder, row in codings.iterrows()}
    assert read == {"x50": "ja ja", "x51": "c ja", "x52": "c ja"}
    assert project.warnings == (
        "Positions of 2 codings are counted as the window of QualCoder counts (an emoji is two, a line end one); each "
        "was compared with its own words.",
    )
    assert list(project.flagged["where"]) == ["wijk.qda, coding 3"]


def test_a_coding_of_qualcoder_whose_words_are_at_neither_position_is_looked_for_and_flagged(tmp_path: Path) -> None:
    loket = TEXT.index("loket")
    project = with_rows(
        qualcoder(tmp_path), f"INSERT INTO code_text VALUES (9, 1, 1, 'wijk', {loket}, {loket + 4}, 'x', '', '', 0, 0)"
    )
    assert project.flagged["what"].tolist()[-1] == (
        f"the passage stands at {TEXT.index('wijk')}–{TEXT.index('wijk') + 4}, not at {loket}–{loket + 4}; taken where "
        "it stands"
    )


def test_what_qualcoder_has_besides_codings_is_noted_or_counted(tmp_path: Path) -> None:
    wijk = len(TEXT[: TEXT.index("wijk")].encode("utf-16-le")) // 2
    project = with_rows(
        qualcoder(tmp_path),
        "INSERT INTO attribute VALUES (9, 'leeftijd', 'case', '40', 7)",
        "UPDATE cases SET memo = 'over de zaak'",
        "UPDATE code_text SET important = 1 WHERE ctid = 1",
        annotation=("anid, fid, pos0, pos1, memo, owner, date", [(1, 1, wijk, wijk + 4, "twijfel", "MV", "")]),
        journal=("jid, name, jentry, date, owner", [(1, "logboek", "indruk", "", "MV")]),
        project=("databaseversion, date, memo, about", [("v17", "", "over het project", "")]),
        graph=("grid, name", [(1, "schema")]),
        ris=("risid, tag, longtag, value", [(1, "TY", "", "BOOK"), (1, "TI", "", "x"), (2, "TY", "", "BOOK")]),
    )
    note = project.notes.iloc[0]
    assert project.texts[note["target"]][note["start"] : note["end"]] == "wijk"
    assert note[["about", "text", "author"]].tolist() == ["passage", "twijfel", "MV"]
    assert project.skipped.set_index("what")["count"].to_dict() == {
        "a bibliographic reference": 2,
        "a coded area of a picture": 1,
        "a graph": 1,
        "a mark that a coding is important": 1,
        "a memo about a case": 1,
        "a memo about the project": 1,
        "a picture or recording": 1,
        "a value of a variable of something without a text": 1,
        "an entry in the journal": 1,
    }


def test_a_category_and_a_code_of_one_name_in_qualcoder_are_a_code_that_may_be_given(tmp_path: Path) -> None:
    project = with_rows(qualcoder(tmp_path), "INSERT INTO code_cat VALUES (5, 'fikser', '', '', '', 1)")
    code = project.codes.set_index("code").loc["fikser"]
    assert (bool(code["codable"]), code["colour"]) == (True, "#ff0000")


def test_the_municipality_of_a_qualcoder_project_is_where_a_person_says_it_is(tmp_path: Path) -> None:
    folder = qualcoder(tmp_path)
    assert read_coded(folder, municipality_from="case").documents["municipality"].tolist() == ["Katwijk"]
    (tmp_path / "waar.csv").write_text("document,municipality\nD1.txt,Gouda\n", encoding="utf-8")
    found = read_coded(folder, municipality_from=str(tmp_path / "waar.csv"))
    assert found.documents["municipality"].tolist() == ["Gouda"]
