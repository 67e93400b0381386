"""Saturation of codes in one sentence: the measure, and what speaks against it."""

from __future__ import annotations

import pandas as pd

from wijkresearch.words import say
from wijkresearch.words.numbers import write_number, write_percent

EVERYTHING = "all"
COUNTS = ("documents", "codes", "run", "later_runs", "later_above")


def say_saturation(summary: pd.DataFrame, language: str = "nl") -> str:
    """Guest's ratio over all cases with the later runs and the estimate of Chao; nothing where there is no interview.

    >>> say_saturation(pd.DataFrame({"municipality": ["elders"]}))
    ''

    Args:
        summary: SATURATION_SUMMARY.
        language: `nl` or `en`.
    """
    whole = summary[summary["municipality"] == EVERYTHING]
    if whole.empty:
        return ""
    found = whole.iloc[0]
    reached = not pd.isna(found["notation"])
    values = {
        **{name: write_number(found[name], language=language) for name in COUNTS},
        "chao2": write_number(found["chao2"], 0, language=language),
        "threshold": write_percent(found["threshold"], language=language),
        "needed": write_number(found["base"] + found["run"], language=language),
        "notation": found["notation"],
        "before": str(found["notation"]).partition("+")[0] if reached else "",
    }
    return say("saturation.said", str(found["status"]), language, **values)
