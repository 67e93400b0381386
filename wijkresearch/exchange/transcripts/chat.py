"""Transcripts in CHAT (.cha): a line for what somebody says begins with `*` and a code for the speaker.

The words stay as they stand, with the codes of CHAT for pauses, corrections and overlap: one reader's noise is another
reader's finding. Only the times between bullets (U+0015) go, because TURNS keeps them.
"""

from __future__ import annotations

import re

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts.structured import Said, in_seconds, piece, said

BULLET = re.compile('\x15(?:%(?:snd|mov):"[^"\n]*"_)?(?P<begin>\\d+)_\\d+-?\x15')
NOTES = "{count} lines with notes on what was said were left out."
CODES_STAY = "Codes of CHAT, such as those of pauses and corrections, stay in the words."


def read_chat(content: str, where: str) -> Said:
    """What was said on the main lines.

    Raises:
        StudyError: it does not begin as CHAT does.
    """
    lines = re.sub(r"\r\n?", "\n", content).replace("\n\t", " ").split("\n")
    if not any(line.startswith("@Begin") for line in lines):
        raise StudyError(Problem(where, "this is no CHAT", "a file with a line @Begin and lines such as *INV:"))
    spoken = [line[1:].partition(":") for line in lines if line.startswith("*")]
    notes = sum(line.startswith(("%", "@Comment")) for line in lines)
    pieces = [piece(code, BULLET.sub(" ", words), _begin(words)) for code, _, words in spoken]
    return said("main lines", pieces, left_out=[Assumption(CODES_STAY), *counted({NOTES: notes})])


def _begin(words: str) -> float | None:
    bullet = BULLET.search(words)
    return in_seconds(bullet["begin"], per_second=1000) if bullet else None
