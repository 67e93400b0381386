"""The pictures of the notebooks drawn again from the same finished tables, in the language of the report.

In Dutch each is the picture that the notebook wrote, to the byte; a test holds the two together. A picture that is not
here stays as the notebook drew it, in the language of the study.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.show import conclusions, rigour, role_tables
from wijkresearch.show.case_selection import draw_profiles, draw_value_counts
from wijkresearch.show.coding import draw_code_frequencies
from wijkresearch.show.connections import draw_all_roles, words_of
from wijkresearch.show.reading import shorten
from wijkresearch.show.report.material import Material
from wijkresearch.show.style import PAGE

LONGEST = 78
"""Characters of a conclusion in front of its row."""
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


def draw_picture(material: Material, stem: str) -> Figure:
    """The picture of a notebook, in the language of the material.

    Args:
        material: everything that the report is made of.
        stem: the stem of the notebook's picture, one that `can_draw` knows; `<stem>_2` is its second part.
    """
    part = PART.search(stem)
    draw, _ = PICTURES[PART.sub("", stem)]
    return draw(material)[int(part[1]) - 1 if part else 0]


def _similarity(material: Material) -> list[Figure]:
    figure = Figure(figsize=(12, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    tables, language, selection = material.tables, material.language, material.settings["selection"]
    labels = selection.get(f"labels_{language}") or selection["labels_nl"]
    draw_profiles(tables["01_control_values"], left, labels=labels, language=language)
    draw_value_counts(tables["01_value_counts"], right, set_ranks=tables["01_set_rank"], language=language)
    return [figure]


def _role_codes(material: Material) -> list[Figure]:
    figure = Figure(figsize=(10, 3.6))
    labels = {code: material.codes[code] for code in material.role_codes}
    documents = list(material.tables["02_document_codings"]["document"])
    draw_code_frequencies(material.tables["02_code_frequencies"], figure.subplots(), labels=labels, documents=documents)
    return [figure]


def _agreement(material: Material) -> list[Figure]:
    differing = material.tables["differing"]
    figure = Figure(figsize=(PAGE, 0.17 * len(differing) + 0.7), layout="constrained")
    rigour.draw_agreement(differing, figure.subplots(), codes=material.codes, language=material.language)
    return [figure]


def _disagreements(material: Material) -> list[Figure]:
    passages = material.tables["coded_passages"]
    rows = max(passages["document"].nunique(), 1)
    figure = Figure(figsize=(PAGE, 1.5 * rows + 0.4), layout="constrained")
    axes: Any = figure.subplots(rows, 1, squeeze=False)
    codes = {code: material.codes[code] for code in material.role_codes}
    shown = passages[passages["code"].isin(codes)]
    rigour.draw_disagreement_strips(
        shown, axes.ravel(), coders=material.coders, codes=codes, language=material.language
    )
    return [figure]


def _saturation(material: Material) -> list[Figure]:
    titles = {"all": material.word("all_cases"), **material.municipalities}
    rows = (len(titles) + 1) // 2
    figure = Figure(figsize=(PAGE, 2.5 * rows), layout="constrained")
    axes: Any = figure.subplots(rows, 2, squeeze=False)
    curves = material.tables["03_saturation_curve"]
    rigour.draw_saturations(curves, axes.ravel(), titles=titles, language=material.language)
    return [figure]


def _dots(material: Material) -> list[Figure]:
    return _by_world(material, role_tables.draw_dots, "04_role_counts", height=3.6)


def _shares(material: Material) -> list[Figure]:
    return _by_world(material, role_tables.draw_shares, "04_role_counts", height=4.2)


def _published(material: Material) -> list[Figure]:
    return _by_world(material, role_tables.draw_published_comparison, "04_published_comparison", height=2.6)


def _by_world(material: Material, draw: Callable[..., Any], table: str, *, height: float) -> list[Figure]:
    """One of the role tables, world under world."""
    worlds = material.worlds
    figure = Figure(figsize=(9, height * len(worlds)), layout="constrained")
    axes = figure.subplots(len(worlds), 1)
    labels = {"roles": material.roles, "municipalities": material.municipalities, "language": material.language}
    role_tables.draw_worlds(draw, material.tables[table], axes, worlds=worlds, **labels)
    return [figure]


def _connections(material: Material) -> list[Figure]:
    roles = material.roles
    figure = Figure(figsize=(11, 3.2 * len(roles)), layout="constrained")
    axes: Any = figure.subplots(len(roles), 2, squeeze=False)
    judged, arrows = (
        rows[rows["member"] == "all"].reset_index(drop=True)
        for rows in (material.tables["04_connections"], material.tables["04_arrows"])
    )
    draw_all_roles(judged, arrows, axes, roles=roles, settings=material.settings, language=material.language)
    return [figure]


def _triangulation(material: Material) -> list[Figure]:
    return rigour.draw_triangulations(
        material.tables["05_triangulation"],
        claims=_claim_names(material),
        municipalities=material.municipalities,
        perspectives={**_labels(material, "perspectives"), "observation": material.word("observation")},
        language=material.language,
        new_figure=Figure,
    )


def _verdicts(material: Material) -> list[Figure]:
    return conclusions.draw_all_verdicts(
        material.tables["05_verdicts"],
        claims=_claim_names(material),
        municipalities=material.municipalities,
        language=material.language,
        new_figure=Figure,
    )


def _claim_names(material: Material) -> dict[str, str]:
    return shorten(pd.Series(dict(material.texts)), LONGEST)


def _labels(material: Material, setting: str) -> dict[str, str]:
    """Id to label of a list in study.yml."""
    return {str(entry["id"]): words_of(entry, "label", material.language) for entry in material.settings[setting]}


PICTURES: Mapping[str, tuple[Callable[[Material], list[Figure]], tuple[str, ...]]] = {
    "01_similarity": (_similarity, ("01_control_values", "01_value_counts", "01_set_rank")),
    "02_agreement": (_agreement, ("differing",)),
    "02_disagreements": (_disagreements, ("coded_passages",)),
    "02_role_codes": (_role_codes, ("02_code_frequencies", "02_document_codings")),
    "03_saturation": (_saturation, ("03_saturation_curve",)),
    "04_connections": (_connections, ("04_connections", "04_arrows")),
    "04_dots": (_dots, ("04_role_counts",)),
    "04_published_comparison": (_published, ("04_published_comparison",)),
    "04_shares": (_shares, ("04_role_counts",)),
    "05_triangulation": (_triangulation, ("05_triangulation",)),
    "05_verdicts": (_verdicts, ("05_verdicts",)),
}
"""Per stem of a picture how its parts are drawn, and from which tables."""
