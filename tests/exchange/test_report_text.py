import zipfile

import pytest
from docx import Document

from wijkresearch.errors import StudyError
from wijkresearch.exchange.report_text import join_lines, read_report_text


def word_file(tmp_path, body, footnotes=""):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        if footnotes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {space}>{footnotes}</w:footnotes>")
    return path


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_word_report_gives_its_paragraphs_and_not_its_tables(tmp_path):
    document = Document()
    document.add_heading("4 Resultaten", level=1)
    document.add_paragraph("Dat ziet een wethouder (D3).")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "D1"
    document.add_paragraph("Einde.")
    document.save(tmp_path / "report.docx")
    expected = "4 Resultaten\n\nDat ziet een wethouder (D3).\n\nEinde."
    assert read_report_text(tmp_path / "report.docx") == expected


def test_tracked_insertions_stay_and_deletions_go_and_footnotes_come_last(tmp_path):
    body = (
        "<w:p><w:r><w:t>Drie </w:t></w:r><w:ins><w:r><w:t>respondenten</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>mensen</w:delText></w:r></w:del><w:r><w:t>.</w:t><w:br/><w:t>Ja.</w:t></w:r></w:p>"
    )
    path = word_file(tmp_path, body, f"<w:footnote>{paragraph('Zie ook D4.')}</w:footnote>")
    assert read_report_text(path) == "Drie respondenten. Ja.\n\nZie ook D4."


def test_a_text_box_is_read_once_and_apart(tmp_path):
    box = f"<w:p><w:r><w:t>Voor</w:t></w:r><w:r><w:txbxContent>{paragraph('In het vak')}</w:txbxContent></w:r></w:p>"
    assert read_report_text(word_file(tmp_path, box)) == "Voor\n\nIn het vak"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_plain_text_is_read_in_the_encodings_of_dutch_word_processors(tmp_path, encoding):
    path = tmp_path / "report.txt"
    path.write_bytes("Eén coördinator (D7).\r\n\r\nTwee.".encode(encoding))
    assert read_report_text(path) == "Eén coördinator (D7).\n\nTwee."


def test_markdown_loses_its_headings_and_quote_marks(tmp_path):
    path = tmp_path / "report.md"
    path.write_text("## 4.1 Rollen\n\n> Zo is het.\n", encoding="utf-8")
    assert read_report_text(path) == "4.1 Rollen\n\nZo is het.\n"


def test_lines_of_a_page_become_paragraphs_and_cut_words_are_mended():
    lines = (
        "De gemeente Leidschendam-\nVoorburg heeft een gebieds-\nregisseur (D11).\n"
        "D1 Wijkregisseur Katwijk\n4.2 Rollen\n7\nEen zin."
    )
    assert join_lines(lines) == (
        "De gemeente Leidschendam-Voorburg heeft een gebiedsregisseur (D11).\n\n"
        "| D1 Wijkregisseur Katwijk\n\n4.2 Rollen\n\nEen zin."
    )


def test_a_pdf_is_read(tmp_path):
    typst = pytest.importorskip("typst")
    source = tmp_path / "report.typ"
    source.write_text(
        '#set text(lang: "nl", size: 11pt)\nDertien respondenten zien dat (wethouder, D3).', encoding="utf-8"
    )
    typst.compile(str(source), output=str(tmp_path / "report.pdf"))
    assert read_report_text(tmp_path / "report.pdf") == "Dertien respondenten zien dat (wethouder, D3)."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("report.xls", b"x", "report.xls: '.xls' is not read as a report; expected one of .docx, .pdf, .md, .txt."),
        ("report.txt", b"  \n", "report.txt: there is no text in it; expected a report with text. It may be a scan."),
        (
            "report.pdf",
            b"no pdf",
            "report.pdf: the PDF is damaged or locked; expected a PDF with text. Use the .docx.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(StudyError) as error:
        read_report_text(path)
    assert str(error.value) == f"1 problem:\n  {message}"
