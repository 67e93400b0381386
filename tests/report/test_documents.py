"""A document is read as far as the consent of who gave it goes, and no name that is hidden can be pieced together."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.example import example_study
from wijkresearch.report.documents import read_documents
from wijkresearch.study import Transcripts

TEXT = "Ik woon in Aardam. Daar is een plein. Dat is fijn, zegt men."
PASSAGE = f"D2:{TEXT.index('Daar')}-{TEXT.index(' Dat')}"


def made(text=TEXT, *, turns=(), **consent):
    """The made-up study in which D2 says this, with other values in its row of the register."""
    study = example_study()
    register = study.documents.copy()
    for column, value in consent.items():
        register.loc[register["document"] == "D2", column] = value
    rows = [("D2", number, *turn) for number, turn in enumerate(turns, start=1)]
    table = pd.DataFrame(rows, columns=["document", "turn", "start", "end", "speaker", "interviewer"])
    return replace(study, documents=register, turns=table, transcripts=Transcripts({**study.transcripts, "D2": text}))


def shown(study, passages=(PASSAGE,)):
    read = read_documents(study, passages)["D2"]
    return {number: "".join(piece.words for piece in pieces) for number, pieces in read.pieces.items()}


def test_who_agreed_to_quotes_and_to_later_research_is_read_whole():
    assert shown(made()) == {1: TEXT}


def test_who_agreed_to_quotes_alone_is_read_where_it_was_coded():
    assert shown(made(consent_reuse=False)) == {1: " … Daar is een plein. … "}
    two = (PASSAGE, f"D2:0-{TEXT.index(' in ')}", f"D2:{TEXT.index('Daar') - 1}-{len(TEXT) - 10}")
    assert shown(made(consent_reuse=False), two)[1] == "Ik woon …  Daar is een plein. Dat is fijn, … "


@pytest.mark.parametrize("consent", [{"consent_quotes": False}, {"withdrawn_on": "2024-05-01"}])
def test_who_may_not_be_quoted_has_lines_and_no_words(consent):
    read = read_documents(made(**consent), [PASSAGE])["D2"]
    assert (read.quotable, read.whole, dict(read.pieces)) == (False, False, {})
    assert read.place(0, 5) == (1, 1)


def test_what_may_not_be_processed_is_not_there():
    assert "D2" not in read_documents(made(consent_processing=False), [])


def test_a_name_that_may_not_be_told_is_masked_also_where_a_line_or_a_passage_ends_in_it():
    text = "a" * 75 + " Aardam, en dan nog iets over Aardam."
    study = made(text, consent_municipality="pseudonym")
    assert shown(study, ()) == {1: "a" * 75, 2: "[Gemeente A], en dan nog iets over [Gemeente A]."}
    inside = f"D2:{text.index('dam')}-{text.index(', en')}"
    coded = shown(made(text, consent_municipality="pseudonym", consent_reuse=False), [inside])
    assert "dam" not in "".join(coded.values())


def test_a_name_of_two_words_is_masked_as_a_whole_where_the_line_is_cut_between_them():
    text = "b" * 76 + " Aan Zee is mooi."
    study = made(text, consent_municipality="pseudonym")
    named = study.municipalities.assign(name=study.municipalities["municipality"].replace({"aardam": "Aan Zee"}))
    assert shown(replace(study, municipalities=named), ()) == {1: "b" * 76 + " [Gemeente A]", 2: " is mooi."}


def test_speakers_are_told_by_their_part_and_never_by_their_name():
    turns = [(0, 17, "Jan de Vries", True), (18, 37, "Mevrouw Smit", False)]
    assert read_documents(made(turns=turns), [])["D2"].speakers == ("interviewer", "respondent")
    several = [*turns, (38, 50, "De wethouder", False)]
    assert read_documents(made(turns=several), [])["D2"].speakers == ("interviewer", "1", "2")
    unknown = [(0, 17, "Mevrouw Smit", False), (18, 37, None, False)]
    assert read_documents(made(turns=unknown), [])["D2"].speakers == ("1", "2")
