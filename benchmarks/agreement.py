"""Speed of agreement: α on a million units against the `krippendorff` library, and a bootstrap of sixty codes.

Run: python benchmarks/agreement.py. Times are CPU seconds (best of three); exit status 1 says that a target is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time

import krippendorff
import numpy as np
import pandas as pd

from wijkresearch.coder_agreement import compare_coders, double_coded_documents, krippendorff_alpha, turn_units

UNITS = 1_000_000
CODERS = 3
DOCUMENTS = 18
CODES = 60
TURNS = 450


def cpu_seconds(call: Callable[[], object], repeats: int = 3) -> float:
    times = []
    for _ in range(repeats):
        begin = process_time()
        call()
        times.append(process_time() - begin)
    return min(times)


def rated_units() -> tuple[pd.DataFrame, np.ndarray]:
    """The same ratings as a table and as the matrix that the library takes: five values, 80 % the true one."""
    random = np.random.default_rng(20240802)
    truth = random.integers(0, 5, UNITS)
    matrix = np.where(random.random((CODERS, UNITS)) < 0.8, truth, random.integers(0, 5, (CODERS, UNITS)))
    table = pd.DataFrame(
        {
            "unit": np.tile(np.arange(UNITS), CODERS),
            "coder": np.repeat([f"coder {n}" for n in range(CODERS)], UNITS),
            "value": matrix.ravel(),
        }
    )
    return table, matrix.astype(float)


def coded_documents() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Turns of 130 characters, and passages of one turn by two coders who mostly agree."""
    random = np.random.default_rng(20240802)
    documents = [f"D{n + 1}" for n in range(DOCUMENTS)]
    turns = pd.DataFrame(
        {
            "document": np.repeat(documents, TURNS),
            "turn": np.tile(np.arange(1, TURNS + 1), DOCUMENTS),
            "start": np.tile(np.arange(TURNS) * 130, DOCUMENTS),
            "end": np.tile(np.arange(TURNS) * 130 + 125, DOCUMENTS),
            "interviewer": np.tile(np.arange(TURNS) % 2 == 0, DOCUMENTS),
        }
    )
    spoken = turns[~turns["interviewer"]]
    first = spoken.sample(3000, replace=True, random_state=1)
    codes = random.integers(0, CODES, len(first))
    other = np.where(random.random(len(first)) < 0.8, codes, random.integers(0, CODES, len(first)))
    passages = [
        first[["document", "start", "end"]].assign(code=[f"code {n:02}" for n in given], coder=coder)
        for coder, given in (("A", codes), ("B", other))
    ]
    return pd.concat(passages, ignore_index=True).drop_duplicates(), turns


def main() -> int:
    table, matrix = rated_units()
    own = cpu_seconds(lambda: krippendorff_alpha(table))
    library = cpu_seconds(lambda: krippendorff.alpha(matrix, level_of_measurement="nominal"))
    with_pivot = cpu_seconds(
        lambda: krippendorff.alpha(
            table.pivot(index="coder", columns="unit", values="value").to_numpy(float), level_of_measurement="nominal"
        )
    )
    evidence, turns = coded_documents()
    units = turn_units(turns, documents=double_coded_documents(evidence, ["A", "B"]))
    bootstrap = cpu_seconds(lambda: compare_coders(evidence, units, coders=("A", "B"), seed=1), repeats=1)
    print(f"α nominal, {UNITS:,} units × {CODERS} coders, from the table   {own:6.2f} s   target ≤ 1")
    print(f"  krippendorff, from a ready matrix                     {library:6.2f} s   ratio {library / own:.2f}")
    print(f"  krippendorff, from the same table                     {with_pivot:6.2f} s   ratio {with_pivot / own:.2f}")
    print(f"2,000 resamples, {DOCUMENTS} documents, {CODES} codes              {bootstrap:6.2f} s   target ≤ 10")
    return 0 if own <= 1 and own <= library and bootstrap <= 10 else 1


if __name__ == "__main__":
    sys.exit(main())
