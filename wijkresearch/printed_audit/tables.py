"""The tables of the audit: a text and its printed figures compared with each other, the register and the evidence."""

from wijkresearch.schema import Column, Table

TABLE_NUMBER = Column("table", "whole", "Number of the printed table.")
WORLD = Column("world", "text", "Id of the world.")
MUNICIPALITY = Column("municipality", "text", "Id of the case.")
RULE = Column(
    "rule",
    "text",
    "How was rounded: to the nearest with ties up, to even or down, or always down or up.",
    ("nearest_up", "nearest_even", "nearest_down", "floor", "ceil"),
)

COLUMN_SUMS = Table(
    name="column_sums",
    row="One column of a printed role table, summed.",
    key=("world", "municipality"),
    columns=(
        TABLE_NUMBER,
        WORLD,
        MUNICIPALITY,
        Column("cells", "whole", "Number of roles in the column."),
        Column("printed_sum", "number", "Sum of the printed dots."),
        Column("expected_sum", "number", "What the shares of a column sum to before rounding, in dots."),
        Column("deviation", "number", "Printed sum minus expected sum."),
        Column("largest_by_rounding", "number", "How far rounding to the nearest step can move the sum at most."),
        Column("adds_up", "flag", "Is the printed sum the expected one?"),
    ),
)

COLUMN_FEASIBILITY = Table(
    name="column_feasibility",
    row="One column of a printed role table under one rule of rounding: can any counts give these dots?",
    key=("world", "municipality", "rule"),
    columns=(
        TABLE_NUMBER,
        WORLD,
        MUNICIPALITY,
        RULE,
        Column("printed_sum", "number", "Sum of the printed dots."),
        Column("true_total", "number", "What the shares sum to before rounding, in dots."),
        Column("lowest_total", "number", "Lowest total that shares printed as these dots can have."),
        Column("lowest_included", "flag", "Can that lowest total be reached, or only be approached?"),
        Column("highest_total", "number", "Highest total that shares printed as these dots can have."),
        Column("highest_included", "flag", "Can that highest total be reached, or only be approached?"),
        Column("possible", "flag", "Is there any number of codings that gives the column?"),
        Column("forced", "flag", "Is there only one set of shares, so that counts are multiples of one set?"),
        Column("smallest_n", "whole", "Smallest number of codings that gives the column.", optional=True),
        Column("smallest_counts", "text", "Counts per role at that number, in printed order.", optional=True),
        Column("possible_n", "whole", "How many numbers of codings up to `largest_n` can give the column."),
        Column("largest_n", "whole", "Up to which number of codings was counted."),
    ),
)

ROUNDED_NUMBERS = Table(
    name="rounded_numbers",
    row="One printed percentage or mean: can whole counts out of n give it?",
    key=("where", "printed"),
    columns=(
        Column("where", "text", "Place in the report."),
        Column("printed", "text", "The number as printed."),
        Column("n", "whole", "Out of how many, where the text says so.", optional=True),
        RULE,
        Column("possible", "flag", "Can any whole count give it: out of n where n is known, else out of any number?"),
        Column("counts", "text", "The counts (for a mean: the sums) out of n that give it.", optional=True),
        Column("smallest_n", "whole", "Smallest n for which any whole count gives it.", optional=True),
    ),
)

RANKING_CHECKS = Table(
    name="ranking_checks",
    row="One sentence that ranks a role, compared with one table.",
    key=("ranking", "source", "world"),
    columns=(
        Column("ranking", "text", "Id of the sentence."),
        Column("section", "text", "Section in which it is printed."),
        Column("source", "text", "What the numbers are.", ("printed",)),
        Column("world", "text", "Id of the world, or `summed` for the worlds together."),
        MUNICIPALITY,
        Column("role", "text", "Id of the role."),
        Column("rank", "text", "Which place the sentence gives it.", ("most", "least")),
        Column("number", "number", "Dots of the role."),
        Column("rival_roles", "text", "The other roles that come nearest to that place, or stand on it."),
        Column("rival_number", "number", "Their dots."),
        Column("verdict", "text", "Does the sentence follow?", ("follows", "tied", "does not follow")),
    ),
)

