"""The data dictionary: every table and every column in Markdown, from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterable

from wijkresearch.schema import DIGITS
from wijkresearch.show.blanks import explain
from wijkresearch.tables import Table
from wijkresearch.words import catalogue

WORDS = catalogue("dictionary")
INTRODUCTION = f"""# Data dictionary

Every table of the package, with what one row means, its key and its columns. This page is made from the declarations in
`wijkresearch/tables/` by `wijk dictionary`; a test fails when it is behind.

Kinds: `text`; `whole` (a whole number); `number` ({DIGITS} significant digits, as many as are the same on every
machine); `flag` (yes or no); `date` (YYYY-MM-DD). Tables in `data/processed` carry the number of their step in front,
such as `04_role_counts.csv`.
"""


def data_dictionary(tables: Iterable[Table]) -> str:
    """The page as Markdown, tables in the order given."""
    return "\n".join([INTRODUCTION, *(describe_table(table, "en") for table in tables)])


def describe_table(table: Table, language: str) -> str:
    """A table in Markdown: what one row means, its key and its columns."""
    words = WORDS[language]
    lines = [
        f"## {table.name}",
        "",
        explain(table.row, language),
        "",
        f"{words['key']}: {', '.join(f'`{name}`' for name in table.key) or words['no_key']}.",
        "",
        f"| {words['column']} | {words['kind']} | {words['meaning']} | {words['values']} |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        values = ", ".join(f"`{value}`" for value in column.allowed)
        optional = f" *{words['optional']}*" if column.optional else ""
        lines.append(f"| `{column.name}` | {column.kind} | {explain(column.meaning, language)}{optional} | {values} |")
    return "\n".join([*lines, ""])
