"""A project with the example study, and a folder in it where its user works."""

from pathlib import Path

import pytest
from made_studies import write_study

from wijkresearch.example import example_study


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    write_study(example_study(), tmp_path)
    (tmp_path / "uit").mkdir()
    monkeypatch.chdir(tmp_path / "uit")
    return tmp_path
