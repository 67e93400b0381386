"""The evidence of one claim as people: k of n per case with a mark for each respondent, and passages to quote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from wijkresearch.report.blocks import STATES, Mark, Quote, Strip, Strips
from wijkresearch.report.links import claim_link, finding_link, passage_link
from wijkresearch.report.material import Material
from wijkresearch.report.words import CARD, MARKS
from wijkresearch.show.claims import VERDICTS, say_counts
from wijkresearch.study import UNTOLD

MANY = 12
"""More cases than this are not strips of people any more: it is counted in how many there is which verdict."""
BEST = 160
"""Characters of a passage that is quoted best: long enough to be understood, short enough to be read."""
SPEAKING = ("for", "both", "against")
"""States of a respondent of whom there are passages."""
SHAPES = 4
"""How many shapes marks can have; further perspectives go by the last one."""


def strips_of(material: Material, claim: str) -> Strips:
    """The evidence of a claim in every case: people, the parts of an answer, or the share of the passages.

    Args:
        material: everything that the report is made of.
        claim: id of a claim that gets a verdict.
    """
    if len(material.municipalities) > MANY:
        return Strips(tuple(_verdict_shares(material, claim)), unit="cases")
    strips = [strip_of(material, claim, case) for case in material.municipalities]
    return Strips(tuple(filter(None, strips)), _shapes(material), unit=_unit(material, claim))


def legend_of(material: Material) -> Strips:
    """What the marks of people mean, to stand once above many strips of them."""
    return Strips((Strip("", tuple(Mark(state, 0, "") for state in STATES), ""),), _shapes(material))


def _shapes(material: Material) -> tuple[tuple[int, str], ...]:
    """The perspectives that marks show, by their shape."""
    told = set(material.people["perspective"])
    shapes = {shape_of(material, name): label for name, label in material.perspectives.items() if name in told}
    if UNTOLD in material.perspectives:
        shapes[shape_of(material, "")] = material.perspectives[UNTOLD]
    return tuple(shapes.items())


def strip_of(material: Material, claim: str, case: str) -> Strip | None:
    """The evidence of a claim in one case; nothing where the claim is not about that case."""
    marks = tuple(_marks(material, claim, case))
    row = material.judged.get((claim, case))
    if row is None:
        return _not_judged(material, claim, case, marks) if marks else None
    if row.unit == "cases" and not marks:
        return None
    counted = say_counts(row, material.language)
    if material.hides(claim, case):
        counted = CARD[material.language]["not_all"].format(counted=counted)
    return Strip(
        material.case(case),
        marks,
        counted,
        material.verdict(row.verdict),
        verdict=row.verdict,
        share=None if marks or not row.asked else row.support / row.asked,
        link=_link(material, claim, case),
    )


def _not_judged(material: Material, claim: str, case: str, marks: tuple[Mark, ...]) -> Strip:
    """A case in which a claim has no verdict of its own, as it is judged over all cases: how many people tell of it."""
    told = sum(mark.state in ("for", "both") for mark in marks)
    counted = CARD[material.language]["counted"].format(told=told, people=len(marks))
    return Strip(material.case(case), marks, counted, link=_link(material, claim, case))


def _link(material: Material, claim: str, case: str) -> str:
    """The passages of the case; of an answer that has no passages of its own, where it is in the report."""
    return claim_link(claim, case) if has_passages(material, claim, case) else ""


def has_passages(material: Material, claim: str, case: str) -> bool:
    """Does any passage of a case speak for or against a claim?"""
    return (claim, case) in material.spoken_of


def _unit(material: Material, claim: str) -> str:
    return "parts" if material.overall.loc[claim, "unit"] == "parts" else "respondents"


def _marks(material: Material, claim: str, case: str) -> Iterator[Mark]:
    if _unit(material, claim) == "parts":
        yield from _part_marks(material, claim, case)
        return
    marks = (mark for _, mark in marks_of(material, claim, case))
    yield from sorted(marks, key=lambda mark: (_order(mark), mark.shape))


def marks_of(material: Material, claim: str, case: str) -> Iterator[tuple[str, Mark]]:
    """The respondents of a case who could speak of a claim: the document of each, and what it says."""
    yield from ((row.document, _mark(material, row)) for row in material.asked.get((claim, case), ()))


def _mark(material: Material, row: Any) -> Mark:
    """One respondent, with a link to the passages where there are any."""
    state = _state(row)
    said = MARKS[material.language]["respondents"][state]
    link = claim_link(row.claim, row.document) if state in SPEAKING else ""
    return Mark(state, shape_of(material, row.perspective), f"{row.who}: {said}", link)


def _order(mark: Mark) -> int:
    return STATES.index(mark.state)


def _state(row: Any) -> str:
    if row.supports:
        return "both" if row.counters else "for"
    return "against" if row.counters else "silent" if row.asked else "not_asked"


def shape_of(material: Material, perspective: str) -> int:
    """The shape of the marks of a perspective: its place in the order of the study; -1 where it may not be told."""
    order = list(material.perspectives)
    return min(order.index(perspective), SHAPES - 1) if perspective in order else -1


def _part_marks(material: Material, claim: str, case: str) -> Iterator[Mark]:
    states = {"supported": "for", "contradicted": "against", "mixed": "both", "insufficient": "not_asked"}
    marks = (
        Mark(
            states.get(row.part_verdict, "silent"),
            1,
            f"{row.part} {material.short(row.part)} – {material.verdict(row.part_verdict)}",
            finding_link(row.part),
        )
        for row in material.composed.get((claim, case), ())
    )
    yield from sorted(marks, key=_order)


def _verdict_shares(material: Material, claim: str) -> Iterator[Strip]:
    """In how many cases a claim has which verdict."""
    verdicts = material.tables["05_verdicts"]
    here = verdicts[(verdicts["claim"] == claim) & (verdicts["scope"] == "municipality")]["verdict"]
    for verdict, word in VERDICTS[material.language].items():
        if count := int((here == verdict).sum()):
            counted = CARD[material.language]["cases"].format(cases=count, whole=len(here))
            yield Strip(word.capitalize(), (), counted, share=count / len(here), link=claim_link(claim))


def quotes_for(
    material: Material, claim: str, *, case: str = "", stance: str = "for", most: int = 3
) -> tuple[Quote, ...]:
    """Passages to quote, those of a length to be read first, the cases in turn and nobody twice.

    An answer is quoted by the passages of its parts.

    Args:
        material: everything that the report is made of.
        claim: id of a claim.
        case: only passages of this case.
        stance: `for` or `against`.
        most: how many at most.
    """
    passages = material.passages[(material.passages["words"] != "") & (material.passages["stance"] == stance)]
    passages = passages[passages["claim"].isin({claim, *material.below(claim)})]
    passages = passages[passages["municipality"] == case] if case else passages
    nearest = sorted(passages.itertuples(), key=lambda row: (off_best(row.words), row.segment))
    per_case: dict[str, dict[str, Any]] = {}
    for row in nearest:
        per_case.setdefault(row.municipality, {}).setdefault(row.document, row)
    in_turn = [row for rows in zip_longest(*map(dict.values, per_case.values())) for row in rows if row is not None]
    return tuple(quote_of(row) for row in in_turn[:most])


def off_best(words: str) -> int:
    """How many characters a passage is longer or shorter than what is quoted best."""
    return abs(len(words) - BEST)


def quote_of(row: Any) -> Quote:
    """A passage as a quotation.

    Args:
        row: of a table of passages, with segment, who and words.
    """
    return Quote(row.words, row.who, row.segment, passage_link(row.segment))
