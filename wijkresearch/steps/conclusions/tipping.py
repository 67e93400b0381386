"""What would tip a verdict: the smallest change of codings that gives another one, also of a composite."""

from __future__ import annotations

from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.ballots import Ballot, Tip, order_of_tips
from wijkresearch.steps.conclusions.composition import judge_wholes, known_verdicts, list_wholes
from wijkresearch.steps.conclusions.record import Record
from wijkresearch.steps.conclusions.verdicts import Judging
from wijkresearch.tables import TIPPING
from wijkresearch.tables.claims import ClaimTables
from wijkresearch.tables.conclusions import over_derivation

OVERALL = ("derivation", "overall", "all")
"""The place of a verdict over the cases that a claim came from."""


def list_tips(claims: ClaimTables, record: Record, verdicts: pd.DataFrame) -> pd.DataFrame:
    """TIPPING: for every claim the smallest change that gives its verdict over the derivation cases another word.

    For a claim that follows from others it is the smallest change of one claim under it that comes through. A claim
    that no change of one claim tips has no row: one that two parts hold back, or about which nothing can be said.

    Args:
        claims: the tables of the claims.
        record: what they are judged on.
        verdicts: VERDICTS.
    """
    overall = over_derivation(verdicts).set_index("claim")
    judging = Judging(claims, record)
    tips = [
        {**_change(tip), "claim": claim, "through": claim, "unit": judging.changes_in(claim)}
        | {"verdict": overall.loc[claim, "verdict"], "tipped": tip.verdict}
        for claim in judging.single
        for phase, heard in judging.overall(claim)
        if phase == "derivation"
        for tip in _to_each_verdict(judging.ballot(claim, heard))
    ]
    composites = [claim for claim in overall.index if claim not in judging.single]
    rows = [*tips, *_composites(composites, tips, claims, record, verdicts[verdicts["phase"] == "derivation"])]
    order = {claim: place for place, claim in enumerate(claims["claims"]["claim"])}
    found = pd.DataFrame(rows, columns=TIPPING.column_names).drop_duplicates("claim")
    return TIPPING.check(
        found.sort_values("claim", key=lambda named: named.map(order), kind="stable"), "what would tip"
    )


def _to_each_verdict(ballot: Ballot) -> list[Tip]:
    """The smallest change to every other verdict, smallest first."""
    found: dict[str, Tip] = {}
    for tip in sorted(ballot.tips(), key=order_of_tips):
        found.setdefault(tip.verdict, tip)
    return list(found.values())


def _composites(
    composites: list[str], tips: list[dict[str, Any]], claims: ClaimTables, record: Record, verdicts: pd.DataFrame
) -> list[dict[str, Any]]:
    """For each composite the smallest of the changes of single claims that gives it another verdict."""
    known, cases = known_verdicts(verdicts), list(record.documents["municipality"].unique())
    wholes = list_wholes(claims)
    singles = {place: verdict for place, verdict in known.items() if place[0] not in composites}
    found: dict[str, dict[str, Any]] = {}
    for tip in sorted(tips, key=lambda row: row["changes"]):
        changed = {**singles, (tip["claim"], *OVERALL): tip["tipped"]}
        for row in judge_wholes(wholes, changed, cases):
            claim, place = row["claim"], (row["phase"], row["scope"], row["member"])
            now = known.get((claim, *OVERALL))
            if place == OVERALL and claim not in found and row["verdict"] != now:
                found[claim] = {**tip, "claim": claim, "verdict": now, "tipped": row["verdict"]}
    return list(found.values())


def _change(tip: Tip) -> dict[str, Any]:
    """The columns of TIPPING that say what changes."""
    return {
        "changes": tip.changes,
        "more_support": tip.support,
        "more_counter": tip.counter,
        "place": tip.where or None,
    }
