"""What everything was made from: `run.json`, which is the provenance of the results and says what is up to date.

Up to date is a matter of content, never of time stamps, so it holds in a fresh clone: a notebook is up to date when it
would be made from the same things as last time (its own text and tags, the parameters, the library, the lock of
versions and the raw data, all by SHA-256) and each of its outputs is still what it wrote. `run.json` is written after
every notebook, so a run that is killed loses only the notebook it was at.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import FileIO
from pathlib import Path
from typing import Any

import wijkresearch
from wijkresearch.errors import Problem, StudyError, list_some
from wijkresearch.exchange.archives import patiently
from wijkresearch.io.store import OWN_FOLDER, write_text
from wijkresearch.run.parameters import cell_source, cell_tags, read_notebook_cells

SCHEMA = 1
PACKAGES = ("numpy", "pandas", "matplotlib", "seaborn", "papermill", "ipykernel")
LIBRARY = Path(wijkresearch.__file__).parent
ORPHANS_END_WITHIN = 2.0
LOCKED_BYTE = 2**30
GIT_ANSWERS_WITHIN = 10.0
SOURCES = ("notebooks", "wijkresearch", "data/raw", "requirements.lock")
"""What results are made from, and version control keeps."""
ABOVE_THE_NOTEBOOKS = ("cli", "coder", "report", "run")

Hashes = dict[str, str]
MadeFrom = dict[str, Any]


def text_hash(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_hashes(root: Path, files: Iterable[Path]) -> Hashes:
    """SHA-256 of each file's bytes by its place in the project."""
    hashes = {}
    for path in sorted(files):
        place = path.relative_to(root).as_posix()
        hashes[place] = patiently(partial(_file_hash, path), place)
    return hashes


def _file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def raw_hashes(root: Path, study: str) -> Hashes:
    """The hashes of everything that people put in: the study's folder, and the tables that studies share.

    The transcripts of a case have one hash together, because a file may be called after the person who speaks in it.
    """
    raw = root / "data" / "raw"
    shared = [path for path in raw.iterdir() if path.is_file() and not _is_hidden(path.relative_to(raw))]
    own = [path for path in (raw / study).rglob("*") if path.is_file() and not _is_hidden(path.relative_to(raw))]
    hashes = file_hashes(root, [*shared, *own])
    inside = re.compile(rf"data/raw/{re.escape(study)}/[^/]+/transcripts(?=/)")
    for place in dict.fromkeys(found[0] for found in map(inside.match, hashes) if found):
        hashes = _as_one(hashes, f"{place}/", place)
    return dict(sorted(hashes.items()))


def _as_one(hashes: Hashes, folder: str, name: str) -> Hashes:
    """The hashes with one, under this name, for all files in a folder."""
    inside = {place.removeprefix(folder): value for place, value in hashes.items() if place.startswith(folder)}
    others = {place: value for place, value in hashes.items() if not place.startswith(folder)}
    return {**others, name: text_hash(json.dumps(inside, sort_keys=True))}


def hide_cases(raw: Hashes, study: str, unnamed: Mapping[str, str]) -> Hashes:
    """The hashes with one for all files of a case that may not be named, under its public id.

    A file's own name, or the hash of a file of which the rest can be guessed, would reveal the name.

    Args:
        raw: the hashes of everything that people put in, by place.
        study: the folder in `data/raw`.
        unnamed: folder to public id of the cases that may not be named.
    """
    for folder, public in unnamed.items():
        raw = _as_one(raw, f"data/raw/{study}/{folder}/", f"data/raw/{study}/{public}")
    return raw


def recall_hidden(raw: Hashes, study: str, recorded: Iterable[Hashes]) -> Hashes | None:
    """The hashes as a run before recorded them, when everything that people put in is as it was then.

    Which cases may be named follows from what people put in: while that is the same, no study has to be read for it.

    Args:
        raw: the hashes of everything that people put in, by place.
        study: the folder in `data/raw`.
        recorded: what runs before recorded of these.
    """
    within = re.compile(rf"data/raw/{re.escape(study)}/([^/]+)/municipality\.yml")
    folders = [found[1] for found in map(within.fullmatch, raw) if found]
    together = {hide_cases(raw, study, {folder: ""})[f"data/raw/{study}/"]: folder for folder in folders}
    for before in recorded:
        unnamed = {together[value]: name.rpartition("/")[2] for name, value in before.items() if value in together}
        if before == hide_cases(raw, study, unnamed):
            return before
    return None


