"""What theory led to expect beside what was found: k of n per case, what nobody told of, what is contradicted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.claims import say_judged
from wijkresearch.show.reading import FEW
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import MISSING, enumerate_words, write_number

WORDS = catalogue("theory")


def say_seen(counts: pd.DataFrame, labels: Mapping[str, str], *, language: str = "nl") -> str:
    """How many codes from theory were given at all, and the names of those that nobody gave.

    Args:
        counts: rows of THEORY_COUNTS.
        labels: code to label.
        language: `nl` or `en`.
    """
    words, given = WORDS[language], counts.groupby("code", sort=False)["branch_segments"].sum()
    never = [f"‘{labels[str(code)]}’" for code in given.index[given == 0]]
    said = words["seen"].format(seen=len(given) - len(never), codes=len(given))
    if not never:
        return said
    return f"{said} {words['never'].format(codes=enumerate_words(never, language=language))}"


def say_cell(cell: Any, *, language: str = "nl") -> str:
    """One code in one case, with those under it, such as `3 van 5 (7)`: interviews, of how many, and passages."""
    counted = {name: write_number(getattr(cell, name), language=language) for name in ("interviews", "branch_segments")}
    respondents = write_number(cell.branch_respondents, language=language)
    return WORDS[language]["cell"].format(respondents=respondents, **counted)


def say_held(verdicts: pd.DataFrame, municipalities: Mapping[str, str], *, language: str = "nl") -> str:
    """What became of one claim: the cases together, in how many it holds by itself, and where it is contradicted.

    Args:
        verdicts: the rows of VERDICTS of one claim.
        municipalities: id to name, in the order of presentation.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    together = over_derivation(verdicts)
    cases = verdicts[(verdicts["scope"] == "municipality") & verdicts["member"].isin(municipalities)]
    judged = cases.drop_duplicates("member").set_index("member").reindex(municipalities).dropna(subset="verdict")
    fallen = judged["verdict"] == "contradicted"
    opposed = ~fallen & (judged["counter"].fillna(0) > 0)
    holding, contradicting, opposing = (
        [municipalities[case] for case in judged.index[found.to_numpy(dtype=bool)]]
        for found in (judged["verdict"] == "supported", fallen, opposed)
    )
    said = [words["together"].format(verdict=say_judged(row, language)) for row in together.itertuples()]
    said.append(_with_names(words["alone"].format(holding=len(holding), cases=len(judged)), holding, language))
    for key, found, otherwise in (
        ("contradicted", contradicting, [f"{words['not_contradicted']}."]),
        ("opposed", opposing, []),
    ):
        counted = words[key].format(number=len(found), cases=len(judged))
        said += [_with_names(counted, found, language)] if found else otherwise
    return " ".join(said)


def _with_names(said: str, names: list[str], language: str) -> str:
    """A sentence with what it is about behind it, where that is a few names."""
    return f"{said}: {enumerate_words(names, language=language)}." if 0 < len(names) <= FEW else f"{said}."


def write_cells(
    counts: pd.DataFrame, municipalities: Mapping[str, str], *, language: str = "nl"
) -> dict[str, tuple[str, ...]]:
    """Code to what stands in its row: k of n and passages per case, or over many cases in how many it was seen.

    Args:
        counts: rows of THEORY_COUNTS.
        municipalities: id to name, in the order of presentation.
        language: `nl` or `en`.
    """
    rows = {}
    for code, cells in counts.groupby("code", sort=False):
        if len(municipalities) <= FEW:
            found = {cell.municipality: say_cell(cell, language=language) for cell in cells.itertuples()}
            rows[str(code)] = tuple(found.get(case, MISSING) for case in municipalities)
            continue
        totals = cells[["branch_segments", "branch_respondents", "interviews"]].sum()
        seen = {"support": int((cells["branch_segments"] > 0).sum()), "asked": len(cells)}
        heard = {"support": totals["branch_respondents"], "asked": totals["interviews"]}
        shares = (WORDS[language]["support"].format(**share) for share in (seen, heard))
        rows[str(code)] = (*shares, write_number(totals["branch_segments"], language=language))
    return rows
