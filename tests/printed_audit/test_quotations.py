import re

import pytest
from examples import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from wijkresearch.printed_audit.quotations import check_quotations, find_quotations
from wijkresearch.printed_audit.report_text import find_attributions, split_paragraphs

REGISTER = DataFrame(
    [("D1", "3", "interview", "Wijkregisseur", "a"), ("D2", "3", "interview", "Wethouder", "a")],
    columns=["document", "section", "kind", "function", "municipality"],
)
TRANSCRIPTS = {
    "D1": "Interviewer: En dan?\nRespondent: Nou, ik loop elke dag  door de wijk – omdat je dan ziet wat er\nspeelt.",
    "D2": "Interviewer: Ja?\nRespondent: De deur staat altijd open voor iedereen die iets wil vragen of melden.",
}


def checked(text, transcripts=TRANSCRIPTS):
    paragraphs = split_paragraphs(text)
    attributions = find_attributions(paragraphs, REGISTER, {})
    found = check_quotations(find_quotations(paragraphs, attributions), paragraphs, transcripts).astype("object")
    return found.where(found.notna(), None).to_dict("records")


def test_a_literal_quotation_is_found_at_its_place_whatever_its_marks_and_line_ends():
    row = checked("Wijkregisseur (D1): “...ik loop elke dag door de wijk - omdat je dan ziet wat er speelt.”")[0]
    assert (row["verdict"], row["found_in"], row["in_named_document"]) == ("exact", "D1", True)
    assert TRANSCRIPTS["D1"][row["start"] : row["end"]].startswith("ik loop elke dag  door")
    assert TRANSCRIPTS["D1"][row["start"] : row["end"]].endswith("wat er\nspeelt")


def test_words_left_out_and_put_in_are_allowed_where_they_are_marked():
    row = checked("“ik loop [...] door de wijk [om]dat je dan ziet wat er speelt” (wijkregisseur, D1).")[0]
    assert (row["verdict"], row["in_named_document"]) == ("with omissions", True)


def test_parts_in_another_order_are_not_the_quotation():
    row = checked("“omdat je dan ziet [...] ik loop elke dag” (wijkregisseur, D1).")[0]
    assert row["verdict"] == "near"


def test_a_slip_in_a_quotation_is_nearly_found_with_its_place():
    row = checked("Wethouder (D2): “De deur staat altijd open voor iedereen die wat wil vragen of melden.”")[0]
    assert (row["verdict"], row["found_in"]) == ("near", "D2")
    assert 0.8 <= row["similarity"] < 1
    assert TRANSCRIPTS["D2"][row["start"] : row["end"]].startswith("De deur staat")


def test_a_quotation_from_another_document_says_from_which():
    row = checked("Wijkregisseur (D1): “De deur staat altijd open voor iedereen.”")[0]
    assert (row["document"], row["found_in"], row["in_named_document"]) == ("D1", "D2", False)


def test_what_nobody_said_is_not_found_and_without_transcript_nothing_is_said():
    text = "Wijkregisseur (D1): “De kat zit op het dak van de kerk.”"
    assert checked(text)[0]["verdict"] == "not found"
    assert checked(text, {})[0]["verdict"] == "no transcript"
    assert checked(text, {"D2": TRANSCRIPTS["D2"]})[0]["verdict"] == "no transcript"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'"])
def test_every_kind_of_quotation_mark_is_seen(marks):
    row = checked(f"Zo zegt hij {marks.format('ik loop elke dag door de wijk')} (wijkregisseur, D1).")[0]
    assert (row["verdict"], row["document"], row["words"]) == ("exact", "D1", 7)


def test_an_apostrophe_does_not_end_a_quotation_and_a_single_term_is_no_quotation():
    assert checked("De collega’s noemen dat ‘gedoe’ (wijkregisseur, D1).") == []


def test_the_document_behind_the_quotation_comes_before_one_that_stands_nearer_in_front():
    text = "Zo ‘ziet hij wat er speelt’ (wijkregisseur, D1) en ‘staat de deur altijd open’ (wethouder, D2)."
    assert [row["document"] for row in checked(text)] == ["D1", "D2"]


def test_what_comes_out_holds_no_word_of_an_interview():
    rows = checked("Wijkregisseur (D1): “ik loop elke dag door de wijk”.")
    assert "loop" not in str(rows)


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 60), st.integers(12, 40))
def test_any_stretch_of_a_transcript_is_found_literally(start, length):
    stretch = TRANSCRIPTS["D2"][start : start + length].strip()
    assume(len(re.findall(r"\w+", stretch)) >= 3)
    paragraphs = split_paragraphs(f"Wethouder (D2): “{stretch}”")
    quotations = find_quotations(paragraphs, find_attributions(paragraphs, REGISTER, {}))
    found = check_quotations(quotations, paragraphs, TRANSCRIPTS)
    assert found["verdict"].tolist() == ["exact"]


def test_words_that_two_respondents_said_are_found_with_the_one_who_is_named():
    same = {"D1": "Ja, dat is zo hoor.", "D2": "Ja, dat is zo hoor."}
    row = checked("Wethouder (D2): “ja, dat is zo hoor”.", same)[0]
    assert (row["found_in"], row["in_named_document"]) == ("D2", True)
