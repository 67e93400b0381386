"""The first Ctrl-C stops a run at once, with everything whole."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import wijkresearch
from wijkresearch.run.kernels import ForkedKernels, can_fork

START = """import sys
from wijkresearch.cli import main, run
from wijkresearch.run.pipeline import run_study
from wijkresearch.run.plan import Step
STEPS = (Step("01_count"), Step("02_draw"), Step("03_conclude"))
run.run_study = lambda *told: run_study(*told, STEPS, lambda *_: [], names=lambda *_: {})
sys.exit(main(["run", "--study", "streets", *sys.argv[1:]]))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a console of Windows is needed to press Ctrl-C")


def start(project, short, *options):
    """`wijk run` as a shell starts it: in a group of its own."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(wijkresearch.__file__).parents[1]),
        "WIJK_ROOT": str(project.root),
        "TMPDIR": str(short),
    }
    command = [sys.executable, "-c", START, *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment, text=True, start_new_session=True, **pipes)


def is_running(pid):
    """Is there a process of this number, also one that nobody has waited for?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def short():
    """A folder for what is temporary; the path of a Unix socket has to be short."""
    with tempfile.TemporaryDirectory(prefix="w", dir="/tmp") as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    ("options", "press"),
    [((), os.killpg), (("--cold",), os.kill)],
    ids=["forked, everybody in the group hears it", "cold, only the run hears it"],
)
def test_the_first_interruption_ends_the_run_and_its_kernels_and_leaves_results_and_folders_whole(
    project, finished, short, options, press
):
    project.copy_of(finished)
    before = {**project.results(), "run.json": project.report("run.json").read_bytes()}
    identity = project.root / "pid"
    begun = f"import os, time; _ = open({str(identity)!r}, 'w').write(str(os.getpid()))"
    project.write("01_count", "(written / '01_totals.csv').write_text('street\\n')", begun, "time.sleep(600)")
    program = start(project, short, *options)
    while not (identity.exists() and identity.read_text()):
        assert program.poll() is None
        time.sleep(0.02)
    press(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=30)
    assert (program.returncode, said) == (130, "Stopped.\n")
    ends_by = time.monotonic() + 2
    while is_running(int(identity.read_text())):
        assert time.monotonic() < ends_by
        time.sleep(0.02)
    now = {name: content for name, content in project.results().items() if "failed" not in name}
    assert {**now, "run.json": project.report("run.json").read_bytes()} == before
    assert not [*project.root.rglob("*.part"), *(project.root / ".wijk").glob("*/at-work/*")]
    assert not [*short.iterdir()]
    (lock,) = (project.root / ".wijk").glob("*.lock")
    assert lock.read_bytes() == b""


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_a_notebook_that_waits_for_a_kernel_is_told_when_the_work_stops():
    warm = ForkedKernels(["json"])
    warm._process.send_signal(signal.SIGSTOP)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(warm.fork, [], "/", {})
        while not waiting.running():
            time.sleep(0.01)
        warm.close()
        with pytest.raises(RuntimeError, match="The warm process that kernels are forked from has ended"):
            waiting.result(timeout=30)
