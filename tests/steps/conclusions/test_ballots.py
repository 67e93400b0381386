"""The rules of judgement on respondents, against tables worked out by hand and a search through every coding."""

from collections import Counter
from itertools import combinations, product

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.steps.conclusions.ballots import (
    LABEL_RANK,
    STRENGTH,
    ContrastBallot,
    CountBallot,
    Counts,
    ExistenceBallot,
    SupportRule,
    cut_off,
    judge,
    label,
    leave_one_out,
)

TYPICAL = SupportRule(min_respondents=3, min_label="typical")
ABSENCE = SupportRule(min_respondents=3, min_label="typical", absence=True)
STANCES = PRO, CONTRA, BOTH, NEITHER = (True, False), (False, True), (True, True), (False, False)
plain = st.sampled_from(STANCES)
rules = st.builds(
    SupportRule, st.integers(1, 4), st.sampled_from(["single", "variant", "typical", "general"]), st.booleans()
)


def ballot(*stances, rule=TYPICAL):
    return CountBallot.of(list(stances), rule)


def without_one(*stances, rule=TYPICAL):
    whole = ballot(*stances, rule=rule)
    return leave_one_out((str(place), whole.without(stance)) for place, stance in enumerate(stances))


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (0, ["none"]),
        (1, ["none", "single"]),
        (2, ["none", "single", "general"]),
        (3, ["none", "single", "general", "general"]),
        (4, ["none", "single", "variant", "general", "general"]),
        (5, ["none", "single", "variant", "typical", "general", "general"]),
        (6, ["none", "single", "variant", "variant", "typical", "general", "general"]),
        (15, ["none", "single", *["variant"] * 6, *["typical"] * 6, "general", "general"]),
        (16, ["none", "single", "rare", "rare", *["variant"] * 5, *["typical"] * 6, "general", "general"]),
    ],
)
def test_labels_follow_all_but_one_more_than_half_and_two(of, expected):
    assert [label(count, of) for count in range(of + 1)] == expected


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (2, [1, 2, 2, 2]),
        (3, [1, 2, 2, 2]),
        (4, [1, 2, 3, 3]),
        (5, [1, 2, 3, 4]),
        (6, [1, 2, 4, 5]),
        (15, [1, 2, 8, 14]),
    ],
)
def test_the_cut_off_is_the_fewest_respondents_that_reach_the_label(of, expected):
    names = ["single", "variant", "typical", "general"]
    assert [cut_off(of, name) for name in names] == expected
    for name, fewest in zip(names, expected, strict=True):
        reached = [count for count in range(of + 1) if LABEL_RANK[label(count, of)] >= LABEL_RANK[name]]
        assert reached[0] == fewest


# n, supporters, counters -> verdict, worked out by hand with min_respondents 3 and min_label typical
BY_HAND = [
    (0, 0, 0, "insufficient"),  # nobody asked
    (2, 2, 0, "insufficient"),  # n below the minimum, however unanimous
    (2, 0, 2, "insufficient"),  # and however much is against it
    (3, 0, 0, "not_supported"),
    (3, 1, 0, "not_supported"),  # a single respondent makes no category
    (3, 2, 0, "supported"),  # all but one
    (3, 2, 1, "supported"),  # one dissenter is a single case
    (3, 1, 1, "not_supported"),
    (3, 1, 2, "contradicted"),  # two against and fewer than two for
    (3, 0, 2, "contradicted"),
    (3, 2, 2, "mixed"),
    (3, 3, 3, "mixed"),
    (3, 3, 2, "mixed"),  # 2 x 2 is at least 3
    (4, 2, 0, "partly_supported"),  # exactly half is not more than half
    (4, 2, 1, "partly_supported"),
    (4, 3, 0, "supported"),
    (4, 4, 2, "mixed"),  # half as many against is enough
    (5, 3, 1, "supported"),
    (5, 5, 2, "supported"),  # 2 x 2 is less than 5
    (5, 5, 3, "mixed"),
    (5, 2, 4, "mixed"),  # twice as many against is not more than twice
    (5, 2, 5, "contradicted"),
    (7, 0, 7, "contradicted"),  # seven against and nobody for
    (7, 3, 6, "mixed"),
    (7, 3, 7, "contradicted"),
    (15, 2, 0, "partly_supported"),
    (15, 7, 0, "partly_supported"),
    (15, 8, 0, "supported"),
    (15, 8, 1, "supported"),
    (15, 8, 3, "supported"),
    (15, 8, 4, "mixed"),
    (15, 7, 3, "partly_supported"),
    (15, 7, 14, "mixed"),
    (15, 7, 15, "contradicted"),
    (15, 14, 7, "mixed"),
    (15, 14, 6, "supported"),
    (16, 2, 0, "partly_supported"),  # rare weighs as variant
    (16, 8, 0, "partly_supported"),
    (16, 9, 0, "supported"),
]


