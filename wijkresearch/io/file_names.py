"""Names of files and folders: what not every system can have, and what people find under another name than they gave.

A study travels: from a student's Windows to a supervisor's Mac, in a zip file or through a folder that is kept the same
on two computers. Windows keeps some names for devices and leaves out a dot at the end; Windows and macOS take `d2` and
`D2` for one file; a Mac may write an é as two characters; a folder in the cloud gets a copy beside the file when two
people changed it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, raise_if_any, show_value

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
PATH = re.compile(r"[A-Za-z]:|.*[/\\]", re.DOTALL)
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
TABLES, YAML = (".csv", ".xlsx"), (".yml",)
ALIKE = {
    TABLES: (".csv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".tsv", ".csv.txt"),
    YAML: (".yml", ".yaml"),
}
LONGEST = 240
"""Bytes of a name that every system can have, with room for what is put behind it."""
WORDS = 3
"""Words of the longest name of a file that a message repeats."""
OPEN_ELSEWHERE = re.compile(r"~\$(.+)|\.~lock\.(.+)#")


ReadFiles = Mapping[str, tuple[str, ...]]
"""The stem of each file that is read in a folder to TABLES or YAML."""


def why_no_file_name(name: str) -> str:
    """Why not every system can have a file or folder of this name, as the rest of a sentence; empty when all can.

    >>> why_no_file_name("con"), why_no_file_name("D1:a"), why_no_file_name("D10")
    ('is a name that Windows keeps for a device', "holds ':', which no name of a file may hold on Windows", '')
    """
    if PATH.match(name):
        return "leads to another folder"
    if len(name.encode(errors="replace")) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if name.partition(".")[0].strip().casefold() in DEVICES:
        return "is a name that Windows keeps for a device"
    forbidden = FORBIDDEN.search(name)
    if forbidden:
        return f"holds {forbidden[0]!r}, which no name of a file may hold on Windows"
    if name != name.strip() or name.endswith("."):
        return "begins or ends with a space or a dot, which Windows leaves out"
    return ""


def as_file_name(name: str) -> str:
    """The name as every system can have it.

    >>> as_file_name("Interview 3: wethouder?"), as_file_name("aux.txt")
    ('Interview 3- wethouder-', 'aux-.txt')
    """
    allowed = FORBIDDEN.sub("-", name).strip().rstrip(". ")
    first, dot, rest = allowed.partition(".")
    return f"{first}-{dot}{rest}" if why_no_file_name(allowed) else allowed


def same_file(name: str) -> str:
    """What is the same for two names that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", name).casefold()


def list_clashes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every name with the earlier one that would be the same file on Windows or macOS; equal names are no clash."""
    first: dict[str, str] = {}
    for name in names:
        earlier = first.setdefault(same_file(name), name)
        if earlier != name:
            yield name, earlier


def folder_problems(names: Iterable[str], where: str) -> Iterator[Problem]:
    """What is wrong with the names of folders.

    Args:
        names: of the folders that a study has and of those that it should have.
        where: the folder that they are in.
    """
    listed = list(dict.fromkeys(names))
    for name, earlier in list_clashes(listed):
        found = f"'{name}' and '{earlier}' differ only in capitals or in how accents are written"
        yield Problem(where, found, "the name of the folder as in study.yml", "Rename the folder: type its name anew")
    for name in listed:
        why = why_no_file_name(name)
        if why:
            yield Problem(where, f"the folder {show_value(name)} {why}", remedy="Give it another name")


def find_file(folder: Path, name: str, where: str) -> Path:
    """The file of this name in a folder, also where its accents are written in the other way.

    Args:
        folder: where it should be; the file itself may be absent.
        name: as somebody typed it.
        where: what the file is called in problems.

    Raises:
        StudyError: the file that is there has other capitals, so that it would not be found on every system.
    """
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    alike = [other for other in there if same_file(other) == same_file(name)]
    if name in alike or not alike:
        return folder / name
    found = alike[0]
    if unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", name):
        return folder / found
    raise StudyError(Problem(where, f"the file is called '{found}'", "the same capitals", "Rename one of them"))


def stay_inside(path: Path, folder: Path, where: str) -> Path:
    """The path, where it stays in the folder when every link on the way is followed.

    Args:
        path: of a file or folder; it may be absent.
        folder: what it belongs in.
        where: what it is called in problems.

    Raises:
        StudyError: it leads out of the folder.
    """
    try:
        if path.resolve().is_relative_to(folder.resolve()):
            return path
    except (OSError, RuntimeError):  # links in a circle
        pass
    remedy = "Put a copy of what it leads to in its place"
    raise StudyError(Problem(where, "this leads to another place", f"a file in the folder {folder.name}", remedy))


def check_links(folder: Path) -> None:
    """Check that everything in a study's folder is there itself, and what is in a municipality's folder in that.

    Raises:
        StudyError: listing each link that leads out of its folder.
    """
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        try:
            stay_inside(path, folder / inside.parts[0] if len(inside.parts) > 1 else folder, inside.as_posix())
        except StudyError as error:
            problems += error.problems
    raise_if_any(problems)


def is_there(path: Path) -> bool:
    """Is there a table with this path: its .csv, or the .xlsx beside it?"""
    return path.exists() or path.with_suffix(".xlsx").exists()


def one_of_two(path: Path, where: str) -> Path:
    """The .csv of a table, or the .xlsx beside it where there is no .csv.

    Raises:
        StudyError: there are both.
    """
    spreadsheet = path.with_suffix(".xlsx")
    if not spreadsheet.exists():
        return path
    if path.exists():
        remedy = "Put what belongs together in one of them, and move the other out of the folder"
        raise StudyError(Problem(where, f"{spreadsheet.name} is there as well", "one of the two", remedy))
    return spreadsheet


def copy_problems(folder: Path, read: ReadFiles) -> Iterator[Problem]:
    """Files that nobody reads although they are called nearly like one that is read: copies, conflicts, old versions.

    Args:
        folder: the folder.
        read: what is read in it.
    """
    longest_first = sorted(read, key=len, reverse=True)
    for path in _files(folder):
        name = same_file(path.name)
        stem = next((stem for stem in longest_first if name.startswith(stem)), "")
        expected = [f"{stem}{suffix}" for suffix in read.get(stem, ())]
        rest = name.removeprefix(stem)
        if not stem or path.name in expected or not rest.endswith(ALIKE[read[stem]]):
            continue
        if not rest[0].isalpha():
            found = f"this file is not read; only {' or '.join(expected)} is"
            remedy = "If it is a copy, put what belongs together in one file and move the other out of the folder"
            yield Problem(f"{folder.name}/{path.name}", found, remedy=remedy)


def open_elsewhere(folder: Path) -> Iterator[Assumption]:
    """Which files a program has open, by what Excel and LibreOffice put beside them."""
    for path in _files(folder):
        found = OPEN_ELSEWHERE.fullmatch(path.name)
        if found:
            name = found[1] or found[2]
            yield Assumption(
                "Open in another program; what is not saved there is not read.", where=f"{folder.name}/{name}"
            )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
