"""The verdicts of the run before, kept beside those of now, so that a report can say what changed.

They are kept when a run comes to other verdicts, and stay as they are while runs come to the same ones.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from wijkresearch.errors import StudyError
from wijkresearch.io.read import read_processed, read_study
from wijkresearch.io.store import previous_file, table_bytes, write_bytes
from wijkresearch.privacy.consent import Gate
from wijkresearch.tables import VERDICTS


def previous_verdicts(root: Path, results: str) -> pd.DataFrame:
    """VERDICTS of the run before the last one that changed them; empty when there is none.

    Args:
        root: the project's folder.
        results: the folder of the results.
    """
    return read_verdicts(root, f"{results}/{previous_file(root, results).parent.name}")


def read_verdicts(root: Path, results: str) -> pd.DataFrame:
    """VERDICTS as they lie in a folder of results; empty when there are none, or an earlier version wrote them."""
    try:
        return read_processed(results, previous_file(root, results).stem, VERDICTS, root=root)
    except StudyError:
        return VERDICTS.empty()


def keep_previous(earlier: pd.DataFrame, now: pd.DataFrame, study: str, root: Path, kept: Path) -> None:
    """Keep the verdicts as they were, when those of now are others; cases under the ids that they may have now.

    A case that is no longer in the study is left out: nothing of what it consented to is known any more.

    Args:
        earlier: VERDICTS of the run before.
        now: VERDICTS of this run.
        study: the folder in `data/raw`.
        root: the project's folder.
        kept: the file to keep them in.
    """
    if earlier.empty or earlier.equals(now):
        return
    gate = Gate.of(whole := read_study(study, root=root))
    public = {own: gate.public_id(own) for own in whole.municipality_names}
    allowed = {**public, **{name: name for name in public.values()}}
    of_case = earlier["scope"] == "municipality"
    still_there = earlier[~of_case | earlier["member"].isin(allowed)]
    renamed = still_there["member"].map(allowed).where(of_case[still_there.index], still_there["member"])
    write_bytes(kept, table_bytes(still_there.assign(member=renamed), VERDICTS))
