"""Pictures of saturation hold what their tables say and nothing else."""

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.saturation import WORDS, draw_all_saturations, draw_saturation, draw_saturations
from wijkresearch.show.labels import Labels


def texts(place):
    return [text.get_text() for text in place.texts]


CURVE = pd.DataFrame(
    {
        "place": [1, 2, 3],
        "document": ["D1", "D2", "D3"],
        "new_codes": [4, 0, 2],
        "cumulative": [4, 4, 6],
        "expected": [3.0, 4.8, 6.0],
        "low": [2.0, 4.0, 6.0],
        "high": [4.0, 5.5, 6.0],
    }
)


def test_a_saturation_curve_stands_beside_the_mean_and_the_band_of_all_orders(axes):
    assert draw_saturation(CURVE, axes, title="Katwijk") is axes

    drawn = {line.get_label(): line.get_ydata().tolist() for line in axes.get_lines()}
    assert drawn == {"zoals gecodeerd": [4, 4, 6], "gemiddelde van alle volgordes": [3.0, 4.8, 6.0]}
    band = axes.collections[0].get_paths()[0].vertices
    assert (band[:, 1].min(), band[:, 1].max()) == (2.0, 6.0)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["D1", "D2", "D3"]
    assert axes.get_title(loc="left") + axes.get_title() == "Katwijk"


def test_a_saturation_curve_says_what_each_document_added(axes):
    draw_saturation(CURVE, axes, title="Katwijk")

    assert texts(axes) == ["+4", "+0", "+2"]


def test_every_municipality_has_its_own_curve(pair_of_axes):
    two = pd.concat([CURVE.assign(municipality="katwijk"), CURVE.iloc[:2].assign(municipality="all")])

    draw_saturations(two, pair_of_axes, titles={"all": "Alle gemeenten", "katwijk": "Katwijk"})

    drawn = [place.get_lines()[1].get_ydata().tolist() for place in pair_of_axes]
    assert drawn == [[4, 4], [4, 4, 6]]
    assert [place.get_legend() is None for place in pair_of_axes] == [False, True]


def test_axes_without_a_municipality_stay_empty(pair_of_axes):
    draw_saturations(CURVE.assign(municipality="all"), pair_of_axes, titles={"all": "Alle gemeenten"})

    assert [place.axison for place in pair_of_axes] == [True, False]


def test_every_curve_is_drawn_on_one_scale(pair_of_axes):
    low = CURVE.assign(municipality="laag", high=CURVE["high"] / 2)

    draw_saturations(pd.concat([CURVE.assign(municipality="hoog"), low]), pair_of_axes, titles={"laag": "", "hoog": ""})

    assert len({place.get_ylim() for place in pair_of_axes}) == 1


def test_a_long_curve_has_numbers_instead_of_names(axes):
    curve = pd.concat([CURVE] * 10, ignore_index=True)
    curve["place"] = range(1, 31)

    draw_saturation(curve, axes, title="Alle gemeenten")

    assert texts(axes) == []


def test_of_many_cases_a_matrix_says_what_each_document_added_and_a_short_case_leaves_cells_empty():
    cases = {f"x{number}": f"Geval {number}" for number in range(7)}
    curves = pd.concat([CURVE.assign(municipality=case) for case in ("all", *cases)])
    curves = curves[(curves["municipality"] != "x6") | (curves["place"] < 3)]

    whole, matrix = draw_all_saturations(curves, Labels(municipalities=cases, new_figure=Figure))

    assert len(whole.axes[0].get_lines()) == 2
    written = texts(matrix.axes[0])
    assert written[:3] == ["+4", "+0", "+2"]
    assert written[-3:] == ["+4", "+0", ""]
    assert [label.get_text() for label in matrix.axes[0].get_yticklabels()] == list(cases.values())


def test_curves_have_english_words(axes):
    draw_saturations(CURVE.assign(municipality="all"), [axes], titles={"all": "All"}, language="en")

    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == ["95% of the orders", "mean over all orders", "as coded"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("document, in the order of coding", "different codes")
    assert set(WORDS["nl"]) == set(WORDS["en"])
