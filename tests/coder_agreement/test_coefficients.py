"""Coefficients on fixed units: published examples with their page, other libraries, brute force, refusals."""

import math
from itertools import permutations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from wijkresearch.coder_agreement import percent_agreement
from wijkresearch.coder_agreement.coefficients import (
    alpha_formula,
    brennan_prediger_formula,
    cohen_formula,
    gwet_formula,
    undefined_reason,
)
from wijkresearch.coder_agreement.ratings import tally_ratings
from wijkresearch.errors import StudyError


def value_of(formula, table, *more):
    """What a formula gives for a table of ratings; not a number where it is undefined."""
    tally = tally_ratings(table)
    return math.nan if undefined_reason(tally) else formula(tally, *more)(tally.total[None, :])[0]


def percent(table):
    return percent_agreement(table).value


def cohen_kappa(table):
    return value_of(cohen_formula, table)


def brennan_prediger(table, categories=None):
    return value_of(brennan_prediger_formula, table, categories or table["value"].nunique())


def gwet_ac1(table, categories=None):
    return value_of(gwet_formula, table, categories or table["value"].nunique())


def krippendorff_alpha(table):
    return value_of(alpha_formula, table)


ONE_VALUE = "every value that could be compared is the same, so nothing could have been disagreed about"
CHANCE_CORRECTED = [cohen_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha]


def ratings(rows):
    """One inner list per unit, one value per coder; None is a missing value."""
    listed = [(unit, f"coder {n}", value) for unit, row in enumerate(rows) for n, value in enumerate(row)]
    return pd.DataFrame(listed, columns=["unit", "coder", "value"])


def crossed(table):
    """Two coders from a cross table {(first, second): units}."""
    return ratings([pair for pair, times in table.items() for _ in range(times)])


def square(*rows, names="abcdef"):
    return crossed({(names[i], names[j]): n for i, row in enumerate(rows) for j, n in enumerate(row)})


# Krippendorff 2004, p. 230; 2011 "Computing Krippendorff's alpha-reliability", p. 3; Gwet 2014, table 2.10
CANONICAL = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]
# Krippendorff 1980, p. 139
KRIPPENDORFF_1980 = [[1, 1, 1], [1, 2, 2], [2, 2, 2], [4, 4, 4], [1, 4, 4], [2, 2, 2], [1, 2, 3], [3, 3, 3], [2, 2, 2]]
COHEN = square((88, 14, 18), (10, 40, 10), (2, 6, 12))
ZWICK_1 = square((20, 0, 0, 5), (0, 10, 15, 0), (0, 15, 10, 0), (5, 0, 0, 20))
ZWICK_2 = square((20, 10, 10, 0), (10, 10, 0, 0), (10, 0, 10, 0), (0, 0, 0, 20))
ZWICK_3 = square((20, 5, 5, 10), (0, 10, 5, 5), (0, 5, 10, 5), (0, 0, 0, 20))
ARTSTEIN_1 = square((20, 10), (20, 50))
ARTSTEIN_2 = square((46, 0, 0), (6, 32, 6), (0, 0, 10))
BERTHA_AND_BILL = [
    (int(a), int(b)) for a, b in zip("001111111100001111110000", "000011110000000110000000", strict=True)
]

