"""Annotations of ELAN (.eaf): the tiers that stand on their own are what was said, each by its participant.

A tier that depends on another (a translation, a gloss, words within an utterance) says the same again and is left out.
"""

from __future__ import annotations

from lxml import etree

from wijkresearch.assumptions import counted
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import TIERS_AS_SPEAKERS, Said, in_seconds, piece, said

DEPENDENT = "{count} tiers that depend on another, such as translations, were left out."


def read_elan(root: etree._Element) -> Said:
    """What was said in the tiers without a parent."""
    times = {
        slot.get("TIME_SLOT_ID", ""): in_seconds(slot.get("TIME_VALUE"), per_second=1000)
        for slot in root.iter("TIME_SLOT")
    }
    tiers = list(root.iter("TIER"))
    own = [tier for tier in tiers if not tier.get("PARENT_REF")]
    unnamed = sum(not tier.get("PARTICIPANT") and len(tier) > 0 for tier in own)
    left_out = counted({DEPENDENT: len(tiers) - len(own), TIERS_AS_SPEAKERS: unnamed})
    return said("tiers", *(_pieces(tier, times) for tier in own), left_out=left_out)


def _pieces(tier: etree._Element, times: dict[str, float | None]) -> list[Piece]:
    speaker = str(tier.get("PARTICIPANT") or tier.get("TIER_ID", ""))
    return [
        piece(
            speaker, str(annotation.findtext("ANNOTATION_VALUE", "")), times.get(annotation.get("TIME_SLOT_REF1", ""))
        )
        for annotation in tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")
    ]
