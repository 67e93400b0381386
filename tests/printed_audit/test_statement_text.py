import pandas as pd
import pytest

from wijkresearch.printed_audit.report_text import split_paragraphs
from wijkresearch.printed_audit.statement_text import find_means, find_percentages, find_statements, find_uncounted
from wijkresearch.printed_audit.statements import check_statements

REGISTER = pd.DataFrame(
    [
        ("D1", "3", "interview", "Wijkregisseur", "aardam"),
        ("D2", "3", "interview", "Wijkcoördinator", "bosrade"),
        ("D3", "3", "observation", "Team", "aardam"),
    ],
    columns=["document", "section", "kind", "function", "municipality"],
)
NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}


def found_in(text):
    found = find_statements(split_paragraphs(text), REGISTER, NAMES, ["wijkverbinder"])
    rows = found[["respondents", "of", "among"]].astype("object")
    return [tuple(row) for row in rows.where(rows.notna(), None).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dertien respondenten zeggen dit.", [(13, None, "all")]),
        ("Dit zeggen 7 respondenten.", [(7, None, "all")]),
        ("Volgens zeven van de tien respondenten.", [(7, 10, "all")]),
        ("Dit noemen 13/15 respondenten.", [(13, 15, "all")]),
        ("Zes van de respondenten doen dat.", [(6, None, "all")]),
        ("Twee andere respondenten niet.", [(2, None, "all")]),
        ("Zes respondentenlijsten zijn ingevuld.", []),
        ("Slechts één respondent zei nee.", [(1, None, "all")]),
        ("Een respondent zei nee.", []),
        ("Vijf respondenten uit Aardam en Bosrade zien dat.", [(5, None, "aardam bosrade")]),
        ("In drie van de vijf interviews met respondenten uit Bosrade bleek dat.", [(3, 5, "bosrade")]),
        ("Elf respondenten doen dat. Drie van hen vaak.", [(11, None, "all"), (3, 11, "S01")]),
        ("Een wijkverbinder uit elke gemeente doet dat.", [(2, 2, "municipalities")]),
        (
            "Drie wijkcoördinatoren en een wijkregisseur willen dat.",
            [(4, None, "Wijkcoördinator; Wijkregisseur")],
        ),
        ("“Zes respondenten,” zei zij, en “2,5 wijkcoördinator”.", []),
        ("De respondenten zeggen dit.", []),
        ("Veertig inwoners kwamen.", []),
    ],
)
def test_the_forms_in_which_respondents_are_counted(text, expected):
    assert found_in(text) == expected


def test_a_number_that_a_page_break_parts_from_its_respondents_is_found():
    assert found_in("Dit zien volgens tien\n\nrespondenten de ambtenaren.") == [(10, None, "all")]


def test_the_thesis_s_text_gives_the_same_twenty_three_statements(thesis_text, published, documents):
    names = {"katwijk": "Katwijk", "leidschendam-voorburg": "Leidschendam-Voorburg", "maassluis": "Maassluis"}
    found = find_statements(split_paragraphs(thesis_text), published["register"], names, ["wijkverbinder"])
    listed = published["statements"]
    columns = ["section", "respondents"]
    assert found[columns].to_numpy().tolist() == listed[columns].to_numpy().tolist()
    checked = check_statements(found, documents)
    assert checked["of"].tolist() == listed["of"].tolist()
    assert checked["possible"].all()


def test_percentages_are_found_with_the_n_of_their_sentence():
    text = "4.1 Kop\n\nDat is 37 % (n = 30). En 12,5 procent van de 16 zegt dit, maar 8% niet. Ook 2024 telt niet."
    found = find_percentages(split_paragraphs(text)).astype("object")
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["§ 4.1, ¶ 2", "37", 30],
        ["§ 4.1, ¶ 2", "12,5", 16],
        ["§ 4.1, ¶ 2", "8", 16],
    ]


def test_means_with_decimals_are_found_with_the_n_of_their_sentence():
    text = "4.1 Kop\n\nHet cijfer is gemiddeld een 5,19 (n = 28). Gemiddeld 7 keer, en gemiddeld 12,5 procent."
    assert find_means(split_paragraphs(text)).to_numpy().tolist() == [["§ 4.1, ¶ 2", "5,19", 28]]


def test_respondents_without_a_number_are_pointed_at_and_quotations_are_not():
    text = "Volgens hen is dat zo, zeggen de respondenten.\n\nDrie respondenten niet.\n\n“De respondenten!”"
    assert find_uncounted(split_paragraphs(text)).to_numpy().tolist() == [["-", 1, 2]]


def test_the_results_of_the_thesis_speak_of_respondents_without_a_number_in_twenty_one_paragraphs(thesis_text):
    # on 22 lines, of which the end of a page parts two that are one paragraph
    found = find_uncounted(split_paragraphs(thesis_text))
    assert found["section"].str.match(r"4\.[1-4]").sum() == 21
