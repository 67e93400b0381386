"""What claims are judged on, together: codings, role passages, register and codebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import pandas as pd


@dataclass(frozen=True, eq=False)
class Record:
    """The coded record of a study.

    Attributes:
        evidence: EVIDENCE, one reading per document.
        courses: COURSES, the role passages of that reading.
        documents: DOCUMENTS.
        codebook: CODEBOOK; says which codes are under a code, and what each means now.
        viewpoints: every document to its perspective, where the one in `documents` is as far as it may be told; by this
            one is counted whom a claim is about.
    """

    evidence: pd.DataFrame
    courses: pd.DataFrame
    documents: pd.DataFrame
    codebook: pd.DataFrame
    viewpoints: Mapping[str, str] = field(default_factory=dict, repr=False)

    def as_counted(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows (with document and perspective) with the perspective by which they are counted, told or not."""
        if not self.viewpoints:
            return rows
        return rows.assign(perspective=rows["document"].map(self.viewpoints).astype("str"))

    @property
    def untold(self) -> frozenset[str]:
        """The documents of which the perspective is not told."""
        counted = self.as_counted(self.documents)
        return frozenset(counted.loc[counted["perspective"] != self.documents["perspective"], "document"])

    def only(self, documents: Collection[str]) -> Self:
        """The record of these documents alone."""
        tables = {name: getattr(self, name) for name in ("evidence", "courses", "documents")}
        return replace(self, **{name: rows[rows["document"].isin(documents)] for name, rows in tables.items()})

    def passages(self) -> pd.DataFrame:
        """COURSES with the perspective of the document; what nobody coded of a course is an empty text."""
        known = self.documents[["document", "perspective"]]
        found = self.courses.merge(known, on="document", validate="many_to_one")
        return found.fillna({"outcome": "", "direction": ""})
