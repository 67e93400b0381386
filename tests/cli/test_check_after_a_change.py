"""Somebody changes one thing in a study that has been run: until it is run again, `wijk check` names what is stale.

The notebooks are those of the repository, on a made-up study.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_studies import write_study
from pictures import leave_unpainted

from wijkresearch.cli import main
from wijkresearch.example import example_study
from wijkresearch.io.read import read_study
from wijkresearch.io.store import reports_folder, write_text
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import STEPS

ROOT = Path(__file__).parents[2]
STUDY = "voorbeeld"
CODE = "luisteraar_buiten"
CLAIMS = [
    {
        "id": "C1",
        "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
        "answers": "hoofdvraag",
        "kind": "prevalence",
        "support": [CODE],
        "counter": ["makelaar_binnen"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 3, "min_label": "typical"},
        "derived_from": ["aardam", "bosrade"],
    },
    {
        "id": "C2",
        "text": {"nl": "Er is aandacht", "en": "There is attention"},
        "answers": "hoofdvraag",
        "kind": "composite",
        "composition": {"all_of": ["C1"]},
        "says": {"C1": {"nl": "aandacht", "en": "attention"}},
    },
]


PAGE = '<html lang="nl"><h1>Titel</h1>\n<table><th scope="row">C1</th><th scope="row">C2</th></table>'


def write_page(_root, _study, _municipalities, results, home):
    return [write_text(reports_folder(results, home) / "report.html", PAGE)]


RUN = [step for step in STEPS if step.prefix in ("02", "05")]


def run(root):
    run_study(Wish(study=STUDY), root, lambda *_: None, RUN, write_page)


def page(root):
    return (reports_folder(STUDY, root) / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def after_a_run(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    made = example_study()
    folder = write_study(replace(made, settings={**made.settings, "retention_years": 100}), root)
    (folder / "claims.yml").write_text(yaml.safe_dump(CLAIMS), encoding="utf-8")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJK_ROOT", str(root))
        leave_unpainted([root / "notebooks" / f"{step.stem}.ipynb" for step in RUN], patch)
        run(root)
        yield root


def change_a_word(folder):
    """One word of D1 that is in no coded passage, into another of the same length."""
    study = read_study(STUDY, root=folder.parents[2])
    text = study.transcripts["D1"]
    spans = study.segments.loc[study.segments["document"] == "D1", ["start", "end"]].itertuples(index=False)
    coded = {place for start, end in spans for place in range(start, end)}
    turns = study.turns[(study.turns["document"] == "D1")]
    place = next(
        place
        for start, end in turns[["start", "end"]].itertuples(index=False)
        for place in range(start, end)
        if place not in coded and text[place].islower()
    )
    path = folder / "aardam" / "transcripts" / "D1.txt"
    path.write_text(text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :], encoding="utf-8")


def change_a_definition(folder):
    codebook = pd.read_csv(folder / "codebook.csv", dtype=str, keep_default_na=False)
    codebook.loc[codebook["code"] == CODE, "definition"] += " Ook in stilte."
    codebook.to_csv(folder / "codebook.csv", index=False)


def remove_a_coding(folder):
    codings = pd.read_csv(folder / "aardam" / "segments.csv", dtype=str, keep_default_na=False)
    first = codings.index[(codings["code"] == CODE) & (codings["document"] == "D1")]
    codings.drop(first).to_csv(folder / "aardam" / "segments.csv", index=False)


@pytest.fixture
def copy(after_a_run, tmp_path, monkeypatch):
    root = shutil.copytree(after_a_run, tmp_path / "copy")
    monkeypatch.setenv("WIJK_ROOT", str(root))
    return root


def test_right_after_a_run_the_check_asks_for_nothing(copy, capsys):
    assert main(["check", "--study", STUDY]) == 0
    assert "stale" not in capsys.readouterr().out
    assert page(copy) == PAGE


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        (change_a_word, "stale: transcript D1 changed since the last run; verdicts on C1. Run the study again."),
        (
            change_a_definition,
            f"stale: definition {CODE} changed since the last run; verdicts on C1. Run the study again.",
        ),
        (remove_a_coding, "stale: coding D1 changed since the last run; verdicts on C1. Run the study again."),
    ],
)
def test_a_change_makes_the_check_fail_and_marks_the_pages(copy, capsys, change, stale):
    change(copy / "data" / "raw" / STUDY)
    assert main(["check", "--study", STUDY]) == 1
    said = {line for line in capsys.readouterr().out.splitlines() if line.startswith("stale")}
    assert said == {stale, "stale: part C1 stale since the last run; verdicts on C2. Run the study again."}
    assert page(copy).count("<mark>verouderd</mark>") == 2


def test_running_the_study_again_makes_it_sound_and_its_pages_anew(copy):
    remove_a_coding(copy / "data" / "raw" / STUDY)
    assert main(["check", "--study", STUDY]) == 1
    run(copy)
    assert main(["check", "--study", STUDY]) == 0
    assert page(copy) == PAGE


def test_a_change_that_is_undone_takes_the_marks_off_again(copy):
    codebook = copy / "data" / "raw" / STUDY / "codebook.csv"
    before = codebook.read_bytes()
    change_a_definition(codebook.parent)
    assert main(["check", "--study", STUDY]) == 1
    assert "<mark>" in page(copy)
    codebook.write_bytes(before)
    assert main(["check", "--study", STUDY]) == 0
    assert page(copy) == PAGE


def test_a_folder_that_can_no_longer_be_read_makes_every_page_say_so(copy):
    (copy / "data" / "raw" / STUDY / "codebook.csv").write_text("code\n", encoding="utf-8")
    assert main(["check", "--study", STUDY]) != 0
    assert "bevat nu een fout" in page(copy)
