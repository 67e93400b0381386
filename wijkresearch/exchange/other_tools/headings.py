"""The headings of sheets with codings, per program and language: one alias table, and how to tell which.

Headings of these come from real exports (Taguette 1.4.1 and 1.5.2, QualCoder 3, ATLAS.ti 9
and 22 in English and Portuguese, MAXQDA 2020 in German and 2017 in Polish); the others are translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.spreadsheets import Cells

HEADING_ROWS = 10


@dataclass(frozen=True)
class SheetKind:
    """The export of one program: its fields with every heading they go by, and the fields that it cannot do without."""

    name: str
    program: str
    fields: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


OWN = SheetKind(
    "codings",
    "wijkresearch",
    {name: (name,) for name in ("document", "start", "end", "code", "coder", "memo", "quote")},
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
)
ATLAS_TI = SheetKind(
    "atlasti-quotations",
    "ATLAS.ti",
    {
        "document": ("document", "dokument", "documento", "documenten"),
        "group": ("document groups", "dokumentgruppen", "grupos de documentos", "documentgroepen"),
        "codes": ("codes", "kodes", "códigos", "codes (all)"),
        "quote": ("quotation content", "text content", "zitatinhalt", "contenido de la cita", "citaatinhoud"),
        "memo": ("comment", "kommentar", "comentario", "comentário", "opmerking"),
        "coder": ("created by", "erstellt von", "creado por", "criado por", "gemaakt door"),
        "codes_count": ("number of codes",),
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
        "line": ("beginning", "begin", "anfang", "początek", "comienzo"),
        "coder": ("created by", "erstellt von", "autor", "author", "gemaakt door", "aangemaakt door", "auteur"),
        "memo": ("comment", "kommentar", "commentaar", "opmerking", "komentarz", "comentario"),
    },
    ("document", "code", "quote"),
)
PLAIN = SheetKind(
    "sheet",
    "",
    {
        "document": ("document", "documentnaam", "bron", "source", "interview", "file", "bestand", "transcript"),
        "code": ("code", "tag", "label"),
        "quote": ("quote", "text", "tekst", "passage", "citaat", "fragment", "segment", "quotation", "content"),
        "coder": ("coder", "codeur"),
        "memo": ("memo", "comment", "opmerking"),
    },
    ("document", "code", "quote"),
)
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
KINDS = (OWN, TAGUETTE, QUALCODER, ATLAS_TI, MAXQDA, PLAIN, CODEBOOK_SHEET)


@dataclass(frozen=True)
class Recognised:
    """Which export a sheet is, in which row its headings stand, and in which column each field."""

    kind: SheetKind
    heading: int
    columns: Mapping[str, int]


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
                return Recognised(kind, number, columns)
    needed = "; ".join(f"{kind.program or 'a sheet'}: {', '.join(_shown(kind))}" for kind in KINDS[:-1])
    raise StudyError(
        Problem(where, "the headings are not those of a known export", f"the columns of one of these — {needed}")
    )


def _shown(kind: SheetKind) -> list[str]:
    return [kind.fields[name][0] for name in kind.required]


def _columns(kind: SheetKind, headings: list[str]) -> dict[str, int]:
    return {
        name: next(headings.index(alias) for alias in aliases if alias in headings)
        for name, aliases in kind.fields.items()
        if any(alias in headings for alias in aliases)
    }


def _refuse_doubles(kind: SheetKind, headings: list[str], where: str) -> None:
    for name in kind.required:
        found = [heading for heading in headings if heading in kind.fields[name]]
        if len(found) > 1:
            listed = ", ".join(f"'{heading}'" for heading in found)
            remedy = "Rename the ones that are not meant."
            raise StudyError(Problem(where, f"{len(found)} columns could be the {name}: {listed}", "one", remedy))


def _plain(heading: str | None) -> str:
    return " ".join((heading or "").replace("\ufeff", "").casefold().split())
