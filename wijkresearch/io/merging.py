"""Two exports of one project put together: the same texts are recognised, and codings follow a corrected transcript.

Documents are compared by name and by the hash of their text, never by identifier: ATLAS.ti gives every document a new
one at each export. A passage follows its words: first by the alignment of the two texts, then by searching the words
and their surroundings. Every move is listed, and what cannot be placed is kept aside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha256

import pandas as pd

from wijkresearch.io.importing.moving import ALIKE, Moved, move_passage
from wijkresearch.io.locating import Haystack
from wijkresearch.io.project import CodedProject
from wijkresearch.tables.exchange import (
    FLAGGED,
    IMPORTED_CODES,
    IMPORTED_CODINGS,
    IMPORTED_MEMBERS,
    IMPORTED_NOTES,
    MOVES,
    SKIPPED,
    UNPLACED,
)
from wijkresearch.tables.merging import COMPARED_DOCUMENTS
from wijkresearch.tables.schema import Table

WORD = re.compile(r"\w+|[^\w\s]")
SPACE = re.compile(r"\s*")
NOT_FOUND = "the passage cannot be pointed out in the corrected text"


class Mover:
    """Takes passages of a text to the corrected version of that text."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._haystack = Haystack(new)
        self._places: dict[tuple[int, int], Moved | None] = {}

    def place(self, start: int, end: int) -> Moved | None:
        """Where the passage is in the corrected text and by what it was found; nothing when that cannot be said."""
        if (start, end) not in self._places:
            self._places[start, end] = self._aligned(start, end) or self._searched(start, end)
        return self._places[start, end]

    def _aligned(self, start: int, end: int) -> Moved | None:
        """The place by alignment, when the words there are the same or much alike."""
        new_start, new_end = self._start_of(start), self._end_of(end)
        if new_start is None or new_end is None or new_start >= new_end:
            return None
        old, new = self._old[start:end], self._new[new_start:new_end]
        if old == new:
            return Moved(new_start, new_end, "context")
        alike = SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE
        return Moved(new_start, new_end, "correction") if alike else None

    def _searched(self, start: int, end: int) -> Moved | None:
        return move_passage(self._old, self._haystack, start, end)

    def _start_of(self, position: int) -> int | None:
        """Where a passage that began here begins: at the same character, or right after the one before it."""
        own = self._mapped(position)
        if own is not None or position == 0:
            return own if own is not None else 0
        before = self._mapped(position - 1)
        return None if before is None else before + 1

    def _end_of(self, position: int) -> int | None:
        """Where a passage that ended here ends: after the same character, or right before the one after it."""
        last = self._mapped(position - 1)
        if last is not None:
            return last + 1
        return len(self._new) if position == len(self._old) else self._mapped(position)

    def _mapped(self, position: int) -> int | None:
        """The place of a character that stayed; nothing when it was changed or taken out."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return None
        start, new_start, length = self._blocks[number]
        return new_start + position - start if position < start + length else None

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._blocks]

    @cached_property
    def _blocks(self) -> list[tuple[int, int, int]]:
        """Stretches that are the same in both texts: where each begins in the old and the new, and its length."""
        return list(_same_lines(self._old.splitlines(keepends=True), self._new.splitlines(keepends=True)))


def _same_lines(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Lines that two texts share, and words that they share in lines that differ."""
    old_places, new_places = _places(old), _places(new)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield old_places[first], new_places[new_first], old_places[last] - old_places[first]
        elif kind == "replace" and last - first == new_last - new_first:
            for line, new_line in zip(range(first, last), range(new_first, new_last), strict=True):
                yield from _shifted(_same_words(old[line], new[new_line]), old_places[line], new_places[new_line])
        elif kind == "replace":
            words = _same_words("".join(old[first:last]), "".join(new[new_first:new_last]))
            yield from _shifted(words, old_places[first], new_places[new_first])


