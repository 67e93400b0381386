"""Verdicts from codings: who counts, who was asked, what an observation is worth, and that phases are never mixed."""

from dataclasses import replace

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.steps.conclusions import answer_claims, compare_left_out, list_evidence, list_respondents

SUPPORTED = [("een", "wijk", ["pro"]), ("een", "wijk", ["pro"]), ("een", "raad", ["pro"]), ("een", "raad", [])]


def row(verdicts, claim="C1", phase="derivation", member="all"):
    found = verdicts[(verdicts["claim"] == claim) & (verdicts["phase"] == phase) & (verdicts["member"] == member)]
    assert len(found) == 1
    return found.iloc[0]


def test_every_number_beside_a_verdict_worked_out_by_hand(make_town):
    verdict = row(answer_claims(*make_town(SUPPORTED).inputs))
    assert verdict.to_dict() | {"causal_wording": False} == {
        "claim": "C1",
        "phase": "derivation",
        "scope": "overall",
        "member": "all",
        "verdict": "supported",
        "unit": "respondents",
        "eligible": 4,
        "asked": 4,
        "support": 3,
        "counter": 0,
        "both": 0,
        "label": "general",
        "counter_label": "none",
        "cut_off": 3,
        "lowest": "supported",
        "highest": "supported",
        "fragility": 1,
        "perspectives": 2,
        "observed": False,
        "observed_against": False,
        "outdated": 0,
        "causal_wording": False,
    }


def test_respondents_count_and_passages_do_not(make_town):
    verdict = row(
        answer_claims(*make_town([("een", "wijk", ["pro"] * 9), ("een", "wijk", []), ("een", "wijk", [])]).inputs)
    )
    assert (verdict["support"], verdict["label"], verdict["verdict"]) == (1, "single", "not_supported")


def test_an_observation_corroborates_but_does_not_count(make_town):
    town = make_town([("een", "wijk", []), ("een", "wijk", []), ("een", "kijkt", ["pro", "contra"])])
    verdict = row(answer_claims(*town.inputs))
    assert (verdict["asked"], verdict["support"], verdict["counter"]) == (2, 0, 0)
    assert (verdict["observed"], verdict["observed_against"]) == (True, True)
    assert list(list_evidence(*town.inputs)["kind"]) == ["observation", "observation"]


def test_an_observation_corroborates_a_claim_that_is_limited_to_a_perspective(make_town, new_claim):
    claim = new_claim(eligible={"kind": "interview", "perspectives": ["wijk"]})
    people = [("een", "wijk", ["ander"]), ("een", "raad", ["contra"]), ("een", "kijkt", ["pro"])]
    verdict = row(answer_claims(*make_town(people, claim).inputs))
    assert (verdict["observed"], verdict["counter"]) == (True, 0)


def test_codes_under_a_code_count_along_and_other_codes_do_not(make_town):
    town = make_town([("een", "wijk", ["pro_onder"]), ("een", "wijk", ["pro"]), ("een", "wijk", ["ander"])])
    assert row(answer_claims(*town.inputs))["support"] == 2


def test_the_nearest_named_code_decides_the_stance(make_town, new_claim):
    claim = new_claim(support=["pro"], counter=["pro_onder"])
    town = make_town([("een", "wijk", ["pro_onder"]), ("een", "wijk", ["pro"])], claim)
    verdict = row(answer_claims(*town.inputs))
    assert (verdict["support"], verdict["counter"]) == (1, 1)


def test_only_those_who_were_asked_are_in_the_denominator(make_town, new_claim):
    asked = new_claim(asked={"default": False, "documents": ["D1", "D2"]})
    verdict = row(answer_claims(*make_town(SUPPORTED, asked).inputs))
    assert (verdict["eligible"], verdict["asked"], verdict["support"]) == (4, 2, 2)


def test_when_nobody_was_asked_nothing_is_said(make_town, new_claim):
    nobody = new_claim(asked={"default": False, "documents": []})
    verdict = row(answer_claims(*make_town(SUPPORTED, nobody).inputs))
    assert (verdict["asked"], verdict["verdict"], verdict["lowest"]) == (
        0,
        "insufficient",
        pytest.approx(float("nan"), nan_ok=True),
    )


def test_an_interview_that_was_not_coded_yet_is_not_in_the_denominator(make_town):
    people = [*SUPPORTED, *[("een", "wijk", None)] * 9, *[("nieuw", "wijk", None)] * 5]
    verdicts = answer_claims(*make_town(people).inputs)
    verdict, new = row(verdicts), row(verdicts, phase="test", member="nieuw")
    assert (verdict["eligible"], verdict["asked"], verdict["verdict"]) == (13, 4, "supported")
    assert (new["eligible"], new["asked"], new["verdict"]) == (5, 0, "insufficient")


