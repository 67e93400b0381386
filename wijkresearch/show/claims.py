"""Claims in words: the rule of each in a sentence, what would tip it, in which cases it holds, and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.reading import FEW
from wijkresearch.words import catalogue, say, text
from wijkresearch.words.numbers import enumerate_words

VERDICTS = catalogue("conclusions.verdicts")
UNITS, UNIT = catalogue("conclusions.units"), catalogue("conclusions.unit")
LABELS = catalogue("conclusions.labels")
ENDINGS = catalogue("conclusions.endings")
NO_TIP = text("conclusions", "no_tip")
TEST_PLACES = ("contradicted_in", "test_in", "contrast_in", "partly_in", "not_found_in")
"""Columns of REPLICATION that say what test cases do to a claim, the one that weighs most first."""
RULES = {
    ("ranking", "most"): "ranking_most",
    ("ranking", "least"): "ranking_least",
    ("existence", "interview"): "existence_interview",
    ("existence", "observation"): "existence_observation",
}
"""Kind of claim with what else decides to the key of the sentence about its rule."""


def say_counts(verdict: Any, language: str = "nl") -> str:
    """The k of n of a verdict with what it counts, such as `13 van 15` or `4 van 5 delen`, and how many are against.

    Args:
        verdict: a row of VERDICTS.
        language: `nl` or `en`.
    """
    counts = {"support": verdict.support, "asked": verdict.asked, "unit": UNITS[language][verdict.unit]}
    counted = say("conclusions", "counted" if verdict.unit == "respondents" else "counted_in", language, **counts)
    if verdict.counter and verdict.unit in ("respondents", "observations", "cases"):
        return say("conclusions", "counted_against", language, counted=counted, counter=verdict.counter)
    return counted


def say_judged(verdict: Any, language: str = "nl") -> str:
    """A verdict with its k of n, such as `ondersteund, 3 van 5, 1 tegen`."""
    return f"{VERDICTS[language][verdict.verdict]}, {say_counts(verdict, language)}"


def say_headline(row: Any, names: Mapping[str, str], language: str = "nl") -> str:
    """The answer in a few words: the verdict, and first of all which further case contradicts it.

    What stood can fall, or stand elsewhere *as well*; of any other verdict a further case is told apart from it.

    Args:
        row: a row of REPLICATION.
        names: id to name of the cases.
        language: `nl` or `en`.
    """
    verdict = VERDICTS[language][row.verdict].capitalize()
    together = row.verdict == "supported" and row.derivation_cases > 1 and not row.derivation_supported
    verdict = say("conclusions.headline", "together", language, verdict=verdict) if together else verdict
    cases = {"verdict": verdict, "holding": row.derivation_supported, "cases": row.derivation_cases}
    if column := _weightiest(row):
        said = {**cases, "names": _named(getattr(row, column), names, language)}
        if row.verdict != "supported":
            return say("conclusions.headline.otherwise", column, language, **said)
        contradicted = "together_but" if together else "some_but"
        key = contradicted if column == "contradicted_in" else column
        return say("conclusions.headline", key, language, **said)
    return verdict


def _weightiest(row: Any) -> str:
    """The column of REPLICATION with the test cases that weigh most; empty where none can tell."""
    return next((column for column in TEST_PLACES if pd.notna(getattr(row, column))), "")


def say_standing(row: Any, names: Mapping[str, str], language: str = "nl") -> str:
    """In which of the cases it came from a claim holds by itself, and what further cases say besides the headline.

    Args:
        row: a row of REPLICATION.
        names: id to name of the cases.
        language: `nl` or `en`.
    """
    holding, cases = row.derivation_supported, row.derivation_cases
    said = []
    if cases > 1 and (holding or row.verdict == "supported"):
        key = "none" if not holding else "all" if holding == cases else "some"
        where = "" if key != "some" else _named(row.derivation_in, names, language)
        said.append(say("conclusions.standing", key, language, holding=holding, cases=cases, names=where))
    for column in (*TEST_PLACES, "too_little_in"):
        in_headline = column == _weightiest(row) and column != "not_found_in"
        if pd.notna(members := getattr(row, column)) and not in_headline:
            found = _named(members, names, language)
            said.append(say("conclusions.standing", column, language, names=found))
    return " ".join(said)


def _named(members: str, names: Mapping[str, str], language: str) -> str:
    """The names of the cases; only how many where they are many."""
    listed = members.split(", ")
    if len(listed) > FEW:
        return say("conclusions", "many_cases", language, cases=len(listed))
    return enumerate_words((names.get(member, member) for member in listed), language=language)


def list_rules(
    claims: Mapping[str, pd.DataFrame],
    overall: pd.DataFrame,
    tipping: pd.DataFrame,
    *,
    names: Mapping[str, str],
    language: str = "nl",
) -> Iterator[tuple[str, str, str, str, str]]:
    """Every claim with a verdict: its id, sentence, rule, what would make it untrue, and the smallest change to that.

    Args:
        claims: the tables of the claims.
        overall: VERDICTS over the cases that the claims came from, one row for each.
        tipping: TIPPING.
        names: id to name of cases, roles and worlds.
        language: `nl` or `en`.
    """
    verdicts, tips = (rows.set_index("claim", drop=False) for rows in (overall, tipping))
    for claim in claims["claims"].itertuples():
        if claim.claim not in verdicts.index:
            continue
        rule = say_rule(claim, verdicts.loc[claim.claim], claims["claim_parts"], language)
        falsified = getattr(claim, f"falsified_{language}")
        tip = NO_TIP[language]
        if claim.claim in tips.index:
            tip = say_tip(tips.loc[claim.claim], names, language)
        yield claim.claim, getattr(claim, f"text_{language}"), rule, "–" if pd.isna(falsified) else falsified, tip


def claims_ledger(rules: Iterable[tuple[str, str, str, str, str]]) -> str:
    """The rules of all claims as a table in Markdown, in English."""
    heading = ("claim", "sentence", "rule", "untrue when", "smallest change")
    rows = [heading, ("---",) * len(heading), *rules]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in rows)


def say_rule(claim: Any, verdict: Any, parts: pd.DataFrame, language: str = "nl") -> str:
    """The rule of a claim in a sentence, with its thresholds.

    Args:
        claim: a row of CLAIMS.
        verdict: the row of VERDICTS over the cases that it came from; says what the cut-off comes to.
        parts: CLAIM_PARTS.
        language: `nl` or `en`.
    """
    said = {
        "cut_off": verdict.cut_off,
        "asked": verdict.asked,
        "unit": UNITS[language][verdict.unit],
        "label": LABELS[language].get(claim.min_label, ""),
        "ending": ENDINGS[language].get(claim.judgement, ""),
        "at_least": claim.at_least,
        "by": claim.by,
        "least": claim.min_respondents if pd.notna(claim.min_respondents) else claim.min_passages,
        "min_cases": claim.min_cases,
    }
    return say("conclusions.rules", _rule(claim, parts), language, **said)


def _rule(claim: Any, parts: pd.DataFrame) -> str:
    """The key of the sentence about a claim's rule."""
    if claim.kind == "composite":
        return str(parts.loc[parts["claim"] == claim.claim, "relation"].iloc[0])
    if claim.kind == "connection":
        if claim.judgement == "varied":
            return "varied"
        return "connection_only" if pd.notna(claim.only) and claim.only else "connection"
    return RULES.get((claim.kind, claim.rank if claim.kind == "ranking" else claim.source), str(claim.kind))


