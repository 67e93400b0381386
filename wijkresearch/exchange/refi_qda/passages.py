"""Codings with their places in our texts: one row per code, passage and coder; what has no place is kept aside."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkresearch.exchange.refi_qda.codebook import Codebook
from wijkresearch.exchange.refi_qda.elements import NOBODY, ParsedProject, ParsedText
from wijkresearch.exchange.refi_qda.naming import numbered
from wijkresearch.exchange.refi_qda.positions import Placed, Positions, Rule, place
from wijkresearch.exchange.tables import IMPORTED_CODINGS, UNPLACED

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Tag:
    """One code that one coder gave, by name."""

    code: str
    coder: str


@dataclass
class PlacedText:
    """One text with its name in our tables and its selections at their places."""

    name: str
    parsed: ParsedText
    placed: Placed
    counted: tuple[Positions, Positions] = field(repr=False)


class PlacedPassages:
    """The codings of all texts, under one rule for positions."""

    def __init__(self, project: ParsedProject, codebook: Codebook, texts: list[PlacedText]) -> None:
        self._codebook = codebook
        self._texts = texts
        self._coders = _coder_names(project)
        self._codes = [codebook.name_of(guid) for guid in project.code_index.guids]
        self.flagged: list[tuple[str, str]] = []
        self.unplaced: list[dict[str, object]] = []
        self.warnings: list[str] = []
        self._doubled = 0

    def coder(self, number: int) -> str:
        """The name of a coder, `unknown` when the file does not say who it was."""
        return UNKNOWN if number == NOBODY else self._coders[number]

    def tag(self, code: int, user: int) -> Tag:
        """Code and coder by name."""
        return Tag(self._codebook.name_of("") if code == NOBODY else self._codes[code], self.coder(user))

    def codings(self) -> pd.DataFrame:
        """IMPORTED_CODINGS in the order of the texts and then of the passages; doubled rows count once."""
        columns: list[Positions] = []
        memos: list[str | None] = []
        for text in self._texts:
            self._keep_aside(text)
            rows, said = self._rows_of(text)
            columns.append(rows)
            memos += said
        if self._doubled:
            self.warnings.append(f"{self._doubled} codings stood in the file twice and count once.")
        counts = [rows.shape[1] for rows in columns]
        documents = np.repeat(np.array([text.name for text in self._texts], dtype=object), counts)
        starts, ends, codes, users = np.concatenate([np.zeros((4, 0), dtype=np.int64), *columns], axis=1)
        code_names = np.array([*self._codes, self.tag(NOBODY, NOBODY).code if NOBODY in codes else ""], dtype=object)
        coder_names = np.array([*self._coders, UNKNOWN], dtype=object)
        table = {
            "document": documents,
            "start": starts,
            "end": ends,
            "code": code_names[codes],
            "coder": coder_names[users],
            "memo": memos,
        }
        return IMPORTED_CODINGS.check(pd.DataFrame(table))

    def _rows_of(self, text: PlacedText) -> tuple[Positions, list[str | None]]:
        """Start, end, code and coder of the codings in one text, sorted and each once, and their memos."""
        rows, memos = self._unsorted(text)
        order = np.lexsort(rows[::-1])
        rows = rows[:, order]
        said: list[str | None] = [memos.get(place) for place in order.tolist()] if memos else [None] * order.size
        again = np.zeros(order.size, dtype=bool)
        again[1:] = (rows[:, 1:] == rows[:, :-1]).all(axis=0)
        if not again.any():
            return rows, said
        self._doubled += int(again.sum())
        _join_memos(said, again)
        return rows[:, ~again], [memo for memo, doubled in zip(said, again.tolist(), strict=True) if not doubled]

    def _unsorted(self, text: PlacedText) -> tuple[Positions, dict[int, str]]:
        marks, placed = text.parsed.marks, text.placed
        selections = np.array(marks.selections, dtype=np.int64)
        inside = ~placed.outside[selections]
        chosen = selections[inside]
        codes, users = (np.array(column, dtype=np.int64)[inside] for column in (marks.codes, marks.users))
        rows = np.stack([placed.starts[chosen], placed.ends[chosen], codes, users])
        memos = {}
        if marks.memos:
            memos = {row: marks.memos[mark] for row, mark in enumerate(chosen.tolist()) if mark in marks.memos}
        length = len(text.parsed.layout.text)
        whole = [(0, length, code, user) for code, user in text.parsed.whole] if length else []
        if whole:
            self.warnings.append(f"{len(whole)} codes were given to '{text.name}' as a whole; they run over all of it.")
            rows = np.concatenate([rows, np.array(whole, dtype=np.int64).T], axis=1)
        return rows, memos

    def _keep_aside(self, text: PlacedText) -> None:
        for halved in np.flatnonzero(text.placed.inside).tolist():
            self._flag_half_character(text, halved)
        marks = text.parsed.marks
        outside = set(np.flatnonzero(text.placed.outside).tolist())
        for selection, code, user in zip(marks.selections, marks.codes, marks.users, strict=True) if outside else ():
            if selection in outside:
                start, end = (str(column[selection]) for column in text.counted)
                self._set_aside(text, self.tag(code, user), start, end, marks.memos.get(selection))
        for bad in marks.bad:
            for code, user in bad.codings:
                self._set_aside(text, self.tag(code, user), bad.start, bad.end, bad.memo)
        if not text.parsed.layout.text:
            for code, user in text.parsed.whole:
                self._set_aside(text, self.tag(code, user), "", "", None)

    def _flag_half_character(self, text: PlacedText, selection: int) -> None:
        start, end = int(text.placed.starts[selection]), int(text.placed.ends[selection])
        what = "begins or ends inside a character (an emoji or accent): is the rule for positions right?"
        self.flagged.append((f"{text.name}:{start}-{end}", f"the passage {what}"))

    def _set_aside(self, text: PlacedText, tag: Tag, start: str, end: str, memo: str | None) -> None:
        reason = _why(text, start, end)
        self.flagged.append((text.name, f"code '{tag.code}' was kept aside: {reason}"))
        self.unplaced.append(
            {
                "document": text.name,
                "code": tag.code,
                "coder": tag.coder,
                "start": start,
                "end": end,
                "memo": memo,
                "reason": reason,
            }
        )

    def unplaced_table(self) -> pd.DataFrame:
        """UNPLACED in the order of the file."""
        return UNPLACED.of(self.unplaced)


def place_text(name: str, parsed: ParsedText, rule: Rule) -> PlacedText:
    """A text with its selections placed under a rule."""
    starts = np.array(parsed.marks.starts, dtype=np.int64)
    ends = np.array(parsed.marks.ends, dtype=np.int64)
    return PlacedText(name, parsed, place(parsed.layout, starts, ends, rule), (starts, ends))


def _coder_names(project: ParsedProject) -> list[str]:
    guids = project.user_index.guids
    taken = numbered(
        [project.users.get(guid, f"coder {number}") for number, guid in enumerate(guids, start=1)], "coder"
    )
    return [name.strip() for name in taken]


def _why(text: PlacedText, start: str, end: str) -> str:
    length = len(text.parsed.layout.text)
    if text.parsed.trouble:
        return text.parsed.trouble
    if not length:
        return "the text is empty"
    if not (start.lstrip("-").isdigit() and end.lstrip("-").isdigit()):
        return f"positions '{start}' and '{end}' are no whole numbers"
    if int(start) == int(end):
        return f"the passage at {start} is empty"
    if int(start) > int(end):
        return f"the passage runs backwards, from {start} to {end}"
    return f"positions {start}–{end} are not in the text, which has {length} characters"


def _join_memos(memos: list[str | None], again: NDArray[np.bool_]) -> None:
    """Give the first of doubled rows the memos of all of them."""
    first = 0
    for row, doubled in enumerate(again.tolist()):
        if not doubled:
            first = row
            continue
        known, memo = memos[first], memos[row]
        if memo and memo not in (known or "").split("\n"):
            memos[first] = f"{known}\n{memo}" if known else memo
