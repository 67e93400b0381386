"""claims.yml: the conclusions of a study as data, read strictly and taken apart into tables.

One entry of the list is one claim; `tables.claim_settings` declares what it may hold, and docs/claims.md explains every
kind. Here is what a claim must be besides: what its kind asks, and what the codebook and the other claims have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.io.settings import read_yaml
from wijkresearch.study import text_fingerprint
from wijkresearch.tables import CLAIM_TABLES, CLAIMS
from wijkresearch.tables.claim_settings import CLAIM, COMMON, GROUPS, KIND_RULES, LANGUAGES, RELATIONS
from wijkresearch.tables.settings import Place, in_file_order, named_ids, read_settings, show_name

LIMITS = {"perspectives": "perspective", "municipalities": "municipality", "codes": "code"}
LONGEST_SHORT = 90
NO_LIST = "the file is not a list of claims with an id", "one `- id: …` a claim"
LACKING = {"codes": "is not in the codebook", "claims": "is no claim"}
"""What is said of an id that is not there; of all others that it is not in the study."""

CAUSES = (
    r"\b(doordat|omdat|dankzij|waardoor|daardoor|zodat|veroorzaak\w*|leid(?:t|en) tot|komt door|verklaart|"
    r"because|thanks to|causes?|caused|leads? to|due to|so that|therefore|explains?)\b"
)
"""Words of cause: only a covariation is put to a test of one."""
MOST = r"\b(meestal|meesten|merendeel|meerderheid|overwegend|mostly|usually|majority)\b|\b(de|het) meeste\b|\bmost of\b"
EVERY = r"\b(in )?(elke|iedere|alle) gemeenten?\b|\b(every|each|all) municipalit(y|ies)\b"
QUANTIFIERS = (
    (MOST, "most", "min_label typical or general"),
    (r"\b(nergens|nooit|niemand|geen enkele?|nowhere|never|nobody|no one)\b", "none", "kind absence"),
    (r"\b(alleen|enkel|uitsluitend|slechts|only|solely)\b", "only", "a connection with only"),
    (EVERY, "every case", "kind existence"),
)
"""Words that say how many, what they say, and the rule that tests it; a composite may leave it to a part."""


@dataclass(frozen=True)
class Claim:
    """One claim: its id, its settings with what was left out, what was typed, and where it stands."""

    id: str
    settings: Mapping[str, Any]
    typed: Mapping[str, Any]
    place: Place

    def at(self, key: str) -> str:
        """The place of one of its keys."""
        return str(self.place.at(self.typed, key))

    def inside(self, block: str, key: str = "") -> str:
        """The place of a block, or of a key in it."""
        return str(self.place.inside(self.typed, block).at(self.typed.get(block), key))


def read_claims(path: Path, codebook: pd.DataFrame) -> list[Claim]:
    """The claims in the order of the file.

    Args:
        path: the file claims.yml.
        codebook: CODEBOOK; every code that a claim names must be in it.

    Raises:
        StudyError: lists every problem of every claim, in the order of the file.
    """
    entries = read_yaml(path, path.name)
    if not isinstance(entries, list | None):
        raise StudyError(Problem(path.name, *NO_LIST))
    problems, claims, sound = [], [], []
    for number, typed in enumerate(entries or ()):
        place = Place(path.name).at(entries, number)
        if not isinstance(typed, dict):
            problems.append(Problem(str(place), *NO_LIST))
            continue
        place = replace(place, within=f" ({show_name(typed['id'])})" if "id" in typed else "")
        settings, misfits = read_settings(typed, CLAIM, place)
        claims.append(Claim(settings.get("id", ""), settings, typed, place))
        problems += misfits
        sound += [] if misfits else claims[-1:]
    others = list(_repeated(claims)) or list(_circle(claims)) or list(_wording_problems(sound))
    raise_if_any(in_file_order([*problems, *_sound_problems(sound, claims, codebook), *others]))
    return claims


def check_claims(claims: Sequence[Claim], known: Mapping[str, Collection[str]]) -> None:
    """Check everything that claims name outside the codebook and claims.yml.

    Args:
        claims: the claims.
        known: the ids of the study's `questions` (expectations included), `perspectives`, `municipalities`,
            `documents`, printed `statements` and printed `rankings`.

    Raises:
        StudyError: with every id that the study has not got.
    """
    raise_if_any(problem for claim in claims for problem in in_file_order(_unknown_ids(claim, known)))


def _unknown_ids(claim: Claim, known: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    for setting, value, place in named_ids(claim.settings, claim.typed, CLAIM, claim.place):
        kind = setting.among
        if value not in known.get(kind, (value,)):
            singular = "municipality" if kind == "municipalities" else kind.removesuffix("s")
            found = f"{singular} {show_value(value)} {LACKING.get(kind, 'is not in the study')}"
            yield Problem(str(place), found, remedy=did_you_mean(value, known[kind]))


def claim_fingerprint(typed: Mapping[str, Any]) -> str:
    """What a claim says and asks: 16 digits of the SHA-256 of its entry, without `short`, `frozen` and `checked`."""
    content = {key: value for key, value in typed.items() if key not in ("short", "frozen", "checked")}
    return text_fingerprint(json.dumps(content, sort_keys=True, ensure_ascii=False))[:16]


def _repeated(claims: Sequence[Claim]) -> Iterator[Problem]:
    ids = [claim.id for claim in claims]
    for number, claim in enumerate(claims):
        if claim.id and claim.id in ids[:number]:
            yield Problem(claim.at("id"), f"claim {show_value(claim.id)} occurs more than once", "every id once")


def _sound_problems(sound: Sequence[Claim], claims: Sequence[Claim], codebook: pd.DataFrame) -> Iterator[Problem]:
    """What is wrong with claims that have the declared form."""
    known = {"codes": list(codebook["code"]), "claims": [claim.id for claim in claims]}
    kinds = {claim.id: claim.settings.get("kind") for claim in claims}
    for claim in sound:
        for find in (_kind_problems, _detail_problems, _side_problems, _promise_problems):
            yield from find(claim)
        yield from _unknown_ids(claim, known)
        yield from _code_problems(claim, codebook)
        yield from _part_problems(claim, kinds)


def _kind_problems(claim: Claim) -> Iterator[Problem]:
    """What a claim of its kind must have, and may not have."""
    kind = claim.settings["kind"]
    rule = KIND_RULES[kind]
    for key in rule.needs:
        if not claim.typed.get(key):
            yield Problem(claim.at(key), f"'{key}' is missing or empty", f"a claim of kind {kind} needs it")
    for key, value in claim.typed.items():
        if value is not None and key not in {*COMMON, *rule.needs, *rule.may}:
            yield Problem(claim.at(key), f"'{key}' is given", f"a claim of kind {kind} has none")
    given = claim.settings["rule"] if rule.rule else {}
    for name in [*given, *(name for name in rule.rule if given and name not in given)]:
        if name not in given or name not in rule.rule:
            found = f"'{name}' is {'given' if name in given else 'missing'}"
            yield Problem(claim.inside("rule", name), found, f"a rule of kind {kind} asks {', '.join(rule.rule)}")


def _detail_problems(claim: Claim) -> Iterator[Problem]:
    """Settings of one block that do not go together, and what is too long."""
    asked, connection = claim.settings["asked"], claim.settings["connection"]
    if len([name for name in RELATIONS if claim.settings["composition"][name]]) > 1:
        found = "the parts are taken together in more than one way"
        yield Problem(claim.at("composition"), found, f"one of {', '.join(RELATIONS)}")
    if asked["default"] is ("documents" in (claim.typed.get("asked") or {})):
        expected = "{default: true} or {default: false, documents: […]}"
        yield Problem(claim.inside("asked"), "default and documents do not fit", expected)
    if "only" in connection and not (connection["only"] and connection["judgement"] == "made"):
        yield Problem(claim.inside("connection", "only"), "'only' is given", "true, with the judgement made")
    for language, said in claim.settings["short"].items():
        if len(said) > LONGEST_SHORT:
            found = f"'short' has {len(said)} characters in '{language}'"
            remedy = "Shorten it; the sentence itself stays in 'text'"
            yield Problem(claim.at("short"), found, f"at most {LONGEST_SHORT}", remedy)


def _side_problems(claim: Claim) -> Iterator[Problem]:
    """What an existence or a contrast lacks on one of its sides."""
    kind, contrast = claim.settings["kind"], claim.typed.get("contrast")
    named = [bool(claim.settings[key]) for key in ("roles", "support", "counter")]
    if kind == "existence" and named not in ([True, False, False], [False, True, True]):
        expected = "support and counter, or roles alone"
        yield Problem(str(claim.place), "support and counter do not fit with roles", expected)
    if kind == "contrast" and contrast:
        groups = [side for side in ("more", "less") if contrast.get(side)]
        if len(groups) == 1 or (len(groups) == 2) == named[2]:
            expected = "counter, or more and less in contrast"
            yield Problem(claim.inside("contrast"), "it is not clear which two sides are compared", expected)
        if len(groups) == 2 and not _are_apart(*(claim.settings["contrast"][side] for side in groups)):
            expected = "perspectives on both sides, or municipalities, and none of them twice"
            yield Problem(claim.inside("contrast"), "somebody can be on both sides", expected)


def _are_apart(more: Mapping[str, Any], less: Mapping[str, Any]) -> bool:
    """Is there a property of which the two groups have no value in common?"""
    return any(more[name] and less[name] and not set(more[name]) & set(less[name]) for name in more)


def _promise_problems(claim: Claim) -> Iterator[Problem]:
    """What was said beforehand and cannot be: what was predicted, whose word counts."""
    eligible = claim.settings["eligible"]
    if eligible["kind"] == "observation" and eligible["perspectives"]:
        found = "perspectives are given of observations"
        yield Problem(claim.inside("eligible", "perspectives"), found, "perspectives of interviews only")
    for case, expected in claim.settings["expects"].items():
        if expected not in ("supported", "contradicted"):
            found = f"{show_value(case)} is {show_value(expected)}"
            yield Problem(claim.inside("expects", case), found, "supported or contradicted")
        if case in claim.settings["derived_from"]:
            found = f"{show_value(case)} is among derived_from"
            yield Problem(claim.inside("expects", case), found, "a case that tests it")


def _code_problems(claim: Claim, codebook: pd.DataFrame) -> Iterator[Problem]:
    """Codes and roles that cannot be what the claim makes of them."""
    settings, direction = claim.settings, claim.settings["connection"].get("direction")
    directions = list(codebook.loc[codebook["kind"] == "direction", "code"])
    if direction in list(codebook["code"]) and direction not in directions:
        found, remedy = f"code {show_value(direction)} is no direction", did_you_mean(direction, directions)
        yield Problem(claim.inside("connection", "direction"), found, "a code of that kind", remedy)
    for code in settings["support"]:
        if code in settings["counter"]:
            found = f"code {show_value(code)} both supports and counters it"
            yield Problem(claim.at("counter"), found, "one stance per code")
    coded = codebook.dropna(subset=["role", "world"])
    for cell in (_cell(settings), *({"role": role} for role in settings["roles"])):
        yield from _cell_problems(claim, "roles" if settings["roles"] else settings["kind"], cell, coded)


def _cell_problems(claim: Claim, block: str, cell: Mapping[str, str], coded: pd.DataFrame) -> Iterator[Problem]:
    """A world without codes, and a role without a code in the world (or in any) that the claim is about."""
    role, world = cell.get("role"), cell.get("world")
    worlds = sorted(coded["world"].unique())
    if world is not None and world not in worlds:
        found, expected = f"world {show_value(world)} has no code", f"one of {', '.join(worlds)}"
        yield Problem(claim.inside(block, "world"), found, expected, did_you_mean(world, worlds))
        return
    roles = sorted(coded.loc[coded["world"].eq(world) | (world is None), "role"].unique())
    if role is not None and role not in roles:
        where = "with a world" if world is None else f"in '{world}'"
        found, expected = f"role {show_value(role)} has no code {where}", f"one of {', '.join(roles)}"
        yield Problem(claim.inside(block, "role"), found, expected, did_you_mean(role, roles))


def _part_problems(claim: Claim, kinds: Mapping[str, str | None]) -> Iterator[Problem]:
    """Parts of another kind than they have to be, or of which no words of the sentence are given."""
    parts = _parts(claim)
    for part, relation in parts:
        kind = kinds.get(part)
        if kind and (kind == "recommendation") != (relation == "after"):
            expected = "a recommendation" if relation == "after" else "a claim that gets a verdict"
            yield Problem(str(claim.place), f"{show_value(part)} in {relation} is of kind {kind}", expected)
    if claim.settings["kind"] == "composite":
        yield from _phrase_problems(claim, [part for part, _ in parts])


def _phrase_problems(claim: Claim, parts: Sequence[str]) -> Iterator[Problem]:
    """Parts of which no words of the sentence are given, and words that the sentence has not got."""
    says = claim.settings["says"]
    if not parts:
        yield Problem(claim.at("composition"), "it rests on nothing", "at least one claim")
    for part in parts:
        if not says.get(part):
            expected = "the words of the sentence that this part tests"
            yield Problem(claim.inside("says", part), f"{show_value(part)} is missing", expected)
    for part, words in says.items():
        if part not in parts:
            found, remedy = f"{show_value(part)} is no part of it", did_you_mean(part, parts)
            yield Problem(claim.inside("says", part), found, remedy=remedy)
        yield from _word_problems(claim, part, words)


def _word_problems(claim: Claim, part: str, words: Mapping[str, str]) -> Iterator[Problem]:
    """Languages of the sentence without words for a part, and words that are not in the sentence."""
    text, place = claim.settings["text"], claim.inside("says", part)
    for language, said in {**dict.fromkeys(text, ""), **words}.items():
        expected = f"words that text.{language} holds"
        if not said:
            yield Problem(place, f"'{language}' is missing", expected)
        elif said.casefold() not in text.get(language, "").casefold():
            found = f"the words {show_value(said)} for {show_value(part)} are not in the sentence"
            yield Problem(place, found, expected)


def _circle(claims: Sequence[Claim]) -> Iterator[Problem]:
    try:
        TopologicalSorter(_graph(claims)).prepare()
    except CycleError as error:
        names = error.args[1]
        place = next(claim.place for claim in claims if claim.id == names[0])
        yield Problem(str(place), f"claims rest on each other in a circle: {' ← '.join(map(show_name, names))}")


def _graph(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The ids of the claims that each claim rests on."""
    return {claim.id: [part for part, _ in _parts(claim)] for claim in claims}


