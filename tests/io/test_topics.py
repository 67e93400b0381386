"""The topic list and what was raised are read strictly, and may both be absent."""

import shutil

import pandas as pd
import pytest
from made_studies import write_study

from wijkresearch.errors import StudyError
from wijkresearch.io.read import read_study
from wijkresearch.io.topics import write_raised
from wijkresearch.tables import RAISED_TOPICS

TOPICS = """topic,guide,label_nl,label_en,question,codes,order,keywords
taken,1,Wat iemand doet,What somebody does,,luisteraar_buiten; makelaar_buiten,1,doet;werk
slot,2,Het slot,The end,,,2,
"""


@pytest.fixture
def folder(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    return shutil.copytree(written, tmp_path, dirs_exist_ok=True) / "data" / "raw" / "voorbeeld"


def used_guide(folder, version):
    path = folder / "aardam" / "documents.csv"
    rows = pd.read_csv(path, dtype="str")
    rows.loc[0, "guide"] = version
    rows.to_csv(path, index=False)


def test_a_study_without_a_topic_list_has_none_and_a_register_without_the_column_is_read(folder):
    path = folder / "aardam" / "documents.csv"
    pd.read_csv(path, dtype="str").drop(columns="guide").to_csv(path, index=False)
    assert [table.empty for table in read_study("voorbeeld").guide.values()] == [True, True]


def test_topics_and_what_was_raised_are_read_and_written_as_they_were(folder, tmp_path):
    (folder / "topics.csv").write_text(TOPICS, encoding="utf-8")
    (folder / "bosrade" / "raised.csv").write_text("document;topic;raised\nD6;slot;ja\nD6;taken;nee\n", "utf-8")
    used_guide(folder, "2")

    study = read_study("voorbeeld")

    assert study.guide["topics"][["topic", "guide", "order"]].to_numpy().tolist() == [
        ["taken", "1", 1],
        ["slot", "2", 2],
    ]
    assert study.guide["raised_topics"][["document", "topic", "raised"]].to_numpy().tolist() == [
        ["D6", "slot", True],
        ["D6", "taken", False],
    ]
    assert study.documents["guide"].dropna().tolist() == ["2"]
    again = write_study(study, tmp_path / "again")
    assert (again / "bosrade" / "raised.csv").read_text("utf-8") == (
        "document,topic,raised,how\nD6,slot,yes,\nD6,taken,no,\n"
    )
    assert (again / "topics.csv").read_text("utf-8") == TOPICS
    assert not (again / "aardam" / "raised.csv").exists()


def test_everything_that_they_name_and_the_study_has_not_got_is_in_one_message(folder):
    written = TOPICS.replace("makelaar_buiten", "makelar_buiten").replace("The end,,", "The end,hoofdvrag,")
    (folder / "topics.csv").write_text(written, encoding="utf-8")
    (folder / "bosrade" / "raised.csv").write_text(
        "document,topic,raised\nD1,taken,yes\nD6,takn,no\nD8,slot,no\n", encoding="utf-8"
    )
    used_guide(folder, "3")
    with pytest.raises(StudyError) as raised:
        read_study("voorbeeld")
    assert str(raised.value) == (
        "6 problems:\n"
        "  topics.csv row 2: code 'makelar_buiten' is not in the codebook. Did you mean 'makelaar_buiten'?\n"
        "  topics.csv row 3: question 'hoofdvrag' is not known; expected one of hoofdvraag. Did you mean "
        "'hoofdvraag'?\n"
        "  aardam/documents.csv row 2: guide '3' is not known; expected one of 1, 2.\n"
        "  bosrade/raised.csv row 2: document 'D1' is no interview of this municipality.\n"
        "  bosrade/raised.csv row 3: topic 'takn' is not known; expected one of taken, slot. Did you mean 'taken'?\n"
        "  bosrade/raised.csv row 4: document 'D8' is no interview of this municipality."
    )


def test_a_version_of_a_guide_that_is_not_there_is_told(folder):
    used_guide(folder, "2")
    with pytest.raises(StudyError) as raised:
        read_study("voorbeeld")
    assert str(raised.value) == (
        "1 problem:\n"
        "  aardam/documents.csv row 2: guide is '2', and the study has no topics.csv. Add the topic list, or leave the "
        "column empty."
    )


def test_rows_in_a_spreadsheet_are_not_added_to(folder):
    (folder / "bosrade" / "raised.xlsx").write_bytes(b"")
    rows = pd.DataFrame({"document": ["D6"], "topic": ["taken"], "raised": [True], "how": ["confirmed"]})
    with pytest.raises(StudyError) as raised:
        write_raised(folder / "bosrade", RAISED_TOPICS.empty(), rows)
    assert str(raised.value) == (
        "1 problem:\n"
        "  bosrade/raised.xlsx: a spreadsheet is not added to; expected raised.csv. Save it as raised.csv, move the "
        ".xlsx out of the folder, and try again."
    )
    assert not (folder / "bosrade" / "raised.csv").exists()
