import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch.plots.connections import (
    LINES,
    SIGNS,
    draw_all_roles,
    draw_desired,
    draw_present,
    draw_role,
    draw_sign,
)
from wijkresearch.show.connections import JUDGEMENT_WORDS
from wijkresearch.show.labels import Labels
from wijkresearch.tables.connections import JUDGEMENTS

ROLES = {"luisteraar": "Luisteraar", "makelaar": "Makelaar"}
SETTINGS = {
    "worlds": [{"id": "buiten"}, {"id": "binnen"}],
    "actors": [
        {"id": "buur", "label_nl": "Buur", "world": "buiten"},
        {"id": "schakel", "label_nl": "Schakel"},
        {"id": "klerk", "label_nl": "Klerk", "world": "binnen"},
    ],
    "directions": [
        {"id": "heen", "from": "buur", "to": "schakel"},
        {"id": "terug", "from": "schakel", "to": "buur"},
        {"id": "door", "from": "schakel", "to": "klerk"},
    ],
    "goals": [{"role": "luisteraar", "world": "buiten", "text_nl": "een luisterend oor"}],
}
COLUMNS = ["role", "fulfilled", "passages", "judgement"]


def judged(column, *rows):
    return pd.DataFrame(rows, columns=[column, *COLUMNS])


CONNECTIONS = judged(
    "world",
    ("buiten", "luisteraar", 3, 4, "made"),
    ("binnen", "luisteraar", 1, 5, "hindered"),
    ("buiten", "makelaar", 0, 0, "nobody_coded"),
    ("binnen", "makelaar", 1, 2, "mixed"),
)
ARROWS = judged(
    "direction",
    ("heen", "luisteraar", 2, 2, "made"),
    ("terug", "luisteraar", 1, 3, "hindered"),
    ("door", "luisteraar", 0, 4, "not_called_upon"),
    ("heen", "makelaar", 1, 2, "mixed"),
    ("terug", "makelaar", 0, 0, "nobody_coded"),
    ("door", "makelaar", 1, 1, "made"),
)


def written(axes):
    return [text.get_text() for text in axes.texts]


def shafts(axes):
    """The lines of the arrows, without their signs and heads."""
    return [line for line in axes.get_lines() if len(line.get_xdata()) == 2]


def heads(axes):
    return [line.get_marker() for line in axes.get_lines() if line.get_marker() in ("<", ">")]


def test_a_desired_role_has_a_solid_arrow_for_every_direction_and_says_what_it_is_for(axes):
    assert draw_desired(axes, role="luisteraar", settings=SETTINGS) is axes

    assert [line.get_linestyle() for line in shafts(axes)] == ["-", "-", "-"]
    assert heads(axes) == [">", "<", ">"]
    assert written(axes) == ["een luisterend oor", "", "Buur", "Schakel", "Klerk"]


def test_a_present_role_has_counts_on_its_arrows_and_the_judgement_below_the_actors(axes):
    assert draw_present(CONNECTIONS, ARROWS, axes, role="luisteraar", settings=SETTINGS) is axes

    assert written(axes) == [
        "2 van 2", "1 van 3", "0 van 4", "komt tot stand\n3 van 4", "belemmerd\n1 van 5", "Buur", "Schakel", "Klerk",
    ]  # fmt: skip
    assert heads(axes) == [">", "<", ">"]


def test_a_role_is_drawn_with_the_english_words_of_the_study_or_its_dutch_ones_where_it_has_no_others():
    english = {**SETTINGS, "actors": [{**SETTINGS["actors"][0], "label_en": "Neighbour"}, *SETTINGS["actors"][1:]]}
    axes = Figure().subplots(1, 2)
    drawn = {"role": "luisteraar", "label": "Listener", "settings": english, "language": "en"}

    desired, present = draw_role(CONNECTIONS, ARROWS, axes, **drawn)

    assert [place.get_title() for place in axes] == ["Listener: desired", "Listener: as told"]
    assert written(desired) == ["een luisterend oor", "", "Neighbour", "Schakel", "Klerk"]
    assert written(present) == [
        "2 of 2", "1 of 3", "0 of 4", "made\n3 of 4", "hindered\n1 of 5", "Neighbour", "Schakel", "Klerk",
    ]  # fmt: skip


