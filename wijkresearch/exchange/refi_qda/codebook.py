"""The codes of a project or codebook as a table: names, parents, colours, and what stood there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from wijkresearch.errors import Problem, list_some, raise_if_any
from wijkresearch.exchange.refi_qda.elements import NOBODY, ParsedCode, ParsedProject
from wijkresearch.exchange.refi_qda.naming import code_names
from wijkresearch.exchange.tables import IMPORTED_CODES

COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
CODABLE = {"true": True, "1": True, "false": False, "0": False}


class Codebook:
    """The codes of a project by identifier, and as IMPORTED_CODES."""

    def __init__(self, project: ParsedProject, where: str) -> None:
        """Name every code.

        Raises:
            StudyError: two different codes have one identifier.
        """
        raise_if_any(_twin_problems(project.codes, where))
        self._codes, self._merged = _without_twins(project.codes)
        self._names = code_names([code.name for code in self._codes], [code.parent for code in self._codes])
        self.by_guid = {code.guid: name for code, name in zip(self._codes, self._names, strict=True) if code.guid}
        self._unknown: dict[str, str] = {}
        self._tell(project)

    def notes(self) -> Iterator[tuple[str, str]]:
        """Identifiers of notes with the name of the code they are about."""
        for code, name in zip(self._codes, self._names, strict=True):
            yield from ((note, name) for note in code.notes)

    def name_of(self, guid: str) -> str:
        """The name of a code; a code that is not in the codebook gets a name that says so."""
        if guid in self.by_guid:
            return self.by_guid[guid]
        return self._unknown.setdefault(guid, f"(unknown code {guid})" if guid else "(no code)")

    @property
    def unknown(self) -> list[str]:
        """Names given to codes that are referred to and not in the codebook."""
        return list(self._unknown.values())

    def table(self) -> pd.DataFrame:
        """IMPORTED_CODES in the order of the file, unknown codes last."""
        rows = [
            {
                "code": name,
                "guid": code.guid,
                "parent": self._names[code.parent] if code.parent != NOBODY else None,
                "description": code.description,
                "colour": _colour(code.colour),
                "codable": CODABLE.get((code.codable or "").strip().lower(), True),
            }
            for code, name in zip(self._codes, self._names, strict=True)
        ]
        rows += [{"code": name, "guid": guid, "codable": True} for guid, name in self._unknown.items()]
        return IMPORTED_CODES.of(rows)

    def _tell(self, project: ParsedProject) -> None:
        if self._merged:
            project.warnings.append(f"{self._merged} codes stood in the codebook twice and count once.")
        doubled = sorted({code.name for code, name in zip(self._codes, self._names, strict=True) if code.name != name})
        for name in doubled:
            said = f"code name '{name}' occurs more than once; distinguished by its parents"
            project.warnings.append(f"The {said}." if name else "Codes without a name were numbered.")
        ignored = sorted({code.colour for code in self._codes if code.colour and not _colour(code.colour)})
        if ignored:
            project.warnings.append(f"Colours that are no #rrggbb were left out: {list_some(ignored, most=5)}.")
        odd = sum((code.codable or "").strip().lower() not in CODABLE for code in self._codes)
        if odd:
            project.warnings.append(f"{odd} codes do not say whether passages may carry them; taken as yes.")


def _twin_problems(codes: list[ParsedCode], where: str) -> Iterator[Problem]:
    first: dict[str, ParsedCode] = {}
    for code in codes:
        twin = first.setdefault(code.guid, code)
        parents = {codes[one.parent].guid if one.parent != NOBODY else "" for one in (twin, code)}
        if code.guid and (twin.name != code.name or len(parents) > 1):
            found = f"two codes have the same identifier: '{twin.name}' and '{code.name}'"
            yield Problem(where, found, "one identifier per code", "It cannot be said which one is meant; export again")


def _without_twins(codes: list[ParsedCode]) -> tuple[list[ParsedCode], int]:
    """The codes without those that say the same again; parents are renumbered."""
    kept: list[ParsedCode] = []
    places: dict[str, int] = {}
    moved: list[int] = []
    for code in codes:
        if code.guid and code.guid in places:
            moved.append(places[code.guid])
            continue
        moved.append(len(kept))
        places[code.guid] = len(kept)
        parent = moved[code.parent] if code.parent != NOBODY else NOBODY
        kept.append(ParsedCode(code.guid, code.name, parent, code.codable, code.colour, code.description, code.notes))
    return kept, len(codes) - len(kept)


def _colour(written: str | None) -> str | None:
    """The colour as #rrggbb in lower case, or None where it is no colour."""
    colour = (written or "").strip().lower()
    if not COLOUR.fullmatch(colour):
        return None
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
