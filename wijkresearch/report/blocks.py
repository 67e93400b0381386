"""What a report consists of, whatever it is written as. Text is plain; `**bold**` is the only mark-up in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

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

    `links` gives, for a cell by its row and column from 0, where its number comes from: a file beside this page, with
    the name of a place in it, or `#` and a name on the page itself. `source` says where the numbers come from that have
    no link of their own, and `source_page` is the file in which they are computed; both follow from `made_of`, the
    stems of the processed tables that they stand in, where those are named. `name` is what text calls the table.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    numeric: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    source: str = ""
    source_page: str = ""
    made_of: tuple[str, ...] = ()
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


STATES = ("for", "both", "silent", "not_asked", "against")
"""What a mark says, in the order of a strip: who supports a claim first, and who is against it last."""
SIGNS = {-1: ("•", "◦"), 0: ("●", "○"), 1: ("■", "□"), 2: ("▲", "△"), 3: ("◆", "◇")}
"""The shapes of marks on paper, filled and open; the first is for whom the perspective may not be told."""


@dataclass(frozen=True)
class Mark:
    """One respondent in a strip of people.

    Args:
        state: `for`, `against`, `both`, `silent` (asked, and said nothing of it) or `not_asked`.
        shape: place of the perspective in the order of the study, from 0; -1 where it may not be told.
        who: who it is, as far as that may be told, and what they say.
        link: their passages; none where there are none, or where the person would be known by them.
    """

    state: str
    shape: int
    who: str
    link: str = ""

    @property
    def sign(self) -> str:
        """The mark on paper.

        >>> Mark("against", 1, "Iemand").sign
        '✕□'
        """
        filled, open_ = SIGNS[self.shape]
        return {"for": filled, "both": "◐", "silent": open_, "not_asked": "◌", "against": f"✕{open_}"}[self.state]


@dataclass(frozen=True)
class Strip:
    """One case with a mark for each respondent: those for first, then who is silent, then those against.

    Args:
        place: what the case is called.
        marks: the respondents, or the parts of an answer; none where something else is counted.
        counted: k of n, in words.
        said: the verdict there, in words; nothing where there is none.
        verdict: the key of the verdict.
        share: the part that supports, from 0 to 1, where there are no marks.
        link: where the count comes from.
        about: where what stands in the place of the case is explained.
    """

    place: str
    marks: tuple[Mark, ...]
    counted: str
    said: str = ""
    verdict: str = ""
    share: float | None = None
    link: str = ""
    about: str = ""

    def signs(self) -> str:
        """The marks on paper; a dash where there are none."""
        return " ".join(mark.sign for mark in self.marks) or "–"


@dataclass(frozen=True)
class Strips:
    """Strips below each other, with what the marks mean.

    Args:
        strips: one for each case.
        shapes: perspectives that marks show, each with what it is called.
        unit: what a mark is: one of the `respondents` or of the `parts` of an answer; `cases` where they are counted.
    """

    strips: tuple[Strip, ...]
    shapes: tuple[tuple[int, str], ...] = ()
    unit: str = "respondents"

    def states(self) -> tuple[str, ...]:
        """The states that the marks have, in the order in which they stand in a strip."""
        found = [mark.state for strip in self.strips for mark in strip.marks]
        return tuple(sorted(set(found), key=STATES.index))

    def key(self) -> Iterator[tuple[str, str]]:
        """The states that the marks have, each with its sign on paper.

        >>> list(Strips((Strip("A", (Mark("for", 0, "Iemand"),), "1 van 1"),)).key())
        [('●', 'for')]
        """
        shape = 1 if self.unit == "parts" else 0
        yield from ((Mark(state, shape, "").sign, state) for state in self.states())

    def perspectives(self) -> tuple[tuple[int, str], ...]:
        """The perspectives that marks tell apart; none where there is one, or where a mark is no person."""
        return self.shapes if len(self.shapes) > 1 and self.unit == "respondents" and self.states() else ()


@dataclass(frozen=True)
class Quote:
    """The words of one passage, who said them as far as that may be told, its id, and where it is read."""

    words: str
    who: str
    segment: str
    link: str = ""


@dataclass(frozen=True)
class Quotes:
    """Passages in their own words, beside what they are evidence of."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Branch:
    """One part of an answer: its id, its text, its verdict (a key and in words), and the parts that it has itself."""

    claim: str
    text: str
    verdict: str
    said: str
    link: str = ""
    parts: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Tree:
    """An answer with the parts that it follows from, and theirs."""

    root: Branch


@dataclass(frozen=True)
class Finding:
    """A finding with its evidence beside it.

    Args:
        name: what links point to.
        claim: its id.
        text: the sentence.
        verdict: the key of its verdict.
        headline: the verdict in words, with in how many cases it holds.
        rule: how it is judged, and what would make it untrue.
        strips: k of n per case, as people.
        quotes: two or three passages for it.
        against: what speaks against it: a sentence each.
        opposed: passages against it.
        tips: what would give it another verdict: a sentence each.
        links: further places: where, and what is there.
    """

    name: str
    claim: str
    text: str
    verdict: str
    headline: str
    rule: tuple[str, ...] = ()
    strips: Strips = field(default_factory=lambda: Strips(()))
    quotes: tuple[Quote, ...] = ()
    against: tuple[str, ...] = ()
    opposed: tuple[Quote, ...] = ()
    tips: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


Block = (
    Heading
    | Paragraph
    | Pointer
    | Contents
    | Bullets
    | Links
    | TableBlock
    | Figure
    | Passages
    | Strips
    | Quotes
    | Tree
    | Finding
)


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


def on_paper(blocks: Iterable[Block]) -> list[Block]:
    """The blocks for a file that stands alone: links lead to a place in it or are none, and lists of passages are ids.

    What is quoted stands beside its finding.

    >>> table = TableBlock("", ("a",), (("1",), ("2",)), links={(0, 0): "passages.html#C1-D1", (1, 0): "elders.html#x"})
    >>> on_paper([table, Passages("C1", "", ())])[0].links
    {(0, 0): '#C1'}
    """
    listed = list(blocks)
    places = {block.name for block in listed if isinstance(block, Heading | Passages | Finding) and block.name}
    return [_linked_here(block, places) for block in listed]


def _linked_here(block: Block, places: Collection[str]) -> Block:
    if isinstance(block, TableBlock):
        here = {cell: place_here(link, places) for cell, link in block.links.items()}
        return replace(block, links={cell: f"#{place}" for cell, place in here.items() if place})
    if isinstance(block, Finding):
        led = [(place_here(link, places), said) for link, said in block.links]
        return replace(block, links=tuple((f"#{place}", said) for place, said in led if place))
    if isinstance(block, Passages):
        return replace(block, lines=tuple((segment, who, stance, "") for segment, who, stance, _ in block.lines))
    return block


def place_here(link: str, places: Collection[str]) -> str:
    """The place among these that a link leads to, or that has it as a part; nothing where it leads elsewhere.

    >>> place_here("passages.html#C03-katwijk-D1", {"C03", "answers"})
    'C03'
    """
    place = link.partition("#")[2]
    while place and place not in places:
        place = place.rpartition("-")[0]
    return place


def without_loose_ends(blocks: Iterable[Block]) -> list[Block]:
    """The blocks without text that sends the reader to a table or figure that is not among them.

    >>> without_loose_ends([Pointer("Zie {counts}."), Heading(1, "T")])
    [Heading(level=1, text='T', name='')]
    """
    listed = list(blocks)
    known = set(number_blocks(listed))
    return [block for block in listed if not isinstance(block, Pointer) or known.issuperset(block.names())]
