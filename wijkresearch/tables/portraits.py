"""The tables of one case beside the others: conclusions that come out otherwise, codes of its own, themes per case."""

from wijkresearch.schema import Column, Table
from wijkresearch.tables.claims import CLAIM
from wijkresearch.tables.conclusions import VERDICT_WORDS

PARTICULARS = ("only_here", "not_here", "stronger", "weaker")

_CASE = Column("municipality", "text", "Id of the case.")

PARTICULAR = Table(
    name="particular",
    row="One claim that came out in one case as in at most one in ten of the other cases that it was judged in.",
    key=("municipality", "claim"),
    columns=(
        _CASE,
        CLAIM,
        Column("verdict", "text", "The verdict in this case.", VERDICT_WORDS),
        Column("usual", "text", "The verdict that most of the other cases have; the stronger of two.", VERDICT_WORDS),
        Column("others", "whole", "Other cases in which enough was said to judge it.", lowest=1),
        Column("alike", "whole", "Of those, with the same verdict as this case.", lowest=0),
        Column(
            "particular",
            "text",
            "Supported here and nowhere else; supported in all others and not found or contradicted here; or stronger "
            "or weaker here than usual.",
            PARTICULARS,
        ),
    ),
)

OWN_CODES = Table(
    name="own_codes",
    row="One code that was given in one case only.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code."),
        _CASE,
        Column("segments", "whole", "Passages with this code.", lowest=1),
        Column("documents", "whole", "Documents in which it was given.", lowest=1),
    ),
)

THEME_CELLS = Table(
    name="theme_cells",
    row="One theme, or one axial category in it, in one case: in how many of its interviews it was coded.",
    key=("selective_theme", "axial_category", "municipality"),
    columns=(
        Column("selective_theme", "text", "Selective theme, in Dutch."),
        Column("axial_category", "text", "Axial category, in Dutch; empty for the whole theme.", optional=True),
        _CASE,
        Column("respondents", "whole", "Interviews in which a code of it was given.", lowest=0),
        Column("interviews", "whole", "Interviews in this case in which anything was coded.", lowest=0),
        Column("segments", "whole", "Codings with a code of it, observations included; zero is a row too.", lowest=0),
    ),
)
