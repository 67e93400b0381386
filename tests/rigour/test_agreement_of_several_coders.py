"""Three coders: agreement of all and of every two, by hand and by another library, on what each of them coded."""

from dataclasses import replace

import krippendorff
import numpy as np
import pandas as pd
import pytest

from wijkresearch.coder_agreement import (
    compare_coders,
    compare_other_readings,
    list_coded_passages,
    list_coder_pairs,
    list_disagreements,
    most_disputed_first,
    turn_units,
)
from wijkresearch.example import example_study
from wijkresearch.rigour.double_coding import compare_domains, compare_double_coding, units_of_documents
from wijkresearch.steps.coding import join_evidence

CODERS = ("A", "B", "C")
TURNS = pd.DataFrame(
    [
        (document, turn, 10 * turn, 10 * turn + 8, False)
        for document, turns in (("D1", 4), ("D2", 2))
        for turn in range(turns)
    ],
    columns=["document", "turn", "start", "end", "interviewer"],
)
GIVEN = {"A": ("D1:0", "D1:1", "D2:0"), "B": ("D1:0", "D2:0"), "C": ("D1:0", "D1:1", "D1:2")}
# One row per coder, one column per turn: was the code given? C coded nothing in D2 and has no value there.
RATINGS = np.array([[1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0], [1, 1, 1, 0, np.nan, np.nan]])


def codings(*rows):
    return pd.DataFrame(rows, columns=["document", "start", "end", "code", "coder"])


@pytest.fixture
def evidence():
    places = [(coder, *place.split(":")) for coder, given in GIVEN.items() for place in given]
    return codings(
        *((document, 10 * int(turn), 10 * int(turn) + 8, "praat", coder) for coder, document, turn in places)
    )


@pytest.fixture
def compared(evidence):
    return compare_coders(evidence, turn_units(TURNS, documents=["D1", "D2"]), coders=CODERS, seed=1, resamples=20)


def test_alpha_of_three_coders_is_what_a_hand_count_and_another_library_give(compared):
    (row,) = compared.agreement.to_dict("records")

    # 16 values, 8 yes and 8 no; two turns in which one of three differs: α = 1 − 15 · 4 / 128
    assert row["alpha"] == pytest.approx(1 - 60 / 128)
    assert row["alpha"] == pytest.approx(krippendorff.alpha(RATINGS, level_of_measurement="nominal"))
    # four turns alike and two in which one of three pairs agrees
    assert row["percent"] == pytest.approx((4 + 2 / 3) / 6)
    assert (row["coders"], row["units"], row["documents"]) == (3, 6, 2)
    assert pd.isna(row["kappa"])  # Cohen's κ is of two coders


def test_every_two_coders_are_compared_on_the_documents_that_both_coded(compared):
    found = compared.pairs.set_index(["first_coder", "second_coder"])

    assert found[["documents", "units"]].to_numpy().tolist() == [[2, 6], [1, 4], [1, 4]]
    # A–B: 12 values, 5 yes; A–C: 8 values, 5 yes; B–C: 8 values, 4 yes, two turns apart
    by_hand = [1 - 11 * 2 / 70, 1 - 7 * 2 / 30, 1 - 7 * 4 / 32]
    assert found["alpha"].tolist() == pytest.approx(by_hand)
    oracle = [RATINGS[[0, 1]], RATINGS[[0, 2], :4], RATINGS[[1, 2], :4]]
    assert by_hand == pytest.approx([krippendorff.alpha(each, level_of_measurement="nominal") for each in oracle])
    assert found["percent"].tolist() == pytest.approx([5 / 6, 3 / 4, 2 / 4])
    assert found["first_share"].tolist() == pytest.approx([3 / 6, 2 / 4, 1 / 4])


def test_pairs_are_summed_up_over_the_codes_that_one_of_the_two_gave(evidence):
    more = pd.concat([evidence, codings(("D1", 30, 38, "zwijgt", "C"))])
    units = turn_units(TURNS, documents=["D1", "D2"])

    found = list_coder_pairs(compare_coders(more, units, coders=CODERS, seed=1, resamples=20).pairs)

    shown = found[["first_coder", "second_coder", "documents", "units", "codes", "differing"]]
    assert shown.to_numpy().tolist() == [["A", "B", 2, 6, 1, 1], ["A", "C", 1, 4, 2, 2], ["B", "C", 1, 4, 2, 2]]
    # zwijgt: 8 values, one yes: 1 − 7 · 2 / 14 = 0
    assert found.loc[1, ["lowest_alpha", "highest_alpha"]].tolist() == pytest.approx([0, 1 - 14 / 30])


def test_two_coders_who_share_no_document_are_no_pair():
    rows = codings(
        ("D1", 0, 8, "praat", "A"), ("D1", 0, 8, "praat", "B"), ("D2", 0, 8, "praat", "A"), ("D2", 0, 8, "praat", "C")
    )

    found = compare_coders(rows, turn_units(TURNS, documents=["D1", "D2"]), coders=CODERS, seed=1, resamples=20)

    assert found.pairs[["first_coder", "second_coder"]].to_numpy().tolist() == [["A", "B"], ["A", "C"]]


