"""Project files that only their own program can read, and the menu there that exports what can be read here."""

from __future__ import annotations

import re

REFI_QDA = "a project of {}: export it there with {}, and give the .qdpx."
NATIVE = (
    (r"\.nvpx?", REFI_QDA.format("NVivo", "Share > Export Project > REFI-QDA")),
    (r"\.atlproj\d*", REFI_QDA.format("ATLAS.ti", "File > Export > REFI-QDA Project")),
    (
        r"\.hpr\d",
        REFI_QDA.format(
            "ATLAS.ti 7 or older", "a newer ATLAS.ti, which imports it, by File > Export > REFI-QDA Project"
        ),
    ),
    (r"\.(?:mx\d+|mqda|mex\d*)", REFI_QDA.format("MAXQDA", "Reports / Export > REFI-QDA Project")),
    (r"\.f4p", REFI_QDA.format("f4analyse", "its export to REFI-QDA")),
)


def how_to_export(suffix: str) -> str:
    """Which program a file with this suffix belongs to and what to do there; empty for other files.

    >>> how_to_export(".MX24")
    'This is a project of MAXQDA: export it there with Reports / Export > REFI-QDA Project, and give the .qdpx.'
    """
    return next((f"This is {said}" for pattern, said in NATIVE if re.fullmatch(pattern, suffix.lower())), "")
