"""Who speaks where in a transcript; the words themselves stay in the text."""

from wijkresearch.tables.schema import Column, Table

TURNS = Table(
    name="turns",
    row="One turn of one speaker in one transcript.",
    key=("document", "turn"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("turn", "whole", "Number of the turn in the document, from 1."),
        Column(
            "start",
            "whole",
            "Where the words begin, after speaker and time: Unicode code points in the document's LF text, from 0.",
        ),
        Column("end", "whole", "Where the words end (exclusive)."),
        Column("speaker", "text", "Speaker as the transcript calls them; never printed."),
        Column(
            "interviewer",
            "flag",
            "Is it the interviewer who speaks? Empty where the transcript does not tell.",
            optional=True,
        ),
        Column("seconds", "number", "When the turn begins, in seconds, where the transcript tells.", optional=True),
    ),
)
