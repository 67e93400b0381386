"""Files of a study that belong together: tried on a copy of its folder first, then put in their places all or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from wijkresearch.exchange.archives import patiently, read_bytes
from wijkresearch.io.coding_steps import FOLDER
from wijkresearch.io.file_names import stay_inside
from wijkresearch.io.read import read_study
from wijkresearch.io.store import folder_to_try_in, remove, write_bytes


def try_on_a_copy(study: str, root: Path, files: Mapping[Path, bytes]) -> None:
    """Read the study as it would be with these files.

    Raises:
        StudyError: it would not read without problems, or a file would be outside the study's folder.
    """
    folder = root / "data" / "raw" / study
    for path in files:
        stay_inside(path, folder, path.name)
    with folder_to_try_in(root) as made:
        copy = made / "data" / "raw" / study
        shutil.copytree(folder, copy, copy_function=_copy)
        for path, content in files.items():
            write_bytes(copy / path.relative_to(folder), content)
        read_study(study, root=made)


def _copy(source: str, target: str) -> None:
    patiently(partial(shutil.copy2, source, target), Path(source).name)


def write_together(files: Mapping[Path, bytes]) -> list[Path]:
    """Put files in their places; when one fails, those before it are put back as they were."""
    before = {path: read_bytes(path) if path.exists() else None for path in files}
    done: list[Path] = []
    try:
        for path in _codings_last(files):
            write_bytes(path, files[path])
            done.append(path)
    except BaseException:
        for path in done:
            content = before[path]
            if content is None:
                remove(path)
            else:
                write_bytes(path, content)
        raise
    return done


def _codings_last(files: Mapping[Path, bytes]) -> Iterator[Path]:
    """A run that is killed half-way leaves codes and texts without codings, or what was done by hand in two places."""
    yield from sorted(
        files,
        key=lambda path: (path.parent.name == FOLDER, path.name == "segments.csv", path.name == "documents.csv", path),
    )
