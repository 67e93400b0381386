r"""The export of one code from NVivo, as Word or text: blocks per file with the coded passages in them.

    <Files\\Interview 1> - § 2 references coded  [2,31% Coverage]

    Reference 1 - 1,20% Coverage

    the passage

The code is not in the blocks: NVivo names the file after it. Positions are not in it either, and percentages cannot
stand in for them; a .qdpx of the project is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import decode
from wijkresearch.exchange.transcripts import canonical_text
from wijkresearch.exchange.transcripts.word_processor import read_docx

FILE_LINE = re.compile(
    r"^<(?P<file>[^<>\n]+)>[ \t]*-[ \t]*§[ \t]*\d+[^\[\n]*\[[ \t]*[\d.,]+[ \t]*%[^\]\n]*\][ \t]*$", re.M
)
REFERENCE_LINE = re.compile(r"^[^\W\d_]+ \d+[ \t]*-[ \t]*[\d.,]+[ \t]*%[^\n]*$", re.M)


def is_nvivo_export(text: str) -> bool:
    """Whether a text has the lines that NVivo puts above the passages of a file."""
    return FILE_LINE.search(text) is not None


def nvivo_text(path: Path) -> str:
    """The canonical text of a .docx or .txt file.

    Raises:
        StudyError: the file cannot be read.
    """
    if path.suffix.lower() == ".docx":
        return canonical_text(read_docx(path).text)
    return canonical_text(decode(read_bytes(path), path.name)[0])


def read_nvivo(path: Path, transcripts: Mapping[str, str]) -> CodedProject:
    """The passages of one code; the code is named as the file.

    Raises:
        StudyError: the file cannot be read or holds no passages.
    """
    gathering = Gathering("nvivo-code", "NVivo", transcripts)
    gathering.warnings.append(f"The code is taken from the name of the file: '{path.stem}'.")
    for number, (file, quote) in enumerate(_passages(nvivo_text(path)), 1):
        document = re.split(r"[\\/]", file)[-1].strip()
        gathering.add_passage(Passage(f"{path.name}, reference {number}", document, (path.stem,), quote=quote))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _passages(text: str) -> Iterator[tuple[str, str]]:
    files = list(FILE_LINE.finditer(text))
    for file, end in zip(files, ends_of(files, text), strict=True):
        block = text[file.end() : end]
        references = list(REFERENCE_LINE.finditer(block))
        for reference, stop in zip(references, ends_of(references, block), strict=True):
            quote = block[reference.end() : stop].strip()
            if quote:
                yield file["file"], quote


def ends_of(headings: list[re.Match[str]], text: str) -> list[int]:
    """Where the block below each heading ends."""
    return [*(following.start() for following in headings[1:]), len(text)][: len(headings)]
