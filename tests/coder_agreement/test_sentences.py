"""Where sentences begin and end: Dutch abbreviations, initials, quotes, emoji, and never over the border of a turn."""

from itertools import pairwise

import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.coder_agreement import sentence_units, split_sentences
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.study import Transcripts

NO_TURNS = pd.DataFrame({"document": [], "start": [], "end": []})


def sentences(text, turns=NO_TURNS):
    return [text[row.start : row.end] for row in split_sentences({"D1": text}, turns).itertuples()]


def turns_at(*borders):
    spans = list(pairwise(borders))
    return pd.DataFrame(spans, columns=["start", "end"]).assign(document="D1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ik bel. Hij komt.", ["Ik bel.", "Hij komt."]),
        ("Wat dan? Niets! Goed", ["Wat dan?", "Niets!", "Goed"]),
        ("We doen bijv. Koningsdag. Klaar.", ["We doen bijv. Koningsdag.", "Klaar."]),
        ("D.w.z. Bewoners, o.a. Turken, komen.", ["D.w.z. Bewoners, o.a. Turken, komen."]),
        ("Dhr. Bos en mw. Dijk, ca. 40 jaar, nr. 3.", ["Dhr. Bos en mw. Dijk, ca. 40 jaar, nr. 3."]),
        ("Met J.P. van Dam en K. Bos erbij. Fijn.", ["Met J.P. van Dam en K. Bos erbij.", "Fijn."]),
        ("Zeg (dr. Vos) iets.", ["Zeg (dr. Vos) iets."]),
        ("Stoepen, bankjes enz. Daarna de rest.", ["Stoepen, bankjes enz.", "Daarna de rest."]),
        ("Stoepen enz. die scheef liggen. Ja.", ["Stoepen enz. die scheef liggen.", "Ja."]),
        ("1. Eerst bellen. 2. Dan lopen.", ["1. Eerst bellen.", "2. Dan lopen."]),
        ("Het kost 3.50 per keer. Of 4.", ["Het kost 3.50 per keer.", "Of 4."]),
        ("Dat was in 2024. Toen niet meer.", ["Dat was in 2024.", "Toen niet meer."]),
        ("Tja... dat weet ik niet… Misschien.", ["Tja... dat weet ik niet…", "Misschien."]),
        ("‘Kom je?’ vroeg zij. ‘Nee.’ Toen ging zij.", ["‘Kom je?’ vroeg zij.", "‘Nee.’", "Toen ging zij."]),
        ('Hij zei: "Ik bel." (Dat deed hij.) Mooi.', ['Hij zei: "Ik bel."', "(Dat deed hij.)", "Mooi."]),
        ("Gelukt! 😀👍🏽 En nu verder. 🎉", ["Gelukt! 😀👍🏽", "En nu verder. 🎉"]),
        ("Klaar. 's Avonds is het druk.", ["Klaar.", "'s Avonds is het druk."]),
        ("Eerste deel\n\nTweede deel\nloopt door", ["Eerste deel", "Tweede deel\nloopt door"]),
        ("Zie www.gemeente.nl voor meer.", ["Zie www.gemeente.nl voor meer."]),
        ("  \n ", []),
        ("...", ["..."]),
    ],
)
def test_a_text_is_cut_into_the_sentences_that_a_reader_sees(text, expected):
    assert sentences(text) == expected


def test_no_sentence_crosses_the_border_of_a_turn_and_what_stands_between_turns_is_kept():
    text = "I: en toen\nR: ja dat was zo\n[pauze]"

    assert sentences(text, turns_at(0, 10, 11, 28)) == ["I: en toen", "R: ja dat was zo", "[pauze]"]


def test_sentences_are_numbered_per_document():
    found = split_sentences({"D1": "Ja. Nee.", "D2": "Goed."}, NO_TURNS, documents=["D2", "D1"])

    assert found[["document", "sentence"]].to_numpy().tolist() == [["D2", 1], ["D1", 1], ["D1", 2]]


def test_a_document_without_a_text_is_named():
    with pytest.raises(StudyError) as problem:
        split_sentences(Transcripts({"D1": "Ja."}), NO_TURNS, documents=["D9"])

    assert str(problem.value) == (
        "1 problem:\n  transcripts: there is no text of document 'D9'; expected a document with a transcript."
    )


PIECES = [
    *("Ja", "nee", "bijv", "o.a", "J", "3", ".", "..", "…", "!", "?", '"', "’", ")", "(", "é", "😀", "👍🏽", "'s "),
    *(" ", "\n", "\n\n", "\u00a0"),
]


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sets(st.integers(0, 80), min_size=2, max_size=6))
def test_every_character_that_is_no_space_is_in_one_sentence_which_lies_within_one_turn(pieces, borders):
    text = "".join(pieces)
    turns = turns_at(*sorted(borders))
    spans = [(row.start, row.end) for row in split_sentences({"D1": text}, turns).itertuples()]

    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, letter in enumerate(text) if not letter.isspace()} <= covered
    assert not [(start, border) for start, end in spans for border in borders if start < border < end]
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_sentences_of_a_study_become_units():
    study = example_study()

    found = split_sentences(study.transcripts, study.turns)
    units = sentence_units(found, study.turns, documents=["D1"])

    assert set(found["document"]) == set(study.transcripts)
    assert len(units) == 2 * (study.turns["document"] == "D1").sum()
