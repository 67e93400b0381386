"""The conclusions of a study as data (claims.yml), taken apart: what is claimed, of whom, and on what rule."""

from wijkresearch.schema import Column, Table

CLAIM = Column("claim", "text", "Id of the claim.")
LABELS = ("single", "variant", "typical", "general")

CLAIMS = Table(
    name="claims",
    row="One conclusion: what it says, which question it answers and by which rule it is held.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("text_nl", "text", "What is claimed, in Dutch, in our own words."),
        Column("text_en", "text", "What is claimed, in English."),
        Column("answers", "text", "The question that it answers: an id of `questions` in study.yml."),
        Column(
            "kind",
            "text",
            "What sort of claim it is; only a causal one may be worded as a cause.",
            ("prevalence", "ranking", "presence", "structural", "causal"),
        ),
        Column(
            "composite",
            "flag",
            "Does it follow from other claims (all_of, any_of, most_of, rests_on) instead of from codes?",
        ),
        Column(
            "min_respondents",
            "whole",
            "Fewest respondents who were asked, below which nothing is said.",
            optional=True,
        ),
        Column("min_label", "text", "How common it must be to count as supported.", LABELS, optional=True),
        Column(
            "min_source_types",
            "whole",
            "From how many perspectives it must be heard to count as triangulated.",
            optional=True,
        ),
        Column(
            "asked_by_default",
            "flag",
            "Were all eligible respondents asked? If not, `claim_asked` lists who was.",
        ),
        Column("statement", "text", "The published statement that it restates.", optional=True),
        Column("published_ranking", "text", "The published ranking that it restates.", optional=True),
        Column("ranked_role", "text", "For a ranking: the role that is ranked.", optional=True),
        Column("ranked_world", "text", "For a ranking: the world in which; empty for all worlds.", optional=True),
        Column("rank", "text", "For a ranking: the place it is given.", ("most", "least"), optional=True),
        Column("fingerprint", "text", "First 16 digits of the SHA-256 of the claim as it stands in claims.yml."),
        Column("frozen_claim", "text", "The fingerprint when the claim was frozen.", optional=True),
        Column("frozen_codebook", "text", "The fingerprint of its codes' definitions then.", optional=True),
        Column("frozen_on", "date", "The day on which it was frozen.", optional=True),
    ),
)

CLAIM_CODES = Table(
    name="claim_codes",
    row="One code that speaks for or against one claim; the codes under it in the codebook count along.",
    key=("claim", "code"),
    columns=(
        CLAIM,
        Column("code", "text", "Id of the code in the codebook."),
        Column("stance", "text", "Does a passage with this code support or counter the claim?", ("support", "counter")),
        Column(
            "hoop",
            "flag",
            "Is it a test that a causal claim must pass? One respondent with this counter code and it is contradicted.",
        ),
    ),
)

CLAIM_ELIGIBLE = Table(
    name="claim_eligible",
    row="One value that limits who is eligible for one claim; a claim without rows for a property takes every value.",
    key=("claim", "property", "value"),
    columns=(
        CLAIM,
        Column(
            "property",
            "text",
            "Which property of a document: its perspective or municipality, or a code that it must hold.",
            ("perspective", "municipality", "code"),
        ),
        Column("value", "text", "Id of the perspective, municipality or code."),
    ),
)

CLAIM_ASKED = Table(
    name="claim_asked",
    row="One respondent who was asked about one claim, where not everybody was.",
    key=("claim", "document"),
    columns=(CLAIM, Column("document", "text", "Id of the document.")),
)

CLAIM_PARTS = Table(
    name="claim_parts",
    row="One claim that a composite claim or a recommendation rests on.",
    key=("claim", "part"),
    columns=(
        CLAIM,
        Column("part", "text", "Id of the claim that is a part of it."),
        Column(
            "relation",
            "text",
            "How the parts are taken together; `rests_on` is `all_of` for a recommendation.",
            ("all_of", "any_of", "most_of", "rests_on"),
        ),
    ),
)

CLAIM_SOURCES = Table(
    name="claim_sources",
    row="One municipality that one claim was derived from; on every other municipality it is tested.",
    key=("claim", "municipality"),
    columns=(CLAIM, Column("municipality", "text", "Id of the case.")),
)

CLAIM_TABLES: tuple[Table, ...] = (CLAIMS, CLAIM_CODES, CLAIM_ELIGIBLE, CLAIM_ASKED, CLAIM_PARTS, CLAIM_SOURCES)
