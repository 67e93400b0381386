import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.axial_grouping import draw_data_structure, draw_data_structures
from wijkresearch.show.labels import Labels


def test_the_tree_names_every_code_category_and_theme_once_with_the_passages_of_all_cases():
    axes = Figure().subplots()
    rows = [("T", "A1", "a", "x", 2), ("T", "A1", "a", "y", 1), ("T", "A1", "b", "x", 0), ("T", "A2", "c", "x", 4)]
    counts = pd.DataFrame(rows, columns=["selective_theme", "axial_category", "code", "municipality", "segments"])

    draw_data_structure(counts, axes, Labels(codes={"a": "Alfa", "b": "Bravo", "c": "Charlie"}))

    named = [text.get_text() for text in axes.texts]
    assert named == [
        "Alfa (3)",
        "Bravo (0)",
        "Charlie (4)",
        "A1",
        "A2",
        "T",
        "Open code",
        "Axiale categorie",
        "Selectief thema",
    ]
    assert len(axes.get_lines()) == 3 + 2


def test_a_large_tree_is_spread_over_figures_that_keep_a_category_whole_as_long_as_it_fits():
    """Categories of 30, 20, 10 and 50 codes: the second begins a page, and the last one does not fit on one."""
    sizes = {"A": 30, "B": 20, "C": 10, "D": 50}
    rows = [("T", name, f"{name}{number}", "x", 1) for name, size in sizes.items() for number in range(size)]
    counts = pd.DataFrame(rows, columns=["selective_theme", "axial_category", "code", "municipality", "segments"])

    figures = draw_data_structures(counts, Labels(codes={row[2]: row[2] for row in rows}, new_figure=Figure))

    codes = [
        [text.get_text() for text in figure.axes[0].texts if text.get_text().endswith("(1)")] for figure in figures
    ]
    assert [len(page) for page in codes] == [30, 30, 45, 5]
    assert [page[0] for page in codes] == ["A0 (1)", "B0 (1)", "D0 (1)", "D45 (1)"]
