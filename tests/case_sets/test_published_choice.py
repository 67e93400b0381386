"""The three municipalities of the thesis among all that could have been chosen, from the shipped open statistics.

Expected numbers: computed before and apart from this package, by looking at every set in plain Python.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from wijkresearch.case_sets import (
    Choices,
    SetRule,
    compare_candidates,
    compare_controls,
    compare_specifications,
    count_values,
    derive_controls,
    find_best_sets,
    list_control_values,
    list_pairs,
    list_swaps,
    rank_set,
)
from wijkresearch.rigour.dutch_facts import check_dutch_facts

TRIPLE = ["Katwijk", "Leidschendam-Voorburg", "Maassluis"]
TABLE_1 = ["council_seats", "density_total"]
FOUR = ["council_seats", "inhabitants_2024", "area_total_km2", "density_total"]


@pytest.fixture(scope="module")
def netherlands() -> pd.DataFrame:
    file = Path(__file__).parents[2] / "data" / "raw" / "netherlands_2024.csv"
    return derive_controls(pd.read_csv(file))


@pytest.fixture(scope="module")
def province(netherlands: pd.DataFrame) -> pd.DataFrame:
    return netherlands[netherlands["province"] == "Zuid-Holland"]


def compare(candidates: pd.DataFrame, controls: list[str], **choices: object):
    return compare_candidates(candidates, id_column="municipality", controls=controls, choices=Choices(**choices))


def rank(candidates: pd.DataFrame, controls: list[str], members: list[str] = TRIPLE, **choices: object) -> pd.Series:
    return rank_set(compare(candidates, controls, **choices), SetRule(len(members)), members).iloc[0]


def test_the_triple_is_3813th_of_19600_on_seats_and_density(province: pd.DataFrame) -> None:
    found = rank(province, TABLE_1)
    assert (found["rank"], found["admissible"], bool(found["exact"])) == (3_813, 19_600, True)
    assert found["percentile"] == pytest.approx(19.5, abs=0.05)
    assert (found["value"], found["best_value"]) == (pytest.approx(3.597, abs=5e-4), pytest.approx(0.151, abs=5e-4))


def test_two_of_them_are_a_close_pair_and_the_third_is_not(province: pd.DataFrame) -> None:
    ranks = [rank(province, TABLE_1, pair)["rank"] for pair in ([*TRIPLE[:2]], [TRIPLE[0], TRIPLE[2]], [*TRIPLE[1:]])]
    assert ranks == [17, 574, 664]
    assert rank(province, TABLE_1, TRIPLE[:2])["admissible"] == 1_225


def test_the_third_member_is_33rd_of_48_and_another_would_come_first(province: pd.DataFrame) -> None:
    swaps = list_swaps(compare(province, TABLE_1), SetRule(3), TRIPLE).set_index("member")
    third = swaps.loc["Maassluis"]
    assert (third["place"], third["possible"], third["best"]) == (33, 48, "Vlaardingen")
    assert third["best_value"] == pytest.approx(1.257, abs=5e-4)


def test_the_best_thirds_beside_the_close_pair_come_in_this_order(province: pd.DataFrame) -> None:
    best = find_best_sets(compare(province, TABLE_1), SetRule(3, include=tuple(TRIPLE[:2])), top=5)
    thirds = [(set(members.split("; ")) - set(TRIPLE)).pop() for members in best["members"]]
    assert thirds == ["Vlaardingen", "Pijnacker-Nootdorp", "Barendrecht", "Ridderkerk", "Lansingerland"]
    assert best["value"].round(3).tolist() == [1.257, 1.456, 1.516, 1.571, 1.676]


def test_the_best_triples_of_the_province(province: pd.DataFrame) -> None:
    best = find_best_sets(compare(province, TABLE_1), SetRule(3), top=3)
    assert best["members"].tolist() == [
        "Kaag en Braassem; Nieuwkoop; Wassenaar",
        "Leiderdorp; Sliedrecht; Voorschoten",
        "Alphen aan den Rijn; Dordrecht; Westland",
    ]
    assert best["value"].round(3).tolist() == [0.151, 0.525, 0.560]


@pytest.mark.parametrize(
    ("choices", "percentile"),
    [
        ({"distance": "iqr"}, 17.9),
        ({"distance": "mad"}, 18.0),
        ({"distance": "gower"}, 24.7),
        ({"distance": "ranks"}, 9.1),
        ({"distance": "mahalanobis"}, 30.1),
        ({"objective": "sum_of_squares"}, 24.2),
    ],
)
def test_the_percentile_moves_with_the_distance(
    province: pd.DataFrame, choices: dict[str, str], percentile: float
) -> None:
    assert rank(province, TABLE_1, **choices)["percentile"] == pytest.approx(percentile, abs=0.06)


@pytest.mark.parametrize(
    ("lowest", "highest", "place", "admissible"), [(30_000, 100_000, 1_487, 2_925), (30_000, 80_000, 1_240, 2_024)]
)
def test_among_municipalities_of_their_size_the_triple_is_no_closer_than_a_random_one(
    province: pd.DataFrame, lowest: int, highest: int, place: int, admissible: int
) -> None:
    found = rank(province[province["inhabitants_2024"].between(lowest, highest)], TABLE_1)
    assert (found["rank"], found["admissible"]) == (place, admissible)


def test_among_all_municipalities_every_one_of_six_million_triples_is_counted(netherlands: pd.DataFrame) -> None:
    found = rank(netherlands, TABLE_1)
    assert (found["rank"], found["admissible"], bool(found["exact"])) == (3_016_788, 6_608_580, True)


def test_the_histogram_counts_every_triple_once(province: pd.DataFrame) -> None:
    counts = count_values(compare(province, TABLE_1), SetRule(3))
    assert counts["sets"].sum() == 19_600
    assert len(counts) <= 40
    chosen = 3.5974
    assert (
        counts.loc[counts["high"] <= chosen, "sets"].sum() <= 3_812 <= counts.loc[counts["low"] <= chosen, "sets"].sum()
    )


def test_the_pairs_add_up_to_the_value_of_the_set(province: pd.DataFrame) -> None:
    pairs = list_pairs(compare(province, TABLE_1), TRIPLE)
    assert pairs["distance"].round(3).tolist() == [0.254, 1.577, 1.767]
    assert pairs["value"].sum() == pytest.approx(3.597, abs=5e-4)


def test_a_control_that_tells_them_apart_is_flagged_with_its_raw_values(province: pd.DataFrame) -> None:
    controls = ["inhabitants_2024", "area_total_km2", "density_total", "density_land", "council_seats", "urbanity"]
    ranges = compare_controls(compare(province, controls), TRIPLE).set_index("control")
    assert ranges["standardised_range"].round(2).tolist() == [0.36, 0.29, 0.95, 1.13, 1.51, 0.95]
    assert ranges.loc["council_seats", ["lowest_case", "lowest", "highest_case", "highest"]].tolist() == [
        "Maassluis",
        23,
        "Leidschendam-Voorburg",
        35,
    ]
    assert ranges["unbalanced"].all()


def test_the_areas_that_the_thesis_prints_are_land_and_water(netherlands: pd.DataFrame) -> None:
    areas = netherlands.set_index("municipality").loc[TRIPLE]
    assert areas["area_total_km2"].tolist() == [31.15, 35.62, 10.12]
    assert (areas["area_land_km2"] < areas["area_total_km2"]).all()


def test_which_of_the_two_is_denser_turns_with_the_area(netherlands: pd.DataFrame) -> None:
    first, second = (netherlands.set_index("municipality").loc[name] for name in TRIPLE[:2])
    assert first["density_total"] < second["density_total"]
    assert first["density_land"] > second["density_land"]
    assert [round(row["density_land"]) for row in (first, second)] == pytest.approx([2_700, 2_399], abs=1)


def test_over_specifications_the_triple_is_never_among_the_best_five_percent(province: pd.DataFrame) -> None:
    specifications = compare_specifications(
        {"Zuid-Holland": province},
        id_column="municipality",
        control_sets=[TABLE_1, ["inhabitants_2024", "density_total"], ["inhabitants_2024", "area_total_km2"], FOUR],
        rule=SetRule(3),
        chosen=TRIPLE,
    )
    assert specifications["percentile"].round(1).tolist() == [19.5, 30.1, 18.7, 23.0, 12.7, 9.0, 13.6, 33.9]
    assert not specifications["among_best"].any()


def test_a_specification_that_cannot_be_ranked_stays_with_the_reason(province: pd.DataFrame) -> None:
    doubled = province.assign(hundreds=province["inhabitants_2024"] / 100)
    specifications = compare_specifications(
        {"Zuid-Holland": doubled},
        id_column="municipality",
        control_sets=[["inhabitants_2024", "hundreds"]],
        rule=SetRule(3),
        chosen=TRIPLE,
    ).set_index("distance")
    assert specifications["rank"].notna().tolist() == [True, False]
    assert specifications.loc["mahalanobis", "problem"] == (
        "controls: inhabitants_2024, hundreds determine each other exactly, so the covariance cannot be inverted. "
        "Leave one of them out, or use the distance 'standardised'."
    )


def test_every_candidate_has_a_value_on_every_control_and_the_chosen_are_marked(province: pd.DataFrame) -> None:
    values = list_control_values(compare(province, TABLE_1), TRIPLE)
    assert len(values) == 100
    assert sorted(values.loc[values["chosen"], "case"].unique()) == sorted(TRIPLE)
    assert values.groupby("control")["standardised"].mean().abs().max() < 1e-9


def test_the_councils_follow_from_the_inhabitants_on_the_reference_date(netherlands: pd.DataFrame) -> None:
    printed = pd.DataFrame(
        {
            "municipality": TRIPLE,
            "name": TRIPLE,
            "council_seats": [33, 35, 23],
            "aldermen": [4, 6, 5],
            "inhabitants": [66_607, 77_753, 35_303],
        }
    )
    facts = check_dutch_facts(printed, netherlands)
    assert facts["holds"].all()
    assert facts["arithmetic"].str.contains("zouden 25 zetels horen").tolist() == [False] * 4 + [True, False]
