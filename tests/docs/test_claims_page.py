"""The page on claims tells the truth: its worked examples are judged as they say, and its ledger is fresh."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from wijkresearch.cli import main
from wijkresearch.io.read import read_study
from wijkresearch.steps.conclusions.ballots import ContrastBallot, Counts, ExistenceBallot, SupportRule, judge
from wijkresearch.steps.conclusions.composition import combine, covary
from wijkresearch.steps.conclusions.passage_ballots import Cell, ConnectionBallot, RankingBallot
from wijkresearch.tables.claims import KINDS
from wijkresearch.words import catalogue

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
SHORT = {"partly supported": "partly_supported", "not found": "not_supported", "too little data": "insufficient"}
OUTCOMES = ("fulfilled", "hindered", "not_called_upon", "")


@cache
def tables_of(kind):
    """The rows of every table under the heading of a kind, cell by cell."""
    section = re.search(rf"^### {kind}\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)[1]
    found = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [[[cell.strip() for cell in row.strip("|").split("|")] for row in lines.splitlines()[2:]] for lines in found]


def examples(kind, table=0):
    rows = tables_of(kind)[table]
    return pytest.mark.parametrize("row", rows, ids=[" / ".join(row[:-1]) for row in rows])


def short(verdict):
    return SHORT.get(verdict, verdict)


def pair(cell, between=","):
    first, second = cell.split(between)
    return int(first), int(second)


def respondents(support, counter):
    """Some who support it, some who counter it, and three who say neither."""
    return (((True, False), support), ((False, True), counter), ((False, False), 3))


def connection(counts, judgement):
    passages = tuple((("makelaar", "buiten", "", OUTCOMES[place]), size) for place, size in enumerate(counts) if size)
    return ConnectionBallot(passages, Cell("makelaar", "buiten"), judgement, only=False, min_passages=3).verdict


@pytest.mark.parametrize("kind", ["prevalence", "absence"])
def test_examples_of_prevalence_and_absence(kind):
    rule = SupportRule(3, "typical", absence=kind == "absence")
    judged = [[*row[:3], judge(Counts(*map(int, row[:3])), rule)] for row in tables_of(kind)[0]]
    assert judged == [[*row[:3], short(row[3])] for row in tables_of(kind)[0]]


@examples("existence")
def test_examples_of_existence(row):
    groups = tuple((f"case {place}", "", respondents(*pair(cell))) for place, cell in enumerate(row[:3]))
    assert ExistenceBallot(groups, at_least=1).verdict == short(row[3])


@examples("contrast")
def test_examples_of_contrast(row):
    (more, of_more), (less, of_less) = (pair(cell, "of") for cell in row[:2])
    assert round(100 * more / of_more - 100 * less / of_less) == int(row[2].replace("−", "-"))
    assert ContrastBallot((more, of_more), (less, of_less), by=25, min_respondents=3).verdict == short(row[3])


@examples("ranking")
def test_examples_of_ranking(row):
    others, from_two = row[1].split(" (")[0], "two documents" in row[1]
    counts = np.array([[int(number) for number in (row[0], *others.split(","))], *[[1] * 4] * (1 if from_two else 2)])
    assert RankingBallot(counts, 0, "most", "passages", min_respondents=3).verdict == short(row[2])


@examples("connection")
def test_examples_of_connection(row):
    assert connection(map(int, row[:4]), "made") == short(row[4])


@examples("connection", 1)
def test_examples_of_a_connection_that_varies(row):
    assert connection(map(int, row[:2]), "varied") == short(row[2])


@examples("covariation")
def test_examples_of_covariation(row):
    (both, only_conditions), (only_outcome, neither) = (pair(cell) for cell in row[:2])
    sizes = {(True, True): both, (True, False): only_conditions, (False, True): only_outcome, (False, False): neither}
    assert covary([case for case, size in sizes.items() for _ in range(size)], min_cases=4) == short(row[2])


@examples("composite")
def test_examples_of_composite(row):
    parts = [short(part.strip()) for part in row[0].split(",")]
    assert [combine(parts, relation) for relation in ("all_of", "most_of", "any_of")] == [
        short(cell) for cell in row[1:]
    ]


def test_verdicts_are_called_in_dutch_as_on_the_pages():
    section = PAGE[PAGE.index("## Verdicts") : PAGE.index("## Which kind?")]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    named = {short(row[0].strip()): row[1].strip() for row in rows}
    assert named == catalogue("conclusions.verdicts")["nl"]


def test_every_kind_has_a_heading_and_every_heading_is_a_kind():
    section = PAGE[PAGE.index("## The kinds") : PAGE.index("## What this study")]
    assert sorted(re.findall(r"^### (.+)$", section, re.MULTILINE)) == sorted(KINDS)


def test_the_ledger_is_what_the_command_prints_now(capsys, monkeypatch):
    """Otherwise: `wijk claims`, and put it between the marks."""
    monkeypatch.setenv("WIJK_ROOT", str(ROOT))
    assert main(["claims"]) == 0
    ledger = PAGE[PAGE.index("<!-- ledger -->") : PAGE.index("<!-- /ledger -->")]
    assert ledger.removeprefix("<!-- ledger -->").strip() == capsys.readouterr().out.strip()


def test_the_ledger_has_every_claim_that_gets_a_verdict():
    claims = read_study("wijkverbinders", root=ROOT).claims["claims"]
    judged = list(claims.loc[claims["kind"] != "recommendation", "claim"])
    assert re.findall(r"^\| ([A-Z][\w-]*) \|", PAGE[PAGE.index("<!-- ledger -->") :], re.MULTILINE) == judged
