"""Every picture of a study with one, a few or many cases can be read: no text on another one, none cut, none too tall.

The pictures are drawn from the tables of made-up studies, as the notebooks draw them, and measured as they were drawn.
"""

from dataclasses import replace

import pandas as pd
import pytest
import yaml
from examples import examples
from made_studies import example_claims, full_example, tables_of_claims
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from wijkresearch import Labels, case_sets, plots
from wijkresearch.analysis import Analysis
from wijkresearch.plots.sheet import plain_looks
from wijkresearch.plots.style import SETTINGS, TALLEST
from wijkresearch.privacy.release import release
from wijkresearch.show.contrasts import label_attributes

INTERVIEWS = {1: 5, 3: 3, 6: 3, 12: 2, max(40, examples(100)): 1}
"""Cases of each study that is drawn, and interviews of each of them: fewer where there are many, to take less time.

Six is the most that stands beside each other; with twelve and more every picture has its other form. Forty are more
than any picture has rows; where every example is tried there are a hundred.
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
    labels = replace(Labels.of(analysis.study), new_figure=on_a_canvas)
    return {
        **draw_selection(analysis),
        **draw_codings(analysis, labels),
        **draw_roles(analysis, labels),
        **draw_conclusions(analysis, labels),
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
        "01_similarity": plots.draw_similarity(values, pd.DataFrame(), **nothing),
        "01_controls": plots.draw_controls(
            ranges, places, labels=labels, unit="inwoners per km²", new_figure=on_a_canvas
        ),
    }


def draw_codings(analysis, labels):
    frequencies, documents = analysis.code_frequencies, list(analysis.study.documents["document"])
    most_given = analysis.most_given.set_index("code")["label_nl"].to_dict()
    return {
        "02_role_codes": plots.draw_code_maps(frequencies, labels, codes=labels.role_codes, documents=documents),
        "02_open_codes": plots.draw_code_maps(frequencies, labels, codes=most_given, documents=documents),
        "02_theory_counts": plots.draw_theory_maps(analysis.theory_counts, labels),
        "02_disagreements": plots.draw_all_disagreements(analysis.coded_passages, labels),
        "03_data_structure": plots.draw_data_structures(analysis.axial_counts, labels),
        "03_saturation": plots.draw_all_saturations(analysis.saturation.curve, labels),
    }


def draw_roles(analysis, labels):
    counts = analysis.role_counts
    printed = counts[counts["municipality"].isin(list(labels.municipalities)[:7])]
    printed = printed.assign(printed_dots=printed["dots"] + 0.5, agreement="impossible_as_printed")
    judged = [rows.query("member == 'all'") for rows in (analysis.connections, analysis.arrows)]
    return {
        "04_dots": plots.draw_dot_tables(counts, labels),
        "04_shares": plots.draw_share_charts(counts, labels),
        "04_published_comparison": plots.draw_published_tables(printed, labels),
        "04_connections": plots.draw_all_roles(*judged, labels, settings=analysis.study.settings),
        "04_role_pictures": plots.draw_role_pictures(*judged, labels, settings=analysis.study.settings),
    }


def draw_conclusions(analysis, labels):
    attributes = label_attributes(analysis.case_design["attribute"], analysis.study.settings["selection"])
    return {
        "05_case_contrasts": plots.draw_contrasts(analysis.case_contrasts, labels, attributes=attributes),
        "05_verdicts": plots.draw_all_verdicts(analysis.verdicts, labels),
        "05_triangulation": plots.draw_triangulations(analysis.sources.grid, labels),
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
        drawn = draw_all(replace(study, claims=tables_of_claims(claims, study.codebook)))
        faults = {stem: faults_of(figures) for stem, figures in drawn.items()}
    assert [stem for stem, figures in drawn.items() if not figures] == []
    assert {stem: found for stem, found in faults.items() if found} == {}


def test_a_text_on_another_one_and_a_text_that_is_cut_are_found():
    figure = Figure(figsize=(2, 1))
    for place, words in ((0.1, "eerste"), (0.15, "tweede"), (0.9, "derde woord")):
        figure.text(place, 0.5, words)
    assert faults_of([figure]) == [(1, "eerste", "tweede"), (1, "derde woord")]
    assert faults_of([Figure(figsize=(2, 17.6))]) == [17.6]
