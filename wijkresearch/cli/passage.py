"""`wijk passage`: one passage in its place, with its lines, who gave it which codes, and the claims that rest on it.

It goes through the same gate as a page: a screen is copied from as easily as a page is. Of who may not be quoted it
says where the words stand, for whoever has the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from wijkresearch.analysis import Analysis
from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.privacy.consent import NEEDED
from wijkresearch.privacy.release import release
from wijkresearch.report.documents import ReadDocument, read_documents
from wijkresearch.report.passages import say_place
from wijkresearch.run.plan import choose_study
from wijkresearch.study import RawStudy

PASSAGE = re.compile(r"\s*(\S+):(\d+)-(\d+)\s*")
WHERE = "wijk passage"
STANCES = {"support": "For", "counter": "Against"}

Id = Annotated[str, typer.Argument(metavar="PASSAGE", help="Id of a passage, such as D12:6615-6655.")]
Context = Annotated[int, typer.Option(min=0, help="Lines shown before and after it.")]


def passage(passage: Id, study: StudyOption = "", *, context: Context = 3) -> None:
    """Show a passage with its lines, who speaks, its codes by coder, and the claims that it is evidence for.

    Words are shown of who agreed to be quoted; of others the place where they stand.
    """
    root = find_root()
    folder = choose_study(root, study)
    whole = read_study(folder.name, root=root)
    document, start, end = _parse(passage)
    analysis = Analysis(release(whole), root=root)
    shown = [*analysis.evidence["segment"], f"{document}:{start}-{end}"]
    read = _find(whole, read_documents(whole, shown, language="en"), document)
    _check_bounds(whole, document, start, end)
    for line in _say(whole, analysis, read, (start, end), context):
        typer.echo(line)


def _parse(passage: str) -> tuple[str, int, int]:
    found = PASSAGE.fullmatch(passage)
    if found is None:
        problem = Problem(WHERE, f"'{passage}' is no id of a passage", "document:start-end, such as D12:6615-6655")
        raise StudyError(problem)
    return found[1], int(found[2]), int(found[3])


def _find(whole: RawStudy, read: dict[str, ReadDocument], document: str) -> ReadDocument:
    if document in read:
        return read[document]
    if document in list(whole.documents["document"]):
        found, expected = f"'{document}' may not be used", f"items {NEEDED['process']} of the consent form"
        raise StudyError(Problem(WHERE, found, expected))
    raise StudyError(Problem(WHERE, f"there is no document '{document}'", remedy=did_you_mean(document, read)))


def _check_bounds(whole: RawStudy, document: str, start: int, end: int) -> None:
    lengths = dict(whole.transcripts.lengths().itertuples(index=False, name=None))
    if document not in lengths:
        raise StudyError(Problem(WHERE, f"the study has no text of '{document}'", "a document with a transcript"))
    if not start < end <= lengths[document]:
        found = f"{document} has {lengths[document]} characters, and {start}-{end} is no part of them"
        raise StudyError(Problem(WHERE, found, f"a start below an end of at most {lengths[document]}"))


def _say(whole: RawStudy, analysis: Analysis, read: ReadDocument, span: tuple[int, int], context: int) -> Iterator[str]:
    place, passage = read.place(*span), f"{read.document}:{span[0]}-{span[1]}"
    yield ", ".join(filter(None, [passage, say_place(place, "en"), read.who]))
    yield ""
    if read.quotable:
        yield from _lines(read, place or (0, 0), context)
    else:
        yield from _closed(whole, read.document)
    yield ""
    yield from _codes(analysis, read.document, *span)
    yield from _claims(analysis, passage)


def _lines(read: ReadDocument, place: tuple[int, int], context: int) -> Iterator[str]:
    """The lines of the passage, marked, with those around it as far as they may be shown."""
    first, last = place
    for line in read.lines[max(0, first - context - 1) : last + context]:
        words = "".join(piece.words for piece in read.pieces.get(line.number, ())) or "…"
        mark = ">" if first <= line.number <= last else " "
        speaker = read.speakers[line.turn][:1].upper() if read.speakers else " "
        yield f"{mark} {line.number:>4} {speaker}  {words}"


def _closed(whole: RawStudy, document: str) -> Iterator[str]:
    row = whole.documents.set_index("document").loc[document]
    yield f"The words are not shown: {document} may not be quoted (item {NEEDED['quote']} of the consent form)."
    yield f"They stand in data/raw/{whole.study}/{row['municipality']}/transcripts/{row['file']}, for your eyes only."


def _codes(analysis: Analysis, document: str, start: int, end: int) -> Iterator[str]:
    """The codes of everything that has a part in the passage, by coder; what is not exactly the passage with its id."""
    labels = dict(zip(analysis.study.codebook["code"], analysis.study.codebook["label_en"], strict=True))
    coders = analysis.study.labels("coders", "en")
    given = analysis.evidence[analysis.evidence["document"] == document]
    given = given[(given["start"] < end) & (given["end"] > start)]
    if given.empty:
        yield "Nobody coded it."
    for coder, rows in given.groupby("coder", sort=False):
        codes = "; ".join(_code(row, labels, f"{document}:{start}-{end}") for row in rows.to_dict("records"))
        yield f"{coders.get(str(coder), coder)}: {codes}"


def _code(row: Mapping[Any, Any], labels: dict[str, str], passage: str) -> str:
    label = labels[str(row["code"])]
    return label if row["segment"] == passage else f"{label} ({row['segment']})"


def _claims(analysis: Analysis, passage: str) -> Iterator[str]:
    evidence = analysis.verdict_evidence
    found = evidence[evidence["segment"] == passage].drop_duplicates(["claim", "stance"])
    texts = dict(analysis.study.claims["claims"][["claim", "text_en"]].itertuples(index=False, name=None))
    yield from (f"{STANCES[row.stance]} {row.claim}: {texts[row.claim]}" for row in found.itertuples())
