"""Where two coders read a document differently, passage by passage, and what that does to the results.

The list is the point: coders talk about passages, and a number only says how long that talk will be. The same functions
compare a coder with an earlier self, under another coder id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.tables import CODED_PASSAGES, DISAGREEMENTS, READING_CHANGES
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages
from wijkresearch.errors import Problem, did_you_mean, raise_if_any


def list_disagreements(evidence: pd.DataFrame, *, coders: tuple[str, str], documents: Iterable[str]) -> pd.DataFrame:
    """DISAGREEMENTS: every passage to which only one coder gave a code, or both with other boundaries.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        coders: the first and the second coder.
        documents: ids of the documents that both coded.
    """
    chosen = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(list(documents))]
    passages = _together(join_overlapping_passages(chosen), coders)
    rows = passages[passages["shared"] < 1].copy()
    for name, coder in zip(("first", "second"), coders, strict=True):
        rows[f"{name}_coder"] = coder
        rows[f"{name}_reading"] = _readings(rows, chosen[chosen["coder"] == coder])
    rows["passage"] = [f"{row.document}:{row.start}-{row.end}" for row in rows.itertuples()]
    rows = rows.sort_values(["document", "start", "end", "code"])
    return DISAGREEMENTS.check(rows[DISAGREEMENTS.column_names], "disagreements")


def most_disputed_first(disagreements: pd.DataFrame) -> pd.DataFrame:
    """DISAGREEMENTS in the order of talking: passages with the most codes in dispute first, then the longest dispute.

    Args:
        disagreements: DISAGREEMENTS.
    """
    passages = disagreements.groupby("passage")["passage"]
    disputed = (1 - disagreements["shared"].astype(float)) * (disagreements["end"] - disagreements["start"])
    ordered = disagreements.assign(
        codes_in_dispute=passages.transform("size"),
        characters_in_dispute=disputed.groupby(disagreements["passage"]).transform("sum"),
    )
    by = ["codes_in_dispute", "characters_in_dispute", "document", "start", "end", "code"]
    ordered = ordered.sort_values(by, ascending=[False, False, True, True, True, True])
    return DISAGREEMENTS.check(ordered[DISAGREEMENTS.column_names], "disagreements")


def list_coded_passages(
    evidence: pd.DataFrame, lengths: pd.DataFrame, *, coders: tuple[str, str], documents: Iterable[str]
) -> pd.DataFrame:
    """CODED_PASSAGES: the passages of both coders, with how much of each the other coder gave the same code.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        lengths: DOCUMENT_LENGTHS.
        coders: the first and the second coder.
        documents: ids of the documents that both coded.
    """
    chosen = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(list(documents))]
    joined = join_overlapping_passages(chosen).reset_index(drop=True)
    pairs = joined.reset_index().merge(joined, on=["document", "code"], suffixes=("", "_other"))
    pairs = pairs[pairs["coder"] != pairs["coder_other"]]
    overlap = pairs[["end", "end_other"]].min(axis=1) - pairs[["start", "start_other"]].max(axis=1)
    agreed = overlap.clip(lower=0).groupby(pairs["index"]).sum()
    joined["agreed"] = agreed.reindex(joined.index, fill_value=0) / (joined["end"] - joined["start"])
    joined = joined.merge(lengths[["document", "characters"]], on="document", how="left", validate="many_to_one")
    joined = joined.sort_values(["document", "coder", "start", "code"])
    return CODED_PASSAGES.check(joined[CODED_PASSAGES.column_names], "coded passages")


def substitute_coder(evidence: pd.DataFrame, *, coder: str, replaced: str) -> pd.DataFrame:
    """The evidence as it would be if `coder` had coded in place of `replaced` the documents that both coded.

    Other documents keep the reading of `replaced`; there `coder` is left out. Rows of any third coder stay.

    Args:
        evidence: EVIDENCE.
        coder: whose reading is put in.
        replaced: whose reading makes room.

    Returns:
        EVIDENCE, in the order of the rows given, ready for the same counts as before.

    Raises:
        StudyError: one of the two gave no code, or they share no document.
    """
    raise_if_any(_unknown(evidence, (coder, replaced)))
    theirs, own = evidence["coder"] == coder, evidence["coder"] == replaced
    both = set(evidence.loc[theirs, "document"]) & set(evidence.loc[own, "document"])
    found = f"coders '{coder}' and '{replaced}' share no document"
    raise_if_any([] if both else [Problem("evidence", found, "at least one document that both coded")])
    shared = evidence["document"].isin(both)
    return evidence[~(theirs & ~shared) & ~(own & shared)].reset_index(drop=True)


def compare_readings(
    first: pd.DataFrame, second: pd.DataFrame, *, key: Sequence[str], numbers: Sequence[str]
) -> pd.DataFrame:
    """READING_CHANGES: a result under two readings, side by side, with the difference; unchanged numbers stay in.

    Args:
        first: a result, such as ROLE_COUNTS, from the first reading.
        second: the same result from the second reading.
        key: the columns that name a row of it.
        numbers: the columns to compare.
    """
    joined = first.merge(second, on=list(key), how="outer", suffixes=("_first", "_second"), validate="one_to_one")
    named = joined[list(key)].astype("str").agg(" · ".join, axis=1)
    tables = [
        pd.DataFrame(
            {
                "row": named,
                "number": number,
                "first": joined[f"{number}_first"].astype("Float64"),
                "second": joined[f"{number}_second"].astype("Float64"),
            }
        )
        for number in numbers
    ]
    rows = pd.concat(tables, ignore_index=True)
    return READING_CHANGES.check(rows.assign(difference=rows["second"] - rows["first"]), "reading changes")


def _readings(passages: pd.DataFrame, given: pd.DataFrame) -> list[str | None]:
    """For every passage the codes that were given to any part of it, or nothing."""
    spans = {
        document: (here["start"].to_numpy(np.int64), here["end"].to_numpy(np.int64), here["code"].to_numpy(object))
        for document, here in given.groupby("document")
    }
    readings = []
    for row in passages.itertuples():
        start, end, code = spans.get(row.document, (np.empty(0), np.empty(0), np.empty(0)))
        readings.append(", ".join(sorted(set(code[(start < row.end) & (end > row.start)]))) or None)
    return readings


def _together(joined: pd.DataFrame, coders: tuple[str, str]) -> pd.DataFrame:
    """Passages of both coders with one code that overlap, taken together: from the first to the last character."""
    ordered = joined.sort_values(["document", "code", "start", "end"])
    same = ["document", "code"]
    reach = ordered.groupby(same)["end"].cummax().groupby([ordered[name] for name in same]).shift()
    ordered = ordered.assign(place=(reach.isna() | (ordered["start"] >= reach)).cumsum())
    long = ordered["end"] - ordered["start"]
    for name, coder in zip(("first", "second"), coders, strict=True):
        ordered[name] = long.where(ordered["coder"] == coder, 0)
    merged = ordered.groupby([*same, "place"], as_index=False).agg(
        start=("start", "min"), end=("end", "max"), first=("first", "sum"), second=("second", "sum")
    )
    whole = merged["end"] - merged["start"]
    merged["shared"] = (merged["first"] + merged["second"] - whole).astype(float) / whole
    merged["difference"] = "boundaries"
    merged.loc[merged["second"] == 0, ["difference", "shared"]] = ["only_first", 0.0]
    merged.loc[merged["first"] == 0, ["difference", "shared"]] = ["only_second", 0.0]
    return merged


def _unknown(evidence: pd.DataFrame, coders: Iterable[str]) -> Iterator[Problem]:
    known = sorted(evidence["coder"].unique())
    for coder in coders:
        if coder not in known:
            hint = did_you_mean(coder, known)
            yield Problem("evidence", f"coder '{coder}' gave no code", f"one of {', '.join(known)}", hint)
