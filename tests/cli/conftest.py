"""A project with the example study, and a folder in it where its user works."""

import shutil
from pathlib import Path

import pytest
from made_studies import write_study

from wijkresearch.example import example_study


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study on disk; copy it before changing it."""
    root = tmp_path_factory.mktemp("written")
    write_study(example_study(), root)
    return root


@pytest.fixture
def root(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    (tmp_path / "uit").mkdir()
    monkeypatch.chdir(tmp_path / "uit")
    return tmp_path
