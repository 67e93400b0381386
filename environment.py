"""Make the environment in .venv; `bootstrap.py` does this with a Python that fits.

Every package is installed in the version of requirements.lock and checked against its hash: with uv where that is on
the path, otherwise with pip. What was set up is remembered by the hash of the lock, so a second call spends no time on
it. What would go wrong half-way is said before anything is downloaded.
"""

# ruff: noqa: S603, T201 - a script that talks to people and starts programs that it names itself
from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
COMMAND = SCRIPTS / ("wijk.cmd" if WINDOWS else "wijk")
STAMP = VENV / "set-up-from"
UNFINISHED = "unfinished"
GIGABYTE = 10**9
NEEDED = 2 * GIGABYTE
LONGEST_PATH = 259
"""How long a path may be on Windows, unless long paths are enabled."""
LONGEST_INSIDE = 161
"""How long the longest path inside the project's folder is: one of JupyterLab in .venv (a test measures it)."""
CLOUDS = ("OneDrive", "Dropbox", "GoogleDrive", "Google Drive", "iCloudDrive", "Mobile Documents")
CAUSES = {
    r"Errno 28|os error 28|WinError 112|os error 112": "The disk is full. Make room and try again.",
    r"Errno 13|os error 13|Errno 30|WinError (5|32)|os error (5|32)\b": (
        "A file may not be written. Close JupyterLab and whatever else uses this project; when the folder is somebody "
        "else's, copy the project to a folder of your own."
    ),
    r"ProxyError|tunnel error|407 Proxy": (
        "The proxy does not let the packages through. Ask your organisation for its address and put that in the "
        "environment variable HTTPS_PROXY, or try again on another network."
    ),
    r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate": (
        "Something between this computer and the Internet puts a certificate of its own in the way. Try again on "
        "another network, or ask your organisation how pip can trust it."
    ),
    r"NewConnectionError|TimeoutError|error sending request|from versions: none": (
        "The place where packages come from cannot be reached. Look whether the Internet works and try again."
    ),
    r"DO NOT MATCH THE HASHES|Hash mismatch": (
        "What was downloaded is not what requirements.lock describes. Try again on another network."
    ),
    r"No matching distribution|no usable wheels": (
        "A package is not made for this system. README.md says which systems the project was made for."
    ),
}


class SetUpError(Exception):
    """Setting up failed; the message says what to do."""


def make_environment() -> Path:
    """The Python of the environment, which is made where that has not been done yet.

    Raises:
        SetUpError: it cannot be made.
    """
    wanted = fingerprint()
    if is_set_up(wanted):
        return PYTHON
    try:
        look_ahead()
        set_up(wanted)
    except OSError as trouble:
        raise SetUpError(f"{trouble}. {explain(str(trouble))}".rstrip()) from None
    return PYTHON


def fingerprint() -> str:
    """What an environment is made from: the lock, this script and the place of the project."""
    made_from = hashlib.sha256(LOCK.read_bytes())
    made_from.update(Path(__file__).read_bytes())
    made_from.update(os.fsencode(ROOT))
    return made_from.hexdigest()


def is_set_up(wanted: str) -> bool:
    """Was the environment made from this, to the end?"""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted


def look_ahead() -> None:
    """Say what is unwise about the place of the project, and refuse what cannot work.

    Raises:
        SetUpError: paths would become too long, or there is no room.
    """
    cloud = find_cloud(ROOT, os.environ)
    if cloud:
        print(
            f"Note: this folder is in {cloud}, which copies everything in it to its own computers, interviews too, and "
            "may hold a file just when it has to be written. A folder outside it is safer.",
            file=sys.stderr,
        )
    limit = None if long_paths_enabled() else LONGEST_PATH
    obstacles = list(find_obstacles(str(ROOT), limit=limit, free=shutil.disk_usage(ROOT).free, begun=VENV.exists()))
    if obstacles:
        raise SetUpError(" ".join(obstacles))


def find_cloud(root: Path, variables: Mapping[str, str]) -> str:
    """The service that copies this folder to its own computers; empty when none is recognised.

    Args:
        root: the project's folder.
        variables: the environment variables; on Windows some say where OneDrive is.
    """
    told = [folder for name, folder in variables.items() if name.upper().startswith("ONEDRIVE") and folder]
    if any(root.is_relative_to(folder) for folder in told):
        return "OneDrive"
    named = (cloud for part in root.parts for cloud in CLOUDS if part.startswith(cloud))
    return next(named, "").replace("Mobile Documents", "iCloud")