@pytest.mark.parametrize(("asked", "support", "counter", "verdict"), BY_HAND)
def test_verdicts_on_a_prevalence_worked_out_by_hand(asked, support, counter, verdict):
    assert judge(Counts(asked, support, counter), TYPICAL) == verdict


@pytest.mark.parametrize(
    ("asked", "support", "counter", "verdict"),
    [
        (2, 2, 1, "insufficient"),
        (3, 3, 0, "supported"),
        (15, 14, 1, "contradicted"),  # one is enough
        (15, 0, 1, "contradicted"),
        (15, 0, 0, "not_supported"),  # that nobody speaks of it is no evidence
        (15, 7, 0, "partly_supported"),
        (15, 15, 15, "contradicted"),
    ],
)
def test_verdicts_on_an_absence_worked_out_by_hand(asked, support, counter, verdict):
    assert judge(Counts(asked, support, counter), ABSENCE) == verdict


@pytest.mark.parametrize(
    ("min_label", "expected"),
    [
        ("single", ["not_supported", "supported", "supported", "supported", "supported", "supported"]),
        ("variant", ["not_supported", "not_supported", "supported", "supported", "supported", "supported"]),
        ("typical", ["not_supported", "not_supported", "partly_supported", "supported", "supported", "supported"]),
        (
            "general",
            ["not_supported", "not_supported", "partly_supported", "partly_supported", "supported", "supported"],
        ),
    ],
)
def test_each_label_moves_the_cut_off(min_label, expected):
    assert [judge(Counts(5, count, 0), SupportRule(3, min_label)) for count in range(6)] == expected


def test_who_says_both_is_counted_on_both_sides():
    assert ballot(PRO, PRO, BOTH, NEITHER).tally == Counts(asked=4, support=3, counter=1, both=1)
    assert ballot(*[BOTH] * 3).verdict == "mixed"


def test_leaving_one_out_asks_for_one_respondent_fewer():
    assert without_one(PRO, PRO, PRO) == ["supported"]
    assert without_one(PRO, PRO, NEITHER) == ["not_supported", "supported"]
    assert without_one(PRO, PRO, PRO, NEITHER, NEITHER) == ["partly_supported", "supported"]
    assert without_one() == []


@pytest.mark.parametrize(
    ("stances", "fewest", "verdict"),
    [
        ([PRO] * 3 + [NEITHER] * 2, 1, "partly_supported"),  # a bare majority of five
        ([PRO] * 4 + [NEITHER], 2, "partly_supported"),
        ([PRO] * 5, 2, "mixed"),  # two who turn against it leave three
        ([NEITHER] * 5, 2, "contradicted"),
        ([CONTRA] * 5, 2, "mixed"),  # two who say both leave two for and five against; one who changes makes it four
        ([CONTRA, CONTRA, CONTRA, PRO, PRO], 1, "contradicted"),
        ([PRO] * 15, 5, "mixed"),  # five who turn leave ten
        ([PRO, PRO], None, None),  # too few stays too few
    ],
)
def test_what_tips_a_verdict_worked_out_by_hand(stances, fewest, verdict):
    tip = ballot(*stances).tip()
    assert (tip and tip.changes, tip and tip.verdict) == (fewest, verdict)


def fewest_by_search(stances, verdict_of):
    """The fewest respondents who have to be coded otherwise, and the verdicts that so many can give."""
    verdict = verdict_of(stances)
    for size in range(1, len(stances) + 1):
        found = set()
        for chosen in combinations(range(len(stances)), size):
            for new in product(STANCES, repeat=size):
                changed = list(stances)
                for place, stance in zip(chosen, new, strict=True):
                    changed[place] = stance
                found.add(verdict_of(changed))
        if found - {verdict}:
            return size, found - {verdict}
    return None, set()


def agrees(tip, stances, verdict_of):
    fewest, verdicts = fewest_by_search(stances, verdict_of)
    assert (tip and tip.changes) == fewest
    assert tip is None or tip.verdict in verdicts


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(plain, max_size=5), rules)
def test_what_tips_a_count_is_what_a_search_through_every_coding_finds(stances, rule):
    agrees(ballot(*stances, rule=rule).tip(), stances, lambda found: ballot(*found, rule=rule).verdict)


def existence(stances, cases, at_least=1):
    """A ballot of respondents who are of these cases, place by place."""
    said = {case: Counter() for case in cases}
    for case, stance in zip(cases, stances, strict=True):
        said[case][stance] += 1
    groups = tuple((case, "", tuple(sorted(found.items()))) for case, found in said.items())
    return ExistenceBallot(groups, at_least)


