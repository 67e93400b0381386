from lxml import html

from wijkresearch.report.blocks import (
    Bullets,
    Contents,
    Figure,
    Heading,
    Links,
    Paragraph,
    Passages,
    Pointer,
    TableBlock,
)
from wijkresearch.report.content import compose_report
from wijkresearch.report.html import report_body, report_html

TABLE = TableBlock("Een & twee", ("Nr.", "Zin", "Aantal"), (("C1", "**Vet** < dun", "3"), ("C2", "–", "12")))


def page_of(blocks, language="nl"):
    return html.fromstring(report_html(blocks, title="Titel", language=language, home="index.html"))


def cells(table):
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


def test_a_table_keeps_every_cell_has_scopes_and_is_numbered_in_the_language_of_the_report():
    page = page_of([TABLE, TABLE])
    tables = list(page.iter("table"))
    assert cells(tables[0]) == [list(TABLE.headings), ["C1", "Vet < dun", "3"], ["C2", "–", "12"]]
    assert [table.find("caption").text_content() for table in tables] == ["Tabel 1 Een & twee", "Tabel 2 Een & twee"]
    assert {head.get("scope") for head in tables[0].find("thead").iter("th")} == {"col"}
    assert {head.get("scope") for head in tables[0].find("tbody").iter("th")} == {"row"}
    (english,) = page_of([TABLE], "en").iter("caption")
    assert english.text_content() == "Table 1 Een & twee"


def test_bold_is_the_only_mark_up_and_everything_else_is_escaped():
    body = report_body([Paragraph("**a** <b>"), Bullets(("**c** & d",))], language="nl")
    assert body == "<p><strong>a</strong> &lt;b&gt;</p>\n<ul><li><strong>c</strong> &amp; d</li></ul>"


def test_a_link_leads_to_a_page_beside_this_one():
    body = report_body([Links((("lijst.html#a", "De & lijst"),))], language="nl")
    assert body == '<p><a href="lijst.html#a">De &amp; lijst</a></p>'


def test_numbers_stand_to_the_right_and_only_they():
    body = report_body([TableBlock("T", ("Nr.", "Aantal"), (("C1", "3"),), numeric=frozenset({1}))], language="nl")
    numbers = [cell.text for cell in html.fromstring(body).iter() if cell.get("class") == "number"]
    assert numbers == ["Aantal", "3"]


def test_a_linked_row_leads_to_an_element_of_the_page_and_an_unlinked_one_to_nothing():
    linked = TableBlock("T", ("Nr.", "Zin"), (("C1", "a"), ("C2", "b")), links=("passages-C1", ""))
    page = page_of([linked, Passages("passages-C1", "C1: passages", (("D1:1-2", "Iemand", "voor", ""),))])
    (link,) = page.find(".//table").iter("a")
    target = page.get_element_by_id(link.get("href").removeprefix("#"))
    assert (link.text, "D1:1-2" in target.text_content()) == ("C1", True)


def test_every_finding_of_a_report_with_passages_links_to_them(make_material):
    page = page_of(compose_report(make_material()))
    links = [link.get("href") for table in page.iter("table") for link in table.iter("a")]
    assert links == ["#passages-C1", "#passages-C1", "#passages-role-2"]
    assert page.get_element_by_id("passages-C1").getparent().find("summary").text == "C1: passages voor en tegen"


def test_passages_show_words_as_a_quote_and_without_words_their_ids_alone():
    lines = (("D1:0-9", "A", "voor", "Wij <praten>."), ("D2:1-2", "B", "tegen", ""), ("D2:5-6", "B", "tegen", ""))
    page = page_of([Passages("passages-C1", "C1", lines)])
    assert [item.text_content() for item in page.iter("li")] == [
        "A, voorWij <praten>. D1:0-9",
        "B, tegen: D2:1-2, D2:5-6",
    ]
    assert [quote.text for quote in page.iter("blockquote")] == ["Wij <praten>. "]


def test_a_figure_is_inside_the_page_with_its_alternative_text(picture):
    png, svg = picture
    page = page_of([Figure("Bijschrift", "Wat er 'te zien' is: \"3\"", png, svg)])
    (image,) = page.iter("img")
    assert image.get("alt") == "Wat er 'te zien' is: \"3\""
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert page.find(".//figcaption").text_content() == "Figuur 1 Bijschrift"


def test_contents_lead_to_the_chapters_and_a_page_leads_back_to_the_entry():
    page = page_of([Heading(1, "Titel"), Contents("Inhoud", (("een", "Een"),)), Heading(2, "Een", "een")])
    assert [(link.get("href"), link.text) for link in page.xpath("//header//a | //main//a")] == [
        ("index.html", "Het antwoord"),
        ("#een", "Een"),
    ]
    assert page.get_element_by_id("een").tag == "h2"


def test_the_same_report_is_the_same_page(make_material):
    first, second = (report_html(compose_report(make_material()), title="T", language="nl") for _ in range(2))
    assert first == second


def test_text_refers_to_a_table_by_its_number_and_leads_to_it():
    blocks = [
        TableBlock("A", ("a",), ()),
        TableBlock("B", ("b",), (), name="counts"),
        Pointer("Zie {counts} & verder."),
    ]
    page = page_of(blocks)
    paragraph = page.findall(".//main/p")[-1]
    assert paragraph.text_content() == "Zie Tabel 2 & verder."
    assert page.get_element_by_id(paragraph.find("a").get("href").removeprefix("#")).tag == "table"
