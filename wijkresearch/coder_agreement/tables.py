"""The tables of agreement between coders: what is rated, how far coders agree, and where they do not."""

from wijkresearch.schema import Column, Table

FIRST_CODER = Column("first_coder", "text", "One coder: the one who stands first in study.yml.")
SECOND_CODER = Column("second_coder", "text", "Another coder.")

DOCUMENT_LENGTHS = Table(
    name="document_lengths",
    row="One document and its length.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("characters", "whole", "Length of the text: Unicode code points in the LF text."),
    ),
)

SENTENCES = Table(
    name="sentences",
    row="Where one sentence of one document begins and ends; the words themselves stay in the text.",
    key=("document", "sentence"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("sentence", "whole", "Number of the sentence in the document, from 1."),
        Column("start", "whole", "Where the sentence begins: Unicode code points in the LF text, from 0."),
        Column("end", "whole", "Where the sentence ends (exclusive)."),
    ),
)

UNITS = Table(
    name="units",
    row="One stretch of a document that coders agree or disagree on, whether or not anybody coded it.",
    key=("unit",),
    columns=(
        Column("unit", "text", "Id of the unit: document, start and end."),
        Column("document", "text", "Id of the document."),
        Column("start", "whole", "Where the unit begins: Unicode code points in the LF text, from 0."),
        Column("end", "whole", "Where the unit ends (exclusive)."),
        Column("weight", "whole", "How many units the row stands for: the characters of a stretch, otherwise 1."),
    ),
)

AGREEMENT = Table(
    name="agreement",
    row="How far all coders together agree on one code, or on one domain of exclusive codes.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code, or the name of the domain."),
        Column("coders", "whole", "Coders who are compared, each on the documents that they coded."),
        Column("units", "whole", "Units that at least two coders looked at, also those that nobody coded."),
        Column("documents", "whole", "Documents that at least two coders coded."),
        Column("alpha", "number", "Krippendorff's α, nominal (2019, §12.3).", optional=True),
        Column("low", "number", "Lower end of the 95 % interval of α.", optional=True),
        Column("high", "number", "Upper end of the 95 % interval of α.", optional=True),
        Column("undefined_resamples", "number", "Share of the resamples in which α is undefined.", optional=True),
        Column("percent", "number", "Percent agreement, from 0 to 1: the share of pairs of coders.", optional=True),
        Column("kappa", "number", "Cohen's κ (1960); of two coders only.", optional=True),
        Column(
            "brennan_prediger", "number", "Brennan–Prediger κ (1981) over the codes of the codebook.", optional=True
        ),
        Column("ac1", "number", "Gwet's AC1 (2008) over the codes of the codebook.", optional=True),
        Column("undefined", "text", "Why α is undefined; empty where it is not.", optional=True),
    ),
)

DOMAIN_AGREEMENT = Table(
    name="domain_agreement",
    row="How far all coders agree on one domain of codes, on one kind of unit, by one coefficient.",
    key=("domain", "unit", "coefficient"),
    columns=(
        Column("domain", "text", "`application` for codes with a role and a world, otherwise the kind of the codes."),
        Column("unit", "text", "What is compared.", ("character", "sentence", "turn", "passage")),
        Column(
            "coefficient",
            "text",
            "Krippendorff's nominal α; mvα (2016) for sets of codes; uα, |uα and cuα (2019, §12.6) for free passages.",
            ("alpha", "mv_alpha", "u_alpha", "binary_u_alpha", "cu_alpha"),
        ),
        Column("codes", "whole", "Codes in the domain; that no code was given counts as a value too."),
        Column("units", "whole", "Units that at least two coders looked at; for passages, how many there are."),
        Column("documents", "whole", "Documents that at least two coders coded; for passages, that all of them did."),
        Column("value", "number", "The coefficient; empty where undefined.", optional=True),
        Column("low", "number", "Lower end of the 95 % interval of α.", optional=True),
        Column("high", "number", "Upper end of the 95 % interval of α.", optional=True),
        Column("percent", "number", "Percent agreement, from 0 to 1; none for passages.", optional=True),
        Column("undefined", "text", "Why it is undefined; empty where it is not.", optional=True),
    ),
)

PARADOX = Table(
    name="paradox",
    row="How much prevalence and bias move Cohen's κ on one code (Feinstein & Cicchetti 1990; Byrt et al. 1993).",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code."),
        Column("first_share", "number", "Share of the units to which the first coder gave the code."),
        Column("second_share", "number", "Share of the units to which the second coder gave the code."),
        Column("prevalence_index", "number", "|both yes − both no| / units: 0 is balanced, 1 is one-sided."),
        Column("bias_index", "number", "|only first − only second| / units: 0 is none."),
        Column("percent", "number", "Percent agreement, from 0 to 1."),
        Column("kappa", "number", "Cohen's κ (1960); empty where undefined.", optional=True),
        Column("balanced_kappa", "number", "κ at the same agreement without prevalence and bias (PABAK)."),
        Column(
            "prevalence_effect",
            "number",
            "What the prevalence does to κ: κ minus κ at prevalence index 0; empty where undefined.",
            optional=True,
        ),
        Column(
            "bias_effect",
            "number",
            "What the bias does to κ: κ minus κ at bias index 0; empty where undefined.",
            optional=True,
        ),
    ),
)

