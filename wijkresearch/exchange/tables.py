"""The tables that a project of another coding program is read into, before it becomes part of a study."""

from wijkresearch.schema import Column, Table

IMPORTED_DOCUMENTS = Table(
    name="imported_documents",
    row="One text of a project made in another program.",
    key=("document",),
    columns=(
        Column("document", "text", "Name of the text, made unique where that program has a name twice."),
        Column("name", "text", "Its name in that program, where several texts have it.", optional=True),
        Column("guid", "text", "Its identifier in the file, in lower case without braces.", optional=True),
        Column("kind", "text", "Text, PDF with a text representation, or transcript.", ("text", "pdf", "transcript")),
        Column("municipality", "text", "Municipality, where the project says which.", optional=True),
        Column("respondent", "text", "Respondent, where the project says which.", optional=True),
        Column("text_sha256", "text", "SHA-256 of the LF text."),
        Column("memo", "text", "What is noted about the text as a whole.", optional=True),
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

IMPORTED_GROUPS = Table(
    name="imported_groups",
    row="One case or one set (a document group, a code group) of a project made in another program.",
    key=("kind", "name"),
    columns=(
        Column("kind", "text", "Case or set.", ("case", "set")),
        Column("name", "text", "Its name, made unique."),
        Column("guid", "text", "Its identifier in the file, in lower case without braces.", optional=True),
        Column("description", "text", "What is noted about it.", optional=True),
    ),
)

IMPORTED_MEMBERS = Table(
    name="imported_members",
    row="One document, passage, code or note that belongs to one case or set.",
    key=("kind", "name", "member_kind", "member", "start", "end"),
    columns=(
        Column("kind", "text", "Case or set.", ("case", "set")),
        Column("name", "text", "Name of the case or set."),
        Column("member_kind", "text", "What the member is.", ("document", "passage", "code", "note")),
        Column("member", "text", "Name of the document (also of a passage) or code, or the id of the note."),
        Column("start", "whole", "Where a passage begins.", optional=True),
        Column("end", "whole", "Where a passage ends (exclusive).", optional=True),
    ),
)

IMPORTED_VARIABLES = Table(
    name="imported_variables",
    row="One variable that documents or cases have a value for.",
    key=("variable",),
    columns=(
        Column("variable", "text", "Its name, made unique."),
        Column("guid", "text", "Its identifier in the file, in lower case without braces.", optional=True),
        Column(
            "type",
            "text",
            "What kind of values it has.",
            ("Text", "Boolean", "Integer", "Float", "Date", "DateTime"),
        ),
        Column("description", "text", "What is noted about it.", optional=True),
    ),
)

IMPORTED_ATTRIBUTES = Table(
    name="imported_attributes",
    row="The value of one variable for one document or case.",
    key=("holder_kind", "holder", "variable"),
    columns=(
        Column("holder_kind", "text", "Document or case.", ("document", "case")),
        Column("holder", "text", "Name of the document or case."),
        Column("variable", "text", "Name of the variable."),
        Column("value", "text", "The value as the file writes it."),
    ),
)

IMPORTED_NOTES = Table(
    name="imported_notes",
    row="One note (memo, annotation) at one place; a note about two things is two rows.",
    key=("note", "about", "target", "start", "end", "code"),
    columns=(
        Column("note", "text", "Id of the note: its identifier in the file, in lower case without braces."),
        Column("title", "text", "Its title.", optional=True),
        Column("text", "text", "What it says.", optional=True),
        Column(
            "about",
            "text",
            "What it is about: a coding is one code at one passage.",
            ("project", "code", "document", "passage", "coding"),
        ),
        Column("target", "text", "Name of the document or code; empty for the project.", optional=True),
        Column("start", "whole", "Where the passage begins.", optional=True),
        Column("end", "whole", "Where the passage ends (exclusive).", optional=True),
        Column("code", "text", "Name of the code, for a coding.", optional=True),
        Column("author", "text", "Who wrote it, as far as known.", optional=True),
    ),
)

UNPLACED = Table(
    name="unplaced",
    row="One coding whose passage cannot be pointed out in the text, or note without a coding; kept, never dropped.",
    key=(),
    columns=(
        Column("document", "text", "Name of the document."),
        Column("code", "text", "Name of the code; empty for a note without a coding.", optional=True),
        Column("coder", "text", "Name or initials of the coder or writer, otherwise `unknown`."),
        Column("start", "text", "Where the passage begins according to the file.", optional=True),
        Column("end", "text", "Where the passage ends according to the file.", optional=True),
        Column("quote", "text", "The passage, as far as it is known.", optional=True),
        Column("memo", "text", "What the coder noted with the passage.", optional=True),
        Column("reason", "text", "Why it cannot be placed, or what the note is about."),
        Column("source", "text", "Names of the files that it came from, ` / ` between them.", optional=True),
    ),
)

MOVES = Table(
    name="moves",
    row="One coding that moved along with a corrected transcript.",
    key=("document", "old_start", "old_end", "code", "coder"),
    columns=(
        Column("document", "text", "Name of the document."),
        Column("code", "text", "Name of the code."),
        Column("coder", "text", "Name or initials of the coder."),
        Column("old_start", "whole", "Where the passage began."),
        Column("old_end", "whole", "Where the passage ended (exclusive)."),
        Column("new_start", "whole", "Where the passage begins now."),
        Column("new_end", "whole", "Where the passage ends now (exclusive)."),
        Column(
            "found_by",
            "text",
            "The same words in the same surroundings, the same words elsewhere, the same words in other typography,"
            " or the corrected words between unchanged surroundings.",
            ("context", "quote", "typography", "correction"),
        ),
    ),
)

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
            "Is it the interviewer who speaks? Empty where the transcript does not say.",
            optional=True,
        ),
        Column("seconds", "number", "When the turn begins, in seconds, where the transcript says so.", optional=True),
    ),
)
