"""Speech in FoLiA (.folia.xml): utterances with their speakers; the text of an utterance, else its words.

A word is followed by a space unless it says `space="no"`. The original of a correction, suggestions and alternatives
are not what the text says, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wijkresearch.assumptions import counted
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, in_seconds, piece, said

FOLIA = "{http://ilk.uvt.nl/folia}"
NOT_THE_TEXT = {f"{FOLIA}{name}" for name in ("original", "suggestion", "alt", "altlayers")}
CORRECTED = "{count} corrections, suggestions and alternatives were read as the text that they led to."


def read_folia(root: etree._Element) -> Said:
    """What was said in the utterances."""
    utterances = list(root.iter(f"{FOLIA}utt"))
    changed = sum(1 for utterance in utterances for _ in utterance.iter(*NOT_THE_TEXT))
    return said("utterances", (_piece(one) for one in utterances), left_out=counted({CORRECTED: changed}))


def _piece(utterance: etree._Element) -> Piece:
    above = (one.get("speaker") for one in (utterance, *utterance.iterancestors()))
    speaker = next(filter(None, above), "")
    return piece(speaker, _text(utterance) or "".join(_words(utterance)), in_seconds(utterance.get("begintime")))


def _text(element: etree._Element) -> str:
    """The current text of an element itself, not of what is in it."""
    texts = [*element.iterchildren(f"{FOLIA}t"), *element.iterfind(f"{FOLIA}correction/{FOLIA}new/{FOLIA}t")]
    current = (one for one in texts if one.get("class", "current") == "current")
    return next(("".join(str(part) for part in one.itertext()) for one in current), "")


def _words(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{FOLIA}w":
            yield _text(child) + ("" if child.get("space") == "no" else " ")
        elif child.tag not in NOT_THE_TEXT:
            yield from _words(child)
