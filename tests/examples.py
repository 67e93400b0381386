"""How many examples a property is tried on."""

import os
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def examples(full: int) -> int:
    """A quarter of them, at least five, or all where `WIJK_FUZZ` is set; every run draws others."""
    return full if os.environ.get("WIJK_FUZZ") else max(5, full // 4)


def every_fourth(items: Sequence[Item], start: int) -> Sequence[Item]:
    """Every fourth of them, beginning at another one for every `start`, or all where `WIJK_FUZZ` is set."""
    return items if os.environ.get("WIJK_FUZZ") else items[start % 4 :: 4]
