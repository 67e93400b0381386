"""Step 3, axial grouping: open codes in axial categories, and those in selective themes (annex IV of the thesis).

The grouping itself is a decision of people and stands in `data_structure.csv`. Here it is joined with the evidence
and counted, per case, so that a reader sees which case a category rests on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.tables import AXIAL_CASES, AXIAL_COUNTS, UNGROUPED_CODES


def count_axial_groups(evidence: pd.DataFrame, data_structure: pd.DataFrame, municipalities: list[str]) -> pd.DataFrame:
    """AXIAL_COUNTS: passages and respondents per open code and case, under its axial category and selective theme.

    Every grouped code has a row for every municipality; what nobody coded is a zero.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        municipalities: ids of the cases, in the order of presentation.
    """
    cells = data_structure.merge(pd.DataFrame({"municipality": municipalities}), how="cross")
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


def compare_cases(axial_counts: pd.DataFrame) -> pd.DataFrame:
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


def check_data_structure(data_structure: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """The data structure as given; a `StudyError` names unknown codes and categories that stand under two themes."""
    known = codebook["code"]
    raise_if_any([*_unknown_codes(data_structure, known), *_split_categories(data_structure)])
    return data_structure


def _unknown_codes(data_structure: pd.DataFrame, known: pd.Series) -> Iterator[Problem]:
    for row, code in data_structure.loc[~data_structure["code"].isin(known), "code"].items():
        place = f"data_structure.csv row {row if data_structure.index.name == 'row' else int(row) + 2}"
        yield Problem(place, f"code '{code}' is not in the codebook", remedy=did_you_mean(code, known))


def _split_categories(data_structure: pd.DataFrame) -> Iterator[Problem]:
    themes = data_structure.groupby("axial_category", sort=False)["selective_theme"].unique()
    for category, listed in themes[themes.map(len) > 1].items():
        found = f"axial category '{category}' stands under {len(listed)} themes"
        yield Problem("data_structure.csv", found, "one selective theme", "Give one of the groups another name")
