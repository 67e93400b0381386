from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from wijkresearch.plots.connections import (
    LINES,
    SIGNS,
    draw_all_roles,
    draw_role_pictures,
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


LABELS = Labels(roles=ROLES, worlds={"buiten": "Buiten", "binnen": "Binnen"}, new_figure=Figure)
ENGLISH = replace(
    LABELS, roles={"luisteraar": "Listener"}, worlds={"buiten": "Outside", "binnen": "Inside"}, language="en"
)


def drawn(labels=LABELS, settings=SETTINGS):
    (figure,) = draw_all_roles(CONNECTIONS, ARROWS, labels, settings=settings)
    return figure


def first_role(labels=LABELS, settings=SETTINGS):
    return draw_role_pictures(CONNECTIONS, ARROWS, labels, settings=settings)[0]


def written(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def title_of(figure):
    return figure.get_suptitle().replace("\n", " ")


def shafts(figure):
    """The lines of the arrows, without their signs and heads."""
    return [line for line in figure.axes[0].get_lines() if len(line.get_xdata()) == 2 and line.get_xdata()[1] != 1]


def heads(figure):
    return [line.get_marker() for line in figure.axes[0].get_lines() if line.get_marker() in ("<", ">")]


def test_what_is_meant_stands_once_above_all_roles():
    figure = drawn()

    assert written(figure)[:4] == ["Bedoeld", "Buur", "Schakel", "Klerk"]
    assert written(figure).count("Bedoeld") == 1
    assert [line.get_linestyle() for line in shafts(figure)[:3]] == ["-", "-", "-"]
    assert len({line.get_color() for line in shafts(figure)[:3]}) == 1
    assert heads(figure) == [">", "<", ">"] * 3


def test_a_role_has_counts_at_its_arrows_and_the_judgement_of_each_world_in_its_actor():
    assert written(drawn())[4:10] == [
        "Luisteraar", "2 van 2", "1 van 3", "0 van 4", "komt tot stand\nlukt in 3 van 4", "belemmerd\nlukt in 1 van 5",
    ]  # fmt: skip


def test_a_role_without_passages_says_so_and_not_how_often_it_succeeds():
    assert "niet gecodeerd\ngeen passages" in written(drawn())


def test_signs_that_no_actor_says_in_words_are_explained_below():
    assert written(first_role())[-2:] == [
        "Bij de pijlen: in hoeveel van de passages het helemaal lukte", "niet ingeroepen"
    ]  # fmt: skip


def test_a_role_has_a_picture_of_what_it_is_for_and_how_it_was_told():
    figures = draw_role_pictures(CONNECTIONS, ARROWS, LABELS, settings=SETTINGS)

    assert [title_of(figure).partition(":")[0] for figure in figures] == ["Luisteraar", "Makelaar"]
    said = written(figures[0])
    assert said[:5] == ["Bedoeld", "Buur", "een luisterend oor", "Schakel", "Klerk"]
    assert said[5:9] == ["Zoals verteld", "2 van 2", "1 van 3", "0 van 4"]


def test_the_titles_say_what_becomes_of_the_roles():
    assert title_of(drawn()) == "Alleen als luisteraar in de buiten komt het contact meestal tot stand"
    assert title_of(first_role()) == (
        "Luisteraar: in de buiten komt het contact meestal tot stand, in de binnen wordt het contact meestal belemmerd"
    )


def test_a_role_is_drawn_with_the_english_words_of_the_study_or_its_dutch_ones_where_it_has_no_others():
    english = {**SETTINGS, "actors": [{**SETTINGS["actors"][0], "label_en": "Neighbour"}, *SETTINGS["actors"][1:]]}

    figure = first_role(ENGLISH, english)

    assert (
        title_of(figure) == "Listener: in the outside contact is mostly made, in the inside contact is mostly hindered"
    )
    assert written(figure)[:5] == ["As meant", "Neighbour", "een luisterend oor", "Schakel", "Klerk"]
    assert written(figure)[5:11] == [
        "As told", "2 of 2", "1 of 3", "0 of 4", "made\nsucceeds in 3 of 4", "hindered\nsucceeds in 1 of 5",
    ]  # fmt: skip


def test_an_arrow_runs_from_the_one_who_begins_to_the_one_who_is_sought():
    there, back, onward = (line.get_xdata() for line in shafts(drawn())[:3])

    assert there[0] < there[1] < onward[0] < onward[1]
    assert list(back) == list(reversed(there))


def test_the_same_arrow_stands_on_the_same_place_in_every_row():
    places = [list(line.get_xdata()) for line in shafts(drawn())]

    assert places[:3] == places[3:6] == places[6:]


def test_an_arrow_past_somebody_runs_outside_the_boxes():
    past = {**SETTINGS, "directions": [{"id": "heen", "from": "buur", "to": "klerk"}]}

    figure = first_role(settings=past)

    first = shafts(figure)[0].get_ydata()[0]
    boxes = [patch for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == 4
    assert all(first < box.get_bbox().y0 or first > box.get_bbox().y1 for box in boxes)


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


def test_more_roles_than_fit_on_a_page_go_on_in_a_next_figure():
    roles = {f"rol{number}": f"Rol {number}" for number in range(9)}
    connections, arrows = (
        pd.concat([rows[rows["role"] == "makelaar"].assign(role=role) for role in roles])
        for rows in (CONNECTIONS, ARROWS)
    )

    figures = draw_all_roles(connections, arrows, replace(LABELS, roles=roles), settings=SETTINGS)

    assert [[name for name in written(figure) if name in roles.values()] for figure in figures] == [
        list(roles.values())[:5], list(roles.values())[5:],
    ]  # fmt: skip


@pytest.mark.parametrize("absent", ["actors", "directions"])
def test_a_study_that_does_not_say_who_meets_whom_has_a_picture_that_says_so_and_none_of_a_role(absent):
    settings = {key: value for key, value in SETTINGS.items() if key != absent}

    (figure,) = draw_all_roles(CONNECTIONS, ARROWS, LABELS, settings=settings)

    assert [text.get_text() for text in figure.texts] == ["study.yml noemt geen actors en directions."]
    assert draw_role_pictures(CONNECTIONS, ARROWS, LABELS, settings=settings) == []


def test_no_text_stands_outside_the_picture_or_on_another_text():
    for figure in (drawn(), *draw_role_pictures(CONNECTIONS, ARROWS, LABELS, settings=SETTINGS)):
        figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in figure.axes[0].texts]
        assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
        assert not [1 for n, box in enumerate(boxes) for other in boxes[:n] if box.overlaps(other)]
