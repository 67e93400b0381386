"""A transcript gets pseudonyms, what is left is ticked off, and its codings move along with its words."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from made_studies import write_study

from wijkresearch.cli import main
from wijkresearch.example import example_study
from wijkresearch.exchange.transcripts import read_transcript
from wijkresearch.io.pseudonymising import pseudonymise
from wijkresearch.io.read import read_study

SAID = (
    "Noor de Boer: Dag Ad, hoe gaat het in de Hoornes?\nAd Vis: Goed. Özlem belde met Pieter Smit uit Aardam, 06-12345678.\n"
    "Noor de Boer: En de Kerkstraat 12?\nAd Vis: Daar woont pieter smit nu, zei Özlem tegen 3 mensen. De aardammers ook.\n"
)
AFTER = (
    "[Interviewer 1]: Dag [Spreker 1], hoe gaat het in de Hoornes?\n"
    "[Spreker 1]: Goed. Özlem belde met [collega 1] uit [gemeente 1], [tel].\n"
    "[Interviewer 1]: En de [straat 1]?\n"
    "[Spreker 1]: Daar woont [collega 1] nu, zei Özlem tegen 3 mensen. De [gemeente 1] ook.\n"
)
ASK = ["--by", "een", "--interviewer", "Noor de Boer"]


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("WIJK_KEYS", str(folder))
    return folder / "voorbeeld"


@pytest.fixture
def opname(root: Path, keys: Path) -> Path:
    (root / "uit" / "opname.txt").write_text(SAID, encoding="utf-8")
    return root / "uit" / "opname.txt"


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    given = iter(answers)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))


def test_what(opname: Path, keys: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    print(main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt"]))
    print(capsys.readouterr())
    assert Path("D99.txt").read_text(encoding="utf-8") == AFTER
