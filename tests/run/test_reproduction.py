"""The first run on a machine makes everything anew beside what was shipped, and says whether it is the same."""

import hashlib
import json
import platform
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
import typer
from lxml import html

from wijkresearch.cli.progress import tell_reproduction
from wijkresearch.run import apart
from wijkresearch.run.pipeline import Outcome
from wijkresearch.run.reproduction import Reproduction, again, compare_files
from wijkresearch.run.state import Record

STEPS = ["01_count", "02_draw", "03_conclude", "pages"]
SAME = "3 of 3 tables identical to those shipped; 1 of 1 pictures; 3 of 3 notebooks; 1 of 1 pages"


@pytest.fixture
def clone(project, finished):
    """The project as version control gives it: with the results of a run, and nothing of the machine that made them."""
    project.copy_of(finished)
    shutil.rmtree(project.root / ".wijk")
    project.report("nagemaakt.html").unlink()
    return project


def everything(project):
    """Every file of the project that is shipped."""
    return {**project.results(), "run.json": project.report("run.json").read_bytes()}


def ship(project, name, content):
    """Let the project be shipped with another table than it makes."""
    path, record = project.processed(name), json.loads(project.report("run.json").read_text())
    path.write_text(content)
    outputs = record["steps"][f"{name[:2]}_count"]["outputs"]
    outputs[path.relative_to(project.root).as_posix()] = hashlib.sha256(content.encode()).hexdigest()
    project.report("run.json").write_text(json.dumps(record))


def asked_of_git(root, *arguments):
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def version_control(root):
    """Put what the project is made from under version control."""
    asked_of_git(root, "init", "--quiet")
    asked_of_git(root, "add", "data/raw", "notebooks", "requirements.lock")
    asked_of_git(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "first")


def made_at(project):
    """The commit that a run records, and whether something is not as it was committed."""
    project.run()
    told = json.loads(project.report("run.json").read_text())["timing"]["pages"]
    return told["commit"], told["changed"]


def states(project):
    return {step: tuple(state for told, state, _ in project.told if told == step) for step in STEPS}


def said_on_the_page(project):
    return html.fromstring(project.report("nagemaakt.html").read_text("utf-8")).text_content()


def test_a_clone_is_made_anew_and_nothing_of_it_changes_when_that_is_the_same(clone):
    shipped = everything(clone)
    outcome = clone.run()
    assert states(clone) == dict.fromkeys(STEPS, ("starts", "done"))
    assert outcome.reproduction.line == f"Reproduced: {SAME}."
    assert everything(clone) == shipped
    assert "elk bestand is tot op de byte gelijk" in said_on_the_page(clone)
    again = clone.run()
    assert (states(clone), again.reproduction) == (dict.fromkeys(STEPS, ("up to date",)), None)
    assert not list((clone.root / ".wijk").rglob("*.csv"))


def test_a_table_that_differs_is_told_with_how_far_and_stays_until_it_is_accepted(clone):
    right = clone.processed("01_totals.csv").read_bytes()
    ship(clone, "01_totals.csv", "street,count\nkadekade,8\npleinplein,8\n")
    shipped = everything(clone)
    told = "2 of 3 tables identical to those shipped; 1 of 1 pictures; 3 of 3 notebooks; 1 of 1 pages"
    other = "Different: 01_totals.csv (1 cells, at most 0.2 apart)"
    for states_of_a_run in (("starts", "done"), ("up to date",)):
        outcome = clone.run()
        assert states(clone) == dict.fromkeys(STEPS, states_of_a_run)
        assert outcome.reproduction.line == (
            f"Not reproduced: {told}. {other}. The shipped files were kept; `wijk run --accept` takes those made here."
        )
        assert everything(clone) == shipped
    page = html.fromstring(clone.report("nagemaakt.html").read_text("utf-8"))
    rows = [[cell.text_content() for cell in row] for row in page.find(".//table").iter("tr")]
    assert rows[1:] == [["data/processed/streets/01_totals.csv", "anders", "1", "0,2"]]
    outcome = clone.run(accept=True)
    assert outcome.reproduction.line == f"Not reproduced: {told}. {other}. The files made here were taken."
    assert clone.processed("01_totals.csv").read_bytes() == right
    assert (clone.run().made, clone.run().reproduction) == ((), None)


