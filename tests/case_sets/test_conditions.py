"""Bad input gives one message with the way out; missing values, sampling and the front behave as said."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from wijkresearch.case_sets import (
    Choices,
    SetRule,
    compare_candidates,
    count_values,
    find_best_sets,
    list_swaps,
    rank_set,
    ranking,
)
from wijkresearch.errors import StudyError

SMALL = pd.DataFrame(
    {
        "id": list("abcdef"),
        "size": [1.0, 2.0, 3.0, 5.0, 8.0, 13.0],
        "dense": [4.0, 1.0, 3.0, 2.0, 6.0, 5.0],
        "title": ["x", "x", "x", "y", "y", "z"],
        "same": [7] * 6,
        "gap": [1.0, None, 3.0, 4.0, 5.0, 6.0],
    }
)


def message(action: object, *given: object, **named: object) -> str:
    with pytest.raises(StudyError) as error:
        action(*given, **named)
    return str(error.value)


def compare(controls: list[str], candidates: pd.DataFrame = SMALL, **choices: object):
    return compare_candidates(candidates, id_column="id", controls=controls, choices=Choices(**choices))


@pytest.mark.parametrize(
    ("controls", "choices", "expected"),
    [
        (["sise"], {}, "candidates: there is no column 'sise'. Did you mean 'size'?"),
        ([], {}, "controls: none is given; expected at least one column to compare on."),
        (["size", "size"], {}, "control 'size': is given twice; expected every control once."),
        (
            ["size"],
            {"distance": "gowr"},
            "distance: 'gowr' is not known; expected one of standardised, iqr, mad, ranks, mahalanobis, gower. "
            "Did you mean 'gower'?",
        ),
        (
            ["size"],
            {"objective": "total"},
            "objective: 'total' is not known; expected one of sum, sum_of_squares, largest.",
        ),
        (
            ["size"],
            {"log": ("dense",)},
            "control 'dense': has a logarithm but is not compared on; expected a control.",
        ),
        (
            ["same"],
            {},
            "control 'same': has one value for all 6 candidates, so it cannot tell them apart. "
            "Leave it out, or widen the frame.",
        ),
        (
            ["gap"],
            {},
            "control 'gap': is missing for 1 of 6 candidates: b. Leave these candidates or this control out, "
            "or use the distance 'gower', which skips what is missing.",
        ),
        (
            ["title"],
            {},
            "control 'title': is text; expected numbers. "
            "Use the distance 'gower', or keep it out of the controls and let it be the same in a set.",
        ),
    ],
)
def test_a_control_or_choice_that_cannot_be_used_is_named_with_the_way_out(
    controls: list[str], choices: dict[str, object], expected: str
) -> None:
    assert message(compare, controls, **choices) == f"1 problem:\n  {expected}"


def test_every_problem_is_said_at_once() -> None:
    assert message(compare, ["same", "gap"]).startswith("2 problems:\n")


def test_controls_that_determine_each_other_have_no_mahalanobis_distance() -> None:
    doubled = SMALL.assign(double=SMALL["size"] * 2 + 1)
    assert message(compare, ["size", "dense", "double"], doubled, distance="mahalanobis") == (
        "1 problem:\n  controls: size, double determine each other exactly, so the covariance cannot be inverted. "
        "Leave one of them out, or use the distance 'standardised'."
    )


def test_a_robust_scale_of_zero_is_named() -> None:
    mostly = SMALL.assign(mostly=[1, 1, 1, 1, 1, 2])
    assert message(compare, ["mostly"], mostly, distance="mad") == (
        "1 problem:\n  control 'mostly': its mad scale is zero: more than half of the candidates share one value. "
        "Use the distance 'standardised', 'ranks' or 'gower', or leave this control out."
    )


def test_a_logarithm_of_zero_is_named() -> None:
    assert message(compare, ["size"], SMALL.assign(size=range(6)), log=("size",)) == (
        "1 problem:\n  control 'size': has no logarithm (a); expected numbers above zero."
    )


def test_a_name_that_occurs_twice_is_named() -> None:
    assert message(compare, ["size"], SMALL.assign(id=list("aacdef"))) == (
        "1 problem:\n  candidate 'a': occurs more than once; expected every candidate once."
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (SetRule(1), "size: a set of 1 cannot be compared; expected 2 cases or more."),
        (
            SetRule(7),
            "size: 7 cases are asked of 6 candidates in the frame 'all candidates'. "
            "Ask for fewer cases, or widen the frame.",
        ),
        (SetRule(2, include=("q",)), "case 'q': is not among the 6 candidates of the frame 'all candidates'."),
        (SetRule(2, differ="titel"), "candidates: there is no column 'titel'. Did you mean 'title'?"),
        (
            SetRule(4, differ="title"),
            "condition: no set meets it (4 cases; all differ on title) among the 6 candidates of the frame "
            "'all candidates'. Candidates per category of title: x 3, y 2, z 1. "
            "Ask for fewer cases, or widen the frame.",
        ),
        (
            SetRule(3, differ="title", how="quota", quota={"z": 2, "x": 1}),
            "condition: no set meets it (3 cases; title: 1 × x, 2 × z) among the 6 candidates of the frame "
            "'all candidates'. Candidates per category of title: x 3, y 2, z 1. "
            "Ask for fewer cases, or widen the frame.",
        ),
        (
            SetRule(3, differ="title", how="quota", quota={"z": 1}),
            "quota: the quota add up to 1; expected 3, the number of cases in a set.",
        ),
        (
            SetRule(3, differ="size", how="gap", at_least=7.0),
            "condition: no set meets it (3 cases; gap of at least 7 on size) among the 6 candidates of the frame "
            "'all candidates'. The range of size over all candidates is 12. Ask for less, or widen the frame.",
        ),
        (
            SetRule(2, differ="title", how="range", at_least=1.0),
            "column 'title': is text, and a range needs numbers; expected all, some or quota.",
        ),
        (
            SetRule(2, differ="gap", how="range", at_least=1.0),
            "column 'gap': is missing for 1 candidates: b. "
            "Fill it in, leave these candidates out, or rank without the condition and say so.",
        ),
        (
            SetRule(2, differ="title", include=("a", "b")),
            "condition: no set meets it (2 cases; all differ on title; with a, b) among the 6 candidates of the frame "
            "'all candidates'. Candidates per category of title: x 3, y 2, z 1. "
            "Ask for fewer cases, or widen the frame.",
        ),
    ],
)
def test_a_rule_that_cannot_be_met_says_why(rule: SetRule, expected: str) -> None:
    assert message(find_best_sets, compare(["size", "dense"]), rule) == f"1 problem:\n  {expected}"


def test_a_chosen_set_that_does_not_meet_the_condition_is_not_ranked() -> None:
    assert message(rank_set, compare(["size"]), SetRule(2, differ="title"), ["a", "b"]) == (
        "1 problem:\n  chosen cases: a, b do not meet the condition (2 cases; all differ on title). "
        "Choose other cases, or rank without the condition and say so."
    )


def test_gower_skips_what_is_missing_and_counts_unequal_text_as_one() -> None:
    found = compare(["gap", "title"], distance="gower").distances
    assert found[0, 2] == pytest.approx((2 / 5 + 0) / 2)
    assert found[0, 3] == pytest.approx((3 / 5 + 1) / 2)
    assert (found[0, 1], found[1, 3]) == (0.0, 1.0)


def test_gower_with_missing_values_is_no_metric_and_still_searched_exactly() -> None:
    chance = np.random.default_rng(3)
    rows = pd.DataFrame(chance.lognormal(size=(12, 3)), columns=list("pqr")).mask(chance.random((12, 3)) < 0.3)
    rows = rows.assign(p=rows["p"].fillna(1.0), id=[f"c{number:02d}" for number in range(12)])
    comparison = compare(list("pqr"), rows, distance="gower")
    place = {name: number for number, name in enumerate(comparison.names)}
    values = {
        "; ".join(members): sum(comparison.distances[place[a], place[b]] for a, b in combinations(members, 2))
        for members in combinations(comparison.names, 4)
    }
    best = find_best_sets(comparison, SetRule(4), top=5)
    assert best["members"].tolist() == sorted(values, key=values.__getitem__)[:5]


def test_mahalanobis_is_the_textbook_formula() -> None:
    values = SMALL[["size", "dense"]].to_numpy()
    inverse = np.linalg.inv(np.cov(values, rowvar=False))
    step = values[0] - values[4]
    found = compare(["size", "dense"], distance="mahalanobis").distances[0, 4]
    assert found == pytest.approx(np.sqrt(step @ inverse @ step))


def test_a_percentile_of_a_sample_comes_with_an_interval_that_holds_the_exact_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(5)
    rows = pd.DataFrame({"id": [f"c{number:02d}" for number in range(40)], "a": chance.normal(size=40)})
    rows["title"] = chance.choice(list("pqr"), 40, p=[0.8, 0.1, 0.1])
    rows["stratum"] = ["small"] * 12 + ["large"] * 28
    comparison = compare(["a"], rows)
    large = rows[rows["stratum"] == "large"]
    chosen = [large.loc[large["title"] == title, "id"].iloc[0] for title in "pqr"]
    quota = SetRule(3, differ="title", how="quota", quota={"p": 1, "q": 1, "r": 1})
    same = SetRule(3, differ="title", same=("stratum",))
    for rule in (SetRule(3), SetRule(3, differ="title"), SetRule(3, differ="title", how="some"), quota, same):
        exact = rank_set(comparison, rule, chosen).iloc[0]
        with monkeypatch.context() as patch:
            patch.setattr(ranking, "COUNTABLE", 0)
            sampled = rank_set(comparison, rule, chosen).iloc[0]
        assert bool(exact["exact"])
        assert not bool(sampled["exact"])
        assert exact["percentile_low"] == exact["percentile"] == exact["percentile_high"]
        assert sampled["percentile_low"] - 0.2 < exact["percentile"] < sampled["percentile_high"] + 0.2
        assert sampled["percentile_low"] < sampled["percentile"] < sampled["percentile_high"]


def test_a_sampled_histogram_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "COUNTABLE", 0)
    counts = count_values(compare(["size", "dense"]), SetRule(3))
    assert not counts["exact"].any()
    assert counts["share"].sum() == pytest.approx(1)


def test_a_seat_of_an_included_case_is_not_up_for_a_swap() -> None:
    swaps = list_swaps(compare(["size"]), SetRule(2, include=("a",)), ["a", "d"])
    assert swaps[["member", "place", "possible", "best"]].to_numpy().tolist() == [["d", 3, 5, "b"]]


def test_a_replacement_that_breaks_the_condition_is_not_counted() -> None:
    swaps = list_swaps(compare(["size"]), SetRule(2, differ="title"), ["a", "d"]).set_index("member")
    assert swaps.loc["a", ["possible", "best"]].tolist() == [4, "c"]
    assert swaps.loc["d", ["possible", "best"]].tolist() == [3, "d"]


def test_a_candidate_without_any_known_value_has_no_distance() -> None:
    unknown = SMALL.assign(gap=[None, None, 3.0, 4.0, 5.0, 6.0])
    assert message(compare, ["gap"], unknown, distance="gower").startswith(
        "9 problems:\n  a and b and 8 more places: no control is known for both, so they have no distance. "
        "Fill in a control, or leave one of the two out."
    )


def test_a_candidate_is_at_no_distance_of_itself() -> None:
    partly = compare(["gap", "size"], distance="gower").distances
    assert np.diag(partly).tolist() == [0.0] * 6


def test_a_name_that_reads_as_two_names_is_refused() -> None:
    assert message(compare, ["size"], SMALL.assign(id=["a; b", *"bcdef"])) == (
        "1 problem:\n  candidate 'a; b': has a semicolon and a space in its name; expected a name without them."
    )


def test_an_infinite_control_counts_as_missing() -> None:
    assert message(compare, ["size"], SMALL.assign(size=[np.inf, 2, 3, 4, 5, 6])).startswith(
        "1 problem:\n  control 'size': is missing for 1 of 6 candidates: a."
    )


def test_a_case_that_is_chosen_twice_is_named() -> None:
    assert message(rank_set, compare(["size"]), SetRule(2), ["a", "a"]) == (
        "1 problem:\n  case 'a': is named twice; expected every case once."
    )


def test_more_sets_than_a_table_can_count_are_refused_with_the_way_out() -> None:
    rows = pd.DataFrame({"id": [f"c{number:03d}" for number in range(342)], "a": np.arange(342.0) ** 1.5})
    assert message(rank_set, compare(["a"], rows), SetRule(12), [f"c{number:03d}" for number in range(12)]) == (
        "1 problem:\n  size: 4.4e+21 sets of 12 out of 342 are too many to rank. "
        "Narrow the frame, or ask for fewer cases."
    )
