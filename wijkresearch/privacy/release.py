"""A study as it may be used and printed: without what may not be processed, with pseudonyms where names may not leave.

A run starts from the released study, so that no table, figure, file name or notebook ever holds a name that the gate
would have stopped. Every text and every id of the study goes through one disguise, so what was equal stays equal and
every join holds. Of a case without a name only what was found in it is released: its inhabitants, area or council seats
would reveal which municipality it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.privacy.consent import NEEDED, Gate
from wijkresearch.privacy.disclosure import copied_words, find_copied, quoted_whole
from wijkresearch.privacy.masking import Found
from wijkresearch.study import (
    UNTOLD,
    RawStudy,
    Study,
    Transcripts,
    code_meanings,
    of_documents,
    split_codes,
    text_fingerprint,
)
from wijkresearch.tables import DECISIONS, FRAME, MUNICIPALITIES
from wijkresearch.words import catalogue

CONSENT = catalogue("consent")
TOLD_OF_A_HIDDEN_CASE = ("municipality", "name", "phase", "official_title")
SIGNED = ("signed_on", "withdrawn_on")
CUT = "[…]"
"""Stands for a memo that is not released, as for words that are left out of a quotation."""
DOUBTFUL = "Doubtful whether a hidden municipality is named: words masked {masked}, words left {left}."
UNTOLD_PEOPLE = (
    "Documents of which function and perspective are not told, so that nobody is recognised by them: {documents}. "
    "They count in every number; a table or page of conclusions about one perspective does not list them."
)
FINGERPRINTS = ("fingerprint", "frozen_claim", "frozen_codebook", "frozen_on")


@dataclass(frozen=True)
class Disguise:
    """What every text and id of a study is called in its release; it changes nothing where all cases may be named.

    Attributes:
        gate: decides which names are replaced.
        ids: cases and codes to what they are called; two codes never come out alike.
    """

    gate: Gate
    ids: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, study: RawStudy) -> Disguise:
        """The disguise of a study, from its consents and its codebook."""
        gate = Gate.of(study)
        ids = {own: gate.public_id(own) for own in study.municipality_names}
        taken = set(study.codebook["code"])
        for code in study.codebook["code"]:
            masked = gate.mask_names(code)
            if masked != code:
                ids[code] = next(name for name in _numbered(masked) if name not in taken)
                taken.add(ids[code])
        return cls(gate, ids)

    @property
    def is_needed(self) -> bool:
        """Is there a case that may not be named?"""
        return bool(self.gate.secret_names)

    def text(self, text: str) -> str:
        """A text or an id as it is released; a list of cases separated by spaces is taken id by id."""
        if text in self.ids:
            return self.ids[text]
        words = text.split(" ")
        if all(word in self.ids for word in words):
            return " ".join(self.ids[word] for word in words)
        return self.gate.mask_names(text)

    def table(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table with every text and id in it as it is released."""
        if not self.is_needed:
            return table.copy()
        texts = [column for column in table if pd.api.types.is_string_dtype(table[column])]
        return table.assign(**{column: self._column(table[column]) for column in texts})

    def _column(self, texts: pd.Series) -> pd.Series:
        return texts.map(self.text, na_action="ignore").astype("str")

    def setting(self, value: Any) -> Any:
        """A setting with every text in it as it is released."""
        if isinstance(value, dict):
            return {key: self.setting(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.setting(inner) for inner in value]
        return self.text(value) if isinstance(value, str) else value

    def assumption(self, assumption: Assumption) -> Assumption:
        """What was taken for granted, as it is released."""
        about = {name: self.setting(value) for name, value in assumption.about.items()}
        return replace(assumption, about=about, where=self.text(assumption.where))


def release(study: RawStudy, *, for_reuse: bool = False) -> Study:
    """The study with only the documents that may be used, cases and codes under public ids, and functions as agreed.

    Args:
        study: a study as it was read, whole: a part of it does not know of the other cases what may be named.
        for_reuse: is the purpose another than the original study (item 8)?

    Raises:
        StudyError: the folder of the study is named after a case that may not be named, or what analysts wrote about
            codebook, cases and conclusions holds words of somebody who may not be quoted.
    """
    disguise = Disguise.of(study)
    gate = disguise.gate
    _refuse_copied(study, gate)
    if gate.mask_names(study.study) != study.study:
        found = "the folder of the study is named after a municipality that may not be named"
        expected = f"item {NEEDED['municipality']} of the consent form"
        raise StudyError(Problem("data/raw", found, expected, "Give the folder another name"))
    use = "reuse" if for_reuse else "process"
    kept = [document for document in study.documents["document"] if gate.may(use, document)]
    documents = study.documents[study.documents["document"].isin(kept)].reset_index(drop=True)
    viewpoints = dict(zip(documents["document"], documents["perspective"], strict=True))
    documents = _described(documents, gate)
    codebook = disguise.table(study.codebook)
    return Study(
        study=study.study,
        settings=disguise.setting(_released_settings(study.settings, documents)),
        municipalities=_released_cases(study.municipalities, disguise),
        attributes=disguise.table(study.attributes[study.attributes["municipality"].map(gate.may_name).astype("bool")]),
        documents=disguise.table(_without_days(documents)),
        codebook=codebook,
        data_structure=disguise.table(study.data_structure),
        segments=_released_segments(study.segments[study.segments["document"].isin(kept)], study, codebook, disguise),
        decisions=_released_decisions(study, kept, codebook, disguise),
        turns=of_documents(study.turns, kept),
        transcripts=Transcripts({name: study.transcripts[name] for name in study.transcripts if name in kept}),
        published={
            name: disguise.table(_without_hidden(table, name, study, gate)) for name, table in study.published.items()
        },
        claims=_released_claims(study.claims, disguise),
        guide=_released_guide(study.guide, kept, disguise),
        assumptions=(
            *map(disguise.assumption, study.assumptions),
            *_count_doubts(study, gate),
            *_count_untold(documents),
        ),
        codebook_history=disguise.table(study.codebook_history),
        summaries=disguise.table(_without_refused(study.summaries, kept)),
        document_memos=_released_memos(of_documents(study.document_memos, kept), study, disguise),
        unnamed=tuple(gate.public_id(own) for own in study.municipality_names if not gate.may_name(own)),
        viewpoints=viewpoints,
    )


def _described(documents: pd.DataFrame, gate: Gate) -> pd.DataFrame:
    """The register with function and perspective as far as they may be told."""
    told = [gate.describes(document) for document in documents["document"]]
    return documents.assign(
        function=[gate.function(document) for document in documents["document"]],
        perspective=documents["perspective"].where(told, UNTOLD),
    )


def _released_settings(settings: Mapping[str, Any], documents: pd.DataFrame) -> dict[str, Any]:
    """The settings of a study without what gives its cases away, and with a perspective for who has none to be told."""
    released = {name: value for name, value in settings.items() if name != "also_called"}
    if UNTOLD in set(documents["perspective"]):
        labels = {f"label_{language}": words[UNTOLD] for language, words in CONSENT.items()}
        released["perspectives"] = [*settings["perspectives"], {"id": UNTOLD, **labels}]
    return released


def _count_untold(documents: pd.DataFrame) -> Iterator[Assumption]:
    """How many documents are not described."""
    if untold := int((documents["perspective"] == UNTOLD).sum()):
        yield Assumption(UNTOLD_PEOPLE, {"documents": untold}, "documents.csv")


def _without_days(documents: pd.DataFrame) -> pd.DataFrame:
    """The register with the first of January for a day of signing, and no names of files: these say who spoke."""
    years = {name: documents[name].str[:4] + "-01-01" for name in SIGNED}
    return _without(documents, ["file"]).assign(**years)


def find_doubts(study: RawStudy) -> dict[str, list[Found]]:
    """Per transcript that is used, the words of which it is doubtful whether they name a case that may not be named."""
    gate = Gate.of(study)
    used = [name for name in study.transcripts if gate.may("process", name)]
    doubts = {name: gate.doubts(study.transcripts[name]) for name in used}
    return {name: found for name, found in doubts.items() if found}


def _count_doubts(study: RawStudy, gate: Gate) -> Iterator[Assumption]:
    """How many words of the study are doubtful, and what was done about them; the words are not repeated."""
    tables = {"codebook": study.codebook, "segments": study.segments, "summaries": study.summaries, **study.claims}
    own = {name: [doubt for text in _texts(table) for doubt in gate.doubts(text)] for name, table in tables.items()}
    for where, doubts in {**find_doubts(study), **own}.items():
        if doubts:
            masked = sum(doubt.masked for doubt in doubts)
            yield Assumption(DOUBTFUL, {"masked": masked, "left": len(doubts) - masked}, where)


def _texts(table: pd.DataFrame) -> list[str]:
    """Everything that a table says in words, each text once."""
    columns = [table[column] for column in table if pd.api.types.is_string_dtype(table[column])]
    return list(dict.fromkeys(text for column in columns for text in column.dropna()))


def _refuse_copied(study: RawStudy, gate: Gate) -> None:
    """Refuse words of somebody who may not be quoted wherever a study says something itself; none is repeated.

    A label or a function may be as short as a quotation of a few words: it is refused too when nobody else says it.
    """
    tables = {
        "codebook.csv": study.codebook,
        "codebook_history.csv": study.codebook_history,
        "data_structure.csv": study.data_structure,
        "summaries.csv": study.summaries,
        **{f"claims.yml, {name}": table for name, table in study.claims.items()},
    }
    written = {place: said for name, table in tables.items() for place, said in _cells(table, name)}
    written |= dict(_said_in(study.settings, "study.yml"))
    attributes = study.attributes[["municipality", "attribute", "value"]].itertuples(index=False, name=None)
    written |= {f"{case}/municipality.yml, {name}": str(value) for case, name, value in attributes}
    functions = study.documents[["document", "function"]].dropna().itertuples(index=False, name=None)
    short = {f"documents.csv, function of {document}": str(function) for document, function in functions}
    written |= short
    short |= {
        place: said for place, said in written.items() if place.endswith(("label_nl", "label_en", "axial_category"))
    }
    raise_if_any(
        [
            *copied_words(written, study.transcripts, gate, remedy="Say it in your own words"),
            *quoted_whole(short, study.transcripts, gate, remedy="Give it a name of your own words"),
        ]
    )


def _cells(table: pd.DataFrame, name: str) -> Iterator[tuple[str, str]]:
    """The texts in a table, by the row and column of its file."""
    for column in table.columns:
        for place, said in enumerate(table[column], 2):
            if isinstance(said, str):
                yield f"{name} row {place}, {column}", said


def _said_in(setting: object, where: str) -> Iterator[tuple[str, str]]:
    """The texts in a setting, by their keys."""
    if isinstance(setting, str):
        yield where, setting
    elif isinstance(setting, Mapping):
        for key, value in setting.items():
            yield from _said_in(value, f"{where}, {key}")
    elif isinstance(setting, list | tuple):
        for number, value in enumerate(setting, 1):
            yield from _said_in(value, f"{where} {number}")


def _without_refused(summaries: pd.DataFrame, kept: Collection[str]) -> pd.DataFrame:
    """The summaries of whole cases, and of documents that may be used."""
    used = summaries["document"].isna() | summaries["document"].isin(list(kept))
    return summaries[used].reset_index(drop=True)


def release_candidates(candidates: pd.DataFrame, released: Study) -> pd.DataFrame:
    """FRAME as it may be shown beside a released study; where a case has no name, only named cases keep theirs.

    The others are numbered in the order of their names: a list of all municipalities but one would name that one. A
    case without a name is one of them, and nothing that is computed from the frame depends on which.

    Args:
        candidates: FRAME.
        released: the released study.
    """
    if not released.unnamed:
        return candidates
    ordered = candidates.sort_values("municipality", kind="stable", ignore_index=True)
    numbers = [f"kandidaat {number:0{len(str(len(ordered)))}d}" for number in range(1, len(ordered) + 1)]
    named = ordered["municipality"].isin(released.named_municipalities["name"])
    called = ordered["municipality"].where(named, pd.Series(numbers, dtype="str"))
    return FRAME.check(ordered.assign(municipality=called, code=numbers), "released candidates")


def _numbered(name: str) -> Iterator[str]:
    """The name, and then with a number behind it."""
    yield name
    number = 1
    while True:
        number += 1
        yield f"{name}_{number}"


def _released_decisions(study: RawStudy, kept: list[str], codebook: pd.DataFrame, disguise: Disguise) -> pd.DataFrame:
    """What coders agreed on, under released codes; who talked stays behind."""
    decisions = study.decisions[study.decisions["document"].isin(kept)].rename(columns={"reason": "memo"})
    released = _released_segments(decisions, study, codebook, disguise).rename(columns={"memo": "reason"})
    return DECISIONS.check(released.assign(decided_by=None), "released decisions")


def _released_segments(
    segments: pd.DataFrame, study: RawStudy, codebook: pd.DataFrame, disguise: Disguise
) -> pd.DataFrame:
    """The codings under released codes; one made under a code's present definition is made under the released one.

    The words of passages stay in the transcripts, and what the file was called that brought a coding in the study.
    """
    called = _released_memos(segments, study, disguise).assign(code=segments["code"].map(disguise.text))
    present = segments["code_fingerprint"] == segments["code"].map(code_meanings(study.codebook))
    fingerprints = called["code_fingerprint"].mask(present, called["code"].map(code_meanings(codebook)))
    return _without(called.assign(code_fingerprint=fingerprints), ["quote", "source"]).reset_index(drop=True)


def _without(table: pd.DataFrame, columns: Collection[str]) -> pd.DataFrame:
    """The table with nothing in these columns, as far as it has them."""
    return table.assign(**{name: table[name].mask(table[name].notna()) for name in columns if name in table})


def _released_memos(noted: pd.DataFrame, study: RawStudy, disguise: Disguise) -> pd.DataFrame:
    """What coders noted, as it is released: of a memo with words of somebody who may not be quoted its kind alone."""
    memos = noted["memo"].dropna()
    copied = find_copied({str(row): memo for row, memo in memos.items()}, study.transcripts, disguise.gate)
    closed = set(copied.loc[copied["blocks"], "place"])
    said = {row: _cut(memo) if str(row) in closed else disguise.text(memo) for row, memo in memos.items()}
    return noted.assign(memo=pd.Series(said, index=noted.index, dtype="str"))


def _cut(memo: str) -> str:
    """Nothing of a memo but the one word before its colon, which says of what kind it is."""
    kind, colon, _ = memo.partition(":")
    return f"{kind}: {CUT}" if colon and len(kind.split()) == 1 else CUT


def _released_claims(claims: Mapping[str, pd.DataFrame], disguise: Disguise) -> dict[str, pd.DataFrame]:
    """The claims as they are released, with fingerprints of what is released.

    A fingerprint of the claim as typed would reveal the name to anyone who tries the names of all municipalities.
    """
    released = {name: disguise.table(table) for name, table in claims.items()}
    if disguise.is_needed and "claims" in released and "fingerprint" in released["claims"]:
        sealed = [_sealed(claim, released) for claim in released["claims"]["claim"]]
        released["claims"] = released["claims"].assign(fingerprint=sealed, frozen_claim=None, frozen_codebook=None)
    return released


def _released_guide(guide: Mapping[str, pd.DataFrame], kept: list[str], disguise: Disguise) -> dict[str, pd.DataFrame]:
    """The topic list and what was raised, as they are released; a topic names its codes one by one."""
    released = {name: disguise.table(of_documents(table, kept)) for name, table in guide.items()}
    codes = [" ".join(map(disguise.text, split_codes(codes))) or None for codes in guide["topics"]["codes"]]
    return {**released, "topics": released["topics"].assign(codes=pd.Series(codes, dtype="str"))}


def _sealed(claim: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """The first 16 digits of the SHA-256 of everything that the tables of the claims say of a claim."""
    said = {
        name: table[table["claim"] == claim].drop(columns=[*FINGERPRINTS], errors="ignore").to_json(orient="values")
        for name, table in tables.items()
    }
    return text_fingerprint(json.dumps(said, sort_keys=True))[:16]


def _without_hidden(table: pd.DataFrame, name: str, study: RawStudy, gate: Gate) -> pd.DataFrame:
    """Printed attributes of a case that may not be named would give it away: they are left out.

    So are those of a case that was not read with the study: nothing is known of its consent.
    """
    if name != "cases":
        return table
    named = [municipality for municipality in study.municipality_names if gate.may_name(municipality)]
    return table[table["municipality"].isin(named)].reset_index(drop=True)


def _released_cases(municipalities: pd.DataFrame, disguise: Disguise) -> pd.DataFrame:
    """The cases under their public names; of a hidden one nothing that a register of municipalities could be put to.

    So its officials keep their title only where it is that of several cases: few municipalities have the same one.
    """
    cases = municipalities.assign(name=municipalities["municipality"].map(disguise.gate.municipality))
    if not disguise.is_needed:
        return MUNICIPALITIES.check(cases, "released municipalities")
    hidden = ~cases["municipality"].map(disguise.gate.may_name).astype("bool")
    withheld = [column for column in cases if column not in TOLD_OF_A_HIDDEN_CASE]
    # A province is no municipality, also where it has the name of one.
    released = disguise.table(cases).assign(**{column: cases[column].mask(hidden) for column in withheld})
    withheld = cases["municipality"].isin(list(disguise.gate.withheld_titles))
    return released.assign(official_title=released["official_title"].mask(withheld))
