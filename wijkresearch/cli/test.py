"""`wijk test`: everything that has to hold before a change is handed in."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.io.store import find_root

CHECKS = (
    ("style", ("ruff", "check", ".")),
    ("layout", ("ruff", "format", "--check", ".")),
    ("layers", ("lint-imports",)),
    ("types", ("mypy",)),
)
TESTS = ("tests", ("pytest", "-n", "2", "tests", "wijkresearch"))

Quick = Annotated[bool, typer.Option("--quick", help="Only the style, the layers and the types.")]


def test(*, quick: Quick = False) -> None:  # noqa: PT028 - a command, not a test
    """Check style, layers and types, then run the tests; stops at the first that fails."""
    root = find_root()
    for name, command in CHECKS if quick else (*CHECKS, TESTS):
        started = time.perf_counter()
        program = Path(sys.executable).parent / command[0]
        typer.echo(f"== {name}: {' '.join(command)}")
        code = subprocess.run([str(program), *command[1:]], cwd=root, check=False).returncode  # noqa: S603 - our own tools
        if code:
            raise typer.Exit(code)
        typer.echo(f"== {name}: {time.perf_counter() - started:.0f} s")
