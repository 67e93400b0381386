"""The set-up: three files that say the same, a lock that names no place, and one script that does it once."""

import ast
import contextlib
import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

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


def load(script):
    spec = importlib.util.spec_from_file_location(script.stem, script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bootstrap():
    """What chooses a Python."""
    return load(ROOT / "bootstrap.py")


@pytest.fixture
def environment(tmp_path):
    """What makes the environment, in a project of its own."""
    script = tmp_path / "environment.py"
    script.write_text((ROOT / "environment.py").read_text())
    (tmp_path / "requirements.lock").write_text("wheel==1.0 --hash=sha256:00\n")
    return load(script)


def ended(code, said=""):
    return subprocess.CompletedProcess([], code, stdout=said)


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


def test_every_python_gets_the_same_version_of_a_package(lock):
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_macs_with_an_intel_processor_find_a_wheel(lock):
    """Of argon2-cffi-bindings the last version with one is 25.1.0; every other package has one."""
    assert "\nargon2-cffi-bindings==25.1.0 " in lock


def test_a_set_up_that_was_finished_is_not_done_again(environment, monkeypatch):
    environment.SCRIPTS.mkdir(parents=True)
    environment.PYTHON.symlink_to(sys.executable)
    environment.STAMP.write_text(environment.fingerprint())
    monkeypatch.setattr(environment, "set_up", lambda _: pytest.fail("set up again"))
    assert environment.make_environment() == environment.PYTHON


@pytest.mark.parametrize("change", ["lock", "script", "python", "stamp"])
def test_another_lock_script_or_a_lost_python_is_set_up_again(environment, change):
    environment.SCRIPTS.mkdir(parents=True)
    environment.PYTHON.symlink_to(sys.executable)
    environment.STAMP.write_text(environment.fingerprint())
    assert environment.is_set_up(environment.fingerprint())
    if change == "lock":
        environment.LOCK.write_text("wheel==1.1 --hash=sha256:00\n")
    elif change == "script":
        Path(environment.__file__).write_text("# another\n")
    else:
        (environment.PYTHON if change == "python" else environment.STAMP).unlink()
    assert not environment.is_set_up(environment.fingerprint())


def test_a_set_up_that_was_broken_off_is_done_again_from_nothing(environment, monkeypatch):
    half = environment.VENV / "lib" / "half.py"
    half.parent.mkdir(parents=True)
    half.touch()
    environment.STAMP.write_text(environment.fingerprint())
    monkeypatch.setattr(environment.shutil, "which", lambda _: "/usr/bin/uv")
    monkeypatch.setattr(environment, "is_usable", environment.VENV.exists)
    monkeypatch.setattr(environment, "run", lambda _: ended(0))
    monkeypatch.setattr(environment, "install_project", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        environment.set_up(environment.fingerprint())
    assert half.exists()
    assert not environment.is_set_up(environment.fingerprint())

    monkeypatch.setattr(environment, "install_with_uv", lambda: environment.VENV.mkdir() or True)
    monkeypatch.setattr(environment, "install_project", lambda: None)
    environment.set_up("wanted")
    assert not half.exists()
    assert environment.STAMP.read_text() == "wanted"


def test_pip_does_the_work_where_uv_fails(environment, monkeypatch):
    called = []
    monkeypatch.setattr(environment.shutil, "which", lambda _: "/usr/bin/uv")
    monkeypatch.setattr(environment, "run", lambda command: called.append(command) or ended("uv" in command[0]))
    monkeypatch.setattr(environment, "is_usable", lambda: True)
    monkeypatch.setattr(environment, "install_project", lambda: None)
    environment.VENV.mkdir()
    environment.set_up("wanted")
    installs = [command for command in called if "-r" in command]
    assert all("--require-hashes" in command for command in installs)
    assert installs[-1][:3] == [str(environment.PYTHON), "-m", "pip"]
    assert environment.STAMP.read_text() == "wanted"


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("ERROR: no such thing\n", ""),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(': [Errno -2] Name or "
            "service not known')': /simple/wheel/\nERROR: No matching distribution found for wheel==0.44\n",
            "The place where packages come from cannot be reached. Look whether the Internet works and try again.",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('Cannot connect to proxy.', "
            "NewConnectionError(': [Errno 111] Connection refused'))': /simple/wheel/\n",
            "The proxy does not let the packages through. Ask your organisation for its address and put that in the "
            "environment variable HTTPS_PROXY, or try again on another network.",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n",
            "The disk is full. Make room and try again.",
        ),
    ],
)
def test_what_pip_cannot_install_ends_the_set_up_with_what_pip_said_and_what_to_do(
    environment, monkeypatch, said, remedy
):
    monkeypatch.setattr(environment, "install_with_uv", lambda: False)
    monkeypatch.setattr(environment, "is_usable", lambda: True)
    monkeypatch.setattr(environment, "run", lambda command: ended(1, said) if "install" in command else ended(0))
    environment.VENV.mkdir()
    with pytest.raises(environment.SetUpError) as caught:
        environment.make_environment()
    assert str(caught.value) == f"pip could not install requirements.lock:\n{said}{remedy}".rstrip()


def test_a_folder_of_somebody_else_is_said_in_words(environment, monkeypatch):
    refused = PermissionError(13, "Permission denied", str(environment.VENV))
    monkeypatch.setattr(environment, "install_with_uv", lambda: (_ for _ in ()).throw(refused))
    with pytest.raises(environment.SetUpError, match=r"Permission denied: .*\.venv'\. A file may not be written\. "):
        environment.make_environment()


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}])
def test_the_package_is_found_in_a_folder_whose_name_the_locale_cannot_write(tmp_path, locale):
    folder = tmp_path / "Zoë & co"
    (folder / "wijkresearch").mkdir(parents=True)
    (folder / "wijkresearch" / "__init__.py").write_text("__version__ = 'found'\n")
    for name in ("environment.py", "requirements.lock"):
        (folder / name).write_text((ROOT / name).read_text())
    environment = load(folder / "environment.py")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.VENV)], check=True)
    environment.install_project()
    ask = [str(environment.PYTHON), "-c", "import wijkresearch; print(wijkresearch.__version__)"]
    said = subprocess.run(ask, cwd=tmp_path, env={**os.environ, **locale}, check=True, capture_output=True, text=True)
    assert (said.stdout, said.stderr) == ("found\n", "")


