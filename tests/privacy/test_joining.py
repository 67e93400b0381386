"""Whoever did not agree to it is described by nothing that a study ships, however its tables are joined."""

import re
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_studies import example_claims, full_example, tables_of_claims

from wijkresearch.analysis import Analysis
from wijkresearch.io.exporting import coding_rows
from wijkresearch.privacy.consent import SMALLEST_GROUP, Gate, list_described
from wijkresearch.privacy.release import release
from wijkresearch.processed import PROCESSED
from wijkresearch.show.labels import Labels
from wijkresearch.show.respondents import say_interviewed
from wijkresearch.study import UNTOLD
from wijkresearch.tables import DOCUMENTS, SUMMARIES

DESCRIBING = ("function", "perspective", "registered_function")
PRINTED = ("printed.", "published_")
"""What was printed about a study stands in a publication already."""
NOTHING = (UNTOLD, "respondent", "all")
NAMES = re.compile(r"\b(D\d+)\b")
REFUSING = ("D2", "D5", "D10")
LIMITED = {"C01": ["wethouder"], "C02": ["wijkverbinder", "overig"]}
SIDES = {"more": {"perspectives": ["wethouder"]}, "less": {"perspectives": ["wijkverbinder", "overig"]}}
TELLING = (*LIMITED, "C04")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two cases of seven interviews: three connectors, two aldermen, two others; three claims tell these apart."""
    study = full_example(2, interviews=7, coders=1)
    claims = example_claims(study)[:4]
    for claim in claims:
        if claim["id"] in LIMITED:
            claim["eligible"]["perspectives"] = LIMITED[claim["id"]]
    contrast = {"kind": "contrast", "contrast": {"by": 10, **SIDES}, "rule": {"min_respondents": 1}}
    claims[3] = {name: value for name, value in claims[3].items() if name != "counter"} | contrast
    file = tmp_path_factory.mktemp("claims") / "claims.yml"
    file.write_text(yaml.safe_dump(claims), encoding="utf-8")
    return replace(study, claims=tables_of_claims(file, study.codebook))


@pytest.fixture(scope="module")
def pseudonymous(whole):
    """The same where two aldermen of the first case and one of the second did not agree to their function."""
    return asked_of(whole, *REFUSING)


@pytest.fixture(scope="module")
def tables(pseudonymous):
    """What the study of these three ships."""
    return shipped(pseudonymous)


def asked_of(study, *refusing, column="consent_name"):
    """The study in which these say no."""
    answers = study.documents[column].mask(study.documents["document"].isin(refusing), "pseudonym")
    return replace(study, documents=DOCUMENTS.check(study.documents.assign(**{column: answers})))


def shipped(study):
    """Every table of `data/processed`, and the codings as they are exported."""
    analysis = Analysis(release(study))
    found = {stem for stem, file in PROCESSED.items() if not file.result.startswith(PRINTED)}
    tables = {stem: analysis.table(stem) for stem in sorted(found)}
    return {**tables, "export": coding_rows(analysis.study, with_texts=False)}


def described(tables):
    """Document to everything that any table says of it: its municipality, function and perspective."""
    told = {}
    for rows in tables.values():
        if "document" in rows:
            columns = [name for name in (*DESCRIBING, "municipality") if name in rows]
            for document, *values in rows[["document", *columns]].dropna().itertuples(index=False, name=None):
                told.setdefault(document, set()).update(
                    (name.removeprefix("registered_"), value)
                    for name, value in zip(columns, values, strict=True)
                    if value not in NOTHING
                )
    return told


def listed_under(tables, claim):
    """The documents that any table names in a row about the claim."""
    about = [table[table["claim"] == claim] for table in tables.values() if "claim" in table]
    values = {str(value) for rows in about for column in rows for value in rows[column].dropna()}
    return {name for value in values for name in NAMES.findall(value)}


def about(document, rows):
    """The rows in which a document is named."""
    return rows[rows.eq(document).any(axis="columns")].reset_index(drop=True)


def unique(study, tables):
    """The interviews of whom more is told than of two others beside them, though they did not agree to it."""
    told, gate = described(tables), Gate.of(study)
    interviews = study.documents[study.documents["kind"] == "interview"]
    found = set()
    for _, case in interviews.groupby("municipality"):
        alike = {name: frozenset(told.get(name, ())) for name in case["document"]}
        sizes = pd.Series(alike).value_counts()
        found |= {
            name for name, facts in alike.items() if sizes[facts] < SMALLEST_GROUP and not gate.may("function", name)
        }
    return found


def test_whoever_goes_by_a_pseudonym_is_one_of_three_in_everything_that_is_shipped(pseudonymous, tables):
    assert unique(pseudonymous, tables) == set()
    told = described(tables)
    assert told["D2"] == told["D5"] == told["D6"] == {("municipality", "aardam")}
    assert ("function", "functie 1") in told["D1"]


def test_the_search_finds_whom_a_table_gives_away(pseudonymous, monkeypatch):
    monkeypatch.setattr(Gate, "describes", lambda *_: True)
    assert unique(pseudonymous, shipped(pseudonymous)) == set(REFUSING)


def test_nobody_is_listed_under_a_claim_that_tells_the_perspective(whole, tables):
    untold = {name for name, facts in described(tables).items() if "perspective" not in dict(facts)}
    assert set(REFUSING) <= untold
    named = shipped(whole)
    for claim in TELLING:
        assert not listed_under(tables, claim) & untold
        assert listed_under(named, claim) & untold
    assert listed_under(tables, "C03") >= set(REFUSING)


def test_a_part_of_a_study_lists_nobody_whom_the_whole_leaves_out(whole):
    register = whole.documents.set_index("document")["perspective"].replace("wethouder", "wijkverbinder")
    other = register.where(register.index > "D7", whole.documents.set_index("document")["perspective"]).tolist()
    study = asked_of(replace(whole, documents=whole.documents.assign(perspective=other)), "D11")
    heard = Analysis(release(study), "bosrade").table("05_claim_respondents").query("claim == 'C02'")
    assert len(heard)
    assert "D11" not in set(heard["document"])


def test_an_own_summary_of_somebody_under_such_a_claim_is_not_shown(whole):
    rows = [("C01", "aardam", "D2", "Kort."), ("C01", "aardam", None, "Samen."), ("C03", "aardam", "D2", "Ook.")]
    study = replace(whole, summaries=SUMMARIES.of(rows, "summaries"))
    assert list(Analysis(release(study)).summaries["summary"]) == ["Kort.", "Samen.", "Ook."]
    assert list(Analysis(release(asked_of(study, *REFUSING))).summaries["summary"]) == ["Samen.", "Ook."]


def test_nobody_is_said_not_to_be_asked_who_is_only_not_told(tables):
    grid = tables["05_triangulation"].query("perspective == @UNTOLD")
    assert len(grid)
    assert not set(grid["claim"]) & set(TELLING)


def test_the_verdicts_count_everybody_whether_told_or_not(whole, pseudonymous):
    columns = ["claim", "scope", "member", "verdict", "eligible", "asked", "support", "counter"]
    named, untold = (Analysis(release(study)) for study in (whole, pseudonymous))
    for counted in (
        lambda analysis: analysis.verdicts.query("scope != 'perspective'")[columns],
        lambda analysis: analysis.robustness.query("without != 'perspective'"),
        lambda analysis: analysis.tipping,
        lambda analysis: analysis.sources.methods,
    ):
        pd.testing.assert_frame_equal(*(counted(made).reset_index(drop=True) for made in (named, untold)))
    verdicts = named.verdicts.query("scope == 'overall'").set_index("claim")
    assert int(verdicts.loc["C01", "eligible"]) == 4
    assert int(verdicts.loc["C04", "asked"]) == 4


def test_a_number_of_few_people_by_municipality_and_perspective_is_not_given(tables):
    grid = tables["05_triangulation"].query("kind == 'interview'")
    counted = grid.groupby(["municipality", "perspective"])["documents"].first()
    assert counted["aardam"].to_dict() == {UNTOLD: 3, "wijkverbinder": 3, "overig": 1}
    assert (counted.xs(UNTOLD, level="perspective") >= SMALLEST_GROUP).all()


def test_no_row_about_somebody_depends_on_what_is_not_told(whole):
    study = asked_of(whole, "D2", "D3", "D5", "D6")
    swapped = study.documents["document"].map({"D2": "overig", "D3": "wethouder"})
    other = swapped.fillna(study.documents["perspective"])
    turned = replace(study, documents=study.documents.assign(perspective=other))
    told, otherwise = (shipped(made) for made in (study, turned))
    naming = [stem for stem, rows in told.items() if len(about("D2", rows))]
    assert {"05_claim_basis", "05_robustness", "05_denominators", "02_evidence"} <= set(naming)
    for stem in naming:
        pd.testing.assert_frame_equal(about("D2", told[stem]), about("D2", otherwise[stem]))


def test_who_agreed_is_described_as_before(whole):
    released = release(whole)
    assert list(released.documents["perspective"]) == list(whole.documents["perspective"])
    assert UNTOLD not in released.ids("perspectives")
    assert not [one for one in released.assumptions if "not told" in one.sentence]


def test_the_account_of_a_run_says_how_many_are_not_described(pseudonymous):
    released = release(pseudonymous)
    assert [str(one) for one in released.assumptions if "not told" in one.sentence] == [
        "documents.csv: Documents of which function and perspective are not told, so that nobody is recognised by "
        "them: 6. They count in every number; a table or page of conclusions about one perspective does not list them."
    ]


def test_a_perspective_of_which_nobody_may_be_told_is_not_said_to_be_absent(whole):
    analysis = Analysis(release(asked_of(whole, "D2", "D5", "D10", "D13")))
    said = say_interviewed(analysis.denominators, Labels.of(analysis.study))
    assert "Niet genoemd (" in said
    assert "Wethouder" not in said


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(
    people=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["wijkverbinder", "wethouder", "overig"]), st.booleans()),
        min_size=1,
        max_size=14,
    )
)
def test_of_whom_nothing_is_told_there_are_three_or_none_and_so_of_every_group(people):
    documents = pd.DataFrame(people, columns=["municipality", "perspective", "agreed"])
    documents = documents.assign(document=[f"D{place}" for place in documents.index], kind="interview")
    agreed = set(documents.loc[documents["agreed"], "document"])
    told = documents.assign(told=documents["document"].isin(list_described(documents, agreed)))
    for _, case in told.groupby("municipality"):
        untold = case[~case["told"]]
        assert len(untold) == 0 or len(untold) >= min(SMALLEST_GROUP, len(case))
        for _, group in case[case["told"]].groupby("perspective"):
            assert len(group) >= SMALLEST_GROUP or group["agreed"].all()


def test_why_somebody_is_not_counted_does_not_tell_the_perspective(whole):
    coded = whole.segments[~whole.segments["document"].isin(["D2", "D6"])]
    claims = {name: rows[rows["claim"] == "C01"] for name, rows in whole.claims.items()}
    study = asked_of(replace(whole, segments=coded, claims=claims), "D2", "D6")
    reasons = Analysis(release(study)).denominators.set_index("document")["reason"]
    assert reasons["D2"] == reasons["D6"] == "not_coded"
    assert pd.isna(reasons["D5"])
    assert reasons["D1"] == "perspective"
