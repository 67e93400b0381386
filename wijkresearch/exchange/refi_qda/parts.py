"""The parts of a project beside its sources: users, codes, variables, cases, sets, notes, links."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from wijkresearch.exchange.refi_qda.elements import NOBODY, ParsedCode, ParsedGroup, ParsedProject, ParsedVariable
from wijkresearch.exchange.refi_qda.identifiers import normal_guid, without_home
from wijkresearch.exchange.refi_qda.marking import local_name, text_of
from wijkresearch.exchange.refi_qda.texts import read_values

Handler = Callable[[etree._Element], None]
MEMBERS = {
    "SourceRef": "document",
    "MemberSource": "document",
    "CodeRef": "code",
    "MemberCode": "code",
    "MemberNote": "note",
    "SelectionRef": "passage",
}
GROUP_PARTS = {*MEMBERS, "Description", "VariableValue"}
PROJECT_PARTS = {
    "Users",
    "CodeBook",
    "Variables",
    "Cases",
    "Sources",
    "Notes",
    "Links",
    "Sets",
    "Graphs",
    "Description",
    "NoteRef",
}


class PartReader:
    """Takes the smaller parts of a project out of the stream of elements."""

    def __init__(self, namespace: str, project: ParsedProject) -> None:
        self._space = f"{{{namespace}}}"
        self._project = project

    def handlers(self, read_note: Handler) -> dict[str, Handler]:
        """What to do at the end of which element."""
        return {
            "Users": self._read_users,
            "CodeBook": self.read_codebook,
            "Variables": self._read_variables,
            "Cases": self.read_groups,
            "Sets": self.read_groups,
            "Note": read_note,
            "Links": self._read_links,
            "Graphs": self._skip_graphs,
            "Project": self._read_project,
        }

    def _read_users(self, element: etree._Element) -> None:
        for number, user in enumerate(element.iterchildren(f"{self._space}User"), start=1):
            name = (user.get("name") or user.get("id") or "").strip()
            self._project.users[normal_guid(user.get("guid"))] = without_home(name) or f"coder {number}"

    def read_codebook(self, element: etree._Element) -> None:
        """All codes, parents before their children."""
        for codes in element.iterchildren(f"{self._space}Codes"):
            waiting = [(code, NOBODY) for code in reversed(codes)]
            while waiting:
                code, parent = waiting.pop()
                if code.tag != f"{self._space}Code":
                    self._skip_unknown(code)
                    continue
                here = len(self._project.codes)
                self._project.codes.append(self._code(code, parent))
                waiting += [(child, here) for child in reversed(code) if not self._is_remark(child)]
        element.clear()

    def _code(self, code: etree._Element, parent: int) -> ParsedCode:
        return ParsedCode(
            guid=normal_guid(code.get("guid")),
            name=code.get("name") or "",
            parent=parent,
            codable=code.get("isCodable"),
            colour=code.get("color"),
            description=text_of(code.find(f"{self._space}Description")),
            notes=[reference.get("targetGUID") or "" for reference in code.iterchildren(f"{self._space}NoteRef")],
        )

    def _is_remark(self, element: etree._Element) -> bool:
        return element.tag in (f"{self._space}Description", f"{self._space}NoteRef")

    def _read_variables(self, element: etree._Element) -> None:
        for variable in element.iterchildren(f"{self._space}Variable"):
            self._project.variables.append(
                ParsedVariable(
                    guid=normal_guid(variable.get("guid")),
                    name=variable.get("name") or "",
                    type=variable.get("typeOfVariable") or "Text",
                    description=text_of(variable.find(f"{self._space}Description")),
                )
            )

    def read_groups(self, element: etree._Element) -> None:
        """Cases or sets, with their members in the order of the file."""
        kind = "case" if element.tag == f"{self._space}Cases" else "set"
        for group in element.iterchildren(f"{self._space}{kind.title()}"):
            members = []
            for child in group:
                name = local_name(child, self._space)
                if name in MEMBERS:
                    members.append((MEMBERS[name], normal_guid(child.get("targetGUID") or child.get("guid"))))
                elif name not in GROUP_PARTS:
                    self._skip_unknown(child)
            self._project.groups.append(
                ParsedGroup(
                    kind=kind,
                    guid=normal_guid(group.get("guid")),
                    name=group.get("name") or "",
                    description=text_of(group.find(f"{self._space}Description")),
                    members=members,
                    attributes=list(read_values(group, self._space)),
                )
            )

    def _read_links(self, element: etree._Element) -> None:
        for link in element.iterchildren(f"{self._space}Link"):
            self._project.links.append((normal_guid(link.get("originGUID")), normal_guid(link.get("targetGUID"))))

    def _skip_graphs(self, element: etree._Element) -> None:
        self._project.skipped["Graph"] += len(list(element.iterchildren(f"{self._space}Graph")))

    def _read_project(self, element: etree._Element) -> None:
        self._project.description = text_of(element.find(f"{self._space}Description"))
        references = element.iterchildren(f"{self._space}NoteRef")
        self._project.project_notes = [reference.get("targetGUID") or "" for reference in references]
        for child in element:
            if local_name(child, self._space) not in PROJECT_PARTS:
                self._skip_unknown(child)

    def _skip_unknown(self, element: etree._Element) -> None:
        if isinstance(element.tag, str):
            self._project.skipped[local_name(element, self._space)] += 1
