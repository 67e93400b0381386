"""Names for what a file tells apart by identifier only: every code, document, case and coder gets a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

BETWEEN = " > "


def numbered(names: Sequence[str], kind: str) -> list[str]:
    """The names, with a number behind those that occurred before and `kind` with a number for those that are empty.

    >>> numbered(["A", "", "A"], "case")
    ['A', 'case 2', 'A (2)']
    """
    taken, result = set(names), []
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        wanted = name if name.strip() else f"{kind} {number}"
        unique, count = wanted, 1
        while unique in seen or (count > 1 and unique in taken):
            count += 1
            unique = f"{wanted} ({count})"
        seen.add(unique)
        result.append(unique)
    return result


def code_names(names: Sequence[str], parents: Sequence[int]) -> list[str]:
    """Names of codes: as they are where they are unique, otherwise with the names of their parents before them.

    Args:
        names: the name of every code, parents before their children.
        parents: for every code the place of its parent in the list, or a negative number.

    >>> code_names(["role", "fun", "world", "fun"], [-1, 0, -1, 2])
    ['role', 'role > fun', 'world', 'world > fun']
    """
    paths: list[str] = []
    for name, parent in zip(names, parents, strict=True):
        paths.append(f"{paths[parent]}{BETWEEN}{name}" if parent >= 0 else name)
    often = Counter(names)
    return numbered([path if often[name] > 1 else name for name, path in zip(names, paths, strict=True)], "code")
