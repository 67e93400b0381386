"""claims.yml: the conclusions of a study as data, read strictly and taken apart into tables.

One entry of the list is one claim:

    - id: C07
      text: {nl: "…", en: "…"}
      answers: deelvraag-4              # a question or an expectation of study.yml
      kind: prevalence                  # prevalence, ranking, presence, structural or causal
      support: [rol_onduidelijk]        # codes; what is under them in the codebook counts along
      counter: [rol_duidelijk]          # required: what would speak against it
      hoop: [rol_beschreven]            # causal claims only: counter codes of which one respondent is enough
      eligible: {kind: interview, perspectives: […], municipalities: […], codes: […]}
      asked: {default: true}            # or {default: false, documents: [D1, D4]}: only those were asked
      rule: {min_respondents: 3, min_label: typical, min_source_types: 2}
      published: {statement: N22}       # or {ranking: R1}
      derived_from: [case]              # on every other case it is a test
      frozen: {claim: …, codebook: …, date: 2024-08-02}

A ranking has `ranking: {role, world, rank}` instead of codes. What follows from other claims has, instead of codes and
a rule, `composition: {all_of | any_of | most_of: [C01, …]}` or, for a recommendation, `rests_on: [C01, …]`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.settings import read_yaml
from wijkresearch.study import text_fingerprint
from wijkresearch.tables import CLAIM_TABLES, CLAIMS
from wijkresearch.tables.claims import LABELS

RELATIONS = ("all_of", "any_of", "most_of")
SECTIONS: dict[str, tuple[str, ...]] = {
    "text": ("nl", "en"),
    "eligible": ("kind", "perspectives", "municipalities", "codes"),
    "asked": ("default", "documents"),
    "rule": ("min_respondents", "min_label", "min_source_types"),
    "published": ("statement", "ranking"),
    "ranking": ("role", "world", "rank"),
    "composition": RELATIONS,
    "frozen": ("claim", "codebook", "date"),
}
LISTS = ("support", "counter", "hoop", "derived_from", "rests_on")
KEYS = ("id", "answers", "kind", *LISTS, *SECTIONS)
CAUSAL_WORDS = re.compile(
    r"\b(doordat|omdat|waardoor|daardoor|zodat|veroorzaak\w*|leid(?:t|en) tot|komt door|verklaart|"
    r"because|causes?|caused|leads? to|due to|so that|therefore|explains?)\b",
    re.IGNORECASE,
)
LIMITS = {"perspectives": "perspective", "municipalities": "municipality", "codes": "code"}

Entry = Mapping[str, Any]
ClaimTables = Mapping[str, pd.DataFrame]


def read_claims(path: Path, codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of `wijkresearch.tables.claims` by name.

    Args:
        path: the file claims.yml.
        codebook: CODEBOOK; every code that a claim names must be in it.

    Raises:
        StudyError: lists every problem of every claim.
    """
    entries = read_yaml(path, path.name)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "id" in entry for entry in entries):
        raise StudyError(Problem(path.name, "the file is not a list of claims with an id", "one `- id: …` a claim"))
    repeated = [claim for claim, times in Counter(str(entry["id"]) for entry in entries).items() if times > 1]
    raise_if_any(
        [
            *(Problem(path.name, f"claim '{claim}' occurs more than once", "every id once") for claim in repeated),
            *(problem for entry in entries for problem in _shape_problems(entry, _place(path, entry))),
        ]
    )
    raise_if_any(
        [
            *(problem for entry in entries for problem in _rule_problems(entry, _place(path, entry))),
            *(problem for entry in entries for problem in _code_problems(entry, _place(path, entry), codebook)),
            *_part_problems(entries, path),
        ]
    )
    sources = _sources(entries)
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in CLAIM_TABLES}
    for entry in entries:
        for name, found in _rows(entry, codebook, sources).items():
            rows[name] += [{"claim": str(entry["id"]), **row} for row in found]
    return {
        table.name: table.check(pd.DataFrame(rows[table.name], columns=table.column_names), f"{path.name} {table.name}")
        for table in CLAIM_TABLES
    }