PUBLISHED = [
    ("Krippendorff 2004, p. 224", percent, square((5, 3), (1, 1)), 0.600, 0.0005),
    ("Krippendorff 2004, p. 224", krippendorff_alpha, square((5, 3), (1, 1)), 0.095, 0.0005),
    ("Krippendorff 1980, p. 133", krippendorff_alpha, square((5, 3), (1, 1)), 0.095, 0.0005),
    ("Krippendorff 1980, p. 139", percent, ratings(KRIPPENDORFF_1980), 0.740, 0.001),
    ("Krippendorff 1980, p. 139", krippendorff_alpha, ratings(KRIPPENDORFF_1980), 0.642, 0.0005),
    ("Krippendorff 2004, p. 230", krippendorff_alpha, ratings(CANONICAL), 0.743, 0.0005),
    ("Krippendorff 2004, p. 246 left", percent, square((12, 9, 9), (9, 14, 9), (9, 9, 20)), 0.460, 0.0005),
    ("Krippendorff 2004, p. 246 left", cohen_kappa, square((12, 9, 9), (9, 14, 9), (9, 9, 20)), 0.186, 0.0005),
    ("Krippendorff 2004, p. 246 right", brennan_prediger, square((12, 18, 18), (0, 14, 18), (0, 0, 20)), 0.190, 0.0005),
    ("Krippendorff 2004, p. 246 right", cohen_kappa, square((12, 18, 18), (0, 14, 18), (0, 0, 20)), 0.258, 0.0005),
    ("Krippendorff 1995, p. 57 A", cohen_kappa, ratings(BERTHA_AND_BILL), 0.385, 0.0005),
    ("Krippendorff 1995, p. 57 A", krippendorff_alpha, ratings(BERTHA_AND_BILL), 0.329, 0.0005),
    ("Cohen 1960, p. 45", cohen_kappa, COHEN, 0.492, 0.0005),
    (
        "Brennan & Prediger 1981, p. 689",
        brennan_prediger,
        square((50, 0, 0), (10, 10, 10), (20, 0, 0)),
        0.40,
        0.005,
    ),
    ("Brennan & Prediger 1981, p. 689", cohen_kappa, square((50, 0, 0), (10, 10, 10), (20, 0, 0)), 0.27, 0.005),
    ("Brennan & Prediger 1981, p. 691", cohen_kappa, square((50, 0, 10), (0, 10, 10), (10, 10, 0)), 0.29, 0.005),
    ("Zwick 1988, p. 376, 1", cohen_kappa, ZWICK_1, 0.467, 0.0005),
    ("Zwick 1988, p. 376, 2", brennan_prediger, ZWICK_2, 0.467, 0.0005),
    ("Zwick 1988, p. 376, 3", cohen_kappa, ZWICK_3, 0.474, 0.0005),
    ("Artstein & Poesio 2008, p. 558", brennan_prediger, ARTSTEIN_1, 0.4, 0.0005),
    ("Artstein & Poesio 2008, p. 558", cohen_kappa, ARTSTEIN_1, 0.348, 0.0005),
    ("Artstein & Poesio 2008, p. 568", cohen_kappa, ARTSTEIN_2, 0.801, 0.0005),
    ("Randolph 2005, p. 17, 2", brennan_prediger, ratings(["yyy", "yyn", "yyn", "yyy"]), 0.33, 0.005),
    ("Feinstein & Cicchetti 1990, p. 544", cohen_kappa, square((40, 9), (6, 45)), 0.70, 0.005),
    ("Feinstein & Cicchetti 1990, p. 544", cohen_kappa, square((80, 10), (5, 5)), 0.32, 0.005),
    ("Feinstein & Cicchetti 1990, p. 545", cohen_kappa, square((45, 15), (25, 15)), 0.13, 0.005),
    ("Feinstein & Cicchetti 1990, p. 545", cohen_kappa, square((25, 35), (5, 35)), 0.26, 0.005),
    ("Gwet 2014, ch. 2", gwet_ac1, ratings(CANONICAL), 0.775, 0.0005),
    ("Gwet 2014, ch. 2", brennan_prediger, ratings(CANONICAL), 0.773, 0.0005),
]


@pytest.mark.parametrize(("page", "coefficient", "table", "value", "within"), PUBLISHED)
def test_a_published_example_is_reproduced(page, coefficient, table, value, within):
    assert coefficient(table) == pytest.approx(value, abs=within), page


def test_units_that_two_coders_rated_are_counted():
    assert tally_ratings(ratings(CANONICAL)).n_units == 11


