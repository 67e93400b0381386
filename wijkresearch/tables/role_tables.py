"""The tables of step 4: role codings counted per case and world, and compared with what was printed."""

from wijkresearch.tables.schema import Column, Table

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
