"""How far a run is: a moving line per notebook on a terminal, a plain line per event elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import typer

if TYPE_CHECKING:
    from wijkresearch.run.pipeline import Outcome

Tell = Callable[[str, str, str], None]


@contextmanager
def progress(stream: TextIO) -> Iterator[Tell]:
    """A function that reports what happens to each step: `starts`, `done`, `failed` or `up to date`, with a detail."""
    if stream.isatty():
        yield from _moving()
    else:
        yield _plain(stream)


def _plain(stream: TextIO) -> Tell:
    def tell(step: str, state: str, detail: str) -> None:
        print(line(step, state, detail), file=stream, flush=True)

    return tell


def line(step: str, state: str, detail: str) -> str:
    """One event in words.

    >>> line("02_coding", "starts", "segments.csv changed")
    '02_coding           starts (segments.csv changed)'
    """
    return f"{step:<19} {state}" + (f" ({detail})" if detail else "")


def _moving() -> Iterator[Tell]:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - a terminal only

    columns = (SpinnerColumn(finished_text=" "), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns) as shown:
        rows = {}

        def tell(step: str, state: str, detail: str) -> None:
            text = line(step, state, detail).replace("[", r"\[")
            if step not in rows:
                rows[step] = shown.add_task(text, total=1)
            shown.update(rows[step], description=text, completed=0 if state == "starts" else 1)

        yield tell


def tell_reproduction(*outcomes: Outcome) -> None:
    """Say what was reproduced of results that came with the project, and where that stands; if there were any.

    Raises:
        typer.Exit: with 1, when what came with the project stays although this machine makes something else.
    """
    for outcome in outcomes:
        if outcome.reproduction:
            typer.echo(f"{outcome.reproduction.line} See {outcome.reports / outcome.reproduction.page}")
    if any(outcome.reproduction and outcome.reproduction.answer == "kept" for outcome in outcomes):
        raise typer.Exit(1)
