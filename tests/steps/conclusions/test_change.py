"""What a new case, a new run or a printed figure does to a verdict."""

from dataclasses import replace

import pandas as pd
import pytest
import yaml
from made_studies import FURTHER_CASES, further_case, tables_of_claims

from wijkresearch.example import example_study
from wijkresearch.steps.coding import join_evidence, select_reading
from wijkresearch.steps.conclusions import (
    Record,
    answer_claims,
    compare_cases,
    compare_verdicts,
    compare_with_new_case,
    compare_with_statements,
)
from wijkresearch.steps.connections import join_courses
from wijkresearch.tables import CLAIM_ASKING, PUBLISHED_STATEMENTS

BASE = [("een", "wijk", ["pro"])] * 3


def changes_of(town):
    return compare_with_new_case(answer_claims(*town.inputs), town.claims["claim_expectations"])


def replication_of(town):
    return compare_cases(answer_claims(*town.inputs), town.claims["claim_expectations"])


@pytest.mark.parametrize(
    ("new_people", "change", "replication"),
    [
        ([("nieuw", "wijk", ["pro"])] * 3, "stands", "replicated"),
        ([("nieuw", "wijk", ["pro"])] * 2 + [("nieuw", "wijk", [])] * 2, "weakens", "partly"),
        ([("nieuw", "wijk", ["pro", "contra"])] * 3, "weakens", "partly"),
        ([("nieuw", "wijk", [])] * 3, "not_found_there", "not_found"),
        ([("nieuw", "wijk", ["contra"])] * 3, "falls", "contradicted"),
        ([("nieuw", "wijk", ["pro"])], "cannot_be_judged", "untested"),
    ],
)
def test_a_new_case_makes_a_claim_stand_weaken_fall_or_tells_nothing(make_town, new_people, change, replication):
    town = make_town([*BASE, *new_people])
    assert changes_of(town)[["municipality", "change"]].to_numpy().tolist() == [["nieuw", change]]
    assert replication_of(town)["replication"].tolist() == [replication]


def test_a_claim_that_was_contradicted_stands_as_such_when_the_new_case_says_the_same(make_town):
    people = [("een", "wijk", ["contra"])] * 3 + [("nieuw", "wijk", ["contra"])] * 3
    assert changes_of(make_town(people))["change"].tolist() == ["stands"]


@pytest.mark.parametrize(
    ("code", "expected", "found"),
    [
        ("pro", "supported", ("literal", "replicated")),
        ("contra", "contradicted", ("theoretical", "replicated")),
        ("contra", "supported", (None, "contradicted")),
        ("pro", "contradicted", (None, "replicated")),
    ],
)
def test_a_contradiction_that_was_predicted_replicates_the_claim(make_town, new_claim, code, expected, found):
    town = make_town([*BASE, *[("nieuw", "wijk", [code])] * 3], new_claim(expects={"nieuw": expected}))
    changed = changes_of(town).iloc[0]
    replication = None if pd.isna(changed["replication"]) else changed["replication"]
    assert (changed["expected"], (replication, replication_of(town)["replication"].iloc[0])) == (expected, found)


def test_a_new_case_does_not_touch_the_verdict_of_the_cases_it_came_from(make_town):
    before = answer_claims(*make_town(BASE).inputs)
    after = answer_claims(*make_town([*BASE, *[("nieuw", "wijk", ["contra"])] * 3]).inputs)
    changes = compare_verdicts(before, after)
    assert changes.groupby("phase")["change"].unique().map(list).to_dict() == {
        "derivation": ["unchanged"],
        "test": ["new"],
    }


