"""Finished tables of the audit as Dutch sentences; the numbers and the verdicts come from the tables as they are.

A figure that cannot be had from the printed table "volgt niet uit de gedrukte tabel"; what would explain it is called a
hypothesis. Each function gives one piece of text; items of a list stand on lines that begin with a dash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.show.style import decimal

RULES_NL = {
    "nearest_up": "naar de dichtstbijzijnde stap, halverwege omhoog",
    "nearest_even": "naar de dichtstbijzijnde stap, halverwege naar het even aantal stappen",
    "nearest_down": "naar de dichtstbijzijnde stap, halverwege omlaag",
    "floor": "altijd omlaag",
    "ceil": "altijd omhoog",
}
RANKS_NL = {"most": "de meeste", "least": "de minste"}
VERDICTS_NL = {"follows": "volgt uit", "tied": "is een gelijke stand in", "does not follow": "volgt niet uit"}


def say_number(number: float) -> str:
    """A number as a Dutch reader writes it, without decimals that say nothing.

    >>> say_number(12.0), say_number(2.5), say_number(0.25)
    ('12', '2,5', '0,25')
    """
    return f"{number:g}".replace(".", ",")


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(f"- {part}" for part in parts)


def say_column_sums(column_sums: pd.DataFrame, names: Mapping[str, str], worlds: Mapping[str, str]) -> str:
    """How many printed columns add up, and which do not.

    Args:
        column_sums: COLUMN_SUMS.
        names: id of a case to its name.
        worlds: id of a world to its label.
    """
    added = column_sums[column_sums["adds_up"]]
    others = column_sums[~column_sums["adds_up"]]
    said = f"Gedrukte kolommen die optellen tot het geheel: {len(added)} van de {len(column_sums)}."
    listed = [
        f"{names[column.municipality]}, {worlds[column.world].lower()}: {say_number(column.printed_sum)} in plaats van "
        f"{say_number(column.expected_sum)}; afronden naar de dichtstbijzijnde stap verschuift een som hoogstens "
        f"{say_number(column.largest_by_rounding)}."
        for column in others.itertuples()
    ]
    return "\n\n".join([said, _lines(listed)]) if listed else said


def say_feasibility(
    columns: pd.DataFrame, municipality: str, world: str, names: Mapping[str, str], worlds: Mapping[str, str]
) -> str:
    """The arithmetic of one printed column, rule by rule: which counts could have given it, or why none can.

    Args:
        columns: COLUMN_FEASIBILITY.
        municipality: id of the case.
        world: id of the world.
        names: id of a case to its name.
        worlds: id of a world to its label.
    """
    rows = columns[(columns["municipality"] == municipality) & (columns["world"] == world)]
    total = say_number(rows["printed_sum"].iloc[0])
    heading = f"{names[municipality]}, {worlds[world].lower()} (samen {total}), bij afronden:"
    return f"{heading}\n\n{_lines(f'{RULES_NL[row.rule]}: {_say_rule(row)}' for row in rows.itertuples())}"


def say_odd_columns(
    columns: pd.DataFrame, column_sums: pd.DataFrame, names: Mapping[str, str], worlds: Mapping[str, str]
) -> str:
    """The arithmetic of every printed column that does not add up, one after the other.

    Args:
        columns: COLUMN_FEASIBILITY.
        column_sums: COLUMN_SUMS.
        names: id of a case to its name.
        worlds: id of a world to its label.
    """
    odd = column_sums[~column_sums["adds_up"]]
    said = [say_feasibility(columns, column.municipality, column.world, names, worlds) for column in odd.itertuples()]
    return "\n\n".join(said)


def say_columns(
    column_sums: pd.DataFrame, columns: pd.DataFrame, names: Mapping[str, str], worlds: Mapping[str, str]
) -> str:
    """Which printed columns add up, and the arithmetic of those that do not.

    Args:
        column_sums: COLUMN_SUMS.
        columns: COLUMN_FEASIBILITY.
        names: id of a case to its name.
        worlds: id of a world to its label.
    """
    sums = say_column_sums(column_sums, names, worlds)
    return f"{sums}\n\n{say_odd_columns(columns, column_sums, names, worlds)}"


def _say_rule(row: Any) -> str:
    if not row.possible:
        low = f"{'minstens' if row.lowest_included else 'meer dan'} {say_number(row.lowest_total)}"
        high = f"{'hoogstens' if row.highest_included else 'minder dan'} {say_number(row.highest_total)}"
        bounds = f"aandelen met deze bolletjes tellen op tot {low} en {high}"
        return f"geen enkel aantal coderingen geeft deze kolom, want {bounds}, nooit tot {say_number(row.true_total)}."
    if row.forced:
        return f"kan alleen met de aantallen ({row.smallest_counts}), samen {row.smallest_n}, of een veelvoud daarvan."
    return f"kan, op zijn kleinst met ({row.smallest_counts}), samen {row.smallest_n} coderingen."


def say_rankings(
    rankings: pd.DataFrame, names: Mapping[str, str], roles: Mapping[str, str], worlds: Mapping[str, str]
) -> str:
    """Every sentence that ranks a role, with what each table says of it.

    Args:
        rankings: RANKING_CHECKS.
        names: id of a case to its name.
        roles: id of a role to its label.
        worlds: id of a world to its label.
    """
    return _lines(
        f"{_say_sentence(rows.iloc[0], names, roles)}: "
        f"{'; '.join(_say_verdict(row, roles, worlds) for row in rows.itertuples())}."
        for _, rows in rankings.groupby("ranking", sort=False)
    )


def _say_sentence(row: Any, names: Mapping[str, str], roles: Mapping[str, str]) -> str:
    role = roles[row["role"]].lower()
    claim = f"in {names[row['municipality']]} gaat {RANKS_NL[row['rank']]} aandacht naar de {role}"
    return f"{row['ranking']} (paragraaf {row['section']}), {claim}"


def _say_verdict(row: Any, roles: Mapping[str, str], worlds: Mapping[str, str]) -> str:
    source = "de gedrukte tabel" if row.source == "printed" else "de hertelling"
    place = worlds.get(row.world, "alle werelden samen").lower()
    rivals = ", ".join(roles[rival].lower() for rival in row.rival_roles.split(", "))
    numbers = f"{say_number(row.number)} tegen {say_number(row.rival_number)} voor {rivals}"
    return f"{VERDICTS_NL[row.verdict]} {source} voor {place} ({numbers})"


def say_cell_repairs(
    repairs: pd.DataFrame, names: Mapping[str, str], roles: Mapping[str, str], worlds: Mapping[str, str]
) -> str:
    """Which single cell, printed otherwise, would make a column add up: hypotheses, each with the sentences that fit.

    Args:
        repairs: CELL_REPAIRS.
        names: id of a case to its name.
        roles: id of a role to its label.
        worlds: id of a world to its label.
    """
    return _lines(
        f"Hypothese: met {say_number(row.repaired)} in plaats van {say_number(row.printed)} voor de "
        f"{roles[row.role].lower()} ({names[row.municipality]}, {worlds[row.world].lower()}) telt de kolom op; zinnen "
        f"over deze gemeente die er dan uit volgen: {row.rankings_that_follow} van de {row.rankings}."
        for row in repairs.itertuples()
    )


def say_gaps(gaps: pd.DataFrame, names: Mapping[str, str], roles: Mapping[str, str], worlds: Mapping[str, str]) -> str:
    """How far the leading role of every column is ahead, whatever was rounded.

    Args:
        gaps: GUARANTEED_GAPS.
        names: id of a case to its name.
        roles: id of a role to its label.
        worlds: id of a world to its label.
    """
    return _lines(
        f"{names[row.municipality]}, {worlds[row.world].lower()}: {roles[row.leading_role].lower()} staat "
        f"{say_number(row.printed_gap)} bolletjes voor; zeker is een voorsprong van "
        f"{say_number(row.certain_gap_points)} procentpunt."
        for row in gaps.itertuples()
    )


def say_attributions(checks: pd.DataFrame, names: Mapping[str, str]) -> str:
    """How many attributions agree with the register, and every one that does not, with both readings.

    Args:
        checks: ATTRIBUTION_CHECKS.
        names: id of a case to its name.
    """
    others = checks[~checks["agrees"]]
    agree = int(checks["agrees"].sum())
    said = f"Toeschrijvingen die overeenkomen met het register: {agree} van de {len(checks)}."
    listed = [
        f"nr. {row.number}, paragraaf {row.section}: {_say_difference(row, names)}" for row in others.itertuples()
    ]
    return "\n\n".join([said, _lines(listed)]) if listed else said


def _say_difference(row: Any, names: Mapping[str, str]) -> str:
    if row.verdict == "not in register":
        return f"{row.document} staat niet in het register."
    if row.verdict == "municipality differs":
        named, registered = names[row.municipality], names[row.registered_municipality]
        return f"{row.document} hoort hier bij {named}; het register zegt {registered}."
    if row.verdict == "kind differs":
        return f"{row.document} is hier een observatie; volgens het register een interview."
    return f"{row.document} is hier een {row.function.lower()}; het register zegt {row.registered_function.lower()}."


def say_repair(steps: pd.DataFrame, checks: pd.DataFrame, names: Mapping[str, str], *, only_one: bool) -> str:
    """The smallest renumbering of the register, step by step, and what is left after it: a hypothesis.

    Args:
        steps: REGISTER_REPAIRS.
        checks: ATTRIBUTION_CHECKS against the register after all steps.
        names: id of a case to its name.
        only_one: is it the only renumbering that small?
    """
    if steps.empty:
        return "Geen hernummering van het register laat meer toeschrijvingen overeenkomen."
    listed = [
        f"{'verwissel' if row.kind == 'swap' else 'hernummer'} {row.moves}: {row.gained} toeschrijvingen erbij, samen "
        f"{row.agree_after}"
        for row in steps.itertuples()
    ]
    moved = int(steps["rows"].sum())
    only = "de enige" if only_one else "een van de even kleine"
    said = f"Hypothese: {only} hernummering met de minste wijzigingen ({moved} regels) die de meeste laat overeenkomen:"
    left = [f"nr. {row.number}: {_say_difference(row, names)}" for row in checks[~checks["agrees"]].itertuples()]
    rest = f"Dan komt overeen: {int(checks['agrees'].sum())} van de {len(checks)}."
    return "\n\n".join([said, _lines(listed), rest, *([f"Over blijft:\n\n{_lines(left)}"] if left else [])])


def say_uncited(uncited: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The documents to which nothing is attributed.

    Args:
        uncited: UNCITED_DOCUMENTS.
        names: id of a case to its name.
    """
    if uncited.empty:
        return "Elk document uit het register wordt in de tekst aangehaald."
    listed = [f"{row.document} ({row.function}, {names[row.municipality]})" for row in uncited.itertuples()]
    return f"Nooit aangehaald: {'; '.join(listed)}."


