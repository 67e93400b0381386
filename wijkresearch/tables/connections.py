"""The tables of role passages and how they ended: the connections that are made, hindered or not called upon."""

from wijkresearch.schema import Column, Table

OUTCOMES = ("fulfilled", "hindered", "not_called_upon")
JUDGEMENTS = ("made", "hindered", "not_called_upon", "mixed", "nobody_coded")

_MEMBER = Column("member", "text", "Id of the case; `all` for the cases that the study was derived from, together.")
_ROLE = Column("role", "text", "Id of the role.")
_WORLD = Column("world", "text", "Id of the world.")
_DIRECTION = Column("direction", "text", "Id of the code that says with whom the contact begins and to whom it goes.")
_JUDGED = (
    Column("passages", "whole", "Role passages; zero is a row too."),
    Column("fulfilled", "whole", "Passages in which the role was carried out in full."),
    Column("hindered", "whole", "Passages in which there was an attempt that failed or half succeeded."),
    Column("not_called_upon", "whole", "Passages in which the role would have fitted and nobody asked for it."),
    Column("not_stated", "whole", "Passages with a role, of which nobody coded how they ended."),
    Column(
        "judgement",
        "text",
        "What more than half of all passages say; `mixed` when there is no such half.",
        JUDGEMENTS,
    ),
)

COURSES = Table(
    name="courses",
    row="One passage in which a role was coded, with how it ended and who sought whom.",
    key=("segment", "role", "world"),
    columns=(
        Column("segment", "text", "Id of the passage: document, start and end."),
        Column("document", "text", "Id of the document."),
        Column("municipality", "text", "Id of the case."),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        _ROLE,
        _WORLD,
        Column("outcome", "text", "How it ended; empty when nobody coded it.", OUTCOMES, optional=True),
        Column("direction", "text", "Id of the direction code; empty when nobody coded it.", optional=True),
    ),
)

COURSE_COUNTS = Table(
    name="course_counts",
    row="How many role passages of one case, role and world had one direction and ended one way.",
    key=("member", "role", "world", "direction", "outcome"),
    columns=(
        _MEMBER,
        _ROLE,
        _WORLD,
        Column("direction", "text", "Id of the direction code, or `not_stated`."),
        Column("outcome", "text", "How the passages ended.", (*OUTCOMES, "not_stated")),
        Column("passages", "whole", "Number of passages; zero is a row too."),
    ),
)

CONNECTIONS = Table(
    name="connections",
    row="Whether one role makes its connection in one world, in one case or in all of them.",
    key=("member", "role", "world"),
    columns=(_MEMBER, _ROLE, _WORLD, *_JUDGED),
)

ARROWS = Table(
    name="arrows",
    row="Whether one role makes its connection in one direction, in one case or in all of them.",
    key=("member", "role", "direction"),
    columns=(_MEMBER, _ROLE, _DIRECTION, *_JUDGED),
)
