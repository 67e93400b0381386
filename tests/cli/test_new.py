"""A new municipality: a folder to fill in, with what is known of it."""

import unicodedata

import pytest
import yaml

from wijkresearch.cli import main
from wijkresearch.tables import DOCUMENTS, FRAME, MUNICIPALITIES

STUDY = """title: Streets
perspectives: [{id: wijk, label_nl: Wijk}]
coders: [{id: een, label_nl: Een}]
selection: {frame: all.csv, variable_of_interest: official_title, controls: [officials, density]}
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    raw = tmp_path / "data" / "raw"
    (raw / "streets").mkdir(parents=True)
    (raw / "streets" / "study.yml").write_text(STUDY)
    names = FRAME.column_names
    row = dict.fromkeys(names, "") | {
        "code": "GM0513",
        "municipality": "Gouda",
        "province": "Zuid-Holland",
        "inhabitants_2024": "75298",
        "area_total_km2": "18.11",
        "area_land_km2": "16.48",
        "urbanity": "2",
        "address_density": "2086",
        "cbs_wards": "8",
        "council_seats": "35",
    }
    (raw / "all.csv").write_text(",".join(names) + "\n" + ",".join(row[name] for name in names) + "\n")
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return tmp_path


def test_what_the_frame_knows_of_a_municipality_is_filled_in(root, capsys):
    assert main(["new", "gouda"]) == 0
    folder = root / "data" / "raw" / "streets" / "gouda"
    attributes = yaml.safe_load((folder / "municipality.yml").read_text())
    assert attributes["name"] == "Gouda"
    assert attributes["inhabitants"] == 75298
    assert attributes["area_km2"] == 18.11
    assert attributes["council_seats"] == 35
    assert attributes["officials"] is None
    assert set(MUNICIPALITIES.column_names) - {"municipality", *attributes} == {"wards", "aldermen", "department"}
    heading = (folder / "documents.csv").read_text().strip().split(",")
    assert heading == [name for name in DOCUMENTS.column_names if name != "municipality"]
    assert (folder / "transcripts").is_dir()
    said = capsys.readouterr().out.splitlines()
    assert (said[0], said[-1]) == (
        "Gemaakt: data/raw/streets/gouda",
        "5. `wijk check --study streets` zegt wat er nog niet klopt.",
    )


def test_a_municipality_that_the_frame_does_not_know_gets_its_name_only(root):
    assert main(["new", "Nieuw 's-Dorp", "--not-in-frame"]) == 0
    attributes = yaml.safe_load((root / "data/raw/streets/nieuw-s-dorp/municipality.yml").read_text())
    assert {name for name, value in attributes.items() if value is not None} == {"name"}


def test_a_folder_that_is_there_is_left_alone(root, capsys):
    main(["new", "Gouda"])
    before = (root / "data/raw/streets/gouda/municipality.yml").read_bytes()
    capsys.readouterr()
    assert main(["new", "Gouda"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  data/raw/streets/gouda: the folder is already there. Fill it in, or choose another name.\n"
    )
    assert (root / "data/raw/streets/gouda/municipality.yml").read_bytes() == before


def test_a_name_without_letters_is_refused(root, capsys):
    assert main(["new", "--", "-!"]) == 2
    assert "'-!' is not a name" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Con", "nul", "COM1"])
def test_a_name_that_windows_keeps_for_itself_is_refused(root, capsys, name):
    assert main(["new", name]) == 2
    assert capsys.readouterr().err == (
        f"1 problem:\n  wijk new: '{name.lower()}' is a name that Windows keeps for a device. "
        f"Take a longer name, such as gemeente-{name.lower()}.\n"
    )
    assert [path.name for path in (root / "data" / "raw" / "streets").iterdir()] == ["study.yml"]


def test_a_dot_or_a_space_at_the_end_of_a_name_is_left_out(root):
    assert main(["new", "Gouda. "]) == 0
    assert (root / "data" / "raw" / "streets" / "gouda").is_dir()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_come_out_the_same_whichever_way_they_are_typed(root, form):
    assert main(["new", unicodedata.normalize(form, "Súdwest-Fryslân"), "--not-in-frame"]) == 0
    assert (root / "data" / "raw" / "streets" / "súdwest-fryslân").is_dir()


def test_a_folder_in_other_capitals_is_the_same_folder(root, capsys):
    (root / "data" / "raw" / "streets" / "Gouda").mkdir()
    assert main(["new", "gouda"]) == 2
    assert "the folder is already there" in capsys.readouterr().err


def test_a_study_without_a_frame_has_a_folder_in_which_everything_is_still_to_be_filled_in(root):
    (root / "data" / "raw" / "streets" / "study.yml").write_text(STUDY.partition("selection")[0])
    assert main(["new", "gouda"]) == 0
    attributes = yaml.safe_load((root / "data" / "raw" / "streets" / "gouda" / "municipality.yml").read_text())
    assert {name for name, value in attributes.items() if value is not None} == {"name"}


def test_a_name_that_the_frame_lacks_is_refused_with_the_one_that_was_probably_meant(root, capsys):
    assert main(["new", "gauda"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  all.csv: there is no municipality 'gauda'. "
        "Did you mean 'Gouda'? One that is fictional or abroad is made with --not-in-frame.\n"
    )
    assert [path.name for path in (root / "data" / "raw" / "streets").iterdir()] == ["study.yml"]


def test_new_is_short_for_new_municipality(root):
    assert main(["new", "municipality", "Gouda"]) == 0
    assert (root / "data" / "raw" / "streets" / "gouda" / "municipality.yml").exists()


@pytest.mark.parametrize(("language", "said"), [("nl", "Aantal inwoners."), ("en", "Number of inhabitants.")])
def test_every_attribute_is_explained_in_the_language_of_the_study(root, language, said):
    (root / "data" / "raw" / "streets" / "study.yml").write_text(f"{STUDY}language: {language}\n")
    main(["new", "Gouda"])
    lines = (root / "data/raw/streets/gouda/municipality.yml").read_text().splitlines()
    assert lines[lines.index("inhabitants: 75298") - 1] == f"# {said}"
