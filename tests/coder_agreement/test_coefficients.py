"""Coefficients on fixed units: published examples with their page, other libraries, brute force, refusals."""

import math
from itertools import permutations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from wijkresearch.coder_agreement import (
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
)
from wijkresearch.errors import StudyError


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
# Fleiss 1971, p. 379: per patient the diagnoses of six psychiatrists
FLEISS_PATIENTS = """
    444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
    333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
# Hayes & Krippendorff 2007, p. 84: forty articles, five coders, x is missing
HAYES_KRIPPENDORFF_ARTICLES = """
    112x2 1101x 2333x x00x0 000x0 000x0 102x1 1x20x 222x2 2111x x100x 0000x 1222x 33223 111x1 111x1 212x2 1233x
    1101x 000x0 0011x 00x00 2333x 0000x 12x22 0111x 00010 1212x 1122x 112x2 110x0 2121x 22x22 3222x 222x2 223x2
    222x2 22x12 2222x 111x1
"""
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
    ("Krippendorff 2004, p. 224", percent_agreement, square((5, 3), (1, 1)), 0.600, 0.0005),
    ("Krippendorff 2004, p. 224", krippendorff_alpha, square((5, 3), (1, 1)), 0.095, 0.0005),
    ("Krippendorff 1980, p. 133", krippendorff_alpha, square((5, 3), (1, 1)), 0.095, 0.0005),
    ("Krippendorff 1980, p. 139", percent_agreement, ratings(KRIPPENDORFF_1980), 0.740, 0.001),
    ("Krippendorff 1980, p. 139", krippendorff_alpha, ratings(KRIPPENDORFF_1980), 0.642, 0.0005),
    ("Krippendorff 2004, p. 230", krippendorff_alpha, ratings(CANONICAL), 0.743, 0.0005),
    ("Krippendorff 2004, p. 246 left", percent_agreement, square((12, 9, 9), (9, 14, 9), (9, 9, 20)), 0.460, 0.0005),
    ("Krippendorff 2004, p. 246 left", scott_pi, square((12, 9, 9), (9, 14, 9), (9, 9, 20)), 0.186, 0.0005),
    ("Krippendorff 2004, p. 246 left", cohen_kappa, square((12, 9, 9), (9, 14, 9), (9, 9, 20)), 0.186, 0.0005),
    ("Krippendorff 2004, p. 246 right", brennan_prediger, square((12, 18, 18), (0, 14, 18), (0, 0, 20)), 0.190, 0.0005),
    ("Krippendorff 2004, p. 246 right", scott_pi, square((12, 18, 18), (0, 14, 18), (0, 0, 20)), 0.186, 0.0005),
    ("Krippendorff 2004, p. 246 right", cohen_kappa, square((12, 18, 18), (0, 14, 18), (0, 0, 20)), 0.258, 0.0005),
    ("Krippendorff 1995, p. 57 A", cohen_kappa, ratings(BERTHA_AND_BILL), 0.385, 0.0005),
    ("Krippendorff 1995, p. 57 A", scott_pi, ratings(BERTHA_AND_BILL), 0.314, 0.0005),
    ("Krippendorff 1995, p. 57 A", krippendorff_alpha, ratings(BERTHA_AND_BILL), 0.329, 0.0005),
    ("Cohen 1960, p. 45", cohen_kappa, COHEN, 0.492, 0.0005),
    ("Fleiss 1971, p. 381", fleiss_kappa, ratings([list(row) for row in FLEISS_PATIENTS.split()]), 0.430, 0.0005),
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
    ("Zwick 1988, p. 376, 2", scott_pi, ZWICK_2, 0.444, 0.0005),
    ("Zwick 1988, p. 376, 2", brennan_prediger, ZWICK_2, 0.467, 0.0005),
    ("Zwick 1988, p. 376, 3", cohen_kappa, ZWICK_3, 0.474, 0.0005),
    ("Zwick 1988, p. 376, 3", scott_pi, ZWICK_3, 0.460, 0.001),
    ("Artstein & Poesio 2008, p. 558", brennan_prediger, ARTSTEIN_1, 0.4, 0.0005),
    ("Artstein & Poesio 2008, p. 558", scott_pi, ARTSTEIN_1, 0.341, 0.0005),
    ("Artstein & Poesio 2008, p. 558", cohen_kappa, ARTSTEIN_1, 0.348, 0.0005),
    ("Artstein & Poesio 2008, p. 568", scott_pi, ARTSTEIN_2, 0.799, 0.0006),
    ("Artstein & Poesio 2008, p. 568", cohen_kappa, ARTSTEIN_2, 0.801, 0.0005),
    ("Randolph 2005, p. 17, 1", fleiss_kappa, ratings(["yyy", "yyn", "nny", "nnn"]), 0.33, 0.005),
    ("Randolph 2005, p. 17, 2", fleiss_kappa, ratings(["yyy", "yyn", "yyn", "yyy"]), -0.2, 0.005),
    ("Randolph 2005, p. 17, 2", brennan_prediger, ratings(["yyy", "yyn", "yyn", "yyy"]), 0.33, 0.005),
    ("Feinstein & Cicchetti 1990, p. 544", cohen_kappa, square((40, 9), (6, 45)), 0.70, 0.005),
    ("Feinstein & Cicchetti 1990, p. 544", cohen_kappa, square((80, 10), (5, 5)), 0.32, 0.005),
    ("Feinstein & Cicchetti 1990, p. 545", cohen_kappa, square((45, 15), (25, 15)), 0.13, 0.005),
    ("Feinstein & Cicchetti 1990, p. 545", cohen_kappa, square((25, 35), (5, 35)), 0.26, 0.005),
    ("Gwet 2014, ch. 2", gwet_ac1, ratings(CANONICAL), 0.775, 0.0005),
    ("Gwet 2014, ch. 2", fleiss_kappa, ratings(CANONICAL), 0.761, 0.0005),
    ("Gwet 2014, ch. 2", brennan_prediger, ratings(CANONICAL), 0.773, 0.0005),
]


@pytest.mark.parametrize(("page", "coefficient", "table", "value", "within"), PUBLISHED)
def test_a_published_example_is_reproduced(page, coefficient, table, value, within):
    assert coefficient(table).value == pytest.approx(value, abs=within), page


@pytest.mark.parametrize(
    ("page", "rows", "level", "value"),
    [
        ("Krippendorff 2011, p. 7", CANONICAL, "ordinal", 0.815),
        ("Krippendorff 2004, p. 235", CANONICAL, "interval", 0.849),
        ("Krippendorff 2011, p. 8", CANONICAL, "ratio", 0.797),
        ("Krippendorff 1980, p. 141", KRIPPENDORFF_1980, "interval", 0.547),
        ("Krippendorff 1980, p. 141", KRIPPENDORFF_1980, "ratio", 0.483),
    ],
)
def test_a_published_example_on_another_level_is_reproduced(page, rows, level, value):
    assert krippendorff_alpha(ratings(rows), level=level).value == pytest.approx(value, abs=0.0006), page


def test_the_ordinal_example_of_hayes_and_krippendorff_is_reproduced():
    rows = [[None if value == "x" else int(value) for value in row] for row in HAYES_KRIPPENDORFF_ARTICLES.split()]

    assert krippendorff_alpha(ratings(rows), level="ordinal").value == pytest.approx(0.7598, abs=0.00005)  # p. 84


def test_the_result_says_what_it_was_computed_on():
    result = krippendorff_alpha(ratings(CANONICAL))

    assert (result.n_units, result.n_coders, result.n_dropped) == (11, 4, 1)
    assert result.coefficient == "Krippendorff's α, nominal (2019, §12.3)"
    assert result.undefined == ""


def test_units_that_one_of_two_coders_did_not_rate_drop_out_and_are_counted():
    result = cohen_kappa(ratings([["a", "a"], ["b", "b"], ["a", None], [None, "b"], ["a", "b"]]))

    assert (result.n_units, result.n_dropped) == (3, 2)
    assert result.value == pytest.approx(cohen_kappa_score(["a", "b", "a"], ["a", "b", "b"]))


def test_the_name_says_that_missing_values_were_handled_as_gwet_does():
    assert fleiss_kappa(ratings(["aab", "abb"])).coefficient == "Fleiss' κ (1971)"
    assert fleiss_kappa(ratings(CANONICAL)).coefficient == "Fleiss' κ with missing values (Gwet 2014)"


def test_brennan_prediger_and_ac1_use_the_size_of_the_codebook_and_say_so():
    table = ratings([["a", "a"], ["a", "b"], ["b", "b"], ["a", "a"]])

    assert brennan_prediger(table).value == pytest.approx((0.75 - 1 / 2) / (1 - 1 / 2))
    assert brennan_prediger(table, categories=4).value == pytest.approx((0.75 - 1 / 4) / (1 - 1 / 4))
    assert brennan_prediger(table, categories=4).coefficient == "Brennan–Prediger κ (1981), 4 categories"
    share = 5 / 8
    expected = 2 * share * (1 - share) / 3
    assert gwet_ac1(table, categories=4).value == pytest.approx((0.75 - expected) / (1 - expected))


def test_a_codebook_smaller_than_what_was_given_is_refused():
    with pytest.raises(StudyError) as problem:
        gwet_ac1(ratings(["ab", "cc"]), categories=2)

    assert str(problem.value) == "1 problem:\n  ratings: 3 categories were given: a, b, c; expected at most 2."


CHANCE_CORRECTED = [cohen_kappa, scott_pi, fleiss_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha]
ONE_VALUE = "every value that could be compared is the same, so nothing could have been disagreed about"


@pytest.mark.parametrize("coefficient", CHANCE_CORRECTED)
def test_a_table_of_one_category_is_undefined_and_not_one_or_zero(coefficient):
    result = coefficient(ratings(["aa", "aa", "aa"]))

    assert math.isnan(result.value)
    assert result.undefined == ONE_VALUE


def test_one_category_among_the_units_that_could_be_compared_is_undefined_too():
    assert krippendorff_alpha(ratings([["a", "a"], ["b", None]])).undefined == ONE_VALUE


def test_percent_agreement_of_one_category_is_simply_all():
    assert percent_agreement(ratings(["aa", "aa"])).value == 1.0


@pytest.mark.parametrize("coefficient", [*CHANCE_CORRECTED, percent_agreement])
def test_units_that_no_two_coders_rated_leave_it_undefined(coefficient):
    result = coefficient(ratings([["a", None], [None, "b"]]))

    assert math.isnan(result.value)
    assert result.undefined == "no unit has a value of two coders"
    assert result.n_dropped == 2


@pytest.mark.parametrize("coefficient", [*CHANCE_CORRECTED, percent_agreement])
def test_a_single_coder_leaves_it_undefined(coefficient):
    assert coefficient(ratings(["a", "b"])).undefined == "there are fewer than two coders"


@pytest.mark.parametrize(("coefficient", "name"), [(cohen_kappa, "Cohen's κ"), (scott_pi, "Scott's π")])
def test_a_coefficient_of_two_coders_refuses_three(coefficient, name):
    with pytest.raises(StudyError) as problem:
        coefficient(ratings(["aab", "abb"]))

    assert str(problem.value) == (
        f"1 problem:\n  ratings: 3 coders: coder 0, coder 1, coder 2; expected two coders for {name}. "
        "Choose two coders, or use fleiss_kappa or krippendorff_alpha."
    )


def test_a_missing_column_is_named():
    with pytest.raises(StudyError) as problem:
        percent_agreement(pd.DataFrame({"unit": [1], "rater": ["A"], "value": ["x"]}))

    assert str(problem.value) == "1 problem:\n  ratings: column 'coder' is missing; expected unit, coder, value."


def test_two_values_of_one_coder_for_one_unit_are_refused():
    table = pd.DataFrame({"unit": ["u1", "u1", "u1"], "coder": ["A", "A", "B"], "value": ["x", "y", "x"]})

    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(table)

    assert str(problem.value) == (
        "1 problem:\n  ratings: coder 'A' rated unit 'u1' more than once; expected one value per coder and unit. "
        "Several codes for one unit? Use multi_valued_alpha."
    )


def test_an_empty_unit_is_refused_with_its_row():
    table = pd.DataFrame({"unit": ["u1", None], "coder": ["A", "B"], "value": ["x", "y"]})

    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(table)

    assert str(problem.value) == "1 problem:\n  ratings row 2: unit is empty; expected the id of a unit."


def test_the_text_nan_is_no_category():
    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(ratings([["a", "nan"], ["a", "a"]]))

    assert str(problem.value) == (
        "1 problem:\n  ratings: a value is the text 'nan'; expected an empty cell where a coder gave no value. "
        "Empty these cells."
    )


def test_an_unknown_level_is_refused_with_a_suggestion():
    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(ratings(["ab", "ba"]), level="norminal")

    assert str(problem.value) == (
        "1 problem:\n  krippendorff_alpha: level 'norminal'; expected one of nominal, ordinal, interval, ratio. "
        "Did you mean 'nominal'?"
    )


def test_words_have_no_place_on_an_interval_level():
    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(ratings([["low", "high"], ["low", "low"]]), level="interval")

    assert str(problem.value) == (
        "1 problem:\n  ratings: values such as 'high' have no place on level 'interval'; expected numbers. "
        "Turn the values into numbers, or use level='nominal'."
    )


def test_values_below_zero_have_no_place_on_a_ratio_level():
    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(ratings([[-1, 2], [2, 2]]), level="ratio")

    assert str(problem.value) == "1 problem:\n  ratings: the value -1 is below 0; expected ratio values from 0."


def test_an_ordered_category_is_ordinal_in_its_own_order():
    words = {1: "low", 2: "middle", 3: "high", 4: "higher", 5: "top"}
    table = ratings(CANONICAL)
    scale = pd.CategoricalDtype(list(words.values()), ordered=True)

    worded = table.assign(value=table["value"].map(words).astype(scale))

    assert krippendorff_alpha(worded, level="ordinal").value == pytest.approx(0.8154, abs=0.0001)


def test_a_weight_stands_for_so_many_equal_units():
    table = ratings(["aa", "ab", "bb"]).assign(weight=np.repeat([3, 2, 4], 2))
    long = ratings(["aa"] * 3 + ["ab"] * 2 + ["bb"] * 4)

    for coefficient in CHANCE_CORRECTED:
        assert coefficient(table).value == pytest.approx(coefficient(long).value)
    assert krippendorff_alpha(table).n_units == 9


def test_a_unit_with_two_weights_is_refused():
    table = ratings(["aa"]).assign(weight=[1, 2])

    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(table)

    assert str(problem.value) == "1 problem:\n  ratings: unit '0' has weight 1; expected one weight above 0 per unit."


def test_a_unit_in_two_documents_is_refused():
    table = ratings(["aa"]).assign(document=["D1", "D2"])

    with pytest.raises(StudyError) as problem:
        krippendorff_alpha(table)

    assert str(problem.value) == (
        "1 problem:\n  ratings: unit '0' stands in more than one document or in none; expected one document per unit."
    )


values = st.one_of(st.none(), st.integers(0, 4))
tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.lists(values, min_size=coders, max_size=coders), min_size=2, max_size=12)
)
SOME = settings(max_examples=60, deadline=None)


def alpha_by_definition(rows, level):
    """Every pair of values within a unit against every pair of values over all units (Krippendorff 2011, p. 1)."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]

    def difference(one, other):
        if level == "nominal":
            return float(one != other)
        if level == "interval":
            return float((one - other) ** 2)
        if level == "ratio":
            return ((one - other) / (one + other)) ** 2 if one + other else 0.0
        low, high = sorted((one, other))
        between = sum(low <= value <= high for value in every)
        return (between - (every.count(one) + every.count(other)) / 2) ** 2 if one != other else 0.0

    observed = sum(
        sum(difference(one, other) for one, other in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    expected = sum(difference(one, other) for one, other in permutations(every, 2)) / max(len(every) - 1, 1)
    return 1 - observed / expected if expected else math.nan


@SOME
@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_is_what_its_definition_says_over_every_pair(rows, level):
    found = krippendorff_alpha(ratings(rows), level=level).value

    assert found == pytest.approx(alpha_by_definition(rows, level), abs=1e-9, nan_ok=True)


@SOME
@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_equals_the_krippendorff_library_where_that_has_an_answer(rows, level):
    result = krippendorff_alpha(ratings(rows), level=level)
    matrix = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float).T
    if not result.undefined:
        assert result.value == pytest.approx(krippendorff.alpha(matrix, level_of_measurement=level), abs=1e-9)


@SOME
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_two_complete_coders_agree_with_scikit_learn_statsmodels_and_nltk(rows):
    table = ratings(rows)
    task = AnnotationTask([(coder, unit, value) for unit, coder, value in table.itertuples(index=False)])
    if cohen_kappa(table).undefined:
        return
    assert cohen_kappa(table).value == pytest.approx(cohen_kappa_score(*zip(*rows, strict=True)), abs=1e-9)
    assert scott_pi(table).value == pytest.approx(task.pi(), abs=1e-9)
    assert fleiss_kappa(table).value == pytest.approx(statsmodels_fleiss(aggregate_raters(rows)[0]), abs=1e-9)
    assert krippendorff_alpha(table).value == pytest.approx(task.alpha(), abs=1e-9)


@SOME
@given(tables, st.randoms(use_true_random=False))
def test_no_coefficient_depends_on_the_order_of_rows_or_on_the_names_of_values(rows, random):
    table = ratings(rows)
    shuffled = table.sample(frac=1, random_state=random.randint(0, 10**6))
    renamed = shuffled.assign(value=shuffled["value"].map({0: "d", 1: "b", 2: "e", 3: "a", 4: "c"}))

    for coefficient in (percent_agreement, fleiss_kappa, brennan_prediger, gwet_ac1, krippendorff_alpha):
        assert coefficient(renamed).value == pytest.approx(coefficient(table).value, abs=1e-9, nan_ok=True)


def test_a_scale_of_many_values_is_counted_without_a_table_of_all_of_them():
    random = np.random.default_rng(3)
    first = random.normal(size=3000)
    rows = list(zip(first, first + random.normal(scale=0.3, size=3000), strict=True))

    found = krippendorff_alpha(ratings(rows), level="interval").value

    apart = np.mean([(one - other) ** 2 for one, other in rows])
    assert found == pytest.approx(1 - apart / (2 * np.var(np.ravel(rows), ddof=1)), abs=1e-9)


def test_many_coders_and_values_do_not_overflow():
    random = np.random.default_rng(4)
    rows = random.integers(0, 50, size=(40, 20))

    found = krippendorff_alpha(ratings(rows.tolist())).value

    assert found == pytest.approx(krippendorff.alpha(rows.T.astype(float), level_of_measurement="nominal"), abs=1e-9)
