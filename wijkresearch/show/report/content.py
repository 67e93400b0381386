"""What stands in the report and in which order: answers first, then findings with their evidence, rigour and limits.

Nothing is calculated here. Every number comes out of a table that a notebook wrote; every passage has gone through the
consent of who said it before it comes here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkresearch.show import findings
from wijkresearch.show.reading import write_number
from wijkresearch.show.report.blocks import Block, Bullets, Figure, Heading, Paragraph, Passages, Table
from wijkresearch.show.report.words import CAPTIONS, CHANGES, LIMITS, VERDICTS, WORDS


@dataclass(frozen=True)
class Material:
    """Everything that the report is made of, finished.

    `tables` are the processed tables by the stem of their file; `figures` the pictures, as PNG and as SVG, by theirs; `passages` has
    the columns claim, segment, who, stance and words; `facts` are the lines on provenance; `printed` what the audit of
    printed figures found, as Markdown lists of sentences.
    """

    settings: Mapping[str, Any]
    claims: pd.DataFrame
    municipalities: Mapping[str, str]
    roles: Mapping[str, str]
    worlds: Mapping[str, str]
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    figures: Mapping[str, tuple[bytes, bytes]] = field(repr=False)
    passages: pd.DataFrame = field(repr=False)
    facts: tuple[str, ...] = ()
    language: str = "nl"

    def word(self, name: str) -> str:
        """A word of the report in its language."""
        return WORDS[self.language][name]

    def verdict(self, name: str) -> str:
        """A verdict in words."""
        return VERDICTS[self.language][name]

    @property
    def overall(self) -> pd.DataFrame:
        """VERDICTS over the cases that the claims were derived from, by claim."""
        verdicts = self.tables["05_verdicts"]
        chosen = verdicts[(verdicts["scope"] == "overall") & (verdicts["phase"] == "derivation")]
        return chosen.set_index("claim", drop=False)

    @property
    def texts(self) -> Mapping[str, str]:
        """Claim to its text in the report's language."""
        return dict(zip(self.claims["claim"], self.claims[f"text_{self.language}"], strict=True))


def compose_report(material: Material, *, chapters: Collection[str] = ()) -> list[Block]:
    """The report as blocks, in the order of reading.

    Args:
        material: everything that it is made of.
        chapters: names of `CHAPTERS` to take; all of them when empty.
    """
    blocks: list[Block] = [Heading(1, _title(material))]
    notice = material.settings.get("notice" if material.language == "nl" else "notice_en")
    if notice:
        blocks.append(Paragraph(str(notice), notice=True))
    for name, chapter in CHAPTERS.items():
        content = list(chapter(material)) if not chapters or name in chapters else []
        if content:
            blocks += [Heading(2, material.word(name), name), *content]
    return blocks


def _title(material: Material) -> str:
    return str(material.settings.get("title" if material.language == "nl" else "title_en", material.settings["title"]))


def _answers(material: Material) -> Iterator[Block]:
    composite = material.claims[material.claims["composite"]]
    composition = material.tables["05_composition"]
    for question in material.settings["questions"]:
        yield Heading(3, str(question[f"text_{material.language}"]))
        answers = composite[composite["answers"] == question["id"]]
        yield Bullets(tuple(_answer(material, claim, composition) for claim in answers["claim"]))
    yield from _figure(material, "05_verdicts")


def _answer(material: Material, claim: str, composition: pd.DataFrame) -> str:
    verdict = material.overall.loc[claim, "verdict"] if claim in material.overall.index else "insufficient"
    parts = composition[(composition["claim"] == claim) & (composition["scope"] == "overall")]
    parts = parts[parts["phase"] == "derivation"]
    listed = "; ".join(f"{row.part} {material.verdict(row.part_verdict)}" for row in parts.itertuples())
    rests = f" {material.word('rests_on')}: {listed}." if listed else ""
    return f"**{claim}** {material.texts[claim]} **{material.verdict(verdict).capitalize()}.**{rests}"


def _findings(material: Material) -> Iterator[Block]:
    verdicts = material.tables["05_verdicts"]
    cases = verdicts[(verdicts["scope"] == "municipality")].set_index(["claim", "member"])
    single = material.claims.loc[~material.claims["composite"], "claim"]
    shown = [claim for claim in single if claim in material.overall.index]
    rows = tuple(_finding_row(material, claim, cases) for claim in shown)
    headings = ("Nr.", *(material.word(name) for name in ("claim", "together")), *material.municipalities.values())
    tail = tuple(material.word(name) for name in ("verdict", "range", "fragility"))
    yield Table(
        caption=material.word("findings"),
        headings=(*headings, *tail),
        rows=rows,
        links=tuple(f"passages-{claim}" for claim in shown),
        note=_reading_note(material),
    )


def _reading_note(material: Material) -> str:
    if material.language == "en":
        return "k of n: respondents in support of those asked. Observations corroborate and do not count."
    return (
        "k van n: respondenten die het steunen van de respondenten die ernaar is gevraagd. Observaties tellen niet mee."
    )


def _finding_row(material: Material, claim: str, cases: pd.DataFrame) -> tuple[str, ...]:
    overall = material.overall.loc[claim]
    per_case = (
        _support(material, cases.loc[(claim, name)]) if (claim, name) in cases.index else "–"
        for name in material.municipalities
    )
    lowest, highest = (
        material.verdict(overall[end]) if pd.notna(overall[end]) else "–" for end in ("lowest", "highest")
    )
    flips = "–" if pd.isna(overall["fragility"]) else str(overall["fragility"])
    return (
        claim,
        material.texts[claim],
        _support(material, overall),
        *per_case,
        material.verdict(overall["verdict"]),
        lowest if lowest == highest else f"{lowest} – {highest}",
        flips,
    )


