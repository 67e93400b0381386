"""Cases, sets and variables, and the three facts about a document that our own files keep as variables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkresearch.exchange.refi_qda.codebook import Codebook
from wijkresearch.exchange.refi_qda.elements import ParsedGroup, ParsedProject, ParsedVariable
from wijkresearch.exchange.refi_qda.identifiers import made_guid
from wijkresearch.exchange.refi_qda.naming import numbered
from wijkresearch.exchange.refi_qda.passages import PlacedText
from wijkresearch.exchange.refi_qda.positions import Rule, place
from wijkresearch.exchange.tables import (
    IMPORTED_ATTRIBUTES,
    IMPORTED_DOCUMENTS,
    IMPORTED_GROUPS,
    IMPORTED_MEMBERS,
    IMPORTED_VARIABLES,
)

OWN_VARIABLES = {made_guid("variable", name): name for name in ("municipality", "respondent", "kind")}
KINDS = ("text", "pdf", "transcript")
TYPES = {name.casefold(): name for name in ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")}


class Referred:
    """Documents and passages by the identifiers that other parts of the file call them by."""

    def __init__(self, texts: list[PlacedText], located: dict[str, tuple[str, int, int]], rule: Rule) -> None:
        self.documents = {text.parsed.recording: text for text in texts if text.parsed.recording}
        self.documents.update({text.parsed.guid: text for text in texts if text.parsed.guid})
        self._located = located
        self._rule = rule

    def passage(self, guid: str) -> tuple[str, int, int] | None:
        """The document, start and end of a selection; None where it has no place."""
        home, start, end = self._located.get(guid, ("", 0, 0))
        if home not in self.documents:
            return None
        text = self.documents[home]
        placed = place(text.parsed.layout, np.array([start]), np.array([end]), self._rule)
        if placed.outside[0]:
            return None
        return text.name, int(placed.starts[0]), int(placed.ends[0])


class Groups:
    """Cases, sets and variables by name."""

    def __init__(
        self,
        project: ParsedProject,
        codebook: Codebook,
        texts: list[PlacedText],
        referred: Referred,
    ) -> None:
        self._codebook = codebook
        self._texts = texts
        self._referred = referred
        self._without_text = project.without_text
        self._skipped = project.skipped
        self._notes = {note.guid for note in project.notes}
        self._groups = [group for kind in ("case", "set") for group in project.groups if group.kind == kind]
        self._names = [
            name
            for kind in ("case", "set")
            for name in numbered([group.name for group in project.groups if group.kind == kind], kind)
        ]
        self._variables = [variable for variable in project.variables if variable.guid not in OWN_VARIABLES]
        self._variable_names = dict(
            zip(
                [variable.guid for variable in self._variables],
                numbered([variable.name for variable in self._variables], "variable"),
                strict=True,
            )
        )
        self.flagged: list[tuple[str, str]] = []

    def table(self) -> pd.DataFrame:
        """IMPORTED_GROUPS, cases first."""
        rows = [
            (group.kind, name, group.guid, group.description)
            for group, name in zip(self._groups, self._names, strict=True)
        ]
        return IMPORTED_GROUPS.of(rows)

    def members(self) -> pd.DataFrame:
        """IMPORTED_MEMBERS in the order of the groups."""
        rows = [
            (group.kind, name, *member)
            for group, name in zip(self._groups, self._names, strict=True)
            for member in dict.fromkeys(self._members_of(group, name))
        ]
        return IMPORTED_MEMBERS.of(rows)

    def _members_of(self, group: ParsedGroup, name: str) -> Iterator[tuple[str, str, int | None, int | None]]:
        for kind, guid in group.members:
            member = self._passage(guid) if kind == "passage" else self._member(kind, guid)
            if member is None and guid in self._without_text:
                self._skipped[f"{group.kind} member without text"] += 1
            elif member is None:
                said = f"refers to a {kind} that is not in the project"
                self.flagged.append((f"{group.kind} '{name}'", said))
            else:
                yield member

    def _member(self, kind: str, guid: str) -> tuple[str, str, None, None] | None:
        if kind == "document" and guid in self._referred.documents:
            return kind, self._referred.documents[guid].name, None, None
        if kind == "code" and guid in self._codebook.by_guid:
            return kind, self._codebook.by_guid[guid], None, None
        return (kind, guid, None, None) if kind == "note" and guid in self._notes else None

    def _passage(self, guid: str) -> tuple[str, str, int, int] | None:
        found = self._referred.passage(guid)
        return None if found is None else ("passage", *found)

    def variables(self) -> pd.DataFrame:
        """IMPORTED_VARIABLES in the order of the file."""
        rows = [
            (self._variable_names[variable.guid], variable.guid, _type(variable), variable.description)
            for variable in {variable.guid: variable for variable in self._variables}.values()
        ]
        return IMPORTED_VARIABLES.of(rows)

    def attributes(self) -> pd.DataFrame:
        """IMPORTED_ATTRIBUTES, those of cases after those of documents; of two values the last one counts."""
        holders = [("document", text.name, text.parsed.attributes) for text in self._texts]
        holders += [(group.kind, name, group.attributes) for group, name in zip(self._groups, self._names, strict=True)]
        rows = {
            (kind, holder, self._variable_names[guid]): value
            for kind, holder, values in holders
            for guid, value in values
            if guid in self._variable_names and kind != "set"
        }
        listed = [(*key, value) for key, value in rows.items()]
        return IMPORTED_ATTRIBUTES.of(listed)

    def fill_own(self, documents: pd.DataFrame) -> pd.DataFrame:
        """IMPORTED_DOCUMENTS with what our own files say of municipality, respondent and kind of document."""
        filled = documents.copy()
        for row, text in enumerate(self._texts):
            for guid, value in text.parsed.attributes:
                known = OWN_VARIABLES.get(guid)
                if known is not None and (known != "kind" or value in KINDS):
                    filled.loc[row, known] = value
        return IMPORTED_DOCUMENTS.check(filled)


def _type(variable: ParsedVariable) -> str:
    return TYPES.get(variable.type.casefold(), "Text")
