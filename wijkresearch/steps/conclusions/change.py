"""What changed: claims held against cases they were not derived from, and verdicts beside those of an earlier run."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.steps.conclusions.ballots import STRENGTH, label
from wijkresearch.steps.conclusions.respondents import ClaimTables
from wijkresearch.tables import CASE_CHANGES, PUBLISHED_SUPPORT, REPLICATION, REREAD_VERDICTS, VERDICT_CHANGES

PLACE = ["claim", "phase", "scope", "member"]


def compare_cases(verdicts: pd.DataFrame) -> pd.DataFrame:
    """REPLICATION: per claim the cases in which it is supported, derivation and test apart, and one overall word.

    *replicated*: every test case supports it; *partly*: some do, or partly; *not_replicated*: none does;
    *untested*: there is no test case with enough respondents. Across cases a label is given from four cases on.

    Args:
        verdicts: VERDICTS.
    """
    cases = verdicts[verdicts["scope"] == "municipality"]
    rows = []
    for claim in verdicts["claim"].unique():
        of_claim = cases[cases["claim"] == claim]
        derivation = of_claim.loc[of_claim["phase"] == "derivation", "verdict"]
        test = of_claim.loc[(of_claim["phase"] == "test") & (of_claim["verdict"] != "insufficient"), "verdict"]
        judged, supported = len(derivation) + len(test), int(of_claim["verdict"].eq("supported").sum())
        rows.append(
            {
                "claim": claim,
                "derivation_cases": len(derivation),
                "derivation_supported": int(derivation.eq("supported").sum()),
                "test_cases": len(test),
                "test_supported": int(test.eq("supported").sum()),
                "replication": _replication(test),
                "across_cases": label(supported, judged) if judged >= 4 else None,
            }
        )
    return REPLICATION.check(pd.DataFrame(rows, columns=REPLICATION.column_names), "replication")


def _replication(test: pd.Series) -> str:
    if test.empty:
        return "untested"
    if test.eq("supported").all():
        return "replicated"
    return "partly" if test.isin(["supported", "partly_supported"]).any() else "not_replicated"


def compare_with_new_case(verdicts: pd.DataFrame) -> pd.DataFrame:
    """CASE_CHANGES: what every case that a claim was not derived from does to it.

    A claim *stands* when the new case is as strong as the cases it came from, *falls* when the new case contradicts it,
    *weakens* in between, and *cannot_be_told* when either side has too few respondents. Nothing is added up.

    Args:
        verdicts: VERDICTS.
    """
    columns = ["claim", "verdict", "support", "asked"]
    derivation = verdicts[(verdicts["phase"] == "derivation") & (verdicts["scope"] == "overall")][columns]
    derivation = derivation.set_index("claim").add_prefix("derivation_").reset_index()
    test = verdicts[(verdicts["phase"] == "test") & (verdicts["scope"] == "municipality")]
    named = {"verdict": "test_verdict", "support": "test_support", "asked": "test_asked", "member": "municipality"}
    both = test[[*columns, "member"]].rename(columns=named).merge(derivation, on="claim", validate="many_to_one")
    both["change"] = [
        _case_change(before, after)
        for before, after in zip(both["derivation_verdict"], both["test_verdict"], strict=True)
    ]
    return CASE_CHANGES.check(both[CASE_CHANGES.column_names], "what a new case changes")


def _case_change(derivation: str, test: str) -> str:
    if "insufficient" in (derivation, test):
        return "cannot_be_told"
    if STRENGTH[test] >= STRENGTH[derivation]:
        return "stands"
    return "falls" if test == "contradicted" else "weakens"


def compare_verdicts(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """VERDICT_CHANGES: every verdict of two runs, codings or studies side by side, in the order of `after`.

    Args:
        before: VERDICTS of the earlier run.
        after: VERDICTS of the later run.
    """
    columns = [*PLACE, "verdict", "support", "asked", "counter"]
    earlier = before[columns].rename(columns={"verdict": "before"})
    later = after[columns].rename(columns={"verdict": "after"})
    both = later.merge(
        earlier, on=PLACE, how="outer", suffixes=("_after", "_before"), validate="one_to_one", sort=False
    )
    both["change"] = [_change(row) for row in both.to_dict("records")]
    order = pd.concat([after, before])[PLACE].drop_duplicates()
    both = order.merge(both, on=PLACE, validate="one_to_one")
    return VERDICT_CHANGES.check(both[VERDICT_CHANGES.column_names], "what changed")


def compare_reread(verdicts: pd.DataFrame, others: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """REREAD_VERDICTS: every verdict beside the same one under each other reading; no rows where there is none.

    Args:
        verdicts: VERDICTS from the reading that results rest on.
        others: whose other reading it is to VERDICTS from that reading.
    """
    changes = [compare_verdicts(verdicts, again).assign(reading=reading) for reading, again in others.items()]
    if not changes:
        return REREAD_VERDICTS.empty()
    return REREAD_VERDICTS.check(pd.concat(changes, ignore_index=True)[REREAD_VERDICTS.column_names])


def _change(row: dict[str, object]) -> str:
    before, after = row["before"], row["after"]
    if pd.isna(before):
        return "new"
    if pd.isna(after):
        return "gone"
    if before == after:
        counts = ("support", "asked", "counter")
        pairs = [(row[f"{name}_before"], row[f"{name}_after"]) for name in counts]
        same = all(was == now or (pd.isna(was) and pd.isna(now)) for was, now in pairs)
        return "unchanged" if same else "recounted"
    if "insufficient" in (before, after):
        return "undecided"
    return "stronger" if STRENGTH[str(after)] > STRENGTH[str(before)] else "weaker"


def compare_with_statements(verdicts: pd.DataFrame, claims: ClaimTables, statements: pd.DataFrame) -> pd.DataFrame:
    """PUBLISHED_SUPPORT: every printed "n of the respondents" beside the recount over the cases it came from.

    Respondents are added up over the cases, because a claim of which every case must hold counts cases and not people.
    A statement of the form "one in every municipality" counts cases: those in which a respondent supports it, out of
    those in which anybody was asked.

    Args:
        verdicts: VERDICTS.
        claims: the tables of the claims; `statement` says which printed statement a claim restates.
        statements: PUBLISHED_STATEMENTS.
    """
    restating = claims["claims"].loc[claims["claims"]["statement"].notna(), ["claim", "statement"]]
    printed = statements[["statement", "respondents", "of", "among"]]
    printed = printed.rename(columns={"respondents": "printed_respondents", "of": "printed_of"})
    both = restating.merge(printed, on="statement", validate="many_to_one")
    both = both.merge(_count_derivation(verdicts), on="claim", validate="one_to_one")
    in_cases = both["among"] == "municipalities"
    both["support"] = both["support"].mask(in_cases, both["support_cases"])
    both["asked"] = both["asked"].mask(in_cases, both["asked_cases"])
    same = (both["support"] == both["printed_respondents"]) & (both["asked"] == both["printed_of"])
    both["agreement"] = same.map({True: "equal", False: "different"})
    return PUBLISHED_SUPPORT.check(both[PUBLISHED_SUPPORT.column_names], "published statements against recount")


def _count_derivation(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Per claim who supports it and who was asked in the derivation cases, and in how many of these anybody did."""
    cases = verdicts[(verdicts["scope"] == "municipality") & (verdicts["phase"] == "derivation")]
    counted = cases.assign(support_cases=cases["support"] > 0, asked_cases=cases["asked"] > 0)
    summed = ["support", "asked", "support_cases", "asked_cases"]
    return counted.groupby("claim", sort=False)[summed].sum().reset_index()
