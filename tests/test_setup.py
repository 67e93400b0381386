"""The set-up: three files that say the same, a lock that names no place, and one script that does it once."""

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CONDA_NAMES = {"matplotlib-base": "matplotlib", "typst-py": "typst", "jupyter_client": "jupyter-client"}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def lock():
    return (ROOT / "requirements.lock").read_text()


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """The script, in a project of its own."""
    script = tmp_path / "bootstrap.py"
    script.write_text((ROOT / "bootstrap.py").read_text())
    (tmp_path / "requirements.lock").write_text("wheel==1.0 --hash=sha256:00\n")
    spec = importlib.util.spec_from_file_location("bootstrap", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bound(requirement):
    """Name and lower bound of `name>=1.2`."""
    name, version = re.fullmatch(r"([A-Za-z0-9_.-]+)\s*>=\s*([0-9.]+)", requirement).groups()
    return name.lower(), version


def test_conda_users_get_the_packages_and_bounds_of_pyproject(project):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    bounds = {bound(entry) for entry in environment["dependencies"]}
    named = {(CONDA_NAMES.get(name, name), version) for name, version in bounds}
    wanted = {bound(entry) for entry in project["project"]["dependencies"]}
    assert named == wanted | {("python", project["project"]["requires-python"].removeprefix(">="))}
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_every_package_of_pyproject_is_locked_at_or_above_its_bound(project, lock):
    locked = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", lock, re.MULTILINE))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *(entry for entry in groups["dev"] if isinstance(entry, str))]

    def parts(version):
        return [int(part) for part in version.strip(".").split(".")]

    for name, version in map(bound, wanted):
        assert parts(locked[name]) >= parts(version), name


def test_every_locked_package_has_hashes_and_the_lock_names_no_place(lock):
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    packages = [entry for entry in entries if "==" in entry]
    assert len(packages) > 100
    assert all("--hash=sha256:" in entry for entry in packages)
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_a_set_up_that_was_finished_is_not_done_again(bootstrap, monkeypatch, capsys):
    bootstrap.SCRIPTS.mkdir(parents=True)
    bootstrap.PYTHON.symlink_to(sys.executable)
    bootstrap.STAMP.write_text(bootstrap.fingerprint())
    monkeypatch.setattr(bootstrap, "set_up", lambda _: pytest.fail("set up again"))
    assert bootstrap.main([]) == 0
    assert capsys.readouterr().out.startswith("Ready. The command is ")


@pytest.mark.parametrize("change", ["lock", "script", "python", "stamp"])
def test_another_lock_script_or_a_lost_python_is_set_up_again(bootstrap, monkeypatch, change):
    bootstrap.SCRIPTS.mkdir(parents=True)
    bootstrap.PYTHON.symlink_to(sys.executable)
    bootstrap.STAMP.write_text(bootstrap.fingerprint())
    assert bootstrap.is_set_up(bootstrap.fingerprint())
    if change == "lock":
        bootstrap.LOCK.write_text("wheel==1.1 --hash=sha256:00\n")
    elif change == "script":
        Path(bootstrap.__file__).write_text("# another\n")
    else:
        (bootstrap.PYTHON if change == "python" else bootstrap.STAMP).unlink()
    assert not bootstrap.is_set_up(bootstrap.fingerprint())


def test_a_set_up_that_was_broken_off_is_done_again(bootstrap, monkeypatch):
    bootstrap.VENV.mkdir()
    bootstrap.STAMP.write_text(bootstrap.fingerprint())
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda: True)
    monkeypatch.setattr(bootstrap, "install_project", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bootstrap.set_up(bootstrap.fingerprint())
    assert not bootstrap.STAMP.exists()


def test_pip_does_the_work_where_uv_fails(bootstrap, monkeypatch):
    called = []
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: "/usr/bin/uv")
    monkeypatch.setattr(bootstrap, "run", lambda command: called.append(command) or "uv" not in command[0])
    monkeypatch.setattr(bootstrap, "is_usable", lambda: True)
    monkeypatch.setattr(bootstrap, "install_project", lambda: None)
    bootstrap.VENV.mkdir()
    bootstrap.set_up("wanted")
    installs = [command for command in called if "-r" in command]
    assert all("--require-hashes" in command for command in installs)
    assert installs[-1][:3] == [str(bootstrap.PYTHON), "-m", "pip"]
    assert bootstrap.STAMP.read_text() == "wanted"


def test_what_pip_cannot_install_ends_the_set_up_with_a_message(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda: False)
    monkeypatch.setattr(bootstrap, "is_usable", lambda: True)
    monkeypatch.setattr(bootstrap, "run", lambda command: "install" not in command)
    bootstrap.VENV.mkdir()
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == (
        "Setting up failed: pip could not install requirements.lock; what it said stands above\n"
    )


def test_a_python_that_is_too_old_hands_over_to_a_newer_one(bootstrap, monkeypatch):
    called = []
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: called.append(command) or 0)
    assert bootstrap.main(["run"]) == 0
    assert called == [["/bin/python3.12", str(Path(bootstrap.__file__)), "run"]]


def test_make_alone_says_what_can_be_made():
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(["make"], cwd=ROOT, env=plain, check=True, capture_output=True, text=True).stdout
    assert [line.split()[1] for line in said.splitlines()] == [
        "help",
        "setup",
        "report",
        "check",
        "test",
        "lab",
        "clean",
    ]


def test_every_recipe_sets_up_first():
    text = (ROOT / "Makefile").read_text()
    for recipe in ("setup", "report", "check", "test", "lab"):
        assert re.search(rf"^{recipe}: ## .*\n\t@\$\(PYTHON\) bootstrap.py", text, re.MULTILINE), recipe


def test_the_stamp_tells_projects_apart(bootstrap):
    other = hashlib.sha256(bootstrap.LOCK.read_bytes()).hexdigest()
    assert bootstrap.fingerprint() != other


@pytest.mark.skipif(os.name == "nt", reason="a console of Windows is needed to press Ctrl-C")
def test_the_command_is_given_the_time_to_stop_whole_when_both_hear_that_it_should(bootstrap):
    stops_slowly = """import time
try:
    print("ready", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(0.6)
    print("whole")
    raise SystemExit(130)"""
    script = f"import sys, bootstrap; sys.exit(bootstrap.hand_over([sys.executable, '-c', {stops_slowly!r}]))"
    told = {"cwd": bootstrap.ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script], start_new_session=True, **told) as program:
        assert program.stdout.readline() == "ready\n"
        os.killpg(program.pid, signal.SIGINT)
        assert (program.communicate(timeout=30), program.returncode) == (("whole\n", ""), 130)
