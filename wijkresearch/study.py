"""A study: its cases, documents, codes, groupings, codings, claims and published figures. Frozen.

There are two types, so that a type checker distinguishes them. `RawStudy` is what was read: it holds names and
documents that may not be used. `Study` is what `privacy.release.release` makes of it by the consent of the respondents:
only that is analysed, exported or printed.

Everything in either is a table of `wijkresearch.tables` except the texts of the interviews, which stay behind
`Transcripts`: an object that never prints what it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Self

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, did_you_mean, show_value
from wijkresearch.tables import DOCUMENT_LENGTHS


def text_fingerprint(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def code_fingerprint(label: str, definition: str) -> str:
    """What a code meant when it was given: first 16 hexadecimal digits of the SHA-256 of label and definition."""
    return text_fingerprint(f"{label}\n{definition}")[:16]


def unlisted_coder(where: str, coder: str, coders: Collection[str]) -> Problem:
    """The problem of codings by somebody whom study.yml does not name: nothing says whose reading comes first.

    Args:
        where: the place of the first of these codings.
        coder: who gave them.
        coders: ids of the coders that study.yml names.
    """
    first, hint = next(iter(coders), "ID"), did_you_mean(coder, coders)
    remedy = (
        f"Say who it is when you take the file over (`wijk import FILE --coder NAME={first}`), or add a line with this "
        "id to `coders` in study.yml"
    )
    found = f"coder {show_value(coder, words=3)} is not in study.yml"
    return Problem(where, found, f"one of {', '.join(coders)}" if coders else "", f"{hint} {remedy}".strip())


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
    assumptions: tuple[Assumption, ...] = ()

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

    @property
    def municipality_names(self) -> dict[str, str]:
        """Id to printed name of the cases, in the order of presentation."""
        return dict(zip(self.municipalities["municipality"], self.municipalities["name"], strict=True))

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
            documents=documents.reset_index(drop=True),
            segments=self.segments[self.segments["document"].isin(kept)].reset_index(drop=True),
            turns=self.turns[self.turns["document"].isin(kept)].reset_index(drop=True),
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

    @property
    def named_municipalities(self) -> pd.DataFrame:
        """The cases that go by their own name."""
        hidden = self.municipalities["municipality"].isin(self.unnamed)
        return self.municipalities[~hidden].reset_index(drop=True)
