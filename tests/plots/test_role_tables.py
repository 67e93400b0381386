from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from wijkresearch.plots.role_tables import (
    draw_dot_tables,
    draw_dots,
    draw_published_comparison,
    draw_published_tables,
    draw_share_charts,
    draw_shares,
    draw_worlds,
)
from wijkresearch.plots.style import GREY, TEAL
from wijkresearch.show.labels import Labels

ROLES = {"a": "Luisteraar", "b": "Makelaar"}
CASES = {"x": "Aardam"}
LABELS = Labels(roles=ROLES, municipalities=CASES, new_figure=Figure)
BOTH = replace(LABELS, worlds={"buiten": "Buiten", "binnen": "Binnen"})
COUNTS = pd.DataFrame(
    [("buiten", "x", "a", 3, 4, 0.75, 7.5), ("buiten", "x", "b", 1, 4, 0.25, 2.5)],
    columns=["world", "municipality", "role", "segments", "column_segments", "share", "dots"],
)


def written(axes):
    return [text.get_text() for text in axes.texts]


def test_a_cell_has_its_dots_with_the_count_and_the_share_underneath(axes):
    found = draw_dots(COUNTS, axes, LABELS)

    assert found is axes
    assert written(axes) == ["3 van 4 = 75%", "1 van 4 = 25%"]
    dots = [line for line in axes.get_lines() if line.get_marker() == "o"]
    assert len(dots) == 8 + 3
    assert sum(line.get_fillstyle() == "left" for line in dots) == 2


def test_a_cell_without_a_share_has_no_dots(axes):
    empty = COUNTS.assign(share=float("nan"), dots=float("nan"), segments=0, column_segments=0)

    draw_dots(empty, axes, LABELS)

    assert written(axes) == ["0 van 0", "0 van 0"]
    assert not [line for line in axes.get_lines() if line.get_marker() == "o"]


def test_bars_are_as_long_as_the_shares_and_carry_counts_and_shares(axes):
    draw_shares(COUNTS, axes, LABELS)

    assert [bar.get_width() for bar in axes.patches] == [0.75, 0.25]
    assert written(axes) == ["3 (75%)", "1 (25%)"]


def test_a_printed_cell_stands_beside_the_recomputed_one_with_a_sign_that_needs_no_colour(axes):
    rows = COUNTS.assign(printed_dots=[7.5, 9.0], agreement=["equal", "impossible_as_printed"])

    draw_published_comparison(rows, axes, LABELS)

    assert written(axes) == ["7,5 → 7,5   =", "9,0 → 2,5   ✗\nkan niet zo gedrukt zijn"]


def test_role_tables_are_drawn_with_english_words_and_decimal_points():
    places = Figure().subplots(1, 3)
    english = replace(LABELS, language="en")
    rows = COUNTS.assign(printed_dots=[7.5, 9.0], agreement=["equal", "impossible_as_printed"])

    draw_dots(COUNTS, places[0], english)
    draw_shares(COUNTS, places[1], english)
    draw_published_comparison(rows, places[2], english)

    assert written(places[0]) == ["3 of 4 = 75%", "1 of 4 = 25%"]
    assert written(places[1]) == ["3 (75%)", "1 (25%)"]
    assert written(places[2]) == ["7.5 → 7.5   =", "9.0 → 2.5   ✗\ncannot have been printed so"]


def test_every_world_has_its_own_picture_with_its_name():
    places = Figure().subplots(2, 1)
    both = pd.concat([COUNTS, COUNTS.assign(world="binnen")])

    draw_worlds(draw_dots, both, places, BOTH)

    assert [place.get_title(loc="center") or place.get_title(loc="left") for place in places] == ["Buiten", "Binnen"]
    assert written(places[1]) == ["3 van 4 = 75%", "1 van 4 = 25%"]


def counts_of(leads):
    """Two roles in one world: of every case how many of its ten passages are of the first role."""
    rows = [
        ("buiten", case, role, segments, 10, segments / 10, float(segments))
        for case, first in leads.items()
        for role, segments in (("a", first), ("b", 10 - first))
    ]
    return pd.DataFrame(rows, columns=COUNTS.columns)


def labels_of(leads, language="nl"):
    names = {case: case.capitalize() for case in leads}
    return replace(LABELS, worlds={"buiten": "Buiten"}, municipalities=names, language=language)


MANY = {"een": 6, "twee": 3, "drie": 9, "vier": 1, "vijf": 7, "zes": 5, "zeven": 8}


def title_of(figure):
    return figure.get_suptitle().replace("\n", " ")


def names_of_rows(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def test_bars_of_both_worlds_are_drawn_on_one_scale():
    both = pd.concat([COUNTS, COUNTS.assign(world="binnen", share=[0.5, 0.5])])

    (figure,) = draw_share_charts(both, BOTH)
    figure.draw_without_rendering()

    first, second = (place.patches[0].get_window_extent().width for place in figure.axes)
    assert second / first == pytest.approx(0.5 / 0.75)


def test_many_cases_are_sorted_by_the_role_that_leads():
    """Of the seven the first role leads in four, the second in two, and in one they tie."""
    (figure,) = draw_share_charts(counts_of(MANY), labels_of(MANY))

    assert names_of_rows(figure.axes[0]) == ["Drie", "Zeven", "Vijf", "Een", "Zes", "Vier", "Twee"]
    assert written(figure.axes[0])[:2] == ["90%", "10%"]


def test_roles_stand_in_the_order_of_how_often_they_were_told_and_the_largest_share_is_accented():
    counts = counts_of({"een": 6, "twee": 1})

    (figure,) = draw_share_charts(counts, labels_of({"een": 6, "twee": 1}))

    assert names_of_rows(figure.axes[0]) == ["Makelaar", "Luisteraar"]
    assert [[to_hex(bar.get_facecolor()) for bar in place.patches] for place in figure.axes] == [
        [GREY, TEAL],
        [TEAL, GREY],
    ]


def test_the_titles_say_who_leads_and_what_differs_most():
    (dots,), (shares,) = (
        draw_dot_tables(counts_of(MANY), labels_of(MANY)),
        draw_share_charts(counts_of(MANY), labels_of(MANY)),
    )

    assert title_of(dots) == "Luisteraar komt in 4 van de 7 gemeenten het vaakst ter sprake"
    assert title_of(shares).startswith(
        "Het aandeel van de rol luisteraar in de buiten loopt het verst uiteen: van 10% tot 90%"
    )


def test_many_cases_have_a_row_of_dots_each_and_go_on_in_a_next_figure():
    leads = {f"x{number}": number % 11 for number in range(30)}

    figures = draw_dot_tables(counts_of(leads), labels_of(leads))

    assert [len(names_of_rows(figure.axes[0])) for figure in figures] == [15, 15]
    assert written(figures[1].axes[0])[:2] == ["4 van 10 = 40%", "6 van 10 = 60%"]


def test_only_cases_of_which_something_was_printed_stand_beside_it():
    rows = COUNTS.assign(printed_dots=[7.5, 9.0], agreement="equal")

    (figure,) = draw_published_tables(rows, replace(labels_of(MANY), municipalities={"y": "Ander", **CASES}))
    (nothing,) = draw_published_tables(rows.iloc[:0], labels_of(MANY))

    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["Aardam"]
    assert [text.get_text() for text in nothing.texts] == ["Van deze gemeenten is geen rollentabel gedrukt."]
