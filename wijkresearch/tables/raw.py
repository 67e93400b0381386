"""The tables that people fill in: cases, documents, codes, groupings, codings, and the frame of candidates."""

from wijkresearch.schema import Column, Table

MUNICIPALITIES = Table(
    name="municipalities",
    row="One municipality of the study (one case), with what the comparison of cases is made on.",
    key=("municipality",),
    columns=(
        Column("municipality", "text", "Id of the case: the name of its folder, such as `katwijk`."),
        Column("name", "text", "Name of the municipality as it is printed."),
        Column(
            "phase",
            "text",
            "Did the conclusions come from this case, or are they tested on it?",
            ("derivation", "test"),
        ),
        Column(
            "official_title",
            "text",
            "Title that the municipality gives its neighbourhood officials (the variable of interest).",
            optional=True,
        ),
        Column(
            "wards",
            "whole",
            "Working areas (wijken, gebieden) of the municipality; not the statistical wards.",
            lowest=0,
            optional=True,
        ),
        Column("officials", "whole", "Number of neighbourhood officials.", lowest=0, optional=True),
        Column("aldermen", "whole", "Number of aldermen.", lowest=0, optional=True),
        Column("council_seats", "whole", "Number of seats in the municipal council.", lowest=1, optional=True),
        Column("inhabitants", "whole", "Number of inhabitants.", lowest=1, optional=True),
        Column("area_km2", "number", "Total area, land and water, in km².", lowest=0.01, optional=True),
        Column("province", "text", "Province.", optional=True),
        Column("department", "text", "Department in which the officials are placed.", optional=True),
    ),
)

CASE_ATTRIBUTES = Table(
    name="case_attributes",
    row="One attribute that people named themselves, in one municipality: a line of municipality.yml that is no column "
    "of `municipalities`.",
    key=("municipality", "attribute"),
    columns=(
        Column("municipality", "text", "Id of the case."),
        Column("attribute", "text", "What it is called, as typed."),
        Column("value", "text", "What it is in this case; cases are alike where it is the same."),
    ),
)

DOCUMENTS = Table(
    name="documents",
    row="One transcript of an interview or one set of observation notes, with the consent of who speaks in it.",
    key=("document",),
    columns=(
        Column("document", "text", "Id of the document, such as `D10`."),
        Column(
            "municipality",
            "text",
            "Id of the case; in a municipality's own register it may be left out.",
            optional=True,
        ),
        Column("kind", "text", "Interview or observation.", ("interview", "observation")),
        Column("function", "text", "Function of the respondent, or of those present, as registered."),
        Column("perspective", "text", "From where the respondent looks: an id of `perspectives` in study.yml."),
        Column("coding_order", "whole", "Place of the document in the order of coding, from 1.", lowest=1),
        Column("file", "text", "File in `transcripts/`; empty while there is no text.", optional=True),
        Column(
            "guide",
            "text",
            "Version of the interview guide that was used, as in topics.csv; that of its first row where empty.",
            optional=True,
        ),
        Column("signed_on", "date", "Date on the consent form.", optional=True),
        Column(
            "withdrawn_on",
            "date",
            "Date on which the respondent withdrew; material given before that day stays.",
            optional=True,
        ),
        Column(
            "consent_informed",
            "flag",
            "Item 1: has been informed well enough. Empty counts as no.",
            optional=True,
        ),
        Column(
            "consent_voluntary",
            "flag",
            "Item 2: takes part freely and knows how to stop. Empty counts as no.",
            optional=True,
        ),
        Column(
            "consent_processing",
            "flag",
            "Item 3: personal data may be processed. Empty counts as no.",
            optional=True,
        ),
        Column(
            "consent_recording",
            "flag",
            "Item 4: the interview may be recorded and written out. Empty counts as no.",
            optional=True,
        ),
        Column("consent_quotes", "flag", "Item 5: passages may be quoted. Empty counts as no.", optional=True),
        Column(
            "consent_name",
            "text",
            "Item 6: who is named beside a quote.",
            ("own", "function", "pseudonym"),
            optional=True,
        ),
        Column(
            "consent_municipality",
            "text",
            "Item 7: how the municipality is named.",
            ("own", "pseudonym"),
            optional=True,
        ),
        Column(
            "consent_reuse",
            "flag",
            "Item 8: may be kept and used in later research. Empty counts as no.",
            optional=True,
        ),
        Column(
            "consent_observation",
            "flag",
            "Item 9: may be observed at the meeting. Empty counts as no.",
            optional=True,
        ),
    ),
)

