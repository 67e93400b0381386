"""Verdicts as sentences."""

import pandas as pd

from wijkresearch.show.claims import TEST_PLACES
from wijkresearch.show.conclusions import say_answers, say_verdict_changes, say_verdict_totals

LITTLE = "too_little_in"
COLUMNS = ["claim", "phase", "scope", "member", "verdict", "asked", "support", "counter"]
VERDICTS = pd.DataFrame(
    [
        ("C1", "derivation", "overall", "all", "supported", 5, 4, 1),
        ("C1", "derivation", "municipality", "x", "not_supported", 3, 0, 0),
        ("C1", "test", "overall", "all", "contradicted", 5, 0, 5),
        ("A1", "derivation", "overall", "all", "mixed", pd.NA, pd.NA, pd.NA),
    ],
    columns=COLUMNS,
)
CLAIMS = pd.DataFrame(
    [("C1", "Een.", "vraag", False), ("A1", "Antwoord.", "vraag", True)],
    columns=["claim", "text_nl", "answers", "composite"],
)


def test_a_question_is_answered_by_its_composite_claims_with_the_cases_in_which_they_hold():
    columns = ["claim", "verdict", "derivation_cases", "derivation_supported", "derivation_in", *TEST_PLACES, LITTLE]
    replication = pd.DataFrame([("A1", "supported", 2, 1, "x", None, None, None, None, None, "z")], columns=columns)
    said = say_answers(
        replication, CLAIMS, questions={"vraag": "Waarom?", "leeg": "Hoe?"}, names={"x": "Aardam", "z": "Zand"}
    )
    assert said == (
        "**Waarom?**\n\n- Antwoord. **Ondersteund.** Afzonderlijk is het ondersteund in 1 van de 2 gemeenten: Aardam. "
        "Te weinig gegevens in Zand.\n\n**Hoe?**\n\n- Er is nog geen conclusie die deze vraag beantwoordt."
    )


def test_the_totals_leave_test_cases_out():
    assert say_verdict_totals(VERDICTS, CLAIMS) == (
        "Conclusies met een oordeel: 2 (conclusies en aanbevelingen samen: 2). Daarvan: 1 ondersteund en 1 gemengd."
    )
    assert say_verdict_totals(VERDICTS.iloc[:0], CLAIMS.iloc[:0]) == "Er zijn nog geen conclusies."


def test_a_verdict_that_falls_out_otherwise_is_named_with_both_words():
    changes = pd.DataFrame(
        [("bo", "C1", "overall", "supported", "mixed"), ("cas", "C1", "overall", "supported", "supported")],
        columns=["reading", "claim", "scope", "before", "after"],
    )
    assert say_verdict_changes(changes, {"bo": "Bo", "cas": "Cas"}) == (
        "Met de lezing van Bo valt het oordeel anders uit voor C1 (ondersteund → gemengd). Met de lezing "
        "van Cas blijft elk oordeel voor de gemeenten samen gelijk."
    )


def test_where_one_person_coded_no_verdict_is_said_to_stand_under_another_reading():
    nothing = pd.DataFrame(columns=["reading", "claim", "scope", "before", "after"])
    assert say_verdict_changes(nothing, {"anna": "Anna"}) == (
        "Er is geen tweede lezing: elk document is door één persoon gecodeerd."
    )
