"""`wijk check`: every check of a study's folder; the pages of the last run say so when they are out of date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import typer

from wijkresearch.assumptions import together
from wijkresearch.cli.options import StudyOption
from wijkresearch.cli.standing import take_stock
from wijkresearch.errors import StudyError, list_some
from wijkresearch.io.language import language_of_problems
from wijkresearch.io.store import find_root
from wijkresearch.privacy.masking import Found
from wijkresearch.privacy.release import find_doubts
from wijkresearch.report.gathering import say_assumption
from wijkresearch.report.stale import UNREADABLE, mark_pages, say_stale
from wijkresearch.run.check import check_whole
from wijkresearch.run.plan import choose_study
from wijkresearch.words.problems import problems_in

MOST_PLACES = 10
"""Places in a document that are listed; of more only the number is told."""


def check(study: StudyOption = "") -> None:
    """Read a study's folder whole and list every problem; mark verdicts of the last report that no longer hold."""
    root = find_root()
    name = choose_study(root, study).name
    try:
        found = check_whole(name, root=root)
    except StudyError:
        mark_pages(root, name, UNREADABLE)
        raise
    language = language_of_problems(root, [name])
    tell = problems_in(language)
    for assumption in together(found.assumptions):
        typer.echo(say_assumption(assumption, language))
    for document, doubts in find_doubts(found).items():
        typer.echo(tell(f"{document}: doubtful whether a hidden municipality is named: {_say_places(doubts)}"))
    counts = {
        "municipalities": len(found.municipalities),
        "documents": len(found.documents),
        "texts": len(found.transcripts),
        "codes": len(found.codebook),
        "codings": len(found.segments),
    }
    standing = take_stock(found, root, today=date.today())  # noqa: DTZ011 - the researcher's own calendar
    mark_pages(root, name, say_stale(standing.stale), claims=list(standing.stale["claim"].unique()))
    for remark in standing.remarks:
        typer.echo(remark)
    typer.echo(tell(f"{name}: no problems ({', '.join(f'{count} {kind}' for kind, count in counts.items())})"))
    if standing.needs_action:
        raise typer.Exit(1)


def _say_places(doubts: Sequence[Found]) -> str:
    """Where doubtful words stand, by their first characters, without the words."""
    said = (f"{doubt.start} ({'masked' if doubt.masked else 'left'})" for doubt in doubts)
    return f"at character {list_some(said, most=MOST_PLACES)}"
