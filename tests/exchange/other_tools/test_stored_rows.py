"""Projects of RQDA, requal and AQDA, laid out as their source code creates them.

RQDA 0.3-1 and requal 1.2.4 are programs in R and were not run: tables and counting are from their source code, and the
tables of requal were compared with the empty project in its repository. A public project of RQDA 0.2.2 was read: 121
codings, each at its own words. AQDA 0.1.1 was run: a project with an emoji
before its passage, and the same after its code was deleted, made through its server and exported as .aqda.
"""

from pathlib import Path

from databases import database

from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded

TEXT = "Eén 😀 loket\nis dicht."
LOKET = TEXT.index("loket")


def passages(project: CodedProject) -> list[tuple[str, str, str]]:
    return [
        (row.code, row.coder, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()
    ]


def skipped(project: CodedProject) -> dict[str, int]:
    return dict(project.skipped[["what", "count"]].itertuples(index=False))


def test_rqda_counts_characters_and_what_was_deleted_is_left_out(tmp_path: Path) -> None:
    dates = "owner text, date text, dateM text, status integer"
    file = database(
        tmp_path / "wijk.rqda",
        {
            "source": (
                f"name text, id integer, file text, memo text, {dates}",
                [("D10", 1, TEXT, "lang gesprek", "default", "", "", 1), ("D11", 2, TEXT, "", "", "", "", 0)],
            ),
            "freecode": (
                f"name text, memo text, id integer, color text, {dates}",
                [("fikser", "doet", 7, None, "", "", "", 1), ("weg", "", 8, None, "", "", "", 0)],
            ),
            "codecat": (f"name text, catid integer, {dates}", [("rollen", 3, "", "", "", 1)]),
            "treecode": (f"cid integer, catid integer, {dates}", [(7, 3, "", "", "", 1)]),
            "coding": (
                "cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner, date, memo",
                [
                    (7, 1, "loket", float(LOKET), LOKET + 5.0, 1, "noor", "", "let op"),
                    (7, 1, "dicht", 15.0, 20.0, 1, "default", "", None),
                    (7, 1, "Eén", 0.0, 3.0, 0, "noor", "", None),
                    (8, 1, "Eén", 0.0, 3.0, 1, "noor", "", None),
                ],
            ),
            "cases": (f"name text, id integer, {dates}", [("Gouda", 4, "", "", "", 1)]),
            "caselinkage": ("caseid integer, fid integer, status integer", [(4, 1, 1)]),
            "filecat": (f"name text, fid integer, catid integer, {dates}", [("loketten", None, 5, "", "", "", 1)]),
            "treefile": (f"fid integer, catid integer, {dates}", [(1, 5, "", "", "", 1)]),
            "fileAttr": ("variable text, value text, fileID integer", [("gemeente", "Gouda", 1)]),
            "journal": ("name text, journal text", [("dag 1", "tekst")]),
        },
    )
    project = read_coded(file)
    assert passages(project) == [("fikser", "noor", "loket"), ("fikser", "unknown", "dicht")]
    assert project.codings["memo"].fillna("").tolist() == ["let op", ""]
    assert project.codes.set_index("code").loc["fikser", ["parent", "description"]].tolist() == ["rollen", "doet"]
    assert project.members[["kind", "name", "member"]].values.tolist() == [
        ["case", "Gouda", "D10"],
        ["set", "loketten", "D10"],
    ]
    assert project.attributes["value"].tolist() == ["Gouda"]
    assert project.flagged["what"].tolist() == ["its text or its code is no longer in the project; left out"]
    assert skipped(project) == {"a row that was deleted in RQDA": 3, "an entry of the journal": 1}


def requal(folder: Path, *segments: tuple[object, ...]) -> Path:
    return database(
        folder / "wijk.requal",
        {
            "requal_version": ("project_id, version", [(1, "1.2.4")]),
            "documents": (
                "doc_id, project_id, doc_name, doc_description, doc_text",
                [(1, 1, "D10", "", TEXT), (2, 1, "D10", "", TEXT)],
            ),
            "codes": ("code_id, code_name, code_description, code_color", [(7, "fikser", "doet", "rgb(1,2,3)")]),
            "categories": ("category_id, category_name", [(3, "rollen"), (4, "later")]),
            "categories_codes_map": ("category_id, code_id", [(3, 7), (4, 7)]),
            "users": ("user_id, user_login, user_name", [(1, "noor", ""), (2, "jan", "Jan")]),
            "segments": ("segment_id, user_id, doc_id, code_id, segment_start, segment_end, segment_text", segments),
            "memos": ("memo_id, text", [(1, "let op"), (2, "en nog iets"), (3, "bij de code")]),
            "memos_segments_map": ("memo_id, segment_id", [(1, 1), (2, 1)]),
            "memos_codes_map": ("memo_id, code_id", [(3, 7)]),
        },
    )


def test_requal_counts_from_one_and_its_last_character_belongs_to_the_passage(tmp_path: Path) -> None:
    file = requal(
        tmp_path, (1, 1, 1, 7, LOKET + 1, LOKET + 5, "loket"), (2, 2, 2, 7, 16, 20, "dicht"), (3, 2, 9, 7, 1, 3, "Eén")
    )
    project = read_coded(file)
    assert passages(project) == [("fikser", "noor", "loket"), ("fikser", "Jan", "dicht")]
    assert project.codings["document"].tolist() == ["D10 (1)", "D10 (2)"]
    assert project.codings["memo"].fillna("").tolist() == ["let op\nen nog iets", ""]
    assert project.codes.set_index("code").loc["fikser", "parent"] == "rollen"
    assert project.flagged["where"].tolist() == ["wijk.requal, segment 3"]
    assert skipped(project) == {"a memo of a code": 1}


def test_the_words_of_a_passage_decide_where_requal_counted_as_a_browser_does(tmp_path: Path) -> None:
    project = read_coded(requal(tmp_path, (1, 1, 1, 7, LOKET + 2, LOKET + 6, "loket")))
    assert passages(project) == [("fikser", "noor", "loket")]
    assert project.flagged.empty


def test_aqda_counts_utf_16_and_deleted_rows_in_its_file_are_left_out(tmp_path: Path) -> None:
    file = database(
        tmp_path / "wijk.aqda",
        {
            "document": (
                "id, project_id, name, content, source_type, transcript",
                [
                    (1, 1, "D10", TEXT, "text", None),
                    (2, 1, "D11", "AAAA", "audio", TEXT),
                    (3, 1, "f", "AA", "image", None),
                ],
            ),
            "code": (
                "id, parent_id, name, description, color, deleted_at",
                [
                    (1, None, "rollen", "", "", None),
                    (2, 1, "fikser", "doet", "#ff0000", None),
                    (3, None, "weg", "", "", "x"),
                ],
            ),
            "coding": (
                "id, document_id, code_id, start_pos, end_pos, selected_text, deleted_at",
                [
                    (1, 1, 2, LOKET + 1, LOKET + 6, "loket", None),
                    (2, 1, 2, 0, 3, "Eén", "x"),
                    (3, 2, 2, 0, 3, "Eén", None),
                ],
            ),
            "document_variable": ("id, document_id, key, value", [(1, 1, "gemeente", "Gouda")]),
            "memo": ("id, document_id, content", [(1, None, "tekst"), (2, 1, "lang gesprek")]),
        },
    )
    project = read_coded(file)
    assert passages(project) == [("fikser", "unknown", "loket"), ("fikser", "unknown", "Eén")]
    assert project.codes.set_index("code").loc["fikser", "parent"] == "rollen"
    assert project.attributes["value"].tolist() == ["Gouda"]
    assert skipped(project) == {
        "a memo of the project or of a code": 1,
        "a picture or recording": 1,
        "a row that was deleted in AQDA": 2,
    }
    assert project.notes[["target", "text"]].values.tolist() == [["D10", "lang gesprek"]]
