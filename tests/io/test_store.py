import errno
import os
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch.errors import StudyError
from wijkresearch.exchange import archives
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.io import store
from wijkresearch.tables import UNGROUPED_CODES


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return tmp_path


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(project, monkeypatch):
    path = store.write_text(project / "a.txt", "oud")

    def fail(handle):
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StudyError, match="full"):
        store.write_text(path, "nieuw")
    assert path.read_text(encoding="utf-8") == "oud"
    assert [found.name for found in project.iterdir() if found.is_file()] == ["a.txt"]


def test_rows_that_do_not_hold_to_their_table_are_not_written(project):
    with pytest.raises(StudyError):
        store.write_table(pd.DataFrame({"code": ["a"]}), UNGROUPED_CODES, "03_ungrouped", "s")
    assert not (project / "data" / "processed").exists()


def test_the_project_is_found_from_a_folder_below_it(project, monkeypatch):
    monkeypatch.delenv("WIJK_ROOT")
    below = project / "notebooks"
    below.mkdir()
    monkeypatch.chdir(below)
    assert store.find_root() == project.resolve()


def test_outside_a_project_it_is_said_what_to_do(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path_factory.mktemp("elsewhere")))
    with pytest.raises(StudyError, match=r"there is no folder data/raw here or above\. Go to the project's folder"):
        store.find_root()


def test_a_figure_has_the_same_bytes_every_time_and_tells_no_machine(project):
    from matplotlib.figure import Figure

    def drawn():
        figure = Figure()
        figure.subplots().plot([1, 2], [3, 4])
        return [path.read_bytes() for path in store.write_figure(figure, "04_a", "s")]

    first, second = drawn(), drawn()
    assert first == second
    assert b"<dc:date>" not in first[0]


def test_a_picture_in_parts_is_numbered_and_parts_of_an_earlier_run_go():
    parts = [Figure(figsize=(1, 1)) for _ in range(3)]
    store.write_figures(parts, "05_grid", "voorbeeld")
    folder = store.reports_folder("voorbeeld") / "figures"
    (folder / "05_grid_extra.png").write_bytes(b"another picture")

    written = store.write_figures(parts[:2], "05_grid", "voorbeeld")

    kept = {"05_grid.png", "05_grid.svg", "05_grid_2.png", "05_grid_2.svg"}
    assert {path.name for path in written} == kept
    assert {path.name for path in folder.iterdir()} == {*kept, "05_grid_extra.png"}


def test_a_formula_in_a_table_is_text_in_its_file_and_reads_back_as_it_was(project):
    typed = ["=HYPERLINK(1)", "'=1+1", "- een streepje", "'s avonds", "-3"]
    rows = pd.DataFrame({"code": typed, "label_nl": "x", "segments": 1})
    path = store.write_bytes(project / "a.csv", store.table_bytes(rows, UNGROUPED_CODES))
    lines = ["'=HYPERLINK(1),x,1", "''=1+1,x,1", "'- een streepje,x,1", "'s avonds,x,1", "-3,x,1"]
    assert path.read_text(encoding="utf-8").splitlines()[1:] == lines
    assert list(read_rows(path)[0]["code"]) == typed


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_file_is_never_open_to_more_people_than_the_one_before_it_or_its_folder(project):
    private = project / "private"
    private.mkdir(mode=0o700)
    new = store.write_text(private / "new.txt", "nieuw")
    old = store.write_text(project / "old.txt", "oud")
    old.chmod(0o600)
    store.write_text(old, "nieuw")
    assert [path.stat().st_mode & 0o077 for path in (new, old)] == [0, 0]
    project.chmod(0o755)
    assert store.write_text(project / "a.txt", "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_file_that_is_half_written_is_open_to_nobody_else(project, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(project.glob(".*.part")) or seen.append(seen[0].stat()))
    store.write_text(project / "a.txt", "woorden")
    assert seen[1].st_mode & 0o077 == 0


def test_what_a_killed_program_left_is_removed_and_what_is_being_written_stays(project):
    place = project / "data" / "raw" / "s" / "transcripts"
    left, busy, kept = place / ".a1b2c3d4.part", place / ".e5f6g7h8.part", place / "D1.part.txt"
    tried, trying = project / ".wijk" / "tried-old", project / ".wijk" / "tried-now"
    for path in (left, busy, kept, tried / "D1.txt", trying / "D1.txt"):
        store.write_text(path, "woorden")
    for path in (left, kept, tried):
        os.utime(path, (0, 0))
    store.remove_left_over(project)
    assert not left.exists()
    assert not tried.exists()
    assert busy.exists()
    assert kept.exists()
    assert trying.exists()


def test_a_copy_to_try_on_stays_in_the_project_and_is_gone_afterwards(project):
    with store.folder_to_try_in(project) as made:
        assert made.is_relative_to(project / ".wijk")
        assert os.name == "nt" or made.stat().st_mode & 0o077 == 0
    assert not made.exists()


COPY = "Copy the project to a folder that you may write in"
CLOSE = "Close it in other programs, or ask its owner for permission"


def refused(project, monkeypatch, *, trouble, times):
    """What is said when the system refuses so many times to put a file in its place."""
    monkeypatch.setattr(archives, "WAITS", (0, 0))
    really, left = Path.replace, [trouble] * times

    def replace(path, target):
        if left:
            raise left.pop()
        return really(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    try:
        store.write_text(project / "a.txt", "nieuw")
    except StudyError as error:
        return str(error.problems[0])
    return ""


def test_a_file_that_another_program_holds_for_a_moment_is_written_all_the_same(project, monkeypatch):
    assert refused(project, monkeypatch, trouble=PermissionError(13, "Permission denied"), times=2) == ""
    assert (project / "a.txt").read_text() == "nieuw"


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (PermissionError(13, "Permission denied"), f"a.txt: it may not be read or written. {CLOSE}."),
        (OSError(28, "No space"), "a.txt: the disk is full. Make room and do it again; what was there is as it was."),
        (
            OSError(errno.EROFS, "-"),
            "a.txt: its folder can be read only. Copy the project to a folder that you may write in.",
        ),
        (OSError(5, "Input/output error"), f"a.txt: the file cannot be opened (Input/output error). {CLOSE}."),
    ],
)
def test_a_file_that_cannot_be_written_is_told_by_its_name_and_stays_as_it_was(project, monkeypatch, trouble, said):
    (project / "a.txt").write_text("oud")
    assert refused(project, monkeypatch, trouble=trouble, times=3) == said
    assert (project / "a.txt").read_text() == "oud"
    assert [path.name for path in project.iterdir() if path.is_file()] == ["a.txt"]


def test_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder_are_told(project):
    (project / "a.txt").mkdir()
    with pytest.raises(StudyError, match=r"a.txt: this is a folder\. Give the folder another name"):
        store.write_text(project / "a.txt", "nieuw")
    (project / "b").write_text("een bestand")
    with pytest.raises(StudyError, match=r"c.txt: a file stands in the place of a folder"):
        store.write_text(project / "b" / "c.txt", "nieuw")


def test_a_name_that_is_too_long_is_told(project):
    with pytest.raises(StudyError, match=r"its name is too long for this system"):
        store.write_text(project / f"{'a' * 300}.txt", "nieuw")
