"""Several codes to one unit: the seven published tables, brute force over all sets, and one code per unit."""

import math
from itertools import combinations, permutations

import krippendorff
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.coder_agreement import multi_valued_alpha
from wijkresearch.errors import StudyError


def ratings(rows):
    """A unit per row, a coder per word; the letters of a word are codes, `-` is no code, None is not rated."""
    listed = []
    for unit, row in enumerate(rows):
        for coder, word in enumerate(row):
            value = None if word is None else tuple(word.replace("-", ""))
            listed.append((unit, coder, value))
    return pd.DataFrame(listed, columns=["unit", "coder", "value"])


@pytest.mark.parametrize(
    ("table", "rows", "value"),
    [
        ("3", [("bd", "d", None), ("abd", "b", "bd"), ("-", "a", "a"), ("a", None, None)], 0.2866),
        ("8a", [("a", "a", "a"), ("abd", "abd", "abde"), ("d", "d", "d")], 0.947),
        ("8b", [("a", "a", "a"), ("ab", "ab", "abd"), ("d", "d", "d")], 0.923),
        ("8c", [("a", "a", "a"), ("b", "b", "bd"), ("d", "d", "d")], 0.895),
        ("9a", [("a", "a", "a"), ("ab", "ad", "bd"), ("d", "d", "d")], 0.716),
        ("9b", [("a", "a", "a"), ("ab", "de", "f"), ("d", "d", "d")], 0.554),
        ("9c", [("a", "b", "ab"), ("ab", "de", "f"), ("bd", "d", "be")], -0.002),
    ],
)
def test_a_table_of_krippendorff_and_craggs_is_reproduced(table, rows, value):
    digits = 4 if table == "3" else 3

    assert round(multi_valued_alpha(ratings(rows)).value, digits) == value  # Krippendorff & Craggs 2016, table as given


def brute_force(rows):
    """mvα with every set of every size written out."""
    units = [[frozenset(word.replace("-", "")) for word in row if word is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]
    times = {label: sum(label in value for value in every) for label in sorted(set().union(*every))} if every else {}

    def apart(one, other):
        return 1 - 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0

    def weight(one, other):
        product = 1
        for label in one:
            product *= times[label]
        for label in other:
            product *= times[label] - (label in one)
        return product

    observed = sum(sum(apart(*each) for each in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = 0.0
    sizes = {len(value) for value in every}
    for size in sizes:
        for other_size in sizes:
            pairs = [
                (weight(set(one), set(other)), apart(set(one), set(other)))
                for one in combinations(times, size)
                for other in combinations(times, other_size)
            ]
            if sum(weights for weights, _ in pairs):
                mean = sum(weights * far for weights, far in pairs) / sum(weights for weights, _ in pairs)
                share = [sum(len(value) == which for value in every) / len(every) for which in (size, other_size)]
                expected += share[0] * share[1] * mean
    return 1 - observed / len(every) / expected if expected else math.nan


words = st.one_of(
    st.none(), st.sets(st.sampled_from("abcd"), max_size=3).map(lambda codes: "".join(sorted(codes)) or "-")
)


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(st.tuples(words, words, words), min_size=2, max_size=6))
def test_the_sum_over_all_sets_is_the_product_over_labels(rows):
    found = multi_valued_alpha(ratings(rows)).value

    assert found == pytest.approx(brute_force(rows), abs=1e-9, nan_ok=True)


def test_one_code_to_every_unit_is_ordinary_nominal_alpha():
    rows = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "c"), ("c", "a")]
    numbers = [[float("abc".index(word)) for word in words] for words in zip(*rows, strict=True)]

    nominal = krippendorff.alpha(numbers, level_of_measurement="nominal")

    assert multi_valued_alpha(ratings(rows)).value == pytest.approx(nominal)


def test_a_codebook_of_sixty_codes_takes_no_list_of_all_its_sets():
    codes = [f"code {n}" for n in range(60)]
    rows = [(tuple(codes[n : n + 3]), tuple(codes[n + 1 : n + 4])) for n in range(57)]
    table = pd.DataFrame(
        [(unit, coder, value) for unit, row in enumerate(rows) for coder, value in enumerate(row)],
        columns=["unit", "coder", "value"],
    )

    result = multi_valued_alpha(table)

    # two of three codes shared; by chance 3 × 3 / 60 of three
    assert result.value == pytest.approx(1 - (1 / 3) / (1 - 1 / 20), abs=0.01)


def test_one_and_the_same_set_everywhere_is_undefined():
    result = multi_valued_alpha(ratings([("-", "-"), ("-", "-")]))

    assert math.isnan(result.value)
    assert result.undefined == (
        "every value that could be compared is the same, so nothing could have been disagreed about"
    )


def test_units_of_one_coder_do_not_count():
    rows = [("b", "b"), ("a", "ab")]

    assert multi_valued_alpha(ratings([("a", None), *rows])) == multi_valued_alpha(ratings(rows))


def test_a_word_is_no_set_of_codes():
    with pytest.raises(StudyError) as problem:
        multi_valued_alpha(pd.DataFrame({"unit": [1, 1], "coder": ["A", "B"], "value": ["rol", "rol"]}))

    assert str(problem.value) == "1 problem:\n  ratings: value 'rol'; expected a tuple of codes, such as ('a', 'b')."


def test_a_unit_with_more_than_twenty_codes_is_refused():
    many = tuple(f"code {n}" for n in range(21))

    with pytest.raises(StudyError) as problem:
        multi_valued_alpha(pd.DataFrame({"unit": [1, 1], "coder": ["A", "B"], "value": [many, many]}))

    assert str(problem.value) == (
        "1 problem:\n  ratings: a unit carries 21 codes; expected at most 20. Take smaller units."
    )
