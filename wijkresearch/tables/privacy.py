"""The tables on privacy: consent item by item, who can be recognised, and how long material may be kept."""

from wijkresearch.schema import Column, Table

DOCUMENT = Column("document", "text", "Id of the document.")
NAME_KINDS = ("person", "speaker", "interviewer", "street", "ward", "municipality", "place", "organisation", "other")
CONTACT_KINDS = ("telephone", "mail", "website", "postcode", "account", "date")
FOUND_KINDS = (*NAME_KINDS, *CONTACT_KINDS)

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

PSEUDONYM_KEY = Table(
    name="pseudonym_key",
    row="One name of a study and what stands for it in every text. Kept outside the project, never shared.",
    key=("name",),
    columns=(
        Column("kind", "text", "What it is a name of.", NAME_KINDS),
        Column("name", "text", "The name, as it was first met or as somebody typed it here."),
        Column("pseudonym", "text", "What stands for it, such as `[collega 2]`; empty until it is met.", optional=True),
    ),
)

PSEUDONYM_LOG = Table(
    name="pseudonym_log",
    row="One place that got a pseudonym, or one word that somebody ticked off. Kept outside the project, never shared.",
    key=(),
    columns=(
        DOCUMENT,
        Column("text_sha256", "text", "Fingerprint of the text that it was found in."),
        Column("start", "whole", "Where it began in that text; empty for a word ticked off.", optional=True),
        Column("end", "whole", "Where it ended.", optional=True),
        Column("found", "text", "What stood there."),
        Column("kind", "text", "What it was taken for, or `keep` for a word that may stay.", (*FOUND_KINDS, "keep")),
        Column("pseudonym", "text", "What stands there now.", optional=True),
        Column("date", "date", "The day."),
        Column("by", "text", "Who did it."),
    ),
)

RELEASED = Table(
    name="released",
    row="One text that was released for coding: nothing in it is left to tick off.",
    key=("document", "text_sha256"),
    columns=(
        DOCUMENT,
        Column("text_sha256", "text", "Fingerprint of the text, as in `segments`."),
        Column("date", "date", "The day on which the last word was ticked off."),
        Column("by", "text", "Who did it."),
    ),
)

RELEASE_QUEUE = Table(
    name="release_queue",
    row="One word of a text that may give somebody away and that nobody has ticked off. It is never written to a file.",
    key=("word",),
    columns=(
        Column("word", "text", "The word or number."),
        Column("times", "whole", "How often it is in the text, with a capital or without.", lowest=1),
    ),
)
