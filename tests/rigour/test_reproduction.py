"""Two tables that should be the same: how many cells are not, and how far apart they are."""

import pandas as pd
import pytest

from wijkresearch.rigour.reproduction import compare_cells

SHIPPED = pd.DataFrame({"claim": ["C1", "C2"], "share": ["0.5", "20"], "verdict": ["mixed", ""]})


@pytest.mark.parametrize(
    ("column", "values", "apart"),
    [
        ("share", ["0.5", "20"], (0, 0.0)),
        ("share", ["0.4", "20"], (1, 0.2)),
        ("share", ["-0.5", "25"], (2, 2.0)),
        ("share", ["", "20"], (1, 0.0)),
        ("share", ["0.50", "20"], (1, 0.0)),
        ("verdict", ["against", "mixed"], (2, 0.0)),
    ],
    ids=["same", "a number", "two numbers", "no number", "the same number otherwise", "words"],
)
def test_cells_that_differ_are_counted_and_numbers_are_compared_with_the_larger_of_the_two(column, values, apart):
    assert compare_cells(SHIPPED, SHIPPED.assign(**{column: values})) == pytest.approx(apart)


@pytest.mark.parametrize(
    "made", [SHIPPED.head(1), SHIPPED.rename(columns={"share": "part"}), SHIPPED.drop(columns="share")]
)
def test_tables_of_another_form_have_no_cells_to_compare(made):
    assert compare_cells(SHIPPED, made) is None