def test_a_shipped_file_that_was_changed_since_is_told_and_put_right(clone):
    right = everything(clone)
    clone.processed("01_totals.csv").write_text("street,count\nkade,999\n")
    clone.report("02_draw.ipynb").unlink()
    outcome = clone.run()
    assert outcome.reproduction.line == (
        f"Reproduced: {SAME}. Put back as they were shipped: 01_totals.csv, 02_draw.ipynb."
    )
    assert everything(clone) == right


def test_with_another_input_there_is_nothing_to_compare_and_results_are_made_in_place(clone):
    clone.rows.write_text("street,count\nkade,3\nplein,4\nkade,1\n")
    outcome = clone.run()
    assert outcome.reproduction is None
    assert "kadekade,8" in clone.processed("01_totals.csv").read_text()
    assert "is veranderd wat mensen hebben ingevoerd" in said_on_the_page(clone)


def test_a_program_that_changed_but_makes_the_same_is_recorded_as_what_made_it(clone):
    (clone.root / "requirements.lock").write_text("pandas==3.1.2\n")
    before = clone.results()
    assert clone.run().reproduction.line == f"Reproduced: {SAME}."
    assert clone.results() == before
    assert clone.run().made == ()


def test_a_copy_on_another_machine_is_made_anew_there(project, finished, monkeypatch):
    project.copy_of(finished)
    monkeypatch.setattr(apart, "machine", lambda: "elsewhere")
    assert project.run().reproduction.line == f"Reproduced: {SAME}."


def test_the_certificate_says_when_on_what_and_from_which_commit_as_run_json_has_it(clone):
    version_control(clone.root)
    clone.run()
    page = html.fromstring(clone.report("nagemaakt.html").read_text("utf-8"))
    columns = [cell.text for cell in page.findall(".//section//thead//th")]
    told = {row[0].text: [cell.text for cell in row[1:]] for row in page.findall(".//section//tbody/tr")}
    assert columns == ["Meegeleverd", "Hier gemaakt"]
    assert told["Commit"][1] == asked_of_git(clone.root, "rev-parse", "HEAD")[:12]
    assert told["Soort computer"] == [f"{platform.system()} {platform.machine()}"] * 2
    assert told["Gegevens van mensen"][0] == told["Gegevens van mensen"][1]
    assert told["Gegevens van mensen"][0].startswith("3 bestanden, vingerafdruk ")
    assert page.findtext(".//section//pre").splitlines()[-1] == "python3 bootstrap.py run --study streets"
    assert [item.text_content() for item in page.find_class("tallies")[0]] == [
        "3 van 3 tabellen", "1 van 1 figuren", "3 van 3 uitgevoerde notebooks", "1 van 1 pagina’s",
    ]  # fmt: skip


def test_run_json_says_of_the_commit_when_what_results_are_made_from_is_not_as_committed(project):
    version_control(project.root)
    assert made_at(project) == (asked_of_git(project.root, "rev-parse", "HEAD"), False)
    project.rows.write_text("street,count\nkade,1\n")
    assert made_at(project) == (asked_of_git(project.root, "rev-parse", "HEAD"), True)


def test_a_project_without_version_control_has_no_commit(project):
    assert made_at(project) == ("", False)


def test_the_command_to_do_it_again_names_what_of_the_study_was_run(tmp_path):
    about = {"study": "streets", "municipalities": ["gouda"], "parameters": {"times": 3}}
    command = again(Record(tmp_path / "run.json", about, tmp_path / "mark"))[-1]
    assert command == "python3 bootstrap.py run --study streets --municipality gouda --parameter times=3"


def test_files_that_are_only_here_or_only_there_are_told(tmp_path):
    found = compare_files({"reports/s/figures/02_a.svg": "1"}, {"reports/s/report.html": "2"}, tmp_path, tmp_path)
    assert found[["kind", "state"]].to_numpy().tolist() == [["picture", "absent"], ["page", "new"]]


@pytest.mark.parametrize(("answer", "code"), [("identical", None), ("accepted", None), ("kept", 1)])
def test_only_results_that_differ_and_are_kept_make_the_command_fail(capsys, answer, code):
    files = pd.DataFrame(
        [("s/01_a.csv", "table", "identical", None, None)], columns=["place", "kind", "state", "cells", "largest"]
    )
    outcome = Outcome(Path("reports/s"), (), Reproduction(answer, files))
    if code is None:
        tell_reproduction(outcome)
    else:
        with pytest.raises(typer.Exit) as caught:
            tell_reproduction(outcome)
        assert caught.value.exit_code == code
    assert "1 of 1 tables identical to those shipped" in capsys.readouterr().out
