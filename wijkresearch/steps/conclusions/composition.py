"""Answers that follow from other claims: composites, and covariations that set cases side by side.

A composite is as strong as: `all_of` its weakest part, `any_of` its strongest, `most_of` the strength that more than
half of the parts reach. A part about which nothing can be said may turn out either way: the whole is judged with that
part contradicted and with it supported, and when the two differ nothing can be said about the whole either.

A covariation says that an outcome goes with conditions, and takes cases as its unit. A case that has every condition
and lacks the outcome fails a hoop test (Van Evera 1997; Mahoney 2012): that contradicts it, however many cases pass.
Without any case that lacks a condition nothing can be told apart (Mill's method of difference has nothing to compare),
and with fewer than `min_cases` cases nothing is said. A case that has the outcome without the conditions shows another
way to it: mixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.ballots import STRENGTH
from wijkresearch.tables import COMPOSITION, VERDICTS
from wijkresearch.tables.claims import ClaimTables

SCALE = sorted((word for word in STRENGTH if word != "insufficient"), key=STRENGTH.__getitem__)
PLACE = ["phase", "scope", "member"]
TOGETHER = ("all_of", "any_of", "most_of")
SIDE_BY_SIDE = ("outcome", "condition")
Place = tuple[str, str, str]
Verdicts = dict[tuple[str, ...], str]
"""(claim, phase, scope, member) to verdict."""


@dataclass(frozen=True)
class Whole:
    """A composite or a covariation.

    Attributes:
        claim: its id.
        parts: the claims that it follows from, each with its relation.
        derived: the municipalities that it comes from.
        min_cases: the fewest cases on which a covariation is judged.
    """

    claim: str
    parts: Sequence[tuple[str, str]]
    derived: set[str]
    min_cases: int

    @property
    def relation(self) -> str:
        """How its parts are taken together."""
        return self.parts[0][1]

    @property
    def covaries(self) -> bool:
        """Does it set cases side by side?"""
        return any(relation in SIDE_BY_SIDE for _, relation in self.parts)

    @property
    def names(self) -> list[str]:
        """The ids of its parts."""
        return [part for part, _ in self.parts]


def combine(verdicts: list[str], relation: str) -> str:
    """The verdict on a whole from the verdicts on its parts.

    >>> combine(["supported", "contradicted", "supported"], "most_of"), combine(["mixed", "insufficient"], "all_of")
    ('supported', 'insufficient')
    """
    weak, strong = (
        _combined([otherwise if verdict == "insufficient" else verdict for verdict in verdicts], relation)
        for otherwise in (SCALE[0], SCALE[-1])
    )
    return weak if weak == strong else "insufficient"


def _combined(verdicts: list[str], relation: str) -> str:
    strengths = sorted((SCALE.index(verdict) for verdict in verdicts), reverse=True)
    place = {"any_of": 0, "most_of": len(strengths) // 2}.get(relation, -1)
    return SCALE[strengths[place]]


def covary(cases: list[tuple[bool, bool]], min_cases: int) -> str:
    """The verdict on a covariation from cases: has it every condition, and has it the outcome?

    >>> covary([(True, True)] * 3, 3), covary([(True, True), (True, True), (False, False)], 3)
    ('insufficient', 'supported')
    >>> covary([(True, False), (False, False)], 3), covary([(True, True), (False, False), (False, True)], 3)
    ('contradicted', 'mixed')
    """
    if (True, False) in cases:
        return "contradicted"
    if len(cases) < min_cases or {conditions for conditions, _ in cases} != {True, False}:
        return "insufficient"
    return "mixed" if (False, True) in cases else "supported"


def compose(claims: ClaimTables, singles: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """VERDICTS of the claims that follow from others, one for every scope in which at least one part has a verdict.

    A composite's own `claim_sources` decide which municipality is derivation and which is test. It is judged within one
    municipality only where all its parts are: what differs between cases cannot hold in one of them. A covariation
    is judged over all cases of a phase; one case by itself can only fail it.

    Args:
        claims: the tables of the claims.
        singles: VERDICTS of the claims that are judged on passages.
        documents: DOCUMENTS; says which cases there are.
    """
    rows = judge_wholes(list_wholes(claims), known_verdicts(singles), list(documents["municipality"].unique()))
    return VERDICTS.of(rows, "composites")


def judge_wholes(wholes: list[Whole], singles: Verdicts, cases: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of VERDICTS of the claims that follow from others.

    Args:
        wholes: these claims, parts before wholes.
        singles: the verdicts on the claims that are judged on passages.
        cases: ids of all cases.
    """
    verdicts = dict(singles)
    for whole in wholes:
        for place in _scopes(whole, verdicts, set(cases)):
            if whole.covaries:
                if place[1] == "perspective":
                    continue
                members = [place[2]] if place[1] == "municipality" else cases
                within = [case for case in members if (case in whole.derived) == (place[0] == "derivation")]
                row = _judge_covariation(whole, within, verdicts)
            else:
                row = _judge_composite(whole, place, verdicts)
                if place[1] == "municipality" and row["asked"] != len(whole.parts):
                    continue
            verdicts[whole.claim, *place] = str(row["verdict"])
            causal = whole.covaries and row["verdict"] == "supported"
            yield {"claim": whole.claim, **dict(zip(PLACE, place, strict=True)), **row, "causal_wording": causal}


