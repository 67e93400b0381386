"""The report as a PDF, typeset with Typst: tagged, with alternative texts, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import singledispatch
from typing import Any

import typst

from wijkresearch.show.report.blocks import Block, Bullets, Figure, Heading, Paragraph, Passages, Table, split_bold

SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\#$*_`<>@[]~=+-/\"'"})
PREAMBLE = """
#set document(title: [{title}], date: none)
#set page(paper: "a4", margin: (x: 2.2cm, y: 2.2cm), numbering: "1")
#set text(font: ("Libertinus Serif",), size: 10pt, lang: "{language}")
#set par(justify: false, leading: 0.62em)
#set table(stroke: none, inset: (x: 4pt, y: 3pt))
#show table: set text(size: 7.5pt)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: set align(left)
#show heading: set block(above: 1.4em, below: 0.7em)
"""
EPOCH = datetime(2024, 8, 2, tzinfo=UTC)


def report_pdf(blocks: Iterable[Block], *, title: str, language: str) -> bytes:
    """The report as PDF.

    Args:
        blocks: the report.
        title: title in the document's properties.
        language: `nl` or `en`.
    """
    files: dict[str, bytes] = {"main.typ": b""}
    parts = [PREAMBLE.format(title=_escape(title), language=language)]
    parts += [_typst(block, files) for block in blocks]
    files["main.typ"] = "\n\n".join(parts).encode()
    compile_files: Any = typst.compile  # takes a mapping of file names to contents, though its type hints do not say so
    return bytes(compile_files(files, timestamp=EPOCH, pdf_standards=["ua-1"]))


def _escape(text: str) -> str:
    return text.translate(SPECIAL)


def _rich(text: str) -> str:
    return "".join(f"#strong[{_escape(piece)}]" if bold else _escape(piece) for piece, bold in split_bold(text))


@singledispatch
def _typst(block: Any, _files: dict[str, bytes]) -> str:
    raise TypeError(type(block))


@_typst.register
def _(block: Heading, _files: dict[str, bytes]) -> str:
    outline = "\n\n#outline(depth: 2)" if block.level == 1 else ""
    return f"#heading(level: {block.level})[{_escape(block.text)}]{outline}"


@_typst.register
def _(block: Paragraph, _files: dict[str, bytes]) -> str:
    if block.notice:
        return f'#block(fill: luma(245), inset: 8pt, stroke: (left: 3pt + rgb("#e69f00")))[{_rich(block.text)}]'
    return _rich(block.text)


@_typst.register
def _(block: Bullets, _files: dict[str, bytes]) -> str:
    return "#list(" + ", ".join(f"[{_rich(item)}]" for item in block.items) + ")" if block.items else ""


@_typst.register
def _(block: Figure, files: dict[str, bytes]) -> str:
    name = f"figure{len(files)}.svg"
    files[name] = block.svg
    alt = block.alt.replace("\\", "").replace('"', "'")
    return f'#figure(image("{name}", width: 100%, alt: "{alt}"), caption: [{_escape(block.caption)}])'


@_typst.register
def _(block: Table, _files: dict[str, bytes]) -> str:
    columns = ", ".join(_width(block, place) for place in range(len(block.headings)))
    heads = ", ".join(f"[#strong[{_escape(heading)}]]" for heading in block.headings)
    rows = ",\n".join(", ".join(f"[{_rich(cell)}]" for cell in row) for row in block.rows)
    rule = "table.hline(stroke: 0.6pt)"
    table = f"table(columns: ({columns}), {rule}, table.header({heads}), {rule},\n{rows},\n{rule})"
    note = f"\n#text(size: 8pt)[{_rich(block.note)}]" if block.note else ""
    return f"#figure(kind: table, {table}, caption: [{_escape(block.caption)}]){note}"


def _width(block: Table, place: int) -> str:
    """A column that holds sentences takes the room that is left."""
    longest = max([len(block.headings[place]), *(len(row[place]) for row in block.rows)])
    return "3fr" if longest > 40 else "1fr" if longest > 12 else "auto"


@_typst.register
def _(block: Passages, _files: dict[str, bytes]) -> str:
    lines = [
        f"[#strong[{_escape(segment)}] {_escape(who)} ({_escape(stance)}){f': “{_escape(words)}”' if words else ''}]"
        for segment, who, stance, words in block.lines
    ]
    return f"#heading(level: 3)[{_escape(block.title)}]\n#text(size: 8pt)[#list({', '.join(lines)})]"
