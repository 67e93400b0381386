import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.show.coding import draw_code_frequencies


def test_the_grid_shows_counts_leaves_zeros_empty_and_keeps_documents_without_codings():
    axes = Figure().subplots()
    frequencies = pd.DataFrame([("D1", "a", 2), ("D2", "b", 1)], columns=["document", "code", "segments"])

    draw_code_frequencies(frequencies, axes, labels={"a": "Eerste", "b": "Tweede"}, documents=["D1", "D2", "D3"])

    assert [label.get_text() for label in axes.get_xticklabels()] == ["D1", "D2", "D3"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Eerste", "Tweede"]
    assert [text.get_text() for text in axes.texts] == ["2", "", "", "", "1", ""]
