"""The first screen from the made-up material: a main answer of two parts, in two cases."""

from dataclasses import replace

import pandas as pd
from lxml import html

from wijkresearch.report.entry import SAID, about_results, answers_to, compose_entry
from wijkresearch.report.pages import index_page
from wijkresearch.report.words import evidence_words


def page_of(material):
    entry = compose_entry(material)
    marks = evidence_words(material.language)
    known = {"notice": "", "left_out": [], "said": SAID[material.language], "marks": marks}
    return html.fromstring(index_page("Titel", groups=[], facts=["Feit."], entry=entry, **known))


def test_the_answer_to_the_main_question_stands_above_and_its_parts_below(make_material):
    entry = compose_entry(make_material())
    assert (entry.question, entry.headline, entry.verdict) == ("Waarom?", "Er is een geheel.", "partly_supported")
    assert (entry.found, entry.standing) == ("In 0 van 2 gemeenten afzonderlijk", "Deels ondersteund.")
    ((_, (part,)),) = entry.questions
    assert (part.text, part.link, part.found) == (
        "Er is een deel.",
        "report.html#bevinding-P",
        "In 1 van 2 gemeenten",
    )


def test_a_case_that_contradicts_an_answer_is_named_on_the_first_screen(make_material):
    assert "egengesproken in Bosrade" in page_of(make_material()).text_content()


def test_an_answer_is_quoted_by_a_passage_of_its_parts_and_only_where_it_may_be(make_material):
    ((_, (part,)),) = compose_entry(make_material()).questions
    assert [quote.words for quote in part.quotes] == ["Wij praten wel."]
    silent = make_material()
    silent.passages["words"] = ""
    ((_, (part,)),) = compose_entry(silent).questions
    assert part.quotes == ()


def test_the_whole_comes_before_its_parts(make_material):
    assert answers_to(make_material(), "vraag") == ["H", "P"]


def test_a_question_without_an_answer_says_so(make_material):
    material = make_material()
    material.settings["questions"].append({"id": "leeg", "text_nl": "Hoe?", "text_en": "How?"})
    assert compose_entry(material).questions[-1] == ("Hoe?", ())
    said = page_of(material).text_content()
    assert "Nog geen samengestelde conclusie; losse conclusies, als die er zijn, staan in het rapport." in said


def test_a_study_without_questions_has_its_title_and_its_pages(make_material):
    material = make_material()
    material.settings["questions"].clear()
    page = page_of(material)
    assert page.find(".//h1").text == "Titel"
    assert not page.findall(".//table")


def test_a_long_answer_is_said_in_short_above_and_in_full_below_it(make_material):
    material = make_material()
    material.claims.loc[material.claims["claim"] == "H", "text_nl"] = "Er is een geheel " * 11
    material.claims["short_nl"] = "Kort."
    page = page_of(material)
    assert (page.find(".//h1").text, page.find(".//p[@class='lead']").text) == ("Kort.", "Er is een geheel " * 11)


def test_a_main_question_without_an_answer_says_so(make_material):
    material = make_material()
    material.settings["questions"].insert(0, {"id": "leeg", "text_nl": "Hoe?", "text_en": "How?"})
    page = page_of(material)
    assert (page.find(".//h1").text, page.find(".//p[@class='lead']").text) == (
        "Titel",
        "Nog geen samengestelde conclusie; losse conclusies, als die er zijn, staan in het rapport.",
    )


def test_no_passage_is_quoted_twice_on_the_first_screen(make_material):
    material = make_material()
    material.settings["questions"].insert(0, {"id": "leeg", "text_nl": "Hoe?", "text_en": "How?"})
    quotes = [q.segment for _, answers in compose_entry(material).questions for one in answers for q in one.quotes]
    assert quotes == ["D1:0-9"]


def test_of_many_cases_no_column_is_made_for_each(make_material):
    material = make_material(
        **{"05_composition": pd.DataFrame(columns=["claim", "phase", "scope", "member", "part", "part_verdict"])}
    )
    many = {f"case{number}": f"Plaats {number}" for number in range(7)}
    object.__setattr__(material, "municipalities", many)
    entry = compose_entry(material)
    assert entry.cases == ()
    assert all(answer.strips == () for _, answers in entry.questions for answer in answers)


def test_the_first_screen_is_in_the_language_of_the_material(make_material):
    page = page_of(make_material("en")).text_content()
    assert ("There is a whole." in page, "In 0 of 2 municipalities by itself" in page, "gemeenten" in page) == (
        True,
        True,
        False,
    )


def test_an_answer_without_a_verdict_is_said_to_have_too_little_data(make_material):
    made = make_material()
    tables = {stem: made.tables[stem].query("claim != 'H'") for stem in ("05_verdicts", "05_replication")}
    material = replace(made, tables={**made.tables, **tables})
    entry = compose_entry(material)
    assert (entry.verdict, entry.standing, entry.found) == ("insufficient", "Te weinig gegevens.", "")
    assert about_results(material).standing == "Te weinig gegevens."
