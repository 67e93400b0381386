"""A small project with an interview that nobody coded, and a JupyterLab on it with a browser."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lab import open_lab
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


CANARIES = "\n".join(
    f"{'interviewer' if turn % 2 else 'spreker 1'}: " + " ".join(f"qz02{turn:03}{word:02}k" for word in range(30))
    for turn in range(8)
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project of two cases; nobody coded D1, the interview above, nor D2, of canaries, who may not be quoted."""
    root = tmp_path_factory.mktemp("lab") / "project"
    study = full_example(2, interviews=2)
    study.documents.loc[study.documents["document"] == "D2", "consent_quotes"] = False
    texts = {name: study.transcripts[name] for name in study.transcripts}
    made = replace(
        study,
        segments=study.segments[~study.segments["document"].isin(["D1", "D2"])],
        transcripts=Transcripts({**texts, "D1": INTERVIEW, "D2": CANARIES}),
    )
    folder = write_study(made, root)
    write_text(folder / "claims.yml", yaml.safe_dump(example_claims(study), allow_unicode=True))
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return root


@pytest.fixture(scope="module")
def lab(browser, project, tmp_path_factory):
    """One JupyterLab with one browser for every test; without a Chromium on this machine they are skipped."""
    with open_lab(project, tmp_path_factory.mktemp("home"), browser) as opened:
        yield opened
