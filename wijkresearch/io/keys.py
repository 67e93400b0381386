"""The key and the log of a study's pseudonyms: outside the project, for the eyes of their owner alone.

They are in `~/.wijk/<study>/`, or in a folder of the study in the one that `WIJK_KEYS` names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.store import read_table, remove_half_written, table_bytes, write_bytes
from wijkresearch.tables import PSEUDONYM_KEY, PSEUDONYM_LOG

KEYS = "WIJK_KEYS"
FILES = {"key.csv": PSEUDONYM_KEY, "log.csv": PSEUDONYM_LOG}
OWNER_ONLY, OWNERS_FOLDER = 0o600, 0o700
GIT_ANSWERS_WITHIN = 10


def keys_folder(study: str, root: Path) -> Path:
    """Where the key of a study is kept; the folder need not be there yet.

    Raises:
        StudyError: it is in the project, or where git would take it along.
    """
    folder = (Path(os.environ.get(KEYS) or Path.home() / ".wijk") / study).expanduser().resolve()
    trees = [parent for parent in folder.parents if (parent / ".git").exists()]
    in_project = folder.is_relative_to(root.resolve())
    if not (in_project or trees) or (trees and _is_ignored(folder / "key.csv", trees[0])):
        return folder
    found = f"the key of the pseudonyms would be in {'a git folder' if trees else 'the project'}, to be shared with it"
    remedy = f"Set {KEYS} to a folder of your own that is not shared, or leave it out to use .wijk in your home folder"
    raise StudyError(Problem(KEYS, found, "a folder outside the project", remedy))


def _is_ignored(path: Path, tree: Path) -> bool:
    """Would git leave the file alone? Where it cannot be asked it might not."""
    git = shutil.which("git")
    if git is None:
        return False
    asked = [git, "-C", str(tree), "check-ignore", "-q", str(path)]
    try:
        subprocess.run(asked, capture_output=True, timeout=GIT_ANSWERS_WITHIN, check=True)  # noqa: S603 - our own command
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def read_keys(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """PSEUDONYM_KEY and PSEUDONYM_LOG of a study; empty where nothing was given a pseudonym yet.

    What a killed program was writing of them holds names as well: it is removed.
    """
    remove_half_written(folder)
    key, log = (read_table(folder / name, table) for name, table in FILES.items())
    return key, log


def write_keys(folder: Path, key: pd.DataFrame, log: pd.DataFrame) -> None:
    """Write both, so that nobody but their owner can read them."""
    folder.mkdir(parents=True, exist_ok=True, mode=OWNERS_FOLDER)
    folder.chmod(OWNERS_FOLDER)
    for (name, table), rows in zip(FILES.items(), (key, log), strict=True):
        write_bytes(folder / name, table_bytes(rows, table), mode=OWNER_ONLY)
