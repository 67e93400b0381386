"""`wijk check`: every check of a study's folder, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from wijkresearch.cli.standing import take_stock
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import check_study, only_study

Study = Annotated[str, typer.Argument(help="Folder in data/raw; may be left out when there is one study.")]


def check(study: Study = "") -> None:
    """Read a study's folder whole and list every problem; say what was assumed about its files."""
    root = find_root()
    name = study or only_study(root)
    check_study(root, name)
    found = read_study(name, root=root)
    for assumption in found.assumptions:
        typer.echo(f"assumed: {assumption}")
    counts = {
        "municipalities": len(found.municipalities),
        "documents": len(found.documents),
        "texts": len(found.transcripts),
        "codes": len(found.codebook),
        "codings": len(found.segments),
    }
    standing = take_stock(found, root, today=date.today())  # noqa: DTZ011 - the researcher's own calendar
    for remark in standing.remarks:
        typer.echo(remark)
    typer.echo(f"{name}: no problems ({', '.join(f'{count} {kind}' for kind, count in counts.items())})")
    if standing.needs_action:
        raise typer.Exit(1)
