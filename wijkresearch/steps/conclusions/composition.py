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

from collections.abc import Iterator
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
    rows = judge_wholes(claims, known_verdicts(singles), list(documents["municipality"].unique()))
    return VERDICTS.of(rows, "composites")


def judge_wholes(claims: ClaimTables, singles: Verdicts, cases: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of VERDICTS of the claims that follow from others.

    Args:
        claims: the tables of the claims.
        singles: the verdicts on the claims that are judged on passages.
        cases: ids of all cases.
    """
    verdicts = dict(singles)
    fewest = claims["claims"].set_index("claim")["min_cases"]
    for claim, parts in _wholes(claims):
        derived = _sources(claim, claims)
        covaries = not set(SIDE_BY_SIDE).isdisjoint(parts["relation"])
        for place in _scopes(list(parts["part"]), verdicts, set(cases), derived):
            if covaries:
                if place[1] == "perspective":
                    continue
                members = [place[2]] if place[1] == "municipality" else cases
                within = [case for case in members if (case in derived) == (place[0] == "derivation")]
                row = _judge_covariation(parts, within, verdicts, derived, int(fewest[claim]))
            else:
                row = _judge_composite(parts, place, verdicts)
                if place[1] == "municipality" and row["asked"] != len(parts):
                    continue
            verdicts[claim, *place] = str(row["verdict"])
            causal = covaries and row["verdict"] == "supported"
            yield {"claim": claim, **dict(zip(PLACE, place, strict=True)), **row, "causal_wording": causal}


def _judge_composite(parts: pd.DataFrame, place: Place, verdicts: Verdicts) -> dict[str, object]:
    known = [verdict for part in parts["part"] if (verdict := _part_verdict(part, place, verdicts))]
    return {
        "verdict": combine(known, str(parts["relation"].iloc[0])),
        "unit": "parts",
        "asked": len(known),
        "support": known.count("supported"),
        "counter": known.count("contradicted"),
    }


def _judge_covariation(
    parts: pd.DataFrame, cases: list[str], verdicts: Verdicts, derived: set[str], min_cases: int
) -> dict[str, object]:
    found = []
    for case in cases:
        place = ("derivation" if case in derived else "test", "municipality", case)
        words = {part: _part_verdict(part, place, verdicts) for part in parts["part"]}
        if None not in words.values() and "insufficient" not in words.values():
            has = {part: word == "supported" for part, word in words.items()}
            conditions = parts.loc[parts["relation"] == "condition", "part"]
            outcome = parts.loc[parts["relation"] == "outcome", "part"].iloc[0]
            found.append((all(has[part] for part in conditions), has[outcome]))
    agreeing = sum(conditions == outcome for conditions, outcome in found)
    return {
        "verdict": covary(found, min_cases),
        "unit": "cases",
        "asked": len(found),
        "support": agreeing,
        "counter": found.count((True, False)),
        "cut_off": min_cases,
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
    for claim, parts in _wholes(claims):
        relation = str(parts["relation"].iloc[0])
        if relation in SIDE_BY_SIDE:
            continue
        for phase, scope, member in [tuple(place) for name, *place in known if name == claim]:
            place = (phase, scope, member)
            words = {part: word for part in parts["part"] if (word := _part_verdict(part, place, known))}
            whole = known[claim, *place]
            rows += [
                {
                    "claim": claim,
                    **dict(zip(PLACE, place, strict=True)),
                    "part": part,
                    "relation": relation,
                    "part_verdict": word,
                    "verdict": whole,
                    "holds_back": _otherwise(words, part, "supported", relation) != whole,
                    "carries": _otherwise(words, part, "contradicted", relation) != whole,
                }
                for part, word in words.items()
            ]
    return COMPOSITION.of(rows, "composition")


def _otherwise(words: dict[str, str], part: str, verdict: str, relation: str) -> str:
    """What the whole would be if this one part had another verdict."""
    return combine(list({**words, part: verdict}.values()), relation)


def _wholes(claims: ClaimTables) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every composite and covariation with its rows of CLAIM_PARTS, parts before wholes."""
    parts = claims["claim_parts"]
    of_claim = dict(iter(parts[parts["relation"].isin([*TOGETHER, *SIDE_BY_SIDE])].groupby("claim", sort=False)))
    graph = {claim: list(rows["part"]) for claim, rows in of_claim.items()}
    yield from ((claim, of_claim[claim]) for claim in TopologicalSorter(graph).static_order() if claim in of_claim)


def known_verdicts(verdicts: pd.DataFrame) -> Verdicts:
    """(claim, phase, scope, member) to verdict, of the rows of VERDICTS."""
    places = verdicts[["claim", *PLACE]].itertuples(index=False, name=None)
    return dict(zip(places, verdicts["verdict"], strict=True))


def _sources(claim: str, claims: ClaimTables) -> set[str]:
    sources = claims["claim_sources"]
    return set(sources.loc[sources["claim"] == claim, "municipality"])


def _scopes(parts: list[str], verdicts: Verdicts, cases: set[str], derived: set[str]) -> list[Place]:
    """The scopes of a composite: those of its parts, in the phases of which it has cases itself."""
    phases = {"derivation": bool(cases & derived), "test": bool(cases - derived)}
    found: list[Place] = []
    for part, phase, scope, member in verdicts:
        own = ("derivation" if member in derived else "test") if scope == "municipality" else phase
        if part in parts and phases[own]:
            found.append((own, scope, member))
    return list(dict.fromkeys(found))


def _part_verdict(part: str, place: Place, verdicts: Verdicts) -> str | None:
    """The verdict on a part in a scope; for a municipality in whichever phase the part has it."""
    phase, scope, member = place
    other = "test" if phase == "derivation" else "derivation"
    found = verdicts.get((part, phase, scope, member))
    return found or (verdicts.get((part, other, scope, member)) if scope == "municipality" else None)
