import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from wijkresearch.plots.conclusions import draw_all_verdicts, draw_verdicts
from wijkresearch.show.labels import Labels

COLUMNS = ["claim", "phase", "scope", "member", "verdict", "asked", "support", "counter", "cut_off"]
VERDICTS = pd.DataFrame(
    [
        ("C1", "derivation", "overall", "all", "supported", 5, 4, 1, 3),
        ("C1", "derivation", "municipality", "x", "not_supported", 3, 0, 0, 2),
        ("C1", "test", "overall", "all", "contradicted", 5, 0, 5, 3),
        ("A1", "derivation", "overall", "all", "mixed", 3, 2, 0, pd.NA),
    ],
    columns=COLUMNS,
)


@pytest.mark.parametrize("word", ["ondersteund", "niet gevonden", "balk: k van n", "streepje: de grens"])
def test_every_mark_in_the_grid_is_explained_under_it(word):
    axes = Figure().subplots()
    draw_verdicts(VERDICTS, axes, Labels(claims={"C1": "C1 Een."}, municipalities={"x": "Aardam"}))
    assert word in axes.get_xlabel()


def test_the_grid_is_explained_in_english():
    axes = Figure().subplots()
    draw_verdicts(VERDICTS, axes, Labels(claims={"C1": "C1 One."}, municipalities={"x": "Aardam"}, language="en"))
    assert axes.get_xlabel().startswith("● supported   ◐ partly supported")
    assert axes.get_xlabel().endswith("line: the cut-off of the rule")
    assert axes.get_xticklabels()[0].get_text() == "Together"


def test_the_grid_shows_k_of_n_of_the_derivation_cases_only():
    axes = Figure().subplots()
    draw_verdicts(
        VERDICTS, axes, Labels(claims={"C1": "C1 Een.", "A1": "A1 Antwoord."}, municipalities={"x": "Aardam"})
    )
    assert [text.get_text() for text in axes.texts] == ["●", "4/5", "○", "0/3", "±", "2/3"]


def test_more_claims_than_fit_on_a_page_go_on_in_a_second_figure_and_none_is_lost():
    claims = {f"C{number}": f"C{number} Een zin." for number in range(1, 31)}
    figures = draw_all_verdicts(VERDICTS, Labels(claims=claims, municipalities={"x": "Aardam"}))
    rows = [[label.get_text() for label in figure.axes[0].get_yticklabels()] for figure in figures]
    assert [len(part) for part in rows] == [15, 15]
    assert rows[0] + rows[1] == list(claims.values())
    assert max(figure.get_size_inches()[1] for figure in figures) < 10
    plt.close("all")


def test_many_cases_have_a_mark_each_beside_in_how_many_of_them_a_claim_is_supported():
    cases = {f"x{number}": f"Geval {number}" for number in range(7)}
    verdict = ["supported", "supported", "supported", "mixed", "contradicted", "insufficient", "not_supported"]
    rows = [
        ("C1", "derivation", "municipality", case, kind, 4, 2, 0, 3) for case, kind in zip(cases, verdict, strict=True)
    ]
    verdicts = pd.concat([VERDICTS[VERDICTS["scope"] == "overall"], pd.DataFrame(rows, columns=COLUMNS)])

    (figure,) = draw_all_verdicts(verdicts, Labels(claims={"C1": "C1 Een."}, municipalities=cases, new_figure=Figure))

    together, marks = ([text.get_text() for text in place.texts if text.get_text()] for place in figure.axes)
    assert together == ["●", "4/5", "3/7"]
    assert marks == ["●", "●", "●", "±", "✗", "?", "○"]
    assert [label.get_text() for label in figure.axes[1].get_xticklabels()] == list(cases.values())
    said = "Voor 1 van de 2 conclusies is er genoeg steun; in elke gemeente apart voor geen"
    assert figure.get_suptitle().replace("\n", " ") == said


def test_more_cases_than_fit_beside_each_other_go_on_in_a_next_figure_and_more_claims_too():
    cases = {f"x{number}": f"Geval {number}" for number in range(21)}
    claims = {f"C{number}": f"C{number} Een zin." for number in range(1, 30)}
    figures = draw_all_verdicts(VERDICTS, Labels(claims=claims, municipalities=cases, new_figure=Figure))
    shapes = [[len(place.get_xticks()) for place in figure.axes] for figure in figures]
    assert shapes == [[2, 11], [2, 10]] * 2


def test_the_conclusion_that_is_supported_in_most_cases_stands_on_top_and_one_without_a_verdict_last():
    rows = [
        *[(claim, "derivation", "overall", "all", "supported", 4, 3, 0, 2) for claim in ("C1", "C2", "C3")],
        *[("C2", "derivation", "municipality", case, "supported", 2, 2, 0, 1) for case in ("x", "y")],
        ("C3", "derivation", "municipality", "x", "supported", 2, 2, 0, 1),
    ]
    claims = {claim: f"{claim} Een zin." for claim in ("C0", "C1", "C2", "C3")}
    labels = Labels(claims=claims, municipalities={"x": "Aardam", "y": "Bosrade"}, new_figure=Figure)

    (figure,) = draw_all_verdicts(pd.DataFrame(rows, columns=COLUMNS), labels)

    assert [label.get_text()[:2] for label in figure.axes[0].get_yticklabels()] == ["C2", "C3", "C1", "C0"]
