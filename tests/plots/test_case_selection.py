"""What stands in the pictures of case selection: every candidate, the chosen ones named, the numbers of the tables."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import pandas as pd

mpl.use("Agg")

from wijkresearch.case_sets import ChosenSet
from wijkresearch.plots.case_selection import (
    draw_control_ranges,
    draw_control_strips,
    draw_places,
    draw_profiles,
    draw_specifications,
    draw_value_counts,
)
from wijkresearch.show.case_selection import say_rank
from wijkresearch.tables import (
    CANDIDATE_PLACES,
    CONTROL_RANGES,
    CONTROL_VALUES,
    SET_RANKS,
    SPECIFICATIONS,
    UNUSED_CONTROLS,
    VALUE_COUNTS,
)

SETTING = {
    "condition": "2 cases",
    "frame": "Kader",
    "candidates": 4,
    "controls": "size, log dense",
    "distance": "standardised",
    "objective": "sum",
}
STANDING = {
    "value": 1.5,
    "best_value": 0.5,
    "regret": 3.0,
    "rank": 4,
    "admissible": 6,
    "percentile": 66.7,
    "percentile_low": 60.0,
    "percentile_high": 70.0,
    "exact": True,
    "sets_seen": 6,
}
RANKS = SET_RANKS.check(pd.DataFrame([{"members": "A; B", **STANDING, **SETTING}]))
UNUSED = UNUSED_CONTROLS.empty()
LABELS = {"size": "omvang", "dense": "dichtheid", "log dense": "log dichtheid"}


def words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def values() -> pd.DataFrame:
    rows = [
        {"control": control, "case": case, "value": 1.0, "standardised": number / 2, "chosen": case in "AB"}
        for control in ("size", "dense")
        for number, case in enumerate("ABCD")
    ]
    return CONTROL_VALUES.check(pd.DataFrame(rows))


def test_every_candidate_is_a_line_and_only_the_chosen_are_named(axes: Any) -> None:
    drawn = draw_profiles(values(), axes, labels={"size": "omvang", "dense": "dichtheid"})
    assert drawn is axes
    with_marker = [line for line in axes.lines if line.get_marker() != "None"]
    assert len(with_marker) == 2
    assert len({(line.get_marker(), line.get_linestyle()) for line in with_marker}) == 2
    assert sorted(words(axes)) == ["A", "B"]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["omvang", "dichtheid"]
    grey = [line for line in axes.lines if line.get_marker() == "None" and len(line.get_ydata()) == 2]
    assert len(grey) == 2 + 2


def test_the_chosen_set_is_a_line_in_the_histogram_with_its_rank(axes: Any) -> None:
    rows = [{"low": low, "high": low + 1, "sets": 3, "share": 0.5, "exact": True, **SETTING} for low in (0.0, 1.0)]
    draw_value_counts(VALUE_COUNTS.check(pd.DataFrame(rows)), axes, set_ranks=RANKS)
    assert [bar.get_height() for bar in axes.patches] == [3, 3]
    assert axes.lines[0].get_xdata()[0] == 1.5
    assert words(axes) == ["gekozen combinatie: plaats 4 van 6"]


def test_the_chosen_set_is_drawn_in_english(axes: Any) -> None:
    rows = [{"low": low, "high": low + 1, "sets": 3, "share": 0.5, "exact": True, **SETTING} for low in (0.0, 1.0)]
    draw_value_counts(VALUE_COUNTS.check(pd.DataFrame(rows)), axes, set_ranks=RANKS, language="en")
    assert words(axes) == ["chosen set: no. 4 of 6"]
    assert axes.get_ylabel() == "number of sets"


def test_a_range_stands_with_its_raw_values_and_the_cases(axes: Any) -> None:
    rows = [
        {
            "control": "size",
            "lowest_case": "A",
            "lowest": 1000.0,
            "highest_case": "B",
            "highest": 2500.5,
            "deviation": 1000.0,
            "standardised_range": 1.5005,
            "unbalanced": True,
            "frame": "Kader",
            "candidates": 4,
        }
    ]
    draw_control_ranges(CONTROL_RANGES.check(pd.DataFrame(rows)), axes, labels=LABELS)
    assert words(axes) == ["1.000 (A) – 2.500,5 (B)"]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["omvang"]
    assert axes.lines[1].get_xdata()[0] == 1.5005


def test_every_candidate_is_a_dot_in_the_strip_of_its_region(axes: Any) -> None:
    rows = [
        {"case": case, "region": region, "value": 10.0 * (1 + place), "chosen": case in "AB"}
        for place, (case, region) in enumerate(zip("ABCD", "ppqq", strict=True))
    ]
    draw_places(CANDIDATE_PLACES.check(pd.DataFrame(rows)), axes, unit="inwoners")
    assert len(axes.collections[0].get_offsets()) == 4
    assert words(axes) == ["A", "B"]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["p", "q"]


def test_many_chosen_cases_are_marked_on_top_of_the_others_in_a_strip_per_control(axes: Any) -> None:
    rows = pd.concat(
        [values().assign(case=lambda table, number=number: table["case"] + str(number)) for number in range(4)]
    )
    draw_control_strips(CONTROL_VALUES.check(rows), axes, labels={"size": "omvang", "dense": "dichtheid"})
    assert [len(dots.get_offsets()) for dots in axes.collections] == [8, 8, 8, 8]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["omvang", "dichtheid"]
    assert axes.get_title(loc="left") + axes.get_title() == "8 gekozen (ruitjes) tussen 16 kandidaten"


def test_many_chosen_cases_of_a_region_are_counted_beside_its_name(axes: Any) -> None:
    rows = [
        {"case": case, "region": "p" if place < 5 else "q", "value": 10.0 * (1 + place), "chosen": case in "ABCDF"}
        for place, case in enumerate("ABCDEFG")
    ]
    draw_places(CANDIDATE_PLACES.check(pd.DataFrame(rows)), axes, unit="inwoners")
    assert words(axes) == []
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["p (4)", "q (1)"]


def test_specifications_without_a_rank_are_not_drawn(axes: Any) -> None:
    rows = [
        {"specification": 1, **STANDING, "among_best": False, "problem": None, **SETTING},
        {"specification": 2, "problem": "singular", **SETTING},
    ]
    table = SPECIFICATIONS.check(pd.DataFrame(rows, columns=SPECIFICATIONS.column_names))
    draw_specifications(table, axes)
    assert sum(len(dots.get_offsets()) for dots in axes.collections) == 1
    assert words(axes) == ["Kader (n = 4)", "beste 5%"]


def test_without_a_set_the_sentence_and_the_pictures_say_so(axes: Any) -> None:
    assert say_rank(ChosenSet(UNUSED, "few_cases"), LABELS) == (
        "Minder dan twee onderzochte gemeenten zijn bij naam in het kader te vinden; er is dus geen "
        "combinatie om te vergelijken."
    )
    draw_profiles(CONTROL_VALUES.empty(), axes, labels=LABELS)
    draw_value_counts(VALUE_COUNTS.empty(), axes, set_ranks=SET_RANKS.empty())
    draw_control_ranges(CONTROL_RANGES.empty(), axes, labels=LABELS)
    draw_specifications(SPECIFICATIONS.empty(), axes)
    assert words(axes) == ["geen combinatie om te vergelijken"] * 4