def _is_hidden(path: Path) -> bool:
    """Files that programs leave while a file is open (`~$register.xlsx`) or for themselves (`.DS_Store`)."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def notebook_hash(notebook: Path) -> str:
    """The hash of what a notebook says: text and tags of its cells; not its outputs, nor how they were made."""
    said = [[cell.get("cell_type"), cell_source(cell), cell_tags(cell)] for cell in read_notebook_cells(notebook)]
    return text_hash(json.dumps(said, ensure_ascii=False))


def library_hash(above: Iterable[str] = ABOVE_THE_NOTEBOOKS) -> str:
    """The hash of the library's source and of what it reads, without the parts that no notebook can import."""
    left_out = {LIBRARY / name for name in above}
    sources = [path for path in LIBRARY.rglob("*") if path.is_file() and not left_out.intersection(path.parents)]
    kept = [path for path in sources if path.suffix != ".pyc" and not _is_hidden(path.relative_to(LIBRARY))]
    return text_hash(json.dumps(file_hashes(LIBRARY, kept)))


def lock_hash(root: Path) -> str:
    """The hash of the lock of versions, or an empty text where a project has none."""
    lock = root / "requirements.lock"
    return text_hash(lock.read_text(encoding="utf-8")) if lock.exists() else ""


def machine() -> str:
    """A short name for this machine with this Python, which says nothing about either; copies of it are other ones."""
    system = platform.uname()
    facts = (system.node, system.system, system.machine, platform.python_version())
    return text_hash("\n".join(facts))[:8]


def versions() -> dict[str, str]:
    """The versions of Python, of this package and of what computes and draws."""
    found = {"python": platform.python_version(), "wijkresearch": wijkresearch.__version__}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def made_on(root: Path) -> dict[str, Any]:
    """What sort of machine this is, and which commit the project is at; nothing of who works on it.

    `commit` is empty where git does not know; `changed` says whether what results are made from differs from it.
    """
    commit = _git(root, "rev-parse", "HEAD") if (root / ".git").exists() else ""
    changed = bool(commit) and bool(_git(root, "status", "--porcelain", "--", *SOURCES))
    return {"system": platform.system(), "machine": platform.machine(), "commit": commit, "changed": changed}


def _git(root: Path, *arguments: str) -> str:
    """What git answers about the project; nothing where there is no git, or where it will not tell."""
    git = shutil.which("git")
    if git is None:
        return ""
    asked = [git, "-C", str(root), *arguments]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, timeout=GIT_ANSWERS_WITHIN, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


class Record:
    """`run.json` of one folder of results, read and kept up."""

    def __init__(self, path: Path, about: Mapping[str, Any], mark: Path) -> None:
        """Read what is recorded; a file that is broken or of another schema counts as nothing recorded.

        Args:
            path: the file.
            about: the study, and what of it was run.
            mark: what this machine keeps to know again what it recorded itself.
        """
        self._path = path
        self._about = dict(about)
        self._mark = mark
        self._content: dict[str, Any] = {}
        if path.exists():
            try:
                content = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                content = {}
            if _is_record(content):
                self._content = content

    def why_again(self, stem: str, made_from: MadeFrom, outputs: Hashes) -> str:
        """Why a step has to be made again, in a few words; empty when it is up to date."""
        entry = self._steps.get(stem)
        if entry is None:
            return "not made before"
        for part, now in made_from.items():
            before = entry["made_from"].get(part)
            if before != now:
                return _difference(before, now) if isinstance(now, dict) and part == "inputs" else f"{part} changed"
        gone = sorted(set(entry["outputs"]) - set(outputs))
        return f"{gone[0]} is gone" if gone else "".join(say_by_hand(self.not_from_a_run(stem, outputs)))

    @property
    def about(self) -> dict[str, Any]:
        """The study, and what of it was run."""
        return dict(self._about)

    def beside(self, path: Path, mark: Path) -> Record:
        """The record of results of the same kind in another place."""
        return Record(path, self._about, mark)

    def is_from_here(self) -> bool:
        """Was everything that is recorded recorded, or reproduced, by this machine?"""
        if not self._steps:
            return True
        return self._mark.exists() and self._mark.read_text(encoding="utf-8") == self._fingerprint()

    def mark(self) -> None:
        """Let this machine know that what is recorded is what it makes itself."""
        write_text(self._mark, self._fingerprint())

    def not_from_a_run(self, stem: str, outputs: Hashes) -> list[str]:
        """Of the files of a step, those that no run is known to have written so: made or changed by hand."""
        recorded = self.outputs_of(stem)
        return [name for name, content in outputs.items() if recorded.get(name) != content]

    @property
    def _steps(self) -> dict[str, Any]:
        return dict(self._content.get("steps", {}))

    def _fingerprint(self) -> str:
        return text_hash(json.dumps(self._steps, sort_keys=True))

    def raw_inputs(self) -> Iterator[Hashes]:
        """What people had put in at every step, each once."""
        seen: list[Hashes] = []
        for entry in self._steps.values():
            raw = {name: value for name, value in entry["made_from"]["inputs"].items() if name.startswith("data/raw/")}
            if raw not in seen:
                seen.append(raw)
                yield raw

    def made_from(self, stem: str) -> MadeFrom:
        """What a step was made from when it was last made."""
        return dict(self._steps.get(stem, {}).get("made_from", {}))

    def outputs_of(self, stem: str) -> Hashes:
        """The files that a step wrote when it was last made, with their hashes."""
        return dict(self._steps.get(stem, {}).get("outputs", {}))

    def seconds(self) -> dict[str, float]:
        """How long each step took when it was last made."""
        timing = self._content.get("timing", {})
        return {stem: float(told["seconds"]) for stem, told in timing.items()}

    def timing(self, stem: str) -> dict[str, Any]:
        """When a step was last made and how long it took; of the pages also on what sort of machine."""
        return dict(self._content.get("timing", {}).get(stem, {}))

    def versions(self, stem: str) -> dict[str, str]:
        """The versions with which a step was last made."""
        return dict(self._steps.get(stem, {}).get("versions", {}))

    def add(
        self, stem: str, made_from: MadeFrom, outputs: Hashes, seconds: float, *, on: Mapping[str, Any] | None = None
    ) -> None:
        """Record a step that this machine has just made, and write the file.

        Args:
            stem: the step.
            made_from: everything that it was made from.
            outputs: the hashes of what it wrote.
            seconds: how long it took.
            on: where it was made, as `made_on` says it; of the last step of a run.
        """
        entry = {"made_from": made_from, "outputs": outputs, "versions": versions()}
        steps = self._steps
        timing = dict(self._content.get("timing", {}))
        steps[stem] = entry
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        timing[stem] = {"seconds": round(seconds, 2), "finished": finished, **(on or {})}
        self._content = {
            "schema": SCHEMA,
            **self._about,
            "steps": dict(sorted(steps.items())),
            "timing": dict(sorted(timing.items())),
        }
        self.mark()
        write_text(self._path, json.dumps(self._content, indent=1, ensure_ascii=False) + "\n")


