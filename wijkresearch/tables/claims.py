"""The conclusions of a study as data (claims.yml), taken apart: what is claimed, of whom, and on what rule."""

from collections.abc import Mapping

import pandas as pd

from wijkresearch.schema import Column, Table

CLAIM = Column("claim", "text", "Id of the claim.")
KINDS = (
    "prevalence",
    "absence",
    "existence",
    "contrast",
    "ranking",
    "connection",
    "covariation",
    "composite",
    "recommendation",
)
LABELS = ("single", "variant", "typical", "general")
SOURCES = ("interview", "observation")
MEASURES = ("passages", "respondents")
ENDINGS = ("made", "hindered", "not_called_upon", "varied")

CLAIMS = Table(
    name="claims",
    row="One conclusion: what it says, which question it answers and by which rule it is held.",
    key=("claim",),
    columns=(
        CLAIM,
        Column("text_nl", "text", "What is claimed, in Dutch, in our own words."),
        Column("text_en", "text", "What is claimed, in English."),
        Column("short_nl", "text", "The same where there is no room for it, in Dutch.", optional=True),
        Column("short_en", "text", "The same where there is no room for it, in English.", optional=True),
        Column("answers", "text", "The question that it answers: an id of `questions` in study.yml."),
        Column("kind", "text", "Which rule judges it; only a covariation may be worded as a cause.", KINDS),
        Column(
            "composite",
            "flag",
            "Does it follow from other claims (composition, covariation, recommendation) instead of from passages?",
        ),
        Column("falsified_nl", "text", "What finding would make it untrue, in Dutch.", optional=True),
        Column("falsified_en", "text", "What finding would make it untrue, in English.", optional=True),
        Column("source", "text", "Whose word counts: interviews or observations.", SOURCES, optional=True),
        Column(
            "min_respondents", "whole", "Fewest respondents who were asked, below which nothing is said.", optional=True
        ),
        Column("min_label", "text", "How common it must be to count as supported.", LABELS, optional=True),
        Column("at_least", "whole", "For existence: fewest respondents in every case.", optional=True),
        Column("by", "whole", "For a contrast: fewest percentage points between the two sides.", optional=True),
        Column(
            "min_passages", "whole", "For a connection: fewest passages below which nothing is said.", optional=True
        ),
        Column("min_cases", "whole", "For a covariation: fewest cases below which nothing is said.", optional=True),
        Column(
            "asked_by_default",
            "flag",
            "Were all eligible respondents asked? If not, `claim_asked` lists who was.",
        ),
        Column("statement", "text", "The published statement that it restates.", optional=True),
        Column("published_ranking", "text", "The published ranking that it restates.", optional=True),
        Column("role", "text", "For a ranking or a connection: the role; empty for all roles.", optional=True),
        Column("world", "text", "For a ranking or a connection: the world; empty for all worlds.", optional=True),
        Column("direction", "text", "For a connection: the code of who seeks whom; empty for all.", optional=True),
        Column("rank", "text", "For a ranking: the place it is given.", ("most", "least"), optional=True),
        Column("measure", "text", "For a ranking: passages, or respondents weighed alike.", MEASURES, optional=True),
        Column("judgement", "text", "For a connection: how its passages ended.", ENDINGS, optional=True),
        Column("only", "flag", "For a connection: is it made in this role and world alone?", optional=True),
        Column("audience_nl", "text", "For a recommendation: whom it is for, in Dutch.", optional=True),
        Column("audience_en", "text", "For a recommendation: whom it is for, in English.", optional=True),
        Column("checked_by", "text", "Who read that the parts of a composite test the words they name.", optional=True),
        Column("checked_on", "date", "The day on which.", optional=True),
        Column("fingerprint", "text", "First 16 digits of the SHA-256 of the claim as it stands in claims.yml."),
        Column("frozen_claim", "text", "The fingerprint when the claim was frozen.", optional=True),
        Column("frozen_codebook", "text", "The fingerprint of its codes' definitions then.", optional=True),
        Column("frozen_on", "date", "The day on which it was frozen.", optional=True),
    ),
)

CLAIM_CODES = Table(
    name="claim_codes",
    row="One code that one claim rests on; the codes under it in the codebook count along.",
    key=("claim", "code", "stance"),
    columns=(
        CLAIM,
        Column("code", "text", "Id of the code in the codebook."),
        Column(
            "stance",
            "text",
            "Does a passage with this code support or counter the claim? `same_passage`: a supporting passage counts "
            "only where it overlaps one with such a code; `cell`: it is one of the passages of a connection.",
            ("support", "counter", "same_passage", "cell"),
        ),
    ),
)

CLAIM_GROUPS = Table(
    name="claim_groups",
    row="One group of respondents on one side of a contrast.",
    key=("claim", "side", "property", "value"),
    columns=(
        CLAIM,
        Column("side", "text", "The side that says it more, or the one that says it less.", ("more", "less")),
        Column("property", "text", "What makes the group.", ("perspective", "municipality")),
        Column("value", "text", "Id of the perspective or municipality."),
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
    row="One claim that a composite, a covariation or a recommendation rests on.",
    key=("claim", "part", "relation"),
    columns=(
        CLAIM,
        Column("part", "text", "Id of the claim that is a part of it."),
        Column(
            "relation",
            "text",
            "How the parts are taken together; outcome or condition of a covariation; the reason of a recommendation "
            "(`rests_on`), what comes first (`after`) and what speaks against it (`against`).",
            ("all_of", "any_of", "most_of", "outcome", "condition", "rests_on", "after", "against"),
        ),
        Column("says_nl", "text", "The words of the Dutch sentence that the part tests.", optional=True),
        Column("says_en", "text", "The words of the English sentence that the part tests.", optional=True),
    ),
)

CLAIM_EXPECTATIONS = Table(
    name="claim_expectations",
    row="What was predicted of one claim in one case before it was looked at there.",
    key=("claim", "municipality"),
    columns=(
        CLAIM,
        Column("municipality", "text", "Id of the case."),
        Column("expected", "text", "The verdict that was predicted.", ("supported", "contradicted")),
    ),
)

CLAIM_SOURCES = Table(
    name="claim_sources",
    row="One municipality that one claim was derived from; on every other municipality it is tested.",
    key=("claim", "municipality"),
    columns=(CLAIM, Column("municipality", "text", "Id of the case.")),
)

CLAIM_TABLES: tuple[Table, ...] = (
    CLAIMS,
    CLAIM_CODES,
    CLAIM_GROUPS,
    CLAIM_ELIGIBLE,
    CLAIM_ASKED,
    CLAIM_PARTS,
    CLAIM_SOURCES,
    CLAIM_EXPECTATIONS,
)

ClaimTables = Mapping[str, pd.DataFrame]
"""These tables by name: what `Study.claims` holds."""
