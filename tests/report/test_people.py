"""Strips of people and passages to quote, from the made-up material: three respondents in Aardam, three in Bosrade."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.blocks import Finding, Heading, Mark, Strip, Strips
from wijkresearch.report.findings import finding_card
from wijkresearch.report.html import report_html
from wijkresearch.report.passages import evidence_page
from wijkresearch.report.people import quotes_for, strip_of, strips_of
from wijkresearch.report.typeset import report_pdf
from wijkresearch.report.word import report_document
from wijkresearch.study import UNTOLD

ASKED = [
    ("C1", "D1", "aardam", "a", "derivation", True, True, False),
    ("C1", "D2", "aardam", "b", "derivation", True, True, False),
    ("C1", "D3", "aardam", "a", "derivation", False, False, False),
    ("C1", "D4", "bosrade", "a", "derivation", True, False, True),
    ("C1", "D5", "bosrade", "b", "derivation", True, False, False),
    ("C1", "D6", "bosrade", "b", "derivation", True, True, True),
]
COLUMNS = ["claim", "document", "municipality", "perspective", "phase", "asked", "supports", "counters"]
PEOPLE = [
    ("D1", "aardam", "Functie, Aardam (D1)", "a"),
    ("D2", "aardam", "respondent 2, Aardam (D2)", ""),
    ("D3", "aardam", "Functie, Aardam (D3)", "a"),
    ("D4", "bosrade", "Functie, Bosrade (D4)", "a"),
    ("D5", "bosrade", "Functie, Bosrade (D5)", "b"),
    ("D6", "bosrade", "Functie, Bosrade (D6)", "b"),
]


@pytest.fixture
def asked(make_material):
    """Makes the material with who was asked about the first claim."""

    def make(language="nl", **changes):
        respondents = pd.DataFrame(ASKED, columns=COLUMNS)
        return replace(
            make_material(language, **{"05_claim_respondents": respondents}),
            people=pd.DataFrame(PEOPLE, columns=["document", "municipality", "who", "perspective"]),
            perspectives={"a": "Verbinder", "b": "Wethouder"},
            **changes,
        )

    return make


def states(strip):
    return [(mark.state, mark.shape) for mark in strip.marks]


def test_a_strip_has_a_mark_for_everybody_who_supports_first_and_who_is_against_last(asked):
    aardam, bosrade = strips_of(asked(), "C1").strips
    assert states(aardam) == [("for", -1), ("for", 0), ("not_asked", 0)]
    assert states(bosrade) == [("both", 1), ("silent", 1), ("against", 0)]
    assert (aardam.counted, aardam.said, bosrade.counted) == ("3 van 3", "ondersteund", "2 van 3, 1 tegen")


def test_a_perspective_that_may_not_be_told_has_no_shape_of_its_own(asked):
    hidden, shown = strip_of(asked(), "C1", "aardam").marks[:2]
    assert hidden == Mark("for", -1, "respondent 2, Aardam (D2): vertelt dit", "passages.html#C1-D2")
    assert shown.shape == 0


def test_a_mark_leads_to_the_passages_of_that_person_and_who_is_silent_has_none(asked):
    links = [mark.link for strip in strips_of(asked(), "C1").strips for mark in strip.marks]
    of = ["D2", "D1", "", "D6", "", "D4"]
    assert links == [document and f"passages.html#C1-{document}" for document in of]


def hiding(material, *documents):
    """The material where these respondents count under the claim, but are not listed, so that nobody knows theirs."""
    tables = dict(material.tables)
    verdicts = tables["05_verdicts"]
    tables["05_verdicts"] = verdicts.assign(eligible=verdicts["claim"].map({"C1": 3}).astype("Int64"))
    listed = tables["05_claim_respondents"]
    tables["05_claim_respondents"] = listed[~listed["document"].isin(documents)]
    return replace(material, tables=tables, perspectives={**material.perspectives, UNTOLD: "Niet genoemd"})


def test_it_is_said_where_not_everybody_who_counts_is_listed(asked):
    material = hiding(asked(), "D2")
    card = finding_card(material, "C1")
    aardam, bosrade = card.strips.strips
    assert (aardam.counted, bosrade.counted) == ("3 van 3 (niet iedereen getoond)", "2 van 3, 1 tegen")
    assert card.rule[-1].startswith("Het oordeel telt ook respondenten die hier niet bij staan")
    assert (-1, "Niet genoemd") in card.strips.perspectives()
    assert finding_card(hiding(asked()), "C1").rule == finding_card(asked(), "C1").rule


def test_the_page_of_passages_says_that_not_everybody_who_counts_is_listed(asked):
    nothing = {"passages": asked().passages.head(0), "role_passages": asked().role_passages.head(0)}
    some, everybody = (evidence_page(hiding(asked(**nothing), *hidden)) for hidden in (["D2"], []))
    assert some.count("Het oordeel telt ook respondenten die hier niet bij staan") == 1
    assert some.count("Hier staan geen passages van:") == 1
    assert "Hier staan geen passages van:" not in everybody


def test_passages_are_a_share_and_a_case_that_a_claim_is_not_about_has_no_strip(asked):
    (aardam,) = strips_of(asked(), "C2").strips
    assert (aardam.marks, aardam.share, aardam.counted) == ((), 0, "0 van 3 passages")


def test_the_marks_of_an_answer_are_its_parts(asked):
    material = asked()
    verdicts = material.tables["05_verdicts"]
    here = verdicts[(verdicts["claim"] == "H")].assign(scope="municipality", member="aardam", support=0, asked=1)
    tables = {**material.tables, "05_verdicts": pd.concat([verdicts, here])}
    strips = strips_of(replace(material, tables=tables), "H")
    assert strips.unit == "parts"
    (mark,) = strips.strips[0].marks
    assert (mark.state, mark.who, mark.link) == ("both", "P Er is een deel. – gemengd", "report.html#bevinding-P")


def test_of_many_cases_is_counted_in_how_many_there_is_which_verdict(asked):
    many = {f"case{number}": f"Plaats {number}" for number in range(13)}
    rows = [("C1", "municipality", case, "supported" if number < 9 else "mixed") for number, case in enumerate(many)]
    material = asked(municipalities=many)
    verdicts = pd.concat(
        [material.tables["05_verdicts"], pd.DataFrame(rows, columns=["claim", "scope", "member", "verdict"])]
    )
    verdicts = verdicts[~verdicts["member"].isin(["aardam", "bosrade"])]
    material = replace(material, tables={**material.tables, "05_verdicts": verdicts})
    told = [(strip.place, strip.counted, round(strip.share, 2)) for strip in strips_of(material, "C1").strips]
    assert told == [("Ondersteund", "in 9 van 13 gemeenten", 0.69), ("Gemengd", "in 4 van 13 gemeenten", 0.31)]


def test_only_words_that_may_be_quoted_are_quoted_nobody_twice_and_the_cases_in_turn(asked):
    said = [
        ("C1", "D1:0-9", "D1", "aardam", "A", "for", "x" * 150),
        ("C1", "D1:20-40", "D1", "aardam", "A", "for", "y" * 159),
        ("C1", "D2:0-9", "D2", "aardam", "B", "for", ""),
        ("C1", "D3:0-9", "D3", "aardam", "C", "for", "z" * 140),
        ("C1", "D6:0-9", "D6", "bosrade", "D", "for", "w" * 20),
        ("C1", "D4:0-9", "D4", "bosrade", "E", "against", "v" * 160),
    ]
    columns = ["claim", "segment", "document", "municipality", "who", "stance", "words"]
    material = asked(passages=pd.DataFrame(said, columns=columns))
    assert [quote.segment for quote in quotes_for(material, "C1")] == ["D1:20-40", "D6:0-9", "D3:0-9"]
    assert [quote.segment for quote in quotes_for(material, "C1", case="aardam", most=1)] == ["D1:20-40"]
    assert [quote.segment for quote in quotes_for(material, "C1", stance="against")] == ["D4:0-9"]
    assert [quote.segment for quote in quotes_for(material, "H", most=1)] == ["D1:20-40"]


def test_a_card_says_its_rule_who_is_against_and_what_would_tip_it(asked):
    card = finding_card(asked(), "C1")
    assert card.headline == "Ondersteund."
    assert card.rule == (
        "Meer dan de helft van de respondenten: minstens 4 van de 6. Er is geen oordeel bij minder respondenten dan 3.",
    )
    assert card.against == ("Tegen: 1 van 6 respondenten.",)
    assert card.tips[0] == "Het oordeel wordt ‘gemengd’ als 2 respondenten anders zijn gecodeerd (−1 voor, +1 tegen)."
    assert "van deels ondersteund tot ondersteund" in card.tips[1]
    assert card.links == (("passages.html#C1", "Alle passages, voor en tegen (4)"),)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_card_can_be_written_as_page_word_and_pdf(asked, language):
    card = finding_card(asked(language), "C1")
    page = report_html([card], title="T", language=language)
    document = report_document([card], title="T", language=language)
    assert report_pdf([Heading(1, "T"), Heading(2, "A"), card], title="T", language=language)
    assert page.count("Functie, Aardam (D1)") >= 2
    (strips,) = document.tables
    assert [cell.text for cell in strips.rows[1].cells][:2] == ["Bosrade", "◐ □ ✕○"]


def test_what_marks_mean_is_said_of_those_that_are_there(asked):
    page = report_html([finding_card(asked(), "C1")], title="T", language="nl")
    legend = page.partition('<p class="legend">')[2].partition("</p>")[0]
    assert all(
        said in legend for said in ("vertelt dit", "niet naar gevraagd", "zegt er niets over", "Verbinder", "Wethouder")
    )
    only = Finding("b", "C1", "Zin.", "supported", "Ja.", strips=Strips((Strip("A", (Mark("for", 0, "x"),), "1"),)))
    legend = report_html([only], title="T", language="nl").partition('<p class="legend">')[2].partition("</p>")[0]
    assert ("vertelt dit" in legend, "zegt er niets over" in legend) == (True, False)
