"""Options of the form OLD=NEW."""

from __future__ import annotations

from wijkresearch.errors import Problem, raise_if_any


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
