"""Step 3, axial grouping: open codes in axial categories, and those in selective themes (annex IV of the thesis).

The grouping itself is a decision of people and stands in `data_structure.csv`. Here it is joined with the evidence
and counted, per case, so that a reader sees which case a category rests on.
"""

from __future__ import annotations

import pandas as pd

from wijkresearch.tables import AXIAL_CASES, AXIAL_COUNTS, UNGROUPED_CODES


def count_axial_groups(evidence: pd.DataFrame, data_structure: pd.DataFrame, municipalities: list[str]) -> pd.DataFrame:
    """AXIAL_COUNTS: passages and respondents per open code and case, under its axial category and selective theme.

    Every grouped code has a row for every municipality; what nobody coded is a zero.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        municipalities: ids of the cases, in the order of presentation.
    """
    cells = data_structure.merge(pd.DataFrame({"municipality": pd.Series(municipalities, dtype="str")}), how="cross")
    passages = evidence.drop_duplicates(["segment", "code"])
    interviews = passages[passages["kind"] == "interview"].drop_duplicates(["document", "code"])
    cells = cells.merge(_sizes(passages, "segments"), on=["municipality", "code"], how="left", validate="one_to_one")
    cells = cells.merge(
        _sizes(interviews, "respondents"), on=["municipality", "code"], how="left", validate="one_to_one"
    )
    cells[["segments", "respondents"]] = cells[["segments", "respondents"]].fillna(0)
    return AXIAL_COUNTS.check(cells[AXIAL_COUNTS.column_names], "axial groups")


def _sizes(evidence: pd.DataFrame, name: str) -> pd.DataFrame:
    return evidence.groupby(["municipality", "code"]).size().rename(name).reset_index()


def count_axial_cases(axial_counts: pd.DataFrame) -> pd.DataFrame:
    """AXIAL_CASES: how often each axial category was coded in each case, and with how many of its codes."""
    given = axial_counts.assign(codes=(axial_counts["segments"] > 0).astype("Int64"))
    keys = ["selective_theme", "axial_category", "municipality"]
    counted = given.groupby(keys, sort=False)[["segments", "codes"]].sum().reset_index()
    return AXIAL_CASES.check(counted, "axial categories per case")


def list_ungrouped_codes(evidence: pd.DataFrame, data_structure: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """UNGROUPED_CODES: open codes that were given but stand outside the data structure, with how often."""
    outside = evidence[(evidence["code_kind"] == "open") & ~evidence["code"].isin(data_structure["code"])]
    counted = outside.drop_duplicates(["segment", "code"]).groupby("code").size().rename("segments").reset_index()
    labels = codebook[["code", "label_nl"]]
    return UNGROUPED_CODES.check(counted.merge(labels, on="code", validate="one_to_one"), "ungrouped codes")
