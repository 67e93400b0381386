"""Sentences about the connections between residents and officials, and what study.yml says about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.reading import enumerate_words

JUDGEMENT_WORDS = {
    "nl": {
        "made": "komt tot stand",
        "hindered": "belemmerd",
        "not_called_upon": "niet ingeroepen",
        "mixed": "wisselend",
        "nobody_coded": "niet gecodeerd",
    },
    "en": {
        "made": "made",
        "hindered": "hindered",
        "not_called_upon": "not called upon",
        "mixed": "mixed",
        "nobody_coded": "not coded",
    },
}
OUTCOME_WORDS = {
    "nl": {
        "fulfilled": "volledig uitgevoerd",
        "hindered": "belemmerd",
        "not_called_upon": "niet ingeroepen",
        "not_stated": "niet gecodeerd",
    },
    "en": {
        "fulfilled": "carried out in full",
        "hindered": "hindered",
        "not_called_upon": "not called upon",
        "not_stated": "not coded",
    },
}
WORDS = {
    "nl": {
        "desired": "{role}: gewenst",
        "told": "{role}: zoals verteld",
        "no_roles": "study.yml noemt geen rollen.",
        "unknown": "study.yml noemt geen actors en directions.",
        "share": "{fulfilled} van {passages}",
        "no_passages": "geen passages",
        "connection": "{role} in de {world}",
        "judged": "{judgement} ({number} van {connections}): {named}.",
    },
    "en": {
        "desired": "{role}: desired",
        "told": "{role}: as told",
        "no_roles": "study.yml names no roles.",
        "unknown": "study.yml names no actors and directions.",
        "share": "{fulfilled} of {passages}",
        "no_passages": "no passages",
        "connection": "{role} in the {world}",
        "judged": "{judgement} ({number} of {connections}): {named}.",
    },
}


def goal_of(settings: Mapping[str, Any], role: str, world: str, *, language: str = "nl") -> str:
    """What a role is for in a world, as `goals` of study.yml says; empty when it does not."""
    goals = {(str(goal["role"]), str(goal["world"])): goal for goal in settings.get("goals", [])}
    goal = goals.get((role, world))
    return words_of(goal, "text", language) if goal else ""


def words_of(entry: Mapping[str, Any], name: str, language: str) -> str:
    """The `label` or `text` of an entry of study.yml in a language, or in Dutch where the study has no other.

    >>> words_of({"label_nl": "Inwoner", "label_en": "Resident"}, "label", "en")
    'Resident'
    >>> words_of({"label_nl": "Inwoner"}, "label", "en")
    'Inwoner'
    """
    return str(entry.get(f"{name}_{language}") or entry[f"{name}_nl"])


def say_share(judged: Any, *, language: str = "nl") -> str:
    """In how many of the passages the role was carried out in full, such as `15 van 19`."""
    words = WORDS[language]
    if not judged["passages"]:
        return words["no_passages"]
    return words["share"].format(fulfilled=judged["fulfilled"], passages=judged["passages"])


def say_connections(
    connections: pd.DataFrame, *, roles: Mapping[str, str], worlds: Mapping[str, str], language: str = "nl"
) -> str:
    """Which of the connections are made, hindered and so on, as a sentence per judgement.

    Args:
        connections: CONNECTIONS of one member.
        roles: id to label.
        worlds: id to label.
        language: `nl` or `en`.
    """
    words, sentences = WORDS[language], []
    for judgement, said in JUDGEMENT_WORDS[language].items():
        rows = connections[connections["judgement"] == judgement]
        named = [
            words["connection"].format(role=roles[row.role].lower(), world=worlds[row.world].lower())
            for row in rows.itertuples()
        ]
        if named:
            listed = enumerate_words(named, language=language)
            counted = {"number": len(named), "connections": len(connections)}
            sentences.append(words["judged"].format(judgement=said.capitalize(), named=listed, **counted))
    return " ".join(sentences)