def find_obstacles(root: str, *, limit: int | None, free: int, begun: bool) -> Iterator[str]:
    """Why no environment can be made in this folder.

    Args:
        root: the project's folder.
        limit: how many characters the path of a file may have; none when it may have any number.
        free: how many bytes the disk has left.
        begun: is there an environment already, so that less is needed?
    """
    longest = (limit or sys.maxsize) - len("\\") - LONGEST_INSIDE
    if len(root) > longest:
        yield (
            f"The path of this folder has {len(root)} characters. On Windows it may have {longest}, because files of "
            "the packages have long names. Move the project to a shorter place, such as C:\\wijk, or enable long "
            "paths (LongPathsEnabled, in Settings under 'For developers'), and try again."
        )
    if free < NEEDED and not begun:
        yield f"The disk has {free / GIGABYTE:.1f} GB left, and {NEEDED / GIGABYTE:.0f} GB are needed. Make room first."


def long_paths_enabled() -> bool:
    """Does this system allow paths of any length?"""
    if sys.platform != "win32":
        return True
    import winreg  # noqa: PLC0415 - only there on Windows

    folder = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folder) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except FileNotFoundError:
        return False


def set_up(wanted: str) -> None:
    """Make the environment; it counts as made only when every part has succeeded, otherwise it is made anew."""
    print("Setting up .venv; the first time this takes a minute or two.", flush=True)
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == UNFINISHED:
        shutil.rmtree(VENV)
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
        remove_environment()
        if run([uv, "venv", "--quiet", "--seed", "--python", sys.executable, str(VENV)]).returncode:
            return False
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    install = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--no-build", "--require-hashes"]
    ended = run([*install, "-r", str(LOCK)])
    if ended.returncode:
        print(f"{ended.stdout}uv did not succeed; trying pip.", flush=True)
    return not ended.returncode


def install_with_pip() -> None:
    """Install with the pip that comes with Python.

    Raises:
        SetUpError: it did not succeed; with what pip said.
    """
    if not is_usable() or run([str(PYTHON), "-m", "pip", "--version"]).returncode:
        remove_environment()
        made = run([sys.executable, "-m", "venv", str(VENV)])
        if made.returncode:
            raise SetUpError(f"python -m venv did not succeed:\n{made.stdout}{explain(made.stdout)}".rstrip())
    STAMP.write_text(UNFINISHED, encoding="utf-8")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    ended = run([*install, "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)])
    if ended.returncode:
        raise SetUpError(f"pip could not install requirements.lock:\n{ended.stdout}{explain(ended.stdout)}".rstrip())


def explain(said: str) -> str:
    """What to do about a failure, from what a program said of it; empty when that is not known."""
    return next((remedy for sign, remedy in CAUSES.items() if re.search(sign, said)), "")


def is_usable() -> bool:
    """Is there a Python in .venv that starts and fits?"""
    return PYTHON.exists() and not run([str(PYTHON), str(ROOT / "bootstrap.py"), "--fits"]).returncode


def remove_environment() -> None:
    """Remove what there is of an environment."""
    if VENV.exists():
        shutil.rmtree(VENV)


def install_project() -> None:
    """Make the package importable from where it is, and put the command `wijk` in the environment.

    The path in the .pth file starts from that file: before 3.13 Python reads it in the encoding of the user's locale,
    in which the name of a folder such as Zoë is another one than in UTF-8.
    """
    ask = "import os, sys, sysconfig; print(os.path.relpath(sysconfig.get_path('purelib'), sys.prefix))"
    packages = VENV / run([str(PYTHON), "-c", ask]).stdout.strip()
    (packages / "wijkresearch.pth").write_text(f"{os.path.relpath(ROOT, packages)}\n", encoding="ascii")
    if WINDOWS:
        COMMAND.write_bytes(b'@"%~dp0python.exe" -P -m wijkresearch.cli %*\r\n')
        return
    COMMAND.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -P -m wijkresearch.cli "$@"\n', encoding="utf-8")
    COMMAND.chmod(0o755)


def compile_everything() -> None:
    """Compile all modules once: where Python is told not to write byte code, every kernel would do it again."""
    folders = [str(VENV / "lib"), str(VENV / "Lib"), str(ROOT / "wijkresearch")]
    existing = [folder for folder in folders if Path(folder).is_dir()]
    quiet = ["-qq", "-j", "0", "-x", "[/\\\\]tests?[/\\\\]"]
    run([str(PYTHON), "-m", "compileall", *quiet, *existing])


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; what it said, on either stream, is `stdout` of the result."""
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False
    )
