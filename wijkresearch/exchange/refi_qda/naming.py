"""Names for what a file distinguishes by identifier only: every code, document, case and coder gets its own name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

BETWEEN = " > "


def numbered(names: Sequence[str], kind: str) -> list[str]:
    """The names, with a number behind those that occurred before and `kind` with a number for those that are empty.

    >>> numbered(["A", "", "A"], "case")
    ['A', 'case 2', 'A (2)']
    """
    taken, result = set(names), []
    seen: set[str] = set()
    last: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        wanted = unique = name if name.strip() else f"{kind} {number}"
        count = last.get(wanted, 1)
        while unique in seen or (unique != wanted and unique in taken):
            count += 1
            unique = f"{wanted} ({count})"
        last[wanted] = count
        seen.add(unique)
        result.append(unique)
    return result


def document_names(names: Sequence[str], groups: Sequence[Sequence[str]]) -> list[str]:
    """Names of documents: as they are where they are unique, otherwise with the group that tells them apart.

    Args:
        names: the name of every document.
        groups: for every document the groups that it is in.

    >>> document_names(["A", "B", "A", "A"], [["Gouda"], [], ["Delft"], []])
    ['Gouda > A', 'B', 'Delft > A', 'A']
    """
    often = Counter(names)
    shared = Counter((name, group) for name, own in zip(names, groups, strict=True) for group in dict.fromkeys(own))
    unique = []
    for name, own in zip(names, groups, strict=True):
        group = min(own, key=lambda one: shared[name, one], default="")
        tells = bool(group) and shared[name, group] < often[name]
        unique.append(f"{group}{BETWEEN}{name}" if tells else name)
    return numbered(unique, "source")


def doubled_names(names: Sequence[str], unique: Sequence[str]) -> Iterator[str]:
    """A sentence for each name that several documents have, with what they are called instead.

    >>> list(doubled_names(["A", "A"], ["Gouda > A", "Delft > A"]))
    ["2 sources are called 'A'; they were told apart as Gouda > A and Delft > A."]
    """
    called: dict[str, list[str]] = {}
    for name, own in zip(names, unique, strict=True):
        called.setdefault(name, []).append(own)
    for name, owns in sorted(called.items()):
        if name and len(owns) > 1:
            grouped = any(not own.startswith(name) for own in owns)
            how = f"told apart as {' and '.join(owns)}" if grouped else "numbered"
            yield f"{len(owns)} sources are called '{name}'; they were {how}."


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
