"""From passages to units: turns, sentences and characters, with and without the interviewer, coded or not."""

import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from wijkresearch.coder_agreement import (
    character_units,
    compare_coders,
    double_coded_documents,
    multi_valued_alpha,
    rate_code_sets,
    sentence_units,
    turn_units,
)
from wijkresearch.coder_agreement.units import domain_values, mark_units
from wijkresearch.errors import StudyError

TURNS = pd.DataFrame(
    [("D1", 1, 0, 10, True), ("D1", 2, 12, 40, False), ("D1", 3, 42, 50, True), ("D1", 4, 52, 90, False)],
    columns=["document", "turn", "start", "end", "interviewer"],
)
LENGTHS = pd.DataFrame({"document": ["D1"], "characters": [100]})


def codings(*rows):
    return pd.DataFrame(rows, columns=["document", "start", "end", "code", "coder"])


def test_only_documents_that_at_least_two_coders_coded_are_compared():
    evidence = codings(("D2", 0, 1, "a", "A"), ("D1", 0, 1, "a", "A"), ("D2", 5, 6, "b", "B"), ("D3", 0, 1, "a", "B"))

    assert double_coded_documents(evidence, ["A", "B"]) == ["D2"]
    assert double_coded_documents(pd.concat([evidence, evidence.assign(coder="C")]), ["A", "B", "C"]) == [
        "D1", "D2", "D3",
    ]  # fmt: skip


def test_where_one_person_coded_no_document_is_double_coded():
    rows = pd.DataFrame({"document": ["D1", "D2"], "coder": ["A", "A"]})
    assert double_coded_documents(rows, ("A", "B")) == []


def test_turns_of_the_interviewer_are_left_out():
    assert list(turn_units(TURNS, documents=["D1"])["unit"]) == ["D1:12-40", "D1:52-90"]


def test_a_turn_of_which_nobody_knows_the_speaker_stays():
    unknown = TURNS.assign(interviewer=pd.array([None, False, True, False], dtype="boolean"))

    assert list(turn_units(unknown, documents=["D1"])["unit"]) == ["D1:0-10", "D1:12-40", "D1:52-90"]


def test_a_document_without_turns_is_named():
    with pytest.raises(StudyError) as problem:
        turn_units(TURNS, documents=["D1", "D7"])

    assert str(problem.value) == (
        "1 problem:\n  turns: there is nothing of document 'D7'; expected every document that is compared."
    )


def test_turns_that_overlap_are_refused():
    overlapping = TURNS.assign(end=[15, 40, 50, 90], interviewer=False)

    with pytest.raises(StudyError) as problem:
        turn_units(overlapping, documents=["D1"])

    assert str(problem.value) == (
        "1 problem:\n  unit D1:12-40: it overlaps unit D1:0-15; expected units that do not overlap."
    )


def test_sentences_of_the_interviewer_are_left_out_by_where_they_begin():
    sentences = pd.DataFrame(
        [("D1", 1, 0, 10), ("D1", 2, 12, 30), ("D1", 3, 31, 40), ("D1", 4, 42, 50), ("D1", 5, 52, 90)],
        columns=["document", "sentence", "start", "end"],
    )

    found = sentence_units(sentences, TURNS, documents=["D1"])

    assert list(found["unit"]) == ["D1:12-30", "D1:31-40", "D1:52-90"]


def test_a_name_outside_the_turns_is_no_unit_but_a_text_without_turns_keeps_every_sentence():
    sentences = pd.DataFrame(
        [("D1", 1, 10, 12), ("D1", 2, 12, 30), ("D2", 1, 0, 9)], columns=["document", "sentence", "start", "end"]
    )

    found = sentence_units(sentences, TURNS, documents=["D1", "D2"])

    assert list(found["unit"]) == ["D1:12-30", "D2:0-9"]


