"""Step 2, coding: coded passages joined with what is known of their document and their code.

A segment is one code given to one passage by one coder. The thesis codes deductively with the operationalisation of its
annex III and inductively with open codes (section 3.4). After the join a row only gains columns; no text travels.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any, show_value
from wijkresearch.study import AGREED, overlapping, unlisted_coder
from wijkresearch.tables import CODE_FREQUENCIES, DOCUMENT_CODINGS, EVIDENCE, MOST_GIVEN, READINGS


def join_evidence(segments: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """EVIDENCE: every row of SEGMENTS with its document and its code looked up; the number of rows stays the same.

    Args:
        segments: SEGMENTS.
        documents: DOCUMENTS, with the municipality filled in.
        codebook: CODEBOOK.

    Raises:
        StudyError: a document or a code is unknown; each is named with the first row that uses it.
    """
    raise_if_any(
        [
            *check_known(segments, "document", documents["document"], "the register of documents"),
            *check_known(segments, "code", codebook["code"], "the codebook"),
        ]
    )
    register = documents[["document", "municipality", "kind", "perspective", "coding_order"]]
    codes = codebook[["code", "kind", "role", "world", "outcome"]].rename(columns={"kind": "code_kind"})
    joined = segments.merge(register, on="document", validate="many_to_one")
    joined = joined.merge(codes, on="code", validate="many_to_one")
    joined["segment"] = segment_ids(joined)
    joined = joined.sort_values(["coding_order", "start", "end", "code", "coder"], kind="stable")
    return EVIDENCE.check(joined[EVIDENCE.column_names], "evidence")


def segment_ids(segments: pd.DataFrame) -> pd.Series:
    """The readable id of every passage: `D10:4120-4198`."""
    bounds = segments["start"].astype("str") + "-" + segments["end"].astype("str")
    return segments["document"] + ":" + bounds


def check_known(segments: pd.DataFrame, column: str, known: pd.Series, where: str) -> Iterator[Problem]:
    """A problem for each value of the column that is not known, with the first row that uses it."""
    unknown = segments[~segments[column].isin(known)].drop_duplicates(column)
    for position, value in unknown[column].items():
        row = position if unknown.index.name == "row" else segments.index.get_loc(position) + 1
        hint = did_you_mean(str(value), known)
        yield Problem(f"segments row {row}", f"{column} {show_value(value)} is not in {where}", remedy=hint)


def count_code_frequencies(evidence: pd.DataFrame) -> pd.DataFrame:
    """CODE_FREQUENCIES: how often each code was given in each document; two coders on a passage count it once."""
    passages = evidence.drop_duplicates(["segment", "code"])
    keys = ["coding_order", "document", "municipality", "code", "code_kind"]
    counted = passages.groupby(keys, sort=True).size().rename("segments").reset_index()
    return CODE_FREQUENCIES.check(counted[CODE_FREQUENCIES.column_names], "code frequencies")


def describe_documents(evidence: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """DOCUMENT_CODINGS: how much was coded in each document; a document without codings is a row with zeros."""
    grouped = evidence.groupby("document")
    described = documents[["document", "municipality", "function", "kind"]].set_index("document")
    described["codings"] = grouped.size()
    described["passages"] = grouped["segment"].nunique()
    described["codes"] = grouped["code"].nunique()
    described["role_codings"] = evidence.dropna(subset=["role", "world"]).groupby("document").size()
    filled = described.fillna({"codings": 0, "passages": 0, "codes": 0, "role_codings": 0}).reset_index()
    return DOCUMENT_CODINGS.check(filled, "codings per document")


def list_most_given(frequencies: pd.DataFrame, codebook: pd.DataFrame, *, kind: str, most: int) -> pd.DataFrame:
    """MOST_GIVEN: the codes of one kind that were given most, the most frequent first, ties by the codebook's order.

    Args:
        frequencies: CODE_FREQUENCIES.
        codebook: CODEBOOK.
        kind: kind of code, such as `open`; codes with a role and a world have a picture of their own and are left out.
        most: how many codes at the most.
    """
    totals = frequencies.groupby("code")["segments"].sum()
    codes = codebook.loc[(codebook["kind"] == kind) & codebook["world"].isna(), ["code", "label_nl"]]
    counted = codes.assign(segments=codes["code"].map(totals)).dropna(subset=["segments"])
    ordered = counted.sort_values("segments", ascending=False, kind="stable").head(most)
    return MOST_GIVEN.check(ordered, "codes given most")


def select_reading(evidence: pd.DataFrame, coders: list[str], decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """One reading per document: what the results are counted on, so that no passage is counted twice.

    Of the coders of a document the one that stands first in `coders` is taken. Where `AGREED` stands before that coder,
    what coders decided on together goes first: on the passages and for the codes that they talked about the decision
    counts, in the rest of the document the coder's own reading. Who coded nobody's document but agreed on codings of it
    is read as well.

    Args:
        evidence: EVIDENCE, of any number of coders, with the codings of `AGREED`.
        coders: ids of coders, the first coder first, with `AGREED` among them where decisions count.
        decisions: DECISIONS; what was decided on, also where no code is left.

    Raises:
        StudyError: nobody who is listed coded a document, so that nothing says whose reading of it counts.
    """
    first = _first_coders(evidence, coders)
    by_first = evidence["coder"] == evidence["document"].map(first)
    if decisions is None:
        return evidence[by_first].reset_index(drop=True)
    counts = evidence["document"].isin(_settled_documents(first, coders))
    talked = overlapping(evidence, decisions) & counts
    return evidence[(by_first & ~talked) | (counts & (evidence["coder"] == AGREED))].reset_index(drop=True)


def _first_coders(evidence: pd.DataFrame, coders: list[str]) -> pd.Series:
    """Document to the coder whose own reading comes first; `AGREED` where nobody has one.

    Raises:
        StudyError: as `select_reading`.
    """
    order = [*(coder for coder in coders if coder != AGREED), AGREED]
    place = evidence["coder"].map({coder: number for number, coder in enumerate(order)})
    first = place.groupby(evidence["document"]).min()
    undecided = evidence.loc[~evidence["document"].isin(first.dropna().index), ["document", "coder"]].drop_duplicates()
    raise_if_any(
        unlisted_coder(f"document {document}", coder, order[:-1])
        for document, coder in undecided.itertuples(index=False, name=None)
    )
    return first.map(dict(enumerate(order)))


def _settled_documents(first: pd.Series, coders: list[str]) -> list[str]:
    """The documents in which decisions go before the reading of the first coder."""
    behind = coders[coders.index(AGREED) :] if AGREED in coders else []
    return list(first.index[first.isin(behind)])


def list_other_readers(evidence: pd.DataFrame, coders: list[str]) -> list[str]:
    """The coders whose reading is not the usual one in some document; none where every document has one coder.

    Args:
        evidence: EVIDENCE, of any number of coders.
        coders: ids of coders, the first coder first.

    Raises:
        StudyError: as `select_reading`.
    """
    usual = _first_coders(evidence, coders)
    other = set(evidence.loc[evidence["coder"] != evidence["document"].map(usual), "coder"])
    return [coder for coder in coders if coder in other and coder != AGREED]


def list_readings(
    evidence: pd.DataFrame, documents: pd.DataFrame, coders: list[str], decisions: pd.DataFrame | None = None
) -> pd.DataFrame:
    """READINGS: per document the coder whose reading results rest on, who else coded it, and what they decided on.

    Args:
        evidence: EVIDENCE, of any number of coders.
        documents: DOCUMENTS; one that nobody coded is a row without a coder.
        coders: ids of coders, the first coder first.
        decisions: as in `select_reading`.

    Raises:
        StudyError: as `select_reading`.
    """
    usual = _first_coders(evidence, coders)
    others = {
        document: ", ".join(coder for coder in coders if coder in set(given) - {AGREED, usual[document]})
        for document, given in evidence.groupby("document")["coder"]
    }
    read = documents[["document", "municipality"]].copy()
    read["reading"], read["other_coders"] = read["document"].map(usual), read["document"].map(others)
    if decisions is not None:
        counting = decisions[decisions["document"].isin(_settled_documents(usual, coders))]
        read["settled"] = read["document"].map(counting.groupby("document").size())
    return READINGS.check(read, "readings")
