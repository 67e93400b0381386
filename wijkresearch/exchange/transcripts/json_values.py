"""Values of JSON by their keys, refused where they are not of the kind that the key promises."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


class WrongKindError(Exception):
    """A key holds something else than it should; the message says which key and what was expected."""


def objects_at(holder: Record, key: str) -> list[Record]:
    """The objects in the list under a key; none where the key is absent or null.

    Raises:
        WrongKindError: it is no list of objects.
    """
    found = holder.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise WrongKindError(f"a list of objects under '{key}'")
    return found


def object_at(holder: Record, key: str) -> Record:
    """The object under a key; empty where the key is absent or null.

    Raises:
        WrongKindError: it is no object.
    """
    found = holder.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise WrongKindError(f"an object under '{key}'")
    return found


def first_at(holder: Record, key: str = "alternatives") -> Record:
    """The first of the alternatives; empty where there is none.

    Raises:
        WrongKindError: the alternatives are no list of objects.
    """
    return next(iter(objects_at(holder, key)), {})


def text_at(holder: Record, *keys: str) -> str:
    """The text under the first of these keys that is filled in; empty where none is.

    Raises:
        WrongKindError: it is no text.
    """
    for key in keys:
        found = holder.get(key)
        if found is not None:
            if not isinstance(found, str):
                raise WrongKindError(f"text under '{key}'")
            return found
    return ""


def speaker_at(holder: Record, *keys: str, nobody: str = "") -> str:
    """The speaker under the first of these keys that is filled in; a number or a single letter is `Speaker` and that.

    Args:
        holder: what somebody said.
        keys: where a speaker may be.
        nobody: what is there when the speaker could not be told.

    >>> [speaker_at({"speaker": speaker}, "speaker") for speaker in (0, "A", "Noor")]
    ['Speaker 0', 'Speaker A', 'Noor']

    Raises:
        WrongKindError: it is neither a name nor a number.
    """
    found = next((holder[key] for key in keys if holder.get(key) is not None), "")
    if not isinstance(found, str | int):
        raise WrongKindError(f"a name or a number under '{keys[0]}'")
    name = str(found).strip()
    if name == nobody:
        return ""
    return f"Speaker {name}" if name.isdecimal() or len(name) == 1 else name
