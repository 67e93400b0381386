"""What changed: claims held against cases they were not derived from, and verdicts beside those of an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from wijkresearch.steps.conclusions.ballots import STRENGTH, label
from wijkresearch.tables import CASE_CHANGES, PUBLISHED_SUPPORT, REPLICATION, REREAD_VERDICTS, VERDICT_CHANGES
from wijkresearch.tables.claims import ClaimTables
from wijkresearch.tables.conclusions import over_derivation

PLACE = ["claim", "phase", "scope", "member"]


def compare_cases(verdicts: pd.DataFrame, expectations: pd.DataFrame) -> pd.DataFrame:
    """REPLICATION: per claim the cases in which it holds by itself, derivation and test apart, and one overall word.

    Replication is meant as Yin does: literal when a further case shows the same, theoretical when it shows the contrary
    and that was predicted. One case that contradicts a claim unpredicted decides the overall word, however many others
    support it; *untested* has no test case in which enough was said. Across cases a label is given from four cases on.

    Args:
        verdicts: VERDICTS.
        expectations: CLAIM_EXPECTATIONS.
    """
    cases = verdicts[verdicts["scope"] == "municipality"]
    predicted = _predicted(cases, expectations) == "contradicted"
    cases = cases.assign(verdict=cases["verdict"].mask(predicted & cases["verdict"].eq("contradicted"), "contrast"))
    known = over_derivation(verdicts).set_index("claim")["verdict"]
    rows = [
        {"claim": claim, "verdict": known.get(claim, "insufficient"), **_replicate(cases[cases["claim"] == claim])}
        for claim in verdicts["claim"].unique()
    ]
    return REPLICATION.of(rows, "replication")


PLACES = {
    "test_in": ("supported",),
    "contrast_in": ("contrast",),
    "contradicted_in": ("contradicted",),
    "partly_in": ("partly_supported", "mixed"),
    "not_found_in": ("not_supported",),
    "too_little_in": ("insufficient",),
}
"""Column of REPLICATION to the verdicts of the test cases that it names."""


def _replicate(cases: pd.DataFrame) -> dict[str, object]:
    """The columns of REPLICATION from the verdicts of one claim in every case."""
    derivation, test = (cases[cases["phase"] == phase] for phase in ("derivation", "test"))
    holding = derivation.loc[derivation["verdict"] == "supported", "member"]
    named = {name: list(test.loc[test["verdict"].isin(words), "member"]) for name, words in PLACES.items()}
    judged = len(test) - len(named["too_little_in"])
    supported = len(holding) + len(named["test_in"])
    return {
        "derivation_cases": len(derivation),
        "derivation_supported": len(holding),
        "derivation_in": _listed(holding),
        "test_cases": judged,
        "test_supported": len(named["test_in"]),
        **{name: _listed(members) for name, members in named.items()},
        "replication": _replication(named, judged),
        "across_cases": label(supported, len(derivation) + judged) if len(derivation) + judged >= 4 else None,
    }


def _replication(named: Mapping[str, list[str]], judged: int) -> str:
    if not judged:
        return "untested"
    if named["contradicted_in"]:
        return "contradicted"
    as_said = len(named["test_in"]) + len(named["contrast_in"])
    if as_said == judged:
        return "replicated"
    return "partly" if as_said or named["partly_in"] else "not_found"


def _listed(members: Iterable[str]) -> str | None:
    return ", ".join(members) or None


def _predicted(cases: pd.DataFrame, expectations: pd.DataFrame) -> pd.Series:
    """What was predicted of every row (with `claim` and `member`); missing where nothing was."""
    known = expectations.set_index(["claim", "municipality"])["expected"].to_dict()
    return pd.Series(
        [known.get(place) for place in cases[["claim", "member"]].itertuples(index=False, name=None)],
        index=cases.index,
        dtype="str",
    )


def compare_with_new_case(verdicts: pd.DataFrame, expectations: pd.DataFrame) -> pd.DataFrame:
    """CASE_CHANGES: what every case that a claim was not derived from does to it.

    A claim *stands* when the new case is as strong as the cases it came from, *falls* when the new case contradicts it,
    is *not found there* when too few speak of it (which is no evidence against it), *weakens* in between, and *cannot
    be judged* when either side has too little. Nothing is added up.

    Args:
        verdicts: VERDICTS.
        expectations: CLAIM_EXPECTATIONS.
    """
    counted = ["claim", "verdict", "support", "asked"]
    derivation = over_derivation(verdicts)[counted].set_index("claim").add_prefix("derivation_").reset_index()
    test = verdicts[(verdicts["phase"] == "test") & (verdicts["scope"] == "municipality")]
    test = test.assign(expected=_predicted(test, expectations), municipality=test["member"])
    named = {name: f"test_{name}" for name in ("verdict", "support", "asked", "counter", "cut_off")}
    both = test.rename(columns=named).merge(derivation, on="claim", validate="many_to_one")
    pairs = zip(both["derivation_verdict"], both["test_verdict"], strict=True)
    both["change"] = [_case_change(before, after) for before, after in pairs]
    literal = (both["test_verdict"] == "supported") & (both["expected"] != "contradicted")
    contrast = (both["test_verdict"] == "contradicted") & (both["expected"] == "contradicted")
    both["replication"] = literal.map({True: "literal", False: None}).mask(contrast, "theoretical")
    return CASE_CHANGES.check(both[CASE_CHANGES.column_names], "what a new case changes")


def _case_change(derivation: str, test: str) -> str:
    if "insufficient" in (derivation, test):
        return "cannot_be_judged"
    if STRENGTH[test] >= STRENGTH[derivation]:
        return "stands"
    return {"contradicted": "falls", "not_supported": "not_found_there"}.get(test, "weakens")


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
