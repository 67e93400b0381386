"""What a check says besides problems."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from made_studies import tables_of_claims

from wijkresearch.analysis import Analysis
from wijkresearch.cli.standing import BASIS, find_stale, take_stock
from wijkresearch.example import example_study
from wijkresearch.io.store import processed_folder, reports_folder, table_bytes, write_bytes
from wijkresearch.privacy.release import release
from wijkresearch.run.state import Record, file_hashes
from wijkresearch.study import Transcripts
from wijkresearch.tables import CLAIM_BASIS, FRAME

CLAIM = {
    "id": "C1",
    "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
    "answers": "hoofdvraag",
    "kind": "prevalence",
    "support": ["luisteraar_buiten"],
    "counter": ["makelaar_binnen"],
    "eligible": {"kind": "interview"},
    "rule": {"min_respondents": 3, "min_label": "typical"},
    "derived_from": ["aardam"],
}
TODAY = date(2026, 1, 1)


@pytest.fixture
def study(tmp_path):
    made = example_study({("aardam", "luisteraar_buiten"): 4})
    (tmp_path / "claims.yml").write_text(yaml.safe_dump([CLAIM]), encoding="utf-8")
    claims = tables_of_claims(tmp_path / "claims.yml", made.codebook)
    return replace(made, claims=claims, settings={**made.settings, "retention_years": 10})


@pytest.fixture
def after_a_run(study, tmp_path):
    """The project's folder with what step 5 writes of the study's basis."""
    write_basis(study, tmp_path, Analysis(release(study)).claim_basis)
    written = file_hashes(tmp_path, [processed_folder(study.study, tmp_path) / f"{BASIS}.csv"])
    run = Record(reports_folder(study.study, tmp_path) / "run.json", {}, tmp_path / "mark")
    run.add("05_conclusions", {"inputs": {}}, written, 1.0)
    return tmp_path


def write_basis(study, root, basis):
    write_bytes(processed_folder(study.study, root) / f"{BASIS}.csv", table_bytes(basis, CLAIM_BASIS))


def test_a_basis_that_no_run_wrote_makes_nothing_stale_but_is_told(study, after_a_run):
    write_basis(study, after_a_run, CLAIM_BASIS.empty())
    standing = take_stock(study, after_a_run, today=TODAY)
    assert standing.remarks[0] == (
        f"by hand: in {study.study}, no run made 1 table (05_claim_basis.csv); a run made 0 more. "
        "A run on it makes all anew."
    )
    assert (standing.stale.empty, standing.needs_action) == (True, True)


def test_results_of_a_part_that_were_made_by_hand_are_told_and_ask_for_nothing(study, after_a_run):
    part = processed_folder(f"{study.study}@aardam", after_a_run) / "02_evidence.csv"
    part.parent.mkdir()
    part.write_text("document\n")
    standing = take_stock(study, after_a_run, today=TODAY)
    assert standing.remarks[0].startswith(f"by hand: in {study.study}@aardam, no run made 1 table (02_evidence.csv);")
    assert not standing.needs_action


def test_before_the_first_run_nothing_is_stale(study, tmp_path):
    assert find_stale(Analysis(release(study), root=tmp_path)).empty


def test_right_after_a_run_nothing_is_stale(study, after_a_run):
    standing = take_stock(study, after_a_run, today=TODAY)
    assert (standing.needs_action, [line for line in standing.remarks if line.startswith("stale")]) == (False, [])


def test_a_transcript_that_changed_makes_verdicts_stale_until_the_study_is_run_again(study, after_a_run):
    texts = {**study.transcripts, "D2": study.transcripts["D2"] + "Nog iets."}
    standing = take_stock(replace(study, transcripts=Transcripts(texts)), after_a_run, today=TODAY)
    assert standing.needs_action
    assert standing.remarks[0] == (
        "stale: transcript D2 changed since the last run; verdicts on C1. Run the study again."
    )


@pytest.mark.parametrize(
    ("today", "remark", "needs_action"),
    [
        (date(2034, 4, 2), "retention: D1, D2, D3, D4 had to be deleted or made anonymous by 2034-04-01.", True),
        (date(2034, 1, 1), "retention: D1, D2, D3, D4 may be kept until 2034-04-01.", False),
    ],
)
def test_the_end_of_the_retention_period_is_announced_and_then_asks_for_action(
    study, tmp_path, today, remark, needs_action
):
    standing = take_stock(study, tmp_path, today=today)
    assert (remark in standing.remarks, standing.needs_action) == (True, needs_action)


def test_a_study_that_says_no_period_of_retention_is_told_nothing_about_it(study, tmp_path):
    silent = {key: value for key, value in study.settings.items() if key != "retention_years"}
    standing = take_stock(replace(study, settings=silent), tmp_path, today=date(2099, 1, 1))
    assert (standing.needs_action, [line for line in standing.remarks if "retention" in line]) == (False, [])


def test_unique_functions_missing_signatures_and_unfrozen_claims_are_named(study, tmp_path):
    study.documents.loc[study.documents["document"] == "D1", "signed_on"] = None
    two = replace(study, municipalities=example_study().municipalities, documents=study.documents, claims=study.claims)
    assert take_stock(two, tmp_path, today=TODAY).remarks == (
        "retention: no date of signature for D1.",
        "recognisable: one person only is functie 1 in Aardam (D1).",
        "recognisable: one person only is functie 2 in Aardam (D2).",
        "recognisable: one person only is functie 3 in Aardam (D3).",
        "edited: not frozen, or edited since, while cases that test them are in: C1.",
    )


def test_interviews_that_are_in_no_denominator_are_told_and_ask_for_no_action(study, tmp_path):
    study.documents.loc[study.documents["document"] == "D2", ["perspective", "function"]] = ["inwoner", "bewoner"]
    (tmp_path / "claims.yml").write_text(
        yaml.safe_dump([{**CLAIM, "eligible": {"kind": "interview", "perspectives": ["wijkverbinder", "overig"]}}]),
        encoding="utf-8",
    )
    limited = replace(
        study, claims=tables_of_claims(tmp_path / "claims.yml", study.codebook), documents=study.documents
    )

    standing = take_stock(limited, tmp_path, today=TODAY)

    assert not standing.needs_action
    assert [line for line in standing.remarks if line.startswith("left out")] == [
        "left out: Interviews that count in no verdict: 1 of 3. Where codes and roles are counted, they count.",
        "left out: No conclusion is about the perspective inwoner: 1 interview (bewoner: D2).",
        "left out: a conclusion that is about them has to say so under `eligible` in claims.yml.",
    ]


def test_a_study_without_claims_is_told_nothing_of_denominators(study, tmp_path):
    none = {name: rows.iloc[:0] for name, rows in study.claims.items()}
    assert [
        line for line in take_stock(replace(study, claims=none), tmp_path, today=TODAY).remarks if "left" in line
    ] == []


def test_an_interview_that_may_not_be_processed_is_told_to_count_nowhere(study, tmp_path):
    study.documents.loc[study.documents["document"] == "D3", "consent_processing"] = False
    said = [line for line in take_stock(study, tmp_path, today=TODAY).remarks if line.startswith("left out")]
    assert said == ["left out: D3 may not be processed (items 1 to 4 of the consent form)."]


def test_a_municipality_that_the_table_of_all_has_not_got_is_a_remark_with_the_nearest_name(study, tmp_path):
    rows = FRAME.empty().reindex([0, 1]).assign(municipality=["Aardom", "Bosrade"], code=["1", "2"], province="X")
    rows = rows.fillna({column.name: 1 for column in FRAME.columns if column.kind in ("whole", "number")})
    write_bytes(tmp_path / "data" / "raw" / "all.csv", rows.to_csv(index=False).encode())
    framed = {**study.settings, "selection": {**study.settings["selection"], "frame": "all.csv"}}
    told = take_stock(replace(study, settings=framed), tmp_path, today=TODAY).remarks
    assert [line for line in told if line.startswith("name:")] == [
        "name: there is no municipality Aardam in all.csv. Did you mean 'Aardom'?"
    ]
    assert not [line for line in take_stock(study, tmp_path, today=TODAY).remarks if line.startswith("name:")]