def say_statements(checks: pd.DataFrame) -> str:
    """How many statements on a number of respondents are possible, and which differ from the recount.

    Args:
        checks: STATEMENT_CHECKS.
    """
    impossible = checks[~checks["possible"]]
    differing = checks[checks["difference"].fillna(0) != 0]
    possible = int(checks["possible"].sum())
    said = [f"Rekenkundig mogelijke aantallen respondenten: {possible} van de {len(checks)}."]
    listed = [
        f"{row.statement}, paragraaf {row.section}: {row.respondents} van {row.of}, terwijl er hoogstens {row.largest} "
        "kunnen zijn"
        for row in impossible.itertuples()
    ]
    listed += [
        f"{row.statement}, paragraaf {row.section}: gedrukt {row.respondents}, herteld {row.recounted}"
        for row in differing.itertuples()
    ]
    return "\n\n".join([*said, *([_lines(listed)] if listed else [])])


def say_ratios(ratios: pd.DataFrame, names: Mapping[str, str], *, measure: str) -> str:
    """One ratio per case and how far it lies above or below the mean of the others.

    Args:
        ratios: CASE_RATIOS.
        names: id of a case to its name.
        measure: what the ratio is, in Dutch, such as `inwoners per km²`.
    """
    return _lines(
        f"{names[row.municipality]}: {decimal(row.ratio, 0)} {measure}, {_say_above(row.above_others)}"
        for row in ratios.itertuples()
    )


