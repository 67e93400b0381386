"""What a run asks of a study beyond what reading its files already does."""

import shutil

import pytest
import yaml

from wijkresearch.errors import StudyError
from wijkresearch.run.check import check_whole

CLAIM = {
    "id": "C1",
    "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
    "answers": "hoofdvraag",
    "kind": "prevalence",
    "support": ["luisteraar_buiten"],
    "counter": ["makelaar_binnen"],
    "eligible": {"kind": "interview"},
    "rule": {"min_respondents": 3, "min_label": "typical"},
    "derived_from": ["aardam", "bosrade"],
}


@pytest.fixture
def folder(written, tmp_path):
    return shutil.copytree(written, tmp_path, dirs_exist_ok=True) / "data" / "raw" / "voorbeeld"


def change(path, **settings):
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text(encoding="utf-8")), **settings}), encoding="utf-8")


def claim(folder, **changes):
    (folder / "claims.yml").write_text(yaml.safe_dump([{**CLAIM, **changes}]), encoding="utf-8")


def problems(folder):
    with pytest.raises(StudyError) as raised:
        check_whole("voorbeeld", root=folder.parents[2])
    return [str(problem) for problem in raised.value.problems]


def test_a_study_of_which_nothing_is_missing_is_given_back(folder):
    claim(folder)
    assert list(check_whole("voorbeeld", root=folder.parents[2]).municipality_names) == ["aardam", "bosrade"]


def test_cases_and_claims_agree_on_what_was_derived_where(folder):
    claim(folder, derived_from=["aardam"])
    change(folder / "aardam" / "municipality.yml", phase="test")
    assert problems(folder) == [
        "aardam/municipality.yml: phase is test, while C1 was derived from it; expected derivation. Make it `phase: "
        "derivation`, or take it out of `derived_from` in claims.yml.",
        "bosrade/municipality.yml: phase is derivation, while no claim was derived from it; expected test. Make it "
        "`phase: test`, or name it in `derived_from` of a claim.",
    ]


def test_a_frame_that_is_not_there_and_a_cell_that_is_no_number_of_dots_are_told_together(folder):
    change(folder / "study.yml", selection={"frame": "kader.csv"})
    (folder / "published").mkdir()
    (folder / "published" / "dots.csv").write_text(
        "table,section,world,municipality,role,dots\n3,4.2,buiten,aardam,makelaar,2.3\n", encoding="utf-8"
    )
    first, second = problems(folder)
    assert first == "buiten, aardam, makelaar: a cell of 2.3 dots; expected a multiple of 0.5, zero or more."
    assert second.startswith("kader.csv: ")


def test_a_name_in_a_printed_table_that_the_study_has_not_got_is_told_with_its_row(folder):
    (folder / "published").mkdir()
    (folder / "published" / "dots.csv").write_text(
        "table,section,world,municipality,role,dots\n3,4.2,buitn,aardam,makelaar,2.5\n", encoding="utf-8"
    )
    assert problems(folder) == [
        "published/dots.csv row 2: world 'buitn' is not known; expected one of buiten, binnen. Did you mean 'buiten'?"
    ]


def test_a_passage_that_begins_before_its_text_is_refused(folder):
    path = folder / "aardam" / "segments.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    document, _, *others = first.split(",")
    path.write_text("\n".join([header, ",".join([document, "-50", *others]), *rest]), encoding="utf-8")
    assert problems(folder) == ["aardam/segments.csv row 2: start is '-50'; expected a whole number from 0."]


def test_codes_that_stand_under_each_other_in_a_circle_are_named(folder):
    path = folder / "codebook.csv"
    lines = path.read_text(encoding="utf-8")
    assert "\nmakelaar,Makelaar,Makelaar," in lines
    lines = lines.replace("\nmakelaar,Makelaar,Makelaar,", "\nmakelaar,Makelaar,Makelaar,", 1).splitlines()
    place = lines[0].split(",").index("parent")
    for number, line in enumerate(lines):
        if line.startswith("makelaar,"):
            cells = line.split(",")
            cells[place] = "makelaar_buiten"
            lines[number] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = problems(folder)
    assert found.startswith("codebook.csv: codes stand under each other in a circle: ")


def test_a_category_under_two_themes_and_an_unknown_code_are_told_together(folder):
    (folder / "data_structure.csv").write_text(
        "code,axial_category,selective_theme\nmakelaar_buitn,Rollen,Thema\nmakelaar_binnen,Rollen,Ander\n",
        encoding="utf-8",
    )
    assert problems(folder) == [
        "data_structure.csv row 2: code 'makelaar_buitn' is not in the codebook. Did you mean 'makelaar_buiten'?",
        "data_structure.csv: axial category 'Rollen' stands under 2 themes; expected one selective theme. "
        "Give one of the groups another name.",
    ]


def test_two_cases_of_one_name_are_told(folder):
    change(folder / "aardam" / "municipality.yml", name="Bosrade")
    assert problems(folder) == ["municipality.yml: municipality 'Bosrade' stands twice; expected every name once."]


def test_a_direction_is_a_code_of_that_kind(folder):
    actors = [{"id": "buur", "label_nl": "Buur"}, {"id": "klerk", "label_nl": "Klerk"}]
    change(folder / "study.yml", actors=actors, directions=[{"id": "heen", "from": "buur", "to": "klerk"}])
    assert problems(folder) == ["study.yml directions: id 'heen' is not known."]
