import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.coding import draw_code_frequencies, draw_code_maps
from wijkresearch.show.labels import Labels


def test_the_grid_shows_counts_leaves_zeros_empty_and_keeps_documents_without_codings():
    axes = Figure().subplots()
    frequencies = pd.DataFrame([("D1", "a", 2), ("D2", "b", 1)], columns=["document", "code", "segments"])

    draw_code_frequencies(frequencies, axes, codes={"a": "Eerste", "b": "Tweede"}, documents=["D1", "D2", "D3"])

    assert [label.get_text() for label in axes.get_xticklabels()] == ["D1", "D2", "D3"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Eerste", "Tweede"]
    assert [text.get_text() for text in axes.texts] == ["2", "", "", "", "1", ""]


FEW = {"x": "Aardam", "y": "Bosrade"}


def frequencies_of(documents, cases):
    rows = [(f"D{number}", case, "a", 1) for number, case in zip(range(documents), cases * documents, strict=False)]
    return pd.DataFrame(rows, columns=["document", "municipality", "code", "segments"])


def rows_of(figures):
    return [[label.get_text() for label in figure.axes[0].get_yticklabels()] for figure in figures]


def test_documents_that_do_not_fit_beside_each_other_become_rows():
    documents = [f"D{number}" for number in range(40)]
    labels, codes = Labels(municipalities=FEW, new_figure=Figure), {"a": "Eerste", "b": "Nooit"}

    (beside,) = draw_code_maps(frequencies_of(36, list(FEW)), labels, codes=codes, documents=documents[:36])
    under = draw_code_maps(frequencies_of(40, list(FEW)), labels, codes=codes, documents=documents)

    assert [label.get_text() for label in beside.axes[0].get_xticklabels()] == documents[:36]
    assert rows_of([beside]) == [["Eerste"]]
    assert rows_of(under) == [documents[:20], documents[20:]]


def test_the_documents_of_many_cases_are_added_up_per_case():
    cases = {f"x{number}": f"Geval {number}" for number in range(7)}
    documents = [f"D{number}" for number in range(42)]

    labels = Labels(municipalities=cases, new_figure=Figure)

    (figure,) = draw_code_maps(frequencies_of(41, list(cases)), labels, codes={"a": "Eerste"}, documents=documents)

    assert rows_of([figure]) == [list(cases.values())]
    assert [text.get_text() for text in figure.axes[0].texts] == ["6", "6", "6", "6", "6", "6", "5"]


def test_codes_that_nobody_gave_are_said_in_words():
    labels = Labels(municipalities=FEW, new_figure=Figure)
    (figure,) = draw_code_maps(frequencies_of(1, ["x"]), labels, codes={"b": "Nooit"}, documents=["D1"])

    assert [text.get_text() for text in figure.texts] == ["Geen van deze codes is gegeven."]
