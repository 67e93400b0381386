"""Names of the parts of a vector drawing that are the same on every processor.

Matplotlib names clip paths, markers and hatches in an SVG file after a hash of their coordinates, to the last digit of
a float; what is drawn is rounded. On a processor that adds in another order the drawing is the same, the names are not.
"""

from __future__ import annotations

import re

HASHED = re.compile(rb'(?<=["#])([A-Za-z]+)[0-9a-f]{10}(?=[")])')
"""A name with ten digits of a hash, where it is given and where it is referred to."""


def number_ids(svg: bytes) -> bytes:
    """The drawing with its hashed names numbered in the order in which they occur.

    >>> number_ids(b'<path id="m041c62cb84"/><use href="#m041c62cb84"/><g clip-path="url(#p0123456789)"/>')
    b'<path id="m1"/><use href="#m1"/><g clip-path="url(#p2)"/>'
    """
    numbered: dict[bytes, bytes] = {}

    def name(found: re.Match[bytes]) -> bytes:
        return numbered.setdefault(found[0], b"%s%d" % (found[1], len(numbered) + 1))

    return HASHED.sub(name, svg)
