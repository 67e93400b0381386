"""What respondents were asked: the topic list of the interviews, what was raised with whom, and who was asked what."""

from wijkresearch.schema import Column, Table
from wijkresearch.tables.claims import CLAIM

TOPIC = Column("topic", "text", "Id of the topic.")
HOW = ("guide", "confirmed")

TOPICS = Table(
    name="topics",
    row="One topic in one version of the interview guide, in our own words.",
    key=("topic", "guide"),
    columns=(
        TOPIC,
        Column(
            "guide", "text", "Version of the guide that it stands in; the version of the first row is the usual one."
        ),
        Column("label_nl", "text", "What is asked, in Dutch."),
        Column("label_en", "text", "What is asked, in English."),
        Column(
            "question", "text", "The sub-question that it serves: an id of `questions` in study.yml.", optional=True
        ),
        Column(
            "codes",
            "text",
            "Codes that its answers can bring up, separated by spaces or semicolons; codes under these count along.",
            optional=True,
        ),
        Column("order", "whole", "Place in the guide, from 1.", lowest=1),
        Column(
            "keywords",
            "text",
            "Beginnings of words by which a question of the interviewer is recognised, separated by semicolons.",
            optional=True,
        ),
    ),
)

RAISED_TOPICS = Table(
    name="raised_topics",
    row="One topic of the guide that was or was not raised in one interview.",
    key=("document", "topic"),
    columns=(
        Column("document", "text", "Id of the interview."),
        TOPIC,
        Column("raised", "flag", "Was it raised with this respondent?"),
        Column(
            "how",
            "text",
            "How that is known: it follows from the guide, or a person confirmed it; empty counts as confirmed.",
            HOW,
            optional=True,
        ),
    ),
)

TOPIC_TURNS = Table(
    name="topic_turns",
    row="One turn of the interviewer in which a keyword of one topic stands: a proposal, until a person confirms it.",
    key=("document", "topic", "turn"),
    columns=(
        Column("document", "text", "Id of the interview."),
        TOPIC,
        Column("turn", "whole", "Number of the turn in the document, from 1."),
        Column("start", "whole", "Where the turn begins, in Unicode code points of the document's LF text, from 0."),
        Column("end", "whole", "Where it ends (exclusive)."),
    ),
)

CLAIM_ASKING = Table(
    name="claim_asking",
    row="One claim and one interview: was the respondent asked about it, and how is that known?",
    key=("claim", "document"),
    columns=(
        CLAIM,
        Column("document", "text", "Id of the interview."),
        Column("asking", "text", "Unknown where no topic of the guide covers the claim.", ("yes", "no", "unknown")),
        Column(
            "basis",
            "text",
            "What that rests on: the claim's own list, topics that a person confirmed, the guide, the respondent who "
            "spoke of it unasked, or nothing.",
            ("claim", "confirmed", "guide", "spoke", "none"),
        ),
        Column(
            "topics",
            "text",
            "The topics behind it, separated by spaces: those that were raised, or, where none was, all that cover it.",
            optional=True,
        ),
    ),
)
