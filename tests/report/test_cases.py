from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.blocks import Paragraph, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.tables import CASE_VALUES

SELECTION = {
    "variable_of_interest": "official_title",
    "controls": ["council_seats"],
    "labels_nl": {},
    "labels_en": {},
}
VALUES = [
    ("attribute", "council_seats", "aardam", "33"),
    ("attribute", "council_seats", "bosrade", "1235"),
    ("attribute", "department", "aardam", "Dienst Water"),
    ("role", "preferred_role", "aardam", "makelaar"),
]
REGISTER = pd.DataFrame(
    [("D2", "aardam", "interview", "respondent"), ("D4", "bosrade", "observation", "Twee melders")],
    columns=["document", "municipality", "kind", "function"],
)


@pytest.fixture
def blocks_of(make_material):
    """Makes the chapter on cases, with attributes and a register; `cases` are the labels of all cases."""

    def make(cases=None, language="nl", **changes):
        values = CASE_VALUES.check(pd.DataFrame(VALUES, columns=CASE_VALUES.column_names))
        material = make_material(language, **{"05_case_values": values})
        settings = {**material.settings, "selection": SELECTION}
        made = {"settings": settings, "register": REGISTER, "municipalities": cases or material.municipalities}
        return compose_report(replace(material, **{**made, **changes}), chapters=["cases"])

    return make


def tables(blocks):
    return [block for block in blocks if isinstance(block, TableBlock)]


def test_attributes_are_a_table_of_numbers_and_one_of_words_with_the_cases_beside_each_other(blocks_of):
    numbers, words, _ = tables(blocks_of())
    assert numbers.headings == ("Kenmerk", "Aardam", "Bosrade")
    assert numbers.rows == (("Raadszetels", "33", "1.235"),)
    assert words.rows == (("Afdeling", "Dienst Water", "–"),)


def test_more_cases_than_fit_beside_each_other_are_rows_in_tables_that_fit_a_page(blocks_of):
    many = {"aardam": "Aardam", "bosrade": "Bosrade"} | {f"g{number}": f"G{number}" for number in range(10)}
    numbers, words, counted = tables(blocks_of(many))
    assert numbers.headings == ("Gemeente", "Raadszetels")
    assert numbers.rows[:3] == (("Aardam", "33"), ("Bosrade", "1.235"), ("G0", "–"))
    assert (len(numbers.rows), len(words.rows)) == (12, 12)
    assert counted.rows[:3] == (("Aardam", "1", "0"), ("Bosrade", "0", "1"), ("G0", "0", "0"))


def test_of_many_attributes_no_table_has_more_than_fit_a_page(blocks_of, make_material):
    rows = [("attribute", f"kenmerk_{number}", "aardam", "ja") for number in range(9)]
    values = CASE_VALUES.check(pd.DataFrame(rows, columns=CASE_VALUES.column_names))
    many = {"aardam": "Aardam"} | {f"g{number}": f"G{number}" for number in range(5)}
    made = make_material(**{"05_case_values": values})
    found = tables(blocks_of(many, tables=made.tables, register=REGISTER.head(0)))
    assert [len(table.headings) for table in found] == [5, 5, 2]


def test_how_the_cases_were_chosen_is_said_only_of_more_than_one(blocks_of):
    said = Paragraph(
        "De gemeenten zijn zo gekozen dat zij verschillen in functietitel en op elkaar lijken in raadszetels."
    )
    assert said in blocks_of()
    assert said not in blocks_of({"aardam": "Aardam"})


def test_the_register_names_a_function_as_far_as_it_may_be_told_and_leads_to_the_document(blocks_of):
    register = tables(blocks_of())[-1]
    assert register.rows == (
        ("D2", "interview", "respondent", "Aardam"),
        ("D4", "observatie", "Twee melders", "Bosrade"),
    )
    assert register.links[1, 0] == "gesprek-D4.html"


def test_a_study_that_has_neither_attributes_nor_register_has_no_chapter_on_cases(make_material):
    assert len(compose_report(make_material(), chapters=["cases"])) == 2
