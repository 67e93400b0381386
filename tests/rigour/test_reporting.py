from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io.standards import read_standards
from wijkresearch.rigour.reporting import collect_facts, complete_checklist, list_confidence_inputs
from wijkresearch.study import Transcripts
from wijkresearch.tables import SEGMENTS

COLUMNS = ["item", "group_nl", "group_en", "label_nl", "label_en", "way", "answer_nl", "task_nl"]


def items(*rows):
    listed = [(item, "Groep", "Group", "Vraag", "Question", way, answer, task) for item, way, answer, task in rows]
    return pd.DataFrame(listed, columns=COLUMNS)


def facts(**known):
    return pd.DataFrame({"fact": list(known), "value": [str(value) for value in known.values()]})


def value_of(study, fact, **supplied):
    table = collect_facts(study, supplied).set_index("fact")["value"]
    return table.get(fact)


def test_an_item_is_computed_begun_or_open():
    listed = items(
        ("1", "computed", "{interviews} interviews.", None),
        ("2", "prefilled", "{interviews} interviews.", "Vul aan."),
        ("3", "person", None, "Schrijf zelf."),
        ("4", "computed", "{saturation}", None),
    )
    done = complete_checklist("x", listed, facts(interviews=15))
    assert done["status"].tolist() == ["computed", "to finish", "open", "open"]
    assert done["answer_nl"].dropna().tolist() == ["15 interviews.", "15 interviews."]
    assert done["missing_facts"].dropna().tolist() == ["saturation"]


def test_a_sentence_that_misses_a_fact_is_not_said_and_the_item_is_left_to_finish():
    listed = items(("24", "computed", "{coders} codeurs; {double} dubbel. {agreement} {other}", None))
    done = complete_checklist("x", listed, facts(coders=2, double=1)).iloc[0]
    assert (done["status"], done["answer_nl"]) == ("to finish", "2 codeurs; 1 dubbel.")
    assert done["missing_facts"] == "agreement, other"


def test_nothing_is_said_of_what_only_a_person_knows():
    study = example_study()
    for name, standard in read_standards().items():
        done = complete_checklist(name, standard, collect_facts(study))
        person = set(standard.loc[standard["way"] == "person", "item"])
        rows = done[done["item"].isin(person)]
        assert (rows["status"] == "open").all()
        assert rows["answer_nl"].isna().all()


def test_every_computed_item_can_be_computed_once_all_facts_are_supplied():
    study = example_study()
    own = set(collect_facts(study)["fact"])
    elsewhere = (
        *("agreement", "saturation", "triangulation", "verdicts", "negative_cases", "quotations", "coherence"),
        *("software", "reproduction", "processing", "duration", "change_log", "citation", "frozen_claims"),
    )
    supplied = {name: f"Over {name}." for name in elsewhere}
    assert not own & set(supplied)
    for name, standard in read_standards().items():
        done = complete_checklist(name, standard, collect_facts(study, supplied))
        assert done["missing_facts"].isna().all()
        assert (done["status"] == "open").sum() == (standard["way"] == "person").sum()


def test_the_sample_is_counted_from_the_register_and_a_perspective_without_interviews_is_a_zero():
    study = example_study()
    interviews = study.documents[study.documents["kind"] == "interview"]
    assert value_of(study, "interviews") == str(len(interviews))
    assert value_of(study, "observations") == str((study.documents["kind"] == "observation").sum())
    nobody = {**study.settings, "perspectives": [*study.settings["perspectives"], {"id": "z", "label_nl": "Niemand"}]}
    assert "Niemand (0)" in value_of(replace(study, settings=nobody), "respondents_by_perspective")


def test_an_empty_consent_is_no_consent():
    study = example_study()
    empty = study.documents.assign(consent_quotes=pd.Series([pd.NA] * len(study.documents), dtype="boolean"))
    assert value_of(replace(study, documents=empty), "consent_quotes") == "0"


def test_what_a_study_does_not_have_is_no_fact():
    study = replace(example_study(), segments=SEGMENTS.empty(), transcripts=Transcripts({}))
    known = set(collect_facts(study)["fact"])
    assert not known & {"coders", "segments", "transcripts", "words", "agreement"}


