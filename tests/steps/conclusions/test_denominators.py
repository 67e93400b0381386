"""Every interview says in how many verdicts it counts, and the first reason why in none."""

import pytest

from wijkresearch.steps.conclusions import count_denominators


@pytest.fixture
def reasons(make_town):
    """Document to the number of claims that it counts for, and why it counts for none."""

    def found(people, *entries):
        rows = count_denominators(*make_town(people, *entries).inputs)
        return [(row.document, row.claims, "" if row.reason != row.reason else row.reason) for row in rows.itertuples()]

    return found


def test_an_interview_counts_in_every_claim_about_which_it_was_asked_and_observations_are_no_interviews(
    reasons, new_claim, new_composite
):
    people = [("een", "ambtenaar", ["pro"]), ("een", "kijkt", ["pro"])]
    claims = [new_claim(), new_claim("C2"), new_composite("C3", composition={"all_of": ["C1", "C2"]})]

    assert reasons(people, *claims) == [("D1", 2, "")]


def test_a_perspective_that_no_claim_is_about_is_named_before_anything_else(reasons, new_claim):
    people = [("een", "ambtenaar", []), ("een", "inwoner", ["pro"]), ("twee", "inwoner", None)]
    claim = new_claim(eligible={"kind": "interview", "perspectives": ["ambtenaar"], "municipalities": ["een"]})

    assert reasons(people, claim) == [("D1", 1, ""), ("D2", 0, "perspective"), ("D3", 0, "perspective")]


def test_one_claim_about_everybody_is_enough_to_count(reasons, new_claim):
    limited = new_claim(eligible={"kind": "interview", "perspectives": ["ambtenaar"]})

    assert reasons([("een", "inwoner", [])], limited, new_claim("C2")) == [("D1", 1, "")]


def test_a_municipality_that_no_claim_is_about_is_told_apart_from_the_two_together(reasons, new_claim):
    people = [("een", "ambtenaar", []), ("een", "inwoner", []), ("twee", "inwoner", []), ("drie", "inwoner", [])]
    claims = [
        new_claim(eligible={"kind": "interview", "perspectives": ["ambtenaar"], "municipalities": ["een"]}),
        new_claim("C2", eligible={"kind": "interview", "perspectives": ["inwoner"], "municipalities": ["twee"]}),
    ]

    assert reasons(people, *claims) == [
        ("D1", 1, ""),
        ("D2", 0, "combination"),
        ("D3", 1, ""),
        ("D4", 0, "municipality"),
    ]


def test_who_holds_none_of_the_codes_was_not_asked_or_was_not_coded_each_has_that_reason(reasons, new_claim):
    people = [("een", "ambtenaar", ["ander"]), ("een", "ambtenaar", []), ("een", "ambtenaar", None)]
    holders = new_claim(eligible={"kind": "interview", "codes": ["ander"]})
    assert reasons(people, holders) == [("D1", 1, ""), ("D2", 0, "code"), ("D3", 0, "not_coded")]

    asked = new_claim(asked={"default": False, "documents": ["D1"]})
    assert reasons(people, asked) == [("D1", 1, ""), ("D2", 0, "not_asked"), ("D3", 0, "not_coded")]


def test_without_claims_there_is_no_denominator_to_be_left_out_of(make_town, new_claim):
    town = make_town([("een", "inwoner", [])], new_claim())
    none = {**town.claims, "claims": town.claims["claims"].iloc[:0]}

    assert count_denominators(none, town.record)["reason"].tolist() == ["no_claims"]
