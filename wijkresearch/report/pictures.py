"""The pictures of the notebooks drawn again from the same finished tables, in the language of the report.

In Dutch each is the picture that the notebook wrote, to the byte; a test holds the two together. A picture that is not
here stays as the notebook drew it, in the language of the study.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from wijkresearch.plots.agreement import draw_all_agreement, draw_all_disagreements
from wijkresearch.plots.case_selection import draw_similarity
from wijkresearch.plots.coding import draw_code_maps
from wijkresearch.plots.conclusions import draw_all_verdicts
from wijkresearch.plots.connections import draw_all_roles
from wijkresearch.plots.contrasts import draw_contrasts
from wijkresearch.plots.role_tables import draw_dot_tables, draw_published_tables, draw_share_charts
from wijkresearch.plots.saturation import draw_all_saturations
from wijkresearch.plots.theory import draw_theory_maps
from wijkresearch.plots.triangulation import draw_triangulations
from wijkresearch.report.material import Material
from wijkresearch.show.case_selection import label_controls
from wijkresearch.show.connections import words_of
from wijkresearch.show.contrasts import label_attributes
from wijkresearch.show.reading import shorten

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


def draw_pictures(material: Material) -> Iterator[tuple[str, Figure]]:
    """The pictures of the notebooks that can be drawn again, in the language of the material, each with its stem.

    Args:
        material: everything that the report is made of.
    """
    for stem in [stem for stem in PICTURES if stem in material.figures and can_draw(material, stem)]:
        draw, _ = PICTURES[stem]
        yield from zip(name_parts(stem), draw(material), strict=False)


def name_parts(stem: str) -> Iterator[str]:
    """The stems of the parts of a picture: its own, then with `_2`, `_3` and so on behind it.

    >>> names = name_parts("04_dots")
    >>> next(names), next(names), next(names)
    ('04_dots', '04_dots_2', '04_dots_3')
    """
    yield stem
    yield from (f"{stem}_{number}" for number in count(2))


def _similarity(material: Material) -> list[Figure]:
    tables = material.tables
    labels = label_controls(material.settings["selection"], language=material.language)
    drawn = tables["01_control_values"], tables["01_value_counts"]
    return draw_similarity(*drawn, set_ranks=tables["01_set_rank"], labels=labels, **_plain(material))


def _role_codes(material: Material) -> list[Figure]:
    return draw_code_maps(
        material.tables["02_code_frequencies"],
        labels=_role_code_labels(material),
        documents=list(material.tables["02_document_codings"]["document"]),
        municipalities=material.municipalities,
        **_plain(material),
    )


def _theory(material: Material) -> list[Figure]:
    labels: dict[str, Any] = {"labels": material.codes, "municipalities": material.municipalities}
    return draw_theory_maps(material.tables["02_theory_counts"], **labels, **_plain(material))


def _agreement(material: Material) -> list[Figure]:
    return draw_all_agreement(material.tables["differing"], codes=material.codes, **_plain(material))


def _disagreements(material: Material) -> list[Figure]:
    labels: dict[str, Any] = {"coders": material.coders, "codes": _role_code_labels(material)}
    return draw_all_disagreements(material.tables["coded_passages"], **labels, **_plain(material))


def _saturation(material: Material) -> list[Figure]:
    titles = {"all": material.word("all_cases"), **material.municipalities}
    return draw_all_saturations(material.tables["03_saturation_curve"], titles=titles, **_plain(material))


def _dots(material: Material) -> list[Figure]:
    return draw_dot_tables(material.tables["04_role_counts"], **_layout(material))


def _shares(material: Material) -> list[Figure]:
    return draw_share_charts(material.tables["04_role_counts"], **_layout(material))


def _published(material: Material) -> list[Figure]:
    return draw_published_tables(material.tables["04_published_comparison"], **_layout(material))


def _connections(material: Material) -> list[Figure]:
    judged, arrows = (
        rows[rows["member"] == "all"].reset_index(drop=True)
        for rows in (material.tables["04_connections"], material.tables["04_arrows"])
    )
    known: dict[str, Any] = {"roles": material.roles, "settings": material.settings}
    return draw_all_roles(judged, arrows, **known, **_plain(material))


def _triangulation(material: Material) -> list[Figure]:
    return draw_triangulations(
        material.tables["05_triangulation"],
        claims=_claim_names(material),
        municipalities=material.municipalities,
        perspectives={**_labels(material, "perspectives"), "observation": material.word("observation")},
        **_plain(material),
    )


def _verdicts(material: Material) -> list[Figure]:
    return draw_all_verdicts(
        material.tables["05_verdicts"],
        claims=_claim_names(material),
        municipalities=material.municipalities,
        **_plain(material),
    )


def _contrasts(material: Material) -> list[Figure]:
    attributes = material.tables["05_case_design"]["attribute"]
    labels = label_attributes(attributes, material.settings["selection"], language=material.language)
    return draw_contrasts(material.tables["05_case_contrasts"], labels=labels, **_plain(material))


def _plain(material: Material) -> dict[str, Any]:
    """What every picture is told: its language, and to make figures that no window shows."""
    return {"language": material.language, "new_figure": Figure}


def _layout(material: Material) -> dict[str, Any]:
    """What every role table is told."""
    labels = {"roles": material.roles, "worlds": material.worlds, "municipalities": material.municipalities}
    return {**labels, **_plain(material)}


def _role_code_labels(material: Material) -> dict[str, str]:
    return {code: material.codes[code] for code in material.role_codes}


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
    "02_theory_counts": (_theory, ("02_theory_counts",)),
    "03_saturation": (_saturation, ("03_saturation_curve",)),
    "04_connections": (_connections, ("04_connections", "04_arrows")),
    "04_dots": (_dots, ("04_role_counts",)),
    "04_published_comparison": (_published, ("04_published_comparison",)),
    "04_shares": (_shares, ("04_role_counts",)),
    "05_case_contrasts": (_contrasts, ("05_case_contrasts", "05_case_design")),
    "05_triangulation": (_triangulation, ("05_triangulation",)),
    "05_verdicts": (_verdicts, ("05_verdicts",)),
}
"""Per stem of a picture how its parts are drawn, and from which tables."""
