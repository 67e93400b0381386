"""Saturation of codes: the worked example, the order trap, the expected curve over all orders, and the last case."""

import math
from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.rigour.saturation import (
    SaturationRule,
    follow_runs,
    follow_saturation,
    list_first_appearances,
    plan_interviews,
    summarise_saturation,
    trace_saturation,
)
from wijkresearch.steps.coding import join_evidence


def study(*codes_of_documents, municipality="north"):
    """Documents in the order of coding; a text of letters or a list holds the codes of each."""
    documents = pd.DataFrame(
        {
            "document": [f"D{n + 1}" for n in range(len(codes_of_documents))],
            "municipality": municipality,
            "coding_order": range(1, len(codes_of_documents) + 1),
        }
    )
    rows = [
        (document, code, municipality, order)
        for order, (document, codes) in enumerate(zip(documents["document"], codes_of_documents, strict=True), 1)
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["document", "code", "municipality", "coding_order"]), documents


def new_codes(*numbers):
    """Documents that bring so many new codes each."""
    begin, listed = 0, []
    for number in numbers:
        listed.append([f"c{n}" for n in range(begin, begin + number)])
        begin += number
    return listed


def test_the_worked_example_of_guest_and_others_is_reproduced():
    # 2020, figure 2: 37 codes in the base of four, then 4, 3, 1 and 0 new ones: 19 %, 11 %, 3 %, so 6+2
    evidence, documents = study(*new_codes(15, 10, 7, 5, 4, 3, 1, 0))

    runs = follow_runs(evidence, documents)
    summary = summarise_saturation(evidence, documents).set_index("municipality").loc["all"]

    overall = runs[runs["municipality"] == "all"]
    assert overall["base_codes"].unique().tolist() == [37]
    assert overall["new_codes"].tolist() == [7, 4, 1]
    assert [round(100 * ratio) for ratio in overall["ratio"]] == [19, 11, 3]
    assert overall["below_threshold"].tolist() == [False, False, True]
    assert overall[["first_document", "last_document"]].to_numpy().tolist() == [
        ["D5", "D6"],
        ["D6", "D7"],
        ["D7", "D8"],
    ]
    assert summary["notation"] == "6+2"
    # every code stands in one interview only, which Chao's estimate holds against it
    assert summary["status"] == "contradicted"
    assert (summary["later_runs"], summary["later_above"]) == (0, 0)


def judged(*codes_of_documents):
    summary = summarise_saturation(*study(*codes_of_documents)).set_index("municipality").loc["all"]
    return summary[["notation", "status", "later_runs", "later_above"]].tolist()


def test_saturation_is_reached_where_no_later_run_and_no_estimate_says_otherwise():
    assert judged(*["abcd"] * 7) == ["4+2", "reached", 1, 0]


def test_a_later_run_above_the_threshold_contradicts_the_notation():
    # x is new in D7, so in the runs D6-D7 and D7-D8: one code on a base of four
    assert judged(*["abcd"] * 6, "abcdx", "abcdx") == ["4+2", "contradicted", 2, 2]


def test_an_estimate_of_more_unseen_codes_than_the_threshold_allows_contradicts_the_notation():
    shared = "abcdefghijklmnopqrst"
    # Chao2 with three codes met once in seven interviews: 6/7 * 3 * 2 / 2 = 2.6 unseen, over 5 % of 23; two: 0.9 of 22
    assert judged(shared + "uvw", *[shared] * 6) == ["4+2", "contradicted", 1, 0]
    assert judged(shared + "uv", *[shared] * 6) == ["4+2", "reached", 1, 0]


def test_a_run_exactly_at_the_threshold_is_at_or_below_it():
    # 20 codes in the base and one new one in the run is 5 %, the threshold; with 19 in the base it is more
    reached, more = (follow_runs(*study(*new_codes(5, 5, 5, last, 1, 0))) for last in (5, 4))
    overall = [runs[runs["municipality"] == "all"].iloc[0] for runs in (reached, more)]
    assert [(run["base_codes"], run["new_codes"], run["below_threshold"]) for run in overall] == [
        (20, 1, True),
        (19, 1, False),
    ]


def test_a_stricter_threshold_or_a_longer_run_is_not_reached_there():
    evidence, documents = study(*new_codes(15, 10, 7, 5, 4, 3, 1, 0))

    strict = summarise_saturation(evidence, documents, rule=SaturationRule(threshold=0.0))
    longer = summarise_saturation(evidence, documents, rule=SaturationRule(run=3))

    assert strict["status"].unique().tolist() == ["not_reached"]
    assert strict["notation"].isna().all()
    assert longer["status"].unique().tolist() == ["not_reached"]


