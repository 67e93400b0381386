"""Where files are written: whole or not at all, and the same bytes for the same content.

Nothing else in the package writes a file of a study. A file is written beside its place and then moved there, so that a
run that is killed leaves the old file or the new one, never a half one.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import patiently, read_bytes
from wijkresearch.exchange.spreadsheets import guard_formulas, read_rows
from wijkresearch.schema import Table
from wijkresearch.study import text_fingerprint
from wijkresearch.vector_ids import settle_drawing

FIGURE_SUFFIXES = ("svg", "png")
OUTPUT = "WIJK_OUTPUT"
OWN_FOLDER = ".wijk"
"""What machines keep of a project for themselves; version control leaves it out."""
STANDARD: Mapping[str, str] = {}
LONGEST_FOLDER = 100
PART, TRIED = ".part", "tried-"
A_WRITE, A_TRIAL = 10.0, 3600.0
"""Seconds after which a file that is being written, or a copy that is being tried, was left by a killed program."""


def find_root() -> Path:
    """The project's folder: `WIJK_ROOT` where that is set, otherwise the nearest folder upwards that has `data/raw`.

    Raises:
        StudyError: there is no such folder.
    """
    start = Path(os.environ.get("WIJK_ROOT") or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / "raw").is_dir():
            return folder
    raise StudyError(
        Problem("wijk", "there is no folder data/raw here or above", remedy="Go to the project's folder and try again")
    )


def list_studies(root: Path) -> list[str]:
    """The folders in data/raw that hold a study, by name."""
    return sorted(path.parent.name for path in (root / "data" / "raw").glob("*/study.yml"))


def results_root() -> Path:
    """The folder in which all results are: `WIJK_OUTPUT` where a run sets it for a notebook, otherwise the project's.

    A run lets each notebook write apart from everything else, and takes over what it wrote when every cell ran.
    """
    apart = os.environ.get(OUTPUT)
    return Path(apart) if apart else find_root()


def processed_folder(results: str, root: Path | None = None) -> Path:
    """Where the tables of a study are written, or those of a part of it."""
    return (root or results_root()) / "data" / "processed" / results


def previous_file(root: Path, results: str) -> Path:
    """Where the verdicts of the run before are kept, under the name that the verdicts of now have one folder up."""
    return processed_folder(results, root) / "previous" / "05_verdicts.csv"


def reports_folder(results: str, root: Path | None = None) -> Path:
    """Where the executed notebooks, pages and figures of a study are written, or those of a part of it."""
    return (root or results_root()) / "reports" / results


def results_name(study: str, municipalities: str = "", parameters: Mapping[str, str] = STANDARD) -> str:
    """The folder of results: the study, and behind it whatever makes these results other ones than the standard.

    Results on some municipalities, or with other parameters, never take the place of the study's own. A notebook that
    is run by hand and `wijk run` both ask here, so the same choice has the same folder, in whatever order it is made.
    A name that would be too long for a folder is cut off, and gets a few digits of its own instead.

    >>> results_name("wijkverbinders")
    'wijkverbinders'
    >>> results_name("wijkverbinders", "maassluis, katwijk", {"per_column": "20"})
    'wijkverbinders@katwijk+maassluis@per_column=20'

    Args:
        study: the folder in `data/raw`.
        municipalities: public ids of the cases, separated by commas; all of them when empty.
        parameters: values of other parameters of the notebooks.
    """
    named = sorted({name.strip() for name in municipalities.split(",")} - {""})
    chosen = [f"@{'+'.join(named)}"] if named else []
    told = [f"@{name}={re.sub(r'[^A-Za-z0-9._-]+|[.]$', '-', value)}" for name, value in sorted(parameters.items())]
    name = "".join([study, *chosen, *told])
    return name if len(name) <= LONGEST_FOLDER else f"{name[: LONGEST_FOLDER - 9]}-{text_fingerprint(name)[:8]}"


def write_bytes(path: Path, content: bytes, *, mode: int | None = None) -> Path:
    """Put the content at the path, whole or not at all, with these rights where they are given, and return the path.

    Raises:
        StudyError: the disk is full, another program holds the file, or it may not be written; then it is as it was.
    """
    return patiently(partial(_write_whole, path, content, mode), path.name)


def _write_whole(path: Path, content: bytes, mode: int | None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(rights_of(path) if mode is None else mode)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    return path


def remove(path: Path) -> None:
    """Remove a file, or a folder with everything in it; nothing where there is none.

    Raises:
        StudyError: another program holds it, or a file in it; the message names that one.
    """
    patiently(partial(_remove, path), "" if path.is_dir() else path.name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def rights_of(path: Path) -> int:
    """Who may read a file: who may read the one that it takes the place of; of a new one, who may see its folder."""
    if path.exists():
        return S_IMODE(path.stat().st_mode)
    return 0o644 & S_IMODE(path.parent.stat().st_mode)


@contextmanager
def folder_to_try_in(root: Path) -> Iterator[Path]:
    """A folder in the project that nobody else may see and that is gone afterwards."""
    place = root / OWN_FOLDER
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=TRIED, ignore_cleanup_errors=True) as made:
        yield Path(made)


def remove_left_over(root: Path) -> None:
    """Remove what programs that were killed left in a project: files that were half written, and copies to try on."""
    for folder in ("data", "reports", OWN_FOLDER):
        remove_half_written(root / folder)
    for path in (root / OWN_FOLDER).glob(f"{TRIED}*"):
        if time.time() - path.stat().st_mtime > A_TRIAL:
            shutil.rmtree(path, ignore_errors=True)


def remove_half_written(folder: Path) -> None:
    """Remove what a killed program was writing in a folder; what another program holds goes the next time."""
    for path in folder.rglob(f".*{PART}"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > A_WRITE:
                path.unlink()


def write_text(path: Path, content: str) -> Path:
    """Put the text at the path in UTF-8 with LF line ends, whole or not at all."""
    return write_bytes(path, content.encode())


def new_text(path: Path, text: str) -> dict[Path, bytes]:
    """The file with a text, to be written; nothing where it holds that text already.

    Raises:
        StudyError: the file is no .txt, or holds another text.
    """
    content = f"{text}\n".encode()
    if path.suffix.lower() != ".txt":
        raise StudyError(Problem(path.name, "the text is written as plain text", "a name that ends in .txt"))
    if not path.exists():
        return {path: content}
    if read_bytes(path) == content:
        return {}
    remedy = (
        "Give another name; where it has been coded, `wijk import FILE --correct-transcripts` moves the codings along."
    )
    raise StudyError(Problem(path.name, "it holds another text already", "a new file", remedy))


def table_bytes(rows: pd.DataFrame, table: Table, where: str = "") -> bytes:
    """The table as CSV in UTF-8: columns as declared, flags as yes and no, missing values empty, and no formulas."""
    checked = table.check(rows, where or table.name)
    for column in table.columns:
        if column.kind == "flag":
            checked[column.name] = checked[column.name].map({True: "yes", False: "no"})
        elif column.kind == "text":
            checked[column.name] = guard_formulas(checked[column.name])
    return bytes(checked.to_csv(index=False, lineterminator="\n").encode())


def read_table(path: Path, table: Table, where: str = "") -> pd.DataFrame:
    """A table of our own; empty where the file is not there yet.

    Args:
        path: the file.
        table: what it holds.
        where: what it is called in problems; its own name by default.

    Raises:
        StudyError: the file is no such table.
    """
    return table.check(read_rows(path, where)[0], where or path.name) if path.exists() else table.empty()


def write_table(rows: pd.DataFrame, table: Table, stem: str, study: str, *, root: Path | None = None) -> Path:
    """Check a table and write it as `data/processed/<study>/<stem>.csv`.

    Raises:
        StudyError: the rows do not conform to the table.
    """
    return write_bytes(processed_folder(study, root) / f"{stem}.csv", table_bytes(rows, table, stem))


def name_parts(stem: str) -> Iterator[str]:
    """The stems of the parts of a picture: its own, then with `_2`, `_3` and so on behind it.

    >>> names = name_parts("04_dots")
    >>> next(names), next(names), next(names)
    ('04_dots', '04_dots_2', '04_dots_3')
    """
    yield stem
    yield from (f"{stem}_{number}" for number in count(2))


def write_figures(figures: Iterable[Any], stem: str, study: str) -> list[Path]:
    """Write the parts of one picture as `<stem>`, `<stem>_2`, `<stem>_3`; parts of an earlier run that had more go."""
    parts = dict(zip(name_parts(stem), figures, strict=False))
    folder = reports_folder(study) / "figures"
    for left_over in (path for path in folder.glob(f"{stem}_*.*") if path.stem not in parts):
        if left_over.stem.removeprefix(f"{stem}_").isdigit():
            remove(left_over)
    return [path for name, figure in parts.items() for path in write_figure(figure, name, study)]


def write_figure(figure: Any, stem: str, study: str) -> list[Path]:
    """Write a Matplotlib figure as SVG and PNG in `reports/<study>/figures/`, without dates or machine names inside."""
    folder = reports_folder(study) / "figures"
    drawn = figure_bytes(figure, stem)
    return [write_bytes(folder / f"{stem}.{suffix}", content) for suffix, content in drawn.items()]


def figure_bytes(figure: Any, stem: str) -> dict[str, bytes]:
    """A Matplotlib figure as SVG and as PNG, by suffix: the same bytes for the same picture and stem."""
    from io import BytesIO  # noqa: PLC0415

    import matplotlib as mpl  # noqa: PLC0415

    drawn = {}
    for suffix in FIGURE_SUFFIXES:
        stream = BytesIO()
        empty = {"Date": None, "Creator": None} if suffix == "svg" else {"Software": None}
        with mpl.rc_context({"svg.hashsalt": stem, "svg.fonttype": "path"}):
            figure.savefig(stream, format=suffix, dpi=150, bbox_inches="tight", metadata=empty)
        drawn[suffix] = settle_drawing(stream.getvalue()) if suffix == "svg" else stream.getvalue()
    return drawn
