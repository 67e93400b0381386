"""A run makes what has to be made, and nothing else."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.privacy.pseudonyms import letters
from wijkresearch.run.plan import Step

ALL = ("01_count", "02_draw", "03_conclude", "pages")


@pytest.fixture
def copy(project, finished):
    """A project that has been run, for one test to change; all its time stamps are new, and the machine is the same."""
    shutil.rmtree(project.root)
    shutil.copytree(finished, project.root)
    for path in project.root.rglob("*"):
        os.utime(path)
    return project


def made(project):
    return [step for step, state, _ in project.told if state == "done"]


def test_a_first_run_makes_every_table_figure_and_page(project):
    outcome = project.run()
    assert sorted(outcome.made) == sorted(ALL)
    assert project.processed("01_totals.csv").read_text() == "street,count\nkadekade,10\npleinplein,8\n"
    assert project.report("figures/02_counts.png").read_bytes().startswith(b"\x89PNG")
    assert (outcome.reports / "index.html").exists()


def test_a_copy_on_the_same_machine_with_new_time_stamps_has_nothing_to_do(copy):
    before = copy.report("run.json").read_bytes()
    assert copy.run().made == ()
    assert copy.report("run.json").read_bytes() == before
    assert {state for _, state, _ in copy.told} == {"up to date"}


def test_a_changed_row_runs_every_notebook_and_says_why(copy):
    copy.rows.write_text("street,count\nkade,3\nplein,4\nkade,1\n")
    copy.run()
    assert sorted(made(copy)) == sorted(ALL)
    assert ("01_count", "starts", "data/raw/streets/rows.csv changed") in copy.told
    assert "kadekade,8" in copy.processed("01_totals.csv").read_text()


def test_a_changed_notebook_does_not_disturb_the_others(copy):
    source = (copy.root / "notebooks" / "01_count.ipynb").read_text()
    (copy.root / "notebooks" / "01_count.ipynb").write_text(source.replace("# Straten", "# Straten geteld"))
    copy.run()
    assert made(copy) == ["01_count", "pages"]


def test_running_a_notebook_by_hand_and_saving_its_outputs_changes_nothing(copy):
    path = copy.root / "notebooks" / "01_count.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "by hand"}]
    notebook["cells"][2]["execution_count"] = 7
    path.write_text(json.dumps(notebook))
    assert copy.run().made == ()


@pytest.mark.parametrize("name", ["01_totals.csv", "02_rows.csv"])
def test_an_output_that_was_changed_by_hand_is_made_again(copy, name):
    right = copy.processed(name).read_bytes()
    copy.processed(name).write_text("street,count\nkade,999\n")
    copy.run()
    assert (name[:2], copy.processed(name).read_bytes()) == (made(copy)[0][:2], right)


def test_an_output_that_was_removed_is_made_again(copy):
    copy.report("figures/02_counts.png").unlink()
    copy.run()
    assert made(copy) == ["02_draw"]
    assert ("02_draw", "starts", "reports/streets/figures/02_counts.png is gone") in copy.told


@pytest.mark.parametrize("name", ["streets/.DS_Store", "streets/gouda/~$documents.xlsx", ".rows.csv.swp"])
def test_what_programs_leave_beside_the_data_is_no_change(copy, name):
    (copy.root / "data" / "raw" / name).write_text("left behind")
    assert copy.run().made == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [("streets/gouda/transcripts/D1.txt", "streets/gouda/transcripts"), ("netherlands.csv", "netherlands.csv")],
)
def test_a_new_file_in_the_data_is_a_change(copy, name, told):
    path = copy.root / "data" / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    copy.run()
    assert ("01_count", "starts", f"data/raw/{told} is new") in copy.told


def test_another_lock_of_versions_runs_everything_again(copy):
    (copy.root / "requirements.lock").write_text("pandas==3.1.2\n")
    assert sorted(copy.run().made) == sorted(ALL)


def test_a_table_that_a_notebook_no_longer_writes_is_removed(copy):
    copy.processed("01_old.csv").write_text("left by an earlier version\n")
    copy.run()
    assert not copy.processed("01_old.csv").exists()
    assert copy.processed("01_totals.csv").exists()


def test_two_runs_give_the_same_bytes_and_run_json_differs_in_its_timing_only(copy):
    first = copy.results()
    record = json.loads(copy.report("run.json").read_text())
    assert sorted(copy.run(force=True).made) == sorted(ALL)
    again = json.loads(copy.report("run.json").read_text())
    assert copy.results() == first
    assert {**record, "timing": {}} == {**again, "timing": {}}
    assert again["timing"] != record["timing"]


def test_kernels_started_from_nothing_give_the_same_bytes_as_forked_ones(copy):
    forked = copy.results()
    copy.run(force=True, cold=True)
    assert copy.results() == forked


def test_run_json_holds_what_everything_was_made_from(copy):
    record = json.loads(copy.report("run.json").read_text())
    step = record["steps"]["03_conclude"]
    assert record["schema"] == 1
    assert record["study"] == "streets"
    assert set(step["made_from"]) == {"notebook", "parameters", "library", "lock", "inputs"}
    assert sorted(step["made_from"]["inputs"]) == [
        f"data/raw/streets/{name}" for name in ("gouda/municipality.yml", "rows.csv", "study.yml")
    ]
    assert set(step["outputs"]) == {"data/processed/streets/03_last.csv", "reports/streets/03_conclude.ipynb"}
    assert set(step["versions"]) >= {"python", "pandas", "papermill", "wijkresearch"}
    assert record["timing"]["03_conclude"]["seconds"] > 0


@pytest.mark.parametrize("broken", ["{", "[]", "of another schema"])
def test_a_broken_run_json_counts_as_nothing_recorded(copy, broken):
    recorded = copy.report("run.json").read_text()
    copy.report("run.json").write_text(recorded.replace('"schema": 1', '"schema": 0') if "schema" in broken else broken)
    assert sorted(copy.run().made) == sorted(ALL)


def test_a_run_on_one_municipality_leaves_the_results_of_the_study_alone(copy):
    before = copy.results()
    outcome = copy.run(municipalities=("gouda",))
    assert outcome.reports == copy.root / "reports" / "streets@gouda"
    assert {name: content for name, content in copy.results().items() if "@" not in name} == before
    assert "gouda 2" in copy.report("03_conclude.ipynb", "streets@gouda").read_text()


def test_a_run_with_another_parameter_has_a_folder_of_its_own(copy):
    outcome = copy.run(parameters=("times=3",))
    assert outcome.reports.name == "streets@times=3"
    assert "kadekadekade,15" in copy.processed("01_totals.csv", "streets@times=3").read_text()
    assert copy.run(parameters=("times=3",)).made == ()


def test_a_name_set_in_one_notebook_is_unknown_in_the_next(project):
    project.write("01_count", "secret = 1", COUNT_ROW)
    project.write("03_conclude", "secret")
    with pytest.raises(StudyError) as caught:
        project.run(workers=1)
    assert caught.value.problems[0].found == "NameError"


def test_a_failing_cell_is_named_with_the_type_of_its_error_and_the_executed_notebook_is_kept(project):
    project.write("03_conclude", "print('so far')", "raise ValueError('no rows left')")
    with pytest.raises(StudyError) as caught:
        project.run()
    assert str(caught.value) == (
        "1 problem:\n"
        "  notebooks/03_conclude.ipynb cell 5 [5]: ValueError. Run the notebook in JupyterLab to read the error's "
        "message. The executed notebook is kept: reports/streets/failed/03_conclude.ipynb."
    )
    kept = project.report("failed/03_conclude.ipynb").read_text()
    assert "so far" in kept
    assert str(project.root) not in kept


def test_the_problems_that_a_notebook_finds_in_the_study_are_passed_on_one_by_one(project):
    raising = """from wijkresearch.errors import Problem, StudyError
