"""`wijk memos`: what analysts noted while coding, by code, case and kind, on the screen of the owner of the files."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.analysis import open_analysis
from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import choose_study
from wijkresearch.tables.coding import MEMO_KIND
from wijkresearch.words import catalogue, say

FEW = 6
KINDS_NL = catalogue("memos.kinds")["nl"]

Code = Annotated[str, typer.Option(help="Id of a code: only its memos.")]
Municipality = Annotated[str, typer.Option(help="Name of a municipality's folder: only its memos.")]
Kind = Annotated[str, typer.Option(help=f"Only memos of this kind: {', '.join(MEMO_KIND.allowed)}.")]


def memos(study: StudyOption = "", *, code: Code = "", municipality: Municipality = "", kind: Kind = "") -> None:
    """Print the memos by code, case and kind. They may repeat what a respondent said: keep them to yourself."""
    root = find_root()
    analysis = open_analysis(choose_study(root, study).name, municipality, root=root)
    found = _only(analysis.memos, "code", code, list(analysis.study.codebook["code"]))
    found = _only(found, "kind", kind, MEMO_KIND.allowed)
    labels = dict(zip(analysis.study.codebook["code"], analysis.study.codebook["label_nl"], strict=True))
    typer.echo(say("memos", "found", memos=len(found), codes=found["code"].nunique()))
    for given, rows in found.groupby("code", dropna=False):
        typer.echo("\n" + (say("memos", "on_documents") if pd.isna(given) else f"{labels[given]} ({given})"))
        for row in rows.itertuples():
            passage = "" if pd.isna(row.start) else f":{row.start}-{row.end}"
            place = f"{analysis.study.municipality_names[row.municipality]}, {row.document}{passage}"
            typer.echo(f"  {place}, {row.coder}, {KINDS_NL[row.kind]}: {row.memo}")


def _only(found: pd.DataFrame, column: str, wanted: str, known: Collection[str]) -> pd.DataFrame:
    """The rows with this value; all rows where none is wanted."""
    expected = f"one of {', '.join(known)}" if len(known) <= FEW else f"a {column} of codebook.csv"
    problem = Problem("wijk memos", f"there is no {column} '{wanted}'", expected, did_you_mean(wanted, known))
    raise_if_any([problem] if wanted and wanted not in known else [])
    return found[found[column] == wanted] if wanted else found
