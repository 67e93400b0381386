"""The chapters that hold theory and design to the findings, made from tables by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.report.blocks import Bullets, Heading, Paragraph, TableBlock
from wijkresearch.report.content import compose_report
from wijkresearch.tables import CASE_CONTRASTS, CASE_DESIGN, CASE_VALUES, THEORY_COUNTS

EXPECTATIONS = [
    {"id": "eerste", "text_nl": "Zij praten.", "text_en": "They talk."},
    {"id": "tweede", "text_nl": "Zij zwijgen.", "text_en": "They are silent.", "question": "vraag"},
]
COUNTED = [
    ("praat", "role", "praat", 0, "aardam", 1, 1, 3, 2, 3),
    ("praat", "role", "praat", 0, "bosrade", 0, 0, 0, 0, 4),
    ("zwijgt", "value", "praat", 1, "aardam", 0, 0, 0, 0, 3),
    ("zwijgt", "value", "praat", 1, "bosrade", 0, 0, 0, 0, 4),
    ("loopt", "barrier", "loopt", 0, "aardam", 2, 2, 2, 2, 3),
    ("loopt", "barrier", "loopt", 0, "bosrade", 1, 0, 1, 0, 4),
]
DESIGN = [
    ("official_title", "interest", 2, 2, False),
    ("wards", "other", 2, 2, True),
    ("province", "other", 2, 1, False),
]
VALUES = [
    ("attribute", "official_title", "aardam", "wijkgids"),
    ("attribute", "official_title", "bosrade", "buurtgids"),
    ("attribute", "wards", "aardam", "1200"),
    ("attribute", "province", "aardam", "Zeeland"),
    ("attribute", "province", "bosrade", "Zeeland"),
    ("role", "preferred_role", "aardam", "luisteraar, makelaar"),
    ("answer", "H", "bosrade", "mixed"),
]
CONTRASTS = [
    ("official_title", "preferred_role", 2, 0, 0, 0, 1, "cannot_be_told"),
    ("official_title", "H", 2, 0, 0, 1, 0, "does_not"),
    ("province", "preferred_role", 2, 0, 1, 0, 0, "does_not"),
]


@pytest.fixture
def make(make_material):
    """Makes the blocks of some chapters of a study with expectations, codes from theory and a design."""

    def compose(chapter, *, language="nl", claims=None, verdicts=None, **changes):
        tables = {
            "02_theory_counts": THEORY_COUNTS.of(COUNTED),
            "05_case_design": CASE_DESIGN.of(DESIGN),
            "05_case_values": CASE_VALUES.of(VALUES),
            "05_case_contrasts": CASE_CONTRASTS.of(CONTRASTS),
            **({} if verdicts is None else {"05_verdicts": verdicts}),
        }
        material = make_material(language, **tables)
        material.settings["expectations"] = EXPECTATIONS
        material.settings["selection"] = {"labels_nl": {"wards": "wijken"}, "labels_en": {}}
        changes |= {"definitions": {"loopt": "Iemand loopt weg."}}
        changes |= {} if claims is None else {"claims": claims}
        return compose_report(replace(material, **changes), chapters=[chapter])

    return compose


def of_kind(blocks, kind):
    return [block for block in blocks if isinstance(block, kind)]


def answering(material_claims, claim, expectation):
    return material_claims.assign(
        answers=[
            expectation if row == claim else other for row, other in material_claims[["claim", "answers"]].to_numpy()
        ]
    )


@pytest.fixture
def first_answered(make_material):
    """The claims, of which C1 answers the first expectation."""
    return answering(make_material().claims, "C1", "eerste")


def test_an_expectation_stands_beside_what_was_found_in_each_case_and_who_is_against(make, first_answered):
    blocks = make("theory", claims=first_answered)
    (held,) = of_kind(blocks, Bullets)
    assert [text.replace("\u00a0", " ") for text in held.items] == [
        "**C1** Bewoners & ambtenaren spreken elkaar. Voor de gemeenten samen: ondersteund, 5 van 6, 1 "
        "tegen. Afzonderlijk ondersteund in 1 van de 2 gemeenten: Aardam. Nergens tegengesproken. Er is "
        "ook enige tegenspraak in 1 van de 2 gemeenten: Bosrade."
    ]
    (table,) = [block for block in of_kind(blocks, TableBlock) if block.name == "expectations-table"]
    assert table.headings == ("Nr.", "Samen", "Aardam", "Bosrade")
    assert [cell.replace("\u00a0", " ") for cell in table.rows[0]] == [
        "C1", "ondersteund, 5 van 6, 1 tegen", "ondersteund, 3 van 3", "gemengd, 2 van 3, 1 tegen",
    ]  # fmt: skip


def test_a_case_that_contradicts_an_expectation_is_named(make, make_material, first_answered):
    verdicts = make_material().tables["05_verdicts"]
    contradicted = verdicts["member"].eq("bosrade") & verdicts["claim"].eq("C1")
    (held,) = of_kind(make("theory", claims=first_answered, verdicts=verdicts.assign(
        verdict=verdicts["verdict"].mask(contradicted, "contradicted"))), Bullets)  # fmt: skip
    assert held.items[0].endswith("gemeenten: Aardam. Tegengesproken in 1 van de 2 gemeenten: Bosrade.")


def test_an_expectation_that_no_claim_answers_says_so_with_its_question(make):
    said = [block.text for block in of_kind(make("theory"), Paragraph)]
    assert "Geen enkele conclusie gaat rechtstreeks over deze verwachting." in said
    assert (
        "Geen enkele conclusie gaat rechtstreeks over deze verwachting. De verwachting hoort bij de vraag: Waarom?"
    ) in said


def test_every_code_from_theory_has_its_row_with_zeros_and_what_was_never_given_is_named(make):
    blocks = make("theory")
    (roles,) = [block for block in of_kind(blocks, TableBlock) if block.name == "theory-role-table"]
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in roles.rows] == [
        ["**Praat met bewoners**", "2 van 3 (3)", "0 van 4 (0)"],
        ["– Zwijgt", "0 van 3 (0)", "0 van 4 (0)"],
    ]
    said = [block.text for block in of_kind(blocks, Paragraph)]
    assert "Ten minste één keer gegeven: 1 van de 2 codes. Nooit gegeven: ‘Zwijgt’." in said


def test_a_barrier_stands_beside_what_theory_says_of_it(make):
    (barriers,) = [block for block in of_kind(make("theory"), TableBlock) if block.name == "theory-barrier-table"]
    assert barriers.headings == ("Code", "Volgens de theorie", "Aardam", "Bosrade")
    assert [cell.replace("\u00a0", " ") for cell in barriers.rows[0]] == [
        "**Loopt rond**", "Iemand loopt weg.", "2 van 3 (2)", "0 van 4 (1)",
    ]  # fmt: skip


def test_of_many_cases_is_told_in_how_many_a_code_was_seen_and_a_claim_has_which_verdict(make, first_answered):
    cases = {name: name.capitalize() for name in "abcdefg"}
    verdict = {"claim": "C1", "phase": "derivation", "support": 3, "asked": 3, "counter": 0, "unit": "respondents"}
    rows = [{**verdict, "scope": "municipality", "member": case, "verdict": "supported"} for case in cases]
    rows[0] |= {"verdict": "contradicted"}
    rows.append({**verdict, "scope": "overall", "member": "all", "verdict": "mixed"})
    blocks = make("theory", claims=first_answered, verdicts=pd.DataFrame(rows), municipalities=cases)
    claims, *_ = of_kind(blocks, TableBlock)
    assert claims.rows[0][2:] == ("6", "0", "0", "0", "1", "0")
    said = (
        "Afzonderlijk ondersteund in 6 van de 7 gemeenten: B, C, D, E, F en G. "
        "Tegengesproken in 1 van de 7 gemeenten: A."
    )
    assert of_kind(blocks, Bullets)[0].items[0].endswith(said)
    roles = next(block for block in of_kind(blocks, TableBlock) if block.name == "theory-role-table")
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in roles.rows] == [
        ["**Praat met bewoners**", "1 van 2", "2 van 7", "3"],
        ["– Zwijgt", "0 van 2", "0 van 7", "0"],
    ]


def test_the_design_says_what_goes_along_what_does_not_and_what_cannot_be_told(make):
    (said,) = of_kind(make("design"), Bullets)
    assert said.items == (
        "De 2 gemeenten verschillen allemaal in ‘functietitel’. Elk verschil in uitkomst gaat daar dan "
        "vanzelf mee samen; of het daardoor komt, is met deze gemeenten niet te zeggen. Alleen waar de "
        "uitkomst overal gelijk is, is te zien dat het kenmerk niets uitmaakte.",
        "Dezelfde verdeling van de gemeenten volgt uit: wijken. Wat samengaat met ‘functietitel’, gaat "
        "daar net zo goed mee samen.",
        "Gaat niet samen met ‘functietitel’: H.",
        "Niet te zeggen is of dit samengaat met ‘functietitel’: voorkeursrol.",
        "Overal gelijk: provincie. Daardoor kan geen verschil in uitkomst komen.",
        "Hoe meer kenmerken worden vergeleken en hoe minder gemeenten er zijn, hoe vaker iets toevallig "
        "samengaat. Dat twee dingen samengaan, bewijst niet dat het ene door het andere komt.",
    )


def test_attributes_and_outcomes_of_the_cases_stand_side_by_side(make):
    values, pairs = of_kind(make("design"), TableBlock)
    assert values.rows == (
        ("functietitel", "moest verschillen", "wijkgids", "buurtgids"),
        ("wijken", "niet gebruikt bij de keuze", "1.200", "–"),
        ("provincie", "niet gebruikt bij de keuze", "Zeeland", "Zeeland"),
        ("voorkeursrol", "uitkomst", "Luisteraar, Makelaar", "–"),
        ("H", "uitkomst", "–", "gemengd"),
    )
    assert pairs.rows == (
        ("voorkeursrol", "–", "0 van 0", "1 van 1", "niet te zeggen"),
        ("H", "Er is een geheel.", "0 van 0", "0 van 1", "gaat niet samen"),
    )


def test_what_is_known_of_one_case_only_is_not_called_alike_everywhere(make, make_material):
    design = CASE_DESIGN.of([*DESIGN, ("coalitie", "other", 1, 1, False)])
    material = make_material(**{"05_case_design": design, "05_case_contrasts": CASE_CONTRASTS.of(CONTRASTS)})
    material.settings["selection"] = {"labels_nl": {}, "labels_en": {}}
    material = replace(material, tables={**material.tables, "05_case_values": CASE_VALUES.of(VALUES)})
    (said,) = of_kind(compose_report(material, chapters=["design"]), Bullets)
    assert "Overal gelijk: provincie. Daardoor kan geen verschil in uitkomst komen." in said.items


def test_one_case_has_nothing_to_be_compared_with(make, make_material):
    alone = CASE_DESIGN.of([("official_title", "interest", 1, 1, False)])
    material = make_material(**{"05_case_design": alone, "05_case_contrasts": CASE_CONTRASTS.empty()})
    material.settings["selection"] = {"labels_nl": {}, "labels_en": {}}
    blocks = compose_report(material, chapters=["design"])
    assert of_kind(blocks, Bullets) == [Bullets(("Er is maar één gemeente, dus er valt niets te vergelijken.",))]
    assert of_kind(blocks, TableBlock) == []


def test_a_run_that_did_not_make_these_tables_has_neither_chapter(make_material):
    headings = [block.name for block in of_kind(compose_report(make_material()), Heading)]
    assert {"theory", "design"}.isdisjoint(headings)


def test_in_english_attributes_have_english_names(make):
    (said,) = of_kind(make("design", language="en"), Bullets)
    assert said.items[1] == (
        "The same division of the municipalities follows from: number of wards or areas. What goes along "
        "with ‘job title’ goes along with that just as well."
    )
