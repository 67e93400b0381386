"""What stands in claims.yml, declared once: a list of claims, each with what every claim has and what its kind adds.

docs/claims.md explains the kinds; `KIND_RULES` says which of these settings a claim of each kind has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from wijkresearch.tables.claims import CLAIMS, MEASURES, SOURCES
from wijkresearch.tables.settings import Setting, settings_of

LANGUAGES = ("nl", "en")
RELATIONS = ("all_of", "any_of", "most_of")


def _columns(*names: str, **changes: Any) -> tuple[Setting, ...]:
    """Settings that are columns of CLAIMS as well, with their kind, their meaning and what they may hold."""
    return tuple(replace(setting, **changes) for setting in settings_of(CLAIMS) if setting.name in names)


def _block(name: str, meaning: str, *of: Setting, required: bool = False) -> Setting:
    return Setting(name, "block", meaning, required=required, of=of)


def _named(name: str, meaning: str, among: str, *, required: bool = False) -> Setting:
    return Setting(name, "names", meaning, required=required, among=among)


def _sentences(meaning: str, *, required: bool = False) -> tuple[Setting, ...]:
    """A sentence in Dutch, and in English; without the latter the Dutch one stands for it."""
    return (Setting("nl", "text", meaning, required=required), Setting("en", "text", meaning))


GROUPS = (
    _named("perspectives", "Ids of perspectives.", "perspectives"),
    _named("municipalities", "Folders of municipalities.", "municipalities"),
)
RULE = (*_columns("min_respondents", "at_least", "min_passages", lowest=1), *_columns("min_label"))
CLAIM = (
    Setting("id", "text", "What other claims and pages call it.", required=True),
    _block("text", "What is claimed.", *_sentences("The sentence.", required=True), required=True),
    _block("short", "The same where there is no room for it.", *_sentences("At most 90 characters.")),
    *_columns("answers", among="questions"),
    *_columns("kind"),
    _block("falsified_by", "What finding would make the sentence untrue.", *_sentences("The finding.")),
    _block(
        "published",
        "What it restates of the tables in `published`.",
        Setting("statement", "text", "The printed statement.", among="statements"),
        Setting("ranking", "text", "The printed ranking.", among="rankings"),
    ),
    _named("derived_from", "The cases that it was derived from; on every other one it is a test.", "municipalities"),
    Setting("expects", "words", "The verdict that was predicted of a test case.", among="municipalities"),
    _block(
        "frozen",
        "What it said when it was frozen; `wijk freeze` writes it.",
        Setting("claim", "text", "The fingerprint of the claim."),
        Setting("codebook", "text", "The fingerprint of its codes' definitions."),
        Setting("date", "date", "The day on which."),
    ),
    _named("support", "Codes for it; what stands under a code in the codebook counts along.", "codes"),
    _named("counter", "Codes against it.", "codes"),
    _named("same_passage", "Codes of which a supporting passage must overlap one.", "codes"),
    Setting("roles", "ids", "Roles that are there, instead of codes for and against."),
    _block(
        "eligible",
        "Whose word counts.",
        Setting("kind", "text", "Interviews or observations.", default=SOURCES[0], allowed=SOURCES),
        *GROUPS,
        _named("codes", "Codes that a document must hold.", "codes"),
    ),
    _block(
        "asked",
        "Who was asked, where not everybody was.",
        Setting("default", "flag", "Was everybody asked?", default=True),
        _named("documents", "The documents of those who were.", "documents"),
    ),
    _block("rule", "From where on it holds.", *RULE),
    _block(
        "contrast",
        "Which two sides are compared: the codes for and against, or two groups.",
        *_columns("by", required=True, lowest=1, highest=100),
        _block("more", "The side that says it more.", *GROUPS),
        _block("less", "The side that says it less.", *GROUPS),
    ),
    _block(
        "ranking",
        "Which role comes first or last.",
        *_columns("role", required=True, meaning="The role that comes first or last."),
        *_columns("rank", required=True),
        *_columns("world"),
        *_columns("measure", default=MEASURES[0]),
    ),
    _block(
        "connection",
        "How passages of a role, a world or a direction end.",
        *_columns("role", "world", "only"),
        *_columns("direction", among="codes"),
        *_columns("judgement", required=True),
    ),
    _block(
        "covariation",
        "What goes together, by case.",
        Setting("outcome", "text", "The claim that holds where the conditions do.", required=True, among="claims"),
        _named("conditions", "The claims that are the conditions.", "claims", required=True),
        *_columns("min_cases", required=True, lowest=1),
    ),
    _block(
        "composition",
        "The claims that it follows from, in one of these ways.",
        *(_named(name, "Ids of claims.", "claims") for name in RELATIONS),
    ),
    Setting(
        "says",
        "blocks",
        "Of every part the words of the sentence that it tests.",
        of=_sentences("The words of the sentence.", required=True),
    ),
    _block(
        "checked",
        "Who read that the parts test the words they name.",
        Setting("by", "text", "Who read that.", required=True),
        Setting("date", "date", "The day on which.", required=True),
    ),
    _named("rests_on", "The claims that a recommendation rests on.", "claims"),
    _named("after", "The recommendations that come first.", "claims"),
    _named("against", "The claims that speak against it.", "claims"),
    _block("audience", "Whom a recommendation is for.", *_sentences("Who.")),
)
"""The settings of one claim."""


@dataclass(frozen=True)
class KindRule:
    """What a claim of one kind must have besides what all have, what it may have, and what its rule must say."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()


COMMON = ("id", "text", "short", "answers", "kind", "falsified_by", "published", "derived_from", "expects", "frozen")
JUDGED = ("eligible", "asked")
SIDES = ("support", "counter", "rule", "derived_from")
COUNTED = KindRule(SIDES, (*JUDGED, "same_passage"), ("min_respondents", "min_label"))
KIND_RULES = {
    "prevalence": COUNTED,
    "absence": COUNTED,
    "existence": KindRule(("rule", "derived_from"), (*JUDGED, "support", "counter", "roles"), ("at_least",)),
    "contrast": KindRule(("support", "contrast", "rule", "derived_from"), (*JUDGED, "counter"), ("min_respondents",)),
    "ranking": KindRule(("ranking", "rule", "derived_from"), JUDGED, ("min_respondents",)),
    "connection": KindRule(("connection", "rule", "derived_from"), JUDGED, ("min_passages",)),
    "covariation": KindRule(("covariation",)),
    "composite": KindRule(("composition", "says"), ("checked",)),
    "recommendation": KindRule(("rests_on",), ("after", "against", "audience")),
}
"""Kind to what its claims have."""
