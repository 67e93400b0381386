"""Who was asked about a claim: it follows from the topic list of the interviews and from what was raised with whom.

A claim's topics are those that can bring up one of its codes, for or against. Somebody with whom one of them was raised
was asked about the claim; somebody with whom none was raised was not, unless they speak of it all the same. Of a claim
that no topic covers nothing is known: then all respondents count. What a claim says itself (`asked` in claims.yml)
comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from wijkresearch.steps.conclusions.codes import codes_under, expand_codes
from wijkresearch.steps.conclusions.respondents import is_listed
from wijkresearch.study import split_codes
from wijkresearch.tables import CLAIM_ASKING, RAISED_TOPICS, TOPIC_TURNS

PAIR = ["claim", "document"]


def list_asking(
    claims: Mapping[str, pd.DataFrame],
    guide: Mapping[str, pd.DataFrame],
    evidence: pd.DataFrame,
    documents: pd.DataFrame,
    codebook: pd.DataFrame,
) -> pd.DataFrame:
    """CLAIM_ASKING: for every claim on codes and every interview whether it was asked, and what that rests on.

    Args:
        claims: the tables of the claims; composites are left out.
        guide: TOPICS and RAISED_TOPICS (what people wrote down) by name.
        evidence: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        codebook: CODEBOOK; codes under the codes of a claim or a topic count along.
    """
    single = claims["claims"].loc[~claims["claims"]["composite"], ["claim", "asked_by_default"]]
    pairs = single.merge(documents.loc[documents["kind"] == "interview", ["document"]], how="cross")
    codes = expand_codes(claims["claim_codes"], codebook)
    codes = codes[codes["stance"].isin(["support", "counter"])]
    raised = settle_raised(guide, documents)
    found = pairs.merge(_join_topics(_cover(codes, guide["topics"], codebook).merge(raised, on="topic")), how="left")
    found = found.fillna({"asking": "unknown", "basis": "none"})
    spoke = is_listed(found, codes.merge(evidence[["document", "code"]], on="code"), PAIR) & (found["asking"] == "no")
    found.loc[spoke, ["asking", "basis"]] = ["yes", "spoke"]
    listed, own = is_listed(found, claims["claim_asked"], PAIR), ~found["asked_by_default"].astype(bool)
    found.loc[own, "asking"] = listed[own].map({True: "yes", False: "no"})
    found.loc[own, ["basis", "topics"]] = ["claim", None]
    return CLAIM_ASKING.check(found[CLAIM_ASKING.column_names], "who was asked about the claims")


def settle_raised(guide: Mapping[str, pd.DataFrame], documents: pd.DataFrame) -> pd.DataFrame:
    """RAISED_TOPICS: every topic in every interview; what nobody wrote down follows from the guide that was used.

    Args:
        guide: TOPICS and RAISED_TOPICS (what people wrote down) by name.
        documents: DOCUMENTS; without a version of the guide an interview used that of the first topic.
    """
    topics = guide["topics"]
    interviews = documents.loc[documents["kind"] == "interview", ["document", "guide"]]
    used = interviews.assign(guide=interviews["guide"].fillna(topics["guide"].iloc[0] if len(topics) else ""))
    pairs = used.merge(topics[["topic"]].drop_duplicates(), how="cross")
    planned = pairs.merge(topics[["topic", "guide"]], how="left", indicator="planned")
    settled = planned.merge(guide["raised_topics"], on=["document", "topic"], how="left")
    written = settled["raised"].notna()
    settled = settled.assign(
        how=settled["how"].mask(written & settled["how"].isna(), "confirmed").fillna("guide"),
        raised=settled["raised"].mask(~written, settled["planned"] == "both"),
    )
    return RAISED_TOPICS.check(settled[RAISED_TOPICS.column_names], "topics that were raised")


def find_topic_turns(topics: pd.DataFrame, turns: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """TOPIC_TURNS: the turns of the interviewer in which a word begins as a keyword of a topic does, in any capitals.

    Args:
        topics: TOPICS.
        turns: TURNS.
        texts: the text of each document.
    """
    asked = turns[turns["interviewer"].fillna(value=False)]
    words = {topic: _any_of(";".join(rows.dropna())) for topic, rows in topics.groupby("topic", sort=False)["keywords"]}
    rows = [
        (row.document, topic, row.turn, row.start, row.end)
        for row in asked.itertuples()
        for topic, expression in words.items()
        if expression and expression.search(texts[row.document][row.start : row.end])
    ]
    return TOPIC_TURNS.of(rows, "turns that raise a topic")


def _cover(claim_codes: pd.DataFrame, topics: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """The topics of every claim, in the order of the guide: those that can bring up one of its codes."""
    rows = [
        (row.topic, code)
        for row in topics.sort_values("order", kind="stable").itertuples()
        for code in sorted(codes_under(set(split_codes(row.codes)), codebook))
    ]
    brought = pd.DataFrame(rows, columns=["topic", "code"], dtype="str")
    return brought.merge(claim_codes[["claim", "code"]], on="code")[["claim", "topic"]].drop_duplicates()


def _join_topics(reached: pd.DataFrame) -> pd.DataFrame:
    """Per claim and interview whether one of the topics was raised, how that is known, and which topics say so."""
    settled = reached[reached["raised"] == reached.groupby(PAIR)["raised"].transform("any")]
    settled = settled.assign(confirmed=settled["how"] == "confirmed")
    joined = settled.groupby(PAIR, as_index=False).agg(
        asking=("raised", "any"), basis=("confirmed", "any"), topics=("topic", " ".join)
    )
    return joined.assign(
        asking=joined["asking"].map({True: "yes", False: "no"}).astype("str"),
        basis=joined["basis"].map({True: "confirmed", False: "guide"}).astype("str"),
    )


def _any_of(keywords: str) -> re.Pattern[str] | None:
    words = [re.escape(word.strip()) for word in keywords.split(";") if word.strip()]
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) if words else None
