from string import Formatter

import pandas as pd
import pytest

from wijkresearch.printed_audit import (
    check_attributions,
    check_columns,
    check_rankings,
    compare_ratios,
    guaranteed_gaps,
    repair_cells,
    repair_register,
    sum_columns,
)
from wijkresearch.show import findings, text_findings
from wijkresearch.show.finding_words import RANKS, RULES, SENTENCES, SOURCES, VERDICTS
from wijkresearch.show.labels import Labels

NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}
ROLES = {"luisteraar": "Luisteraar", "makelaar": "Makelaar"}
LABELS = Labels(municipalities=NAMES, roles=ROLES, worlds={"buiten": "Buiten"})
ENGLISH_ROLES = {"luisteraar": "Listener", "makelaar": "Broker"}
ENGLISH = Labels(municipalities=NAMES, roles=ENGLISH_ROLES, worlds={"buiten": "Outside"}, language="en")
DOTS = pd.DataFrame(
    [
        (3, "4", "buiten", "aardam", "luisteraar", 6.0),
        (3, "4", "buiten", "aardam", "makelaar", 4.0),
        (3, "4", "buiten", "bosrade", "luisteraar", 7.0),
        (3, "4", "buiten", "bosrade", "makelaar", 5.0),
    ],
    columns=["table", "section", "world", "municipality", "role", "dots"],
)
RANKINGS = pd.DataFrame(
    [("R1", "4", "aardam", "makelaar", "least"), ("R2", "4", "bosrade", "makelaar", "most")],
    columns=["ranking", "section", "municipality", "role", "rank"],
)
REGISTER = pd.DataFrame(
    [("D1", "3", "interview", "Wethouder", "aardam"), ("D2", "3", "interview", "Melder", "bosrade")],
    columns=["document", "section", "kind", "function", "municipality"],
)


def attributions(*rows):
    columns = ["document", "function", "municipality", "kind"]
    return pd.DataFrame(rows, columns=columns).assign(section="4", number=range(1, len(rows) + 1))


def test_the_column_that_does_not_add_up_is_named_with_what_rounding_can_do():
    assert findings.say_column_sums(sum_columns(DOTS), LABELS) == (
        "Gedrukte kolommen waarvan de som klopt: 1 van de 2.\n\n"
        "- Bosrade, buiten: de bolletjes zijn samen 12 in plaats van 10; afronden naar de "
        "dichtstbijzijnde stap kan een som met hoogstens 0,5 veranderen."
    )


def test_an_impossible_column_says_between_which_totals_its_shares_lie():
    said = findings.say_feasibility(check_columns(DOTS), "bosrade", "buiten", LABELS).split("\n")
    assert said[0] == (
        "Bosrade, buiten (samen 12). Welke aantallen coderingen kunnen deze kolom geven, per manier van afronden?"
    )
    assert said[2] == (
        "- naar de dichtstbijzijnde stap, halverwege omhoog: geen enkel aantal coderingen geeft deze "
        "kolom, want de aandelen achter deze bolletjes zijn samen minstens 11,5 en minder dan 12,5, nooit "
        "10."
    )
    assert len(said) == 7


def test_a_possible_column_says_with_which_counts_and_a_forced_one_that_there_are_no_others():
    said = findings.say_feasibility(check_columns(DOTS), "aardam", "buiten", LABELS).split("\n")
    assert said[2].endswith("halverwege omhoog: dit kan; het kleinste aantal coderingen is dan 5 (3, 2).")
    assert said[5] == "- altijd omlaag: dit kan alleen met de aantallen (3, 2), samen 5, of een veelvoud daarvan."


def test_a_ranking_is_said_table_by_table():
    said = findings.say_rankings(check_rankings(RANKINGS, DOTS), LABELS).split("\n")
    assert said == [
        "- R1 (paragraaf 4): in Aardam gaat de minste aandacht naar de makelaar. Dit volgt uit de "
        "gedrukte tabel (buiten: 4 tegen 6 voor luisteraar); volgt uit de gedrukte tabel (alle werelden "
        "samen: 4 tegen 6 voor luisteraar).",
        "- R2 (paragraaf 4): in Bosrade gaat de meeste aandacht naar de makelaar. Dit volgt niet uit de "
        "gedrukte tabel (buiten: 5 tegen 7 voor luisteraar); volgt niet uit de gedrukte tabel (alle "
        "werelden samen: 5 tegen 7 voor luisteraar).",
    ]


