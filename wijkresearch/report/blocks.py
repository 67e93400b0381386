"""What a report consists of, whatever it is written as. Text is plain; `**bold**` is the only mark-up in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BOLD = re.compile(r"\*\*(.+?)\*\*")
REFERENCE = re.compile(r"\{([\w-]+)\}")
APART = re.compile(r"[ \n]+|(?<=[^\W\d])-(?=[^\W\d])")
"""Where a line may break: at a space and at a hyphen between letters, never in the id of a passage."""


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
class Pointer:
    """Running text that sends the reader to tables and figures, each written as its name between braces."""

    text: str

    def names(self) -> list[str]:
        """The names of the tables and figures that it sends to.

        >>> Pointer("Zie {counts} en {shares}.").names()
        ['counts', 'shares']
        """
        return REFERENCE.findall(self.text)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The pieces of the text, each with whether it is a name.

        >>> list(Pointer("Zie {counts}.").pieces())
        [('Zie ', False), ('counts', True), ('.', False)]
        """
        yield from ((piece, place % 2 == 1) for place, piece in enumerate(REFERENCE.split(self.text)) if piece)


@dataclass(frozen=True)
class Contents:
    """The table of contents: the name and the text of every chapter."""

    title: str
    chapters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Links:
    """Pages beside this one: the file, and what a reader finds there. On paper the name of the file is printed."""

    items: tuple[tuple[str, str], ...]

    def printed(self) -> Iterator[str]:
        """The links for who cannot follow them.

        >>> list(Links((("lijst.html#a", "De hele lijst"),)).printed())
        ['De hele lijst: lijst.html']
        """
        for file, text in self.items:
            yield f"{text}: {file.partition('#')[0]}"


@dataclass(frozen=True)
class TableBlock:
    """A table with a caption above and a note below; the first cell of a row is its heading.

    `links` gives, per row, the name of the passages behind it, or nothing where there are none; `name` is what text
    calls the table.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    numeric: frozenset[int] = frozenset()
    links: tuple[str, ...] = ()
    name: str = ""

    def column_widths(self) -> list[float]:
        """Relative widths: no word is broken that need not be, and sentences take what is left.

        >>> TableBlock("", ("Nr.", "Zin"), (("C1", "Een zin van dertig tekens lang"),)).column_widths()
        [5.0, 18.0]
        """
        return [_column_width(texts) for texts in self._columns()]

    def column_lengths(self) -> list[tuple[int, int]]:
        """The characters of the longest word and of the longest text of every column.

        >>> TableBlock("", ("Nr.", "Zin"), (("C1", "Een zin van Leidschendam-Voorburg"),)).column_lengths()
        [(3, 3), (12, 33)]
        """
        return [(_longest_word(texts), max(map(len, texts))) for texts in self._columns()]

    def _columns(self) -> Iterator[tuple[str, ...]]:
        return zip(self.headings, *self.rows, strict=True)


@dataclass(frozen=True)
class Figure:
    """A picture as PNG and SVG with its caption, and in `alt` what it shows for who cannot see it.

    `name` is what text calls the figure.
    """

    caption: str
    alt: str
    png: bytes
    svg: bytes
    name: str = ""


@dataclass(frozen=True)
class Passages:
    """The passages behind one claim or role.

    A line: id, who speaks, what it says (for or against, how it ended), and the words where those may be quoted.
    """

    name: str
    title: str
    lines: tuple[tuple[str, str, str, str], ...]

    def speakers(self) -> Iterator[tuple[str, str, list[str], list[tuple[str, str]]]]:
        """Who speaks and for what, with the ids of passages without words, and the passages that have words.

        >>> lines = (("D1:1-5", "A", "voor", ""), ("D1:7-9", "A", "voor", ""), ("D2:2-3", "B", "voor", "ja"))
        >>> list(Passages("c", "C", lines).speakers())
        [('A', 'voor', ['D1:1-5', 'D1:7-9'], []), ('B', 'voor', [], [('D2:2-3', 'ja')])]
        """
        spoken: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for segment, who, stance, words in self.lines:
            spoken.setdefault((who, stance), []).append((segment, words))
        for (who, stance), passages in spoken.items():
            silent = [segment for segment, words in passages if not words]
            yield who, stance, silent, [passage for passage in passages if passage[1]]


Block = Heading | Paragraph | Pointer | Contents | Bullets | Links | TableBlock | Figure | Passages


def _column_width(texts: tuple[str, ...]) -> float:
    longest = max(len(text) for text in texts)
    return float(max(_longest_word(texts) + 2, 5, 0.6 * min(longest, 60)))


def _longest_word(texts: tuple[str, ...]) -> int:
    return max((len(word) for text in texts for word in APART.split(text)), default=0)


def split_bold(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether it is bold.

    >>> list(split_bold("Van **drie** de"))
    [('Van ', False), ('drie', True), (' de', False)]
    """
    for place, piece in enumerate(BOLD.split(text)):
        if piece:
            yield piece, place % 2 == 1


def number_blocks(blocks: Iterable[Block]) -> dict[str, tuple[str, int]]:
    """Name to kind (`table` or `figure`) and number of every table and figure that has a name, in the order of reading.

    >>> number_blocks([TableBlock("", ("a",), ()), TableBlock("", ("a",), (), name="counts")])
    {'counts': ('table', 2)}
    """
    counts = {"table": 0, "figure": 0}
    numbered: dict[str, tuple[str, int]] = {}
    for block in blocks:
        if isinstance(block, TableBlock | Figure):
            kind = "table" if isinstance(block, TableBlock) else "figure"
            counts[kind] += 1
            numbered |= {block.name: (kind, counts[kind])} if block.name else {}
    return numbered


def without_loose_ends(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without text that sends the reader to a table or figure that is not among them.

    >>> without_loose_ends([Pointer("Zie {counts}."), Heading(1, "T")])
    [Heading(level=1, text='T', name='')]
    """
    listed = list(blocks)
    known = set(number_blocks(listed))
    return [block for block in listed if not isinstance(block, Pointer) or known.issuperset(block.names())]
