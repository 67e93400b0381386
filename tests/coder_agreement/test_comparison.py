"""Two coders compared per code: coefficients, interval, paradox and the list of passages, in one go."""

import math
from collections import Counter

import krippendorff
import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from wijkresearch.coder_agreement import (
    compare_coders,
    compare_coders_on_domains,
    paradox_check,
    turn_units,
)
from wijkresearch.tables import AGREEMENT, DISAGREEMENTS, PAIR_AGREEMENT

CODERS = ("A", "B")


def study(seed=1, documents=4, turns=30):
    """Two coders, three codes, one passage per turn at most; the second coder differs in about a fifth."""
    random = np.random.default_rng(seed)
    spoken, rows = [], []
    for document in [f"D{n + 1}" for n in range(documents)]:
        for turn in range(turns):
            spoken.append((document, turn + 1, turn * 10, turn * 10 + 9, False))
            first = random.choice(["a", "b", "c", ""], p=[0.3, 0.2, 0.05, 0.45])
            second = first if random.random() < 0.8 else random.choice(["a", "b", ""])
            rows += [
                (document, turn * 10, turn * 10 + 5, code, coder)
                for coder, code in (("A", first), ("B", second))
                if code
            ]
    evidence = pd.DataFrame(rows, columns=["document", "start", "end", "code", "coder"])
    turned = pd.DataFrame(spoken, columns=["document", "turn", "start", "end", "interviewer"])
    return evidence, turn_units(turned, documents=[f"D{n + 1}" for n in range(documents)])


def codes_of(evidence, units):
    """Per coder the code of every turn; a passage of this study begins where its turn begins."""
    codes = {(row.coder, f"{row.document}:{row.start}"): row.code for row in evidence.itertuples()}
    return [[codes.get((coder, unit.split("-")[0]), "") for unit in units["unit"]] for coder in CODERS]


def alpha(values):
    """Nominal α by the library of that name."""
    numbers = {value: float(place) for place, value in enumerate(sorted({*values[0], *values[1]}))}
    return krippendorff.alpha([[numbers[value] for value in row] for row in values], level_of_measurement="nominal")


def ac1(values, categories):
    """Gwet's AC1 (2014, ch. 2) as it is printed."""
    shares = [n / (2 * len(values[0])) for n in Counter([*values[0], *values[1]]).values()]
    expected = sum(share * (1 - share) for share in shares) / (categories - 1)
    return (np.equal(*values).mean() - expected) / (1 - expected)


def test_every_row_is_what_the_coefficients_give_on_the_ratings_of_that_code():
    evidence, units = study()

    found = compare_coders(evidence, units, coders=CODERS, seed=3, resamples=200).agreement

    assert list(found.columns) == AGREEMENT.column_names
    assert list(found["code"]) == ["a", "b", "c"]
    for row in found.itertuples():
        values = [[code == row.code for code in codes] for codes in codes_of(evidence, units)]
        same = np.equal(*values).mean()
        assert row.units == 120
        assert row.alpha == pytest.approx(alpha(values))
        assert row.kappa == pytest.approx(cohen_kappa_score(*values))
        assert row.percent == pytest.approx(same)
        assert row.brennan_prediger == pytest.approx(2 * same - 1)
        assert row.ac1 == pytest.approx(ac1(values, 2))
        assert row.low < row.alpha < row.high


def test_the_numbers_come_with_the_list_and_the_paradox_check():
    evidence, units = study()

    found = compare_coders(evidence, units, coders=CODERS, seed=1, resamples=50)

    assert list(found.disagreements.columns) == DISAGREEMENTS.column_names
    assert list(found.pairs.columns) == PAIR_AGREEMENT.column_names
    differing = found.agreement.set_index("code")["percent"].rsub(1) * 120
    listed = found.disagreements.groupby("code").size()
    assert listed.to_dict() == pytest.approx(differing.to_dict())


def test_the_prevalence_of_paradox_agrees_with_kappa():
    evidence, units = study()

    found = compare_coders(evidence, units, coders=CODERS, seed=1, resamples=50)

    assert found.pairs["kappa"].tolist() == pytest.approx(found.agreement["kappa"].tolist())
    assert found.pairs["percent"].tolist() == pytest.approx(found.agreement["percent"].tolist())


def test_a_code_that_both_gave_everywhere_is_undefined_with_the_reason_and_its_percentage():
    _, units = study()
    given = units[["document", "start", "end"]].assign(code="always")
    evidence = pd.concat([given.assign(coder=coder) for coder in CODERS], ignore_index=True)

    found = compare_coders(evidence, units, coders=CODERS, seed=1, resamples=50)

    row = found.agreement.iloc[0]
    assert row[["alpha", "low", "high", "kappa", "brennan_prediger", "ac1"]].isna().all()
    assert row["percent"] == 1.0
    assert row["undefined"] == (
        "every value that could be compared is the same, so nothing could have been disagreed about"
    )
    assert found.pairs["kappa"].isna().all()


def test_the_same_coder_twice_is_compared_like_two():
    evidence, units = study()
    twice = pd.concat([evidence, evidence[evidence["coder"] == "A"].assign(coder="A again")])

    found = compare_coders(twice, units, coders=("A", "A again"), seed=1, resamples=50)

    assert found.agreement["alpha"].tolist() == [1.0, 1.0, 1.0]
    assert found.disagreements.empty


def test_a_domain_is_compared_with_no_code_as_a_value():
    evidence, units = study()

    found = compare_coders_on_domains(
        evidence, units, coders=CODERS, domains={"rol": ["a", "b", "c"]}, seed=1, resamples=50
    )

    values = [np.array(codes) for codes in codes_of(evidence, units)]
    assert found["alpha"].tolist() == pytest.approx([alpha(values)])
    assert found["brennan_prediger"].tolist() == pytest.approx([(np.equal(*values).mean() - 1 / 4) / (3 / 4)])


def test_the_paradoxes_of_feinstein_and_cicchetti_are_told_apart():
    # 1990, pp. 544-545: both, only the first, only the second, neither
    found = paradox_check(
        {"balanced": (40, 9, 6, 45), "prevalent": (80, 10, 5, 5), "even": (45, 15, 25, 15), "biased": (25, 35, 5, 35)}
    ).set_index("code")

    assert found["kappa"].tolist() == pytest.approx([0.70, 0.32, 0.13, 0.26], abs=0.005)
    assert found["percent"].tolist() == pytest.approx([0.85, 0.85, 0.60, 0.60])
    assert found["balanced_kappa"].tolist() == pytest.approx([0.70, 0.70, 0.20, 0.20])
    assert found.loc["prevalent", "prevalence_effect"] < -0.35
    assert abs(found.loc["balanced", "prevalence_effect"]) < 0.01
    assert found.loc["biased", "bias_effect"] > 0.05


@settings(max_examples=examples(60), deadline=None)
@given(st.tuples(*[st.integers(0, 30)] * 4).filter(lambda cells: sum(cells) > 0))
def test_the_decomposition_gives_cohens_kappa(cells):
    both, first, second, neither = cells
    values = list(zip(*[(1, 1)] * both, *[(1, 0)] * first, *[(0, 1)] * second, *[(0, 0)] * neither, strict=True))

    found = paradox_check({"code": cells})["kappa"].iloc[0]

    if math.isnan(found):
        assert len({*values[0], *values[1]}) == 1
    else:
        assert found == pytest.approx(cohen_kappa_score(*values), abs=1e-9)
