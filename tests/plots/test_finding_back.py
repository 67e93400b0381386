"""The picture of codes that come together is readable with no, a few and a hundred codes."""

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch.plots.finding_back import MOST, draw_co_occurrences
from wijkresearch.show.labels import Labels


def together(counts):
    """CO_OCCURRENCES with these pairs: in how many of nine interviews the two overlap."""
    names = ["code", "other", "respondents_overlap"]
    rows = pd.DataFrame([(*pair, count) for pair, count in counts.items()], columns=names)
    return rows.assign(overlap=rows["respondents_overlap"], interviews=9)


def drawn(counts):
    codes = dict.fromkeys([code for pair in counts for code in pair])
    labels = Labels(codes={code: f"Code {code}" for code in codes}, new_figure=Figure)
    return draw_co_occurrences(together(counts), labels)


def test_every_pair_stands_once_below_the_diagonal_and_the_title_says_which_come_together_most():
    figure = drawn({("a", "b"): 2, ("a", "c"): 5, ("b", "c"): 0})
    axes = figure.axes[0]
    assert figure.get_suptitle().replace("\n", " ") == (
        "‘Code a’ en ‘Code c’ komen het vaakst samen: in 5 van de 9 gesprekken"
    )
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Code c", "Code b"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["Code a", "Code c"]
    assert sorted(text.get_text() for text in axes.texts if text.get_text()) == ["2", "5"]


@pytest.mark.parametrize("counts", [{}, {("a", "b"): 0}])
def test_codes_that_never_come_together_are_said_in_words(counts):
    assert [text.get_text() for text in drawn(counts).texts] == ["Geen twee van deze codes komen samen."]


def test_of_a_hundred_codes_those_that_come_together_most_are_drawn_and_the_title_says_so():
    codes = [f"c{number:03}" for number in range(100)]
    figure = drawn({(one, other): 1 + (one == "c000") for one, other in pairwise(codes)})
    assert len(figure.axes[0].get_yticklabels()) == MOST - 1
    assert f"(de {MOST} codes die het meest samenkomen, van 100)" in figure.get_suptitle().replace("\n", " ")
    assert figure.get_figheight() < 12
