"""The documents of an imported project and the study's register: which document is which, and in which municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.exchange.likeness import version_of
from wijkresearch.exchange.other_tools.gathering import plain_name
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.tables import IMPORTED_DOCUMENTS
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
    """Name in the project to document, document to municipality, and the rows that the register gets.

    `elsewhere` are names of documents that the file puts in another municipality than the one that was asked for.
    """

    ids: Mapping[str, str]
    municipalities: Mapping[str, str]
    added: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...]
    fallback: str
    flagged: tuple[tuple[str, str], ...] = ()
    elsewhere: frozenset[str] = frozenset()


def match_documents(project: CodedProject, study: RawStudy, municipality: str) -> DocumentMatch:
    """The study's document for each document of a project.

    A document is the registered one whose id or file has its name, in the municipality that the file says (by a
    variable, a group or a case) where several have that name; otherwise the one that alone has the same text (programs
    name documents in their own way). A document that is not registered is added only when the project itself
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
    for row in project.documents.reindex(columns=IMPORTED_DOCUMENTS.column_names).itertuples():
        matching.match(row)
    raise_if_any([*matching.problems, *_same_twice(matching.ids)])
    added = matching.added
    table = DOCUMENTS.of(added)
    cases = pd.concat([study.documents, table], ignore_index=True)
    by_document = dict(zip(cases["document"], cases["municipality"], strict=True))
    notes = [*matching.notes, *(f"{row['document']} is new in the register of {row['municipality']}." for row in added)]
    fallback = municipality or next(iter(known))
    flagged, elsewhere = tuple(matching.flagged), frozenset(matching.elsewhere)
    return DocumentMatch(matching.ids, by_document, table, tuple(notes), fallback, flagged, elsewhere)


class _Matching:
    """Goes through the documents of a project, one by one."""

    def __init__(self, project: CodedProject, study: RawStudy, municipality: str) -> None:
        self._study, self._municipality = study, municipality
        inside = study.documents["municipality"] == municipality
        self._register = study.documents[inside] if municipality else study.documents
        self._values = _values(project)
        self._groups = _groups(project)
        self._coded = Counter([*project.codings["document"], *project.unplaced["document"]])
        self._texts = project.texts
        self.ids: dict[str, str] = {}
        self.added: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.flagged: list[tuple[str, str]] = []
        self.elsewhere: set[str] = set()

    def match(self, row: Any) -> None:
        """Find or add one document of the project."""
        said = self._said(row)
        found = self._row_of(row, said)
        if self._municipality and self._is_elsewhere(row, said, found):
            self._leave_out(row.document, said)
        elif found is not None:
            self.ids[row.document] = found.document
            if said and said != found.municipality:
                what = f"the file says {said}, the register {found.municipality}; the register counts"
                self.flagged.append((row.document, what))
        elif row.document not in self._coded:
            self.notes.append(f"{row.document} is not in the register and has no codings; left out.")
        elif pd.notna(row.name):
            self.problems.append(_one_of_several(row))
        else:
            self._add(row.document, self._municipality or said)

    def _said(self, row: Any) -> str:
        """The municipality that the file says: by itself, or by the one group or case that is called like one."""
        known = self._study.municipality_names
        if pd.notna(row.municipality):
            case = _case(row.municipality, known)
            if not case:
                what = f"its municipality is {_shown(row.municipality)} in the file, which is not in the study"
                self.flagged.append((row.document, what))
            return case
        cases = {_case(group, known) for group in self._groups.get(row.document, ())} - {""}
        return cases.pop() if len(cases) == 1 else ""

    def _row_of(self, row: Any, said: str) -> Any:
        """The row of the register; a name that several documents of the file have only counts in their municipality."""
        several = pd.notna(row.name)
        name, register = row.name if several else row.document, self._study.documents
        found = _registered(name, register[register["municipality"] == said]) if said else None
        if found is None and not several:
            found = _registered(name, self._register)
        return found if found is not None else self._same_text(row.document)

    def _is_elsewhere(self, row: Any, said: str, found: Any) -> bool:
        """Whether a document is of another municipality than the one that was asked for."""
        if found is not None:
            by_id = plain_name(row.document) == plain_name(found.document)
            said_other = said not in ("", self._municipality) and not by_id
            return bool(found.municipality != self._municipality or said_other)
        grouped = pd.notna(row.name) and row.document in self._groups
        return said != self._municipality if said else bool(grouped)

    def _leave_out(self, name: str, said: str) -> None:
        """Leave out a document of another municipality; one that is called by its id in the register is refused."""
        if name in set(self._study.documents["document"]):
            self._add(name, self._municipality)
            return
        groups = said or ", ".join(map(_shown, self._groups.get(name, ())))
        self.elsewhere.add(name)
        what = (
            f"the file puts it in {groups}, not in {self._municipality}; left out with its {self._coded[name]} codings"
        )
        self.flagged.append((name, what))

    def _same_text(self, name: str) -> Any:
        """The row of the one registered document with this text, or with a text of which this one is a version."""
        text = canonical_text(self._texts.get(name, ""))
        known = {
            one: self._study.transcripts[one] for one in self._register["document"] if one in self._study.transcripts
        }
        same = [document for document, other in known.items() if other == text]
        if len(same) == 1:
            self.notes.append(f"'{name}' holds the text of {same[0]} and is taken as that document.")
        elif not same and (version := version_of(text, known)):
            same = [version[0]]
            what = f"{version[1]:.0%} of its words in a row are those of {same[0]}, and it is taken as that document"
            self.flagged.append((name, what))
        return next(self._register[self._register["document"] == same[0]].itertuples()) if len(same) == 1 else None

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


def _one_of_several(row: Any) -> Problem:
    found = f"the file has several documents called {_shown(row.name)}, and nothing says which one {row.document} is"
    expected = "a group or case that is a municipality, or a text that is in `transcripts/`"
    remedy = "Give them names of their own in your program, or say their municipalities with --municipality-from."
    return Problem("documents.csv", found, expected, remedy)


def _groups(project: CodedProject) -> dict[str, list[str]]:
    """The names of the groups and cases of each document."""
    members = project.members[project.members["member_kind"] == "document"]
    found: dict[str, list[str]] = {}
    for document, group in zip(members["member"], members["name"], strict=True):
        found.setdefault(document, []).append(group)
    return found


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
