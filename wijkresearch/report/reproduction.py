"""The page that says whether results can be made again: what was compared on this machine, and how far it is apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.report.pages import FACTS, template_page
from wijkresearch.show.reading import html_table

PAGE = "nagemaakt.html"
TITLE = "Is dit na te maken?"
ANSWERS = {
    "identical": "Alles is op deze computer opnieuw gemaakt en vergeleken met wat bij het onderzoek was meegeleverd: "
    "elk bestand is tot op de byte gelijk.",
    "kept": "Alles is op deze computer opnieuw gemaakt en vergeleken met wat bij het onderzoek was meegeleverd. Niet "
    "alles is gelijk. De meegeleverde bestanden zijn gebleven; wijk run --accept neemt die van deze computer over.",
    "accepted": "Alles is op deze computer opnieuw gemaakt en vergeleken met wat bij het onderzoek was meegeleverd. "
    "Niet alles was gelijk; de bestanden van deze computer zijn overgenomen.",
    "nothing": "Deze uitkomsten zijn op deze computer gemaakt. Er waren geen eerdere om ze mee te vergelijken.",
    "other_input": "Deze uitkomsten zijn op deze computer gemaakt. Met de meegeleverde uitkomsten zijn ze niet "
    "vergeleken: sinds die gemaakt werden, is veranderd wat mensen hebben ingevoerd.",
}
LARGEST = "Het grootste verschil is dat tussen twee getallen, gedeeld door het grootste van de twee."
KINDS = {"table": "Tabellen", "picture": "Figuren", "notebook": "Uitgevoerde notebooks", "page": "Pagina’s"}
STATES = {
    "differs": "anders",
    "absent": "hier niet gemaakt",
    "new": "alleen hier gemaakt",
    "altered": "was veranderd en is weer zoals meegeleverd",
}


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
        tables.append(_table(_totals(files), {"kind": "Soort", "same": "Gelijk", "of": "Van"}, "Vergeleken"))
    if (files["state"] != "identical").any():
        headings = {"place": "Bestand", "state": "Wat", "cells": "Cellen anders", "largest": "Grootste verschil"}
        other = files[files["state"] != "identical"]
        tables.append(_table(other, headings, "Wat niet gelijk is", note=LARGEST))
    times = pd.DataFrame({"step": list(seconds), "seconds": list(seconds.values())})
    tables.append(_table(times, {"step": "Stap", "seconds": "Seconden"}, "Hoelang het duurde"))
    told: dict[str, Any] = {
        "notice": notice,
        "answer": ANSWERS[answer],
        "tables": tables,
        "facts": facts,
        "facts_heading": FACTS,
    }
    return template_page("reproduction.html", title=TITLE, home=home, **told)


def _totals(files: pd.DataFrame) -> pd.DataFrame:
    """How many files of each kind are the same."""
    same = files["state"].isin(["identical", "altered"]).groupby(files["kind"])
    counted = pd.DataFrame({"same": same.sum(), "of": same.size()})
    return counted.reindex([kind for kind in KINDS if kind in counted.index]).reset_index()


def _table(rows: pd.DataFrame, headings: Mapping[str, str], caption: str, *, note: str = "") -> tuple[str, str, str]:
    """What a table is called, the table as HTML, and what stands below it."""
    return caption, html_table(rows, headings, caption=caption, words={"kind": KINDS, "state": STATES}), note
