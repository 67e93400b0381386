"""Hold the history of a codebook, and the case in which each code was made, to the codebook and the cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, show_value
from wijkresearch.tables.settings import unknown_id

SOURCES = {"added": (0, 0), "redefined": (0, 0), "split": (1, 1), "renamed": (1, 1), "merged": (2, None)}
"""Change to the fewest and the most codes that it comes from."""
GONE = ("renamed", "merged")
"""Changes after which the codes that they came from are no longer in the codebook."""


def check_history(codebook: pd.DataFrame, history: pd.DataFrame, municipalities: Sequence[str]) -> list[Problem]:
    """Everything that `since` and the history of the codebook name and the study has not got, or that cannot be.

    Args:
        codebook: CODEBOOK.
        history: CODEBOOK_HISTORY.
        municipalities: ids of the cases.
    """
    dated = codebook.dropna(subset="since")
    replaced = {code for sources in history["came_from"].dropna() for code in sources.split()}
    made_in = dict(zip(dated["code"], dated["since"], strict=True))
    problems = [
        unknown_id(f"codebook.csv code {show_value(code)}", "since", since, municipalities)
        for code, since in made_in.items()
        if since not in municipalities
    ]
    for number, row in enumerate(history.itertuples(), 2):
        where, sources = f"codebook_history.csv row {number}", "" if pd.isna(row.came_from) else str(row.came_from)
        if pd.notna(row.round) and row.round not in municipalities:
            problems.append(unknown_id(where, "round", str(row.round), municipalities))
        problems += _code_problems(row, where, list(codebook["code"]), replaced)
        problems += _source_problems(row, sources.split(), where, set(codebook["code"]))
        problems += _round_problems(row, where, made_in)
    return problems


def _code_problems(row: Any, where: str, codes: list[str], replaced: set[str]) -> Iterator[Problem]:
    if row.code not in codes and row.code not in replaced:
        found = f"code {show_value(row.code)} is not in the codebook, and no row says what became of it"
        yield Problem(where, found, remedy=did_you_mean(row.code, codes))


def _source_problems(row: Any, sources: list[str], where: str, codes: set[str]) -> Iterator[Problem]:
    fewest, most = SOURCES[row.change]
    if len(sources) < fewest or (most is not None and len(sources) > most):
        expected = {0: "none", 1: "one"}.get(fewest, "two or more")
        yield Problem(where, f"came_from has {len(sources)} codes where the code was {row.change}", expected)
    if row.change in GONE:
        for code in sources:
            if code in codes and code != row.code:
                found = f"code {show_value(code)} was {row.change} and is still in the codebook"
                yield Problem(where, found, "a code that is gone", "Take it out of codebook.csv, or out of came_from")


def _round_problems(row: Any, where: str, made_in: dict[str, str]) -> Iterator[Problem]:
    """A code that was made in one case according to the codebook, and in another one according to its history."""
    said = "" if pd.isna(row.round) else str(row.round)
    if row.change in ("added", "split") and made_in.get(row.code, said) != said:
        found = f"code {show_value(row.code)} was {row.change} in round {show_value(said) if said else '(empty)'}"
        yield Problem(where, found, f"its `since` in codebook.csv, {show_value(made_in[row.code])}")
