"""The headings of sheets with codings, per program and language: one table of aliases, and how to recognise each.

Headings of these come from real exports (Taguette 1.4.1 and 1.5.2, QualCoder 3, ATLAS.ti 9
and 22 in English and Portuguese, MAXQDA 2020 in German and 2017 in Polish) or from public documentation (Dedoose, the
variables of QualCoder); the others are translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wijkresearch.errors import Problem, StudyError, list_some, show_value
from wijkresearch.exchange.spreadsheets import Cells

HEADING_ROWS = 10
HEADINGS_SHOWN = 12
WORDS_IN_HEADING = 4


@dataclass(frozen=True)
class SheetKind:
    """The export of one program: its fields with every heading they go by, and the fields that it cannot do without.

    `families` are the fields that a sheet may have any number of, each with a pattern of its headings; what the pattern
    catches is the name of the one column.
    """

    name: str
    program: str
    fields: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    families: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


QUOTES = ("quote", "text", "tekst", "passage", "citaat", "fragment", "segment", "quotation", "content")
PLAIN_FIELDS = {
    "document": ("document", "documentnaam", "bron", "source", "interview", "file", "bestand", "transcript"),
    "group": ("group", "groep", "document group", "documentgroep"),
    "code": ("code", "tag", "label"),
    "parent": ("parent", "ouder", "bovenliggende code"),
    "quote": QUOTES,
    "start": ("start", "start_pos", "start_offset", "begin", "from", "van", "pos0"),
    "end": ("end", "end_pos", "end_offset", "einde", "eind", "to", "tot", "pos1"),
    "coder": ("coder", "codeur"),
    "memo": ("memo", "comment", "opmerking"),
}
PLAIN_FAMILIES = {
    "municipality": re.compile("(municipality|gemeente)", re.IGNORECASE),
    "variable": re.compile("(respondent|participant|deelnemer|geïnterviewde)", re.IGNORECASE),
}
OWN = SheetKind(
    "codings",
    "wijkresearch",
    {
        **{name: (name,) for name in ("document", "start", "end", "code", "coder", "memo")},
        "quote": QUOTES,
        "said by the codebook": ("label",),
        "said by the register": ("municipality",),
    },
    ("document", "start", "end", "code"),
)
TAGUETTE = SheetKind(
    "taguette-sheet",
    "Taguette",
    {"id": ("id",), "document": ("document",), "code": ("tag",), "quote": ("content",)},
    ("id", "document", "code", "quote"),
)
QUALCODER = SheetKind(
    "qualcoder-report",
    "QualCoder",
    {
        "document": ("file", "filename"),
        "case": ("case",),
        "code": ("codename",),
        "quote": ("coded",),
        "coder": ("coder",),
        "memo": ("coded_memo",),
    },
    ("document", "code", "quote"),
    {
        "category": re.compile("category()", re.IGNORECASE),
        "variable": re.compile("(?:filevar|casevar)_(.+)", re.IGNORECASE),
    },
)
DEDOOSE = SheetKind(
    "dedoose-excerpts",
    "Dedoose",
    {
        "document": ("media title",),
        "quote": ("excerpt copy", "excerpt"),
        "codes": ("codes applied combined",),
        "range": ("excerpt range",),
        "coder": ("excerpt creator",),
    },
    ("document", "quote", "codes"),
    {"applied": re.compile("code: (.+) applied", re.IGNORECASE)},
)
ATLAS_TI = SheetKind(
    "atlasti-quotations",
    "ATLAS.ti",
    {
        "id": ("id",),
        "document": ("document", "dokument", "documento", "documenten"),
        "group": ("document groups", "dokumentgruppen", "grupos de documentos", "documentgroepen"),
        "codes": ("codes", "kodes", "códigos", "codes (all)"),
        "quote": ("quotation content", "text content", "zitatinhalt", "contenido de la cita", "citaatinhoud"),
        "memo": ("comment", "kommentar", "comentario", "comentário", "opmerking"),
        "coder": ("created by", "erstellt von", "creado por", "criado por", "gemaakt door"),
        "codes_count": ("number of codes",),
        "line": ("reference", "referentie", "referenz", "referencia", "referência", "start", "initial position"),
    },
    ("document", "codes", "quote"),
)
MAXQDA = SheetKind(
    "maxqda-segments",
    "MAXQDA",
    {
        "document": ("document name", "dokumentname", "documentnaam", "nazwa dokumentu", "nombre del documento"),
        "group": ("document group", "dokumentgruppe", "documentgroep", "grupa dokumentów", "grupo de documentos"),
        "code": ("code", "kod", "código"),
        "quote": ("segment", "fragment", "coded segment", "codiertes segment", "gecodeerd segment", "segmento"),
        "line": ("beginning", "begin", "anfang", "początek", "comienzo", "paragraph", "absatz", "alinea"),
        "coder": ("created by", "erstellt von", "autor", "author", "gemaakt door", "aangemaakt door", "auteur"),
        "memo": ("comment", "kommentar", "commentaar", "opmerking", "komentarz", "comentario"),
    },
    ("document", "code", "quote"),
)
PLAIN = SheetKind("sheet", "", PLAIN_FIELDS, ("document", "code", "quote"), PLAIN_FAMILIES)
PLAIN_POSITIONS = SheetKind("sheet", "", PLAIN_FIELDS, ("document", "start", "end", "code"), PLAIN_FAMILIES)
CODEBOOK_SHEET = SheetKind(
    "codebook",
    "",
    {
        "code": ("code", "tag", "código", "codename", "name", "naam"),
        "parent": ("parent", "ouder", "bovenliggende code"),
        "description": (
            "description",
            "comment",
            "memo",
            "comentário",
            "kommentar",
            "definition",
            "definitie",
            "omschrijving",
            "opmerking",
        ),
    },
    ("code", "description"),
)
KINDS = (OWN, TAGUETTE, QUALCODER, DEDOOSE, ATLAS_TI, MAXQDA, PLAIN, PLAIN_POSITIONS, CODEBOOK_SHEET)


@dataclass(frozen=True)
class Recognised:
    """Which export a sheet is, in which row its headings stand, and what is in each column.

    `families` says of a column that may occur more than once which field it is and what its heading adds to that;
    `left` are the headings of the columns that have no field.
    """

    kind: SheetKind
    heading: int
    columns: Mapping[str, int]
    families: Mapping[int, tuple[str, str]]
    left: Mapping[int, str]

    @property
    def taken(self) -> set[int]:
        """The columns that have a field."""
        return {*self.columns.values(), *self.families}


def recognise(cells: Cells, where: str) -> Recognised:
    """The export that a sheet is: the first kind in KINDS that has everything it needs in one of the first ten rows.

    Raises:
        StudyError: no known kind fits, or a field that is needed stands there twice.
    """
    for kind in KINDS:
        for number, values in cells.rows[:HEADING_ROWS]:
            headings = [_plain(value) for value in values]
            columns = _columns(kind, headings)
            if all(name in columns for name in kind.required):
                _refuse_doubles(kind, headings, f"{where} row {number}")
                return _recognised(kind, number, columns, values)
    raise StudyError(_unknown(cells, where))


def _recognised(kind: SheetKind, number: int, columns: dict[str, int], values: tuple[str | None, ...]) -> Recognised:
    families, left = {}, {}
    for column, heading in enumerate(values):
        if column not in columns.values():
            family = _family(kind, heading)
            if family is None:
                left[column] = " ".join((heading or "").split())
            else:
                families[column] = family
    return Recognised(kind, number, columns, families, left)


def _family(kind: SheetKind, heading: str | None) -> tuple[str, str] | None:
    """The field that may occur more than once and that a heading is of, with what the heading adds to it."""
    for name, pattern in kind.families.items():
        found = pattern.fullmatch(" ".join((heading or "").split()))
        if found:
            return name, found[1]
    return None


def _unknown(cells: Cells, where: str) -> Problem:
    """What is said of a sheet that is no known export: its headings, and what it lacks to be the nearest one."""
    remedy = "Rename the columns, or export the codings again."
    nearest = max(_likeness(cells), key=lambda found: found[0], default=None)
    if nearest is None or not nearest[0]:
        expected = f"the columns {', '.join(_shown(PLAIN, PLAIN.required))} in one of the first {HEADING_ROWS} rows"
        return Problem(where, "no row has the headings of a known export", expected, remedy)
    _, kind, number, values = nearest
    columns = _columns(kind, [_plain(value) for value in values])
    lacking = [name for name in kind.required if name not in columns]
    headings = [show_value(value.strip(), words=WORDS_IN_HEADING) for value in values if value is not None]
    found = f"the headings are {list_some(headings, most=HEADINGS_SHOWN)}"
    expected = f"for {kind.program or 'a sheet with codings'} also {', '.join(_shown(kind, lacking))}"
    return Problem(f"{where} row {number}", found, expected, remedy)


def _likeness(cells: Cells) -> Iterator[tuple[float, SheetKind, int, tuple[str | None, ...]]]:
    """How much of what each kind of codings needs each of the first rows has."""
    for kind in (PLAIN, *KINDS[:-1]):
        for number, values in cells.rows[:HEADING_ROWS]:
            columns = _columns(kind, [_plain(value) for value in values])
            yield sum(name in columns for name in kind.required) / len(kind.required), kind, number, values


def _shown(kind: SheetKind, names: Iterable[str]) -> list[str]:
    return [f"'{kind.fields[name][0]}'" for name in names]


def _columns(kind: SheetKind, headings: list[str]) -> dict[str, int]:
    """The column of each field; positions only where there is a start and an end."""
    columns = {
        name: next(headings.index(alias) for alias in aliases if alias in headings)
        for name, aliases in kind.fields.items()
        if any(alias in headings for alias in aliases)
    }
    if ("start" in columns) != ("end" in columns):
        columns = {name: column for name, column in columns.items() if name not in ("start", "end")}
    return columns


def _refuse_doubles(kind: SheetKind, headings: list[str], where: str) -> None:
    for name in kind.required:
        found = [heading for heading in headings if heading in kind.fields[name]]
        if len(found) > 1:
            listed = ", ".join(f"'{heading}'" for heading in found)
            remedy = "Rename the ones that are not meant."
            raise StudyError(Problem(where, f"{len(found)} columns could be the {name}: {listed}", "one", remedy))


def _plain(heading: str | None) -> str:
    return " ".join((heading or "").replace("\ufeff", "").casefold().split())