def test_in_a_document_the_first_coder_is_laid_beside_each_of_the_others():
    rows = codings(
        ("D1", 0, 4, "praat", "A"), ("D1", 0, 4, "praat", "B"), ("D1", 0, 5, "praat", "C"),
        ("D2", 0, 4, "praat", "C"), ("D2", 6, 9, "zwijgt", "B"),
    )  # fmt: skip

    found = list_disagreements(rows, coders=CODERS, documents=["D1", "D2"])

    assert found[["passage", "first_coder", "second_coder", "code", "difference"]].to_numpy().tolist() == [
        ["D1:0-5", "A", "C", "praat", "boundaries"],
        ["D2:0-4", "B", "C", "praat", "only_second"],
        ["D2:6-9", "B", "C", "zwijgt", "only_first"],
    ]


def test_what_one_coder_disputes_on_a_passage_does_not_move_that_of_another_up():
    rows = codings(
        ("D1", 0, 4, "praat", "A"), ("D1", 9, 10, "loopt", "B"), ("D1", 9, 10, "loopt", "C"),
        ("D1", 20, 21, "loopt", "A"), ("D1", 20, 21, "zwijgt", "A"), ("D1", 20, 21, "loopt", "C"),
        ("D1", 20, 21, "zwijgt", "C"),
    )  # fmt: skip

    ordered = most_disputed_first(list_disagreements(rows, coders=CODERS, documents=["D1"]))

    # B misses two codes at 20–21; the codes that B and C each dispute at 0–4 and 9–10 are one code in dispute each
    assert ordered[["passage", "second_coder"]].to_numpy().tolist() == [
        ["D1:20-21", "B"], ["D1:20-21", "B"], ["D1:0-4", "B"], ["D1:0-4", "C"], ["D1:9-10", "B"], ["D1:9-10", "C"],
    ]  # fmt: skip


def test_a_passage_is_agreed_on_as_far_as_every_coder_of_the_document_gave_it():
    rows = codings(
        ("D1", 0, 10, "praat", "A"), ("D1", 0, 8, "praat", "B"), ("D1", 4, 10, "praat", "C"),
        ("D2", 0, 10, "praat", "A"), ("D2", 0, 5, "praat", "B"),
    )  # fmt: skip
    lengths = pd.DataFrame({"document": ["D1", "D2"], "characters": [100, 100]})

    found = list_coded_passages(rows, lengths, coders=CODERS, documents=["D1", "D2"])

    # in D1 all three gave 4–8; D2 has two coders
    assert found["agreed"].tolist() == pytest.approx([4 / 10, 4 / 8, 4 / 6, 5 / 10, 1])


def test_a_result_has_a_block_for_every_other_reading_and_none_where_there_is_no_other():
    counts = pd.DataFrame({"role": ["fikser"], "segments": [4]})

    found = compare_other_readings(
        counts, {"B": counts.assign(segments=3), "C": counts}, key=["role"], numbers=["segments"]
    )

    assert found[["reading", "row", "first", "second", "difference"]].to_numpy().tolist() == [
        ["B", "fikser", 4, 3, -1],
        ["C", "fikser", 4, 4, 0],
    ]
    assert compare_other_readings(counts, {}, key=["role"], numbers=["segments"]).empty


@pytest.fixture(scope="module")
def study():
    """Two people coded every document of the first case; a third coded D1 alone, and calls one role by another name."""
    made = example_study({("aardam", "luisteraar_buiten"): 6, ("aardam", "makelaar_buiten"): 4})
    first = made.segments[(made.segments["coder"] == "een") & (made.segments["code"] != "weer_en_verkeer")]
    third = first[first["document"] == "D1"].assign(coder="drie", code="makelaar_buiten")
    coders = [{"id": coder, "label_nl": coder} for coder in ("een", "twee", "drie", "vier")]
    segments = pd.concat([first, first.assign(coder="twee"), third], ignore_index=True)
    return replace(made, segments=segments, settings={**made.settings, "coders": coders})


def test_everything_is_said_of_as_many_coders_as_there_are_and_who_coded_nothing_is_left_out(study):
    found = compare_double_coding(study, join_evidence(study.segments, study.documents, study.codebook), seed=1)

    assert found.documents == ("D1", "D2", "D3", "D4")
    assert set(found.agreement["coders"]) == {3}
    assert found.coder_pairs[["first_coder", "second_coder", "documents"]].to_numpy().tolist() == [
        ["een", "twee", 4], ["een", "drie", 1], ["twee", "drie", 1],
    ]  # fmt: skip
    assert set(found.disagreements["second_coder"]) == {"drie"}
    assert set(found.passages["coder"]) == {"een", "twee", "drie"}


def test_on_free_passages_only_what_all_of_them_coded_is_compared(study):
    evidence = join_evidence(study.segments, study.documents, study.codebook)
    units = {
        unit: units_of_documents(study, evidence, ["D1", "D2", "D3", "D4"], unit=unit)
        for unit in ("character", "sentence", "turn")
    }

    found = compare_domains(study, evidence, units, coders=("een", "twee", "drie"), seed=1).set_index("coefficient")

    assert found.loc["alpha", "documents"].tolist() == [4, 4, 4]
    assert found.loc[["u_alpha", "cu_alpha"], "documents"].tolist() == [1, 1]

    apart = evidence[(evidence["coder"] != "drie") | (evidence["document"] != "D1")]
    moved = evidence[evidence["coder"] == "drie"].assign(document="D2")
    alone = pd.concat([apart[(apart["coder"] != "twee") | (apart["document"] != "D2")], moved])
    never = compare_domains(study, alone, units, coders=("een", "twee", "drie"), seed=1)
    assert set(never.loc[never["unit"] == "passage", "undefined"]) == {"no document was coded by all coders"}
