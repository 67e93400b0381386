"""The passages two coders read differently, and what another reading does to the results."""

import pandas as pd
import pytest

from wijkresearch.coder_agreement import (
    compare_readings,
    list_coded_passages,
    list_disagreements,
)


def codings(*rows):
    return pd.DataFrame(rows, columns=["document", "start", "end", "code", "coder"])


EVIDENCE = codings(
    ("D1", 0, 10, "fikser", "A"),
    ("D1", 0, 10, "fikser", "B"),
    ("D1", 20, 30, "fikser", "A"),
    ("D1", 24, 34, "bemiddelaar", "B"),
    ("D1", 50, 60, "fikser", "A"),
    ("D1", 55, 65, "fikser", "B"),
    ("D2", 0, 5, "fikser", "A"),
)


def test_every_difference_is_listed_with_both_readings_and_agreement_is_not():
    found = list_disagreements(EVIDENCE, coders=("A", "B"), documents=["D1"])

    columns = ["passage", "code", "difference", "first_reading", "second_reading"]
    assert found[columns].to_numpy().tolist() == [
        ["D1:20-30", "fikser", "only_first", "fikser", "bemiddelaar"],
        ["D1:24-34", "bemiddelaar", "only_second", "fikser", "bemiddelaar"],
        ["D1:50-65", "fikser", "boundaries", "fikser", "fikser"],
    ]
    assert found["shared"].tolist() == pytest.approx([0, 0, 5 / 15])


def test_a_passage_that_the_other_coder_left_alone_has_an_empty_reading():
    found = list_disagreements(
        codings(("D1", 0, 4, "a", "A"), ("D1", 9, 12, "b", "B")), coders=("A", "B"), documents=["D1"]
    )

    assert found["first_reading"].isna().tolist() == [False, True]
    assert found["second_reading"].isna().tolist() == [True, False]


def test_passages_that_only_touch_are_two_passages():
    found = list_disagreements(
        codings(("D1", 0, 4, "a", "A"), ("D1", 4, 8, "a", "B")), coders=("A", "B"), documents=["D1"]
    )

    assert list(found["difference"]) == ["only_first", "only_second"]


def test_one_long_passage_against_two_short_ones_is_one_difference_in_boundaries():
    evidence = codings(("D1", 0, 10, "a", "A"), ("D1", 0, 4, "a", "B"), ("D1", 6, 10, "a", "B"))

    found = list_disagreements(evidence, coders=("A", "B"), documents=["D1"])

    assert found[["passage", "difference"]].to_numpy().tolist() == [["D1:0-10", "boundaries"]]
    assert found["shared"].tolist() == pytest.approx([0.8])


def test_coders_who_agree_on_everything_have_nothing_to_talk_about():
    evidence = codings(("D1", 0, 4, "a", "A"), ("D1", 0, 4, "a", "B"))

    assert list_disagreements(evidence, coders=("A", "B"), documents=["D1"]).empty


def test_a_coder_and_an_earlier_self_are_compared_like_two_coders():
    evidence = codings(("D1", 0, 4, "a", "AB"), ("D1", 0, 4, "b", "AB 2"))

    found = list_disagreements(evidence, coders=("AB", "AB 2"), documents=["D1"])

    assert list(found["difference"]) == ["only_first", "only_second"]


def test_passages_come_with_the_share_that_the_other_coder_gave_the_same_code():
    lengths = pd.DataFrame({"document": ["D1"], "characters": [100]})

    found = list_coded_passages(EVIDENCE, lengths, coders=("A", "B"), documents=["D1"])

    assert found[["coder", "start"]].to_numpy().tolist() == [
        ["A", 0], ["A", 20], ["A", 50], ["B", 0], ["B", 24], ["B", 55],
    ]  # fmt: skip
    assert found["agreed"].tolist() == pytest.approx([1, 0, 0.5, 1, 0, 0.5])


def test_a_result_under_two_readings_stands_side_by_side():
    first = pd.DataFrame({"world": ["leef", "leef"], "role": ["fikser", "bemiddelaar"], "segments": [4, 1]})
    second = pd.DataFrame({"world": ["leef", "leef"], "role": ["fikser", "makelaar"], "segments": [3, 2]})

    found = compare_readings(first, second, key=["world", "role"], numbers=["segments"], reading="B")

    rows = {row.row: (row.first, row.second, row.difference) for row in found.itertuples()}
    assert rows["leef · fikser"] == (4, 3, -1)
    assert rows["leef · bemiddelaar"][0] == 1
    assert pd.isna(rows["leef · bemiddelaar"][1])
    assert pd.isna(rows["leef · makelaar"][2])
