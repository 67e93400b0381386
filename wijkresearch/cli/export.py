"""`wijk export`: a study's codings or codebook for another program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.io.exporting import export_study
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import only_study

Study = Annotated[str, typer.Argument(help="Folder in data/raw; may be left out when there is one study.")]
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


def export(
    study: Study = "",
    *,
    municipality: Municipality = "",
    file_format: Format = "qdpx",
    output: Output = None,
    codebook: Codebook = False,
) -> None:
    """Write codings or codebook for another program, or for Excel and Word."""
    root = find_root()
    chosen = read_study(study or only_study(root), municipality, root=root)
    target = output or Path(default_name(chosen.study, municipality, file_format, codebook=codebook))
    written = export_study(chosen, target, file_format, codebook=codebook)
    typer.echo(f"Wrote {target.name}{f' ({len(written)} files)' if file_format == 'rock' else ''}.")
    if file_format in ("qdpx", "csv", "xlsx", "rock") and not codebook:
        typer.echo("It holds words of respondents: keep it as confidential as the transcripts.")


def default_name(study: str, municipality: str, file_format: str, *, codebook: bool) -> str:
    """The name of the file when none is given.

    >>> default_name("wijk", "", "qdc", codebook=False), default_name("wijk", "gouda", "rock", codebook=False)
    ('wijk-codebook.qdc', 'wijk-gouda-rock')
    """
    parts = [study, municipality, "codebook" if codebook or file_format in ("qdc", "docx") else ""]
    stem = "-".join(part for part in parts if part)
    return f"{stem}-rock" if file_format == "rock" else f"{stem}.{file_format}"
