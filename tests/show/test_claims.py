"""Claims in words: the rule, what would tip it, in which cases it holds, and what is recommended."""

from types import SimpleNamespace

import pandas as pd
import pytest

from wijkresearch.show.claims import (
    TEST_PLACES,
    list_rules,
    say_counts,
    say_headline,
    say_recommendation,
    say_rule,
    say_standing,
    say_tip,
)
from wijkresearch.tables import CLAIM_PARTS, CLAIMS, TIPPING

NAMES = {"a": "Aardam", "b": "Bosrade", "c": "Cederdam"}
PARTS = pd.DataFrame([("H1", "C1", "most_of")], columns=["claim", "part", "relation"])


def claim(**values):
    """A row of CLAIMS; what is not given is empty."""
    return SimpleNamespace(**{**dict.fromkeys(CLAIMS.column_names), "claim": "H1", **values})


def verdict(**values):
    return SimpleNamespace(**{"asked": 15, "support": 9, "counter": 0, "cut_off": 8, "unit": "respondents", **values})


def replication(**values):
    """A row of REPLICATION of a claim that holds in Aardam by itself and not in Bosrade."""
    derived = {"derivation_cases": 2, "derivation_supported": 1, "derivation_in": "a", "verdict": "supported"}
    return SimpleNamespace(**{**dict.fromkeys((*TEST_PLACES, "too_little_in")), **derived, **values})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "9 van 15"),
        ({"counter": 2}, "9 van 15, 2 tegen"),
        ({"unit": "passages", "counter": 6}, "9 van 15 passages"),
        ({"unit": "parts", "support": 3, "asked": 4}, "3 van 4 delen"),
        ({"unit": "cases", "support": 2, "asked": 3, "counter": 1}, "2 van 3 gemeenten, 1 tegen"),
    ],
)
def test_k_of_n_says_what_it_counts_and_who_is_against(values, said):
    assert say_counts(verdict(**values)) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"kind": "prevalence", "min_label": "typical", "min_respondents": 3},
            "Meer dan de helft van de respondenten: minstens 8 van de 15. Er is geen oordeel bij minder "
            "respondenten dan 3.",
        ),
        (
            {"kind": "absence", "min_label": "variant", "min_respondents": 3},
            "Minstens twee respondenten (minstens 8 van de 15) en niemand die tegenspreekt. Er is geen "
            "oordeel bij minder respondenten dan 3.",
        ),
        (
            {"kind": "existence", "source": "interview", "at_least": 2},
            "In elke gemeente vertellen respondenten dit; het minimum is 2. Is dat gehaald, dan "
            "verandert tegenspraak het oordeel niet.",
        ),
        (
            {"kind": "existence", "source": "observation", "at_least": 1},
            "In elke gemeente is dit in observaties gezien; het minimum is 1. Is dat gehaald, dan "
            "verandert wat daarnaast is gezien het oordeel niet.",
        ),
        (
            {"kind": "contrast", "by": 25, "min_respondents": 3},
            "Tussen de twee kanten is minstens 25 procentpunt verschil. Een kleiner verschil geldt als "
            "deels ondersteund, zoveel verschil de andere kant op als tegengesproken. Er is geen oordeel "
            "bij minder respondenten aan een kant dan 3.",
        ),
        (
            {"kind": "ranking", "rank": "least", "min_respondents": 3},
            "Geen andere rol heeft zo weinig passages; die uit observaties tellen mee. Een gedeelde "
            "plaats geldt als gemengd.",
        ),
        (
            {"kind": "connection", "judgement": "hindered", "min_passages": 3},
            "Meer dan de helft van de passages eindigt met een belemmering: minstens 8 van de 15. Er is "
            "geen oordeel bij minder passages dan 3.",
        ),
        (
            {"kind": "connection", "judgement": "made", "only": True, "min_passages": 3},
            "Meer dan de helft van de passages eindigt met volledig contact (minstens 8 van de 15), en "
            "dat geldt voor geen andere combinatie van rol en wereld. Er is geen oordeel bij minder "
            "passages dan 3.",
        ),
        ({"kind": "composite"}, "Het oordeel is zo sterk als wat meer dan de helft van de delen haalt."),
        (
            {"kind": "covariation", "min_cases": 4},
            "In elke gemeente waar alle voorwaarden gelden, moet ook de uitkomst er zijn; een gemeente "
            "waar die ontbreekt, spreekt het tegen. Er is pas een oordeel bij 4 gemeenten waaruit de "
            "conclusie is afgeleid, waaronder minstens één zonder de voorwaarden.",
        ),
    ],
)
def test_every_rule_is_a_sentence_with_its_thresholds(values, said):
    assert say_rule(claim(**values), verdict(), PARTS) == said


