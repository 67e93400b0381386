"""How much to code twice, before coding starts."""

import pytest
from scipy.stats import chi2

from wijkresearch.coder_agreement import plan_double_coding
from wijkresearch.errors import StudyError


def test_the_units_needed_are_those_of_another_implementation():
    # `qdapy.plan_kappa`, run on 2026-11-23
    sixty = plan_double_coding(expected=0.8, at_least=0.6, prevalences=[0.3, 0.2, 0.1])
    two_thirds = plan_double_coding(expected=0.8, at_least=0.667, prevalences=[0.2, 0.1])

    assert list(sixty["units"]) == [52, 67, 116]
    assert list(two_thirds["units"]) == [131, 230]


def test_the_number_is_the_smallest_that_passes_the_test_of_fit():
    def fit(n, share, kappa, lower):
        spread = share * (1 - share)
        cells = [[share**2 + k * spread, 2 * spread * (1 - k), (1 - share) ** 2 + k * spread] for k in (kappa, lower)]
        return sum(n * (seen - wanted) ** 2 / wanted for seen, wanted in zip(*cells, strict=True))

    for share in (0.05, 0.15, 0.5):
        n = int(plan_double_coding(expected=0.75, at_least=0.5, prevalences=[share])["units"].iloc[0])
        limit = chi2.ppf(0.90, df=1)
        assert fit(n, share, 0.75, 0.5) >= limit > fit(n - 1, share, 0.75, 0.5)


def test_rare_codes_take_more_units():
    units = plan_double_coding(expected=0.8, at_least=0.667)["units"]

    assert list(units) == sorted(units, reverse=True)


def test_everything_that_is_wrong_with_a_plan_is_said_at_once():
    with pytest.raises(StudyError) as problem:
        plan_double_coding(expected=0.6, at_least=0.8, prevalences=[0.2, 1.2], confidence=0.3)

    assert str(problem.value) == (
        "3 problems:\n"
        "  plan_double_coding: expected 0.6 and at_least 0.8; expected 0 ≤ at_least < expected < 1.\n"
        "  plan_double_coding: prevalence 1.2; expected a share between 0 and 1.\n"
        "  plan_double_coding: confidence 0.3; expected between 0.5 and 1."
    )
