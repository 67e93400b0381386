"""A study: its cases, documents, codes, groupings, codings, claims and published figures. Frozen.

There are two types, so that a type checker distinguishes them. `RawStudy` is what was read: it holds names and
documents that may not be used. `Study` is what `privacy.release.release` makes of it by the consent of the respondents:
only that is analysed, exported or printed.

Everything in either is a table of `wijkresearch.tables` except the texts of the interviews, which stay behind
`Transcripts`: an object that never prints what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Self

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, did_you_mean, show_value
from wijkresearch.tables import (
    CASE_ATTRIBUTES,
    CODEBOOK_HISTORY,
    DECISIONS,
    DOCUMENT_LENGTHS,
    DOCUMENT_MEMOS,
    RAISED_TOPICS,
    SEGMENTS,
    SUMMARIES,
    TOPICS,
)

AGREED = "agreed"
"""The coder id of what coders agreed on after talking. study.yml does not list it: it is nobody's own reading."""
BEFORE = "before_agreed"
"""What the reading without any agreement is called, beside the readings of coders."""
OBSERVATION = "observation"
"""The perspective of an observation, whoever was observed. study.yml does not list it."""
UNTOLD = "untold"
"""The perspective, in a released study, of whoever would be recognised by it. study.yml does not list it."""
SPAN = re.compile(r"(\d+)\.\.(\d+)")


