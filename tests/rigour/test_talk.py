"""What became of differences between coders, told by where the code stands since."""

import pandas as pd
import pytest

from wijkresearch.coder_agreement import list_disagreements
from wijkresearch.rigour.talk import follow_talk
from wijkresearch.tables import DECISIONS

SPANS = [
    ("D1", 0, 10, "a", "een"),
    ("D1", 20, 30, "b", "een"),
    ("D1", 25, 40, "b", "twee"),
    ("D1", 50, 60, "c", "twee"),
    ("D1", 70, 80, "d", "een"),
    ("D1", 90, 99, "e", "een"),
    ("D1", 90, 99, "e", "twee"),
]
DECIDED = {
    "a": ("a", 0, 10, None),
    "b": ("b", 20, 40, "20..40"),
    "c": ("c", 50, 60, None),
    "e": ("e", 90, 99, None),
}


def talk_of(*codes):
    rows = [("D1", start, end, code, "whole", given) for code, start, end, given in (DECIDED[one] for one in codes)]
    decisions = pd.DataFrame(rows, columns=["document", "start", "end", "code", "decision", "given"])
    agreed = [("D1", start, end, code, "agreed") for code, start, end, given in map(DECIDED.get, codes) if given]
    evidence = pd.DataFrame([*SPANS, *agreed], columns=["document", "start", "end", "code", "coder"])
    differing = list_disagreements(evidence, coders=["een", "twee"], documents=["D1"])
    return follow_talk(differing, evidence, DECISIONS.check(decisions)).set_index("code")["outcome"].to_dict()


def test_without_a_decision_every_difference_is_open():
    assert talk_of() == {"a": "open", "b": "open", "c": "open", "d": "open"}


def test_a_difference_is_settled_as_the_first_as_another_or_otherwise():
    assert talk_of("a", "b", "c") == {"a": "another", "b": "otherwise", "c": "first", "d": "open"}


def test_a_decision_where_coders_did_not_differ_is_told_apart():
    assert talk_of("e")["e"] == "beyond"


@pytest.mark.parametrize(("given", "outcome"), [("20..30", "first"), ("25..40", "another")])
def test_with_other_boundaries_it_is_told_whose_boundaries_hold(given, outcome):
    start, end = map(int, given.split(".."))
    decisions = DECISIONS.check(
        pd.DataFrame(
            [("D1", 20, 40, "b", "first", given)],
            columns=["document", "start", "end", "code", "decision", "given"],
        )
    )
    columns = ["document", "start", "end", "code", "coder"]
    evidence = pd.DataFrame([*SPANS, ("D1", start, end, "b", "agreed")], columns=columns)
    differing = list_disagreements(evidence, coders=["een", "twee"], documents=["D1"])
    talk = follow_talk(differing, evidence, decisions).set_index("code")["outcome"]
    assert talk["b"] == outcome


def test_a_passage_that_two_others_read_otherwise_is_one_thing_to_talk_about():
    columns = ["document", "start", "end", "code", "coder"]
    spans = [("D1", 0, 10, "a", "een"), ("D1", 0, 10, "z", "twee"), ("D1", 0, 10, "z", "drie")]
    evidence = pd.DataFrame(spans, columns=columns)
    differing = list_disagreements(evidence, coders=["een", "twee", "drie"], documents=["D1"])
    assert len(differing) == 4
    assert follow_talk(differing, evidence, DECISIONS.empty())["code"].tolist() == ["a", "z"]
