"""`wijk new`: the folder of a new municipality, ready to be filled in."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.file_names import same_file, why_no_file_name
from wijkresearch.io.read import read_frame
from wijkresearch.io.settings import read_yaml
from wijkresearch.io.store import find_root, write_text
from wijkresearch.run.plan import choose_study
from wijkresearch.tables import DOCUMENTS, MUNICIPALITIES, SEGMENTS, Table
from wijkresearch.tables.settings import STUDY, check_settings

FROM_FRAME = {
    "name": "municipality",
    "council_seats": "council_seats",
    "inhabitants": "inhabitants_2024",
    "area_km2": "area_total_km2",
    "province": "province",
}

Municipality = Annotated[str, typer.Argument(help="Name of the municipality, such as Gouda.")]


def new(municipality: Municipality, *, study: StudyOption = "") -> None:
    """Make the folder of a new municipality: its attributes, its register of documents, a place for transcripts.

    What a table of all municipalities in data/raw knows about it is filled in, and has to be looked over.
    """
    root = find_root()
    folder = choose_study(root, study) / folder_name(municipality)
    if same_file(folder.name) in {same_file(other.name) for other in folder.parent.iterdir()}:
        place = folder.relative_to(root).as_posix()
        raise StudyError(Problem(place, "the folder is already there", remedy="Fill it in, or choose another name"))
    write_text(folder / "municipality.yml", attributes(known_figures(folder.parent, municipality), municipality))
    for table in (DOCUMENTS, SEGMENTS):
        write_text(folder / f"{table.name}.csv", headings(table))
    (folder / "transcripts").mkdir()
    typer.echo(f"Made {folder.relative_to(root).as_posix()}")
    typer.echo("1. Fill in municipality.yml: every line without a value.")
    typer.echo("2. Put one line per interview or observation in documents.csv, and the texts in transcripts/.")
    typer.echo("3. Put the codings in segments.csv, or let `wijk import` do it.")
    typer.echo("   Before you code: `wijk plan` says how much a second person should code as well.")
    typer.echo("4. Run `wijk check`: it says what is not right yet.")


def folder_name(municipality: str) -> str:
    """The id of a municipality: its name in lower case with hyphens.

    >>> folder_name("Krimpen aan den IJssel")
    'krimpen-aan-den-ijssel'

    Raises:
        StudyError: there is no letter in the name, or a folder of this name cannot be on every system.
    """
    plain = unicodedata.normalize("NFC", municipality).replace("'", "").lower()
    letters = "".join(letter if letter.isalnum() else " " for letter in plain)
    if not letters.strip():
        raise StudyError(Problem("wijk new", f"'{municipality}' is not a name", "the name of a municipality"))
    name = "-".join(letters.split())
    why = why_no_file_name(name)
    if why:
        raise StudyError(Problem("wijk new", f"'{name}' {why}", remedy=f"Take a longer name, such as gemeente-{name}"))
    return name


def headings(table: Table) -> str:
    """The first line of a table that people fill in; the case's folder says which municipality it is."""
    return ",".join(name for name in table.column_names if name != "municipality") + "\n"


def known_figures(folder: Path, municipality: str) -> dict[str, str]:
    """What the study's frame of candidates, if it has one, says of this municipality, by name of its attribute."""
    settings = check_settings(read_yaml(folder / "study.yml", "study.yml"), STUDY, "study.yml")
    file = settings["selection"].get("frame")
    if file is None:
        return {}
    frame = read_frame(file, root=folder.parents[2])
    found = frame[frame["municipality"].map(same_file) == same_file(municipality)]
    if found.empty:
        return {}
    row = found.iloc[0]
    known = {name: row[column] for name, column in FROM_FRAME.items() if not pd.isna(row[column])}
    return {name: f"{value}  # {file}" for name, value in known.items()}


def attributes(known: dict[str, str], municipality: str) -> str:
    """The attributes of a case as YAML: what is known, and for the rest what it means and which values it takes."""
    lines = []
    for column in MUNICIPALITIES.columns:
        if column.name == "municipality":
            continue
        allowed = f" ({' or '.join(column.allowed)})" if column.allowed else ""
        filled = {"name": municipality, **known}.get(column.name, f" # {column.meaning}{allowed}")
        lines.append(f"{column.name}: {filled}")
    return "\n".join(lines) + "\n"
