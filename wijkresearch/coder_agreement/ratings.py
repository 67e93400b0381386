"""A table of ratings, counted: which combinations of values the coders gave, and how often in each document.

Every coefficient is a function of these counts alone: 2,000 resamples are a matrix of counts and not 2,000 tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.errors import Problem, StudyError, raise_if_any

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

NO_VALUE = -1
COLUMNS = ("unit", "coder", "value")
DENSE = 1 << 20


@dataclass(frozen=True)
class Tally:
    """Ratings, counted.

    `patterns` holds one row per combination of values that occurs and one column per coder: the place of the value in
    `categories`, or -1 where the coder gave none. `counts` holds one row per document: units that show each pattern.
    """

    coders: tuple[Any, ...]
    categories: tuple[Any, ...]
    documents: tuple[Any, ...]
    patterns: Whole
    counts: Numbers

    @property
    def rated(self) -> Whole:
        """How many coders gave a value, per pattern."""
        return np.asarray((self.patterns != NO_VALUE).sum(axis=1), dtype=np.int64)

    @property
    def total(self) -> Numbers:
        """How many units show each pattern, over all documents."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.float64)

    @property
    def n_units(self) -> int:
        """Units with a value of at least two coders."""
        return int(self.total[self.rated > 1].sum())

    @property
    def compared(self) -> Numbers:
        """1 for a pattern with a value of at least two coders, otherwise 0."""
        return np.asarray(self.rated > 1, dtype=np.float64)

    def frequencies(self, weighted: Numbers, coders: list[int] | None = None) -> Numbers:
        """How often each category was given, from (weighted) counts: one row per row of counts.

        Args:
            weighted: one row per resample, one column per pattern.
            coders: the places of the coders whose values count; all where left out.
        """
        given = (self.patterns if coders is None else self.patterns[:, coders]).T.ravel()
        ordered = np.argsort(given, kind="stable")[np.count_nonzero(given == NO_VALUE) :]
        found, begins = np.unique(given[ordered], return_index=True)
        frequencies = np.zeros((len(weighted), len(self.categories)))
        if len(found):
            columns = weighted[:, ordered % len(self.patterns)]
            frequencies[:, found] = np.add.reduceat(columns, begins, axis=1)
        return frequencies


def tally_ratings(ratings: pd.DataFrame) -> Tally:
    """Count a table with the columns `unit`, `coder`, `value` and, where known, `document` and `weight`.

    Args:
        ratings: one row per value that a coder gave to a unit; an empty value counts as not rated. `weight` says for
            how many equal units a row stands (such as the characters of a stretch of text), 1 where it is absent.

    Raises:
        StudyError: a column is missing, a unit or coder is empty, a coder rated a unit twice, a unit stands in two
            documents or has two weights, or a value is the text "nan".
    """
    missing = [name for name in COLUMNS if name not in ratings.columns]
    raise_if_any(Problem("ratings", f"column '{name}' is missing", ", ".join(COLUMNS)) for name in missing)
    unit, units = pd.factorize(ratings["unit"])
    coder, coders = pd.factorize(ratings["coder"])
    value, categories = pd.factorize(ratings["value"])
    raise_if_any(_empty_cells(unit, coder, categories))
    matrix = _matrix(ratings, unit, coder, value, (len(coders), len(units)))
    document, documents = _per_unit(ratings, "document", unit, len(units))
    weight = _weights(ratings, unit, len(units))
    order = _order(categories)
    rank = np.append(np.argsort(order, kind="stable"), NO_VALUE)
    patterns, counts = count_patterns(rank[matrix], document, len(documents), weight, len(categories))
    return Tally(tuple(coders), tuple(categories[order]), tuple(documents), patterns, counts)


def _empty_cells(unit: Whole, coder: Whole, categories: Any) -> Iterator[Problem]:
    for name, codes in (("unit", unit), ("coder", coder)):
        for position in np.flatnonzero(codes < 0)[:20]:
            yield Problem(f"ratings row {position + 1}", f"{name} is empty", f"the id of a {name}")
    if any(isinstance(value, str) and value.strip().lower() == "nan" for value in categories):
        yield Problem(
            "ratings", "a value is the text 'nan'", "an empty cell where a coder gave no value", "Empty these cells."
        )


