"""A project becomes part of a study: matched, moved, checked, and written whole or not at all."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io import store
from wijkresearch.io.exporting import export_study, project_of
from wijkresearch.io.importing import coder_names, plan_import, planning, read_coded, write_import
from wijkresearch.io.project import CodedProject
from wijkresearch.io.read import read_study
from wijkresearch.study import Study, Transcripts
from wijkresearch.tables import SEGMENTS

KEY = ["document", "start", "end", "code", "coder"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    store.write_study(example_study(), tmp_path)
    return tmp_path


def folder_hash(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def emptied(root: Path) -> Study:
    """The study without codings."""
    for path in (root / "data" / "raw" / "voorbeeld").glob("*/segments.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return read_study("voorbeeld", root=root)


def same_codings(study: Study, other: Study) -> bool:
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
        "with `interview 9` as its document or file and its consent."
    )
    assert folder_hash(root) == before


def test_a_document_is_added_with_its_text_when_the_project_tells_its_perspective(root: Path) -> None:
    study = read_study("voorbeeld", root=root)
    perspective = study.ids("perspectives")[0]
    text = "I: Hoe gaat het?\nR: Het loket is dicht."
    project = CodedProject(
        format="test",
        origin="",
        documents=pd.DataFrame([{"document": "Interview 9.docx", "kind": "text", "municipality": "Bosrade"}]),
        codes=pd.DataFrame([{"code": "dicht", "codable": True, "parent": None, "description": None}]),
        codings=pd.DataFrame(
            [{"document": "Interview 9.docx", "start": 17, "end": 22, "code": "dicht", "coder": "een", "memo": None}]
        ),
        texts={"Interview 9.docx": text},
        attributes=pd.DataFrame(
            [{"holder_kind": "document", "holder": "Interview 9.docx", "variable": "Perspectief", "value": perspective}]
        ),
    )
    write_import(plan_import(project, study, root, municipality="bosrade"))
    after = read_study("voorbeeld", root=root)
    row = after.documents.set_index("document").loc["Interview 9"]
    assert row[["municipality", "perspective", "file"]].tolist() == ["bosrade", perspective, "Interview 9.txt"]
    assert row["consent_quotes"] is pd.NA
    assert after.transcripts["Interview 9"] == text
    assert len(after.segments) == len(study.segments) + 1


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
    really = planning.write_bytes
    written = []

    def failing(path: Path, content: bytes) -> Path:
        written.append(path)
        if len(written) == len(plan.files):
            raise OSError(28, "No space left on device")
        return really(path, content)

    monkeypatch.setattr(planning, "write_bytes", failing)
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
    new = len(example_study().only(["aardam"]).segments)
    assert str(refusal.value) == (
        f"1 problem:\n  aardam: its codings are in oud.qdpx, to which the {new} new ones cannot be added; expected "
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
    nameless = replace(project, codings=project.codings.assign(coder="unknown"))
    assert coder_names(["eerste"], nameless) == {"unknown": "eerste"}


def test_transcripts_are_never_shown_by_a_plan(root: Path) -> None:
    study = emptied(root)
    project = project_of(example_study())
    shown = repr(plan_import(project, study, root)) + repr(replace(study, transcripts=Transcripts({})))
    assert not any(text[20:60] in shown for text in project.texts.values())