@pytest.mark.parametrize(
    ("values", "headline", "standing"),
    [
        ({}, "Ondersteund", "Afzonderlijk is het ondersteund in 1 van de 2 gemeenten: Aardam."),
        (
            {"derivation_supported": 0, "derivation_in": None},
            "Ondersteund voor de gemeenten samen",
            "Afzonderlijk is het in geen van de 2 gemeenten ondersteund.",
        ),
        (
            {"derivation_supported": 2, "derivation_in": "a, b"},
            "Ondersteund",
            "Afzonderlijk is het ook ondersteund in alle 2 gemeenten waaruit het is afgeleid.",
        ),
        (
            {"contradicted_in": "c", "test_in": "b"},
            "Tegengesproken in Cederdam; eerder ondersteund in 1 van de 2 gemeenten",
            "Afzonderlijk is het ondersteund in 1 van de 2 gemeenten: Aardam. Ook ondersteund in Bosrade, "
            "waaruit het niet is afgeleid.",
        ),
        (
            {"contradicted_in": "b, c", "derivation_supported": 0, "derivation_in": None},
            "Tegengesproken in Bosrade en Cederdam; eerder ondersteund voor de gemeenten samen",
            "Afzonderlijk is het in geen van de 2 gemeenten ondersteund.",
        ),
        (
            {"test_in": "c", "not_found_in": "b"},
            "Ondersteund, ook in Cederdam",
            "Afzonderlijk is het ondersteund in 1 van de 2 gemeenten: Aardam. Niet gevonden in Bosrade; "
            "dat is geen tegenspraak.",
        ),
        (
            {"contrast_in": "c"},
            "Ondersteund, en niet in Cederdam, zoals voorspeld",
            "Afzonderlijk is het ondersteund in 1 van de 2 gemeenten: Aardam.",
        ),
        (
            {"verdict": "insufficient", "derivation_supported": 0, "derivation_in": None, "too_little_in": "c"},
            "Te weinig gegevens",
            "Te weinig gegevens in Cederdam.",
        ),
    ],
)
def test_an_answer_is_headed_by_what_weighs_most_and_names_its_municipalities(values, headline, standing):
    row = replication(**values)
    assert (say_headline(row, NAMES), say_standing(row, NAMES)) == (headline, standing)


@pytest.mark.parametrize(
    ("verdict", "column", "headline"),
    [
        ("contradicted", "test_in", "Tegengesproken; wel ondersteund in Cederdam"),
        ("insufficient", "contradicted_in", "Te weinig gegevens; tegengesproken in Cederdam"),
        ("mixed", "contradicted_in", "Gemengd; tegengesproken in Cederdam"),
        ("contradicted", "contrast_in", "Tegengesproken; tegengesproken in Cederdam, zoals voorspeld"),
        ("partly_supported", "partly_in", "Deels ondersteund; deels ondersteund of gemengd in Cederdam"),
        ("not_supported", "not_found_in", "Niet gevonden; niet gevonden in Cederdam"),
    ],
)
def test_what_did_not_stand_is_not_said_to_hold_elsewhere_as_well_nor_to_have_stood(verdict, column, headline):
    assert say_headline(replication(verdict=verdict, **{column: "c"}), NAMES) == headline


def test_many_municipalities_are_counted_and_not_named():
    row = replication(contradicted_in=", ".join(f"x{number}" for number in range(9)))
    assert say_headline(row, {}, "en") == "Contradicted in 9 municipalities; supported before in 1 of 2 municipalities"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            ("C1", "C1", "respondents", 1, -1, 0, None, "supported", "mixed"),
            "Het oordeel wordt ‘gemengd’ als 1 respondent anders is gecodeerd (−1 voor, 0 tegen).",
        ),
        (
            ("H1", "C1", "passages", 4, 4, 0, "a; b, buiten", "supported", "contradicted"),
            "Het oordeel wordt ‘tegengesproken’ als 4 passages anders zijn gecodeerd (+4 voor, 0 tegen; "
            "Aardam en Bosrade, buiten) bij conclusie C1.",
        ),
    ],
)
def test_what_would_tip_a_verdict_names_the_change_and_where(row, said):
    assert say_tip(SimpleNamespace(**dict(zip(TIPPING.column_names, row, strict=True))), NAMES) == said


def test_a_recommendation_says_where_its_reason_is_found_for_whom_and_what_speaks_against_it():
    row = SimpleNamespace(
        claim="R2",
        reasons="P1, P2",
        cases=3,
        cases_with_reason=1,
        reason_in="a",
        partly_in="b",
        after="R1",
        against="C9",
    )
    assert say_recommendation(row, NAMES, claim(audience_en="aldermen"), "en") == (
        "Its reason (P1, P2) was found in 1 of 3 municipalities (Aardam). Partly found in "
        "Bosrade. Meant for: aldermen. What has to come first: R1. What speaks against it: C9."
    )
    bare = SimpleNamespace(
        claim="R1", reasons="P1", cases=3, cases_with_reason=0, reason_in=None, partly_in=None, after=None, against=None
    )
    assert say_recommendation(bare, NAMES, claim()) == "De reden (P1) is gevonden in 0 van de 3 gemeenten."


def test_a_verdict_that_no_change_tips_says_so_and_a_claim_without_verdict_is_not_listed():
    rows = [{"claim": name, "text_nl": f"Zin {name}.", "kind": "composite"} for name in ("H1", "R1")]
    claims = {"claims": pd.DataFrame(rows, columns=CLAIMS.column_names), "claim_parts": PARTS}
    overall = pd.DataFrame([{"claim": "H1", **vars(verdict())}])
    assert list(list_rules(claims, overall, TIPPING.empty(), names=NAMES)) == [
        (
            "H1",
            "Zin H1.",
            "Het oordeel is zo sterk als wat meer dan de helft van de delen haalt.",
            "–",
            "Geen enkele verandering binnen één conclusie geeft een ander oordeel.",
        )
    ]
    assert CLAIM_PARTS.column_names[:3] == list(PARTS.columns)
