"""What a thesis prints, cell by cell: the figures that a rerun is compared with. Every row names its section."""

from wijkresearch.schema import Column, Table

SECTION = Column("section", "text", "Section or annex of the source in which it is printed.")

PUBLISHED_CASES = Table(
    name="published_cases",
    row="One printed characteristic of one case (tables 1 and 5 of the thesis).",
    key=("table", "municipality", "measure"),
    columns=(
        Column("table", "whole", "Number of the printed table."),
        SECTION,
        Column("municipality", "text", "Id of the case."),
        Column("measure", "text", "Column of the municipalities' table that it is printed for."),
        Column("printed", "text", "The cell as printed, with a decimal point."),
    ),
)

PUBLISHED_REGISTER = Table(
    name="published_register",
    row="One row of the printed register of documents (table 2 of the thesis).",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document as printed."),
        SECTION,
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("function", "text", "Function as printed."),
        Column("municipality", "text", "Id of the case as printed."),
    ),
)

PUBLISHED_DOTS = Table(
    name="published_dots",
    row="One printed cell of a role table (tables 3 and 4 of the thesis): dots for one role in one world in one case.",
    key=("world", "municipality", "role"),
    columns=(
        Column("table", "whole", "Number of the printed table."),
        SECTION,
        Column("world", "text", "Id of the world."),
        Column("municipality", "text", "Id of the case."),
        Column("role", "text", "Id of the role."),
        Column("dots", "number", "Dots as printed; a half-filled dot is 0.5."),
    ),
)

PUBLISHED_STATEMENTS = Table(
    name="published_statements",
    row="One printed statement of the form: n of the respondents say …",
    key=("statement",),
    columns=(
        Column("statement", "text", "Id of the statement, N01 and further in the order of printing."),
        SECTION,
        Column("respondents", "whole", "How many respondents, as printed."),
        Column("of", "whole", "Out of how many."),
        Column("among", "text", "Among whom, such as `all`, a case's id, or the statement it is a part of."),
        Column("gist", "text", "What they say, in Dutch, in our own words."),
        Column("code", "text", "Code in the codebook that stands for it."),
    ),
)

PUBLISHED_ATTRIBUTIONS = Table(
    name="published_attributions",
    row="One place in the text where a passage is attributed to a document.",
    key=("number",),
    columns=(
        Column("number", "whole", "Number in the order of printing."),
        SECTION,
        Column("document", "text", "Document named."),
        Column("function", "text", "Function named beside it; empty where none is.", optional=True),
        Column(
            "municipality",
            "text",
            "Id of the case that the sentence names; empty where it names none.",
            optional=True,
        ),
        Column(
            "kind",
            "text",
            "Is a passage quoted, paraphrased, or an observation told?",
            ("quote", "paraphrase", "observation"),
        ),
        Column("gist", "text", "What for, in at most eight words of our own."),
    ),
)

PUBLISHED_RANKINGS = Table(
    name="published_rankings",
    row="One printed sentence that ranks a role within a case.",
    key=("ranking",),
    columns=(
        Column("ranking", "text", "Id of the sentence, R1 and further."),
        SECTION,
        Column("municipality", "text", "Id of the case."),
        Column("role", "text", "Id of the role."),
        Column("rank", "text", "Which place the sentence gives it.", ("most", "least")),
        Column("gist", "text", "The sentence, in Dutch, in our own words."),
    ),
)
