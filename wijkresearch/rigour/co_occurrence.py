"""Codes that come together: in passages that overlap, one within the other, or in the same turn, with who says so.

Counted are pairs of passages, one with each code, on one reading per document. That two codes come together says where
to read on, not that one has to do with the other: who gives many codes to long passages makes many pairs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from wijkresearch.rigour.spans import in_a_row, pair_overlapping
from wijkresearch.tables.finding_back import CO_OCCURRENCES, DOCUMENT_CO_OCCURRENCES

COUNTED = ("overlap", "code_in_other", "other_in_code", "same_turn")


def count_together(reading: pd.DataFrame, turns: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """DOCUMENT_CO_OCCURRENCES: how often passages with two of the codes come together in each document.

    Args:
        reading: EVIDENCE, one reading per document.
        turns: TURNS; passages in a document without any are in no turn together.
        codes: the codes, in the order of the codebook.
    """
    given = reading[reading["code"].isin(codes)].drop_duplicates(["segment", "code"])
    place = pd.Index(codes).get_indexer(given["code"])
    document, names = pd.factorize(given["document"])
    (start, end), (since, until) = in_a_row(given, turns)
    order = np.argsort(since, kind="stable")
    first = np.searchsorted(until[order], start, side="right")
    last = np.searchsorted(since[order], end)
    spoken = np.flatnonzero(first < last)
    one, other = _from_first_code(pair_overlapping(start, end), place)
    left, right = pair_overlapping(first[spoken], last[spoken])
    beside = _from_first_code((spoken[left], spoken[right]), place)
    within = (start[other] <= start[one]) & (end[one] <= end[other])
    around = (start[one] <= start[other]) & (end[other] <= end[one])
    pairs = [(one, other), (one[within], other[within]), (one[around], other[around]), beside]
    size = len(codes)
    keys = [(document[of] * size + place[of]) * size + place[to] for of, to in pairs]
    found, which = np.unique(np.concatenate(keys), return_inverse=True)
    ends = np.cumsum([len(key) for key in keys])[:-1]
    counts = [np.bincount(part, minlength=len(found)) for part in np.split(which, ends)]
    named = np.asarray(codes, dtype=object)
    rows = pd.DataFrame(dict(zip(COUNTED, counts, strict=True)))
    rows.insert(0, "document", names.take(found // size**2))
    rows.insert(1, "code", named[found // size % size])
    rows.insert(2, "other", named[found % size])
    return DOCUMENT_CO_OCCURRENCES.check(rows)


def _from_first_code(pairs: tuple[np.ndarray, np.ndarray], place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of two codes, each from the code that stands first; two passages with the same code are no pair."""
    apart = place[pairs[0]] != place[pairs[1]]
    one, other = pairs[0][apart], pairs[1][apart]
    ahead = place[one] < place[other]
    return np.where(ahead, one, other), np.where(ahead, other, one)


def add_up(together: pd.DataFrame, codes: Sequence[str], interviews: Collection[str]) -> pd.DataFrame:
    """CO_OCCURRENCES: the same over all documents, with in how many interviews; zeros are kept.

    Args:
        together: DOCUMENT_CO_OCCURRENCES.
        codes: the codes, in the order of the codebook.
        interviews: the documents that are interviews.
    """
    spoken = together["document"].isin(list(interviews))
    counted = together.assign(
        respondents_overlap=spoken & (together["overlap"] > 0),
        respondents_same_turn=spoken & (together["same_turn"] > 0),
    )
    sums = counted.drop(columns="document").groupby(["code", "other"]).sum()
    every = pd.MultiIndex.from_tuples(list(combinations(codes, 2)), names=["code", "other"])
    return CO_OCCURRENCES.check(sums.reindex(every, fill_value=0).reset_index())
