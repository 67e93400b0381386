from io import BytesIO
from itertools import combinations

import pandas as pd
import pytest
from matplotlib import rc_context
from pypdf import PdfReader

from wijkresearch.plots.praatplaat import can_fold, draw_praatplaat
from wijkresearch.plots.sheet import sheet_as_svg, sheets_as_pdf
from wijkresearch.show.praatplaat_words import EXPLAINED, STEPS, WORDS
from wijkresearch.tables.connections import JUDGEMENTS

MM = 72 / 25.4
FOLDS = (60.0, 237.0)
STRIP = (120.0, 177.0)
SETTINGS = {
    "notice": "Dit onderzoek is verzonnen.",
    "roles": [{"id": "luisteraar", "label_nl": "Luisteraar"}, {"id": "makelaar", "label_nl": "Makelaar"}],
    "worlds": [{"id": "buiten", "label_nl": "Buitenwereld"}, {"id": "binnen", "label_nl": "Binnenwereld"}],
    "actors": [
        {"id": "buur", "label_nl": "Buur", "world": "buiten"},
        {"id": "schakel", "label_nl": "Schakel"},
        {"id": "klerk", "label_nl": "Klerk", "world": "binnen"},
    ],
    "goals": [{"role": "luisteraar", "world": "buiten", "text_nl": "een luisterend oor"}],
}
CONNECTIONS = pd.DataFrame(
    [
        ("luisteraar", "buiten", 3, 4, "made"),
        ("luisteraar", "binnen", 1, 5, "hindered"),
        ("makelaar", "buiten", 0, 0, "nobody_coded"),
        ("makelaar", "binnen", 1, 2, "mixed"),
    ],
    columns=["role", "world", "fulfilled", "passages", "judgement"],
)


def crowded(roles=6):
    """A study with more and longer names than a sheet likes."""
    ids = [f"rol_{number}" for number in range(roles)]
    worlds = [world["id"] for world in SETTINGS["worlds"]]
    long = "een heel lang antwoord op een vraag over de verantwoordelijkheid van de gemeente"
    settings = {
        **SETTINGS,
        "notice": "Deze gesprekken zijn verzonnen om te laten zien hoe de software werkt; " * 2,
        "roles": [{"id": role, "label_nl": "Verantwoordelijke tussenpersoon"} for role in ids],
        "goals": [{"role": role, "world": world, "text_nl": long} for role in ids for world in worlds],
        "actors": [
            {**actor, "label_nl": name}
            for actor, name in zip(
                SETTINGS["actors"], ("Wijkbewoner", "Gebiedsverbinder", "Beleidsmedewerker"), strict=True
            )
        ],
    }
    cells = [(role, world) for role in ids for world in worlds]
    rows = [(role, world, 88, 188, JUDGEMENTS[number % len(JUDGEMENTS)]) for number, (role, world) in enumerate(cells)]
    return pd.DataFrame(rows, columns=CONNECTIONS.columns), settings


SHEETS = {
    "small": (CONNECTIONS, "Aardam", SETTINGS),
    "four roles": (crowded(4)[0], "Nieuw-Langzaam-Aan-Veen en Omstreken aan de Rivier", crowded(4)[1]),
    "crowded": (crowded()[0], "Nieuw-Langzaam-Aan-Veen en Omstreken aan de Rivier", crowded()[1]),
}
in_every_language = pytest.mark.parametrize("language", ["nl", "en"])
every_sheet = pytest.mark.parametrize("known", SHEETS.values(), ids=SHEETS)


def sheets(known, language="nl"):
    connections, place, settings = known
    return draw_praatplaat(connections, place=place, settings=settings, language=language)


