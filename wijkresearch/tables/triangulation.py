"""The tables of triangulation: who supports a claim, who contradicts it, who was not asked, and who is quoted."""

from wijkresearch.schema import Column, Table
from wijkresearch.tables.claims import CLAIM

TRIANGULATION = Table(
    name="triangulation",
    row="One claim seen from one perspective in one case.",
    key=("claim", "municipality", "perspective"),
    columns=(
        CLAIM,
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "An id of `perspectives` in study.yml, or `observation`."),
        Column("kind", "text", "Interviews or observations.", ("interview", "observation")),
        Column("documents", "whole", "Documents of this perspective in this case."),
        Column("not_asked", "whole", "Of those, respondents who are not eligible or were not asked."),
        Column("supporting", "whole", "Documents with a passage that supports the claim and none that counters it."),
        Column("countering", "whole", "Documents with a passage that counters the claim and none that supports it."),
        Column("divided", "whole", "Documents with both."),
        Column("silent", "whole", "Documents that could have spoken and hold neither."),
    ),
)

NEGATIVE_CASES = Table(
    name="negative_cases",
    row="One passage that counters one claim.",
    key=("claim", "segment", "code"),
    columns=(
        CLAIM,
        Column("segment", "text", "Id of the passage."),
        Column("code", "text", "Id of the code."),
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where one looks."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("divided", "flag", "Does the same document hold a passage that supports the claim?"),
    ),
)

NEGATIVE_RESPONDENTS = Table(
    name="negative_respondents",
    row="One respondent who was asked about a claim, with how many claims their passages counter; none is a row too.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the interview."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where one looks."),
        Column("asked", "whole", "Claims about which this respondent was asked."),
        Column("countered", "whole", "Of those, claims that a passage of theirs counters."),
        Column("divided", "whole", "Of those, claims that another passage of theirs supports."),
    ),
)

METHODS = Table(
    name="methods",
    row="One claim in one case: what was said against what was seen.",
    key=("claim", "municipality"),
    columns=(
        CLAIM,
        Column("municipality", "text", "Id of the case."),
        Column("said_for", "whole", "Interviews that support it."),
        Column("said_against", "whole", "Interviews that counter it."),
        Column("seen_for", "whole", "Observations that support it."),
        Column("seen_against", "whole", "Observations that counter it."),
        Column("observations", "whole", "Observations in this case."),
        Column(
            "comparison",
            "text",
            "Do the methods point the same way? Nothing seen is no evidence against.",
            ("same", "opposed", "mixed", "only_said", "only_seen", "neither", "no_observation"),
        ),
    ),
)

QUOTE_BALANCE = Table(
    name="quote_balance",
    row="One document and how often a report quotes it; never is a row too.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("perspective", "text", "From where one looks."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("quotes", "whole", "How often it is quoted."),
        Column("share", "number", "Share of all quotes; empty when there are none.", optional=True),
        Column("even_share", "number", "The share when every document were quoted as often."),
    ),
)
