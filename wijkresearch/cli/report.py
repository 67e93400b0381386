"""`wijk report`: run what changed, then say where the report is."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated

import typer

from wijkresearch.cli.progress import progress
from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.store import find_root
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import only_study
from wijkresearch.run.publish import publish_report
from wijkresearch.show.report.words import WORDS

Study = Annotated[str, typer.Argument(help="Folder in data/raw; may be left out when there is one study.")]
Language = Annotated[
    str, typer.Option(help="`en` for the report in English as well, beside the Dutch one: report.en.html, .docx, .pdf.")
]
Open = Annotated[bool, typer.Option("--open", help="Open the report in the browser.")]


def report(study: Study = "", *, language: Language = "nl", open_: Open = False) -> None:
    """Run what changed, make the report and say where it is."""
    if language not in WORDS:
        expected = f"one of {', '.join(WORDS)}"
        raise StudyError(Problem("--language", f"there is no report in '{language}'", expected))
    root = find_root()
    name = study or only_study(root)
    with progress(sys.stdout) as tell:
        outcome = run_study(Wish(name), root, tell)
    entry = outcome.reports / "index.html"
    if language != "nl":
        entry = publish_report(root, name, language=language)[0]
    typer.echo(f"The report: {entry}")
    if open_:
        webbrowser.open(entry.as_uri())
