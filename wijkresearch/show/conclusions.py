"""Verdicts in words: what stands, what does not, and how firm that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.reading import enumerate_words
from wijkresearch.show.second_reading import ONE_READING

VERDICTS = {
    "nl": {
        "supported": "ondersteund",
        "partly_supported": "deels ondersteund",
        "mixed": "gemengd",
        "not_supported": "niet gevonden",
        "contradicted": "tegengesproken",
        "insufficient": "te weinig gegevens",
    },
    "en": {
        "supported": "supported",
        "partly_supported": "partly supported",
        "mixed": "mixed",
        "not_supported": "not found",
        "contradicted": "contradicted",
        "insufficient": "too little data",
    },
}
CHANGES = {
    "nl": {
        "stands": "blijft staan",
        "weakens": "verzwakt",
        "falls": "valt",
        "cannot_be_told": "niet te zeggen",
    },
    "en": {"stands": "stands", "weakens": "weakens", "falls": "falls", "cannot_be_told": "cannot be told"},
}
WORDS_NL = {
    **dict.fromkeys(("verdict", "part_verdict", "whole_verdict", "derivation_verdict", "test_verdict"), VERDICTS["nl"]),
    "change": CHANGES["nl"],
}
PICTURE_WORDS = {
    "nl": {
        "together": "Samen",
        "cases": "In hoeveel gemeenten",
        "counted": "k/n = respondenten die het steunen / gevraagde respondenten",
        "shade": "hoe grijzer, hoe groter k/n in die gemeente; in hoeveel gemeenten: ondersteund / beoordeeld",
        "finding": "Over de gemeenten samen ondersteund: {supported} van de {claims} conclusies",
    },
    "en": {
        "together": "Together",
        "cases": "In how many cases",
        "counted": "k/n = respondents in support / respondents asked",
        "shade": "the greyer, the larger k/n in that municipality; in how many cases: supported / judged",
        "finding": "Supported over the municipalities together: {supported} of the {claims} conclusions",
    },
}


def say_support(verdict: Any) -> str:
    """The verdict on one claim with its k of n, such as `ondersteund (13 van 15)`; composites have no k of n."""
    words = VERDICTS["nl"][verdict.verdict]
    if pd.isna(verdict.asked):
        return words
    against = f", {verdict.counter} tegen" if verdict.counter else ""
    return f"{words} ({verdict.support} van {verdict.asked}{against})"


def say_answers(verdicts: pd.DataFrame, claims: pd.DataFrame, questions: Mapping[str, str]) -> str:
    """The answer to every question as Markdown: the composite claims that answer it, with their verdict.

    Args:
        verdicts: VERDICTS.
        claims: CLAIMS.
        questions: id to text, in the order of presentation.
    """
    overall = verdicts[(verdicts["scope"] == "overall") & (verdicts["phase"] == "derivation")]
    composite = claims[claims["composite"]].merge(overall, on="claim", validate="one_to_one")
    parts = []
    for question, text in questions.items():
        answers = [
            f"- {row.text_nl} **{say_support(row).capitalize()}.**"
            for row in composite[composite["answers"] == question].itertuples()
        ]
        parts.append("\n".join([f"**{text}**", "", *(answers or ["- Nog geen samengestelde conclusie."])]))
    return "\n\n".join(parts)


def say_verdict_totals(verdicts: pd.DataFrame, claims: pd.DataFrame) -> str:
    """How many claims got which verdict over the cases that they were derived from, in one sentence."""
    overall = verdicts[(verdicts["scope"] == "overall") & (verdicts["phase"] == "derivation")]
    totals = overall["verdict"].value_counts().reindex(list(VERDICTS["nl"])).dropna().astype(int)
    named = enumerate_words(f"{count} {VERDICTS['nl'][verdict]}" for verdict, count in totals.items())
    return f"Van de {len(claims)} conclusies zijn er {named}." if len(totals) else "Er zijn nog geen conclusies."


def say_verdict_changes(changes: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """Which verdicts fall out otherwise with each other reading, in a sentence for each; or that there is none.

    Args:
        changes: REREAD_VERDICTS.
        coders: id to label.
    """
    if changes.empty:
        return ONE_READING["nl"]
    readings = changes.groupby("reading", sort=False)
    return " ".join(f"Met de lezing van {coders[str(reading)]}: {_say_reread(rows)}" for reading, rows in readings)


def _say_reread(changes: pd.DataFrame) -> str:
    """Which verdicts fall out otherwise with one reading."""
    overall = changes[(changes["scope"] == "overall") & (changes["before"] != changes["after"])]
    if overall.empty:
        return "geen enkel oordeel over de gemeenten samen valt anders uit."
    words = VERDICTS["nl"]
    named = enumerate_words(
        f"{row.claim} ({words.get(row.before, '–')} → {words.get(row.after, '–')})" for row in overall.itertuples()
    )
    return f"anders valt uit {named}."
