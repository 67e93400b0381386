"""Transcriptions of EXMARaLDA (.exb): tiers of type t are what was said; the others describe or annotate it.

Where two people speak at once, the words of one are cut into several events; events that follow each other without a
gap are one turn again, with the spaces that stand in them. The order is that of the common timeline, also where its
points have no time.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from wijkresearch.assumptions import counted
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, in_seconds, piece, said

NOT_SAID = "{count} tiers with descriptions or annotations were left out."


def read_exmaralda(root: etree._Element) -> Said:
    """What was said in the tiers of type t."""
    names = {one.get("id", ""): str(one.findtext("abbreviation") or one.get("id")) for one in root.iter("speaker")}
    points = [point.get("id", "") for point in root.iter("tli")]
    times = {point.get("id", ""): in_seconds(point.get("time")) for point in root.iter("tli")}
    tiers = list(root.iter("tier"))
    spoken = [tier for tier in tiers if tier.get("type") == "t"]
    turns = [
        (start, piece(names.get(tier.get("speaker", ""), ""), words, times.get(start)))
        for tier in spoken
        for start, words in _turns(tier)
    ]
    places = {point: place for place, point in enumerate(points)}
    turns.sort(key=lambda turn: places.get(turn[0], 0))
    pieces: list[Piece] = [turn for _, turn in turns]
    return said("tiers", pieces, left_out=counted({NOT_SAID: len(tiers) - len(spoken)}))


def _turns(tier: etree._Element) -> list[tuple[str, str]]:
    """Where each turn begins, and its words."""
    events = list(tier.iter("event"))
    texts = ["".join(str(part) for part in event.itertext()) for event in events]
    between = "" if any(text != text.strip() for text in texts) else " "
    turns = [(event.get("start", ""), text) for event, text in zip(events[:1], texts[:1], strict=True)]
    for (before, event), text in zip(pairwise(events), texts[1:], strict=True):
        if event.get("start") == before.get("end"):
            start, words = turns[-1]
            turns[-1] = (start, f"{words}{between}{text}")
        else:
            turns.append((event.get("start", ""), text))
    return turns
