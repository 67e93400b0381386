"""Attributions in a text, such as "(adviseur, D7)", compared with the register of documents.

An attribution agrees when the document is in the register, every word of the function named begins a word of the
registered function or is its plural (so `adviseur` agrees with `Drie adviseurs`, and `adviseurs` with `Adviseur`), the
municipality of the sentence, where it names one, is the registered one, and what is cited as an observation is one.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from wijkresearch.printed_audit.published import PUBLISHED_REGISTER
from wijkresearch.printed_audit.tables import ATTRIBUTION_CHECKS, CITATIONS, UNCITED_DOCUMENTS

OBSERVATION_WORDS = ("observatie", "observation", "observatieverslag")
DIFFERENCES = {
    "document": "not in register",
    "kind": "kind differs",
    "function": "function differs",
    "municipality": "municipality differs",
}


def as_register(documents: pd.DataFrame) -> pd.DataFrame:
    """PUBLISHED_REGISTER columns from a study's own documents, so that either can serve as the register.

    Args:
        documents: DOCUMENTS with every municipality filled in.
    """
    register = documents[["document", "kind", "function", "municipality"]].assign(section="documents.csv")
    return PUBLISHED_REGISTER.check(register)


def check_attributions(attributions: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """ATTRIBUTION_CHECKS: every attribution beside what the register says of its document, with the verdict.

    Args:
        attributions: PUBLISHED_ATTRIBUTIONS, or what `find_attributions` found in a text.
        register: PUBLISHED_REGISTER, or `as_register(documents)`.
    """
    registered = register.set_index("document")[["kind", "function", "municipality"]]
    rows = []
    for attribution in attributions.to_dict("records"):
        known = attribution["document"] in registered.index
        entry = registered.loc[attribution["document"]].to_dict() if known else None
        verdict = compare_attribution(attribution, entry)
        rows.append(
            {
                "number": attribution["number"],
                "section": attribution["section"],
                "document": attribution["document"],
                "function": attribution["function"],
                "municipality": attribution["municipality"],
                "registered_kind": entry["kind"] if entry else None,
                "registered_function": entry["function"] if entry else None,
                "registered_municipality": entry["municipality"] if entry else None,
                "verdict": verdict,
                "agrees": verdict == "agrees",
            }
        )
    return ATTRIBUTION_CHECKS.of(rows)


def compare_attribution(attribution: dict[Any, Any], entry: dict[Any, Any] | None) -> str:
    """`agrees`, or the first thing in which an attribution differs from a row of the register."""
    if entry is None:
        return DIFFERENCES["document"]
    if is_observation(attribution) and entry["kind"] != "observation":
        return DIFFERENCES["kind"]
    function = attribution["function"]
    if _names_a_function(function) and not _agrees_with(function, entry["function"]):
        return DIFFERENCES["function"]
    municipality = attribution["municipality"]
    if not pd.isna(municipality) and municipality != entry["municipality"]:
        return DIFFERENCES["municipality"]
    return "agrees"


def is_observation(attribution: dict[Any, Any]) -> bool:
    """Whether the document is cited as an observation, by its kind or by the word used for it."""
    function = attribution["function"]
    named = not pd.isna(function) and function.casefold() in OBSERVATION_WORDS
    return bool(named or attribution.get("kind") == "observation")


def _names_a_function(function: object) -> bool:
    return not pd.isna(function) and str(function).casefold() not in OBSERVATION_WORDS


def _agrees_with(named: str, registered: str) -> bool:
    words = re.findall(r"\w+", registered.casefold())
    return all(any(_begins(part, word) for word in words) for part in re.findall(r"\w+", named.casefold()))


def _begins(part: str, word: str) -> bool:
    """Whether a word begins with the part named, or the part is its plural."""
    return word.startswith(part) or part in (f"{word}s", f"{word}en", f"{word}n")


def list_uncited(attributions: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """UNCITED_DOCUMENTS: the documents of the register to which no passage is attributed.

    Args:
        attributions: PUBLISHED_ATTRIBUTIONS, or what `find_attributions` found in a text.
        register: PUBLISHED_REGISTER, or `as_register(documents)`.
    """
    uncited = register[~register["document"].isin(attributions["document"])]
    return UNCITED_DOCUMENTS.check(uncited[UNCITED_DOCUMENTS.column_names])


def count_citations(attributions: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """CITATIONS: the attributions to interviews per municipality, as the register has it and in its order.

    Args:
        attributions: PUBLISHED_ATTRIBUTIONS, or what `find_attributions` found in a text.
        register: PUBLISHED_REGISTER, or `as_register(documents)`.
    """
    interviews = register[register["kind"] == "interview"].copy()
    interviews["attributions"] = interviews["document"].map(attributions["document"].value_counts()).fillna(0)
    counted = interviews.groupby("municipality", sort=False, as_index=False).agg(
        interviews=("document", "size"),
        cited_interviews=("attributions", lambda cited: int((cited > 0).sum())),
        attributions=("attributions", "sum"),
    )
    return CITATIONS.check(counted)
