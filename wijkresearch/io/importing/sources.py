"""What a file brought into the study before: each coding knows the file that it came from last.

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

    `codings` are SEGMENTS as the file has them now; `documents` are all documents in it, with codings or without.
    """

    names: tuple[str, ...]
    codings: pd.DataFrame
    documents: frozenset[str]

    @property
    def name(self) -> str | None:
        """Its own name, where it is known."""
        return self.names[0] if self.names else None

    def stale(self, codings: pd.DataFrame) -> pd.DataFrame:
        """The codings of the study that the file brought before and has no longer."""
        return self._told_of(codings)[lambda rows: rows["source"].isin(self.names)]

    def taken_over(self, codings: pd.DataFrame) -> pd.DataFrame:
        """The codings of the study that the file holds too, and that another file brought until now."""
        brought = codings["source"].notna() & (codings["source"] != self.name)
        return codings[brought & self._holds(codings)] if self.names else codings.iloc[:0]

    def remarks(self, codings: pd.DataFrame) -> Iterator[str]:
        """What other files brought on the same documents by the same coders, which this one does not hold."""
        others = self._told_of(codings)[lambda rows: rows["source"].notna() & ~rows["source"].isin(self.names)]
        for source, rows in others.groupby("source", sort=True) if self.names else ():
            documents = ", ".join(dict.fromkeys(rows["document"]))
            yield (
                f"{len(rows)} codings of {documents} by the same coder came from '{source}' and are not in this file. "
                f'If it takes the place of that file, add --replaces "{source}".'
            )

    def _told_of(self, codings: pd.DataFrame) -> pd.DataFrame:
        """Codings of its documents by its coders that it does not hold."""
        of_file = codings["document"].isin(list(self.documents)) & codings["coder"].isin(self.codings["coder"])
        return codings[of_file & ~self._holds(codings)]

    def _holds(self, codings: pd.DataFrame) -> pd.Series:
        keys = [pd.MultiIndex.from_frame(rows[list(SEGMENTS.key)]) for rows in (codings, self.codings)]
        return pd.Series(keys[0].isin(keys[1]), index=codings.index, dtype="bool")
