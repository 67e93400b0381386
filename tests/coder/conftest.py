"""A small project with an interview that nobody coded, and a JupyterLab on it with a browser."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lab import CHROMIUM, chromium, open_lab
from made_studies import example_claims, full_example, write_study

from wijkresearch.io.store import write_text
from wijkresearch.study import Transcripts

ROOT = Path(__file__).parents[2]
INTERVIEW = """interviewer: Hoe gaat het in de wijk?
spreker 1: Prima, zeggen de buren 👩‍👩‍👧‍👦 bij de steiger. Míj́n straat groet elke ochtend 👋🏽 terug.
Op zaterdag drinken wij koffie op het plein, ook als het regent.
interviewer: En als er iets stuk is?
spreker 1: Dan bel ik de gemeente. Vorige winter viel de lantaarn 💡 uit en niemand nam op.
Een ambtenaar fietste langs en schreef het nummer op zijn hand.
interviewer: Wat gebeurde er toen?
spreker 1: De lantaarn brandde voor het weekend. Sindsdien noemen wij hem onze lichtbrenger.
spreker 2: Ik was erbij. Zonder hem zat het plein nog in het donker.
"""


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A project of two cases; D1 is the interview above, everything else is made up and coded."""
    root = tmp_path_factory.mktemp("lab") / "project"
    study = full_example(2, interviews=2)
    others = [document for document in study.transcripts if document != "D1"]
    folder = write_study(
        replace(
            study,
            segments=study.segments[study.segments["document"] != "D1"],
            transcripts=Transcripts({"D1": INTERVIEW, **{name: study.transcripts[name] for name in others}}),
        ),
        root,
    )
    write_text(folder / "claims.yml", yaml.safe_dump(example_claims(study), allow_unicode=True))
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return root


@pytest.fixture(scope="session")
def lab(project, tmp_path_factory):
    """One JupyterLab with one browser for every test; without a Chromium on this machine they are skipped."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with chromium() as browser, open_lab(project, tmp_path_factory.mktemp("home"), browser) as opened:
        yield opened
