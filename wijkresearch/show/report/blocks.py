"""What a report consists of, whatever it is written as. Text is plain; `**bold**` is the only mark-up in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Heading:
    """A heading; `name` is what links in the report point to."""

    level: int
    text: str
    name: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text. A `notice` stands out: it is what a reader must not miss."""

    text: str
    notice: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption above and a note below. `links` gives, per row, the name of the passages behind it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    numeric: frozenset[int] = frozenset()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture as PNG and SVG with its caption, and in `alt` what it shows for who cannot see it."""

    caption: str
    alt: str
    png: bytes
    svg: bytes


@dataclass(frozen=True)
class Passages:
    """The passages behind one claim. A line: id, who speaks, for or against, and the words where those may be told."""

    name: str
    title: str
    lines: tuple[tuple[str, str, str, str], ...]


Block = Heading | Paragraph | Bullets | Table | Figure | Passages


def split_bold(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether it is bold.

    >>> list(split_bold("Van **drie** de"))
    [('Van ', False), ('drie', True), (' de', False)]
    """
    for place, piece in enumerate(BOLD.split(text)):
        if piece:
            yield piece, place % 2 == 1
