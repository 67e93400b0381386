"""Results that no run made: a notebook that was run by hand wrote them, or somebody changed them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wijkresearch.io.store import reports_folder
from wijkresearch.run.apart import mark_file
from wijkresearch.run.plan import STEPS, output_files
from wijkresearch.run.state import Record, file_hashes


@dataclass(frozen=True)
class ByHand:
    """What was made by hand in one folder of results.

    Attributes:
        results: the folder.
        files: the files that no run made.
        replaced: those of them that are in the place of one that a run made.
        from_a_run: how many other files a run made.
    """

    results: str
    files: tuple[str, ...]
    replaced: frozenset[str]
    from_a_run: int

    def __str__(self) -> str:
        """One line.

        >>> print(ByHand("s@a", ("data/processed/s@a/02_evidence.csv",), frozenset(), 0))
        by hand: in s@a, no run made 1 table (02_evidence.csv); a run made 0 more. A run on it makes all anew.
        """
        kinds = Counter("table" if name.endswith(".csv") else "other file" for name in self.files)
        counted = " and ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in kinds.items())
        name = self.files[0].rpartition("/")[2] + (", …" if len(self.files) > 1 else "")
        others = f"a run made {self.from_a_run} more"
        return f"by hand: in {self.results}, no run made {counted} ({name}); {others}. A run on it makes all anew."


def list_by_hand(root: Path, study: str) -> list[ByHand]:
    """Every folder with results of a study, or of a part of it, in which something was made by hand."""
    names = {path.name for kind in ("data/processed", "reports") for path in (root / kind).glob(f"{study}*")}
    found = []
    for results in sorted(name for name in names if name == study or name.startswith(f"{study}@")):
        record = Record(reports_folder(results, root) / "run.json", {}, mark_file(root, results))
        there = {step: file_hashes(root, output_files(root, results, step)) for step in STEPS}
        files = [name for step, outputs in there.items() for name in record.not_from_a_run(step.stem, outputs)]
        if files:
            made = {name for step in STEPS for name in record.outputs_of(step.stem)}
            from_a_run = sum(map(len, there.values())) - len(files)
            found.append(ByHand(results, tuple(files), frozenset(made.intersection(files)), from_a_run))
    return found
