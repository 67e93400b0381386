"""Verdicts in words: what stands, what does not, and how firm that is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.show.claims import VERDICTS, say_headline, say_standing
from wijkresearch.show.markdown import plain
from wijkresearch.show.second_reading import ONE_READING, label_of
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words import catalogue, say
from wijkresearch.words.numbers import enumerate_words

CHANGES = catalogue("conclusions.changes")
WORDS_NL = {
    **dict.fromkeys(("verdict", "part_verdict", "whole_verdict", "derivation_verdict", "test_verdict"), VERDICTS["nl"]),
    "change": CHANGES["nl"],
}
PICTURE_WORDS = catalogue("conclusions.picture")


def say_answers(
    replication: pd.DataFrame, claims: pd.DataFrame, *, questions: Mapping[str, str], names: Mapping[str, str]
) -> str:
    """The answer to every question as Markdown: the composite claims that answer it, and in which cases they hold.

    Args:
        replication: REPLICATION.
        claims: CLAIMS.
        questions: id to text, in the order of presentation.
        names: id to name of the cases.
    """
    answering = claims.loc[claims["composite"], ["claim", "text_nl", "answers"]]
    composite = answering.merge(replication, on="claim", validate="one_to_one")
    parts = []
    for question, text in questions.items():
        answers = [
            f"- {plain(row.text_nl)} **{say_headline(row, names)}.** {say_standing(row, names)}".rstrip()
            for row in composite[composite["answers"] == question].itertuples()
        ]
        parts.append("\n".join([f"**{plain(text)}**", "", *(answers or [f"- {say('conclusions', 'no_answer')}"])]))
    return "\n\n".join(parts)


def say_verdict_totals(verdicts: pd.DataFrame, claims: pd.DataFrame) -> str:
    """How many claims got which verdict over the cases that they were derived from, in one sentence."""
    overall = over_derivation(verdicts)
    totals = overall["verdict"].value_counts().reindex(list(VERDICTS["nl"])).dropna().astype(int)
    named = enumerate_words(f"{count} {VERDICTS['nl'][verdict]}" for verdict, count in totals.items())
    if totals.empty:
        return say("conclusions", "none")
    return say("conclusions", "totals", judged=totals.sum(), claims=len(claims), named=named)


def say_verdict_changes(changes: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """Which verdicts differ with each other reading, in a sentence for each; or that there is no other reading.

    Args:
        changes: REREAD_VERDICTS.
        coders: id to label.
    """
    if changes.empty:
        return ONE_READING["nl"]
    readings = changes.groupby("reading", sort=False)
    return " ".join(_say_reread(rows, label_of(str(reading), coders)) for reading, rows in readings)


def _say_reread(changes: pd.DataFrame, coder: str) -> str:
    """Which verdicts differ with one other reading."""
    overall = changes[(changes["scope"] == "overall") & (changes["before"] != changes["after"])]
    if overall.empty:
        return say("conclusions", "reread_alike", coder=coder)
    words = VERDICTS["nl"]
    named = enumerate_words(
        f"{row.claim} ({words.get(row.before, '–')} → {words.get(row.after, '–')})" for row in overall.itertuples()
    )
    return say("conclusions", "reread", coder=coder, named=named)
