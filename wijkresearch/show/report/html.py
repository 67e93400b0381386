"""The report as one self-contained page: no script that is needed to read it, no request to anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatch
from html import escape

from wijkresearch.show.pages import page
from wijkresearch.show.report.blocks import Block, Bullets, Figure, Heading, Paragraph, Passages, Table, split_bold


def report_html(blocks: Iterable[Block], *, title: str, language: str, contents: str) -> str:
    """The report as a page.

    Args:
        blocks: the report.
        title: title of the page.
        language: `nl` or `en`.
        contents: the word above the table of contents.
    """
    listed = list(blocks)
    numbered = _Numbers()
    body = "\n".join(_render(block, numbered) for block in listed)
    return page(_contents(listed, contents) + body, title=title, language=language)


class _Numbers:
    """Tables and figures are numbered in the order in which they are written."""

    def __init__(self) -> None:
        self.tables = 0
        self.figures = 0


def _contents(blocks: list[Block], word: str) -> str:
    chapters = [block for block in blocks if isinstance(block, Heading) and block.level == 2]
    items = "".join(f'<li><a href="#{escape(chapter.name)}">{escape(chapter.text)}</a></li>' for chapter in chapters)
    return f'<nav aria-label="{escape(word)}"><h2>{escape(word)}</h2><ol>{items}</ol></nav>'


@singledispatch
def _render(block: object, _numbers: _Numbers) -> str:
    raise TypeError(type(block))


@_render.register
def _(block: Heading, _numbers: _Numbers) -> str:
    name = f' id="{escape(block.name)}"' if block.name else ""
    return f"<h{block.level}{name}>{escape(block.text)}</h{block.level}>"


@_render.register
def _(block: Paragraph, _numbers: _Numbers) -> str:
    kind = ' class="notice"' if block.notice else ""
    return f"<p{kind}>{_rich(block.text)}</p>"


@_render.register
def _(block: Bullets, _numbers: _Numbers) -> str:
    return "<ul>" + "".join(f"<li>{_rich(item)}</li>" for item in block.items) + "</ul>"


@_render.register
def _(block: Table, numbers: _Numbers) -> str:
    numbers.tables += 1
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in block.headings)
    links = block.links or ("",) * len(block.rows)
    rows = "".join(_row(row, link, block.numeric) for row, link in zip(block.rows, links, strict=True))
    note = f"<p class='note'>{_rich(block.note)}</p>" if block.note else ""
    caption = f"<caption><b>Tabel {numbers.tables}</b> {escape(block.caption)}</caption>"
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(block.caption)}">{table}</div>{note}'


def _row(row: tuple[str, ...], link: str, numeric: frozenset[int]) -> str:
    cells = []
    for place, text in enumerate(row):
        content = _rich(text)
        if link and place == 0:
            content = f'<a href="#{escape(link)}">{content}</a>'
        cells.append(f'<td class="number">{content}</td>' if place in numeric else f"<td>{content}</td>")
    return f"<tr>{''.join(cells)}</tr>"


@_render.register
def _(block: Figure, numbers: _Numbers) -> str:
    numbers.figures += 1
    source = b64encode(block.png).decode()
    caption = f"<figcaption><b>Figuur {numbers.figures}</b> {escape(block.caption)}</figcaption>"
    return f'<figure><img src="data:image/png;base64,{source}" alt="{escape(block.alt)}">{caption}</figure>'


@_render.register
def _(block: Passages, _numbers: _Numbers) -> str:
    items = "".join(
        f"<li><code>{escape(segment)}</code> {escape(who)} <em>{escape(stance)}</em>"
        f"{f'<blockquote>{escape(words)}</blockquote>' if words else ''}</li>"
        for segment, who, stance, words in block.lines
    )
    return (
        f'<details id="{escape(block.name)}" class="passages"><summary>{escape(block.title)}</summary>'
        f"<ul>{items}</ul></details>"
    )


def _rich(text: str) -> str:
    return "".join(f"<strong>{escape(piece)}</strong>" if bold else escape(piece) for piece, bold in split_bold(text))
