import pandas as pd
import pytest

from wijkresearch.report.blocks import Figure, Paragraph
from wijkresearch.report.content import compose_report
from wijkresearch.report.figures import FINDINGS, take_figure, take_role_figure
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


def test_every_picture_of_the_report_has_a_finding():
    assert set(FINDINGS) | {"04_role_pictures"} == set(CAPTIONS["nl"])


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


JUDGED = pd.DataFrame(
    [
        ("all", "luisteraar", "buiten", 3, 4, "made"),
        ("all", "makelaar", "buiten", 1, 5, "hindered"),
        ("aardam", "makelaar", "buiten", 5, 5, "made"),
    ],
    columns=["member", "role", "world", "fulfilled", "passages", "judgement"],
)


def test_the_picture_of_a_role_says_what_becomes_of_it_over_all_cases_and_is_the_one_in_its_place(make_material):
    material = make_material(figures=["04_role_pictures_2"], **{"04_connections": JUDGED})

    (figure,) = take_role_figure(material, "makelaar")

    assert figure.caption.startswith("Makelaar: in de buiten wordt het contact meestal belemmerd. Boven hoe de rol")
    assert figure.alt == f"{figure.caption}. Buiten: belemmerd, 1 van 5."
    assert figure.name == "04_role_pictures-makelaar"
    assert list(take_role_figure(material, "luisteraar")) == []


def test_the_picture_of_a_role_that_cannot_be_drawn_again_says_that_its_words_are_not_english(make_material):
    material = make_material("en", figures=["04_role_pictures"], **{"04_connections": JUDGED})

    assert list(take_role_figure(material, "luisteraar"))[1:] == [KEPT]


GROUPED = pd.DataFrame(
    [("Binnen", "Thema A", "praat", 3), ("Buiten", "Thema B", "zwijgt", 1)],
    columns=["axial_category", "selective_theme", "code", "segments"],
)


def test_every_figure_of_the_data_structure_has_its_own_finding_in_the_language_of_the_report(make_material):
    figures = ("03_data_structure", "03_data_structure_2")
    material = make_material("en", figures=figures, **{"03_axial_counts": GROUPED})
    material = type(material)(**{**vars(material), "groups": {"Thema B": "Theme B", "Buiten": "Outside"}})

    first, second = take_figure(material, "03_data_structure")

    assert first.caption.startswith("‘Thema A’ rests most on ‘Binnen’: 100% of the codings. From left to right")
    assert second.caption == "‘Theme B’ rests most on ‘Outside’: 100% of the codings"
    drawn = dict(draw_pictures(material))
    assert [drawn[stem].axes[0].texts[-1].get_text() for stem in figures] == ["Thema A", "Theme B"]


def test_the_title_of_a_picture_is_the_beginning_of_its_caption(make_material):
    material = make_material("en", figures=["04_dots", "04_shares", "05_verdicts"])
    titles = {stem: figure.get_suptitle().replace("\n", " ") for stem, figure in draw_pictures(material)}

    for stem, title in titles.items():
        (figure,) = take_figure(material, stem)
        assert title
        assert figure.caption.startswith(f"{title}. ")
    assert len(titles) == 3
