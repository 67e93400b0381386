"""What Dutch law fixes about a municipality, so that an attribute that contradicts it is noticed.

Gemeentewet art. 8(1): the number of council seats follows from the inhabitants in 17 classes. Art. 1(2): the number of
inhabitants is that of 1 January of the year before the election, as Statistics Netherlands published it; it changes
only at the next election, so a council is compared with the reference date and not with today's inhabitants.
Art. 36: at least two aldermen; at most 20 % of the seats, or 25 % with part-time aldermen, rounded to the nearest whole
number. A municipality just above a class bound may round the date in its favour: a flag is a question, not a verdict.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.tables.dutch_facts import DUTCH_FACTS
from wijkresearch.words import say
from wijkresearch.words.numbers import write_date, write_number

UPPER_BOUNDS = (
    *(3_000, 6_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000),
    *(40_000, 45_000, 50_000, 60_000, 70_000, 80_000, 100_000, 200_000),
)
SEATS = (9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 45)
FEWEST_ALDERMEN = 2
REFERENCE_YEAR = 2021
"""The year before the election of the council; its 1 January is the reference date."""


def count_council_seats(inhabitants: int) -> int:
    """The council seats that go with a number of inhabitants on the reference date (Gemeentewet art. 8).

    >>> count_council_seats(33_570), count_council_seats(35_303)
    (23, 25)
    """
    return SEATS[bisect_left(UPPER_BOUNDS, inhabitants)]


def count_most_aldermen(seats: int, *, part_time: bool = False) -> int:
    """The most aldermen that a council of this size allows (Gemeentewet art. 36).

    >>> count_most_aldermen(35), count_most_aldermen(35, part_time=True)
    (7, 9)
    """
    share = Fraction(1, 4) if part_time else Fraction(1, 5)
    return max(FEWEST_ALDERMEN, int(seats * share + Fraction(1, 2)))


def check_dutch_facts(municipalities: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """DUTCH_FACTS: council seats and aldermen of each municipality compared with the law, with the arithmetic.

    Args:
        municipalities: MUNICIPALITIES; `name`, `council_seats`, `aldermen` and `inhabitants` are read.
        frame: FRAME; `municipality` (the name) and `inhabitants_2021` are read. A municipality without
            that number (it did not exist yet) gets a row that says so.

    Raises:
        StudyError: a municipality is not in the frame.
    """
    known = frame.set_index("municipality")[f"inhabitants_{REFERENCE_YEAR}"]
    day = write_date(date(REFERENCE_YEAR, 1, 1))
    raise_if_any(
        Problem(f"municipality '{name}'", "is not in the frame", remedy=did_you_mean(name, known.index))
        for name in municipalities["name"]
        if name not in known.index
    )
    rows = [
        row
        for case in municipalities.itertuples()
        for row in (_seats_row(case, known[case.name], day), _aldermen_row(case))
    ]
    return DUTCH_FACTS.of(rows)


def _seats_row(case: Any, inhabitants: Any, day: str) -> dict[str, object]:
    row = {"municipality": case.name, "attribute": "council_seats", "found": case.council_seats, "source": "art. 8"}
    if pd.isna(inhabitants):
        return {**row, "arithmetic": say("dutch_facts", "unknown", day=day)}
    seats = count_council_seats(int(inhabitants))
    words = say("dutch_facts", "seats", inhabitants=_in_class(int(inhabitants)), day=day, seats=seats)
    printed = count_council_seats(int(case.inhabitants))
    if printed != seats:
        counted = say("dutch_facts", "printed", inhabitants=write_number(case.inhabitants), seats=printed)
        words = f"{words} {counted}"
    return {**row, "lowest": seats, "highest": seats, "holds": case.council_seats == seats, "arithmetic": words}


def _aldermen_row(case: Any) -> dict[str, object]:
    full, part = (count_most_aldermen(case.council_seats, part_time=kind) for kind in (False, True))
    bounds = {"fewest": FEWEST_ALDERMEN, "seats": case.council_seats, "full": full, "part": part}
    return {
        "municipality": case.name,
        "attribute": "aldermen",
        "found": case.aldermen,
        "lowest": FEWEST_ALDERMEN,
        "highest": part,
        "holds": FEWEST_ALDERMEN <= case.aldermen <= part,
        "arithmetic": say("dutch_facts", "aldermen", **bounds),
        "source": "art. 36",
    }


def _in_class(inhabitants: int) -> str:
    """A number of inhabitants with the bounds of its class, in Dutch."""
    place = bisect_left(UPPER_BOUNDS, inhabitants)
    low = UPPER_BOUNDS[place - 1] + 1 if place else 0
    named = {"inhabitants": write_number(inhabitants)}
    if place == len(UPPER_BOUNDS):
        return say("dutch_facts", "last_class", **named, low=write_number(low - 1))
    return say("dutch_facts", "class", **named, low=write_number(low), high=write_number(UPPER_BOUNDS[place]))
