"""Tables and sentences for a Dutch reader: Dutch headings, decimal commas, and a dash for what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import pandas as pd
from pandas.api.types import is_bool, is_number
from pandas.io.formats.style import Styler

from wijkresearch.show.headings import ATTRIBUTES, HEADINGS, SHARES
from wijkresearch.show.markdown import plain
from wijkresearch.study import AGREED
from wijkresearch.words import say
from wijkresearch.words.numbers import MISSING, enumerate_words, write_number, write_percent

__all__ = [
    "ATTRIBUTES",
    "FEW",
    "HEADINGS",
    "html_table",
    "notice_of",
    "say_axial",
    "say_coding",
    "say_counted",
    "say_notice",
    "say_preferred_roles",
    "shorten",
    "show_table",
]

FEW = 6
"""Cases that a picture sets beside each other and a sentence names one by one; more are the rows of a matrix."""


def html_table(
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    caption: str,
    words: Mapping[str, Mapping[Any, str]] | None = None,
) -> str:
    """A table as HTML with Dutch headings; numbers to the right, everything escaped.

    Args:
        rows: any table.
        headings: column to heading, for the columns that are shown, in that order.
        caption: what the table shows; stands above it.
        words: column to (value to word), for values that are ids.
    """
    if rows.empty:
        return f"<p>{escape(say('reading', 'no_rows', caption=caption))}</p>"
    translated = words or {}
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings.values())
    lines = [
        "".join(_cell(row[column], translated.get(column, {})) for column in headings)
        for row in rows[list(headings)].to_dict("records")
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any, words: Mapping[Any, str]) -> str:
    number = is_number(value) and not is_bool(value) and value not in words
    kind = ' class="number"' if number else ""
    return f"<td{kind}>{_say(value, words=words)}</td>"


def _say(value: Any, *, words: Mapping[Any, str], percentage: bool = False) -> str:
    """A value in Dutch notation, as HTML."""
    if pd.isna(value):
        return MISSING
    if is_bool(value):
        return say("reading", "yes" if value else "no")
    if is_number(value) and value not in words:
        return write_percent(value) if percentage else write_number(value)
    return escape(str(words.get(value, value)))


def show_table(
    rows: pd.DataFrame, table: str, *, caption: str, words: Mapping[str, Mapping[Any, str]] | None = None
) -> Styler:
    """A table as pandas shows it in a notebook, with Dutch headings, numbers and words; the rows stay in `.data`.

    Args:
        rows: any table.
        table: which of `HEADINGS` it has: these columns are shown, in that order.
        caption: what the table shows; stands above it.
        words: column to (value to word), for values that are ids.
    """
    headings, told = HEADINGS[table], words or {}
    shown = rows[list(headings)].reset_index(drop=True).rename(columns=headings)
    said = {
        heading: partial(_say, percentage=column in SHARES, words=told.get(column, {}))
        for column, heading in headings.items()
    }
    to_the_right = {name: [{"selector": "", "props": "text-align: right"}] for name in shown.select_dtypes("number")}
    styled = shown.style.format(said).hide(axis="index").set_caption(escape(caption)).set_uuid(table)
    if shown.empty:
        return styled.hide(axis="columns").set_caption(escape(say("reading", "no_rows", caption=caption)))
    return styled.set_table_styles(to_the_right)


def shorten(texts: pd.Series, longest: int) -> dict[str, str]:
    """Id to text with its id in front, cut at a word where it is longer than `longest` characters.

    >>> shorten(pd.Series({"C1": "Een zin die wel wat lang is"}), 20)
    {'C1': 'C1 Een zin die wel …'}
    """
    return {name: textwrap.shorten(f"{name} {text}", longest, placeholder=" …") for name, text in texts.items()}


def notice_of(settings: Mapping[str, Any], language: str) -> str:
    """The study's own notice, in Dutch where it has no other; empty when the study has none."""
    return str(settings.get(f"notice_{language}") or settings.get("notice") or "")


def say_notice(settings: Mapping[str, Any], results: str) -> str:
    """The study's own notice, if it has one, and where the results go, as Markdown for the top of every notebook.

    >>> say_notice({}, "wijkverbinders@katwijk").strip()
    'Uitkomsten: `data/processed/wijkverbinders@katwijk` en `reports/wijkverbinders@katwijk`.'

    Args:
        settings: what study.yml says.
        results: the folder of the results.
    """
    notice = settings.get("notice")
    said = f"> {say('reading', 'notice', notice=plain(notice))}\n\n" if notice else ""
    return f"{said}{say('reading', 'results', results=results)}\n\n"