def test_a_study_without_claims_has_no_verdicts(make_town):
    town = make_town(SUPPORTED)
    none = {name: table.head(0) for name, table in town.claims.items()}
    for table in (answer_claims(none, town.record), compare_left_out(none, town.record)):
        assert table.empty


def test_only_eligible_perspectives_municipalities_and_holders_of_a_code_are_judged(make_town, new_claim):
    people = [("een", "wijk", ["pro", "ander"]), ("een", "wijk", ["ander"]), ("een", "raad", ["pro", "ander"])]
    people += [("een", "wijk", ["pro"]), ("twee", "wijk", ["pro", "ander"])]
    eligible = {"kind": "interview", "perspectives": ["wijk"], "municipalities": ["een"], "codes": ["ander"]}
    town = make_town(people, new_claim(eligible=eligible))
    assert list(list_respondents(*town.inputs)["document"]) == ["D1", "D2"]
    verdicts = answer_claims(*town.inputs)
    assert list(verdicts["member"]) == ["all", "wijk", "een"]
    assert row(verdicts)["support"] == 1


def test_a_claim_is_tested_on_the_cases_it_was_not_derived_from_and_the_two_are_not_added_up(make_town):
    people = [("een", "wijk", ["pro"])] * 3 + [("twee", "wijk", ["contra"])] * 2
    verdicts = answer_claims(*make_town(people).inputs)
    assert verdicts[["phase", "scope", "member", "verdict", "asked"]].to_numpy().tolist() == [
        ["derivation", "overall", "all", "supported", 3],
        ["derivation", "perspective", "wijk", "supported", 3],
        ["derivation", "municipality", "een", "supported", 3],
        ["test", "overall", "all", "contradicted", 2],
        ["test", "perspective", "wijk", "contradicted", 2],
        ["test", "municipality", "twee", "contradicted", 2],
    ]


def test_a_case_without_interviews_has_a_row_that_says_insufficient(make_town):
    verdicts = answer_claims(*make_town([*SUPPORTED, ("leeg", "kijkt", [])]).inputs)
    leeg = row(verdicts, phase="test", member="leeg")
    assert (leeg["verdict"], leeg["asked"]) == ("insufficient", 0)


def test_a_coding_under_another_definition_is_counted_as_outdated(make_town):
    town = make_town(SUPPORTED)
    town.record.evidence["code_fingerprint"] = "0" * 16
    assert row(answer_claims(*town.inputs))["outdated"] == 3


people_drawn = st.lists(
    st.tuples(
        st.sampled_from(["een", "twee"]),
        st.sampled_from(["wijk", "raad", "kijkt"]),
        st.lists(st.sampled_from(["pro", "pro_onder", "contra", "ander"]), max_size=4),
    ),
    min_size=1,
    max_size=10,
)
slow = settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(people_drawn.flatmap(lambda people: st.tuples(st.just(people), st.permutations(people))))
def test_the_order_of_the_register_changes_no_verdict(make_town, orders):
    first, second = (answer_claims(*make_town(order).inputs) for order in orders)
    key = ["claim", "phase", "scope", "member"]
    assert first.set_index(key).sort_index().equals(second.set_index(key).sort_index())


@slow
@given(people_drawn)
def test_without_any_coding_no_claim_is_supported(make_town, people):
    town = make_town(people)
    nothing = replace(town.record, evidence=town.record.evidence.head(0), courses=town.record.courses.head(0))
    verdicts = answer_claims(town.claims, nothing)
    assert set(verdicts["verdict"]) == {"insufficient"}


@slow
@given(people_drawn)
def test_with_only_codes_that_no_claim_rests_on_nothing_is_supported(make_town, people):
    town = make_town([(case, perspective, ["ander"]) for case, perspective, _ in people])
    assert set(answer_claims(*town.inputs)["verdict"]) <= {"insufficient", "not_supported"}


def test_the_tables_that_were_given_stay_as_they_were(make_town):
    town = make_town(SUPPORTED)
    record = town.record
    given_tables = [record.evidence, record.courses, record.documents, record.codebook, *town.claims.values()]
    before = [table.copy() for table in given_tables]
    answer_claims(*town.inputs)
    assert all(old.equals(new) for old, new in zip(before, given_tables, strict=True))


def test_a_supporter_who_was_not_asked_is_no_second_source(make_town, new_claim):
    people = [("een", "wijk", ["pro"]), ("een", "wijk", ["pro"]), ("een", "stad", ["pro"])]
    asked = new_claim(asked={"default": False, "documents": ["D1", "D2"]})
    everybody, two = (row(answer_claims(*make_town(people, claim).inputs)) for claim in (new_claim(), asked))
    assert everybody["perspectives"] == 2
    assert (two["support"], two["perspectives"]) == (2, 1)