PAIR_AGREEMENT = Table(
    name="pair_agreement",
    row="How far two coders agree on one code, and how much prevalence and bias move Cohen's κ on it.",
    key=("first_coder", "second_coder", "code"),
    columns=(
        FIRST_CODER,
        SECOND_CODER,
        Column("code", "text", "Id of the code."),
        Column("units", "whole", "Units that both coders looked at, also those that neither coded."),
        Column("documents", "whole", "Documents that both coders coded."),
        Column("alpha", "number", "Krippendorff's α, nominal (2019, §12.3); empty where undefined.", optional=True),
        *PARADOX.columns[1:],
    ),
)

CODER_PAIRS = Table(
    name="coder_pairs",
    row="Two coders who coded the same documents, and how far they agree over the codes.",
    key=("first_coder", "second_coder"),
    columns=(
        FIRST_CODER,
        SECOND_CODER,
        Column("documents", "whole", "Documents that both coders coded."),
        Column("units", "whole", "Units that both coders looked at, also those that neither coded."),
        Column("codes", "whole", "Codes that at least one of them gave."),
        Column("differing", "whole", "Of those, codes that they did not give to the same units."),
        Column("lowest_alpha", "number", "Lowest α of a code; empty where none is defined.", optional=True),
        Column("median_alpha", "number", "Median of α over the codes.", optional=True),
        Column("highest_alpha", "number", "Highest α of a code.", optional=True),
    ),
)

DISAGREEMENTS = Table(
    name="disagreements",
    row="One passage that two coders read differently, for their conversation.",
    key=("second_coder", "passage", "code"),
    columns=(
        Column("passage", "text", "Id of the passage: document, start and end; all that either coder marked."),
        Column("document", "text", "Id of the document."),
        Column("start", "whole", "Where the passage begins: Unicode code points in the LF text, from 0."),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("code", "text", "Id of the code that they differ on."),
        Column(
            "difference",
            "text",
            "Only the first or only the second coder gave it here, or both with other boundaries.",
            ("only_first", "only_second", "boundaries"),
        ),
        Column("shared", "number", "Share of the passage to which both gave the code."),
        Column("first_coder", "text", "The coder whose reading of the document results rest on."),
        Column("first_reading", "text", "Every code that the first coder gave here; empty for none.", optional=True),
        Column("second_coder", "text", "Another coder of the document."),
        Column("second_reading", "text", "Every code that the second coder gave here; empty for none.", optional=True),
    ),
)

CODED_PASSAGES = Table(
    name="coded_passages",
    row="One passage of one coder in a document, ready to be drawn under another coder's.",
    key=("document", "coder", "code", "start"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("characters", "whole", "Length of the document."),
        Column("coder", "text", "Who gave the code."),
        Column("code", "text", "Id of the code."),
        Column("start", "whole", "Where the passage begins."),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("agreed", "number", "Share of the passage to which every other coder gave the same code."),
    ),
)

UNITIZING = Table(
    name="unitizing",
    row="One coefficient of the unitizing family over all codes.",
    key=("version",),
    columns=(
        Column("version", "text", "Which coefficient.", ("u", "|u", "cu")),
        Column("coefficient", "text", "The coefficient with its source."),
        Column("value", "number", "The value; empty where undefined.", optional=True),
        Column("passages", "whole", "Passages that it was computed on."),
        Column("undefined", "text", "Why it is undefined; empty where it is not.", optional=True),
    ),
)

READING_CHANGES = Table(
    name="reading_changes",
    row="One number of a result under the reading that results rest on and under another one.",
    key=("reading", "row", "number"),
    columns=(
        Column("reading", "text", "The coder whose reading is put first, in the documents that this coder coded."),
        Column("row", "text", "The row of the result: the values of its key."),
        Column("number", "text", "Name of the column."),
        Column("first", "number", "With the reading that results rest on; empty where there is none.", optional=True),
        Column("second", "number", "With the other reading; empty where there is none.", optional=True),
        Column("difference", "number", "Second minus first.", optional=True),
    ),
)

DOUBLE_CODING_PLAN = Table(
    name="double_coding_plan",
    row="How many units two coders must both code to show a lower bound of κ, at one prevalence of the code.",
    key=("prevalence",),
    columns=(
        Column("prevalence", "number", "Share of the units that carry the code."),
        Column("expected", "number", "The κ that is expected."),
        Column("at_least", "number", "The κ that the interval must exclude."),
        Column("confidence", "number", "One-sided confidence."),
        Column("units", "whole", "Units to double-code."),
    ),
)
