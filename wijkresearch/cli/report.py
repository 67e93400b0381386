"""`wijk report`: run what changed, then say where the report is."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated

import typer

from wijkresearch.cli.progress import progress
from wijkresearch.io.store import find_root
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import only_study

Study = Annotated[str, typer.Argument(help="Folder in data/raw; may be left out when there is one study.")]
Open = Annotated[bool, typer.Option("--open", help="Open the report in the browser.")]


def report(study: Study = "", *, open_: Open = False) -> None:
    """Run what changed, make the report and say where it is."""
    root = find_root()
    with progress(sys.stdout) as tell:
        outcome = run_study(Wish(study or only_study(root)), root, tell)
    index = outcome.reports / "index.html"
    typer.echo(f"The report: {index}")
    if open_:
        webbrowser.open(index.as_uri())
