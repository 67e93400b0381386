"""Every item of the consent form closes what it should close, and what is not filled in counts as no."""

from itertools import product

import pandas as pd
import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.privacy.consent import Gate, list_consents

ITEMS = {
    "consent_informed": 1,
    "consent_voluntary": 2,
    "consent_processing": 3,
    "consent_recording": 4,
    "consent_quotes": 5,
    "consent_name": 6,
    "consent_municipality": 7,
    "consent_reuse": 8,
    "consent_observation": 9,
}
CLOSES = {
    1: ["process", "quote", "function", "municipality", "reuse"],
    2: ["process", "quote", "function", "municipality", "reuse"],
    3: ["process", "quote", "function", "municipality", "reuse"],
    4: ["process", "quote", "function", "municipality", "reuse"],
    5: ["quote"],
    6: ["function"],
    7: ["municipality"],
    8: ["reuse"],
    9: [],
}


def refused(study, document):
    consents = list_consents(study.documents)
    rows = consents[(consents["document"] == document) & ~consents["allowed"]]
    return dict(zip(rows["use"], rows["items"], strict=True))


def test_with_full_consent_everything_is_allowed(study):
    assert list_consents(study.documents)["allowed"].all()


@pytest.mark.parametrize("answer", [False, None])
@pytest.mark.parametrize("column", ITEMS)
def test_each_item_that_is_no_or_empty_closes_what_it_should_in_an_interview(consent, column, answer):
    value = "pseudonym" if answer is False and column in ("consent_name", "consent_municipality") else answer
    item = ITEMS[column]
    assert refused(consent("D1", **{column: value}), "D1") == dict.fromkeys(CLOSES[item], str(item))


def test_an_observation_needs_item_nine_and_not_item_four(consent):
    assert refused(consent("D4", consent_recording=False), "D4") == {}
    assert refused(consent("D4", consent_observation=None), "D4") == dict.fromkeys(CLOSES[1], "9")


def test_notes_of_an_interview_that_was_not_written_out_need_no_item_four(consent):
    assert refused(consent("D1", consent_recording=False, file=None), "D1") == {}


def test_a_document_without_any_consent_is_closed_with_all_items_named(study, consent):
    empty = consent("D1", **dict.fromkeys(ITEMS))
    assert refused(empty, "D1") == {
        "process": "1, 2, 3, 4",
        "quote": "1, 2, 3, 4, 5",
        "function": "1, 2, 3, 4, 6",
        "municipality": "1, 2, 3, 4, 7",
        "reuse": "1, 2, 3, 4, 8",
    }
    assert not any(Gate.of(empty).may(use, "D99") for use in CLOSES[1])


def test_who_withdrew_stays_in_the_counts_but_is_not_quoted_or_named(consent):
    after = consent("D1", withdrawn_on="2024-05-01")
    before = consent("D1", withdrawn_on="2024-03-01")
    assert refused(after, "D1") == dict.fromkeys(["quote", "function", "municipality", "reuse"], "2")
    assert refused(before, "D1") == dict.fromkeys(CLOSES[2], "2")


def test_without_consent_a_quote_never_gets_out_and_the_error_does_not_repeat_it(consent):
    gate = Gate.of(consent("D1", consent_quotes=False))
    with pytest.raises(StudyError) as error:
        gate.quote("D1", "zeer geheim")
    assert str(error.value) == (
        "1 problem:\n  D1: the respondent has not agreed to be quoted; expected item 5 of the consent form. "
        "Show the count and the id only."
    )
    assert gate.quote("D2", "zeer geheim") == "zeer geheim"
    assert "geheim" not in repr(gate)


def test_without_consent_a_function_becomes_its_perspective_or_nothing_when_few_share_that(consent):
    alone = Gate.of(consent("D1", consent_name="pseudonym"))
    assert (alone.function("D1"), alone.respondent("D1")) == ("respondent", "respondent 1, Aardam (D1)")
    study = consent("D1", consent_name="pseudonym")
    study.documents.loc[study.documents["municipality"] == "aardam", "perspective"] = "wijkverbinder"
    assert Gate.of(study).function("D1") == "Wijkverbinder"
    assert Gate.of(study).respondent("D2") == "functie 2, Aardam (D2)"


