"""`wijk passage` shows a passage in its place to whoever asks, as far as a page would."""

import pytest

from wijkresearch.cli import main
from wijkresearch.example import example_study


@pytest.fixture
def place():
    study = example_study()
    row = study.segments[study.segments["document"] == "D2"].iloc[0]
    text = study.transcripts["D2"]
    return f"D2:{row['start']}-{row['end']}", text[row["start"] : row["end"]]


def refuse(root, *, column, of="D2"):
    register = root / "data" / "raw" / "voorbeeld" / "aardam" / "documents.csv"
    head, *rows = register.read_text(encoding="utf-8").splitlines()
    at = head.split(",").index(column)
    cells = [row.split(",") for row in rows]
    changed = [[*row[:at], "no", *row[at + 1 :]] if row[0] == of else row for row in cells]
    register.write_text("\n".join([head, *map(",".join, changed)]) + "\n", encoding="utf-8")


@pytest.mark.usefixtures("root")
def test_a_passage_is_shown_with_its_lines_its_speaker_and_its_codes(place, capsys):
    passage, words = place
    assert main(["passage", passage]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{passage}, line")
    marked = " ".join(line[10:] for line in said.splitlines() if line.startswith(">"))
    assert words in marked
    assert "functie 2, Aardam (D2)" in said
    assert "Een: Luisteraar – buiten" in said


def test_who_may_not_be_quoted_is_not_shown_and_the_reason_and_the_file_are_said(root, place, capsys):
    refuse(root, column="consent_quotes")
    passage, words = place
    assert main(["passage", passage]) == 0
    said = capsys.readouterr().out
    assert "The words are not shown: D2 may not be quoted (item 5 of the consent form)." in said
    assert "data/raw/voorbeeld/aardam/transcripts/" in said
    assert not any(word in said for word in words.split() if len(word) > 5)


def test_of_who_wants_no_later_research_the_lines_around_it_are_left_out(root, place, capsys):
    passage, _ = place
    assert main(["passage", passage]) == 0
    whole = capsys.readouterr().out
    refuse(root, column="consent_reuse")
    assert main(["passage", passage]) == 0
    part = capsys.readouterr().out
    assert "…" not in whole
    assert "…" in part


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("D2", "'D2' is no id of a passage; expected document:start-end, such as D12:6615-6655."),
        ("D22:1-4", "there is no document 'D22'. Did you mean 'D2'?"),
        (
            "D2:9-4",
            "D2 has {length} characters, and 9-4 is no part of them; "
            "expected a start below an end of at most {length}.",
        ),
        (
            "D2:9-99999",
            "D2 has {length} characters, and 9-99999 is no part of them; "
            "expected a start below an end of at most {length}.",
        ),
    ],
)
def test_a_wrong_id_gives_one_message(capsys, asked, message):
    length = len(example_study().transcripts["D2"])
    assert main(["passage", asked]) == 2
    assert capsys.readouterr().err == f"1 problem:\n  wijk passage: {message.format(length=length)}\n"


def test_what_may_not_be_processed_is_not_read(root, place, capsys):
    refuse(root, column="consent_processing")
    assert main(["passage", place[0]]) == 2
    assert "'D2' may not be used; expected items 1, 2, 3" in capsys.readouterr().err
