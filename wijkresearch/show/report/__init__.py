"""The report: composed once as blocks, from finished tables, and written as a page, as a Word file and as a PDF."""

from wijkresearch.show.report.blocks import Bullets, Figure, Heading, Paragraph, Passages, Table
from wijkresearch.show.report.content import Material, compose_report
from wijkresearch.show.report.html import report_html
from wijkresearch.show.report.typeset import report_pdf
from wijkresearch.show.report.word import report_document

__all__ = [
    "Bullets",
    "Figure",
    "Heading",
    "Material",
    "Paragraph",
    "Passages",
    "Table",
    "compose_report",
    "report_document",
    "report_html",
    "report_pdf",
]
