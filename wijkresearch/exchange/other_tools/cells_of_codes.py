"""Codes as sheets write them: as a path, below a code in another column, or several in one cell.

ATLAS.ti writes several in a cell: they are split when there is one way to do it, otherwise not. In the .xlsx each code
is on a line of its own. In the .csv codes are joined with a comma and a space, although the name of a code may hold a
comma as well: `wonen, werken, zorg` may be one, two or three codes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

CodePath = tuple[str, ...]
"""A code with the codes that it stands below, from the top code down."""

JOINT = ", "
PATH_SEPARATOR = re.compile(r"\s+>\s+|\s*\\\s*")


def code_paths(codes: list[str], parents: list[str], *, dotted: bool) -> list[CodePath]:
    """The path of each code of a sheet; empty where there is no code.

    Args:
        codes: the code in each row.
        parents: the code that it stands below in each row, empty where there is none.
        dotted: is `a.b` below `a`, where `a` is a code of its own (Taguette)?

    >>> code_paths(["wereld", "rol", "fikser", "a > b"], ["", "wereld", "rol", ""], dotted=False)
    [('wereld',), ('wereld', 'rol'), ('wereld', 'rol', 'fikser'), ('a', 'b')]
    """
    known: dict[str, set[str]] = {}
    for code, parent in zip(codes, parents, strict=True):
        known.setdefault(code, set()).add(parent)
    tags = set(codes) if dotted else ()
    return [_below(code_path(code, tags), parent, known) for code, parent in zip(codes, parents, strict=True)]


def code_path(code: str, tags: Collection[str] = ()) -> CodePath:
    r"""A code from the top down: `A > B` and `A\B` say so; `a.b` only where `a` is one of the tags."""
    parts = tuple(part for part in PATH_SEPARATOR.split(code.strip()) if part)
    if len(parts) != 1:
        return parts
    above, dot, _ = parts[0].rpartition(".")
    return (*code_path(above, tags), parts[0]) if dot and above in tags else parts


def _below(path: CodePath, parent: str, known: Mapping[str, set[str]]) -> CodePath:
    """A path below a parent, and below what that stands below where the sheet says one thing of it."""
    while path and (above := code_path(parent)) and not set(above) & set(path):
        path = (*above, *path)
        over = known.get(above[0], set())
        parent = next(iter(over)) if len(over) == 1 else ""
    return path


def split_codes(cells: list[str], counts: list[int | None], codebook: Collection[str]) -> list[list[str] | None]:
    """The codes in each cell; None where they cannot be separated.

    Args:
        cells: the cells, empty where there is no code.
        counts: how many codes each cell holds, where the export says so.
        codebook: names of codes that are known to exist; cells with one code add to them.

    >>> split_codes(["wonen, werken", "wonen", "a, b"], [None, 1, 2], [])
    [None, ['wonen'], ['a', 'b']]
    """
    known = set(codebook) | {cell.strip() for cell, count in zip(cells, counts, strict=True) if count == 1}
    return [_split(cell, count, known) for cell, count in zip(cells, counts, strict=True)]


def _split(cell: str, count: int | None, known: Collection[str]) -> list[str] | None:
    if not cell.strip():
        return []
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    if len(lines) > 1 or JOINT not in cell:
        return lines
    parts = cell.strip().split(JOINT)
    if count == 1:
        return [cell.strip()]
    if count == len(parts):
        return parts
    ways = [way for way in _ways(parts, known) if count is None or len(way) == count]
    return ways[0] if len(ways) == 1 else None


def _ways(parts: list[str], known: Collection[str]) -> list[list[str]]:
    """The ways to join neighbouring parts such that each piece is a known code; two at most, which is one too many."""
    from_here: list[list[list[str]]] = [[[]]]
    for start in range(len(parts) - 1, -1, -1):
        found: list[list[str]] = []
        for end in range(start + 1, len(parts) + 1):
            head = JOINT.join(parts[start:end])
            if head in known and len(found) < 2:
                found += [[head, *rest] for rest in from_here[len(parts) - end]]
        from_here.append(found[:2])
    return from_here[-1]
