"""The exact search against brute force: every admissible set looked at one by one, in plain Python."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wijkresearch.case_sets import (
    Choices,
    Comparison,
    SetRule,
    compare_candidates,
    count_sets,
    find_best_sets,
    rank_set,
)
from wijkresearch.case_sets.rules import read_condition
from wijkresearch.case_sets.task import build_task, pair_costs
from wijkresearch.case_sets.walk import walk
from wijkresearch.errors import StudyError

SEPARATOR = "; "


def differ(values: list[object], rule: SetRule) -> bool:
    if rule.how in ("gap", "range"):
        ordered = sorted(values)
        apart = min(after - before for before, after in pairwise(ordered))
        return (apart if rule.how == "gap" else ordered[-1] - ordered[0]) >= rule.at_least
    counts = Counter(values)
    quota = Counter({category: count for category, count in (rule.quota or {}).items() if count})
    return {"all": len(counts) == len(values), "some": len(counts) > 1, "quota": counts == quota}[rule.how]


def admits(candidates: pd.DataFrame, rule: SetRule, members: tuple[str, ...]) -> bool:
    rows = candidates.set_index("id").loc[list(members)]
    agree = all(len(set(rows[name])) == 1 for name in rule.same)
    return agree and set(rule.include) <= set(members) and (not rule.differ or differ(list(rows[rule.differ]), rule))


def every_set(comparison: Comparison, candidates: pd.DataFrame, rule: SetRule) -> list[tuple[float, str]]:
    place = {name: number for number, name in enumerate(comparison.names)}
    power = 2 if comparison.choices.objective == "sum_of_squares" else 1
    found = []
    for members in combinations(comparison.names, rule.size):
        if admits(candidates, rule, members):
            pairs = [comparison.distances[place[a], place[b]] ** power for a, b in combinations(members, 2)]
            value = max(pairs) if comparison.choices.objective == "largest" else sum(pairs)
            found.append((value, SEPARATOR.join(members)))
    return found


@st.composite
def instances(draw: st.DrawFn) -> tuple[pd.DataFrame, SetRule, Choices]:
    """A small table of candidates, often with ties, and a rule of any kind."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count = draw(st.integers(5, 11))
    size = draw(st.integers(2, min(5, count)))
    coarse = draw(st.booleans())
    controls = chance.integers(0, 4, (count, 2)) if coarse else chance.lognormal(size=(count, 2))
    candidates = pd.DataFrame(controls, columns=["a", "b"]).astype(float)
    candidates["id"] = [f"c{number:02d}" for number in chance.permutation(count)]
    candidates["group"] = [f"g{number}" for number in chance.integers(0, draw(st.integers(1, 5)), count)]
    candidates["stratum"] = chance.integers(0, 2, count)
    candidates["number"] = chance.integers(0, 6, count) * 1.0
    how = draw(st.sampled_from(["", "all", "some", "quota", "gap", "range"]))
    on_number = how in ("gap", "range")
    rule = SetRule(
        size=size,
        include=tuple(chance.choice(candidates["id"], draw(st.integers(0, min(size, 3))), replace=False)),
        differ=("number" if on_number else "group") if how else "",
        how=how or "all",
        at_least=float(draw(st.integers(1, 3))) if on_number else None,
        quota=dict(Counter(chance.choice(candidates["group"], size).tolist())) if how == "quota" else None,
        same=("stratum",) if draw(st.booleans()) and draw(st.booleans()) else (),
    )
    distance = draw(st.sampled_from(["standardised", "ranks", "gower", "mahalanobis"]))
    choices = Choices(distance=distance, objective=draw(st.sampled_from(["sum", "sum_of_squares", "largest"])))
    return candidates, rule, choices


