"""A section for every role: what it is, how often, for whom it succeeds, in whose words, and what was found of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Finding, Heading, Paragraph, Quote, Quotes
from wijkresearch.report.figures import take_role_figure
from wijkresearch.report.findings import finding_card
from wijkresearch.report.material import Material
from wijkresearch.report.people import off_best, quote_of
from wijkresearch.report.roles import claims_by_role, role_counts
from wijkresearch.report.words import JUDGEMENTS, PHRASES
from wijkresearch.show.connections import goal_of, say_share
from wijkresearch.show.reading import FEW
from wijkresearch.tables import CONNECTIONS, PREFERRED_ROLES, ROLE_COUNTS
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

WORDS = catalogue("report.chapter")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
"""Where a sentence ends and another begins."""
TOGETHER = "all"
"""The cases that conclusions came from, together."""
NOBODY = "nobody_coded"
"""The judgement on a connection of which nobody coded how it ended."""
ENDINGS = {"made": "fulfilled"}
"""How a passage ended that goes with a judgement, where it has another name."""


def each_role_chapter(material: Material) -> Iterator[Block]:
    """A section for every role: what it is, how often, for whom it succeeds, in whose words, and what was found."""
    told, counts = claims_by_role(material), material.tables.get("04_role_counts", ROLE_COUNTS.empty())
    if material.roles and not counts.empty:
        yield Paragraph(PHRASES[material.language]["role_counts_note"])
    for role in material.roles:
        cards = [finding_card(material, claim) for claim in told[role]]
        section = [
            *_meaning(material, role),
            *role_counts(material, role),
            *_success(material, role),
            *_quotes(material, role, besides=cards),
            *take_role_figure(material, role),
            *cards,
        ]
        if section:
            yield Heading(3, _role_heading(material, role))
            yield from section


def _role_heading(material: Material, role: str) -> str:
    """What a role is called, with how its connections end."""
    judged = _judged(material, role)
    judged = judged[judged["judgement"] != NOBODY]
    words, judgements = WORDS[material.language], JUDGEMENTS[material.language]
    ended = []
    for judgement, rows in judged.groupby("judgement", sort=False):
        worlds = enumerate_words(
            (material.worlds[world].lower() for world in rows["world"]), language=material.language
        )
        ended.append(words["ended_in"].format(judgement=judgements[str(judgement)], worlds=worlds))
    label = material.roles[role]
    return f"{label}: {enumerate_words(ended, language=material.language)}" if ended else label


def _judged(material: Material, role: str) -> pd.DataFrame:
    """CONNECTIONS of one role, over the cases that conclusions came from."""
    judged = material.tables.get("04_connections", CONNECTIONS.empty())
    return judged[(judged["role"] == role) & (judged["member"] == TOGETHER)]


def _meaning(material: Material, role: str) -> Iterator[Block]:
    """What a role is, by the first sentence of its definition, and where it is the role that is coded most."""
    codes = material.codebook[(material.codebook["kind"] == "role") & (material.codebook["role"] == role)]
    said = [SENTENCE.split(material.definitions[code])[0] for code in codes["code"] if code in material.definitions]
    preferred = material.tables.get("04_preferred_roles", PREFERRED_ROLES.empty())
    preferred = preferred[preferred["role"] == role]
    words = WORDS[material.language]
    if len(preferred) > FEW:
        said.append(words["preferred_many"].format(cases=len(preferred), whole=len(material.municipalities)))
    elif len(preferred):
        named = enumerate_words(
            (
                words["preferred_case"].format(
                    case=material.case(row.municipality), segments=row.segments, whole=row.case_segments
                )
                for row in preferred.itertuples()
            ),
            language=material.language,
        )
        said.append(words["preferred"].format(cases=named))
    if said:
        yield Paragraph(" ".join(said))


def _success(material: Material, role: str) -> Iterator[Block]:
    """For every world what the role is for there, and how its passages ended."""
    items = []
    for world, label in material.worlds.items():
        goal = goal_of(material.settings, role, world, language=material.language)
        said = [WORDS[material.language]["goal"].format(goal=goal)] if goal else []
        said += _ended(material, role, world)
        if said:
            items.append(f"**{label}.** {' '.join(said)}")
    if items:
        yield Bullets(tuple(items))


def _ended(material: Material, role: str, world: str) -> Iterator[str]:
    """How the passages of a role in a world ended over the cases together, and what that comes to in each of them."""
    judged, words = material.tables.get("04_connections", CONNECTIONS.empty()), WORDS[material.language]
    judged = judged[(judged["role"] == role) & (judged["world"] == world)]
    for row in judged[(judged["member"] == TOGETHER) & (judged["judgement"] != NOBODY)].itertuples():
        counts = {name: material.number(getattr(row, name)) for name in ("passages", "fulfilled", "hindered")}
        yield words["ended"].format(**counts)
        yield from _ended_per_case(material, judged[judged["member"] != TOGETHER], row.judgement)


def _ended_per_case(material: Material, judged: pd.DataFrame, together: str) -> Iterator[str]:
    """In which cases the passages ended how; of many, in how many as over the cases together."""
    words, language = WORDS[material.language], material.language
    if len(judged) > FEW:
        same = int((judged["judgement"] == together).sum())
        yield words["same_in"].format(same=same, whole=len(judged))
    elif len(judged) > 1:
        ended = []
        for judgement, rows in judged.groupby("judgement", sort=False):
            shares = [(material.case(row["member"]), say_share(row, language=language)) for _, row in rows.iterrows()]
            cases = enumerate_words((f"{case} ({share})" for case, share in shares), language=language)
            ended.append(f"{JUDGEMENTS[language][str(judgement)]} {words['in']} {cases}")
        said = "; ".join(ended)
        yield f"{said[:1].upper()}{said[1:]}."


def _quotes(material: Material, role: str, *, besides: Iterable[Finding]) -> Iterator[Block]:
    """For every world a passage that may be quoted, of those that ended as most of them did; nobody twice.

    What is quoted at a finding below is not quoted here as well.
    """
    quotes: list[Quote] = []
    below = [quote.segment for card in besides for quote in (*card.quotes, *card.opposed)]
    judged = _judged(material, role).set_index("world")["judgement"].to_dict()
    spoken = material.role_passages[(material.role_passages["role"] == role) & (material.role_passages["words"] != "")]
    spoken = spoken[~spoken["segment"].isin(below)]
    for world in material.worlds:
        here = spoken[(spoken["world"] == world) & ~spoken["who"].isin([quote.who for quote in quotes])]
        ending = judged.get(world, NOBODY)
        here = here.assign(other=here["outcome"] != ENDINGS.get(ending, ending))
        here = here.assign(length=here["words"].map(off_best))
        chosen = here.sort_values(["other", "length", "segment"], kind="stable").head(1)
        quotes += map(quote_of, chosen.itertuples())
    if quotes:
        yield Quotes(tuple(quotes))