def _say_above(above: float) -> str:
    if pd.isna(above):
        return "zonder andere gemeente om mee te vergelijken."
    direction = "meer" if above >= 0 else "minder"
    return f"{decimal(abs(above) * 100, 0)} % {direction} dan het gemiddelde van de andere."


def say_quotations(checks: pd.DataFrame) -> str:
    """How many quotations stand in the transcripts as they are quoted, and which do not; never their words.

    Args:
        checks: QUOTATION_CHECKS.
    """
    counts = checks["verdict"].value_counts()
    said = (
        f"Van {len(checks)} citaten: {counts.get('exact', 0)} letterlijk in een transcript, "
        f"{counts.get('with omissions', 0)} met aangegeven weglatingen, {counts.get('near', 0)} bijna letterlijk, "
        f"{counts.get('not found', 0)} niet gevonden, {counts.get('no transcript', 0)} zonder transcript."
    )
    elsewhere = checks[checks["in_named_document"].eq(other=False).fillna(value=False)]
    listed = [
        f"{row.quotation}, alinea {row.paragraph}: toegeschreven aan {row.document}, gevonden in {row.found_in}"
        for row in elsewhere.itertuples()
    ]
    return "\n\n".join([said, *([_lines(listed)] if listed else [])])


def say_percentages(numbers: pd.DataFrame) -> str:
    """Which printed percentages no whole count can give.

    Args:
        numbers: ROUNDED_NUMBERS.
    """
    if numbers.empty:
        return "Er staan geen percentages in de lopende tekst."
    impossible = numbers[~numbers["possible"]]
    possible = int(numbers["possible"].sum())
    said = f"Percentages die uit hele aantallen kunnen volgen: {possible} van de {len(numbers)}."
    listed = [
        f"{row.printed} % ({row.where}) volgt niet uit {'een geheel aantal' if pd.isna(row.n) else f'n = {row.n}'}"
        for row in impossible.itertuples()
    ]
    return "\n\n".join([said, *([_lines(listed)] if listed else [])])


def say_uncounted(mentions: pd.DataFrame) -> str:
    """In how many paragraphs the respondents are spoken of without a number.

    Args:
        mentions: UNCOUNTED_MENTIONS.
    """
    listed = ", ".join(str(number) for number in mentions["paragraph"])
    places = f" (alinea {listed})" if listed else ""
    return f"Alinea's die zonder aantal over de respondenten spreken: {len(mentions)}{places}."
