"""`wijk lab`: JupyterLab with the notebooks, to run them by hand."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from wijkresearch.io.store import find_root

Browser = Annotated[bool, typer.Option(help="Open the browser; otherwise only print the address.")]


def lab(*, browser: Browser = True) -> None:
    """Open JupyterLab in the notebooks; every one of them runs by hand as it does in a run."""
    root = find_root()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        "--LabApp.default_url=/lab/tree/notebooks",
    ]
    if not browser:
        command.append("--no-browser")
    raise typer.Exit(subprocess.run(command, cwd=root, check=False).returncode)  # noqa: S603 - our own command
