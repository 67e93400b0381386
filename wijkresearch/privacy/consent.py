"""The one gate through which every quote, function and municipality's name passes, by the items of the consent form.

The nine items are those of annex I of the thesis: 1 informed, 2 voluntary, 3 processing, 4 recording and writing out,
5 quotes, 6 own name, function or pseudonym beside a quote, 7 own name or pseudonym of the municipality, 8 keeping for
later research, 9 observation. What is not filled in counts as no. Who withdrew is not quoted or named any more; what
they gave before stays in the counts, as the information sheet says. A municipality is named only when every document of
the case allows it: the strictest of the case wins, because the others would give it away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.privacy.masking import Found, Names, replace_names, replace_places, slug
from wijkresearch.privacy.municipality_names import spellings
from wijkresearch.privacy.pseudonyms import name_municipalities, name_respondents
from wijkresearch.study import RawStudy
from wijkresearch.tables import CONSENTS
from wijkresearch.words import text

SMALLEST_GROUP = 3
"""Fewer respondents than this who share a description can be recognised by it."""

OBSERVATION = text("consent", "observation")
NEEDED = {
    "process": "1, 2, 3 and, as it applies, 4 (an interview written out) or 9 (an observation)",
    "quote": "5",
    "function": "6",
    "municipality": "7",
    "reuse": "8",
}


def list_consents(documents: pd.DataFrame) -> pd.DataFrame:
    """CONSENTS: for every document what may be done with it, and which items of the form say no.

    Nothing may be done with a document that may not be processed.

    Args:
        documents: DOCUMENTS.
    """
    rows = []
    for document in documents.to_dict("records"):
        refused = _refused_items(document)
        for use, items in refused.items():
            against = sorted({*refused["process"], *items})
            rows.append((document["document"], use, not against, ", ".join(map(str, against)) or None))
    return CONSENTS.of(rows, "consents")


def _refused_items(document: Mapping[str, object]) -> dict[str, list[int]]:
    """Per use, the items that say no; withdrawing (item 2) closes quotes, names and reuse."""

    def no(column: str, *allowed: object) -> bool:
        return document[column] not in (allowed or (True,))

    written_out = document["kind"] == "interview" and not pd.isna(document["file"])
    withdrawn = not pd.isna(document["withdrawn_on"])
    late = withdrawn and (pd.isna(document["signed_on"]) or str(document["signed_on"]) > str(document["withdrawn_on"]))
    checks = {
        1: no("consent_informed"),
        2: no("consent_voluntary") or late,
        3: no("consent_processing"),
        4: written_out and no("consent_recording"),
        9: document["kind"] == "observation" and no("consent_observation"),
    }
    stopped = [2] if withdrawn else []
    return {
        "process": [item for item, refused in checks.items() if refused],
        "quote": stopped + [5] * no("consent_quotes"),
        "function": stopped + [6] * no("consent_name", "own", "function"),
        "municipality": stopped + [7] * no("consent_municipality", "own"),
        "reuse": stopped + [8] * no("consent_reuse"),
    }


def list_described(documents: pd.DataFrame, agreed: Collection[str]) -> frozenset[str]:
    """The documents of which function and perspective may be told beside the municipality.

    Whoever did not agree to it is described only as one of at least `SMALLEST_GROUP` of that perspective in the
    municipality. Of whom nothing is told there must be as many, or none: one respondent without a description among
    four with one has a description after all. So more are left out where needed, from the smallest groups first.

    Source: Sweeney (2002), k-anonymity, doi 10.1142/S0218488502001648; complementary suppression as in Hundepool et
    al. (2012) Statistical Disclosure Control, chapter 4.

    Args:
        documents: DOCUMENTS.
        agreed: the documents whose function may be told.
    """
    register = documents.set_index("document")
    interviews = register[register["kind"] == "interview"]
    told = {name for _, case in interviews.groupby("municipality") for name in _told_in(case["perspective"], agreed)}
    of_group = register.groupby(["municipality", "perspective"]).groups.values()
    shared = {name for group in of_group if len(told.intersection(group)) >= SMALLEST_GROUP for name in group}
    observed = (shared | set(agreed)) & set(register.index.difference(interviews.index))
    return frozenset(told | observed)


def _told_in(perspectives: pd.Series, agreed: Collection[str]) -> list[str]:
    """The interviews of one municipality that can be described, from the perspective of each."""
    told = list(perspectives.index)
    while told:
        shared = perspectives[told].map(perspectives[told].value_counts())
        small = [name for name in told if name not in agreed and shared[name] < SMALLEST_GROUP]
        if not small and not 0 < len(perspectives) - len(told) < SMALLEST_GROUP:
            break
        left_out = small or [shared.iloc[::-1].idxmin()]
        told = [name for name in told if name not in left_out]
    return told


def _withheld_titles(municipalities: pd.DataFrame, named: Collection[str]) -> dict[str, str]:
    """Case without a name to the title of its officials, where too few cases have the same one to tell it."""
    title = municipalities["official_title"]
    shared = title.groupby(title).transform("size") >= SMALLEST_GROUP
    withheld = municipalities[title.notna() & ~shared & ~municipalities["municipality"].isin(list(named))]
    return dict(zip(withheld["municipality"], withheld["official_title"], strict=True))


def _also_called(settings: Mapping[str, Any]) -> dict[str, list[str]]:
    """What gives each municipality away besides its name, as the study lists it."""
    listed = settings.get("also_called", {})
    return {own: [word.strip() for word in words.split(",") if word.strip()] for own, words in listed.items()}


@dataclass(frozen=True)
class Gate:
    """What may leave a study. Everything that is printed about a respondent or a case goes through one of its methods.

    It is made from the study as it was read, and also understands the public ids of a released study. Nothing here ever
    puts the text of a passage in an error or in its own `repr`.
    """

    _documents: pd.DataFrame = field(repr=False)
    _names: Mapping[str, str] = field(repr=False)
    _perspectives: Mapping[str, str] = field(repr=False)
    _allowed: frozenset[tuple[str, str]] = field(repr=False)
    _described: frozenset[str] = field(repr=False)
    _named: frozenset[str] = field(repr=False)
    _also_called: Mapping[str, Collection[str]] = field(repr=False)
    withheld_titles: Mapping[str, str] = field(repr=False)
    """Case to the title of its officials, where that would give away which municipality it is."""
    _language: str = "nl"

    @classmethod
    def of(cls, study: RawStudy, *, language: str = "nl") -> Gate:
        """The gate of a study, from the consent in its register of documents.

        Args:
            study: the study as it was read.
            language: `nl` or `en`: in which a perspective and an observation are named.
        """
        consents = list_consents(study.documents)
        allowed = consents.loc[consents["allowed"], ["document", "use"]].itertuples(index=False, name=None)
        agreed, used = (
            consents.loc[consents["allowed"] & (consents["use"] == use), "document"] for use in ("function", "process")
        )
        naming = consents[consents["use"] == "municipality"].merge(study.documents[["document", "municipality"]])
        named = naming.groupby("municipality")["allowed"].all()
        return cls(
            study.documents.set_index("document"),
            study.municipality_names,
            study.labels("perspectives", language),
            frozenset(allowed),
            list_described(study.documents[study.documents["document"].isin(used)], set(agreed)),
            frozenset(named.index[named]),
            _also_called(study.settings),
            _withheld_titles(study.municipalities, named.index[named]),
            language,
        )

    def may(self, use: str, document: str) -> bool:
        """May this be done with the document (`process`, `quote`, `function`, `municipality`, `reuse`)?"""
        return (document, use) in self._allowed

    def quote(self, document: str, text: str) -> str:
        """The text, when the respondent may be quoted; pseudonyms in brackets for what may not be named.

        Raises:
            StudyError: it may not leave the study; the text is not repeated.
        """
        return replace_places(text, self.quoted(document, text))

    def quoted(self, document: str, text: str) -> list[tuple[int, int, str]]:
        """Where the text of who may be quoted names what may not be named: start, end, and the pseudonym in brackets.

        Raises:
            StudyError: it may not leave the study; the text is not repeated.
        """
        if not self.may("quote", document):
            found = "the respondent has not agreed to be quoted"
            raise StudyError(
                Problem(
                    document, found, f"item {NEEDED['quote']} of the consent form", "Show the count and the id only"
                )
            )
        found_names = sorted(
            (start, -end, self._pseudonyms[own])
            for own, names in self._finding.items()
            for start, end in names.masked(text)
        )
        apart: list[tuple[int, int, str]] = []
        for start, end, pseudonym in found_names:
            if apart and start < apart[-1][1]:
                apart[-1] = (apart[-1][0], max(apart[-1][1], -end), apart[-1][2])
            else:
                apart.append((start, -end, f"[{pseudonym}]"))
        return apart

    def function(self, document: str) -> str:
        """The function as registered; without consent the perspective, and where that is a small group `respondent`.

        A function with a title that would give its case away is no more told than that title.
        """
        perspective, row = self.perspective(document), self._row(document)
        if row["kind"] == "interview" and not perspective:
            return "respondent"
        function, title = str(row["function"]), self.withheld_titles.get(row["municipality"])
        if self.may("function", document) and (title is None or title.casefold() not in function.casefold()):
            return self.mask_names(function)
        return self._perspectives[perspective] if perspective else "respondent"

    def perspective(self, document: str) -> str:
        """The id of the perspective of a respondent, where it may be told (`list_described`); else empty."""
        row = self._row(document)
        return str(row["perspective"]) if row["kind"] == "interview" and self.describes(document) else ""

    def describes(self, document: str) -> bool:
        """May function and perspective be told beside the municipality?"""
        return document in self._described

    def respondent(self, document: str) -> str:
        """Who is named beside a passage: `Function, Municipality (D10)`, each as far as it may be published.

        Observation notes are no respondent: who was present is not named beside a passage.
        """
        row = self._row(document)
        function = self.function(document) if row["kind"] == "interview" else OBSERVATION[self._language]
        if function == "respondent":
            function = self._numbered.get(document, OBSERVATION[self._language].lower())
        return f"{function}, {self.municipality(row['municipality'])} ({document})"

    def may_name(self, municipality: str) -> bool:
        """Does every document of the case allow that the municipality is named?"""
        return self._own_id(municipality) in self._named

    def municipality(self, municipality: str) -> str:
        """The printed name of a case, or its pseudonym."""
        own = self._own_id(municipality)
        return self._names[own] if own in self._named else self._pseudonyms[own]

    def public_id(self, municipality: str) -> str:
        """The id of a case for tables, file names and figures: its own, or one made from its pseudonym."""
        own = self._own_id(municipality)
        return own if own in self._named else slug(self._pseudonyms[own])

    @property
    def secret_names(self) -> tuple[str, ...]:
        """Names, ids and longer parts of names of the cases that may not be named: what must be found nowhere."""
        hidden = [(own, name) for own, name in self._names.items() if own not in self._named]
        return tuple(sorted({spelling for own, name in hidden for spelling in spellings(own, name)}))

    def check_names(self, place: str, text: str) -> str:
        """The text, when it names no municipality that may not be named.

        Raises:
            StudyError: it does; the name and the text are not repeated.
        """
        if any(names.masked(text) for names in self._finding.values()):
            found = "the text names a municipality that may not be named"
            remedy = "Replace the name by its pseudonym in brackets"
            raise StudyError(Problem(place, found, f"item {NEEDED['municipality']} of the consent form", remedy))
        return text

    def mask_names(self, text: str) -> str:
        """The study's own text (a claim, a definition, an id) with pseudonyms for what may not be named."""
        for own, names in self._finding.items():
            text = replace_names(text, names, self._pseudonyms[own])
        return text

    def doubts(self, text: str) -> list[Found]:
        """Words of a text, masked or left, of which it is doubtful whether they name what may not be named."""
        return [found for names in self._finding.values() for found in names.find(text) if found.doubtful]

    @cached_property
    def _finding(self) -> dict[str, Names]:
        """For every case that may not be named, what finds its name."""
        hidden = {own: name for own, name in self._names.items() if own not in self._named}
        return {own: Names.of(own, name, self._also_called.get(own, ())) for own, name in hidden.items()}

    @cached_property
    def _numbered(self) -> dict[str, str]:
        """Document to what its respondent is called who is not described."""
        return name_respondents(self._documents.reset_index())

    @cached_property
    def _pseudonyms(self) -> dict[str, str]:
        return name_municipalities(list(self._names))

    def _own_id(self, municipality: str) -> str:
        """The id of a case as the study has it, from that id or from its public one."""
        public = {slug(pseudonym): name for name, pseudonym in self._pseudonyms.items()}
        own = municipality if municipality in self._names else public.get(municipality, "")
        if own not in self._names:
            found = f"municipality '{municipality}' is not in the study"
            raise StudyError(Problem("municipality", found, remedy=did_you_mean(municipality, self._names)))
        return own

    def _row(self, document: str) -> pd.Series:
        if document not in self._documents.index:
            raise StudyError(Problem(document, "the document is not in the register", "a document with its consent"))
        return self._documents.loc[document]
