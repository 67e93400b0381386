"""Files to fill in, each line with what it means, from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from wijkresearch.tables.settings import Setting
from wijkresearch.words import catalogue

MEANINGS = catalogue("meanings")


def explain(meaning: str, language: str) -> str:
    """What a table, a column or a setting means, in a language."""
    return MEANINGS[language].get(meaning, meaning)


def blank_settings(declared: Sequence[Setting], given: Mapping[str, Any], language: str) -> str:
    """A YAML file with every setting under its meaning; what is not given and may be left out stands behind a #.

    >>> print(blank_settings([Setting("years", "whole", "For how long."), Setting("name", "text", "Who.")],
    ...                      {"name": "Ad"}, "en"), end="")
    # For how long.
    #years:
    <BLANKLINE>
    # Who.
    name: Ad
    """
    return "\n".join("".join(f"{line}\n" for line in _lines(setting, given, language)) for setting in declared)


def _lines(setting: Setting, given: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"# {_meaning(setting, language)}"
    if setting.kind == "entries":
        yield from (f"#   {inner.name}: {_meaning(inner, language)}" for inner in setting.of)
    value = given.get(setting.name)
    if value or setting.required:
        yield _filled(setting, value) if value else f"{setting.name}:"
    else:
        yield f"#{setting.name}:"
    yield from _left_open(setting, value, language)


def _filled(setting: Setting, value: Any) -> str:
    """A setting with its value, an entry a line."""
    flow = None if setting.kind == "entries" else False
    known: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**6, "default_flow_style": flow}
    return str(yaml.safe_dump({setting.name: value}, **known)).removesuffix("\n")


def _left_open(setting: Setting, value: Any, language: str) -> Iterator[str]:
    """The inner lines that are not given, such that taking the # away leaves a file that can be read."""
    if setting.kind == "block":
        left = [inner for inner in setting.of if inner.name not in (value or {})]
        yield from (f"#  {inner.name}:  # {_meaning(inner, language)}" for inner in left)
    if setting.kind == "entries" and not value:
        yield "#- {" + ", ".join(f"{inner.name}: …" for inner in setting.of) + "}"


def _meaning(setting: Setting, language: str) -> str:
    """What a setting means, with the words that it may be."""
    allowed = f" ({' / '.join(setting.allowed)})" if setting.allowed and setting.kind == "text" else ""
    return f"{explain(setting.meaning, language)}{allowed}"