def _is_record(content: object) -> bool:
    """Is it what `add` writes: every step with what it was made from and what it wrote?"""
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        return False
    steps, timing = content.get("steps"), content.get("timing")
    return (
        isinstance(steps, dict)
        and isinstance(timing, dict)
        and all(isinstance(entry, dict) and {"made_from", "outputs"} <= set(entry) for entry in steps.values())
    )


def say_by_hand(names: Sequence[str]) -> list[str]:
    """The files that no run made in a few words; nothing when there are none.

    >>> say_by_hand(["data/processed/s/05_verdicts.csv", "data/processed/s/05_methods.csv"])
    ['made by hand and by no run: data/processed/s/05_verdicts.csv and 1 more']
    """
    return [f"made by hand and by no run: {list_some(names, most=1)}"] if names else []


def _difference(before: Mapping[str, str] | None, now: Mapping[str, str]) -> str:
    before = before or {}
    for name in sorted({*before, *now}):
        if name not in now:
            return f"{name} is gone"
        if name not in before:
            return f"{name} is new"
        if before[name] != now[name]:
            return f"{name} changed"
    return ""


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Lock the results for one run at a time; the system unlocks them when the program ends, however it ends.

    What is held is a file in the project, so that everybody who works on these results meets the same one. A kernel
    looks once a second whether its program is still there. When the run before was killed, its kernels get the time to
    notice that, so that they do not write among what this run writes.

    Args:
        folder: the reports of these results, `reports/<results>` in the project.

    Raises:
        StudyError: another run is at work on these results, or they belong to somebody else.
    """
    with _open_lock(folder) as held:
        try:
            _lock(held.fileno(), wanted=True)
        except OSError as trouble:
            problem = Problem(folder.name, "another run is at work on these results", remedy="Wait until it is done")
            raise StudyError(problem) from trouble
        held.seek(0)
        if held.read():
            time.sleep(ORPHANS_END_WITHIN)
        held.write(b"at work")
        try:
            yield
        finally:
            held.truncate(0)
            _lock(held.fileno(), wanted=False)


def _open_lock(folder: Path) -> FileIO:
    """The file that stands for the results in a folder, made where it is not there yet."""
    locks = folder.parents[1] / OWN_FOLDER
    try:
        locks.mkdir(exist_ok=True)
        return (locks / f"{folder.name}.lock").open("a+b", buffering=0)
    except PermissionError as trouble:
        found = "you may not write in this project"
        remedy = "Copy it to a folder of your own, or ask its owner to let you write"
        raise StudyError(Problem(folder.name, found, remedy=remedy)) from trouble


def _lock(descriptor: int, *, wanted: bool) -> None:
    """Lock a file or unlock it, or raise an OSError when somebody else has it locked.

    Windows locks bytes, from where the file is read: one behind all content, which is the same for everybody. What is
    closed while it is locked stays locked there for a moment.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK if wanted else msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB if wanted else fcntl.LOCK_UN)
