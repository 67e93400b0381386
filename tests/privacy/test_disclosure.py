"""Who can be recognised, until when material may be kept, and whether text came along."""

from datetime import date

import pytest

from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.disclosure import find_copied, list_recognisable, list_retention


def test_functions_per_municipality_are_counted_as_printed_and_unique_ones_flagged(study):
    study.documents.loc[study.documents["municipality"] == "aardam", "function"] = "wijkregisseur"
    found = list_recognisable(study.documents, Gate.of(study))
    assert found[["municipality", "function", "respondents", "documents", "unique", "small"]].to_numpy().tolist() == [
        ["Bosrade", "functie 1", 1, "D5", True, True],
        ["Bosrade", "functie 2", 1, "D6", True, True],
        ["Bosrade", "functie 3", 1, "D7", True, True],
        ["Aardam", "wijkregisseur", 3, "D1, D2, D3", False, False],
    ]


@pytest.mark.parametrize(
    ("today", "days_left", "state"),
    [
        (date(2034, 4, 1), 0, "near"),
        (date(2034, 4, 2), -1, "overdue"),
        (date(2033, 9, 30), 183, "near"),
        (date(2033, 9, 29), 184, "keep"),
        (date(2024, 4, 1), 3652, "keep"),
    ],
)
def test_the_retention_period_runs_from_the_signature(study, today, days_left, state):
    row = list_retention(study.documents, years=10, today=today).iloc[0]
    assert (row["due_on"], row["days_left"], row["state"]) == ("2034-04-01", days_left, state)


def test_a_signature_on_a_leap_day_ends_on_the_last_of_february_and_a_missing_one_is_unknown(consent):
    leap = list_retention(consent("D1", signed_on="2024-02-29").documents, years=10, today=date(2024, 3, 1))
    missing = list_retention(consent("D1", signed_on=None).documents, years=10, today=date(2024, 3, 1))
    assert leap.iloc[0]["due_on"] == "2034-02-28"
    assert missing.iloc[0]["state"] == "unknown"


SAID = "nou kijk wij fietsen elke dinsdag met de hele ploeg langs het oude gemaal"


def copied(consent, text, **options):
    gate = Gate.of(consent("D1", consent_quotes=False))
    found = find_copied(
        {"verslag": text}, {"D1": SAID, "D2": "dit mag iedereen op straat horen en lezen hoor"}, gate, **options
    )
    return found[["document", "first_word", "words", "blocks"]].to_numpy().tolist()


def test_eight_words_in_a_row_block_six_warn_and_five_are_prose(consent):
    words = SAID.split()
    assert copied(consent, " ".join(["er", "staat", *words[2:10], "en", "meer"])) == [["D1", 3, 8, True]]
    assert copied(consent, " ".join(words[2:9])) == [["D1", 1, 7, False]]
    assert copied(consent, " ".join(words[2:8])) == [["D1", 1, 6, False]]
    assert copied(consent, " ".join(words[2:7])) == []


def test_case_accents_entities_and_punctuation_hide_nothing(consent):
    assert copied(consent, "WIJ fi&eacute;tsen, elke &#100;insdag; met <b>de</b> — hele ploeg") == []
    assert copied(consent, "WIJ fi&euml;tsen, elke &#100;insdag; met de — h&eacute;le ploeg") == [["D1", 1, 8, True]]


def test_who_may_be_quoted_is_not_searched_for(consent):
    assert copied(consent, "dit mag iedereen op straat horen en lezen hoor") == []


def test_a_run_that_is_wholly_a_known_phrase_is_no_leak_but_one_that_goes_on_is(consent):
    phrase = {"known_phrases": ["Wij fietsen elke dinsdag met de hele ploeg"]}
    assert copied(consent, "wij fietsen elke dinsdag met de hele ploeg", **phrase) == []
    assert copied(consent, "wij fietsen elke dinsdag met de hele ploeg langs", **phrase) == [["D1", 1, 9, True]]
