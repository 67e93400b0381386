"""Three folders more and nothing else: a run gives them their columns everywhere and says what each changes."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from made_studies import FURTHER_CASES, further_case, write_case

from wijkresearch import tables
from wijkresearch.io.read import read_processed, read_study
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import STEPS

ROOT = Path(__file__).parents[2]
STUDY = "wijkverbinders"
CASES = ["katwijk", "leidschendam-voorburg", "maassluis", *FURTHER_CASES.values()]
WITH_A_COLUMN_PER_CASE = {
    "02_document_codings": tables.DOCUMENT_CODINGS,
    "03_axial_cases": tables.AXIAL_CASES,
    "04_role_counts": tables.ROLE_COUNTS,
    "05_claim_respondents": tables.CLAIM_RESPONDENTS,
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A copy of the project in which the further cases are folders beside the others, after `wijk run`."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data/raw", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "requirements.lock", root)
    study = read_study(STUDY, root=root)
    for stance, municipality in FURTHER_CASES.items():
        write_case(further_case(study, stance), municipality, root / "data" / "raw" / STUDY)
    run_study(Wish(STUDY), root, lambda *_: None)
    return root


@pytest.mark.parametrize("stem", WITH_A_COLUMN_PER_CASE)
def test_every_municipality_is_in_every_table(finished, stem):
    table = read_processed(STUDY, stem, WITH_A_COLUMN_PER_CASE[stem], root=finished)
    assert sorted(table["municipality"].unique()) == sorted(CASES)


def test_every_role_has_a_cell_in_every_world_of_a_new_municipality(finished):
    counts = read_processed(STUDY, "04_role_counts", tables.ROLE_COUNTS, root=finished)
    assert counts.groupby("municipality").size().to_dict() == dict.fromkeys(CASES, 8)
    assert (counts["column_segments"] > 0).all()


def test_each_new_municipality_changes_the_conclusions_its_own_way(finished):
    changes = read_processed(STUDY, "05_case_changes", tables.CASE_CHANGES, root=finished)
    tested = changes[changes["claim"].isin(["C17", "E3", "H1"])]
    assert {case: set(rows["change"]) for case, rows in tested.groupby("municipality")} == {
        FURTHER_CASES["confirms"]: {"stands"},
        FURTHER_CASES["contradicts"]: {"falls"},
        FURTHER_CASES["too_little"]: {"cannot_be_told"},
    }


def test_the_page_on_what_changes_names_each_new_municipality_and_every_outcome(finished):
    page = (finished / "reports" / STUDY / "wat-verandert-er.html").read_text(encoding="utf-8")
    said = re.sub(r"<[^>]+>", " ", page)
    assert [name for name in FURTHER_CASES.values() if name.capitalize() not in said] == []


def test_every_page_and_document_says_that_the_material_is_a_reconstruction(finished):
    reports = finished / "reports" / STUDY
    pages = {path.name: path.read_text(encoding="utf-8") for path in reports.glob("*.html")}
    with zipfile.ZipFile(reports / "report.docx") as document:
        pages["report.docx"] = document.read("word/document.xml").decode()
    assert len(pages) > len(list((finished / "notebooks").glob("*.ipynb")))
    assert [name for name, page in pages.items() if "reconstructie" not in page.lower()] == []


def test_the_report_has_the_new_municipalities_and_the_old_findings(finished):
    report = (finished / "reports" / STUDY / "report.html").read_text(encoding="utf-8")
    assert [name for name in FURTHER_CASES.values() if name.capitalize() not in report] == []
    compared = read_processed(STUDY, "04_published_comparison", tables.PUBLISHED_COMPARISON, root=finished)
    assert sorted(compared["municipality"].unique()) == CASES[:3]


def test_a_run_on_one_municipality_has_results_of_its_own_and_leaves_the_others_alone(finished):
    whole = finished / "data" / "processed" / STUDY
    before = {path.name: path.read_bytes() for path in whole.iterdir()}
    steps = [step for step in STEPS if step.prefix in ("02", "04")]
    outcome = run_study(Wish(STUDY, municipalities=("katwijk",)), finished, lambda *_: None, steps, lambda *_: [])
    assert outcome.reports == finished / "reports" / f"{STUDY}@katwijk"
    assert (outcome.reports / "04_role_tables.ipynb").exists()
    counts = read_processed(f"{STUDY}@katwijk", "04_role_counts", tables.ROLE_COUNTS, root=finished)
    assert counts["municipality"].unique().tolist() == ["katwijk"]
    assert {path.name: path.read_bytes() for path in whole.iterdir()} == before
