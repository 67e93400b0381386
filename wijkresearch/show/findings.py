"""Finished tables of the audit as sentences; the numbers and the verdicts come from the tables as they are.

A figure that cannot be had from the printed table "volgt niet uit de gedrukte tabel"; what would explain it is called a
hypothesis. Each function gives one piece of text; items of a list stand on lines that begin with a dash. What the
report says can be said in Dutch and in English; what only notebooks and `wijk audit` say is Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.finding_words import RANKS, RULES, SENTENCES, SOURCES, VERDICTS
from wijkresearch.show.labels import Labels
from wijkresearch.words import say
from wijkresearch.words.numbers import enumerate_words, write_number, write_percent


def bullets(parts: Iterable[str]) -> str:
    """Sentences as a Markdown list."""
    return "\n".join(f"- {part}" for part in parts)


def with_list(said: str, parts: Iterable[str]) -> str:
    """A sentence with a Markdown list below it; the sentence alone where there is nothing to list."""
    listed = bullets(parts)
    return f"{said}\n\n{listed}" if listed else said


def _say(language: str, sentence: str, **values: object) -> str:
    """A sentence of the language with its values; fractions are written as the language writes them."""
    written = {
        name: write_number(value, language=language) if isinstance(value, float) else value
        for name, value in values.items()
    }
    return SENTENCES[language][sentence].format(**written)


def say_lead(*, language: str = "nl") -> str:
    """What the findings of the audit are about, and what they do not say."""
    return _say(language, "lead")


def say_column_sums(column_sums: pd.DataFrame, labels: Labels) -> str:
    """How many printed columns add up, and which do not.

    Args:
        column_sums: COLUMN_SUMS.
        labels: of the study, with every case that was printed.
    """
    added = column_sums[column_sums["adds_up"]]
    others = column_sums[~column_sums["adds_up"]]
    said = _say(labels.language, "columns_add_up", added=len(added), columns=len(column_sums))
    listed = [
        _say(
            labels.language,
            "column",
            name=labels.municipalities[column.municipality],
            world=labels.worlds[column.world].lower(),
            printed=column.printed_sum,
            expected=column.expected_sum,
            largest=column.largest_by_rounding,
        )
        for column in others.itertuples()
    ]
    return with_list(said, listed)


def say_feasibility(columns: pd.DataFrame, municipality: str, world: str, labels: Labels) -> str:
    """The arithmetic of one printed column, rule by rule: which counts could have given it, or why none can.

    Args:
        columns: COLUMN_FEASIBILITY.
        municipality: id of the case.
        world: id of the world.
        labels: of the study, with every case that was printed.
    """
    rows = columns[(columns["municipality"] == municipality) & (columns["world"] == world)]
    place = {"name": labels.municipalities[municipality], "world": labels.worlds[world].lower()}
    heading = _say(labels.language, "rounding", **place, total=rows["printed_sum"].iloc[0])
    rules = RULES[labels.language]
    return with_list(heading, (f"{rules[row.rule]}: {_say_rule(row, labels.language)}" for row in rows.itertuples()))


def say_odd_columns(columns: pd.DataFrame, column_sums: pd.DataFrame, labels: Labels) -> str:
    """The arithmetic of every printed column that does not add up, one after the other.

    Args:
        columns: COLUMN_FEASIBILITY.
        column_sums: COLUMN_SUMS.
        labels: of the study, with every case that was printed.
    """
    odd = column_sums[~column_sums["adds_up"]]
    return "\n\n".join(
        say_feasibility(columns, column.municipality, column.world, labels) for column in odd.itertuples()
    )


def say_columns(column_sums: pd.DataFrame, columns: pd.DataFrame, labels: Labels) -> str:
    """Which printed columns add up, and the arithmetic of those that do not.

    Args:
        column_sums: COLUMN_SUMS.
        columns: COLUMN_FEASIBILITY.
        labels: of the study, with every case that was printed.
    """
    if column_sums.empty:
        return _say(labels.language, "nothing_printed")
    return f"{say_column_sums(column_sums, labels)}\n\n{say_odd_columns(columns, column_sums, labels)}"


def _say_rule(row: Any, language: str) -> str:
    if not row.possible:
        low = _say(language, "at_least" if row.lowest_included else "more_than", number=row.lowest_total)
        high = _say(language, "at_most" if row.highest_included else "less_than", number=row.highest_total)
        return _say(language, "impossible", low=low, high=high, whole=row.true_total)
    return _say(language, "forced" if row.forced else "possible", counts=row.smallest_counts, n=row.smallest_n)


def say_rankings(rankings: pd.DataFrame, labels: Labels) -> str:
    """Every sentence that ranks a role, with what each table says of it.

    Args:
        rankings: RANKING_CHECKS.
        labels: of the study, with every case that was printed.
    """
    listed = []
    for ranking, rows in rankings.groupby("ranking", sort=False):
        first = rows.iloc[0]
        values = {
            "name": labels.municipalities[first["municipality"]],
            "rank": RANKS[labels.language][first["rank"]],
            "role": labels.roles[first["role"]].lower(),
            "verdicts": "; ".join(_say_verdict(row, labels) for row in rows.itertuples()),
        }
        listed.append(_say(labels.language, "ranking", ranking=ranking, section=first["section"], **values))
    return bullets(listed)


def say_sentences(rankings: pd.DataFrame, repairs: pd.DataFrame, labels: Labels) -> str:
    """Every sentence that ranks a role with what each table says of it, and which single cell would repair a column.

    Args:
        rankings: RANKING_CHECKS.
        repairs: CELL_REPAIRS.
        labels: of the study, with every case that was printed.
    """
    if rankings.empty:
        return _say(labels.language, "nothing_printed")
    return f"{say_rankings(rankings, labels)}\n\n{say_cell_repairs(repairs, labels)}"


def _say_verdict(row: Any, labels: Labels) -> str:
    language = labels.language
    return _say(
        language,
        "ranking_verdict",
        verdict=VERDICTS[language][row.verdict],
        source=SOURCES[language][row.source],
        place=labels.worlds.get(row.world, _say(language, "all_worlds")).lower(),
        number=write_number(row.number, language=language),
        rival=write_number(row.rival_number, language=language),
        rivals=enumerate_words(
            (labels.roles[rival].lower() for rival in row.rival_roles.split(", ")), language=language
        ),
    )


def say_cell_repairs(repairs: pd.DataFrame, labels: Labels) -> str:
    """Which single cell, printed otherwise, would make a column add up: hypotheses, each with the sentences that fit.

    Args:
        repairs: CELL_REPAIRS.
        labels: of the study, with every case that was printed.
    """
    return bullets(
        _say(
            labels.language,
            "cell_repair",
            repaired=row.repaired,
            printed=row.printed,
            role=labels.roles[row.role].lower(),
            name=labels.municipalities[row.municipality],
            world=labels.worlds[row.world].lower(),
            follow=row.rankings_that_follow,
            rankings=row.rankings,
        )
        for row in repairs.itertuples()
    )


def say_gaps(gaps: pd.DataFrame, labels: Labels) -> str:
    """How far the leading role of every column is ahead, whatever was rounded.

    Args:
        gaps: GUARANTEED_GAPS.
        labels: of the study, with every case that was printed.
    """
    listed = (
        _say(
            labels.language,
            "gap",
            name=labels.municipalities[row.municipality],
            world=labels.worlds[row.world].lower(),
            role=labels.roles[row.leading_role].lower(),
            gap=row.printed_gap,
            points=row.certain_gap_points,
        )
        for row in gaps.itertuples()
    )
    return with_list(_say(labels.language, "gaps"), listed)


def say_attributions(checks: pd.DataFrame, labels: Labels) -> str:
    """How many attributions agree with the register, and every one that does not, with both readings.

    Args:
        checks: ATTRIBUTION_CHECKS.
        labels: of the study, with every case that was printed.
    """
    if checks.empty:
        return _say(labels.language, "nothing_printed")
    others = checks[~checks["agrees"]]
    said = _say(labels.language, "attributions", agree=int(checks["agrees"].sum()), attributions=len(checks))
    listed = [
        _say(
            labels.language,
            "attribution",
            number=row.number,
            section=row.section,
            difference=_say_difference(row, labels),
        )
        for row in others.itertuples()
    ]
    return with_list(said, listed)


def _say_difference(row: Any, labels: Labels) -> str:
    read, names = {}, labels.municipalities
    if row.verdict == "municipality differs":
        read = {"here": names[row.municipality], "registered": names[row.registered_municipality]}
    elif row.verdict == "function differs":
        read = {"here": row.function.lower(), "registered": row.registered_function.lower()}
    return _say(labels.language, row.verdict, document=row.document, **read)


def say_renumbering(steps: pd.DataFrame, *, language: str = "nl") -> str:
    """The renumbering of the register with which more attributions agree, step by step: a hypothesis.

    Args:
        steps: REGISTER_REPAIRS; at least one.
        language: `nl` or `en`.
    """
    return with_list(_say(language, "renumbering"), _say_steps(steps, language))


def _say_steps(steps: pd.DataFrame, language: str) -> list[str]:
    """Every step of a renumbering, with what it gains."""
    return [
        _say(language, str(row.kind), moves=row.moves, gained=row.gained, agree=row.agree_after)
        for row in steps.itertuples()
    ]


def say_repair(steps: pd.DataFrame, checks: pd.DataFrame, labels: Labels, *, only_one: bool) -> str:
    """The smallest renumbering of the register, step by step, and what is left after it: a hypothesis.

    Args:
        steps: REGISTER_REPAIRS.
        checks: ATTRIBUTION_CHECKS against the register after all steps.
        labels: of the study, with every case that was printed.
        only_one: is it the only renumbering that small?
    """
    if steps.empty:
        return "" if checks.empty else say("audit", "no_renumbering")
    said = say("audit", "the_only" if only_one else "one_of_several", rows=int(steps["rows"].sum()))
    left = [
        say("audit", "difference", number=row.number, difference=_say_difference(row, labels))
        for row in checks[~checks["agrees"]].itertuples()
    ]
    rest = say("audit", "then", agree=int(checks["agrees"].sum()), attributions=len(checks))
    after = [with_list(say("audit", "left"), left)] if left else []
    return "\n\n".join([with_list(said, _say_steps(steps, labels.language)), rest, *after])


def say_ratios(ratios: pd.DataFrame, names: Mapping[str, str], *, measure: str) -> str:
    """One ratio per case and how far it lies above or below the mean of the others.

    Args:
        ratios: CASE_RATIOS.
        names: id of a case to its name.
        measure: what the ratio is, in Dutch, such as `inwoners per km²`.
    """
    return bullets(
        say(
            "audit",
            "ratio",
            name=names[row.municipality],
            ratio=write_number(row.ratio, 0),
            measure=measure,
            compared=_say_above(row.above_others),
        )
        for row in ratios.itertuples()
    )


def _say_above(above: float) -> str:
    if pd.isna(above):
        return say("audit", "no_others")
    return say("audit", "above" if above >= 0 else "below", share=write_percent(abs(above), 0))
