"""Pictures of step 2: which codes were given in which documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns

from wijkresearch.show.style import bare, blank

NOTHING = {"nl": "geen van deze codes is gegeven", "en": "none of these codes was given"}


def draw_code_frequencies(
    frequencies: pd.DataFrame, axes: Any, *, labels: Mapping[str, str], documents: list[str], language: str = "nl"
) -> Any:
    """A grid of documents by codes with the number of passages in each cell; an empty cell is a zero.

    Args:
        frequencies: CODE_FREQUENCIES.
        axes: where to draw.
        labels: code to Dutch label, for the codes that are shown, in that order.
        documents: ids of the documents, in the order in which they are shown; one without codings is an empty column.
        language: `nl` or `en`, of what is said where no code was given.
    """
    shown = frequencies[frequencies["code"].isin(labels)]
    if shown.empty:
        return blank(axes, NOTHING[language])
    codes = [code for code in labels if code in set(shown["code"])]
    grid = shown.pivot(index="code", columns="document", values="segments").reindex(index=codes, columns=documents)
    written = grid.map(lambda count: "" if pd.isna(count) else str(int(count)))
    most = 2 * max(2.0, float(grid.max(axis=None)))
    shades = grid.fillna(0).astype(float)
    sns.heatmap(shades, ax=axes, annot=written, fmt="", cmap="Blues", vmin=0, vmax=most, cbar=False, linewidths=0.5)
    axes.set(xlabel="", ylabel="")
    axes.set_yticklabels([labels[code] for code in codes], rotation=0)
    axes.set_xticklabels(documents, rotation=0)
    axes.xaxis.tick_top()
    return bare(axes)
