"""Wrong or unnamed answers that other tools give on the same data, and that are not given here.

Each case was seen by running the tool or reading its source; where the tool is a development dependency the test shows
its answer too, so that a case can be struck when the tool is mended.
"""

import math

import krippendorff
import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from wijkresearch.coder_agreement import (
    character_units,
    cohen_kappa,
    compare_coders,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
    rate_code,
    unitizing_alpha,
)
from wijkresearch.errors import StudyError
from wijkresearch.tables import TURNS

CANONICAL = """
    1 1 x 1   2 2 3 2   3 3 3 3   3 3 3 3   2 2 2 2   1 2 3 4
    4 4 4 4   1 1 2 1   2 2 2 2   x 5 5 5   x x 1 1   x x 3 x
"""
WORDS = {"1": "boek", "2": "brief", "3": "telefoon", "4": "computer", "5": "map", "x": None}
EMPTY_TURNS = TURNS.empty()


def canonical(words=WORDS):
    cells = np.reshape(CANONICAL.split(), (12, 4))
    rows = [(unit, coder, words[cell]) for unit, row in enumerate(cells) for coder, cell in enumerate(row)]
    return pd.DataFrame(rows, columns=["unit", "coder", "value"])


def matrix(table):
    return table.pivot(index="coder", columns="unit", values="value")


def on_characters(*rows, length=1000):
    evidence = pd.DataFrame(rows, columns=["coder", "start", "end"]).assign(document="D1", code="x")
    lengths = pd.DataFrame({"document": ["D1"], "characters": [length]})
    units = character_units(evidence, lengths, EMPTY_TURNS, documents=["D1"], interviewer=True)
    return rate_code(evidence, units, code="x", coders=["A", "B"])


def test_codes_are_nominal_unless_said_otherwise():
    numbers = canonical({"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "x": None})

    assert krippendorff.alpha(matrix(numbers).to_numpy(float)) == pytest.approx(0.849, abs=0.001)
    assert krippendorff_alpha(numbers).value == pytest.approx(0.743, abs=0.001)


def test_words_with_empty_cells_are_no_problem():
    with pytest.raises(ValueError, match="Don't know how to construct value domain"):
        krippendorff.alpha(matrix(canonical()).to_numpy(object), level_of_measurement="nominal")
    assert krippendorff_alpha(canonical()).value == pytest.approx(0.743, abs=0.001)


def test_the_word_nan_is_not_taken_for_a_category():
    # an empty cell becomes this word when a table is read as text; a tool that takes it for a code finds agreement
    words = np.array([["a", "b", "a", "nan"], ["a", "b", "b", "nan"]])

    with pytest.raises(StudyError, match="the text 'nan'"):
        krippendorff_alpha(
            pd.DataFrame({"unit": [0, 1, 2, 3] * 2, "coder": ["A"] * 4 + ["B"] * 4, "value": words.ravel()})
        )


def test_one_category_is_neither_an_exception_nor_one_nor_zero():
    # irrCAC and quallmer give 1.0
    with pytest.raises(ValueError, match="more than one value"):
        krippendorff.alpha(np.ones((2, 3)), level_of_measurement="nominal")
    result = krippendorff_alpha(pd.DataFrame({"unit": [0, 1] * 2, "coder": ["A", "A", "B", "B"], "value": "x"}))
    assert math.isnan(result.value)
    assert result.undefined


def test_fleiss_kappa_is_not_that_of_davies_and_fleiss():
    patients = (
        "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 "
        "333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
    )
    rows = [(str(coder), unit, v) for unit, row in enumerate(patients.split(" ")) for coder, v in enumerate(row)]
    table = pd.DataFrame(rows, columns=["coder", "unit", "value"])

    assert AnnotationTask(rows).multi_kappa() == pytest.approx(0.4418, abs=0.0001)
    assert fleiss_kappa(table).value == pytest.approx(0.4302, abs=0.0001)


def test_kappa_with_a_missing_value_is_not_an_exception():
    rows = [("A", 1, "x"), ("B", 1, "x"), ("A", 2, "y"), ("B", 2, "y"), ("A", 3, "y"), ("B", 3, "x"), ("A", 4, "x")]

    with pytest.raises(RuntimeError, match="StopIteration"):
        AnnotationTask(rows).kappa()
    table = pd.DataFrame(rows, columns=["coder", "unit", "value"])
    assert cohen_kappa(table).value == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))