def written(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def boxes(figure):
    """Every text with its bounds in millimetres: left, top, right, bottom."""
    figure.draw_without_rendering()
    unit = figure.dpi / 25.4
    height = figure.bbox.height / unit
    found = [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts]
    return [
        (words, (box.x0 / unit, height - box.y1 / unit, box.x1 / unit, height - box.y0 / unit)) for words, box in found
    ]


def words_between(figure, left, right):
    """The words whose middle lies between two places, in the order of writing, as one sentence."""
    return " ".join(words for words, (x0, _, x1, _) in boxes(figure) if left < (x0 + x1) / 2 < right)


def test_inside_each_role_has_its_judgement_and_its_passages_towards_both_sides():
    inside, _ = sheets(SHEETS["small"])

    assert "Luisteraar" in words_between(inside, *STRIP)
    left, right = words_between(inside, FOLDS[0], STRIP[0]), words_between(inside, STRIP[1], FOLDS[1])
    assert "komt tot stand gelukt in 3 van de 4 passages niet gecodeerd geen passages" in left
    assert "belemmerd gelukt in 1 van de 5 passages wisselend gelukt in 1 van de 2 passages" in right
    assert "een luisterend oor" in words_between(inside, 0, FOLDS[0])


def test_the_signs_are_those_of_the_judgements_at_the_height_of_their_role():
    inside, _ = sheets(SHEETS["small"])

    large = [line for line in inside.axes[0].get_lines() if line.get_marker() == "o" and line.get_markersize() > 20]
    signs = {(line.get_xdata()[0], line.get_ydata()[0]): line.get_fillstyle() for line in large}
    assert signs == {(90.0, 73.0): "full", (207.0, 73.0): "full", (90.0, 137.0): "full", (207.0, 137.0): "left"}


def test_the_link_and_the_roles_stay_in_sight_when_the_doors_are_closed():
    inside, _ = sheets(SHEETS["small"])

    seen = words_between(inside, *STRIP)
    assert seen == "Aardam Schakel Luisteraar Makelaar Welke rol is van u?"
    assert (2 * FOLDS[0], 297 - 2 * FOLDS[0]) == STRIP


def test_in_english_labels_goals_and_notice_are_the_english_ones_of_the_study_where_it_has_them():
    settings = {
        **SETTINGS,
        "notice_en": "This study is made up.",
        "actors": [{**SETTINGS["actors"][0], "label_en": "Neighbour"}, *SETTINGS["actors"][1:]],
        "goals": [{**SETTINGS["goals"][0], "text_en": "an ear that listens"}],
    }
    inside, outside = sheets((CONNECTIONS, "Aardam", settings), "en")

    seen, read = words_between(inside, 0, 297), words_between(outside, 0, 297)
    assert words_between(inside, *STRIP) == "Aardam Schakel Luisteraar Makelaar Which role is yours?"
    assert "made made in 3 of 4 passages" in seen
    assert "an ear that listens" in seen
    assert "This study is made up." in seen
    assert "← Neighbour" in read
    assert "11 passages from interviews and observations" in read
    assert SETTINGS["notice"] not in seen + read


@pytest.mark.parametrize("words", [EXPLAINED, WORDS], ids=["signs", "words"])
def test_whatever_the_sheet_says_in_dutch_it_says_in_english_in_other_words(words):
    assert list(words["nl"]) == list(words["en"])
    assert {name for name in words["nl"] if words["nl"][name] == words["en"][name]} <= {"name"}
    assert len(STEPS["nl"]) == len(STEPS["en"])


def test_outside_each_door_shows_the_side_that_it_opens():
    """The sheet is turned over: what closes from the left is printed on the right."""
    _, outside = sheets(SHEETS["small"])

    assert "← Buur" in words_between(outside, FOLDS[1], 297)
    assert "Klerk →" in words_between(outside, 0, FOLDS[0])
    title = words_between(outside, FOLDS[1], 297)
    assert title.endswith("PRAATPLAAT Waar komt het contact tot stand? Aardam")


def test_outside_an_empty_circle_lies_on_each_door_at_the_height_of_every_role():
    inside, outside = sheets(SHEETS["small"])

    circles = [line for line in outside.axes[0].get_lines() if line.get_markersize() == 44]
    assert sorted((line.get_xdata()[0], line.get_ydata()[0]) for line in circles) == [
        (30.0, 73.0), (30.0, 137.0), (267.0, 73.0), (267.0, 137.0),
    ]  # fmt: skip
    assert {line.get_markerfacecolor() for line in circles} == {"white"}
    assert inside.get_size_inches() == pytest.approx(outside.get_size_inches())


def test_outside_every_sign_is_explained_with_what_the_sheet_rests_on():
    _, outside = sheets(SHEETS["small"])

    explained = words_between(outside, *FOLDS)
    for words in ("komt tot stand", "belemmerd", "niet ingeroepen", "wisselend", "niet gecodeerd"):
        assert words in explained
    assert "11 passages uit gesprekken en observaties" in explained
    assert "sla om over de korte kant" in explained


@pytest.mark.parametrize("page", [0, 1])
def test_both_pages_carry_the_notice_of_the_study(page):
    said = " ".join(written(sheets(SHEETS["small"])[page]))
    assert SETTINGS["notice"] in said
    silent = {key: value for key, value in SETTINGS.items() if key != "notice"}
    assert "verzonnen" not in " ".join(written(sheets((CONNECTIONS, "Aardam", silent))[page]))


@pytest.mark.parametrize("page", [0, 1])
def test_the_fold_lines_run_over_the_height_of_both_pages(page):
    figure = sheets(SHEETS["small"])[page]

    lines = [line for line in figure.axes[0].get_lines() if list(line.get_ydata()) == [5, 205]]
    assert [list(line.get_xdata()) for line in lines] == [[60, 60], [237, 237]]


@every_sheet
@in_every_language
@pytest.mark.parametrize("page", [0, 1])
def test_no_text_leaves_the_paper_that_a_printer_reaches_or_crosses_a_fold(known, language, page):
    found = boxes(sheets(known, language)[page])

    outside = [words for words, (x0, y0, x1, y1) in found if min(x0, y0) < 5 or x1 > 292 or y1 > 205]
    assert outside == []
    crossing = [words for words, (x0, _, x1, _) in found for fold in FOLDS if x0 < fold < x1]
    assert crossing == []
    if page == 0:
        assert [words for words, (x0, _, x1, _) in found for side in STRIP if x0 < side < x1] == []


@every_sheet
@in_every_language
@pytest.mark.parametrize("page", [0, 1])
def test_no_text_stands_on_another_text(known, language, page):
    found = [(words, box) for words, box in boxes(sheets(known, language)[page]) if words]

    on_another = [
        (words, others)
        for (words, (a0, b0, a1, b1)), (others, (c0, d0, c1, d1)) in combinations(found, 2)
        if min(a1, c1) - max(a0, c0) > 0.1 and min(b1, d1) - max(b0, d0) > 0.6
    ]
    assert on_another == []


def test_letters_are_large_enough_to_read_from_a_table():
    for figure in sheets(SHEETS["small"]):
        assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 8.5


def test_the_pdf_has_two_pages_of_a4_on_its_side():
    pages = PdfReader(BytesIO(sheets_as_pdf(sheets(SHEETS["small"]), title="Praatplaat Aardam"))).pages

    sizes = [(float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) for page in pages]
    assert sizes == [pytest.approx((297, 210), abs=0.01)] * 2
    assert "Luisteraar" in pages[0].extract_text()
    assert "Zo leest u deze plaat" in pages[1].extract_text()


def test_the_same_table_gives_the_same_bytes_whatever_the_style_of_the_notebook():
    first = sheets(SHEETS["small"])
    notebook = {"font.family": "serif", "text.color": "red", "lines.scale_dashes": False, "savefig.bbox": "tight"}
    with rc_context(notebook):
        again = sheets(SHEETS["small"])
        styled = sheets_as_pdf(again, title="x"), *(sheet_as_svg(sheet, title="x") for sheet in again)
    plain = sheets_as_pdf(first, title="x"), *(sheet_as_svg(sheet, title="x") for sheet in first)

    assert styled == plain


@pytest.mark.parametrize("changed", [{"actors": SETTINGS["actors"][:2]}, {"actors": []}, {"roles": []}])
def test_a_sheet_folds_around_two_actors_with_a_world_and_one_that_links_them(changed):
    assert can_fold(SETTINGS)
    assert not can_fold({**SETTINGS, **changed})
