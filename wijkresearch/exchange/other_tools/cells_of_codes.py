"""Cells with several codes in them, as ATLAS.ti writes them: split when there is one way to do it, otherwise not.

In the .xlsx each code is on a line of its own. In the .csv codes are joined with a comma and a space, although the name
of a code may hold a comma as well: `wonen, werken, zorg` may be one, two or three codes.
"""

from __future__ import annotations

from collections.abc import Collection

JOINT = ", "


def split_codes(cells: list[str], counts: list[int | None], codebook: Collection[str]) -> list[list[str] | None]:
    """The codes in each cell; None where they cannot be told apart.

    Args:
        cells: the cells, empty where there is no code.
        counts: how many codes each cell holds, where the export tells.
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