GUARANTEED_GAPS = Table(
    name="guaranteed_gaps",
    row="The leading role of one printed column and how much of its lead rounding leaves certain.",
    key=("world", "municipality"),
    columns=(
        WORLD,
        MUNICIPALITY,
        Column("leading_role", "text", "Role with most dots; the first in printed order where several have."),
        Column("next_roles", "text", "Role or roles with most dots after it."),
        Column("printed_gap", "number", "Difference in dots as printed."),
        Column("certain_gap_points", "number", "Difference in percentage points that is certain whatever was rounded."),
    ),
)

CELL_REPAIRS = Table(
    name="cell_repairs",
    row="One cell whose change alone would make its column sum to the whole: a hypothesis on a slip.",
    key=("world", "municipality", "role"),
    columns=(
        WORLD,
        MUNICIPALITY,
        Column("role", "text", "Id of the role."),
        Column("printed", "number", "Dots as printed."),
        Column("repaired", "number", "Dots that would make the column sum to the whole."),
        Column("rankings", "whole", "Number of ranking sentences about the case."),
        Column("rankings_that_follow", "whole", "How many of them would follow from the repaired column."),
    ),
)

ATTRIBUTION_CHECKS = Table(
    name="attribution_checks",
    row="One attribution in a text beside what the register says of its document.",
    key=("number",),
    columns=(
        Column("number", "whole", "Number in the order of the text."),
        Column("section", "text", "Section, or place in the text."),
        Column("document", "text", "Document named."),
        Column("function", "text", "Function named beside it.", optional=True),
        Column("municipality", "text", "Id of the case that the sentence names.", optional=True),
        Column("registered_kind", "text", "Kind of document in the register.", optional=True),
        Column("registered_municipality", "text", "Id of the case in the register.", optional=True),
        Column("registered_function", "text", "Function in the register.", optional=True),
        Column(
            "verdict",
            "text",
            "Agrees, or the first thing that differs.",
            ("agrees", "not in register", "kind differs", "function differs", "municipality differs"),
        ),
        Column("agrees", "flag", "Does it agree with the register?"),
    ),
)

UNCITED_DOCUMENTS = Table(
    name="uncited_documents",
    row="One document of the register to which no passage is attributed.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("kind", "text", "Interview or observation."),
        Column("function", "text", "Function in the register."),
        MUNICIPALITY,
    ),
)

CITATIONS = Table(
    name="citations",
    row="How often the interviews of one case are cited.",
    key=("municipality",),
    columns=(
        MUNICIPALITY,
        Column("interviews", "whole", "Interviews in the register."),
        Column("cited_interviews", "whole", "How many of them are cited at least once."),
        Column("attributions", "whole", "Attributions to them together."),
    ),
)

REGISTER_REPAIRS = Table(
    name="register_repairs",
    row="One step of the smallest renumbering of the register that makes most attributions agree.",
    key=("step",),
    columns=(
        Column("step", "whole", "Number of the step; the one that gains most comes first."),
        Column("kind", "text", "Two rows change places, or rows take other numbers in a chain.", ("swap", "renumber")),
        Column("rows", "whole", "Number of rows that get another number."),
        Column("moves", "text", "Old number → new number."),
        Column("gained", "whole", "Attributions that agree by this step and did not before."),
        Column("agree_after", "whole", "Attributions that agree after this step and those above it."),
    ),
)

CASE_RATIOS = Table(
    name="case_ratios",
    row="One printed measure per unit of another, in one case.",
    key=("municipality", "numerator", "denominator"),
    columns=(
        MUNICIPALITY,
        Column("numerator", "text", "Measure that is divided."),
        Column("denominator", "text", "Measure that it is divided by."),
        Column("ratio", "number", "The first per unit of the second."),
        Column("mean_of_others", "number", "Mean ratio of the other cases.", optional=True),
        Column("above_others", "number", "Ratio over that mean, minus 1; 0.6 is 60 % higher.", optional=True),
    ),
)

