"""study.yml and municipality.yml are held to one declaration, which also says what is there when it is left out."""

from pathlib import Path

import pytest
import yaml

from wijkresearch.errors import StudyError
from wijkresearch.tables.claim_settings import CLAIM
from wijkresearch.tables.settings import STUDY, Setting, check_settings, settings_of_case
from wijkresearch.words import texts_of

ROOT = Path(__file__).parents[1]
LEAST = {
    "title": "Proef",
    "perspectives": [{"id": "wijk", "label_nl": "Wijk"}],
    "coders": [{"id": "een", "label_nl": "Een"}],
}
FULL = {
    **LEAST,
    "roles": [{"id": "gids", "label_nl": "Gids"}],
    "worlds": [{"id": "buiten", "label_nl": "Buiten"}],
    "questions": [{"id": "vraag", "text_nl": "Wat?"}],
    "actors": [{"id": "buur", "label_nl": "Buur", "world": "buiten"}, {"id": "klerk", "label_nl": "Klerk"}],
}


def problems(changes):
    with pytest.raises(StudyError) as raised:
        check_settings({**FULL, **changes}, STUDY, "study.yml")
    return [str(problem) for problem in raised.value.problems]


def test_a_study_that_says_the_least_has_everything_else_by_default():
    settings = check_settings(LEAST, STUDY, "study.yml")
    assert settings["roles"] == settings["worlds"] == settings["questions"] == settings["municipalities"] == []
    assert settings["selection"] == {
        "controls": [], "frame_controls": [], "other_controls": [], "labels_nl": {}, "labels_en": {},
    }  # fmt: skip
    assert settings["thresholds"]["dots_per_column"] == 10
    assert settings["saturation"] == {"base": 4, "run": 2, "threshold": 0.05, "reflexive": False}
    assert "retention_years" not in settings


def test_a_block_that_is_given_in_part_has_the_rest_by_default():
    settings = check_settings({**LEAST, "saturation": {"base": 6}, "thresholds": None}, STUDY, "study.yml")
    assert settings["saturation"] == {"base": 6, "run": 2, "threshold": 0.05, "reflexive": False}
    assert settings["thresholds"]["dot_step"] == 0.5


def test_two_studies_that_leave_a_list_out_do_not_share_it():
    first, second = (check_settings(LEAST, STUDY, "study.yml") for _ in range(2))
    first["roles"].append("gids")
    assert second["roles"] == []


