"""The shipped study as the library reads it."""

from pathlib import Path

import pytest

from wijkresearch.io.read import read_study
from wijkresearch.steps.coding import join_evidence, select_reading

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def study():
    return read_study("wijkverbinders", root=ROOT)


@pytest.fixture(scope="session")
def folder():
    return ROOT / "data" / "raw" / "wijkverbinders"


@pytest.fixture(scope="session")
def reconstruction():
    return ROOT / "data" / "reconstruction"


@pytest.fixture(scope="session")
def evidence(study):
    return join_evidence(study.segments, study.documents, study.codebook)


@pytest.fixture(scope="session")
def reading(study, evidence):
    """The first coder's codings."""
    return select_reading(evidence, study.ids("coders"))