def test_an_arrow_runs_from_the_one_who_begins_to_the_one_who_is_sought(axes):
    draw_present(CONNECTIONS, ARROWS, axes, role="luisteraar", settings=SETTINGS)

    there, back, onward = (line.get_xdata() for line in shafts(axes))
    assert there[0] < there[1] < onward[0] < onward[1]
    assert list(back) == list(reversed(there))


def test_an_arrow_past_somebody_runs_outside_the_boxes(axes):
    past = {**SETTINGS, "directions": [{"id": "heen", "from": "buur", "to": "klerk"}]}

    draw_desired(axes, role="luisteraar", settings=past)

    (line,) = shafts(axes)
    assert all(line.get_ydata()[0] > patch.get_bbox().y1 for patch in axes.patches)


def test_every_judgement_has_its_own_line_and_sign_that_need_no_colour():
    assert set(LINES) == set(SIGNS) == set(JUDGEMENT_WORDS["nl"]) == set(JUDGEMENT_WORDS["en"]) == set(JUDGEMENTS)
    places = Figure().subplots(1, len(JUDGEMENTS))
    looks = set()
    for place, judgement in zip(places, JUDGEMENTS, strict=True):
        draw_sign(place, 0, 0, judgement, size=20)
        circle, *inside = place.get_lines()
        filled = circle.get_markerfacecolor() != "white"
        looks.add((filled, circle.get_fillstyle(), *(str(line.get_marker()) for line in inside)))
    assert len(looks) == len(JUDGEMENTS)
    styles = [(str(line["linestyle"]), line["linewidth"]) for line in LINES.values()]
    assert len(set(styles)) == len(styles)


def test_a_role_is_drawn_as_desired_beside_as_it_was_told():
    pair = Figure().subplots(1, 2)

    assert draw_role(CONNECTIONS, ARROWS, pair, role="makelaar", label="Makelaar", settings=SETTINGS) is pair

    assert [place.get_title() for place in pair] == ["Makelaar: gewenst", "Makelaar: zoals verteld"]
    assert "1 van 2" not in written(pair[0])
    assert written(pair[1])[:3] == ["1 van 2", "geen passages", "1 van 1"]


def test_every_role_has_a_row_of_its_own():
    (figure,) = draw_all_roles(CONNECTIONS, ARROWS, Labels(roles=ROLES, new_figure=Figure), settings=SETTINGS)

    assert [place.get_title() for place in figure.axes[::2]] == ["Luisteraar: gewenst", "Makelaar: gewenst"]


def test_more_roles_than_fit_on_a_page_go_on_in_a_next_figure():
    roles = {f"rol{number}": f"Rol {number}" for number in range(6)}
    settings = {key: value for key, value in SETTINGS.items() if key != "actors"}

    figures = draw_all_roles(CONNECTIONS, ARROWS, Labels(roles=roles, new_figure=Figure), settings=settings)

    assert [len(figure.axes) for figure in figures] == [6, 6]


@pytest.mark.parametrize("absent", ["actors", "directions"])
def test_a_study_that_does_not_say_who_meets_whom_has_pictures_that_say_so(absent):
    pair = Figure().subplots(1, 2)
    settings = {key: value for key, value in SETTINGS.items() if key != absent}

    draw_role(CONNECTIONS, ARROWS, pair, role="makelaar", label="Makelaar", settings=settings)

    assert [written(place) for place in pair] == [["study.yml noemt geen actors en directions."]] * 2


def test_no_text_stands_outside_the_picture_or_on_another_text():
    (figure,) = draw_all_roles(CONNECTIONS, ARROWS, Labels(roles=ROLES, new_figure=Figure), settings=SETTINGS)
    figure.draw_without_rendering()

    for place in figure.axes:
        boxes = [text.get_window_extent() for text in place.texts if text.get_text()]
        assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
        assert not [1 for n, box in enumerate(boxes) for other in boxes[:n] if box.overlaps(other)]
