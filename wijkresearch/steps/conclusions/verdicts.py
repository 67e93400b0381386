"""Verdicts on every claim: over all cases, per municipality and per perspective; derivation and test never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.ballots import Ballot, CodedBallot, RankedBallot, SupportRule, cut_off, label
from wijkresearch.steps.conclusions.composition import compose
from wijkresearch.steps.conclusions.rankings import shares_by_claim
from wijkresearch.steps.conclusions.respondents import ClaimTables, list_evidence, list_respondents
from wijkresearch.tables import CLAIM_RESPONDENTS, VERDICT_EVIDENCE, VERDICTS

PHASES = ("derivation", "test")
SCOPES = ("overall", "perspective", "municipality")


@dataclass(frozen=True)
class Judging:
    """What is needed to judge any selection of respondents of any claim that is not a composite."""

    rules: pd.DataFrame
    shares: dict[str, pd.DataFrame]
    hoops: frozenset[str]

    @classmethod
    def of(cls, claims: ClaimTables, evidence: pd.DataFrame, codebook: pd.DataFrame) -> Judging:
        """The rules of the claims, with the role shares that rankings need."""
        hoops = claims["claim_codes"].loc[claims["claim_codes"]["hoop"], "claim"]
        shares = shares_by_claim(claims["claims"], evidence, codebook)
        return cls(claims["claims"].set_index("claim"), shares, frozenset(hoops))

    def rule(self, claim: str) -> SupportRule:
        """What the claim asks."""
        return SupportRule(int(self.rules.loc[claim, "min_respondents"]), str(self.rules.loc[claim, "min_label"]))

    def ballot(self, claim: str, respondents: pd.DataFrame) -> Ballot:
        """The ballot of the respondents (rows of CLAIM_RESPONDENTS of this claim) who were asked."""
        asked = respondents[respondents["asked"]]
        if claim in self.shares:
            shares = self.shares[claim]
            place = list(shares.columns).index(self.rules.loc[claim, "ranked_role"])
            rows = shares.reindex(asked["document"]).to_numpy(dtype="float64")
            return RankedBallot(rows, place, str(self.rules.loc[claim, "rank"]), self.rule(claim))
        columns = asked[["supports", "counters", "fails_hoop"]].astype("bool")
        stances = list(columns.itertuples(index=False, name=None))
        return CodedBallot.of(stances, self.rule(claim), has_hoop=claim in self.hoops)


@dataclass(frozen=True)
class Scope:
    """One selection that a claim is judged on."""

    phase: str
    scope: str
    member: str
    municipalities: tuple[str, ...]
    perspective: str | None = None

    def select(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows (with `municipality` and `perspective`) that are within the scope."""
        inside = rows["municipality"].isin(self.municipalities)
        return rows[inside & (rows["perspective"] == self.perspective)] if self.perspective else rows[inside]


