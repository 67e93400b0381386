"""A table of codings that is damaged in any way is refused without a word of what respondents said or coders noted.

Every cell of text in the table holds canaries, and every damage that a spreadsheet program or a hand can do to its
columns is done to it: shifted rows, texts without quotation marks, a heading that is gone, cells that are exchanged.
"""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from wijkresearch.cli import main

ROOT = Path(__file__).parents[2]
STUDY = "voorbeeld"
CANARY = re.compile(r"qz\d{4}k")
HEADINGS = ["document", "start", "end", "code", "coder", "memo", "quote"]
TEXTS = {"memo": ", ".join(f"qz1{place:03}k" for place in range(9)), "quote": "; ".join(["qz2000k zei hij", "qz2001k"])}


def rows(text):
    """The table as people have it, with canaries in its memo and quote."""
    listed = list(csv.DictReader(io.StringIO(text)))[:4]
    return [[{**row, **TEXTS}[heading] for heading in HEADINGS] for row in listed]


def as_csv(table, *, separator=",", quoting=csv.QUOTE_MINIMAL):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(table)
    return stream.getvalue()


def without_marks(table, separator):
    return "".join(separator.join(cells) + "\n" for cells in table)


def rotated(table, places):
    return [HEADINGS, *(cells[-places:] + cells[:-places] for cells in table)]


def exchanged(table, first, second):
    taken = {first: second, second: first}
    order = [HEADINGS.index(taken.get(heading, heading)) for heading in HEADINGS]
    return [HEADINGS, *([cells[place] for place in order] for cells in table)]


DAMAGES = {
    **{f"shifted by {places}": lambda table, places=places: as_csv(rotated(table, places)) for places in range(1, 7)},
    **{
        f"{text} in {other}": lambda table, text=text, other=other: as_csv(exchanged(table, text, other))
        for text in TEXTS
        for other in HEADINGS[:5]
    },
    "no quotation marks, commas": lambda table: without_marks([HEADINGS, *table], ","),
    "no quotation marks, semicolons": lambda table: without_marks([HEADINGS, *table], ";"),
    "no headings": as_csv,
    "a quote as heading": lambda table: as_csv([[*HEADINGS[:6], table[0][6]], *table]),
    "quotes as all headings": lambda table: as_csv([[table[0][6]] * 7, *table]),
    "a mark that is not closed": lambda table: as_csv([HEADINGS, *table]) + f'D1,1,2,"{TEXTS["quote"]}',
    "every row twice, quote as code": lambda table: as_csv(exchanged([*table, *table], "quote", "code")),
    "a file name": lambda table: as_csv([HEADINGS, *([TEXTS["quote"], *cells[1:]] for cells in table)]),
}


@pytest.fixture
def root(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return tmp_path


def segments(root):
    return sorted((root / "data" / "raw" / STUDY).glob("*/segments.csv"))[0]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_table_is_refused_without_a_word_of_what_was_said(root, damage, capfd):
    path = segments(root)
    table = damage(rows(path.read_text(encoding="utf-8")))
    path.write_text(table, encoding="utf-8")
    assert CANARY.search(table)
    for command in ("check", "run"):
        assert main([command, "--study", STUDY]) == 2
        said = capfd.readouterr()
        assert (said.out, CANARY.findall(said.err)) == ("", [])
        assert re.match(r"\d+ problems?:\n", said.err)
        assert left_behind(root) == []


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_table_that_is_taken_over_is_refused_without_a_word_of_it_too(root, damage, capfd):
    path = root / "codings.csv"
    path.write_text(damage(rows(segments(root).read_text(encoding="utf-8"))), encoding="utf-8")
    main(["import", str(path), "--study", STUDY])
    assert CANARY.findall(capfd.readouterr().err) == []
    path.unlink()
    assert left_behind(root) == []


SENTENCE = "qz3000k qz3001k, qz3002k qz3003k qz3004k."
TYPED = [
    ["check", "S"],
    ["S"],
    ["import", "S"],
    ["import", "codings.csv", "S"],
    ["import", "codings.csv", "--S"],
    ["import", "codings.csv", "--study", "S"],
    ["import", "codings.csv", "--study", STUDY, "--municipality", "S"],
    ["import", "codings.csv", "--municipality-from", "variable:S"],
    ["import", "codings.csv", "--study", STUDY, "--coder", "x=S"],
    ["import", "codings.csv", "--study", STUDY, "--map", "S=S"],
    ["import", "codings.csv", "--study", STUDY, "--map", "S"],
    ["import", "codings.csv", "--study", STUDY, "--map", "S", "--json"],
    ["import", "codings.csv", "--study", "S", "--json"],
    ["passage", "D1:S"],
    ["passages", "S"],
    ["freeze", "--claim", "S"],
    ["transcript", "S"],
    ["transcript", "said.txt", "--speaker", "S=R"],
    ["export", "--format", "S"],
    ["report", "--language", "S"],
    ["lab", "S"],
]


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_a_sentence_behind_a_command_is_not_repeated(root, typed, capfd, monkeypatch):
    monkeypatch.chdir(root)
    (root / "codings.csv").write_text("document,code,text,coder\nD1,luisteraar_buiten,de,iemand\n", encoding="utf-8")
    (root / "said.txt").write_text("Interviewer: Hoe gaat het?\nNoor: Goed hoor.\n", encoding="utf-8")
    assert main([word.replace("S", SENTENCE) for word in typed]) == 2
    said = capfd.readouterr()
    assert len(CANARY.findall(said.out + said.err)) < 2


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "[een tekst van 41 tekens]"), ("en", "[a text of 41 characters]")]
)
def test_how_long_the_sentence_was_is_told_in_the_language_of_problems(root, capfd, monkeypatch, language, said):
    monkeypatch.setenv("WIJK_LANGUAGE", language)
    assert main(["passages", SENTENCE]) == 2
    assert said in capfd.readouterr().err


def left_behind(root):
    """Every file outside the raw material that holds a canary."""
    files = [file for file in root.rglob("*") if file.is_file() and root / "data" / "raw" not in file.parents]
    return [file.name for file in files if CANARY.search(file.read_text(encoding="utf-8", errors="ignore"))]


def test_a_word_is_still_repeated_so_that_a_typing_error_is_found(root, capsys):
    path = segments(root)
    path.write_text("document,start,end,code,coder\nD1,1,9,luisteraar_buitenn,een\n", encoding="utf-8")
    assert main(["check", "--study", STUDY]) == 2
    assert "code 'luisteraar_buitenn' is not in the codebook. Did you mean" in capsys.readouterr().err