def test_cases_are_counted_apart_and_a_label_across_them_needs_four(make_town, new_claim):
    cases = ["een", "twee", "drie"]
    people = [(case, "wijk", ["pro"]) for case in [*cases, "vier"] for _ in range(2)]
    three = replication_of(make_town(people[:6], new_claim(derived_from=cases))).iloc[0]
    four = replication_of(make_town(people, new_claim(derived_from=cases))).iloc[0]
    assert (three["derivation_supported"], three["derivation_cases"], three["test_cases"]) == (3, 3, 0)
    assert (three["replication"], pd.isna(three["across_cases"])) == ("untested", True)
    assert (four["test_supported"], four["test_cases"], four["replication"]) == (1, 1, "replicated")
    assert four["across_cases"] == "general"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (["pro"] * 3, ["pro"] * 3, "unchanged"),
        (["pro"] * 3, ["pro"] * 2 + ["ander"], "recounted"),
        (["pro"] * 3, ["contra"] * 3, "weaker"),
        (["ander"] * 3, ["pro"] * 3, "stronger"),
        (["pro"] * 3, ["pro"], "undecided"),
    ],
)
def test_verdicts_of_two_runs_side_by_side(make_town, before, after, change):
    earlier, later = (
        answer_claims(*make_town([("een", "wijk", [c]) for c in codes]).inputs) for codes in (before, after)
    )
    overall = compare_verdicts(earlier, later).query("scope == 'overall'")
    assert overall["change"].tolist() == [change]
    assert compare_verdicts(earlier, later.head(0))["change"].unique().tolist() == ["gone"]


def test_printed_statements_beside_the_recount(make_town, new_claim):
    statements = PUBLISHED_STATEMENTS.check(
        pd.DataFrame(
            {
                "statement": ["N1", "N2"],
                "section": "4",
                "respondents": [3, 2],
                "of": [3, 3],
                "among": "all",
                "gist": "…",
                "code": "pro",
            }
        )
    )
    entries = [
        new_claim("C1", published={"statement": "N1"}),
        new_claim("C2", published={"statement": "N2"}),
        new_claim("C3"),
    ]
    town = make_town([*BASE, ("nieuw", "wijk", ["pro"])], *entries)
    compared = compare_with_statements(answer_claims(*town.inputs), town.claims, statements)
    assert compared[["claim", "support", "asked", "agreement"]].to_numpy().tolist() == [
        ["C1", 3, 3, "equal"],
        ["C2", 3, 3, "different"],
    ]


def test_one_respondent_in_every_municipality_is_recounted_in_municipalities(make_town, new_claim):
    columns = {"statement": ["N1"], "section": "4", "respondents": [2], "of": [2], "among": "municipalities"}
    statements = PUBLISHED_STATEMENTS.check(pd.DataFrame({**columns, "gist": "…", "code": "pro"}))
    people = [
        ("een", "wijk", ["pro"]),
        ("een", "wijk", ["ander"]),
        ("twee", "wijk", ["pro"]),
        ("twee", "wijk", ["pro"]),
    ]
    town = make_town(people, new_claim("C1", published={"statement": "N1"}, derived_from=["een", "twee"]))
    compared = compare_with_statements(answer_claims(*town.inputs), town.claims, statements)
    assert compared[["support", "asked", "agreement"]].to_numpy().tolist() == [[2, 2, "equal"]]


@pytest.mark.parametrize(
    ("stance", "change", "replication"),
    [
        ("confirms", "stands", "replicated"),
        ("contradicts", "falls", "contradicted"),
        ("too_little", "cannot_be_judged", "untested"),
    ],
)
def test_a_fictional_further_municipality_confirms_contradicts_or_has_too_little(
    tmp_path, new_claim, stance, change, replication
):
    """From a study and a new case as folders would give them, without a change of code."""
    eligible, rule = {"kind": "interview"}, {"min_respondents": 3, "min_label": "typical"}
    codes = {"support": ["luisteraar_buiten"], "counter": ["makelaar_buiten"]}
    entry = new_claim(derived_from=["aardam"], eligible=eligible, rule=rule, **codes)
    (tmp_path / "claims.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    study = example_study({("aardam", "luisteraar_buiten"): 4})
    claims = {**tables_of_claims(tmp_path / "claims.yml", study.codebook), "claim_asking": CLAIM_ASKING.empty()}
    new = further_case(replace(study, claims=claims), stance)
    documents, segments = (pd.concat([getattr(s, name) for s in (study, new)]) for name in ("documents", "segments"))
    reading = select_reading(join_evidence(segments.reset_index(drop=True), documents, study.codebook), ["een"])
    verdicts = answer_claims(claims, Record(reading, join_courses(reading), documents, study.codebook))
    expectations = claims["claim_expectations"]
    assert compare_with_new_case(verdicts, expectations)[["municipality", "change"]].to_numpy().tolist() == [
        [FURTHER_CASES[stance], change]
    ]
    assert compare_cases(verdicts, expectations)["replication"].tolist() == [replication]
