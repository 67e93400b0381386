"""The tables of step 4: role codings counted per case and world, and compared with what was printed."""

from wijkresearch.schema import Column, Table

ROLE_COUNTS = Table(
    name="role_counts",
    row="How often one role was coded in one world in one case.",
    key=("world", "municipality", "role"),
    columns=(
        Column("world", "text", "Id of the world."),
        Column("municipality", "text", "Id of the case."),
        Column("role", "text", "Id of the role."),
        Column("segments", "whole", "Number of passages coded with the role in this world; zero is a row too."),
        Column(
            "column_segments",
            "whole",
            "Number of role codings in this world and case: what the share is taken of.",
        ),
        Column(
            "share",
            "number",
            "Share of the column, from 0 to 1; empty when the column is empty.",
            optional=True,
        ),
        Column(
            "dots",
            "number",
            "Ten times the share to the nearest half, half up on exact fractions.",
            optional=True,
        ),
        Column("respondents", "whole", "Interviews in which the role was coded in this world."),
        Column("interviews", "whole", "Interviews in this case."),
    ),
)

PUBLISHED_COMPARISON = Table(
    name="published_comparison",
    row="One printed cell of a role table beside the same cell recomputed from the codings.",
    key=("world", "municipality", "role"),
    columns=(
        Column("table", "whole", "Number of the printed table."),
        Column("world", "text", "Id of the world."),
        Column("municipality", "text", "Id of the case."),
        Column("role", "text", "Id of the role."),
        Column("printed_dots", "number", "Dots as printed."),
        Column("printed_column_sum", "number", "Sum of the printed dots of this world and case."),
        Column("segments", "whole", "Number of passages coded with the role."),
        Column("column_segments", "whole", "Number of role codings in this world and case."),
        Column("share", "number", "Share of the column, from 0 to 1.", optional=True),
        Column("dots", "number", "Recomputed dots.", optional=True),
        Column("difference", "number", "Recomputed dots less printed dots.", optional=True),
        Column(
            "agreement",
            "text",
            "How the two cells compare; a step is the smallest part of a dot that is printed.",
            ("equal", "within_a_step", "impossible_as_printed", "different"),
        ),
    ),
)

ROLE_OPPORTUNITIES = Table(
    name="role_opportunities",
    row="One role with the number of indicator values that the codebook gives it: its chances to be coded.",
    key=("role",),
    columns=(
        Column("role", "text", "Id of the role."),
        Column("values", "whole", "Number of indicator values."),
        Column("baseline_share", "number", "Share of all values: what the share would be if no role stood out."),
    ),
)
