"""Constant comparison: do the passages of the newest case say the same as the earlier ones under one category?

The method asks a reader, not a formula (Glaser & Strauss 1967, ch. V). So this only lays side by side what is to be
read: passages with the same open code beside each other, and what one side has more is left without a neighbour.
"""

from __future__ import annotations

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.tables.comparison import CATEGORY_BALANCE, CONSTANT_COMPARISON


def newest_case(evidence: pd.DataFrame) -> str:
    """Id of the case that was coded last; empty where nothing was coded.

    Args:
        evidence: EVIDENCE.
    """
    return str(evidence.sort_values("coding_order")["municipality"].iloc[-1]) if len(evidence) else ""


def compare_with_earlier(evidence: pd.DataFrame, data_structure: pd.DataFrame, *, newest: str) -> pd.DataFrame:
    """CONSTANT_COMPARISON: for every axial category the passages of the newest case beside those of the earlier ones.

    Args:
        evidence: EVIDENCE; a passage that several coders gave one code counts once.
        data_structure: DATA_STRUCTURE.
        newest: id of the newest case.

    Raises:
        StudyError: the newest case has no evidence.
    """
    ordered = _passages(evidence, data_structure, newest)
    ordered["place"] = ordered.groupby(["code", "is_newest"]).cumcount() + 1
    key = ["axial_category", "code", "place"]
    own, others = ordered[ordered["is_newest"]], ordered[~ordered["is_newest"]]
    own = own[[*key, "segment", "document"]].rename(
        columns={"segment": "newest_segment", "document": "newest_document"}
    )
    names = {name: f"earlier_{name}" for name in ("segment", "document", "municipality")}
    others = others[[*key, *names]].rename(columns=names)
    rows = own.merge(others, on=key, how="outer", validate="one_to_one")
    rows["group"] = rows["axial_category"].map({name: n for n, name in enumerate(_categories(data_structure))})
    rows = rows.sort_values(["group", "code", "place"])
    return CONSTANT_COMPARISON.check(rows[CONSTANT_COMPARISON.column_names], "constant comparison")


def count_comparable(evidence: pd.DataFrame, data_structure: pd.DataFrame, *, newest: str) -> pd.DataFrame:
    """CATEGORY_BALANCE: per axial category how many passages there are to compare on either side.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        newest: id of the newest case.

    Raises:
        StudyError: the newest case has no evidence.
    """
    ordered = _passages(evidence, data_structure, newest)
    categories = _categories(data_structure)
    own = ordered[ordered["is_newest"]].groupby("axial_category").size()
    others = ordered[~ordered["is_newest"]].groupby("axial_category")
    rows = pd.DataFrame(
        {
            "axial_category": categories,
            "newest_segments": own.reindex(categories, fill_value=0).to_numpy(),
            "earlier_segments": others.size().reindex(categories, fill_value=0).to_numpy(),
            "earlier_municipalities": others["municipality"].nunique().reindex(categories, fill_value=0).to_numpy(),
        }
    )
    sides = rows["newest_segments"].gt(0).astype(int) * 2 + rows["earlier_segments"].gt(0).astype(int)
    rows["comparison"] = sides.map({0: "neither", 1: "only_earlier", 2: "only_newest", 3: "both"})
    return CATEGORY_BALANCE.check(rows, "category balance")


def _passages(evidence: pd.DataFrame, data_structure: pd.DataFrame, newest: str) -> pd.DataFrame:
    """The grouped passages in the order of coding, each once."""
    known = sorted(evidence["municipality"].unique())
    hint = did_you_mean(newest, known)
    problem = Problem("newest", f"municipality '{newest}' has no evidence", f"one of {', '.join(known)}", hint)
    raise_if_any([] if newest in known or not known else [problem])
    grouped = evidence.drop_duplicates(["segment", "code"])
    grouped = grouped.merge(data_structure[["code", "axial_category"]], on="code", validate="many_to_one")
    ordered = grouped.sort_values(["coding_order", "document", "start", "code"])
    return ordered.assign(is_newest=ordered["municipality"] == newest)


def _categories(data_structure: pd.DataFrame) -> list[str]:
    return list(data_structure["axial_category"].drop_duplicates())
