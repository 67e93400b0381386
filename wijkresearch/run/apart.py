"""Places of this machine's own, in `.wijk`: where notebooks work apart, and where shipped results are made anew.

A notebook writes in a folder that is empty when it begins. When every cell ran, what it wrote is taken over whole;
otherwise the results stay as they were. `.wijk` is not part of the project: version control leaves it out, and a
machine that receives a copy of it finds nothing in it that is its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from stat import S_IMODE

from wijkresearch.exchange.archives import patiently
from wijkresearch.io.store import OWN_FOLDER, processed_folder, remove, reports_folder, rights_of
from wijkresearch.run.plan import Step, output_files
from wijkresearch.run.state import machine, text_hash


def own_folder(root: Path) -> Path:
    """The folder of this machine."""
    return root / OWN_FOLDER / machine()


def mark_file(root: Path, results: str) -> Path:
    """What this machine keeps to know again the results that it made or reproduced."""
    return own_folder(root) / f"{results}.mark"


def made_anew(root: Path) -> Path:
    """The folder in which results that came from elsewhere are made anew, laid out as the project is."""
    return own_folder(root) / "made"


def forget(root: Path, results: str) -> None:
    """Remove what was made anew of these results: nothing of it is left when a respondent withdraws."""
    for folder in (processed_folder, reports_folder):
        remove(folder(results, made_anew(root)))


@contextmanager
def desks(root: Path, results: str) -> Iterator[Path]:
    """A folder with a place for each notebook that is at work on these results; gone afterwards.

    Its path is short, because Windows allows no long ones. Who may not see the data may not see it either.
    """
    own = own_folder(root)
    own.mkdir(parents=True, exist_ok=True, mode=S_IMODE((root / "data").stat().st_mode))
    folder = own / "at-work" / text_hash(results)[:8]
    remove(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_over(desk: Path, home: Path, results: str, step: Step) -> None:
    """Put what a notebook wrote in the place of what it wrote before."""
    made = move(output_files(desk, results, step), desk, home)
    for path in set(output_files(home, results, step)) - made:
        remove(path)


def move(files: Iterable[Path], source: Path, target: Path) -> set[Path]:
    """Move files to the same places in another folder; where they are then."""
    moved = set()
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(rights_of(place))
        patiently(partial(path.replace, place), place.name)
        moved.add(place)
    return moved
