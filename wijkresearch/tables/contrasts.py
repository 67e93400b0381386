"""The tables of step 5 on the design: what sets the cases apart, and which outcomes go along with it."""

from wijkresearch.schema import Column, Table

PAIRS = "Pairs of cases that are {} on the attribute and have {} outcome."

CASE_VALUES = Table(
    name="case_values",
    row="One attribute or outcome of one case.",
    key=("kind", "name", "municipality"),
    columns=(
        Column(
            "kind",
            "text",
            "What it is: an outcome is the preferred role or an answer.",
            ("attribute", "role", "answer"),
        ),
        Column("name", "text", "The attribute, `preferred_role`, or the id of the composite claim."),
        Column("municipality", "text", "Id of the case."),
        Column(
            "value", "text", "What it is in this case; roles that tie are separated by commas, a verdict is its word."
        ),
    ),
)

CASE_DESIGN = Table(
    name="case_design",
    row="One attribute of the cases: what it is to the design and how it divides them.",
    key=("attribute",),
    columns=(
        Column("attribute", "text", "A column of `municipalities`, or an attribute that people named themselves."),
        Column(
            "design",
            "text",
            "Had the cases to differ on it, to be alike, or neither?",
            ("interest", "control", "other"),
        ),
        Column("cases", "whole", "Cases of which it is known."),
        Column(
            "different", "whole", "How many different values they have; numbers are alike only where they are equal."
        ),
        Column("as_interest", "flag", "Does it divide the cases exactly as the variable of interest does?"),
    ),
)

CASE_CONTRASTS = Table(
    name="case_contrasts",
    row="One attribute of the cases against one outcome, in pairs of cases.",
    key=("attribute", "outcome"),
    columns=(
        Column("attribute", "text", "The attribute."),
        Column("outcome", "text", "`preferred_role`, or the id of the composite claim."),
        Column("cases", "whole", "Cases of which both are known."),
        Column("alike_same", "whole", PAIRS.format("alike", "the same")),
        Column("alike_other", "whole", PAIRS.format("alike", "another")),
        Column("different_same", "whole", PAIRS.format("different", "the same")),
        Column("different_other", "whole", PAIRS.format("different", "another")),
        Column(
            "judgement",
            "text",
            "Along: alike cases have the same outcome and different ones another; partly: some different ones as well; "
            "not: alike cases have different outcomes, or all the same; cannot be told: none are alike, or none known.",
            ("goes_along", "partly", "does_not", "cannot_be_told"),
        ),
    ),
)
