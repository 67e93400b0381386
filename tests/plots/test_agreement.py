"""Pictures of rigour hold what their tables say and nothing else."""

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from wijkresearch.errors import StudyError
from wijkresearch.plots.agreement import (
    WORDS,
    draw_agreement,
    draw_all_disagreements,
    draw_disagreement_strip,
    draw_disagreement_strips,
)
from wijkresearch.show.labels import Labels


def texts(place):
    return [text.get_text() for text in place.texts]


PASSAGES = pd.DataFrame(
    [
        ("D1", 100, "A", "fikser", 10, 20, 1.0),
        ("D1", 100, "B", "fikser", 10, 20, 1.0),
        ("D1", 100, "A", "bemiddelaar", 50, 70, 0.4),
    ],
    columns=["document", "characters", "coder", "code", "start", "end", "agreed"],
)
CODERS = {"A": "Eerste codeur", "B": "Tweede codeur"}
CODES = {"fikser": "Fikser", "bemiddelaar": "Bemiddelaar"}


def bars(place):
    return [
        (*bar.get_paths()[0].get_extents().extents.round(2).tolist(), bar.get_hatch())
        for bar in place.collections
        if isinstance(bar, PolyCollection)
    ]


def test_the_passages_of_the_first_coder_stand_above_those_of_the_second(axes):
    assert draw_disagreement_strip(PASSAGES, axes, coders=CODERS, codes=CODES) is axes

    first, other, second = bars(axes)
    assert list(first[:4]) == [10, 0.03, 20, 0.37]
    assert list(second[:4]) == [10, -0.37, 20, -0.03]
    assert list(other[:4]) == [50, -0.97, 70, -0.63]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Fikser", "Bemiddelaar"]


def test_only_a_passage_that_both_coded_alike_is_filled(axes):
    draw_disagreement_strip(PASSAGES, axes, coders=CODERS, codes=CODES)

    assert [bar[4] for bar in bars(axes)] == [None, "////", None]


THIRD = pd.DataFrame([("D1", 100, "C", "fikser", 12, 18, 0.5)], columns=PASSAGES.columns)


def test_a_strip_has_a_lane_for_each_of_three_coders_in_their_order_and_colour(pair_of_axes):
    three = pd.concat([PASSAGES, THIRD])
    draw_disagreement_strips(three, pair_of_axes, coders={**CODERS, "C": "Derde", "D": "Niemand"}, codes=CODES)

    lanes = [bar[1:4:2] for bar in bars(pair_of_axes[0]) if bar[0] != 50]
    assert lanes == [(0.15, 0.38), (-0.11, 0.11), (-0.38, -0.15)]
    (legend,) = pair_of_axes[0].figure.legends
    named = [(text.get_text(), handle.get_facecolor()) for text, handle in zip(
        legend.get_texts(), legend.legend_handles, strict=True
    )]  # fmt: skip
    assert [name for name, _ in named] == [
        "Eerste codeur", "Tweede codeur", "Derde", "gearceerd: (deels) niet door alle codeurs gecodeerd",
    ]  # fmt: skip
    assert len({colour for _, colour in named}) == 4


def test_more_coders_than_there_are_colours_still_have_a_lane_each(axes):
    coders = {f"K{number}": f"Codeur {number}" for number in range(8)}
    rows = [("D1", 100, coder, "fikser", 10, 20, 1.0) for coder in coders]

    draw_disagreement_strip(pd.DataFrame(rows, columns=PASSAGES.columns), axes, coders=coders, codes=CODES)

    tops = [bar[3] for bar in bars(axes)]
    assert len(set(tops)) == 8
    assert tops == sorted(tops, reverse=True)


def test_a_strip_is_of_one_document(axes):
    two = pd.concat([PASSAGES, PASSAGES.assign(document="D2")])

    with pytest.raises(StudyError) as problem:
        draw_disagreement_strip(two, axes, coders=CODERS, codes=CODES)

    assert str(problem.value) == "1 problem:\n  disagreement strip: documents D1, D2; expected one document."


