"""The tables that a project of another coding program is read into, before it becomes part of a study."""

from wijkresearch.tables.schema import Column, Table

IMPORTED_DOCUMENTS = Table(
    name="imported_documents",
    row="One text of a project made in another program.",
    key=("document",),
    columns=(
        Column("document", "text", "Name of the text in that program."),
        Column("guid", "text", "Its identifier in the file, in lower case without braces.", optional=True),
        Column("kind", "text", "Text, PDF with a text representation, or transcript.", ("text", "pdf", "transcript")),
        Column("municipality", "text", "Municipality, as far as the project tells.", optional=True),
        Column("respondent", "text", "Respondent, as far as the project tells.", optional=True),
        Column("text_sha256", "text", "SHA-256 of the LF text."),
    ),
)

IMPORTED_CODES = Table(
    name="imported_codes",
    row="One code of a project made in another program.",
    key=("code",),
    columns=(
        Column("code", "text", "Name of the code, made unique by its parents where the program allows a name twice."),
        Column("guid", "text", "Its identifier in the file, in lower case without braces.", optional=True),
        Column("parent", "text", "The code it stands under.", optional=True),
        Column("description", "text", "What the coder wrote about it.", optional=True),
        Column("colour", "text", "Colour as #rrggbb.", optional=True),
        Column("codable", "flag", "May passages carry it, or is it a folder?"),
    ),
)

IMPORTED_CODINGS = Table(
    name="imported_codings",
    row="One code given to one passage in another program.",
    key=("document", "start", "end", "code", "coder"),
    columns=(
        Column("document", "text", "Name of the text in that program."),
        Column("start", "whole", "Where the passage begins: Unicode code points in the LF text, from 0."),
        Column("end", "whole", "Where the passage ends (exclusive)."),
        Column("code", "text", "Name of the code."),
        Column("coder", "text", "Name or initials of the coder as far as known, otherwise `unknown`."),
        Column("memo", "text", "What the coder noted with the passage.", optional=True),
    ),
)

FLAGGED = Table(
    name="flagged",
    row="One thing in an import that a person should look at; it was not guessed and not dropped in silence.",
    key=(),
    columns=(
        Column("where", "text", "File, row, source or selection."),
        Column("what", "text", "What is doubtful and what was done."),
    ),
)

SKIPPED = Table(
    name="skipped",
    row="One kind of content in an import that has no place in our tables.",
    key=("what",),
    columns=(
        Column("what", "text", "What it is, such as `PictureSource`."),
        Column("count", "whole", "How many."),
    ),
)