def check_claims(claims: ClaimTables, known: Mapping[str, Collection[str]]) -> ClaimTables:
    """The claims as they were given, or a `StudyError` for everything that they name and the study has not got.

    Args:
        claims: the tables of the claims.
        known: the ids of the study's `questions` (expectations included), `perspectives`, `municipalities`,
            `documents`, printed `statements` and printed `rankings`.
    """
    eligible, listed = claims["claim_eligible"], claims["claims"]
    named = {
        "questions": listed[["claim", "answers"]],
        "perspectives": eligible.loc[eligible["property"] == "perspective", ["claim", "value"]],
        "municipalities": pd.concat(
            [
                claims["claim_sources"].rename(columns={"municipality": "value"}),
                eligible.loc[eligible["property"] == "municipality", ["claim", "value"]],
            ]
        ),
        "documents": claims["claim_asked"],
        "statements": listed[["claim", "statement"]].dropna(),
        "rankings": listed[["claim", "published_ranking"]].dropna(),
    }
    raise_if_any(
        [
            *(problem for kind, rows in named.items() for problem in _unknown_ids(kind, rows, known[kind])),
            *_wording_problems(listed),
        ]
    )
    return claims


def _unknown_ids(kind: str, rows: pd.DataFrame, known: Collection[str]) -> Iterator[Problem]:
    singular = "municipality" if kind == "municipalities" else kind.removesuffix("s")
    for claim, value in rows.itertuples(index=False, name=None):
        if value not in known:
            found = f"{singular} '{value}' is not in the study"
            yield Problem(f"claims.yml claim '{claim}'", found, remedy=did_you_mean(value, known))


def _wording_problems(claims: pd.DataFrame) -> Iterator[Problem]:
    """Words of cause in a claim that no rule of causation is put to."""
    for row in claims[claims["kind"] != "causal"].itertuples():
        words = CAUSAL_WORDS.search(row.text_nl) or CAUSAL_WORDS.search(row.text_en)
        if words:
            yield Problem(
                f"claims.yml claim '{row.claim}'",
                f"'{words[0]}' words a cause",
                "a claim of kind causal",
                "Say what is found without a cause, or make it a causal claim with a hoop",
            )


def claim_fingerprint(entry: Entry) -> str:
    """What a claim says and asks: the first 16 digits of the SHA-256 of its entry without `frozen`, keys in order."""
    content = {key: value for key, value in entry.items() if key != "frozen"}
    return text_fingerprint(json.dumps(content, sort_keys=True, ensure_ascii=False))[:16]


def _place(path: Path, entry: Entry) -> str:
    return f"{path.name} claim '{entry['id']}'"


def is_composite(entry: Entry) -> bool:
    """Does the claim follow from other claims?"""
    return "composition" in entry or "rests_on" in entry


def _shape_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """Keys that are not known, and values that are not the list or the mapping that they should be."""
    yield from _unknown_keys(entry, KEYS, place)
    for key in ("text", "answers", "kind"):
        if not entry.get(key):
            yield Problem(place, f"'{key}' is missing")
    for key in LISTS:
        if key in entry and not _is_list_of_ids(entry[key]):
            yield Problem(place, f"'{key}' is not a list of ids", "such as [one, two]")
    for key in SECTIONS.keys() & entry.keys():
        yield from _section_problems(entry[key], SECTIONS[key], place, key)


def _section_problems(section: object, known: tuple[str, ...], place: str, key: str) -> Iterator[Problem]:
    if not isinstance(section, dict):
        yield Problem(place, f"'{key}' is {section!r}", f"the keys {', '.join(known)}")
        return
    yield from _unknown_keys(section, known, f"{place}, {key}")
    for name in sorted(section.keys() & {*LIMITS, *RELATIONS, "documents"}):
        if not _is_list_of_ids(section[name]):
            yield Problem(f"{place}, {key}", f"'{name}' is not a list of ids", "such as [one, two]")


def _is_list_of_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _unknown_keys(found: Entry, known: tuple[str, ...], place: str) -> Iterator[Problem]:
    for key in found:
        if key not in known:
            yield Problem(place, f"'{key}' is not known", f"one of {', '.join(known)}", did_you_mean(str(key), known))


