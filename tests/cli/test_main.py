"""The command: at once with help, plain with mistakes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wijkresearch import __version__
from wijkresearch.cli import COMMANDS, main
from wijkresearch.errors import Problem, StudyError
from wijkresearch.run.pipeline import Outcome


def test_without_arguments_every_command_is_listed_with_what_it_does(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    for command in COMMANDS:
        assert f"  {command.name} " in said


def test_help_imports_nothing_but_the_standard_library_and_takes_less_than_a_third_of_a_second():
    code = (
        "import sys; from wijkresearch.cli import main; main(['--help']); "
        "heavy = {'pandas', 'numpy', 'typer', 'click', 'rich', 'papermill', 'yaml', 'matplotlib'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    root = Path(__file__).parents[2]
    before = os.times()
    ended = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    after = os.times()
    assert ended.returncode == 0, ended.stderr
    assert after.children_user - before.children_user + after.children_system - before.children_system < 0.3


def test_the_version_is_said(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"wijk {__version__}\n"


def test_a_python_without_the_packages_says_how_to_get_one_that_has_them():
    root = Path(__file__).parents[2]
    command = [sys.executable, "-S", "-m", "wijkresearch.cli", "check"]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    version = sys.version.split()[0]
    assert (ended.returncode, ended.stderr) == (
        2,
        f"1 problem:\n  wijk: this Python ({version}) has no packages of the project, such as typer. "
        "Type `python bootstrap.py check` instead; on Windows `py bootstrap.py check`.\n",
    )


def test_a_misspelled_command_is_recognised(capsys):
    assert main(["rnu"]) == 2
    assert capsys.readouterr().err.endswith("Did you mean 'run'?\n")


def test_a_mistake_is_told_without_a_traceback(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    assert main(["run"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "1 problem:\n  wijk: there is no folder data/raw here or above. Go to the project's folder and try again.\n"
    )


def test_a_file_that_may_not_be_written_is_no_traceback(capsys, monkeypatch):
    def refuse(command, arguments):
        raise PermissionError(13, "Permission denied", "reports/streets/index.html")

    monkeypatch.setattr("wijkresearch.cli.carry_out", refuse)
    assert main(["run"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  reports/streets/index.html: it may not be read or written. "
        "Close it in other programs, or ask its owner for permission.\n"
    )


def test_whatever_the_system_says_of_a_file_is_no_traceback(capsys, monkeypatch):
    def refuse(command, arguments):
        raise NotADirectoryError(20, "Not a directory", "reports/streets")

    monkeypatch.setattr("wijkresearch.cli.carry_out", refuse)
    assert main(["run"]) == 2
    said = "reports/streets: a folder on the way to it is a file. Give that file another name."
    assert capsys.readouterr().err == f"1 problem:\n  {said}\n"


def test_stopping_with_the_keyboard_is_no_traceback(capsys, monkeypatch):
    def stop(command, arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("wijkresearch.cli.carry_out", stop)
    assert main(["run"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_an_option_that_does_not_exist_is_refused(capsys):
    assert main(["run", "--fast"]) == 2
    assert "No such option: --fast" in capsys.readouterr().err


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_says_what_it_can_be_told(name, capsys):
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: wijk {name}")


def test_several_studies_ask_for_a_choice(capsys, monkeypatch, tmp_path):
    for study in ("roads", "streets"):
        (tmp_path / "data" / "raw" / study).mkdir(parents=True)
        (tmp_path / "data" / "raw" / study / "study.yml").write_text("title: x\n")
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    assert main(["run"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  data/raw: there are 2 studies: roads, streets. Name one, such as --study roads.\n"
    )


def test_problems_of_a_study_end_a_command_with_code_2(monkeypatch, capsys):
    def fail(command, arguments):
        raise StudyError([])

    monkeypatch.setattr("wijkresearch.cli.carry_out", fail)
    assert main(["check"]) == 2


def test_the_report_of_every_study_is_made_where_none_is_named_and_one_that_is_not_right_stops_no_other(
    capsys, monkeypatch, tmp_path
):
    for study in ("roads", "streets"):
        (tmp_path / "data" / "raw" / study).mkdir(parents=True)
        (tmp_path / "data" / "raw" / study / "study.yml").write_text("title: x\n")
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    made = []

    def run(wish, root, tell):
        made.append(wish.study)
        if wish.study == "roads":
            raise StudyError(Problem("roads/study.yml", "'coders' is missing"))
        return Outcome(root / "reports" / wish.study, ())

    monkeypatch.setattr("wijkresearch.cli.report.run_study", run)
    assert main(["report"]) == 2
    said = capsys.readouterr()
    assert (made, said.err) == (["roads", "streets"], "1 problem:\n  roads/study.yml: 'coders' is missing.\n")
    assert said.out == f"The report: {tmp_path / 'reports' / 'streets' / 'index.html'}\n"
