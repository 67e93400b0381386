"""The tables that the repository ships are the tables that a fresh run makes, byte for byte."""

import shutil
from pathlib import Path

import pytest

from wijkresearch.run.pipeline import Wish, run_study

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "processed" / "wijkverbinders"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    project = tmp_path_factory.mktemp("fresh")
    for name in ("notebooks", "wijkresearch", "data/raw"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", project)
    run_study(Wish(study="wijkverbinders"), project, lambda *_: None)
    return project / "data" / "processed" / "wijkverbinders"


def test_a_fresh_run_makes_the_same_tables_and_no_others(fresh):
    made = {path.name for path in fresh.iterdir()}
    assert made == {path.name for path in SHIPPED.iterdir()}
    assert [name for name in sorted(made) if (fresh / name).read_bytes() != (SHIPPED / name).read_bytes()] == []


def test_no_shipped_table_holds_what_was_said():
    assert not [path.name for path in SHIPPED.glob("*.csv") if "quote," in path.read_text("utf-8").splitlines()[0]]