def _support(material: Material, verdict: pd.Series) -> str:
    if pd.isna(verdict["asked"]):
        return "–"
    against = f", {verdict['counter']} {material.word('against')}" if verdict["counter"] else ""
    return f"{verdict['support']} {material.word('of')} {verdict['asked']}{against}"


def _roles(material: Material) -> Iterator[Block]:
    yield from _figure(material, "04_dots")
    yield from _figure(material, "04_shares")
    yield from _figure(material, "04_published_comparison")


def _changes(material: Material) -> Iterator[Block]:
    changes = material.tables["05_case_changes"]
    if changes.empty:
        yield Paragraph(material.word("no_change"))
        return
    rows = tuple(
        (
            row.claim,
            material.texts[row.claim],
            material.municipalities[row.municipality],
            material.verdict(row.derivation_verdict),
            material.verdict(row.test_verdict),
            CHANGES[material.language][row.change],
        )
        for row in changes.itertuples()
    )
    headings = ("Nr.", *(material.word(name) for name in ("claim", "municipality", "was", "here", "change")))
    yield Table(material.word("changes"), headings, rows)


def _rigour(material: Material) -> Iterator[Block]:
    yield from _agreement(material)
    yield from _figure(material, "03_saturation")
    leaning = material.tables["05_robustness"]
    leaning = leaning[leaning["changes"] & (leaning["without"] == "municipality")]
    rows = tuple(
        (
            row.claim,
            material.municipalities.get(row.member, row.member),
            material.verdict(row.whole_verdict),
            material.verdict(row.verdict),
        )
        for row in leaning.itertuples()
    )
    if rows:
        headings = (*(material.word(name) for name in ("claim", "municipality", "was")), material.word("verdict"))
        caption = {
            "nl": "Oordelen die kantelen zonder één gemeente",
            "en": "Verdicts that flip without one municipality",
        }
        yield Table(caption[material.language], headings, rows)


def _agreement(material: Material) -> Iterator[Block]:
    agreement = material.tables["02_agreement"]
    if agreement.empty:
        return
    labels = dict(zip(agreement["code"], agreement["code"], strict=True))
    rows = tuple(
        (
            labels[row.code],
            write_number(row.units),
            "–" if pd.isna(row.alpha) else f"{row.alpha:.2f}".replace(".", ","),
            "–" if pd.isna(row.low) else f"{row.low:.2f} – {row.high:.2f}".replace(".", ","),
            write_number(row.percent, percentage=True),
            "" if pd.isna(row.undefined) else str(row.undefined),
        )
        for row in agreement.sort_values("alpha", na_position="last").itertuples()
    )
    caption = {
        "nl": "Overeenstemming tussen twee codeurs per code: Krippendorffs α op beurten van de respondent",
        "en": "Agreement between two coders per code: Krippendorff's α on turns of the respondent",
    }
    headings = {
        "nl": ("Code", "Beurten", "α", "95%-interval", "Percentage gelijk", "Waarom geen α"),
        "en": ("Code", "Turns", "α", "95% interval", "Percent agreement", "Why no α"),
    }
    yield Table(caption[material.language], headings[material.language], rows, numeric=frozenset({1, 2, 4}))


def _audit(material: Material) -> Iterator[Block]:
    if material.language != "nl" or material.tables["04_column_sums"].empty:
        return
    names, worlds, roles = material.municipalities, material.worlds, material.roles
    tables = material.tables
    yield Paragraph(
        "Deze bevindingen gaan over cijfers en zinnen zoals zij zijn gedrukt. Wat niet volgt, is niet daarmee onjuist."
    )
    yield from _sentences(findings.say_column_sums(tables["04_column_sums"], names, worlds))
    odd = findings.say_odd_columns(tables["04_column_feasibility"], tables["04_column_sums"], names, worlds)
    yield from _sentences(odd)
    yield from _sentences(findings.say_rankings(tables["04_ranking_checks"], names, roles, worlds))
    yield from _sentences(findings.say_attributions(tables["05_attribution_checks"], names))


def _sentences(markdown: str) -> Iterator[Block]:
    """Paragraphs and lists as a finding tells them."""
    for part in markdown.split("\n\n"):
        lines = part.splitlines()
        if lines and all(line.startswith("- ") for line in lines):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif part:
            yield Paragraph(part)


def _cases(material: Material) -> Iterator[Block]:
    yield from _figure(material, "01_similarity")


def _limits(material: Material) -> Iterator[Block]:
    yield Bullets(LIMITS[material.language])


def _provenance(material: Material) -> Iterator[Block]:
    yield Bullets(material.facts)


def _passages(material: Material) -> Iterator[Block]:
    for claim, rows in material.passages.groupby("claim", sort=False):
        lines = tuple((row.segment, row.who, material.word(row.stance), row.words) for row in rows.itertuples())
        yield Passages(f"passages-{claim}", material.word("passages_behind").format(claim=claim), lines)


def _figure(material: Material, stem: str) -> Iterator[Block]:
    if stem in material.figures:
        caption = CAPTIONS[material.language][stem]
        yield Figure(caption, caption, *material.figures[stem])


CHAPTERS = {
    "answers": _answers,
    "findings": _findings,
    "roles": _roles,
    "changes": _changes,
    "rigour": _rigour,
    "audit": _audit,
    "cases": _cases,
    "limits": _limits,
    "provenance": _provenance,
    "passages": _passages,
}
