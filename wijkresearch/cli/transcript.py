"""`wijk transcript`: what was understood of a transcript, and its text with the interviewer marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.assumptions import Assumption
from wijkresearch.cli.options import Interviewer, Target, pairs
from wijkresearch.errors import Problem, raise_if_any
from wijkresearch.exchange.transcripts import TIMES_BESIDE, Transcript, read_transcript
from wijkresearch.exchange.transcripts.doubts import NO_INTERVIEWER
from wijkresearch.exchange.transcripts.speakers import Speaker, speakers, with_names
from wijkresearch.io.store import new_text
from wijkresearch.io.whole import write_together

ASKS = {True: "interviewer", False: "respondent", None: "not said who asks"}

File = Annotated[
    Path, typer.Argument(help="The transcript, as the transcription service or your text editor saved it.")
]
Rename = Annotated[
    list[str], typer.Option("--speaker", metavar="OLD=NEW", help="Speaker OLD is called NEW in the text.")
]


def transcript(file: File, *, interviewer: Interviewer = [], speaker: Rename = [], to: Target = None) -> None:  # noqa: B006 - typer copies them
    """Show the speakers of a transcript, the times, and what was left out or doubted; with --to, write its text.

    The text that is written is the one in which positions of codings count. Without --to nothing is written. Exit code
    0: read; 1: read, with something that a person should look at; 2: refused.
    """
    read = read_transcript(file)
    asking = {name: f"Interviewer {number}" for number, name in enumerate(interviewer, 1)}
    if len(asking) == 1:
        asking = dict.fromkeys(asking, "Interviewer")
    renamed = pairs("--speaker", speaker, "Ad Vis=Respondent")
    raise_if_any(
        Problem("--speaker", f"'{name}' is given with --interviewer too", "one new name for each speaker")
        for name in renamed
        if name in asking
    )
    names = {**asking, **renamed}
    doubts = [one for one in read.assumptions if one.sentence != NO_INTERVIEWER or not asking]
    text = with_names(read, names) if names or to else read.text
    for line in _sentences(file, read, names, doubts):
        typer.echo(line)
    if to:
        typer.echo(_write(to, text))
    if doubts:
        raise typer.Exit(1)


def _sentences(file: Path, read: Transcript, names: dict[str, str], doubts: list[Assumption]) -> Iterator[str]:
    found = speakers(read)
    words = sum(one.words for one in found) if found else len(read.text.split())
    yield f"{file.name}: {read.layout}, {len(read.turns)} turns, {words} words ({read.encoding})"
    seconds = read.turns["seconds"].dropna()
    if len(seconds):
        yield f"  turns begin between {_clock(seconds.min())} and {_clock(seconds.max())}"
    yield from [f"  {TIMES_BESIDE.format(file=file.name)}"] * read.times_beside
    yield from ["", "Speakers:"] * bool(found)
    yield from (f"  {_said_of(one, names)}" for one in found)
    yield from ["", "To look at:"] * bool(doubts)
    yield from (f"  {doubt}" for doubt in doubts)
    if found and not any(one.interviewer for one in found) and not names:
        yield '  Say who asks with --interviewer "NAME", and where to write the text with --to FILE.txt.'


def _said_of(one: Speaker, names: dict[str, str]) -> str:
    called = f"{one.name} (now {names[one.name]})" if one.name in names else f"{one.name} ({ASKS[one.interviewer]})"
    return f"{called}: {one.turns} turns, {one.words} words, beginning with: {one.first} …"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _write(target: Path, text: str) -> str:
    """Write the text, but never over another one; say what was done."""
    written = write_together(new_text(target, text))
    if written:
        return f"\nWritten: {target.as_posix()}"
    return f"\n{target.name} holds this text already; nothing was written."
