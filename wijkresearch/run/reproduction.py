"""Results that came from elsewhere, made again on this machine: are they the same?

The first run on a machine makes everything anew beside what came with the project (`wijkresearch.run.apart`), and
compares it here, file by file. When all of it is the same nothing is written to the project. When something differs it
is reported, and what came with the project stays, unless this machine's files are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wijkresearch.io.settings import read_yaml
from wijkresearch.io.store import remove, reports_folder, write_text
from wijkresearch.report.pages import about_study
from wijkresearch.report.reproduction import PAGE, SAME, Account, reproduction_page
from wijkresearch.rigour.reproduction import compare_cells
from wijkresearch.run.apart import forget, mark_file, move
from wijkresearch.run.plan import PAGES
from wijkresearch.run.state import Hashes, Record, file_hashes, text_hash

COLUMNS = ["place", "kind", "state", "cells", "largest"]
NOTHING_COMPARED = pd.DataFrame(columns=COLUMNS)
LISTED = 3


@dataclass(frozen=True)
class Reproduction:
    """What became of results that came from elsewhere.

    Attributes:
        answer: `identical`, `kept` (something differs, and what came from elsewhere stays) or `accepted`.
        files: a row for each file that is here or there: `place`, `kind` (`table`, `picture`, `notebook`, `page`),
            `state` (`identical`, `differs`, `absent`, `new`, or `altered`: not what was recorded, and put right), and
            of a table that differs the number of `cells` that do and the `largest` relative difference.
    """

    answer: str
    files: pd.DataFrame = field(repr=False)
    page: str = PAGE

    @property
    def line(self) -> str:
        """What was reproduced, and what was not, in one line."""
        counted = "; ".join(_counted(self.files))
        if self.answer == "identical":
            altered = _listed(_told(self.files[self.files["state"] == "altered"]))
            return f"Reproduced: {counted}." + (f" Put back as they were shipped: {altered}." if altered else "")
        other = _listed(_told(self.files[~self.files["state"].isin(SAME)]))
        kept = "The shipped files were kept; `wijk run --accept` takes those made here."
        taken = "The files made here were taken."
        return f"Not reproduced: {counted}. Different: {other}. {taken if self.answer == 'accepted' else kept}"


def reproduce(
    root: Path, home: Path, results: str, records: tuple[Record, Record], stems: Iterable[str], *, accept: bool
) -> Reproduction:
    """Compare what was made anew with what came from elsewhere; what came from elsewhere stays when it differs.

    Args:
        root: the project's folder.
        home: the folder with what was made anew.
        results: the folder of the results.
        records: what is recorded of the results that came from elsewhere, and of those made anew.
        stems: the steps.
        accept: take what was made anew where it differs.
    """
    listed = list(stems)
    before, anew = records
    shipped, made = (
        {name: content for stem in listed for name, content in record.outputs_of(stem).items()} for record in records
    )
    files = compare_files(shipped, made, root, home)
    same = shipped == made
    if same or accept:
        stands = same and all(before.made_from(stem) == anew.made_from(stem) for stem in listed)
        here = file_hashes(root, [root / name for name in shipped if (root / name).exists()])
        wanted = [home / name for name, content in made.items() if here.get(name) != content]
        move(wanted if stands else [*wanted, reports_folder(results, home) / "run.json"], home, root)
        for name in set(shipped) - set(made):
            remove(root / name)
        before.beside(reports_folder(results, root) / "run.json", mark_file(root, results)).mark()
        forget(root, results)
    return Reproduction("identical" if same else "accepted" if accept else "kept", files)


def compare_files(shipped: Hashes, made: Hashes, root: Path, home: Path) -> pd.DataFrame:
    """A row for each file that is recorded here or there; see `Reproduction`."""
    rows = []
    for name in sorted({*shipped, *made}):
        state, cells, largest = _state(name, shipped, made, root), None, None
        if state == "differs" and name.endswith(".csv") and (root / name).exists():
            apart = compare_cells(*(_as_text(folder / name) for folder in (root, home)))
            cells, largest = apart or (None, None)
        rows.append((name, _kind(name), state, cells, largest))
    return pd.DataFrame(rows, columns=COLUMNS)


def _state(name: str, shipped: Hashes, made: Hashes, root: Path) -> str:
    if name not in made:
        return "absent"
    if name not in shipped:
        return "new"
    if made[name] != shipped[name]:
        return "differs"
    on_disk = file_hashes(root, [root / name]) if (root / name).exists() else {}
    return "identical" if on_disk.get(name) == made[name] else "altered"


def _kind(name: str) -> str:
    if name.endswith(".csv"):
        return "table"
    if "/figures/" in name:
        return "picture"
    return "notebook" if name.endswith(".ipynb") else "page"


def _as_text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _counted(files: pd.DataFrame) -> Iterator[str]:
    """`54 of 54 tables identical to those shipped`, and so on for every kind."""
    for kind in ("table", "picture", "notebook", "page"):
        states = files.loc[files["kind"] == kind, "state"]
        same = int(states.isin(SAME).sum())
        if len(states):
            yield f"{same} of {len(states)} {kind}s" + (" identical to those shipped" if kind == "table" else "")


def _told(files: pd.DataFrame) -> list[str]:
    """Each file by its name, with how far it is apart where that is known."""
    told = []
    for row in files.itertuples():
        name = row.place.rpartition("/")[2]
        apart = "" if pd.isna(row.cells) else f" ({row.cells:.0f} cells, at most {row.largest:.2g} apart)"
        told.append(f"{name}{apart}")
    return told


def _listed(names: list[str]) -> str:
    more = len(names) - LISTED
    return ", ".join([*names[:LISTED], *([f"{more} more"] if more > 0 else [])])


def write_page(
    root: Path, study: str, results: str, answer: str, *, records: tuple[Record | None, Record], files: pd.DataFrame
) -> Path:
    """Write the page that says whether these results can be made again; it is of this machine and never shipped.

    Args:
        root: the project's folder.
        study: the folder in `data/raw`.
        results: the folder of the results.
        answer: which of the answers of `wijkresearch.report.reproduction`.
        records: what is recorded of results that came from elsewhere, if there are any, and of those made here.
        files: as `Reproduction` has them; empty when nothing was compared.
    """
    settings = read_yaml(root / "data" / "raw" / study / "study.yml", "study.yml")
    before, here = records
    accounts = {"before": account(before)} if before else {}
    accounts |= {"here": account(here)}
    content = reproduction_page(answer, files, accounts, again(here), about=about_study(settings))
    return write_text(reports_folder(results, root) / PAGE, content)


def account(record: Record) -> Account:
    """What run.json tells of the time that the results were made, for the certificate."""
    timing, made_from = record.timing(PAGES), record.made_from(PAGES)
    raw = {name: content for inputs in record.raw_inputs() for name, content in inputs.items()}
    return Account(
        finished=timing.get("finished", ""),
        seconds=record.seconds(),
        on=timing,
        versions=record.versions(PAGES),
        inputs=len(raw),
        fingerprints={"data": text_hash(json.dumps(raw, sort_keys=True)), "library": made_from.get("library", "")},
    )


def again(record: Record) -> list[str]:
    """What to type to make the results anew in a fresh copy of the project, and to compare them."""
    about = record.about
    named = [f"--municipality {name}" for name in about.get("municipalities", ())]
    given = [f"--parameter {name}={value}" for name, value in about.get("parameters", {}).items()]
    command = " ".join(["python3 bootstrap.py run --study", str(about["study"]), *named, *given])
    return ["git clone . ../again", "cd ../again", command]
