"""What `wijk audit` finds in the text of a report, as Dutch sentences; the numbers come from the tables as they are.

Nothing is called wrong: a number follows from what is known, or it does not. Items of a list stand on lines that begin
with a dash.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkresearch.show.findings import bullets


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
    return "\n\n".join([*said, *([bullets(listed)] if listed else [])])


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
    return "\n\n".join([said, *([bullets(listed)] if listed else [])])


def say_percentages(numbers: pd.DataFrame) -> str:
    """Which printed percentages no whole count can give.

    Args:
        numbers: ROUNDED_NUMBERS.
    """
    return _say_rounded(numbers, "percentages", " %")


def say_means(numbers: pd.DataFrame) -> str:
    """Which printed means no whole scores can give.

    Args:
        numbers: ROUNDED_NUMBERS.
    """
    return _say_rounded(numbers, "gemiddelden", "")


def _say_rounded(numbers: pd.DataFrame, kind: str, unit: str) -> str:
    if numbers.empty:
        return f"Er staan geen {kind} in de lopende tekst."
    impossible = numbers[~numbers["possible"]]
    possible = int(numbers["possible"].sum())
    said = f"{kind.capitalize()} die uit hele aantallen kunnen volgen: {possible} van de {len(numbers)}."
    listed = [
        f"{row.printed}{unit} ({row.where}) volgt niet uit {'een geheel aantal' if pd.isna(row.n) else f'n = {row.n}'}"
        for row in impossible.itertuples()
    ]
    return "\n\n".join([said, *([bullets(listed)] if listed else [])])


def say_uncounted(mentions: pd.DataFrame) -> str:
    """In how many paragraphs the respondents are spoken of without a number.

    Args:
        mentions: UNCOUNTED_MENTIONS.
    """
    listed = ", ".join(str(number) for number in mentions["paragraph"])
    places = f" (alinea {listed})" if listed else ""
    return f"Alinea's die zonder aantal over de respondenten spreken: {len(mentions)}{places}."
