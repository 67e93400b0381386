"""Transcripts of interviews in the formats in which they come: texts, subtitles, and what speech software writes.

Whatever the format, the same interview gives the same text and the same positions: see `canonical`. A .txt, a .docx
and an .odt with the same lines give the same text; subtitles give the text that a transcript with a line
`Speaker: words` per turn gives. Layouts of transcription services that put speaker and time elsewhere keep their own
lines; the words of each turn are the same, and TURNS says where they are.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.spreadsheets import assumed_encoding, decode
from wijkresearch.exchange.transcripts.canonical import Canonical, PositionMap, canonical, canonical_text
from wijkresearch.exchange.transcripts.chat import read_chat
from wijkresearch.exchange.transcripts.doubts import doubts_about
from wijkresearch.exchange.transcripts.html_text import read_html
from wijkresearch.exchange.transcripts.json_files import page_of_otr, read_json
from wijkresearch.exchange.transcripts.open_document import read_odt
from wijkresearch.exchange.transcripts.pieces import Piece, rendered
from wijkresearch.exchange.transcripts.praat import read_textgrid
from wijkresearch.exchange.transcripts.structured import Reader
from wijkresearch.exchange.transcripts.subtitles import read_cues
from wijkresearch.exchange.transcripts.table_turns import BESIDE, WITHIN, cells_within, table_turns
from wijkresearch.exchange.transcripts.timed_lines import read_sbv, read_tsv
from wijkresearch.exchange.transcripts.turns import Turn, find_turns, turns_table
from wijkresearch.exchange.transcripts.word_processor import Table, read_docx
from wijkresearch.exchange.transcripts.xml_files import read_xml

__all__ = [
    "ALSO_CODED",
    "FORMATS",
    "TIMES_BESIDE",
    "Canonical",
    "PositionMap",
    "Transcript",
    "canonical",
    "canonical_text",
    "read_transcript",
]

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
MAX_TEXT = 64 * 1024 * 1024
LEFT_OUT = {
    "deleted passages": "{count} deleted passages (tracked changes) were left out.",
    "moved passages": "{count} moved passages (tracked changes) were left out.",
    "hidden passages": "{count} hidden passages were left out.",
    "comments": "{count} comments were left out.",
    "footnotes": "{count} footnotes were left out.",
    "page headers and footers": "{count} page headers and footers were left out.",
}
TIMES_BESIDE = "The times of {file} are not in the text; keep that file to find a passage in the recording."
FROM_PDF = "The text comes from a PDF: page headers and line ends are part of it. Use the .docx if possible."


@dataclass(frozen=True, repr=False)
class Transcript:
    """A transcript in its one text, with its turns; it never shows what it holds.

    `turns` conforms to TURNS, with the file's stem as document. `encoding` is the one that a text file was read with,
    or the format where the format settles it. `layout` is what the turns were recognised by, or `no turns`.
    `assumptions` are what was taken for granted, left out or doubted; none repeats what is said in it. `times_beside`
    says whether the file has times that are no part of the text, as subtitles have.
    """

    text: str
    turns: pd.DataFrame = field(hash=False)
    assumptions: tuple[Assumption, ...]
    encoding: str
    layout: str
    times_beside: bool = False

    def __repr__(self) -> str:
        """How much there is, never what it says."""
        return f"Transcript({len(self.text)} characters, {len(self.turns)} turns, layout {self.layout!r})"


@dataclass(frozen=True)
class _Read:
    """A file as its reader understood it: a text, or what was said in it where the format tells who speaks."""

    encoding: str
    text: str = field(default="", repr=False)
    said: tuple[Piece, ...] | None = field(default=None, repr=False)
    layout: str = ""
    assumptions: tuple[Assumption, ...] = ()
    tables: tuple[Table, ...] = ()


def read_transcript(path: Path, where: str = "") -> Transcript:
    """The text of a transcript and its turns, by the format that its name says.

    Args:
        path: a file in one of FORMATS.
        where: what the file is called in problems; its own name by default.

    Raises:
        StudyError: the file is absent, not what its name says, damaged, without text, or larger than 64 MB.
    """
    name, suffix = where or path.name, path.suffix.lower()
    if suffix not in READERS:
        raise StudyError(
            Problem(path.name, f"'{suffix}' is not a format of transcripts", f"one of {', '.join(READERS)}")
        )
    read = READERS[suffix](path, name)
    if read.said is None:
        text = canonical_text(read.text)
        turns, layout, told = _turns_in(read, text)
        passages = [(turn.speaker, line) for turn in turns for line in text[turn.start : turn.end].split("\n")]
    else:
        text, turns = rendered(read.said)
        told = []
        layout = read.layout if turns else "no turns"
        passages = [(piece.speaker, piece.words) for piece in read.said]
    if not text.strip():
        raise StudyError(Problem(name, "there is no text in this file", "a transcript"))
    if len(text) > MAX_TEXT:
        raise StudyError(Problem(name, "the text is larger than 64 MB", "the text of one interview"))
    table = turns_table(turns, path.stem)
    doubts = doubts_about(text, table, layout, passages)
    timed = any(piece.seconds is not None for piece in read.said or ())
    return Transcript(text, table, (*read.assumptions, *told, *doubts), read.encoding, layout, timed)


def _turns_in(read: _Read, text: str) -> tuple[list[Turn], str, list[Assumption]]:
    """The turns in the lines of a text, or those in its tables where these explain as much, and what is doubtful."""
    turns, layout = find_turns(text)
    if not read.tables:
        return turns, layout, []
    passage = canonical(read.text).positions.passage
    tables = [[[passage(*cell) for cell in row] for row in table] for table in read.tables]
    tabled, beside = table_turns(text, tables)
    if len(tabled) >= max(2, len(turns)):
        return tabled, "table", counted({BESIDE: beside})
    return turns, layout, counted({WITHIN: cells_within(text, tables, turns)})


def _read_text(path: Path, name: str) -> _Read:
    text, encoding = decode(read_bytes(path, name), name)
    if text.startswith("{\\rtf"):
        raise StudyError(Problem(name, "this is an RTF file", "plain text", "Rename it to end in .rtf."))
    return _Read(encoding, text, assumptions=tuple(assumed_encoding(encoding)))


def _read_page(path: Path, name: str) -> _Read:
    read = _read_text(path, name)
    return replace(read, text=read_html(read.text).text)


def _read_otr(path: Path, name: str) -> _Read:
    read = _read_text(path, name)
    return replace(read, text=read_html(page_of_otr(read.text, name)).text)


def _read_subtitles(path: Path, name: str) -> _Read:
    read = _read_text(path, name)
    said, doubts = read_cues(canonical_text(read.text))
    return _Read(read.encoding, said=tuple(said), layout="subtitles", assumptions=(*read.assumptions, *doubts))


def _read_word(path: Path, name: str) -> _Read:
    written = read_docx(path, name)
    left_out = written.left_out + Counter({"comments": len(written.comments)})
    return _Read("docx", written.text, assumptions=_told(left_out), tables=tuple(written.tables))


def _read_open_document(path: Path, name: str) -> _Read:
    written = read_odt(path, name)
    return _Read("odt", written.text, assumptions=_told(written.left_out), tables=tuple(written.tables))


def _told(left_out: Counter[str]) -> tuple[Assumption, ...]:
    return tuple(counted({sentence: left_out[what] for what, sentence in LEFT_OUT.items()}))


def _read_rtf(path: Path, name: str) -> _Read:
    from wijkresearch.exchange.transcripts.rich_text import read_rich_text  # noqa: PLC0415

    content = read_bytes(path, name)
    if not content.lstrip().startswith(b"{\\rtf"):
        raise StudyError(Problem(name, "this is not RTF", "a file that begins with {\\rtf"))
    try:
        text, left_out, rows = read_rich_text(content.decode("latin-1"))
    except Exception:  # striprtf raises anything on damaged control words
        problem = Problem(
            path.name, "the RTF is damaged", "a whole file", "Save it again, as .docx if that is possible."
        )
        raise StudyError(problem) from None
    return _Read("rtf", text, assumptions=_told(left_out), tables=(rows,) if rows else ())


def _read_pdf(path: Path, name: str) -> _Read:
    import pypdf  # noqa: PLC0415

    read_bytes(path, name)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    except Exception:  # pypdf raises anything on a damaged or locked file
        problem = Problem(
            path.name, "the PDF is damaged or locked", "a PDF with text", "Use the .docx if there is one."
        )
        raise StudyError(problem) from None
    text = "\n".join(pages)
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    if not text.strip():
        problem = Problem(
            path.name, "the PDF holds no text", "a PDF with text", "It may be a scan; use the .docx if there is one."
        )
        raise StudyError(problem)
    return _Read("pdf", text, assumptions=(Assumption(FROM_PDF),))


def _read_structured(reader: Reader, path: Path, name: str) -> _Read:
    """A text file in which every word has its place."""
    content = _read_text(path, name)
    found = reader(content.text, name)
    return _Read(content.encoding, "", found.pieces, found.layout, (*content.assumptions, *found.assumptions))


def _read_xml(path: Path, name: str) -> _Read:
    found = read_xml(read_bytes(path, name), name)
    return _Read("xml", "", found.pieces, found.layout, found.assumptions)


READERS: dict[str, Callable[[Path, str], _Read]] = {
    ".txt": _read_text,
    ".docx": _read_word,
    ".odt": _read_open_document,
    ".rtf": _read_rtf,
    ".pdf": _read_pdf,
    ".vtt": _read_subtitles,
    ".srt": _read_subtitles,
    ".html": _read_page,
    ".json": partial(_read_structured, read_json),
    ".otr": _read_otr,
    ".eaf": _read_xml,
    ".textgrid": partial(_read_structured, read_textgrid),
    ".cha": partial(_read_structured, read_chat),
    ".exb": _read_xml,
    ".tsv": partial(_read_structured, read_tsv),
    ".sbv": partial(_read_structured, read_sbv),
    ".ttml": _read_xml,
    ".dfxp": _read_xml,
    ".xml": _read_xml,
}
FORMATS = tuple(READERS)
ALSO_CODED = (".json", ".tsv", ".xml")
"""Formats that coded work comes in too; only in a folder of transcripts such a file is taken for a transcript."""
