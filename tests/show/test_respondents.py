"""Who was interviewed and who counts nowhere is said from the register, for any kind of respondent."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.show.labels import Labels
from wijkresearch.show.respondents import say_denominators, say_interviewed, say_left_out, say_who_counts

PERSPECTIVES = {"verbinder": "Verbinder", "inwoner": "Inwoner"}
NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}
LABELS = Labels(municipalities=NAMES, perspectives=PERSPECTIVES)
ROWS = [
    ("D1", "aardam", "verbinder", "regisseur", 2, None),
    ("D2", "aardam", "inwoner", "bewoner", 0, "perspective"),
    ("D3", "bosrade", "inwoner", "huurder", 0, "perspective"),
    ("D4", "bosrade", "verbinder", "regisseur", 0, "not_coded"),
]
COLUMNS = ["document", "municipality", "perspective", "function", "claims", "reason"]


def rows_of(rows=ROWS):
    return pd.DataFrame(rows, columns=COLUMNS)


def asking_of(basis):
    return pd.DataFrame([(claim, of) for claim, listed in basis.items() for of in listed], columns=["claim", "basis"])


def test_where_residents_were_interviewed_nobody_says_that_they_were_not():
    assert say_interviewed(rows_of(), LABELS) == (
        "Aantal interviews per perspectief: Verbinder (2) en Inwoner (2). Over mensen die niet zijn "
        "geïnterviewd, zegt geen enkel oordeel iets, en geen telling bewijst een oorzaak."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            (
                "Aantal interviews per perspectief: Verbinder (1). Niemand geïnterviewd vanuit: Inwoner. Over "
                "mensen die niet zijn geïnterviewd, zegt geen "
            ),
        ),
        (
            "en",
            (
                "Interviews per perspective: Verbinder (1). Nobody interviewed from: Inwoner. No verdict "
                "says anything about people who were not interviewed"
            ),
        ),
    ],
)
def test_a_perspective_that_study_yml_names_and_nobody_was_interviewed_from_is_told(language, said):
    assert say_interviewed(rows_of(ROWS[:1]), replace(LABELS, language=language)).startswith(said)


def test_how_many_interviews_count_nowhere_is_told_with_the_reason_of_each():
    assert say_left_out(rows_of(), LABELS) == [
        "Interviews die in geen enkel oordeel meetellen: 3 van de 4. Bij het tellen van codes en rollen "
        "tellen ze wel mee.",
        "Geen conclusie gaat over het perspectief Inwoner: 2 interviews (bewoner en huurder: D2 en D3).",
        "Nog door niemand gecodeerd: 1 interview (regisseur: D4).",
    ]


def test_a_municipality_and_a_perspective_within_one_are_named_apart():
    rows = [(*ROWS[0][:4], 0, "municipality"), (*ROWS[2][:4], 0, "combination"), (*ROWS[1][:4], 0, "combination")]
    assert say_left_out(rows_of(rows), replace(LABELS, language="en"))[1:] == [
        "No conclusion is about Aardam: 1 interview (regisseur: D1).",
        "No conclusion is about the perspective Inwoner in Bosrade: 1 interview (huurder: D3).",
        "No conclusion is about the perspective Inwoner in Aardam: 1 interview (bewoner: D2).",
    ]


def test_of_many_interviews_the_first_are_named_and_the_others_counted():
    many = [(f"D{number}", "aardam", "inwoner", "bewoner", 0, "perspective") for number in range(1, 13)]
    assert say_left_out(rows_of(many), LABELS)[1] == (
        "Geen conclusie gaat over het perspectief Inwoner: 12 interviews (bewoner: D1, D2, D3, D4, D5, D6, D7, D8, D9, "
        "D10 en nog 2)."
    )


@pytest.mark.parametrize("reason", [None, "no_claims"])
def test_nothing_is_said_where_all_count_or_there_is_nothing_to_be_left_out_of(reason):
    rows = rows_of([(*ROWS[0][:5], reason)])
    assert say_left_out(rows, LABELS) == []
    asking = asking_of({"C1": ["none"]})
    assert "\n" not in say_who_counts(rows, asking, LABELS)


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ([], "iedere respondent"),
        (["none", "none"], "iedere respondent"),
        (["guide", "confirmed"], "wie er volgens de topiclijst naar is gevraagd"),
        (["guide", "spoke"], "wie er volgens de topiclijst naar is gevraagd of er zelf over begon"),
        (["confirmed", "claim"], "wie ernaar is gevraagd"),
        (["confirmed", "spoke"], "wie ernaar is gevraagd of er zelf over begon"),
    ],
)
def test_of_those_who_were_asked_is_said_only_where_that_is_known(basis, said):
    assert say_denominators(asking_of({"C1": basis})) == said


def test_the_conclusions_that_count_others_than_most_do_are_named():
    asking = asking_of({"C1": ["guide"], "C2": ["none"], "C3": ["guide"], "C4": ["confirmed"], "C5": ["none"]})
    asking = pd.concat([asking, asking_of({"C6": ["none"]})])
    assert say_denominators(asking, language="en") == (
        "all respondents (for C1 and C3 those who, by the interview guide, were asked about it; for C4 "
        "those who were asked about it)"
    )


def test_the_notebook_says_of_whom_a_verdict_counts():
    said = say_who_counts(rows_of(), asking_of({"C1": ["guide"]}), LABELS)
    assert said.splitlines()[0].endswith(
        "Een oordeel telt hoeveel respondenten een conclusie steunen; mee telt wie er volgens de "
        "topiclijst naar is gevraagd."
    )
