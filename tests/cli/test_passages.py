"""`wijk passages` gives every passage with a code, on the screen and as a file, as far as respondents agreed."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest

from wijkresearch.cli import main
from wijkresearch.example import example_study

CODE = "makelaar_buiten"


def words_of(document, code=CODE):
    """The words of every passage with the code in a document of the made-up study."""
    study = example_study()
    rows = study.segments[(study.segments["document"] == document) & (study.segments["code"] == code)]
    rows = rows[rows["coder"] == "een"]
    return [study.transcripts[document][row.start : row.end] for row in rows.itertuples()]


def refuse(root, *, column, of, answer="no"):
    for register in (root / "data" / "raw" / "voorbeeld").glob("*/documents.csv"):
        head, *rows = register.read_text(encoding="utf-8").splitlines()
        at = head.split(",").index(column)
        cells = [row.split(",") for row in rows]
        changed = [[*row[:at], answer, *row[at + 1 :]] if row[0] == of else row for row in cells]
        register.write_text("\n".join([head, *map(",".join, changed)]) + "\n", encoding="utf-8")


def flat(text):
    return re.sub(r"\s+", " ", text)


def read_file(path):
    """All text in a file for Word, for Excel or for a browser."""
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    return path.read_text(encoding="utf-8")


@pytest.fixture
def coded():
    """A document of each case with the code."""
    study = example_study()
    rows = study.segments[(study.segments["code"] == CODE) & (study.segments["coder"] == "een")]
    return rows["document"].drop_duplicates().tolist()


@pytest.mark.usefixtures("root")
def test_every_passage_with_the_code_is_shown_with_its_place_and_words(coded, capsys):
    assert main(["passages", CODE]) == 0
    said = flat(capsys.readouterr().out)
    assert "Aantal passages: 8;" in said
    assert [words for document in coded for words in words_of(document) if flat(words) not in said] == []
    assert re.search(r"D\d+:\d+-\d+, regel \d+", said)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("file_format", ["docx", "xlsx", "html"])
def test_who_may_not_be_quoted_is_located_and_not_shown_on_the_screen_and_in_every_file(
    root, coded, capsys, file_format
):
    closed, *others = coded
    refuse(root, column="consent_quotes", of=closed)
    assert main(["passages", CODE]) == 0
    assert main(["passages", CODE, "--format", file_format]) == 0
    screen = capsys.readouterr().out
    written = read_file(root / "uit" / f"voorbeeld-{CODE}.{file_format}")
    for said in map(flat, (screen, written)):
        assert f"Geen woorden van {closed}: wie daar spreekt, mag niet geciteerd worden" in said
        assert "niet getoond" in said
        assert not any(flat(words) in said for words in words_of(closed))
        assert all(flat(words) in said for document in others for words in words_of(document))


@pytest.mark.usefixtures("root")
def test_a_file_holds_no_word_of_who_may_not_be_quoted_in_any_of_its_parts(root, coded):
    refuse(root, column="consent_quotes", of=coded[0])
    assert main(["passages", CODE, "--format", "docx"]) == 0
    with zipfile.ZipFile(io.BytesIO((root / "uit" / f"voorbeeld-{CODE}.docx").read_bytes())) as archive:
        content = " ".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    assert not any(words in content for words in words_of(coded[0]))


@pytest.mark.usefixtures("root")
def test_a_file_that_is_there_is_not_overwritten(root, capsys):
    target = root / "uit" / "lijst.html"
    target.write_text("mijn werk")
    assert main(["passages", CODE, "--format", "html", "--output", "lijst.html"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n"
        "  wijk passages: lijst.html is there already. Give another name with --output, or remove it first.\n"
    )
    assert target.read_text() == "mijn werk"


@pytest.mark.usefixtures("root")
def test_passages_are_narrowed_by_case_other_code_and_words(capsys):
    assert main(["passages", "weer_en_verkeer", "--with", "luisteraar_buiten", "--municipality", "aardam"]) == 0
    assert "D1:53-95" in capsys.readouterr().out
    assert main(["passages", "weer_en_verkeer", "--municipality", "bosrade"]) == 0
    assert capsys.readouterr().out == "Er is geen passage gevonden.\n"
    assert main(["passages", "makelaar", "--under", "--text", "zeemeermin*"]) == 0
    assert "geen passage" in capsys.readouterr().out


@pytest.mark.usefixtures("root")
def test_a_list_of_one_perspective_leaves_out_whose_perspective_may_not_be_told(root, coded, capsys):
    study = example_study().documents.set_index("document")
    refuse(root, column="consent_name", of=coded[0], answer="pseudonym")
    assert main(["passages", CODE, "--perspective", study["perspective"][coded[0]]]) == 0
    said = capsys.readouterr().out
    untold = [name for name in coded if study["municipality"][name] == study["municipality"][coded[0]]]
    assert f"Niet vermeld: {sum(len(words_of(name)) for name in untold)} passages van documenten" in said
    assert not [name for name in untold if f"{name}:" in said]


@pytest.mark.usefixtures("root")
def test_words_outside_the_code_are_shown_in_context_only_where_the_whole_text_may_be(root, capsys):
    assert main(["passages", CODE, "--missed", "de"]) == 0
    whole = capsys.readouterr().out.split("‘de’")[1]
    closed = re.search(r"(D\d+):\d+-\d+ +.*\[[Dd]e\]", whole)[1]
    refuse(root, column="consent_reuse", of=closed)
    assert main(["passages", CODE, "--missed", "de"]) == 0
    part = capsys.readouterr().out.split("‘de’")[1]
    assert part.splitlines()[0] == whole.splitlines()[0]
    uncoded = set(re.findall(rf"^  ({closed}:\S+)", whole, re.M)) - set(re.findall(rf"^  ({closed}:\S+)", part, re.M))
    assert uncoded
    assert uncoded <= set(re.findall(r"D\d+:\d+-\d+", part.split("Niet getoond: ")[1]))


@pytest.mark.usefixtures("root")
def test_everything_that_the_study_has_not_got_is_said_at_once(capsys):
    assert main(["passages", "makelaar_buitn", "--municipality", "ardam", "--with", "Luisteraar – buitn"]) == 2
    assert capsys.readouterr().err == (
        "3 problems:\n"
        "  passages: there is no code 'makelaar_buitn'. Did you mean 'makelaar_buiten'?\n"
        "  passages: there is no code 'Luisteraar – buitn'. Did you mean 'luisteraar_buiten'?\n"
        "  passages: there is no municipality 'ardam'; expected one of aardam, bosrade. Did you mean 'aardam'?\n"
    )
    assert main(["passages", CODE, "--format", "dox"]) == 2
    assert "there is no format 'dox'; expected docx, xlsx, html. Did you mean 'docx'?" in capsys.readouterr().err
