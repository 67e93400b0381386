"""A reading list of passages as a file of its own: for Word, for Excel, or as one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO

import pandas as pd

from wijkresearch.io.exporting import workbook_bytes
from wijkresearch.report.blocks import Block, Heading, Paragraph
from wijkresearch.report.documents import ReadDocument
from wijkresearch.report.html import report_html
from wijkresearch.report.passages import say_place
from wijkresearch.words import catalogue, lists

SAID = catalogue("finding_back")
HEADINGS = lists("finding_back")
COLUMNS = ("segment", "who", "lines", "codes", "words")
WIDTHS = (18, 30, 14, 30, 80)


def add_lines(read: pd.DataFrame, documents: Mapping[str, ReadDocument], *, language: str) -> pd.DataFrame:
    """The passages with where they stand, in words; the numbers of lines are those of the pages.

    Args:
        read: passages as `show.finding_back.list_passages` gives them.
        documents: every document as it may be read.
        language: `nl` or `en`.
    """
    places = read[["document", "start", "end"]].itertuples(index=False, name=None)
    lines = [say_place(documents[document].place(start, end), language) for document, start, end in places]
    return read.assign(lines=lines)


def list_bytes(read: pd.DataFrame, file_format: str, *, title: str, said: Sequence[str], language: str) -> bytes:
    """The reading list in one of `FORMATS`.

    Args:
        read: what `add_lines` gives.
        file_format: one of `FORMATS`.
        title: what was asked for.
        said: what stands above the list: how many there are, who may not be quoted, and what the study says of itself.
        language: `nl` or `en`.
    """
    shown = read.fillna({"words": SAID[language]["no_words"]})
    return FORMATS[file_format](shown, title, said, language)


def _blocks(read: pd.DataFrame, title: str, said: Sequence[str]) -> Iterator[Block]:
    yield Heading(1, title)
    yield from map(Paragraph, said)
    for who, passages in read.groupby("who", sort=False):
        yield Heading(2, str(who))
        for passage in passages.itertuples():
            place = passage.lines or f"{passage.start}–{passage.end}"
            yield Paragraph(f"**{passage.document}, {place}: {passage.codes}**")
            yield Paragraph(passage.words)


def _docx(read: pd.DataFrame, title: str, said: Sequence[str], language: str) -> bytes:
    from wijkresearch.report.word import report_document  # noqa: PLC0415 - only who asks for Word waits for it

    stream = BytesIO()
    report_document(_blocks(read, title, said), title=title, language=language).save(stream)
    return stream.getvalue()


def _xlsx(read: pd.DataFrame, title: str, said: Sequence[str], language: str) -> bytes:
    headings = HEADINGS[language]["headings"]
    notes = pd.DataFrame({title: list(said)})
    sheets = {"Passages": read[list(COLUMNS)].set_axis(list(headings), axis="columns"), "Info": notes}
    return workbook_bytes(sheets, widths={**dict(zip(headings, WIDTHS, strict=True)), title: 80})


def _html(read: pd.DataFrame, title: str, said: Sequence[str], language: str) -> bytes:
    return report_html(_blocks(read, title, said), title=title, language=language).encode()


FORMATS: Mapping[str, Callable[[pd.DataFrame, str, Sequence[str], str], bytes]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
}