@settings(max_examples=examples(100), deadline=None)
@given(instances(), st.integers(1, 7))
def test_the_best_sets_their_ties_and_the_rank_are_those_of_brute_force(
    instance: tuple[pd.DataFrame, SetRule, Choices], top: int
) -> None:
    candidates, rule, choices = instance
    assume(candidates[["a", "b"]].nunique().min() > 1)
    try:
        comparison = compare_candidates(candidates, id_column="id", controls=["a", "b"], choices=choices)
    except StudyError:
        assume(False)
    expected = sorted(every_set(comparison, candidates, rule))
    assume(expected)
    assert count_sets(comparison, rule) == len(expected)
    best = find_best_sets(comparison, rule, top=top)
    cut = expected[min(top, len(expected)) - 1][0]
    tied = sorted((round(value, 9), members) for value, members in expected if value <= cut + 1e-9)
    assert best["members"].tolist() == [members for _, members in tied]
    assert best["value"].tolist() == pytest.approx([value for value, _ in tied], abs=1e-9)
    value, members = expected[len(expected) // 2]
    rank = rank_set(comparison, rule, members.split(SEPARATOR)).iloc[0]
    assert rank["rank"] == 1 + sum(other < value - 1e-9 for other, _ in expected)
    assert rank["admissible"] == len(expected)
    assert rank["best_value"] == pytest.approx(expected[0][0])


@settings(max_examples=examples(60), deadline=None)
@given(instances(), st.integers(1, 5))
def test_the_most_different_sets_are_those_of_brute_force(
    instance: tuple[pd.DataFrame, SetRule, Choices], top: int
) -> None:
    candidates, rule, choices = instance
    assume(choices.objective != "largest" and candidates[["a", "b"]].nunique().min() > 1)
    try:
        comparison = compare_candidates(candidates, id_column="id", controls=["a", "b"], choices=choices)
    except StudyError:
        assume(False)
    expected = sorted(every_set(comparison, candidates, rule), reverse=True)
    assume(expected)
    best = find_best_sets(comparison, rule, top=top, different=True)
    cut = expected[min(top, len(expected)) - 1][0]
    assert sorted(best["members"]) == sorted(members for value, members in expected if value >= cut - 1e-9)


@settings(max_examples=examples(25), deadline=None)
@given(instances(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(instance: tuple[pd.DataFrame, SetRule, Choices], chance: object) -> None:
    candidates, rule, choices = instance
    assume(candidates[["a", "b"]].nunique().min() > 1)
    answers = []
    for rows in (candidates, candidates.sample(frac=1, random_state=1)):
        try:
            comparison = compare_candidates(rows, id_column="id", controls=["a", "b"], choices=choices)
            answers.append(find_best_sets(comparison, rule, top=5)["members"].tolist())
        except StudyError as trouble:
            answers.append([str(trouble)])
    assert answers[0] == answers[1]


def test_a_large_instance_has_the_optimum_that_an_integer_program_proves() -> None:
    """SciPy's HiGHS: minimise Σ d_ij y_ij with Σ_j y_ij = (k-1) x_i, Σ x_i = k, one case per title at most."""
    optimize = pytest.importorskip("scipy.optimize")
    sparse = pytest.importorskip("scipy.sparse")
    chance, count, size = np.random.default_rng(7), 40, 4
    candidates = pd.DataFrame(chance.lognormal(size=(count, 3)), columns=list("abc"))
    candidates["id"] = [f"c{number:02d}" for number in range(count)]
    candidates["title"] = chance.choice(list("pqrstu"), count)
    comparison = compare_candidates(candidates, id_column="id", controls=list("abc"))
    pairs = list(combinations(range(count), 2))
    costs = np.concatenate([np.zeros(count), [comparison.distances[pair] for pair in pairs]])
    row_sums = sparse.lil_matrix((count, count + len(pairs)))
    for number, (first, second) in enumerate(pairs):
        row_sums[first, count + number] = row_sums[second, count + number] = 1
    for place in range(count):
        row_sums[place, place] = -(size - 1)
    chosen = sparse.csr_matrix(([1.0] * count, ([0] * count, range(count))), (1, count + len(pairs)))
    title = comparison.candidates["title"].to_numpy()
    apart = sparse.lil_matrix((6, count + len(pairs)))
    for row, letter in enumerate("pqrstu"):
        for place in np.flatnonzero(title == letter):
            apart[row, place] = 1
    result = optimize.milp(
        costs,
        constraints=[
            optimize.LinearConstraint(row_sums.tocsr(), 0, 0),
            optimize.LinearConstraint(chosen, size, size),
            optimize.LinearConstraint(apart.tocsr(), 0, 1),
        ],
        integrality=np.ones(len(costs)),
        bounds=optimize.Bounds(0, 1),
    )
    assert result.status == 0
    best = find_best_sets(comparison, SetRule(size, differ="title"), top=1)
    assert best["value"].iloc[0] == pytest.approx(result.fun, abs=1e-6)


def test_beside_an_included_case_two_others_may_make_the_range_between_them() -> None:
    candidates = pd.DataFrame(
        {"id": list("mnopq"), "a": [1.0, 4.0, 2.0, 8.0, 5.0], "number": [3.0, 4.0, 1.0, 4.0, 2.0]}
    )
    comparison = compare_candidates(candidates, id_column="id", controls=["a"])
    rule = SetRule(3, include=("m",), differ="number", how="range", at_least=3.0)
    assert find_best_sets(comparison, rule, top=5)["members"].tolist() == ["m; n; o", "m; o; p"]


def test_beside_an_included_case_the_only_free_seat_goes_to_one_that_differs() -> None:
    candidates = pd.DataFrame({"id": list("abcd"), "size": [0.0, 0.1, 5.0, 6.0], "kind": list("xxyy")})
    comparison = compare_candidates(candidates, id_column="id", controls=["size"])
    rule = SetRule(2, include=("a",), differ="kind", how="some")
    assert find_best_sets(comparison, rule, top=2)["members"].tolist() == ["a; c", "a; d"]


def test_equal_sets_share_a_place_and_stand_in_order_of_name() -> None:
    candidates = pd.DataFrame({"id": list("dcba"), "a": [0.0, 1.0, 2.0, 3.0]})
    best = find_best_sets(compare_candidates(candidates, id_column="id", controls=["a"]), SetRule(2), top=1)
    assert best[["place", "members"]].to_numpy().tolist() == [[1, "a; b"], [1, "b; c"], [1, "c; d"]]


def test_candidates_that_are_all_alike_in_small_steps_give_a_message_and_not_a_million_sets() -> None:
    candidates = pd.DataFrame({"id": [f"c{number:03d}" for number in range(80)], "a": [0.0] * 79 + [1.0]})
    comparison = compare_candidates(candidates, id_column="id", controls=["a"])
    with pytest.raises(StudyError) as error:
        find_best_sets(comparison, SetRule(3), top=10)
    assert str(error.value) == (
        "1 problem:\n  sets: more than 1,000 sets share one value, so their order means nothing. "
        "Add a control that tells the candidates apart, a condition, or take the sum as objective."
    )


def test_a_set_of_almost_all_candidates_is_not_begun_where_too_few_candidates_are_left() -> None:
    """Of twelve candidates eleven: begun with ten of the first eleven, and never with the last one among the ten."""
    candidates = pd.DataFrame({"id": list("abcdefghijkl"), "size": [float(number) for number in range(12)]})
    comparison = compare_candidates(candidates, id_column="id", controls=["size"])
    condition = read_condition(comparison, SetRule(11))
    task = build_task(pair_costs(comparison), condition, largest=False)
    assert sum(len(block.members) for block, _ in walk(task)) == 11