# for and against in each case -> verdict with at_least 1
CASES_BY_HAND = [
    ([(1, 0)], "supported"),
    ([(1, 9)], "supported"),  # a counter does not undo it
    ([(0, 0)], "not_supported"),
    ([(0, 1)], "contradicted"),
    ([(1, 0), (2, 5), (1, 0)], "supported"),
    ([(1, 0), (0, 0), (1, 0)], "partly_supported"),
    ([(1, 0), (0, 1), (1, 0)], "mixed"),
    ([(1, 0), (0, 1), (0, 0)], "mixed"),
    ([(0, 0), (0, 0)], "not_supported"),
    ([(0, 0), (0, 1)], "contradicted"),
    ([], "insufficient"),
]


def counted(cases, at_least=1):
    groups = tuple(
        (f"case {place}", "", ((PRO, pro), (CONTRA, contra), (NEITHER, 1)))
        for place, (pro, contra) in enumerate(cases, 1)
    )
    return ExistenceBallot(groups, at_least)


@pytest.mark.parametrize(("cases", "verdict"), CASES_BY_HAND)
def test_verdicts_on_an_existence_worked_out_by_hand(cases, verdict):
    assert counted(cases).verdict == verdict


def test_an_existence_asks_so_many_respondents_in_every_case():
    assert [counted([(count, 0)], 3).verdict for count in (2, 3)] == ["not_supported", "supported"]
    assert [counted([(3, 0), (count, 1)], 3).verdict for count in (2, 3)] == ["mixed", "supported"]


def test_of_one_case_an_existence_counts_respondents_and_of_several_cases():
    one, three = counted([(2, 1)]), counted([(1, 0), (0, 2), (0, 0)])
    assert (one.tally, one.cut_off) == (Counts(4, 2, 1, 0), 1)
    assert (three.tally, three.cut_off) == (Counts(3, 1, 1), 3)


def test_what_has_to_exist_several_times_is_as_strong_as_what_is_least_found():
    said, unsaid = ((PRO, 2), (NEITHER, 1)), ((NEITHER, 3),)
    both = [("a", "fikser", said), ("a", "bouwer", said), ("b", "fikser", said), ("b", "bouwer", said)]
    assert ExistenceBallot(tuple(both), 1).verdict == "supported"
    assert ExistenceBallot((*both[:3], ("b", "bouwer", unsaid)), 1).verdict == "partly_supported"
    alone = ExistenceBallot((("a", "fikser", said), ("a", "bouwer", unsaid), ("a", "maker", unsaid)), 1)
    assert (alone.verdict, alone.tally.support) == ("not_supported", 0)
    tip = alone.tip()  # one respondent can tell of both
    assert (tip.changes, tip.verdict, tip.where) == (1, "supported", "a, bouwer, maker")


@pytest.mark.parametrize(
    ("cases", "fewest", "verdict", "where"),
    [
        ([(2, 1)], 2, "contradicted", "case 1"),
        ([(2, 0)], 2, "not_supported", "case 1"),
        ([(0, 3), (0, 1)], 1, "mixed", "case 1"),
        ([(2, 0), (0, 0)], 1, "mixed", "case 2"),  # one against; one for would be as much
        ([(1, 0), (1, 0), (0, 1), (0, 1), (0, 1)], 2, "contradicted", "case 1; case 2"),
        ([(5, 0), (0, 1), (0, 1), (0, 0), (0, 0), (0, 0)], 2, "partly_supported", "case 2; case 3"),
    ],
)
def test_what_tips_an_existence_can_be_in_several_cases(cases, fewest, verdict, where):
    tip = counted(cases).tip()
    assert (tip.changes, tip.verdict, tip.where) == (fewest, verdict, where)


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(st.tuples(plain, st.sampled_from("abcd")), max_size=5), st.integers(1, 2))
def test_what_tips_an_existence_is_what_a_search_through_every_coding_finds(people, at_least):
    stances, cases = [stance for stance, _ in people], [case for _, case in people]
    agrees(existence(stances, cases, at_least).tip(), stances, lambda found: existence(found, cases, at_least).verdict)


# of the first side, of the other -> verdict with 25 points and 3 respondents
CONTRASTS_BY_HAND = [
    ((11, 15), (2, 15), "supported"),  # 60
    ((2, 4), (1, 4), "supported"),  # just 25
    ((3, 5), (2, 5), "partly_supported"),  # 20
    ((2, 5), (2, 5), "not_supported"),  # 0
    ((1, 5), (2, 5), "not_supported"),  # -20
    ((1, 4), (2, 4), "contradicted"),  # just -25
    ((4, 5), (1, 2), "insufficient"),  # a group of two
    ((2, 2), (0, 5), "insufficient"),
    ((0, 0), (0, 0), "insufficient"),
    ((1, 3), (8, 100), "supported"),  # 25.33
    ((1, 3), (9, 100), "partly_supported"),  # 24.33
]


