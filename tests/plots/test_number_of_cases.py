"""Every picture of a study with one, a few or many cases can be read: no text on another one, none cut, none too tall.

The pictures are drawn from the tables of made-up studies, as the notebooks draw them, and measured as they were drawn.
"""

from dataclasses import replace

import pandas as pd
import pytest
import yaml
from made_studies import example_claims, full_example
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from wijkresearch import case_sets
from wijkresearch.analysis import Analysis
from wijkresearch.io.claims import read_claims
from wijkresearch.plots import agreement as reading_pictures
from wijkresearch.plots import axial_grouping as axial_pictures
from wijkresearch.plots import case_selection as selection_pictures
from wijkresearch.plots import coding as code_pictures
from wijkresearch.plots import conclusions as verdict_pictures
from wijkresearch.plots import connections as connection_pictures
from wijkresearch.plots import role_tables as role_pictures
from wijkresearch.plots import saturation as saturation_pictures
from wijkresearch.plots import triangulation as source_pictures
from wijkresearch.plots.sheet import plain_looks
from wijkresearch.plots.style import SETTINGS, TALLEST
from wijkresearch.privacy.release import release
from wijkresearch.show.reading import shorten

INTERVIEWS = {1: 5, 3: 3, 6: 3, 12: 2, 100: 1}
"""Cases of each study that is drawn, and interviews of each of them: fewer where there are many, to take less time.

Six is the most that stands beside each other; with twelve and a hundred every picture has its other form.
"""
PAGES = 2
"""Figures of each picture that are measured at the most: the last ones; those before them have the same form."""
NARROWER = 1.0
"""Pixels (0.7 point) that the box around a text is larger than its letters on each side."""


def on_a_canvas(**known):
    """An empty figure that can be drawn, as that of a notebook can: what does not fit its layout is a warning then."""
    figure = Figure(**known)
    FigureCanvasAgg(figure)
    return figure


def draw_all(study):
    """The pictures of all steps, as the notebooks draw them."""
    analysis = Analysis(release(study))
    return {
        **draw_selection(analysis),
        **draw_codings(analysis),
        **draw_roles(analysis),
        **draw_conclusions(analysis),
    }


def draw_selection(analysis):
    """Where a study's cases stand among 342 candidates of twelve regions; those of one case cannot be compared."""
    cases = analysis.study.municipalities["name"]
    rows = [(f"Kandidaat {n}", f"Provincie {n % 12}", 15 + n % 37, float(10 + n * n % 5003)) for n in range(342)]
    frame = pd.DataFrame(rows, columns=["municipality", "province", "council_seats", "density_total"])
    frame.loc[range(0, 3 * len(cases), 3), "municipality"] = list(cases)
    compared = case_sets.compare_candidates(
        frame, id_column="municipality", controls=["council_seats", "density_total"]
    )
    values = case_sets.list_control_values(compared, list(cases))
    places = case_sets.locate_candidates(frame, list(cases), on="density_total")
    labels = {"council_seats": "raadszetels", "density_total": "inwoners per km² (land en water)"}
    nothing = {"set_ranks": pd.DataFrame(), "labels": labels, "new_figure": on_a_canvas}
    ranges = pd.DataFrame(
        {
            "control": list(labels),
            "standardised_range": [1.5, 0.9],
            "unbalanced": [True, False],
            "lowest": [23, 2149.8],
            "highest": [35, 3540.7],
            "lowest_case": cases.iloc[0],
            "highest_case": cases.iloc[-1],
        }
    )
    return {
        "01_similarity": selection_pictures.draw_similarity(values, pd.DataFrame(), **nothing),
        "01_controls": selection_pictures.draw_controls(
            ranges, places, labels=labels, unit="inwoners per km²", new_figure=on_a_canvas
        ),
    }


def draw_codings(analysis):
    study = analysis.study
    every_label = study.codebook.set_index("code")["label_nl"].to_dict()
    applied = study.codebook.dropna(subset=["role", "world"])["code"]
    labels = {code: every_label[code] for code in applied}
    known = {
        "documents": list(study.documents["document"]),
        "municipalities": study.municipality_names,
        "new_figure": on_a_canvas,
    }
    open_labels = analysis.most_given.set_index("code")["label_nl"].to_dict()
    titles = {"all": "Alle gemeenten", **study.municipality_names}
    return {
        "02_role_codes": code_pictures.draw_code_maps(analysis.code_frequencies, labels=labels, **known),
        "02_open_codes": code_pictures.draw_code_maps(analysis.code_frequencies, labels=open_labels, **known),
        "02_disagreements": reading_pictures.draw_all_disagreements(
            analysis.coded_passages, coders=study.labels("coders"), codes=labels, new_figure=on_a_canvas
        ),
        "03_data_structure": axial_pictures.draw_data_structures(
            analysis.axial_counts, labels=every_label, new_figure=on_a_canvas
        ),
        "03_saturation": saturation_pictures.draw_all_saturations(
            analysis.saturation.curve, titles=titles, new_figure=on_a_canvas
        ),
    }


