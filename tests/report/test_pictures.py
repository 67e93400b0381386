import pandas as pd
import pytest

from wijkresearch.report.blocks import Figure, Paragraph
from wijkresearch.report.content import compose_report
from wijkresearch.report.pictures import PICTURES, can_draw, draw_pictures
from wijkresearch.report.words import CAPTIONS

KEPT = Paragraph("The words in this picture are in the language of the study.")
KINDS = ["supporting", "divided", "countering", "silent", "not_asked"]


def triangulated(claims):
    rows = pd.DataFrame({"claim": [f"C{number}" for number in range(claims)]})
    cells = {"municipality": "aardam", **dict.fromkeys(KINDS, 1)}
    return pd.concat(rows.assign(perspective=perspective, **cells) for perspective in ("melder", "observation"))


def test_every_picture_of_the_report_is_known():
    assert [stem for stem in CAPTIONS["en"] if stem not in PICTURES] == []


def test_a_picture_is_drawn_again_only_where_its_tables_are_there(make_material):
    assert can_draw(make_material("en"), "04_dots")
    assert not can_draw(make_material("en"), "04_connections")
    assert not can_draw(make_material("en"), "04_unknown")


def test_under_a_picture_that_cannot_be_drawn_again_stands_that_its_words_are_not_english(make_material):
    blocks = compose_report(make_material("en", figures=["04_published_comparison"]))
    (place,) = [number for number, block in enumerate(blocks) if isinstance(block, Figure)]
    assert blocks[place + 1] == KEPT
    assert KEPT not in compose_report(make_material("en"))
    assert KEPT.text not in str(compose_report(make_material("nl", figures=["04_published_comparison"])))


@pytest.mark.parametrize(("stem", "first"), [("05_triangulation", "C0"), ("05_triangulation_2", "C15")])
def test_a_picture_in_parts_is_drawn_part_by_part(make_material, stem, first):
    figures = ("05_triangulation", "05_triangulation_2")
    material = make_material("en", figures=figures, **{"05_triangulation": triangulated(30)})
    rows = pd.DataFrame({"claim": [f"C{number}" for number in range(30)]})
    rows = rows.assign(text_en="A claim.", text_nl="x", kind="prevalence")
    material = type(material)(**{**vars(material), "claims": rows, "perspectives": {"melder": "Melder"}})
    (axes,) = dict(draw_pictures(material))[stem].axes
    assert axes.get_yticklabels()[0].get_text() == f"{first} A claim."
    assert [tick.get_text() for tick in axes.get_xticklabels()][:2] == ["Melder", "Observation"]
