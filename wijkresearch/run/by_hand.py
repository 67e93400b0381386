"""Results that no run made: a notebook that was run by hand wrote them, or somebody changed them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wijkresearch.io.store import processed_folder, reports_folder
from wijkresearch.run.apart import mark_file
from wijkresearch.run.plan import STEPS, Step, output_files
from wijkresearch.run.state import Record, file_hashes


def list_by_hand(root: Path, study: str, steps: Sequence[Step] = STEPS) -> Iterator[tuple[str, list[str]]]:
    """Every folder of results of a study, and of parts of it, that holds files that no run made; with those files."""
    names = {path.name for kind in ("data/processed", "reports") for path in (root / kind).glob(f"{study}*")}
    for results in sorted(name for name in names if name == study or name.startswith(f"{study}@")):
        record = Record(reports_folder(results, root) / "run.json", {}, mark_file(root, results))
        files = {step: file_hashes(root, output_files(root, results, step)) for step in steps}
        by_hand = [name for step, outputs in files.items() for name in record.not_from_a_run(step.stem, outputs)]
        if by_hand:
            yield results, by_hand


def remark_by_hand(root: Path, study: str) -> Iterator[str]:
    """A line for each folder that holds results that no run made: what they are, and how a run makes them again."""
    for results, names in list_by_hand(root, study):
        told = {"tables": 0, "pictures": 0, "notebooks": 0}
        for name in names:
            told["tables" if name.endswith(".csv") else "notebooks" if name.endswith(".ipynb") else "pictures"] += 1
        counted = ", ".join(f"{count} {kind}" for kind, count in told.items() if count)
        chosen = results.partition("@")[2]
        part = "".join(f" --municipality {name}" for name in chosen.partition("@")[0].split("+") if name)
        yield (
            f"by hand: {processed_folder(results, root).relative_to(root).as_posix()} and reports/{results} hold "
            f"{counted} that no run made, such as {names[0].rpartition('/')[2]}. `wijk run{part}` makes them again."
        )