def _rule_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """What a claim of its sort must have, and may not have."""
    sort, needed, barred = "a claim", {"support", "counter", "rule", "eligible", "derived_from"}, {"ranking"}
    if is_composite(entry):
        sort, needed = "a claim that follows from others", set()
        barred = {"support", "counter", "hoop", "rule", "eligible", "asked", "ranking"}
    elif entry["kind"] == "ranking":
        sort, needed = "a ranking", {"ranking", "rule", "eligible", "derived_from"}
        barred = {"support", "counter", "hoop"}
    yield from (
        Problem(place, f"'{key}' is missing or empty", f"{sort} needs it") for key in KEYS if _lacks(key, needed, entry)
    )
    yield from (Problem(place, f"'{key}' is given", f"{sort} has none") for key in KEYS if key in barred & set(entry))
    yield from _detail_problems(entry, place)


def _lacks(key: str, needed: set[str], entry: Entry) -> bool:
    return key in needed and not entry.get(key)


def _detail_problems(entry: Entry, place: str) -> Iterator[Problem]:
    if "composition" in entry and (len(entry["composition"]) != 1 or "rests_on" in entry):
        yield Problem(place, "the parts are taken together in more than one way", f"one of {', '.join(RELATIONS)}")
    if "rule" in entry:
        yield from _threshold_problems(entry["rule"], f"{place}, rule")
    if entry.get("eligible", {}).get("kind", "interview") != "interview":
        yield Problem(f"{place}, eligible", "kind is not interview", remedy="Observations corroborate but do not count")
    if entry.get("hoop") and entry["kind"] != "causal":
        yield Problem(place, "'hoop' is given", "only a causal claim has a test that it must pass")
    asked = entry.get("asked", {})
    if bool(asked.get("default", True)) == ("documents" in asked):
        yield Problem(
            f"{place}, asked", "default and documents do not fit", "{default: true} or {default: false, documents: […]}"
        )
    if entry["kind"] == "ranking" and not {"role", "rank"} <= set(entry.get("ranking", {"role": 1, "rank": 1})):
        yield Problem(f"{place}, ranking", "the role or the rank is missing", "{role: …, rank: most or least}")


def _threshold_problems(rule: Entry, place: str) -> Iterator[Problem]:
    for name in ("min_respondents", "min_source_types"):
        if not isinstance(rule.get(name), int) or rule[name] < 1:
            yield Problem(place, f"{name} is {rule.get(name)!r}", "a whole number from 1")
    label = rule.get("min_label")
    if label not in LABELS:
        found = "min_label is missing" if label is None else f"min_label is {label!r}"
        yield Problem(place, found, f"one of {', '.join(LABELS)}", did_you_mean(str(label), LABELS))


def _code_problems(entry: Entry, place: str, codebook: pd.DataFrame) -> Iterator[Problem]:
    known = list(codebook["code"])
    named = {key: entry.get(key, []) for key in ("support", "counter", "hoop")}
    for key, codes in {**named, "eligible": entry.get("eligible", {}).get("codes", [])}.items():
        for code in codes:
            if code not in known:
                yield Problem(
                    f"{place}, {key}", f"code '{code}' is not in the codebook", remedy=did_you_mean(code, known)
                )
    for code in sorted(set(named["support"]) & set(named["counter"])):
        yield Problem(place, f"code '{code}' both supports and counters it", "one stance per code")
    for code in sorted(set(named["hoop"]) - set(named["counter"])):
        yield Problem(f"{place}, hoop", f"code '{code}' is not among the counter codes", "a counter code")
    yield from _ranking_problems(entry.get("ranking", {}), f"{place}, ranking", codebook)


def _ranking_problems(ranking: Entry, place: str, codebook: pd.DataFrame) -> Iterator[Problem]:
    """A world without codes, and a role without a code in the world (or in any) that it is ranked in."""
    coded = codebook.dropna(subset=["role", "world"])
    role, world = ranking.get("role"), ranking.get("world")
    if world is not None:
        worlds = sorted(coded["world"].unique())
        if world not in worlds:
            expected = f"one of {', '.join(worlds)}"
            yield Problem(place, f"world '{world}' has no code", expected, did_you_mean(str(world), worlds))
            return
        coded = coded[coded["world"] == world]
    roles = sorted(coded["role"].unique())
    if role is not None and role not in roles:
        found = (
            f"role '{role}' has no code with a world" if world is None else f"role '{role}' has no code in '{world}'"
        )
        yield Problem(place, found, f"one of {', '.join(roles)}", did_you_mean(str(role), roles))


