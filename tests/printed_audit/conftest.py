from pathlib import Path

import pandas as pd
import pytest

from wijkresearch.tables import (
    DOCUMENTS,
    PUBLISHED_ATTRIBUTIONS,
    PUBLISHED_CASES,
    PUBLISHED_DOTS,
    PUBLISHED_RANKINGS,
    PUBLISHED_REGISTER,
    PUBLISHED_STATEMENTS,
)

ROOT = Path(__file__).parents[2]
STUDY = ROOT / "data" / "raw" / "wijkverbinders"
TABLES = {
    "cases": PUBLISHED_CASES,
    "register": PUBLISHED_REGISTER,
    "dots": PUBLISHED_DOTS,
    "statements": PUBLISHED_STATEMENTS,
    "attributions": PUBLISHED_ATTRIBUTIONS,
    "rankings": PUBLISHED_RANKINGS,
}


@pytest.fixture(scope="session")
def published():
    return {
        name: table.check(pd.read_csv(STUDY / "published" / f"{name}.csv", dtype="str"))
        for name, table in TABLES.items()
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
