import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch.show.role_tables import draw_dots, draw_published_comparison, draw_shares, draw_worlds

ROLES = {"a": "Luisteraar", "b": "Makelaar"}
CASES = {"x": "Aardam"}
COUNTS = pd.DataFrame(
    [("buiten", "x", "a", 3, 4, 0.75, 7.5), ("buiten", "x", "b", 1, 4, 0.25, 2.5)],
    columns=["world", "municipality", "role", "segments", "column_segments", "share", "dots"],
)


@pytest.fixture
def axes():
    return Figure().subplots()


def written(axes):
    return [text.get_text() for text in axes.texts]


def test_a_cell_has_its_dots_with_the_count_and_the_share_underneath(axes):
    found = draw_dots(COUNTS, axes, roles=ROLES, municipalities=CASES)

    assert found is axes
    assert written(axes) == ["3 van 4 = 75%", "1 van 4 = 25%"]
    dots = [line for line in axes.get_lines() if line.get_marker() == "o"]
    assert len(dots) == 8 + 3
    assert sum(line.get_fillstyle() == "left" for line in dots) == 2


def test_a_cell_without_a_share_has_no_dots(axes):
    empty = COUNTS.assign(share=float("nan"), dots=float("nan"), segments=0, column_segments=0)

    draw_dots(empty, axes, roles=ROLES, municipalities=CASES)

    assert written(axes) == ["0 van 0", "0 van 0"]
    assert not [line for line in axes.get_lines() if line.get_marker() == "o"]


def test_bars_are_as_long_as_the_shares_and_carry_the_counts(axes):
    draw_shares(COUNTS, axes, roles=ROLES, municipalities=CASES)

    assert [bar.get_width() for bar in axes.patches] == [0.75, 0.25]
    assert written(axes) == ["3", "1"]


def test_a_printed_cell_stands_beside_the_recomputed_one_with_a_sign_that_needs_no_colour(axes):
    rows = COUNTS.assign(printed_dots=[7.5, 9.0], agreement=["equal", "impossible_as_printed"])

    draw_published_comparison(rows, axes, roles=ROLES, municipalities=CASES)

    assert written(axes) == ["7,5 → 7,5   =", "9,0 → 2,5   ✗ kan niet zo gedrukt zijn"]


def test_role_tables_are_drawn_with_english_words_and_decimal_points():
    places = Figure().subplots(1, 3)
    known = {"roles": ROLES, "municipalities": CASES, "language": "en"}
    rows = COUNTS.assign(printed_dots=[7.5, 9.0], agreement=["equal", "impossible_as_printed"])

    draw_dots(COUNTS, places[0], **known)
    draw_shares(COUNTS, places[1], **known)
    draw_published_comparison(rows, places[2], **known)

    assert written(places[0]) == ["3 of 4 = 75%", "1 of 4 = 25%"]
    assert places[1].get_xlabel() == "share of the role codings (number: passages)"
    assert written(places[2]) == ["7.5 → 7.5   =", "9.0 → 2.5   ✗ cannot have been printed so"]


def test_every_world_has_its_own_picture_with_its_name():
    places = Figure().subplots(2, 1)
    both = pd.concat([COUNTS, COUNTS.assign(world="binnen")])

    draw_worlds(
        draw_dots, both, places, worlds={"buiten": "Buiten", "binnen": "Binnen"}, roles=ROLES, municipalities=CASES
    )

    assert [place.get_title(loc="center") or place.get_title(loc="left") for place in places] == ["Buiten", "Binnen"]
    assert written(places[1]) == ["3 van 4 = 75%", "1 van 4 = 25%"]
