"""Freezing puts one line in the entry of a claim, and nothing else changes."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from wijkresearch.cli import main
from wijkresearch.cli.freeze import write_frozen
from wijkresearch.errors import StudyError

CLAIMS = """# The conclusions.

- id: C1  # the first
  text: {nl: Er wordt geluisterd, en: There is listening}
  answers: hoofdvraag
  kind: prevalence
  support: [luisteraar_buiten]
  counter: [makelaar_binnen]
  eligible: {kind: interview}
  rule: {min_respondents: 3, min_label: typical}
  derived_from: [aardam]

# What follows from it.
- id: 'C2'
  text: {nl: Er is aandacht, en: There is attention}
  answers: hoofdvraag
  kind: composite
  composition: {all_of: [C1]}
  says: {C1: {nl: aandacht, en: attention}}
"""


@pytest.fixture
def claims(written, tmp_path, monkeypatch):
    folder = shutil.copytree(written, tmp_path, dirs_exist_ok=True) / "data" / "raw" / "voorbeeld"
    (folder / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    tested = folder / "bosrade" / "municipality.yml"
    tested.write_text(tested.read_text("utf-8").replace("phase: derivation", "phase: test"), encoding="utf-8")
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return folder / "claims.yml"


def frozen_lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if "frozen" in line]


def test_every_claim_is_frozen_as_it_is_and_the_check_has_nothing_more_to_say_about_them(claims, capsys):
    main(["check"])
    assert "edited: not frozen, or edited since" in capsys.readouterr().out
    assert main(["freeze"]) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"2 claims frozen on \d{4}-\d\d-\d\d: data/raw/voorbeeld/claims\.yml\n", said)
    main(["check"])
    assert "edited" not in capsys.readouterr().out


def test_the_other_lines_stay_letter_by_letter_as_they_were(claims):
    main(["freeze"])
    kept = [line for line in claims.read_text(encoding="utf-8").splitlines() if "frozen" not in line]
    assert kept == CLAIMS.splitlines()
    assert [set(entry["frozen"]) for entry in yaml.safe_load(claims.read_text(encoding="utf-8"))] == [
        {"claim", "codebook", "date"}
    ] * 2


def test_freezing_again_replaces_the_line_of_the_claim_that_was_edited_only(claims, capsys):
    main(["freeze"])
    first, second = frozen_lines(claims)
    claims.write_text(claims.read_text(encoding="utf-8").replace("listening", "hearing"), encoding="utf-8")
    capsys.readouterr()
    main(["check"])
    assert "cases that test them are in: C1." in capsys.readouterr().out
    assert main(["freeze", "--claim", "C1"]) == 0
    again = frozen_lines(claims)
    assert (again[0] != first, again[1]) == (True, second)


def test_a_claim_that_is_not_there_is_refused(claims, capsys):
    assert main(["freeze", "--claim", "C3"]) == 2
    assert capsys.readouterr().err.startswith("1 problem:\n  --claim: 'C3' is no claim of the study.")
    assert claims.read_text(encoding="utf-8") == CLAIMS


@pytest.mark.parametrize("text", ["[{id: C1, kind: causal}]", "- id: C1\n  frozen:\n    claim: x\n  kind: causal\n"])
def test_a_file_written_in_another_way_stays_as_it_is(tmp_path, text):
    path = Path(tmp_path / "claims.yml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match="the claims cannot be frozen as they are written"):
        write_frozen(path, {"C1": "  frozen: {claim: 'a', codebook: 'b', date: 2026-01-01}"})
    assert path.read_text(encoding="utf-8") == text


def test_an_id_is_what_is_typed(tmp_path):
    """YAML itself makes 8 of 010."""
    path = Path(tmp_path / "claims.yml")
    path.write_text("- id: 010\n  kind: causal\n", encoding="utf-8")
    write_frozen(path, {"010": "  frozen: {claim: 'a', codebook: 'b', date: 2026-01-01}"})
    assert len(frozen_lines(path)) == 1
