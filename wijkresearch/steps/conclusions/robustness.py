"""How firm a verdict is: judged again without each respondent, municipality or perspective."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkresearch.steps.conclusions.ballots import Ballot
from wijkresearch.steps.conclusions.respondents import ClaimTables, list_respondents
from wijkresearch.steps.conclusions.verdicts import Judging, answer_overall
from wijkresearch.tables import ROBUSTNESS

KEY = ["claim", "phase"]


def compare_left_out(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> pd.DataFrame:
    """ROBUSTNESS: each overall verdict without each respondent, each municipality and each perspective in turn.

    Composites are judged without municipalities and perspectives; without single respondents their parts are.

    Args:
        claims: the tables of the claims.
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK.
    """
    whole = _overall(answer_overall(claims, evidence, documents, codebook))
    left_out = _without_respondents(claims, evidence, documents, codebook)
    found = [pd.DataFrame(left_out, columns=[*KEY, "without", "member", "verdict", "asked", "support", "counter"])]
    for column in ("municipality", "perspective"):
        for member in documents.loc[documents["kind"] == "interview", column].unique():
            left = documents[documents[column] != member]
            heard = evidence[evidence["document"].isin(left["document"])]
            found.append(_overall(answer_overall(claims, heard, left, codebook)).assign(without=column, member=member))
    return _beside_whole(pd.concat(found, ignore_index=True), whole)


def _overall(verdicts: pd.DataFrame) -> pd.DataFrame:
    return verdicts[[*KEY, "verdict", "asked", "support", "counter"]]


def _without_respondents(
    claims: ClaimTables, evidence: pd.DataFrame, documents: pd.DataFrame, codebook: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    judging = Judging.of(claims, evidence, codebook)
    respondents = list_respondents(claims, evidence, documents, codebook)
    for (claim, phase), rows in respondents[respondents["asked"]].groupby(KEY, sort=False):
        rests: dict[object, Ballot] = {}
        for row in rows.itertuples():
            alike = row.document if claim in judging.shares else (row.supports, row.counters, row.fails_hoop)
            if alike not in rests:
                rests[alike] = judging.ballot(claim, rows[rows["document"] != row.document])
            tally = rests[alike].tally
            yield {
                "claim": claim,
                "phase": phase,
                "without": "respondent",
                "member": row.document,
                "verdict": rests[alike].verdict_of_rest,
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