def say_coding(evidence: pd.DataFrame, documents: pd.DataFrame) -> str:
    """The answer of step 2 as a sentence: how much was coded, in how many documents, by whom, with how many codes."""
    interviews = int((documents["kind"] == "interview").sum())
    observations = len(documents) - interviews
    evidence = evidence[evidence["coder"] != AGREED]
    coders = evidence["coder"].nunique()
    return say(
        "reading",
        "coding_by_one" if coders == 1 else "coding",
        interviews=interviews,
        observations=observations,
        codings=write_number(len(evidence)),
        passages=write_number(evidence["segment"].nunique()),
        codes=evidence["code"].nunique(),
        coders=coders,
    )


def say_axial(axial_counts: pd.DataFrame, ungrouped: pd.DataFrame) -> str:
    """The answer of step 3 as a sentence: how many codes in how many categories and themes, and what stayed outside."""
    outside = enumerate_words(f"‘{plain(label)}’" for label in ungrouped["label_nl"])
    return say(
        "reading",
        "axial",
        codes=axial_counts["code"].nunique(),
        categories=axial_counts["axial_category"].nunique(),
        themes=axial_counts["selective_theme"].nunique(),
        outside=outside or say("reading", "no_code"),
    )


def say_preferred_roles(preferred: pd.DataFrame, *, roles: Mapping[str, str], municipalities: Mapping[str, str]) -> str:
    """The answer of step 4 as sentences: the role or roles coded most in each case, over both worlds.

    Args:
        preferred: PREFERRED_ROLES.
        roles: id to label.
        municipalities: id to name, in the order of presentation.
    """
    preferred = preferred.dropna(subset="role")
    if len(municipalities) > FEW:
        return _say_leading_roles(preferred, roles, municipalities)
    sentences = []
    for municipality, name in municipalities.items():
        rows = preferred[preferred["municipality"] == municipality]
        if rows.empty:
            sentences.append(say("reading", "no_role", case=name))
            continue
        counts = {"segments": rows["segments"].iloc[0], "whole": rows["case_segments"].iloc[0]}
        named = enumerate_words(roles[role].lower() for role in rows["role"])
        key = "preferred_roles" if rows["tie"].any() else "preferred_role"
        sentences.append(say("reading", key, case=name, roles=named, **counts))
    return " ".join(sentences)


def _say_leading_roles(top: pd.DataFrame, roles: Mapping[str, str], municipalities: Mapping[str, str]) -> str:
    """A line per role with the cases in which it is coded most, then one for ties and one for cases without roles."""
    tied = top["tie"].astype(bool)
    cases_of = {role: set(top.loc[(top["role"] == role) & ~tied, "municipality"]) for role in roles}
    led = {say("reading", "leads", role=label.lower()): cases_of[role] for role, label in roles.items()}
    led[say("reading", "several_lead")] = set(top.loc[tied, "municipality"])
    led[say("reading", "none_leads")] = set(municipalities).difference(top["municipality"])
    named = {
        said: enumerate_words(municipalities[case] for case in municipalities if case in cases)
        for said, cases in led.items()
    }
    lines = [
        say("reading", "in_cases", count=len(cases), whole=len(municipalities), said=said, cases=named[said])
        for said, cases in led.items()
        if cases
    ]
    return "\n".join(f"- {line}" for line in lines)


def say_counted(counted: pd.DataFrame) -> str:
    """How many printed counts of respondents come out the same, and which do not."""
    if counted.empty:
        return say("audit.sentences", "nothing_printed")
    others = counted[counted["agreement"] != "equal"]
    said = say("reading", "counted", counted=len(counted), equal=len(counted) - len(others))
    listed = enumerate_words(
        say(
            "reading",
            "otherwise",
            statement=row.statement,
            printed=row.printed_respondents,
            printed_of=row.printed_of,
            support=row.support,
            asked=row.asked,
        )
        for row in others.itertuples()
    )
    return f"{said} {say('reading', 'others', listed=listed)}" if listed else said
