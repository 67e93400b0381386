"""Word files with comments as codes, and NVivo's export of a code."""

import zipfile
from pathlib import Path

import docx
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.other_tools.comments import read_comments
from wijkresearch.exchange.other_tools.nvivo import is_nvivo_export, nvivo_text, read_nvivo
from wijkresearch.exchange.recognising import read_coded


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
    project = read_comments(commented(tmp_path / "D1.docx"), codebook=["wonen", "werken"])
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
    with pytest.raises(StudyError, match=r"D2\.docx: there are no comments in this file; expected comments"):
        read_comments(tmp_path / "D2.docx")


ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def annotation(name: str, who: str, *said: str, parent: str = "") -> str:
    answers = f' loext:parent-name="{parent}"' * bool(parent)
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in said)
    named = f' office:name="{name}"' * bool(name)
    return f"<office:annotation{named}{answers}><dc:creator>{who}</dc:creator>{paragraphs}</office:annotation>"


def end(name: str) -> str:
    return f'<office:annotation-end office:name="{name}"/>'


def odt(path: Path, body: str) -> Path:
    content = f"<office:document-content {ODT}><office:body><office:text>{body}</office:text></office:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"{content}</office:document-content>")
    return path


def test_comments_of_an_odt_are_codes_of_the_words_between_their_marks(tmp_path: Path) -> None:
    first, second = annotation("a", "Marie Vos", "fikser", "buurt"), annotation("b", "Jan Dam", "wonen")
    body = (
        f"<text:p>I: Hoe<text:s/> gaat het?</text:p><text:p>R: {first}De <text:span>wijk{second}verbinder</text:span>"
        f"{end('a')} helpt.</text:p><text:p>Ons{end('b')}.{annotation('', 'Jan Dam', 'los')}</text:p>"
    )
    project = read_coded(odt(tmp_path / "D1.odt", body))
    text = project.texts["D1"]
    assert text == "I: Hoe  gaat het?\nR: De wijkverbinder helpt.\nOns."
    assert [(row.code, row.coder, text[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("fikser", "Marie Vos", "De wijkverbinder"),
        ("buurt", "Marie Vos", "De wijkverbinder"),
        ("wonen", "Jan Dam", "verbinder helpt.\nOns"),
    ]
    said = {"where": "D1.odt, comment 3", "what": "it is not attached to a passage; left out"}
    assert project.flagged.to_dict("records") == [said]


@pytest.mark.parametrize("parent", ["a", ""])
def test_replies_in_an_odt_are_notes_where_the_file_tells_them_and_otherwise_flagged(
    tmp_path: Path, parent: str
) -> None:
    comments = annotation("a", "Marie Vos", "fikser") + annotation("b", "Jan Dam", "Weet ik niet.", parent=parent)
    project = read_coded(odt(tmp_path / "D1.odt", f"<text:p>{comments}Het loket{end('b')}{end('a')}.</text:p>"))
    assert project.codings[["code", "coder", "memo"]].to_numpy().tolist() == [
        ["fikser", "Marie Vos", "Jan Dam: Weet ik niet."]
    ]
    assert len(project.flagged) == (0 if parent else 1)


def test_an_odt_without_comments_is_a_transcript_and_no_coded_work(tmp_path: Path) -> None:
    odt(tmp_path / "D1.odt", "<text:p>I: Hoe gaat het?</text:p>")
    assert read_coded(tmp_path / "D1.odt", corrected=True).format == "transcript"
    with pytest.raises(StudyError, match=r"D1\.odt: there are no comments in this file; expected comments that name"):
        read_coded(tmp_path / "D1.odt")
    commented = odt(tmp_path / "D2.odt", f"<text:p>{annotation('a', 'Jan', 'fikser')}Het loket{end('a')}</text:p>")
    assert read_coded(commented, corrected=True).format == "odt-comments"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NEWER = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)


def threaded(path: Path, comments: list[tuple[str, str]], threads: dict[int, int | None], twice: bool = False) -> Path:
    """Comments (author, text) on the same words, written as Word 365 does; `threads` says what each one answers."""
    numbers = range(len(comments))
    begin = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    end = "".join(f'<w:commentRangeEnd w:id="{number}"/>' for number in numbers)
    again = f"<w:p>{begin}<w:r><w:t>Dicht.</w:t></w:r>{end}</w:p>" if twice else ""
    body = f"<w:p>{begin}<w:r><w:t>Het loket.</w:t></w:r>{end}</w:p>{again}"
    said = "".join(
        f'<w:comment w:id="{number}" w:author="{author}">'
        f'<w:p w14:paraId="A{number}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for number, (author, text) in enumerate(comments)
    )
    parents = {number: "" if parent is None else f' w15:paraIdParent="A{parent}"' for number, parent in threads.items()}
    extended = "".join(f'<w15:commentEx w15:paraId="A{number}"{parent}/>' for number, parent in parents.items())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments.xml", f"<w:comments {WORD} {NEWER}>{said}</w:comments>")
        if threads:
            archive.writestr("word/commentsExtended.xml", f"<w15:commentsEx {NEWER}>{extended}</w15:commentsEx>")
    return path


REPLIES = [("Student", "fikser"), ("Begeleider", "Waarom?"), ("Student", "Aangepast")]


def test_replies_in_a_thread_are_notes_with_the_coding_and_neither_codes_nor_coders(tmp_path: Path) -> None:
    project = read_comments(threaded(tmp_path / "D1.docx", REPLIES, {0: None, 1: 0, 2: 1}))
    assert project.codings[["code", "coder", "memo"]].values.tolist() == [
        ["fikser", "Student", "Begeleider: Waarom?\nStudent: Aangepast"]
    ]
    assert list(project.codes["code"]) == ["fikser"]
    assert project.flagged.empty


def test_comments_that_word_says_are_no_replies_are_codes_of_two_people(tmp_path: Path) -> None:
    project = read_comments(threaded(tmp_path / "D1.docx", REPLIES[:2], {0: None, 1: None}))
    assert list(project.codings["coder"]) == ["Student", "Begeleider"]
    assert project.flagged.empty


def test_without_threads_a_comment_of_somebody_else_that_names_no_known_code_is_a_reply(tmp_path: Path) -> None:
    project = read_comments(threaded(tmp_path / "D1.docx", REPLIES, {}))
    assert project.codings[["code", "coder", "memo"]].values.tolist() == [
        ["fikser", "Student", "Begeleider: Waarom?\nStudent: Aangepast"]
    ]
    taken = "and the file tells no replies; taken as a reply, because it names no code that is known"
    assert project.flagged.to_dict("records") == [
        {"where": f"D1.docx, comment {number}", "what": f"it is on the same words as comment 1, {taken}"}
        for number in (2, 3)
    ]


def test_without_threads_a_comment_of_somebody_else_that_names_a_code_is_one(tmp_path: Path) -> None:
    comments = [("Student", "fikser"), ("Tweede", "Een Loket"), ("Student", "twijfel")]
    project = read_comments(threaded(tmp_path / "D1.docx", comments, {}), ["een_loket"])
    assert project.codings[["code", "coder"]].values.tolist() == [
        ["fikser", "Student"],
        ["Een Loket", "Tweede"],
        ["twijfel", "Student"],
    ]
    assert list(project.flagged["what"]) == [
        "it is on the same words as comment 1, and the file tells no replies; taken as a code, because it names one"
    ]


def test_a_reply_to_a_comment_that_is_gone_and_one_to_an_empty_comment_are_said(tmp_path: Path) -> None:
    gone = read_comments(threaded(tmp_path / "D1.docx", REPLIES[:2], {0: None, 1: 9}))
    assert list(gone.flagged["what"]) == ["it answers a comment that is not there; left out"]
    circle = read_comments(threaded(tmp_path / "D3.docx", REPLIES[:2], {0: 1, 1: 0}))
    assert list(circle.flagged["what"]) == ["it answers a comment that is not there; left out"] * 2
    empty = read_comments(threaded(tmp_path / "D2.docx", [("Student", " "), ("Jan", "Hm")], {0: None, 1: 0}))
    assert list(empty.flagged["what"]) == ["it is empty; left out with 1 replies"]
    assert not empty.codes.size


def test_a_comment_that_is_attached_to_two_passages_is_flagged(tmp_path: Path) -> None:
    project = read_comments(threaded(tmp_path / "D1.docx", REPLIES[:1], {}, twice=True))
    assert list(project.flagged["what"]) == ["it is attached to 2 passages; only the last one was taken"]
    assert [project.texts["D1"][row.start : row.end] for row in project.codings.itertuples()] == ["Dicht."]


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
