"""The verdicts of the run before are kept when a run comes to other ones, and only then."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.example import example_study
from wijkresearch.io.previous import keep_previous, previous_verdicts, read_verdicts
from wijkresearch.io.store import previous_file, processed_folder, table_bytes, write_bytes, write_study
from wijkresearch.run.plan import Step
from wijkresearch.tables import VERDICTS

STUDY = "streets"
CONCLUDE = "import shutil\nshutil.copy('../data/raw/streets/verdicts.csv', written / '05_verdicts.csv')"


def verdicts(word, *cases):
    """One claim, over all and for each case."""
    members = ["all", *cases]
    flags = {column.name: False for column in VERDICTS.columns if column.kind == "flag"}
    counts = {"unit": "respondents", "asked": 3, "support": 3, "counter": 0}
    told = {"claim": "C1", "phase": "derivation", "verdict": word, **counts, **flags}
    rows = pd.DataFrame({**told, "member": members})
    rows["scope"] = ["overall", *["municipality"] * len(cases)]
    return VERDICTS.check(rows.reindex(columns=VERDICTS.column_names))


@pytest.fixture
def root(project):
    """The project with a made-up study in it, and one notebook that comes to the verdicts that it is told."""
    write_study(replace(example_study(), study=STUDY), project.root)
    (project.root / "data" / "raw" / STUDY / "gouda" / "municipality.yml").unlink()
    project.steps = (Step("05_conclude"),)
    project.write("05_conclude", CONCLUDE)
    return project.root


def run_to(project, table):
    write_bytes(project.root / "data" / "raw" / STUDY / "verdicts.csv", table_bytes(table, VERDICTS))
    project.run()


def test_a_first_run_has_no_previous_verdicts(project, root):
    run_to(project, verdicts("supported"))
    assert previous_verdicts(root, STUDY).empty
    assert not project.processed("previous").exists()


def test_other_verdicts_push_the_earlier_ones_aside_and_equal_ones_leave_those_as_they_are(project, root):
    kept = []
    for word in ("supported", "mixed", "mixed", "contradicted"):
        run_to(project, verdicts(word))
        project.run(force=True)
        kept.append(previous_verdicts(root, STUDY)["verdict"].tolist())
    assert kept == [[], ["supported"], ["supported"], ["mixed"]]


def test_verdicts_that_a_failing_notebook_wrote_are_nobodys(project, root):
    run_to(project, verdicts("supported"))
    project.write("05_conclude", CONCLUDE, "1 / 0")
    with pytest.raises(Exception, match="ZeroDivisionError"):
        run_to(project, verdicts("mixed"))
    assert read_verdicts(root, STUDY)["verdict"].tolist() == ["supported"]
    assert previous_verdicts(root, STUDY).empty


def test_verdicts_that_no_run_wrote_are_not_told_as_those_of_the_run_before(project, root):
    run_to(project, verdicts("supported"))
    write_bytes(project.processed("05_verdicts.csv"), table_bytes(verdicts("contradicted"), VERDICTS))
    run_to(project, verdicts("supported"))
    assert "made by hand and by no run: data/processed/streets/05_verdicts.csv" in project.told[0][2]
    assert previous_verdicts(root, STUDY).empty


def test_pages_are_made_again_when_the_earlier_verdicts_are_thrown_away(project, root):
    run_to(project, verdicts("supported"))
    run_to(project, verdicts("mixed"))
    assert project.run().made == ()
    project.processed("previous/05_verdicts.csv").unlink()
    assert project.run().made == ("pages",)


def test_a_case_that_may_no_longer_be_named_is_kept_under_its_pseudonym_and_one_that_left_not_at_all(project, root):
    register = root / "data" / "raw" / STUDY / "bosrade" / "documents.csv"
    register.write_text(register.read_text().replace(",own,", ",pseudonym,", 1))
    earlier, now = verdicts("supported", "aardam", "bosrade", "gone"), verdicts("mixed")
    keep_previous(earlier, now, STUDY, root, previous_file(root, STUDY))
    assert previous_verdicts(root, STUDY)["member"].tolist() == ["all", "aardam", "gemeente-b"]


def test_verdicts_of_an_earlier_version_count_as_none(tmp_path):
    write_bytes(processed_folder(STUDY, tmp_path) / "previous" / "05_verdicts.csv", b"claim,says\nC1,yes\n")
    assert previous_verdicts(tmp_path, STUDY).empty
