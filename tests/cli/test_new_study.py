"""A new study: a folder that can be checked at once, explains itself, and says what comes next."""

import re

import pytest
import typer

from wijkresearch.cli import main
from wijkresearch.io.read import read_study
from wijkresearch.io.settings import read_yaml
from wijkresearch.show.blanks import MEANINGS
from wijkresearch.tables import CODEBOOK, DATA_STRUCTURE, DOCUMENTS, FRAME, MUNICIPALITIES, SEGMENTS, TOPICS
from wijkresearch.tables.settings import STUDY, settings_of

TOLD = [
    *("--title", "Hoe scholen kiezen", "--question", "Hoe kiezen scholen?", "--question", "Wie kiest er?"),
    *("--role", "Stille kiezer", "--world", "Klas", "--code", "Tijd: te kort", "--perspective", "Leraar"),
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return tmp_path


def left_behind(root):
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_new_study_passes_the_check_which_says_what_comes_next(root, capsys):
    assert main(["new", "study", "Scholen", *TOLD]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "Gemaakt: data/raw/scholen",
        "- Er is nog geen gemeente: `wijk new municipality NAAM --study scholen` maakt de map van de eerste.",
    ]
    assert main(["check"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[1] for line in said if line.startswith("next: ")] == [
        " There is no municipality yet",
        " There is no interview or observation yet",
        " There is no transcript yet",
        " Nothing has been coded yet",
        " There is no conclusion yet",
    ]
    assert said[-1] == "scholen: no problems (0 municipalities, 0 documents, 0 texts, 3 codes, 0 codings)"


def test_what_was_told_is_in_its_files(root):
    main(["new", "study", "scholen", *TOLD])
    study = read_study("scholen", root=root)
    assert (study.settings["title"], study.settings["language"]) == ("Hoe scholen kiezen", "nl")
    assert [(entry["id"], entry["text_nl"]) for entry in study.settings["questions"]] == [
        ("hoofdvraag", "Hoe kiezen scholen?"),
        ("deelvraag-1", "Wie kiest er?"),
    ]
    codes = study.codebook.astype("object").where(study.codebook.notna(), None)
    assert codes[["code", "label_nl", "parent", "kind", "role", "world"]].to_numpy().tolist() == [
        ["stille_kiezer", "Stille kiezer", None, "role", "stille_kiezer", None],
        ["stille_kiezer_klas", "Stille kiezer – Klas", "stille_kiezer", "open", "stille_kiezer", "klas"],
        ["tijd_te_kort", "Tijd: te kort", None, "open", None, None],
    ]


def test_every_setting_stands_under_its_meaning_and_needs_only_the_sign_in_front_taken_away(root):
    main(["new", "study", "scholen", *TOLD])
    path = root / "data" / "raw" / "scholen" / "study.yml"
    text = path.read_text(encoding="utf-8")
    assert [setting.name for setting in STUDY if f"# {MEANINGS['nl'][setting.meaning]}" not in text] == []
    path.write_text(re.sub("^#(?=[^ ]| {2}[a-z_]+:  #)", "", text, flags=re.MULTILINE), encoding="utf-8")
    read = read_yaml(path, "study.yml")
    assert list(read) == [setting.name for setting in STUDY]
    inner = {setting.name: {one.name for one in setting.of} for setting in STUDY if setting.kind == "block"}
    assert {name: set(read[name]) for name in inner} == inner


def test_the_example_of_a_claim_is_a_claim_once_the_signs_are_taken_away_and_its_codes_are_named(root, capsys):
    main(["new", "study", "scholen", *TOLD])
    path = root / "data" / "raw" / "scholen" / "claims.yml"
    example = "".join(line.removeprefix("# ") + "\n" for line in path.read_text("utf-8").splitlines()[3:])
    path.write_text(example.replace("[code_die_ervoor_spreekt]", "[stille_kiezer]").replace(
        "[code_die_ertegen_spreekt]", "[tijd_te_kort]"), encoding="utf-8")  # fmt: skip
    capsys.readouterr()
    assert main(["check"]) == 2
    (problem,) = capsys.readouterr().err.splitlines()[1:]
    assert "'map-van-een-gemeente' is not" in problem


def test_every_table_is_explained_beside_them_in_the_language_of_the_study(root):
    main(["new", "study", "schools", "--language", "en", "--title", "How schools choose", "--perspective", "Teacher"])
    readme = (root / "data/raw/schools/README.md").read_text("utf-8")
    columns = [column for table in (CODEBOOK, DATA_STRUCTURE, TOPICS, DOCUMENTS, SEGMENTS) for column in table.columns]
    assert [column.name for column in columns if column.meaning not in readme] == []


def test_everything_that_a_new_file_explains_has_its_dutch():
    declared = [*STUDY, *(inner for setting in STUDY for inner in setting.of), *settings_of(MUNICIPALITIES)]
    tables = (CODEBOOK, DATA_STRUCTURE, TOPICS, DOCUMENTS, SEGMENTS)
    said = [one.meaning for one in (*declared, *(column for table in tables for column in table.columns))]
    said += [table.row for table in tables]
    absent = {meaning for meaning in said if meaning not in MEANINGS["nl"]}
    assert absent == {MUNICIPALITIES.columns[0].meaning}


def test_on_a_terminal_everything_is_asked_and_a_study_needs_a_perspective(root, monkeypatch, capsys):
    answers = iter(["fr", "en", "How schools choose", "How?", "", "", "", "Late", "", "", "Teacher", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(answers))
    assert main(["new", "study", "schools"]) == 0
    assert list(answers) == []
    settings = read_study("schools", root=root).settings
    assert [entry["id"] for entry in settings["questions"]] == ["main-question"]
    assert (settings["language"], settings["roles"], settings["worlds"]) == ("en", [], [])
    assert [entry["label_nl"] for entry in settings["perspectives"]] == ["Teacher"]
    said = capsys.readouterr().out
    assert "The questions that the study answers." in said
    assert said.count("At least one is needed here.") == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["--title", "Straten"], "wijk new study: --perspective is missing. From where respondents look."),
        (["--perspective", "Wijk"], "wijk new study: --title is missing. Title of the study, in Dutch."),
        ([*TOLD, "--role", "stille kiezer"], "codebook row 2: code 'stille_kiezer' occurs more than once"),
        ([*TOLD, "--frame", "alle.csv"], "alle.csv: there is no such file; expected a file."),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_and_nothing_is_left_behind(root, capsys, told, said):
    assert main(["new", "study", "straten", *told]) == 2
    assert said in capsys.readouterr().err
    assert left_behind(root) == []


def test_a_study_that_is_there_is_left_alone(root, capsys):
    main(["new", "study", "scholen", *TOLD])
    assert main(["new", "study", "Scholen", *TOLD]) == 2
    assert "data/raw/scholen: the folder is already there." in capsys.readouterr().err


def test_a_municipality_of_a_study_with_a_frame_has_the_figures_of_the_frame(root):
    row = dict.fromkeys(FRAME.column_names, "") | {
        "code": "GM0513", "municipality": "Gouda", "province": "Zuid-Holland", "inhabitants_2024": "75298",
        "area_total_km2": "18.11", "area_land_km2": "16.48",
    }  # fmt: skip
    (root / "data/raw/alle.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    assert main(["new", "study", "scholen", *TOLD, "--frame", "alle.csv"]) == 0
    assert main(["new", "municipality", "Gouda", "--study", "scholen"]) == 0
    assert read_yaml(root / "data/raw/scholen/gouda/municipality.yml", "")["inhabitants"] == 75298
