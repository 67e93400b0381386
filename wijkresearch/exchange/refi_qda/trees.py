"""The XML of a project, part by part, in the order that the schema prescribes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wijkresearch.exchange.refi_qda.checking import NOT_IN_XML
from wijkresearch.exchange.refi_qda.groups import OWN_VARIABLES
from wijkresearch.exchange.refi_qda.identifiers import written_guid
from wijkresearch.exchange.refi_qda.outgoing import Outgoing, OutgoingCoding, Passage, preorder

QUOTE_LENGTH = 100
SET_MEMBERS = {"code": "MemberCode", "document": "MemberSource", "note": "MemberNote"}
CASE_MEMBERS = {"code": "CodeRef", "document": "SourceRef", "passage": "SelectionRef"}
OWN_GUIDS = {name: guid for guid, name in OWN_VARIABLES.items()}


def sub(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """A new last child in the namespace of its parent."""
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)


def default_namespace(namespace: str) -> dict[str, str]:
    """The declaration that elements without a prefix are in this namespace."""
    return {None: namespace}  # type: ignore[dict-item]


class Trees:
    """Makes the elements of a project file from an outgoing project."""

    def __init__(self, namespace: str, outgoing: Outgoing, moment: str) -> None:
        self._namespace = namespace
        self._moment = moment
        self.outgoing = outgoing
        self._project = outgoing.project
        self._notes = {
            about: outgoing.notes_about(about) for about in ("project", "code", "document", "passage", "coding")
        }

    def before_sources(self) -> Iterator[etree._Element]:
        """Users, codes, variables and cases, as far as there are any."""
        codebook = self._element("CodeBook")
        self.add_codes(sub(codebook, "Codes"), with_notes=True)
        yield from (part for part in (self._users(),) if len(part))
        yield from (codebook for _ in self._project.codes.index[:1])
        yield from (part for part in (self._variables(), self._groups("case")) if len(part))

    def after_sources(self) -> Iterator[etree._Element]:
        """Notes, sets and what notes say of the project as a whole."""
        yield from (part for part in (self._note_list(), self._groups("set")) if len(part))
        for note in self._notes["project"].get((), []):
            yield self._element("NoteRef", targetGUID=written_guid(note))

    def sources(self) -> Iterator[etree._Element]:
        """One TextSource per document."""
        codings, loose = self.outgoing.codings_of(), self.outgoing.loose_passages()
        about_coding = self._notes["coding"]
        documents = self._project.documents
        for row in documents.itertuples():
            guid = written_guid(self.outgoing.documents[row.document])
            path = f"internal://{written_guid(self.outgoing.text_guid(row.document))}.txt"
            source = self._element(
                "TextSource", guid=guid, name=row.document, plainTextPath=path, creationDateTime=self._moment
            )
            _describe(source, row.memo)
            for coding in codings[row.document]:
                self._add_coding(source, coding, about_coding)
            for passage in loose.get(row.document, []):
                self._add_loose(source, passage)
            self._add_note_refs(source, self._notes["document"].get((row.document,), []))
            self._add_values(source, "document", row.document)
            for name in OWN_GUIDS:
                self._add_own(source, name, getattr(row, name))
            yield source
        self.outgoing.skipped["note about a coding that is not there"] += sum(map(len, about_coding.values()))

    def add_codes(self, codes: etree._Element, *, with_notes: bool) -> None:
        """The tree of codes."""
        rows = {row.code: row for row in self._project.codes.itertuples()}
        made: dict[str, etree._Element] = {}
        for name in preorder(self._project.codes):
            row = rows[name]
            above = made[row.parent] if isinstance(row.parent, str) else codes
            code = sub(above, "Code", guid=written_guid(self.outgoing.codes[name]), name=self.outgoing.leaves[name])
            code.set("isCodable", "true" if row.codable else "false")
            if isinstance(row.colour, str):
                code.set("color", row.colour.upper())
            _describe(code, row.description)
            if with_notes:
                self._add_note_refs(code, self._notes["code"].get((name,), []))
            made[name] = code

    def code_sets(self) -> etree._Element:
        """The sets of a codebook file, which names members by another attribute than a project does."""
        sets = self._groups("set")
        for member in list(sets.iterdescendants()):
            name = etree.QName(member).localname
            if name == "MemberCode":
                member.set("guid", member.attrib.pop("targetGUID"))
            elif name.startswith("Member"):
                self.outgoing.skipped[name] += 1
                above = member.getparent()
                if above is not None:
                    above.remove(member)
        return sets

    def _element(self, tag: str, /, **attributes: str) -> etree._Element:
        return etree.Element(f"{{{self._namespace}}}{tag}", attributes, nsmap=default_namespace(self._namespace))

    def _users(self) -> etree._Element:
        users = self._element("Users")
        for coder, guid in self.outgoing.coders.items():
            sub(users, "User", guid=written_guid(guid), name=coder)
        return users

    def _variables(self) -> etree._Element:
        variables = self._element("Variables")
        for row in self._project.variables.itertuples():
            guid = written_guid(self.outgoing.variables[row.variable])
            variable = sub(variables, "Variable", guid=guid, name=row.variable, typeOfVariable=row.type)
            _describe(variable, row.description)
        for name, guid in OWN_GUIDS.items():
            values = self._project.documents[name].dropna()
            if len(values[values != "text"] if name == "kind" else values):
                sub(variables, "Variable", guid=written_guid(guid), name=name, typeOfVariable="Text")
        return variables

    def _groups(self, kind: str) -> etree._Element:
        groups = self._element(f"{kind.title()}s")
        rows = self._project.groups
        tags = CASE_MEMBERS if kind == "case" else SET_MEMBERS
        for row in rows[rows["kind"] == kind].itertuples():
            group = sub(groups, kind.title(), guid=written_guid(self.outgoing.groups[kind, row.name]), name=row.name)
            _describe(group, row.description)
            members = self.outgoing.members(kind, row.name)
            for member_kind, tag in tags.items():
                if kind == "case" and member_kind == "document":
                    self._add_values(group, "case", row.name)
                for guid in (guid for found, guid in members if found == member_kind):
                    sub(group, tag, targetGUID=written_guid(guid))
        return groups

    def _note_list(self) -> etree._Element:
        notes = self._element("Notes")
        for row in self._project.notes.drop_duplicates("note").itertuples():
            note = sub(notes, "Note", guid=written_guid(self.outgoing.notes[row.note]))
            if isinstance(row.title, str):
                note.set("name", row.title)
            self._sign(note, row.author)
            sub(note, "PlainTextContent").text = row.text if isinstance(row.text, str) else ""
        return notes

    def _add_coding(
        self, source: etree._Element, coding: OutgoingCoding, about: dict[tuple[object, ...], list[str]]
    ) -> None:
        selection_guid, coding_guid = self.outgoing.coding_guids(coding)
        selection = self._selection(source, coding.passage, selection_guid)
        self._sign(selection, coding.coder)
        _describe(selection, coding.memo)
        given = sub(selection, "Coding", guid=written_guid(coding_guid))
        self._sign(given, coding.coder)
        sub(given, "CodeRef", targetGUID=written_guid(self.outgoing.codes[coding.code]))
        self._add_note_refs(given, about.pop((*coding.passage, coding.code), []))

    def _add_loose(self, source: etree._Element, passage: Passage) -> None:
        selection = self._selection(source, passage, self.outgoing.passage_guid(passage))
        selection.set("creationDateTime", self._moment)
        self._add_note_refs(selection, self._notes["passage"].get(tuple(passage), []))

    def _selection(self, source: etree._Element, passage: Passage, guid: str) -> etree._Element:
        quote = self.outgoing.texts[passage.document][passage.start : min(passage.end, passage.start + QUOTE_LENGTH)]
        return sub(
            source,
            "PlainTextSelection",
            guid=written_guid(guid),
            name=NOT_IN_XML.sub(" ", quote),
            startPosition=str(passage.start),
            endPosition=str(passage.end),
        )

    def _sign(self, element: etree._Element, coder: object) -> None:
        """Say who made it, where that is known, and when."""
        if coder in self.outgoing.coders:
            element.set("creatingUser", written_guid(self.outgoing.coders[str(coder)]))
        element.set("creationDateTime", self._moment)

    def _add_note_refs(self, element: etree._Element, notes: list[str]) -> None:
        for note in notes:
            sub(element, "NoteRef", targetGUID=written_guid(note))

    def _add_values(self, element: etree._Element, holder_kind: str, holder: str) -> None:
        for variable, value in self.outgoing.values_of.get((holder_kind, holder), []):
            _add_value(element, self.outgoing.variables[variable], self.outgoing.types[variable], value)

    def _add_own(self, element: etree._Element, name: str, value: object) -> None:
        if isinstance(value, str) and (name, value) != ("kind", "text"):
            _add_value(element, OWN_GUIDS[name], "Text", value)


def _add_value(element: etree._Element, variable: str, kind: str, value: str) -> None:
    holder = sub(element, "VariableValue")
    sub(holder, "VariableRef", targetGUID=written_guid(variable))
    sub(holder, f"{kind}Value").text = value


def _describe(element: etree._Element, description: object) -> None:
    if isinstance(description, str):
        sub(element, "Description").text = description