def draw_roles(analysis):
    study = analysis.study
    labels = {name: study.labels(name) for name in ("roles", "worlds")}
    known = {**labels, "municipalities": study.municipality_names, "new_figure": on_a_canvas}
    counts = analysis.role_counts
    printed = counts[counts["municipality"].isin(list(study.municipality_names)[:7])]
    printed = printed.assign(printed_dots=printed["dots"] + 0.5, agreement="impossible_as_printed")
    judged = [rows.query("member == 'all'") for rows in (analysis.connections, analysis.arrows)]
    return {
        "04_dots": role_pictures.draw_dot_tables(counts, **known),
        "04_shares": role_pictures.draw_share_charts(counts, **known),
        "04_published_comparison": role_pictures.draw_published_tables(printed, **known),
        "04_connections": connection_pictures.draw_all_roles(
            *judged, roles=labels["roles"], settings=study.settings, new_figure=on_a_canvas
        ),
    }


def draw_conclusions(analysis):
    study = analysis.study
    known = {
        "claims": shorten(study.claims["claims"].set_index("claim")["text_nl"], 78),
        "municipalities": study.municipality_names,
        "new_figure": on_a_canvas,
    }
    perspectives = {**study.labels("perspectives"), "observation": "Observatie"}
    return {
        "05_verdicts": verdict_pictures.draw_all_verdicts(analysis.verdicts, **known),
        "05_triangulation": source_pictures.draw_triangulations(
            analysis.sources.grid, perspectives=perspectives, **known
        ),
    }


def texts_of(figure):
    """Every text that is drawn, with the box of its letters in pixels."""
    found = []
    draw = Text.draw

    def note(text, *rest, **known):
        if text.get_visible() and text.get_text().strip():
            found.append(text)
        return draw(text, *rest, **known)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", note)
        figure.draw_without_rendering()
    return [(text.get_text(), text.get_window_extent()) for text in dict.fromkeys(found)]


def overlapping(texts):
    """Pairs of texts whose letters meet; neighbours are found by sorting, so that a large picture takes no time."""
    boxes = sorted(
        (box.x0 + NARROWER, box.x1 - NARROWER, box.y0 + NARROWER, box.y1 - NARROWER, text) for text, box in texts
    )
    met = []
    for place, (_, right, low, high, text) in enumerate(boxes):
        for left, _, other_low, other_high, other in boxes[place + 1 :]:
            if left >= right:
                break
            if other_low < high and low < other_high:
                met.append((text, other))
    return met


def cut_off(figure, texts):
    """Texts of which a part lies outside the figure."""
    width, height = figure.bbox.size
    return [
        text
        for text, box in texts
        if box.x0 < -NARROWER or box.y0 < -NARROWER or box.x1 > width + NARROWER or box.y1 > height + NARROWER
    ]


def faults_of(figures):
    """What cannot be read in one picture: the height of a figure that is too tall, and texts that do not stand free."""
    faults = [figure.get_figheight() for figure in figures if figure.get_figheight() > TALLEST]
    for number, figure in enumerate(figures[-PAGES:], start=1):
        texts = texts_of(figure)
        faults += [(number, *texts) for texts in overlapping(texts)] + [
            (number, text) for text in cut_off(figure, texts)
        ]
    return faults


@pytest.mark.parametrize("cases", INTERVIEWS)
def test_every_picture_can_be_read_with_any_number_of_cases(cases, tmp_path):
    study = full_example(cases, interviews=INTERVIEWS[cases])
    claims = tmp_path / "claims.yml"
    claims.write_text(yaml.safe_dump(example_claims(study)), encoding="utf-8")
    with plain_looks(SETTINGS):
        drawn = draw_all(replace(study, claims=read_claims(claims, study.codebook)))
        faults = {stem: faults_of(figures) for stem, figures in drawn.items()}
    assert [stem for stem, figures in drawn.items() if not figures] == []
    assert {stem: found for stem, found in faults.items() if found} == {}


def test_a_text_on_another_one_and_a_text_that_is_cut_are_found():
    figure = Figure(figsize=(2, 1))
    for place, words in ((0.1, "eerste"), (0.15, "tweede"), (0.9, "derde woord")):
        figure.text(place, 0.5, words)
    assert faults_of([figure]) == [(1, "eerste", "tweede"), (1, "derde woord")]
    assert faults_of([Figure(figsize=(2, 17.6))]) == [17.6]
