"""The running text of a report as plain text: paragraphs separated by an empty line, rows of tables marked with a bar.

Word: every paragraph that a reader sees, with tracked insertions and without deletions, then the footnotes; tables are
left out. PDF: lines are joined to paragraphs, words cut at the end of a line are joined, page numbers are left out; a
paragraph then ends where a line ends with a sentence, so positions are those of the joined text and not of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.archives import open_archive, parse_xml, read_bytes, read_member
from wijkresearch.exchange.spreadsheets import decode
from wijkresearch.exchange.transcripts import LIGATURES

LEFT_OUT = ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback")
BLANK = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
PAGE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
TABLE_ROW = re.compile(r"[A-Z]{1,3}\d+\s+(?:[–-]\s*)?\w")
NUMBERED_HEADING = re.compile(r"\d+(?:\.\d+)*\.?\s+[A-ZÀ-Ý]")


def read_report_text(path: Path) -> str:
    """The running text of a .docx, .pdf, .md or .txt file.

    Raises:
        StudyError: another kind of file, or one that cannot be read.
    """
    read = READERS.get(path.suffix.lower())
    if read is None:
        known = ", ".join(READERS)
        raise StudyError(Problem(path.name, f"'{path.suffix}' is not read as a report", f"one of {known}"))
    text = read(path)
    if not text.strip():
        raise StudyError(Problem(path.name, "there is no text in it", "a report with text", "It may be a scan."))
    return text


def _read_plain(path: Path) -> str:
    text, _ = decode(read_bytes(path), path.name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_markdown(path: Path) -> str:
    return re.sub(r"^(?:#+|>)[ \t]*", "", _read_plain(path), flags=re.MULTILINE)


def _read_word(path: Path) -> str:
    with open_archive(path, "a Word document (.docx)") as archive:
        parts = ["word/document.xml", *(["word/footnotes.xml"] if "word/footnotes.xml" in archive.namelist() else [])]
        roots = [parse_xml(read_member(archive, part, path.name), f"{path.name}, {part}") for part in parts]
    paragraphs = [_words(paragraph) for root in roots for paragraph in root.iter("{*}p") if not _in_table(paragraph)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _in_table(paragraph: etree._Element) -> bool:
    return any(etree.QName(ancestor).localname in ("tbl", *LEFT_OUT) for ancestor in paragraph.iterancestors())


def _words(element: etree._Element) -> str:
    """What a reader sees of a paragraph; a paragraph inside it, as in a text box, is a paragraph of its own."""
    words = []
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name == "t":
            words.append(child.text or "")
        elif name in BLANK:
            words.append(BLANK[name])
        elif name not in (*LEFT_OUT, "p"):
            words.append(_words(child))
    return "".join(words)


def _read_pdf(path: Path) -> str:
    import pypdf  # noqa: PLC0415

    read_bytes(path)
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    except Exception:  # pypdf raises anything on a damaged or locked file
        problem = Problem(path.name, "the PDF is damaged or locked", "a PDF with text", "Use the .docx.")
        raise StudyError(problem) from None
    text = "\n".join(pages)
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return join_lines(text)


def join_lines(text: str) -> str:
    r"""Lines as a PDF has them, joined to paragraphs.

    >>> join_lines("Volgens een advi-\nseur (D1) is\nhet zo.\n12\n2 Methode\nHier begint het.")
    'Volgens een adviseur (D1) is het zo.\n\n2 Methode\n\nHier begint het.'
    """
    paragraphs: list[str] = []
    open_end = False
    for line in (line.strip() for line in text.split("\n")):
        if not line or PAGE_NUMBER.fullmatch(line):
            continue
        row, heading = TABLE_ROW.match(line), NUMBERED_HEADING.match(line)
        if open_end and not row and not heading:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(f"| {line}" if row else line)
        open_end = not row and not heading and not line.endswith((".", "!", "?", ":", "”", '"'))
    return "\n\n".join(paragraphs)


def _joined(before: str, line: str) -> str:
    if re.search(r"\w-$", before):
        return before[:-1] + line if line[0].islower() else before + line
    return f"{before} {line}"


READERS: Mapping[str, Callable[[Path], str]] = {
    ".docx": _read_word,
    ".pdf": _read_pdf,
    ".md": _read_markdown,
    ".txt": _read_plain,
}
