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

THEORY_COUNTS = Table(
    name="theory_counts",
    row="One code from theory in one case, also where nobody gave it; codes stand in the order of their tree.",
    key=("code", "municipality"),
    columns=(
        Column("code", "text", "Id of the code; its origin in the codebook is deductive."),
        Column("code_kind", "text", "What the code says."),
        Column("top", "text", "The code from theory that it stands under at the top; itself where it is the top."),
        Column("depth", "whole", "How many codes from theory it stands under.", lowest=0),
        Column("municipality", "text", "Id of the case."),
        Column("segments", "whole", "Passages with this code itself, observations included; zero is a row too."),
        Column("respondents", "whole", "Interviews in which this code itself was given."),
        Column("branch_segments", "whole", "Passages with this code or one from theory that stands under it."),
        Column("branch_respondents", "whole", "Interviews in which one of these was given."),
        Column("interviews", "whole", "Interviews in this case: the n of k of n."),
    ),
)

MEMO_KIND = Column(
    "kind",
    "text",
    "What the memo says of itself in its first word: about theory, about method, or neither.",
    ("theoretical", "methodological", "unsaid"),
)

MEMOS = Table(
    name="memos",
    row="One memo of one coder. It may repeat what a respondent said, so it is never written or printed.",
    key=("document", "start", "end", "code", "coder"),
    columns=(
        Column("code", "text", "Id of the code; empty for a memo on a whole document.", optional=True),
        Column("municipality", "text", "Id of the case."),
        MEMO_KIND,
        Column("document", "text", "Id of the document."),
        Column("start", "whole", "Where the passage begins; empty for a memo on a code or a document.", optional=True),
        Column("end", "whole", "Where the passage ends (exclusive).", optional=True),
        Column("coder", "text", "Who wrote it."),
        Column("memo", "text", "What the coder noted."),
    ),
)

MEMO_COUNTS = Table(
    name="memo_counts",
    row="How many memos of one kind stand with one code in one case.",
    key=("code", "municipality", "kind"),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("municipality", "text", "Id of the case."),
        MEMO_KIND,
        Column("memos", "whole", "Number of memos, of all coders."),
    ),
)
