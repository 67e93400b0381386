"""The report as one self-contained page: no script that is needed to read it, no request to anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wijkresearch.report.blocks import Block, Contents, Finding, Heading, Strips, number_blocks
from wijkresearch.report.pages import page
from wijkresearch.report.templating import render
from wijkresearch.report.words import WORDS, evidence_words

LONG = 40
"""A cell with more characters than this needs room to be read, also on a phone."""


def report_html(blocks: Iterable[Block], *, title: str, language: str, home: str = "", **frame: Any) -> str:
    """The report as a page, with its chapters beside it.

    Args:
        blocks: the report.
        title: title of the page.
        language: `nl` or `en`.
        home: where the link back to the entry leads; no link when empty.
        frame: what else `template_page` puts around a page.
    """
    listed = list(blocks)
    chapters = (block for block in listed if isinstance(block, Heading) and block.level == 2 and block.name)
    contents = [(chapter.name, chapter.text) for chapter in chapters]
    body = report_body(listed, language=language)
    return page(body, title=title, language=language, home=home, contents=contents, **frame)


def report_body(blocks: Iterable[Block], *, language: str) -> str:
    """The report as HTML without a page around it, and without its contents, which a page has beside it.

    Args:
        blocks: the report.
        language: `nl` or `en`.
    """
    listed, words = [block for block in blocks if not isinstance(block, Contents)], WORDS[language]
    named = {name: f"{words[kind]} {number}" for name, (kind, number) in number_blocks(listed).items()}
    labelled = list(_label(listed, words))
    has_marks = any(isinstance(block, Finding | Strips) for block in listed)
    return render(
        "blocks.html",
        blocks=labelled,
        named=named,
        words=words,
        marks=evidence_words(language),
        has_marks=has_marks,
        long=LONG,
    )


def _label(blocks: Iterable[Block], words: Mapping[str, str]) -> Iterator[tuple[str, Block, str]]:
    """Every block with its kind in front, and behind it the label of a table or figure: numbered as they are read."""
    counts: Counter[str] = Counter()
    for block in blocks:
        kind = type(block).__name__.removesuffix("Block").lower()
        counts[kind] += 1
        yield kind, block, f"{words[kind]} {counts[kind]}" if kind in ("table", "figure") else ""
