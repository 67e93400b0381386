from pathlib import Path

import pandas as pd
import pytest

from wijkresearch.io.read import PUBLISHED
from wijkresearch.tables import DOCUMENTS

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "data" / "raw" / "wijkverbinders"


@pytest.fixture(scope="session")
def published():
    return {
        name: table.check(pd.read_csv(STUDY / "published" / f"{name}.csv", dtype="str"))
        for name, table in PUBLISHED.items()
    }


@pytest.fixture(scope="session")
def documents():
    registers = [
        pd.read_csv(path, dtype="str").assign(municipality=path.parent.name)
        for path in sorted(STUDY.glob("*/documents.csv"))
    ]
    return DOCUMENTS.check(pd.concat(registers, ignore_index=True))


@pytest.fixture(scope="session")
def thesis_text():
    source = ROOT.parent / "shared" / "source" / "thesis.txt"
    if not source.exists():
        pytest.skip("the text of the thesis is not beside this repository")
    return source.read_text(encoding="utf-8")
