"""The page that says whether results can be made again: what was compared on this machine, and how far it is apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import pandas as pd

from wijkresearch.show.headings import HEADINGS
from wijkresearch.show.pages import page, scrolling
from wijkresearch.show.reading import html_table
from wijkresearch.words import catalogue, say

WORDS = catalogue("reproduction")["nl"]
ANSWERS = catalogue("reproduction.answers")["nl"]
KINDS = catalogue("reproduction.kinds")["nl"]
STATES = catalogue("reproduction.states")["nl"]


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
    said = f'<p class="notice">{escape(notice)}</p>' if notice else ""
    told = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    title = WORDS["title"]
    parts = [f"<h1>{title}</h1>{said}<p>{escape(ANSWERS[answer])}</p>"]
    if len(files):
        parts.append(_scrolling_table(_totals(files), "reproduction_totals", WORDS["compared"]))
    if (files["state"] != "identical").any():
        other = files[files["state"] != "identical"]
        parts.append(_scrolling_table(other, "reproduction_files", WORDS["different"]))
        parts.append(f"<p>{WORDS['largest']}</p>")
    times = pd.DataFrame({"step": list(seconds), "seconds": list(seconds.values())})
    parts.append(_scrolling_table(times, "reproduction_times", WORDS["times"]))
    parts.append(f"<h2>{say('pages', 'ran')}</h2><ul>{told}</ul>")
    return page("".join(parts), title=title, home=home)


def _totals(files: pd.DataFrame) -> pd.DataFrame:
    """How many files of each kind are the same."""
    same = files["state"].isin(["identical", "altered"]).groupby(files["kind"])
    counted = pd.DataFrame({"same": same.sum(), "of": same.size()})
    return counted.reindex([kind for kind in KINDS if kind in counted.index]).reset_index()


def _scrolling_table(rows: pd.DataFrame, table: str, caption: str) -> str:
    words = {"kind": KINDS, "state": STATES}
    return scrolling(html_table(rows, HEADINGS[table], caption=caption, words=words), caption)
