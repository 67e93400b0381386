"""What each picture shows, as one sentence made from the table that it is drawn from.

It is the title of the picture and the beginning of its caption. Where the table has nothing to say it is empty.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.show.labels import Labels
from wijkresearch.tables.conclusions import over_derivation
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words, write_number, write_percent

WORDS = catalogue("titles")
CONNECTED = catalogue("titles.connections")
BEST = 5.0
"""Percentile up to which a set of cases is among those that are most alike."""
LISTED = 3
"""Things that a title names one by one; of more it says how many there are."""
LAST = 3
"""Interviews at the end of which a title says what they still added."""


def say_similarity(set_ranks: pd.DataFrame, *, language: str = "nl") -> str:
    """How many of the sets that could have been chosen are less alike than the chosen one.

    Args:
        set_ranks: SET_RANKS of the chosen set; empty where there is none.
        language: `nl` or `en`.
    """
    for row in set_ranks.head(1).itertuples():
        less = write_percent((row.admissible - row.rank) / row.admissible, 0, language=language)
        return WORDS[language]["similarity"].format(less=less, sets=write_number(row.admissible, language=language))
    return ""


def say_widest_control(control_ranges: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """On which control the chosen cases are furthest apart.

    Args:
        control_ranges: CONTROL_RANGES; empty where there is no set to compare.
        labels: control to Dutch label.
    """
    if control_ranges.empty:
        return ""
    widest = control_ranges.set_index("control")["standardised_range"].idxmax()
    return WORDS["nl"]["widest_control"].format(control=labels[str(widest)])


def say_specifications(ranked: pd.DataFrame) -> str:
    """In how many ways of comparing the chosen set is among the sets that are most alike.

    Args:
        ranked: the rows of SPECIFICATIONS with a rank.
    """
    if ranked.empty:
        return ""
    return _part_of("specifications", int(ranked["percentile"].le(BEST).sum()), len(ranked))


def say_most_given(frequencies: pd.DataFrame, codes: Mapping[str, str], documents: int, *, language: str = "nl") -> str:
    """Which of these codes was given most often, or which were, and how often.

    Args:
        frequencies: CODE_FREQUENCIES.
        codes: code to label, for the codes that are shown.
        documents: how many documents there are.
        language: `nl` or `en`.
    """
    words, shown = WORDS[language], frequencies[frequencies["code"].isin(codes)]
    totals = shown.groupby("code")["segments"].sum()
    most = [code for code in codes if code in totals.index and totals[code] == totals.max()]
    if not most:
        return ""
    if len(most) == 1:
        heard = shown.loc[(shown["code"] == most[0]) & shown["segments"].gt(0), "document"].nunique()
        return words["most_given"].format(
            code=codes[most[0]], times=int(totals.max()), heard=heard, documents=documents
        )
    if len(most) > LISTED:
        return words["many_given"].format(number=len(most), times=int(totals.max()))
    named = enumerate_words((f"‘{codes[code]}’" for code in most), language=language)
    return words["together_given"].format(codes=named, times=int(totals.max()))


def say_theory(counts: pd.DataFrame, *, language: str = "nl") -> str:
    """Of how many of the concepts from theory somebody told in every case.

    Args:
        counts: THEORY_COUNTS.
        language: `nl` or `en`.
    """
    everywhere = counts[counts["depth"] == 0].groupby("code")["branch_respondents"].min().gt(0)
    return _part_of("theory", int(everywhere.sum()), len(everywhere), language)


def say_agreement(agreement: pd.DataFrame, *, language: str = "nl") -> str:
    """On how many of these codes the coders agree no more often than by chance (α of zero or less).

    Args:
        agreement: the rows of AGREEMENT that are drawn.
        language: `nl` or `en`.
    """
    if agreement.empty:
        return ""
    return _part_of("agreement", int(agreement["alpha"].le(0).sum()), len(agreement), language)


def say_alike(passages: pd.DataFrame, *, language: str = "nl") -> str:
    """In how many of these passages every coder of the document saw the same.

    Args:
        passages: CODED_PASSAGES.
        language: `nl` or `en`.
    """
    if passages.empty:
        return ""
    return _part_of("alike", int(passages["agreed"].eq(1).sum()), len(passages), language)


def say_theme(theme_counts: pd.DataFrame, *, language: str = "nl") -> str:
    """On which axial category a selective theme rests most.

    Args:
        theme_counts: AXIAL_COUNTS of one theme.
        language: `nl` or `en`.
    """
    totals = theme_counts.groupby("axial_category", sort=False)["segments"].sum()
    theme, whole = theme_counts["selective_theme"].iloc[0], totals.sum()
    if not whole:
        return WORDS[language]["empty_theme"].format(theme=theme)
    share = write_percent(totals.max() / whole, 0, language=language)
    return WORDS[language]["theme"].format(theme=theme, category=totals.idxmax(), share=share)


def say_saturation(curve: pd.DataFrame, *, language: str = "nl") -> str:
    """How many codes the last interviews still added; with too few interviews how many there are.

    Args:
        curve: SATURATION_CURVE of all cases, in the order of coding.
        language: `nl` or `en`.
    """
    if curve.empty:
        return ""
    codes, added = int(curve["cumulative"].iloc[-1]), int(curve["new_codes"].tail(LAST).sum())
    key = "saturation" if len(curve) > LAST else "few_interviews"
    return WORDS[language][key].format(codes=codes, added=added, last=LAST)


def say_connected(connections: pd.DataFrame, labels: Labels) -> str:
    """In which roles and worlds contact is mostly made.

    Args:
        connections: CONNECTIONS of one member.
        labels: of the study.
    """
    words, language = WORDS[labels.language], labels.language
    told = connections[connections["judgement"] != "nobody_coded"]
    made = told[told["judgement"] == "made"]
    named = enumerate_words((_named(row.role, row.world, labels) for row in made.itertuples()), language=language)
    if told.empty:
        return words["not_told"]
    if len(made) == len(told):
        return words["always_made"]
    if len(made) > LISTED or made.empty:
        return _part_of("made", len(made), len(told), language)
    return words["only_made"].format(named=named)


def _named(role: str, world: str, labels: Labels) -> str:
    """A role in a world, as it stands within a sentence."""
    return WORDS[labels.language]["role_in"].format(role=labels.roles[role].lower(), world=labels.worlds[world].lower())


def say_role(connections: pd.DataFrame, role: str, labels: Labels) -> str:
    """What becomes of one role, world by world; worlds in which the same becomes of it are told together.

    Args:
        connections: CONNECTIONS of one member.
        role: id of the role.
        labels: of the study.
    """
    words, told = WORDS[labels.language], CONNECTED[labels.language]
    of_role = connections[connections["role"] == role]
    parts = []
    for judgement, rows in of_role.groupby("judgement", sort=False):
        named = (words["in_world"].format(world=labels.worlds[world].lower()) for world in rows["world"])
        parts.append(told[str(judgement)].format(worlds=enumerate_words(named, language=labels.language)))
    return words["role"].format(role=labels.roles[role], told=", ".join(parts))


def leading_roles(role_counts: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Per case the role with most passages over all worlds and its share, cases with one leading role together.

    The role that leads most often comes first, and within it the case in which it has the largest share; then the
    order of the roles and of the cases decides. The index is the case.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    roles = list(labels.roles)
    totals = role_counts.groupby(["municipality", "role"])["segments"].sum().unstack(fill_value=0)
    totals = totals.reindex(index=list(labels.municipalities), columns=roles, fill_value=0)
    shares = totals.div(totals.sum(axis="columns").clip(lower=1), axis="index")
    leading = pd.DataFrame({"role": shares.idxmax(axis="columns"), "share": shares.max(axis="columns")})
    leading["tied"] = shares.eq(leading["share"], axis="index").sum(axis="columns").gt(1)
    often = leading["role"].value_counts()
    leading["place"] = leading["role"].map({role: (-often.get(role, 0), roles.index(role)) for role in roles})
    leading["less"] = -leading["share"]
    return leading.sort_values(["place", "less"], kind="stable")


def say_leading(role_counts: pd.DataFrame, labels: Labels) -> str:
    """Which role leads alone in most cases, or which roles do, and in how many; of a single case, which one leads.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    if role_counts.empty or not labels.roles:
        return ""
    words, leading = WORDS[labels.language], leading_roles(role_counts, labels)
    alone = leading.loc[~leading["tied"], "role"].value_counts()
    most = [label for role, label in labels.roles.items() if role in alone.index and alone[role] == alone.max()]
    if not most:
        return words["no_leader"]
    if len(leading) > 1 and len(alone) == len(leading):
        return words["other_leaders"]
    key = "leader" if len(most) == 1 else "leaders"
    named = enumerate_words(most, language=labels.language)
    roles, number = named[:1] + named[1:].lower(), int(alone.max())
    return words[key if len(leading) > 1 else "one_leader"].format(roles=roles, number=number, cases=len(leading))