def _same_words(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Words that two stretches share, with the space behind them where that is the same too."""
    words, new_words = list(WORD.finditer(old)), list(WORD.finditer(new))
    matcher = SequenceMatcher(None, [word.group() for word in words], [word.group() for word in new_words])
    for first, new_first, count in matcher.get_matching_blocks():
        for word, new_word in zip(words[first : first + count], new_words[new_first : new_first + count], strict=True):
            behind, new_behind = _space(old, word.end()), _space(new, new_word.end())
            length = word.end() - word.start() + (len(behind) if behind == new_behind else 0)
            yield word.start(), new_word.start(), length


def _space(text: str, start: int) -> str:
    found = SPACE.match(text, start)
    return found.group() if found else ""


def _shifted(stretches: Iterator[tuple[int, int, int]], shift: int, new_shift: int) -> Iterator[tuple[int, int, int]]:
    return ((start + shift, new_start + new_shift, length) for start, new_start, length in stretches)


def _places(parts: list[str]) -> list[int]:
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places


def compare_projects(earlier: CodedProject, later: CodedProject) -> pd.DataFrame:
    """COMPARED_DOCUMENTS: which documents of two exports are the same, and which text was corrected.

    A document is the same when its text is; otherwise it is the one with the same name (capitals and a file extension
    aside), if there is only one. Nothing is guessed from likeness.
    """
    pairs = dict(_by_text(earlier, later))
    pairs.update(_by_name(earlier, later, pairs))
    rows: list[tuple[str | None, str | None, str]] = []
    rows += [(one, other, _relation(earlier, later, one, other)) for one, other in pairs.items()]
    rows += [(one, None, "only_earlier") for one in earlier.documents["document"] if one not in pairs]
    rows += [(None, other, "only_later") for other in later.documents["document"] if other not in set(pairs.values())]
    return COMPARED_DOCUMENTS.check(pd.DataFrame(rows, columns=COMPARED_DOCUMENTS.column_names))


def _by_text(earlier: CodedProject, later: CodedProject) -> Iterator[tuple[str, str]]:
    """Pairs with the same text: those with the same name first, others where there is only one of each."""
    places: dict[str, list[str]] = {}
    for name, text in later.texts.items():
        places.setdefault(text, []).append(name)
    own = list(earlier.texts.values())
    for name, text in earlier.texts.items():
        found = places.get(text, []) if text else []
        if name in found:
            yield name, name
        elif len(found) == 1 and own.count(text) == 1:
            yield name, found[0]


def _by_name(earlier: CodedProject, later: CodedProject, pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
    taken = set(pairs.values())
    names: dict[str, list[str]] = {}
    for name in later.documents["document"]:
        if name not in taken:
            names.setdefault(_plain(name), []).append(name)
    free = [name for name in earlier.documents["document"] if name not in pairs]
    for name in free:
        found = names.get(_plain(name), [])
        if name in found:
            yield name, name
        elif len(found) == 1 and [_plain(other) for other in free].count(_plain(name)) == 1:
            yield name, found[0]


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(name: str) -> str:
    return re.sub(r"\.(txt|docx?|odt|rtf|pdf|vtt|srt)$", "", name.casefold())


def _relation(earlier: CodedProject, later: CodedProject, one: str, other: str) -> str:
    if earlier.texts.get(one, "") != later.texts.get(other, ""):
        return "corrected"
    return "same" if one == other else "renamed"


def merge_projects(earlier: CodedProject, later: CodedProject) -> CodedProject:
    """Both exports as one project, with the texts, names and codebook of the later one where they differ.

    Codings, notes and cases of the earlier export move along with a corrected text. The result's `moves` lists every
    coding that is now elsewhere, `unplaced` what could not be placed, `flagged` what a person should look at.

    Args:
        earlier: the older export.
        later: the newer export.
    """
    return _Merger(earlier, later).merged()


class _Merger:
    """Puts one pair of projects together."""

    def __init__(self, earlier: CodedProject, later: CodedProject) -> None:
        self._earlier = earlier
        self._later = later
        self._compared = compare_projects(earlier, later)
        paired = self._compared.dropna(subset=["earlier", "later"])
        self._names = dict(zip(paired["earlier"], paired["later"], strict=True))
        self._texts = dict(later.texts)
        self._movers: dict[str, Mover] = {}
        self._flagged: list[tuple[str, str]] = []
        self._settle_texts(paired)

    def _settle_texts(self, paired: pd.DataFrame) -> None:
        for one, other, relation in paired.itertuples(index=False, name=None):
            if relation != "corrected":
                continue
            old, new = self._earlier.texts.get(one, ""), self._texts.get(other, "")
            if new:
                self._movers[one] = Mover(old, new)
            else:
                self._texts[other] = old
                self._flagged.append((other, "the later export lacks the text; that of the earlier one is kept"))
        lonely = self._compared.loc[self._compared["relation"] == "only_earlier", "earlier"]
        for one in lonely:
            self._names[one] = one
            self._texts[one] = self._earlier.texts.get(one, "")

    def merged(self) -> CodedProject:
        """The one project."""
        codings, moves, aside = self._moved_codings()
        notes = self._carried(self._earlier.notes, "target", "about", ("document", "passage", "coding"))
        members = self._carried(self._earlier.members, "member", "member_kind", ("document", "passage"))
        renamed = self._earlier.documents.assign(document=self._earlier.documents["document"].map(self._names))
        values = self._earlier.attributes
        held = values["holder"].where(values["holder_kind"] != "document", values["holder"].map(self._names))
        documents = _joined(renamed, self._later.documents, ["document"])
        texts = {name: self._texts.get(name, "") for name in documents["document"]}
        unplaced = [self._earlier.unplaced.assign(document=self._earlier.unplaced["document"].replace(self._names))]
        flagged = pd.DataFrame([*self._flagged, *self._differing_codes()], columns=FLAGGED.column_names)
        return replace(
            self._later,
            documents=documents.assign(text_sha256=[_hash(texts[name]) for name in documents["document"]]),
            codes=_checked(IMPORTED_CODES, _joined(self._earlier.codes, self._later.codes, ["code"])),
            codings=_checked(IMPORTED_CODINGS, _with_memos(codings, self._later.codings)),
            texts=texts,
            flagged=_checked(FLAGGED, _stacked([self._earlier.flagged, self._later.flagged, flagged])),
            skipped=self._skipped(),
            warnings=tuple(dict.fromkeys([*self._earlier.warnings, *self._later.warnings, *self._said(moves, aside)])),
            groups=_joined(self._earlier.groups, self._later.groups, ["kind", "name"]),
            members=_checked(IMPORTED_MEMBERS, _stacked([self._later.members, members]).drop_duplicates()),
            variables=_joined(self._earlier.variables, self._later.variables, ["variable"]),
            attributes=_joined(
                values.assign(holder=held), self._later.attributes, ["holder_kind", "holder", "variable"]
            ),
            notes=_checked(IMPORTED_NOTES, _joined(notes, self._later.notes, list(IMPORTED_NOTES.key))),
            unplaced=_checked(UNPLACED, _stacked([*unplaced, self._later.unplaced, aside])),
            moves=_checked(MOVES, _stacked([self._earlier.moves, self._later.moves, moves])),
        )

    def _moved_codings(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """The earlier codings at their places in the later texts, the moves, and those without a place."""
        kept, moves, aside = [], [], []
        for row in self._earlier.codings.itertuples(index=False):
            name = self._names[row.document]
            moved = self._place(row.document, int(row.start), int(row.end))
            if moved is None:
                quote = self._earlier.texts[row.document][row.start : row.end]
                aside.append((name, row.code, row.coder, str(row.start), str(row.end), quote, row.memo, NOT_FOUND))
                self._flagged.append((name, f"code '{row.code}' at {row.start}–{row.end} was kept aside: {NOT_FOUND}"))
                continue
            kept.append((name, moved.start, moved.end, row.code, row.coder, row.memo))
            if (moved.start, moved.end) != (row.start, row.end) or moved.found_by != "context":
                place = (row.start, row.end, moved.start, moved.end)
                moves.append((name, row.code, row.coder, *place, moved.found_by))
        return (
            pd.DataFrame(kept, columns=IMPORTED_CODINGS.column_names),
            pd.DataFrame(moves, columns=MOVES.column_names),
            pd.DataFrame(aside, columns=UNPLACED.column_names),
        )

    def _place(self, document: str, start: int, end: int) -> Moved | None:
        if document not in self._movers:
            return Moved(start, end, "context")
        return self._movers[document].place(start, end)

    def _carried(self, rows: pd.DataFrame, name: str, kind: str, in_text: tuple[str, ...]) -> pd.DataFrame:
        """Notes or members of the earlier export under the later names and at the later places."""
        carried = []
        for row in rows.to_dict("records"):
            if row[kind] in in_text:
                document = row[name]
                row[name] = self._names.get(document, document)
                if not pd.isna(row["start"]):
                    self._carry_passage(row, document, name, kind)
            carried.append(row)
        return pd.DataFrame(carried, columns=rows.columns)

    def _carry_passage(self, row: dict[str, object], document: str, name: str, kind: str) -> None:
        moved = self._place(document, int(str(row["start"])), int(str(row["end"])))
        if moved is None:
            what = f"a {kind.removesuffix('_kind')} at {row['start']}–{row['end']} now goes with the whole document"
            self._flagged.append((str(row[name]), f"{what}: {NOT_FOUND}"))
            row.update({kind: "document", "start": None, "end": None}, **({"code": None} if "code" in row else {}))
        else:
            row.update(start=moved.start, end=moved.end)

    def _differing_codes(self) -> Iterator[tuple[str, str]]:
        both = self._earlier.codes.merge(self._later.codes, on="code", suffixes=("", "_later"), validate="one_to_one")
        for column in ("parent", "description"):
            differs = both[column].fillna("") != both[f"{column}_later"].fillna("")
            for code in both.loc[differs, "code"]:
                yield "codes", f"'{code}' has another {column} in the two exports; that of the later one counts"

    def _skipped(self) -> pd.DataFrame:
        counts = _stacked([self._earlier.skipped, self._later.skipped]).groupby("what", as_index=False)["count"].max()
        return SKIPPED.check(counts) if len(counts) else SKIPPED.empty()

    def _said(self, moves: pd.DataFrame, aside: pd.DataFrame) -> Iterator[str]:
        for one, other, relation in self._compared.itertuples(index=False, name=None):
            if relation == "renamed":
                yield f"'{one}' and '{other}' hold the same text; they are taken as one document, '{other}'."
            elif relation == "corrected":
                yield f"The text of '{other}' differs between the two exports; codings moved along."
        if len(moves) or len(aside):
            yield f"{len(moves)} codings moved and {len(aside)} could not be placed."


def _joined(earlier: pd.DataFrame, later: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Rows of the later table, and those of the earlier one whose key is not there."""
    return _stacked([later, earlier]).drop_duplicates(key, ignore_index=True)


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [rows for rows in tables if len(rows)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


def _checked(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    return table.check(rows) if len(rows) else table.empty()


def _with_memos(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """All codings, each once; where the exports hold different memos with one coding, both are kept."""
    key = list(IMPORTED_CODINGS.key)
    every = _stacked([earlier, later])
    memos = every.dropna(subset=["memo"]).groupby(key)["memo"].agg(lambda found: "\n".join(dict.fromkeys(found)))
    once = every.drop(columns="memo").drop_duplicates(key)
    rows = (
        once.merge(memos.reset_index(), on=key, how="left", validate="one_to_one")
        if len(memos)
        else once.assign(memo=None)
    )
    return rows.sort_values(key, ignore_index=True)
