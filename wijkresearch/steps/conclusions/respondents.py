"""Who was asked about a claim, who supports it and who counters it; and the passages behind that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.codes import codes_under, expand_codes
from wijkresearch.steps.conclusions.passage_ballots import ENDED, Cell, holds_place
from wijkresearch.steps.conclusions.record import Record
from wijkresearch.study import UNTOLD, code_meanings
from wijkresearch.tables import CLAIM_RESPONDENTS, DENOMINATORS, VERDICT_EVIDENCE
from wijkresearch.tables.claims import ClaimTables

ON_PASSAGES = ("ranking", "connection")
"""The kinds of which somebody without such a passage can say nothing."""


def list_evidence(claims: ClaimTables, record: Record) -> pd.DataFrame:
    """VERDICT_EVIDENCE: every passage that speaks for or against a claim, by respondents and in observations.

    Passages count for a claim when their municipality and perspective are within what the claim is about. A passage
    with two of a claim's codes has two rows. For a connection, a passage that ended as is said supports it, and
    one that ended otherwise counters it; that endings vary is supported by every ending.

    Args:
        claims: the tables of the claims.
        record: what they are judged on.
    """
    passages = record.evidence.drop_duplicates(["segment", "code"])
    found = expand_codes(claims["claim_codes"], record.codebook).merge(passages, on="code")
    beside = claims["claim_codes"].loc[claims["claim_codes"]["stance"] == "same_passage", "claim"]
    found = pd.concat([_spoken(found, set(beside)), *_ended(claims, record, found)], ignore_index=True)
    inside = _within(found, claims["claim_eligible"], "municipality") & (
        _within(record.as_counted(found), claims["claim_eligible"], "perspective") | (found["kind"] == "observation")
    )
    found = found[inside & found["document"].isin(record.documents["document"])]
    meanings = found["code"].map(code_meanings(record.codebook))
    found = found.assign(
        phase=_phases(found, claims["claim_sources"]),
        outdated=found["code_fingerprint"].notna() & (found["code_fingerprint"] != meanings),
    )
    order = _order(claims, found["claim"])
    found = found.assign(order=order).sort_values(["order", "stance", "coding_order", "start", "code"], kind="stable")
    return VERDICT_EVIDENCE.check(found[VERDICT_EVIDENCE.column_names], "evidence for the claims")


def _spoken(found: pd.DataFrame, limited: set[str]) -> pd.DataFrame:
    """The passages with a code for or against; where a claim says so, support only beside another code."""
    beside = found[found["stance"] == "same_passage"]
    pairs = found[found["stance"] == "support"].reset_index()
    pairs = pairs.merge(beside, on=["claim", "document"], suffixes=("", "_beside"))
    overlapping = pairs[(pairs["start"] < pairs["end_beside"]) & (pairs["start_beside"] < pairs["end"])]
    free = ~found["claim"].isin(limited) | found.index.isin(overlapping["index"])
    return found[(found["stance"] == "counter") | ((found["stance"] == "support") & free)]


def _ended(claims: ClaimTables, record: Record, found: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """For every connection its passages of which is known how they ended."""
    courses = record.passages()[["segment", "role", "world", "direction", "outcome"]]
    listed = claims["claims"]
    for claim in listed[listed["kind"] == "connection"].itertuples():
        rows = found[(found["claim"] == claim.claim) & (found["stance"] == "cell")]
        rows = rows.drop(columns="outcome").merge(courses, on=["segment", "role", "world"], validate="many_to_one")
        rows = rows[_in_cell(rows, cell_of(claim)) & (rows["outcome"] != "")]
        supports = rows["outcome"].eq(ENDED[claim.judgement]) | (claim.judgement == "varied")
        stances = supports.map({True: "support", False: "counter"})
        yield rows.assign(stance=stances)


def cell_of(claim: Any) -> Cell:
    """The role passages that a row of CLAIMS is about."""
    return Cell(*(None if pd.isna(value) else str(value) for value in (claim.role, claim.world, claim.direction)))


def _in_cell(rows: pd.DataFrame, cell: Cell) -> pd.Series:
    named = rows[["role", "world", "direction", "outcome"]].itertuples(index=False, name=None)
    return pd.Series([cell.holds(passage) for passage in named], index=rows.index, dtype="bool")


def list_respondents(claims: ClaimTables, record: Record) -> pd.DataFrame:
    """CLAIM_RESPONDENTS: everybody who is eligible for a claim, whether they were asked, and what they say.

    An interview in which nothing was coded yet says nothing about any claim and counts as not asked; so an uncoded
    new case cannot weaken a claim. Of a ranking or a connection, a respondent without any such passage can say nothing
    either; where a respondent names the ranked role most often (or least), that supports the ranking.

    Args:
        claims: the tables of the claims; composites are left out.
        record: what they are judged on.
    """
    return hear(claims, record)[0]


def hear(claims: ClaimTables, record: Record) -> tuple[pd.DataFrame, pd.DataFrame]:
    """CLAIM_RESPONDENTS as `list_respondents` makes it, and the VERDICT_EVIDENCE that it follows from."""
    evidence = record.evidence
    single = claims["claims"].loc[~claims["claims"]["composite"], ["claim", "kind", "source"]]
    pairs = single.rename(columns={"kind": "claim_kind"}).merge(record.documents, how="cross")
    limits = claims["claim_eligible"]
    eligible = pairs[
        (pairs["kind"] == pairs["source"])
        & _within(pairs, limits, "municipality")
        & (_within(record.as_counted(pairs), limits, "perspective") | (pairs["source"] == "observation"))
        & _holding(pairs, limits, evidence, record.codebook)
    ]
    stances = list_evidence(claims, record)
    key = ["claim", "document"]
    asking = claims["claim_asking"]
    asked = ~is_listed(eligible, asking[asking["asking"] == "no"], key)
    asked &= eligible["document"].isin(evidence["document"])
    asked &= ~eligible["claim_kind"].isin(ON_PASSAGES) | is_listed(eligible, stances, key)
    eligible = eligible.assign(
        asked=asked,
        phase=_phases(eligible, claims["claim_sources"]),
        supports=is_listed(eligible, stances[stances["stance"] == "support"], key),
        counters=is_listed(eligible, stances[stances["stance"] == "counter"], key),
    )
    ranked = _ranked(eligible, claims["claims"], stances, record)
    return CLAIM_RESPONDENTS.check(ranked[CLAIM_RESPONDENTS.column_names], "respondents of the claims"), stances


def _ranked(eligible: pd.DataFrame, listed: pd.DataFrame, stances: pd.DataFrame, record: Record) -> pd.DataFrame:
    """The respondents with, for rankings, whether the role has the place among their own passages."""
    ranked = eligible.copy()
    for claim in listed[listed["kind"] == "ranking"].itertuples():
        counts = count_by_role(stances[stances["claim"] == claim.claim], record.codebook)
        role = list(counts.columns).index(claim.role)
        numbers = ((document, row.to_numpy("float64")) for document, row in counts.iterrows())
        places = {document: holds_place(row, role, claim.rank) for document, row in numbers}
        mine = ranked["claim"] == claim.claim
        place = ranked.loc[mine, "document"].map(places)
        ranked.loc[mine, "supports"], ranked.loc[mine, "counters"] = place == "alone", place == "other"
    return ranked


def count_by_role(passages: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """How many passages each document (row) has of each role (column) that has a code with a world.

    Args:
        passages: rows of VERDICT_EVIDENCE of one ranking.
        codebook: CODEBOOK.
    """
    coded = codebook.dropna(subset=["role", "world"]).set_index("code")
    cells = passages.assign(role=passages["code"].map(coded["role"]), world=passages["code"].map(coded["world"]))
    counts = cells.drop_duplicates(["segment", "role", "world"]).groupby(["document", "role"]).size()
    return counts.unstack(fill_value=0).reindex(columns=sorted(coded["role"].unique()), fill_value=0)


def leave_out_untold(
    rows: pd.DataFrame, claims: ClaimTables, record: Record, *, column: str = "document"
) -> pd.DataFrame:
    """The rows but for those that would tell a perspective that is not told: of claims about some perspectives only.

    So is a claim that sets perspectives against each other: without somebody its numbers change on one side.

    Args:
        rows: any table with a claim and a document.
        claims: the tables of the claims.
        record: what they are judged on.
        column: where the document stands, or a perspective.
    """
    limits, sides = claims["claim_eligible"], claims["claim_groups"]
    about = limits[limits["property"] == "perspective"].groupby("claim")["value"].agg(set)
    heard = set(record.viewpoints.values())
    telling = {claim for claim, perspectives in about.items() if not heard <= perspectives}
    telling |= set(sides.loc[sides["property"] == "perspective", "claim"])
    untold = {UNTOLD, *record.untold}
    return rows[~(rows["claim"].isin(telling) & rows[column].isin(untold))].reset_index(drop=True)


def count_denominators(claims: ClaimTables, record: Record) -> pd.DataFrame:
    """DENOMINATORS: in how many verdicts each interview is counted, and why in none.

    Of an interview of which the perspective is not told, only the verdicts that do not tell it.

    Args:
        claims: the tables of the claims; composites are left out.
        record: what they are judged on.
    """
    interviews = record.documents[record.documents["kind"] == "interview"]
    respondents = leave_out_untold(list_respondents(claims, record), claims, record)
    counted = respondents[respondents["asked"]].groupby("document").size()
    rows = interviews[["document", "municipality", "perspective", "function"]].set_index("document")
    rows["claims"] = counted.reindex(rows.index, fill_value=0)
    rows["reason"] = _why_not_counted(claims, record, interviews).mask(rows["claims"] > 0)
    return DENOMINATORS.check(rows.reset_index(), "denominators")


def _why_not_counted(claims: ClaimTables, record: Record, interviews: pd.DataFrame) -> pd.Series:
    """Per interview the first thing that keeps it out of every claim; `not_asked` where nothing else does.

    Of whom the perspective is not told, only that nothing was coded: it may count in a verdict that would tell it.
    """
    listed = claims["claims"]
    single = listed.loc[~listed["composite"] & (listed["source"] == "interview"), ["claim"]]
    pairs, limits = single.merge(interviews, how="cross"), claims["claim_eligible"]
    seen, placed = (_within(record.as_counted(pairs), limits, name) for name in ("perspective", "municipality"))
    kept = pd.DataFrame(
        {
            "perspective": seen,
            "municipality": placed,
            "combination": seen & placed,
            "not_coded": pairs["document"].isin(record.evidence["document"]),
            "code": seen & placed & _holding(pairs, limits, record.evidence, record.codebook),
            "not_asked": False,
        }
    )
    inside = kept.groupby(pairs["document"]).any().reindex(interviews["document"], fill_value=False)
    if not len(single):
        return pd.Series("no_claims", index=inside.index)
    why = inside.idxmin(axis="columns")
    coded = why.index.isin(record.evidence["document"])
    return why.mask(why.index.isin(record.untold), pd.Series("not_coded", index=why.index).mask(coded))


def _within(rows: pd.DataFrame, limits: pd.DataFrame, column: str) -> pd.Series:
    """Is the row's value within what its claim is limited to? A claim without limits takes every value."""
    limited = limits[limits["property"] == column].rename(columns={"value": column})
    return ~rows["claim"].isin(limited["claim"]) | is_listed(rows, limited, ["claim", column])


