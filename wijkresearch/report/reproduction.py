"""The certificate: what was made again, when, on what and from which commit, and whether it is what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from wijkresearch.report.pages import CERTIFICATE as PAGE
from wijkresearch.report.pages import About, template_page
from wijkresearch.show.headings import HEADINGS
from wijkresearch.show.reading import html_table
from wijkresearch.words import catalogue, say
from wijkresearch.words.numbers import MISSING, write_date, write_number

__all__ = ["PAGE", "SAME", "Account", "reproduction_page"]

WORDS = catalogue("reproduction")["nl"]
ANSWERS = catalogue("reproduction.answers")["nl"]
VERDICTS = catalogue("reproduction.verdicts")["nl"]
KINDS = catalogue("reproduction.kinds")["nl"]
STATES = catalogue("reproduction.states")["nl"]
COLUMNS = catalogue("reproduction.columns")["nl"]
ROWS = catalogue("reproduction.rows")["nl"]
SAME = ("identical", "altered")
"""States of a file that was made again as it was shipped; an altered one had been changed since, and was put right."""
SHOWN_DIGITS = 12
"""Of a fingerprint or a commit: enough to tell any two apart."""
OWN_ROW = ("python", "wijkresearch")
"""Versions that do not stand among those of the packages."""


@dataclass(frozen=True)
class Account:
    """What run.json tells of one time that the results were made; what it does not tell is empty.

    Attributes:
        finished: when the last step was done, in ISO 8601.
        seconds: step to how long it took.
        on: what sort of machine, and which commit, as `wijkresearch.run.state.made_on` says it.
        versions: package to its version, and that of Python.
        inputs: number of files that people put in.
        fingerprints: `data` and `library` to a hash.
    """

    finished: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    on: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    inputs: int = 0
    fingerprints: Mapping[str, str] = field(default_factory=dict)


def reproduction_page(
    answer: str, files: pd.DataFrame, accounts: Mapping[str, Account], commands: Sequence[str], *, about: About
) -> str:
    """The page as HTML.

    Args:
        answer: which of `ANSWERS` stands above it.
        files: a row for each compared file: `place`, `kind`, `state`, `cells`, `largest`; empty when nothing was.
        accounts: `before` and `here`, or only `here`, to what run.json tells of it.
        commands: what to type to do it again, a line each.
        about: the study.
    """
    apart = files[files["state"] != "identical"]
    seconds = accounts["here"].seconds
    times = pd.DataFrame({"step": list(seconds), "seconds": list(seconds.values())})
    counted = {"apart": int((~files["state"].isin(SAME)).sum()), "of": len(files)}
    return template_page(
        "reproduction.html",
        title=WORDS["title"],
        home="index.html",
        about=about,
        told={**WORDS, "label": WORDS["label"].format(title=about.title)},
        answer=answer,
        verdict=VERDICTS[answer].format(**counted),
        sentence=ANSWERS[answer],
        tallies=list(_tallies(files)),
        different=_table(apart, "reproduction_files", WORDS["different"]) if len(apart) else "",
        measured=bool(apart["largest"].notna().any()),
        columns=[COLUMNS[name] for name in accounts],
        rows=list(_rows(accounts.values())),
        commands="\n".join(commands),
        listed=list(_listed(files)),
        times=_table(times, "reproduction_times", WORDS["times"]),
    )


def _tallies(files: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Of each kind of file what it is called, how many are the same, and whether all of them are."""
    for kind, states in _by_kind(files, "state"):
        same = int(states.isin(SAME).sum())
        number = WORDS["same_of"].format(same=write_number(same), of=write_number(len(states)))
        yield KINDS[kind].lower(), number, "same" if same == len(states) else "apart"


def _listed(files: pd.DataFrame) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Every file by its kind: its name, its state in words, and whether it is the same."""
    for kind, places in _by_kind(files, "place"):
        states = files.loc[places.index, "state"]
        told = zip(places.str.rpartition("/")[2], states, strict=True)
        yield KINDS[kind], [(name, STATES.get(state, ""), state == "identical") for name, state in told]


def _by_kind(files: pd.DataFrame, column: str) -> Iterator[tuple[str, pd.Series]]:
    """The column of the files of each kind that there are, in the order of `KINDS`."""
    for kind in KINDS:
        if (files["kind"] == kind).any():
            yield kind, files.loc[files["kind"] == kind, column]


def _rows(accounts: Iterable[Account]) -> Iterator[tuple[str, list[str]]]:
    """What stands in the certificate, a row for each thing that is told of every time that the results were made."""
    told = [_tell(account) for account in accounts]
    for name, label in ROWS.items():
        yield label, [said[name] or MISSING for said in told]


def _tell(account: Account) -> dict[str, str]:
    """What is told of one time, by the key of its row."""
    prints = {name: value[:SHOWN_DIGITS] for name, value in account.fingerprints.items()}
    packages = {name: number for name, number in account.versions.items() if name not in OWN_ROW}
    commit = str(account.on.get("commit", ""))[:SHOWN_DIGITS]
    return {
        "when": _moment(account.finished),
        "took": say("reproduction", "seconds", seconds=write_number(sum(account.seconds.values()), 0)),
        "machine": " ".join(filter(None, (account.on.get("system"), account.on.get("machine")))),
        "python": account.versions.get("python", ""),
        "program": account.versions.get("wijkresearch", ""),
        "commit": f"{commit} {WORDS['changed'] if account.on.get('changed') else ''}".strip(),
        "data": say("reproduction", "inputs", number=account.inputs, hash=prints.get("data", "")),
        "source": prints.get("library", ""),
        "packages": ", ".join(f"{name} {number}" for name, number in packages.items()),
    }


def _moment(finished: str) -> str:
    """A day and a time in words."""
    if not finished:
        return ""
    at = datetime.fromisoformat(finished)
    return say("reproduction", "moment", day=write_date(at.date()), time=f"{at:%H:%M}")


def _table(rows: pd.DataFrame, table: str, caption: str) -> str:
    """A table as HTML, without the columns that tell nothing."""
    headings = {column: heading for column, heading in HEADINGS[table].items() if rows[column].notna().any()}
    return html_table(rows, headings, caption=caption, words={"kind": KINDS, "state": STATES})
