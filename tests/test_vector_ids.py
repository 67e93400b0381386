"""What the parts of a drawing are called follows from the drawing, not from the digits behind it."""

from matplotlib.figure import Figure

from wijkresearch.io.store import figure_bytes


def drawn(left, stem):
    figure = Figure(figsize=(2, 1))
    axes = figure.add_axes((left, 0.2, 0.7, 0.7))
    axes.plot([0, 1, 2], [0, 5, 1], "o-")
    axes.set(xlim=(0.5, 1.5), ylim=(0, 4))
    return figure_bytes(figure, stem)["svg"]


def test_the_same_drawing_has_the_same_bytes_though_the_hashes_that_name_its_parts_differ():
    assert drawn(0.2, "03_line") == drawn(0.2, "04_line")


def test_another_drawing_has_other_bytes():
    assert drawn(0.2, "03_line") != drawn(0.25, "03_line")
