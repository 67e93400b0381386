"""The report: composed once as blocks, from finished tables, and written as a page, as a Word file and as a PDF."""

from wijkresearch.show.report.blocks import (
    Bullets,
    Contents,
    Figure,
    Heading,
    Links,
    Paragraph,
    Passages,
    Pointer,
    Table,
)
from wijkresearch.show.report.content import compose_report, compose_summary, report_title
from wijkresearch.show.report.html import report_body, report_html
from wijkresearch.show.report.material import Material
from wijkresearch.show.report.pictures import can_draw, draw_pictures
from wijkresearch.show.report.reading_pages import compose_differences, compose_side_by_side
from wijkresearch.show.report.typeset import report_pdf
from wijkresearch.show.report.word import report_document

__all__ = [
    "Bullets",
    "Contents",
    "Figure",
    "Heading",
    "Links",
    "Material",
    "Paragraph",
    "Passages",
    "Pointer",
    "Table",
    "can_draw",
    "compose_differences",
    "compose_report",
    "compose_side_by_side",
    "compose_summary",
    "draw_pictures",
    "report_body",
    "report_document",
    "report_html",
    "report_pdf",
    "report_title",
]
