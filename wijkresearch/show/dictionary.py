"""The data dictionary: every table and every column in Markdown, from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterable

from wijkresearch.schema import DIGITS
from wijkresearch.tables import Table

INTRODUCTION = f"""# Data dictionary

Every table of the package, with what one row means, its key and its columns. This page is made from the declarations in
`wijkresearch/tables/` by `wijk dictionary`; a test fails when it is behind.

Kinds: `text`; `whole` (a whole number); `number` ({DIGITS} significant digits, as many as are the same on every
machine); `flag` (yes or no); `date` (YYYY-MM-DD). Tables in `data/processed` carry the number of their step in front,
such as `04_role_counts.csv`.
"""


def data_dictionary(tables: Iterable[Table]) -> str:
    """The page as Markdown, tables in the order given."""
    return "\n".join([INTRODUCTION, *(_section(table) for table in tables)])


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key) or "none"
    lines = [
        f"## {table.name}",
        "",
        table.row,
        "",
        f"Key: {key}.",
        "",
        "| column | kind | meaning | values |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        values = ", ".join(f"`{value}`" for value in column.allowed)
        optional = " *May be empty.*" if column.optional else ""
        lines.append(f"| `{column.name}` | {column.kind} | {column.meaning}{optional} | {values} |")
    return "\n".join([*lines, ""])
