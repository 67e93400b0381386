import pandas as pd
import pytest

from wijkresearch.rigour.audit import (
    check_attributions,
    check_columns,
    check_percentages,
    check_rankings,
    check_statements,
    compare_ratios,
    guaranteed_gaps,
    list_uncited,
    repair_cells,
    repair_register,
    sum_columns,
)
from wijkresearch.show import findings

NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}
ROLES = {"luisteraar": "Luisteraar", "makelaar": "Makelaar"}
WORLDS = {"buiten": "Buiten"}
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
    assert findings.say_column_sums(sum_columns(DOTS), NAMES, WORLDS) == (
        "Gedrukte kolommen die optellen tot het geheel: 1 van de 2.\n\n"
        "- Bosrade, buiten: 12 in plaats van 10; afronden naar de dichtstbijzijnde stap verschuift een som "
        "hoogstens 0,5."
    )


def test_an_impossible_column_says_between_which_totals_its_shares_lie():
    said = findings.say_feasibility(check_columns(DOTS), "bosrade", "buiten", NAMES, WORLDS).split("\n")
    assert said[0] == "Bosrade, buiten (samen 12), bij afronden:"
    assert said[2] == (
        "- naar de dichtstbijzijnde stap, halverwege omhoog: geen enkel aantal coderingen geeft deze kolom, want "
        "aandelen "
        "met deze bolletjes tellen op tot minstens 11,5 en minder dan 12,5, nooit tot 10."
    )
    assert len(said) == 7


def test_a_possible_column_says_with_which_counts_and_a_forced_one_that_there_are_no_others():
    said = findings.say_feasibility(check_columns(DOTS), "aardam", "buiten", NAMES, WORLDS).split("\n")
    assert said[2].endswith("halverwege omhoog: kan, op zijn kleinst met (3, 2), samen 5 coderingen.")
    assert said[5] == "- altijd omlaag: kan alleen met de aantallen (3, 2), samen 5, of een veelvoud daarvan."


def test_a_ranking_is_said_table_by_table():
    said = findings.say_rankings(check_rankings(RANKINGS, DOTS), NAMES, ROLES, WORLDS).split("\n")
    assert said == [
        "- R1 (paragraaf 4), in Aardam gaat de minste aandacht naar de makelaar: volgt uit de gedrukte tabel voor "
        "buiten "
        "(4 tegen 6 voor luisteraar); volgt uit de gedrukte tabel voor alle werelden samen (4 tegen 6 voor "
        "luisteraar).",
        "- R2 (paragraaf 4), in Bosrade gaat de meeste aandacht naar de makelaar: volgt niet uit de gedrukte tabel "
        "voor "
        "buiten (5 tegen 7 voor luisteraar); volgt niet uit de gedrukte tabel voor alle werelden samen (5 tegen 7 voor "
        "luisteraar).",
    ]


def test_a_cell_that_would_mend_a_column_is_called_a_hypothesis():
    said = findings.say_cell_repairs(repair_cells(RANKINGS, DOTS), NAMES, ROLES, WORLDS).split("\n")
    assert said[0] == (
        "- Hypothese: met 5 in plaats van 7 voor de luisteraar (Bosrade, buiten) telt de kolom op; zinnen over deze "
        "gemeente die er dan uit volgen: 0 van de 1."
    )


