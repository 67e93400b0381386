"""Answers that follow from other claims: problems, answers to questions, recommendations. A part that falls drags them.

The whole is as strong as: `all_of` its weakest part, `any_of` its strongest, `most_of` the strength that more than half
of the parts reach. A recommendation rests on all that it answers. A part about which nothing can be said may turn out
either way: the whole is judged with that part contradicted and with it supported, and when the two differ nothing can
be said about the whole either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

import pandas as pd

from wijkresearch.steps.conclusions.ballots import STRENGTH
from wijkresearch.tables import COMPOSITION, VERDICTS

ClaimTables = Mapping[str, pd.DataFrame]
SCALE = sorted((word for word in STRENGTH if word != "insufficient"), key=STRENGTH.__getitem__)
PLACE = ["phase", "scope", "member"]


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


def compose(claims: ClaimTables, singles: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """VERDICTS of the composite claims, one for every scope in which at least one part has a verdict.

    A composite's own `claim_sources` decide which municipality is derivation and which is test.

    Args:
        claims: the tables of the claims.
        singles: VERDICTS of the claims that are not composites.
        documents: DOCUMENTS; says which cases there are.
    """
    cases = set(documents["municipality"])
    verdicts = dict(zip(_places(singles), singles["verdict"], strict=True))
    kinds = dict(zip(claims["claims"]["claim"], claims["claims"]["kind"], strict=True))
    rows = []
    for claim, parts, relation in _composites(claims):
        for place in _scopes(parts, verdicts, cases, _sources(claim, claims)):
            known = [verdict for part in parts if (verdict := _part_verdict(part, place, verdicts))]
            verdict = combine(known, relation)
            verdicts[claim, *place] = verdict
            wording = kinds[claim] == "causal" and verdict == "supported"
            rows.append((claim, *place, verdict, wording))
    columns = ["claim", *PLACE, "verdict", "causal_wording"]
    return VERDICTS.check(pd.DataFrame(rows, columns=columns).reindex(columns=VERDICTS.column_names), "composites")


def explain_composition(claims: ClaimTables, verdicts: pd.DataFrame) -> pd.DataFrame:
    """COMPOSITION: for every composite answer its parts, their verdicts, and which of them hold it back or carry it.

    Args:
        claims: the tables of the claims.
        verdicts: VERDICTS of all claims.
    """
    known = dict(zip(_places(verdicts), verdicts["verdict"], strict=True))
    rows = []
    for claim, parts, relation in _composites(claims):
        for place in [place for name, *place in known if name == claim]:
            words = {part: word for part in parts if (word := _part_verdict(part, tuple(place), known))}
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
    return COMPOSITION.check(pd.DataFrame(rows, columns=COMPOSITION.column_names), "composition")


def _otherwise(words: dict[str, str], part: str, verdict: str, relation: str) -> str:
    """What the whole would be if this one part had another verdict."""
    return combine(list({**words, part: verdict}.values()), relation)


def _composites(claims: ClaimTables) -> Iterator[tuple[str, list[str], str]]:
    """Every composite with its parts and relation, parts before wholes."""
    parts = claims["claim_parts"]
    graph = {claim: list(rows) for claim, rows in parts.groupby("claim", sort=False)["part"]}
    relations = dict(zip(parts["claim"], parts["relation"], strict=True))
    for claim in TopologicalSorter(graph).static_order():
        if claim in graph:
            yield claim, graph[claim], relations[claim]


def _places(verdicts: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(verdicts[["claim", *PLACE]].itertuples(index=False, name=None))


def _sources(claim: str, claims: ClaimTables) -> set[str]:
    sources = claims["claim_sources"]
    return set(sources.loc[sources["claim"] == claim, "municipality"])


def _scopes(
    parts: list[str], verdicts: dict[tuple[str, ...], str], cases: set[str], derived: set[str]
) -> list[tuple[str, ...]]:
    """The scopes of a composite: those of its parts, in the phases of which it has cases itself."""
    phases = {"derivation": bool(cases & derived), "test": bool(cases - derived)}
    found = []
    for part, phase, scope, member in verdicts:
        own = ("derivation" if member in derived else "test") if scope == "municipality" else phase
        if part in parts and phases[own]:
            found.append((own, scope, member))
    return list(dict.fromkeys(found))


def _part_verdict(part: str, place: tuple[str, ...], verdicts: dict[tuple[str, ...], str]) -> str | None:
    """The verdict on a part in a scope; for a municipality in whichever phase the part has it."""
    phase, scope, member = place
    other = "test" if phase == "derivation" else "derivation"
    found = verdicts.get((part, phase, scope, member))
    return found or (verdicts.get((part, other, scope, member)) if scope == "municipality" else None)
