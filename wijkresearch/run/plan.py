"""Which notebooks make up the analysis, and where a run keeps its results.

A notebook is known by its file's stem; the number in front is the prefix of every table and figure that it writes. It
reads `data/raw` and no table of another notebook, so that the notebooks can run in any order and at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.file_names import folder_problems
from wijkresearch.io.store import list_studies, processed_folder, reports_folder


@dataclass(frozen=True)
class Step:
    """One notebook, by its stem."""

    stem: str

    @property
    def prefix(self) -> str:
        """What the names of its tables and figures begin with."""
        return self.stem.partition("_")[0]


STEPS = (
    Step("01_case_selection"),
    Step("02_coding"),
    Step("03_axial_grouping"),
    Step("04_role_tables"),
    Step("05_conclusions"),
)
PAGES = "pages"
"""What comes after the last notebook."""


def check_study(root: Path, study: str) -> Path:
    """The folder of the study.

    Raises:
        StudyError: there is no such study.
    """
    raise_if_any(folder_problems([study], "data/raw"))
    folder = root / "data" / "raw" / study
    if not (folder / "study.yml").is_file():
        known = list_studies(root)
        expected = f"one of {', '.join(known)}" if known else "a folder with a study.yml"
        raise StudyError(Problem("data/raw", f"there is no study '{study}'", expected, did_you_mean(study, known)))
    return folder


def check_municipalities(folder: Path, municipalities: Iterable[str]) -> None:
    """Refuse municipalities that the study has no folder of.

    Raises:
        StudyError: listing every one that is not there.
    """
    known = sorted(path.parent.name for path in folder.glob("*/municipality.yml"))
    raise_if_any(
        Problem(
            "--municipality", f"'{name}' is not in the study", f"one of {', '.join(known)}", did_you_mean(name, known)
        )
        for name in municipalities
        if name not in known
    )


def output_files(root: Path, results: str, step: Step) -> list[Path]:
    """Every table and figure of a notebook that is there, and its executed copy."""
    reports = reports_folder(results, root)
    found = [*processed_folder(results, root).glob(f"{step.prefix}_*")]
    found += (reports / "figures").glob(f"{step.prefix}_*")
    executed = executed_copy(root, results, step)
    return sorted([*found, executed] if executed.exists() else found)


def executed_copy(root: Path, results: str, step: Step) -> Path:
    """Where the executed notebook is kept."""
    return reports_folder(results, root) / f"{step.stem}.ipynb"


def failed_copy(root: Path, results: str, step: Step) -> Path:
    """Where a notebook of which a cell failed is kept, until every cell runs; beside it that of the last good run."""
    return reports_folder(results, root) / "failed" / f"{step.stem}.ipynb"


def choose_study(root: Path, study: str = "") -> Path:
    """The folder of the study that is named, or of the only one.

    Raises:
        StudyError: there is no such study, or none is named and there are none or several.
    """
    known = list_studies(root)
    if study or len(known) == 1:
        return check_study(root, study or known[0])
    if not known:
        raise StudyError(Problem("data/raw", "there is no study", remedy="Make one with `wijk new study`"))
    found, remedy = f"there are {len(known)} studies: {', '.join(known)}", f"Name one, such as --study {known[0]}"
    raise StudyError(Problem("data/raw", found, remedy=remedy))
