import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.io.exporting import (
    codebook_docx_bytes,
    coding_rows,
    csv_bytes,
    export_study,
    exported_names,
    xlsx_bytes,
)
from wijkresearch.study import Transcripts


def test_a_passage_that_looks_like_a_formula_is_text_in_excel() -> None:
    rows = pd.DataFrame({"quote": ["=1+1", "-ja", None], "start": [1, 2, 3]})
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(rows))).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:3]] == [("=1+1", "s"), ("-ja", "s")]
    assert [cell.value for cell in sheet["B"][1:]] == [1, 2, 3]


def test_the_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    study = example_study()
    for file_format in ("qdpx", "qdc", "csv", "xlsx", "docx"):
        one, two = tmp_path / f"a.{file_format}", tmp_path / "b" / f"a.{file_format}"
        two.parent.mkdir(exist_ok=True)
        export_study(study, one, file_format)
        export_study(study, two, file_format)
        assert one.read_bytes() == two.read_bytes(), file_format


def test_codings_in_csv_open_in_a_dutch_excel_and_read_back_whole(tmp_path: Path) -> None:
    study = example_study()
    rows = coding_rows(study, with_texts=True)
    (tmp_path / "codings.csv").write_bytes(csv_bytes(rows))
    back, assumptions = read_rows(tmp_path / "codings.csv")
    assert list(back["quote"]) == list(rows["quote"])
    assert list(back["start"].astype(int)) == list(rows["start"])
    assert tuple(map(str, assumptions)) == ("Cells are separated by semicolons.",)
    assert len(rows) == len(study.segments)


def test_codings_in_csv_hold_nothing_that_a_spreadsheet_carries_out_and_come_back_as_they_were(tmp_path: Path) -> None:
    study = example_study()
    typed = ["=HYPERLINK(1)", "@SUM(1)", "+1 dag", "- ja"]
    memos = study.segments["memo"].copy()
    memos.iloc[: len(typed)] = typed
    rows = coding_rows(replace(study, segments=study.segments.assign(memo=memos)), with_texts=True)
    content = csv_bytes(rows)
    assert all(f"'{memo}".encode() in content for memo in typed)
    (tmp_path / "codings.csv").write_bytes(content)
    assert sorted(read_rows(tmp_path / "codings.csv")[0]["memo"].dropna()) == sorted(typed)


def test_codings_without_texts_hold_no_word_of_a_respondent() -> None:
    columns = ["municipality", "document", "start", "end", "code", "label", "coder", "notice"]
    assert list(coding_rows(example_study(), with_texts=False).columns) == columns


def test_what_a_format_has_no_place_for_is_counted(tmp_path: Path) -> None:
    study = example_study()
    memos = study.segments["memo"].mask(study.segments.index == 0, "let op")
    study = replace(
        study,
        segments=study.segments.assign(memo=memos),
        transcripts=Transcripts({name: text for name, text in study.transcripts.items() if name != "D1"}),
    )
    textless = int((study.segments["document"] == "D1").sum())
    meant = int((study.codebook["role"].notna() | study.codebook["outcome"].notna()).sum())
    found = {
        file_format: export_study(study, tmp_path / file_format, file_format).left_out.to_numpy().tolist()
        for file_format in ("qdpx", "qdc", "rock", "csv")
    }
    assert found == {
        "qdpx": [["coding of a document without a transcript", textless], ["role, world or outcome of a code", meant]],
        "qdc": [["role, world or outcome of a code", meant]],
        "rock": [
            ["coder of a coding", len(study.segments)],
            ["coding of a document without a transcript", textless],
            ["memo of a coding", 1],
        ],
        "csv": [],
    }


def test_every_code_goes_out_under_a_name_that_means_it_alone() -> None:
    codebook = pd.DataFrame({"code": ["a", "b", "c_d", "e"], "label_nl": ["Zorg", "zorg", "Iets", "C d"]})
    assert exported_names(codebook) == {"a": "a", "b": "b", "c_d": "Iets", "e": "e"}


def test_the_codebook_in_word_has_every_code_once() -> None:
    codebook = example_study().codebook
    document = docx.Document(io.BytesIO(codebook_docx_bytes(codebook)))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["Code", "Omschrijving", "Valt onder", "Herkomst"]
    assert [row[0] for row in cells[1:]] == list(codebook["label_nl"])
    assert [row[1] for row in cells[1:]] == list(codebook["definition"])


def test_rock_has_a_file_per_document_with_the_ids_of_codes(tmp_path: Path) -> None:
    study = example_study()
    written = export_study(study, tmp_path / "rock", "rock").files
    assert sorted(path.stem for path in written) == sorted(study.transcripts)
    used = set(study.segments.loc[study.segments["document"] == written[0].stem, "code"])
    text = written[0].read_text(encoding="utf-8")
    assert all(f"[[{code}]]" in text for code in used)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError) as refusal:
        export_study(example_study(), tmp_path / "x", "qdx")
    assert str(refusal.value) == (
        "1 problem:\n  wijk export: format 'qdx' is not known; expected one of qdpx, qdc, csv, xlsx, docx, rock. "
        "Did you mean 'qdpx'?"
    )
