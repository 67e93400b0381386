"""The tables of saturation: new codes per document, Guest's ratio, and the expected curve."""

from wijkresearch.schema import Column, Table

SCOPE = Column("municipality", "text", "Id of the case, or `all` for all cases together.")

SATURATION_CURVE = Table(
    name="saturation_curve",
    row="One document in the order of coding, with what it added.",
    key=("municipality", "place"),
    columns=(
        SCOPE,
        Column("place", "whole", "Place among the documents of the case, or of all cases, from 1."),
        Column("document", "text", "Id of the document."),
        Column("codes", "whole", "Codes that occur in the document."),
        Column("new_codes", "whole", "Of those, codes that occur in no earlier document."),
        Column("cumulative", "whole", "Codes that occur up to and including the document."),
        Column("expected", "number", "Mean of the cumulative number over every order of the documents (Mao Tau)."),
        Column("low", "number", "Lower end of the middle 95 % of the orders of the documents."),
        Column("high", "number", "Upper end of the middle 95 % of the orders of the documents."),
    ),
)

SATURATION_RUNS = Table(
    name="saturation_runs",
    row="One run of documents after the base, with the share of new codes it brought (Guest, Namey & Chen 2020).",
    key=("municipality", "before"),
    columns=(
        SCOPE,
        Column("before", "whole", "Documents before the run."),
        Column("first_document", "text", "First document of the run."),
        Column("last_document", "text", "Last document of the run."),
        Column("base_codes", "whole", "Codes in the base."),
        Column("new_codes", "whole", "Codes that first occur in the run."),
        Column("ratio", "number", "New codes in the run / codes in the base; empty for an empty base.", optional=True),
        Column("below_threshold", "flag", "Is the ratio at or below the threshold?"),
    ),
)

SATURATION_SUMMARY = Table(
    name="saturation_summary",
    row="What can be computed about the saturation of codes in one case, or over all cases.",
    key=("municipality",),
    columns=(
        SCOPE,
        Column("documents", "whole", "Documents."),
        Column("codes", "whole", "Codes that occur."),
        Column("base", "whole", "Documents in the base."),
        Column("run", "whole", "Documents in a run."),
        Column("threshold", "number", "Largest share of new codes that still counts as saturated."),
        Column(
            "notation",
            "text",
            "`documents+run` (such as 6+2) of the first run at or below the threshold; empty where there is none.",
            optional=True,
        ),
        Column(
            "status",
            "text",
            "Reached, or contradicted by a later run or by Chao's estimate, or not reached; too few documents to tell; "
            "or a premise that reflexive thematic analysis rejects.",
            ("reached", "contradicted", "not_reached", "too_few_documents", "premise_rejected"),
        ),
        Column("later_runs", "whole", "Runs after the one in the notation."),
        Column("later_above", "whole", "Of those, runs above the threshold again."),
        Column("once", "whole", "Codes that occur in one document only."),
        Column("twice", "whole", "Codes that occur in two documents."),
        Column("chao2", "number", "Chao's estimate of all codes (Chao2, bias-corrected)."),
        Column("unseen", "number", "Chao's estimate of the codes that were not met."),
        Column("slope", "number", "New codes to expect from the last document: codes met once / documents."),
    ),
)

FIRST_APPEARANCES = Table(
    name="first_appearances",
    row="One axial category, with the case and document in which it first occurs.",
    key=("axial_category",),
    columns=(
        Column("axial_category", "text", "Axial category, in Dutch."),
        Column("selective_theme", "text", "Selective theme, in Dutch."),
        Column("first_municipality", "text", "Case in which it first occurs; empty when it does not.", optional=True),
        Column("first_document", "text", "Document in which it first occurs.", optional=True),
        Column("municipalities", "whole", "Number of cases in which it occurs."),
    ),
)

INTERVIEW_PLAN = Table(
    name="interview_plan",
    row="How many interviews it takes to meet a code often enough, when so many people would bring it up.",
    key=("share", "mentions"),
    columns=(
        Column("share", "number", "Share of the people who would bring it up."),
        Column("mentions", "whole", "Interviews in which it must occur."),
        Column("chance", "number", "Wanted chance of that."),
        Column("interviews", "whole", "Interviews needed."),
    ),
)