def test_a_cell_that_would_mend_a_column_is_called_a_hypothesis():
    said = findings.say_cell_repairs(repair_cells(RANKINGS, DOTS), LABELS).split("\n")
    assert said[0] == (
        "- Hypothese: met 5 in plaats van 7 voor de luisteraar (Bosrade, buiten) klopt de som van de "
        "kolom. Gedrukte zinnen over deze gemeente die dan uit de tabel volgen: 0 van de 1."
    )


def test_sentences_come_before_the_cells_that_would_mend_a_column():
    rankings, repairs = check_rankings(RANKINGS, DOTS), repair_cells(RANKINGS, DOTS)
    said = findings.say_sentences(rankings, repairs, LABELS).split("\n\n")
    assert said == [
        findings.say_rankings(rankings, LABELS),
        findings.say_cell_repairs(repairs, LABELS),
    ]


def test_a_lead_is_said_with_what_is_certain_of_it():
    said = findings.say_gaps(guaranteed_gaps(DOTS), LABELS).split("\n")
    assert said[0] == "Welke voorsprong van de grootste rol is zeker, hoe er ook is afgerond?"
    assert said[2] == (
        "- Aardam, buiten: de gedrukte voorsprong van de luisteraar is, in bolletjes, 2; zeker is een "
        "voorsprong van 15 procentpunt."
    )


def test_every_kind_of_difference_with_the_register_is_said_with_both_readings():
    checks = check_attributions(
        attributions(
            ("D1", "Melder", None, "quote"),
            ("D1", None, "bosrade", "quote"),
            ("D1", None, None, "observation"),
            ("D7", None, None, "quote"),
            ("D2", "melder", None, "quote"),
        ),
        REGISTER,
    )
    assert findings.say_attributions(checks, LABELS).split("\n") == [
        "Toeschrijvingen die kloppen met het register: 1 van de 5.",
        "",
        "- nr. 1, paragraaf 4: in de tekst is de functie bij D1 ‘melder’, in het register ‘wethouder’.",
        "- nr. 2, paragraaf 4: in de tekst hoort D1 bij Bosrade, in het register bij Aardam.",
        "- nr. 3, paragraaf 4: in de tekst is D1 een observatie, in het register een interview.",
        "- nr. 4, paragraaf 4: D7 staat niet in het register.",
    ]


def test_a_repair_is_a_hypothesis_with_its_steps_and_what_is_left():
    named = attributions(
        ("D1", "melder", None, "quote"), ("D2", "wethouder", None, "quote"), ("D1", "x", None, "quote")
    )
    repair = repair_register(named, REGISTER)
    assert findings.say_repair(repair.steps, repair.checks, LABELS, only_one=repair.only_one) == (
        "Hypothese: de enige hernummering met de minste wijzigingen (aantal regels: 2) waarmee de meeste "
        "toeschrijvingen kloppen:\n\n"
        "- verwissel D1 → D2, D2 → D1 (toeschrijvingen die daardoor gaan kloppen: 2; dan kloppen er samen 2)\n\n"
        "Toeschrijvingen die dan kloppen: 2 van de 3.\n\n"
        "Dit klopt dan nog niet:\n\n- nr. 3: in de tekst is de functie bij D1 ‘x’, in het register ‘melder’."
    )


def test_a_register_that_needs_no_repair_says_so():
    repair = repair_register(attributions(("D1", "wethouder", None, "quote")), REGISTER)
    assert findings.say_repair(repair.steps, repair.checks, LABELS, only_one=True) == (
        "Geen enkele hernummering van het register laat meer toeschrijvingen kloppen."
    )


def test_a_ratio_is_said_against_the_other_cases():
    cases = pd.DataFrame(
        [("aardam", "people", "100"), ("aardam", "area", "2"), ("bosrade", "people", "100"), ("bosrade", "area", "4")],
        columns=["municipality", "measure", "printed"],
    )
    said = findings.say_ratios(compare_ratios(cases, "people", "area"), NAMES, measure="mensen per km²")
    assert said == (
        "- Aardam: 50 mensen per km², 100% meer dan het gemiddelde van de andere gemeenten.\n"
        "- Bosrade: 25 mensen per km², 50% minder dan het gemiddelde van de andere gemeenten."
    )
    alone = findings.say_ratios(compare_ratios(cases.head(2), "people", "area"), NAMES, measure="mensen per km²")
    assert alone == "- Aardam: 50 mensen per km², zonder andere gemeente om mee te vergelijken."


