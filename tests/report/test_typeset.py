import re
from io import BytesIO

from pypdf import PdfReader

from wijkresearch.report.blocks import Figure, Heading, Links, Paragraph, Passages, Pointer, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.report.typeset import report_pdf


def text_of(blocks, language="nl"):
    """The words of the PDF, with hyphenation at line ends undone."""
    reader = PdfReader(BytesIO(report_pdf(blocks, title="Titel", language=language)))
    said = "\n".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u2010-]\n", "", said))


def test_every_cell_of_every_table_stands_in_the_pdf(make_material):
    blocks = compose_report(make_material())
    said = text_of(blocks).replace(" ", "")
    made = [cell for block in blocks if isinstance(block, TableBlock) for row in block.rows for cell in row]
    assert [cell for cell in made if re.sub(r"\s", "", cell) not in said] == []


def test_signs_of_the_typesetting_language_are_printed_as_they_are():
    odd = "#let $x$ = *a* _b_ `c` <d> @e [f] ~ \\g // h -- 'i' \"j\" 1. + - ="
    assert odd.replace(" ", "") in text_of([Paragraph(odd)]).replace(" ", "")


def test_signs_that_the_font_of_the_text_lacks_are_printed_and_those_of_no_font_are_a_square():
    assert text_of([Paragraph("Mooi 😀 → α ☒, 漢字 en\xa0meer")]) == "Mooi 😀 → α ☒, □□ en meer 1"


def test_on_paper_a_link_names_the_file():
    assert "De lijst: lijst.html" in text_of([Links((("lijst.html#a", "De lijst"),))])


def test_captions_and_contents_are_in_the_language_of_the_report(make_material):
    dutch, english = (text_of(compose_report(make_material(language)), language) for language in ("nl", "en"))
    assert ("Tabel 1" in dutch, "Inhoud" in dutch, "Figuur 1" in dutch) == (True, True, True)
    assert ("Table 1" in english, "Contents" in english, "Figure 1" in english) == (True, True, True)


def test_text_refers_to_tables_and_figures_by_their_numbers(picture):
    blocks = [
        Pointer("Zie {counts} en {05_verdicts}."),
        TableBlock("A", ("a",), (("1",),)),
        TableBlock("B", ("b",), (("1",),), name="counts"),
        Figure("C", "c", *picture, name="05_verdicts"),
    ]
    assert "Zie Tabel 2 en Figuur 1." in text_of(blocks)


def test_a_finding_links_to_its_passages():
    table = TableBlock("T", ("Nr.", "Zin"), (("C1", "a"), ("C2", "b")), links={(0, 0): "passages.html#C1-aardam"})
    passages = Passages("C1", "C1: passages", (("D1:1-2", "Iemand", "voor", ""),))
    reader = PdfReader(
        BytesIO(report_pdf([Heading(1, "T"), Heading(2, "A"), table, passages], title="T", language="nl"))
    )
    links = [note for page in reader.pages for note in page.get("/Annots", ())]
    assert len(links) == 1


def test_the_pdf_is_tagged_has_a_title_a_language_and_alternative_texts(picture):
    blocks = [Heading(1, "T"), Figure("Bijschrift", "Een 'rode' \"streep\" \\ 3", *picture)]
    written = report_pdf(blocks, title="Mijn titel", language="nl")
    reader = PdfReader(BytesIO(written))
    catalog = reader.trailer["/Root"]
    assert (catalog["/MarkInfo"]["/Marked"], catalog["/Lang"][:2], reader.metadata.title) == (True, "nl", "Mijn titel")
    assert "Een 'rode' \"streep\" \\ 3" in alternative_texts(catalog["/StructTreeRoot"].get_object())


def alternative_texts(element):
    """Every alternative text in the tree of tags below an element."""
    found = [str(element["/Alt"])] if "/Alt" in element else []
    below = element.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        inner = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(inner, dict):
            found += alternative_texts(inner)
    return found


def test_the_same_report_gives_the_same_bytes(make_material):
    first, second = (report_pdf(compose_report(make_material()), title="T", language="nl") for _ in range(2))
    assert first == second
