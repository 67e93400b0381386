"""The tables of the reporting standards: the items, what the study says of each, and the sheet for confidence."""

from wijkresearch.schema import Column, Table

GROUP_NL = Column("group_nl", "text", "Part of the list that the item stands in, in Dutch.")
GROUP_EN = Column("group_en", "text", "The same in English.")
LABEL_NL = Column("label_nl", "text", "What the item asks, in Dutch, in our own words.")
LABEL_EN = Column("label_en", "text", "The same in English.")
TASK_NL = Column("task_nl", "text", "What a person has to write, in Dutch.", optional=True)

STANDARD_ITEMS = Table(
    name="standard_items",
    row="One item of a reporting standard, in our own words.",
    key=("item",),
    columns=(
        Column("item", "text", "Number of the item."),
        GROUP_NL,
        GROUP_EN,
        LABEL_NL,
        LABEL_EN,
        Column(
            "way",
            "text",
            "Can it be computed from the study, be filled in for a person to finish, or only be written by a person?",
            ("computed", "prefilled", "person"),
        ),
        Column("answer_nl", "text", "The answer in Dutch, with facts of the study between braces.", optional=True),
        TASK_NL,
    ),
)

STANDARD_SOURCES = Table(
    name="standard_sources",
    row="One reporting standard and where it was published.",
    key=("standard",),
    columns=(
        Column("standard", "text", "Id of the standard: the name of its file."),
        Column("title", "text", "Name by which it is known."),
        Column("source", "text", "Publication."),
        Column("note", "text", "What of it is the source's and what is ours."),
    ),
)

STUDY_FACTS = Table(
    name="study_facts",
    row="One fact that a reporting standard can be answered with.",
    key=("fact",),
    columns=(
        Column("fact", "text", "Name of the fact, as the items use it between braces."),
        Column("value", "text", "The fact in Dutch words or figures."),
    ),
)

CHECKLIST = Table(
    name="checklist",
    row="One item of a reporting standard, with what the study says of it.",
    key=("standard", "item"),
    columns=(
        Column("standard", "text", "Id of the standard."),
        Column("item", "text", "Number of the item."),
        GROUP_NL,
        GROUP_EN,
        LABEL_NL,
        LABEL_EN,
        Column(
            "status",
            "text",
            "Computed from the study, begun for a person to finish, or open.",
            ("computed", "to finish", "open"),
        ),
        Column("answer_nl", "text", "The answer in Dutch, as far as the study gives one.", optional=True),
        TASK_NL,
        Column("missing_facts", "text", "Facts that the study does not give.", optional=True),
    ),
)

CONFIDENCE_SHEET = Table(
    name="confidence_sheet",
    row="One input to one component of the confidence in one finding; the judgement is left to a person.",
    key=("finding", "component", "measure"),
    columns=(
        Column("finding", "text", "Id of the finding."),
        Column(
            "component",
            "text",
            "Component of GRADE-CERQual by which the sheet is inspired.",
            ("methodological_limitations", "coherence", "adequacy", "relevance"),
        ),
        Column("measure", "text", "What was counted."),
        Column("value", "number", "The count."),
        Column("out_of", "number", "Out of how many, where there is a whole.", optional=True),
        Column("concern", "text", "Left empty: a person's judgement of this component.", optional=True),
    ),
)
