"""The table of constant comparison: passages of the newest case beside those of the earlier ones."""

from wijkresearch.schema import Column, Table

CONSTANT_COMPARISON = Table(
    name="constant_comparison",
    row="One passage of the newest case and one of an earlier case with the same open code, to be read side by side.",
    key=("axial_category", "code", "place"),
    columns=(
        Column("axial_category", "text", "Axial category, in Dutch."),
        Column("code", "text", "Id of the open code."),
        Column("place", "whole", "Place within the code, from 1."),
        Column("newest_segment", "text", "Passage of the newest case; empty where it has no more.", optional=True),
        Column("newest_document", "text", "Its document.", optional=True),
        Column("earlier_segment", "text", "Passage of an earlier case; empty where there are no more.", optional=True),
        Column("earlier_document", "text", "Its document.", optional=True),
        Column("earlier_municipality", "text", "Its case.", optional=True),
    ),
)

CATEGORY_BALANCE = Table(
    name="category_balance",
    row="One axial category: what there is to compare in the newest case and in the earlier ones.",
    key=("axial_category",),
    columns=(
        Column("axial_category", "text", "Axial category, in Dutch."),
        Column("newest_segments", "whole", "Passages of the newest case."),
        Column("earlier_segments", "whole", "Passages of the earlier cases."),
        Column("earlier_municipalities", "whole", "Earlier cases in which it occurs."),
        Column(
            "comparison",
            "text",
            "Both can be read, or only one side has passages, or neither.",
            ("both", "only_newest", "only_earlier", "neither"),
        ),
    ),
)