def fields(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize(
    "words", [RULES, RANKS, VERDICTS, SOURCES, SENTENCES], ids=["rules", "ranks", "verdicts", "sources", "sentences"]
)
def test_whatever_is_said_in_one_language_is_said_in_the_other_with_the_same_values(words):
    assert list(words["nl"]) == list(words["en"])
    assert {key: fields(text) for key, text in words["nl"].items()} == {
        key: fields(text) for key, text in words["en"].items()
    }


def test_columns_and_their_arithmetic_are_said_in_english_with_decimal_points():
    sums, columns = sum_columns(DOTS), check_columns(DOTS)
    said = findings.say_columns(sums, columns, ENGLISH).split("\n")
    assert said[:5] == [
        "Printed columns that add up: 1 of 2.",
        "",
        "- Bosrade, outside: the dots add up to 12 instead of 10; rounding to the nearest step can change "
        "a sum by 0.5 at most.",
        "",
        "Bosrade, outside (together 12). Which numbers of codings can give this column, for each way of rounding?",
    ]
    assert said[6] == (
        "- to the nearest step, halfway up: no number of codings gives this column, because the shares "
        "behind these dots add up to at least 11.5 and less than 12.5, never to 10."
    )
    possible = findings.say_feasibility(columns, "aardam", "buiten", ENGLISH).split("\n")
    assert possible[2].endswith("halfway up: possible; the smallest number of codings is then 5 (3, 2).")
    assert possible[5] == ("- always down: possible only with the counts (3, 2), together 5, or a multiple of them.")


def test_rankings_repairs_of_a_cell_and_leads_are_said_in_english():
    assert findings.say_rankings(check_rankings(RANKINGS, DOTS), ENGLISH).split("\n")[1] == (
        "- R2 (section 4): in Bosrade the most attention goes to the broker. This does not follow from "
        "the printed table (outside: 5 against 7 for listener); does not follow from the printed table "
        "(all worlds together: 5 against 7 for listener)."
    )
    assert findings.say_cell_repairs(repair_cells(RANKINGS, DOTS), ENGLISH).split("\n")[0] == (
        "- Hypothesis: with 5 instead of 7 for the listener (Bosrade, outside) the column adds up. "
        "Printed sentences about this municipality that then follow from the table: 0 of 1."
    )
    assert findings.say_gaps(guaranteed_gaps(DOTS), ENGLISH).split("\n")[2] == (
        "- Aardam, outside: the printed lead of the listener is, in dots, 2; a lead of 15 percentage points is certain."
    )


def test_differences_with_the_register_and_its_renumbering_are_said_in_english():
    named = attributions(("D1", "Melder", None, "quote"), ("D1", None, "bosrade", "quote"), ("D7", None, None, "quote"))
    assert findings.say_attributions(check_attributions(named, REGISTER), ENGLISH).split("\n") == [
        "Attributions that agree with the register: 0 of 3.",
        "",
        "- no. 1, section 4: in the text the function of D1 is ‘melder’, in the register ‘wethouder’.",
        "- no. 2, section 4: in the text D1 belongs to Bosrade, in the register to Aardam.",
        "- no. 3, section 4: D7 is not in the register.",
    ]
    steps = repair_register(attributions(("D1", "melder", None, "quote")), REGISTER).steps
    assert findings.say_renumbering(steps, language="en").split("\n\n")[0] == (
        "Hypothesis: with this renumbering of the register more attributions agree."
    )


def test_nothing_is_ever_called_wrong():
    said = [text for words in SENTENCES.values() for name, text in words.items() if name != "lead"]
    modules = (findings, text_findings)
    functions = [getattr(module, name) for module in modules for name in dir(module) if name.startswith("say_")]
    said += [str(function.__code__.co_consts) for function in functions]
    assert [text for text in said if any(word in text.lower() for word in ("fout", "onjuist", "wrong", "untrue"))] == []
