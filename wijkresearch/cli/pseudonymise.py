"""`wijk pseudonymise`: pseudonyms for names in a transcript, and every word that is left ticked off by a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.cli.options import Interviewer, StudyOption, Target
from wijkresearch.errors import StudyError, Tell
from wijkresearch.io.language import tell_problems
from wijkresearch.io.pseudonymising import KEEP, Pseudonymising
from wijkresearch.io.pseudonymising import pseudonymise as open_work
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import choose_study
from wijkresearch.tables.privacy import NAME_KINDS

SKIP, STOP = "skip", "stop"

File = Annotated[Path, typer.Argument(help="The transcript, as it came or as it is in the study.")]
Review = Annotated[bool, typer.Option("--review", help="Tick off what is left, word by word.")]
By = Annotated[str, typer.Option(metavar="ID", help="Who does this; may be left out when the study has one coder.")]


def pseudonymise(
    file: File,
    *,
    study: StudyOption = "",
    to: Target = None,
    review: Review = False,
    by: By = "",
    interviewer: Interviewer = [],  # noqa: B006 - typer copies it
) -> None:
    """Say what gives people away in a transcript; with --to, write its text with pseudonyms; with --review, tick off.

    Key and log are kept in your home folder (or in WIJK_KEYS), never in the project. Exit code 0: nothing is left to
    tick off; 1: something is; 2: refused.
    """
    name = choose_study(find_root(), study).name
    work = open_work(file, study=name, to=to or "", by=by, interviewers=interviewer)
    for line in _found(file, work):
        typer.echo(line)
    if review:
        _ask(work, tell_problems(name))
    if review or to:
        typer.echo("\n".join(work.save()) or "The answers are kept; there was nothing else to write.")
    for line in _left(file, work, written=review or bool(to)):
        typer.echo(line)
    if len(work.queue):
        raise typer.Exit(1)


def _found(file: Path, work: Pseudonymising) -> Iterator[str]:
    yield f"{file.name}, document {work.document}: {len(work.found)} places get a pseudonym"
    yield from (f"  {kind}: {count}" for kind, count in work.counts.items())


def _ask(work: Pseudonymising, tell: Tell) -> None:
    """Show every word of the queue in its places and take an answer, until none is left or the person stops."""
    passed: set[str] = set()
    typer.echo(f"Answer {KEEP}, {SKIP}, {STOP}, a pseudonym such as [collega 1], or one of {', '.join(NAME_KINDS)}.")
    while True:
        left = [word for word in work.queue["word"] if word not in passed]
        if not left:
            return
        typer.echo(f"\n{len(left)} to go:")
        for place in work.contexts(left[0]):
            typer.echo(f"  {place}")
        answer = _answer(left[0])
        if answer == STOP:
            return
        if answer == SKIP:
            passed.add(left[0])
            continue
        try:
            work.answer({left[0]: answer})
        except StudyError as refusal:
            typer.echo(refusal.told(tell))


def _answer(word: str) -> str:
    """What is typed; who breaks off stops, and keeps the answers given so far."""
    try:
        return str(typer.prompt(word, default=SKIP)).strip()
    except typer.Abort:
        return STOP


def _left(file: Path, work: Pseudonymising, *, written: bool) -> Iterator[str]:
    if len(work.queue):
        yield f"{len(work.queue)} words or numbers are left to tick off; see them with --review."
    elif written:
        yield "Nothing is left to tick off."
    else:
        yield "Nothing is left to tick off; --to FILE.txt or --review records that."
    if written and work.leaves_names:
        yield f"{file.name} still holds the names: move it out of the project."
