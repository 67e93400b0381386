"""How firm a verdict is: judged again without each respondent, municipality or perspective."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.record import Record
from wijkresearch.steps.conclusions.verdicts import Judging, answer_overall, rests
from wijkresearch.tables import ROBUSTNESS
from wijkresearch.tables.claims import ClaimTables

KEY = ["claim", "phase"]
COUNTED = ["verdict", "asked", "support", "counter"]


def compare_left_out(claims: ClaimTables, record: Record) -> pd.DataFrame:
    """ROBUSTNESS: each overall verdict without each respondent, each municipality and each perspective in turn.

    Composites are judged without municipalities and perspectives; without single respondents their parts are.

    Args:
        claims: the tables of the claims.
        record: what they are judged on.
    """
    judging = Judging(claims, record)
    whole = answer_overall(judging)[[*KEY, *COUNTED]]
    columns = [*KEY, "without", "member", *COUNTED]
    found = [pd.DataFrame(_without_respondents(judging), columns=columns)]
    documents = record.documents
    for column in ("municipality", "perspective"):
        for member in documents.loc[documents["kind"] == "interview", column].unique():
            left = judging.only(documents.loc[documents[column] != member, "document"])
            judged = answer_overall(left)[[*KEY, *COUNTED]]
            found.append(judged.assign(without=column, member=member))
    return _beside_whole(pd.concat(found, ignore_index=True), whole)


def _without_respondents(judging: Judging) -> Iterator[dict[str, Any]]:
    for claim in judging.single:
        for phase, scope in judging.overall(claim):
            for document, ballot in rests(judging, claim, scope, judging.ballot(claim, scope)):
                tally = ballot.tally
                yield {
                    "claim": claim,
                    "phase": phase,
                    "without": "respondent",
                    "member": document,
                    "verdict": ballot.verdict_of_rest,
                    "asked": tally.asked,
                    "support": tally.support,
                    "counter": tally.counter,
                }


def _beside_whole(found: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """The verdicts found, each with the verdict on the whole; what cannot be judged on the whole is left out."""
    named = whole[[*KEY, "verdict"]].rename(columns={"verdict": "whole_verdict"})
    both = found.merge(named, on=KEY, validate="many_to_one")
    both["changes"] = both["verdict"] != both["whole_verdict"]
    return ROBUSTNESS.check(both[ROBUSTNESS.column_names], "robustness")
