"""The report as one self-contained page: no script that is needed to read it, no request to anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import singledispatch
from html import escape

from wijkresearch.report.blocks import (
    Block,
    Bullets,
    Contents,
    Figure,
    Heading,
    Links,
    Paragraph,
    Passages,
    Pointer,
    Table,
    number_blocks,
    split_bold,
)
from wijkresearch.report.pages import page, scrolling
from wijkresearch.report.words import WORDS

NUMBER = ' class="number"'
LONG = 40
"""A cell with more characters than this needs room to be read, also on a phone."""


def report_html(blocks: Iterable[Block], *, title: str, language: str, home: str = "") -> str:
    """The report as a page.

    Args:
        blocks: the report.
        title: title of the page.
        language: `nl` or `en`.
        home: where the link back to the entry leads; no link when empty.
    """
    return page(report_body(blocks, language=language), title=title, language=language, home=home)


def report_body(blocks: Iterable[Block], *, language: str) -> str:
    """The report as HTML without a page around it.

    Args:
        blocks: the report.
        language: `nl` or `en`.
    """
    listed = list(blocks)
    numbered = _Numbers(language, number_blocks(listed))
    return "\n".join(_render(block, numbered) for block in listed)


class _Numbers:
    """Tables and figures are numbered in the order in which they are written."""

    def __init__(self, language: str, named: Mapping[str, tuple[str, int]]) -> None:
        self.words = WORDS[language]
        self.named = named
        self.counts = {"table": 0, "figure": 0}

    def next(self, kind: str) -> str:
        """The label of the next table or figure."""
        self.counts[kind] += 1
        return f"<b>{self.words[kind]} {self.counts[kind]}</b>"

    def reference(self, name: str) -> str:
        """A link to a table or figure, with its label as text."""
        kind, number = self.named[name]
        return f'<a href="#{escape(name)}">{self.words[kind]} {number}</a>'


@singledispatch
def _render(block: object, _numbers: _Numbers) -> str:
    raise TypeError(type(block))


@_render.register
def _(block: Heading, _numbers: _Numbers) -> str:
    return f"<h{block.level}{_anchor(block.name)}>{escape(block.text)}</h{block.level}>"


@_render.register
def _(block: Paragraph, _numbers: _Numbers) -> str:
    kind = ' class="notice"' if block.notice else ""
    return f"<p{kind}>{_rich(block.text)}</p>"


@_render.register
def _(block: Pointer, numbers: _Numbers) -> str:
    return f"<p>{''.join(numbers.reference(piece) if named else escape(piece) for piece, named in block.pieces())}</p>"


@_render.register
def _(block: Contents, _numbers: _Numbers) -> str:
    items = "".join(f'<li><a href="#{escape(name)}">{escape(text)}</a></li>' for name, text in block.chapters)
    return f'<nav aria-label="{escape(block.title)}"><h2>{escape(block.title)}</h2><ol>{items}</ol></nav>'


@_render.register
def _(block: Bullets, _numbers: _Numbers) -> str:
    return "<ul>" + "".join(f"<li>{_rich(item)}</li>" for item in block.items) + "</ul>"


@_render.register
def _(block: Links, _numbers: _Numbers) -> str:
    return "".join(f'<p><a href="{escape(file)}">{escape(text)}</a></p>' for file, text in block.items)


@_render.register
def _(block: Table, numbers: _Numbers) -> str:
    head = "".join(
        f'<th scope="col"{NUMBER if place in block.numeric else ""}>{escape(heading)}</th>'
        for place, heading in enumerate(block.headings)
    )
    links = block.links or ("",) * len(block.rows)
    rows = "".join(_row(row, link, block.numeric) for row, link in zip(block.rows, links, strict=True))
    note = f'<p class="note"><em>{numbers.words["note"]}</em> {_rich(block.note)}</p>' if block.note else ""
    caption = f"<caption>{numbers.next('table')} {escape(block.caption)}</caption>"
    table = f"<table{_anchor(block.name)}>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"{scrolling(table, block.caption)}{note}"


def _anchor(name: str) -> str:
    """What makes an element the target of links to this name."""
    return f' id="{escape(name)}"' if name else ""


def _row(row: tuple[str, ...], link: str, numeric: frozenset[int]) -> str:
    first = f'<a href="#{escape(link)}">{_rich(row[0])}</a>' if link else _rich(row[0])
    cells = [f'<th scope="row">{first}</th>']
    for place, text in enumerate(row[1:], start=1):
        kind = NUMBER if place in numeric else ' class="long"' if len(text) > LONG else ""
        cells.append(f"<td{kind}>{_rich(text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


@_render.register
def _(block: Figure, numbers: _Numbers) -> str:
    source = b64encode(block.svg).decode()
    picture = f'<img src="data:image/svg+xml;base64,{source}" alt="{escape(block.alt)}">'
    caption = f"<figcaption>{numbers.next('figure')} {escape(block.caption)}</figcaption>"
    return f"<figure{_anchor(block.name)}>{scrolling(picture, block.caption, kind='wide picture')}{caption}</figure>"


@_render.register
def _(block: Passages, _numbers: _Numbers) -> str:
    items = "".join(f"<li>{_speaker(*speaker)}</li>" for speaker in block.speakers())
    return f'<details><summary>{escape(block.title)}</summary><ul id="{escape(block.name)}">{items}</ul></details>'


def _speaker(who: str, stance: str, silent: list[str], quoted: list[tuple[str, str]]) -> str:
    ids = ", ".join(f"<code>{escape(segment)}</code>" for segment in silent)
    quotes = "".join(
        f"<blockquote>{escape(words)} <code>{escape(segment)}</code></blockquote>" for segment, words in quoted
    )
    return f"{escape(who)}, <em>{escape(stance)}</em>{f': {ids}' if ids else ''}{quotes}"


def _rich(text: str) -> str:
    return "".join(f"<strong>{escape(piece)}</strong>" if bold else escape(piece) for piece, bold in split_bold(text))