def test_units_that_one_of_two_coders_did_not_rate_drop_out():
    table = ratings([["a", "a"], ["b", "b"], ["a", None], [None, "b"], ["a", "b"]])

    assert cohen_kappa(table) == pytest.approx(cohen_kappa_score(["a", "b", "a"], ["a", "b", "b"]))


def test_brennan_prediger_and_ac1_use_the_size_of_the_codebook():
    table = ratings([["a", "a"], ["a", "b"], ["b", "b"], ["a", "a"]])

    assert brennan_prediger(table) == pytest.approx((0.75 - 1 / 2) / (1 - 1 / 2))
    assert brennan_prediger(table, categories=4) == pytest.approx((0.75 - 1 / 4) / (1 - 1 / 4))
    share = 5 / 8
    expected = 2 * share * (1 - share) / 3
    assert gwet_ac1(table, categories=4) == pytest.approx((0.75 - expected) / (1 - expected))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["aa", "aa", "aa"], ONE_VALUE),
        ([["a", "a"], ["b", None]], ONE_VALUE),
        ([["a", None], [None, "b"]], "no unit has a value of two coders"),
        (["a", "b"], "there are fewer than two coders"),
    ],
)
def test_where_nothing_could_be_disagreed_about_the_reason_is_given(rows, reason):
    assert undefined_reason(tally_ratings(ratings(rows))) == reason


@pytest.mark.parametrize("formula", [cohen_formula, alpha_formula])
def test_a_table_of_one_category_has_no_coefficient_rather_than_one_or_zero(formula):
    tally = tally_ratings(ratings(["aa", "aa", "aa"]))

    assert math.isnan(formula(tally)(tally.total[None, :])[0])


@pytest.mark.parametrize("formula", [brennan_prediger_formula, gwet_formula])
def test_a_table_of_one_category_of_a_codebook_of_two_has_none_either(formula):
    tally = tally_ratings(ratings(["aa", "aa", "aa"]))

    assert math.isnan(formula(tally, 2)(tally.total[None, :])[0])


def test_percent_agreement_of_one_category_is_simply_all():
    assert percent(ratings(["aa", "aa"])) == 1.0


def test_percent_agreement_without_a_unit_of_two_coders_says_why_it_has_no_value():
    result = percent_agreement(ratings([["a", None], [None, "b"]]))

    assert math.isnan(result.value)
    assert result.undefined == "no unit has a value of two coders"


def test_a_missing_column_is_named():
    with pytest.raises(StudyError) as problem:
        tally_ratings(pd.DataFrame({"unit": [1], "rater": ["A"], "value": ["x"]}))

    assert str(problem.value) == "1 problem:\n  ratings: column 'coder' is missing; expected unit, coder, value."


def test_two_values_of_one_coder_for_one_unit_are_refused():
    table = pd.DataFrame({"unit": ["u1", "u1", "u1"], "coder": ["A", "A", "B"], "value": ["x", "y", "x"]})

    with pytest.raises(StudyError) as problem:
        tally_ratings(table)

    assert str(problem.value) == (
        "1 problem:\n  ratings of unit 'u1': coder 'A' rated it more than once; expected one value per coder and unit. "
        "Several codes for one unit? Use multi_valued_alpha."
    )


def test_of_many_values_too_much_every_one_counts():
    table = pd.DataFrame({"unit": [f"u{number // 2}" for number in range(60)], "coder": "A", "value": "x"})

    with pytest.raises(StudyError) as problem:
        tally_ratings(table)

    assert str(problem.value).startswith(
        "30 problems:\n  ratings of unit 'u0' and 29 more places: coder 'A' rated it more than once;"
    )


def test_an_empty_unit_is_refused_with_its_row():
    table = pd.DataFrame({"unit": ["u1", None], "coder": ["A", "B"], "value": ["x", "y"]})

    with pytest.raises(StudyError) as problem:
        tally_ratings(table)

    assert str(problem.value) == "1 problem:\n  ratings row 2: unit is empty; expected the id of a unit."


