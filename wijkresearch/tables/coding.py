"""The tables of step 2: coded passages joined with what is known of their document and code; no interview text."""

from wijkresearch.schema import Column, Table

EVIDENCE = Table(
    name="evidence",
    row="One code that one coder gave to one passage, with its document and its code looked up.",
    key=("segment", "code", "coder"),
    columns=(
        Column("segment", "text", "Id of the passage: document, start and end, such as `D10:4120-4198`."),
        Column("document", "text", "Id of the document."),
        Column(
            "start",
            "whole",
            "Where the passage begins: Unicode code points in the document's LF text, from 0.",
        ),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("code", "text", "Id of the code."),
        Column("coder", "text", "Who gave the code; `agreed` for what coders agreed on."),
        Column("municipality", "text", "Id of the case."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("perspective", "text", "From where the respondent looks."),
        Column("coding_order", "whole", "Place of the document in the order of coding."),
        Column("code_kind", "text", "What the code says."),
        Column("role", "text", "The role it is evidence of.", optional=True),
        Column("world", "text", "The world in which.", optional=True),
        Column("outcome", "text", "How it ended, for an outcome code.", optional=True),
        Column("text_sha256", "text", "SHA-256 of the document's text when it was coded.", optional=True),
        Column("quote_sha256", "text", "SHA-256 of the passage when it was coded.", optional=True),
        Column("code_fingerprint", "text", "Fingerprint of the code's definition at that time.", optional=True),
        Column("origin", "text", "How the coding came to be.", optional=True),
    ),
)

READINGS = Table(
    name="readings",
    row="One document, and whose reading of it results rest on.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column(
            "reading",
            "text",
            "The coder whose reading results rest on: of those who coded it, the first in study.yml; empty for nobody.",
            optional=True,
        ),
        Column(
            "other_coders",
            "text",
            "Who else coded it, in the order of study.yml; empty for nobody.",
            optional=True,
        ),
        Column(
            "settled",
            "whole",
            "Codes on its passages that coders decided on together, where that goes before `reading`; empty for none.",
            optional=True,
        ),
    ),
)

TALK = Table(
    name="talk",
    row="One code on one passage that coders read differently or talked about, and what the talk made of it.",
    key=("document", "start", "end", "code"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("start", "whole", "Where the passage begins: Unicode code points in the document's LF text, from 0."),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("code", "text", "Id of the code."),
        Column(
            "outcome",
            "text",
            "Still open; as the first coder read it; as another coder did; otherwise than any of them; or decided on "
            "although coders did not differ here.",
            ("open", "first", "another", "otherwise", "beyond"),
        ),
    ),
)

CODE_FREQUENCIES = Table(
    name="code_frequencies",
    row="How often one code was given in one document.",
    key=("document", "code"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("code", "text", "Id of the code."),
        Column("code_kind", "text", "What the code says."),
        Column("segments", "whole", "Number of passages with this code."),
    ),
)

DOCUMENT_CODINGS = Table(
    name="document_codings",
    row="How much was coded in one document.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("function", "text", "Function of the respondent, or of those present."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("codings", "whole", "Number of codings."),
        Column("passages", "whole", "Number of coded passages."),
        Column("codes", "whole", "Number of codes that occur."),
        Column("role_codings", "whole", "Codings with a role and a world."),
    ),
)

MOST_GIVEN = Table(
    name="most_given",
    row="One code with how often it was given, over all documents.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("label_nl", "text", "Its label in Dutch."),
        Column("segments", "whole", "Number of passages with this code."),
    ),
)
