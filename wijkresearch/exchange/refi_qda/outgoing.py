"""A project on its way out: an identifier for every name, and what is marked in which text."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pandas as pd

from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda.identifiers import is_guid, made_guid, normal_guid
from wijkresearch.exchange.refi_qda.naming import BETWEEN, code_names
from wijkresearch.exchange.refi_qda.passages import UNKNOWN

NO_PLACE = {("case", "note"): "note in a case", ("set", "passage"): "passage in a set"}


class Passage(NamedTuple):
    """One stretch of text."""

    document: str
    start: int
    end: int


class OutgoingCoding(NamedTuple):
    """One coding, with its notes."""

    passage: Passage
    code: str
    coder: str
    memo: str | None


class Outgoing:
    """Identifiers for everything in a project; those it came with are kept where they are still one of a kind."""

    def __init__(self, project: CodedProject) -> None:
        self.project = project
        self.texts = {document: project.texts.get(document, "") for document in project.documents["document"]}
        self.skipped: Counter[str] = Counter()
        self._used: set[str] = set()
        self.notes = {note: self._claim(note, "note", note) for note in project.notes["note"].unique()}
        self.documents = self._claim_all(project.documents, "document", "source")
        self.codes = self._claim_all(project.codes, "code", "code")
        self.variables = self._claim_all(project.variables, "variable", "variable")
        groups = project.groups
        self.groups = {
            (kind, name): self._claim(guid, kind, name)
            for kind, name, guid in zip(groups["kind"], groups["name"], groups["guid"], strict=True)
        }
        coders = {*project.codings["coder"], *project.notes["author"].dropna()} - {UNKNOWN}
        self.coders = {coder: made_guid("coder", coder) for coder in sorted(coders)}
        self.leaves = leaf_names(project.codes)
        self.types = dict(zip(project.variables["variable"], project.variables["type"], strict=True))
        self.values_of: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for kind, holder, variable, value in project.attributes.itertuples(index=False, name=None):
            self.values_of.setdefault((kind, holder), []).append((variable, value))
        self._count_what_stays()

    def _claim_all(self, rows: pd.DataFrame, column: str, kind: str) -> dict[str, str]:
        return {name: self._claim(guid, kind, name) for name, guid in zip(rows[column], rows["guid"], strict=True)}

    def _claim(self, wanted: object, kind: str, name: str) -> str:
        guid = normal_guid(wanted) if isinstance(wanted, str) else ""
        if not is_guid(guid) or guid in self._used:
            guid = made_guid(kind, name)
        self._used.add(guid)
        return guid

    def text_guid(self, document: str) -> str:
        """The identifier of the file that holds a text."""
        return made_guid("text", document)

    def coding_guids(self, coding: OutgoingCoding) -> tuple[str, str]:
        """The identifiers of the selection and of the coding in it."""
        parts = (*coding.passage, coding.code, coding.coder)
        return made_guid("selection", *parts), made_guid("coding", *parts)

    def passage_guid(self, passage: Passage) -> str:
        """The identifier of a selection that carries no code."""
        return made_guid("passage", *passage)

    def codings_of(self) -> dict[str, list[OutgoingCoding]]:
        """The codings of every document, in the order of the passages."""
        found: dict[str, list[OutgoingCoding]] = {document: [] for document in self.texts}
        rows = self.project.codings
        columns = (rows[name].to_numpy(dtype=object) for name in ("document", "start", "end", "code", "coder", "memo"))
        for document, start, end, code, coder, memo in zip(*columns, strict=True):
            said = memo if isinstance(memo, str) and memo.strip() else None
            passage = Passage(document, int(start), int(end))
            found[document].append(OutgoingCoding(passage, code, coder, said))
        return {document: sorted(codings, key=lambda coding: coding[:3]) for document, codings in found.items()}

    def notes_about(self, about: str) -> dict[tuple[object, ...], list[str]]:
        """Identifiers of the notes about one kind of thing, by what they are about."""
        found: dict[tuple[object, ...], list[str]] = {}
        rows = self.project.notes
        for row in rows[rows["about"] == about].itertuples():
            found.setdefault(note_key(row), []).append(self.notes[row.note])
        return found

    def members(self, kind: str, name: str) -> list[tuple[str, str]]:
        """What belongs to a case or set, as kind of member and identifier."""
        rows = self.project.members
        found = []
        for row in rows[(rows["kind"] == kind) & (rows["name"] == name)].itertuples():
            if row.member_kind == "passage":
                found.append(("passage", self.passage_guid(Passage(row.member, int(row.start), int(row.end)))))
            else:
                known = {"document": self.documents, "code": self.codes, "note": self.notes}[row.member_kind]
                found.append((row.member_kind, known[row.member]))
        return found

    def loose_passages(self) -> dict[str, list[Passage]]:
        """Passages that carry a note or belong to a case without a code, by document."""
        notes, members = self.project.notes, self.project.members
        noted = notes[notes["about"] == "passage"]
        held = members[(members["member_kind"] == "passage") & (members["kind"] == "case")]
        wanted = [*zip(noted["target"], noted["start"], noted["end"], strict=True)]
        wanted += zip(held["member"], held["start"], held["end"], strict=True)
        found: dict[str, list[Passage]] = {}
        for document, start, end in sorted(set(wanted)):
            found.setdefault(document, []).append(Passage(document, int(start), int(end)))
        return found

    def _count_what_stays(self) -> None:
        """Count what the standard has no place for."""
        for kind, member_kind in zip(self.project.members["kind"], self.project.members["member_kind"], strict=True):
            if (kind, member_kind) in NO_PLACE:
                self.skipped[NO_PLACE[kind, member_kind]] += 1
        if len(self.project.unplaced):
            self.skipped["coding without a place in the text"] += len(self.project.unplaced)


def note_key(row: object) -> tuple[object, ...]:
    """What a note is about, as a key: nothing for the project, otherwise its name, passage and code, if any."""
    parts = (getattr(row, name) for name in ("target", "start", "end", "code"))
    return tuple(part if isinstance(part, str) else int(part) for part in parts if not pd.isna(part))


def leaf_names(codes: pd.DataFrame) -> dict[str, str]:
    """Names as they stand in the tree of codes: without their parents' names, where reading puts those back."""
    names = codes["code"].tolist()
    parents = dict(zip(names, codes["parent"], strict=True))
    ordered = preorder(codes)
    places = {name: number for number, name in enumerate(ordered)}
    short = {name: name for name in names}
    for name in ordered:
        if isinstance(parents[name], str):
            short[name] = name.removeprefix(f"{parents[name]}{BETWEEN}") or name
    above = [places[parents[name]] if isinstance(parents[name], str) else -1 for name in ordered]
    restored = code_names([short[name] for name in ordered], above)
    return short if restored == ordered else {name: name for name in names}


def preorder(codes: pd.DataFrame) -> list[str]:
    """The codes with parents before their children, otherwise in the order of the table."""
    children: dict[str | None, list[str]] = {}
    for code, parent in zip(codes["code"], codes["parent"], strict=True):
        children.setdefault(parent if isinstance(parent, str) else None, []).append(code)
    ordered, waiting = [], list(reversed(children.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += reversed(children.get(code, []))
    return ordered
