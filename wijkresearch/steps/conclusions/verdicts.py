"""Verdicts on every claim: over all cases, per municipality and per perspective; derivation and test never mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.ballots import (
    Ballot,
    ContrastBallot,
    CountBallot,
    ExistenceBallot,
    Stance,
    SupportRule,
    label,
    leave_one_out,
)
from wijkresearch.steps.conclusions.composition import claims_set_beside, compose
from wijkresearch.steps.conclusions.passage_ballots import ConnectionBallot, RankingBallot
from wijkresearch.steps.conclusions.record import Record
from wijkresearch.steps.conclusions.respondents import cell_of, count_by_role, hear
from wijkresearch.tables import VERDICTS
from wijkresearch.tables.claims import ClaimTables

PHASES = ("derivation", "test")
SCOPES = ("overall", "perspective", "municipality")
WHOLE_ONLY = ("existence", "contrast")
"""The kinds that are not judged within one perspective: they are about cases, or about groups side by side."""
WHO = ["document", "municipality", "perspective"]
SAYS = ["asked", "supports", "counters"]
PASSAGE = [*WHO, "kind", "segment", "code", "stance", "outdated"]


@dataclass(frozen=True, eq=False)
class Heard:
    """What everybody within one scope says of one claim.

    Attributes:
        respondents: rows of CLAIM_RESPONDENTS, who and what they say.
        passages: rows of VERDICT_EVIDENCE, as far as they are counted.
        courses: COURSES with `perspective`, for a connection; no rows otherwise.
    """

    respondents: pd.DataFrame
    passages: pd.DataFrame
    courses: pd.DataFrame

    def select(self, scope: Scope) -> Heard:
        """What is said within the scope."""
        return Heard(scope.select(self.respondents), scope.select(self.passages), scope.select(self.courses))

    def without(self, document: str) -> Heard:
        """What is said by everybody else."""
        tables = (self.respondents, self.passages, self.courses)
        return Heard(*(rows[rows["document"] != document] for rows in tables))


@dataclass(frozen=True, eq=False)
class Judging:
    """What is needed to judge any selection of respondents of any claim that is not a composite."""

    claims: ClaimTables
    record: Record
    told: tuple[pd.DataFrame, pd.DataFrame] | None = None
    """What everybody says of every claim, as `hear` tells it, where that is known."""

    def only(self, documents: Collection[str]) -> Judging:
        """The judging of these documents alone: what somebody says does not depend on others."""
        people, passages = (table[table["document"].isin(documents)] for table in self._told)
        return Judging(self.claims, self.record.only(documents), (people, passages))

    @cached_property
    def _told(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return self.told or hear(self.claims, self.record)

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """Claim to its row of CLAIMS."""
        return {row.claim: row for row in self.claims["claims"].itertuples()}

    @cached_property
    def single(self) -> list[str]:
        """The claims that are not composites."""
        return [claim for claim, rule in self.rules.items() if not rule.composite]

    @cached_property
    def heard(self) -> Mapping[str, Heard]:
        """Claim to everything that is said of it."""
        told, read = self._told
        people = told[["claim", *WHO, *SAYS]].astype(dict.fromkeys(SAYS, "bool"))
        passages = read[["claim", *PASSAGE]].astype({"outdated": "bool"})
        nobody, nothing = people.head(0), passages.head(0)
        heard, found = (dict(iter(table.groupby("claim"))) for table in (people, passages))
        return {
            claim: Heard(heard.get(claim, nobody), found.get(claim, nothing), self._courses(claim))
            for claim in self.single
        }

    @cached_property
    def _passages(self) -> pd.DataFrame:
        return self.record.passages()

    def _courses(self, claim: str) -> pd.DataFrame:
        """The role passages that a connection may be about, of those whom it is about; no rows for another claim."""
        courses = self._passages
        if self.rules[claim].kind != "connection":
            return courses.head(0)
        for name in self._limits.get(claim, {}).keys() - {"code"}:
            observed = (courses["kind"] == "observation") & (name == "perspective")
            courses = courses[self.record.as_counted(courses)[name].isin(self._limits[claim][name]) | observed]
        return courses

    @cached_property
    def _limits(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Claim to property to the values that it is about, where it is not about all."""
        found: dict[str, dict[str, set[str]]] = {}
        for row in self.claims["claim_eligible"].itertuples():
            found.setdefault(row.claim, {}).setdefault(row.property, set()).add(row.value)
        return found

    @cached_property
    def _derived(self) -> Mapping[str, set[str]]:
        """Claim to the municipalities that it comes from."""
        return {claim: set(rows) for claim, rows in self.claims["claim_sources"].groupby("claim")["municipality"]}

    @cached_property
    def _places(self) -> tuple[list[str], list[str]]:
        """The municipalities, and the perspectives of interviews, each in the order of the register."""
        documents = self.record.documents
        interviews = documents[documents["kind"] == "interview"]
        return list(documents["municipality"].unique()), list(interviews["perspective"].unique())

    def scopes(self, claim: str) -> Iterator[Scope]:
        """What a claim is judged on: per phase all cases together, each perspective, and each municipality."""
        allowed, derived, rule = self._limits.get(claim, {}), self._derived.get(claim, set()), self.rules[claim]
        everywhere, perspectives = self._places
        everywhere = [name for name in everywhere if name in allowed.get("municipality", {name})]
        if rule.kind in WHOLE_ONLY or rule.source == "observation":
            perspectives = []
        for phase in PHASES:
            members = tuple(name for name in everywhere if (name in derived) == (phase == "derivation"))
            if not members:
                continue
            yield Scope(phase, "overall", "all", members)
            for perspective in perspectives:
                if perspective in allowed.get("perspective", {perspective}):
                    yield Scope(phase, "perspective", perspective, members, perspective)
            for member in members:
                yield Scope(phase, "municipality", member, (member,))

    def overall(self, claim: str) -> Iterator[tuple[str, Heard]]:
        """Each phase that a claim has cases in, with what is said of it in all of these together."""
        for scope in self.scopes(claim):
            if scope.scope == "overall":
                yield scope.phase, self.heard[claim].select(scope)

    def ballot(self, claim: str, heard: Heard) -> Ballot:
        """The ballot of a claim on what is heard within one scope."""
        rule = self.rules[claim]
        asked = heard.respondents[heard.respondents["asked"]]
        if rule.kind == "ranking":
            counts = count_by_role(heard.passages, self.record.codebook)
            place = list(counts.columns).index(rule.role)
            return RankingBallot(counts.to_numpy(), place, rule.rank, rule.measure, int(rule.min_respondents))
        if rule.kind == "connection":
            named = heard.courses[["role", "world", "direction", "outcome"]].itertuples(index=False, name=None)
            passages = tuple(sorted(Counter(named).items()))
            only = bool(pd.notna(rule.only) and rule.only)
            return ConnectionBallot(passages, cell_of(rule), rule.judgement, only, int(rule.min_passages))
        if rule.kind == "existence":
            groups = tuple(
                (str(case), thing, tuple(sorted(Counter(_stances(rows)).items())))
                for thing, said in self._things(claim, asked, heard.passages)
                for case, rows in said.groupby("municipality", sort=False)
            )
            return ExistenceBallot(groups, int(rule.at_least))
        if rule.kind == "contrast":
            return self._contrast(claim, asked)
        absence = rule.kind == "absence"
        return CountBallot.of(_stances(asked), SupportRule(int(rule.min_respondents), rule.min_label, absence))

    def _things(self, claim: str, asked: pd.DataFrame, passages: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """What has to exist, each with who says it: one thing, or every role of a claim that lists roles."""
        codes = self.claims["claim_codes"]
        codes = codes[codes["claim"] == claim]
        if "counter" in set(codes["stance"]):
            yield "", asked
            return
        roles = self.record.codebook.set_index("code")["role"]
        spoken = passages["code"].map(roles)
        for role in dict.fromkeys(codes["code"].map(roles)):
            yield str(role), asked.assign(supports=asked["document"].isin(passages.loc[spoken == role, "document"]))

    def _contrast(self, claim: str, asked: pd.DataFrame) -> ContrastBallot:
        rule = self.rules[claim]
        groups = self.claims["claim_groups"]
        groups = groups[groups["claim"] == claim]
        sides = [asked, asked]
        for place, side in enumerate(("more", "less")):
            for name, values in groups[groups["side"] == side].groupby("property")["value"]:
                sides[place] = sides[place][self.record.as_counted(sides[place])[str(name)].isin(values)]
        says = ["supports", "counters" if groups.empty else "supports"]
        more, less = ((int(rows[said].sum()), len(rows)) for rows, said in zip(sides, says, strict=True))
        stances = tuple(sorted(Counter(_stances(asked)).items())) if groups.empty else ()
        return ContrastBallot(more, less, int(rule.by), int(rule.min_respondents), stances)

    def unit(self, claim: str, ballot: Ballot) -> str:
        """What the k and n of a claim count."""
        over_cases = isinstance(ballot, ExistenceBallot) and ballot.over_cases
        return "cases" if over_cases else self.changes_in(claim)

    def changes_in(self, claim: str) -> str:
        """What can be coded otherwise to change the verdict on a claim."""
        rule = self.rules[claim]
        if rule.kind in ("ranking", "connection"):
            return "passages"
        return "respondents" if rule.source == "interview" else "observations"


def _stances(respondents: pd.DataFrame) -> list[Stance]:
    return list(zip(respondents["supports"].tolist(), respondents["counters"].tolist(), strict=True))


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
        if rows.empty:
            return rows
        inside = rows["municipality"].isin(self.municipalities)
        return rows[inside & (rows["perspective"] == self.perspective)] if self.perspective else rows[inside]


def answer_claims(claims: ClaimTables, record: Record) -> pd.DataFrame:
    """VERDICTS: every claim judged, composites from their parts, in the order of claims.yml.

    Recommendations get no verdict.

    Args:
        claims: the tables of the claims (`Study.claims`).
        record: what they are judged on.
    """
    return _judge_claims(Judging(claims, record), scopes=SCOPES, firmness=True)


def answer_overall(judging: Judging) -> pd.DataFrame:
    """VERDICTS over all cases of a phase, without how firm they are: what robustness compares."""
    verdicts = _judge_claims(judging, scopes=("overall",), firmness=False)
    return verdicts[verdicts["scope"] == "overall"]


def _judge_claims(judging: Judging, *, scopes: tuple[str, ...], firmness: bool) -> pd.DataFrame:
    claims, documents, by_case = judging.claims, judging.record.documents, claims_set_beside(judging.claims)
    rows = [
        _verdict(scope, judging, judging.heard[claim], claim=claim, firmness=firmness)
        for claim in judging.single
        for scope in judging.scopes(claim)
        if scope.scope in scopes or (scope.scope == "municipality" and claim in by_case)
    ]
    singles = VERDICTS.of(rows, "verdicts")
    composites = compose(claims, singles, documents)
    return _sorted(pd.concat([singles, composites], ignore_index=True), claims, documents)


def _verdict(scope: Scope, judging: Judging, everything: Heard, *, claim: str, firmness: bool) -> dict[str, Any]:
    heard = everything.select(scope)
    ballot = judging.ballot(claim, heard)
    tally, unit = ballot.tally, judging.unit(claim, ballot)
    range_ = leave_one_out(rests(judging, claim, heard, ballot)) if firmness else []
    tip = ballot.tip() if firmness else None
    labelled = unit == "respondents" and judging.rules[claim].kind != "existence"
    return {
        "claim": claim,
        "phase": scope.phase,
        "scope": scope.scope,
        "member": scope.member,
        "verdict": ballot.verdict,
        "unit": unit,
        "eligible": len(heard.respondents),
        "asked": tally.asked,
        "support": tally.support,
        "counter": tally.counter,
        "both": tally.both,
        "label": label(tally.support, tally.asked) if labelled else None,
        "counter_label": label(tally.counter, tally.asked) if labelled else None,
        "cut_off": ballot.cut_off,
        "lowest": range_[0] if range_ else None,
        "highest": range_[-1] if range_ else None,
        "fragility": tip.changes if tip else None,
        "outdated": int(heard.passages["outdated"].sum()),
        "causal_wording": False,
        **_corroboration(scope, heard),
    }


def rests(judging: Judging, claim: str, heard: Heard, ballot: Ballot) -> Iterator[tuple[str, Ballot]]:
    """Everybody who was asked, with the ballot of the others; of a count, who says the same shares a ballot."""
    made: dict[Stance, Ballot] = {}
    asked = heard.respondents[heard.respondents["asked"]]
    for document, stance in zip(asked["document"], _stances(asked), strict=True):
        if isinstance(ballot, CountBallot):
            yield document, made.setdefault(stance, ballot.without(stance))
        else:
            yield document, judging.ballot(claim, heard.without(document))


def _corroboration(scope: Scope, heard: Heard) -> dict[str, Any]:
    """From how many perspectives support is heard, and what observations carry."""
    respondents, passages = heard.respondents, heard.passages
    supporters = respondents["perspective"][respondents["supports"] & respondents["asked"]]
    observed = set(passages["stance"][passages["kind"] == "observation"])
    within_one = scope.perspective is not None
    return {
        "perspectives": supporters.nunique(),
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
