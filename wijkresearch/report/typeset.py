"""The report as a PDF, typeset with Typst: tagged, with alternative texts, and the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, singledispatch
from typing import Any

import matplotlib as mpl
import typst
from matplotlib.font_manager import get_font

from wijkresearch.report.blocks import (
    SIGNS,
    Block,
    Branch,
    Bullets,
    Contents,
    Figure,
    Finding,
    Heading,
    Links,
    Paragraph,
    Passages,
    Pointer,
    Quote,
    Quotes,
    Strips,
    TableBlock,
    Tree,
    on_paper,
    split_bold,
)
from wijkresearch.report.words import CARD, MARKS

SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\#$*_`<>@[]~=+-/\"'"})
NO_CHARACTER = "□"
PREAMBLE = """
#set document(title: [{title}], date: none)
#set page(paper: "a4", margin: (x: 2cm, y: 1.8cm), numbering: "1")
#set text(font: ("Libertinus Serif", "DejaVu Sans"), size: 10pt, lang: "{language}")
#set par(justify: false, leading: 0.56em, spacing: 0.9em)
#set table(stroke: none, inset: (x: 3pt, y: 2pt))
#show table: set text(size: 8pt, hyphenate: true)
#show table: set par(leading: 0.45em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set align(left)
#show figure.caption: set align(left)
#show figure.caption.where(kind: table): set block(sticky: true)
#show heading: set block(above: 1.3em, below: 0.6em)
#show heading.where(level: 3): set text(size: 10.5pt)
#show quote: set pad(x: 0pt)
#show link: set text(fill: rgb("#00538a"))
"""
PAGE_WIDTH, TALLEST = 480, 430
"""Room for a picture, in points: the width of the text, and a height that leaves place for heading and caption."""
EPOCH = datetime(2024, 8, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Paper:
    """What a block is typeset with: the files beside the text, what is said around a finding, and what marks mean."""

    files: dict[str, bytes]
    words: Mapping[str, str]
    marks: Mapping[str, Mapping[str, str]]


def report_pdf(blocks: Iterable[Block], *, title: str, language: str) -> bytes:
    """The report as PDF.

    Args:
        blocks: the report.
        title: title in the document's properties.
        language: `nl` or `en`.
    """
    files: dict[str, bytes] = {"main.typ": b""}
    parts = [PREAMBLE.format(title=_escape(title), language=language)]
    paper = Paper(files, CARD[language], MARKS[language])
    parts += [_typst(block, paper) for block in on_paper(blocks)]
    files["main.typ"] = "\n\n".join(parts).encode()
    compile_files: Any = typst.compile  # takes a mapping of file names to contents, though its type hints do not say so
    fonts = {"font_paths": [_fonts()], "ignore_system_fonts": True}
    return bytes(compile_files(files, timestamp=EPOCH, pdf_standards=["ua-1"], **fonts))


def _fonts() -> str:
    """The folder of fonts that come with Matplotlib: the same on every machine, unlike those of its system."""
    return f"{mpl.get_data_path()}/fonts/ttf"


@cache
def _known_characters() -> frozenset[int]:
    return frozenset(get_font(f"{_fonts()}/DejaVuSans.ttf").get_charmap())


def _escape(text: str) -> str:
    """Text as Typst takes it; a character that no font has, which a tagged PDF may not hold, is a square."""
    known = _known_characters()
    shown = (sign if sign.isspace() or ord(sign) in known else NO_CHARACTER for sign in text)
    return "".join(shown).translate(SPECIAL)


def _quoted(text: str) -> str:
    """Text between double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _rich(text: str) -> str:
    return "".join(f"#strong[{_escape(piece)}]" if bold else _escape(piece) for piece, bold in split_bold(text))


@singledispatch
def _typst(block: Any, _paper: Paper) -> str:
    raise TypeError(type(block))


@_typst.register
def _(block: Heading, _paper: Paper) -> str:
    listed = "false" if block.level == 1 else "true"
    return f"#heading(level: {block.level}, outlined: {listed})[{_escape(block.text)}]"


@_typst.register
def _(block: Contents, _paper: Paper) -> str:
    return f"#outline(title: [{_escape(block.title)}], target: heading.where(level: 2))"


@_typst.register
def _(block: Paragraph, _paper: Paper) -> str:
    if block.notice:
        return f'#block(fill: luma(245), inset: 8pt, stroke: (left: 3pt + rgb("#e69f00")))[{_rich(block.text)}]'
    return _rich(block.text)


@_typst.register
def _(block: Pointer, _paper: Paper) -> str:
    return "".join(f'#ref(label("{_quoted(text)}"))' if named else _escape(text) for text, named in block.pieces())


@_typst.register
def _(block: Bullets, _paper: Paper) -> str:
    return "#list(" + ", ".join(f"[{_rich(item)}]" for item in block.items) + ")" if block.items else ""


@_typst.register
def _(block: Links, _paper: Paper) -> str:
    return "\n\n".join(_escape(line) for line in block.printed())


@_typst.register
def _(block: Figure, paper: Paper) -> str:
    name = f"figure{len(paper.files)}.svg"
    paper.files[name] = block.svg
    image = f'image("{name}", width: {_picture_width(block.svg)}pt, alt: "{_quoted(block.alt)}")'
    return f"#figure({image}, caption: [{_escape(block.caption)}]){_label(block.name)}"


