"""Sentences about the connections between residents and officials, and what study.yml says about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.labels import Labels
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

JUDGEMENT_WORDS = catalogue("connections.judgements")
OUTCOME_WORDS = catalogue("connections.outcomes")
WORDS = catalogue("connections")


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


def say_connections(connections: pd.DataFrame, labels: Labels) -> str:
    """Which of the connections are made, hindered and so on, as a sentence per judgement.

    Args:
        connections: CONNECTIONS of one member.
        labels: of the study.
    """
    language = labels.language
    words, sentences = WORDS[language], []
    for judgement, said in JUDGEMENT_WORDS[language].items():
        rows = connections[connections["judgement"] == judgement]
        named = [
            words["connection"].format(role=labels.roles[row.role].lower(), world=labels.worlds[row.world].lower())
            for row in rows.itertuples()
        ]
        if named:
            listed = enumerate_words(named, language=language)
            counted = {"number": len(named), "connections": len(connections)}
            sentences.append(words["judged"].format(judgement=said.capitalize(), named=listed, **counted))
    return " ".join(sentences)
