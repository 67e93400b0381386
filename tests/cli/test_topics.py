"""`wijk topics` proposes what was raised by the interviewer's turns, and writes only what a person confirms."""

import shutil

import pytest

from wijkresearch.cli import main
from wijkresearch.io.read import read_study

TOPICS = """topic,guide,label_nl,label_en,codes,order,keywords
taken,1,Wat iemand doet,What somebody does,luisteraar_buiten,2,doet u;zoal
uren,1,Genoeg uren,Enough hours,makelaar_buiten,1,uren;tijd
"""
SAID = "I: Wat doet u zoal?\nR: Geheime uren.\nI: Hebt u tijd?\nR: Nee.\nI: En wat doet u dan?\n"


@pytest.fixture
def folder(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    folder = shutil.copytree(written, tmp_path, dirs_exist_ok=True) / "data" / "raw" / "voorbeeld"
    (folder / "topics.csv").write_text(TOPICS, encoding="utf-8")
    for case, document, text in (
        ("aardam", "D1", SAID),
        ("aardam", "D2", SAID[:36]),
        ("bosrade", "D6", "Geen beurten"),
    ):
        (folder / case / "transcripts" / f"{document}.txt").write_text(text, encoding="utf-8")
        codings = folder / case / "segments.csv"
        lines = codings.read_text("utf-8").splitlines(keepends=True)
        codings.write_text("".join(line for line in lines if not line.startswith(f"{document},")), encoding="utf-8")
    return folder


def raised(folder):
    return {path.parent.name: path.read_text("utf-8") for path in folder.glob("*/raised.csv")}


def test_topics_are_proposed_by_turn_and_position_without_a_word_and_nothing_is_written(folder, capsys):
    assert main(["topics", "--municipality", "aardam"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "D1 (Aardam)\n  uren: turns 3 (40–52)\n  taken: turns 1 (3–19), 5 (64–82)\n"
        "D2 (Aardam)\n  taken: turns 1 (3–19)\n  in no turn: uren\n"
    )
    assert said.endswith(
        "Nothing was written. Read the turns; then `wijk topics --confirm DOCUMENT` writes them to raised.csv.\n"
    )
    assert "D6" not in said
    assert "Geheime" not in said
    assert raised(folder) == {}


def test_what_is_confirmed_is_written_with_what_was_not_raised_and_read_back(folder, capsys):
    assert main(["topics", "--confirm", "D2"]) == 0
    assert capsys.readouterr().out == (
        "Confirmed: D2, in data/raw/voorbeeld/aardam/raised.csv\n"
        "Where you heard otherwise, change yes or no in that file.\n"
    )
    assert main(["topics", "--confirm", "D1"]) == 0
    assert raised(folder) == {
        "aardam": (
            "document,topic,raised,how\nD2,uren,no,confirmed\nD2,taken,yes,confirmed\n"
            "D1,uren,yes,confirmed\nD1,taken,yes,confirmed\n"
        )
    }
    assert len(read_study("voorbeeld").guide["raised_topics"]) == 4
    main(["topics"])
    assert "D2 (Aardam) (confirmed before; raised.csv counts)\n" in capsys.readouterr().out


def test_what_cannot_be_confirmed_is_told_together_and_nothing_is_written(folder, capsys):
    main(["topics", "--confirm", "D2"])
    before = raised(folder)
    capsys.readouterr()
    assert main(["topics", *(f"--confirm={name}" for name in ("D1", "D2", "D6", "D66", "D4"))]) == 2
    assert capsys.readouterr().err == (
        "4 problems:\n"
        "  aardam/raised.csv: 'D2' has rows already. Change its rows there, or remove them all and confirm again.\n"
        "  --confirm: no interviewer is recognised in 'D6'. Write its rows in raised.csv by hand.\n"
        "  --confirm: 'D66' is no interview that may be processed here. Did you mean 'D6'?\n"
        "  --confirm: 'D4' is no interview that may be processed here.\n"
    )
    assert raised(folder) == before


def test_a_study_without_a_topic_list_is_told_so(folder, capsys):
    (folder / "topics.csv").unlink()
    assert main(["topics"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  topics.csv: the study has no topic list. Write one: see docs/adding_a_municipality.md.\n"
    )


def test_an_interview_that_may_not_be_processed_is_not_looked_at(folder, capsys):
    register = folder / "aardam" / "documents.csv"
    lines = register.read_text("utf-8").splitlines(keepends=True)
    columns = lines[0].strip().split(",")
    cells = lines[1].split(",")
    cells[columns.index("consent_processing")] = "no"
    register.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    assert main(["topics"]) == 0
    assert "D1 (" not in capsys.readouterr().out
