"""Pictures of triangulation hold what their tables say and nothing else."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.style import RED
from wijkresearch.plots.triangulation import WORDS, draw_triangulation, draw_triangulations
from wijkresearch.show.labels import Labels


def texts(place):
    return [text.get_text() for text in place.texts]


def test_the_grid_has_a_sign_for_every_document(axes):
    rows = pd.DataFrame(
        [
            ("C1", "katwijk", "wijkverbinder", 1, 2, 0, 1, 0),
            ("C1", "katwijk", "observation", 0, 0, 1, 0, 0),
            ("C2", "katwijk", "wijkverbinder", 0, 0, 0, 0, 4),
        ],
        columns=["claim", "municipality", "perspective", "not_asked", "supporting", "countering", "divided", "silent"],
    )

    found = draw_triangulation(
        rows,
        axes,
        Labels(
            claims={"C1": "Rol onduidelijk", "C2": "Escaleren"},
            municipalities={"katwijk": "Katwijk"},
            perspectives={"wijkverbinder": "Wijkverbinder", "observation": "Observatie"},
        ),
    )

    assert found is axes
    signs = [(text.get_text(), text.xy) for text in axes.texts[:5]]
    assert signs == [("●●", (0, 0)), ("◐", (0, 0)), ("–", (0, 0)), ("✗", (1, 0)), ("○4", (0, -1))]
    assert [text.get_color() == RED for text in axes.texts[:5]] == [False, False, False, True, False]
    assert texts(axes)[5] == "Katwijk"
    assert axes.get_xlabel() == (
        "● steunt   ◐ steunt en spreekt tegen   ✗ spreekt tegen   ○ zegt er niets over   – niet gevraagd"
    )


def test_a_grid_of_many_claims_is_spread_over_figures_that_fit_a_page():
    claims = {f"C{number}": "Iets" for number in range(45)}
    rows = pd.DataFrame({"claim": list(claims), "municipality": "katwijk", "perspective": "wethouder"})
    rows = rows.assign(**dict.fromkeys(["supporting", "divided", "countering", "silent", "not_asked"], 1))
    places = {"municipalities": {"katwijk": "Katwijk"}, "perspectives": {"wethouder": "Wethouder"}}
    labels = Labels(claims=claims, **places)

    figures = draw_triangulations(rows.iloc[:-1], labels)

    assert [len(figure.axes[0].get_yticks()) for figure in figures] == [15, 15, 14]
    assert all(figure.get_figheight() < 8.3 for figure in figures)
    plt.close("all")
    (nothing,) = draw_triangulations(rows.iloc[:0], labels)
    assert [words.get_text() for words in nothing.texts] == ["Er zijn nog geen conclusies."]


KINDS = ["supporting", "divided", "countering", "silent", "not_asked"]


def grid_of(cases):
    """One claim from one perspective in so many cases: two documents for it, one against."""
    rows = pd.DataFrame({"municipality": list(cases)}).assign(claim="C1", perspective="wethouder")
    return rows.assign(**dict(zip(KINDS, (2, 0, 1, 0, 0), strict=True)))


def test_more_cases_than_fit_beside_each_other_go_on_in_a_next_figure():
    cases = {f"x{number}": f"Geval {number}" for number in range(6)}
    perspectives = {name: name for name in ("wethouder", "b", "c", "d")}
    rows = pd.concat(grid_of(cases).assign(perspective=name) for name in perspectives)

    figures = draw_triangulations(
        rows, Labels(claims={"C1": "Iets"}, municipalities=cases, perspectives=perspectives, new_figure=Figure)
    )

    named = [[name for name in texts(figure.axes[0]) if name.startswith("Geval")] for figure in figures]
    assert named == [["Geval 0", "Geval 1", "Geval 2"], ["Geval 3", "Geval 4", "Geval 5"]]


def test_many_cases_are_added_up_to_a_bar_with_how_many_are_for_and_against():
    cases = {f"x{number}": f"Geval {number}" for number in range(7)}

    (figure,) = draw_triangulations(
        grid_of(cases),
        Labels(claims={"C1": "Iets"}, municipalities=cases, perspectives={"wethouder": "W"}, new_figure=Figure),
    )

    (axes,) = figure.axes
    assert texts(axes) == ["14", "/ 7"]
    assert [bar.get_width() for bar in axes.patches] == [14, 0, 7, 0, 0]
    assert set(WORDS["nl"]) == set(WORDS["en"])


def test_what_is_spoken_against_most_stands_on_top():
    rows = pd.DataFrame({"claim": ["C1", "C2", "C3"], "municipality": "x", "perspective": "p"})
    rows = rows.assign(**dict.fromkeys(KINDS, 0)).assign(countering=[0, 2, 1])
    labels = Labels(
        claims={claim: claim for claim in rows["claim"]},
        municipalities={"x": "Aardam"},
        perspectives={"p": "P"},
        new_figure=Figure,
    )

    (figure,) = draw_triangulations(rows, labels)

    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["C2", "C3", "C1"]
    assert (
        figure.get_suptitle().replace("\n", " ")
        == "Bij 2 van de 3 conclusies spreekt ten minste één interview of observatie tegen"
    )