def test_the_ratio_depends_on_the_order_and_the_expected_curve_does_not():
    texts = ["abcdef", "abcdef", "abcdef", "abcdef", "xyz"]
    early, late = study("xyz", *texts[:4]), study(*texts)
    rule = SaturationRule(base=3, run=2)

    assert summarise_saturation(*early, rule=rule)["notation"].tolist() == ["3+2", "3+2"]
    assert summarise_saturation(*late, rule=rule)["notation"].isna().all()
    curves = [trace_saturation(*given, seed=1).query("municipality == 'all'") for given in (early, late)]
    assert curves[0]["expected"].tolist() == pytest.approx(curves[1]["expected"].tolist())
    assert curves[0]["cumulative"].tolist() == [3, 9, 9, 9, 9]
    assert curves[1]["cumulative"].tolist() == [6, 6, 6, 6, 9]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.text("abcde", max_size=4), min_size=1, max_size=5))
def test_the_expected_curve_is_the_mean_over_every_order(texts):
    evidence, documents = study(*texts)
    orders = list(permutations(texts))

    found = trace_saturation(evidence, documents, seed=1).query("municipality == 'all'")

    for place in range(len(texts)):
        mean = sum(len(set("".join(order[: place + 1]))) for order in orders) / len(orders)
        assert found["expected"].iloc[place] == pytest.approx(mean)
    assert found["new_codes"].sum() == len(set("".join(texts)))
    assert (found["low"] <= found["high"]).all()


def test_a_document_without_codes_is_a_row_with_zeros():
    curve = trace_saturation(*study("ab", "", "bc"), seed=1).query("municipality == 'all'")

    assert curve[["codes", "new_codes", "cumulative"]].to_numpy().tolist() == [[2, 2, 2], [0, 0, 2], [2, 1, 3]]


def test_every_case_and_all_cases_are_followed_in_the_order_of_coding():
    evidence, documents = study("ab", "c", "ad", "a")
    documents["municipality"] = ["north", "south", "north", "south"]

    curve = trace_saturation(evidence, documents.iloc[::-1], seed=1)

    by_case = curve.groupby("municipality", sort=False)["document"].agg(list).to_dict()
    assert by_case == {"all": ["D1", "D2", "D3", "D4"], "north": ["D1", "D3"], "south": ["D2", "D4"]}
    south = curve[curve["municipality"] == "south"]
    assert south["new_codes"].tolist() == [1, 1]


def test_only_the_codes_asked_for_are_followed():
    curve = trace_saturation(*study("ab", "bc"), seed=1, codes=["b", "c"]).query("municipality == 'all'")

    assert curve["cumulative"].tolist() == [1, 2]


def test_the_band_of_many_documents_is_drawn_and_repeats_with_the_seed():
    given_study = study(*[[f"c{n}", f"c{n + 1}", f"c{n // 2}"] for n in range(12)])

    first, again = (trace_saturation(*given_study, seed=4) for _ in range(2))

    assert first.equals(again)
    overall = first[first["municipality"] == "all"]
    assert (overall["low"] <= overall["expected"] + 1e-9).all()
    assert (overall["expected"] <= overall["high"] + 1e-9).all()


def test_the_band_of_few_documents_uses_every_order():
    given_study = study("abc", "abd", "e", "fghij")
    orders = [
        [len(set("".join(order[:n]))) for n in range(1, 5)] for order in permutations(["abc", "abd", "e", "fghij"])
    ]

    first, other = (trace_saturation(*given_study, seed=seed).query("municipality == 'all'") for seed in (1, 2))

    assert first.equals(other)
    assert first["low"].tolist() == pytest.approx(np.quantile(orders, 0.025, axis=0).tolist())
    assert first["high"].tolist() == pytest.approx(np.quantile(orders, 0.975, axis=0).tolist())


def test_chaos_estimate_and_the_slope_are_the_closed_forms():
    # a b in all; c d e f in one document, g h in two: Q1 = 4, Q2 = 2, m = 4
    summary = summarise_saturation(*study("abc", "abdg", "abegh", "abfh")).iloc[0]

    assert (summary["once"], summary["twice"], summary["codes"]) == (4, 2, 8)
    assert summary["unseen"] == pytest.approx(3 / 4 * 4 * 3 / (2 * 3))
    assert summary["chao2"] == pytest.approx(8 + 1.5)
    assert summary["slope"] == pytest.approx(1.0)


def test_too_few_documents_for_a_run_is_said():
    summary = summarise_saturation(*study("a", "b", "c"))

    assert summary["status"].unique().tolist() == ["too_few_documents"]


def test_reflexive_analysis_rejects_the_premise():
    summary = summarise_saturation(*study(*new_codes(15, 10, 7, 5, 4, 3, 1, 0)), reflexive=True)

    assert summary["status"].unique().tolist() == ["premise_rejected"]
    assert summary["notation"].isna().all()


def test_a_base_without_codes_is_not_saturated():
    runs = follow_runs(*study("", "", "", "", "", ""))

    assert runs["ratio"].isna().all()
    assert not runs["below_threshold"].any()


def test_a_senseless_rule_is_refused():
    with pytest.raises(StudyError) as problem:
        SaturationRule(base=0, threshold=5)

    assert str(problem.value) == (
        "1 problem:\n  SaturationRule: base 0, run 2, threshold 5; "
        "expected a base and a run of at least 1, a threshold from 0 to 1."
    )


