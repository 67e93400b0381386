"""The rules of judgement, against tables worked out by hand and against a search through every possible coding."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.steps.conclusions.ballots import (
    LABEL_RANK,
    STRENGTH,
    CodedBallot,
    RankedBallot,
    RespondentCounts,
    SupportRule,
    cut_off,
    judge,
    label,
)

TYPICAL = SupportRule(min_respondents=3, min_label="typical")
PRO, CONTRA, BOTH, NEITHER = (True, False, False), (False, True, False), (True, True, False), (False, False, False)
FAILS = (False, True, True)
plain = st.sampled_from([PRO, CONTRA, BOTH, NEITHER])
rules = st.builds(SupportRule, st.integers(1, 4), st.sampled_from(["single", "variant", "typical", "general"]))


def ballot(*stances, rule=TYPICAL, has_hoop=False):
    return CodedBallot.of(list(stances), rule, has_hoop=has_hoop)


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
    (3, 0, 0, "not_supported"),
    (3, 1, 0, "not_supported"),  # a single respondent makes no category
    (3, 2, 0, "supported"),  # all but one
    (3, 2, 1, "supported"),  # one dissenter is a single case
    (3, 1, 2, "contradicted"),  # most counter, and more than support
    (3, 2, 2, "mixed"),  # counter equal to support: never contradicted
    (3, 3, 3, "mixed"),
    (3, 3, 2, "mixed"),
    (4, 2, 2, "mixed"),  # a tie of halves
    (4, 2, 0, "partly_supported"),  # exactly half is not more than half
    (4, 3, 0, "supported"),
    (4, 2, 1, "partly_supported"),
    (5, 2, 0, "partly_supported"),
    (5, 3, 0, "supported"),
    (5, 3, 1, "supported"),
    (5, 3, 2, "mixed"),
    (5, 3, 3, "mixed"),
    (5, 2, 3, "contradicted"),
    (5, 0, 2, "mixed"),  # two against and nobody for
    (5, 0, 3, "contradicted"),
    (5, 1, 1, "not_supported"),
    (5, 4, 0, "supported"),
    (15, 7, 0, "partly_supported"),
    (15, 8, 0, "supported"),
    (15, 8, 2, "mixed"),
    (15, 14, 1, "supported"),
    (15, 7, 8, "contradicted"),
    (15, 8, 8, "mixed"),
    (16, 2, 0, "partly_supported"),  # rare weighs as variant
    (16, 9, 2, "mixed"),
]


@pytest.mark.parametrize(("asked", "support", "counter", "verdict"), BY_HAND)
def test_verdicts_worked_out_by_hand(asked, support, counter, verdict):
    assert judge(RespondentCounts(asked, support, counter), TYPICAL) == verdict


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
    assert [judge(RespondentCounts(5, count, 0), SupportRule(3, min_label)) for count in range(6)] == expected


def test_two_respondents_are_enough_when_the_rule_asks_for_two():
    rule = SupportRule(min_respondents=2, min_label="typical")
    counted = [(2, 0), (1, 0), (1, 1), (0, 2), (2, 2), (0, 0)]
    assert [judge(RespondentCounts(2, *counts), rule) for counts in counted] == [
        "supported",
        "not_supported",
        "not_supported",
        "contradicted",
        "mixed",
        "not_supported",
    ]


def test_a_failed_hoop_outweighs_counts_but_not_too_few_respondents():
    assert judge(RespondentCounts(5, 5, 1, fails_hoop=1), TYPICAL) == "contradicted"
    assert judge(RespondentCounts(2, 2, 1, fails_hoop=1), TYPICAL) == "insufficient"


def test_leaving_one_out_asks_for_one_respondent_fewer():
    assert ballot(PRO, PRO, PRO).leave_one_out() == ["supported"]
    assert ballot(PRO, PRO, NEITHER).leave_one_out() == ["not_supported", "supported"]
    assert ballot(PRO, PRO, PRO, NEITHER, NEITHER).leave_one_out() == ["partly_supported", "supported"]
    assert ballot().leave_one_out() == []


@pytest.mark.parametrize(
    ("stances", "fewest"),
    [
        ([PRO] * 3 + [NEITHER] * 2, 1),  # a bare majority of five
        ([PRO] * 4 + [NEITHER], 2),
        ([PRO] * 5, 2),  # two who turn against it already make it mixed
        ([NEITHER] * 5, 2),
        ([CONTRA] * 5, 3),  # two who change sides leave three against two; the third makes it three to two
        ([CONTRA, CONTRA, CONTRA, PRO, PRO], 1),
        ([PRO] * 15, 2),
        ([PRO, PRO], None),  # too few stays too few
    ],
)
def test_fragility_worked_out_by_hand(stances, fewest):
    assert ballot(*stances).fragility() == fewest


def brute_force_fragility(stances, rule, *, has_hoop):
    """Every coding of every choice of respondents, fewest first."""
    verdict = ballot(*stances, rule=rule).verdict
    possible = [s for s in product((False, True), repeat=3) if not s[2] or (has_hoop and s[1])]
    for size in range(1, len(stances) + 1):
        for chosen in combinations(range(len(stances)), size):
            for new in product(possible, repeat=size):
                changed = list(stances)
                for place, stance in zip(chosen, new, strict=True):
                    changed[place] = stance
                if ballot(*changed, rule=rule).verdict != verdict:
                    return size
    return None


@settings(max_examples=60, deadline=None)
@given(st.lists(plain, min_size=0, max_size=5), rules)
def test_fragility_is_what_a_search_through_every_coding_finds(stances, rule):
    assert ballot(*stances, rule=rule).fragility() == brute_force_fragility(stances, rule, has_hoop=False)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([PRO, CONTRA, NEITHER, FAILS]), min_size=0, max_size=4), rules)
def test_fragility_with_a_hoop_is_what_a_search_through_every_coding_finds(stances, rule):
    found = ballot(*stances, rule=rule, has_hoop=True).fragility()
    assert found == brute_force_fragility(stances, rule, has_hoop=True)


@given(st.lists(plain, max_size=20), rules)
def test_a_supporting_respondent_more_never_weakens_a_claim(stances, rule):
    before, after = ballot(*stances, rule=rule).verdict, ballot(*stances, PRO, rule=rule).verdict
    assert before == "insufficient" or STRENGTH[after] >= STRENGTH[before]


@given(st.lists(plain, max_size=20), rules)
def test_respondents_who_start_to_support_never_weaken_a_claim(stances, rule):
    before = ballot(*stances, rule=rule).verdict
    for place, (_, counters, fails) in enumerate(stances):
        changed = [*stances[:place], (True, counters, fails), *stances[place + 1 :]]
        assert STRENGTH[ballot(*changed, rule=rule).verdict] >= STRENGTH[before]


@given(st.lists(plain, max_size=12).flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))), rules)
def test_the_order_of_respondents_changes_nothing(orders, rule):
    first, second = (ballot(*order, rule=rule) for order in orders)
    assert first == second
    assert first.leave_one_out() == second.leave_one_out()


@given(st.integers(0, 30), rules)
def test_without_any_evidence_nothing_is_supported(respondents, rule):
    assert ballot(*[NEITHER] * respondents, rule=rule).verdict in {"insufficient", "not_supported"}


def ranked(*shares, role=0, rank="most", rule=TYPICAL):
    return RankedBallot(np.array(shares, dtype=float).reshape(-1, 3), role, rank, rule)


def test_a_ranking_holds_only_when_it_holds_whoever_is_left_out():
    firm = ranked((0.6, 0.2, 0.2), (0.5, 0.3, 0.2), (0.4, 0.3, 0.3))
    shaky = ranked((1.0, 0.0, 0.0), (0.3, 0.4, 0.3), (0.3, 0.4, 0.3))
    assert (firm.verdict, firm.leave_one_out()) == ("supported", ["supported"])
    assert (shaky.verdict, shaky.leave_one_out()) == ("mixed", ["contradicted", "supported"])
    assert shaky.tally == RespondentCounts(asked=3, support=1, counter=2)


def test_a_tie_for_the_first_place_is_mixed_and_another_role_each_time_contradicts():
    assert ranked(*[(0.4, 0.4, 0.2)] * 3).verdict == "mixed"
    assert ranked(*[(0.2, 0.6, 0.2)] * 3).verdict == "contradicted"
    assert ranked(*[(0.2, 0.6, 0.2)] * 3, role=2, rank="least").verdict == "mixed"
    assert ranked(*[(0.3, 0.6, 0.1)] * 3, role=2, rank="least").verdict == "supported"


def test_a_ranking_of_too_few_respondents_says_nothing():
    assert (ranked((1, 0, 0), (1, 0, 0)).verdict, ranked().verdict) == ("insufficient", "insufficient")
    assert ranked().leave_one_out() == []


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), max_size=6))
def test_a_respondent_with_only_the_role_never_weakens_a_ranking(counts):
    shares = [tuple(np.array(row) / sum(row)) for row in counts]
    before, after = ranked(*shares).verdict, ranked(*shares, (1, 0, 0)).verdict
    assert before == "insufficient" or STRENGTH[after] >= STRENGTH[before]
