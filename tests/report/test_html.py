from lxml import html

from wijkresearch.report.blocks import (
    Bullets,
    Contents,
    Figure,
    Heading,
    Links,
    Paragraph,
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


def test_a_linked_cell_leads_where_its_number_comes_from_and_an_unlinked_one_nowhere():
    linked = TableBlock("T", ("Nr.", "Aantal"), (("C1", "3"), ("C2", "0")), links={(0, 1): "passages.html#C1"})
    assert [(link.text, link.get("href")) for link in page_of([linked]).find(".//main").iter("a")] == [
        ("3", "passages.html#C1")
    ]


def test_every_finding_of_a_report_with_passages_links_to_them(make_material):
    page = page_of(compose_report(make_material()))
    links = [link.get("href") for table in page.iter("table") for link in table.iter("a")]
    assert links == [
        "passages.html#rol-luisteraar-buiten-aardam",
        "passages.html#rol-makelaar-buiten-aardam",
        *("#bevinding-C1", "passages.html#C1-aardam", "passages.html#C1-bosrade", "#bevinding-C2"),
    ]
    assert page.get_element_by_id("bevinding-C1").find(".//h3").text == "Bewoners & ambtenaren spreken elkaar."


def test_the_id_of_a_passage_is_a_link_wherever_it_stands_and_a_link_holds_no_second_one():
    table = TableBlock("T", ("Nr.", "Waar"), (("C1", "**D1:3-5** ja"), ("D2:7-9", "")), links={(1, 0): "elders.html"})
    page = page_of([Paragraph("Zie D1:3-5; om 10:30-11 niet."), table])
    links = [(link.text_content(), link.get("href")) for link in page.find(".//main").iter("a")]
    passage = ("D1:3-5", "gesprek-D1.html#D1-3-5")
    assert links == [passage, passage, ("D2:7-9", "elders.html")]


def test_the_source_of_a_table_stands_below_it_and_leads_to_where_it_is_computed():
    table = TableBlock("T", ("Nr.",), (("3",),), source="Bron: a.csv.", source_page="02_coding.html")
    (source,) = page_of([table]).find_class("source")
    assert [(link.text, link.get("href")) for link in source.iter("a")] == [("Bron: a.csv.", "02_coding.html")]
    (bare,) = page_of([TableBlock("T", ("Nr.",), (("3",),), source="Gedrukt in 4.2.")]).find_class("source")
    assert (bare.text, len(bare)) == ("Gedrukt in 4.2.", 0)


def test_a_figure_is_inside_the_page_with_its_alternative_text(picture):
    png, svg = picture
    page = page_of([Figure("Bijschrift", "Wat er 'te zien' is: \"3\"", png, svg)])
    (image,) = page.iter("img")
    assert image.get("alt") == "Wat er 'te zien' is: \"3\""
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert page.find(".//figcaption").text_content() == "Figuur 1 Bijschrift"


def test_contents_lead_to_the_chapters_and_a_page_leads_back_to_the_entry():
    page = page_of([Heading(1, "Titel"), Contents("Inhoud", (("een", "Een"),)), Heading(2, "Een", "een")])
    assert [(link.get("href"), link.text) for link in page.xpath("//header//a")] == [("index.html", "Het antwoord")]
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
