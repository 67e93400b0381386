"""Which municipality a document belongs to, as far as the project or a person says; never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, did_you_mean, list_some, raise_if_any
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.exchange.tables import FLAGGED, IMPORTED_DOCUMENTS

USUAL = {
    "municipality": ("municipality", "gemeente"),
    "respondent": ("respondent", "participant", "deelnemer", "geïnterviewde"),
}
CHOICES = "`case`, `set`, `variable:NAME` or a table with columns document and municipality"
VARIABLE = "variable:"
Found = dict[str, set[str]]


def fill_municipalities(project: CodedProject, municipality_from: str | None, where: str) -> CodedProject:
    """The project with the municipality and respondent of its documents filled in, where they are known.

    Args:
        project: the project.
        municipality_from: `case`, `set`, `variable:NAME` or the path of a CSV file; without it only a variable with
            a usual name is looked at.
        where: the file, for messages.

    Raises:
        StudyError: there is no such case, set, variable or file, or it says nothing about any document.
    """
    respondents = _by_usual_variable(project, "respondent")
    if municipality_from is None:
        municipalities = _by_usual_variable(project, "municipality")
    elif municipality_from in ("case", "set"):
        municipalities = _by_group(project, municipality_from)
    elif municipality_from.startswith(VARIABLE):
        municipalities = _by_variable(project, municipality_from.removeprefix(VARIABLE), where)
    else:
        path = Path(municipality_from)
        rows, said = _rows_of(path, where)
        municipalities, listed = _by_file(project, rows, path.name)
        respondents.update(listed)
        project = replace(project, warnings=(*project.warnings, *(str(one.at(path.name)) for one in said)))
    if municipality_from is not None and not municipalities:
        raise StudyError(_nothing_found(project, municipality_from, where))
    return _filled(project, municipalities, respondents, said=municipality_from is not None)


def _filled(project: CodedProject, municipalities: Found, respondents: Found, *, said: bool) -> CodedProject:
    documents, doubts = project.documents.copy(), []
    for column, found in (("municipality", municipalities), ("respondent", respondents)):
        for row, name in documents["document"].items():
            values = found.get(name, set())
            if len(values) == 1:
                documents.loc[row, column] = next(iter(values))
            elif values:
                doubts.append((name, f"more than one {column}: {', '.join(sorted(values))}; left empty"))
            elif said and column == "municipality" and pd.isna(documents.loc[row, column]):
                doubts.append((name, "no municipality was found for this document"))
    flagged = pd.concat([project.flagged, pd.DataFrame(doubts, columns=FLAGGED.column_names)], ignore_index=True)
    return replace(
        project,
        documents=IMPORTED_DOCUMENTS.check(documents),
        flagged=FLAGGED.check(flagged) if doubts else project.flagged,
        warnings=(*project.warnings, *_hint(project, municipalities)),
    )


def _hint(project: CodedProject, municipalities: Found) -> Iterator[str]:
    if not municipalities and len(project.documents) and project.documents["municipality"].isna().all():
        places = ", ".join(_places(project)) or "no cases, sets or variables"
        yield f"No municipality found; the project has {places}. Say where it stands with --municipality-from."


def _by_group(project: CodedProject, kind: str) -> Found:
    found: Found = {}
    members = project.members
    for member in members[
        (members["kind"] == kind) & members["member_kind"].isin(["document", "passage"])
    ].itertuples():
        found.setdefault(member.member, set()).add(member.name)
    return found


def _by_variable(project: CodedProject, variable: str, where: str) -> Found:
    """Values of a variable by document; the values of a case are also those of its documents."""
    names = {name.casefold(): name for name in project.variables["variable"]}
    if variable.casefold() not in names:
        found = f"there is no variable '{variable}'"
        known = ", ".join(names.values()) or "none; the project has no variables"
        raise StudyError(Problem(where, found, f"one of: {known}", did_you_mean(variable, names.values())))
    chosen = project.attributes[project.attributes["variable"] == names[variable.casefold()]]
    return _handed_on(project, chosen)


def _handed_on(project: CodedProject, chosen: pd.DataFrame) -> Found:
    found: Found = {}
    direct = chosen[chosen["holder_kind"] == "document"]
    answered = set(direct["holder"])
    for holder, value in zip(direct["holder"], direct["value"], strict=True):
        found.setdefault(holder, set()).add(value)
    members = project.members
    linked = members[(members["kind"] == "case") & members["member_kind"].isin(["document", "passage"])]
    by_case = chosen[chosen["holder_kind"] == "case"].set_index("holder")["value"].to_dict()
    for case, document in zip(linked["name"], linked["member"], strict=True):
        if case in by_case and document not in answered:
            found.setdefault(document, set()).add(by_case[case])
    return found


def _by_usual_variable(project: CodedProject, column: str) -> Found:
    known = project.attributes[project.attributes["variable"].str.casefold().isin(USUAL[column])]
    return _handed_on(project, known)


def _by_file(project: CodedProject, rows: pd.DataFrame, where: str) -> Iterator[Found]:
    """Municipalities and respondents from a table that a person made."""
    raise_if_any(_row_problems(rows, where, set(project.documents["document"])))
    for column in ("municipality", "respondent"):
        told = rows.reindex(columns=["document", column]).dropna()
        yield {document: {value} for document, value in told.itertuples(index=False)}


def _rows_of(path: Path, where: str) -> tuple[pd.DataFrame, tuple[Assumption, ...]]:
    if path.suffix.casefold() not in (".csv", ".xlsx"):
        found = f"'{path.name}' does not say where the municipality stands"
        raise StudyError(Problem(where, found, CHOICES, did_you_mean(path.name, ["case", "set", "variable:"])))
    rows, said = read_rows(path)
    if not {"document", "municipality"} <= set(rows):
        found = f"its columns are {', '.join(rows)}"
        raise StudyError(Problem(path.name, found, "columns document and municipality", "Correct the first line"))
    return rows, said


def _row_problems(rows: pd.DataFrame, where: str, documents: set[str]) -> Iterator[Problem]:
    for row, name, twice in zip(rows.index, rows["document"], rows["document"].duplicated(), strict=True):
        if name not in documents:
            found = f"document '{name}' is not in the project"
            yield Problem(f"{where} row {row}", found, remedy=did_you_mean(str(name), documents))
        if twice:
            yield Problem(f"{where} row {row}", f"document '{name}' occurs twice", "every document once")


def _nothing_found(project: CodedProject, municipality_from: str, where: str) -> Problem:
    found = f"--municipality-from {municipality_from} says nothing about any document"
    cases = project.groups[project.groups["kind"] == "case"]
    remedy = f"The project has {', '.join(_places(project)) or 'no cases, sets or variables'}"
    if municipality_from == "case" and len(cases):
        remedy += "; its cases name no documents (QualCoder loses these links): give the documents a variable"
    return Problem(where, found, CHOICES, remedy)


def _places(project: CodedProject) -> Iterator[str]:
    for kind, plural in (("case", "cases"), ("set", "sets")):
        names = project.groups.loc[project.groups["kind"] == kind, "name"]
        if len(names):
            yield f"{len(names)} {plural} (such as '{names.iloc[0]}')"
    if len(project.variables):
        yield f"variables {list_some(project.variables['variable'], most=5)}"
