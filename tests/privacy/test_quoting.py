"""Words leave an analysis through the gate alone: coded passages, and context where the whole text may be shown."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.analysis import Analysis
from wijkresearch.example import example_study
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.quoting import Quoting
from wijkresearch.privacy.release import release
from wijkresearch.study import Transcripts

TEXT = "Piet: Wij zijn van Aardam.\nVraag: Hoe dan?\nPiet: Gewoon, samen."
TURNS = pd.DataFrame({"document": "D1", "start": [6, 34, 49], "end": [26, 42, len(TEXT)]})
PASSAGE = "D1:6-26"


def quoting(*, coded=(PASSAGE,), **answers):
    """Shows words of D1, in a study in which everybody agreed to everything but to these answers of D1."""
    study = example_study()
    documents = study.documents.copy()
    for column, answer in answers.items():
        documents.loc[documents["document"] == "D1", column] = answer
    return Quoting(Gate.of(replace(study, documents=documents)), Transcripts({"D1": TEXT}), TURNS, coded=coded)


def passage(start, end):
    return pd.DataFrame([{"segment": f"D1:{start}-{end}", "document": "D1", "start": start, "end": end}])


def word(said, segment=None):
    start = TEXT.index(said)
    return pd.DataFrame([{"document": "D1", "start": start, "end": start + len(said), "segment": segment}])


def test_a_passage_over_several_turns_has_no_name_of_a_speaker_in_it():
    (words,) = quoting().passages(passage(0, len(TEXT)))
    assert words == "Wij zijn van Aardam. Hoe dan? Gewoon, samen."


@pytest.mark.parametrize("end", [26, 22])
def test_a_name_that_may_not_be_told_is_masked_also_where_the_passage_cuts_it(end):
    shown = quoting(consent_municipality="no", coded=[f"D1:6-{end}"])
    (words,) = shown.passages(passage(6, end))
    assert words.startswith("Wij zijn van [")
    assert "Aar" not in words


def test_without_item_5_nothing_is_shown_and_without_item_8_only_what_was_coded():
    closed, coded_only = quoting(consent_quotes=False), quoting(consent_reuse=False)
    assert closed.passages(passage(6, 26)) == [None]
    assert closed.context(word("zijn", PASSAGE)) == [None]
    assert coded_only.passages(passage(6, 26)) == ["Wij zijn van Aardam."]
    assert coded_only.passages(passage(49, 56)) == [None]
    assert coded_only.context(word("Gewoon")) == [None]
    assert coded_only.context(word("samen", "D1:49-56")) == [None]


def test_a_context_ends_where_the_turn_ends_and_where_the_coded_passage_ends_when_that_is_all_there_is():
    assert quoting().context(word("zijn")) == [("Wij ", "zijn", " van Aardam.")]
    assert quoting(coded=["D1:6-18"], consent_reuse=False).context(word("zijn", "D1:6-18")) == [
        ("Wij ", "zijn", " van")
    ]
    assert quoting(coded=["D1:12-18"], consent_reuse=False).context(word("zijn", "D1:12-18")) == [None]


def test_an_analysis_without_a_gate_shows_no_words():
    analysis = Analysis(release(example_study()))
    found = analysis.passages("makelaar_buiten")
    assert len(found) == 8
    assert set(analysis.quoting.passages(found)) == {None}
    assert analysis.quoting.who("D1") == "D1"
