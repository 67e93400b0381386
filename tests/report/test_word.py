from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from wijkresearch.report.blocks import Bullets, Figure, Heading, Links, Paragraph, Pointer, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.report.word import report_document

POINTER = Pointer("Zie {05_verdicts}.")


def opened(blocks, language="nl"):
    """The document as Word would read it from a file."""
    stream = BytesIO()
    report_document(blocks, title="Titel", language=language).save(stream)
    return Document(stream)


def cells(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_every_table_of_the_report_stands_in_the_document_cell_by_cell(make_material):
    blocks = compose_report(make_material())
    made = [block for block in blocks if isinstance(block, TableBlock)]
    headed = [table for table in opened(blocks).tables if table._tbl.xpath(".//w:tblHeader")]
    assert [cells(table) for table in headed] == [[block.headings, *block.rows] for block in made]


def test_headings_are_real_and_the_contents_are_a_field_that_shows_the_chapters(make_material):
    blocks = compose_report(make_material())
    document = opened(blocks)
    chapters = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == chapters
    assert document.paragraphs[0].style.name == "Title"
    assert next(code.text for code in document.element.iter(qn("w:instrText"))).startswith("TOC ")
    words = [paragraph.text for paragraph in document.paragraphs]
    start = words.index(chapters[0])
    assert words[start : start + len(chapters)] == chapters
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert {block.name for block in blocks if isinstance(block, Heading) and block.level == 2} <= links


def test_every_field_begins_and_ends_so_that_word_can_bring_it_up_to_date(make_material):
    document = opened(compose_report(make_material()))
    kinds = [mark.get(qn("w:fldCharType")) for mark in document.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_pages_are_numbered(make_material):
    (section,) = opened(compose_report(make_material())).sections
    assert [code.text for code in section.footer._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_on_paper_a_link_names_the_file():
    document = opened([Links((("lijst.html#a", "De lijst"),))])
    assert [paragraph.text for paragraph in document.paragraphs] == ["De lijst: lijst.html"]


def test_captions_are_numbered_fields_in_the_language_of_the_report(picture):
    blocks = [TableBlock("A", ("x",), (("1",),)), Figure("B", "b", *picture), TableBlock("C", ("x",), (("1",),))]
    dutch, english = opened(blocks), opened(blocks, "en")
    captions = [[p.text for p in document.paragraphs if p.style.name == "Caption"] for document in (dutch, english)]
    assert captions == [["Tabel 1\nA", "Figuur 1  B", "Tabel 2\nC"], ["Table 1\nA", "Figure 1  B", "Table 2\nC"]]
    fields = [code.text for code in dutch.element.iter(qn("w:instrText"))]
    assert fields == ["SEQ Tabel \\* ARABIC", "SEQ Figuur \\* ARABIC", "SEQ Tabel \\* ARABIC"]
    assert (dutch.core_properties.language, english.core_properties.language) == ("nl-NL", "en-GB")


def test_a_finding_links_to_the_bookmark_at_its_passages(make_material):
    document = opened(compose_report(make_material(), annex=True))
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    marks = {
        mark.get(qn("w:name")): "".join(text.text for text in mark.getparent().iter(qn("w:t")))
        for mark in document.element.iter(qn("w:bookmarkStart"))
    }
    assert {"C1", "rol_makelaar_buiten", "bevinding_C1"} <= links <= set(marks)
    assert marks["C1"] == "C1: passages voor en tegen"


def test_a_figure_has_its_alternative_text_and_fits_the_page(picture):
    document = opened([Figure("B", "Wat er te zien is", *picture)])
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Wat er te zien is"
    assert (round(shape.width.cm, 1), shape.height.cm <= 21) == (16.6, True)


def test_a_tall_figure_is_made_smaller_until_it_fits_the_page():
    from matplotlib.figure import Figure as Drawn

    stream = BytesIO()
    Drawn(figsize=(1, 3)).savefig(stream, format="png")
    (shape,) = opened([Figure("B", "b", stream.getvalue(), b"")]).inline_shapes
    assert (round(shape.width.cm, 1), round(shape.height.cm, 1)) == (7.0, 21.0)


def test_the_heading_row_is_repeated_and_columns_fill_the_width_of_the_text():
    wide = TableBlock(
        "A", ("Nr.", "Conclusie"), (("C1", "Een zin die heel wat meer plaats nodig heeft dan een nummer."),)
    )
    (table,) = opened([wide]).tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    widths = [column.width.cm for column in table.columns]
    assert (round(sum(widths), 1), widths[1] > 5 * widths[0]) == (16.6, True)


def test_a_row_does_not_run_on_to_the_next_page_and_the_heading_row_stays_with_the_first():
    (table,) = opened([TableBlock("A", ("x",), (("1",), ("2",)))]).tables
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [True] * 3
    assert table.rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next


@pytest.mark.parametrize(("cases", "sideways"), [(3, False), (8, True)])
def test_a_table_too_wide_for_an_upright_page_stands_on_a_page_on_its_side(cases, sideways):
    headings = ("Nr.", *[f"Gemeentenaam{place}" for place in range(cases)])
    document = opened([TableBlock("A", headings, (("1",) * (cases + 1),)), Paragraph("Verder.")])
    assert [section.page_width > section.page_height for section in document.sections] == (
        [False, True, False] if sideways else [False]
    )
    widths = [round(column.width.cm, 1) for column in document.tables[0].columns]
    assert sum(widths) <= (25.4 if sideways else 16.7)
    assert min(widths[1:]) > 2  # what the longest word asks for


def test_bold_words_stay_bold_and_a_note_is_marked():
    document = opened(
        [Bullets(("**Wel** niet",)), TableBlock("A", ("x",), (("1",),), note="Let op."), Paragraph("Slot.")]
    )
    bullet = next(p for p in document.paragraphs if p.style.name == "List Bullet")
    assert [(run.text, run.bold) for run in bullet.runs] == [("Wel", True), (" niet", None)]
    assert "Noot. Let op." in [paragraph.text for paragraph in document.paragraphs]


def test_the_document_names_no_author_and_no_date_of_today(make_material):
    properties = opened(compose_report(make_material())).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Titel", "", "")
    assert properties.created.year < 2020


def test_text_refers_to_a_figure_with_a_field_that_word_brings_up_to_date(picture):
    document = opened([TableBlock("A", ("a",), (("1",),)), Figure("B", "b", *picture, name="05_verdicts"), POINTER])
    paragraph = document.paragraphs[-1]
    assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "Zie Figuur 1."
    (field,) = (code.text for code in paragraph._p.iter(qn("w:instrText")))
    (bookmark,) = document.element.iter(qn("w:bookmarkStart"))
    assert field == f"REF {bookmark.get(qn('w:name'))} \\h"
    between = []
    for element in bookmark.itersiblings():
        if element.tag == qn("w:bookmarkEnd"):
            break
        between += [text.text for text in element.iter(qn("w:t"))]
    assert "".join(between) == "Figuur 1"
