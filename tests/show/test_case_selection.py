"""What is said about the chosen set: its rank and what it is a rank of, and the swaps."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd

mpl.use("Agg")

from wijkresearch.case_sets import ChosenSet
from wijkresearch.show.case_selection import say_rank, swap_table
from wijkresearch.tables import (
    SET_RANKS,
    SWAPS,
    UNUSED_CONTROLS,
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
RANKED = ChosenSet(UNUSED, rank=RANKS)
LABELS = {"size": "omvang", "dense": "dichtheid", "log dense": "log dichtheid"}


def test_the_sentence_of_a_rank_names_the_frame_the_controls_and_the_distance() -> None:
    assert say_rank(RANKED, LABELS) == (
        "A, B: plaats 4 van de 6 mogelijke combinaties, van meest naar minst gelijk; in 66,7% van die "
        "combinaties lijken de gemeenten minstens zoveel op elkaar. Dit geldt voor dit kader (Kader, 4 "
        "kandidaten), deze controlevariabelen (omvang, log dichtheid) en deze maat (gestandaardiseerde "
        "afstand, som van de afstanden)."
    )


def test_the_sentence_says_how_many_cases_are_left_out_because_they_may_not_be_named() -> None:
    assert say_rank(RANKED, LABELS, unnamed=1) == (
        f"{say_rank(RANKED, LABELS)} Buiten deze stap blijft één onderzochte gemeente waarvan de naam "
        "niet genoemd mag worden: een rang, een afstand of een kenmerk zou die naam verraden. Om dezelfde reden staan "
        "andere kandidaten hier met een nummer."
    )
    assert "blijven 2 onderzochte gemeenten waarvan" in say_rank(RANKED, LABELS, unnamed=2)


def test_the_sentence_says_which_controls_were_passed_over_and_why() -> None:
    rows = [("size", "one_value", 0, 5), ("dense", "unknown", 2, 5)]
    unused = UNUSED_CONTROLS.check(pd.DataFrame(rows, columns=UNUSED_CONTROLS.column_names))
    assert say_rank(ChosenSet(unused, "no_controls"), LABELS) == (
        "Er is geen controlevariabele waarop deze kandidaten te vergelijken zijn, en dus geen combinatie "
        "om te vergelijken. Op omvang is niet vergeleken: alle kandidaten (5) hebben dezelfde waarde. Op "
        "dichtheid is niet vergeleken: van 2 van de 5 kandidaten is de waarde niet bekend."
    )


def test_the_sentence_of_a_sampled_rank_says_so_with_its_interval() -> None:
    sentence = say_rank(ChosenSet(UNUSED, rank=RANKS.assign(exact=False)), LABELS)
    assert "naar schatting plaats 4 van de 6 mogelijke combinaties" in sentence
    assert "(steekproef van 6 combinaties; 95%-interval 60,0–70,0%)" in sentence


def test_the_swap_table_has_a_row_per_chosen_case() -> None:
    rows = [{"member": "A", "place": 2, "possible": 3, "best": "C", "value": 1.5, "best_value": 1.25, **SETTING}]
    html = swap_table(SWAPS.check(pd.DataFrame(rows)))
    assert html.count("<tr>") == 2
    assert '<th scope="col">Meest gelijk op deze plaats</th>' in html
