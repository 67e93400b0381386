"""One case beside the others (Yin: within-case first): what comes out otherwise there, and what only it has.

A verdict is particular when at most one in ten of the other cases has it as well; of fewer than ten others, none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from wijkresearch.tables import OWN_CODES, PARTICULAR, THEME_CELLS
from wijkresearch.tables.conclusions import VERDICT_WORDS
from wijkresearch.tables.portraits import PARTICULARS

RARE = 10
"""One in so many of the other cases may share a verdict that is particular."""
TOO_LITTLE = "insufficient"
NOT_THERE = ("not_supported", "contradicted")


def list_particular(verdicts: pd.DataFrame, claims: Sequence[str]) -> pd.DataFrame:
    """PARTICULAR: the verdicts of every case that hardly any other case has, those that say most first.

    A case of which too little was said to judge it is left out, also among the others.

    Args:
        verdicts: VERDICTS.
        claims: ids of the claims to compare.
    """
    here = verdicts[(verdicts["scope"] == "municipality") & (verdicts["verdict"] != TOO_LITTLE)]
    here = here[here["claim"].isin(list(claims))]
    rows = [row for claim, cases in here.groupby("claim", sort=False) for row in _compared(str(claim), cases)]
    listed = PARTICULAR.of(rows, "what is particular")
    order = {claim: place for place, claim in enumerate(claims)}
    placed = listed.assign(kind=listed["particular"].map(PARTICULARS.index), place=listed["claim"].map(order))
    return PARTICULAR.check(placed.sort_values(["kind", "place"], kind="stable")[PARTICULAR.column_names])


def _compared(claim: str, cases: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """The cases whose verdict on a claim hardly any other case has."""
    found = cases["verdict"].value_counts()
    for case, verdict in cases[["member", "verdict"]].itertuples(index=False, name=None):
        others = found.sub(pd.Series({verdict: 1}), fill_value=0).astype(int)
        whole, alike = int(others.sum()), int(others[verdict])
        if whole and alike * RARE <= whole:
            usual = max(VERDICT_WORDS, key=lambda word: (others.get(word, 0), -VERDICT_WORDS.index(word)))
            if usual != verdict:
                kind = _particular(verdict, usual, int(others.get("supported", 0)), whole)
                yield case, claim, verdict, usual, whole, alike, kind


def _particular(verdict: str, usual: str, supported: int, whole: int) -> str:
    if verdict == "supported" and not supported:
        return "only_here"
    if verdict in NOT_THERE and supported == whole:
        return "not_here"
    return "stronger" if VERDICT_WORDS.index(verdict) < VERDICT_WORDS.index(usual) else "weaker"


def list_own_codes(frequencies: pd.DataFrame, cases: Collection[str]) -> pd.DataFrame:
    """OWN_CODES: the codes that were given in one case only, most often given first; none where there is one case.

    Args:
        frequencies: CODE_FREQUENCIES.
        cases: ids of the cases.
    """
    if len(cases) < 2:
        return OWN_CODES.empty()
    grouped = frequencies.groupby(["code", "municipality"], sort=False)
    counted = grouped.agg(segments=("segments", "sum"), documents=("document", "nunique")).reset_index()
    own = counted[~counted["code"].duplicated(keep=False)]
    return OWN_CODES.check(own.sort_values(["segments", "code"], ascending=[False, True]), "codes of one case")


def count_theme_cells(
    frequencies: pd.DataFrame, data_structure: pd.DataFrame, documents: pd.DataFrame, cases: Sequence[str]
) -> pd.DataFrame:
    """THEME_CELLS: every theme, and every axial category behind its theme, in every case; zeros kept.

    Args:
        frequencies: CODE_FREQUENCIES.
        data_structure: DATA_STRUCTURE.
        documents: DOCUMENTS.
        cases: ids of the cases, in the order of presentation.
    """
    interviews = documents.loc[documents["kind"] == "interview", "document"]
    coded = frequencies[frequencies["document"].isin(interviews)].groupby("municipality")["document"].nunique()
    joined = frequencies.merge(data_structure, on="code", validate="many_to_one")
    joined = joined.assign(interview=joined["document"].where(joined["document"].isin(interviews)))
    rows = []
    for theme, codes in data_structure.groupby("selective_theme", sort=False):
        for category in (None, *codes["axial_category"].unique()):
            within = joined[joined["selective_theme"] == theme]
            within = within if category is None else within[within["axial_category"] == category]
            here = within.groupby("municipality").agg(k=("interview", "nunique"), segments=("segments", "sum"))
            for case in cases:
                k, segments = here.loc[case] if case in here.index else (0, 0)
                rows.append((theme, category, case, k, coded.get(case, 0), segments))
    return THEME_CELLS.of(rows, "themes per case")
