"""Answers that follow from other claims: how parts are taken together, and what a part that falls does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkresearch.steps.conclusions import answer_claims, explain_composition
from wijkresearch.steps.conclusions.ballots import STRENGTH
from wijkresearch.steps.conclusions.composition import combine

WORDS = ["supported", "partly_supported", "mixed", "not_supported", "contradicted", "insufficient"]
S, P, M, N, C, I = WORDS  # noqa: E741 - one letter a verdict keeps the table below readable


@pytest.mark.parametrize(
    ("parts", "all_of", "any_of", "most_of"),
    [
        ([S, S, S], S, S, S),
        ([S, P, M], M, S, P),
        ([S, S, C], C, S, S),
        ([S, C, C], C, S, C),
        ([S, C], C, S, C),  # one of two is not more than half
        ([S, S, N, N], N, S, N),
        ([I, S], I, S, I),
        ([I, C], C, I, C),
        ([I, S, S], I, S, S),
        ([I, M], I, I, I),
        ([I], I, I, I),
        ([M], M, M, M),
    ],
)
def test_parts_taken_together_worked_out_by_hand(parts, all_of, any_of, most_of):
    assert [combine(parts, relation) for relation in ("all_of", "any_of", "most_of")] == [all_of, any_of, most_of]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sampled_from(["all_of", "any_of", "most_of"]))
def test_a_part_that_becomes_supported_never_weakens_the_whole(parts, relation):
    before = combine(parts, relation)
    for place in range(len(parts)):
        after = combine([*parts[:place], S, *parts[place + 1 :]], relation)
        assert I in (before, after) or STRENGTH[after] >= STRENGTH[before]


def layers(new_claim, new_composite):
    return [
        new_composite("H", answers="hoofdvraag", composition={"all_of": ["P"]}),
        new_composite("R", kind="recommendation", rests_on=["P"]),
        new_composite("P", composition={"all_of": ["C1", "C2"]}),
        new_claim("C1"),
        new_claim("C2", support=["ander"], counter=["ander_contra"]),
    ]


def test_a_part_that_falls_drags_everything_that_follows_from_it_and_a_recommendation_gets_no_verdict(
    make_town, new_claim, new_composite
):
    entries = layers(new_claim, new_composite)
    for codes, expected in ([["pro", "ander"], S], [["pro", "ander_contra"], C], [["pro"], N]):
        verdicts = answer_claims(*make_town([("een", "wijk", codes)] * 3, *entries).inputs)
        overall = verdicts[verdicts["scope"] == "overall"].set_index("claim")["verdict"]
        assert overall.to_dict() == {"H": expected, "P": expected, "C1": S, "C2": expected}


def test_which_part_holds_an_answer_back_and_which_carry_it_is_said(make_town, new_claim, new_composite):
    town = make_town([("een", "wijk", ["pro", "ander_contra"])] * 3, *layers(new_claim, new_composite))
    explained = explain_composition(town.claims, answer_claims(*town.inputs))
    whole = explained[(explained["claim"] == "P") & (explained["scope"] == "overall")]
    assert whole[["part", "part_verdict", "verdict", "holds_back", "carries"]].to_numpy().tolist() == [
        ["C1", S, C, False, False],
        ["C2", C, C, True, False],
    ]


def test_a_composite_has_its_own_cases_and_takes_what_each_part_says_there(make_town, new_claim, new_composite):
    entries = [
        new_claim("C1", derived_from=["een", "twee"]),
        new_claim("C2", derived_from=["een"], support=["ander"], counter=["ander_contra"]),
        new_composite("P", composition={"all_of": ["C1", "C2"]}),
    ]
    people = [("een", "wijk", ["pro", "ander"])] * 2 + [("twee", "wijk", ["pro", "ander_contra"])] * 2
    verdicts = answer_claims(*make_town(people, *entries).inputs)
    whole = verdicts[(verdicts["claim"] == "P") & (verdicts["scope"] != "perspective")]
    assert whole[["phase", "member", "verdict"]].to_numpy().tolist() == [
        ["derivation", "all", S],
        ["derivation", "een", S],
        ["derivation", "twee", C],
    ]


def test_a_whole_is_not_judged_in_a_case_that_one_of_its_parts_does_not_concern(make_town, new_claim, new_composite):
    local = {"kind": "interview", "municipalities": ["een"]}
    entries = [
        new_claim("C1", derived_from=["een", "twee"]),
        new_claim("C2", eligible=local, support=["ander"], counter=["ander_contra"]),
        new_composite("P", composition={"all_of": ["C1", "C2"]}),
    ]
    people = [("een", "wijk", ["pro"])] * 2 + [("twee", "wijk", ["pro"])] * 2
    verdicts = answer_claims(*make_town(people, *entries).inputs)
    whole = verdicts[(verdicts["claim"] == "P") & (verdicts["scope"] == "municipality")]
    assert whole[["member", "verdict"]].to_numpy().tolist() == [["een", N]]