def _holding(pairs: pd.DataFrame, limits: pd.DataFrame, evidence: pd.DataFrame, codebook: pd.DataFrame) -> pd.Series:
    """Does the respondent hold one of the codes that the claim asks of who is eligible?"""
    inside = pd.Series(data=True, index=pairs.index)
    for claim, codes in limits[limits["property"] == "code"].groupby("claim")["value"]:
        holders = evidence.loc[evidence["code"].isin(codes_under(set(codes), codebook)), "document"]
        inside &= (pairs["claim"] != claim) | pairs["document"].isin(holders)
    return inside


def is_listed(rows: pd.DataFrame, listed: pd.DataFrame, columns: list[str]) -> pd.Series:
    """For every row: are its values in these columns among those that are listed?"""
    known = set(listed[columns].itertuples(index=False, name=None))
    return pd.Series(
        [values in known for values in rows[columns].itertuples(index=False, name=None)], index=rows.index, dtype="bool"
    )


def _phases(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    derived = is_listed(rows, sources, ["claim", "municipality"])
    return derived.map({True: "derivation", False: "test"}).astype("str")


def _order(claims: ClaimTables, named: pd.Series) -> pd.Series:
    """The place of each claim in claims.yml."""
    return named.map({claim: place for place, claim in enumerate(claims["claims"]["claim"])})
