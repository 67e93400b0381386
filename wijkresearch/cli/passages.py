"""`wijk passages`: every passage with a code, on the screen or as a reading list, as far as respondents agreed.

Words go out through the gate alone: of who may not be quoted the place is given, for whoever has the file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.analysis import Analysis
from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root, write_bytes
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import release
from wijkresearch.report.documents import read_documents
from wijkresearch.report.reading_list import FORMATS, add_lines, list_bytes
from wijkresearch.run.plan import choose_study
from wijkresearch.show.finding_back import list_passages, list_places, say_found, say_missed, say_unseen
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import notice_of
from wijkresearch.study import UNTOLD
from wijkresearch.words import say

WIDTH = 96
LANGUAGE = "nl"
NAMED = re.compile(r"[\w-]+")

Code = Annotated[str, typer.Argument(metavar="CODE", help="Id or label of a code.")]
Municipality = Annotated[str, typer.Option(help="Only this municipality.")]
Perspective = Annotated[str, typer.Option(help="Only who looks from here: an id of `perspectives` in study.yml.")]
Outcome = Annotated[str, typer.Option(help="Only passages that ended so: fulfilled, hindered or not_called_upon.")]
Text = Annotated[str, typer.Option(help="Only passages with one of these words, such as 'escal*, ruzie'.")]
Beside = Annotated[str, typer.Option("--with", metavar="CODE", help="Only passages that overlap one with this code.")]
Near = Annotated[int, typer.Option(min=0, help="With --with: they may be fewer than so many characters apart.")]
Under = Annotated[bool, typer.Option("--under", help="Codes that stand below it in the codebook count too.")]
Missed = Annotated[
    str, typer.Option(help="Words, such as 'escal*': where they are said outside passages with the code.")
]
Format = Annotated[str, typer.Option("--format", help=f"Write a reading list: {', '.join(FORMATS)}.")]
Output = Annotated[Path | None, typer.Option(help="File to write; named after the code if left out.")]


def passages(  # noqa: PLR0913 - one for each thing that can be asked
    code: Code,
    study: StudyOption = "",
    *,
    municipality: Municipality = "",
    perspective: Perspective = "",
    outcome: Outcome = "",
    text: Text = "",
    beside: Beside = "",
    near: Near = 0,
    under: Under = False,
    missed: Missed = "",
    file_format: Format = "",
    output: Output = None,
) -> None:
    """Show the passages with a code, or write them as a reading list.

    Words are shown of who agreed to be quoted; of others the place where they stand.
    """
    _check_format(file_format)
    root = find_root()
    whole = read_study(choose_study(root, study).name, root=root)
    gate = Gate.of(whole, language=LANGUAGE)
    analysis = Analysis(release(whole), root=root, gate=gate)
    where = {"municipality": municipality, "perspective": perspective, "outcome": outcome, "text": text}
    found = analysis.passages(code, beside=beside, near=near, under=under, **where)
    labels = Labels.of(analysis.study)
    read = list_passages(found, analysis.quoting, labels)
    read = add_lines(read, read_documents(whole, found["segment"], language=LANGUAGE), language=LANGUAGE)
    said = [notice_of(whole.settings, LANGUAGE), *say_found(read, language=LANGUAGE)]
    if perspective and UNTOLD in analysis.study.ids("perspectives"):
        untold = analysis.passages(code, beside=beside, near=near, under=under, **{**where, "perspective": UNTOLD})
        said.append(say("finding_back", "untold", LANGUAGE, passages=len(untold)))
    if file_format:
        codes = say("finding_back", "beside", LANGUAGE, codes=code, beside=beside) if beside else code
        title = say("finding_back", "passages", LANGUAGE, codes=codes)
        target = output or Path(f"{whole.study}-{'-'.join(NAMED.findall(code))}.{file_format}")
        content = list_bytes(read, file_format, title=title, said=[*filter(None, said)], language=LANGUAGE)
        typer.echo(_write(target, content))
        return
    for line in [*said[1:], *_lines(read), *(_missed(analysis, missed, code, under=under) if missed else [])]:
        typer.echo(line)


def _check_format(file_format: str) -> None:
    if file_format and file_format not in FORMATS:
        hint = did_you_mean(file_format, FORMATS)
        raise StudyError(Problem("wijk passages", f"there is no format '{file_format}'", ", ".join(FORMATS), hint))


def _write(target: Path, content: bytes) -> str:
    """Write the list where there is no file yet, and say so."""
    if target.exists():
        remedy = "Give another name with --output, or remove it first"
        raise StudyError(Problem("wijk passages", f"{target.name} is there already", remedy=remedy))
    write_bytes(target, content)
    return say("finding_back", "wrote", LANGUAGE, file=target.name)


def _lines(read: pd.DataFrame) -> Iterator[str]:
    for who, rows in read.groupby("who", sort=False):
        yield f"\n{who}"
        for row in rows.fillna({"words": say("finding_back", "no_words", LANGUAGE)}).itertuples():
            yield f"  {', '.join(filter(None, [row.segment, row.lines]))}: {row.codes}"
            yield textwrap.fill(row.words, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _missed(analysis: Analysis, words: str, code: str, *, under: bool) -> Iterator[str]:
    """The words outside passages with the code, each in its context where that may be shown."""
    found = analysis.find_words(words, code, under=under)
    yield ""
    yield from say_missed(found)
    outside = found[~found["inside"].astype("bool")]
    shown = list(zip(list_places(outside), analysis.quoting.context(outside), strict=True))
    for place, around in shown:
        if around:
            yield f"  {place:<16} {around[0]:>60}[{around[1]}]{around[2]}"
    yield from say_unseen(shown)