def test_a_lead_is_said_with_what_is_certain_of_it():
    assert findings.say_gaps(guaranteed_gaps(DOTS), NAMES, ROLES, WORLDS).split("\n")[0] == (
        "- Aardam, buiten: luisteraar staat 2 bolletjes voor; zeker is een voorsprong van 15 procentpunt."
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
    assert findings.say_attributions(checks, NAMES).split("\n") == [
        "Toeschrijvingen die overeenkomen met het register: 1 van de 5.",
        "",
        "- nr. 1, paragraaf 4: D1 is hier een melder; het register zegt wethouder.",
        "- nr. 2, paragraaf 4: D1 hoort hier bij Bosrade; het register zegt Aardam.",
        "- nr. 3, paragraaf 4: D1 is hier een observatie; volgens het register een interview.",
        "- nr. 4, paragraaf 4: D7 staat niet in het register.",
    ]


def test_a_repair_is_a_hypothesis_with_its_steps_and_what_is_left():
    named = attributions(
        ("D1", "melder", None, "quote"), ("D2", "wethouder", None, "quote"), ("D1", "x", None, "quote")
    )
    repair = repair_register(named, REGISTER)
    assert findings.say_repair(repair.steps, repair.checks, NAMES, only_one=repair.only_one) == (
        "Hypothese: de enige hernummering met de minste wijzigingen (2 regels) die de meeste laat overeenkomen:\n\n"
        "- verwissel D1 → D2, D2 → D1: 2 toeschrijvingen erbij, samen 2\n\n"
        "Dan komt overeen: 2 van de 3.\n\n"
        "Over blijft:\n\n- nr. 3: D1 is hier een x; het register zegt melder."
    )


def test_a_register_that_needs_no_repair_says_so():
    repair = repair_register(attributions(("D1", "wethouder", None, "quote")), REGISTER)
    assert findings.say_repair(repair.steps, repair.checks, NAMES, only_one=True) == (
        "Geen hernummering van het register laat meer toeschrijvingen overeenkomen."
    )


def test_documents_without_a_citation_are_listed():
    uncited = list_uncited(attributions(("D1", None, None, "quote")), REGISTER)
    assert findings.say_uncited(uncited, NAMES) == "Nooit aangehaald: D2 (Melder, Bosrade)."
    assert findings.say_uncited(uncited.head(0), NAMES) == (
        "Elk document uit het register wordt in de tekst aangehaald."
    )


def test_impossible_numbers_and_differing_recounts_are_listed():
    documents = REGISTER.assign(perspective="p")
    statements = pd.DataFrame(
        [("N1", 3, 3, "all", "x"), ("N2", 1, 2, "all", "x")],
        columns=["statement", "respondents", "of", "among", "code"],
    ).assign(section="4")
    evidence = pd.DataFrame({"document": ["D1", "D2"], "code": ["x", "x"]})
    assert findings.say_statements(check_statements(statements, documents, evidence)) == (
        "Rekenkundig mogelijke aantallen respondenten: 1 van de 2.\n\n"
        "- N1, paragraaf 4: 3 van 3, terwijl er hoogstens 2 kunnen zijn\n"
        "- N1, paragraaf 4: gedrukt 3, herteld 2\n"
        "- N2, paragraaf 4: gedrukt 1, herteld 2"
    )


def test_a_ratio_is_said_against_the_other_cases():
    cases = pd.DataFrame(
        [("aardam", "people", "100"), ("aardam", "area", "2"), ("bosrade", "people", "100"), ("bosrade", "area", "4")],
        columns=["municipality", "measure", "printed"],
    )
    said = findings.say_ratios(compare_ratios(cases, "people", "area"), NAMES, measure="mensen per km²")
    assert said == (
        "- Aardam: 50 mensen per km², 100 % meer dan het gemiddelde van de andere.\n"
        "- Bosrade: 25 mensen per km², 50 % minder dan het gemiddelde van de andere."
    )
    alone = findings.say_ratios(compare_ratios(cases.head(2), "people", "area"), NAMES, measure="mensen per km²")
    assert alone == "- Aardam: 50 mensen per km², zonder andere gemeente om mee te vergelijken."


def test_percentages_that_no_whole_number_gives_are_listed():
    numbers = check_percentages(pd.DataFrame({"where": ["a", "b"], "printed": ["37", "33"], "n": [15, 15]}))
    assert findings.say_percentages(numbers) == (
        "Percentages die uit hele aantallen kunnen volgen: 1 van de 2.\n\n- 37 % (a) volgt niet uit n = 15"
    )
    assert findings.say_percentages(numbers.head(0)) == "Er staan geen percentages in de lopende tekst."


def test_quotations_are_counted_and_one_from_another_document_is_named():
    rows = [("Q001", 3, "exact", "D1", "D2", False), ("Q002", 4, "not found", "D1", None, None)]
    columns = ["quotation", "paragraph", "verdict", "document", "found_in", "in_named_document"]
    checks = pd.DataFrame(rows, columns=columns).astype({"in_named_document": "boolean"})
    assert findings.say_quotations(checks) == (
        "Van 2 citaten: 1 letterlijk in een transcript, 0 met aangegeven weglatingen, 0 bijna letterlijk, "
        "1 niet gevonden, 0 zonder transcript.\n\n"
        "- Q001, alinea 3: toegeschreven aan D1, gevonden in D2"
    )


def test_paragraphs_that_speak_of_respondents_without_a_number_are_numbered():
    mentions = pd.DataFrame({"section": ["4", "4"], "paragraph": [3, 7], "mentions": [1, 2]})
    assert findings.say_uncounted(mentions) == (
        "Alinea's die zonder aantal over de respondenten spreken: 2 (alinea 3, 7)."
    )
    assert findings.say_uncounted(mentions.head(0)).endswith("spreken: 0.")


@pytest.mark.parametrize("name", [name for name in dir(findings) if name.startswith("say_")])
def test_nothing_is_ever_called_wrong(name):
    assert not any(word in str(getattr(findings, name).__code__.co_consts).lower() for word in ("fout", "onjuist"))
