"""What is particular to a case is counted by hand here: claims that come out otherwise, codes of one case, themes."""

import pandas as pd
import pytest

from wijkresearch.steps.portraits import count_theme_cells, list_own_codes, list_particular


def verdicts(**found):
    """Verdicts on one claim by case; `found` is claim to the verdicts of the cases a, b, c and so on."""
    rows = [(claim, "municipality", case, said) for claim, all_ in found.items() for case, said in all_.items()]
    rows += [(claim, "overall", "all", "supported") for claim in found]
    return pd.DataFrame(rows, columns=["claim", "scope", "member", "verdict"])


def kinds(rows):
    return rows[["municipality", "claim", "particular"]].to_numpy().tolist()


def test_a_verdict_that_no_other_case_has_is_particular_and_what_says_most_comes_first():
    yes, no, partly, against = "supported", "not_supported", "partly_supported", "contradicted"
    found = list_particular(
        verdicts(
            C1={"a": partly, "b": yes, "c": yes},
            C2={"a": yes, "b": no, "c": against},
            C3={"a": no, "b": yes, "c": yes},
            C4={"a": yes, "b": yes, "c": yes},
            C5={"a": partly, "b": no, "c": no},
        ),
        ["C1", "C2", "C3", "C4", "C5"],
    )
    assert kinds(found) == [
        ["a", "C2", "only_here"],
        ["a", "C3", "not_here"],
        ["a", "C5", "stronger"],
        ["a", "C1", "weaker"],
        ["b", "C2", "weaker"],
        ["c", "C2", "weaker"],
    ]
    assert found.loc[0, ["usual", "others", "alike"]].tolist() == ["not_supported", 2, 0]


def test_a_case_with_too_little_to_judge_is_neither_particular_nor_one_of_the_others():
    assert list_particular(verdicts(C1={"a": "insufficient", "b": "supported"}), ["C1"]).empty
    found = list_particular(verdicts(C1={"a": "insufficient", "b": "supported", "c": "not_supported"}), ["C1"])
    assert found[["municipality", "others"]].to_numpy().tolist() == [["b", 1], ["c", 1]]


def test_with_one_case_nothing_is_particular():
    assert list_particular(verdicts(C1={"a": "supported"}), ["C1"]).empty


@pytest.mark.parametrize(("others", "alike", "expected"), [(10, 1, True), (9, 1, False), (20, 2, True), (20, 3, False)])
def test_of_many_cases_one_in_ten_may_share_what_is_particular(others, alike, expected):
    cases = {"here": "not_supported"} | {f"o{n}": "not_supported" if n < alike else "supported" for n in range(others)}
    found = list_particular(verdicts(C1=cases), ["C1"])
    assert ("here" in set(found["municipality"])) is expected


def test_only_the_claims_that_are_asked_for_are_compared():
    found = verdicts(C1={"a": "supported", "b": "not_supported"}, A1={"a": "supported", "b": "not_supported"})
    assert set(list_particular(found, ["C1"])["claim"]) == {"C1"}


FREQUENCIES = pd.DataFrame(
    [
        ("D1", "a", "praat", "open", 2),
        ("D2", "a", "praat", "open", 1),
        ("D1", "a", "loopt", "open", 1),
        ("D3", "b", "loopt", "open", 1),
        ("D4", "b", "kijkt", "open", 4),
    ],
    columns=["document", "municipality", "code", "code_kind", "segments"],
)


def test_a_code_is_of_one_case_when_no_other_case_has_it():
    assert list_own_codes(FREQUENCIES, ["a", "b"]).to_numpy().tolist() == [["kijkt", "b", 4, 1], ["praat", "a", 3, 2]]
    assert list_own_codes(FREQUENCIES[FREQUENCIES["municipality"] == "a"], ["a"]).empty


def test_a_theme_counts_every_interview_once_and_keeps_its_zeros():
    structure = pd.DataFrame(
        [("praat", "spreken", "contact"), ("loopt", "bewegen", "contact"), ("kijkt", "bewegen", "contact")],
        columns=["code", "axial_category", "selective_theme"],
    )
    register = pd.DataFrame(
        [("D1", "interview"), ("D2", "interview"), ("D3", "interview"), ("D4", "observation")],
        columns=["document", "kind"],
    )
    found = count_theme_cells(FREQUENCIES, structure, register, ["a", "b"])
    assert found.fillna("–").to_numpy().tolist() == [
        ["contact", "–", "a", 2, 2, 4],
        ["contact", "–", "b", 1, 1, 5],
        ["contact", "spreken", "a", 2, 2, 3],
        ["contact", "spreken", "b", 0, 1, 0],
        ["contact", "bewegen", "a", 1, 2, 1],
        ["contact", "bewegen", "b", 1, 1, 5],
    ]
