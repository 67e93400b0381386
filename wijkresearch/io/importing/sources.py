"""What a file brought into the study before: each coding knows the file that it came from.

A corrected file takes the place of what it brought, for the documents and the coders that it tells of. Codings that
people gave in JupyterLab or typed into segments.csv came from no file and are never taken out by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wijkresearch.tables import SEGMENTS


@dataclass(frozen=True)
class ImportedFile:
    """A file that is taken over: the names it goes by (its own, and of files whose place it takes), and its codings.

    `codings` are SEGMENTS as the file has them now, `unplaced` the UNPLACED of it; `documents` are all documents in it,
    with codings or without.
    """

    names: tuple[str, ...]
    codings: pd.DataFrame
    documents: frozenset[str]
    unplaced: pd.DataFrame

    @property
    def name(self) -> str | None:
        """Its own name, where it is known."""
        return self.names[0] if self.names else None

    def stale(self, codings: pd.DataFrame) -> pd.DataFrame:
        """The codings of the study that the file brought before and has no longer."""
        return self._brought(codings)[lambda rows: self.tells_of(rows) & ~self._may_be_unplaced(rows)]

    def taken_over(self, codings: pd.DataFrame) -> pd.DataFrame:
        """The codings of the study that the file holds too, and that a file whose place it takes brought."""
        return codings[codings["source"].isin(self.names[1:]) & self._holds(codings)]

    def memos(self, codings: pd.DataFrame) -> pd.Series:
        """What the file notes with codings of the study that came from a file; empty where it notes nothing."""
        columns = list(SEGMENTS.key)
        noted = {tuple(row[:-1]): row[-1] for row in self.codings[[*columns, "memo"]].itertuples(index=False)}
        told = [noted.get(tuple(row)) for row in codings[columns].itertuples(index=False)]
        return pd.Series(told, index=codings.index, dtype="str").where(codings["source"].notna())

    def remarks(self, codings: pd.DataFrame) -> Iterator[str]:
        """What stays in the study although this file does not hold it: of other files, and of a file of its name."""
        others = codings[codings["source"].notna() & ~codings["source"].isin(self.names) & self.tells_of(codings)]
        others = others[~self._holds(others)]
        for source, rows in others.groupby("source", sort=True) if self.names else ():
            yield (
                f"{len(rows)} codings of {_listed(rows['document'])} by the same coder came from '{source}' and are "
                f'not in this file. If it takes the place of that file, add --replaces "{source}".'
            )
        own = self._brought(codings)
        untold = own[~self.tells_of(own)]
        for coder, rows in untold.groupby("coder", sort=True):
            yield (
                f"{len(rows)} codings of {_listed(rows['document'])} by {coder} came from a file of this name, which "
                "tells nothing of that coder there now; they stay."
            )
        noted = self.memos(codings)
        another = int((noted.notna() & codings["memo"].notna() & (noted != codings["memo"])).sum())
        if another:
            yield f"{another} codings have another note in the file than in the study, which stays."
        unsure = own[self.tells_of(own) & self._may_be_unplaced(own)]
        if len(unsure):
            yield (
                f"{len(unsure)} codings of {_listed(unsure['document'])} that the file brought before may be those "
                "that have no place now; they stay."
            )

    def tells_of(self, rows: pd.DataFrame) -> pd.Series:
        """Which rows are of its documents and its coders."""
        unplaced = self.unplaced[self.unplaced["source"] == self.name]
        coders = [*self.codings["coder"], *unplaced["coder"]]
        return rows["document"].isin(list(self.documents)) & rows["coder"].isin(coders)

    def _brought(self, codings: pd.DataFrame) -> pd.DataFrame:
        """Codings that it brought before and does not hold."""
        return codings[codings["source"].isin(self.names) & ~self._holds(codings)]

    def _may_be_unplaced(self, codings: pd.DataFrame) -> pd.Series:
        """Which codings may be one that the file holds but that has no place, as after its words were corrected."""
        return _among(codings, self.unplaced, ["document", "code", "coder"])

    def _holds(self, codings: pd.DataFrame) -> pd.Series:
        return _among(codings, self.codings, list(SEGMENTS.key))


def _among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    keys = [pd.MultiIndex.from_frame(one[columns]) for one in (rows, others)]
    return pd.Series(keys[0].isin(keys[1]), index=rows.index, dtype="bool")


def _listed(documents: pd.Series) -> str:
    return ", ".join(dict.fromkeys(documents))
