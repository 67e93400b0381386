"""A project becomes part of a study: matched, moved, checked, and written whole or not at all."""

import hashlib
from dataclasses import replace
from pathlib import Path

import docx
import pandas as pd
import pytest
from made_studies import write_study

from wijkresearch.coder.session import CodingSession
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.exchange.coders import coder_names
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded
from wijkresearch.exchange.tables import IMPORTED_NOTES
from wijkresearch.io import whole
from wijkresearch.io.exporting import export_study, project_of
from wijkresearch.io.importing import CodeChoices, plan_import, planning, write_import
from wijkresearch.io.read import read_study
from wijkresearch.study import RawStudy, Transcripts, code_fingerprint
from wijkresearch.tables import SEGMENTS

KEY = ["document", "start", "end", "code", "coder"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    write_study(example_study(), tmp_path)
    return tmp_path


def folder_hash(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def emptied(root: Path) -> RawStudy:
    """The study without codings."""
    for path in (root / "data" / "raw" / "voorbeeld").glob("*/segments.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return read_study("voorbeeld", root=root)


def same_codings(study: RawStudy, other: RawStudy) -> bool:
    one, two = (s.segments[KEY].sort_values(KEY, ignore_index=True) for s in (study, other))
    return bool(one.equals(two))


@pytest.mark.parametrize("file_format", ["qdpx", "csv", "xlsx"])
def test_what_goes_out_comes_back_as_the_same_codings(root: Path, tmp_path: Path, file_format: str) -> None:
    before = read_study("voorbeeld", root=root)
    target = tmp_path / f"uit.{file_format}"
    export_study(before, target, file_format)
    empty = emptied(root)
    project = read_coded(target, dict(empty.transcripts))
    write_import(plan_import(project, empty, root))
    after = read_study("voorbeeld", root=root)
    assert same_codings(before, after)
    assert after.segments["origin"].eq("imported").all()
    assert list(after.codebook["code"]) == list(before.codebook["code"])


def test_importing_twice_adds_nothing(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    plan = plan_import(project_of(study), study, root)
    assert not plan.files
    assert plan.notes[-1].endswith("codings are new, 13 were there already.") or "were there already" in plan.notes[-1]


def test_codes_that_are_new_are_added_as_open_codes_and_known_labels_are_recognised(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    label = project.codes["code"].iloc[0]
    codings = project.codings.iloc[:2].copy()
    codings["code"] = ["Wachten op antwoord!", label.upper()]
    codes = pd.concat(
        [
            project.codes.iloc[:0],
            pd.DataFrame(
                {
                    "code": ["Wachten op antwoord!", label.upper()],
                    "description": ["Er komt niets terug.", None],
                    "codable": True,
                }
            ),
        ]
    )
    plan = plan_import(replace(project, codings=codings, codes=codes), study, root)
    write_import(plan)
    after = read_study("voorbeeld", root=root)
    added = after.codebook.iloc[-1]
    assert added[["code", "label_nl", "definition", "origin", "kind"]].tolist() == [
        "wachten_op_antwoord",
        "Wachten op antwoord!",
        "Er komt niets terug.",
        "inductive",
        "open",
    ]
    assert set(after.segments["code"]) == {"wachten_op_antwoord", study.codebook["code"].iloc[0]}
    assert plan.notes[0] == "1 codes are not in the codebook and are added as open codes: wachten_op_antwoord."


def test_codings_move_along_with_a_corrected_transcript_and_what_is_gone_is_kept_aside(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    first = project.codings.iloc[0]
    text = study.transcripts[first["document"]]
    gone = text[first["start"] : first["end"]]
    corrected = f"Vooraf: gecorrigeerd.\n{text.replace(gone, '[…]')}"
    path = next((root / "data" / "raw" / "voorbeeld").glob(f"*/transcripts/{first['document']}.txt"))
    path.write_text(corrected, encoding="utf-8")
    study = read_study("voorbeeld", root=root)
    plan = plan_import(project, study, root)
    write_import(plan)
    after = read_study("voorbeeld", root=root)
    of_document = project.codings["document"] == first["document"]
    assert len(plan.moves) + len(plan.unplaced) == of_document.sum()
    assert list(plan.unplaced["quote"].unique()) == [gone]
    for move in plan.moves.itertuples():
        assert corrected[move.new_start : move.new_end] == text[move.old_start : move.old_end]
    assert len(after.segments) + len(plan.unplaced) == len(project.codings)
    assert len(plan.flagged) == len(plan.unplaced) > 0
    kept = pd.read_csv(path.parents[1] / "kept_aside.csv")
    assert list(kept["reason"].unique()) == [
        "the transcript in the study is another one, and the passage cannot be pointed out in it"
    ]


def test_a_text_that_is_normalised_on_the_way_in_keeps_its_passages(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    document = project.codings["document"].iloc[0]
    marked = {name: "\u200b" + text.replace(" ", "\u00a0") for name, text in project.texts.items()}
    shifted = project.codings.assign(start=project.codings["start"] + 1, end=project.codings["end"] + 1)
    write_import(plan_import(replace(project, texts=marked, codings=shifted), study, root))
    after = read_study("voorbeeld", root=root)
    assert document in set(after.segments["document"])
    assert same_codings(example_study(), after)


def test_a_document_that_is_not_in_the_register_is_refused_and_nothing_is_written(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    project = project_of(study)
    renamed = project.documents.assign(document=project.documents["document"].replace("D1", "Interview 9"))
    codings = project.codings.assign(document=project.codings["document"].replace("D1", "Interview 9"))
    texts = {name: text for name, text in project.texts.items() if name != "D1"} | {"Interview 9": "Iets anders."}
    before = folder_hash(root)
    with pytest.raises(StudyError) as refusal:
        plan_import(replace(project, documents=renamed, codings=codings, texts=texts), study, root, municipality="")
    assert str(refusal.value) == (
        "1 problem:\n  aardam/documents.csv: document 'Interview 9' is not in the register; expected a row with "
        f"its function and perspective ({', '.join(study.ids('perspectives'))}). Add a row for it, "
        "with 'interview 9' as its document or file and its consent."
    )
    assert folder_hash(root) == before


@pytest.mark.parametrize(
    ("name", "document"), [("Interview 9.docx", "Interview 9"), ("Interview: wie?.docx", "Interview- wie-")]
)
def test_a_document_is_added_with_its_text_when_the_project_tells_its_perspective(
    root: Path, name: str, document: str
) -> None:
    """Under a name that every system can have: its text becomes a file of that name."""
    study = read_study("voorbeeld", root=root)
    perspective = study.ids("perspectives")[0]
    text = "I: Hoe gaat het?\nR: Het loket is dicht."
    project = CodedProject(
        format="test",
        origin="",
        documents=pd.DataFrame([{"document": name, "kind": "text", "municipality": "Bosrade"}]),
        codes=pd.DataFrame([{"code": "dicht", "codable": True, "parent": None, "description": None}]),
        codings=pd.DataFrame(
            [{"document": name, "start": 17, "end": 22, "code": "dicht", "coder": "een", "memo": None}]
        ),
        texts={name: text},
        attributes=pd.DataFrame(
            [{"holder_kind": "document", "holder": name, "variable": "Perspectief", "value": perspective}]
        ),
    )
    write_import(plan_import(project, study, root, municipality="bosrade"))
    after = read_study("voorbeeld", root=root)
    row = after.documents.set_index("document").loc[document]
    assert row[["municipality", "perspective", "file"]].tolist() == ["bosrade", perspective, f"{document}.txt"]
    assert row["consent_quotes"] is pd.NA
    assert after.transcripts[document] == text
    assert len(after.segments) == len(study.segments) + 1
    again = plan_import(project, after, root, municipality="bosrade")
    assert not again.files


def test_an_import_that_would_break_the_study_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = emptied(root)
    before = folder_hash(root)
    broken = planning.table_bytes

    def spoiled(rows: pd.DataFrame, table: object, where: str = "") -> bytes:
        content = broken(rows, table, where)
        return content.replace(b",een,", b",,") if table is SEGMENTS else content

    monkeypatch.setattr(planning, "table_bytes", spoiled)
    with pytest.raises(StudyError, match="coder is empty"):
        plan_import(project_of(example_study()), study, root)
    assert folder_hash(root) == before


def test_a_disk_that_fills_up_half_way_leaves_the_study_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = emptied(root)
    plan = plan_import(project_of(example_study()), study, root)
    before = folder_hash(root)
    really = whole.write_bytes
    written = []

    def failing(path: Path, content: bytes) -> Path:
        written.append(path)
        if len(written) == len(plan.files):
            raise OSError(28, "No space left on device")
        return really(path, content)

    monkeypatch.setattr(whole, "write_bytes", failing)
    with pytest.raises(OSError, match="No space left"):
        write_import(plan)
    assert folder_hash(root) == before


def test_a_text_that_the_study_has_under_another_name_is_said(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    plan = plan_import(replace(project, texts={**project.texts, "D2": project.texts["D1"]}), study, root)
    assert "The text of D2 is the text of D1." in plan.notes


def test_two_texts_of_one_document_are_refused(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    twice = pd.concat([project.documents, project.documents.iloc[:1].assign(document="d1.docx")], ignore_index=True)
    with pytest.raises(StudyError) as refusal:
        plan_import(replace(project, documents=twice), study, root)
    assert str(refusal.value) == (
        "1 problem:\n  documents.csv: 'D1', 'd1.docx' are all document D1; expected one text per document. "
        "Take one of them out of the project and export it again."
    )


def test_a_document_of_another_municipality_is_not_registered_twice(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study().only(["aardam"]))
    values = [
        {"holder_kind": "document", "holder": name, "variable": "perspectief", "value": study.ids("perspectives")[0]}
        for name in project.documents["document"]
    ]
    with pytest.raises(
        StudyError, match="document 'D1' is registered in another municipality; expected one municipality"
    ):
        plan_import(replace(project, attributes=pd.DataFrame(values)), study, root, municipality="bosrade")


def test_a_coding_of_nothing_but_dropped_characters_is_kept_aside(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    document = project.codings["document"].iloc[0]
    texts = {name: f"\u200b{text}" if name == document else text for name, text in project.texts.items()}
    one = project.codings.iloc[:1].assign(start=0, end=1)
    plan = plan_import(replace(project, texts=texts, codings=one), study, root)
    assert list(plan.unplaced["reason"]) == ["nothing is left of the passage without what is not text"]


def test_codings_in_another_file_of_the_municipality_are_not_mixed(root: Path) -> None:
    study = emptied(root)
    (root / "data" / "raw" / "voorbeeld" / "aardam" / "oud.qdpx").write_bytes(b"x")
    with pytest.raises(StudyError) as refusal:
        plan_import(project_of(example_study().only(["aardam"])), study, root)
    assert str(refusal.value) == (
        "1 problem:\n  aardam: its codings are in oud.qdpx, which is read but never changed here; expected "
        "codings in segments.csv. Move oud.qdpx out of the folder, take it over with "
        "`wijk import oud.qdpx --municipality aardam`, which makes segments.csv of it, and then take over this file "
        "again."
    )


def test_coders_get_the_names_of_the_study() -> None:
    project = project_of(example_study())
    known = sorted(project.codings["coder"].unique())
    assert coder_names([f"{known[0]}=eerste"], project) == {known[0]: "eerste"}
    with pytest.raises(
        StudyError, match=rf"--coder: the file has {len(known)} coders: .*; expected NAME=ID for each of them"
    ):
        coder_names(["eerste"], project)
    with pytest.raises(StudyError, match="--coder: there is no coder 'niemand' in the file"):
        coder_names(["niemand=eerste"], project)
    with pytest.raises(StudyError, match=f"--coder: '{known[0]}=' does not say who it is; expected NAME=ID"):
        coder_names([f"{known[0]}="], project)
    nameless = replace(project, codings=project.codings.assign(coder="unknown"))
    assert coder_names(["eerste"], nameless) == {"unknown": "eerste"}


def test_of_many_coders_it_is_said_how_many_are_not_named() -> None:
    project = project_of(example_study())
    rows = pd.concat([project.codings] * 10).iloc[:11].assign(coder=[f"c{number:02}" for number in range(11)])
    with pytest.raises(StudyError, match="the file has 11 coders: c00, c01, c02, c03, c04, c05, c06, c07 and 3 more;"):
        coder_names(["eerste"], replace(project, codings=rows))


def test_a_column_of_coders_that_holds_something_else_is_not_repeated(root: Path) -> None:
    project = project_of(read_study("voorbeeld", root=root))
    said = "wat zij zei was heel anders"
    shifted = replace(project, codings=project.codings.assign(coder=[said, *project.codings["coder"][1:]]))
    with pytest.raises(StudyError) as refusal:
        coder_names(["niemand=eerste", "een"], shifted)
    assert said not in str(refusal.value)
    assert "[a text of 27 characters]" in str(refusal.value)


def test_transcripts_are_never_shown_by_a_plan(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    shown = repr(plan_import(project, study, root)) + repr(replace(study, transcripts=Transcripts({})))
    assert not any(text[20:60] in shown for text in project.texts.values())


def corrected_text() -> tuple[str, str]:
    """A document with codings, and its text with a line before it and one coded passage taken out."""
    first = example_study().segments.iloc[0]
    text = example_study().transcripts[first["document"]]
    return first["document"], f"Vooraf.\n{text.replace(text[first['start'] : first['end']], '[…]')}"


def test_corrected_transcripts_take_over_and_the_codings_of_the_study_move_along(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    document, corrected = corrected_text()
    (root / f"{document}.txt").write_text(corrected, encoding="utf-8")
    plan = plan_import(read_coded(root / f"{document}.txt", corrected=True), study, root, correct=True)
    write_import(plan)
    after = read_study("voorbeeld", root=root)
    assert after.transcripts[document] == corrected
    assert len(after.segments) + len(plan.unplaced) == len(study.segments)
    assert set(plan.unplaced["reason"]) == {"the passage cannot be pointed out in the corrected transcript"}
    before, now = (
        {(row.code, row.coder, one.transcripts[document][row.start : row.end]) for row in one.segments.itertuples()
         if row.document == document} for one in (study, after)
    )  # fmt: skip
    kept = {(row.code, row.coder, row.quote) for row in plan.unplaced.itertuples()}
    assert now | kept == before
    assert kept
    assert len(plan.moves) == (study.segments["document"] == document).sum() - len(plan.unplaced)
    aside = next(root.glob("data/raw/voorbeeld/*/kept_aside.csv"))
    assert len(pd.read_csv(aside)) == len(kept)
    assert not plan_import(read_coded(root / f"{document}.txt", corrected=True), after, root, correct=True).files


def test_codings_made_by_hand_move_along_with_a_corrected_transcript_and_memos_stay(root: Path) -> None:
    document, corrected = corrected_text()
    before = read_study("voorbeeld", root=root)
    place = before.transcripts[document].rindex(" bij ")
    at_work = CodingSession("voorbeeld", document, "een", "nl", root)
    at_work.answer({"op": "add", "code": "verkenner_binnen", "start": place + 1, "end": place + 4})
    at_work.answer({"op": "note", "code": None, "start": None, "end": None, "memo": "Kort gesprek"})
    (root / f"{document}.txt").write_text(corrected, encoding="utf-8")
    study = read_study("voorbeeld", root=root)
    write_import(plan_import(read_coded(root / f"{document}.txt", corrected=True), study, root, correct=True))

    after = read_study("voorbeeld", root=root)
    (row,) = after.segments.query("code == 'verkenner_binnen' and document == @document").to_dict("records")
    assert corrected[row["start"] : row["end"]] == "bij"
    assert row["start"] != place + 1
    assert list(after.document_memos["memo"]) == ["Kort gesprek"]
    (steps,) = root.rglob(f"codings/{document}.een.csv")
    assert steps.read_text(encoding="utf-8").count("\n") == 2


def test_a_transcript_in_the_study_stays_unless_it_is_said_to_be_corrected(root: Path) -> None:
    study = emptied(root)
    document, corrected = corrected_text()
    project = project_of(example_study())
    texts = {**project.texts, document: corrected}
    none = project.codings[project.codings["document"] != document]
    plan = plan_import(replace(project, texts=texts, codings=none), study, root)
    assert not any(path.suffix == ".txt" for path in plan.files)
    assert plan.notes[-1] == (
        f"The text of {document} in the file is not the transcript in the study, which stays; codings of the file "
        "moved along. --correct-transcripts takes over the text of the file instead."
    )


def test_a_document_under_another_name_is_recognised_by_its_text_and_that_is_said(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    name = project.codings["document"].iloc[0]
    other = {name: "Gesprek in mei.docx"}
    renamed = replace(
        project,
        documents=project.documents.replace({"document": other}),
        codings=project.codings.replace({"document": other}),
        texts={other.get(document, document): text for document, text in project.texts.items()},
    )
    plan = plan_import(renamed, study, root)
    write_import(plan)
    assert same_codings(example_study(), read_study("voorbeeld", root=root))
    assert f"'Gesprek in mei.docx' holds the text of {name} and is taken as that document." in plan.notes


def test_a_text_that_two_documents_share_is_not_taken_for_either(root: Path) -> None:
    study = emptied(root)
    text = study.transcripts["D1"]
    study = replace(study, transcripts=Transcripts({**study.transcripts, "D2": text}))
    project = project_of(example_study())
    other = {"D1": "Gesprek in mei.docx"}
    renamed = replace(
        project,
        documents=project.documents.replace({"document": other}),
        codings=project.codings.replace({"document": other}),
        texts={"Gesprek in mei.docx": text},
    )
    with pytest.raises(StudyError, match=r"document 'Gesprek in mei\.docx' is not in the register"):
        plan_import(renamed, study, root)


def test_notes_go_with_their_coding_or_are_kept_aside(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    coding = project.codings.iloc[0]
    place = {"target": coding["document"], "start": coding["start"], "end": coding["end"]}
    notes = [
        {"note": "1", "title": "Let op", "text": "twijfel", "about": "coding", "code": coding["code"], **place},
        {"note": "2", "title": "twijfel", "text": "twijfel", "about": "passage", **place},
        {"note": "3", "text": "los", "about": "passage", **place, "end": coding["end"] - 1, "author": "AB"},
        {"note": "4", "text": "alles", "about": "document", "target": coding["document"]},
        {"note": "5", "text": "waarom", "about": "project"},
        {"note": "6", "text": "wat", "about": "code", "target": coding["code"]},
    ]
    table = IMPORTED_NOTES.check(pd.DataFrame(notes, columns=IMPORTED_NOTES.column_names))
    plan = plan_import(replace(project, notes=table, codings=project.codings.iloc[:1]), study, root)
    write_import(plan)
    assert read_study("voorbeeld", root=root).segments["memo"].tolist() == ["Let op: twijfel\ntwijfel"]
    text = study.transcripts[coding["document"]]
    kept = plan.unplaced[["document", "coder", "quote", "memo", "reason"]].fillna("-").to_numpy().tolist()
    quote = text[coding["start"] : coding["end"] - 1]
    assert kept == [
        [coding["document"], "AB", quote, "los", "a note about a passage without a coding"],
        [coding["document"], "unknown", "-", "alles", "a note about the document as a whole"],
    ]
    assert plan.skipped.to_numpy().tolist() == [["a note about a code", 1], ["a note about the project", 1]]
    assert plan.flagged.empty


def test_codings_under_another_definition_are_flagged_and_marked_as_older(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    code = project.codings["code"].iloc[0]
    codes = project.codes.assign(
        description=project.codes["description"].mask(project.codes["code"] == code, "Vroeger iets anders.")
    )
    plan = plan_import(replace(project, codes=codes), study, root)
    write_import(plan)
    assert plan.flagged.to_numpy().tolist() == [
        [
            f"code '{code}'",
            "the file defines it otherwise than the codebook; the codebook counts, its codings are marked as older",
        ]
    ]
    after = read_study("voorbeeld", root=root)
    now = {row.code: code_fingerprint(row.label_nl, row.definition) for row in after.codebook.itertuples()}
    older = after.segments[after.segments["code_fingerprint"] != after.segments["code"].map(now)]
    assert set(older["code"]) == {row.code for row in after.codebook.itertuples() if code in (row.code, row.label_nl)}


def test_codings_that_stood_in_a_project_come_into_segments_as_the_refusal_says(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    folder = root / "data" / "raw" / "voorbeeld" / "aardam"
    export_study(study.only(["aardam"]), root / "codings.qdpx", "qdpx")
    (folder / "segments.csv").unlink()
    plan = plan_import(read_coded(root / "codings.qdpx"), read_study("voorbeeld", root=root), root)
    write_import(plan)
    assert same_codings(study, read_study("voorbeeld", root=root))


def test_codings_of_a_project_do_not_move_in_silence(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    document, corrected = corrected_text()
    folder = next(root.glob(f"data/raw/voorbeeld/*/transcripts/{document}.txt")).parents[1]
    (folder / "segments.csv").rename(root / "weg.csv")
    export_study(study.only([folder.name]), folder / "codings.qdpx", "qdpx")
    (root / f"{document}.txt").write_text(corrected, encoding="utf-8")
    project = read_coded(root / f"{document}.txt", corrected=True)
    with pytest.raises(StudyError, match=r"its codings are in codings\.qdpx, which is read but never changed here"):
        plan_import(project, read_study("voorbeeld", root=root), root, correct=True)


def test_what_is_noted_about_a_document_is_kept_aside(root: Path) -> None:
    project = project_of(example_study())
    noted = project.documents.assign(memo=project.documents["document"].map({"D1": "lang gesprek"}))
    plan = plan_import(replace(project, documents=noted), emptied(root), root)
    assert plan.unplaced[["document", "coder", "memo", "reason"]].to_numpy().tolist() == [
        ["D1", "unknown", "lang gesprek", "a note about the document as a whole"]
    ]


def test_two_names_of_one_code_move_as_one_coding(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    document, corrected = project.codings["document"].iloc[-1], "Vooraf.\n"
    path = next(root.glob(f"data/raw/voorbeeld/*/transcripts/{document}.txt"))
    path.write_text(f"{corrected}{study.transcripts[document]}", encoding="utf-8")
    last = project.codings.iloc[-1:]
    names = [last["code"].iloc[0], last["code"].iloc[0].upper()]
    codings = pd.concat([last, last]).assign(code=names)
    codes = pd.concat([project.codes, project.codes.iloc[:1].assign(code=names[1], parent=None, description=None)])
    plan = plan_import(replace(project, codings=codings, codes=codes), read_study("voorbeeld", root=root), root)
    assert len(plan.moves) == 1


def test_the_same_file_again_leaves_what_was_kept_aside_as_it_was(root: Path) -> None:
    project = project_of(example_study())
    noted = replace(project, documents=project.documents.assign(memo="let op"))
    study = read_study("voorbeeld", root=root)
    write_import(plan_import(noted, study, root))
    assert not plan_import(noted, study, root).files


def test_a_word_document_with_comments_is_read_as_codings_and_not_as_a_corrected_transcript(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Het loket is dicht.")
    document.add_comment(run, text="dicht", author="AB")
    document.save(str(tmp_path / "D1.docx"))
    assert read_coded(tmp_path / "D1.docx", corrected=True).codings["code"].tolist() == ["dicht"]


def test_codings_of_somebody_whom_the_study_does_not_name_are_refused_and_one_option_says_who_it_is(root: Path) -> None:
    study, made = emptied(root), project_of(example_study())
    project = replace(
        made, codings=made.codings.assign(coder="Marie").drop_duplicates(["document", "start", "end", "code"])
    )

    with pytest.raises(StudyError) as refusal:
        plan_import(project, study, root)
    assert (
        "coder 'Marie' is not in study.yml; expected one of een, twee. Say who it is when you take the file over "
        "(`wijk import FILE --coder een`, or `--coder NAME=een` for each of several), or add "
        "a line with this id to `coders` in study.yml."
    ) in str(refusal.value)

    write_import(plan_import(project, study, root, coders=coder_names(["Marie=twee"], project)))
    assert set(read_study("voorbeeld", root=root).segments["coder"]) == {"twee"}


def highlights(root: Path, name: str, rows: list[tuple[str, str, str]]) -> CodedProject:
    """A sheet with highlights (document, code, passage), as it is read beside the transcripts of the study."""
    path = root / name
    pd.DataFrame(rows, columns=["document", "code", "quote"]).to_csv(path, index=False)
    return read_coded(path, dict(read_study("voorbeeld", root=root).transcripts))


def lines_of(study: RawStudy, document: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in study.transcripts[document].split("\n")]


def take_over(
    root: Path, project: CodedProject, *sources: str, coder: str = "een", all_new: bool = False, correct: bool = False
) -> planning.ImportPlan:
    plan = plan_import(
        project,
        read_study("voorbeeld", root=root),
        root,
        coders={"unknown": coder},
        sources=sources,
        choices=CodeChoices(all_new=all_new),
        correct=correct,
    )
    write_import(plan)
    return plan


def given(root: Path) -> set[tuple[str, str, str]]:
    """Document, code and source of every coding."""
    segments = read_study("voorbeeld", root=root).segments
    return set(zip(segments["document"], segments["code"], segments["source"].fillna(""), strict=True))


def test_a_slip_of_the_pen_is_asked_about_and_never_becomes_a_code(root: Path) -> None:
    study = emptied(root)
    code = study.codebook["code"].iloc[0]
    slip = code[:2] + code[3:]
    project = highlights(root, "h.csv", [("D1", slip, lines_of(study, "D1")[0])])
    with pytest.raises(StudyError) as refusal:
        take_over(root, project, "h.csv")
    assert f"code '{slip}' is not in the codebook" in str(refusal.value)
    assert f"Did you mean '{code}'? Then say --map \"{slip}={code}\"; if it is a code of its own, --new-codes" in str(
        refusal.value
    )
    assert given(root) == set()
    take_over(root, project, "h.csv", all_new=True)
    assert given(root) == {("D1", slip, "h.csv")}


def test_a_code_goes_where_a_person_says_and_a_wrong_answer_is_refused(root: Path) -> None:
    study = emptied(root)
    code, label = study.codebook[["code", "label_nl"]].iloc[0]
    project = highlights(root, "h.csv", [("D1", "Heel anders", lines_of(study, "D1")[0])])
    said = CodeChoices({"heel anders": label})
    write_import(plan_import(project, study, root, coders={"unknown": "een"}, choices=said))
    assert given(root) == {("D1", code, "")}
    with pytest.raises(StudyError) as refusal:
        plan_import(project, study, root, choices=CodeChoices({"Heel ander": label, "Heel anders": f"{code}x"}))
    assert [problem.found for problem in refusal.value.problems] == [
        "there is no code 'Heel ander' in the file",
        f"there is no code '{code}x' in the codebook",
    ]


def test_a_code_that_a_corrected_file_leaves_without_passages_is_said_and_stays(root: Path) -> None:
    study = emptied(root)
    code, lines = study.codebook["code"].iloc[0], lines_of(study, "D1")
    slip, own = f"{code}x", "wachten"
    wrong = [("D1", code, lines[0]), ("D1", slip, lines[1]), ("D1", own, lines[0])]
    take_over(root, highlights(root, "h.csv", wrong), "h.csv", all_new=True)
    take_over(root, highlights(root, "other.csv", [("D2", own, lines_of(study, "D2")[0])]), "other.csv")
    plan = take_over(root, highlights(root, "h.csv", [("D1", study.codebook["code"].iloc[1], lines[0])]), "h.csv")
    said = (
        f"Codes that this file gave before and that no passage has now: {slip}. Remove their rows from codebook.csv, "
        "unless you still need them."
    )
    assert [note for note in plan.notes if note.startswith("Codes that")] == [said]
    assert slip in set(read_study("voorbeeld", root=root).codebook["code"])


def test_new_codes_that_are_nearly_the_same_are_flagged(root: Path) -> None:
    lines = lines_of(emptied(root), "D1")
    project = highlights(root, "h.csv", [("D1", "Wantrouwen", lines[0]), ("D1", "Wantrouwn", lines[1])])
    plan = take_over(root, project, "h.csv")
    assert plan.flagged.to_dict("records") == [
        {"where": "code 'Wantrouwn'", "what": "it is nearly the same as 'Wantrouwen'; both are added"}
    ]


def test_a_corrected_file_takes_out_what_it_has_no_longer_and_leaves_the_rest(root: Path) -> None:
    study = emptied(root)
    one, two = study.codebook["code"].iloc[:2]
    lines, others = lines_of(study, "D1"), lines_of(study, "D2")
    wrong = [("D1", one, lines[0]), ("D1", two, lines[1])]
    take_over(root, highlights(root, "h.csv", wrong), "h.csv")
    take_over(root, highlights(root, "other.csv", [("D2", one, others[0])]), "other.csv")
    corrected = highlights(root, "h.csv", [("D1", two, lines[0]), ("D1", two, lines[1])])
    plan = take_over(root, corrected, "h.csv")
    assert given(root) == {("D1", two, "h.csv"), ("D2", one, "other.csv")}
    assert plan.taken_out[["document", "code"]].to_numpy().tolist() == [["D1", one]]
    assert "1 codings that the file brought before are not in it any more and are taken out." in plan.notes
    assert not take_over(root, corrected, "h.csv").files


def test_a_file_of_another_name_says_whose_place_it_may_take(root: Path) -> None:
    study = emptied(root)
    one, two = study.codebook["code"].iloc[:2]
    line = lines_of(study, "D1")[0]
    take_over(root, highlights(root, "h.csv", [("D1", one, line)]), "h.csv")
    corrected = highlights(root, "h2.csv", [("D1", two, line)])
    plan = take_over(root, corrected, "h2.csv")
    assert given(root) == {("D1", one, "h.csv"), ("D1", two, "h2.csv")}
    assert any(note.endswith('If it takes the place of that file, add --replaces "h.csv".') for note in plan.notes)
    take_over(root, corrected, "h2.csv", "h.csv")
    assert given(root) == {("D1", two, "h2.csv")}


def test_what_people_coded_themselves_is_never_taken_out_by_a_file(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    of_document = study.segments[study.segments["document"] == "D1"]
    code = study.codebook["code"].iloc[0]
    project = highlights(root, "h.csv", [("D1", code, lines_of(study, "D1")[0])])
    take_over(root, project, "h.csv")
    take_over(root, project, "h.csv")
    after = read_study("voorbeeld", root=root).segments
    assert set(map(tuple, of_document[KEY].to_numpy())) <= set(map(tuple, after[KEY].to_numpy()))


def test_a_passage_that_is_found_after_a_correction_is_no_longer_kept_aside(root: Path) -> None:
    study = emptied(root)
    code, line = study.codebook["code"].iloc[0], lines_of(study, "D1")[0]
    aside = root / "data" / "raw" / "voorbeeld" / "aardam" / "kept_aside.csv"
    take_over(root, highlights(root, "h.csv", [("D1", code, "nergens te vinden")]), "h.csv")
    assert pd.read_csv(aside)["source"].tolist() == ["h.csv"]
    take_over(root, highlights(root, "h.csv", [("D1", code, line)]), "h.csv")
    assert pd.read_csv(aside).empty


def of_one_name(root: Path) -> tuple[RawStudy, CodedProject, tuple[str, str]]:
    """A study with a file `Interview 1.txt` in both municipalities, and a project in which sets tell them apart."""
    folders = [root / "data" / "raw" / "voorbeeld" / case for case in ("aardam", "bosrade")]
    for folder in folders:
        register = folder / "documents.csv"
        rows = pd.read_csv(register, dtype="str", keep_default_na=False)
        (folder / "transcripts" / rows["file"].iloc[0]).rename(folder / "transcripts" / "Interview 1.txt")
        rows.loc[0, "file"] = "Interview 1.txt"
        rows.to_csv(register, index=False)
    study = emptied(root)
    named = study.documents[study.documents["file"] == "Interview 1.txt"]
    first, second = named["document"]
    project = project_of(example_study())
    called = {first: "Aardam > Interview 1", second: "Bosrade > Interview 1"}
    groups = pd.DataFrame({"kind": "set", "name": ["Aardam", "Bosrade"], "member_kind": "document"})
    groups["member"] = list(called.values())
    tables = {
        name: rows[rows["document"].isin(called)].assign(document=rows["document"].map(called))
        for name, rows in (("documents", project.documents), ("codings", project.codings))
    }
    tables["documents"] = tables["documents"].assign(name="Interview 1", municipality=None)
    return study, replace(project, **tables, texts={}, members=groups), (first, second)


def given_in(plan: planning.ImportPlan) -> set[str]:
    files = [content.decode() for path, content in plan.files.items() if path.name == "segments.csv"]
    return {line.split(",")[0] for content in files for line in content.splitlines()[1:]}


def with_texts(study: RawStudy, project: CodedProject, names: tuple[str, str]) -> CodedProject:
    texts = [study.transcripts[name] for name in names]
    return replace(project, texts=dict(zip(project.documents["document"], texts, strict=True)))


def test_two_documents_of_one_name_are_the_rows_of_the_municipalities_that_their_groups_name(root: Path) -> None:
    study, project, names = of_one_name(root)
    assert given_in(plan_import(with_texts(study, project, names), study, root)) == set(names)
    without_texts = plan_import(project, study, root)
    assert without_texts.municipalities == {"Aardam > Interview 1": "aardam", "Bosrade > Interview 1": "bosrade"}


def test_a_document_whose_group_is_another_municipality_is_flagged_and_left_out(root: Path) -> None:
    study, project, names = of_one_name(root)
    plan = plan_import(with_texts(study, project, names), study, root, municipality="aardam")
    assert given_in(plan) == {names[0]}
    count = int((project.codings["document"] == "Bosrade > Interview 1").sum())
    assert plan.flagged.to_dict("records") == [
        {
            "where": "Bosrade > Interview 1",
            "what": f"the file puts it in bosrade, not in aardam; left out with its {count} codings",
        }
    ]


def test_two_documents_of_one_name_without_a_group_are_told_apart_by_their_texts_or_refused(root: Path) -> None:
    study, project, names = of_one_name(root)
    project = replace(project, members=project.members.iloc[:0])
    assert given_in(plan_import(with_texts(study, project, names), study, root)) == set(names)
    with pytest.raises(StudyError) as refusal:
        plan_import(project, study, root)
    assert str(refusal.value).splitlines()[1] == (
        "  documents.csv: the file has several documents called 'Interview 1', and nothing says which one "
        "Aardam > Interview 1 is; expected a group or case that is a municipality, or a text that is in "
        "`transcripts/`. Give them names of their own in your program, or say their municipalities with "
        "--municipality-from."
    )


def test_what_the_file_says_of_a_municipality_and_the_register_does_not_is_flagged(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study().only(["aardam"]))
    first = project.documents["document"].iloc[0]
    for said, what in (
        ("Bosrade", "the file says bosrade, the register aardam; the register counts"),
        ("Ergens", "its municipality is 'Ergens' in the file, which is not in the study"),
    ):
        documents = project.documents.assign(municipality=said).iloc[:1]
        codings = project.codings[project.codings["document"] == first]
        plan = plan_import(replace(project, documents=documents, codings=codings), study, root)
        assert plan.flagged.to_dict("records") == [{"where": first, "what": what}]


def test_a_document_stays_recognised_after_its_text_was_corrected(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    first = project.documents["document"].iloc[0]
    path = next((root / "data" / "raw" / "voorbeeld").glob(f"*/transcripts/{first}.txt"))
    words = path.read_text(encoding="utf-8").split(" ")
    words[5], words[-3] = "gracht", "kiosk"
    path.write_text(" ".join(words), encoding="utf-8")
    name = "Gesprek met mevrouw"
    renamed = replace(
        project,
        documents=project.documents.replace({"document": {first: name}}),
        codings=project.codings.replace({"document": {first: name}}),
        texts={name if document == first else document: text for document, text in project.texts.items()},
    )
    study = read_study("voorbeeld", root=root)
    plan = plan_import(renamed, study, root)
    assert plan.municipalities[name] == study.documents.set_index("document").loc[first, "municipality"]
    said = plan.flagged.set_index("where")["what"]
    assert said[name].endswith(f"of its words in a row are those of {first}, and it is taken as that document")


def test_a_new_interview_by_the_same_guide_is_not_taken_for_another(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    first = project.documents["document"].iloc[0]
    questions = " ".join(lines_of(study, first)[:2])
    own = " ".join(f"antwoord {number} van iemand anders" for number in range(40))
    renamed = replace(
        project,
        documents=project.documents.replace({"document": {first: "Nieuw"}}).iloc[:1],
        codings=project.codings[project.codings["document"] == first].assign(document="Nieuw"),
        texts={"Nieuw": f"I: {questions}\nR: {own}"},
    )
    with pytest.raises(StudyError, match="document 'Nieuw' is not in the register"):
        plan_import(renamed, study, root)


def test_what_a_corrected_transcript_puts_aside_stays_aside_when_the_transcript_comes_again(root: Path) -> None:
    document, corrected = corrected_text()
    (root / f"{document}.txt").write_text(corrected, encoding="utf-8")
    transcript = read_coded(root / f"{document}.txt", corrected=True)
    aside = root / "data" / "raw" / "voorbeeld" / "aardam" / "kept_aside.csv"
    take_over(root, transcript, f"{document}.txt", correct=True)
    before = aside.read_bytes()
    assert before.count(b"\n") > 1
    assert not take_over(root, transcript, f"{document}.txt", correct=True).files
    assert aside.read_bytes() == before


def test_what_another_coder_put_aside_with_a_file_of_one_name_stays(root: Path) -> None:
    study = emptied(root)
    code, line = study.codebook["code"].iloc[0], lines_of(study, "D1")[0]
    aside = root / "data" / "raw" / "voorbeeld" / "aardam" / "kept_aside.csv"
    take_over(root, highlights(root, "h.csv", [("D1", code, "nergens te vinden")]), "h.csv", coder="een")
    take_over(root, highlights(root, "h.csv", [("D1", code, line)]), "h.csv", coder="twee")
    assert pd.read_csv(aside)[["document", "coder"]].to_numpy().tolist() == [["D1", "een"]]


def test_a_coding_that_moved_with_corrected_words_stays_when_the_sheet_has_the_old_words(root: Path) -> None:
    study = emptied(root)
    code, line = study.codebook["code"].iloc[0], lines_of(study, "D1")[0]
    project = highlights(root, "h.csv", [("D1", code, line)])
    take_over(root, project, "h.csv")
    words = line.split(" ")
    corrected = study.transcripts["D1"].replace(line, " ".join([*words[:2], "ook", *words[2:]]))
    (root / "D1.txt").write_text(corrected, encoding="utf-8")
    take_over(root, read_coded(root / "D1.txt", corrected=True), "D1.txt", correct=True)
    plan = take_over(root, highlights(root, "h.csv", [("D1", code, line)]), "h.csv")
    assert given(root) == {("D1", code, "h.csv")}
    assert plan.taken_out.empty
    assert "1 codings of D1 that the file brought before may be those that have no place now; they stay." in plan.notes


def test_what_a_file_of_one_name_tells_nothing_of_stays_and_is_said(root: Path) -> None:
    study = emptied(root)
    code = study.codebook["code"].iloc[0]
    both = [("D1", code, lines_of(study, "D1")[0]), ("D2", code, lines_of(study, "D2")[0])]
    take_over(root, highlights(root, "h.csv", both), "h.csv", coder="een")
    plan = take_over(root, highlights(root, "h.csv", both[:1]), "h.csv", coder="twee")
    assert len(read_study("voorbeeld", root=root).segments) == 3
    assert (
        "2 codings of D1, D2 by een came from a file of this name, which tells nothing of that coder there now; they "
        "stay."
    ) in plan.notes


def test_a_passage_where_a_code_should_be_is_no_code_and_is_not_repeated(root: Path) -> None:
    line = lines_of(emptied(root), "D1")[0]
    project = highlights(root, "h.csv", [("D1", line, line)])
    with pytest.raises(StudyError) as refusal:
        take_over(root, project, "h.csv")
    assert str(refusal.value) == (
        f"1 problem:\n  the codes of the file: code [a text of {len(line)} characters] is not in the codebook; "
        "expected a name of at most 6 words. Look whether the columns have shifted; if it is a code of its own, "
        "say --new-codes."
    )
    plan = take_over(root, project, "h.csv", all_new=True)
    assert plan.notes[0] == (
        f"1 codes are not in the codebook and are added as open codes: [a text of {len(line)} characters]."
    )


def test_what_was_coded_by_hand_is_nowhere_gone_when_an_import_is_killed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = CodingSession("voorbeeld", "D1", "een", "nl", root)
    at_work.answer({"op": "add", "code": "verkenner_binnen", "start": 0, "end": 9})
    study = read_study("voorbeeld", root=root)
    plan = plan_import(
        highlights(root, "h.csv", [("D1", "verkenner", lines_of(study, "D1")[0])]),
        study,
        root,
        coders={"unknown": "een"},
    )
    really = whole.write_bytes

    def followed_by_a_look(path: Path, content: bytes) -> Path:
        written = really(path, content)
        assert "verkenner_binnen" in set(read_study("voorbeeld", root=root).segments["code"])
        return written

    monkeypatch.setattr(whole, "write_bytes", followed_by_a_look)
    assert {path.name for path in write_import(plan)} == {"segments.csv", "D1.een.csv"}


def test_what_was_taken_away_or_moved_by_hand_does_not_come_back_with_the_file(root: Path) -> None:
    study = emptied(root)
    one, two, three = study.codebook["code"].iloc[:3]
    lines = lines_of(study, "D1")
    rows = [("D1", one, lines[0]), ("D1", two, lines[1])]
    take_over(root, highlights(root, "h.csv", rows), "h.csv")
    first, second = (
        {"start": row.start, "end": row.end} for row in read_study("voorbeeld", root=root).segments.itertuples()
    )
    at_work = CodingSession("voorbeeld", "D1", "een", "nl", root)
    at_work.answer({"op": "remove", "code": one, **first})
    at_work.answer({"op": "move", "code": two, **second, "to_start": second["start"], "to_end": second["end"] - 1})
    kept = {(two, second["start"], second["end"] - 1)}
    for more in ([], [("D1", three, lines[2])], []):
        plan = take_over(root, highlights(root, "h.csv", [*rows, *more]), "h.csv")
        assert "aardam: 2 codings of the file were taken away in JupyterLab and stay away." in plan.notes
        segments = read_study("voorbeeld", root=root).segments
        now = segments.loc[segments["code"] != three, ["code", "start", "end"]]
        assert set(now.itertuples(index=False, name=None)) == kept
    again = CodingSession("voorbeeld", "D1", "een", "nl", root)
    again.answer({"op": "add", "code": one, **first})
    assert one in set(read_study("voorbeeld", root=root).segments["code"])


def test_a_note_that_a_corrected_file_has_comes_in_and_one_that_it_changed_is_said(root: Path) -> None:
    study = emptied(root)
    code = study.codebook["code"].iloc[0]
    project = highlights(root, "h.csv", [("D1", code, line) for line in lines_of(study, "D1")[:2]])
    take_over(root, replace(project, codings=project.codings.assign(memo=["oud", None])), "h.csv")
    corrected = replace(project, codings=project.codings.assign(memo=["nieuw", "erbij"]))
    plan = take_over(root, corrected, "h.csv")
    assert read_study("voorbeeld", root=root).segments["memo"].tolist() == ["oud", "erbij"]
    assert "1 codings have another note in the file than in the study, which stays." in plan.notes
    assert not take_over(root, corrected, "h.csv").files


def test_a_document_of_another_municipality_is_left_out_where_only_the_asked_one_has_its_name(root: Path) -> None:
    study, project, names = of_one_name(root)
    first = project.documents["document"].iloc[0]
    documents = project.documents.assign(document="Interview 1", name=None, municipality="Bosrade").iloc[:1]
    codings = project.codings[project.codings["document"] == first].assign(document="Interview 1")
    one = replace(project, documents=documents, codings=codings, members=project.members.iloc[:0])
    study = replace(study, documents=study.documents[study.documents["document"] != names[1]])
    plan = plan_import(one, study, root, municipality="aardam")
    assert not given_in(plan)
    assert plan.flagged["where"].tolist() == ["Interview 1"]


def test_what_two_files_hold_stays_until_neither_has_it(root: Path) -> None:
    study = emptied(root)
    first, second = "b.csv", "a.csv"
    one, two = study.codebook["code"].iloc[:2]
    lines = lines_of(study, "D1")
    whole, corrected = [("D1", one, lines[0]), ("D1", two, lines[1])], [("D1", two, lines[1])]
    for name in (first, second):
        take_over(root, highlights(root, name, whole), name)
        assert not take_over(root, highlights(root, name, whole), name).files
    assert not take_over(root, highlights(root, first, whole), first).files
    assert given(root) == {("D1", code, f"{first} / {second}") for code in (one, two)}
    plan = take_over(root, highlights(root, first, corrected), first)
    assert plan.taken_out.empty
    assert given(root) == {("D1", one, second), ("D1", two, f"{first} / {second}")}
    assert f"1 codings of D1 by the same coder came from '{second}' and are not in this file." in " ".join(plan.notes)
    assert take_over(root, highlights(root, second, corrected), second).taken_out["code"].tolist() == [one]
    assert given(root) == {("D1", two, f"{first} / {second}")}


def test_what_two_files_put_aside_stays_aside_until_neither_has_it(root: Path) -> None:
    study = emptied(root)
    code, line = study.codebook["code"].iloc[0], lines_of(study, "D1")[0]
    aside = root / "data" / "raw" / "voorbeeld" / "aardam" / "kept_aside.csv"
    for name in ("a.csv", "b.csv"):
        take_over(root, highlights(root, name, [("D1", code, "nergens te vinden")]), name)
    assert pd.read_csv(aside)["source"].tolist() == ["a.csv / b.csv"]
    take_over(root, highlights(root, "a.csv", [("D1", code, line)]), "a.csv")
    assert pd.read_csv(aside)["source"].tolist() == ["b.csv"]
    take_over(root, highlights(root, "b.csv", [("D1", code, line)]), "b.csv")
    assert pd.read_csv(aside).empty
