"""`wijk test`: everything that has to pass before a change is submitted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.store import find_root

CHECKS = (
    ("style", ("ruff", "check", ".")),
    ("layout", ("ruff", "format", "--check", ".")),
    ("layers", ("lint-imports",)),
    ("types", ("mypy",)),
)
TESTS = ("tests", ("pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "tests", "wijkresearch"))

Quick = Annotated[bool, typer.Option("--quick", help="Only the style, the layers and the types.")]


def test(*, quick: Quick = False) -> None:  # noqa: PT028 - a command, not a test
    """Check style, layers and types, then run the tests; stops at the first that fails."""
    root, settings = find_root(), tool_environment(on_windows=sys.platform == "win32")
    for name, command in CHECKS if quick else (*CHECKS, TESTS):
        started = time.perf_counter()
        program = find_tool(command[0])
        typer.echo(f"== {name}: {' '.join(command)}")
        code = subprocess.run([program, *command[1:]], cwd=root, env=settings, check=False).returncode  # noqa: S603 - our own tools
        if code:
            raise typer.Exit(code)
        typer.echo(f"== {name}: {time.perf_counter() - started:.0f} s")


def tool_environment(*, on_windows: bool) -> dict[str, str]:
    """The environment variables of the tools: on Windows they have to be set to read text as UTF-8."""
    return {**os.environ, "PYTHONUTF8": "1"} if on_windows else dict(os.environ)


def find_tool(name: str) -> str:
    """The program of this name in the environment, whatever its suffix on this system.

    Raises:
        StudyError: it is not there.
    """
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        remedy = "Type `python bootstrap.py test`; on Windows `py bootstrap.py test`"
        raise StudyError(Problem("wijk test", f"{name} is not installed in this environment", remedy=remedy))
    return found
