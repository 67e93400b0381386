"""What leaves a study by `wijk export`, and what stays because a respondent did not agree."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from made_studies import write_study

from wijkresearch.cli import main
from wijkresearch.example import example_study
from wijkresearch.exchange.refi_qda import read_qdpx


def answered(root: Path, document: str, **answers: object) -> None:
    """The study again, with other answers on the consent form of one document."""
    study = example_study()
    register = study.documents.copy()
    for column, answer in answers.items():
        register[column] = register[column].astype("object").mask(register["document"] == document, answer)
    write_study(replace(study, documents=register), root)


@pytest.mark.parametrize("file_format", ["qdpx", "rock"])
def test_interviews_leave_only_when_that_is_typed(
    root: Path, capsys: pytest.CaptureFixture[str], file_format: str
) -> None:
    assert main(["export", "--format", file_format]) == 2
    assert capsys.readouterr().err == (
        f"1 problem:\n  wijk export: a {file_format} file holds the interviews themselves; expected --with-texts. Add "
        "--with-texts when everyone who gets the file may read the interviews. Codings without words go out with "
        "--format csv, the codebook with --format qdc.\n"
    )
    assert list((root / "uit").iterdir()) == []


def test_the_file_is_named_after_the_study_and_words_in_it_are_warned_of(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "xlsx", "--with-texts"]) == 0
    assert capsys.readouterr().out == (
        "Wrote voorbeeld.xlsx.\nIt holds words of respondents: keep it as confidential as the transcripts.\n"
    )
    assert main(["export", "--format", "docx"]) == 0
    assert main(["export", "--format", "csv", "--codebook", "--municipality", "aardam"]) == 0
    assert sorted(path.name for path in (root / "uit").iterdir()) == [
        "voorbeeld-aardam-codebook.csv",
        "voorbeeld-codebook.docx",
        "voorbeeld.xlsx",
    ]
    assert "words of respondents" not in capsys.readouterr().out


def test_codings_go_out_without_words_unless_that_is_typed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv"]) == 0
    assert capsys.readouterr().out == (
        "Wrote voorbeeld.csv.\nPassages and memos stay here; --with-texts takes them along.\n"
    )
    rows = pd.read_csv(root / "uit" / "voorbeeld.csv", sep=";")
    assert len(rows) == len(example_study().segments)
    assert not {"quote", "memo"} & set(rows.columns)


@pytest.mark.parametrize("answers", [{"consent_reuse": False}, {"withdrawn_on": "2024-09-01"}])
def test_a_text_of_who_did_not_agree_to_reuse_or_withdrew_stays_and_that_is_said(
    root: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, object]
) -> None:
    answered(root, "D1", **answers)
    assert main(["export", "--with-texts"]) == 0
    assert (
        "Left out, because the respondent did not agree to later research (item 8 of the consent form) or withdrew: "
        "D1.\n"
    ) in capsys.readouterr().out
    project = read_qdpx(root / "uit" / "voorbeeld.qdpx")
    assert set(project.texts) == set(example_study().transcripts) - {"D1"}
    assert "D1" not in set(project.codings["document"])
    with zipfile.ZipFile(root / "uit" / "voorbeeld.qdpx") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert example_study().transcripts["D1"] not in content


def test_a_text_that_may_not_be_processed_goes_nowhere(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered(root, "D1", consent_processing=False)
    assert main(["export", "--format", "csv"]) == 0
    assert "Left out, because the respondent did not agree to processing (items 1, 2, 3 and" in capsys.readouterr().out
    assert "D1" not in set(pd.read_csv(root / "uit" / "voorbeeld.csv", sep=";")["document"])


def test_a_municipality_that_may_not_be_named_is_in_no_file_name_and_no_text(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(root, "D1", consent_municipality="pseudonym")
    path = next(root.glob("data/raw/voorbeeld/aardam/transcripts/D2.txt"))
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text.rstrip()} Zo gaat dat in Aardam.\n", encoding="utf-8")
    assert main(["export", "--with-texts", "--municipality", "aardam"]) == 0
    said = capsys.readouterr().out
    assert (
        "Left out, because the text names a municipality that may not be named; replace the name by its pseudonym in "
        "brackets: D2.\n"
    ) in said
    made = list((root / "uit").iterdir())
    assert "aardam" not in "".join(path.name for path in made).casefold()
    with zipfile.ZipFile(made[0]) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "aardam" not in content.casefold()


def test_what_a_format_has_no_place_for_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "qdc"]) == 0
    meant = example_study().codebook[["role", "world", "outcome"]].notna().any(axis="columns").sum()
    assert capsys.readouterr().out == (
        "Wrote voorbeeld-codebook.qdc.\n"
        f"Left out, because qdc has no place for it: role, world or outcome of a code ({meant}).\n"
    )


def test_the_same_study_gives_the_same_file(root: Path) -> None:
    for name in ("een.qdpx", "twee.qdpx"):
        assert main(["export", "--with-texts", "--output", f"{name[:-5]}/a.qdpx"]) == 0
    assert (root / "uit/een/a.qdpx").read_bytes() == (root / "uit/twee/a.qdpx").read_bytes()
    with zipfile.ZipFile(root / "uit/een/a.qdpx") as archive:
        assert b'creationDateTime="2000-01-01T00:00:00Z"' in archive.read("project.qde")


def test_a_part_that_leaves_does_not_name_another_case_that_may_not_be_named(root: Path) -> None:
    answered(root, "D1", consent_municipality="pseudonym")
    path = root / "data" / "raw" / "voorbeeld" / "codebook.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Weer", "Weer in Aardam"), encoding="utf-8")
    assert main(["export", "--format", "csv", "--municipality", "bosrade"]) == 0
    assert main(["export", "--format", "csv", "--codebook", "--municipality", "bosrade"]) == 0
    made = {path.name: path.read_text(encoding="utf-8-sig") for path in (root / "uit").iterdir()}
    assert "Gemeente A" in made["voorbeeld-bosrade-codebook.csv"]
    assert "aardam" not in repr(made).lower()
    assert set(pd.read_csv(root / "uit" / "voorbeeld-bosrade.csv", sep=";")["document"]) <= {"D5", "D6", "D7", "D8"}
