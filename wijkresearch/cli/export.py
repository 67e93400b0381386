"""`wijk export`: a study's codings or codebook for another program, as far as respondents agreed to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.exporting import check_format, export_study
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.privacy.consent import NEEDED, Gate
from wijkresearch.privacy.release import release
from wijkresearch.run.plan import choose_study
from wijkresearch.study import RawStudy, Study, Transcripts

Municipality = Annotated[str, typer.Option(metavar="ID", help="Only this municipality.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help="qdpx: texts with codings; csv, xlsx: codings; qdc, docx: codebook; rock: texts with codes behind lines.",
    ),
]
Output = Annotated[
    Path | None, typer.Option(help="File to write (for rock a folder); named after the study if left out.")
]
Codebook = Annotated[bool, typer.Option("--codebook", help="With csv or xlsx: the codebook instead of the codings.")]
WithTexts = Annotated[
    bool,
    typer.Option("--with-texts", help="Words of respondents may go along, of those who agreed to later research."),
]
TEXTS = ("qdpx", "rock")
CODEBOOKS = ("qdc", "docx")
WITHHELD = {
    "reuse": f"the respondent did not agree to later research (item {NEEDED['reuse']} of the consent form) or withdrew",
    "process": f"the respondent did not agree to processing (items {NEEDED['process']} of the consent form)",
    "names": "the text names a municipality that may not be named; replace the name by its pseudonym in brackets",
}


def export(
    study: StudyOption = "",
    *,
    municipality: Municipality = "",
    file_format: Format = "qdpx",
    output: Output = None,
    codebook: Codebook = False,
    with_texts: WithTexts = False,
) -> None:
    """Write codings or codebook for another program, or for Excel and Word.

    Words of respondents leave only with --with-texts, and only of those who agreed to later research.
    """
    check_format(file_format)
    if file_format in TEXTS and not with_texts:
        raise StudyError(_texts_problem(file_format))
    root = find_root()
    whole = read_study(choose_study(root, study).name, root=root)
    part, gate = whole.choose(municipality), Gate.of(whole)
    only_codes = codebook or file_format in CODEBOOKS
    withheld = {} if only_codes else withheld_documents(part, gate, with_texts=with_texts)
    released = release(whole, for_reuse=with_texts and not only_codes)
    leaving = _without(released.only([gate.public_id(own) for own in part.municipality_names]), {*withheld})
    case = "-".join(leaving.municipalities["municipality"]) if municipality else ""
    target = output or Path(default_name(whole.study, case, file_format, codebook=codebook))
    exported = export_study(leaving, target, file_format, codebook=codebook, with_texts=with_texts)
    number = len(exported.files)
    typer.echo(f"Wrote {target.name}{f' ({number} files)' if file_format == 'rock' else ''}.")
    for line in _said(withheld):
        typer.echo(line)
    for what, count in exported.left_out[["what", "count"]].itertuples(index=False, name=None):
        typer.echo(f"Left out, because {file_format} has no place for it: {what} ({count}).")
    if with_texts and not only_codes:
        typer.echo("It holds words of respondents: keep it as confidential as the transcripts.")
    elif not only_codes:
        typer.echo("Passages and memos stay here; --with-texts takes them along.")


def withheld_documents(study: RawStudy, gate: Gate, *, with_texts: bool) -> dict[str, str]:
    """Document to the reason why it may not leave: `process`, `reuse` or `names`; the gate is that of the whole."""
    withheld = {}
    for document in study.documents["document"]:
        if not gate.may("process", document):
            withheld[document] = "process"
        elif with_texts and not gate.may("reuse", document):
            withheld[document] = "reuse"
        elif with_texts and document in study.transcripts and not _may_be_read(gate, study, document):
            withheld[document] = "names"
    return withheld


def default_name(study: str, municipality: str, file_format: str, *, codebook: bool) -> str:
    """The name of the file when none is given.

    >>> default_name("wijk", "", "qdc", codebook=False), default_name("wijk", "gouda", "rock", codebook=False)
    ('wijk-codebook.qdc', 'wijk-gouda-rock')
    """
    parts = [study, municipality, "codebook" if codebook or file_format in CODEBOOKS else ""]
    stem = "-".join(part for part in parts if part)
    return f"{stem}-rock" if file_format == "rock" else f"{stem}.{file_format}"


def _texts_problem(file_format: str) -> Problem:
    remedy = (
        "Add --with-texts when everyone who gets the file may read the interviews. Codings without words go out with "
        "--format csv, the codebook with --format qdc."
    )
    return Problem("wijk export", f"a {file_format} file holds the interviews themselves", "--with-texts", remedy)


def _may_be_read(gate: Gate, study: RawStudy, document: str) -> bool:
    try:
        gate.check_names(document, study.transcripts[document])
    except StudyError:
        return False
    return True


def _without(study: Study, withheld: set[str]) -> Study:
    """The study without some of its documents."""
    gone = list(withheld)
    return replace(
        study,
        documents=study.documents[~study.documents["document"].isin(gone)].reset_index(drop=True),
        segments=study.segments[~study.segments["document"].isin(gone)].reset_index(drop=True),
        decisions=study.decisions[~study.decisions["document"].isin(gone)].reset_index(drop=True),
        transcripts=Transcripts({name: study.transcripts[name] for name in study.transcripts if name not in withheld}),
    )


def _said(withheld: dict[str, str]) -> Iterator[str]:
    for reason, why in WITHHELD.items():
        documents = [document for document, found in withheld.items() if found == reason]
        if documents:
            yield f"Left out, because {why}: {', '.join(documents)}."
