"""Problems in Dutch: every text of the code has its Dutch, is found by it, and is told in the language of the study."""

import json
import re
import shutil
from errno import ENOSPC
from string import Formatter

import pytest
from texts_of_problems import texts_of_problems, without_names

from wijkresearch.cli import main
from wijkresearch.errors import Problem, StudyError, file_problem
from wijkresearch.io.language import language_of_problems
from wijkresearch.io.read import read_study
from wijkresearch.words import read_texts, texts_of
from wijkresearch.words.problems import LONGEST, problems_in

DUTCH = problems_in("nl")


def catalogue() -> dict[str, str]:
    return dict(read_texts("problems", "nl")[""])


def fields(template: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@pytest.fixture
def project(written, tmp_path, monkeypatch):
    """The example study in a project of its own, with nothing that sets the language but the study."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    monkeypatch.delenv("WIJK_LANGUAGE")
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return tmp_path


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_text_that_a_problem_is_made_of_has_its_dutch():
    meanings = {english.removesuffix(".") for english in texts_of("nl")["meanings"]}
    known = {without_names(english) for english in catalogue()} | meanings
    assert len(texts_of_problems()) > 900
    assert sorted(text for text in texts_of_problems() if without_names(text) not in known) == []


def test_the_dutch_has_the_fields_of_the_english():
    assert [english for english, dutch in catalogue().items() if fields(english) != fields(dutch)] == []


def test_every_text_is_found_by_itself_and_not_taken_for_another():
    values = {name: f"'v{number}'" for number, name in enumerate({one for text in catalogue() for one in fields(text)})}
    told = {english: DUTCH(english.format(**values)) for english in catalogue()}
    assert {english: said for english, said in told.items() if said != catalogue()[english].format(**values)} == {}


def test_what_has_no_dutch_and_what_is_too_long_is_told_as_it_is():
    assert DUTCH("something that nobody wrote") == "something that nobody wrote"
    assert DUTCH("there is no " * LONGEST) == "there is no " * LONGEST


def test_what_somebody_typed_is_repeated_and_not_told_in_dutch():
    assert DUTCH("there is no command 'the file is empty'") == "er is geen opdracht 'the file is empty'"
    assert (
        DUTCH("code 'every document once' is not in the codebook")
        == "code 'every document once' staat niet in het codeboek"
    )
    assert DUTCH("table 3 row 5.docx") == "table 3 row 5.docx"
    assert DUTCH("Write 18.11.") == "Schrijf 18.11."
    assert DUTCH("text is empty") == "text is leeg"
    assert DUTCH("one of text, [a text of 80 characters]") == "één van text, [een tekst van 80 tekens]"


def test_an_error_is_told_whole_in_dutch():
    problems = [Problem(f"katwijk/segments.csv row {row}", "end is empty", "a whole number from 0") for row in range(8)]
    doubt = Problem("claims.yml line 12 rule", "kind is 'x'", "one of a, b", "Did you mean 'a'? It is existence now")
    error = StudyError([*problems, doubt, file_problem(OSError(ENOSPC, "No space left on device"), "a.csv")])
    assert error.told(DUTCH) == (
        "10 problemen:\n"
        "  katwijk/segments.csv rij 0 en nog 7 plaatsen: end is leeg; verwacht: een heel getal vanaf 0.\n"
        "  claims.yml regel 12 rule: kind is 'x'; verwacht: één van a, b. Bedoelt u 'a'? Het heet nu existence.\n"
        "  a.csv: de schijf is vol. Maak ruimte en doe het opnieuw; wat er stond is gebleven zoals het was."
    )
    assert error.told(problems_in("en")) == str(error)


@pytest.mark.parametrize(
    ("change_of", "told"),
    [
        (("codebook.csv", "code,", "cod,"), "codebook.csv: kolom 'code' ontbreekt. Is het de kolom die 'cod' heet?"),
        (("study.yml", "title:", "title: ["), "study.yml regel 2: een komma of het sluitende ] ontbreekt; verwacht: "),
        (("aardam/documents.csv", "interview", "x"), "aardam/documents.csv rij 2: kind is 'x'; verwacht: één van "),
        (
            ("aardam/segments.csv", "luisteraar_buiten", "luisteraar_buitn"),
            "rij 2: code 'luisteraar_buitn' staat niet in het codeboek. Bedoelt u 'luisteraar_buiten'?",
        ),
        (
            ("study.yml", "dot_step: 0.5", "dot_step: 0,5"),
            "dot_step is '0,5'; verwacht: een getal vanaf 0.01 tot en met 1. Schrijf 0.5.",
        ),
    ],
)
def test_a_broken_study_is_refused_in_its_language(project, capsys, change_of, told):
    name, old, new = change_of
    change(project / "data" / "raw" / "voorbeeld" / name, old, new)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert not re.search(r"\b(the|is not|expected|missing|problems?:|row|line)\b", said)


def test_a_file_that_is_not_there_is_told_in_dutch(project, capsys):
    assert main(["import", "codes.xlsx"]) == 2
    said = "codes.xlsx: dat bestand is er niet; verwacht: een bestand. Kijk de naam na, en de map waarin u staat."
    assert capsys.readouterr().err == f"1 probleem:\n  {said}\n"


def test_a_refused_import_is_told_in_dutch_in_json_too(project, capsys):
    file = project / "codes.xlsx"
    file.write_bytes(b"PK\x03\x04")
    assert main(["import", str(file), "--json"]) == 2
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert refused == [
        {
            "where": "codes.xlsx",
            "found": "het zipbestand is beschadigd of niet volledig",
            "expected": "een Excel-werkmap (.xlsx)",
            "remedy": "Voer het opnieuw uit, of kijk of het downloaden goed ging.",
        }
    ]


def test_an_english_study_is_told_in_english_and_wijk_language_goes_before_it(project, capsys, monkeypatch):
    study = project / "data" / "raw" / "voorbeeld" / "study.yml"
    change(study, "title:", "language: en\ntitle:")
    assert main(["chek"]) == 2
    assert capsys.readouterr().err.startswith("1 problem:\n  wijk: there is no command 'chek'; expected one of run, ")
    monkeypatch.setenv("WIJK_LANGUAGE", "nl")
    assert main(["chek"]) == 2
    assert capsys.readouterr().err.startswith("1 probleem:\n  wijk: er is geen opdracht 'chek'; verwacht: één van ")


def test_of_several_studies_the_named_one_decides_and_otherwise_dutch_goes_first(project):
    raw = project / "data" / "raw"
    (raw / "english").mkdir()
    (raw / "english" / "study.yml").write_text("title: x\nlanguage: en\n: broken", encoding="utf-8")
    assert language_of_problems(project, ["english"]) == "en"
    assert language_of_problems(project) == "nl"
    shutil.rmtree(raw / "voorbeeld")
    assert language_of_problems(project) == "en"


def test_a_notebook_shows_the_message_alone_in_the_language_of_the_study(project):
    change(project / "data" / "raw" / "voorbeeld" / "codebook.csv", "code,", "cod,")
    with pytest.raises(StudyError) as caught:
        read_study("voorbeeld", root=project)
    shown = caught.value._render_traceback_()
    assert shown[1].strip() == "codebook.csv: kolom 'code' ontbreekt. Is het de kolom die 'cod' heet?"


def test_what_a_check_says_besides_problems_is_told_in_the_language_of_the_study(project, capsys):
    (project / "data/raw/voorbeeld/claims.yml").write_text("")
    assert main(["check"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "herkenbaar: in Aardam is maar één persoon functie 1 (D1)." in said
    assert said[-2].startswith("nu: Er is nog geen conclusie: schrijf de eerste in `data/raw/voorbeeld/claims.yml`, ")
    assert said[-1].startswith("voorbeeld: geen problemen (gemeenten: 2, ")
