"""Memos are for the owner of the files: on the screen, by code, case and kind."""

import pytest
from made_studies import write_study

from wijkresearch.cli import main
from wijkresearch.example import example_study


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """The made-up study with two memos."""
    study = example_study()
    study.segments["memo"] = None
    places = [study.segments[study.segments["document"] == document].index[0] for document in ("D1", "D5")]
    study.segments.loc[places, "memo"] = ["Theoretisch: leefwereld.", "Hier aarzelt zij."]
    (tmp_path / "pyproject.toml").write_text("")
    write_study(study, tmp_path)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return study.segments.loc[places]


def test_every_memo_is_printed_under_its_code_with_its_place_and_kind(noted, capsys):
    assert main(["memos"]) == 0
    said = capsys.readouterr().out
    first, second = noted.itertuples()
    assert said.startswith("Aantal memo’s: 2; aantal codes waar ze bij staan: ")
    assert f"D1:{first.start}-{first.end}, {first.coder}, theoretisch: Theoretisch: leefwereld." in said
    assert f"Bosrade, D5:{second.start}-{second.end}, {second.coder}, soort niet vermeld: Hier aarzelt zij." in said


@pytest.mark.parametrize(
    ("asked", "printed"),
    [(["--kind", "theoretical"], [True, False]), (["--municipality", "bosrade"], [False, True])],
)
@pytest.mark.usefixtures("noted")
def test_memos_can_be_asked_for_by_kind_and_case(capsys, asked, printed):
    assert main(["memos", *asked]) == 0
    said = capsys.readouterr().out
    assert ["leefwereld" in said, "aarzelt" in said] == printed


def test_memos_of_one_code_are_had_and_an_unknown_code_or_kind_is_named(noted, capsys):
    assert main(["memos", "--code", noted["code"].iloc[0]]) == 0
    assert "leefwereld" in capsys.readouterr().out
    assert main(["memos", "--kind", "theoretic"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  wijk memos: there is no kind 'theoretic'; expected one of theoretical, methodological, unsaid. "
        "Did you mean 'theoretical'?\n"
    )
    assert main(["memos", "--code", "luisteraar_buitn"]) == 2
    assert "there is no code 'luisteraar_buitn'" in capsys.readouterr().err
