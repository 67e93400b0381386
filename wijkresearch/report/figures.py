"""The pictures of the report, with their captions and, for who cannot see them, what they show in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

import pandas as pd

from wijkresearch.io.store import name_parts
from wijkresearch.plots.axial_grouping import split_structure
from wijkresearch.report.blocks import Block, Figure, Paragraph
from wijkresearch.report.material import Material
from wijkresearch.report.pictures import can_draw, draws_nothing, name_groups
from wijkresearch.report.words import CAPTIONS, JUDGEMENTS, PHRASES
from wijkresearch.show.connections import say_connections, say_share
from wijkresearch.show.contrasts import label_attributes, say_contrasts
from wijkresearch.show.labels import Labels
from wijkresearch.show.reading import FEW
from wijkresearch.show.theory import say_seen
from wijkresearch.show.titles import (
    say_against,
    say_agreement,
    say_alike,
    say_connected,
    say_going_along,
    say_leading,
    say_most_given,
    say_printed,
    say_role,
    say_saturation,
    say_similarity,
    say_spread,
    say_theme,
    say_theory,
    say_verdicts,
)

Describe = Callable[[Material], str]
ROLE_PICTURES = "04_role_pictures"


def take_figure(material: Material, stem: str) -> Iterator[Block]:
    """The picture with this stem, where the run has drawn something in it, and the parts in which it goes on.

    A caption says what is found and then what was counted; a note stands below where the words stay those of the study.
    """
    if draws_nothing(material, stem):
        return
    counted, findings = CAPTIONS[material.language][stem], _findings(material, stem)
    said = DESCRIPTIONS[stem](material) if stem in DESCRIPTIONS else ""
    parts = list(takewhile(material.figures.__contains__, name_parts(stem)))
    for part in parts[:1]:
        caption = ". ".join([*findings[:1], counted])
        yield Figure(caption, f"{caption}. {said}".strip(), *material.figures[part], name=stem)
    for place, part in enumerate(parts[1:], start=1):
        own = findings[place] if place < len(findings) else ""
        going_on = own or f"{(findings or [counted])[-1]} ({material.word('continued')})"
        yield Figure(going_on, f"{going_on}.", *material.figures[part])
    yield from _kept(material, stem, parts)


def take_role_figure(material: Material, role: str) -> Iterator[Block]:
    """The picture of one role: how it is meant, and how it was told; nothing where the run has not drawn it.

    Args:
        material: everything that the report is made of.
        role: id of the role.
    """
    place = list(material.roles).index(role)
    part = next(islice(name_parts(ROLE_PICTURES), place, None))
    judged = material.tables.get("04_connections")
    if part not in material.figures or judged is None:
        return
    of_role = judged[(judged["member"] == "all") & (judged["role"] == role)]
    caption = f"{say_role(of_role, role, material.labels)}. {CAPTIONS[material.language][ROLE_PICTURES]}"
    told = JUDGEMENTS[material.language]
    said = "; ".join(
        f"{material.worlds[row['world']]}: {told[row['judgement']]}, {say_share(row, language=material.language)}"
        for row in of_role.to_dict("records")
    )
    yield Figure(caption, f"{caption}. {said}.", *material.figures[part], name=f"{ROLE_PICTURES}-{role}")
    yield from _kept(material, ROLE_PICTURES, [part])


def _kept(material: Material, stem: str, parts: Sequence[str]) -> Iterator[Block]:
    """That the words of a picture stay those of the study, where it could not be drawn again in another language."""
    if parts and material.language != "nl" and not can_draw(material, stem):
        yield Paragraph(material.word("kept_picture"))


def _findings(material: Material, stem: str) -> list[str]:
    """What each figure of a picture shows; one finding where all of them show the same, none without its table."""
    if stem not in FINDINGS or not can_draw(material, stem):
        return []
    said = FINDINGS[stem](material)
    return [sentence for sentence in ([said] if isinstance(said, str) else said) if sentence]


def _most_given(material: Material) -> str:
    tables, codes = material.tables, material.labels.role_codes
    documents = len(tables["02_document_codings"])
    return say_most_given(tables["02_code_frequencies"], codes, documents, language=material.language)


def _alike(material: Material) -> str:
    passages = material.tables["coded_passages"]
    return say_alike(passages[passages["code"].isin(material.labels.role_codes)], language=material.language)


def _themes(material: Material) -> list[str]:
    return [say_theme(theme, language=material.language) for theme, _ in split_structure(name_groups(material))]


def _last_interviews(material: Material) -> str:
    curve = material.tables["03_saturation_curve"]
    return say_saturation(curve[curve["municipality"] == "all"], language=material.language)


def _connected(material: Material) -> str:
    judged = material.tables["04_connections"]
    return say_connected(judged[judged["member"] == "all"], material.labels)


def _named(table: str, say_finding: Callable[[pd.DataFrame, Labels], str]) -> Describe:
    """A finding in which roles and cases are named, from one table."""
    return lambda material: say_finding(material.tables[table], material.labels)


def _counted(table: str, say_finding: Callable[..., str]) -> Describe:
    """A finding in numbers, from one table."""
    return lambda material: say_finding(material.tables[table], language=material.language)


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


FINDINGS: Mapping[str, Callable[[Material], str | list[str]]] = {
    "01_similarity": _counted("01_set_rank", say_similarity),
    "02_agreement": _counted("differing", say_agreement),
    "02_disagreements": _alike,
    "02_role_codes": _most_given,
    "02_theory_counts": _counted("02_theory_counts", say_theory),
    "03_data_structure": _themes,
    "03_saturation": _last_interviews,
    "04_connections": _connected,
    "04_dots": _named("04_role_counts", say_leading),
    "04_published_comparison": _counted("04_published_comparison", say_printed),
    "04_shares": _named("04_role_counts", say_spread),
    "05_case_contrasts": _counted("05_case_contrasts", say_going_along),
    "05_triangulation": _counted("05_triangulation", say_against),
    "05_verdicts": _counted("05_verdicts", say_verdicts),
}
"""Per stem the sentence that is the title of the picture, from the same table; a list where its figures differ."""
