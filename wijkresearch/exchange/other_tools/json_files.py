"""JSON of another program: the objects in a file, which may be one value or one object a line (JSON Lines)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.spreadsheets import decode

Fields = Mapping[str, object]


def read_objects(path: Path) -> list[Fields]:
    """The objects in a file: those in its list, its one object, or one a line.

    Raises:
        StudyError: the file is not JSON, or holds something else than objects.
    """
    text, _ = decode(read_bytes(path), path.name)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = [_line(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    values = found if isinstance(found, list) else [found]
    objects: list[Fields] = [value for value in values if isinstance(value, dict)]
    if not values or len(objects) < len(values):
        expected = "a list of objects, or one object a line"
        raise StudyError(Problem(path.name, "this JSON is not laid out as expected", expected, "Export it again."))
    return objects


def _line(path: Path, number: int, line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        problem = Problem(f"{path.name} line {number}", "this is not valid JSON", "a whole file", "Export it again.")
        raise StudyError(problem) from None


def objects_in(value: object) -> list[Fields]:
    """The objects in a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def object_in(value: object) -> Fields:
    """An object, or an empty one where it is something else."""
    return value if isinstance(value, dict) else {}


def texts_in(value: object) -> list[str]:
    """The texts in a list, or the one text, that are not blank."""
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def count_in(value: object) -> int:
    """A position: a whole number of 0 or more, otherwise -1, which is outside every text."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1