def test_the_command_works_in_a_folder_with_spaces_and_other_letters(tmp_path):
    folder = tmp_path / "Zoë & co's map"
    package = folder / "wijkresearch"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "cli.py").write_text("import sys; print(sys.argv[1:])\n")
    for name in ("environment.py", "requirements.lock"):
        (folder / name).write_text((ROOT / name).read_text())
    environment = load(folder / "environment.py")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.VENV)], check=True)
    environment.install_project()
    said = subprocess.run([environment.COMMAND, "check", "a b"], check=True, capture_output=True, text=True)
    assert said.stdout == "['check', 'a b']\n"


def test_the_command_of_windows_names_no_place_and_has_its_line_end_once(environment, monkeypatch):
    monkeypatch.setattr(environment, "WINDOWS", True)
    monkeypatch.setattr(environment, "COMMAND", environment.ROOT / "wijk.cmd")
    monkeypatch.setattr(environment, "run", lambda _: ended(0, "Lib\n"))
    (environment.VENV / "Lib").mkdir(parents=True)
    environment.install_project()
    assert environment.COMMAND.read_bytes() == b'@"%~dp0python.exe" -P -m wijkresearch.cli %*\r\n'


@pytest.mark.parametrize(("registered", "allowed"), [(1, True), (0, False), (None, False)])
def test_windows_is_asked_whether_paths_may_be_long(environment, monkeypatch, registered, allowed):
    def open_key(*_):
        if registered is None:
            raise FileNotFoundError
        return contextlib.nullcontext()

    fake = SimpleNamespace(HKEY_LOCAL_MACHINE=0, OpenKey=open_key, QueryValueEx=lambda *_: (registered, 4))
    monkeypatch.setitem(sys.modules, "winreg", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    assert environment.long_paths_enabled() is allowed


def test_no_path_in_the_environment_is_longer_than_is_reckoned_with(environment):
    """As on Windows: Lib/site-packages holds the packages, and Scripts and share stand beside Lib."""
    longest = 0
    for package in metadata.distributions():
        for file in package.files or ():
            inside = os.path.normpath(f"Lib/site-packages/{file}".replace("site-packages/../../../", "../"))
            if not inside.endswith(".pyc"):
                longest = max(longest, len(f".venv/{inside}"))
    assert 100 < longest <= environment.LONGEST_INSIDE


def test_a_folder_with_a_path_too_long_for_windows_is_refused(environment):
    found = {"free": 10**12, "begun": False}
    assert list(environment.find_obstacles("C" * 97, limit=259, **found)) == []
    assert list(environment.find_obstacles("C" * 98, limit=None, **found)) == []
    assert list(environment.find_obstacles("C" * 98, limit=259, **found)) == [
        "The path of this folder has 98 characters. On Windows it may have 97, because files of the packages have long "
        "names. Move the project to a shorter place, such as C:\\wijk, or enable long paths (LongPathsEnabled, in "
        "Settings under 'For developers'), and try again."
    ]


def test_a_disk_that_is_nearly_full_is_refused_unless_the_packages_are_there(environment):
    said = "The disk has 1.5 GB left, and 2 GB are needed. Make room first."
    assert list(environment.find_obstacles("/p", limit=None, free=1_500_000_000, begun=False)) == [said]
    assert list(environment.find_obstacles("/p", limit=None, free=1_500_000_000, begun=True)) == []


def test_what_cannot_work_is_said_before_anything_is_made(environment, monkeypatch):
    monkeypatch.setattr(environment, "long_paths_enabled", lambda: False)
    monkeypatch.setattr(environment, "LONGEST_PATH", 170)
    monkeypatch.setattr(environment, "set_up", lambda _: pytest.fail("set up"))
    with pytest.raises(environment.SetUpError, match=r"^The path of this folder has"):
        environment.make_environment()


@pytest.mark.parametrize(
    ("folder", "variables", "cloud"),
    [
        ("/users/zoë/wijk", {}, ""),
        ("/users/zoë/wijk", {"OneDrive": "", "OneDriveConsumer": "/users/zoë/elsewhere"}, ""),
        ("/users/zoë/OneDrive - Universiteit/wijk", {}, "OneDrive"),
        ("/users/zoë/cloud/wijk", {"OneDriveCommercial": "/users/zoë/cloud"}, "OneDrive"),
        ("/users/zoë/Library/CloudStorage/GoogleDrive-zoe/wijk", {}, "GoogleDrive"),
        ("/users/zoë/Library/Mobile Documents/wijk", {}, "iCloud"),
        ("/users/zoë/Dropbox/wijk", {}, "Dropbox"),
    ],
)
def test_a_folder_that_is_copied_to_the_computers_of_others_is_recognised(environment, folder, variables, cloud):
    assert environment.find_cloud(Path(folder), variables) == cloud


def test_a_folder_in_the_cloud_is_warned_about_and_set_up(environment, monkeypatch, capsys):
    monkeypatch.setenv("OneDrive", str(environment.ROOT))
    monkeypatch.setattr(environment, "set_up", lambda _: None)
    environment.make_environment()
    assert capsys.readouterr().err.startswith("Note: this folder is in OneDrive, which copies everything in it")


def facts(bootstrap, **other):
    """The facts of a Python that fits, but for these."""
    fitting = {
        "version": (3, 12, 1),
        "implementation": "CPython",
        "free_threaded": False,
        "bits": 64,
        "system": "linux-x86_64",
        "libc": ("glibc", "2.36"),
        "installer": "venv",
    }
    return bootstrap.Facts(**{**fitting, **other})


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"version": (3, 11, 0)},
        {"version": (3, 14, 9)},
        {"system": "linux-aarch64", "libc": ("glibc", "2.28")},
        {"system": "win-amd64", "libc": ("", "")},
        {"system": "macosx-11.0-arm64", "libc": ("", "")},
        {"system": "macosx-10.15-x86_64", "libc": ("", "")},
        {"system": "macosx-10.13-universal2", "libc": ("", ""), "installer": "uv"},
    ],
)
def test_the_pythons_and_systems_that_the_readme_promises_fit(bootstrap, other):
    assert bootstrap.find_obstacle(facts(bootstrap, **other)) == ""


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"version": (3, 10, 13)}, "This project needs Python 3.11 to 3.14; this is 3.10.13. Install Python 3.14 "),
        ({"version": (3, 15, 0)}, "This project needs Python 3.11 to 3.14; this is 3.15.0. Install Python 3.14 "),
        ({"implementation": "PyPy"}, "This project needs the Python of python.org; this is PyPy. "),
        ({"free_threaded": True}, "This project needs the ordinary Python; this is the free-threaded one. "),
        ({"bits": 32, "system": "win32"}, "This project needs a 64-bit Python; this is a 32-bit one. "),
        ({"system": "win-arm64"}, "Some packages (typst) are not made for the ARM64 Python of Windows. "),
        ({"libc": ("musl", "")}, "Some packages (playwright, matplotlib) are not made for Linux with musl"),
        ({"libc": ("glibc", "2.17")}, "The packages need glibc 2.28 or newer; this Linux has 2.17. "),
        ({"system": "linux-riscv64"}, "The packages are made for Windows (x64), Linux (x86_64, aarch64) and macOS; "),
        ({"system": "mingw_x86_64_ucrt"}, "The packages are made for Windows (x64), Linux (x86_64, aarch64) and macOS"),
        ({"installer": ""}, "This Python cannot make an environment: it has no venv or no ensurepip. "),
    ],
)
def test_a_python_that_does_not_fit_is_refused_with_the_way_round(bootstrap, other, said):
    assert bootstrap.find_obstacle(facts(bootstrap, **other)).startswith(said)


