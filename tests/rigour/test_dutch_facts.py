"""Council seats and aldermen held against the Gemeentewet; expected values from the law's own tables."""

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.rigour.dutch_facts import check_dutch_facts, count_council_seats, count_most_aldermen

# Gemeentewet art. 8(1): the highest number of inhabitants of each class and its seats.
ARTICLE_8 = {
    3_000: 9,
    6_000: 11,
    10_000: 13,
    15_000: 15,
    20_000: 17,
    25_000: 19,
    30_000: 21,
    35_000: 23,
    40_000: 25,
    45_000: 27,
    50_000: 29,
    60_000: 31,
    70_000: 33,
    80_000: 35,
    100_000: 37,
    200_000: 39,
}

CASES = pd.DataFrame(
    {
        "municipality": ["a", "b", "c"],
        "name": ["Alfa", "Beta", "Gamma"],
        "council_seats": [35, 33, 23],
        "aldermen": [6, 4, 5],
        "inhabitants": [77_753, 66_607, 35_303],
    }
)
REFERENCE = pd.DataFrame({"municipality": ["Alfa", "Beta", "Gamma"], "inhabitants_2021": [76_380, 65_480, 33_570]})


@pytest.mark.parametrize(("highest", "seats"), ARTICLE_8.items())
def test_a_class_holds_up_to_and_including_its_upper_bound(highest: int, seats: int) -> None:
    assert count_council_seats(highest) == seats
    assert count_council_seats(highest + 1) > seats


def test_above_two_hundred_thousand_inhabitants_a_council_has_45_seats() -> None:
    assert count_council_seats(200_001) == count_council_seats(900_000) == 45


# Table of the Association of Netherlands Municipalities: seats, most aldermen, most with part-timers.
@pytest.mark.parametrize(("seats", "full", "part"), [(9, 2, 2), (23, 5, 6), (33, 7, 8), (35, 7, 9), (45, 9, 11)])
def test_aldermen_are_a_fifth_of_the_seats_or_a_quarter_with_part_timers(seats: int, full: int, part: int) -> None:
    assert (count_most_aldermen(seats), count_most_aldermen(seats, part_time=True)) == (full, part)


def test_a_council_follows_from_the_reference_date_and_not_from_the_printed_inhabitants() -> None:
    facts = check_dutch_facts(CASES, REFERENCE).set_index(["municipality", "attribute"])
    assert facts["holds"].all()
    assert facts.loc[("Gamma", "council_seats"), "arithmetic"] == (
        "33.570 inwoners (30.001 tot en met 35.000) inwoners op 1 januari 2021: 23 zetels. Bij de 35.303 "
        "inwoners uit de tabel zouden 25 zetels horen, maar dat inwonertal is niet van die dag."
    )
    assert facts.loc[("Alfa", "council_seats"), "arithmetic"] == (
        "76.380 inwoners (70.001 tot en met 80.000) inwoners op 1 januari 2021: 35 zetels."
    )


def test_a_council_and_aldermen_that_contradict_the_law_are_flagged_with_the_arithmetic() -> None:
    facts = check_dutch_facts(CASES.assign(council_seats=[37, 33, 23], aldermen=[6, 9, 1]), REFERENCE)
    flagged = facts[~facts["holds"]]
    assert flagged[["municipality", "attribute", "found", "lowest", "highest"]].to_numpy().tolist() == [
        ["Alfa", "council_seats", 37, 35, 35],
        ["Beta", "aldermen", 9, 2, 8],
        ["Gamma", "aldermen", 1, 2, 6],
    ]
    assert flagged["arithmetic"].iloc[1] == (
        "Minstens 2. Hoogstens 7 (20% van 33 zetels), of 8 met wethouders in deeltijd (25%)."
    )


def test_a_municipality_that_did_not_exist_on_the_reference_date_is_not_judged() -> None:
    unknown = REFERENCE.assign(inhabitants_2021=[None, 65_480, 33_570])
    row = check_dutch_facts(CASES, unknown).iloc[0]
    assert pd.isna(row["holds"])
    assert row["arithmetic"] == "Het aantal inwoners op 1 januari 2021 is niet bekend."


def test_a_municipality_that_is_not_in_the_frame_is_named() -> None:
    with pytest.raises(StudyError) as error:
        check_dutch_facts(CASES.assign(name=["Alfa", "Betta", "Gamma"]), REFERENCE)
    assert str(error.value) == "1 problem:\n  municipality 'Betta': is not in the frame. Did you mean 'Beta'?"