def _part_problems(entries: list[Entry], path: Path) -> Iterator[Problem]:
    known = [str(entry["id"]) for entry in entries]
    for entry in entries:
        for part in _parts(entry):
            if part not in known:
                yield Problem(
                    _place(path, entry), f"it rests on '{part}', which is no claim", remedy=did_you_mean(part, known)
                )
        if is_composite(entry) and not _parts(entry):
            yield Problem(_place(path, entry), "it rests on nothing", "at least one claim")
    try:
        TopologicalSorter({str(entry["id"]): _parts(entry) for entry in entries}).prepare()
    except CycleError as error:
        yield Problem(path.name, f"claims rest on each other in a circle: {' ← '.join(error.args[1])}")


def _parts(entry: Entry) -> list[str]:
    composition = entry.get("composition", {})
    return [*entry.get("rests_on", []), *(part for relation in RELATIONS for part in composition.get(relation, []))]


def _sources(entries: list[Entry]) -> dict[str, list[str]]:
    """The cases that each claim was derived from; for a composite that does not say, those of its parts."""
    by_id = {str(entry["id"]): entry for entry in entries}
    sources: dict[str, list[str]] = {}
    for claim in TopologicalSorter({claim: _parts(entry) for claim, entry in by_id.items()}).static_order():
        inherited = [case for part in _parts(by_id[claim]) for case in sources[part]]
        sources[claim] = list(dict.fromkeys(by_id[claim].get("derived_from") or inherited))
    return sources


def _rows(entry: Entry, codebook: pd.DataFrame, sources: Mapping[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table for one claim, without the claim's id."""
    eligible, asked = entry.get("eligible", {}), entry.get("asked", {})
    relation = "rests_on" if "rests_on" in entry else next(iter(entry.get("composition", {})), None)
    return {
        CLAIMS.name: [_claim_row(entry)],
        "claim_codes": _codes_of_ranking(entry["ranking"], codebook) if "ranking" in entry else _codes(entry),
        "claim_eligible": [
            {"property": name, "value": value} for key, name in LIMITS.items() for value in eligible.get(key, [])
        ],
        "claim_asked": [{"document": document} for document in asked.get("documents", [])],
        "claim_parts": [{"part": part, "relation": relation} for part in _parts(entry)],
        "claim_sources": [{"municipality": case} for case in sources[str(entry["id"])]],
    }


def _claim_row(entry: Entry) -> dict[str, Any]:
    rule, published, ranking = entry.get("rule", {}), entry.get("published", {}), entry.get("ranking", {})
    frozen = entry.get("frozen", {})
    return {
        "text_nl": entry["text"].get("nl"),
        "text_en": entry["text"].get("en"),
        "answers": entry["answers"],
        "kind": entry["kind"],
        "composite": is_composite(entry),
        **{name: rule.get(name) for name in SECTIONS["rule"]},
        "asked_by_default": bool(entry.get("asked", {}).get("default", True)),
        "statement": published.get("statement"),
        "published_ranking": published.get("ranking"),
        "ranked_role": ranking.get("role"),
        "ranked_world": ranking.get("world"),
        "rank": ranking.get("rank"),
        "fingerprint": claim_fingerprint(entry),
        "frozen_claim": frozen.get("claim"),
        "frozen_codebook": frozen.get("codebook"),
        "frozen_on": frozen.get("date"),
    }


def _codes(entry: Entry) -> list[dict[str, Any]]:
    hoop = entry.get("hoop", [])
    return [
        {"code": code, "stance": stance, "hoop": code in hoop}
        for stance in ("support", "counter")
        for code in dict.fromkeys(entry.get(stance, []))
    ]


def _codes_of_ranking(ranking: Entry, codebook: pd.DataFrame) -> list[dict[str, Any]]:
    """Every role coding speaks for or against a ranking: those of the role, and those of the other roles."""
    coded = codebook[codebook["role"].notna() & codebook["world"].notna()]
    if "world" in ranking:
        coded = coded[coded["world"] == ranking["world"]]
    own, others = ("support", "counter") if ranking["rank"] == "most" else ("counter", "support")
    return [
        {"code": code, "stance": own if role == ranking["role"] else others, "hoop": False}
        for code, role in zip(coded["code"], coded["role"], strict=True)
    ]
