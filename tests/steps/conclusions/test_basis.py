"""A verdict is stale as soon as something that it rests on is not the same; and what that is, is named."""

from dataclasses import replace

import pytest

from wijkresearch.steps.conclusions import check_freezes, list_basis, list_stale
from wijkresearch.tables import STALE_VERDICTS

PEOPLE = [("een", "wijk", ["pro"]), ("een", "wijk", ["ander"]), ("twee", "wijk", ["contra"])]
TEXTS = {"D1": "een", "D2": "twee", "D3": "drie"}


@pytest.fixture
def entries(new_claim, new_composite):
    return [
        new_claim("C1"),
        new_claim("C2", support=["ander"], counter=["ander_contra"]),
        new_composite("P", composition={"all_of": ["C1"]}),
        new_composite("H", composition={"any_of": ["P"]}),
    ]


def stale(before, now, claims):
    return [tuple(row) for row in list_stale(before, now, claims)[["claim", "kind", "item", "change"]].to_numpy()]


DRAGGED = [("H", "part", "P", "stale"), ("P", "part", "C1", "stale")]


def test_the_same_study_has_nothing_stale(make_town, entries):
    first, second = (list_basis(*make_town(PEOPLE, *entries).inputs, TEXTS) for _ in range(2))
    assert list_stale(first, second, make_town(PEOPLE, *entries).claims).equals(
        STALE_VERDICTS.check(STALE_VERDICTS.empty())
    )


def test_a_changed_transcript_makes_everything_stale_that_was_asked_of_it(make_town, entries):
    town = make_town(PEOPLE, *entries)
    before, now = (list_basis(*town.inputs, TEXTS | {"D2": text}) for text in ("twee", "twee!"))
    assert stale(before, now, town.claims) == [
        ("C1", "transcript", "D2", "changed"),
        ("C2", "transcript", "D2", "changed"),
        *DRAGGED,
    ]


def test_a_moved_passage_and_a_removed_one_make_their_claim_stale(make_town, entries):
    town = make_town(PEOPLE, *entries)
    before = list_basis(*town.inputs, TEXTS)
    moved = town.record.evidence.assign(segment=town.record.evidence["segment"].str.replace("D1:0-5", "D1:1-5"))
    now = list_basis(town.claims, replace(town.record, evidence=moved), TEXTS)
    assert stale(before, now, town.claims) == [("C1", "coding", "D1", "changed"), *DRAGGED]
    left = replace(town.record, evidence=town.record.evidence[town.record.evidence["code"] != "pro"])
    gone = list_basis(town.claims, left, TEXTS)
    assert stale(before, gone, town.claims) == [("C1", "coding", "D1", "removed"), *DRAGGED]


def test_a_changed_definition_of_a_code_or_of_one_under_it_makes_its_claims_stale(make_town, entries):
    town = make_town(PEOPLE, *entries)
    other = town.record.codebook.assign(definition=town.record.codebook["definition"].replace({"pro_onder": "anders"}))
    before, now = (
        list_basis(town.claims, record, TEXTS) for record in (town.record, replace(town.record, codebook=other))
    )
    assert stale(before, now, town.claims) == [("C1", "definition", "pro_onder", "changed"), *DRAGGED]


def test_a_reworded_claim_and_a_new_respondent_are_named(make_town, entries, new_claim):
    before = list_basis(*make_town(PEOPLE, *entries).inputs, TEXTS)
    reworded = [
        *entries[:1],
        new_claim("C2", support=["ander"], counter=["ander_contra"], answers="andere"),
        *entries[2:],
    ]
    town = make_town(PEOPLE, *reworded)
    assert stale(before, list_basis(*town.inputs, TEXTS), town.claims) == [("C2", "claim", "C2", "changed")]
    more = make_town([*PEOPLE, ("een", "wijk", [])], *entries)
    assert ("C2", "respondent", "D4", "added") in stale(before, list_basis(*more.inputs, TEXTS), more.claims)


def test_no_text_is_in_what_the_verdicts_rest_on(make_town):
    basis = list_basis(*make_town(PEOPLE).inputs, {"D1": "zeergeheim"})
    assert "zeergeheim" not in basis.to_csv()
    assert basis["fingerprint"].str.fullmatch("[0-9a-f]{16}").all()


def test_an_edit_after_freezing_is_said_and_new_data_make_it_count(make_town, new_claim):
    loose = make_town(PEOPLE, new_claim())
    now = check_freezes(loose.claims, loose.record.codebook, ["een"]).iloc[0]
    frozen = {"claim": now["claim_now"], "codebook": now["codebook_now"], "date": "2024-08-02"}
    kept, edited = new_claim(frozen=frozen), new_claim(frozen=frozen, answers="iets anders")
    columns = ["claim_edited", "codebook_edited", "test_cases", "edited_after_new_data"]

    def checked(entry, cases, codebook=loose.record.codebook):
        return check_freezes(make_town(PEOPLE, entry).claims, codebook, cases)[columns].to_numpy().tolist()[0]

    other = loose.record.codebook.assign(definition="anders")
    assert checked(kept, ["een", "twee"]) == [False, False, 1, False]
    assert checked(edited, ["een"]) == [True, False, 0, False]
    assert checked(edited, ["een", "twee"]) == [True, False, 1, True]
    assert checked(kept, ["een", "twee"], other) == [False, True, 1, True]
    assert check_freezes(loose.claims, loose.record.codebook, ["een", "twee"])["edited_after_new_data"].tolist() == [
        True
    ]
