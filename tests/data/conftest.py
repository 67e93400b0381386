"""The shipped study as the library reads it."""

from pathlib import Path

import pytest

from wijkresearch.analysis import open_analysis
from wijkresearch.io.read import read_study

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
def analysis():
    return open_analysis("wijkverbinders", root=ROOT)


@pytest.fixture(scope="session")
def evidence(analysis):
    return analysis.evidence


@pytest.fixture(scope="session")
def reading(analysis):
    """The first coder's codings."""
    return analysis.reading
