"""The page that says whether results can be made again: what was compared on this machine, and how far it is apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.report.pages import template_page
from wijkresearch.show.headings import HEADINGS
from wijkresearch.show.reading import html_table
from wijkresearch.words import catalogue, say

PAGE = "nagemaakt.html"
WORDS = catalogue("reproduction")["nl"]
ANSWERS = catalogue("reproduction.answers")["nl"]
KINDS = catalogue("reproduction.kinds")["nl"]
STATES = catalogue("reproduction.states")["nl"]
SAME = ("identical", "altered")
"""States of a file that was made again as it was shipped; an altered one had been changed since, and was put right."""


def reproduction_page(
    answer: str, files: pd.DataFrame, seconds: Mapping[str, float], facts: Iterable[str], *, notice: str, home: str
) -> str:
    """The page as HTML.

    Args:
        answer: which of `ANSWERS` stands above it.
        files: a row for each compared file: `place`, `kind`, `state`, `cells`, `largest`; empty when nothing was.
        seconds: step to how long it took.
        facts: what ran where, a line each.
        notice: what every page of the study says above its content; none when empty.
        home: where the link back to the entry leads.
    """
    tables = []
    if len(files):
        tables.append(_table(_totals(files), "reproduction_totals", WORDS["compared"]))
    if (files["state"] != "identical").any():
        other = files[files["state"] != "identical"]
        tables.append(_table(other, "reproduction_files", WORDS["different"], note=WORDS["largest"]))
    times = pd.DataFrame({"step": list(seconds), "seconds": list(seconds.values())})
    tables.append(_table(times, "reproduction_times", WORDS["times"]))
    told: dict[str, Any] = {
        "notice": notice,
        "answer": ANSWERS[answer],
        "tables": tables,
        "facts": facts,
        "facts_heading": say("pages", "ran"),
    }
    return template_page("reproduction.html", title=WORDS["title"], home=home, **told)


def _totals(files: pd.DataFrame) -> pd.DataFrame:
    """How many files of each kind are the same."""
    same = files["state"].isin(SAME).groupby(files["kind"])
    counted = pd.DataFrame({"same": same.sum(), "of": same.size()})
    return counted.reindex([kind for kind in KINDS if kind in counted.index]).reset_index()


def _table(rows: pd.DataFrame, table: str, caption: str, *, note: str = "") -> tuple[str, str, str]:
    """What a table is called, the table as HTML, and what stands below it."""
    words = {"kind": KINDS, "state": STATES}
    return caption, html_table(rows, HEADINGS[table], caption=caption, words=words), note
