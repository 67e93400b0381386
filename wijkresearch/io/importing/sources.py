"""What a file brought into the study before: each coding knows the files that it came from.

A corrected file takes the place of what it brought, for the documents and the coders that it tells of. Codings that
people gave in JupyterLab or typed into segments.csv came from no file and are never taken out by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wijkresearch.tables import SEGMENTS

BETWEEN = " / "
"""What stands between the names of files that brought the same; a name of a file has no slash."""


@dataclass(frozen=True)
class ImportedFile:
    """A file that is taken over: the names it goes by (its own, and of files whose place it takes), and its codings.

    `codings` are SEGMENTS as the file has them now, `unplaced` the UNPLACED of it; `documents` are all documents in it,
    with codings or without. `before` are the SEGMENTS of the study.
    """

    names: tuple[str, ...]
    codings: pd.DataFrame
    documents: frozenset[str]
    unplaced: pd.DataFrame
    before: pd.DataFrame

    @property
    def name(self) -> str | None:
        """Its own name, where it is known."""
        return self.names[0] if self.names else None

    @cached_property
    def sources(self) -> pd.Series:
        """The files that each coding of the study comes from now; empty where no file holds it any more."""
        return self._sources(self.before, self._holds, self._missed & self.tells_of(self.before) & ~self._unsure)

    @cached_property
    def stale(self) -> pd.DataFrame:
        """The codings of the study that the file brought before and that no file holds any longer."""
        return self.before[self.sources == ""]

    @cached_property
    def memos(self) -> pd.Series:
        """What the file notes with codings of the study that came from a file; empty where it notes nothing."""
        columns = list(SEGMENTS.key)
        noted = {tuple(row[:-1]): row[-1] for row in self.codings[[*columns, "memo"]].itertuples(index=False)}
        told = [noted.get(tuple(row)) for row in self.before[columns].itertuples(index=False)]
        return pd.Series(told, index=self.before.index, dtype="str").where(self.before["source"].notna())

    def sources_aside(self, before: pd.DataFrame, holds: pd.Series) -> pd.Series:
        """The files that rows of UNPLACED come from now; `holds` says which are still in this file."""
        return self._sources(before, holds, self._brought(before) & ~holds & self.tells_of(before))

    def remarks(self) -> Iterator[str]:
        """What stays in the study although this file does not hold it: of other files, and of a file of its name."""
        before = self.before
        others = before.assign(source=self.sources.str.split(BETWEEN))[self.tells_of(before) & ~self._holds]
        others = others.explode("source").dropna(subset=["source"])
        others = others[~others["source"].isin([*self.names, ""])]
        for source, rows in others.groupby("source", sort=True) if self.names else ():
            yield (
                f"{len(rows)} codings of {_listed(rows['document'])} by the same coder came from '{source}' and are "
                f'not in this file. If it takes the place of that file, add --replaces "{source}".'
            )
        untold = before[self._missed & ~self.tells_of(before)]
        for coder, rows in untold.groupby("coder", sort=True):
            yield (
                f"{len(rows)} codings of {_listed(rows['document'])} by {coder} came from a file of this name, which "
                "tells nothing of that coder there now; they stay."
            )
        another = int((self.memos.notna() & before["memo"].notna() & (self.memos != before["memo"])).sum())
        if another:
            yield f"{another} codings have another note in the file than in the study, which stays."
        unsure = before[self._missed & self.tells_of(before) & self._unsure]
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

    def _sources(self, rows: pd.DataFrame, holds: pd.Series, gone: pd.Series) -> pd.Series:
        told = zip(rows["source"], holds, gone, strict=True)
        return pd.Series([self._source(source, *one) for source, *one in told], index=rows.index, dtype="str")

    def _source(self, source: str, holds: bool, gone: bool) -> str:  # noqa: FBT001 - of one row each
        """The files of one coding: with this one when it holds it, without it when it does not any more."""
        if pd.isna(source) or not self.names or not (holds or gone):
            return source
        files = dict.fromkeys(self.names[0] if file in self.names else file for file in source.split(BETWEEN))
        if holds:
            files.setdefault(self.names[0])
        else:
            files.pop(self.names[0], None)
        return BETWEEN.join(files)

    def _brought(self, rows: pd.DataFrame) -> pd.Series:
        """Which rows it brought before, under any of its names."""
        files = rows["source"].fillna("").str.split(BETWEEN)
        return files.map(lambda named: not set(self.names).isdisjoint(named)).astype("bool")

    @cached_property
    def _missed(self) -> pd.Series:
        """Which codings it brought before and does not hold."""
        return self._brought(self.before) & ~self._holds

    @cached_property
    def _unsure(self) -> pd.Series:
        """Which codings may be one that the file holds but that has no place, as after its words were corrected."""
        return among(self.before, self.unplaced, ["document", "code", "coder"])

    @cached_property
    def _holds(self) -> pd.Series:
        return among(self.before, self.codings)


def among(rows: pd.DataFrame, others: pd.DataFrame, columns: Sequence[str] = SEGMENTS.key) -> pd.Series:
    """Which rows are the same as one of the others in these columns."""
    keys = [pd.MultiIndex.from_frame(one[list(columns)].astype("str")) for one in (rows, others)]
    return pd.Series(keys[0].isin(keys[1]), index=rows.index, dtype="bool")


def _listed(documents: pd.Series) -> str:
    return ", ".join(dict.fromkeys(documents))
