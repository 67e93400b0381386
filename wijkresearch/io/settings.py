"""YAML as this package reads it: safe, with every key once, accents in one character, and the line of what is wrong."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import yaml

from wijkresearch.errors import Problem, StudyError


class _StrictLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """A safe loader that refuses a key that stands twice, and leaves dates and yes or no as they are typed."""


def _construct_mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"'{key}' stands twice", key_node.start_mark) from (
                KeyError(line)
            )
        seen.add(key)
    return dict(loader.construct_pairs(node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def read_yaml(path: Path, where: str = "") -> Any:
    """What a YAML file holds. Dates stay text.

    Raises:
        StudyError: the file is absent, not UTF-8, not YAML, or has a key twice; with the line.
    """
    name = where or path.name
    try:
        content = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise StudyError(Problem(name, "the file is absent", remedy="Make it, or look for a misspelled name")) from None
    except UnicodeDecodeError:
        raise StudyError(Problem(name, "the file is not in UTF-8", remedy="Save it as UTF-8")) from None
    try:
        return yaml.load(content, Loader=_StrictLoader)  # noqa: S506 - derives from the safe loader
    except yaml.MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise StudyError(Problem(f"{name}{line}", str(error.problem), "valid YAML with every key once")) from None
