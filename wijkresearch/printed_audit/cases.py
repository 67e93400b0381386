"""Printed characteristics of the cases, compared with each other: is what is called alike alike?"""

from __future__ import annotations

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.printed_audit.rounding import exact
from wijkresearch.printed_audit.tables import CASE_RATIOS


def compare_ratios(cases: pd.DataFrame, numerator: str, denominator: str) -> pd.DataFrame:
    """CASE_RATIOS: one measure per unit of another for every case, and how far it lies above or below the other cases.

    Inhabitants per km² is the density; inhabitants per official is what one official has to serve.

    Args:
        cases: PUBLISHED_CASES.
        numerator: a printed measure, such as `inhabitants`.
        denominator: a printed measure, such as `area_km2`.

    Raises:
        StudyError: a measure is printed for no case, or not for every case.
    """
    printed = {}
    for measure in (numerator, denominator):
        cells = cases[cases["measure"] == measure].set_index("municipality")["printed"]
        missing = [name for name in cases["municipality"].unique() if name not in cells.index]
        if missing:
            known = ", ".join(cases["measure"].unique())
            raise StudyError(
                Problem("published/cases.csv", f"no '{measure}' is printed for {', '.join(missing)}", f"one of {known}")
            )
        printed[measure] = cells.map(exact)
    ratios = (printed[numerator] / printed[denominator]).astype("float64")
    others = (ratios.sum() - ratios) / (len(ratios) - 1) if len(ratios) > 1 else ratios * float("nan")
    compared = pd.DataFrame(
        {
            "municipality": ratios.index,
            "numerator": numerator,
            "denominator": denominator,
            "ratio": ratios.to_numpy(),
            "mean_of_others": others.to_numpy(),
            "above_others": (ratios / others - 1).to_numpy(),
        }
    )
    return CASE_RATIOS.check(compared)