def _parts(claim: Claim) -> list[tuple[str, str]]:
    """The claims that this one rests on, each with how."""
    composition, covariation = claim.settings["composition"], claim.settings["covariation"]
    found = {relation: composition[relation] for relation in RELATIONS}
    found["outcome"] = [covariation["outcome"]] if "outcome" in covariation else []
    found["condition"] = covariation["conditions"]
    found |= {relation: claim.settings[relation] for relation in ("rests_on", "after", "against")}
    return [(part, relation) for relation, parts in found.items() for part in parts]


def _wording_problems(claims: Sequence[Claim]) -> Iterator[Problem]:
    """Words of cause or quantity in a sentence whose rule does not test them."""
    known = {claim.id: claim for claim in claims}
    judged = [claim for claim in claims if claim.settings["kind"] not in ("covariation", "recommendation")]
    for claim, key in product(judged, ("text", "short")):
        sentences = claim.settings[key].values()
        cause = _first_match(CAUSES, sentences)
        if cause:
            remedy = "Say what is found without a cause, or make it a covariation"
            yield Problem(claim.at(key), f"{cause} words a cause", "a claim of kind covariation", remedy)
        for pattern, quantity, rule in QUANTIFIERS:
            words = _first_match(pattern, sentences)
            if words and not _tests(quantity, claim, known):
                found = f"{words} says {quantity}, and no rule of it tests that"
                yield Problem(claim.at(key), found, rule, "Reword it, or let a part of it test these words")


