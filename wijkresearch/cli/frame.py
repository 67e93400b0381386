"""`wijk frame`: the figures of every municipality, fetched from Statistics Netherlands into a file with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.io.cbs import Connection, Snapshot, fetch_frame, write_snapshot
from wijkresearch.io.store import find_root
from wijkresearch.rigour.dutch_facts import count_council_seats

Year = Annotated[int, typer.Option(help="Year of the figures (1 January).")]
Province = Annotated[str, typer.Option(help="Only this province.")]
Out = Annotated[Path | None, typer.Option(help="File to write; data/raw/netherlands_YEAR.csv by default.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace the file where it exists.")]


def frame(*, year: Year = 2024, province: Province = "", out: Out = None, overwrite: Overwrite = False) -> None:
    """Fetch the figures of every municipality from Statistics Netherlands, with their source beside them."""
    snapshot = fetch_frame(year, province=province, connection=Connection(tell=_tell))
    path = out or find_root() / "data" / "raw" / f"netherlands_{year}.csv"
    write_snapshot(with_council_seats(snapshot), path, overwrite=overwrite)
    typer.echo(f"{len(snapshot.frame)} municipalities in {path}")


def with_council_seats(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the council seats that go with the inhabitants on the reference date, where those are known."""
    seats = [
        None if pd.isna(count) else count_council_seats(int(count)) for count in snapshot.frame["inhabitants_2021"]
    ]
    filled = snapshot.frame.assign(council_seats=pd.array(seats, dtype="Int64"))
    return Snapshot(filled, snapshot.year, snapshot.provenance)


def _tell(message: str) -> None:
    typer.echo(message, err=True)
