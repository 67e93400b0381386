"""The documents of an imported project and the study's register: which document is which, and in which municipality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.exchange.other_tools.gathering import plain_name
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.transcripts import canonical_text
from wijkresearch.io.file_names import as_file_name
from wijkresearch.study import RawStudy
from wijkresearch.tables import DOCUMENTS

PERSPECTIVE = ("perspective", "perspectief")
FUNCTION = ("function", "functie")
LONGEST_NAME = 3
"""Words of the longest name of a document that a message repeats."""

KIND = {"interview": "interview", "observation": "observation", "observatie": "observation"}


@dataclass(frozen=True)
class DocumentMatch:
    """Name in the project to document, document to municipality, and the rows that the register gets."""

    ids: Mapping[str, str]
    municipalities: Mapping[str, str]
    added: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...]
    fallback: str


def match_documents(project: CodedProject, study: RawStudy, municipality: str) -> DocumentMatch:
    """The study's document for each document of a project.

    A document is the registered one whose id or file has its name; otherwise the one that alone has the same text
    (programs name documents in their own way). A document that is not registered is added only when the project itself
    says its perspective (a variable `perspectief`), since the register is where consent is kept.

    Raises:
        StudyError: the municipality is unknown; a document is not in the register and cannot be added; two documents of
            the project are the same one in the register.
    """
    known = study.municipality_names
    if municipality and municipality not in known:
        found = f"municipality '{municipality}' is not in the study"
        hint = did_you_mean(municipality, known)
        raise StudyError(Problem(study.study, found, f"one of {', '.join(known)}", hint))
    matching = _Matching(project, study, municipality)
    for row in project.documents.itertuples():
        matching.match(row)
    raise_if_any([*matching.problems, *_same_twice(matching.ids)])
    added = matching.added
    table = DOCUMENTS.of(added)
    cases = pd.concat([study.documents, table], ignore_index=True)
    by_document = dict(zip(cases["document"], cases["municipality"], strict=True))
    notes = [*matching.notes, *(f"{row['document']} is new in the register of {row['municipality']}." for row in added)]
    return DocumentMatch(matching.ids, by_document, table, tuple(notes), municipality or next(iter(known)))


class _Matching:
    """Goes through the documents of a project, one by one."""

    def __init__(self, project: CodedProject, study: RawStudy, municipality: str) -> None:
        self._study, self._municipality = study, municipality
        inside = study.documents["municipality"] == municipality
        self._register = study.documents[inside] if municipality else study.documents
        self._values = _values(project)
        self._coded = set(project.codings["document"]) | set(project.unplaced["document"])
        self._texts = project.texts
        self.ids: dict[str, str] = {}
        self.added: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []

    def match(self, row: Any) -> None:
        """Find or add one document of the project."""
        found = _registered(row.document, self._register) or self._same_text(row.document)
        case = self._municipality or _case(row.municipality, self._study.municipality_names)
        if found is not None:
            self.ids[row.document] = found.document
            if case and case != found.municipality:
                said = f"the file says {case}, the register {found.municipality}; the register counts"
                self.notes.append(f"{row.document}: {said}.")
        elif row.document not in self._coded:
            self.notes.append(f"{row.document} is not in the register and has no codings; left out.")
        else:
            self._add(row.document, case)

    def _same_text(self, name: str) -> Any:
        """The row of the register of the one document with the same text; None when there is none or more than one."""
        text = canonical_text(self._texts.get(name, ""))
        known = self._study.transcripts
        same = [document for document in self._register["document"] if document in known and known[document] == text]
        if len(same) != 1:
            return None
        self.notes.append(f"'{name}' holds the text of {same[0]} and is taken as that document.")
        return next(self._register[self._register["document"] == same[0]].itertuples())

    def _add(self, name: str, case: str) -> None:
        new = _new_row(name, case, self._values.get(name, {}), self._study, len(self.added))
        taken = {*self._study.documents["document"], *self.ids.values()}
        if isinstance(new, Problem):
            self.problems.append(new)
        elif new["document"] in taken:
            found = f"document '{name}' is registered in another municipality"
            self.problems.append(Problem("documents.csv", found, "one municipality"))
        else:
            self.ids[name] = str(new["document"])
            self.added.append(new)


def _registered(name: str, register: pd.DataFrame) -> Any:
    """The row of the register with this id or file; None when there is none or more than one."""
    plain = plain_name(name)
    by_id = register[register["document"].map(plain_name) == plain]
    by_file = register[register["file"].map(lambda file: pd.notna(file) and plain_name(Path(file).name) == plain)]
    for rows in (by_id, by_file):
        if len(rows) == 1:
            return next(rows.itertuples())
    return None


def _case(name: object, known: Mapping[str, str]) -> str:
    """The id of a municipality by its id or printed name."""
    if pd.isna(name):
        return ""
    plain = str(name).strip().casefold()
    return next((case for case, printed in known.items() if plain in (case.casefold(), printed.casefold())), "")


def _values(project: CodedProject) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    rows = project.attributes[project.attributes["holder_kind"] == "document"]
    for row in rows.itertuples():
        found.setdefault(row.holder, {})[row.variable.casefold()] = row.value
    return found


def _new_row(name: str, case: str, values: Mapping[str, str], study: RawStudy, place: int) -> dict[str, Any] | Problem:
    where = f"{case or study.study}/documents.csv"
    found = f"document {_shown(name)} is not in the register"
    if not case:
        listed = ", ".join(study.municipality_names)
        return Problem(
            where, found, f"a municipality, one of {listed}", "Say which with --municipality, or register it."
        )
    perspective = next((values[key] for key in PERSPECTIVE if key in values), "")
    known = study.ids("perspectives")
    if perspective not in known:
        remedy = (
            f"Add a row for it, with {_shown(Path(plain_name(name)).name)} as its document or file and its consent."
        )
        return Problem(where, found, f"a row with its function and perspective ({', '.join(known)})", remedy)
    return {
        "document": as_file_name(Path(name).stem if Path(name).suffix else name),
        "municipality": case,
        "kind": KIND.get(values.get("kind", values.get("soort", "")).casefold(), "interview"),
        "function": next((values[key] for key in FUNCTION if key in values), perspective),
        "perspective": perspective,
        "coding_order": int(study.documents["coding_order"].max() or 0) + place + 1
        if len(study.documents)
        else place + 1,
    }


def _shown(name: str) -> str:
    """The name of a document for a message; where columns have shifted, it may be a passage of an interview."""
    return show_value(name, words=LONGEST_NAME)


def _same_twice(ids: Mapping[str, str]) -> Iterator[Problem]:
    for document in dict.fromkeys(ids.values()):
        names = [name for name, found in ids.items() if found == document]
        if len(names) > 1:
            listed = ", ".join(map(_shown, names))
            remedy = "Take one of them out of the project and export it again."
            yield Problem("documents.csv", f"{listed} are all document {document}", "one text per document", remedy)
