"""A step is done only when every cell ran to its end; until then everything is as the last good run left it."""

import re
from pathlib import Path

import nbformat
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.run.engine import TROUBLE
from wijkresearch.run.execute import Places, find_unfinished

WRITE = "(written / '01_totals.csv').write_text('street,count\\n')"
THREAD = """import threading
threading.Timer(0.3, print, ["far too late"]).start()"""


def executed(**cell):
    """A notebook of prose and one cell that was executed, but for what is told otherwise."""
    tags, outputs = cell.pop("tags", []), [nbformat.v4.new_output(**output) for output in cell.pop("outputs", [])]
    metadata, count = {"tags": tags, **cell.pop("metadata", {})}, cell.pop("execution_count", 1)
    source = cell.pop("source", "go()")
    made = nbformat.v4.new_code_cell(source, metadata=metadata, outputs=outputs, execution_count=count)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Straten"), made])


def error(name):
    return {"output_type": "error", "ename": name, "evalue": "what somebody said", "traceback": []}


@pytest.mark.parametrize(
    ("cell", "where", "found"),
    [
        ({"execution_count": None}, "cell 2", "the cell did not run"),
        ({"outputs": [error("SystemExit")]}, "cell 2 [1]", "the cell ended the program (SystemExit)"),
        (
            {"outputs": [error("KeyError")], "tags": ["raises-exception"]},
            "cell 2 [1]",
            "KeyError, and the tag 'raises-exception' hides it",
        ),
        (
            {"execution_count": None, "tags": ["skip-execution"]},
            "cell 2",
            "the cell did not run, because of its tag 'skip-execution'",
        ),
        ({"metadata": {TROUBLE: "a thread is still at work"}}, "cell 2 [1]", "a thread is still at work"),
    ],
    ids=["pending", "sys.exit", "raises-exception", "skip-execution", "noted"],
)
def test_a_cell_that_did_not_run_to_its_end_is_named_with_what_became_of_it(tmp_path, cell, where, found):
    kept = {"kept": tmp_path / "kept", "failed": tmp_path / "reports" / "failed" / "01.ipynb"}
    places = Places(root=tmp_path, notebook=tmp_path / "notebooks" / "01.ipynb", output=tmp_path, **kept)
    (problem,) = find_unfinished(executed(**cell), places)
    assert (problem.where, problem.found) == (f"notebooks/01.ipynb {where}", found)
    assert problem.remedy == "The executed notebook is kept: reports/failed/01.ipynb"
    assert find_unfinished(executed(), places) == []
    assert find_unfinished(executed(source="", execution_count=None), places) == []


@pytest.fixture
def after_a_run(project, finished):
    """The project that has been run, and every file as that run left it."""
    project.copy_of(finished)
    return project, {**project.results(), "run.json": project.report("run.json").read_bytes()}


@pytest.mark.parametrize(
    ("cells", "found", "cold"),
    [
        (["import sys; sys.exit()", "1 + 1"], "the cell ended the program (SystemExit)", False),
        (["exit()", "1 + 1"], "the cell ended the program", False),
        (["quit()"], "the cell ended the program", True),
        (["import os; os._exit(0)", "1 + 1"], "the kernel stopped (DeadKernelError)", False),
        ([THREAD, "1 + 1"], "a thread that the cell started is still at work after it", True),
    ],
    ids=["sys.exit", "exit", "quit", "os._exit", "a thread at work"],
)
def test_a_notebook_that_ends_early_or_goes_on_after_its_end_leaves_everything_as_it_was(
    after_a_run, cells, found, cold
):
    project, before = after_a_run
    project.write("01_count", WRITE, *cells)
    with pytest.raises(StudyError) as caught:
        project.run(cold=cold)
    (problem,) = caught.value.problems
    assert re.fullmatch(r"notebooks/01_count.ipynb cell 5( \[5\])?", problem.where)
    assert problem.found == found
    failed = project.report("failed/01_count.ipynb")
    assert failed.exists()
    now = {name: content for name, content in project.results().items() if "failed" not in name}
    assert {**now, "run.json": project.report("run.json").read_bytes()} == before
    assert not list((project.root / ".wijk").glob("*/at-work/*"))


def test_what_was_as_before_a_failure_is_up_to_date_when_the_notebook_is_as_before_again(after_a_run):
    project, before = after_a_run
    notebook = project.root / "notebooks" / "01_count.ipynb"
    said = notebook.read_text()
    project.write("01_count", WRITE, "1 / 0")
    with pytest.raises(StudyError):
        project.run()
    notebook.write_text(said)
    assert project.run().made == ()
    assert {**project.results(), "run.json": project.report("run.json").read_bytes()} == before


def test_a_notebook_sees_no_table_of_a_run_before_nor_of_another_notebook(after_a_run):
    project, _ = after_a_run
    project.write(
        "03_conclude", "(written / '03_seen.csv').write_text('\\n'.join(sorted(p.name for p in written.iterdir())))"
    )
    project.run()
    assert project.processed("03_seen.csv").read_text() == ""


def test_what_is_written_in_place_while_a_notebook_is_at_work_is_told(after_a_run):
    project, _ = after_a_run
    place = project.processed("01_totals.csv")
    project.write("01_count", WRITE, f"_ = open({str(place)!r}, 'w').write('street\\n')")
    with pytest.raises(StudyError) as caught:
        project.run()
    assert str(caught.value) == (
        "1 problem:\n  notebooks/01_count.ipynb: data/processed/streets/01_totals.csv was written in place while the "
        "notebook was at work. Write with wijkresearch.io.store, and do not run a notebook by hand while `wijk run` "
        "is at work."
    )


@pytest.mark.parametrize("cold", [False, True], ids=["forked", "cold"])
def test_a_notebook_that_does_not_end_is_ended_when_its_time_is_over(after_a_run, cold):
    project, before = after_a_run
    identity = project.root / "pid"
    begun = f"import os, time; _ = open({str(identity)!r}, 'w').write(str(os.getpid()))"
    project.write("01_count", WRITE, begun, "time.sleep(600)")
    with pytest.raises(StudyError) as caught:
        project.run(cold=cold, minutes=0.15)
    assert str(caught.value) == (
        "1 problem:\n  notebooks/01_count.ipynb cell 6 [6]: it was not done after 0.15 minutes. "
        "The executed notebook is kept: reports/streets/failed/01_count.ipynb."
    )
    assert not Path(f"/proc/{identity.read_text()}").exists()
    now = {name: content for name, content in project.results().items() if "failed" not in name}
    assert {**now, "run.json": project.report("run.json").read_bytes()} == before