def test_a_code_that_nobody_gave_in_the_document_takes_no_row(axes):
    draw_disagreement_strip(PASSAGES, axes, coders=CODERS, codes={"elders": "Elders", **CODES})

    assert [label.get_text() for label in axes.get_yticklabels()] == ["Fikser", "Bemiddelaar"]


def test_every_document_has_its_own_strip(pair_of_axes):
    two = pd.concat([PASSAGES, PASSAGES.iloc[:2].assign(document="D2")])

    draw_disagreement_strips(two, pair_of_axes, coders=CODERS, codes=CODES)

    assert [place.get_title(loc="left") + place.get_title() for place in pair_of_axes] == ["D1", "D2"]
    assert [len(bars(place)) for place in pair_of_axes] == [3, 2]


def test_under_the_strips_stands_whose_bar_is_which_and_what_hatching_means(pair_of_axes):
    draw_disagreement_strips(PASSAGES, pair_of_axes, coders=CODERS, codes=CODES)

    (legend,) = pair_of_axes[0].figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        "Eerste codeur",
        "Tweede codeur",
        "gearceerd: (deels) niet door alle codeurs gecodeerd",
    ]
    assert [place.get_xlabel() for place in pair_of_axes] == ["teken in het document", ""]
    assert [place.axison for place in pair_of_axes] == [True, False]


def test_without_a_document_that_both_coded_there_is_no_strip_and_no_key(pair_of_axes):
    draw_disagreement_strips(PASSAGES.iloc[:0], pair_of_axes, coders={"A": "Enige codeur"}, codes=CODES)

    assert [place.axison for place in pair_of_axes] == [False, False]
    assert pair_of_axes[0].figure.legends == []


def test_a_code_without_a_coefficient_says_so_and_keeps_its_percentage(axes):
    rows = pd.DataFrame(
        [("fikser", 0.72, 0.55, 0.86, 0.91), ("bemiddelaar", float("nan"), float("nan"), float("nan"), 1.0)],
        columns=["code", "alpha", "low", "high", "percent"],
    )

    assert draw_agreement(rows, axes, Labels(codes=CODES)) is axes

    assert texts(axes) == ["91,0%", "niet te bepalen", "100,0%", "gelijk"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Fikser", "Bemiddelaar"]
    interval, point = axes.get_lines()[:2]
    assert list(interval.get_xdata()) == [0.55, 0.86]
    assert list(point.get_xdata()) == [0.72]


def test_pictures_of_rigour_have_english_words(axes):
    rows = pd.DataFrame([("fikser", 0.5, 0.2, 0.8, 0.915)], columns=["code", "alpha", "low", "high", "percent"])
    draw_agreement(rows, axes, Labels(codes=CODES, language="en"))
    assert axes.xaxis.get_major_formatter()(0.2, 0) == "0.2"

    assert texts(axes) == ["91.5%", "equal"]
    assert axes.get_xlabel() == "Krippendorff's α (nominal) with 95% interval"
    assert set(WORDS["nl"]) == set(WORDS["en"])


def test_an_interval_far_below_zero_is_not_cut_off(axes):
    rows = pd.DataFrame([("fikser", -0.5, -0.9, 0.1, 0.2)], columns=["code", "alpha", "low", "high", "percent"])

    draw_agreement(rows, axes, Labels(codes={"fikser": "Fikser"}))

    assert axes.get_xlim()[0] < -0.9


def test_more_documents_than_fit_on_a_page_go_on_in_a_next_figure():
    many = pd.concat([PASSAGES.assign(document=f"D{number}") for number in range(1, 9)])

    figures = draw_all_disagreements(many, Labels(coders=CODERS, role_codes=CODES, new_figure=Figure))

    named = [[place.get_title() for place in figure.axes] for figure in figures]
    assert named == [["D1", "D2", "D3", "D4"], ["D5", "D6", "D7", "D8"]]
    assert all(6.4 < figure.get_figheight() < 7 for figure in figures)


def test_without_a_document_that_both_coded_there_is_one_empty_figure():
    (figure,) = draw_all_disagreements(PASSAGES.iloc[:0], Labels(coders=CODERS, role_codes=CODES, new_figure=Figure))

    assert [place.axison for place in figure.axes] == [False]
