"""Vector drawings that are the same on every processor, whatever was drawn before: names of parts, and zeros.

Matplotlib names clip paths, markers and hatches in an SVG file after a hash of their coordinates, to the last digit of
a float; what is drawn is rounded. On a processor that adds in another order the drawing is the same, the names are not.
Of a coordinate that is nearly zero the rounding keeps the sign, which differs as well.
"""

from __future__ import annotations

import re

HASHED = re.compile(rb'(?<=["#])([A-Za-z]+)[0-9a-f]{10}(?=[")])')
"""A name with ten digits of a hash, where it is given and where it is referred to."""
PATH = re.compile(rb' d="[^"]*"')
SIGNED_ZERO = re.compile(rb"(?<![\d.])-0(?![\d.])")


def settle_drawing(svg: bytes) -> bytes:
    """The drawing with its hashed names numbered in the order in which they occur, and zeros without a sign in paths.

    >>> settle_drawing(b'<path id="m041c62cb84" d="M -0 1 L -0.5 -0"/><use href="#m041c62cb84"/>')
    b'<path id="m1" d="M 0 1 L -0.5 0"/><use href="#m1"/>'
    """
    numbered: dict[bytes, bytes] = {}

    def name(found: re.Match[bytes]) -> bytes:
        return numbered.setdefault(found[0], b"%s%d" % (found[1], len(numbered) + 1))

    return PATH.sub(lambda path: SIGNED_ZERO.sub(b"0", path[0]), HASHED.sub(name, svg))
