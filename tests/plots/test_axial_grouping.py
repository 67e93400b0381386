import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch.plots.axial_grouping import draw_data_structures
from wijkresearch.show.labels import Labels

COLUMNS = ["selective_theme", "axial_category", "code", "municipality", "segments"]
HEADINGS = ["Open code", "Axiale categorie", "Selectief thema"]


def written(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_three_columns_name_every_code_category_and_theme_once_with_the_passages_of_all_cases_the_most_given_first():
    rows = [("T", "A1", "b", "x", 0), ("T", "A1", "a", "x", 2), ("T", "A1", "a", "y", 1), ("T", "A2", "c", "x", 4)]
    labels = Labels(codes={"a": "Alfa", "b": "Bravo", "c": "Charlie"}, new_figure=Figure)

    (figure,) = draw_data_structures(pd.DataFrame(rows, columns=COLUMNS), labels)

    named = [words for words in written(figure) if words]
    assert named == [*HEADINGS, "Alfa", "3", "Bravo", "0", "A1", "Charlie", "4", "A2", "T"]
    assert figure.get_suptitle() == "‘T’ rust het meest op ‘A2’: 57% van de coderingen"


def test_every_theme_has_a_figure_and_bars_are_on_one_scale():
    rows = [("T", "A", "a", "x", 2), ("U", "B", "b", "x", 1)]

    figures = draw_data_structures(
        pd.DataFrame(rows, columns=COLUMNS), Labels(codes={"a": "Alfa", "b": "Bravo"}, new_figure=Figure)
    )

    assert [written(figure)[-1] for figure in figures] == ["T", "U"]
    first, second = (
        next(bar.get_width() for bar in figure.axes[0].patches if type(bar).__name__ == "Rectangle")
        for figure in figures
    )
    assert first == pytest.approx(2 * second)


def test_a_large_theme_is_spread_over_figures_that_keep_a_category_whole_as_long_as_it_fits():
    """Categories of 30, 20, 10 and 50 codes: the second begins a page, and the last one does not fit on one."""
    sizes = {"A": 30, "B": 20, "C": 10, "D": 50}
    rows = [("T", name, f"{name}{number}", "x", 1) for name, size in sizes.items() for number in range(size)]
    counts = pd.DataFrame(rows, columns=COLUMNS)

    figures = draw_data_structures(counts, Labels(codes={row[2]: row[2] for row in rows}, new_figure=Figure))

    codes = [[text for text in written(figure) if text in set(counts["code"])] for figure in figures]
    assert [len(page) for page in codes] == [30, 30, 48, 2]
    assert [page[0] for page in codes] == ["A0", "B0", "D0", "D48"]
    assert max(figure.get_figheight() for figure in figures) < 9.5


def test_without_grouped_codes_the_picture_says_so():
    (figure,) = draw_data_structures(pd.DataFrame(columns=COLUMNS), Labels(new_figure=Figure))

    assert [text.get_text() for text in figure.texts] == ["Er zijn geen codes gegroepeerd."]