def test_the_text_nan_is_no_category():
    with pytest.raises(StudyError) as problem:
        tally_ratings(ratings([["a", "nan"], ["a", "a"]]))

    assert str(problem.value) == (
        "1 problem:\n  ratings: a value is the text 'nan'; expected an empty cell where a coder gave no value. "
        "Empty these cells."
    )


def test_a_weight_stands_for_so_many_equal_units():
    table = ratings(["aa", "ab", "bb"]).assign(weight=np.repeat([3, 2, 4], 2))
    long = ratings(["aa"] * 3 + ["ab"] * 2 + ["bb"] * 4)

    for coefficient in CHANCE_CORRECTED:
        assert coefficient(table) == pytest.approx(coefficient(long))
    assert tally_ratings(table).n_units == 9


def test_a_unit_with_two_weights_is_refused():
    table = ratings(["aa"]).assign(weight=[1, 2])

    with pytest.raises(StudyError) as problem:
        tally_ratings(table)

    assert str(problem.value) == "1 problem:\n  ratings: unit '0' has weight 1; expected one weight above 0 per unit."


def test_a_unit_in_two_documents_is_refused():
    table = ratings(["aa"]).assign(document=["D1", "D2"])

    with pytest.raises(StudyError) as problem:
        tally_ratings(table)

    assert str(problem.value) == (
        "1 problem:\n  ratings: unit '0' stands in more than one document or in none; expected one document per unit."
    )


values = st.one_of(st.none(), st.integers(0, 4))
tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.lists(values, min_size=coders, max_size=coders), min_size=2, max_size=12)
)
SOME = settings(max_examples=examples(60), deadline=None)


def alpha_by_definition(rows):
    """Every pair of values within a unit against every pair of values over all units (Krippendorff 2011, p. 1)."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]
    observed = sum(sum(one != other for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    expected = sum(one != other for one, other in permutations(every, 2)) / max(len(every) - 1, 1)
    return 1 - observed / expected if expected else math.nan


@SOME
@given(tables)
def test_alpha_is_what_its_definition_says_over_every_pair(rows):
    assert krippendorff_alpha(ratings(rows)) == pytest.approx(alpha_by_definition(rows), abs=1e-9, nan_ok=True)


@SOME
@given(tables)
def test_alpha_equals_the_krippendorff_library_where_that_has_an_answer(rows):
    value = krippendorff_alpha(ratings(rows))
    matrix = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float).T
    if not math.isnan(value):
        assert value == pytest.approx(krippendorff.alpha(matrix, level_of_measurement="nominal"), abs=1e-9)


@SOME
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_two_complete_coders_agree_with_scikit_learn_and_nltk(rows):
    table = ratings(rows)
    task = AnnotationTask([(coder, unit, value) for unit, coder, value in table.itertuples(index=False)])
    if math.isnan(cohen_kappa(table)):
        return
    assert cohen_kappa(table) == pytest.approx(cohen_kappa_score(*zip(*rows, strict=True)), abs=1e-9)
    assert krippendorff_alpha(table) == pytest.approx(task.alpha(), abs=1e-9)


@SOME
@given(tables, st.randoms(use_true_random=False))
def test_no_coefficient_depends_on_the_order_of_rows_or_on_the_names_of_values(rows, random):
    table = ratings(rows)
    shuffled = table.sample(frac=1, random_state=random.randint(0, 10**6))
    renamed = shuffled.assign(value=shuffled["value"].map({0: "d", 1: "b", 2: "e", 3: "a", 4: "c"}))

    for coefficient in (percent, brennan_prediger, gwet_ac1, krippendorff_alpha):
        assert coefficient(renamed) == pytest.approx(coefficient(table), abs=1e-9, nan_ok=True)


def test_many_coders_and_values_do_not_overflow():
    random = np.random.default_rng(4)
    rows = random.integers(0, 50, size=(40, 20))

    found = krippendorff_alpha(ratings(rows.tolist()))

    assert found == pytest.approx(krippendorff.alpha(rows.T.astype(float), level_of_measurement="nominal"), abs=1e-9)
