import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.show.axial_grouping import draw_data_structure


def test_the_tree_names_every_code_category_and_theme_once_with_the_passages_of_all_cases():
    axes = Figure().subplots()
    rows = [("T", "A1", "a", "x", 2), ("T", "A1", "a", "y", 1), ("T", "A1", "b", "x", 0), ("T", "A2", "c", "x", 4)]
    counts = pd.DataFrame(rows, columns=["selective_theme", "axial_category", "code", "municipality", "segments"])

    draw_data_structure(counts, axes, labels={"a": "Alfa", "b": "Bravo", "c": "Charlie"})

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