def test_characters_are_all_counted_also_those_that_nobody_coded():
    evidence = codings(("D1", 15, 30, "a", "A"), ("D1", 20, 35, "a", "B"))

    everything = character_units(evidence, LENGTHS, TURNS.assign(interviewer=False), documents=["D1"])
    spoken = character_units(evidence, LENGTHS, TURNS, documents=["D1"])

    assert everything["weight"].sum() == 100
    assert spoken["weight"].sum() == 100 - 10 - 8


def test_a_passage_outside_its_document_is_refused():
    with pytest.raises(StudyError) as problem:
        character_units(codings(("D1", 95, 101, "a", "A")), LENGTHS, TURNS, documents=["D1"])

    assert str(problem.value) == (
        "1 problem:\n  passage D1:95-101: it is not inside its document; expected within 0-100."
    )


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 40), st.sampled_from("AB")), min_size=1, max_size=12))
def test_stretches_give_the_kappa_of_a_list_of_every_character(spans):
    evidence = codings(*(("D1", start, min(start + long, 100), "a", coder) for start, long, coder in spans))
    units = character_units(evidence, LENGTHS, TURNS.head(0), documents=["D1"])
    marked = {coder: ["no"] * 100 for coder in "AB"}
    for row in evidence.itertuples():
        marked[row.coder][row.start : row.end] = ["yes"] * (row.end - row.start)

    found = compare_coders(evidence, units, coders=("A", "B"), seed=1, resamples=1).agreement.iloc[0]

    assert found["units"] == 100
    if pd.notna(found["kappa"]):
        assert found["kappa"] == pytest.approx(cohen_kappa_score(marked["A"], marked["B"]))


def test_a_turn_carries_a_code_when_a_passage_touches_it():
    evidence = codings(("D1", 39, 53, "a", "A"), ("D1", 40, 52, "a", "B"))
    units = turn_units(TURNS, documents=["D1"])

    assert list(units["unit"]) == ["D1:12-40", "D1:52-90"]
    assert mark_units(evidence, units, ["a"], ["A", "B"]).tolist() == [[[True, True], [False, False]]]


def test_units_that_nobody_coded_are_agreement():
    evidence = codings(("D1", 12, 20, "a", "A"), ("D1", 12, 20, "b", "B"))
    units = turn_units(TURNS, documents=["D1"])

    found = compare_coders(evidence, units, coders=("A", "B"), seed=1, resamples=1).agreement

    assert found["percent"].tolist() == [0.5, 0.5]


def test_a_domain_gives_one_value_per_unit_and_a_value_for_nothing():
    evidence = codings(("D1", 12, 20, "a", "A"), ("D1", 12, 20, "b", "B"), ("D1", 60, 70, "c", "B"))
    units = turn_units(TURNS, documents=["D1"])

    values = domain_values(evidence, units, ["a", "b"], ["A", "B"])

    assert [each.tolist() for each in values] == [["a", "(no code)"], ["b", "(no code)"]]


def test_two_codes_of_a_domain_in_one_unit_are_refused():
    evidence = codings(("D1", 12, 20, "a", "A"), ("D1", 25, 30, "b", "A"), ("D1", 12, 20, "b", "B"))
    units = turn_units(TURNS, documents=["D1"])

    with pytest.raises(StudyError) as problem:
        list(domain_values(evidence, units, ["a", "b"], ["A", "B"]))

    assert str(problem.value) == (
        "1 problem:\n  unit D1:12-40: coder 'A' gave a, b; expected at most one code of the domain. "
        "Take smaller units, or multi_valued_alpha."
    )


def test_sets_of_codes_per_unit_are_ready_for_multi_valued_alpha():
    evidence = codings(("D1", 12, 20, "a", "A"), ("D1", 25, 30, "b", "A"), ("D1", 12, 20, "b", "B"))
    units = turn_units(TURNS, documents=["D1"])

    table = rate_code_sets(evidence, units, codes=["a", "b"], coders=["A", "B"])

    assert list(table["value"]) == [("a", "b"), (), ("b",), ()]
    assert multi_valued_alpha(table).undefined == ""
