"""Step 2, what theory brought along: how often each code from theory was given, per case (annex III of the thesis).

A code is from theory when the codebook says that it is deductive. Codes stand under each other by `parent`; an
indicator that is only coded through its values is counted with them. What nobody coded stays a row of zeros: that
theory leads to expect something and that nobody told of it, is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.tables import THEORY_COUNTS

TREE = ["code", "code_kind", "top", "depth"]


def count_theory(
    evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame, municipalities: list[str]
) -> pd.DataFrame:
    """THEORY_COUNTS: a row for every deductive code and case, each code followed by those that stand under it.

    Args:
        evidence: EVIDENCE of one reading.
        documents: DOCUMENTS; gives how many interviews a case has.
        codebook: CODEBOOK.
        municipalities: ids of the cases, in the order of presentation.
    """
    deductive = codebook[codebook["origin"] == "deductive"]
    tree = pd.DataFrame(_walk(deductive), columns=[*TREE, "above"])
    branches = tree.explode("above")[["code", "above"]]
    cells = tree[TREE].merge(pd.DataFrame({"municipality": municipalities}), how="cross")
    counts = {
        "": evidence[evidence["code"].isin(tree["code"])],
        "branch_": evidence.merge(branches, on="code").assign(code=lambda rows: rows["above"]),
    }
    for prefix, coded in counts.items():
        interviewed = coded[coded["kind"] == "interview"]
        cells[f"{prefix}segments"] = _count(coded, "segment", cells)
        cells[f"{prefix}respondents"] = _count(interviewed, "document", cells)
    interviews = documents[documents["kind"] == "interview"].groupby("municipality").size()
    cells["interviews"] = cells["municipality"].map(interviews).fillna(0)
    return THEORY_COUNTS.check(cells[THEORY_COUNTS.column_names], "codes from theory")


def _walk(codes: pd.DataFrame) -> Iterator[tuple[str, str, str, int, list[str]]]:
    """Every code in the order of the tree: its kind, its top, its depth, and itself with those that it is under."""
    kinds = dict(zip(codes["code"], codes["kind"], strict=True))
    under: dict[str, list[str]] = {}
    for code, parent in codes[["code", "parent"]].itertuples(index=False):
        under.setdefault(parent if parent in kinds else "", []).append(code)
    waiting = [[code] for code in reversed(under.get("", []))]
    while waiting:
        path = waiting.pop()
        code = path[-1]
        yield code, kinds[code], path[0], len(path) - 1, path
        waiting += [[*path, below] for below in reversed(under.get(code, []))]


def _count(coded: pd.DataFrame, what: str, cells: pd.DataFrame) -> list[int]:
    """How many different passages or documents each cell has."""
    counted = coded.groupby(["code", "municipality"])[what].nunique()
    wanted = pd.MultiIndex.from_frame(cells[["code", "municipality"]])
    return [int(number) for number in counted.reindex(wanted, fill_value=0)]
