"""A file that another program holds, as Word and Excel do on Windows, costs a run at most a moment, or is told."""

import errno
import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange import archives
from wijkresearch.io import store
from wijkresearch.io.whole import try_on_a_copy, write_together
from wijkresearch.run import plan
from wijkresearch.run.apart import desks, forget, made_anew
from wijkresearch.run.pipeline import copy_previous, keep_failed

ALWAYS = 10**6
HELD = "it may not be read or written. Close it in other programs, or ask its owner for permission."
MOVE, READ, REMOVE = (os, "replace"), (io, "open"), (os, "unlink")


@pytest.fixture
def hold(monkeypatch):
    """Refuse, so many times, to move, open or remove a file of this name; how many times are left."""
    monkeypatch.setattr(archives, "WAITS", (0, 0))

    def hold(name, act, times=ALWAYS):
        left, allowed = [times], getattr(*act)

        def attempt(path, *others, **named):
            if left[0] and name in (Path(one).name for one in (path, *others[:1]) if isinstance(one, str | Path)):
                left[0] -= 1
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return allowed(path, *others, **named)

        monkeypatch.setattr(*act, attempt)
        return left

    return hold


@pytest.fixture
def changed(project, finished):
    """A project in which a run has something to make and something to remove, also of a run that was killed."""
    project.copy_of(finished)
    project.rows.write_text("street,count\nkade,1\n")
    notebook = project.root / "notebooks" / "03_conclude.ipynb"
    notebook.write_text(notebook.read_text().replace("03_last.csv", "03_only.csv"))
    store.write_text(plan.failed_copy(project.root, "streets", project.steps[0]), "{}")
    with desks(project.root, "streets") as desk:
        pass
    store.write_text(desk / "02" / "left.csv", "over")
    return project


PLACES = [
    ("01_totals.csv", MOVE, "01_totals.csv"),
    ("run.json", MOVE, "run.json"),
    ("rows.csv", READ, "data/raw/streets/rows.csv"),
    ("02_counts.png", READ, "reports/streets/figures/02_counts.png"),
    ("03_last.csv", REMOVE, "03_last.csv"),
    ("01_count.ipynb", REMOVE, "01_count.ipynb"),
    ("left.csv", REMOVE, "left.csv"),
]


@pytest.mark.parametrize(("name", "act", "where"), PLACES, ids=[name for name, _, _ in PLACES])
def test_a_held_file_is_told_by_its_name_and_the_next_run_waits_for_it_and_is_whole(changed, hold, name, act, where):
    left = hold(name, act)
    with pytest.raises(StudyError) as caught:
        changed.run()
    assert {str(problem) for problem in caught.value.problems} == {f"{where}: {HELD}"}
    left[0] = 2
    changed.run()
    assert left[0] == 0
    assert changed.processed("03_only.csv").read_text() == "street,count\nkade,1\n"
    assert not changed.processed("03_last.csv").exists()
    assert not plan.failed_copy(changed.root, "streets", changed.steps[0]).exists()
    assert changed.run().made == ()


def test_what_was_left_half_written_and_is_held_does_not_stop_a_run(changed, hold):
    left_over = changed.processed(".x1y2z3.part")
    left_over.write_text("woorden")
    os.utime(left_over, (0, 0))
    left = hold(left_over.name, REMOVE, times=1)
    changed.run()
    assert left_over.exists()
    changed.run()
    assert (left[0], left_over.exists()) == (0, False)


def draw_nothing(root):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WIJK_OUTPUT", str(root))
        store.write_figures([], "05_grid", "streets")


SMALL_ACTS = [
    (REMOVE, lambda root: store.processed_folder("streets", made_anew(root)) / "1.csv", lambda r: forget(r, "streets")),
    (REMOVE, lambda root: store.previous_file(root / "x", "streets"), lambda r: copy_previous(r, r / "x", "streets")),
    (REMOVE, lambda root: store.reports_folder("streets", root) / "figures" / "05_grid_2.png", draw_nothing),
    (MOVE, lambda root: root / "1.ipynb", lambda r: keep_failed(r / "1.ipynb", r / "failed" / "1.ipynb")),
]


@pytest.mark.parametrize(("act", "place", "do"), SMALL_ACTS)
def test_a_file_that_is_held_for_a_moment_is_moved_or_removed_all_the_same(project, hold, act, place, do):
    path = store.write_text(place(project.root), "oud")
    left = hold(path.name, act, times=2)
    do(project.root)
    assert (left[0], path.exists()) == (0, False)


def test_a_file_that_is_held_is_waited_for_when_a_study_is_copied_to_try_it(written, tmp_path, hold):
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    left = hold("codebook.csv", (shutil, "copy2"), times=2)
    try_on_a_copy("voorbeeld", tmp_path, {})
    assert left[0] == 0


def test_files_that_belong_together_are_put_back_when_one_of_them_stays_held(project, hold):
    folder = project.rows.parent
    files = {folder / "a.csv": b"nieuw", project.rows: b"nieuw", folder / "z.csv": b"nieuw"}
    before = project.rows.read_bytes()
    hold("z.csv", MOVE)
    left = hold("a.csv", REMOVE, times=2)
    with pytest.raises(StudyError, match=f"z.csv: {HELD}"):
        write_together(files)
    assert left[0] == 0
    assert (project.rows.read_bytes(), (folder / "a.csv").exists()) == (before, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_what_a_notebook_writes_is_open_to_nobody_who_could_not_see_it_before(changed):
    changed.processed("01_totals.csv").chmod(0o600)
    (changed.root / "data").chmod(0o700)
    own = made_anew(changed.root).parent
    for path in sorted(own.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    own.rmdir()
    changed.run()
    assert [path.stat().st_mode & 0o077 for path in (changed.processed("01_totals.csv"), own)] == [0, 0]
