"""Rankings of roles ("the preferred role is …"): judged on shares within each respondent, never on pooled passages."""

from __future__ import annotations

import pandas as pd

from wijkresearch.steps.conclusions.ballots import holds_place


def role_shares(evidence: pd.DataFrame, codebook: pd.DataFrame, world: str | None) -> pd.DataFrame:
    """Share of each role among a respondent's role codings: one row per interview, one column per role of the codebook.

    A role coding is a passage whose code has a role and a world. Interviews without any have no row.

    Args:
        evidence: EVIDENCE, one reading per document.
        codebook: CODEBOOK; its roles with a world are the columns.
        world: only codings in this world; in all worlds when None.
    """
    roles = sorted(codebook.loc[codebook["world"].notna(), "role"].dropna().unique())
    coded = evidence[(evidence["kind"] == "interview") & evidence["role"].notna() & evidence["world"].notna()]
    if world is not None:
        coded = coded[coded["world"] == world]
    counted = coded.drop_duplicates(["segment", "role", "world"]).groupby(["document", "role"]).size()
    shares = counted.unstack(fill_value=0).reindex(columns=roles, fill_value=0)
    return shares.div(shares.sum(axis=1), axis=0)


def shares_by_claim(claims: pd.DataFrame, evidence: pd.DataFrame, codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For each ranking claim of CLAIMS, the shares that it ranks."""
    rankings = claims[(claims["kind"] == "ranking") & ~claims["composite"]]
    worlds = [None if pd.isna(world) else str(world) for world in rankings["ranked_world"]]
    by_world = {world: role_shares(evidence, codebook, world) for world in dict.fromkeys(worlds)}
    return {claim: by_world[world] for claim, world in zip(rankings["claim"], worlds, strict=True)}


def rank_respondents(
    respondents: pd.DataFrame, claims: pd.DataFrame, evidence: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """The respondents with, for ranking claims, whether they can be ranked and where they put the role.

    Args:
        respondents: the columns of CLAIM_RESPONDENTS.
        claims: CLAIMS.
        evidence: EVIDENCE, one reading per document.
        codebook: CODEBOOK.
    """
    ranked = respondents.copy()
    rules = claims.set_index("claim")
    for claim, shares in shares_by_claim(claims, evidence, codebook).items():
        role, rank = list(shares.columns).index(rules.loc[claim, "ranked_role"]), rules.loc[claim, "rank"]
        places = {document: holds_place(row.to_numpy(), role, rank) for document, row in shares.iterrows()}
        mine = ranked["claim"] == claim
        place = ranked.loc[mine, "document"].map(places)
        ranked.loc[mine, "asked"] &= place.notna()
        ranked.loc[mine, "supports"] = place == "alone"
        ranked.loc[mine, "counters"] = place == "other"
    return ranked
