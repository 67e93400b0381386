"""Who was asked about a claim, who supports it and who counters it; and the passages behind that."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.steps.conclusions.codes import codes_under, expand_codes
from wijkresearch.steps.conclusions.rankings import rank_respondents
from wijkresearch.study import code_fingerprint
from wijkresearch.tables import CLAIM_RESPONDENTS, DENOMINATORS, VERDICT_EVIDENCE

ClaimTables = Mapping[str, pd.DataFrame]
"""The tables of `wijkresearch.tables.claims` by name: what `Study.claims` holds."""


def list_evidence(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """VERDICT_EVIDENCE: every passage that speaks for or against a claim, by respondents and in observations.

    Passages count for a claim when their municipality and perspective are within what the claim is about. A passage
    with two of a claim's codes has two rows.

    Args:
        claims: the tables of the claims.
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK; says which codes are under a code, and what each means now.
    """
    passages = evidence.drop_duplicates(["segment", "code"])
    found = expand_codes(claims["claim_codes"], codebook).merge(passages, on="code")
    inside = _within(found, claims["claim_eligible"], "municipality") & (
        _within(found, claims["claim_eligible"], "perspective") | (found["kind"] == "observation")
    )
    found = found[inside & found["document"].isin(documents["document"])]
    fingerprints = [code_fingerprint(row.label_nl, row.definition) for row in codebook.itertuples()]
    meanings = found["code"].map(dict(zip(codebook["code"], fingerprints, strict=True)))
    found = found.assign(
        phase=_phases(found, claims["claim_sources"]),
        outdated=found["code_fingerprint"].notna() & (found["code_fingerprint"] != meanings),
    )
    order = _order(claims, found["claim"])
    found = found.assign(order=order).sort_values(["order", "stance", "coding_order", "start", "code"], kind="stable")
    return VERDICT_EVIDENCE.check(found[VERDICT_EVIDENCE.column_names], "evidence for the claims")


def list_respondents(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """CLAIM_RESPONDENTS: every interview that is eligible for a claim, whether it was asked, and what it says.

    An interview in which nothing was coded yet says nothing about any claim and counts as not asked; so an uncoded
    new case cannot weaken a claim. For a ranking, a respondent without any role coding in the world cannot be ranked
    and counts as not asked; support is having the role alone at the place that it is given, counter is having another
    role there.

    Args:
        claims: the tables of the claims; composites are left out.
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK.
    """
    single = claims["claims"].loc[~claims["claims"]["composite"], ["claim", "asked_by_default"]]
    pairs = single.merge(documents[documents["kind"] == "interview"], how="cross")
    limits = claims["claim_eligible"]
    eligible = pairs[
        _within(pairs, limits, "municipality")
        & _within(pairs, limits, "perspective")
        & _holding(pairs, limits, evidence, codebook)
    ]
    asked = eligible["asked_by_default"] | _listed(eligible, claims["claim_asked"], ["claim", "document"])
    asked &= eligible["document"].isin(evidence["document"])
    stances = list_evidence(claims, evidence, documents, codebook)
    eligible = eligible.assign(
        asked=asked,
        phase=_phases(eligible, claims["claim_sources"]),
        supports=_listed(eligible, stances[stances["stance"] == "support"], ["claim", "document"]),
        counters=_listed(eligible, stances[stances["stance"] == "counter"], ["claim", "document"]),
        fails_hoop=_listed(eligible, stances[stances["hoop"]], ["claim", "document"]),
    )
    ranked = rank_respondents(eligible, claims["claims"], evidence, codebook)
    return CLAIM_RESPONDENTS.check(ranked[CLAIM_RESPONDENTS.column_names], "respondents of the claims")


def count_denominators(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """DENOMINATORS: in how many verdicts each interview is counted, and why in none.

    Args:
        claims: the tables of the claims; composites are left out.
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK.
    """
    interviews = documents[documents["kind"] == "interview"]
    respondents = list_respondents(claims, evidence, documents, codebook)
    counted = respondents[respondents["asked"]].groupby("document").size()
    rows = interviews[["document", "municipality", "perspective", "function"]].set_index("document")
    rows["claims"] = counted.reindex(rows.index, fill_value=0)
    rows["reason"] = _why_not_counted(claims, evidence, interviews, codebook).mask(rows["claims"] > 0)
    return DENOMINATORS.check(rows.reset_index(), "denominators")


def _why_not_counted(
    claims: ClaimTables, evidence: pd.DataFrame, interviews: pd.DataFrame, codebook: pd.DataFrame
) -> pd.Series:
    """Per interview the first thing that keeps it out of every claim; `not_asked` where nothing else does."""
    single = claims["claims"].loc[~claims["claims"]["composite"], ["claim"]]
    pairs, limits = single.merge(interviews, how="cross"), claims["claim_eligible"]
    seen, placed = (_within(pairs, limits, name) for name in ("perspective", "municipality"))
    kept = pd.DataFrame(
        {
            "perspective": seen,
            "municipality": placed,
            "combination": seen & placed,
            "not_coded": pairs["document"].isin(evidence["document"]),
            "code": seen & placed & _holding(pairs, limits, evidence, codebook),
            "not_asked": False,
        }
    )
    inside = kept.groupby(pairs["document"]).any().reindex(interviews["document"], fill_value=False)
    return inside.idxmin(axis="columns") if len(single) else pd.Series("no_claims", index=inside.index)


def _within(rows: pd.DataFrame, limits: pd.DataFrame, column: str) -> pd.Series:
    """Is the row's value within what its claim is limited to? A claim without limits takes every value."""
    limited = limits[limits["property"] == column].rename(columns={"value": column})
    return ~rows["claim"].isin(limited["claim"]) | _listed(rows, limited, ["claim", column])


def _holding(pairs: pd.DataFrame, limits: pd.DataFrame, evidence: pd.DataFrame, codebook: pd.DataFrame) -> pd.Series:
    """Does the respondent hold one of the codes that the claim asks of who is eligible?"""
    inside = pd.Series(data=True, index=pairs.index)
    for claim, codes in limits[limits["property"] == "code"].groupby("claim")["value"]:
        holders = evidence.loc[evidence["code"].isin(codes_under(set(codes), codebook)), "document"]
        inside &= (pairs["claim"] != claim) | pairs["document"].isin(holders)
    return inside


def _listed(rows: pd.DataFrame, listed: pd.DataFrame, columns: list[str]) -> pd.Series:
    known = set(listed[columns].itertuples(index=False, name=None))
    return pd.Series(
        [values in known for values in rows[columns].itertuples(index=False, name=None)], index=rows.index, dtype="bool"
    )


def _phases(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    derived = _listed(rows, sources, ["claim", "municipality"])
    return derived.map({True: "derivation", False: "test"}).astype("str")


def _order(claims: ClaimTables, named: pd.Series) -> pd.Series:
    """The place of each claim in claims.yml."""
    return named.map({claim: place for place, claim in enumerate(claims["claims"]["claim"])})