def test_this_python_fits(bootstrap):
    assert bootstrap.find_obstacle(bootstrap.read_facts()) == ""


def test_the_versions_that_fit_begin_where_pyproject_says(bootstrap, project):
    assert project["project"]["requires-python"] == ">={}.{}".format(*bootstrap.OLDEST)


def test_every_other_python_on_the_path_is_tried_until_one_fits(tmp_path):
    """Four that are no use, each in its own way, stand before the one that is."""
    scripts = {
        "broken/python3.14": "#!/nowhere/python\n",
        "old/python3.14": f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; sys.exit(1)"\n',
        "crashing/python3.13": "#!/bin/sh\nkill -9 $$\n",
        "silent/python3.12": "#!/bin/sh\nexit 127\n",
        "good/python3.12": '#!/bin/sh\n[ "$2" = --fits ] && exit 0\nshift\necho "good: $@"\n',
    }
    for name, content in scripts.items():
        program = tmp_path / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(content)
        program.chmod(0o755)
    path = os.pathsep.join(str(tmp_path / name) for name in ("broken", "old", "crashing", "silent", "good"))
    code = (
        f"import runpy, sys; sys.version_info = (3, 10, 0); sys.argv = ['bootstrap.py', 'run', 'a b']; "
        f"runpy.run_path({str(ROOT / 'bootstrap.py')!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("good: run a b\n", "", 0)


def test_where_no_python_fits_the_first_says_why(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "read_facts", lambda: facts(bootstrap, version=(3, 9, 2)))
    monkeypatch.setattr(bootstrap, "other_pythons", lambda *_, **__: [["/nowhere/python3.12"]])
    assert bootstrap.main(["run"]) == 1
    assert capsys.readouterr().err == (
        "This project needs Python 3.11 to 3.14; this is 3.9.2. "
        "Install Python 3.14 from python.org (what you have may stay) and try again.\n"
    )


def test_on_windows_the_launcher_is_asked_for_every_version(bootstrap):
    asked = list(bootstrap.other_pythons("", on_windows=True))
    assert asked[:3] == [["py", "-3.14"], ["py", "-3.14-64"], ["py", "-3.13"]]
    assert asked[-2:] == [["py", "-3.11"], ["py", "-3.11-64"]]


SLOW_END = """import sys, time
try:
    print("begun", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(0.5)
    print("whole", flush=True)
    sys.exit(130)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Ctrl-C is sent as a terminal of Unix does")
def test_after_ctrl_c_the_command_gets_the_time_to_end_as_it_sees_fit():
    """Left to itself, `subprocess.call` kills the program that it waits for a quarter of a second later."""
    code = (
        f"import runpy, sys; hand_over = runpy.run_path({str(ROOT / 'bootstrap.py')!r})['hand_over']; "
        f"sys.exit(hand_over([sys.executable, '-c', {SLOW_END!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as started:
        assert started.stdout.readline() == "begun\n"
        os.killpg(started.pid, signal.SIGINT)
        said, complained = started.communicate(timeout=60)
    assert (said, complained, started.returncode) == ("whole\n", "", 130)


NEWER_THAN_2_7 = (
    ast.JoinedStr,
    ast.AnnAssign,
    ast.NamedExpr,
    ast.Nonlocal,
    ast.YieldFrom,
    ast.Match,
    ast.AsyncFunctionDef,
    ast.Await,
)


def test_every_python_since_2_7_can_read_what_says_that_it_does_not_fit():
    """Tried with 2.7, 3.6, 3.7, 3.8, 3.9 and 3.10; this holds what made them stumble."""
    source = (ROOT / "bootstrap.py").read_text()
    assert source.isascii()
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, NEWER_THAN_2_7), ast.unparse(node)
        if isinstance(node, ast.arguments):
            assert not node.kwonlyargs
            assert not node.posonlyargs
            assert not any(argument.annotation for argument in node.args)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.List | ast.Tuple):
            assert not any(isinstance(element, ast.Starred) for element in node.elts)
        if isinstance(node, ast.ImportFrom):
            assert node.module != "__future__"


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


def test_the_stamp_tells_projects_apart(environment):
    other = hashlib.sha256(environment.LOCK.read_bytes()).hexdigest()
    assert environment.fingerprint() != other
