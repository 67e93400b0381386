"""What several commands ask in the same words, and options of the form OLD=NEW."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.errors import Problem, raise_if_any

StudyOption = Annotated[
    str, typer.Option("--study", metavar="NAME", help="Folder in data/raw; may be left out when there is one study.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")]
Interviewer = Annotated[
    list[str], typer.Option(metavar="NAME", help="Speaker who asks the questions; may be given more than once.")
]
Target = Annotated[Path | None, typer.Option("--to", metavar="FILE.txt", help="Where to write the text.")]


def pairs(option: str, given: list[str], example: str) -> dict[str, str]:
    """What an option says of each name.

    Args:
        option: its name, for messages.
        given: what was typed.
        example: a pair that could be typed.

    Raises:
        StudyError: one of them is no pair.
    """
    raise_if_any(
        Problem(option, f"'{one}' is no pair", f'OLD=NEW, such as "{example}"')
        for one in given
        if not all(part.strip() for part in one.partition("=")[::2])
    )
    return {old.strip(): new.strip() for old, new in (one.rsplit("=", 1) for one in given)}
