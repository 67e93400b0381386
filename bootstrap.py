"""Make the environment in .venv and run `wijk` in it: `python bootstrap.py [COMMAND ...]` (Windows: `py bootstrap.py`).

Needs nothing but Python. Every package is installed in the version of requirements.lock and checked against its hash:
with uv where that is on the path, otherwise with pip. What was set up is remembered by the hash of the lock, so a
second call spends no time on it.
"""

# ruff: noqa: S603, T201 - a script that talks to people and starts programs that it names itself
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "set-up-from"
OLDEST = (3, 11)


class SetUpError(Exception):
    """Setting up failed; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Set up what is not set up yet, then run `wijk` with these arguments, if there are any."""
    if sys.version_info < OLDEST:
        return run_with_newer_python(arguments)
    wanted = fingerprint()
    try:
        if not is_set_up(wanted):
            set_up(wanted)
    except SetUpError as trouble:
        print(f"Setting up failed: {trouble}", file=sys.stderr)
        return 1
    if not arguments:
        print(f"Ready. The command is {SCRIPTS / 'wijk'}")
        return 0
    return hand_over([str(PYTHON), "-m", "wijkresearch.cli", *arguments])


def hand_over(command: list[str]) -> int:
    """Run a command; its exit code. It hears Ctrl-C as well, and is given the time to stop whole."""
    with subprocess.Popen(command) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue


def run_with_newer_python(arguments: list[str]) -> int:
    """Start again with the newest Python on the path that is new enough."""
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return hand_over([newer, str(Path(__file__).resolve()), *arguments])
    print(f"This needs Python 3.11 or newer; found {sys.version.split()[0]}.", file=sys.stderr)
    return 1


def fingerprint() -> str:
    """What an environment is made from: the lock, this script and the place of the project."""
    made_from = hashlib.sha256(LOCK.read_bytes())
    made_from.update(Path(__file__).read_bytes())
    made_from.update(str(ROOT).encode())
    return made_from.hexdigest()


def is_set_up(wanted: str) -> bool:
    """Was the environment made from this, to the end?"""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted


def set_up(wanted: str) -> None:
    """Make the environment; it counts as made only when every part has succeeded."""
    print("Setting up .venv; the first time this takes a minute or two.", flush=True)
    STAMP.unlink(missing_ok=True)
    if not install_with_uv():
        install_with_pip()
    install_project()
    compile_everything()
    STAMP.write_text(wanted, encoding="utf-8")


def install_with_uv() -> bool:
    """Install with uv; false when it is not on the path or did not succeed."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    if not is_usable():
        shutil.rmtree(VENV, ignore_errors=True)
        if not run([uv, "venv", "--quiet", "--seed", "--python", sys.executable, str(VENV)]):
            return False
    install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(LOCK)]
    if run(install):
        return True
    print("uv did not succeed; trying pip.", flush=True)
    return False


def install_with_pip() -> None:
    """Install with the pip that comes with Python."""
    if not is_usable() or not run([str(PYTHON), "-m", "pip", "--version"]):
        shutil.rmtree(VENV, ignore_errors=True)
        if not run([sys.executable, "-m", "venv", str(VENV)]):
            raise SetUpError("python -m venv did not succeed. On Debian and Ubuntu: apt install python3-venv")
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    if not run([str(PYTHON), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(LOCK)]):
        raise SetUpError("pip could not install requirements.lock; what it said stands above")


def is_usable() -> bool:
    """Is there a Python in .venv that starts and is new enough?"""
    if not PYTHON.exists():
        return False
    return run([str(PYTHON), "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"])


def install_project() -> None:
    """Make the package importable from where it is, and put the command `wijk` in the environment."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.check_output([str(PYTHON), "-c", ask], text=True).strip())
    (packages / "wijkresearch.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        (SCRIPTS / "wijk.cmd").write_text('@"%~dp0python.exe" -m wijkresearch.cli %*\r\n', encoding="utf-8")
        return
    command = SCRIPTS / "wijk"
    command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m wijkresearch.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def compile_everything() -> None:
    """Compile all modules once: where Python is told not to write byte code, every kernel would do it again."""
    folders = [str(VENV / "lib"), str(VENV / "Lib"), str(ROOT / "wijkresearch")]
    existing = [folder for folder in folders if Path(folder).is_dir()]
    quiet = ["-qq", "-j", "0", "-x", "[/\\\\]tests?[/\\\\]"]
    run([str(PYTHON), "-m", "compileall", *quiet, *existing])


def run(command: list[str]) -> bool:
    """Run a command; did it succeed?"""
    return subprocess.call(command, stdout=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
