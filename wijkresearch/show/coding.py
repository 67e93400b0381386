"""Pictures of step 2: which codes were given in which documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns

from wijkresearch.show.style import bare


def draw_code_frequencies(frequencies: pd.DataFrame, axes: Any, *, labels: Mapping[str, str]) -> Any:
    """A grid of documents by codes with the number of passages in each cell; an empty cell is a zero.

    Args:
        frequencies: CODE_FREQUENCIES; documents and codes appear in the order of its rows.
        axes: where to draw.
        labels: code to Dutch label, for the codes that are shown.
    """
    shown = frequencies[frequencies["code"].isin(labels)]
    documents = list(dict.fromkeys(frequencies["document"]))
    codes = [code for code in labels if code in set(shown["code"])]
    grid = shown.pivot(index="code", columns="document", values="segments").reindex(index=codes, columns=documents)
    written = grid.astype("object").where(grid.notna(), "")
    sns.heatmap(
        grid.fillna(0).astype(float),
        ax=axes,
        annot=written,
        fmt="",
        cmap="Blues",
        cbar=False,
        linewidths=0.5,
        square=False,
    )
    axes.set(xlabel="", ylabel="")
    axes.set_yticklabels([labels[code] for code in codes], rotation=0)
    axes.set_xticklabels(documents, rotation=0)
    axes.xaxis.tick_top()
    return bare(axes)
