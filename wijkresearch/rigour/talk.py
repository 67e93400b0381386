"""What coders made of their differences when they talked: which are settled, as whom, and which are open."""

from __future__ import annotations

import pandas as pd

from wijkresearch.coder_agreement import join_overlapping_passages
from wijkresearch.study import AGREED, overlapping
from wijkresearch.tables import TALK

KEY = list(TALK.key)


def follow_talk(disagreements: pd.DataFrame, evidence: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """TALK: every difference between coders with what became of it, and decisions where coders did not differ.

    A difference is settled when a decision is about part of its passage and its code. Whose reading it became is told
    by where the code stands since.

    Args:
        disagreements: DISAGREEMENTS.
        evidence: EVIDENCE of every coder, with the codings of `AGREED`.
        decisions: DECISIONS.
    """
    found = disagreements[[*KEY, "first_coder", "second_coder"]]
    settled = overlapping(found, decisions)
    beyond = decisions[~overlapping(decisions, disagreements)]
    given = join_overlapping_passages(evidence)
    per_code = dict(iter(given.groupby(["document", "code"])))
    outcomes = [
        _outcome(row, per_code[row.document, row.code]) if there else "open"
        for row, there in zip(found.itertuples(), settled, strict=True)
    ]
    rows = pd.concat([found[KEY].assign(outcome=outcomes), beyond[KEY].assign(outcome="beyond")], ignore_index=True)
    # A passage that two others read differently from the first is one thing to talk about.
    order = {name: place for place, name in enumerate(("first", "another", "otherwise", "open", "beyond"))}
    rows = rows.sort_values(
        [*KEY, "outcome"], key=lambda column: column.map(order) if column.name == "outcome" else column
    )
    return TALK.check(rows.drop_duplicates(KEY), "talk")


def _outcome(row: object, given: pd.DataFrame) -> str:
    """As whom coders decided on one difference: `first`, `another` or `otherwise`."""
    here = given[(given["start"] < row.end) & (given["end"] > row.start)]  # type: ignore[attr-defined]
    spans = {coder: set(zip(rows["start"], rows["end"], strict=True)) for coder, rows in here.groupby("coder")}
    agreed = spans.get(AGREED, set())
    if agreed == spans.get(row.first_coder, set()):  # type: ignore[attr-defined]
        return "first"
    return "another" if agreed == spans.get(row.second_coder, set()) else "otherwise"  # type: ignore[attr-defined]
