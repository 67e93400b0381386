"""A run that is killed at any moment leaves whole files, and the next run is right."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import wijkresearch
from wijkresearch.errors import StudyError
from wijkresearch.run.state import only_run

SLOW = """import time
for number in range(40):
    (written / f"01_part{number:02d}.csv").write_text("street\\nkade\\n")
    time.sleep(0.02)"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")

START = """import sys
from pathlib import Path
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import Step
STEPS = (Step("01_count"), Step("02_draw"), Step("03_conclude"))
tell = lambda *event: print(*event, flush=True)
run_study(Wish("streets"), Path(sys.argv[1]), tell, STEPS, lambda *_: [], names=lambda *_: {})
"""


def start(project):
    """A run in a program of its own."""
    root = Path(wijkresearch.__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", START, str(project.root)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def is_running(pid):
    """Is there a process of this number that has not ended?"""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def kill_when(program, happened):
    """Kill the program as soon as something has happened."""
    limit = time.monotonic() + 60
    while not happened() and program.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.005)
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()


TOTALS = "(written / '01_totals.csv').write_text('street,count\\nkade,5\\n')"


@pytest.mark.parametrize("parts", [1, 25])
def test_a_run_that_is_killed_is_finished_by_the_next_with_the_same_result(project, parts, tmp_path_factory):
    project.write("01_count", SLOW, TOTALS)
    folder = project.processed("x").parent
    kill_when(start(project), lambda: len([*folder.glob("01_part*")]) >= parts)
    record = project.report("run.json")
    assert not record.exists() or json.loads(record.read_text())["schema"] == 1
    assert "01_count" in project.run().made
    unharmed = type(project)(tmp_path_factory.mktemp("unharmed"))
    unharmed.write("01_count", SLOW, TOTALS)
    unharmed.run()
    assert project.results() == unharmed.results()


def test_a_run_that_is_killed_after_a_notebook_does_not_make_it_again(project):
    project.write("03_conclude", "import time", "time.sleep(60)")

    def two_are_recorded():
        record = project.report("run.json")
        return record.exists() and len(json.loads(record.read_text())["steps"]) == 2

    kill_when(start(project), two_are_recorded)
    project.write("03_conclude", "(written / '03_last.csv').write_text('street\\n')")
    assert project.run().made == ("03_conclude", "pages")


def test_half_of_a_change_is_noticed_also_when_the_change_is_taken_back(project, finished):
    shutil.rmtree(project.root)
    shutil.copytree(finished, project.root)
    right = project.results()
    rows = project.rows.read_text()
    project.rows.write_text("street,count\nkade,1\n")
    notebook = project.root / "notebooks" / "03_conclude.ipynb"
    said = notebook.read_text()
    project.write("03_conclude", "raise ValueError")
    with pytest.raises(StudyError):
        project.run()
    project.rows.write_text(rows)
    notebook.write_text(said)
    project.run()
    assert project.results() == right


def test_the_kernels_of_a_run_that_was_killed_have_ended_before_the_next_begins(project):
    identity = project.root / "pid"
    project.write(
        "01_count", "import os, time", f"_ = open({str(identity)!r}, 'w').write(str(os.getpid()))", "time.sleep(60)"
    )
    kill_when(start(project), lambda: identity.exists() and identity.read_text())
    with only_run(project.root / "reports" / "streets"):
        assert not is_running(int(identity.read_text()))


def test_two_runs_on_the_same_results_do_not_go_together(project):
    with only_run(project.root / "reports" / "streets"), pytest.raises(StudyError) as caught:
        project.run()
    assert str(caught.value) == (
        "1 problem:\n  streets: another run is at work on these results. Wait until it is done."
    )
    assert project.run().made


def test_runs_on_other_results_or_in_another_project_go_together(project):
    results = project.root / "reports" / "streets"
    (project.root / "copy").mkdir()
    elsewhere = project.root / "copy" / "reports" / "streets"
    with only_run(results), only_run(results.with_name("streets@gouda")), only_run(elsewhere):
        assert project.results() == {}


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs users as Unix has them")
def test_who_may_not_write_in_the_project_is_told_so(project):
    results = project.root / "reports" / "streets"
    with only_run(results):
        pass
    project.root.chmod(0o555)
    (project.root / ".wijk").chmod(0o555)
    own = os.geteuid()
    try:
        if own == 0:
            os.seteuid(65534)
        with pytest.raises(StudyError) as caught, only_run(results.with_name("streets@gouda")):
            pass
    finally:
        os.seteuid(own)
        project.root.chmod(0o755)
        (project.root / ".wijk").chmod(0o755)
    assert str(caught.value) == (
        "1 problem:\n  streets@gouda: you may not write in this project. "
        "Copy it to a folder of your own, or ask its owner to let you write."
    )


@pytest.mark.parametrize("left", [b"", b"at work", b"at work" * 1000])
def test_windows_is_asked_to_lock_and_unlock_the_same_byte_whatever_the_file_holds(tmp_path, monkeypatch, left):
    """The system locks from the place where the file is read, which after a run that was killed is another one."""
    asked = []
    fake = SimpleNamespace(
        LK_NBLCK="lock",
        LK_UNLCK="unlock",
        locking=lambda file, mode, count: asked.append((mode, os.lseek(file, 0, os.SEEK_CUR), count)),
    )
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("wijkresearch.run.state.ORPHANS_END_WITHIN", 0)
    results, lock = tmp_path / "reports" / "streets", tmp_path / ".wijk" / "streets.lock"
    lock.parent.mkdir()
    lock.write_bytes(left)
    with only_run(results):
        assert lock.read_bytes() == left + b"at work"
    assert lock.read_bytes() == b""
    assert asked == [("lock", 2**30, 1), ("unlock", 2**30, 1)]


def test_what_a_killed_run_left_half_written_is_gone_after_the_next(project):
    left = [project.rows.parent / "gouda" / ".x1y2z3.part", project.processed("x").parent / ".x1y2z3.part"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("woorden")
        os.utime(path, (0, 0))
    project.run()
    assert not [path for path in left if path.exists()]
