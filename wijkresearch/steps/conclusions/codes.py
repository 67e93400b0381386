"""Which codes speak for or against a claim: those it names, and every code under them in the codebook."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def expand_codes(claim_codes: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """CLAIM_CODES with a row for every code under a named code; the nearest named code above decides the stance.

    Args:
        claim_codes: CLAIM_CODES as the study wrote it.
        codebook: CODEBOOK; `parent` says what belongs under what.
    """
    parents = dict(zip(codebook["code"], codebook["parent"], strict=True))
    lines = {code: _line(code, parents) for code in parents}
    beside = claim_codes["stance"] == "same_passage"
    rows = [
        {"claim": claim, "code": code, "stance": stances[named]}
        for codes in (claim_codes[~beside], claim_codes[beside])
        for claim, stances in _stances(codes).items()
        for code, line in lines.items()
        if (named := next((above for above in line if above in stances), None)) is not None
    ]
    return pd.DataFrame(rows, columns=["claim", "code", "stance"])


def codes_under(codes: set[str], codebook: pd.DataFrame) -> set[str]:
    """The codes themselves and every code under them."""
    parents = dict(zip(codebook["code"], codebook["parent"], strict=True))
    return {code for code in parents if codes.intersection(_line(code, parents))}


def _stances(claim_codes: pd.DataFrame) -> dict[str, dict[str, str]]:
    stances: dict[str, dict[str, str]] = {}
    for row in claim_codes.itertuples():
        stances.setdefault(row.claim, {})[row.code] = row.stance
    return stances


def _line(code: str, parents: Mapping[str, object]) -> list[str]:
    """A code, its parent, the parent of that, and so on; a circle ends where it closes."""
    line = [code]
    while isinstance(above := parents.get(line[-1]), str) and above not in line:
        line.append(above)
    return line
