"""A project with the example study, and a folder in it where its user works."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def root(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    (tmp_path / "uit").mkdir()
    monkeypatch.chdir(tmp_path / "uit")
    return tmp_path
