"""A number leads to what its row is about, of the case that its column names, and never where nothing is behind it."""

from dataclasses import replace

import pandas as pd
import pytest
from lxml import html

from wijkresearch.report.blocks import TableBlock
from wijkresearch.report.documents import ReadDocument
from wijkresearch.report.number_links import lead_on, lead_page_on

EVIDENCE = pd.DataFrame({"segment": ["D1:0-9"], "document": ["D1"]})
AXIAL = pd.DataFrame({"axial_category": ["Praat met bewoners", "Rest"], "code": ["praat", "loopt"]})


@pytest.fixture
def material(make_material):
    made = make_material(**{"02_evidence": EVIDENCE, "03_axial_counts": AXIAL})
    return replace(made, documents={name: ReadDocument(name, "aardam", name) for name in ("D1", "D4")})


def links(material, headings, *row):
    (table,) = lead_on([TableBlock("T", headings, (row,))], material)
    return {column: link for (_, column), link in table.links.items()}


def test_a_number_about_a_claim_leads_to_its_passages_in_the_case_of_its_column(material):
    headings = ("Nr.", "Conclusie", "Aardam", "Samen")
    found = links(material, headings, "C1", "Er wordt gepraat in 2024", "gemengd, 2 van 3", "5")
    assert found == {0: "passages.html#C1", 2: "passages.html#C1-aardam", 3: "passages.html#C1"}


def test_a_number_about_a_claim_and_a_document_leads_to_its_passages_there_where_there_are_any(material):
    assert links(material, ("Nr.", "Wie", "Aantal"), "**C1**", "D4", "1")[2] == "passages.html#C1-D4"
    assert links(material, ("Nr.", "Wie", "Aantal"), "C2", "D4", "1")[2] == "passages.html#C2"


def test_a_number_about_a_role_in_a_world_leads_to_it_and_about_a_role_alone_nowhere(material):
    one_cell = links(material, ("Cel", "Nu"), "Buiten · Aardam · Makelaar", "3,5")
    assert one_cell == {1: "passages.html#rol-makelaar-buiten-aardam"}
    assert links(material, ("Rol", "Waarden"), "Makelaar", "8") == {}


def test_a_category_is_told_from_a_code_of_the_same_name_by_its_heading(material):
    code = links(material, ("Code", "Aardam"), "Praat met bewoners", "3")
    category = links(material, ("Axiale categorie", "Aardam"), "Praat met bewoners", "3")
    assert (code, category) == ({1: "codes.html#code-praat-aardam"}, {1: "codes.html#categorie-1-aardam"})


def test_a_number_without_passages_behind_it_and_a_sentence_lead_nowhere(material):
    assert links(material, ("Gemeente", "Inwoners", "Zin"), "Aardam", "30.000", "In 2024 waren dat er 3") == {}


def test_a_link_of_the_table_itself_stays(material):
    table = TableBlock("T", ("Nr.", "n"), (("C1", "3"),), links={(0, 1): "elders.html"}, source="Gedrukt in 4.2.")
    (found,) = lead_on([table], material)
    assert (found.links[0, 1], found.source) == ("elders.html", "Gedrukt in 4.2.")


def test_a_table_names_the_file_that_its_numbers_stand_in(material):
    (table,) = lead_on([TableBlock("T", ("α",), (("0,8",),), made_of=("02_agreement",))], material)
    assert (table.source, table.source_page) == ("Bron: 02_agreement.csv in data/processed/.", "")


def test_tables_of_a_notebook_get_links_and_a_source_below_them(material):
    styled = (
        '<details class="code" id="code-2"></details>'
        '<table id="T_agreement"><thead><tr><th>Nr.</th><th>Aardam</th></tr></thead><tbody>'
        '<tr><td rowspan="2">C1</td><td>3</td></tr><tr><td>4</td></tr></tbody></table><p>daarna</p>'
    )
    page = html.fromstring(lead_page_on(styled, material, ["02_agreement"], source="code_above"))
    assert [(link.text, link.get("href")) for link in page.iter("a")] == [
        ("C1", "passages.html#C1"),
        ("3", "passages.html#C1-aardam"),
        ("4", "passages.html#C1-aardam"),
        ("Bron: 02_agreement.csv in data/processed/.", "#code-2"),
    ]
    other = html.fromstring(lead_page_on(styled.replace("T_agreement", "T_x"), material, [], source="code_above"))
    assert other.xpath("//p[contains(@class, 'source')]/a/text()") == [
        "Bron: uitgerekend door de code hierboven, uit data/processed/."
    ]