FOUND_ATTRIBUTIONS = Table(
    name="found_attributions",
    row="One place in the running text of a report that names a document.",
    key=("number",),
    columns=(
        Column("number", "whole", "Number in the order of the text."),
        Column("section", "text", "Number of the section, or `-` before the first."),
        Column("paragraph", "whole", "Paragraph of the report, counted from 1."),
        Column("position", "whole", "Place in the paragraph, in characters from 0."),
        Column("document", "text", "Document named."),
        Column("function", "text", "Function named beside it.", optional=True),
        Column("municipality", "text", "Id of the one case that the sentence names before it.", optional=True),
        Column("kind", "text", "Is it cited as an observation?", ("observation", "passage")),
    ),
)

FOUND_STATEMENTS = Table(
    name="found_statements",
    row="One statement in the running text of a report that a number of respondents say something.",
    key=("statement",),
    columns=(
        Column("statement", "text", "Id, S01 and further in the order of the text."),
        Column("section", "text", "Number of the section, or `-` before the first."),
        Column("paragraph", "whole", "Paragraph of the report, counted from 1."),
        Column("respondents", "whole", "How many respondents."),
        Column("of", "whole", "Out of how many, where the text says so.", optional=True),
        Column("among", "text", "Among whom: `all`, cases, functions, `municipalities`, or a statement's id."),
        Column("words", "text", "The words of the report that say the number."),
    ),
)

FOUND_NUMBERS = Table(
    name="found_numbers",
    row="One percentage or mean in the running text of a report.",
    key=("where", "printed"),
    columns=(
        Column("where", "text", "Section and paragraph."),
        Column("printed", "text", "The number as printed, with its decimals."),
        Column("n", "whole", "Out of how many, where its sentence says so once.", optional=True),
    ),
)

STATEMENT_CHECKS = Table(
    name="statement_checks",
    row="One statement on a number of respondents, compared with the register.",
    key=("statement",),
    columns=(
        Column("statement", "text", "Id of the statement."),
        Column("section", "text", "Section in which it stands."),
        Column("respondents", "whole", "How many respondents, as printed."),
        Column("of", "whole", "Out of how many, as printed, or the group's interviews where that is not said."),
        Column("among", "text", "Among whom."),
        Column("largest", "whole", "Most respondents that the group can have."),
        Column("possible", "flag", "Is the number not above its group, and the group not above the register?"),
    ),
)

FOUND_QUOTATIONS = Table(
    name="found_quotations",
    row="One passage between quotation marks in a report; the words themselves stay behind.",
    key=("quotation",),
    columns=(
        Column("quotation", "text", "Id, Q001 and further in the order of the text."),
        Column("section", "text", "Number of the section, or `-` before the first."),
        Column("paragraph", "whole", "Paragraph of the report, counted from 1."),
        Column("start", "whole", "First character in the paragraph, from 0."),
        Column("end", "whole", "End in the paragraph (exclusive)."),
        Column("words", "whole", "Number of words quoted."),
        Column("document", "text", "Document that it is attributed to: the nearest one named.", optional=True),
    ),
)

QUOTATION_CHECKS = Table(
    name="quotation_checks",
    row="One quotation of a report, looked up in the transcripts; without its words.",
    key=("quotation",),
    columns=(
        Column("quotation", "text", "Id of the quotation."),
        Column("section", "text", "Section in which it stands."),
        Column("paragraph", "whole", "Paragraph of the report, counted from 1."),
        Column("words", "whole", "Number of words quoted."),
        Column("document", "text", "Document that it is attributed to.", optional=True),
        Column(
            "verdict",
            "text",
            "Literally there, there with what is marked as left out or added, nearly there, or not there.",
            ("exact", "with omissions", "near", "not found", "no transcript"),
        ),
        Column("found_in", "text", "Document in which it, or what is nearest, stands.", optional=True),
        Column("start", "whole", "First character in that transcript, from 0.", optional=True),
        Column("end", "whole", "End in that transcript (exclusive).", optional=True),
        Column("similarity", "number", "1 for every character the same, 0 for none.", optional=True),
        Column("in_named_document", "flag", "Does it stand in the document named?", optional=True),
    ),
)

UNCOUNTED_MENTIONS = Table(
    name="uncounted_mentions",
    row="One paragraph of a report that speaks of the respondents without saying how many.",
    key=("paragraph",),
    columns=(
        Column("section", "text", "Number of the section, or `-` before the first."),
        Column("paragraph", "whole", "Paragraph of the report, counted from 1."),
        Column("mentions", "whole", "How often it does."),
    ),
)
