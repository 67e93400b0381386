"""Role counts of many segments beside one pandas group-by of the same rows: python benchmarks/role_tables.py [ROWS]."""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from wijkresearch.steps.role_tables import count_roles

ROLES, WORLDS, CASES = ["a", "b", "c", "d"], ["buiten", "binnen"], [f"case{number}" for number in range(30)]


def planted(rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    draw = np.random.default_rng(2024)
    documents = pd.DataFrame({"document": [f"D{n}" for n in range(300)], "municipality": np.repeat(CASES, 10)})
    documents["kind"] = "interview"
    chosen = draw.integers(0, len(documents), rows)
    evidence = pd.DataFrame(
        {
            "segment": np.arange(rows).astype("str"),
            "document": documents["document"].to_numpy()[chosen],
            "municipality": documents["municipality"].to_numpy()[chosen],
            "kind": "interview",
            "role": np.array(ROLES)[draw.integers(0, 4, rows)],
            "world": np.array(WORLDS)[draw.integers(0, 2, rows)],
        }
    )
    return evidence, documents


def seconds(call) -> float:
    started = time.process_time()
    call()
    return time.process_time() - started


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    evidence, documents = planted(rows)
    layout = {"municipalities": CASES, "worlds": WORLDS, "roles": ROLES}
    floor = seconds(lambda: evidence.groupby(["world", "municipality", "role"]).size())
    ours = seconds(lambda: count_roles(evidence, documents, **layout))
    print(f"{rows:,} segments: {ours:.2f} s of CPU, {ours / floor:.1f} times one group-by ({floor:.2f} s)")


if __name__ == "__main__":
    main()