def say_spread(role_counts: pd.DataFrame, labels: Labels) -> str:
    """Which role differs most between the cases, in which world; where none does, which has the largest share.

    Args:
        role_counts: ROLE_COUNTS.
        labels: of the study.
    """
    shares = role_counts.dropna(subset=["share"]).groupby(["role", "world"], sort=False)["share"].agg(["min", "max"])
    if shares.empty:
        return ""
    apart = shares["max"] - shares["min"]
    alike = not apart.max() > 0
    role, world = (shares["max"] if alike else apart).idxmax()
    low, high = (write_percent(shares.loc[(role, world), end], 0, language=labels.language) for end in ("min", "max"))
    named = _named(role, world, labels)
    return WORDS[labels.language]["largest" if alike else "spread"].format(named=named, low=low, high=high)


def say_printed(comparison: pd.DataFrame, *, language: str = "nl") -> str:
    """How many printed cells come out the same.

    Args:
        comparison: PUBLISHED_COMPARISON.
        language: `nl` or `en`.
    """
    if comparison.empty:
        return ""
    return _part_of("printed", int(comparison["agreement"].eq("equal").sum()), len(comparison), language)


def say_verdicts(verdicts: pd.DataFrame, *, language: str = "nl") -> str:
    """How many conclusions are supported over the cases they came from, and how many in every single case too.

    Args:
        verdicts: VERDICTS.
        language: `nl` or `en`.
    """
    overall = over_derivation(verdicts).set_index("claim")["verdict"].eq("supported")
    per_case = verdicts[verdicts["scope"] == "municipality"]
    cases = per_case["member"].nunique()
    held = per_case[per_case["verdict"] == "supported"].groupby("claim")["member"].nunique().eq(cases)
    everywhere = sum(1 for claim in overall.index[overall] if held.get(claim, False))
    if overall.empty:
        return ""
    said = {"everywhere": _number(everywhere, language)} if cases > 1 else {}
    return _part_of("verdicts_everywhere" if said else "verdicts", int(overall.sum()), len(overall), language, **said)


