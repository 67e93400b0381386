"""The same bytes on another processor: two kernels of OpenBLAS, which it is told to use, stand for two machines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROCESSORS = ("Prescott", "Haswell")

STEP = """
import hashlib, json, sys
import numpy as np, pandas as pd
from wijkresearch import tables
from wijkresearch.io.store import table_bytes
from wijkresearch import case_sets as select

frame = select.derive_controls(pd.read_csv(sys.argv[1]))
province = frame[frame["province"] == "Zuid-Holland"]
controls = ["council_seats", "inhabitants_2024", "area_total_km2", "density_total"]
sets = [controls[:1] + controls[3:], controls[1:3], controls]
choices = [select.Choices(distance=distance) for distance in select.DISTANCES]
named = {"id_column": "municipality"}
specifications = select.compare_specifications(
    {"Zuid-Holland": province}, **named, control_sets=sets, rule=select.SetRule(3),
    chosen=["Katwijk", "Leidschendam-Voorburg", "Maassluis"],
)
compared = [select.compare_candidates(province, **named, controls=controls, choices=each) for each in choices]
values = province[controls].to_numpy(float)
made_by_lapack = np.linalg.inv(np.cov(values, rowvar=False)) @ values.T
rows = pd.DataFrame({"name": range(made_by_lapack.size), "number": made_by_lapack.ravel()})
columns = (tables.Column("name", "whole", "Place."), tables.Column("number", "number", "Value."))
kind = tables.Table("numbers", "One number.", ("name",), columns)
said = {
    "specifications": table_bytes(specifications, tables.SPECIFICATIONS),
    "distances": b"".join(each.distances.tobytes() for each in compared),
    "lapack": made_by_lapack.tobytes(),
    "numbers": table_bytes(rows, kind),
}
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in said.items()}))
"""


@pytest.fixture(scope="module")
def told() -> list[dict[str, str]]:
    """What step 1 and LAPACK come to on either processor, as hashes."""
    frame = ROOT / "data" / "raw" / "netherlands_2024.csv"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", STEP, str(frame)],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_CORETYPE": processor},
            stdout=subprocess.PIPE,
            text=True,
        )
        for processor in PROCESSORS
    ]
    answers = [json.loads(process.communicate()[0]) for process in running]
    if answers[0]["lapack"] == answers[1]["lapack"]:
        pytest.skip("numpy does not use OpenBLAS on x86-64 here, so one machine cannot stand for two")
    return answers


def test_the_tables_of_step_1_have_the_same_bytes_on_another_processor(told: list[dict[str, str]]) -> None:
    assert told[0]["specifications"] == told[1]["specifications"]


def test_distances_are_the_same_on_another_processor_before_they_are_rounded(told: list[dict[str, str]]) -> None:
    assert told[0]["distances"] == told[1]["distances"]


def test_numbers_that_another_processor_makes_with_other_last_digits_are_written_alike(
    told: list[dict[str, str]],
) -> None:
    assert told[0]["lapack"] != told[1]["lapack"]
    assert told[0]["numbers"] == told[1]["numbers"]
