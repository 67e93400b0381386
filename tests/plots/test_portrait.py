import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.portrait import draw_role_profile
from wijkresearch.show.labels import Labels

LABELS = Labels(
    roles={"a": "Luisteraar", "b": "Makelaar"},
    worlds={"buiten": "Buiten", "binnen": "Binnen"},
    municipalities={"x": "Aardam"},
    new_figure=Figure,
)
COUNTS = pd.DataFrame(
    [("buiten", "a", 1, 2.5), ("buiten", "b", 3, 7.5), ("binnen", "a", 2, 5.0), ("binnen", "b", 2, 5.0)],
    columns=["world", "role", "segments", "dots"],
)


def test_the_role_that_was_coded_most_stands_on_top_and_every_world_has_its_marks_on_one_scale():
    (axes,) = draw_role_profile(COUNTS, LABELS, highest=8).axes
    rows = {label.get_text(): place for place, label in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)}
    assert rows["Makelaar"] > rows["Luisteraar"]
    placed = [{float(y): float(x) for x, y in marks.get_offsets()} for marks in axes.collections]
    assert placed == [{rows["Luisteraar"]: 2.5, rows["Makelaar"]: 7.5}, {rows["Luisteraar"]: 5, rows["Makelaar"]: 5}]
    assert [label.get_text() for label in axes.get_xticklabels()] == [str(dots) for dots in range(9)]
    assert {text.get_text() for text in axes.texts} == {"Buiten", "Binnen"}


def test_without_a_role_there_is_a_sentence_instead_of_a_picture():
    figure = draw_role_profile(COUNTS.assign(dots=float("nan")), LABELS, highest=8)
    assert figure.axes == []
    assert len(figure.texts) == 1