def test_the_shipped_study_is_read_as_it_is_typed():
    typed = yaml.safe_load((ROOT / "data" / "raw" / "wijkverbinders" / "study.yml").read_text(encoding="utf-8"))
    assert check_settings(typed, STUDY, "study.yml") == {"also_called": {}, **typed}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"titel": "Proef"}, "study.yml: 'titel' is not known. Did you mean 'title'?"),
        ({"title": None}, "study.yml: 'title' is missing. Title of the study, in Dutch."),
        ({"title": ["een"]}, "study.yml: title is a list; expected text."),
        ({"perspectives": []}, "study.yml perspectives: the list is empty; expected at least one entry. "
         "From where respondents look."),
        ({"roles": "gids"}, "study.yml: roles is 'gids'; expected a list of entries, one `- {…}` a line."),
        ({"roles": [{"id": "de gids", "label_nl": "Gids"}]},
         "study.yml roles 1: id is [a text of 7 characters]; expected one word without spaces, commas and semicolons."),
        ({"roles": [{"id": "gids"}]}, "study.yml roles 1: 'label_nl' is missing. Its name in Dutch."),
        ({"roles": [*FULL["roles"], *FULL["roles"]]},
         "study.yml roles: id 'gids' stands twice; expected every entry once."),
        ({"saturation": {"base": 0}}, "study.yml saturation: base is '0'; expected a whole number from 1."),
        ({"saturation": {"run": "two"}}, "study.yml saturation: run is 'two'; expected a whole number from 1."),
        ({"saturation": {"run": 1.5}}, "study.yml saturation: run is '1.5'; expected a whole number from 1."),
        ({"saturation": {"threshold": 2}}, "study.yml saturation: threshold is '2'; expected a number from 0 to 1."),
        ({"saturation": {"reflexive": "nee"}}, "study.yml saturation: reflexive is 'nee'; expected true or false."),
        ({"saturation": {"bse": 4}}, "study.yml saturation: 'bse' is not known. Did you mean 'base'?"),
        ({"saturation": {"base": True}}, "study.yml saturation: base is 'True'; expected a whole number from 1."),
        ({"thresholds": {"min_label": "tipical"}}, "study.yml thresholds: min_label is 'tipical'; "
         "expected one of single, variant, typical, general. Did you mean 'typical'?"),
        ({"selection": {"frame_controls": ["council_seat"]}},
         "study.yml selection, frame_controls: column 'council_seat' is not known. Did you mean 'council_seats'?"),
        ({"selection": {"frame_controls": ["urbanity", "urbanity"]}}, "study.yml selection: frame_controls is a list; "
         "expected a list of ids, each once, such as [one, two]."),
        ({"selection": {"other_controls": [["urbanity"], ["density"]]}},
         "study.yml selection, other_controls: column 'density' is not known. Did you mean 'density_land'?"),
        ({"selection": {"labels_nl": {"urbanity": None}}},
         "study.yml selection: labels_nl is a mapping; expected lines of `id: text`."),
        ({"actors": [{"id": "buur", "label_nl": "Buur", "world": "buitn"}]},
         "study.yml actors 1: world 'buitn' is not known; expected one of buiten. Did you mean 'buiten'?"),
        ({"directions": [{"id": "heen", "from": "buur", "to": "klrk"}]},
         "study.yml directions 1: to 'klrk' is not known; expected one of buur, klerk. Did you mean 'klerk'?"),
        ({"expectations": [{"id": "e", "question": "vrag", "text_nl": "Dat."}]},
         "study.yml expectations 1: question 'vrag' is not known; expected one of vraag. Did you mean 'vraag'?"),
        ({"goals": [{"role": "gids", "world": "mars", "text_nl": "een doel"}]},
         "study.yml goals 1: world 'mars' is not known; expected one of buiten."),
        ({"retention_years": -1}, "study.yml: retention_years is '-1'; expected a whole number from 0 to 100."),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_declaration_is_said(changes, expected):
    assert problems(changes) == [expected]


def test_a_name_of_more_than_a_word_is_not_repeated():
    with pytest.raises(StudyError) as raised:
        check_settings({"dat zei zij": []}, [Setting("dat zei zij", "text", "")], "aardam/municipality.yml")
    assert str(raised.value.problems[0]) == (
        "aardam/municipality.yml: [a text of 11 characters] is a list; expected text."
    )


def test_every_problem_of_a_file_is_told_at_once():
    found = problems({"title": "", "roles": [{"id": "gids"}], "retention_years": "tien"})
    assert [problem.split(":")[0] for problem in found] == ["study.yml", "study.yml roles 1", "study.yml"]


def test_a_number_may_stand_where_a_text_is_expected_and_becomes_its_digits():
    settings = check_settings({**LEAST, "title": 2024}, STUDY, "study.yml")
    assert settings["title"] == "2024"


def test_the_attributes_of_a_case_are_the_columns_of_its_table():
    declared = settings_of_case({"controls": ["aldermen", "density"]})
    with pytest.raises(StudyError) as raised:
        check_settings(
            {"name": "Aardam", "wards": [2], "area_km2": 0, "phase": "tst"}, declared, "aardam/municipality.yml"
        )
    lines = [str(problem) for problem in raised.value.problems]
    assert "aardam/municipality.yml: wards is a list; expected a whole number from 0." in lines
    assert "aardam/municipality.yml: area_km2 is '0'; expected a number from 0.01." in lines
    assert "aardam/municipality.yml: phase is 'tst'; expected one of derivation, test. Did you mean 'test'?" in lines
    assert "aardam/municipality.yml: 'aldermen' is missing. Number of aldermen." in lines
    missing = {line.split("'")[1] for line in lines if "is missing" in line}
    assert missing == {"aldermen", "inhabitants"}


def test_what_is_missing_of_a_claim_is_told_in_dutch():
    required = {inner.meaning for outer in CLAIM for inner in (outer, *outer.of) if inner.required}
    assert required - set(texts_of("nl")["meanings"]) == set()


def test_every_setting_says_in_one_line_what_it_means():
    inner = [setting for outer in (*STUDY, *CLAIM) for setting in (outer, *outer.of)]
    assert [setting.name for setting in inner if not setting.meaning.endswith((".", "?"))] == []
