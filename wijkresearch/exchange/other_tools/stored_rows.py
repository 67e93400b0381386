"""What databases with texts, codes and coded passages in tables share, whatever the tables are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, whole_number
from wijkresearch.exchange.other_tools.marked_texts import MarkedText, add_marked, distinct
from wijkresearch.exchange.other_tools.sqlite_files import Database, Row, filled


class StoredRows:
    """Documents and codes by their number, and the passages that name both; `gather` brings them together."""

    def __init__(self, gathering: Gathering, documents: Mapping[object, tuple[str, str, str | None]]) -> None:
        """Start with documents: name, text and memo by number."""
        self.gathering = gathering
        names = distinct([name for name, _, _ in documents.values()], list(documents))
        self.names = dict(zip(documents, names, strict=True))
        self._documents = documents
        self._paths: dict[object, tuple[str, ...]] = {}
        self._passages: dict[object, list[Passage]] = {number: [] for number in documents}

    def add_code(self, number: object, path: tuple[str, ...], description: object, colour: object) -> None:
        """A code by its number."""
        self._paths[number] = path
        self.gathering.add_code(path, filled(description), filled(colour))

    def add_passage(self, passage: Passage, document: object, code: object) -> None:
        """A passage in a document, with a code; it is flagged when one of them is gone."""
        if document not in self._documents or code not in self._paths:
            self.gathering.flag(passage.where, "its text or its code is no longer in the project; left out")
            return
        named = replace(passage, document=self.names[document], code=self._paths[code])
        self._passages[document].append(named)

    def add_groups(self, kind: str, groups: Mapping[object, str], links: Iterable[tuple[object, object]]) -> None:
        """Which documents belong to which case or set, by their numbers."""
        for group, document in links:
            if group in groups and document in self.names:
                self.gathering.add_group(kind, groups[group], self.names[document])

    def add_value(self, document: object, variable: object, value: object) -> None:
        """The value that a document has for a variable."""
        if document in self.names and filled(value):
            self.gathering.add_value(self.names[document], str(variable), str(value))

    def add_note(self, note: str, document: object, text: object) -> None:
        """What is noted with a document; of one that is gone it is counted."""
        if document in self.names:
            self.gathering.add_note(note, self.names[document], (0, 0), filled(text))
        else:
            self.gathering.skipped["a note on a text that is gone"] += 1

    def gather(self, units: Sequence[str]) -> None:
        """Give documents and passages to the gathering, counted in one of these units."""
        marked = [
            MarkedText(self.names[number], text, self._passages[number], memo)
            for number, (_, text, memo) in self._documents.items()
        ]
        add_marked(self.gathering, marked, units)


def stored_passage(where: str, row: Row, columns: tuple[str, str, str], coder: str | None, memo: object) -> Passage:
    """A passage from the columns with its start, its end and its words; its document and code are still to be named."""
    start, end = (_position(row[column]) for column in columns[:2])
    return Passage(where, "", (), coder, filled(row[columns[2]]), start, end, memo=filled(memo))


def count_rows(gathering: Gathering, database: Database, left_out: Mapping[str, str]) -> None:
    """Count the rows of tables that are not read."""
    for table, what in left_out.items():
        gathering.skipped.update(what for _ in database.rows(table, "rowid"))


def _position(value: object) -> int | None:
    """A position, which R stores as a number with a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else whole_number(value)
