"""The audit: what a text and its printed tables say, held against the register, the transcripts and the evidence.

Nothing here says that a text is wrong. A figure or a sentence follows from what is printed, or it does not follow;
where a slip would explain it, the smallest one is offered as a hypothesis.
"""

from wijkresearch.printed_audit.attributions import as_register, check_attributions, count_citations, list_uncited
from wijkresearch.printed_audit.cases import compare_ratios
from wijkresearch.printed_audit.quotations import check_quotations, find_quotations
from wijkresearch.printed_audit.rankings import check_rankings, guaranteed_gaps, repair_cells
from wijkresearch.printed_audit.register_repair import Repair, repair_register
from wijkresearch.printed_audit.report_text import find_attributions, split_paragraphs
from wijkresearch.printed_audit.shares import (
    check_columns,
    check_means,
    check_percentages,
    possible_counts,
    sum_columns,
    sum_rows,
)
from wijkresearch.printed_audit.statement_text import find_means, find_percentages, find_statements, find_uncounted
from wijkresearch.printed_audit.statements import check_statements

__all__ = [
    "Repair",
    "as_register",
    "check_attributions",
    "check_columns",
    "check_means",
    "check_percentages",
    "check_quotations",
    "check_rankings",
    "check_statements",
    "compare_ratios",
    "count_citations",
    "find_attributions",
    "find_means",
    "find_percentages",
    "find_quotations",
    "find_statements",
    "find_uncounted",
    "guaranteed_gaps",
    "list_uncited",
    "possible_counts",
    "repair_cells",
    "repair_register",
    "split_paragraphs",
    "sum_columns",
    "sum_rows",
]
