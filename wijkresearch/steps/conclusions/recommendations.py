"""Recommendations with their reasons: never a verdict, but where the reason is found and what speaks against it."""

from __future__ import annotations

import pandas as pd

from wijkresearch.tables import RECOMMENDATIONS
from wijkresearch.tables.claims import ClaimTables
from wijkresearch.tables.conclusions import over_derivation


def list_recommendations(claims: ClaimTables, verdicts: pd.DataFrame) -> pd.DataFrame:
    """RECOMMENDATIONS: in which cases the reason of each is found, what comes first, and what speaks against it.

    A reason is found in a case when every claim that it rests on is supported there by itself. What speaks against it
    is named where it is supported over the cases that it came from.

    Args:
        claims: the tables of the claims.
        verdicts: VERDICTS.
    """
    overall = over_derivation(verdicts)
    holding = set(overall.loc[overall["verdict"] == "supported", "claim"])
    per_case = verdicts[verdicts["scope"] == "municipality"]
    parts = claims["claim_parts"]
    rows = []
    for claim in claims["claims"].loc[claims["claims"]["kind"] == "recommendation", "claim"]:
        named = parts[parts["claim"] == claim].groupby("relation", sort=False)["part"].agg(list).to_dict()
        cases = per_case[per_case["claim"].isin(named["rests_on"])].groupby("member", sort=False)["verdict"].agg(list)
        judged = {case: words for case, words in cases.items() if "insufficient" not in words}
        whole = [case for case, words in judged.items() if set(words) == {"supported"}]
        rows.append(
            {
                "claim": claim,
                "reasons": ", ".join(named["rests_on"]),
                "cases": len(judged),
                "cases_with_reason": len(whole),
                "reason_in": ", ".join(map(str, whole)),
                "partly_in": ", ".join(
                    str(case) for case, words in judged.items() if "supported" in words and case not in whole
                ),
                "after": ", ".join(named.get("after", [])),
                "against": ", ".join(part for part in named.get("against", []) if part in holding),
            }
        )
    return RECOMMENDATIONS.of(rows, "recommendations")