def _judge_composite(whole: Whole, place: Place, verdicts: Verdicts) -> dict[str, object]:
    known = [verdict for part in whole.names if (verdict := _part_verdict(part, place, verdicts))]
    return {
        "verdict": combine(known, whole.relation),
        "unit": "parts",
        "asked": len(known),
        "support": known.count("supported"),
        "counter": known.count("contradicted"),
    }


def _judge_covariation(whole: Whole, cases: list[str], verdicts: Verdicts) -> dict[str, object]:
    found = []
    for case in cases:
        place = ("derivation" if case in whole.derived else "test", "municipality", case)
        words = {part: _part_verdict(part, place, verdicts) for part in whole.names}
        if None not in words.values() and "insufficient" not in words.values():
            has = {part: word == "supported" for part, word in words.items()}
            outcome = next(part for part, relation in whole.parts if relation == "outcome")
            conditions = all(has[part] for part, relation in whole.parts if relation == "condition")
            found.append((conditions, has[outcome]))
    agreeing = sum(conditions == outcome for conditions, outcome in found)
    return {
        "verdict": covary(found, whole.min_cases),
        "unit": "cases",
        "asked": len(found),
        "support": agreeing,
        "counter": found.count((True, False)),
        "cut_off": whole.min_cases,
    }


def claims_set_beside(claims: ClaimTables) -> set[str]:
    """The claims of which a covariation needs the verdict in every case, with all that these follow from."""
    parts = claims["claim_parts"]
    found = set(parts.loc[parts["relation"].isin(SIDE_BY_SIDE), "part"])
    while more := set(parts.loc[parts["claim"].isin(found), "part"]) - found:
        found |= more
    return found


def explain_composition(claims: ClaimTables, verdicts: pd.DataFrame) -> pd.DataFrame:
    """COMPOSITION: for every composite answer its parts, their verdicts, and which of them hold it back or carry it.

    Args:
        claims: the tables of the claims.
        verdicts: VERDICTS of all claims.
    """
    known = known_verdicts(verdicts)
    rows = []
    for whole in list_wholes(claims):
        if whole.covaries:
            continue
        for phase, scope, member in [tuple(place) for name, *place in known if name == whole.claim]:
            place = (phase, scope, member)
            words = {part: word for part in whole.names if (word := _part_verdict(part, place, known))}
            verdict = known[whole.claim, *place]
            rows += [
                {
                    "claim": whole.claim,
                    **dict(zip(PLACE, place, strict=True)),
                    "part": part,
                    "relation": whole.relation,
                    "part_verdict": word,
                    "verdict": verdict,
                    "holds_back": _otherwise(words, part, "supported", whole.relation) != verdict,
                    "carries": _otherwise(words, part, "contradicted", whole.relation) != verdict,
                }
                for part, word in words.items()
            ]
    return COMPOSITION.of(rows, "composition")


def _otherwise(words: dict[str, str], part: str, verdict: str, relation: str) -> str:
    """What the whole would be if this one part had another verdict."""
    return combine(list({**words, part: verdict}.values()), relation)


def list_wholes(claims: ClaimTables) -> list[Whole]:
    """Every composite and covariation, parts before wholes."""
    parts, sources = claims["claim_parts"], claims["claim_sources"]
    fewest = claims["claims"].set_index("claim")["min_cases"]
    wholes = {
        claim: Whole(
            claim,
            list(zip(rows["part"], rows["relation"], strict=True)),
            set(sources.loc[sources["claim"] == claim, "municipality"]),
            0 if pd.isna(fewest[claim]) else int(fewest[claim]),
        )
        for claim, rows in parts[parts["relation"].isin([*TOGETHER, *SIDE_BY_SIDE])].groupby("claim", sort=False)
    }
    graph = {claim: whole.names for claim, whole in wholes.items()}
    return [wholes[claim] for claim in TopologicalSorter(graph).static_order() if claim in wholes]


def known_verdicts(verdicts: pd.DataFrame) -> Verdicts:
    """(claim, phase, scope, member) to verdict, of the rows of VERDICTS."""
    places = verdicts[["claim", *PLACE]].itertuples(index=False, name=None)
    return dict(zip(places, verdicts["verdict"], strict=True))


def _scopes(whole: Whole, verdicts: Verdicts, cases: set[str]) -> list[Place]:
    """The scopes of a composite: those of its parts, in the phases of which it has cases itself."""
    phases, parts = {"derivation": bool(cases & whole.derived), "test": bool(cases - whole.derived)}, set(whole.names)
    found: list[Place] = []
    for part, phase, scope, member in verdicts:
        own = ("derivation" if member in whole.derived else "test") if scope == "municipality" else phase
        if part in parts and phases[own]:
            found.append((own, scope, member))
    return list(dict.fromkeys(found))


def _part_verdict(part: str, place: Place, verdicts: Verdicts) -> str | None:
    """The verdict on a part in a scope; for a municipality in whichever phase the part has it."""
    phase, scope, member = place
    other = "test" if phase == "derivation" else "derivation"
    found = verdicts.get((part, phase, scope, member))
    return found or (verdicts.get((part, other, scope, member)) if scope == "municipality" else None)