def test_unpaired_values_do_not_count_and_pairs_are_weighted():
    assert krippendorff_alpha(canonical()).value != pytest.approx(0.7196, abs=0.001)  # iaa-kit 0.1.2


def test_coders_and_units_cannot_be_mistaken_for_each_other():
    assert krippendorff_alpha(canonical()).value != pytest.approx(-0.043, abs=0.001)  # rater-agreement, transposed


def test_kappa_on_characters_counts_those_that_nobody_coded():
    # QualCoder c320464 prints 0.6601: coded characters only, and a product where a sum belongs
    result = cohen_kappa(on_characters(("A", 0, 100), ("B", 20, 120)))

    assert result.value == pytest.approx(0.7778, abs=0.0001)
    assert result.n_units == 1000


def test_half_overlap_has_the_textbook_kappa():
    # QualCoder c3204641 prints 0.2987
    assert cohen_kappa(on_characters(("A", 0, 100), ("B", 50, 150))).value == pytest.approx(0.4444, abs=0.0001)


def test_a_passage_that_one_coder_marked_twice_is_no_agreement():
    # QualCoder reports 80 % agreement and kappa 0.5 where the second coder coded nothing
    table = on_characters(("A", 100, 400), ("A", 200, 500), ("B", 999, 1000), length=1000)

    assert percent_agreement(table).value == pytest.approx(0.599)
    assert cohen_kappa(table).value == pytest.approx(0, abs=0.003)


def test_a_passage_marked_twice_by_one_and_once_by_the_other_is_full_agreement():
    # QualCoder reports 80 % and 0.21
    table = on_characters(("A", 0, 200), ("A", 0, 200), ("B", 0, 200), length=1000)

    assert percent_agreement(table).value == 1.0
    assert cohen_kappa(table).value == 1.0


def test_the_end_of_a_passage_does_not_belong_to_it():
    # krippendorff-unitized-alpha 0.1.0 counts inclusive ends in its own test
    touching = pd.DataFrame(
        [("A", 0, 5, "a"), ("A", 5, 10, "b"), ("B", 0, 5, "a"), ("B", 5, 10, "b")],
        columns=["coder", "start", "end", "code"],
    )

    assert unitizing_alpha(touching, length=10).value == pytest.approx(1.0)


def test_independent_coders_are_compared_on_places_and_not_on_ids_of_codings():
    # qdapy 0.1.0 keys on the id of the coding: no unit is shared and every coefficient is empty
    evidence = pd.DataFrame(
        [("D1", 0, 10, "x", "A"), ("D1", 2, 9, "x", "B"), ("D1", 50, 60, "y", "A"), ("D1", 50, 60, "x", "B")],
        columns=["document", "start", "end", "code", "coder"],
    ).assign(segment=["s1", "s2", "s3", "s4"])
    lengths = pd.DataFrame({"document": ["D1"], "characters": [100]})
    units = character_units(evidence, lengths, EMPTY_TURNS, documents=["D1"], interviewer=True)

    found = compare_coders(evidence, units, coders=("A", "B"), seed=1, resamples=20)

    assert found.agreement["alpha"].notna().all()


def test_the_lazily_named_unitizing_alphas_are_three_numbers():
    table = pd.DataFrame(
        [("A", 0, 10, "a"), ("B", 3, 12, "a"), ("A", 14, 18, "b"), ("B", 14, 18, "a")],
        columns=["coder", "start", "end", "code"],
    )

    found = {version: unitizing_alpha(table, length=20, version=version) for version in ("u", "cu", "U-2004")}

    assert len({round(result.value, 3) for result in found.values()}) == 3
    assert len({result.coefficient for result in found.values()}) == 3