def say_tip(tip: Any, names: Mapping[str, str], language: str = "nl") -> str:
    """The smallest change that gives a claim another verdict, in a sentence.

    Args:
        tip: a row of TIPPING.
        names: id to name of cases, roles and worlds.
        language: `nl` or `en`.
    """
    places = [] if pd.isna(tip.place) else tip.place.split("; ")
    named = (", ".join(names.get(part, part) for part in place.split(", ")) for place in places)
    where = enumerate_words(named, language=language)
    said = say(
        "conclusions",
        "tip_one" if tip.changes == 1 else "tip",
        language,
        tipped=VERDICTS[language][tip.tipped],
        changes=tip.changes,
        unit=(UNIT if tip.changes == 1 else UNITS)[language][tip.unit],
        support=_signed(tip.more_support),
        counter=_signed(tip.more_counter),
        where=say("conclusions", "tip_where", language, where=where) if places else "",
    )
    through = "" if tip.through == tip.claim else say("conclusions", "tip_through", language, claim=tip.through)
    return f"{said}{through}."


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"


def say_recommendation(row: Any, names: Mapping[str, str], claim: Any, language: str = "nl") -> str:
    """Where the reason of a recommendation is found, whom it is for, what comes first, and what speaks against it.

    Args:
        row: a row of RECOMMENDATIONS.
        names: id to name of the cases.
        claim: its row of CLAIMS.
        language: `nl` or `en`.
    """
    where = "" if pd.isna(row.reason_in) else f" ({_named(row.reason_in, names, language)})"
    reason = {"holding": row.cases_with_reason, "cases": row.cases, "reasons": row.reasons, "where": where}
    said = [say("conclusions.recommended", "reason", language, **reason)]
    if pd.notna(row.partly_in):
        partly = _named(row.partly_in, names, language)
        said.append(say("conclusions.recommended", "partly", language, names=partly))
    audience = getattr(claim, f"audience_{language}")
    if pd.notna(audience):
        said.append(say("conclusions.recommended", "audience", language, audience=audience))
    beside = {key: getattr(row, key) for key in ("after", "against") if pd.notna(getattr(row, key))}
    said += [say("conclusions.recommended", key, language, claims=claims) for key, claims in beside.items()]
    return " ".join(said)