def text_fingerprint(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def code_fingerprint(label: str, definition: str) -> str:
    """What a code meant when it was given: first 16 hexadecimal digits of the SHA-256 of label and definition."""
    return text_fingerprint(f"{label}\n{definition}")[:16]


def code_meanings(codebook: pd.DataFrame) -> dict[str, str]:
    """Code of CODEBOOK to the fingerprint of what it means there."""
    return {row.code: code_fingerprint(row.label_nl, row.definition) for row in codebook.itertuples()}


def unlisted_coder(where: str, coder: str, coders: Collection[str]) -> Problem:
    """The problem of codings by somebody whom study.yml does not name: nothing says whose reading comes first.

    Args:
        where: the place of the first of these codings.
        coder: who gave them.
        coders: ids of the coders that study.yml names.
    """
    first, hint = next(iter(coders), "ID"), did_you_mean(coder, coders)
    remedy = (
        f"Say who it is when you take the file over (`wijk import FILE --coder {first}`, or `--coder NAME={first}` for "
        "each of several), or add a line with this id to `coders` in study.yml"
    )
    found = f"coder {show_value(coder, words=3)} is not in study.yml"
    return Problem(where, found, f"one of {', '.join(coders)}" if coders else "", f"{hint} {remedy}".strip())


def split_codes(codes: object) -> list[str]:
    """The codes of a topic one by one.

    >>> split_codes("fikser; bemiddelaar  bruggenbouwer")
    ['fikser', 'bemiddelaar', 'bruggenbouwer']
    """
    return str(codes).replace(";", " ").split() if pd.notna(codes) else []


def no_guide() -> dict[str, pd.DataFrame]:
    """TOPICS and RAISED_TOPICS by name, of a study without a topic list."""
    return {table.name: table.empty() for table in (TOPICS, RAISED_TOPICS)}


def of_documents(table: pd.DataFrame, documents: Collection[str]) -> pd.DataFrame:
    """The rows that are about one of the documents; a table that is about none stays whole."""
    return table[table["document"].isin(list(documents))].reset_index(drop=True) if "document" in table else table


def given_spans(given: object) -> list[tuple[int, int]]:
    """Where a code stands since a talk, as DECISIONS writes it.

    >>> given_spans("53..95, 120..131")
    [(53, 95), (120, 131)]
    """
    return [] if pd.isna(given) else [(int(start), int(end)) for start, end in SPAN.findall(str(given))]


def write_spans(spans: Iterable[tuple[int, int]]) -> str | None:
    """The opposite of `given_spans`; nothing for no passage. Two points, since Excel makes a date of 5-12."""
    return ", ".join(f"{start}..{end}" for start, end in spans) or None


def overlapping(codings: pd.DataFrame, talked: pd.DataFrame) -> pd.Series:
    """Which codings have a part in a passage that was talked about, with the code that was talked about.

    Args:
        codings: any table with document, start, end and code.
        talked: DECISIONS, or any table with the same four.
    """
    spans = [*talked[["document", "code", "start", "end"]].itertuples(index=False, name=None)]
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for document, code, start, end in spans:
        places.setdefault((document, code), []).append((start, end))
    found = [
        any(start < until and end > since for since, until in places.get((document, code), ()))
        for document, code, start, end in codings[["document", "code", "start", "end"]].itertuples(
            index=False, name=None
        )
    ]
    return pd.Series(found, index=codings.index, dtype="bool")


class Transcripts(Mapping[str, str]):
    """The texts of a study by document; they are never shown by `repr`, `str`, a log or a traceback.

    >>> Transcripts({"D1": "vertrouwelijk"})
    Transcripts(1 document)
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep a copy of the texts."""
        self._texts = MappingProxyType(dict(texts))

    def __getitem__(self, document: str) -> str:
        """The whole text of a document, with LF line ends."""
        if document not in self._texts:
            problem = Problem(
                "transcripts", f"there is no text of document '{document}'", "a document with a transcript"
            )
            raise StudyError(problem)
        return self._texts[document]

    def __contains__(self, document: object) -> bool:
        """Is there a text of this document?"""
        return document in self._texts

    def __iter__(self) -> Iterator[str]:
        """The documents, in the order of reading."""
        return iter(self._texts)

    def __len__(self) -> int:
        """The number of texts."""
        return len(self._texts)

    def __repr__(self) -> str:
        """How many texts there are, never what they say."""
        return f"Transcripts({len(self)} document{'' if len(self) == 1 else 's'})"

    def lengths(self) -> pd.DataFrame:
        """DOCUMENT_LENGTHS: how long every text is, in Unicode code points."""
        rows = [(document, len(text)) for document, text in self._texts.items()]
        return DOCUMENT_LENGTHS.of(rows, "lengths of texts")

    def passage(self, document: str, start: int, end: int) -> str:
        """The characters of a document from start up to end, in Unicode code points."""
        return self[document][start:end]

    def passage_if_any(self, document: str, start: int, end: int) -> str | None:
        """The same; nothing where there is no text of the document."""
        return self.passage(document, start, end) if document in self else None


@dataclass(frozen=True, repr=False)
class StudyTables:
    """What both kinds of study hold: tables of `wijkresearch.tables`, and study.yml itself as `settings`."""

    study: str
    settings: Mapping[str, Any]
    municipalities: pd.DataFrame
    documents: pd.DataFrame
    codebook: pd.DataFrame
    data_structure: pd.DataFrame
    segments: pd.DataFrame
    turns: pd.DataFrame
    transcripts: Transcripts
    published: Mapping[str, pd.DataFrame]
    claims: Mapping[str, pd.DataFrame]
    guide: Mapping[str, pd.DataFrame] = field(default_factory=no_guide)
    assumptions: tuple[Assumption, ...] = ()
    decisions: pd.DataFrame = field(default_factory=DECISIONS.empty)
    codebook_history: pd.DataFrame = field(default_factory=CODEBOOK_HISTORY.empty)
    attributes: pd.DataFrame = field(default_factory=CASE_ATTRIBUTES.empty)
    summaries: pd.DataFrame = field(default_factory=SUMMARIES.empty)
    document_memos: pd.DataFrame = field(default_factory=DOCUMENT_MEMOS.empty)

    @property
    def settled(self) -> pd.DataFrame:
        """DECISIONS of agreed.csv, and one for each coding of `AGREED` that another program brought along."""
        brought = self.segments[self._is_brought]
        if brought.empty:
            return self.decisions
        given = [write_spans([span]) for span in zip(brought["start"], brought["end"], strict=True)]
        rows = brought.assign(decision="whole", given=given).rename(columns={"memo": "reason"})
        both = pd.concat([self.decisions, rows.reindex(columns=DECISIONS.column_names)], ignore_index=True)
        return DECISIONS.check(both, "decisions")

    @property
    def codings(self) -> pd.DataFrame:
        """SEGMENTS with what coders agreed on, as codings of `AGREED`."""
        if self.decisions.empty:
            return self.segments
        own = self.segments[(self.segments["coder"] != AGREED) | self._is_brought]
        agreed = [row for decision in self.decisions.to_dict("records") for row in self._agreed_codings(decision)]
        made = pd.DataFrame(agreed, columns=SEGMENTS.column_names).drop_duplicates(list(SEGMENTS.key))
        return SEGMENTS.check(pd.concat([own, SEGMENTS.check(made)], ignore_index=True), "codings")

    @property
    def _is_brought(self) -> pd.Series:
        """Which codings are agreed ones of another program, of which agreed.csv does not say something else."""
        return (self.segments["coder"] == AGREED) & ~overlapping(self.segments, self.decisions)

    def _agreed_codings(self, decision: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
        known = {name: decision[name] for name in ("document", "code", "text_sha256", "code_fingerprint")}
        made = {"coder": AGREED, "memo": decision["reason"], "origin": "coded"}
        for start, end in given_spans(decision["given"]):
            said = self.transcripts.passage_if_any(known["document"], start, end)
            quote = None if said is None else text_fingerprint(said)
            yield {**known, **made, "start": start, "end": end, "quote_sha256": quote}

    def __repr__(self) -> str:
        """What the study holds, in numbers."""
        counts = (
            f"{len(self.municipalities)} municipalities, {len(self.documents)} documents, {len(self.segments)} codings"
        )
        return f"{type(self).__name__}({self.study!r}: {counts})"

    def ids(self, setting: str) -> list[str]:
        """The ids of a list in study.yml (`roles`, `worlds`, `perspectives`, `questions`), in the order given."""
        return [str(entry["id"]) for entry in self.settings[setting]]

    def labels(self, setting: str, language: str = "nl") -> dict[str, str]:
        """Id to label (or text) of a list in study.yml, in Dutch by default and where there is no other."""
        names = [f"{name}_{of}" for of in (language, "nl") for name in ("label", "text")]
        return {
            str(entry["id"]): next(str(entry[name]) for name in names if name in entry)
            for entry in self.settings[setting]
        }

    def in_order(self, rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Rows about documents, numbered anew in the order of the register and then of these columns."""
        order = {document: place for place, document in enumerate(self.documents["document"])}
        return rows.sort_values(
            ["document", *columns],
            key=lambda column: column.map(order) if column.name == "document" else column,
            kind="stable",
            ignore_index=True,
        )

    @property
    def municipality_names(self) -> dict[str, str]:
        """Id to printed name of the cases, in the order of presentation."""
        return dict(zip(self.municipalities["municipality"], self.municipalities["name"], strict=True))

    @property
    def municipality_of(self) -> dict[str, str]:
        """Document to the id of its municipality."""
        return dict(zip(self.documents["document"], self.documents["municipality"], strict=True))

    @property
    def is_reconstruction(self) -> bool:
        """Is this material written to show the method, instead of collected?"""
        return bool(self.settings.get("origin") == "reconstruction")

    def choose(self, municipalities: str) -> Self:
        """The same study with only the cases that are named, separated by commas; the whole study when none is.

        Raises:
            StudyError: a municipality is not in the study.
        """
        chosen = [name.strip() for name in municipalities.split(",") if name.strip()]
        return self.only(chosen) if chosen else self

    def only(self, municipalities: list[str]) -> Self:
        """The same study with only these cases, their documents and their codings.

        Raises:
            StudyError: a municipality is not in the study.
        """
        known = list(self.municipalities["municipality"])
        unknown = [name for name in municipalities if name not in known]
        if unknown:
            listed = ", ".join(known)
            raise StudyError(
                Problem(
                    self.study,
                    f"municipality '{name}' is not in the study",
                    f"one of {listed}",
                    did_you_mean(name, known),
                )
                for name in unknown
            )
        documents = self.documents[self.documents["municipality"].isin(municipalities)]
        kept = set(documents["document"])
        return replace(
            self,
            municipalities=self.municipalities[self.municipalities["municipality"].isin(municipalities)].reset_index(
                drop=True
            ),
            attributes=self.attributes[self.attributes["municipality"].isin(municipalities)].reset_index(drop=True),
            summaries=self.summaries[self.summaries["municipality"].isin(municipalities)].reset_index(drop=True),
            documents=documents.reset_index(drop=True),
            segments=of_documents(self.segments, kept),
            decisions=of_documents(self.decisions, kept),
            document_memos=of_documents(self.document_memos, kept),
            turns=of_documents(self.turns, kept),
            guide={name: of_documents(table, kept) for name, table in self.guide.items()},
            transcripts=Transcripts(
                {document: self.transcripts[document] for document in self.transcripts if document in kept}
            ),
        )

    def __post_init__(self) -> None:
        """Hold every table to a frozen view of the mappings."""
        for entry in fields(self):
            value = getattr(self, entry.name)
            if isinstance(value, dict):
                object.__setattr__(self, entry.name, MappingProxyType(value))


class RawStudy(StudyTables):
    """One study folder, read and checked, before its release: nothing is computed on it or printed of it.

    It is what `wijk check`, `wijk import` and `wijk audit` report on to the owner of the files.
    """


@dataclass(frozen=True, repr=False)
class Study(StudyTables):
    """One study as its respondents agreed: only `release` makes one, and only one of these can be analysed."""

    unnamed: tuple[str, ...] = ()
    """Public ids of the cases that go by a pseudonym."""
    viewpoints: Mapping[str, str] = field(default_factory=dict)
    """Document to the perspective that it is of, told or not: of whom a claim is counted. Printed nowhere."""

    @property
    def named_municipalities(self) -> pd.DataFrame:
        """The cases that go by their own name."""
        hidden = self.municipalities["municipality"].isin(self.unnamed)
        return self.municipalities[~hidden].reset_index(drop=True)
