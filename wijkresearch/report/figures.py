"""The pictures of the report, with their captions and, for who cannot see them, what they show in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

import pandas as pd

from wijkresearch.io.store import name_parts
from wijkresearch.report.blocks import Block, Figure, Paragraph
from wijkresearch.report.material import Material
from wijkresearch.report.pictures import can_draw, draws_nothing
from wijkresearch.report.words import CAPTIONS, PHRASES
from wijkresearch.show.connections import say_connections
from wijkresearch.show.contrasts import label_attributes, say_contrasts
from wijkresearch.show.reading import FEW
from wijkresearch.show.theory import say_seen

Describe = Callable[[Material], str]


def take_figure(material: Material, stem: str) -> Iterator[Block]:
    """The picture with this stem, where the run has drawn something in it, and the parts in which it goes on.

    A note stands below it where its words stay those of the study.
    """
    if draws_nothing(material, stem):
        return
    caption = CAPTIONS[material.language][stem]
    said = DESCRIPTIONS[stem](material) if stem in DESCRIPTIONS else ""
    parts = list(takewhile(material.figures.__contains__, name_parts(stem)))
    for part in parts[:1]:
        yield Figure(caption, f"{caption}. {said}".strip(), *material.figures[part], name=stem)
    for part in parts[1:]:
        going_on = f"{caption} ({material.word('continued')})"
        yield Figure(going_on, f"{going_on}.", *material.figures[part])
    if parts and material.language != "nl" and not can_draw(material, stem):
        yield Paragraph(material.word("kept_picture"))


def _verdicts(material: Material) -> str:
    overall = material.overall
    counts = overall["verdict"].value_counts()
    named = ", ".join(f"{count} {material.verdict(verdict)}" for verdict, count in counts.items())
    return _phrase(material, "verdicts", n=len(overall), named=named)


def _dots(material: Material) -> str:
    return _by_column(material, lambda row: material.number(row.dots, 1))


def _shares(material: Material) -> str:
    return _by_column(material, lambda row: material.share(row.share, 0))


def _by_column(material: Material, write: Callable[..., str]) -> str:
    if len(material.municipalities) > FEW:
        return _phrase(material, "many_columns", n=len(material.municipalities))
    counts = material.tables.get("04_role_counts", pd.DataFrame(columns=["world", "municipality"]))
    columns = [
        f"{material.worlds[world]}, {material.municipalities[case]}: "
        + ", ".join(f"{material.roles[row.role]} {write(row)}" for row in rows.itertuples())
        for (world, case), rows in counts.groupby(["world", "municipality"], sort=False)
    ]
    return "; ".join(columns) + "." if columns else ""


def _published(material: Material) -> str:
    cells = material.tables.get("04_published_comparison")
    if cells is None:
        return ""
    others = [
        f"{material.worlds[row.world]}, {material.municipalities[row.municipality]}, {material.roles[row.role]}: "
        f"{material.number(row.printed_dots, 1)} → {material.number(row.dots, 1)}"
        for row in cells[cells["agreement"] != "equal"].itertuples()
    ]
    equal = _phrase(material, "published", equal=len(cells) - len(others), n=len(cells))
    return equal if not others else f"{equal} {_phrase(material, 'otherwise', cells='; '.join(others))}"


def _saturation(material: Material) -> str:
    summary = material.tables.get("03_saturation_summary")
    if summary is None:
        return ""
    whole = summary[summary["municipality"] == "all"]
    return " ".join(_phrase(material, "saturation", n=row.documents, codes=row.codes) for row in whole.itertuples())


def _theory(material: Material) -> str:
    counts = material.tables.get("02_theory_counts")
    return "" if counts is None else say_seen(counts, material.codes, language=material.language)


def _contrasts(material: Material) -> str:
    design, contrasts = (material.tables.get(f"05_case_{name}") for name in ("design", "contrasts"))
    if design is None or contrasts is None:
        return ""
    labels = label_attributes(design["attribute"], material.settings["selection"], language=material.language)
    return " ".join(say_contrasts(design, contrasts, labels=labels, language=material.language))


def _agreement(material: Material) -> str:
    agreement = material.tables["02_agreement"]
    differing = int((agreement["percent"] < 1).sum())
    return _phrase(material, "agreement", n=len(agreement), differing=differing) if len(agreement) else ""


def _similarity(material: Material) -> str:
    ranks = material.tables.get("01_set_rank")
    if ranks is None:
        return ""
    places = ((material.number(row.rank), material.number(row.admissible)) for row in ranks.itertuples())
    return " ".join(_phrase(material, "similarity", rank=rank, sets=sets) for rank, sets in places)


def _triangulation(material: Material) -> str:
    cells = material.tables.get("05_triangulation")
    if cells is None:
        return ""
    kinds = ("supporting", "divided", "countering", "silent", "not_asked")
    return _phrase(material, "triangulation", **{kind: material.number(cells[kind].sum()) for kind in kinds})


def _disagreements(material: Material) -> str:
    passages = material.tables.get("02_disagreements")
    if passages is None:
        return ""
    return _phrase(material, "disagreements", n=len(passages), documents=", ".join(passages["document"].unique()))


def _connections(material: Material) -> str:
    judged = material.tables.get("04_connections")
    if judged is None:
        return ""
    together = judged[judged["member"] == "all"]
    return say_connections(together, material.labels)


def _phrase(material: Material, name: str, **values: object) -> str:
    return PHRASES[material.language][name].format(**values)


DESCRIPTIONS: dict[str, Describe] = {
    "01_similarity": _similarity,
    "02_agreement": _agreement,
    "02_disagreements": _disagreements,
    "02_theory_counts": _theory,
    "03_saturation": _saturation,
    "04_connections": _connections,
    "04_dots": _dots,
    "04_published_comparison": _published,
    "04_shares": _shares,
    "05_case_contrasts": _contrasts,
    "05_triangulation": _triangulation,
    "05_verdicts": _verdicts,
}