def _label(name: str) -> str:
    """What makes a figure or table the target of references to this name."""
    return f' #label("{_quoted(name)}")' if name else ""


def _picture_width(svg: bytes) -> int:
    """The width in points at which a picture fits the page; never larger than it was drawn."""
    sides = [re.search(rb'<svg[^>]*?\b%s="([\d.]+)' % side, svg) for side in (b"width", b"height")]
    width, height = (float(side.group(1)) if side else PAGE_WIDTH for side in sides)
    return int(min(PAGE_WIDTH, width, TALLEST * width / height))


@_typst.register
def _(block: TableBlock, _paper: Paper) -> str:
    places = range(len(block.headings))
    columns = ", ".join(f"{width:g}fr" for width in block.column_widths())
    sides = ", ".join("right" if place in block.numeric else "left" for place in places)
    heads = ", ".join(f"[#strong[{_escape(heading)}]]" for heading in block.headings)
    rows = ",\n".join(_row(row, place, block.links) for place, row in enumerate(block.rows))
    rule = "table.hline(stroke: 0.6pt)"
    shape = f"columns: ({columns},), align: ({sides},)"
    table = f"table({shape}, {rule}, table.header({heads}), {rule},\n{rows},\n{rule})"
    notes = [_rich(text) for text in (block.note, block.source) if text]
    note = f"\n#text(size: 8.5pt)[{' '.join(notes)}]" if notes else ""
    return f"#figure(kind: table, {table}, caption: [{_escape(block.caption)}]){_label(block.name)}{note}"


def _row(row: tuple[str, ...], place: int, links: Mapping[tuple[int, int], str]) -> str:
    return ", ".join(_linked(f"[{_rich(cell)}]", links.get((place, column), "")) for column, cell in enumerate(row))


def _linked(content: str, link: str) -> str:
    """Content that leads to a place in this file; as it is where there is no link."""
    return f'link(label("{_quoted(link[1:])}")){content}' if link else content


@_typst.register
def _(block: Passages, _paper: Paper) -> str:
    lines = " · ".join(_speaker(*speaker) for speaker in block.speakers())
    title = f'#heading(level: 3, outlined: false)[{_escape(block.title)}] #label("{_quoted(block.name)}")'
    return f"{title}\n#text(size: 7.5pt)[{lines}]"


def _speaker(who: str, stance: str, silent: list[str], quoted: list[tuple[str, str]]) -> str:
    quotes = "".join(f" “{_escape(words)}” ({_escape(segment)})" for segment, words in quoted)
    return f"{_escape(who)}, #emph[{_escape(stance)}]: {_escape(', '.join(silent))}{quotes}"


@_typst.register
def _(block: Strips, paper: Paper) -> str:
    rows = ", ".join(
        f"[{_escape(strip.place)}], [#text(size: 11pt)[{_escape(strip.signs())}]], "
        f"[{_escape(strip.counted)} #strong[{_escape(strip.said)}]]"
        for strip in block.strips
    )
    key = [f"{sign} {paper.marks[block.unit][state]}" for sign, state in block.key()]
    key += [f"{SIGNS[shape][1]} {label}" for shape, label in block.perspectives()]
    shown = f"#table(columns: (26%, 30%, 44%), {rows})" if rows else ""
    return f"{shown}\n#text(size: 8pt)[{_escape('   '.join(key))}]" if key else shown


@_typst.register
def _(block: Quotes, _paper: Paper) -> str:
    return _side_by_side([f"‘{_escape(quote.words)}’ {_who(quote)}" for quote in block.quotes])


def _side_by_side(parts: list[str]) -> str:
    """Short texts in two columns."""
    cells = ", ".join(f"[{part}]" for part in parts)
    return f"#grid(columns: (1fr, 1fr), column-gutter: 16pt, row-gutter: 8pt, {cells})" if parts else ""


def _who(quote: Quote) -> str:
    return f"#text(size: 8.5pt)[{_escape(quote.who)} · {_escape(quote.segment)}]"


@_typst.register
def _(block: Tree, _paper: Paper) -> str:
    return f"#list(marker: none, {_branch(block.root)})"


def _branch(branch: Branch) -> str:
    parts = f" #list(marker: none, {', '.join(map(_branch, branch.parts))})" if branch.parts else ""
    return f"[#strong[{_escape(branch.said)}] {_escape(branch.text)}{parts}]"


@_typst.register
def _(block: Finding, paper: Paper) -> str:
    words = paper.words
    named = f'#heading(level: 3, outlined: false)[{_escape(block.claim)} {_escape(block.text)}] #label("{block.name}")'
    rule = f" #strong[{_escape(words['rule'])}] {_escape(' '.join(block.rule))}" if block.rule else ""
    against = f"#strong[{_escape(words['against_heading'])}.] {_escape(' '.join(block.against))}"
    opposed = "".join(f"\n\n‘{_escape(quote.words)}’ {_who(quote)}" for quote in block.opposed)
    links = "".join(f"\n\n#{_linked(f'[{_escape(said)}]', link)}" for link, said in block.links)
    tips = f"#strong[{_escape(words['tips_heading'])}.] {_escape(' '.join(block.tips))}"
    parts = [
        f"#strong[{_escape(block.headline)}]{rule}",
        _typst(block.strips, paper),
        _typst(Quotes(block.quotes), paper),
        _side_by_side([against + opposed, tips + links]),
    ]
    return "\n\n".join([named, *filter(None, parts)])