def test_words_of_respondents_are_counted_without_the_interviewer():
    study = example_study()
    spoken = study.turns[~study.turns["interviewer"].astype("bool")]
    texts = [study.transcripts[turn.document][turn.start : turn.end] for turn in spoken.itertuples()]
    assert value_of(study, "words") == str(sum(len(text.split()) for text in texts))
    unknown = study.turns.assign(interviewer=pd.Series([pd.NA] * len(study.turns), dtype="boolean"))
    assert value_of(replace(study, turns=unknown), "words") is None


def test_the_duration_is_known_only_where_transcripts_have_times():
    study = example_study()
    first, second = study.turns["document"].unique()[:2]
    untimed = study.turns.assign(seconds=float("nan"))
    assert value_of(replace(study, turns=untimed), "duration") is None
    seconds = untimed["document"].map({first: 1800.0, second: 3000.0})
    assert value_of(replace(study, turns=untimed.assign(seconds=seconds)), "duration") == (
        "Transcripten waarvan de tijd bekend is: 2; de laatste beurt begint na 30 tot 50 minuten."
    )


def test_only_documents_whose_text_has_a_fingerprint_count_as_fingerprinted():
    study = example_study()
    coded = study.segments["document"].nunique()
    assert value_of(study, "fingerprinted") == str(coded)
    first = study.segments["document"].iloc[0]
    lost = study.segments.assign(text_sha256=study.segments["text_sha256"].mask(study.segments["document"] == first))
    assert value_of(replace(study, segments=lost), "fingerprinted") == str(coded - 1)


def test_a_supplied_fact_may_not_replace_one_of_the_study():
    with pytest.raises(StudyError) as error:
        collect_facts(example_study(), {"interviews": "100"})
    assert str(error.value) == "1 problem:\n  supplied facts: 'interviews' is given by the study itself."


EVIDENCE = pd.DataFrame(
    [
        ("D1:0-5", "D1", "x", "een", "a", "interview", "p"),
        ("D1:0-5", "D1", "x", "twee", "a", "interview", "p"),
        ("D2:0-5", "D2", "x", "een", "b", "interview", "q"),
        ("D2:6-9", "D2", "y", "een", "b", "interview", "q"),
        ("D3:0-5", "D3", "x", "een", "a", "observation", "p"),
    ],
    columns=["segment", "document", "code", "coder", "municipality", "kind", "perspective"],
)
DOCUMENTS = pd.DataFrame(
    [("D1", "a", "interview", "p"), ("D2", "b", "interview", "q"), ("D3", "a", "observation", "p")],
    columns=["document", "municipality", "kind", "perspective"],
)


SPOKEN = pd.DataFrame(
    [
        ("F1", "support", "D1:0-5", "x", "D1", "a", "p", "interview"),
        ("F1", "support", "D2:0-5", "x", "D2", "b", "q", "interview"),
        ("F1", "counter", "D2:6-9", "y", "D2", "b", "q", "interview"),
        ("F1", "support", "D3:0-5", "x", "D3", "a", "p", "observation"),
    ],
    columns=["claim", "stance", "segment", "code", "document", "municipality", "perspective", "kind"],
)


def test_the_inputs_for_confidence_are_counted_and_the_judgement_is_left_empty():
    sheet = list_confidence_inputs(SPOKEN, EVIDENCE, DOCUMENTS, ["F1"])
    values = sheet.set_index("measure")["value"].to_dict()
    assert values == {
        "coders": 2,
        "documents_coded_twice": 1,
        "respondents_against": 1,
        "respondents_for_and_against": 1,
        "respondents_in_support": 2,
        "passages_in_support": 2,
        "municipalities": 2,
        "perspectives": 2,
        "observations_in_support": 1,
    }
    assert sheet["concern"].isna().all()
    assert sheet.set_index("measure").loc["respondents_in_support", "out_of"] == 2


def test_a_finding_without_a_passage_has_zeros():
    sheet = list_confidence_inputs(SPOKEN, EVIDENCE, DOCUMENTS, ["F1", "F2"])
    assert (sheet.loc[sheet["finding"] == "F2", "value"] == 0).all()
    assert len(sheet) == 18
