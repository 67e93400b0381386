import pandas as pd

from wijkresearch.printed_audit import check_means, check_percentages, check_statements, list_uncited
from wijkresearch.show import text_findings

NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}
REGISTER = pd.DataFrame(
    [("D1", "3", "interview", "Wethouder", "aardam"), ("D2", "3", "interview", "Melder", "bosrade")],
    columns=["document", "section", "kind", "function", "municipality"],
)


def attributions(*rows):
    columns = ["document", "function", "municipality", "kind"]
    return pd.DataFrame(rows, columns=columns).assign(section="4", number=range(1, len(rows) + 1))


def test_documents_without_a_citation_are_listed():
    uncited = list_uncited(attributions(("D1", None, None, "quote")), REGISTER)
    assert text_findings.say_uncited(uncited, NAMES) == "Nooit aangehaald: D2 (Melder, Bosrade)."
    assert text_findings.say_uncited(uncited.head(0), NAMES) == (
        "Elk document uit het register wordt in de tekst aangehaald."
    )


def test_impossible_numbers_are_listed():
    documents = REGISTER.assign(perspective="p")
    statements = pd.DataFrame(
        [("N1", 3, 3, "all"), ("N2", 1, 2, "all")], columns=["statement", "respondents", "of", "among"]
    ).assign(section="4")
    assert text_findings.say_statements(check_statements(statements, documents)) == (
        "Aantallen respondenten die rekenkundig kunnen: 1 van de 2.\n\n"
        "- N1, paragraaf 4: 3 van 3, terwijl 2 het hoogst mogelijke is"
    )


def test_percentages_that_no_whole_number_gives_are_listed():
    numbers = check_percentages(pd.DataFrame({"where": ["a", "b"], "printed": ["37", "33"], "n": [15, 15]}))
    assert text_findings.say_percentages(numbers) == (
        "Percentages die uit hele aantallen kunnen volgen: 1 van de 2.\n\n- 37% (a) volgt niet uit n = 15"
    )
    assert text_findings.say_percentages(numbers.head(0)) == "Er staan geen percentages in de lopende tekst."


def test_a_mean_that_no_whole_scores_give_is_listed():
    # 145 of 28 is 5.18 and 146 of 28 is 5.21: 5.19 lies between two whole sums (the test of Brown & Heathers 2017)
    numbers = check_means(pd.DataFrame({"where": ["a", "b"], "printed": ["5,19", "5,18"], "n": [28, 28]}), highest=9)
    assert text_findings.say_means(numbers) == (
        "Gemiddelden die uit hele aantallen kunnen volgen: 1 van de 2.\n\n- 5,19 (a) volgt niet uit n = 28"
    )
    assert text_findings.say_means(numbers.head(0)) == "Er staan geen gemiddelden in de lopende tekst."


def test_quotations_are_counted_and_one_from_another_document_is_named():
    rows = [("Q001", 3, "exact", "D1", "D2", False), ("Q002", 4, "not found", "D1", None, None)]
    columns = ["quotation", "paragraph", "verdict", "document", "found_in", "in_named_document"]
    checks = pd.DataFrame(rows, columns=columns).astype({"in_named_document": "boolean"})
    assert text_findings.say_quotations(checks) == (
        "Van de 2 citaten: 1 letterlijk in een transcript, 0 met aangegeven weglatingen, 0 bijna "
        "letterlijk, 1 niet gevonden, 0 zonder transcript.\n\n"
        "- Q001, alinea 3: toegeschreven aan D1, gevonden in D2"
    )


def test_paragraphs_that_speak_of_respondents_without_a_number_are_numbered():
    mentions = pd.DataFrame({"section": ["4", "4"], "paragraph": [3, 7], "mentions": [1, 2]})
    assert text_findings.say_uncounted(mentions) == (
        "Alinea’s die over de respondenten spreken zonder een aantal te noemen: 2 (alinea 3, 7)."
    )
    assert text_findings.say_uncounted(mentions.head(0)).endswith("te noemen: 0.")
