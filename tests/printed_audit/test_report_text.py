import pandas as pd
import pytest

from wijkresearch.printed_audit.attributions import check_attributions
from wijkresearch.printed_audit.register_repair import repair_register
from wijkresearch.printed_audit.report_text import find_attributions, split_paragraphs

REGISTER = pd.DataFrame(
    [
        ("D1", "3", "interview", "Wijkregisseur", "aardam"),
        ("D2", "3", "interview", "Wethouder", "bosrade"),
        ("D3", "3", "observation", "Drie wijkregisseurs", "aardam"),
    ],
    columns=["document", "section", "kind", "function", "municipality"],
)
NAMES = {"aardam": "Aardam", "bosrade": "Bosrade-Noord"}


def found_in(text):
    found = find_attributions(split_paragraphs(text), REGISTER, NAMES, ["wijkverbinder"])
    rows = found[["document", "function", "municipality", "kind"]].astype("object")
    return [tuple(row) for row in rows.where(rows.notna(), None).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zij ziet dat zo (wijkregisseur, D1).", [("D1", "wijkregisseur", None, "passage")]),
        ("Wethouder (D2): “Dat klopt.”", [("D2", "Wethouder", None, "passage")]),
        ("In de gang (observatie, D3).", [("D3", "observatie", None, "observation")]),
        ("Tijdens een observatie (D3) bleek dat.", [("D3", "observatie", None, "observation")]),
        ("Een wethouder bij Bosrade-Noord (D2) zegt ja.", [("D2", "wethouder", "bosrade", "passage")]),
        ("Het team uit Aardam deelde zijn zorgen (D3).", [("D3", None, "aardam", "passage")]),
        ("Zo kan het (buurtcoach, D1).", [("D1", "buurtcoach", None, "passage")]),
        ("Wie weet (zie D1, p. 3).", [("D1", None, None, "passage")]),
        ("Volgens D2 niet.", [("D2", None, None, "passage")]),
        ("Een wethouder zei iets. Later (D1) niet.", [("D1", None, None, "passage")]),
        ("Wijkregisseurs kennen elkaar en hun emoties (D3).", [("D3", None, None, "passage")]),
        ("De wethouder hoorde van het team wat er in de wijk speelt (D3).", [("D3", None, None, "passage")]),
        ("Aardam en Bosrade-Noord verschillen (D1).", [("D1", None, None, "passage")]),
        ("Dit staat ook elders (D19).", [("D19", None, None, "passage")]),
        ("Zowel AD1 als D1-bis en pagina 12 niet.", []),
    ],
)
def test_the_forms_in_which_a_passage_is_attributed(text, expected):
    assert found_in(text) == expected


def test_several_documents_in_one_pair_of_brackets_share_the_function_before_the_semicolon():
    assert found_in("Dat zeggen zij (wijkregisseurs, D1 en D4; wethouder, D2).") == [
        ("D1", "wijkregisseurs", None, "passage"),
        ("D4", "wijkregisseurs", None, "passage"),
        ("D2", "wethouder", None, "passage"),
    ]


def test_rows_of_a_table_are_not_attributions():
    assert found_in("| D1 | Wijkregisseur | Aardam |\n| D2 | Wethouder | Bosrade-Noord |") == []


def test_a_sentence_that_a_page_break_cuts_in_two_is_read_as_one():
    assert found_in("Zo gaat dat. Wethouder\n\n(D2): “Ja.”") == [("D2", "Wethouder", None, "passage")]


def test_paragraphs_know_their_section_and_lose_their_emphasis():
    paragraphs = split_paragraphs("Vooraf.\n\n4.2 De *rollen*\n\nEen zin.\nNog een.\n\n5 Slot\n\nEinde.")
    assert [(paragraph.number, paragraph.section, paragraph.text) for paragraph in paragraphs] == [
        (1, "-", "Vooraf."),
        (2, "4.2", "4.2 De rollen"),
        (3, "4.2", "Een zin. Nog een."),
        (4, "5", "5 Slot"),
        (5, "5", "Einde."),
    ]


def test_a_paragraph_that_begins_with_a_number_of_respondents_is_not_a_heading():
    paragraphs = split_paragraphs("4.1 Kop\n\n12 respondenten zeggen ja.")
    assert [paragraph.section for paragraph in paragraphs] == ["4.1", "4.1"]


def test_the_thesis_s_text_gives_the_same_attributions_and_the_same_twelve_differences(thesis_text, published):
    names = {"katwijk": "Katwijk", "leidschendam-voorburg": "Leidschendam-Voorburg", "maassluis": "Maassluis"}
    found = find_attributions(split_paragraphs(thesis_text), published["register"], names, ["wijkverbinder"])
    listed = published["attributions"]
    assert found[["section", "document"]].to_numpy().tolist() == listed[["section", "document"]].to_numpy().tolist()
    named = listed["function"].notna()
    assert found.loc[named, "function"].str.lower().tolist() == listed.loc[named, "function"].str.lower().tolist()
    checked = check_attributions(found, published["register"])
    expected = check_attributions(listed, published["register"])
    assert checked["verdict"].tolist() == expected["verdict"].tolist()
    repair = repair_register(found, published["register"])
    assert repair.steps["moves"].tolist() == ["D7 → D9, D9 → D7", "D17 → D18, D18 → D19"]
    assert repair.only_one
