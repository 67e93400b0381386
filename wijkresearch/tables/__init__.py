"""Every table of the package, declared once: what one row means, its key, its columns. Column names occur nowhere else.

`raw` and `published` are filled in by people; the other modules carry the stem of the step that makes them.
"""

from wijkresearch.tables.axial_grouping import AXIAL_COUNTS, UNGROUPED_CODES
from wijkresearch.tables.coding import CODE_FREQUENCIES, EVIDENCE
from wijkresearch.tables.exchange import FLAGGED, IMPORTED_CODES, IMPORTED_CODINGS, IMPORTED_DOCUMENTS, SKIPPED
from wijkresearch.tables.published import (
    PUBLISHED_ATTRIBUTIONS,
    PUBLISHED_CASES,
    PUBLISHED_DOTS,
    PUBLISHED_RANKINGS,
    PUBLISHED_REGISTER,
    PUBLISHED_STATEMENTS,
)
from wijkresearch.tables.raw import CODEBOOK, DATA_STRUCTURE, DOCUMENTS, FRAME, MUNICIPALITIES, SEGMENTS
from wijkresearch.tables.role_tables import PUBLISHED_COMPARISON, ROLE_COUNTS, ROLE_OPPORTUNITIES
from wijkresearch.tables.schema import Column, Table

ALL_TABLES: tuple[Table, ...] = (
    MUNICIPALITIES,
    DOCUMENTS,
    CODEBOOK,
    DATA_STRUCTURE,
    SEGMENTS,
    FRAME,
    PUBLISHED_CASES,
    PUBLISHED_REGISTER,
    PUBLISHED_DOTS,
    PUBLISHED_STATEMENTS,
    PUBLISHED_ATTRIBUTIONS,
    PUBLISHED_RANKINGS,
    IMPORTED_DOCUMENTS,
    IMPORTED_CODES,
    IMPORTED_CODINGS,
    FLAGGED,
    SKIPPED,
    EVIDENCE,
    CODE_FREQUENCIES,
    AXIAL_COUNTS,
    UNGROUPED_CODES,
    ROLE_COUNTS,
    PUBLISHED_COMPARISON,
    ROLE_OPPORTUNITIES,
)

__all__ = [
    "ALL_TABLES",
    "AXIAL_COUNTS",
    "CODEBOOK",
    "CODE_FREQUENCIES",
    "DATA_STRUCTURE",
    "DOCUMENTS",
    "EVIDENCE",
    "FLAGGED",
    "FRAME",
    "IMPORTED_CODES",
    "IMPORTED_CODINGS",
    "IMPORTED_DOCUMENTS",
    "MUNICIPALITIES",
    "PUBLISHED_ATTRIBUTIONS",
    "PUBLISHED_CASES",
    "PUBLISHED_COMPARISON",
    "PUBLISHED_DOTS",
    "PUBLISHED_RANKINGS",
    "PUBLISHED_REGISTER",
    "PUBLISHED_STATEMENTS",
    "ROLE_COUNTS",
    "ROLE_OPPORTUNITIES",
    "SEGMENTS",
    "SKIPPED",
    "UNGROUPED_CODES",
    "Column",
    "Table",
]
