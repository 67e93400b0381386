"""How much of two texts is the same: whether one may be a corrected version of the other."""

from __future__ import annotations

import re
from collections.abc import Mapping

RUN = 3
"""Words in a row that are compared; single words are the same in any two interviews."""
FEWEST = 20
"""Runs that a text has at least, before anything is said of it."""
SAME = 0.6
"""Share of the runs of the shorter text from which the one is taken for a version of the other."""


def version_of(text: str, known: Mapping[str, str]) -> tuple[str, float] | None:
    """The one known text of which a text is a version, and how much of the shorter is in the longer; None if unsure.

    Two interviews share the questions of their guide; a corrected transcript keeps most of its runs of three words.

    Args:
        text: any text.
        known: name to text.
    """
    own = _runs(text)
    shares = {name: _shared(own, _runs(other)) for name, other in known.items()} if len(own) >= FEWEST else {}
    alike = [name for name, share in shares.items() if share >= SAME]
    return (alike[0], shares[alike[0]]) if len(alike) == 1 else None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def _shared(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= FEWEST else 0.0
