"""The tables of step 3: open codes under their axial category and selective theme, counted per case."""

from wijkresearch.schema import Column, Table

AXIAL_COUNTS = Table(
    name="axial_counts",
    row="One open code in one case, under its axial category and selective theme.",
    key=("code", "municipality"),
    columns=(
        Column("axial_category", "text", "Axial category, in Dutch."),
        Column("selective_theme", "text", "Selective theme, in Dutch."),
        Column("code", "text", "Id of the open code."),
        Column("municipality", "text", "Id of the case."),
        Column("segments", "whole", "Number of passages with this code, observations included; zero is a row too."),
        Column("respondents", "whole", "Number of interviews in which the code was given."),
    ),
)

UNGROUPED_CODES = Table(
    name="ungrouped_codes",
    row="One open code that was given but stands in no axial category.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the open code."),
        Column("label_nl", "text", "Its label in Dutch."),
        Column("segments", "whole", "Number of passages with this code."),
    ),
)

AXIAL_CASES = Table(
    name="axial_cases",
    row="One axial category in one case.",
    key=("axial_category", "municipality"),
    columns=(
        Column("axial_category", "text", "Axial category, in Dutch."),
        Column("selective_theme", "text", "Selective theme, in Dutch."),
        Column("municipality", "text", "Id of the case."),
        Column("segments", "whole", "Codings with an open code of this category, observations included."),
        Column("codes", "whole", "Open codes of this category that were given in this case."),
    ),
)