def _matrix(ratings: pd.DataFrame, unit: Whole, coder: Whole, value: Whole, shape: tuple[int, int]) -> Whole:
    """One row per coder, one column per unit; each cell holds the place of the value or -1."""
    cell = coder * shape[1] + unit
    filled = np.zeros(shape[0] * shape[1], dtype=bool)
    filled[cell] = True
    if np.count_nonzero(filled) != len(cell):
        repeated = ratings[pd.Series(cell).duplicated().to_numpy()]
        raise StudyError(
            Problem(
                f"ratings of unit '{row.unit}'",
                f"coder '{row.coder}' rated it more than once",
                "one value per coder and unit",
                "Several codes for one unit? Use multi_valued_alpha.",
            )
            for row in repeated.itertuples()
        )
    matrix = np.full(shape[0] * shape[1], NO_VALUE, dtype=np.int64)
    matrix[cell] = value
    return matrix.reshape(shape)


def _per_unit(ratings: pd.DataFrame, name: str, unit: Whole, n_units: int) -> tuple[Whole, Any]:
    """The document of every unit; one nameless document where the table holds none."""
    if name not in ratings.columns:
        return np.zeros(n_units, dtype=np.int64), pd.Index([""])
    codes, labels = pd.factorize(ratings[name])
    of_unit = np.full(n_units, NO_VALUE, dtype=np.int64)
    of_unit[unit] = codes
    differs = np.flatnonzero((of_unit[unit] != codes) | (codes < 0))
    rows = ratings.iloc[differs[:20]]
    raise_if_any(
        Problem("ratings", f"unit '{row.unit}' stands in more than one {name} or in none", f"one {name} per unit")
        for row in rows.drop_duplicates("unit").itertuples()
    )
    return of_unit, labels


def _weights(ratings: pd.DataFrame, unit: Whole, n_units: int) -> Numbers:
    weight = np.ones(n_units)
    if "weight" in ratings.columns:
        given = ratings["weight"].to_numpy(dtype=float)
        weight[unit] = given
        wrong = np.flatnonzero((weight[unit] != given) | ~(given > 0))
        raise_if_any(
            Problem("ratings", f"unit '{row.unit}' has weight {row.weight}", "one weight above 0 per unit")
            for row in ratings.iloc[wrong[:20]].itertuples()
        )
    return weight


def _order(categories: Any) -> Whole:
    """The places of the categories in ascending order."""
    try:
        return np.argsort(np.asarray(categories), kind="stable")
    except TypeError:
        return np.argsort([str(category) for category in categories], kind="stable")


def count_patterns(
    matrix: Whole, document: Whole, n_documents: int, weight: Numbers, n_categories: int
) -> tuple[Whole, Numbers]:
    """The combinations of values that occur, and the units of each document that show them."""
    if (n_categories + 1) ** len(matrix) <= DENSE:
        key = np.zeros(matrix.shape[1], dtype=np.int64)
        for codes in matrix:
            key = key * (n_categories + 1) + codes + 1
        n_keys = (n_categories + 1) ** len(matrix)
    else:
        key, n_keys = _compressed_key(matrix, n_categories)
    example = np.full(n_keys, NO_VALUE, dtype=np.int64)
    example[key] = np.arange(matrix.shape[1])
    occurs = np.flatnonzero(example != NO_VALUE)
    place = np.empty(n_keys, dtype=np.int64)
    place[occurs] = np.arange(len(occurs))
    cell = document * len(occurs) + place[key] if n_documents > 1 else place[key]
    counts: Numbers = np.bincount(cell, weight, n_documents * len(occurs)).astype(np.float64)
    return np.ascontiguousarray(matrix[:, example[occurs]].T), counts.reshape(n_documents, len(occurs))


def _compressed_key(matrix: Whole, n_categories: int) -> tuple[Whole, int]:
    """A number per combination of values that never overflows, however many coders and values there are."""
    key, n_keys = np.zeros(matrix.shape[1], dtype=np.int64), 1
    for codes in matrix:
        key, labels = pd.factorize(key * (n_categories + 1) + codes + 1)
        n_keys = len(labels)
    return key, n_keys
