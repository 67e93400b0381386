"""Codes that come together: in passages that overlap, one within the other, or in the same turn, with who says so.

Counted are pairs of passages, one with each code, on one reading per document. That two codes come together says where
to read on, not that one has to do with the other: who gives many codes to long passages makes many pairs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wijkresearch.rigour.spans import in_a_row, number_codings, pair_overlapping
from wijkresearch.tables.finding_back import CO_OCCURRENCES, DOCUMENT_CO_OCCURRENCES

COUNTED = ("overlap", "code_in_other", "other_in_code", "same_turn")


def count_together(
    reading: pd.DataFrame, turns: pd.DataFrame, codes: Sequence[str], documents: pd.Series
) -> pd.DataFrame:
    """How often passages with two of the codes come together in each document, by the numbers of codes and documents.

    Args:
        reading: EVIDENCE, one reading per document.
        turns: TURNS; passages in a document without any are in no turn together.
        codes: the codes, in the order of the codebook.
        documents: ids of all documents.
    """
    given = number_codings(reading, codes, documents)
    document, place, size = given["document"].to_numpy(), given["code"].to_numpy(), len(codes)
    spoken = turns.assign(document=pd.Index(documents).get_indexer(turns["document"]))
    (start, end), (since, until) = in_a_row(given, spoken)
    order = np.argsort(since, kind="stable")
    first = np.searchsorted(until[order], start, side="right")
    last = np.searchsorted(since[order], end)
    in_turn = np.flatnonzero(first < last)
    one, other = _from_first_code(pair_overlapping(start, end), place)
    left, right = pair_overlapping(first[in_turn], last[in_turn])
    beside = _from_first_code((in_turn[left], in_turn[right]), place)
    within = (start[other] <= start[one]) & (end[one] <= end[other])
    around = (start[one] <= start[other]) & (end[other] <= end[one])
    pairs = [(one, other), (one[within], other[within]), (one[around], other[around]), beside]
    keys = [(document[of] * size + place[of]) * size + place[to] for of, to in pairs]
    found, which = np.unique(np.concatenate(keys), return_inverse=True)
    ends = np.cumsum([len(key) for key in keys])[:-1]
    counts = [np.bincount(part, minlength=len(found)) for part in np.split(which, ends)]
    numbers = {"document": found // size**2, "code": found // size % size, "other": found % size}
    return pd.DataFrame(numbers | dict(zip(COUNTED, counts, strict=True)))


def _from_first_code(pairs: tuple[np.ndarray, np.ndarray], place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of two codes, each from the code that stands first; two passages with the same code are no pair."""
    apart = place[pairs[0]] != place[pairs[1]]
    one, other = pairs[0][apart], pairs[1][apart]
    ahead = place[one] < place[other]
    return np.where(ahead, one, other), np.where(ahead, other, one)


def list_by_document(counted: pd.DataFrame, codes: Sequence[str], documents: pd.DataFrame) -> pd.DataFrame:
    """DOCUMENT_CO_OCCURRENCES: the counts under the names of codes and documents.

    Args:
        counted: what `count_together` counted.
        codes: the codes that it counted.
        documents: DOCUMENTS.
    """
    names = {"document": documents["document"], "code": pd.Series(codes), "other": pd.Series(codes)}
    named = {name: known.astype("str").array.take(counted[name]) for name, known in names.items()}
    return DOCUMENT_CO_OCCURRENCES.check(counted.assign(**named))


def add_up(counted: pd.DataFrame, codes: Sequence[str], documents: pd.DataFrame) -> pd.DataFrame:
    """CO_OCCURRENCES: the counts over all documents, with in how many interviews; zeros are kept.

    Args:
        counted: what `count_together` counted.
        codes: the codes that it counted.
        documents: DOCUMENTS.
    """
    size = len(codes)
    pair = (counted["code"] * size + counted["other"]).to_numpy()
    interviews = int((documents["kind"] == "interview").sum())
    spoken = (documents["kind"] == "interview").to_numpy()[counted["document"]]
    sums = {name: np.bincount(pair, counted[name], size**2) for name in COUNTED}
    for name in ("overlap", "same_turn"):
        sums[f"respondents_{name}"] = np.bincount(pair[spoken & (counted[name] > 0)], minlength=size**2)
    one, other = np.triu_indices(size, 1)
    names = pd.Series(codes, dtype="str").array
    rows = {name: totals[one * size + other] for name, totals in sums.items()} | {"interviews": interviews}
    return CO_OCCURRENCES.check(pd.DataFrame({"code": names.take(one), "other": names.take(other), **rows}))
