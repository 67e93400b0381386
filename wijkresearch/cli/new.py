"""`wijk new`: the folder of a new municipality, ready to be filled in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.io.file_names import same_file, why_no_file_name
from wijkresearch.io.read import read_frame
from wijkresearch.io.settings import read_yaml
from wijkresearch.io.store import find_root, write_text
from wijkresearch.run.plan import choose_study
from wijkresearch.show.blanks import blank_settings
from wijkresearch.tables import DOCUMENTS, SEGMENTS, Table
from wijkresearch.tables.settings import STUDY, check_settings, settings_of_case
from wijkresearch.words import LANGUAGES, say

FROM_FRAME = {
    "name": "municipality",
    "council_seats": "council_seats",
    "inhabitants": "inhabitants_2024",
    "area_km2": "area_total_km2",
    "province": "province",
}

Municipality = Annotated[str, typer.Argument(help="Name of the municipality, such as Gouda.")]
NotInFrame = Annotated[
    bool, typer.Option("--not-in-frame", help="Make it although the table of all municipalities has no such name.")
]


def new(municipality: Municipality, *, study: StudyOption = "", not_in_frame: NotInFrame = False) -> None:
    """Make the folder of a new municipality: its attributes, its register of documents, a place for transcripts.

    What a table of all municipalities in data/raw knows about it is filled in, and has to be looked over. A new study
    is made with `wijk new study NAME`.
    """
    root = find_root()
    folder = choose_study(root, study) / folder_name(municipality)
    check_absent(folder, root)
    settings = check_settings(read_yaml(folder.parent / "study.yml", "study.yml"), STUDY, "study.yml")
    frame = settings["selection"].get("frame")
    known = {} if frame is None else known_figures(root, frame, municipality, may_lack=not_in_frame)
    language = settings["language"] if settings["language"] in LANGUAGES else LANGUAGES[0]
    write_text(folder / "municipality.yml", attributes(municipality, known, settings["selection"], language))
    for table in (DOCUMENTS, SEGMENTS):
        write_text(folder / f"{table.name}.csv", headings(table))
    (folder / "transcripts").mkdir()
    typer.echo(say("new", "made", language, folder=folder.relative_to(root).as_posix()))
    typer.echo(say("new", "steps", language, study=folder.parent.name, municipality=folder.name))


def folder_name(name: str) -> str:
    """The id of a municipality or a study: its name in lower case with hyphens.

    >>> folder_name("Krimpen aan den IJssel")
    'krimpen-aan-den-ijssel'

    Raises:
        StudyError: there is no letter in the name, or a folder of this name cannot be on every system.
    """
    folder = make_id(name, between="-")
    if not folder:
        raise StudyError(Problem("wijk new", f"'{name}' is not a name", "a name with a letter in it"))
    why = why_no_file_name(folder)
    if why:
        raise StudyError(
            Problem("wijk new", f"'{folder}' {why}", remedy=f"Take a longer name, such as gemeente-{folder}")
        )
    return folder


def make_id(name: str, *, between: str) -> str:
    """A name in lower case with only its letters and digits, and this between its words."""
    plain = unicodedata.normalize("NFC", name).replace("'", "").lower()
    return between.join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def check_absent(folder: Path, root: Path) -> None:
    """Refuse to make a folder that is there.

    Raises:
        StudyError: there is a folder of this name, in these capitals or in others.
    """
    if same_file(folder.name) in {same_file(other.name) for other in folder.parent.iterdir()}:
        place = folder.relative_to(root).as_posix()
        raise StudyError(Problem(place, "the folder is already there", remedy="Fill it in, or choose another name"))


def headings(table: Table) -> str:
    """The first line of a table that people fill in; the case's folder says which municipality it is."""
    return ",".join(name for name in table.column_names if name != "municipality") + "\n"


def known_figures(root: Path, file: str, municipality: str, *, may_lack: bool) -> dict[str, Any]:
    """What the study's frame of candidates says of this municipality, by name of its attribute.

    Raises:
        StudyError: the frame has no municipality of this name, while it may not lack it.
    """
    frame = read_frame(file, root=root)
    found = frame[frame["municipality"].map(same_file) == same_file(municipality.strip(" ."))]
    if found.empty and not may_lack:
        hint = did_you_mean(municipality[:1].upper() + municipality[1:], frame["municipality"])
        remedy = f"{hint} One that is fictional or abroad is made with --not-in-frame".strip()
        raise StudyError(Problem(file, f"there is no municipality '{municipality}'", remedy=remedy))
    if found.empty:
        return {}
    row = found.astype("object").iloc[0]
    return {name: row[column] for name, column in FROM_FRAME.items() if not pd.isna(row[column])}


def attributes(municipality: str, known: Mapping[str, Any], selection: Mapping[str, Any], language: str) -> str:
    """The attributes of a case as YAML: what is known is filled in, the rest stands under what it means."""
    blank = blank_settings(settings_of_case(selection), {"name": municipality.strip(), **known}, language)
    source = f"# {say('new', 'from_frame', language, file=selection['frame'])}\n\n" if known else ""
    return source + blank
