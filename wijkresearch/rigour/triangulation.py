"""Does a claim rest on one kind of source? Claim × perspective × case, and what was said against what was seen.

Sources: Denzin (1978) The Research Act, on triangulation of data and of methods; Lincoln & Guba (1985) Naturalistic
Inquiry, pp. 309–313, on negative cases. Who was not asked is not silent, and nothing seen is not evidence against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, raise_if_any
from wijkresearch.study import OBSERVATION, Study
from wijkresearch.tables.triangulation import (
    METHODS,
    NEGATIVE_CASES,
    NEGATIVE_RESPONDENTS,
    QUOTE_BALANCE,
    TRIANGULATION,
)


@dataclass(frozen=True)
class Sources:
    """On which sources the claims of a study rest.

    `grid` conforms to TRIANGULATION, `negative_cases` to NEGATIVE_CASES, `negative_respondents` to
    NEGATIVE_RESPONDENTS, `methods` to METHODS, and `quotes`, whom the report quotes, to QUOTE_BALANCE: it is empty
    where no quote is known.
    """

    grid: pd.DataFrame
    negative_cases: pd.DataFrame
    negative_respondents: pd.DataFrame
    methods: pd.DataFrame
    quotes: pd.DataFrame


def compare_sources(study: Study, respondents: pd.DataFrame, passages: pd.DataFrame) -> Sources:
    """Who speaks for and against every claim, interviews against observations, and who is quoted.

    Args:
        study: a study; the attributions that it published say who is quoted.
        respondents: CLAIM_RESPONDENTS.
        passages: VERDICT_EVIDENCE.

    Raises:
        StudyError: a passage or respondent is of a document that is not in the register.
    """
    grid = triangulate(respondents, passages, study.documents)
    quoted = study.published.get("attributions")
    none = quoted is None or not quoted["document"].isin(study.documents["document"]).any()
    return Sources(
        grid=grid,
        negative_cases=list_negative_cases(passages),
        negative_respondents=count_negative_respondents(respondents, study.documents),
        methods=compare_methods(grid),
        quotes=QUOTE_BALANCE.empty() if none else balance_quotes(quoted, study.documents),
    )


def triangulate(respondents: pd.DataFrame, passages: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """TRIANGULATION: per claim, perspective and case who supports, who counters, who is silent and who was not asked.

    An observation is a perspective of its own, whoever was observed.

    Args:
        respondents: CLAIM_RESPONDENTS: which interviews are eligible and asked, and what they say, per claim.
        passages: VERDICT_EVIDENCE: the passages for and against, per claim; observations are taken from here.
        documents: DOCUMENTS.

    Raises:
        StudyError: a passage or respondent is of a document that is not in the register.
    """
    raise_if_any(_unknown(respondents, passages, documents))
    cells = _stances(respondents, passages, documents)
    asked = cells["kind"].eq("observation") | cells["asked"]
    counted = cells.assign(
        not_asked=~asked,
        supporting=asked & cells["support"] & ~cells["counter"],
        countering=asked & cells["counter"] & ~cells["support"],
        divided=asked & cells["support"] & cells["counter"],
        silent=asked & ~cells["support"] & ~cells["counter"],
    )
    groups = counted.groupby(["claim", "municipality", "perspective", "kind"], sort=False)
    names = ["not_asked", "supporting", "countering", "divided", "silent"]
    rows = groups[names].sum().assign(documents=groups.size()).reset_index()
    return TRIANGULATION.check(rows[TRIANGULATION.column_names], "triangulation")


def list_negative_cases(passages: pd.DataFrame) -> pd.DataFrame:
    """NEGATIVE_CASES: every passage that counters a claim.

    Args:
        passages: VERDICT_EVIDENCE.
    """
    against = passages[passages["stance"] == "counter"]
    supporting = set(
        passages.loc[passages["stance"] == "support", ["claim", "document"]].itertuples(index=False, name=None)
    )
    divided = [(row.claim, row.document) in supporting for row in against.itertuples()]
    rows = against.assign(divided=pd.array(divided, dtype="boolean"))
    return NEGATIVE_CASES.check(rows[NEGATIVE_CASES.column_names], "negative cases")


def count_negative_respondents(respondents: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """NEGATIVE_RESPONDENTS: who carries the contradictions, those who counter most claims first.

    Args:
        respondents: CLAIM_RESPONDENTS.
        documents: DOCUMENTS.
    """
    asked = respondents[respondents["asked"].astype(bool)]
    counters = asked["counters"].astype(bool)
    counted = asked.assign(countered=counters, divided=counters & asked["supports"].astype(bool))
    groups = counted.groupby("document")
    rows = groups[["countered", "divided"]].sum().assign(asked=groups.size()).reset_index()
    rows = documents[["document", "municipality", "perspective"]].merge(rows, on="document", validate="one_to_one")
    rows = rows.sort_values(["countered", "divided"], ascending=False, kind="stable")
    return NEGATIVE_RESPONDENTS.check(rows[NEGATIVE_RESPONDENTS.column_names], "negative respondents")


def compare_methods(triangulation: pd.DataFrame) -> pd.DataFrame:
    """METHODS: per claim and case what interviews say against what observations show.

    Args:
        triangulation: TRIANGULATION.
    """
    both = triangulation.assign(
        voices_for=triangulation["supporting"] + triangulation["divided"],
        voices_against=triangulation["countering"] + triangulation["divided"],
    )
    rows = triangulation[["claim", "municipality"]].drop_duplicates()
    for kind, word in (("interview", "said"), ("observation", "seen")):
        here = both[both["kind"] == kind].groupby(["claim", "municipality"])
        names = {"voices_for": f"{word}_for", "voices_against": f"{word}_against", "documents": f"{word}_documents"}
        counts = here[list(names)].sum().rename(columns=names).reset_index()
        rows = rows.merge(counts, on=["claim", "municipality"], how="left", validate="one_to_one")
    rows = rows.fillna(0).rename(columns={"seen_documents": "observations"})
    rows["comparison"] = [_method_word(row) for row in rows.itertuples()]
    return METHODS.check(rows[METHODS.column_names], "methods")


def balance_quotes(quoted: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """QUOTE_BALANCE: how often every document is quoted, also those that never are.

    Args:
        quoted: one row per quote, with its `document`, such as PUBLISHED_ATTRIBUTIONS.
        documents: DOCUMENTS; quotes of other documents are not counted here: the audit names those.
    """
    times = quoted.groupby("document").size()
    rows = documents[["document", "municipality", "perspective", "kind"]].copy()
    rows["quotes"] = times.reindex(rows["document"], fill_value=0).to_numpy()
    total = int(rows["quotes"].sum())
    rows["share"] = rows["quotes"] / total if total else float("nan")
    rows["even_share"] = 1 / max(len(rows), 1)
    return QUOTE_BALANCE.check(rows, "quote balance")


def _stances(respondents: pd.DataFrame, passages: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Every claim with every document: was it asked, does it support, does it counter?"""
    claims = pd.concat([respondents["claim"], passages["claim"]]).drop_duplicates()
    register = documents[["document", "municipality", "perspective", "kind"]]
    register = register.assign(perspective=register["perspective"].mask(register["kind"] == "observation", OBSERVATION))
    cells = pd.DataFrame({"claim": claims}).merge(register, how="cross")
    key = ["claim", "document"]
    asked = respondents.loc[respondents["asked"].astype(bool), key].drop_duplicates().assign(asked=True)
    cells = cells.merge(asked, on=key, how="left", validate="one_to_one")
    seen = passages[passages["kind"] == "observation"]
    for stance in ("support", "counter"):
        said = respondents.loc[respondents[f"{stance}s"].astype(bool), key]
        voiced = pd.concat([said, seen.loc[seen["stance"] == stance, key]]).drop_duplicates().assign(**{stance: True})
        cells = cells.merge(voiced, on=key, how="left", validate="one_to_one")
    flags = ["asked", "support", "counter"]
    cells[flags] = cells[flags].astype("boolean").fillna(value=False).astype(bool)
    return cells


def _unknown(respondents: pd.DataFrame, passages: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Problem]:
    known = set(documents["document"])
    for name, rows in (("claim respondents", respondents), ("verdict evidence", passages)):
        for document in sorted(set(rows["document"]) - known):
            yield Problem(name, f"document '{document}' is not in the register", "a document of documents.csv")


def _method_word(row: Any) -> str:
    """Which way interviews and observations point, in one word."""
    said_for, said_against = row.said_for > 0, row.said_against > 0
    seen_for, seen_against = row.seen_for > 0, row.seen_against > 0
    if not row.observations:
        return "no_observation"
    said, seen = said_for or said_against, seen_for or seen_against
    if not (said and seen):
        return "only_said" if said else "only_seen" if seen else "neither"
    if (said_for and said_against) or (seen_for and seen_against):
        return "mixed"
    return "same" if said_for == seen_for else "opposed"
