"""claims.yml: the conclusions of a study as data, read strictly and taken apart into tables.

One entry of the list is one claim. What every claim has:

    - id: C07
      text: {nl: "…", en: "…"}
      short: {nl: "…", en: "…"}         # at most 90 characters, where there is no room for the sentence
      answers: deelvraag-4              # a question or an expectation of study.yml
      kind: prevalence                  # which rule judges the sentence; docs/claims.md explains each
      falsified_by: {nl: "…", en: "…"}  # what finding would make the sentence untrue
      published: {statement: N22}       # or {ranking: R1}
      derived_from: [case]              # on every other case it is a test
      expects: {case: contradicted}     # what was predicted of a test case, before it was looked at
      frozen: {claim: …, codebook: …, date: 2024-08-02}

What a kind adds:

    prevalence, absence   support, counter, rule {min_respondents, min_label}, same_passage [codes]
    existence             support, counter (or roles: [ids]), rule {at_least}
    contrast              support, counter, contrast {by, more, less}, rule {min_respondents}
    ranking               ranking {role, world, rank, measure}, rule {min_respondents}
    connection            connection {role, world, direction, judgement, only}, rule {min_passages}
    covariation           covariation {outcome, conditions, min_cases}
    composite             composition {all_of | any_of | most_of}, says {part: {nl, en}}, checked {by, date}
    recommendation        rests_on, after, against, audience {nl, en}

The first six are judged on passages and take besides: eligible {kind, perspectives, municipalities, codes} and asked
{default: false, documents: […]} where not everybody was asked. What is under a code in the codebook counts along.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import LONGEST_NAME, Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.io.settings import read_yaml
from wijkresearch.study import text_fingerprint
from wijkresearch.tables import CLAIM_TABLES, CLAIMS
from wijkresearch.tables.claims import ENDINGS, KINDS, LABELS, MEASURES, SOURCES, ClaimTables

LANGUAGES = ("nl", "en")
RELATIONS = ("all_of", "any_of", "most_of")
GROUPS = {"perspectives": "perspective", "municipalities": "municipality"}
LIMITS = {**GROUPS, "codes": "code"}
SECTIONS: dict[str, tuple[str, ...]] = {
    "text": LANGUAGES,
    "short": LANGUAGES,
    "falsified_by": LANGUAGES,
    "audience": LANGUAGES,
    "eligible": ("kind", *LIMITS),
    "asked": ("default", "documents"),
    "rule": ("min_respondents", "min_label", "at_least", "min_passages"),
    "published": ("statement", "ranking"),
    "ranking": ("role", "world", "rank", "measure"),
    "connection": ("role", "world", "direction", "judgement", "only"),
    "contrast": ("by", "more", "less"),
    "covariation": ("outcome", "conditions", "min_cases"),
    "composition": RELATIONS,
    "checked": ("by", "date"),
    "frozen": ("claim", "codebook", "date"),
}
LISTS = ("support", "counter", "same_passage", "roles", "derived_from", "rests_on", "after", "against")
MAPPINGS = ("says", "expects")
COMMON = ("id", "text", "short", "answers", "kind", "falsified_by", "published", "derived_from", "expects", "frozen")
KEYS = tuple(dict.fromkeys((*COMMON, *LISTS, *MAPPINGS, *SECTIONS)))
COMPOSITES = ("covariation", "composite", "recommendation")
LONGEST_SHORT = 90
CHOICES = {"min_label": LABELS, "rank": ("most", "least"), "measure": MEASURES, "judgement": ENDINGS, "kind": SOURCES}
"""What a word in a section may be."""
FORMER_KINDS = {
    "presence": "existence",
    "structural": "prevalence or composite",
    "causal": "covariation",
}
FORMER_KEYS = {
    "min_source_types": "Leave it out: from how many perspectives something is heard is shown, and changed no verdict",
    "hoop": "Make it a claim of kind absence: there one respondent against it is enough",
}


@dataclass(frozen=True)
class Shape:
    """What a claim of one kind must have besides what all have, what it may have, and what its rule must say."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()


