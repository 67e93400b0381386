"""Sentences on the logic of the design: what goes along with the variable of interest, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

ATTRIBUTES = catalogue("attributes")
WORDS = catalogue("contrasts")
JUDGEMENTS = catalogue("contrasts.judgements")


def label_attributes(names: Iterable[str], selection: Mapping[str, Any], *, language: str = "nl") -> dict[str, str]:
    """Attribute to what it is called: as study.yml says, as the package calls it, or by its own name.

    >>> label_attributes(["wards", "soort_college"], {"labels_nl": {}})
    {'wards': 'aantal wijken of gebieden', 'soort_college': 'soort college'}
    """
    given = [selection[f"labels_{language}"], ATTRIBUTES[language], selection["labels_nl"]]
    return {name: next((said[name] for said in given if name in said), name.replace("_", " ")) for name in names}


def label_outcomes(contrasts: pd.DataFrame, *, language: str = "nl") -> dict[str, str]:
    """Outcome to what it is called: the preferred role by its name, an answer by its id."""
    named = WORDS[language]
    return {outcome: named.get(outcome, outcome) for outcome in contrasts["outcome"].drop_duplicates()}


def say_contrasts(
    design: pd.DataFrame, contrasts: pd.DataFrame, *, labels: Mapping[str, str], language: str = "nl"
) -> list[str]:
    """What goes along with the variable of interest, what goes along with others, and what so few cases cannot tell.

    Args:
        design: CASE_DESIGN.
        contrasts: CASE_CONTRASTS.
        labels: attribute to label.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    if design.empty or design["cases"].max() < 2:
        return [words["one_case"]]
    outcomes = label_outcomes(contrasts, language=language)
    said = []
    for row in design[design["design"] == "interest"].itertuples():
        said.append(_say_interest(row, labels, language))
        said += _say_alike(design, labels[row.attribute], labels, language)
        said += _say_outcomes(
            contrasts[contrasts["attribute"] == row.attribute], labels[row.attribute], outcomes, language
        )
    everywhere = design[(design["different"] == 1) & (design["cases"] == design["cases"].max())]
    same = [labels[name] for name in everywhere["attribute"]]
    said += [words["constant"].format(attributes=enumerate_words(same, language=language))] if same else []
    return [*said, *_say_others(design, contrasts, labels, language), words["caution"]]


def _say_interest(row: Any, labels: Mapping[str, str], language: str) -> str:
    key = "all_differ" if row.different == row.cases else "all_alike" if row.different == 1 else "some_alike"
    counted = {"cases": row.cases, "different": row.different}
    return WORDS[language][key].format(attribute=labels[row.attribute], **counted)


def _say_alike(design: pd.DataFrame, interest: str, labels: Mapping[str, str], language: str) -> Iterator[str]:
    """Which other attributes divide the cases in the same way."""
    others = [labels[name] for name in design.loc[design["as_interest"].astype(bool), "attribute"]]
    if others:
        listed = enumerate_words(others, language=language)
        yield WORDS[language]["as_interest"].format(attribute=interest, attributes=listed)


def _say_outcomes(rows: pd.DataFrame, interest: str, outcomes: Mapping[str, str], language: str) -> Iterator[str]:
    for judgement in JUDGEMENTS[language]:
        named = [outcomes[name] for name in rows.loc[rows["judgement"] == judgement, "outcome"]]
        if named:
            listed = enumerate_words(named, language=language)
            yield WORDS[language][judgement].format(attribute=interest, outcomes=listed)


def _say_others(
    design: pd.DataFrame, contrasts: pd.DataFrame, labels: Mapping[str, str], language: str
) -> Iterator[str]:
    """Which outcomes go along with which other attributes."""
    outcomes = label_outcomes(contrasts, language=language)
    others = design.loc[design["design"] != "interest", "attribute"]
    along = contrasts[contrasts["attribute"].isin(others) & (contrasts["judgement"] == "goes_along")]
    for name, rows in along.groupby("attribute", sort=False):
        listed = enumerate_words((outcomes[outcome] for outcome in rows["outcome"]), language=language)
        yield WORDS[language]["goes_along"].format(attribute=labels[str(name)], outcomes=listed)
