"""Tables and sentences for a Dutch reader: Dutch headings, decimal commas, and a dash for what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from wijkresearch.show.headings import ATTRIBUTES, HEADINGS
from wijkresearch.show.style import decimal

__all__ = [
    "ATTRIBUTES",
    "HEADINGS",
    "as_html",
    "enumerate_words",
    "html_table",
    "opportunities_table",
    "say_axial",
    "say_coding",
    "say_counted",
    "say_notice",
    "say_preferred_roles",
    "shorten",
    "write_number",
]

MISSING = "–"


def write_number(value: float, *, percentage: bool = False, language: str = "nl") -> str:
    """A number as a reader of the language writes it; whole numbers without decimals, thousands apart.

    >>> write_number(66607), write_number(2182.84), write_number(0.425, percentage=True)
    ('66.607', '2.182,8', '42,5%')
    >>> write_number(2182.84, language="en")
    '2,182.8'
    """
    if pd.isna(value):
        return MISSING
    if percentage:
        return f"{decimal(100 * value, language=language)}%".replace(",0%", "%").replace(".0%", "%")
    digits = 0 if float(value).is_integer() else 1
    written = f"{value:,.{digits}f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "nl" else written


def html_table(
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    caption: str,
    percentages: Iterable[str] = (),
    words: Mapping[str, Mapping[Any, str]] | None = None,
) -> str:
    """A table as HTML with Dutch headings; numbers to the right, everything escaped.

    Args:
        rows: any table.
        headings: column to heading, for the columns that are shown, in that order.
        caption: what the table shows; stands above it.
        percentages: columns with shares from 0 to 1 that are written as percentages.
        words: column to (value to word), for values that are ids.
    """
    shares, translated = set(percentages), words or {}
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings.values())
    lines = [
        "".join(_cell(row[column], column in shares, translated.get(column, {})) for column in headings)
        for row in rows[list(headings)].to_dict("records")
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def opportunities_table(opportunities: pd.DataFrame, roles: Mapping[str, str]) -> str:
    """ROLE_OPPORTUNITIES as an HTML table, shares as percentages; `roles` gives the label of each role."""
    caption, headings = "Kansen om gecodeerd te worden", HEADINGS["role_opportunities"]
    return html_table(opportunities, headings, caption=caption, percentages=["baseline_share"], words={"role": roles})


def _cell(value: Any, percentage: bool, words: Mapping[Any, str]) -> str:  # noqa: FBT001
    if isinstance(value, bool):
        return f"<td>{'ja' if value else 'nee'}</td>"
    if isinstance(value, (int, float)) and value not in words:
        return f'<td class="number">{write_number(value, percentage=percentage)}</td>'
    text = MISSING if pd.isna(value) else str(words.get(value, value))
    return f"<td>{escape(text)}</td>"


def as_html(lines: str) -> str:
    """A Markdown list of plain sentences as an HTML list.

    >>> as_html("- een & twee")
    '<ul><li>een &amp; twee</li></ul>'
    """
    items = "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in lines.splitlines() if line)
    return f"<ul>{items}</ul>"


def enumerate_words(words: Iterable[str], *, language: str = "nl") -> str:
    """Words in a row as a sentence has them.

    >>> enumerate_words(["Aardam", "Bosrade", "Cijsdorp"])
    'Aardam, Bosrade en Cijsdorp'
    >>> enumerate_words(["Aardam", "Bosrade", "Cijsdorp"], language="en")
    'Aardam, Bosrade and Cijsdorp'
    """
    listed, last = list(words), {"nl": " en ", "en": " and "}[language]
    return last.join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)


def shorten(texts: pd.Series, longest: int) -> dict[str, str]:
    """Id to text with its id in front, cut at a word where it is longer than `longest` characters.

    >>> shorten(pd.Series({"C1": "Een zin die wel wat lang is"}), 20)
    {'C1': 'C1 Een zin die wel …'}
    """
    return {name: textwrap.shorten(f"{name} {text}", longest, placeholder=" …") for name, text in texts.items()}


def say_notice(settings: Mapping[str, Any]) -> str:
    """The study's own notice as a Markdown block, for the top of every page; empty when the study has none."""
    notice = settings.get("notice")
    return f"> **Reconstructie.** {notice}\n\n" if notice else ""


def say_coding(evidence: pd.DataFrame, documents: pd.DataFrame) -> str:
    """The answer of step 2 as a sentence: how much was coded, in how many documents, by whom, with how many codes."""
    interviews = int((documents["kind"] == "interview").sum())
    observations = len(documents) - interviews
    coders = evidence["coder"].nunique()
    return (
        f"In {interviews} interviews en {observations} observaties zijn **{write_number(len(evidence))} coderingen** "
        f"gegeven aan {write_number(evidence['segment'].nunique())} passages, met {evidence['code'].nunique()} "
        f"verschillende codes, door {coders} {'codeur' if coders == 1 else 'codeurs'}."
    )


def say_axial(axial_counts: pd.DataFrame, ungrouped: pd.DataFrame) -> str:
    """The answer of step 3 as a sentence: how many codes in how many categories and themes, and what stayed outside."""
    outside = enumerate_words(f"‘{label}’" for label in ungrouped["label_nl"]) or "geen enkele code"
    return (
        f"**{axial_counts['code'].nunique()} open codes** zijn gegroepeerd in "
        f"{axial_counts['axial_category'].nunique()} axiale categorieën en "
        f"{axial_counts['selective_theme'].nunique()} selectieve thema’s. "
        f"Buiten de structuur bleef {outside}."
    )


def say_preferred_roles(
    role_counts: pd.DataFrame, *, roles: Mapping[str, str], municipalities: Mapping[str, str]
) -> str:
    """The answer of step 4 as sentences: the role or roles coded most in each case, over both worlds."""
    totals = role_counts.groupby(["municipality", "role"], sort=False)["segments"].sum().reset_index()
    totals["column"] = totals.groupby("municipality")["segments"].transform("sum")
    top = totals[
        (totals["segments"] == totals.groupby("municipality")["segments"].transform("max")) & totals["segments"]
    ]
    sentences = []
    for municipality, name in municipalities.items():
        rows = top[top["municipality"] == municipality]
        if rows.empty:
            sentences.append(f"In {name} is geen enkele rol gecodeerd.")
            continue
        named = enumerate_words(roles[role].lower() for role in rows["role"])
        count, column = rows["segments"].iloc[0], rows["column"].iloc[0]
        verb = "is" if len(rows) == 1 else "zijn samen"
        sentences.append(f"In {name} {verb} **{named}** het vaakst gecodeerd: {count} van {column} rolcoderingen.")
    return " ".join(sentences)


def say_counted(counted: pd.DataFrame) -> str:
    """How many printed counts of respondents come out the same, and which do not."""
    others = counted[counted["agreement"] != "equal"]
    said = f"Van de {len(counted)} gedrukte tellingen komen er {len(counted) - len(others)} gelijk uit de coderingen."
    listed = enumerate_words(
        f"{row.statement} (gedrukt {row.printed_respondents} van {row.printed_of}, "
        f"herteld {row.support} van {row.asked})"
        for row in others.itertuples()
    )
    return f"{said} Anders: {listed}." if listed else said
