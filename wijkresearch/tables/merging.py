"""The table of two exports of one project, side by side."""

from wijkresearch.tables.schema import Column, Table

COMPARED_DOCUMENTS = Table(
    name="compared_documents",
    row="One document of two exports of one project, or of one of them.",
    key=("earlier", "later"),
    columns=(
        Column(
            "earlier", "text", "Its name in the earlier export; empty when it is only in the later one.", optional=True
        ),
        Column(
            "later", "text", "Its name in the later export; empty when it is only in the earlier one.", optional=True
        ),
        Column(
            "relation",
            "text",
            "The same text under the same name, the same text under another name, another text under the same name,"
            " or in one export only.",
            ("same", "renamed", "corrected", "only_earlier", "only_later"),
        ),
    ),
)