raise StudyError([Problem("rows.csv row 2", "no street"), Problem("rows.csv row 3", "count is 'x'", "a number")])"""
    project.write("01_count", raising)
    with pytest.raises(StudyError) as caught:
        project.run()
    kept = "The executed notebook is kept: reports/streets/failed/01_count.ipynb."
    assert str(caught.value) == (
        "2 problems:\n"
        f"  notebooks/01_count.ipynb cell 4 [4]: rows.csv row 2: no street. {kept}\n"
        f"  notebooks/01_count.ipynb cell 4 [4]: rows.csv row 3: count is 'x'; expected a number. {kept}"
    )


def test_the_problems_that_a_notebook_finds_are_passed_on_in_the_language_of_the_study(project, monkeypatch):
    monkeypatch.setenv("WIJK_LANGUAGE", "nl")
    raising = """from wijkresearch import Problem, StudyError
raise StudyError(Problem("rows.csv row 3", "count is empty", "a number"))"""
    project.write("01_count", raising)
    with pytest.raises(StudyError) as caught:
        project.run()
    assert caught.value.problems[0].found == "rows.csv rij 3: count is leeg; verwacht: een getal"
    assert "rows.csv rij 3: count is leeg" in project.report("failed/01_count.ipynb").read_text(encoding="utf-8")


def test_an_error_inside_the_library_is_told_with_its_place_there(project):
    project.write("01_count", "from wijkresearch.privacy.pseudonyms import letters", "letters('kade')")
    with pytest.raises(StudyError) as caught:
        project.run()
    source = Path(letters.__code__.co_filename).read_text(encoding="utf-8").splitlines()
    found = re.fullmatch(r"TypeError in wijkresearch/privacy/pseudonyms\.py:(\d+)", caught.value.problems[0].found)
    assert "place" in source[int(found[1]) - 1]
    assert found[0].split()[-1] in project.report("failed/01_count.ipynb").read_text()


def test_the_notebooks_after_one_that_failed_are_made_and_not_made_again(project):
    project.write("01_count", "raise ValueError")
    with pytest.raises(StudyError):
        project.run(workers=1)
    project.write("01_count", COUNT_ROW)
    project.run()
    assert made(project) == ["01_count", "pages"]


def test_a_kernel_that_ends_in_the_middle_is_named_with_its_cell(project):
    project.write("01_count", "import os", "os._exit(1)")
    with pytest.raises(StudyError) as caught:
        project.run()
    problem = caught.value.problems[0]
    assert problem.where.startswith("notebooks/01_count.ipynb cell 5")
    assert problem.found == "the kernel stopped (DeadKernelError)"
    assert project.report("failed/01_count.ipynb").exists()


def test_the_problems_of_notebooks_that_fail_at_the_same_time_are_reported_together(project):
    project.write("01_count", "import time; time.sleep(1)", "1 / 0")
    project.write("02_draw", "import time; time.sleep(1)", "{}['kade']")
    with pytest.raises(StudyError) as caught:
        project.run()
    assert {problem.found for problem in caught.value.problems} == {
        "ZeroDivisionError",
        "KeyError",
    }


def test_a_notebook_that_writes_no_table_is_an_error(project):
    project.write("01_count", "totals = 1")
    with pytest.raises(StudyError) as caught:
        project.run()
    assert str(caught.value) == (
        "1 problem:\n  notebooks/01_count.ipynb: it wrote no table; expected data/processed/streets/01_*.csv."
    )
    assert project.report("failed/01_count.ipynb").exists()


@pytest.mark.parametrize(
    ("wished", "message"),
    [
        (
            {"parameters": ("tims=3",)},
            "--parameter: no notebook declares 'tims'; expected one of times. Did you mean 'times'?",
        ),
        (
            {"parameters": ("times=three",)},
            "--parameter: times is 'three'; expected a whole number. how often to repeat.",
        ),
        (
            {"parameters": ("study=roads",)},
            "--parameter: 'study' is set by the run. Name the study itself: wijk run --study NAME.",
        ),
        ({"parameters": ("times",)}, "--parameter: found 'times'; expected NAME=VALUE."),
        (
            {"parameters": ("times=1", "times=2")},
            "--parameter: 'times' is given more than once; expected every name once.",
        ),
        (
            {"municipalities": ("goude",)},
            "--municipality: 'goude' is not in the study; expected one of gouda. Did you mean 'gouda'?",
        ),
        ({"study": "steets"}, "data/raw: there is no study 'steets'; expected one of streets. Did you mean 'streets'?"),
        ({"executor": "slurm://here"}, "--executor: found 'slurm://here'; expected dask://host:port."),
    ],
)
def test_what_cannot_be_meant_is_refused_before_any_work(project, wished, message):
    with pytest.raises(StudyError) as caught:
        project.run(**wished)
    assert str(caught.value) == f"1 problem:\n  {message}"
    assert not (project.root / "reports").exists()


def test_a_notebook_that_cannot_be_told_where_to_write_is_not_run_on_a_part(project):
    path = project.root / "notebooks" / "02_draw.ipynb"
    path.write_text(path.read_text().replace("results: str", "elsewhere: str"))
    with pytest.raises(StudyError) as caught:
        project.run(municipalities=("gouda",))
    assert str(caught.value) == (
        "1 problem:\n"
        "  notebooks/02_draw.ipynb: it declares no parameter 'results'; expected a line in its cell of parameters."
    )


def test_a_notebook_about_all_municipalities_is_not_told_which_were_asked_for(project):
    path = project.root / "notebooks" / "01_count.ipynb"
    path.write_text(path.read_text().replace("municipalities: str", "everywhere: str"))
    project.run(municipalities=("gouda",))
    assert "gouda 2" in project.report("03_conclude.ipynb", "streets@gouda").read_text()
    assert "gouda" not in project.report("01_count.ipynb", "streets@gouda").read_text().replace("streets@gouda", "")


def test_a_missing_notebook_is_named(project):
    project.steps = (*project.steps, Step("04_roads"))
    with pytest.raises(StudyError) as caught:
        project.run()
    assert str(caught.value) == "1 problem:\n  notebooks/04_roads.ipynb: there is no such notebook."


COUNT_ROW = "(written / '01_totals.csv').write_text('street,count\\n')"


def test_the_working_folder_of_a_notebook_is_the_folder_it_is_in(project):
    project.write("01_count", "import os", "from pathlib import Path", COUNT_ROW, "print(Path.cwd().name)")
    before = Path.cwd()
    project.run()
    assert '"notebooks\\n"' in project.report("01_count.ipynb").read_text()
    assert Path.cwd() == before


@pytest.fixture
def hidden(project):
    """The project, of which the one case may not be named."""
    (project.rows.parent / "gouda" / "gesprek in Gouda.txt").write_text("goedemorgen")
    project.names = lambda *_: {"gouda": "gemeente-a"}
    project.run()
    return project


def test_a_case_that_may_not_be_named_is_one_hash_under_its_public_id(hidden):
    record = hidden.report("run.json").read_text()
    assert "gouda" not in record.lower()
    raw = json.loads(record)["steps"]["01_count"]["made_from"]["inputs"]
    assert sorted(raw) == [f"data/raw/streets/{name}" for name in ("gemeente-a", "rows.csv", "study.yml")]


def test_with_a_case_that_may_not_be_named_a_second_run_does_nothing_and_reads_no_study(hidden):
    hidden.names = lambda *_: pytest.fail("the study is read")
    hidden.run()
    assert {state for _, state, _ in hidden.told} == {"up to date"}


def test_a_changed_file_of_a_case_that_may_not_be_named_is_noticed_and_told_by_its_public_id(hidden):
    (hidden.rows.parent / "gouda" / "gesprek in Gouda.txt").write_text("goedemiddag")
    hidden.run()
    assert ("01_count", "starts", "data/raw/streets/gemeente-a changed") in hidden.told
    assert sorted(made(hidden)) == sorted(ALL)


def test_a_case_that_may_be_named_again_is_recorded_by_its_own_files(hidden):
    (hidden.rows.parent / "gouda" / "gesprek in Gouda.txt").write_text("goedemiddag")
    hidden.names = lambda *_: {"gouda": "gouda"}
    hidden.run()
    raw = json.loads(hidden.report("run.json").read_text())["steps"]["01_count"]["made_from"]["inputs"]
    assert "data/raw/streets/gouda/gesprek in Gouda.txt" in raw
    assert "data/raw/streets/gemeente-a" not in raw


def test_a_run_on_a_case_that_may_not_be_named_keeps_its_results_under_the_public_id(hidden):
    outcome = hidden.run(municipalities=("gouda",))
    assert outcome.reports == hidden.root / "reports" / "streets@gemeente-a"
    assert [path for path in outcome.reports.rglob("*") if b"gouda" in path.name.lower().encode()] == []
    assert "gouda" not in hidden.report("run.json", "streets@gemeente-a").read_text().lower()
    assert "gemeente-a" in hidden.report("03_conclude.ipynb", "streets@gemeente-a").read_text()