def test_no_documents_is_a_problem():
    evidence, documents = study("a")

    with pytest.raises(StudyError) as problem:
        trace_saturation(evidence, documents.iloc[:0], seed=1)

    assert str(problem.value) == "1 problem:\n  documents: there are no documents; expected at least one."


def three_cases():
    evidence, _ = study("ab", "bc", "ad")
    evidence["municipality"] = evidence["document"].map({"D1": "one", "D2": "two", "D3": "three"})
    structure = pd.DataFrame(
        {
            "code": ["a", "b", "c", "d", "e"],
            "axial_category": ["alpha", "alpha", "beta", "gamma", "delta"],
            "selective_theme": ["theme"] * 5,
        }
    )
    return evidence, structure


def test_where_every_category_first_occurs_is_named():
    found = list_first_appearances(*three_cases(), ["one", "two", "three"]).set_index("axial_category")

    assert found.loc["gamma", ["first_municipality", "first_document"]].tolist() == ["three", "D3"]
    assert found.loc["alpha", ["first_municipality", "municipalities"]].tolist() == ["one", 3]
    assert found.loc["beta", "first_municipality"] == "two"


def test_a_category_that_nobody_coded_is_a_row_without_a_case():
    found = list_first_appearances(*three_cases(), ["one", "two", "three"]).set_index("axial_category")

    assert found.loc["delta", "municipalities"] == 0
    assert pd.isna(found.loc["delta", "first_municipality"])


def test_the_order_of_the_cases_decides_where_a_category_first_occurs():
    found = list_first_appearances(*three_cases(), ["three", "one", "two"]).set_index("axial_category")

    assert found.loc["alpha", "first_municipality"] == "three"


def test_a_municipality_without_evidence_is_named():
    with pytest.raises(StudyError) as problem:
        list_first_appearances(*three_cases(), ["one", "tow"])

    assert str(problem.value) == (
        "1 problem:\n  municipalities: 'tow' has no evidence; expected of one, three, two. Did you mean 'two'?"
    )


def test_the_number_of_interviews_is_that_of_fugard_and_potts():
    # 2015, table 2: power 80 %
    assert plan_interviews([0.10, 0.05])["interviews"].tolist() == [16, 32]
    assert plan_interviews([0.10], mentions=2)["interviews"].tolist() == [29]


@settings(max_examples=examples(30), deadline=None)
@given(st.floats(0.02, 0.9), st.integers(1, 4), st.floats(0.5, 0.95))
def test_the_number_of_interviews_is_the_smallest_that_will_do(share, mentions, chance):
    n = int(plan_interviews([share], mentions=mentions, chance=chance)["interviews"].iloc[0])

    assert binom.sf(mentions - 1, n, share) >= chance - 1e-9
    assert n == mentions or binom.sf(mentions - 1, n - 1, share) < chance + 1e-9


def test_a_share_that_is_no_share_is_refused():
    with pytest.raises(StudyError) as problem:
        plan_interviews([10], mentions=0)

    assert str(problem.value) == "1 problem:\n  plan_interviews: 10 as a share or chance; expected between 0 and 1."
    with pytest.raises(StudyError, match="0 mentions; expected at least 1"):
        plan_interviews([0.1], mentions=0)
    assert not math.isnan(plan_interviews([0.5])["interviews"].iloc[0])


def followed(study):
    return follow_saturation(study, join_evidence(study.segments, study.documents, study.codebook), seed=1)


def test_a_study_is_followed_over_its_interviews_and_the_codes_that_are_grouped():
    found = followed(example_study())

    curve = found.curve.set_index("municipality").groupby(level=0, sort=False)
    assert curve["document"].agg(list).to_dict() == {
        "all": ["D1", "D2", "D3", "D5", "D6", "D7"],  # D4 and D8 are observations
        "aardam": ["D1", "D2", "D3"],
        "bosrade": ["D5", "D6", "D7"],
    }
    # "weer_en_verkeer" stands outside the data structure; of the other codes four were given
    assert found.summary.set_index("municipality").loc["all", "codes"] == 4
    assert found.runs["municipality"].tolist() == ["all"]
    assert found.first_appearances["first_document"].tolist() == ["D1", "D1"]


def test_the_study_says_which_rule_holds_and_whether_the_analysis_rejects_the_premise():
    study = example_study()
    choices = {"base": 2, "run": 1, "threshold": 0.5, "reflexive": True}

    found = followed(replace(study, settings={**study.settings, "saturation": choices}))

    assert found.summary[["base", "run", "threshold"]].drop_duplicates().to_numpy().tolist() == [[2, 1, 0.5]]
    assert found.summary["status"].unique().tolist() == ["premise_rejected"]
    assert found.summary["notation"].isna().all()


def test_one_case_is_followed_too():
    found = followed(example_study({("aardam", "luisteraar_buiten"): 4}))

    assert found.summary["municipality"].tolist() == ["all", "aardam"]
