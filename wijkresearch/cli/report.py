"""`wijk report`: run what changed, then say where the report is."""

from __future__ import annotations

import sys
import webbrowser
from enum import StrEnum
from typing import Annotated

import typer

from wijkresearch.cli.options import StudyFolder
from wijkresearch.cli.progress import progress, tell_reproduction
from wijkresearch.io.store import find_root
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import only_study


class Language(StrEnum):
    """The languages that the report can be written in."""

    DUTCH = "nl"
    ENGLISH = "en"


In = Annotated[
    Language,
    typer.Option("--language", help="en: also in English, as report.en.html, .docx and .pdf, with the praatplaat."),
]
Open = Annotated[bool, typer.Option("--open", help="Open the report in the browser.")]


def report(study: StudyFolder = "", *, language: In = Language.DUTCH, open_: Open = False) -> None:
    """Run what changed, make the report and say where it is."""
    root = find_root()
    name = study or only_study(root)
    with progress(sys.stdout) as tell:
        outcome = run_study(Wish(name), root, tell)
    entry = outcome.reports / "index.html"
    if language is not Language.DUTCH:
        from wijkresearch.report.publish import publish_report  # noqa: PLC0415 - only when another language is asked for

        entry, *_ = publish_report(root, name, language=language.value)
    typer.echo(f"The report: {entry}")
    if open_:
        webbrowser.open(entry.as_uri())
    tell_reproduction(outcome)
