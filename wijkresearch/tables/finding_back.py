"""The tables of finding back what was coded: passages, words, and codes beside each other; no interview text."""

from wijkresearch.schema import Column, Table

FOUND_PASSAGES = Table(
    name="found_passages",
    row="One coded passage that was asked for. It is never written by a step.",
    key=("segment",),
    columns=(
        Column("segment", "text", "Id of the passage: document, start and end, such as `D10:4120-4198`."),
        Column("document", "text", "Id of the document."),
        Column("start", "whole", "Where the passage begins: Unicode code points in the document's LF text, from 0."),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("municipality", "text", "Id of the case."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("perspective", "text", "From where the respondent looks."),
        Column(
            "codes", "text", "The codes that it was found by, separated by spaces; all of them where none was asked."
        ),
    ),
)

WORDS_FOUND = Table(
    name="words_found",
    row="One place where a word occurs in a transcript. It is never written by a step.",
    key=("word", "document", "start", "end"),
    columns=(
        Column("word", "text", "What was searched, such as `escal*`."),
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("start", "whole", "Where the word begins: Unicode code points in the document's LF text, from 0."),
        Column("end", "whole", "Where it ends (exclusive)."),
        Column("asks", "flag", "Does the interviewer say it? Empty where no turn was recognised.", optional=True),
        Column("segment", "text", "A coded passage that it has a part in; empty for none.", optional=True),
        Column("inside", "flag", "Has it a part in a passage with the code?"),
    ),
)

MISSED_WORDS = Table(
    name="missed_words",
    row="How often one word occurs in one document, in passages with a code and outside them; zeros are kept.",
    key=("word", "document"),
    columns=(
        Column("word", "text", "What was searched, such as `escal*`."),
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("inside", "whole", "How often it occurs in a passage with the code."),
        Column("outside", "whole", "How often elsewhere: each is a place that the code may have missed."),
    ),
)

TYPICAL_WORDS = Table(
    name="typical_words",
    row="One word that stands out in the passages with a code.",
    key=("word",),
    columns=(
        Column("word", "text", "The word, without capitals and accents."),
        Column("inside", "whole", "How often it occurs in passages with the code."),
        Column("outside", "whole", "How often it occurs elsewhere in what respondents say."),
        Column("respondents", "whole", "In how many documents it occurs in a passage with the code."),
        Column("likelihood", "number", "Log-likelihood ratio (Dunning 1993): how far it stands out."),
    ),
)

BESIDE = (
    Column("code", "text", "Id of a code."),
    Column("other", "text", "Id of another code, which stands after it in the codebook."),
)
TOGETHER = (
    Column("overlap", "whole", "Pairs of passages, one with each code, that have a part in common."),
    Column("code_in_other", "whole", "Of these: the passage with `code` lies within the other, or is the same."),
    Column("other_in_code", "whole", "Of these: the passage with `other` lies within that of `code`, or is the same."),
    Column("same_turn", "whole", "Pairs of passages that have a part in the same turn, whether they overlap or not."),
)

CO_OCCURRENCES = Table(
    name="co_occurrences",
    row="How often passages with two codes come together; a pair of codes that never does is a row with zeros.",
    key=("code", "other"),
    columns=(
        *BESIDE,
        *TOGETHER,
        Column("respondents_overlap", "whole", "Interviews in which passages with both overlap."),
        Column("respondents_same_turn", "whole", "Interviews in which both are given in one turn."),
        Column("interviews", "whole", "Interviews that there are: the n of k of n."),
    ),
)

DOCUMENT_CO_OCCURRENCES = Table(
    name="document_co_occurrences",
    row="How often passages with two codes come together in one document; only where they do.",
    key=("document", "code", "other"),
    columns=(Column("document", "text", "Id of the document."), *BESIDE, *TOGETHER),
)

CODES_BY_ATTRIBUTE = Table(
    name="codes_by_attribute",
    row="How often one code was given where an attribute has one value, zeros kept.",
    key=("code", "attribute", "value"),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("attribute", "text", "A column of the register or of the cases, or one of people's own."),
        Column("value", "text", "What it is in these documents."),
        Column("segments", "whole", "Passages with the code, observations included."),
        Column("respondents", "whole", "Interviews in which the code was given."),
        Column("interviews", "whole", "Interviews with this value: the n of k of n."),
    ),
)