@pytest.mark.parametrize(("more", "less", "verdict"), CONTRASTS_BY_HAND)
def test_verdicts_on_a_contrast_worked_out_by_hand(more, less, verdict):
    assert ContrastBallot(more, less, 25, 3).verdict == verdict


def test_the_cut_off_of_a_contrast_is_the_fewest_respondents_on_the_one_side():
    assert ContrastBallot((11, 15), (2, 15), 25, 3).cut_off == 6  # 2 and 3.75
    assert ContrastBallot((2, 4), (1, 4), 25, 3).cut_off == 2
    assert ContrastBallot((2, 4), (0, 0), 25, 3).cut_off == 1


def by_codes(stances, by, fewest):
    said = [sum(stance[place] for stance in stances) for place in range(2)]
    counted_stances = tuple(sorted(Counter(stances).items()))
    return ContrastBallot((said[0], len(stances)), (said[1], len(stances)), by, fewest, counted_stances)


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(plain, max_size=5), st.sampled_from([1, 20, 25, 50, 75]), st.integers(1, 3))
def test_what_tips_a_contrast_of_codes_is_what_a_search_through_every_coding_finds(stances, by, fewest):
    agrees(by_codes(stances, by, fewest).tip(), stances, lambda found: by_codes(found, by, fewest).verdict)


@settings(max_examples=examples(80), deadline=None)
@given(
    st.integers(0, 4).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    st.integers(0, 4).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    st.sampled_from([1, 20, 25, 50, 75]),
)
def test_what_tips_a_contrast_of_groups_is_what_a_search_through_every_coding_finds(more, less, by):
    now = ContrastBallot(more, less, by, 1)
    found = [
        abs(first - more[0]) + abs(second - less[0])
        for first in range(more[1] + 1)
        for second in range(less[1] + 1)
        if ContrastBallot((first, more[1]), (second, less[1]), by, 1).verdict != now.verdict
    ]
    assert (now.tip() and now.tip().changes) == min(found, default=None)


def is_no_weaker(after, before):
    return "insufficient" in (before, after) or STRENGTH[after] >= STRENGTH[before]


def with_respondents_changed(stances, place):
    """The same people, each in turn with what they say on one side turned to yes."""
    for number, stance in enumerate(stances):
        changed = (True, stance[1]) if place == 0 else (stance[0], True)
        yield [*stances[:number], changed, *stances[number + 1 :]]


@given(st.lists(plain, max_size=20), rules)
def test_evidence_for_never_weakens_a_count_and_evidence_against_never_strengthens_it(stances, rule):
    before = ballot(*stances, rule=rule).verdict
    assert is_no_weaker(ballot(*stances, PRO, rule=rule).verdict, before)
    assert is_no_weaker(before, ballot(*stances, CONTRA, rule=rule).verdict)
    assert all(is_no_weaker(ballot(*more, rule=rule).verdict, before) for more in with_respondents_changed(stances, 0))
    assert all(is_no_weaker(before, ballot(*more, rule=rule).verdict) for more in with_respondents_changed(stances, 1))


@given(st.lists(st.tuples(plain, st.sampled_from("abc")), max_size=12), st.integers(1, 3))
def test_evidence_for_never_weakens_an_existence_and_evidence_against_never_strengthens_it(people, at_least):
    stances, cases = [stance for stance, _ in people], [case for _, case in people]
    before = existence(stances, cases, at_least).verdict
    for more in with_respondents_changed(stances, 0):
        assert is_no_weaker(existence(more, cases, at_least).verdict, before)
    for more in with_respondents_changed(stances, 1):
        assert is_no_weaker(before, existence(more, cases, at_least).verdict)


@given(st.lists(plain, max_size=20), st.integers(1, 100), st.integers(1, 4))
def test_evidence_for_never_weakens_a_contrast_and_evidence_against_never_strengthens_it(stances, by, fewest):
    before = by_codes(stances, by, fewest).verdict
    assert all(
        is_no_weaker(by_codes(more, by, fewest).verdict, before) for more in with_respondents_changed(stances, 0)
    )
    assert all(
        is_no_weaker(before, by_codes(more, by, fewest).verdict) for more in with_respondents_changed(stances, 1)
    )


@given(st.lists(plain, max_size=12).flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))), rules)
def test_the_order_of_respondents_changes_nothing(orders, rule):
    first, second = (ballot(*order, rule=rule) for order in orders)
    assert first == second
    assert without_one(*orders[0], rule=rule) == without_one(*orders[1], rule=rule)


@given(st.integers(0, 30), rules)
def test_without_any_evidence_nothing_is_supported(respondents, rule):
    assert ballot(*[NEITHER] * respondents, rule=rule).verdict in {"insufficient", "not_supported"}
