"""Annotations beside or in a text, in the layout of programs for research on language.

brat: written with the server of brat (snapshot of October 2021, its opening of files made fit for Python 3.11).
"""

from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded

TEXT = "Eén 😀 loket\r\nis dicht, zegt R.\r\nHet loket is dicht."
OURS = TEXT.replace("\r\n", "\n")


def passages(project: CodedProject) -> list[tuple[str, str]]:
    return [(row.code, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()]


def skipped(project: CodedProject) -> dict[str, int]:
    return dict(project.skipped[["what", "count"]].itertuples(index=False))


def brat(folder: Path, *lines: str, name: str = "D10") -> Path:
    (folder / f"{name}.txt").write_bytes(TEXT.encode())
    (folder / f"{name}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder / f"{name}.ann"


def test_brat_counts_code_points_of_the_file_and_cuts_a_passage_at_a_line_end(tmp_path: Path) -> None:
    file = brat(
        tmp_path,
        "T1\tFikser 6 11\tloket",
        "T2\tLoket 6 11;13 21\tloket is dicht",
        "#1\tAnnotatorNotes T1\tlet op",
        "#2\tAnnotatorNotes R1\tzie ook",
        "R1\tHangtSamen Arg1:T1 Arg2:T2",
        "A1\tZeker T1",
    )
    project = read_coded(file)
    assert project.texts == {"D10": OURS}
    assert passages(project) == [("Fikser", "loket"), ("Loket", "loket\nis dicht")]
    assert project.codings["memo"].fillna("").tolist() == ["let op", ""]
    assert project.flagged.empty
    assert skipped(project) == {
        "a note on something else than a passage": 1,
        "a relation between passages": 1,
        "an attribute of a passage": 1,
    }


def test_pieces_of_brat_with_words_between_them_are_one_passage_and_are_flagged(tmp_path: Path) -> None:
    project = read_coded(brat(tmp_path, "T1\tFikser 0 3;6 11\tEén loket", "wat is dit"))
    assert passages(project) == [("Fikser", "Eén 😀 loket")]
    assert project.flagged.to_dict("records") == [
        {"where": "D10.ann line 1", "what": "the passage is in 2 pieces; taken from the first to the last"},
        {"where": "D10.ann line 2", "what": "this is no annotation of brat; left out"},
    ]


def test_a_folder_of_brat_is_one_project_and_a_text_must_be_beside_its_annotations(tmp_path: Path) -> None:
    for name in ("D10", "D11"):
        brat(tmp_path, "T1\tFikser 6 11\tloket", name=name)
    assert read_coded(tmp_path).codings["document"].tolist() == ["D10", "D11"]
    (tmp_path / "D11.txt").unlink()
    with pytest.raises(StudyError, match=r"D11\.ann: its text D11\.txt is not beside it"):
        read_coded(tmp_path)
