"""A Word file in which the comments are codes: what students do without a coding program.

A comment holds the name of a code, or several: one a line, or with a semicolon between them. A comma separates codes
only when each piece is a code that is known. The passage is what the comment is attached to; the coder is its author.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import open_archive, parse_xml, read_member
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import canonical
from wijkresearch.exchange.transcripts.word_processor import read_docx

COMMENTS = "word/comments.xml"


def read_word_comments(path: Path, codebook: Collection[str] = ()) -> CodedProject:
    """The comments of a Word file as codings of its text.

    Raises:
        StudyError: no Word file, a damaged one, or one without comments.
    """
    written = read_docx(path)
    comments = _comments(path)
    gathering = Gathering("word-comments", "Word", {})
    made = canonical(written.text)
    gathering.add_document(path.stem, made.text)
    for what, count in written.left_out.items():
        gathering.skipped[what] += count
    for number, (identifier, coder, text) in enumerate(comments, 1):
        where = f"{path.name}, comment {number}"
        start, end = made.positions.passage(*written.comments.get(identifier, (0, 0)))
        start, end = _trimmed(made.text, start, end)
        if start == end:
            gathering.flag(where, "it is not attached to a passage; left out")
            continue
        codes = codes_in(text, codebook)
        if not codes:
            gathering.flag(where, "it is empty; left out")
        for code in codes:
            gathering.add_passage(Passage(where, path.stem, (code,), coder, start=start, end=end))
    return gathering.project()


def codes_in(comment: str, codebook: Collection[str]) -> list[str]:
    """The codes that a comment names.

    >>> codes_in("fikser; buurt", []), codes_in("wonen, werken", []), codes_in("wonen, werken", ["wonen", "werken"])
    (['fikser', 'buurt'], ['wonen, werken'], ['wonen', 'werken'])
    """
    codes: list[str] = []
    for piece in comment.replace(";", "\n").splitlines():
        parts = [part.strip() for part in piece.split(",") if part.strip()]
        codes += parts if len(parts) > 1 and all(part in codebook for part in parts) else [piece.strip()]
    return list(dict.fromkeys(code for code in codes if code))


def _comments(path: Path) -> list[tuple[str, str | None, str]]:
    """Identifier, author and text of each comment, in the order of the file."""
    with open_archive(path, "a Word document (.docx)") as archive:
        if COMMENTS not in archive.namelist():
            expected = "comments that name codes"
            raise StudyError(Problem(path.name, "there are no comments in this Word file", expected))
        root = parse_xml(read_member(archive, COMMENTS, path.name), f"{path.name}, {COMMENTS}")
    return [
        (_attribute(one, "id") or "", _attribute(one, "author"), _text(one)) for one in root.iterchildren("{*}comment")
    ]


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == name), None)


def _text(comment: etree._Element) -> str:
    return "\n".join(
        "".join(
            part.text or "" if etree.QName(part).localname == "t" else "\n" for part in paragraph.iter("{*}t", "{*}br")
        )
        for paragraph in comment.iter("{*}p")
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage without the white space around it, which a selection in Word takes along."""
    passage = text[start:end]
    start += len(passage) - len(passage.lstrip())
    return start, max(start, start + len(passage.strip()))
