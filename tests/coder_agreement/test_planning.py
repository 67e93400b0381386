"""How much to code twice, before coding starts."""

import pytest
from scipy.stats import chi2

from wijkresearch.coder_agreement import plan_double_coding
from wijkresearch.errors import StudyError


def test_the_units_needed_are_those_of_another_implementation():
    # `qdapy.plan_kappa`, run on 2026-11-23
    sixty = plan_double_coding(expected=0.8, at_least=0.6).set_index("prevalence")["units"]
    two_thirds = plan_double_coding(expected=0.8, at_least=0.667).set_index("prevalence")["units"]

    assert sixty[[0.3, 0.2, 0.1]].tolist() == [52, 67, 116]
    assert two_thirds[[0.2, 0.1]].tolist() == [131, 230]


def test_the_number_is_the_smallest_that_passes_the_test_of_fit():
    def fit(n, share, kappa, lower):
        spread = share * (1 - share)
        cells = [[share**2 + k * spread, 2 * spread * (1 - k), (1 - share) ** 2 + k * spread] for k in (kappa, lower)]
        return sum(n * (seen - wanted) ** 2 / wanted for seen, wanted in zip(*cells, strict=True))

    limit = chi2.ppf(0.90, df=1)
    for row in plan_double_coding(expected=0.75, at_least=0.5).itertuples():
        assert fit(row.units, row.prevalence, 0.75, 0.5) >= limit > fit(row.units - 1, row.prevalence, 0.75, 0.5)


def test_rare_codes_take_more_units():
    units = plan_double_coding(expected=0.8, at_least=0.667)["units"]

    assert list(units) == sorted(units, reverse=True)


def test_a_plan_that_must_stay_above_more_than_it_expects_is_refused():
    with pytest.raises(StudyError) as problem:
        plan_double_coding(expected=0.6, at_least=0.8)

    assert str(problem.value) == (
        "1 problem:\n  plan_double_coding: expected 0.6 and at_least 0.8; expected 0 ≤ at_least < expected < 1."
    )
