"""Everything that the report is made of, and how its numbers and words are written in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from wijkresearch.report.documents import ReadDocument
from wijkresearch.report.words import CARD, VERDICTS, WORDS
from wijkresearch.show.claims import list_rules, say_judged
from wijkresearch.show.connections import words_of
from wijkresearch.show.labels import LONGEST, Labels
from wijkresearch.show.reading import notice_of, shorten
from wijkresearch.study import UNTOLD
from wijkresearch.tables import CLAIM_CODES, CLAIM_PARTS, CLAIM_RESPONDENTS, CODEBOOK, SUMMARIES
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words.numbers import write_number, write_percent

FOLLOWS = ("all_of", "any_of", "most_of", "outcome", "condition")
"""Relations of a claim to what it follows from; the others are those of a recommendation."""
INSUFFICIENT = "insufficient"
PEOPLE = ("document", "municipality", "who", "perspective")
"""Columns of the respondents, in the order of the register."""
REGISTER = ("document", "municipality", "kind", "function")
"""Columns of the interviews and observations, in the order of coding."""
SHORT = 70
"""Characters of a conclusion that is written out elsewhere."""


@dataclass(frozen=True)
class Material:
    """Everything that the report is made of, finished.

    `tables` are the processed tables by the stem of their file, with CLAIM_FREEZES, CODED_PASSAGES, CODER_PAIRS,
    the rows of AGREEMENT that differ most, DISAGREEMENTS in the order of reading, PARTICULAR, OWN_CODES and THEME_CELLS
    as `freezes`, `coded_passages`, `coder_pairs`, `differing`, `most_disputed`, `particular`, `own_codes` and
    `theme_cells`; `figures` the pictures, as PNG and as SVG, by the stem of
    theirs; `passages` has the columns claim, segment, who, stance and words, and `role_passages` role, world,
    segment, who, outcome and words; `definitions` are those of the codes, where they are in the language of the
    report; `role_codes` are the codes that name a role in a world; `quotes` gives the words of other passages by
    their id, where those may be quoted; `people` are the respondents with their case, what is said of who they are,
    and their perspective where that may be told; `summaries`, `codebook` and `claim_codes` are SUMMARIES, CODEBOOK and
    CLAIM_CODES; `register` are the documents in the order of coding, with their functions as far as those may be told;
    `read_passages` are the ids of passages that stand in a list to be read; `documents` are the documents as they may
    be read, by their id; `notebooks` has the stem of every notebook that was executed, by its number; `results` is the
    folder of the results; `facts` are the lines on provenance.
    """

    settings: Mapping[str, Any]
    claims: pd.DataFrame
    municipalities: Mapping[str, str]
    roles: Mapping[str, str]
    worlds: Mapping[str, str]
    codes: Mapping[str, str]
    groups: Mapping[str, str]
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    figures: Mapping[str, tuple[bytes, bytes]] = field(repr=False)
    passages: pd.DataFrame = field(repr=False)
    role_passages: pd.DataFrame = field(repr=False)
    role_codes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    perspectives: Mapping[str, str] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict, repr=False)
    read_passages: tuple[str, ...] = ()
    documents: Mapping[str, ReadDocument] = field(default_factory=dict, repr=False)
    notebooks: Mapping[str, str] = field(default_factory=dict)
    results: str = ""
    people: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PEOPLE)), repr=False)
    summaries: pd.DataFrame = field(default_factory=SUMMARIES.empty, repr=False)
    claim_parts: pd.DataFrame = field(default_factory=CLAIM_PARTS.empty, repr=False)
    claim_codes: pd.DataFrame = field(default_factory=CLAIM_CODES.empty, repr=False)
    codebook: pd.DataFrame = field(default_factory=CODEBOOK.empty, repr=False)
    register: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REGISTER)), repr=False)
    language: str = "nl"

    def word(self, name: str) -> str:
        """A word of the report in its language."""
        return WORDS[self.language][name]

    @property
    def notice(self) -> str:
        """What is said above everything made from this material; empty where there is nothing to say."""
        return notice_of(self.settings, self.language)

    def short(self, claim: str) -> str:
        """A claim where it is written out elsewhere: as the study says it in short, or its text cut at a word."""
        return self._shorts[claim]

    @cached_property
    def _shorts(self) -> Mapping[str, str]:
        said = self.claims.set_index("claim").get(f"short_{self.language}", pd.Series(dtype="str"))
        cut = {claim: shorten(pd.Series({"": text}), SHORT)[""] for claim, text in self.texts.items()}
        return {**cut, **said.dropna().to_dict()}

    def group(self, name: str) -> str:
        """The name of an axial category or theme in the language of the report, or as the study has it."""
        return self.groups.get(name, name)

    def code(self, name: str) -> str:
        """What a code is called; its id where the codebook does not have it."""
        return self.codes.get(name, name)

    def case(self, name: str) -> str:
        """What a case is called; its id where this run leaves it out."""
        return self.municipalities.get(name, name)

    def verdict(self, name: str) -> str:
        """A verdict in words."""
        return VERDICTS[self.language][name]

    def verdict_on(self, claim: str) -> str:
        """The key of the verdict on a claim; too little data where there is none."""
        return str(self.overall["verdict"].get(claim, INSUFFICIENT))

    def judged_per_case(self, claim: str) -> tuple[str, ...]:
        """The verdict on a claim in every case, with its numbers; a dash where it has none."""
        rows = (self.judged.get((claim, case)) for case in self.municipalities)
        return tuple("–" if row is None else say_judged(row, self.language) for row in rows)

    def below(self, claim: str) -> frozenset[str]:
        """Everything that a claim follows from, through its parts as well."""
        parts = self.parts.get(claim, ())
        return frozenset(parts).union(*(self.below(part) for part in parts))

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Claim to what it follows from itself; what a recommendation rests on is no part of it."""
        rows = self.claim_parts[self.claim_parts["relation"].isin(FOLLOWS)]
        return {str(claim): tuple(parts) for claim, parts in rows.groupby("claim", sort=False)["part"]}

    def number(self, value: float, digits: int | None = 0) -> str:
        """A number as a reader of the language writes it; a dash for what is missing."""
        return write_number(value, digits, language=self.language)

    def share(self, value: float, digits: int | None = None) -> str:
        """A share from 0 to 1 as a percentage; whole ones without decimals."""
        return write_percent(value, digits, language=self.language)

    @cached_property
    def labels(self) -> Labels:
        """What sentences and pictures call the parts of the study."""
        judged = self.claims[self.claims["kind"] != "recommendation"]
        return Labels(
            municipalities=self.municipalities,
            roles=self.roles,
            worlds=self.worlds,
            perspectives=self.perspectives,
            coders=self.coders,
            codes=self.codes,
            role_codes={code: self.codes[code] for code in self.role_codes},
            claims=shorten(pd.Series({claim: self.texts[claim] for claim in judged["claim"]}, dtype="str"), LONGEST),
            language=self.language,
        )

    @cached_property
    def coders(self) -> Mapping[str, str]:
        """Id to label of the coders, in the order of study.yml."""
        return {str(entry["id"]): words_of(entry, "label", self.language) for entry in self.settings["coders"]}

    @cached_property
    def overall(self) -> pd.DataFrame:
        """VERDICTS over the cases that the claims were derived from, by claim."""
        return over_derivation(self.tables["05_verdicts"]).set_index("claim", drop=False)

    @cached_property
    def replication(self) -> pd.DataFrame:
        """REPLICATION by claim: in which cases each holds."""
        return self.tables["05_replication"].set_index("claim", drop=False)

    @cached_property
    def judged(self) -> Mapping[tuple[str, str], Any]:
        """Claim and case to the row of VERDICTS on that case."""
        verdicts = self.tables["05_verdicts"]
        rows = verdicts[verdicts["scope"] == "municipality"].itertuples()
        return {(row.claim, row.member): row for row in rows}

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], list[Any]]:
        """Claim and case to the rows of CLAIM_RESPONDENTS there, each with who it is as far as that may be told."""
        rows = self.tables.get("05_claim_respondents", CLAIM_RESPONDENTS.empty()).drop(columns="perspective")
        people = self.people.drop(columns="municipality")
        return _by(rows.merge(people, on="document", validate="many_to_one"), "claim", "municipality")

    def hides(self, claim: str, case: str) -> bool:
        """Does a verdict on a case count respondents who are not listed under it, as that would tell who they are?"""
        row = self.judged.get((claim, case))
        if UNTOLD not in self.perspectives or row is None or pd.isna(row.eligible):
            return False
        return bool(row.eligible > len(self.asked.get((claim, case), ())))

    def unlisted(self, claim: str) -> str:
        """A sentence where a claim counts respondents who are not listed under it; else nothing."""
        hidden = any(self.hides(claim, case) for case in self.municipalities)
        return CARD[self.language]["unlisted"] if hidden else ""

    @cached_property
    def composed(self) -> Mapping[tuple[str, str], list[Any]]:
        """Claim and member to the rows of COMPOSITION there."""
        return _by(self.tables["05_composition"], "claim", "member")

    @cached_property
    def spoken_of(self) -> frozenset[tuple[str, str]]:
        """Claim and case of every passage."""
        return frozenset(zip(self.passages["claim"], self.passages["municipality"], strict=True))

    @cached_property
    def rules(self) -> Mapping[str, tuple[str, str, str]]:
        """Claim to its rule, what would make it untrue, and the smallest change that gives it another verdict."""
        listed = list_rules(
            {"claims": self.claims, "claim_parts": self.claim_parts},
            self.overall,
            self.tables["05_tipping"],
            names={**self.municipalities, **self.roles, **self.worlds},
            language=self.language,
        )
        return {claim: (rule, untrue, tip) for claim, _, rule, untrue, tip in listed}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Claim to its kind."""
        return dict(zip(self.claims["claim"], self.claims["kind"], strict=True))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Claim to its text in the report's language."""
        return dict(zip(self.claims["claim"], self.claims[f"text_{self.language}"], strict=True))


def _by(rows: pd.DataFrame, *key: str) -> dict[tuple[str, str], list[Any]]:
    """The rows of every combination of two columns, in their order."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows.itertuples():
        first, second = (getattr(row, name) for name in key)
        found.setdefault((first, second), []).append(row)
    return found