def say_against(triangulation: pd.DataFrame, *, language: str = "nl") -> str:
    """Of how many conclusions at least one interview or observation speaks against it.

    Args:
        triangulation: TRIANGULATION.
        language: `nl` or `en`.
    """
    against = (triangulation["countering"] + triangulation["divided"]).groupby(triangulation["claim"]).sum().gt(0)
    return _part_of("against", int(against.sum()), len(against), language) if len(against) else ""


def say_going_along(contrasts: pd.DataFrame, *, language: str = "nl") -> str:
    """How many outcomes go along with an attribute, and of how many that cannot be told.

    Args:
        contrasts: CASE_CONTRASTS.
        language: `nl` or `en`.
    """
    if contrasts.empty:
        return ""
    counts = contrasts["judgement"].value_counts()
    untold = _number(int(counts.get("cannot_be_told", 0)), language)
    return _part_of("going_along", int(counts.get("goes_along", 0)), len(contrasts), language, untold=untold)


def _part_of(key: str, part: int, whole: int, language: str = "nl", **values: object) -> str:
    """A sentence about a part of a whole; none of it is said in a word."""
    said = {"part": _number(part, language), "whole": write_number(whole, language=language)}
    return WORDS[language][key].format(**said, **values)


def _number(number: int, language: str) -> str:
    return write_number(number, language=language) if number else WORDS[language]["none"]
