"""YAML as this package reads it: safe and plain, with every key once, and the line of what is wrong.

Plain means that what is typed is what is read: only `true` and `false`, numbers in decimals and nothing are more than
text. YAML itself makes 8 of `010`, 3967 of `66:07` and true of `yes`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from wijkresearch.errors import Problem, StudyError, show_value
from wijkresearch.exchange.archives import read_bytes

UNSEEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, which no editor shows and YAML does not allow."""
PLAIN = {
    "null": (re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
    "bool": (re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    "int": (re.compile(r"-?(0|[1-9]\d{0,14})"), list("-0123456789")),
    "float": (re.compile(r"-?(0|[1-9]\d{0,14})\.\d{0,14}[1-9]"), list("-0123456789")),
}
"""What is more than text, and what it begins with; a number that would lose a digit or a zero is none of it."""
MOST = 1_000_000
"""Values in a file, with what it repeats."""
VALID = "valid YAML with every key once"


class Lined(dict[str, Any]):
    """A mapping of a YAML file that knows the line of each of its keys."""

    lines: dict[str, int]


class LinedList(list[Any]):
    """A list of a YAML file that knows the line of each of its values."""

    lines: dict[int, int]


class _StrictLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """A safe loader of plain YAML that refuses a key that stands twice and a file that has no end."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it

    def __init__(self, content: str) -> None:
        super().__init__(content)
        self.line_ends = _line_ends(content)

    def get_single_node(self) -> Any:
        """What the file holds, as nodes."""
        node = super().get_single_node()
        _count(node, {})
        return node


def _count(node: Any, sizes: dict[int, int]) -> int:
    """How many values a node holds; raises where it holds itself, or so much that parts must repeat parts (`*`)."""
    if not isinstance(node, yaml.CollectionNode):
        return 1
    size = sizes.setdefault(id(node), 0)
    if not size:
        sizes[id(node)] = MOST + 1
        inner = chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value
        sizes[id(node)] = size = 1 + sum(_count(value, sizes) for value in inner)
    if size > MOST:
        raise yaml.composer.ComposerError(None, None, "a part of the file repeats itself without end", node.start_mark)
    return size


def _construct_mapping(loader: Any, node: yaml.MappingNode) -> Lined:
    made, lines = Lined(), {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key_node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a name is a list or a mapping", key_node.start_mark)
        if key in lines:
            found = f"{show_value(key)} stands twice"
            raise yaml.constructor.ConstructorError(None, None, found, key_node.start_mark)
        lines[key] = _line(loader.line_ends, key_node.start_mark.index)
        made[key] = loader.construct_object(value_node, deep=True)
    made.lines = lines
    return made


def _construct_list(loader: Any, node: yaml.SequenceNode) -> LinedList:
    made = LinedList(loader.construct_sequence(node, deep=True))
    made.lines = {at: _line(loader.line_ends, value.start_mark.index) for at, value in enumerate(node.value)}
    return made


_StrictLoader.yaml_constructors = {
    tag: construct
    for tag, construct in yaml.SafeLoader.yaml_constructors.items()
    if tag is None or tag.rpartition(":")[2] in (*PLAIN, "str")
}
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _construct_list)
for _kind, (_pattern, _first) in PLAIN.items():
    _StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"({_pattern.pattern})$"), _first)


def read_yaml(path: Path, where: str = "") -> Any:
    """What a YAML file holds. Dates and names stay text; a mapping is `Lined`, and a list a `LinedList`.

    Raises:
        StudyError: the file is absent, not UTF-8, not plain YAML, or has a key twice; with the line.
    """
    name = where or path.name
    return parse_yaml(_read_text(path, name), name)


def parse_yaml(content: str, name: str) -> Any:
    """What the text of a YAML file holds, as `read_yaml` returns it.

    Raises:
        StudyError: it is not plain YAML, or has a key twice; with the line.
    """
    try:
        return yaml.load(content, Loader=_StrictLoader)  # noqa: S506 - derives from the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" line {_line(_line_ends(content), mark.index)}" if mark else ""
        raise StudyError(Problem(f"{name}{line}", str(error.problem), VALID)) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise StudyError(Problem(name, "the file cannot be read", VALID)) from None


def _read_text(path: Path, name: str) -> str:
    if not path.exists():
        raise StudyError(Problem(name, "the file is absent", remedy="Make it, or look for a misspelled name"))
    try:
        text = read_bytes(path, name).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise StudyError(Problem(name, "the file is not in UTF-8", remedy="Save it as UTF-8")) from None
    unseen = UNSEEN.search(text)
    if unseen:
        found = f"there is a control character (U+{ord(unseen[0]):04X})"
        remedy = "Type the line anew"
        raise StudyError(Problem(f"{name} line {_line(_line_ends(text), unseen.start())}", found, "text", remedy))
    return unicodedata.normalize("NFC", text)


def _line_ends(content: str) -> list[int]:
    """Where lines end, as an editor counts them; YAML also counts signs that no editor takes for the end of a line."""
    return [place for place, sign in enumerate(content) if sign == "\n"]


def _line(ends: list[int], index: int) -> int:
    return bisect_left(ends, index) + 1