def answer_claims(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """VERDICTS: every claim judged, composites from their parts, in the order of claims.yml.

    Args:
        claims: the tables of the claims (`Study.claims`).
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK.
    """
    return _judge_claims(claims, evidence, documents, codebook, scopes=SCOPES)


def answer_overall(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """VERDICTS over all cases of a phase only: what robustness compares, without the rest of the work."""
    return _judge_claims(claims, evidence, documents, codebook, scopes=("overall",))


def _judge_claims(
    claims: ClaimTables,
    evidence: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: pd.DataFrame,
    *,
    scopes: tuple[str, ...],
) -> pd.DataFrame:
    judging = Judging.of(claims, evidence, codebook)
    respondents = dict(iter(list_respondents(claims, evidence, documents, codebook).groupby("claim")))
    passages = dict(iter(list_evidence(claims, evidence, documents, codebook).groupby("claim")))
    nobody, nothing = CLAIM_RESPONDENTS.empty(), VERDICT_EVIDENCE.empty()
    rows = [
        _verdict(scope, judging, respondents.get(claim, nobody), passages.get(claim, nothing), claim=claim)
        for claim in judging.rules.index[~judging.rules["composite"]]
        for scope in claim_scopes(claim, claims, documents)
        if scope.scope in scopes
    ]
    singles = VERDICTS.check(pd.DataFrame(rows, columns=VERDICTS.column_names), "verdicts")
    composites = compose(claims, singles, documents)
    return _sorted(pd.concat([singles, composites], ignore_index=True), claims, documents)


def claim_scopes(claim: str, claims: ClaimTables, documents: pd.DataFrame) -> Iterator[Scope]:
    """What a claim is judged on: per phase all cases together, each perspective, and each municipality."""
    limits = claims["claim_eligible"]
    limits = limits[limits["claim"] == claim]
    allowed = {name: set(rows) for name, rows in limits.groupby("property")["value"]}
    sources = claims["claim_sources"]
    derived = set(sources.loc[sources["claim"] == claim, "municipality"])
    interviews = documents[documents["kind"] == "interview"]
    everywhere = [name for name in documents["municipality"].unique() if name in allowed.get("municipality", {name})]
    for phase in PHASES:
        members = tuple(name for name in everywhere if (name in derived) == (phase == "derivation"))
        if not members:
            continue
        yield Scope(phase, "overall", "all", members)
        for perspective in interviews["perspective"].unique():
            if perspective in allowed.get("perspective", {perspective}):
                yield Scope(phase, "perspective", perspective, members, perspective)
        for member in members:
            yield Scope(phase, "municipality", member, (member,))


def _verdict(
    scope: Scope, judging: Judging, respondents: pd.DataFrame, passages: pd.DataFrame, *, claim: str
) -> dict[str, Any]:
    inside, heard = scope.select(respondents), scope.select(passages)
    ballot = judging.ballot(claim, inside)
    tally, verdict, range_ = ballot.tally, ballot.verdict, ballot.leave_one_out()
    ranking = claim in judging.shares
    return {
        "claim": claim,
        "phase": scope.phase,
        "scope": scope.scope,
        "member": scope.member,
        "verdict": verdict,
        "eligible": len(inside),
        "asked": tally.asked,
        "support": tally.support,
        "counter": tally.counter,
        "label": label(tally.support, tally.asked),
        "counter_label": label(tally.counter, tally.asked),
        "cut_off": None if ranking else cut_off(tally.asked, judging.rule(claim).min_label),
        "lowest": range_[0] if range_ else None,
        "highest": range_[-1] if range_ else None,
        "fragility": ballot.fragility(),
        "outdated": int(heard["outdated"].sum()),
        "causal_wording": may_sound_causal(str(judging.rules.loc[claim, "kind"]), verdict),
        **_triangulation(scope, inside, heard, int(judging.rules.loc[claim, "min_source_types"])),
    }


def may_sound_causal(kind: str, verdict: str) -> bool:
    """May the claim be worded as a cause? Only one that was put as a cause, and only while it is supported."""
    return kind == "causal" and verdict == "supported"


def _triangulation(
    scope: Scope, respondents: pd.DataFrame, passages: pd.DataFrame, min_source_types: int
) -> dict[str, Any]:
    supporters = respondents[respondents["supports"] & respondents["asked"]]
    perspectives = supporters["perspective"].nunique()
    observed = set(passages.loc[passages["kind"] == "observation", "stance"])
    within_one = scope.perspective is not None
    return {
        "perspectives": perspectives,
        "triangulated": None if within_one else perspectives >= min_source_types,
        "observed": None if within_one else "support" in observed,
        "observed_against": None if within_one else "counter" in observed,
    }


def _sorted(verdicts: pd.DataFrame, claims: ClaimTables, documents: pd.DataFrame) -> pd.DataFrame:
    members = ["all", *documents["perspective"].unique(), *documents["municipality"].unique()]
    orders = {
        "claim": list(claims["claims"]["claim"]),
        "phase": list(PHASES),
        "scope": list(SCOPES),
        "member": members,
    }
    places = pd.DataFrame({name: verdicts[name].map(listed.index) for name, listed in orders.items()})
    return VERDICTS.check(verdicts.loc[places.sort_values(list(orders), kind="stable").index], "verdicts")
