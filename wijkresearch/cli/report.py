"""`wijk report`: run what changed, then say where the report is."""

from __future__ import annotations

import sys
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.cli.progress import progress, tell_reproduction
from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.store import find_root, list_studies
from wijkresearch.run.pipeline import Outcome, Wish, run_study
from wijkresearch.run.plan import choose_study


class Language(StrEnum):
    """The languages that the report can be written in."""

    DUTCH = "nl"
    ENGLISH = "en"


In = Annotated[
    Language,
    typer.Option("--language", help="en: also in English, as report.en.html, .docx and .pdf, with the praatplaat."),
]
Open = Annotated[bool, typer.Option("--open", help="Open the report in the browser.")]


def report(study: StudyOption = "", *, language: In = Language.DUTCH, open_: Open = False) -> None:
    """Run what changed, make the report and say where it is; of every study in turn where none is named."""
    root = find_root()
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for name in [study] if study else list_studies(root) or [choose_study(root).name]:
        try:
            outcomes.append(_report(root, name, language, open_=open_))
        except StudyError as error:
            problems += error.problems
    raise_if_any(problems)
    tell_reproduction(*outcomes)


def _report(root: Path, name: str, language: Language, *, open_: bool) -> Outcome:
    with progress(sys.stdout) as tell:
        outcome = run_study(Wish(name), root, tell)
    entry = outcome.reports / "index.html"
    if language is not Language.DUTCH:
        from wijkresearch.report.publish import publish_report  # noqa: PLC0415 - only when another language is asked for

        entry, *_ = publish_report(root, name, language=language.value)
    typer.echo(f"The report: {entry}")
    if open_:
        webbrowser.open(entry.as_uri())
    return outcome
