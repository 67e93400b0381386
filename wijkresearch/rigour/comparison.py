"""Constant comparison: do the passages of two cases say the same under one code, and what did a case add?

The method asks a reader, not a formula (Glaser & Strauss 1967, ch. V). So this only lays side by side what is to be
read, for every two cases in the order of coding: passages with the same open code beside each other, and what one case
has more is left without a neighbour. Whether a case confirms the structure is judged against the structure as it was
before that case; the codes that it added are in the present one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.tables.comparison import CATEGORY_BALANCE, CONFIRMATIONS, CONSTANT_COMPARISON, NEW_CODES
from wijkresearch.tables.raw import DATA_STRUCTURE

ALL_PAIRS = 6
"""Cases of which every two are laid side by side; of more, each beside the one that was coded before it."""

Pair = tuple[str, str]


def order_cases(evidence: pd.DataFrame) -> list[str]:
    """Ids of the cases in the order of coding: a case comes where its last document was coded.

    Args:
        evidence: EVIDENCE.
    """
    ordered = evidence.sort_values(["coding_order", "document"], kind="stable")
    return [str(case) for case in ordered["municipality"].drop_duplicates(keep="last")]


def pair_cases(cases: Sequence[str]) -> list[Pair]:
    """Every two cases, the earlier one first, those of the newest case in front; of many, each with the one before it.

    >>> pair_cases(["a", "b", "c"])
    [('a', 'c'), ('b', 'c'), ('a', 'b')]

    Args:
        cases: ids in the order of coding.
    """
    pairs = combinations(cases, 2) if len(cases) <= ALL_PAIRS else pairwise(cases)
    return sorted(pairs, key=lambda pair: (-cases.index(pair[1]), cases.index(pair[0])))


def compare_pairs(evidence: pd.DataFrame, data_structure: pd.DataFrame, pairs: Iterable[Pair]) -> pd.DataFrame:
    """CONSTANT_COMPARISON: for every two cases the passages with the same code beside each other.

    Args:
        evidence: EVIDENCE; a passage that several coders gave one code counts once.
        data_structure: DATA_STRUCTURE.
        pairs: ids of two cases each, the earlier one first.

    Raises:
        StudyError: a case has no evidence.
    """
    listed = list(pairs)
    passages = _passages(evidence, data_structure, listed)
    order = list(data_structure["axial_category"].drop_duplicates())
    passages["axial_category"] = pd.Categorical(passages["axial_category"], order)
    passages["place"] = passages.groupby(["code", "municipality"]).cumcount() + 1
    beside = [_lay_beside(passages, *pair) for pair in listed]
    rows = pd.concat(beside, ignore_index=True) if beside else CONSTANT_COMPARISON.empty()
    return CONSTANT_COMPARISON.check(rows[CONSTANT_COMPARISON.column_names], "constant comparison")


def count_comparable(evidence: pd.DataFrame, data_structure: pd.DataFrame, pairs: Iterable[Pair]) -> pd.DataFrame:
    """CATEGORY_BALANCE: per axial category and two cases how many passages and codes there are to compare.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        pairs: ids of two cases each, the earlier one first.

    Raises:
        StudyError: a case has no evidence.
    """
    listed = list(pairs)
    passages = _passages(evidence, data_structure, listed)
    categories = pd.Index(data_structure["axial_category"].drop_duplicates(), name="axial_category")
    counted = [_balance(passages, pair).reindex(categories, fill_value=0).reset_index() for pair in listed]
    if not counted:
        return CATEGORY_BALANCE.empty()
    rows = pd.concat(counted, keys=listed, names=["earlier", "later"]).reset_index(["earlier", "later"])
    return CATEGORY_BALANCE.check(rows.assign(comparison=_sides(rows)), "category balance")


def date_codes(codebook: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Code, `made_in` (the case in whose coding it was made; empty for before coding) and `known_from`.

    A deductive code was there before coding unless `since` says otherwise; so was an inductive one that nobody gave.

    Args:
        codebook: CODEBOOK; `since` where somebody wrote it down.
        evidence: EVIDENCE, of which the first case with an inductive code counts where nobody did.
    """
    cases = order_cases(evidence)
    places = evidence["municipality"].map(cases.index)
    first = places.groupby(evidence["code"]).min().map(dict(enumerate(cases)))
    given = codebook["code"].map(first).where(codebook["origin"] == "inductive")
    known_from = given.map(lambda case: None if pd.isna(case) else "first_given")
    return codebook[["code"]].assign(
        made_in=codebook["since"].fillna(given.astype("str")),
        known_from=known_from.mask(codebook["since"].notna(), "since"),
    )


def structure_before(
    data_structure: pd.DataFrame, dated: pd.DataFrame, cases: Sequence[str], case: str
) -> pd.DataFrame:
    """DATA_STRUCTURE without the codes that were made in the coding of this case or of a later one.

    Args:
        data_structure: DATA_STRUCTURE, grouped as it is now.
        dated: what `date_codes` returns.
        cases: ids in the order of coding; a code of a case that is not among them stays.
        case: id of the case.

    Raises:
        StudyError: nothing was coded in this case.
    """
    raise_if_any(_unknown([case], cases))
    later = list(cases)[list(cases).index(case) :]
    new = dated.loc[dated["made_in"].isin(later), "code"]
    kept = data_structure[~data_structure["code"].isin(new)]
    return DATA_STRUCTURE.check(kept.reset_index(drop=True), "data structure")