JUDGED = ("eligible", "asked")
SHAPES = {
    "prevalence": Shape(
        ("support", "counter", "rule", "derived_from"), (*JUDGED, "same_passage"), ("min_respondents", "min_label")
    ),
    "absence": Shape(
        ("support", "counter", "rule", "derived_from"), (*JUDGED, "same_passage"), ("min_respondents", "min_label")
    ),
    "existence": Shape(("rule", "derived_from"), (*JUDGED, "support", "counter", "roles"), ("at_least",)),
    "contrast": Shape(("support", "contrast", "rule", "derived_from"), (*JUDGED, "counter"), ("min_respondents",)),
    "ranking": Shape(("ranking", "rule", "derived_from"), JUDGED, ("min_respondents",)),
    "connection": Shape(("connection", "rule", "derived_from"), JUDGED, ("min_passages",)),
    "covariation": Shape(("covariation",)),
    "composite": Shape(("composition", "says"), ("checked",)),
    "recommendation": Shape(("rests_on",), ("after", "against", "audience")),
}
"""Kind to the shape of its claims."""

CAUSES = re.compile(
    r"\b(doordat|omdat|dankzij|waardoor|daardoor|zodat|veroorzaak\w*|leid(?:t|en) tot|komt door|verklaart|"
    r"because|thanks to|causes?|caused|leads? to|due to|so that|therefore|explains?)\b",
    re.IGNORECASE,
)
"""Words of cause: only a covariation is put to a test of one."""
QUANTIFIERS = (
    (
        re.compile(
            r"\b(meestal|meesten|merendeel|meerderheid|overwegend|mostly|usually|majority)\b|"
            r"\b(de|het) meeste\b|\bmost of\b",
            re.IGNORECASE,
        ),
        "most",
        "min_label typical or general",
    ),
    (
        re.compile(r"\b(nergens|nooit|niemand|geen enkele?|nowhere|never|nobody|no one)\b", re.IGNORECASE),
        "none",
        "kind absence",
    ),
    (
        re.compile(r"\b(alleen|enkel|uitsluitend|slechts|only|solely)\b", re.IGNORECASE),
        "only",
        "a connection with only",
    ),
    (
        re.compile(r"\b(in )?(elke|iedere|alle) gemeenten?\b|\b(every|each|all) municipalit(y|ies)\b", re.IGNORECASE),
        "every case",
        "kind existence",
    ),
)
"""Words that say how many, what they say, and the rule that tests it; a composite may leave it to a part."""

Entry = Mapping[str, Any]


