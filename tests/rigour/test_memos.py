"""Memos are counted by code, case and kind; what they say goes nowhere."""

import pandas as pd
import pytest

from wijkresearch.processed import PROCESSED
from wijkresearch.rigour.memos import count_memos, kind_of_memo, list_memos
from wijkresearch.tables import DOCUMENT_MEMOS, MEMOS

DOCUMENTS = pd.DataFrame({"document": ["D1", "D2"], "municipality": ["aardam", "bosrade"]})
SEGMENTS = pd.DataFrame(
    [
        ("D2", 0, 4, "praat", "een", "Methodisch: of dit een passage is?"),
        ("D1", 0, 4, "praat", "een", "theorie : past bij de leefwereld"),
        ("D1", 0, 4, "praat", "twee", "Theoretisch: idem"),
        ("D1", 5, 9, "praat", "een", "Twijfel: hoort dit hier?"),
        ("D1", 5, 9, "loopt", "een", None),
    ],
    columns=["document", "start", "end", "code", "coder", "memo"],
)


@pytest.mark.parametrize(
    ("memo", "kind"),
    [
        ("Theoretisch: zo", "theoretical"),
        ("METHODOLOGICAL: so", "methodological"),
        ("Theoretisch bezien is dit vreemd", "unsaid"),
        ("Dit is theoretisch: ja", "unsaid"),
        ("theoretisch", "unsaid"),
        (": niets", "unsaid"),
    ],
)
def test_a_memo_says_its_kind_in_its_first_word_before_a_colon(memo, kind):
    assert kind_of_memo(memo) == kind


def test_memos_of_all_coders_are_counted_by_code_case_and_kind():
    counted = count_memos(list_memos(SEGMENTS, DOCUMENTS, DOCUMENT_MEMOS.empty()))

    assert counted.to_numpy().tolist() == [
        ["praat", "aardam", "theoretical", 2],
        ["praat", "aardam", "unsaid", 1],
        ["praat", "bosrade", "methodological", 1],
    ]


def test_a_memo_on_a_code_counts_with_its_code_and_one_on_a_document_with_none():
    noted = DOCUMENT_MEMOS.of([("D2", "een", "praat", "Vaak ironisch."), ("D1", "een", None, "Kort gesprek.")])
    memos = list_memos(SEGMENTS, DOCUMENTS, noted)

    assert len(memos) == 6
    assert count_memos(memos).to_numpy().tolist()[-1] == ["praat", "bosrade", "unsaid", 1]
    assert count_memos(memos)["memos"].sum() == 5


def test_a_study_without_memos_has_empty_tables():
    nothing = SEGMENTS.assign(memo=pd.Series([None] * 5, dtype="str"))
    assert count_memos(list_memos(nothing, DOCUMENTS, DOCUMENT_MEMOS.empty())).empty


def test_no_step_writes_what_a_memo_says():
    assert MEMOS not in [file.table for file in PROCESSED.values()]