def _first_match(pattern: str, sentences: Iterable[str]) -> str:
    """The first words that match, in quotation marks; empty for none."""
    found = (re.search(pattern, sentence, re.IGNORECASE) for sentence in sentences)
    return next((show_value(words[0], words=3) for words in found if words), "")


def _tests(quantity: str, claim: Claim, known: Mapping[str, Claim]) -> bool:
    """Does the rule of the claim, or of a part of it, test such a quantity? A part that cannot be read may."""
    if any(part not in known or _tests(quantity, known[part], known) for part, _ in _parts(claim)):
        return True
    kind, connection = claim.settings["kind"], claim.settings["connection"]
    tests: dict[str, bool] = {
        "most": claim.settings["rule"].get("min_label") in ("typical", "general") or "judgement" in connection,
        "none": kind == "absence",
        "only": "only" in connection,
        "every case": kind == "existence",
    }
    return tests[quantity]


def claim_tables(claims: Sequence[Claim], codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of `wijkresearch.tables.claims` by name, of claims that were read with this CODEBOOK."""
    sources = _sources(claims)
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in CLAIM_TABLES}
    for claim in claims:
        for name, found in _rows(claim, codebook, sources).items():
            rows[name] += [{"claim": claim.id, **row} for row in found]
    return {table.name: table.of(rows[table.name], f"claims.yml {table.name}") for table in CLAIM_TABLES}


def _sources(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The cases that each claim was derived from; for a composite that does not say, those of its parts."""
    graph, by_id = _graph(claims), {claim.id: claim for claim in claims}
    sources: dict[str, list[str]] = {}
    for name in TopologicalSorter(graph).static_order():
        inherited = [case for part in graph[name] for case in sources[part]]
        sources[name] = list(dict.fromkeys(by_id[name].settings["derived_from"] or inherited))
    return sources


def _rows(claim: Claim, codebook: pd.DataFrame, sources: Mapping[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table for one claim, without the claim's id."""
    settings = claim.settings
    return {
        CLAIMS.name: [_claim_row(claim)],
        "claim_codes": [*_codes(settings), *_codes_of_roles(settings, codebook)],
        "claim_groups": [
            {"side": side, "property": LIMITS[group.name], "value": value}
            for side in ("more", "less")
            for group in GROUPS
            for value in settings["contrast"][side][group.name]
        ],
        "claim_eligible": [
            {"property": name, "value": value} for key, name in LIMITS.items() for value in settings["eligible"][key]
        ],
        "claim_asked": [{"document": document} for document in settings["asked"]["documents"]],
        "claim_parts": [
            {"part": part, "relation": relation, **_both("says", settings["says"].get(part, {}))}
            for part, relation in _parts(claim)
        ],
        "claim_sources": [{"municipality": case} for case in sources[claim.id]],
        "claim_expectations": [
            {"municipality": case, "expected": expected} for case, expected in settings["expects"].items()
        ],
    }


def _both(name: str, sentences: Mapping[str, str]) -> dict[str, str | None]:
    """The columns of what is said in two languages; without English it is the Dutch."""
    return {f"{name}_{language}": sentences.get(language, sentences.get("nl")) for language in LANGUAGES}


def _claim_row(claim: Claim) -> dict[str, Any]:
    settings, composite = claim.settings, not KIND_RULES[claim.settings["kind"]].rule
    published, frozen, checked = (settings[name] for name in ("published", "frozen", "checked"))
    return {
        **_both("text", settings["text"]),
        **_both("short", settings["short"]),
        "answers": settings["answers"],
        "kind": settings["kind"],
        "composite": composite,
        **_both("falsified", settings["falsified_by"]),
        "source": None if composite else settings["eligible"]["kind"],
        **settings["rule"],
        "by": settings["contrast"].get("by"),
        "min_cases": settings["covariation"].get("min_cases"),
        "asked_by_default": settings["asked"]["default"],
        "statement": published.get("statement"),
        "published_ranking": published.get("ranking"),
        **_cell(settings),
        **_both("audience", settings["audience"]),
        "checked_by": checked.get("by"),
        "checked_on": checked.get("date"),
        "fingerprint": claim_fingerprint(claim.typed),
        "frozen_claim": frozen.get("claim"),
        "frozen_codebook": frozen.get("codebook"),
        "frozen_on": frozen.get("date"),
    }


def _cell(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The role, the world and what else a claim about them says; empty for others."""
    return settings[settings["kind"]] if settings["kind"] in ("ranking", "connection") else {}


def _codes(settings: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for stance in ("support", "counter", "same_passage"):
        yield from ({"code": code, "stance": stance} for code in settings[stance])


def _codes_of_roles(settings: Mapping[str, Any], codebook: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """For a ranking every role coding, with the role or with the others; for the rest those of the role and world."""
    cell, roles = _cell(settings), settings["roles"]
    if not cell and not roles:
        return
    only = cell.get("only")
    sought = roles or ([cell["role"]] if "role" in cell and not only else None)
    coded = codebook[codebook["role"].notna() & codebook["world"].notna()]
    if "world" in cell and not only:
        coded = coded[coded["world"] == cell["world"]]
    for row in coded.itertuples():
        own = sought is None or row.role in sought
        if settings["kind"] == "ranking":
            yield {"code": row.code, "stance": "support" if own == (cell["rank"] == "most") else "counter"}
        elif own:
            yield {"code": row.code, "stance": "support" if roles else "cell"}
