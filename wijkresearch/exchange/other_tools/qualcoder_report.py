"""QualCoder: the coding report as text (.txt), .odt or HTML, for whoever only has that; the project itself is better.

    [11-20] Rollen > fikser, File: Interview 1.txt,  Coder: MV

    Het loket
    MEMO: let op

The report does not hold the texts. The words of a passage are as many characters as its positions say, from one line
end to another; other lines are words around it and memos, and are counted. Names of files and coders follow a word with
a colon, in any language. Its HTML is that of Qt, in which every line is a paragraph and an empty one holds a `<br />`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.other_tools.nvivo import ends_of
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import decode
from wijkresearch.exchange.transcripts import canonical_text, read_transcript

HEADING = re.compile(
    r"^\[(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})\] (?P<code>[^\n]+), \w+: (?P<file>[^\n:]+),[ ]+"
    r"(?:\w+: (?P<case>[^\n:]+) )?\w+: (?P<coder>[^\n:]+?)(?:, ctid: [0-9]+)?$",
    re.MULTILINE,
)
MADE_BY_QT = '<meta name="qrichtext"'
PARAGRAPH = re.compile(r"<p [^>]*>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def is_qualcoder_report(path: Path) -> bool:
    """Whether a text has the headings that QualCoder puts above coded passages."""
    return HEADING.search(_report_text(path)) is not None


def _report_text(path: Path) -> str:
    """The lines of a report."""
    if path.suffix.lower() != ".html":
        return read_transcript(path).text
    page, _ = decode(read_bytes(path), path.name)
    lines = PARAGRAPH.findall(page) if MADE_BY_QT in page else []
    shown = ("" if line == "<br />" else unescape(TAG.sub("", line.replace("<br />", "\n"))) for line in lines)
    return canonical_text("\n".join(shown))


def read_qualcoder_report(path: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """The coded passages of a report.

    Raises:
        StudyError: the file cannot be read or holds no passages.
    """
    gathering = Gathering("qualcoder-report-text", "QualCoder", transcripts)
    text = _report_text(path)
    headings = list(HEADING.finditer(text))
    for number, (heading, end) in enumerate(zip(headings, ends_of(headings, text), strict=True), 1):
        body = text[heading.end() : end].strip("\n")
        start, stop = int(heading["start"]), int(heading["end"])
        quote = _passage_in(body, stop - start)
        beside = body.replace(quote or "", "", 1).split("\n")
        gathering.skipped.update("a line beside a passage" for line in beside if line.strip())
        document = heading["file"].strip()
        gathering.add_document(document)
        if heading["case"]:
            gathering.add_group("case", heading["case"].strip(), document)
        path_of_code = tuple(part.strip() for part in heading["code"].split(" > "))
        where = f"{path.name}, passage {number}"
        if quote is None:
            gathering.flag(where, "its words are not in the report as its positions say; they were not compared")
        gathering.add_passage(
            Passage(where, document, path_of_code, heading["coder"].strip(), quote=quote, start=start, end=stop)
        )
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _passage_in(body: str, length: int) -> str | None:
    """The first stretch of this many characters that begins and ends with a line."""
    for line in re.finditer(r"^", body, re.MULTILINE):
        stretch = body[line.start() : line.start() + length]
        if len(stretch) == length and body[line.start() + length :][:1] in ("", "\n") and stretch.strip():
            return stretch
    return None
