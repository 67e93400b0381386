from itertools import permutations

import numpy as np
import pandas as pd
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from wijkresearch.printed_audit.attributions import check_attributions
from wijkresearch.printed_audit.register_repair import assign, repair_register


def register_of(*functions, kind="interview"):
    rows = [(f"D{number}", "3.2", kind, function, "a") for number, function in enumerate(functions, start=1)]
    return pd.DataFrame(rows, columns=["document", "section", "kind", "function", "municipality"])


def cited(*pairs):
    rows = [
        (number, "4", document, function, None, "quote") for number, (document, function) in enumerate(pairs, start=1)
    ]
    return pd.DataFrame(rows, columns=["number", "section", "document", "function", "municipality", "kind"])


def test_swapping_two_rows_and_renumbering_the_observations_repairs_all_but_one(published):
    repair = repair_register(published["attributions"], published["register"])
    assert repair.steps[["kind", "moves", "gained", "agree_after"]].to_numpy().tolist() == [
        ["swap", "D7 → D9, D9 → D7", 7, 42],
        ["renumber", "D17 → D18, D18 → D19", 4, 46],
    ]
    assert repair.only_one
    assert repair.checks.loc[~repair.checks["agrees"], "number"].tolist() == [40]


def test_a_register_that_agrees_is_left_alone():
    repair = repair_register(cited(("D1", "x"), ("D2", "y")), register_of("x", "y"))
    assert repair.steps.empty
    assert repair.register["document"].tolist() == ["D1", "D2"]
    assert repair.only_one


def test_with_other_attributions_another_repair_is_found():
    repair = repair_register(cited(("D1", "y"), ("D2", "z"), ("D3", "x")), register_of("x", "y", "z"))
    assert repair.steps[["kind", "rows", "gained"]].to_numpy().tolist() == [["renumber", 3, 3]]
    assert repair.steps["moves"].tolist() == ["D1 → D3, D3 → D2, D2 → D1"]


def test_two_equally_small_repairs_are_not_called_the_only_one():
    repair = repair_register(cited(("D3", "x")), register_of("x", "x", "y"))
    assert len(repair.steps) == 1
    assert not repair.only_one


def test_a_row_takes_a_number_of_its_own_kind_where_that_costs_nothing():
    observed = register_of("drie x", "drie z", kind="observation").assign(
        document=["D3", "D4"], municipality=["a", "b"]
    )
    register = pd.concat([register_of("x", "y"), observed], ignore_index=True)
    named = cited(("D1", "y"), ("D2", "x"), ("D4", None), ("D5", None))
    named.loc[2:, "municipality"] = ["a", "b"]
    repair = repair_register(named, register)
    assert repair.steps["moves"].tolist() == ["D3 → D4, D4 → D5", "D1 → D2, D2 → D1"]
    assert repair.only_one


def test_the_order_of_the_attributions_and_of_the_register_does_not_matter(published):
    shuffled = published["attributions"].sample(frac=1, random_state=1)
    turned = published["register"].iloc[::-1].reset_index(drop=True)
    moves = [set(step.split(", ")) for step in repair_register(shuffled, turned).steps["moves"]]
    assert moves == [{"D7 → D9", "D9 → D7"}, {"D17 → D18", "D18 → D19"}]


@settings(max_examples=examples(12), deadline=None)
@given(
    st.lists(st.sampled_from("xyz"), min_size=2, max_size=3),
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from("xyz")), min_size=1, max_size=6),
)
def test_no_renumbering_of_a_small_register_agrees_more_or_moves_fewer_rows(functions, pairs):
    register, named = register_of(*functions), cited(*((f"D{number}", function) for number, function in pairs))
    numbers = sorted(set(register["document"]) | set(named["document"]))
    best = max(
        (
            int(check_attributions(named, register.assign(document=list(chosen)))["agrees"].sum()),
            sum(old == new for old, new in zip(register["document"], chosen, strict=True)),
        )
        for chosen in permutations(numbers, len(register))
    )
    repair = repair_register(named, register)
    stayed = int((repair.register["document"] == register["document"]).sum())
    assert (int(repair.checks["agrees"].sum()), stayed) == best


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(1, 6), st.integers(0, 3), st.randoms(use_true_random=False))
def test_the_assignment_is_worth_as_much_as_scipy_s(rows, extra, random):
    gains = [[random.randint(-9, 9) for _ in range(rows + extra)] for _ in range(rows)]
    chosen = assign(gains)
    assert len(set(chosen)) == rows
    expected = linear_sum_assignment(np.array(gains), maximize=True)
    assert sum(gains[row][column] for row, column in enumerate(chosen)) == np.array(gains)[expected].sum()