def test_observation_notes_are_called_so_in_the_language_of_the_report(study):
    called = {language: Gate.of(study, language=language).respondent("D4") for language in ("nl", "en")}
    assert called == {"nl": "Observatie, Aardam (D4)", "en": "Observation, Aardam (D4)"}


def test_one_respondent_who_says_pseudonym_closes_the_name_of_the_case_for_all(consent):
    gate = Gate.of(consent("D6", consent_municipality="pseudonym"))
    assert (gate.municipality("bosrade"), gate.public_id("bosrade")) == ("Gemeente B", "gemeente-b")
    assert (gate.municipality("aardam"), gate.public_id("aardam")) == ("Aardam", "aardam")
    assert gate.respondent("D5") == "functie 1, Gemeente B (D5)"
    assert (gate.municipality("gemeente-b"), gate.may_name("gemeente-b")) == ("Gemeente B", False)
    assert gate.secret_names == ("Bosrade", "bosrade")


def test_in_a_quote_a_hidden_municipality_has_its_pseudonym_in_brackets(consent):
    gate = Gate.of(consent("D6", consent_municipality=None))
    assert gate.quote("D1", "wij in BOSRADE doen dat op zijn Bosrades") == (
        "wij in [Gemeente B] doen dat op zijn [Gemeente B]"
    )
    assert gate.quote("D1", "de bosraderij") == "de bosraderij"


def test_a_whole_text_that_names_a_hidden_municipality_does_not_get_out(consent):
    gate = Gate.of(consent("D6", consent_municipality=None))
    with pytest.raises(StudyError) as error:
        gate.check_names("D1", "wij in BOSRADE doen dat zo")
    assert str(error.value) == (
        "1 problem:\n  D1: the text names a municipality that may not be named; expected item 7 of the consent form. "
        "Replace the name by its pseudonym in brackets."
    )
    assert gate.check_names("D1", "de bosraderij") == "de bosraderij"


def test_an_unknown_document_or_municipality_is_refused(study):
    gate = Gate.of(study)
    with pytest.raises(StudyError, match="D99: the document is not in the register"):
        gate.respondent("D99")
    with pytest.raises(StudyError, match=r"municipality 'aardan' is not in the study\. Did you mean 'aardam'"):
        gate.municipality("aardan")


answers = st.fixed_dictionaries(
    {
        **{
            column: st.sampled_from([True, False, None])
            for column in ITEMS
            if column not in ("consent_name", "consent_municipality")
        },
        "consent_name": st.sampled_from(["own", "function", "pseudonym", None]),
        "consent_municipality": st.sampled_from(["own", "pseudonym", None]),
        "withdrawn_on": st.sampled_from([None, "2024-03-01", "2024-05-01"]),
        "signed_on": st.sampled_from([None, "2024-04-01"]),
    }
)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers, st.sampled_from(["D1", "D4"]))
def test_no_path_leads_from_a_no_to_a_text_a_function_or_a_name(consent, given_answers, document):
    gate = Gate.of(consent(document, **given_answers))
    no = {item for column, item in ITEMS.items() if given_answers[column] in (False, None, "pseudonym")}
    if no & {1, 2, 3, 5} or given_answers["withdrawn_on"]:
        with pytest.raises(StudyError):
            gate.quote(document, "geheim")
    if no & {1, 2, 3, 6} or given_answers["withdrawn_on"]:
        assert not gate.function(document).startswith(("functie", "overleg"))
    if no & {1, 2, 3, 7} or given_answers["withdrawn_on"]:
        assert "aardam" not in f"{gate.respondent(document)} {gate.public_id('aardam')}".lower()
    if not no and not given_answers["withdrawn_on"]:
        assert gate.quote(document, "geheim") == "geheim"


def test_every_combination_of_the_three_basic_items_but_one_closes_everything(consent):
    for informed, voluntary, processing in product([True, False], repeat=3):
        study = consent("D1", consent_informed=informed, consent_voluntary=voluntary, consent_processing=processing)
        allowed = informed and voluntary and processing
        assert [Gate.of(study).may(use, "D1") for use in CLOSES[1]] == [allowed] * 5
    assert pd.notna(study.documents["signed_on"]).all()
