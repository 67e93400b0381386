"""Which passages have a part in which: for passages of any number of documents at once, without comparing all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def pair_overlapping(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The positions of every two spans that overlap, each pair once.

    >>> first, second = pair_overlapping(np.array([0, 4, 9]), np.array([5, 9, 12]))
    >>> list(zip(first.tolist(), second.tolist()))
    [(0, 1)]

    Args:
        start: where each begins.
        end: where it ends (exclusive), after its beginning.
    """
    order = np.argsort(start, kind="stable")
    until = np.searchsorted(start[order], end[order])
    partners = until - np.arange(len(order)) - 1
    first = np.repeat(np.arange(len(order)), partners)
    within = np.arange(len(first)) - np.repeat(np.cumsum(partners) - partners, partners)
    return order[first], order[first + 1 + within]


def have_part(spans: pd.DataFrame, others: pd.DataFrame, *, near: int = 0) -> np.ndarray:
    """For each span the position of another one that overlaps it, -1 for none: the one that reaches furthest.

    Args:
        spans: any table with document, start and end.
        others: the same.
        near: they may also be fewer than so many characters apart.
    """
    found = np.full(len(spans), -1)
    if others.empty or spans.empty:
        return found
    (start, end), (begins, ends) = in_a_row(spans, others, apart=near)
    order = np.argsort(begins, kind="stable")
    furthest = np.maximum.accumulate(ends[order])
    reaching = np.searchsorted(furthest, furthest)
    before = np.searchsorted(begins[order], end + near) - 1
    overlaps = (before >= 0) & (furthest[before] > start - near)
    found[overlaps] = order[reaching[before[overlaps]]]
    return found


def number_codings(reading: pd.DataFrame, codes: Sequence[str], documents: pd.Series) -> pd.DataFrame:
    """The codings with these codes, each code of a passage once, with numbers for the document and the code.

    Args:
        reading: EVIDENCE, one reading per document.
        codes: the codes, numbered in this order.
        documents: ids of all documents, numbered in this order.
    """
    numbers, names = pd.factorize(reading["document"])
    of = pd.Index(documents).get_indexer(names)
    spans = {name: reading[name].to_numpy("int64") for name in ("start", "end")}
    given = pd.DataFrame({"document": of[numbers], **spans, "code": pd.Index(codes).get_indexer(reading["code"])})
    return given[given["code"] >= 0].drop_duplicates(ignore_index=True)


def in_a_row(*tables: pd.DataFrame, apart: int = 0) -> list[tuple[np.ndarray, np.ndarray]]:
    """Where the spans of each table start and end when all documents are laid behind each other.

    Args:
        tables: each with document, start and end.
        apart: characters between two documents at least.
    """
    documents = pd.concat([table["document"] for table in tables], ignore_index=True)
    place = pd.factorize(documents)[0]
    longest = max((int(table["end"].max()) for table in tables if len(table)), default=0) + 2 * apart + 1
    laid, first = [], 0
    for table in tables:
        offset = place[first : first + len(table)] * longest
        laid.append(tuple(offset + table[column].to_numpy("int64") for column in ("start", "end")))
        first += len(table)
    return laid
