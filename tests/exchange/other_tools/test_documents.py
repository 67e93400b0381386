"""Word files with comments as codes, and NVivo's export of a code."""

import zipfile
from pathlib import Path

import docx
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.other_tools.nvivo import is_nvivo_export, nvivo_text, read_nvivo
from wijkresearch.exchange.other_tools.word_comments import read_word_comments


def commented(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("I: Hoe gaat het?")
    paragraph = document.add_paragraph("R: ")
    first = paragraph.add_run("De wijkverbinder ")
    second = paragraph.add_run("helpt ons.")
    document.add_comment([first], text="fikser; buurt", author="Marie Vos", initials="MV")
    document.add_comment([first, second], text="wonen, werken", author="Jan Dam", initials="JD")
    document.add_comment([second], text=" ", author="Jan Dam", initials="JD")
    document.save(path)
    return path


def test_word_comments_are_codes_of_the_words_they_are_attached_to(tmp_path: Path) -> None:
    project = read_word_comments(commented(tmp_path / "D1.docx"), codebook=["wonen", "werken"])
    text = project.texts["D1"]
    assert text == "I: Hoe gaat het?\nR: De wijkverbinder helpt ons."
    assert [(row.code, row.coder, text[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("fikser", "Marie Vos", "De wijkverbinder"),
        ("buurt", "Marie Vos", "De wijkverbinder"),
        ("wonen", "Jan Dam", "De wijkverbinder helpt ons."),
        ("werken", "Jan Dam", "De wijkverbinder helpt ons."),
    ]
    assert project.flagged.to_dict("records") == [{"where": "D1.docx, comment 3", "what": "it is empty; left out"}]


def test_a_word_file_without_comments_is_refused(tmp_path: Path) -> None:
    commented(tmp_path / "D1.docx")
    with zipfile.ZipFile(tmp_path / "D1.docx") as whole, zipfile.ZipFile(tmp_path / "D2.docx", "w") as less:
        for member in whole.namelist():
            if member != "word/comments.xml":
                less.writestr(member, whole.read(member))
    with pytest.raises(StudyError, match=r"D2\.docx: there are no comments in this Word file; expected comments"):
        read_word_comments(tmp_path / "D2.docx")


NVIVO = (
    "Name: fikser\r\n\r\n<Files\\\\Interviews\\\\D1> - § 2 references coded  [2,31% Coverage]\r\n\r\n"
    "Reference 1 - 1,20% Coverage\r\n\r\nDe wijkverbinder helpt\r\n\r\n"
    "Referentie 2 - 0.90% Coverage\r\n\r\nhet loket\r\n\r\n"
    "<Bestanden\\\\D2> - § 1 verwijzing gecodeerd [0.5% dekking]\r\n\r\nReference 1 - 0.5% dekking\r\n\r\nJa.\r\n"
)


def test_nvivo_text_export_with_localised_percentages(tmp_path: Path) -> None:
    path = tmp_path / "fikser.txt"
    path.write_bytes(NVIVO.encode("utf-8-sig"))
    text = "De wijkverbinder helpt. En het loket?"
    assert is_nvivo_export(nvivo_text(path))
    project = read_nvivo(path, {"D1.docx": text, "D2": "Ja."})
    assert [(row.document, row.code) for row in project.codings.itertuples()] == [("D1", "fikser")] * 2 + [
        ("D2", "fikser")
    ]
    assert [text[row.start : row.end] for row in project.codings.itertuples()][:2] == [
        "De wijkverbinder helpt",
        "het loket",
    ]
    assert project.warnings == ("The code is taken from the name of the file: 'fikser'.",)


def test_nvivo_word_export_reads_like_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    for line in NVIVO.replace("\r\n\r\n", "\r\n").split("\r\n"):
        document.add_paragraph(line)
    document.save(tmp_path / "fikser.docx")
    project = read_nvivo(tmp_path / "fikser.docx", {"D1": "De wijkverbinder helpt. En het loket?", "D2": "Ja."})
    assert len(project.codings) == 3


def test_a_heading_without_references_is_no_coding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<Files\\\\D1> - § 1 reference coded [1% Coverage]\n", encoding="utf-8")
    with pytest.raises(
        StudyError, match=r"a\.txt: there are no codings in this file; expected at least one coded passage\."
    ):
        read_nvivo(tmp_path / "a.txt", {})


def test_an_interview_is_no_nvivo_export() -> None:
    assert not is_nvivo_export("I: Reference 1 - 20% is veel\nR: <lacht>")
