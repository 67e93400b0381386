"""summaries.csv is read strictly, and may be absent."""

import shutil

import pandas as pd
import pytest
import yaml
from conftest import CLAIMS

from wijkresearch.errors import StudyError
from wijkresearch.io.read import read_study


@pytest.fixture
def folder(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    folder = shutil.copytree(written, tmp_path, dirs_exist_ok=True) / "data" / "raw" / "voorbeeld"
    recommended = {"id": "R1", "text": {"nl": "Doe iets.", "en": "Act."}, "answers": "hoofdvraag"}
    recommended |= {"kind": "recommendation", "rests_on": ["C1"]}
    (folder / "claims.yml").write_text(yaml.safe_dump([*CLAIMS, recommended], allow_unicode=True), "utf-8")
    return folder


def type_rows(folder, *rows):
    (folder / "summaries.csv").write_text("\n".join(["row;municipality;document;summary", *rows]), "utf-8")


def test_a_study_without_summaries_has_none(folder):
    assert read_study("voorbeeld").summaries.empty


def test_summaries_of_conclusions_themes_and_categories_are_read_and_stay_with_their_case(folder):
    theme, category = pd.read_csv(folder / "data_structure.csv").loc[0, ["selective_theme", "axial_category"]]
    type_rows(folder, "C1;aardam;;Veel", f"{theme};bosrade;;Weinig", f"{category};bosrade;D6;Niets")
    study = read_study("voorbeeld")
    assert study.summaries["row"].tolist() == ["C1", theme, category]
    assert study.only(["bosrade"]).summaries["summary"].tolist() == ["Weinig", "Niets"]


def test_everything_that_a_summary_names_and_the_study_has_not_got_is_said_at_once(folder):
    type_rows(folder, "Rollen buitn;aardam;;a", "R1;aardam;;b", "C1;ardam;;c", "C1;aardam;D6;d")
    with pytest.raises(StudyError) as caught:
        read_study("voorbeeld")
    assert str(caught.value) == (
        "4 problems:\n"
        "  summaries.csv row 2: row [a text of 12 characters] is no conclusion with a verdict, theme or axial "
        "category. Did you mean 'Rollen buiten'?\n"
        "  summaries.csv row 3: row 'R1' is no conclusion with a verdict, theme or axial category.\n"
        "  summaries.csv row 4: municipality 'ardam' is not known; expected one of aardam, bosrade. "
        "Did you mean 'aardam'?\n"
        "  summaries.csv row 5: document 'D6' is not in the register of aardam."
    )


def test_two_summaries_of_the_same_cell_are_refused_and_the_empty_document_is_not_named(folder):
    type_rows(folder, "C1;aardam;;Veel", "C1;aardam;;Weinig")
    with pytest.raises(StudyError) as caught:
        read_study("voorbeeld")
    assert str(caught.value) == (
        "1 problem:\n  summaries.csv row 3: row 'C1', municipality 'aardam' occurs more than once; "
        "expected every key once. Remove or rename one of the rows."
    )
