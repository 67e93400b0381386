"""Where coders read a document differently, passage by passage, and what that does to the results.

In every document the first of the coders who coded it is laid beside each of the others. Nothing is lost by that: where
two of the others differ, at least one of them differs from the first.

The list is the point: coders talk about passages, and a number only says how long that talk will be. The same functions
compare a coder with an earlier self, under another coder id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.coder_agreement.tables import CODED_PASSAGES, DISAGREEMENTS, READING_CHANGES
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages


def list_disagreements(
    evidence: pd.DataFrame,
    *,
    coders: Sequence[str],
    documents: Iterable[str],
    codes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """DISAGREEMENTS: every passage to which only one of two coders gave a code, or both with other boundaries.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        coders: two coders or more; in a document the first of them who coded it is laid beside each of the others.
        documents: ids of the documents that at least two of them coded.
        codes: ids of the codes that are compared; every code where left out.
    """
    chosen = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(list(documents))]
    compared = chosen if codes is None else chosen[chosen["code"].isin(codes)]
    found = [
        _differing(compared[compared["document"].isin(shared)], pair)
        for pair, shared in _beside_first(chosen, coders).items()
    ]
    rows = pd.concat(found, ignore_index=True) if found else DISAGREEMENTS.empty()
    place = rows["second_coder"].map({coder: number for number, coder in enumerate(coders)})
    rows = rows.assign(place=place).sort_values(["document", "start", "end", "code", "place"])
    return DISAGREEMENTS.check(rows[DISAGREEMENTS.column_names], "disagreements")


def _beside_first(evidence: pd.DataFrame, coders: Sequence[str]) -> Mapping[tuple[str, str], list[str]]:
    """The first coder of a document and each of its other coders, to the documents where they meet."""
    found: dict[tuple[str, str], list[str]] = {}
    for document, given in evidence.groupby("document")["coder"]:
        first, *others = (coder for coder in coders if coder in set(given))
        for other in others:
            found.setdefault((first, other), []).append(str(document))
    return found


def _differing(chosen: pd.DataFrame, coders: tuple[str, str]) -> pd.DataFrame:
    """DISAGREEMENTS of two coders, on documents that both coded."""
    own = chosen[chosen["coder"].isin(coders)]
    passages = _together(join_overlapping_passages(own), coders)
    rows = passages[passages["shared"] < 1].copy()
    for name, coder in zip(("first", "second"), coders, strict=True):
        rows[f"{name}_coder"] = coder
        rows[f"{name}_reading"] = _readings(rows, own[own["coder"] == coder])
    return rows.assign(passage=[f"{row.document}:{row.start}-{row.end}" for row in rows.itertuples()])


def most_disputed_first(disagreements: pd.DataFrame) -> pd.DataFrame:
    """DISAGREEMENTS in the order of talking: passages with the most codes in dispute first, then the longest dispute.

    Args:
        disagreements: DISAGREEMENTS; what is in dispute on a passage is counted per second coder.
    """
    talk = [disagreements[name] for name in ("passage", "second_coder")]
    disputed = (1 - disagreements["shared"].astype(float)) * (disagreements["end"] - disagreements["start"])
    ordered = disagreements.assign(
        codes_in_dispute=disputed.groupby(talk).transform("size"),
        characters_in_dispute=disputed.groupby(talk).transform("sum"),
    )
    by = ["codes_in_dispute", "characters_in_dispute", "document", "start", "end", "code"]
    ordered = ordered.sort_values(by, ascending=[False, False, True, True, True, True])
    return DISAGREEMENTS.check(ordered[DISAGREEMENTS.column_names], "disagreements")


def list_coded_passages(
    evidence: pd.DataFrame, lengths: pd.DataFrame, *, coders: Sequence[str], documents: Iterable[str]
) -> pd.DataFrame:
    """CODED_PASSAGES: the passages of all coders, with how much of each every other coder gave the same code.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        lengths: DOCUMENT_LENGTHS.
        coders: ids of the coders.
        documents: ids of the documents that at least two of them coded.
    """
    chosen = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(list(documents))]
    joined = join_overlapping_passages(chosen).reset_index(drop=True)
    readers = chosen.groupby("document")["coder"].nunique()
    joined["agreed"] = 0.0
    for (document, _), passages in joined.groupby(["document", "code"]):
        joined.loc[passages.index, "agreed"] = _shared_by_all(passages, int(readers[document]))
    joined = joined.merge(lengths[["document", "characters"]], on="document", how="left", validate="many_to_one")
    joined = joined.sort_values(["document", "coder", "start", "code"])
    return CODED_PASSAGES.check(joined[CODED_PASSAGES.column_names], "coded passages")


def compare_readings(
    first: pd.DataFrame, second: pd.DataFrame, *, key: Sequence[str], numbers: Sequence[str], reading: str
) -> pd.DataFrame:
    """READING_CHANGES: a result under two readings, side by side, with the difference; unchanged numbers stay in.

    Args:
        first: a result, such as ROLE_COUNTS, from the reading that results rest on.
        second: the same result from another reading.
        key: the columns that name a row of it.
        numbers: the columns to compare.
        reading: whose other reading it is.
    """
    joined = first.merge(second, on=list(key), how="outer", suffixes=("_first", "_second"), validate="one_to_one")
    named = [" · ".join(map(str, names)) for names in joined[list(key)].itertuples(index=False, name=None)]
    tables = [
        pd.DataFrame(
            {
                "reading": reading,
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


def compare_other_readings(
    result: pd.DataFrame, others: Mapping[str, pd.DataFrame], *, key: Sequence[str], numbers: Sequence[str]
) -> pd.DataFrame:
    """READING_CHANGES: a result beside the same result under every other reading; no rows where there is none.

    Args:
        result: a result, such as ROLE_COUNTS, from the reading that results rest on.
        others: whose other reading it is to the result from that reading.
        key: as in `compare_readings`.
        numbers: as in `compare_readings`.
    """
    changes = [
        compare_readings(result, other, key=key, numbers=numbers, reading=reading) for reading, other in others.items()
    ]
    return pd.concat(changes, ignore_index=True) if changes else READING_CHANGES.empty()


def _shared_by_all(passages: pd.DataFrame, readers: int) -> npt.NDArray[np.float64]:
    """Of every passage of one code in one document, the share that lies within a passage of each of its readers."""
    starts, ends = (passages[name].to_numpy(np.int64) for name in ("start", "end"))
    edges = np.unique(np.concatenate([starts, ends]))
    inside = (starts[:, None] <= edges[:-1]) & (edges[1:] <= ends[:, None])
    # Passages of one coder do not overlap, so the number of passages on a stretch is the number of coders.
    by_all = inside.sum(axis=0) == readers
    return np.asarray((inside * (np.diff(edges) * by_all)).sum(axis=1) / (ends - starts), dtype=np.float64)


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