def read_claims(path: Path, codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of `wijkresearch.tables.claims` by name.

    Args:
        path: the file claims.yml.
        codebook: CODEBOOK; every code that a claim names must be in it.

    Raises:
        StudyError: lists every problem of every claim.
    """
    entries = read_yaml(path, path.name) or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "id" in entry for entry in entries):
        raise StudyError(Problem(path.name, "the file is not a list of claims with an id", "one `- id: …` a claim"))
    repeated = [claim for claim, times in Counter(str(entry["id"]) for entry in entries).items() if times > 1]
    misshapen = [(entry, list(_shape_problems(entry, _place(path, entry)))) for entry in entries]
    sound = [entry for entry, found in misshapen if not found]
    raise_if_any(
        [
            *(Problem(path.name, f"claim '{claim}' occurs more than once", "every id once") for claim in repeated),
            *(problem for _, found in misshapen for problem in found),
            *(problem for entry in sound for problem in _rule_problems(entry, _place(path, entry))),
            *(problem for entry in sound for problem in _code_problems(entry, _place(path, entry), codebook)),
            *(_part_problems(entries, path) if len(sound) == len(entries) and not repeated else ()),
        ]
    )
    raise_if_any(_wording_problems(entries, path))
    sources = _sources(entries)
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in CLAIM_TABLES}
    for entry in entries:
        for name, found in _rows(entry, codebook, sources).items():
            rows[name] += [{"claim": str(entry["id"]), **row} for row in found]
    return {table.name: table.of(rows[table.name], f"{path.name} {table.name}") for table in CLAIM_TABLES}


def check_claims(claims: ClaimTables, known: Mapping[str, Collection[str]]) -> ClaimTables:
    """The claims as they were given, or a `StudyError` for everything that they name and the study has not got.

    Args:
        claims: the tables of the claims.
        known: the ids of the study's `questions` (expectations included), `perspectives`, `municipalities`,
            `documents`, printed `statements` and printed `rankings`.
    """
    listed = claims["claims"]
    limits = pd.concat([claims["claim_eligible"], claims["claim_groups"]], ignore_index=True)
    cases = [claims[name][["claim", "municipality"]] for name in ("claim_sources", "claim_expectations")]
    named = {
        "questions": listed[["claim", "answers"]],
        "perspectives": limits.loc[limits["property"] == "perspective", ["claim", "value"]],
        "municipalities": pd.concat(
            [
                *(rows.rename(columns={"municipality": "value"}) for rows in cases),
                limits.loc[limits["property"] == "municipality", ["claim", "value"]],
            ]
        ),
        "documents": claims["claim_asked"],
        "statements": listed[["claim", "statement"]].dropna(),
        "rankings": listed[["claim", "published_ranking"]].dropna(),
    }
    raise_if_any(problem for kind, rows in named.items() for problem in _unknown_ids(kind, rows, known[kind]))
    return claims


def _unknown_ids(kind: str, rows: pd.DataFrame, known: Collection[str]) -> Iterator[Problem]:
    singular = "municipality" if kind == "municipalities" else kind.removesuffix("s")
    for claim, value in rows.itertuples(index=False, name=None):
        if value not in known:
            found = f"{singular} '{value}' is not in the study"
            yield Problem(f"claims.yml claim '{claim}'", found, remedy=did_you_mean(value, known))


def claim_fingerprint(entry: Entry) -> str:
    """What a claim says and asks: 16 digits of the SHA-256 of its entry, without `short`, `frozen` and `checked`."""
    content = {key: value for key, value in entry.items() if key not in ("short", "frozen", "checked")}
    return text_fingerprint(json.dumps(content, sort_keys=True, ensure_ascii=False))[:16]


def _place(path: Path, entry: Entry) -> str:
    return f"{path.name} claim '{entry['id']}'"


def _shape_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """Keys that are not known, and values that are not the list or the mapping that they should be."""
    yield from _unknown_keys(entry, KEYS, place)
    for key in ("text", "answers", "kind"):
        if not entry.get(key):
            yield Problem(place, f"'{key}' is missing")
    yield from _kind_problems(entry.get("kind"), place)
    for key in LISTS:
        if key in entry and not _is_list_of_ids(entry[key]):
            yield Problem(place, f"'{key}' is not a list of ids", "such as [one, two]")
    for key in MAPPINGS:
        if key in entry and not isinstance(entry[key], dict):
            yield Problem(place, f"'{key}' is {_shown(entry[key])}", "a line for each id")
    for key in SECTIONS.keys() & entry.keys():
        yield from _section_problems(entry[key], SECTIONS[key], place, key)
    yield from _long_shorts(entry.get("short"), place)


def _sentence_problems(sentences: Entry, place: str, *, required: bool) -> Iterator[Problem]:
    for language in LANGUAGES:
        said = sentences.get(language)
        if (required or said is not None) and not (isinstance(said, str) and said.strip()):
            yield Problem(place, f"{language} is {_shown(said)}", "a sentence")


def _kind_problems(kind: object, place: str) -> Iterator[Problem]:
    if kind and kind not in KINDS:
        former = FORMER_KINDS.get(str(kind))
        remedy = f"It is {former} now" if former else did_you_mean(str(kind), KINDS)
        yield Problem(place, f"kind is {_shown(kind)}", f"one of {', '.join(KINDS)}", remedy)


def _section_problems(section: object, known: tuple[str, ...], place: str, key: str) -> Iterator[Problem]:
    if not isinstance(section, dict):
        yield Problem(place, f"'{key}' is {_shown(section)}", f"the keys {', '.join(known)}")
        return
    yield from _unknown_keys(section, known, f"{place}, {key}")
    if known == LANGUAGES:
        yield from _sentence_problems(section, f"{place}, {key}", required=key == "text")
    for name in sorted(section.keys() & {*LIMITS, *RELATIONS, "documents", "conditions"}):
        if not _is_list_of_ids(section[name]):
            yield Problem(f"{place}, {key}", f"'{name}' is not a list of ids", "such as [one, two]")
    for side in sorted(section.keys() & {"more", "less"}):
        yield from _section_problems(section[side], tuple(GROUPS), f"{place}, {key}", side)


def _shown(value: object) -> str:
    """A value for a message: a short one as it is, of a longer one how long it is."""
    written = repr(value)
    return written if len(written) <= LONGEST_NAME else show_value(written)


def _is_list_of_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _unknown_keys(found: Entry, known: tuple[str, ...], place: str) -> Iterator[Problem]:
    for key in found:
        if key not in known:
            remedy = FORMER_KEYS.get(str(key)) or did_you_mean(str(key), known)
            yield Problem(place, f"'{key}' is not known", f"one of {', '.join(known)}", remedy)


def _rule_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """What a claim of its kind must have, and may not have."""
    kind = str(entry["kind"])
    shape = SHAPES[kind]
    allowed = {*COMMON, *shape.needs, *shape.may}
    for key in shape.needs:
        if not entry.get(key):
            yield Problem(place, f"'{key}' is missing or empty", f"a claim of kind {kind} needs it")
    for key in KEYS:
        if key in entry and key not in allowed:
            yield Problem(place, f"'{key}' is given", f"a claim of kind {kind} has none")
    if shape.rule:
        yield from _threshold_problems(entry.get("rule", {}), shape.rule, f"{place}, rule", kind)
    yield from (
        problem for section in SECTIONS if section in entry for problem in _word_problems(entry, section, place)
    )
    yield from _detail_problems(entry, place)


def _threshold_problems(rule: Entry, needed: tuple[str, ...], place: str, kind: str) -> Iterator[Problem]:
    for name in needed:
        if name == "min_label" and name not in rule:
            yield Problem(place, "min_label is missing", f"one of {', '.join(LABELS)}")
        elif name != "min_label" and not _is_count(rule.get(name)):
            yield Problem(place, f"{name} is {_shown(rule.get(name))}", "a whole number from 1")
    for name in rule:
        if name not in needed:
            yield Problem(place, f"'{name}' is given", f"a rule of kind {kind} asks {', '.join(needed)}")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _word_problems(entry: Entry, section: str, place: str) -> Iterator[Problem]:
    """Words in a section that are not among those it may hold."""
    for name, value in entry[section].items():
        if name in CHOICES and value not in CHOICES[name]:
            expected = f"one of {', '.join(CHOICES[name])}"
            yield Problem(
                f"{place}, {section}", f"{name} is {_shown(value)}", expected, did_you_mean(str(value), CHOICES[name])
            )


def _detail_problems(entry: Entry, place: str) -> Iterator[Problem]:
    if len(entry.get("composition", {})) > 1:
        yield Problem(place, "the parts are taken together in more than one way", f"one of {', '.join(RELATIONS)}")
    asked = entry.get("asked", {})
    if asked.get("default", True) is not ("documents" not in asked):
        yield Problem(
            f"{place}, asked", "default and documents do not fit", "{default: true} or {default: false, documents: […]}"
        )
    if entry["kind"] == "ranking" and not {"role", "rank"} <= set(entry.get("ranking", {"role": 1, "rank": 1})):
        yield Problem(f"{place}, ranking", "the role or the rank is missing", "{role: …, rank: most or least}")
    connection = entry.get("connection", {"judgement": ""})
    if "judgement" not in connection:
        yield Problem(f"{place}, connection", "the judgement is missing", f"one of {', '.join(ENDINGS)}")
    if "only" in connection and (connection["only"] is not True or connection.get("judgement") != "made"):
        yield Problem(f"{place}, connection", f"only is {_shown(connection['only'])}", "true, with the judgement made")
    yield from _side_problems(entry, place)
    yield from _promise_problems(entry, place)


def _promise_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """What was said beforehand or afterwards and cannot be: who checked it, what was predicted, whose word counts."""
    if "checked" in entry and set(entry["checked"]) != {"by", "date"}:
        yield Problem(f"{place}, checked", "who or when is missing", "{by: …, date: …}")
    if entry.get("eligible", {}).get("kind") == "observation" and "perspectives" in entry["eligible"]:
        yield Problem(f"{place}, eligible", "perspectives are given of observations", "perspectives of interviews only")
    for case, expected in entry.get("expects", {}).items():
        if expected not in ("supported", "contradicted"):
            yield Problem(f"{place}, expects", f"{case} is {_shown(expected)}", "supported or contradicted")
        if case in entry.get("derived_from", []):
            yield Problem(f"{place}, expects", f"{case} is among derived_from", "a case that tests it")


def _side_problems(entry: Entry, place: str) -> Iterator[Problem]:
    """What an existence, a contrast or a covariation lacks on one of its sides."""
    named = [bool(entry.get(key)) for key in ("roles", "support", "counter")]
    if entry["kind"] == "existence" and named not in ([True, False, False], [False, True, True]):
        yield Problem(place, "support and counter do not fit with roles", "support and counter, or roles alone")
    if entry["kind"] == "contrast" and entry.get("contrast"):
        yield from _contrast_problems(entry["contrast"], f"{place}, contrast", counter=bool(entry.get("counter")))
    if entry["kind"] == "covariation" and entry.get("covariation"):
        section = entry["covariation"]
        if not isinstance(section.get("outcome"), str) or not section.get("conditions"):
            yield Problem(f"{place}, covariation", "the outcome or a condition is missing", "ids of claims")
        if not _is_count(section.get("min_cases")):
            yield Problem(
                f"{place}, covariation", f"min_cases is {_shown(section.get('min_cases'))}", "a whole number from 1"
            )


def _contrast_problems(section: Entry, place: str, *, counter: bool) -> Iterator[Problem]:
    groups = {"more", "less"} & set(section)
    if len(groups) == 1 or (len(groups) == 2) == counter:
        expected = "counter, or more and less in contrast"
        yield Problem(place, "it is not clear which two sides are compared", expected)
    if len(groups) == 2 and not _are_apart(section["more"], section["less"]):
        expected = "perspectives on both sides, or municipalities, and none of them twice"
        yield Problem(place, "somebody can be on both sides", expected)
    if not _is_count(section.get("by")) or section["by"] > 100:
        yield Problem(place, f"by is {_shown(section.get('by'))}", "percentage points, a whole number from 1 to 100")


def _are_apart(more: Entry, less: Entry) -> bool:
    """Is there a property of which the two groups have no value in common?"""
    return any(key in less and not set(more[key]) & set(less[key]) for key in more)


def _code_problems(entry: Entry, place: str, codebook: pd.DataFrame) -> Iterator[Problem]:
    known = list(codebook["code"])
    named = {key: entry.get(key, []) for key in ("support", "counter", "same_passage")}
    direction = entry.get("connection", {}).get("direction")
    sought = {"connection": [direction] if direction else [], "eligible": entry.get("eligible", {}).get("codes", [])}
    for key, codes in {**named, **sought}.items():
        for code in codes:
            if code not in known:
                yield Problem(
                    f"{place}, {key}", f"code '{code}' is not in the codebook", remedy=did_you_mean(code, known)
                )
    directions = list(codebook.loc[codebook["kind"] == "direction", "code"])
    if direction in known and direction not in directions:
        remedy = did_you_mean(direction, directions)
        yield Problem(f"{place}, connection", f"code '{direction}' is no direction", "a code of that kind", remedy)
    for code in sorted(set(named["support"]) & set(named["counter"])):
        yield Problem(place, f"code '{code}' both supports and counters it", "one stance per code")
    cells = [
        entry.get("ranking", {}),
        entry.get("connection", {}),
        *({"role": role} for role in entry.get("roles", [])),
    ]
    for section in cells:
        yield from _cell_problems(section, f"{place}, {'roles' if 'roles' in entry else entry['kind']}", codebook)


def _cell_problems(section: Entry, place: str, codebook: pd.DataFrame) -> Iterator[Problem]:
    """A world without codes, and a role without a code in the world (or in any) that the claim is about."""
    coded = codebook.dropna(subset=["role", "world"])
    role, world = section.get("role"), section.get("world")
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
    kinds = {str(entry["id"]): entry["kind"] for entry in entries}
    for entry in entries:
        place, parts = _place(path, entry), _parts(entry)
        for part, relation in parts:
            if part not in kinds:
                yield Problem(place, f"it rests on '{part}', which is no claim", remedy=did_you_mean(part, kinds))
            elif (kinds[part] == "recommendation") != (relation == "after"):
                expected = "a recommendation" if relation == "after" else "a claim that gets a verdict"
                yield Problem(place, f"'{part}' in {relation} is of kind {kinds[part]}", expected)
        if "composition" in entry:
            yield from _phrase_problems(entry, {part for part, _ in parts}, place)
    try:
        TopologicalSorter({str(entry["id"]): [part for part, _ in _parts(entry)] for entry in entries}).prepare()
    except CycleError as error:
        yield Problem(path.name, f"claims rest on each other in a circle: {' ← '.join(error.args[1])}")


def _phrase_problems(entry: Entry, parts: set[str], place: str) -> Iterator[Problem]:
    """Parts of which no words of the sentence are given, and words that the sentence has not got."""
    says = entry.get("says") or {}
    if not parts:
        yield Problem(place, "it rests on nothing", "at least one claim")
    for part in sorted(parts - set(says)):
        yield Problem(f"{place}, says", f"'{part}' is missing", "the words of the sentence that this part tests")
    for part, words in says.items():
        if part not in parts:
            yield Problem(f"{place}, says", f"'{part}' is no part of it", remedy=did_you_mean(str(part), parts))
        for language in LANGUAGES:
            said, sentence = words.get(language) if isinstance(words, dict) else None, str(entry["text"].get(language))
            if not said or str(said).casefold() not in sentence.casefold():
                found = f"the words {_shown(said)} for '{part}' are not in the sentence"
                yield Problem(f"{place}, says", found, f"words that text.{language} holds")


def _parts(entry: Entry) -> list[tuple[str, str]]:
    """The claims that this one rests on, each with how."""
    composition, covariation = entry.get("composition", {}), entry.get("covariation", {})
    found = {relation: composition.get(relation, []) for relation in RELATIONS}
    found["outcome"] = [str(covariation["outcome"])] if "outcome" in covariation else []
    found["condition"] = covariation.get("conditions", [])
    found |= {relation: entry.get(relation, []) for relation in ("rests_on", "after", "against")}
    return [(part, relation) for relation, parts in found.items() for part in dict.fromkeys(parts)]


def _long_shorts(short: object, place: str) -> Iterator[Problem]:
    for language, said in short.items() if isinstance(short, dict) else ():
        if len(str(said)) > LONGEST_SHORT:
            found = f"'short' has {len(str(said))} characters in '{language}'"
            yield Problem(place, found, f"at most {LONGEST_SHORT}", "Shorten it; the sentence itself stays in 'text'")


def _wording_problems(entries: list[Entry], path: Path) -> Iterator[Problem]:
    """Words of cause or quantity in a sentence whose rule does not test them."""
    known = {str(entry["id"]): entry for entry in entries}
    for entry in entries:
        if entry["kind"] in ("covariation", "recommendation"):
            continue
        sentences = [
            str(entry[key].get(language)) for key in ("text", "short") if key in entry for language in LANGUAGES
        ]
        cause = next((words for sentence in sentences if (words := CAUSES.search(sentence))), None)
        if cause:
            remedy = "Say what is found without a cause, or make it a covariation"
            yield Problem(_place(path, entry), f"'{cause[0]}' words a cause", "a claim of kind covariation", remedy)
        for pattern, quantity, rule in QUANTIFIERS:
            words = next((words for sentence in sentences if (words := pattern.search(sentence))), None)
            if words and not _tests(quantity, entry, known):
                found = f"'{words[0]}' says {quantity}, and no rule of it tests that"
                yield Problem(_place(path, entry), found, rule, "Reword it, or let a part of it test these words")


def _tests(quantity: str, entry: Entry, known: Mapping[str, Entry]) -> bool:
    """Does the rule of the claim, or of a part of it, test such a quantity?"""
    if any(_tests(quantity, known[part], known) for part, _ in _parts(entry) if part in known):
        return True
    label, connection = entry.get("rule", {}).get("min_label"), entry.get("connection", {})
    tests: dict[str, bool] = {
        "most": label in ("typical", "general") or "judgement" in connection,
        "none": entry["kind"] == "absence",
        "only": bool(connection.get("only")),
        "every case": entry["kind"] == "existence",
    }
    return tests[quantity]


def _sources(entries: list[Entry]) -> dict[str, list[str]]:
    """The cases that each claim was derived from; for a composite that does not say, those of its parts."""
    by_id = {str(entry["id"]): entry for entry in entries}
    graph = {claim: [part for part, _ in _parts(entry)] for claim, entry in by_id.items()}
    sources: dict[str, list[str]] = {}
    for claim in TopologicalSorter(graph).static_order():
        inherited = [case for part in graph[claim] for case in sources[part]]
        sources[claim] = list(dict.fromkeys(by_id[claim].get("derived_from") or inherited))
    return sources


def _rows(entry: Entry, codebook: pd.DataFrame, sources: Mapping[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table for one claim, without the claim's id."""
    eligible, contrast, says = (entry.get(key, {}) for key in ("eligible", "contrast", "says"))
    return {
        CLAIMS.name: [_claim_row(entry)],
        "claim_codes": _codes(entry, codebook),
        "claim_groups": [
            {"side": side, "property": name, "value": value}
            for side in ("more", "less")
            for key, name in GROUPS.items()
            for value in contrast.get(side, {}).get(key, [])
        ],
        "claim_eligible": [
            {"property": name, "value": value} for key, name in LIMITS.items() for value in eligible.get(key, [])
        ],
        "claim_asked": [{"document": document} for document in entry.get("asked", {}).get("documents", [])],
        "claim_parts": [
            {
                "part": part,
                "relation": relation,
                **{f"says_{language}": says.get(part, {}).get(language) for language in LANGUAGES},
            }
            for part, relation in _parts(entry)
        ],
        "claim_sources": [{"municipality": case} for case in sources[str(entry["id"])]],
        "claim_expectations": [
            {"municipality": case, "expected": expected} for case, expected in entry.get("expects", {}).items()
        ],
    }


def _claim_row(entry: Entry) -> dict[str, Any]:
    cell = {**entry.get("ranking", {}), **entry.get("connection", {})}
    published, frozen = entry.get("published", {}), entry.get("frozen", {})
    composite = entry["kind"] in COMPOSITES
    if entry["kind"] == "ranking":
        cell.setdefault("measure", MEASURES[0])
    return {
        **{f"text_{language}": entry["text"].get(language) for language in LANGUAGES},
        **{f"short_{language}": entry.get("short", {}).get(language) for language in LANGUAGES},
        "answers": entry["answers"],
        "kind": entry["kind"],
        "composite": composite,
        **{f"falsified_{language}": entry.get("falsified_by", {}).get(language) for language in LANGUAGES},
        "source": None if composite else entry.get("eligible", {}).get("kind", SOURCES[0]),
        **{name: entry.get("rule", {}).get(name) for name in SECTIONS["rule"]},
        "by": entry.get("contrast", {}).get("by"),
        "min_cases": entry.get("covariation", {}).get("min_cases"),
        "asked_by_default": bool(entry.get("asked", {}).get("default", True)),
        "statement": published.get("statement"),
        "published_ranking": published.get("ranking"),
        **{name: cell.get(name) for name in ("role", "world", "direction", "rank", "measure", "judgement", "only")},
        **{f"audience_{language}": entry.get("audience", {}).get(language) for language in LANGUAGES},
        "checked_by": entry.get("checked", {}).get("by"),
        "checked_on": entry.get("checked", {}).get("date"),
        "fingerprint": claim_fingerprint(entry),
        "frozen_claim": frozen.get("claim"),
        "frozen_codebook": frozen.get("codebook"),
        "frozen_on": frozen.get("date"),
    }


def _codes(entry: Entry, codebook: pd.DataFrame) -> list[dict[str, Any]]:
    """The codes that a claim names, or those of the role passages that it is about."""
    named = [
        {"code": code, "stance": stance}
        for stance in ("support", "counter", "same_passage")
        for code in dict.fromkeys(entry.get(stance, []))
    ]
    return [*named, *_codes_of_roles(entry, codebook)]


def _codes_of_roles(entry: Entry, codebook: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """For a ranking every role coding, with the role or with the others; for the rest those of the role and world."""
    section = entry.get("ranking") or entry.get("connection") or {}
    roles, only = entry.get("roles", []), section.get("only")
    if not section and not roles:
        return
    sought = roles or ([section["role"]] if "role" in section and not only else None)
    coded = codebook[codebook["role"].notna() & codebook["world"].notna()]
    if "world" in section and not only:
        coded = coded[coded["world"] == section["world"]]
    for row in coded.itertuples():
        own = sought is None or row.role in sought
        if entry["kind"] == "ranking":
            yield {"code": row.code, "stance": "support" if own == (section["rank"] == "most") else "counter"}
        elif own:
            yield {"code": row.code, "stance": "support" if roles else "cell"}
