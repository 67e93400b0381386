"""Read the reporting standards that come with the package: their items in our own words, and their sources."""

from __future__ import annotations

from importlib.resources import files
from io import StringIO

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.tables.reporting import STANDARD_ITEMS, STANDARD_SOURCES

FOLDER = files("wijkresearch.rigour") / "standards"


def read_standard_sources() -> pd.DataFrame:
    """STANDARD_SOURCES: every reporting standard of the package, with its publication."""
    return STANDARD_SOURCES.check(_read("sources"))


def read_standard(standard: str) -> pd.DataFrame:
    """STANDARD_ITEMS of one reporting standard.

    Args:
        standard: `coreq`, `srqr`, `tracy`, `jars_qual` or `top`.

    Raises:
        StudyError: there is no such standard.
    """
    known = list(read_standard_sources()["standard"])
    if standard not in known:
        where = "reporting standards"
        expected = f"one of {', '.join(known)}"
        raise StudyError(Problem(where, f"there is no '{standard}'", expected, did_you_mean(standard, known)))
    return STANDARD_ITEMS.check(_read(standard), f"standards/{standard}.csv")


def read_standards() -> dict[str, pd.DataFrame]:
    """STANDARD_ITEMS of every reporting standard, by its id."""
    return {standard: read_standard(standard) for standard in read_standard_sources()["standard"]}


def _read(name: str) -> pd.DataFrame:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return pd.read_csv(StringIO(text), dtype="str", keep_default_na=False)