CODEBOOK = Table(
    name="codebook",
    row="One code: what it is called, what it means and where it came from.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the code in lower case, such as `fikser_inwoner`."),
        Column("label_nl", "text", "The code's label in Dutch, as the study spells it."),
        Column("label_en", "text", "The code's label in English."),
        Column("definition", "text", "When to give this code, in Dutch, in our own words."),
        Column("parent", "text", "The code that this one belongs under; empty for a top code.", optional=True),
        Column(
            "origin",
            "text",
            "From theory (deductive) or from the material (inductive).",
            ("deductive", "inductive"),
        ),
        Column(
            "kind",
            "text",
            "What the code says.",
            ("role", "indicator", "value", "level", "barrier", "open", "outcome", "direction"),
        ),
        Column("role", "text", "The role it is evidence of: an id of `roles` in study.yml.", optional=True),
        Column("world", "text", "The world in which: an id of `worlds` in study.yml.", optional=True),
        Column(
            "outcome",
            "text",
            "How it ended, for an outcome code.",
            ("fulfilled", "hindered", "not_called_upon"),
            optional=True,
        ),
        Column("source", "text", "Where the code comes from, such as `Bijlage III, tabel 7`.", optional=True),
        Column(
            "since",
            "text",
            "Id of the case in whose coding the code was made; empty for before coding, or not written down.",
            optional=True,
        ),
    ),
)

CODEBOOK_HISTORY = Table(
    name="codebook_history",
    row="One change of the codebook: which code it left, when and why.",
    key=("date", "change", "code"),
    columns=(
        Column("date", "date", "Day of the change."),
        Column(
            "round",
            "text",
            "Id of the case in whose coding it was made; empty for before coding.",
            optional=True,
        ),
        Column(
            "change",
            "text",
            "What happened. A code that was split is a row for each part.",
            ("added", "split", "merged", "redefined", "renamed"),
        ),
        Column("code", "text", "Id of the code as the change left it."),
        Column(
            "came_from",
            "text",
            "Codes that it was split off from, merged from or renamed from, separated by spaces.",
            optional=True,
        ),
        Column("reason", "text", "Why, in Dutch, in words of the analysts; no words of a respondent."),
        Column("reason_en", "text", "The same in English, for the English report.", optional=True),
    ),
)

DATA_STRUCTURE = Table(
    name="data_structure",
    row="One open code with the axial category it was grouped in and that category's selective theme.",
    key=("code",),
    columns=(
        Column("code", "text", "Id of the open code in the codebook."),
        Column("axial_category", "text", "Axial category, in Dutch, as the study calls it."),
        Column("selective_theme", "text", "Selective theme, in Dutch, as the study calls it."),
    ),
)

CODE_FINGERPRINT = Column(
    "code_fingerprint",
    "text",
    "First 16 digits of the SHA-256 of the code's label and definition at that time.",
    optional=True,
)

SUMMARIES = Table(
    name="summaries",
    row="What the analyst sums up of one conclusion or theme in one case, or in one document of it, in own words.",
    key=("row", "municipality", "document"),
    columns=(
        Column("row", "text", "Id of a conclusion that gets a verdict, or the name of a theme or axial category."),
        Column("municipality", "text", "Id of the case."),
        Column("document", "text", "Id of one document of the case; empty for the whole case.", optional=True),
        Column("summary", "text", "The summary, in words of the analyst; no words of a respondent."),
    ),
)

SEGMENTS = Table(
    name="segments",
    row="One code that one coder gave to one passage of one document.",
    key=("document", "start", "end", "code", "coder"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column(
            "start",
            "whole",
            "Where the passage begins: Unicode code points in the document's LF text, from 0.",
            lowest=0,
        ),
        Column("end", "whole", "Where the passage ends (exclusive), counted likewise.", lowest=1),
        Column("code", "text", "Id of the code."),
        Column("coder", "text", "Who gave the code: initials or a pseudonym."),
        Column("memo", "text", "What the coder noted; never printed.", optional=True),
        Column(
            "quote",
            "text",
            "The passage itself; only in data/raw, refused when it differs from the text.",
            optional=True,
        ),
        Column("text_sha256", "text", "SHA-256 of the document's text when it was coded.", optional=True),
        Column("quote_sha256", "text", "SHA-256 of the passage when it was coded.", optional=True),
        CODE_FINGERPRINT,
        Column(
            "origin",
            "text",
            "How the coding came to be.",
            ("planted", "written", "imported", "coded"),
            optional=True,
        ),
        Column(
            "source",
            "text",
            "Names of the files that brought it, ` / ` between them; gone when none has it now; never printed.",
            optional=True,
        ),
    ),
)

CODING_STEPS = Table(
    name="coding_steps",
    row="One act of coding by hand in JupyterLab: a line of `codings/<document>.<coder>.csv`, which only grows.",
    key=(),
    columns=(
        Column(
            "step",
            "text",
            "A code was given, taken away or given other bounds, or a memo was written; an empty memo takes it away.",
            ("added", "removed", "moved", "noted"),
        ),
        Column("document", "text", "Id of the document."),
        Column("coder", "text", "Who did it: initials or a pseudonym."),
        Column("code", "text", "Id of the code; empty for a memo on the whole document.", optional=True),
        Column(
            "start",
            "whole",
            "Where the passage begins since, counted as in segments.csv; empty for a memo on a code or document.",
            optional=True,
            lowest=0,
        ),
        Column("end", "whole", "Where it ends since (exclusive).", optional=True, lowest=1),
        Column("was", "text", "Where a passage was that got other bounds, such as `53..95`.", optional=True),
        Column("memo", "text", "What the coder noted; never printed.", optional=True),
        *(column for column in SEGMENTS.columns if column.name in ("text_sha256", "quote_sha256")),
        CODE_FINGERPRINT,
        Column("day", "date", "The day on which it was done."),
    ),
)

