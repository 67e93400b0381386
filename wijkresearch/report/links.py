"""Where a number leads: the places in the pages of a study that have the passages behind it, and a passage itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

REPORT_PAGE = "report.html"
EVIDENCE_PAGE = "passages.html"
"""Every passage behind every claim and role; a document's own page has them in their place."""
PASSAGE = re.compile(r"(?<![\w-])([^\W\d][\w-]*:\d+-\d+)(?![\w-])")
"""The id of a passage in a text: a document and the characters in it."""
CODES_PAGE = "codes.html"
"""Every passage with every code."""


def claim_link(claim: str, of: str = "") -> str:
    """Where the passages behind a claim are; those of one case or of one document when that is named.

    >>> claim_link("C03", "katwijk")
    'passages.html#C03-katwijk'
    """
    return f"{EVIDENCE_PAGE}#{claim}{of and f'-{of}'}"


def role_link(role: str, world: str, case: str = "") -> str:
    """Where the passages are in which a role was coded in a world; those of one case when that is named.

    >>> role_link("fikser", "leefwereld", "katwijk")
    'passages.html#rol-fikser-leefwereld-katwijk'
    """
    return f"{EVIDENCE_PAGE}#rol-{role}-{world}{case and f'-{case}'}"


def code_link(code: str, case: str = "") -> str:
    """Where the passages with a code are; those of one case when that is named.

    >>> code_link("grijs_gebied")
    'codes.html#code-grijs_gebied'
    """
    return f"{CODES_PAGE}#code-{code}{case and f'-{case}'}"


def category_link(number: int, case: str = "") -> str:
    """Where the codes of an axial category are, by its number; those of one case when that is named.

    >>> category_link(3, "katwijk")
    'codes.html#categorie-3-katwijk'
    """
    return f"{CODES_PAGE}#categorie-{number}{case and f'-{case}'}"


def place_of(link: str) -> str:
    """The name of the place that a link leads to.

    >>> place_of(claim_link("C03"))
    'C03'
    """
    return link.partition("#")[2]


def document_page(document: str) -> str:
    """The file in which a document is read.

    >>> document_page("D12")
    'gesprek-D12.html'
    """
    return f"gesprek-{document}.html"


def split_passage(segment: str) -> tuple[str, int, int]:
    """The document of a passage and where the passage starts and ends.

    >>> split_passage("D12:6615-6655")
    ('D12', 6615, 6655)
    """
    document, _, span = segment.rpartition(":")
    start, _, end = span.partition("-")
    return document, int(start), int(end)


def passage_link(segment: str) -> str:
    """Where a passage is read in its document.

    >>> passage_link("D12:6615-6655")
    'gesprek-D12.html#D12-6615-6655'
    """
    document, _, _ = split_passage(segment)
    return f"{document_page(document)}#{segment.replace(':', '-')}"


def case_page(case: str) -> str:
    """The file of the page of one case.

    >>> case_page("katwijk")
    'geval-katwijk.html'
    """
    return f"geval-{case}.html"


MATRIX_PAGE = "matrix.html"
"""Every conclusion in every case, and from every respondent."""


def matrix_link(case: str) -> str:
    """Where it stands what every respondent of a case says of every conclusion.

    >>> matrix_link("katwijk")
    'matrix.html#gesprekken-katwijk'
    """
    return f"{MATRIX_PAGE}#gesprekken-{case}"


def finding_link(claim: str) -> str:
    """Where a finding stands in the report with its evidence.

    >>> finding_link("C03")
    'report.html#bevinding-C03'
    """
    return f"{REPORT_PAGE}#bevinding-{claim}"


def split_passages(text: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text, each id of a passage with where it is read, the rest with nothing.

    >>> list(split_passages("Zie D1:3-5, en verder"))
    [('Zie ', ''), ('D1:3-5', 'gesprek-D1.html#D1-3-5'), (', en verder', '')]
    """
    for place, piece in enumerate(PASSAGE.split(text)):
        if piece:
            yield piece, passage_link(piece) if place % 2 else ""
