"""The tables on privacy: consent item by item, who can be recognised, and how long material may be kept."""

from wijkresearch.schema import Column, Table

DOCUMENT = Column("document", "text", "Id of the document.")

CONSENTS = Table(
    name="consents",
    row="One thing that may or may not be done with one document, and the item of the consent form that decides it.",
    key=("document", "use"),
    columns=(
        DOCUMENT,
        Column(
            "use",
            "text",
            "What is asked.",
            ("process", "quote", "function", "municipality", "reuse"),
        ),
        Column("allowed", "flag", "May it be done?"),
        Column("items", "text", "Items of the consent form that say no, separated by commas.", optional=True),
    ),
)

RECOGNISABLE = Table(
    name="recognisable",
    row="One combination of a function and a municipality, with how many respondents share it.",
    key=("municipality", "function"),
    columns=(
        Column("municipality", "text", "The municipality as it is printed."),
        Column("function", "text", "The function as it is printed."),
        Column("respondents", "whole", "How many respondents share both: k."),
        Column("documents", "text", "Ids of their documents, separated by commas."),
        Column("unique", "flag", "Is it one person, who can be recognised by it?"),
        Column("small", "flag", "Are they fewer than the study's smallest group?"),
    ),
)

RETENTION = Table(
    name="retention",
    row="One document with the day on which its material has to be deleted or made anonymous.",
    key=("document",),
    columns=(
        DOCUMENT,
        Column("signed_on", "date", "Date on the consent form.", optional=True),
        Column("due_on", "date", "Last day on which the material may be kept.", optional=True),
        Column("days_left", "whole", "Days from the given day until then; negative when it has passed.", optional=True),
        Column("state", "text", "What to do.", ("keep", "near", "overdue", "unknown")),
    ),
)

COPIED_PASSAGES = Table(
    name="copied_passages",
    row="One run of consecutive words of a text that also stands in a document that may not be quoted.",
    key=("place", "document", "first_word"),
    columns=(
        Column("place", "text", "The text in which it was found."),
        DOCUMENT,
        Column("first_word", "whole", "Place of the run's first word in that text, from 1."),
        Column("words", "whole", "Length of the run in words."),
        Column("blocks", "flag", "Is it long enough to stop publication?"),
    ),
)

LEAKS = Table(
    name="leaks",
    row="One kind of forbidden text in one place of one file that a run left behind.",
    key=("file", "inside", "found"),
    columns=(
        Column("file", "text", "The file, seen from the folder that was searched."),
        Column(
            "inside",
            "text",
            "Where in it: members of containers and decodings, from outside to inside; `.` for the bytes themselves.",
        ),
        Column("found", "text", "The token or name that was found."),
        Column("times", "whole", "How often."),
    ),
)