DOCUMENT_MEMOS = Table(
    name="document_memos",
    row="One memo of one coder that is on no single passage: on a document, or on a code in it.",
    key=("document", "coder", "code"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column("coder", "text", "Who wrote it."),
        Column("code", "text", "Id of the code; empty for the whole document.", optional=True),
        Column("memo", "text", "What the coder noted; never printed."),
    ),
)

DECISIONS = Table(
    name="decisions",
    row="What coders agreed on, after talking, about one code on one passage: a row of `agreed.csv`.",
    key=("document", "start", "end", "code"),
    columns=(
        Column("document", "text", "Id of the document."),
        Column(
            "start", "whole", "Where the passage begins that was talked about, counted as in segments.csv.", lowest=0
        ),
        Column("end", "whole", "Where it ends (exclusive).", lowest=1),
        Column("code", "text", "Id of the code."),
        Column(
            "decision",
            "text",
            "Whose reading holds: the first or the second coder's; the whole passage has the code, or no part of it.",
            ("first", "second", "whole", "neither"),
        ),
        Column(
            "given",
            "text",
            "Where the code stands since, such as `53..95, 120..131`; empty for nowhere.",
            optional=True,
        ),
        Column("reason", "text", "Why; a note of the coders, never printed.", optional=True),
        Column("decided_on", "date", "The day of the talk.", optional=True),
        Column("decided_by", "text", "Who talked: initials or pseudonyms.", optional=True),
        Column("text_sha256", "text", "SHA-256 of the document's text at that time.", optional=True),
        Column("quote_sha256", "text", "SHA-256 of the passage that was talked about.", optional=True),
        CODE_FINGERPRINT,
    ),
)

TALK_SHEET = Table(
    name="talk_sheet",
    row="One code on one passage that coders talk about: made and taken back by `wijk agree`.",
    key=("document", "start", "end", "code", "second_coder"),
    columns=(
        *DECISIONS.columns[:4],
        Column("label", "text", "What the code is called.", optional=True),
        Column("difference", "text", "How two coders differ here, as in DISAGREEMENTS.", optional=True),
        Column("first_coder", "text", "The coder whose reading counts without a talk.", optional=True),
        Column("first_reading", "text", "Every code that the first coder gave here.", optional=True),
        Column("second_coder", "text", "The other coder.", optional=True),
        Column("second_reading", "text", "Every code that the other coder gave here.", optional=True),
        Column("quote", "text", "The passage; only where somebody asked for it.", optional=True),
        Column(
            "decision",
            "text",
            "To fill in: first, second, whole, neither, or open where they have not come to a decision.",
            ("first", "second", "whole", "neither", "open"),
            optional=True,
        ),
        *DECISIONS.columns[6:9],
        Column("quote_sha256", "text", "SHA-256 of the passage when the sheet was made.", optional=True),
    ),
)

FRAME = Table(
    name="frame",
    row="One municipality that could have been chosen as a case.",
    key=("code",),
    columns=(
        Column("code", "text", "Code of the municipality at Statistics Netherlands, such as `GM0537`."),
        Column("municipality", "text", "Name of the municipality."),
        Column("province", "text", "Province."),
        Column(
            "inhabitants_2021",
            "whole",
            "Inhabitants on 1 January 2021, the reference date for the council of 2022–2026.",
            optional=True,
        ),
        Column("inhabitants_2024", "whole", "Inhabitants on 1 January 2024.", lowest=1),
        Column("area_total_km2", "number", "Area, land and water, in km².", lowest=0.01),
        Column("area_land_km2", "number", "Land area in km².", lowest=0.01),
        Column("urbanity", "whole", "Degree of urbanity, from 1 (very urban) to 5 (not urban).", optional=True),
        Column("address_density", "whole", "Addresses per km² in the surroundings.", optional=True),
        Column("cbs_wards", "whole", "Number of statistical wards.", optional=True),
        Column(
            "council_seats",
            "whole",
            "Council seats by Gemeentewet art. 8 at the reference date.",
            optional=True,
        ),
    ),
)

DERIVED_CONTROLS = ("density_total", "density_land")
"""Controls that follow from others: inhabitants per km² in all, and per km² of land."""
CONTROLS = (*(column.name for column in FRAME.columns if column.kind in ("whole", "number")), *DERIVED_CONTROLS)
"""What candidates can be compared on."""