def list_new_codes(
    codebook: pd.DataFrame, data_structure: pd.DataFrame, dated: pd.DataFrame, cases: Sequence[str]
) -> pd.DataFrame:
    """NEW_CODES: the open codes that were made in the coding of each case, whether or not anybody grouped them.

    Args:
        codebook: CODEBOOK.
        data_structure: DATA_STRUCTURE.
        dated: what `date_codes` returns.
        cases: ids in the order of coding.
    """
    followed = set(data_structure["code"]) | set(codebook.loc[codebook["kind"] == "open", "code"])
    rows = dated[dated["made_in"].isin(cases) & dated["code"].isin(followed)].rename(
        columns={"made_in": "municipality"}
    )
    rows = rows.merge(data_structure, on="code", how="left", validate="one_to_one")
    before = {case: set(structure_before(data_structure, dated, cases, case)["axial_category"]) for case in cases}
    rows["new_category"] = [
        bool(pd.notna(row.axial_category)) and row.axial_category not in before[row.municipality]
        for row in rows.itertuples()
    ]
    rows = rows.sort_values("municipality", key=lambda made: made.map(list(cases).index), kind="stable")
    return NEW_CODES.check(rows[NEW_CODES.column_names], "new codes")


def judge_confirmations(
    evidence: pd.DataFrame, data_structure: pd.DataFrame, dated: pd.DataFrame, new_codes: pd.DataFrame
) -> pd.DataFrame:
    """CONFIRMATIONS: what every case gave again of the structure before it, and what it added.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        dated: what `date_codes` returns.
        new_codes: NEW_CODES.
    """
    cases = order_cases(evidence)
    rows = []
    for place, case in enumerate(cases, 1):
        before = structure_before(data_structure, dated, cases, case)
        given = set(evidence.loc[evidence["municipality"] == case, "code"])
        again, added = before[before["code"].isin(given)], new_codes[new_codes["municipality"] == case]
        counts = {
            "codes_before": len(before),
            "codes_again": len(again),
            "new_codes": len(added),
            "categories_before": before["axial_category"].nunique(),
            "categories_again": again["axial_category"].nunique(),
            "new_categories": added.loc[added["new_category"].astype(bool), "axial_category"].nunique(),
        }
        rows.append({"municipality": case, "place": place, **counts, "outcome": _outcome(place, counts)})
    return CONFIRMATIONS.of(rows, "confirmations")


def _outcome(place: int, counts: dict[str, int]) -> str:
    if place == 1:
        return "first"
    return "adds_categories" if counts["new_categories"] else "adds_codes" if counts["new_codes"] else "confirms"


def _passages(evidence: pd.DataFrame, data_structure: pd.DataFrame, pairs: Iterable[Pair]) -> pd.DataFrame:
    """The grouped passages in the order of coding, each once."""
    raise_if_any(_unknown([case for pair in pairs for case in pair], sorted(evidence["municipality"].unique())))
    grouped = evidence.drop_duplicates(["segment", "code"])
    grouped = grouped.merge(data_structure[["code", "axial_category"]], on="code", validate="many_to_one")
    return grouped.sort_values(["coding_order", "document", "start", "code"])


def _unknown(cases: Iterable[str], known: Sequence[str]) -> list[Problem]:
    listed = ", ".join(known)
    return [
        Problem("cases", f"municipality '{case}' has no evidence", f"one of {listed}", did_you_mean(case, known))
        for case in cases
        if case not in known
    ]


def _lay_beside(passages: pd.DataFrame, earlier: str, later: str) -> pd.DataFrame:
    """The passages of two cases in one row where they have one code and one place in it, in the order of the codes."""
    key = ["code", "axial_category", "place"]
    sides = {"earlier": earlier, "later": later}
    first, second = (
        passages.loc[passages["municipality"] == case, [*key, "segment", "document"]].rename(
            columns={name: f"{side}_{name}" for name in ("segment", "document")}
        )
        for side, case in sides.items()
    )
    rows = first.merge(second, on=key, how="outer", validate="one_to_one")
    both = rows.groupby("code")[["earlier_segment", "later_segment"]].transform("count").gt(0)
    words = both["earlier_segment"].map({True: "only_earlier", False: "only_later"})
    rows = rows.assign(**sides, comparison=words.mask(both.all(axis=1), "both"))
    return rows.sort_values(["axial_category", "code", "place"])


def _balance(passages: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Per axial category the passages of two cases, and the codes that both have or one of them."""
    sides = passages[["axial_category", "code"]].assign(
        **{
            f"{side}_segments": passages["municipality"].eq(case).astype(int)
            for side, case in zip(("earlier", "later"), pair, strict=True)
        }
    )
    codes = sides.groupby(["axial_category", "code"]).sum()
    one, other = codes["earlier_segments"].gt(0), codes["later_segments"].gt(0)
    codes = codes.assign(
        codes_in_both=(one & other).astype(int),
        codes_only_earlier=(one & ~other).astype(int),
        codes_only_later=(other & ~one).astype(int),
    )
    return codes.groupby("axial_category").sum()


def _sides(rows: pd.DataFrame) -> Any:
    sides = rows["later_segments"].gt(0).astype(int) * 2 + rows["earlier_segments"].gt(0).astype(int)
    return sides.map({0: "neither", 1: "only_earlier", 2: "only_later", 3: "both"})
