"""From coded passages to what coders can agree on: characters, turns or sentences, also those that nobody coded.

The choice of units is part of the result. Characters weigh long passages heavily, turns treat a word and a speech
alike; a coefficient is never printed without saying which units it stands on. A unit carries a code when a passage
with that code touches it. Units of the interviewer are left out: nobody codes them, they only add empty agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.coder_agreement.tables import UNITS
from wijkresearch.errors import Problem, raise_if_any

Marks = npt.NDArray[np.bool_]
NOTHING = "(no code)"


def double_coded_documents(evidence: pd.DataFrame, coders: Sequence[str]) -> list[str]:
    """The documents in which at least two of these coders gave a code, sorted; none where one person coded.

    Args:
        evidence: EVIDENCE or SEGMENTS; `document` and `coder` are used.
        coders: ids of the coders. The same person twice has two ids, such as `AB` and `AB 2`.
    """
    pairs = evidence.loc[evidence["coder"].isin(list(coders)), ["document", "coder"]].drop_duplicates()
    shared = pairs.groupby("document").size()
    return sorted(shared.index[shared > 1])


def mark_readers(evidence: pd.DataFrame, units: pd.DataFrame, coders: Sequence[str]) -> Marks:
    """Which coder looked at which unit: coders × units. Who gave no code in a document has not looked at it.

    Args:
        evidence: EVIDENCE or SEGMENTS with every code, so that who looked and found nothing of one code is known.
        units: UNITS.
        coders: ids of the coders.
    """
    read = {coder: set(rows) for coder, rows in evidence.groupby("coder")["document"]}
    return np.stack([units["document"].isin(read.get(coder, ())).to_numpy(dtype=bool) for coder in coders])


def turn_units(turns: pd.DataFrame, *, documents: Iterable[str]) -> pd.DataFrame:
    """UNITS: every turn is a unit, but those of the interviewer.

    Args:
        turns: TURNS.
        documents: ids of the documents that are compared.

    Raises:
        StudyError: a document has no turns.
    """
    chosen = _of_documents(turns, list(documents), "turns")
    return _as_units(chosen[~_is_interviewer(chosen)].assign(weight=1))


def sentence_units(sentences: pd.DataFrame, turns: pd.DataFrame, *, documents: Iterable[str]) -> pd.DataFrame:
    """UNITS: every sentence is a unit; one that begins in a turn of the interviewer is left out.

    What stands outside every turn, such as the name of who speaks, nobody says and is no unit; where no turn of a
    document is known, all its sentences are.

    Args:
        sentences: SENTENCES.
        turns: TURNS.
        documents: ids of the documents that are compared.

    Raises:
        StudyError: a document has no sentences.
    """
    listed = list(documents)
    chosen = _spoken(_of_documents(sentences, listed, "sentences"), turns).assign(weight=1)
    return _as_units(_without_interviewer(chosen, turns))


def character_units(
    evidence: pd.DataFrame,
    lengths: pd.DataFrame,
    turns: pd.DataFrame,
    *,
    documents: Iterable[str],
) -> pd.DataFrame:
    """UNITS: every character is a unit, but those of the interviewer.

    They are written as stretches in which no passage or turn begins or ends.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        lengths: DOCUMENT_LENGTHS.
        turns: TURNS.
        documents: ids of the documents that are compared.

    Raises:
        StudyError: a document has no length, or a passage lies outside its document.
    """
    listed = list(documents)
    long = _of_documents(lengths, listed, "lengths").set_index("document")["characters"]
    spans = pd.concat([evidence[["document", "start", "end"]], turns[["document", "start", "end"]]])
    spans = spans[spans["document"].isin(listed)]
    raise_if_any(_outside(spans, long))
    edges = pd.concat(
        [
            spans[["document", "start"]].set_axis(["document", "edge"], axis=1),
            spans[["document", "end"]].set_axis(["document", "edge"], axis=1),
            long.rename("edge").reset_index(),
            pd.DataFrame({"document": listed, "edge": 0}),
        ]
    )
    edges = edges.astype({"edge": "int64"}).drop_duplicates().sort_values(["document", "edge"])
    ends = edges.groupby("document")["edge"].shift(-1)
    stretches = edges.rename(columns={"edge": "start"}).assign(end=ends).dropna(subset="end").astype({"end": "int64"})
    stretches = stretches.assign(weight=stretches["end"] - stretches["start"])
    return _as_units(_without_interviewer(stretches, turns))


def rate_code_sets(
    evidence: pd.DataFrame, units: pd.DataFrame, *, codes: Sequence[str], coders: Sequence[str]
) -> pd.DataFrame:
    """Ratings for `multi_valued_alpha`: the value is the tuple of all these codes that a coder gave to the unit."""
    marks = mark_units(evidence, units, codes, coders)
    values = []
    for place in range(len(coders)):
        given: list[list[str]] = [[] for _ in range(len(units))]
        for code, unit in np.argwhere(marks[:, place]):
            given[unit].append(codes[code])
        values.append(pd.Series([tuple(each) for each in given], dtype="object"))
    return _ratings(units, coders, values)


def mark_units(evidence: pd.DataFrame, units: pd.DataFrame, codes: Sequence[str], coders: Sequence[str]) -> Marks:
    """Which coder gave which code to which unit: codes × coders × units, the units in the order of the table.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        units: UNITS; units of one document do not overlap.
        codes: ids of the codes.
        coders: ids of the coders.
    """
    marks = np.zeros((len(codes), len(coders), len(units)), dtype=bool)
    ordered = units.assign(place=np.arange(len(units))).sort_values(["document", "start"])
    chosen = evidence[evidence["code"].isin(list(codes)) & evidence["coder"].isin(list(coders))]
    groups = dict(iter(chosen.groupby("document")))
    for document, here in ordered.groupby("document"):
        if document not in groups:
            continue
        segments, place = groups[document], here["place"].to_numpy()
        first = np.searchsorted(here["end"].to_numpy(), segments["start"].to_numpy(), side="right")
        last = np.searchsorted(here["start"].to_numpy(), segments["end"].to_numpy(), side="left")
        code = pd.Index(codes).get_indexer(segments["code"])
        coder = pd.Index(coders).get_indexer(segments["coder"])
        for row in range(len(segments)):
            marks[code[row], coder[row], place[first[row] : last[row]]] = True
    return marks


def domain_values(
    evidence: pd.DataFrame, units: pd.DataFrame, codes: Sequence[str], coders: Sequence[str]
) -> Iterator[npt.NDArray[np.object_]]:
    """Per coder, the one code of every unit, or `(no code)`.

    Raises:
        StudyError: a coder gave two of these codes to one unit.
    """
    marks = mark_units(evidence, units, codes, coders)
    labels = np.asarray([*codes, NOTHING], dtype=object)
    raise_if_any(_not_exclusive(marks, units, codes, coders))
    for each in marks.swapaxes(0, 1):
        yield labels[np.where(each.any(axis=0), each.argmax(axis=0), len(codes))]


def _not_exclusive(marks: Marks, units: pd.DataFrame, codes: Sequence[str], coders: Sequence[str]) -> Iterator[Problem]:
    for coder, unit in np.argwhere(marks.sum(axis=0) > 1)[:20]:
        given = ", ".join(code for code, given in zip(codes, marks[:, coder, unit], strict=True) if given)
        yield Problem(
            f"unit {units['unit'].iloc[unit]}",
            f"coder '{coders[coder]}' gave {given}",
            "at most one code of the domain",
            "Take smaller units, or multi_valued_alpha.",
        )


def _ratings(units: pd.DataFrame, coders: Sequence[str], values: Sequence[object]) -> pd.DataFrame:
    tables = [
        units[["unit", "document", "weight"]].reset_index(drop=True).assign(coder=coder, value=value)
        for coder, value in zip(coders, values, strict=True)
    ]
    return pd.concat(tables, ignore_index=True)[["unit", "coder", "value", "document", "weight"]]


def _of_documents(rows: pd.DataFrame, documents: list[str], name: str) -> pd.DataFrame:
    known = set(rows["document"])
    raise_if_any(
        Problem(name, f"there is nothing of document '{document}'", "every document that is compared")
        for document in documents
        if document not in known
    )
    return rows[rows["document"].isin(documents)]


def _is_interviewer(turns: pd.DataFrame) -> pd.Series:
    """Turns of which it is known that the interviewer speaks."""
    return turns["interviewer"].astype("boolean").fillna(value=False).astype(bool)


def _without_interviewer(units: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """The units that do not begin in a turn of the interviewer."""
    return units[~_begin_in(units, turns[_is_interviewer(turns)])]


def _spoken(units: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """The units that begin in a turn, and all units of a document without turns."""
    return units[_begin_in(units, turns) | ~units["document"].isin(turns["document"]).to_numpy(dtype=bool)]


def _begin_in(units: pd.DataFrame, turns: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether each unit begins in one of these turns, in the order of the units."""
    spoken = dict(iter(turns.groupby("document")))
    inside = np.zeros(len(units), dtype=bool)
    for document, here in units.reset_index(drop=True).groupby("document"):
        if document in spoken:
            theirs = spoken[document].sort_values("start", kind="stable")
            place = np.searchsorted(theirs["start"].to_numpy(), here["start"].to_numpy(), side="right") - 1
            within = (place >= 0) & (here["start"].to_numpy() < theirs["end"].to_numpy()[np.maximum(place, 0)])
            inside[here.index] = within
    return inside


def _outside(spans: pd.DataFrame, long: pd.Series) -> Iterator[Problem]:
    wrong = spans[(spans["end"] > spans["document"].map(long)) | (spans["start"] < 0)]
    for row in wrong.itertuples():
        where = f"passage {row.document}:{row.start}-{row.end}"
        yield Problem(where, "it is not inside its document", f"within 0-{long[row.document]}")


def _as_units(spans: pd.DataFrame) -> pd.DataFrame:
    ordered = spans.sort_values(["document", "start"])
    ordered = ordered[ordered["end"] > ordered["start"]]
    named = [f"{row.document}:{row.start}-{row.end}" for row in ordered.itertuples()]
    units = UNITS.check(ordered.assign(unit=named)[UNITS.column_names], "units")
    raise_if_any(
        Problem(f"unit {right.unit}", f"it overlaps unit {left.unit}", "units that do not overlap")
        for left, right in pairwise(units.itertuples())
        if left.document == right.document and right.start < left.end
    )
    return units
