"""The pictures of the notebooks drawn again from the same finished tables, in the language of the report.

In Dutch each is the picture that the notebook wrote, to the byte; a test holds the two together. A picture that is not
here stays as the notebook drew it, in the language of the study.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.io.store import name_parts
from wijkresearch.plots.agreement import draw_all_agreement, draw_all_disagreements
from wijkresearch.plots.axial_grouping import draw_data_structures
from wijkresearch.plots.case_selection import draw_similarity
from wijkresearch.plots.coding import draw_code_maps
from wijkresearch.plots.conclusions import draw_all_verdicts
from wijkresearch.plots.connections import draw_all_roles, draw_role_pictures
from wijkresearch.plots.contrasts import draw_contrasts
from wijkresearch.plots.role_tables import draw_dot_tables, draw_published_tables, draw_share_charts
from wijkresearch.plots.saturation import draw_all_saturations
from wijkresearch.plots.theory import draw_theory_maps
from wijkresearch.plots.triangulation import draw_triangulations
from wijkresearch.report.material import Material
from wijkresearch.show.case_selection import label_controls
from wijkresearch.show.contrasts import label_attributes
from wijkresearch.show.labels import Labels

PART = re.compile(r"(?<=[a-z])_(\d+)$")


def can_draw(material: Material, stem: str) -> bool:
    """Can the picture with this stem be drawn again: is it known here, and are its tables there?"""
    known = PICTURES.get(PART.sub("", stem))
    return known is not None and all(name in material.tables for name in known[1])


def draws_nothing(material: Material, stem: str) -> bool:
    """Is there nothing in the tables of this picture, such as printed cells of a study that printed none?"""
    _, names = PICTURES.get(stem, (None, ()))
    made_from = [material.tables[name] for name in names if name in material.tables]
    return bool(made_from) and all(table.empty for table in made_from)


def draw_pictures(material: Material) -> Iterator[tuple[str, Figure]]:
    """The pictures of the notebooks that can be drawn again, in the language of the material, each with its stem.

    Args:
        material: everything that the report is made of.
    """
    labels = replace(material.labels, new_figure=Figure)
    for stem in [stem for stem in PICTURES if stem in material.figures and can_draw(material, stem)]:
        draw, _ = PICTURES[stem]
        yield from zip(name_parts(stem), draw(material, labels), strict=False)


Drawing = Callable[[Material, Labels], list[Figure]]


def _similarity(material: Material, labels: Labels) -> list[Figure]:
    tables = material.tables
    return draw_similarity(
        tables["01_control_values"],
        tables["01_value_counts"],
        set_ranks=tables["01_set_rank"],
        labels=label_controls(material.settings["selection"], language=labels.language),
        language=labels.language,
        new_figure=Figure,
    )


def _role_codes(material: Material, labels: Labels) -> list[Figure]:
    documents = list(material.tables["02_document_codings"]["document"])
    frequencies = material.tables["02_code_frequencies"]
    return draw_code_maps(frequencies, labels, codes=labels.role_codes, documents=documents)


def _connections(draw: Callable[..., list[Figure]]) -> tuple[Drawing, tuple[str, ...]]:
    """How a picture is drawn of the connections over all cases together."""
    names = ("04_connections", "04_arrows")

    def drawing(material: Material, labels: Labels) -> list[Figure]:
        judged, arrows = (rows[rows["member"] == "all"] for rows in map(material.tables.__getitem__, names))
        return draw(judged, arrows, labels, settings=material.settings)

    return drawing, names


def _data_structure(material: Material, labels: Labels) -> list[Figure]:
    return draw_data_structures(name_groups(material), labels)


def name_groups(material: Material) -> pd.DataFrame:
    """AXIAL_COUNTS with its categories and themes in the language of the material."""
    counts = material.tables["03_axial_counts"]
    named = {name: counts[name].map(material.group) for name in ("axial_category", "selective_theme")}
    return counts.assign(**named)


def _contrasts(material: Material, labels: Labels) -> list[Figure]:
    names, selection = material.tables["05_case_design"]["attribute"], material.settings["selection"]
    attributes = label_attributes(names, selection, language=labels.language)
    return draw_contrasts(material.tables["05_case_contrasts"], labels, attributes=attributes)


def _from(table: str, draw: Callable[[pd.DataFrame, Labels], list[Figure]]) -> tuple[Drawing, tuple[str, ...]]:
    """How a picture is drawn of which one table is enough."""
    return lambda material, labels: draw(material.tables[table], labels), (table,)


PICTURES: Mapping[str, tuple[Drawing, tuple[str, ...]]] = {
    "01_similarity": (_similarity, ("01_control_values", "01_value_counts", "01_set_rank")),
    "02_agreement": _from("differing", draw_all_agreement),
    "02_disagreements": _from("coded_passages", draw_all_disagreements),
    "02_role_codes": (_role_codes, ("02_code_frequencies", "02_document_codings")),
    "02_theory_counts": _from("02_theory_counts", draw_theory_maps),
    "03_data_structure": (_data_structure, ("03_axial_counts",)),
    "03_saturation": _from("03_saturation_curve", draw_all_saturations),
    "04_connections": _connections(draw_all_roles),
    "04_dots": _from("04_role_counts", draw_dot_tables),
    "04_published_comparison": _from("04_published_comparison", draw_published_tables),
    "04_role_pictures": _connections(draw_role_pictures),
    "04_shares": _from("04_role_counts", draw_share_charts),
    "05_case_contrasts": (_contrasts, ("05_case_contrasts", "05_case_design")),
    "05_triangulation": _from("05_triangulation", draw_triangulations),
    "05_verdicts": _from("05_verdicts", draw_all_verdicts),
}
"""Per stem of a picture how its parts are drawn, and from which tables."""
