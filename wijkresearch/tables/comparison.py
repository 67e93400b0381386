"""The tables of constant comparison: every two cases beside each other, and what each case added to the structure."""

from wijkresearch.schema import Column, Table

EARLIER = Column("earlier", "text", "The case of the two that was coded first.")
LATER = Column("later", "text", "The case of the two that was coded last.")
CATEGORY = Column("axial_category", "text", "Axial category, in Dutch.")

CONSTANT_COMPARISON = Table(
    name="constant_comparison",
    row="One passage of each of two cases with the same open code, to be read side by side.",
    key=("earlier", "later", "code", "place"),
    columns=(
        EARLIER,
        LATER,
        CATEGORY,
        Column("code", "text", "Id of the open code."),
        Column("comparison", "text", "Was the code given in both cases?", ("both", "only_later", "only_earlier")),
        Column("place", "whole", "Place within the code, from 1."),
        Column("earlier_segment", "text", "Passage of the earlier case; empty where it has no more.", optional=True),
        Column("earlier_document", "text", "Its document.", optional=True),
        Column("later_segment", "text", "Passage of the later case; empty where it has no more.", optional=True),
        Column("later_document", "text", "Its document.", optional=True),
    ),
)

CATEGORY_BALANCE = Table(
    name="category_balance",
    row="One axial category in two cases: what there is to compare.",
    key=("earlier", "later", "axial_category"),
    columns=(
        EARLIER,
        LATER,
        CATEGORY,
        Column("earlier_segments", "whole", "Passages of the earlier case."),
        Column("later_segments", "whole", "Passages of the later case."),
        Column("codes_in_both", "whole", "Codes that were given in both cases."),
        Column("codes_only_earlier", "whole", "Codes that were given in the earlier case only."),
        Column("codes_only_later", "whole", "Codes that were given in the later case only."),
        Column(
            "comparison",
            "text",
            "Both can be read, or only one side has passages, or neither.",
            ("both", "only_later", "only_earlier", "neither"),
        ),
    ),
)

NEW_CODES = Table(
    name="new_codes",
    row="One open code that was made in the coding of a case: the data structure before that case did not have it.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("municipality", "text", "Id of the case."),
        Column("axial_category", "text", "Where it is grouped now; empty for a code that is not.", optional=True),
        Column("selective_theme", "text", "Its theme.", optional=True),
        Column("new_category", "flag", "Is every code of this category as new as this one, or newer?"),
        Column(
            "known_from",
            "text",
            "The codebook says when (`since`), or it is the first case in which an inductive code was given.",
            ("since", "first_given"),
        ),
    ),
)

CONFIRMATIONS = Table(
    name="confirmations",
    row="One case in the order of coding, held against the data structure as it was before that case.",
    key=("municipality",),
    columns=(
        Column("municipality", "text", "Id of the case."),
        Column("place", "whole", "Its place in the order of coding, from 1."),
        Column("codes_before", "whole", "Codes in the structure before it."),
        Column("codes_again", "whole", "Of those, codes that were given in this case."),
        Column("new_codes", "whole", "Codes that were made in this case, also those that nobody grouped."),
        Column("categories_before", "whole", "Axial categories in the structure before it."),
        Column("categories_again", "whole", "Of those, categories that were coded in this case."),
        Column("new_categories", "whole", "Axial categories of which every code was made in this case or later."),
        Column(
            "outcome",
            "text",
            "The first case has nothing to confirm; a later one confirms, or adds codes, or whole categories.",
            ("first", "confirms", "adds_codes", "adds_categories"),
        ),
    ),
)
