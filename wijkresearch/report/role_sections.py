"""A section for every role: what it is, for whom it succeeds, in whose words, how often, and what was found of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from wijkresearch.report.blocks import Block, Bullets, Heading, Paragraph, Quote, Quotes
from wijkresearch.report.findings import finding_card
from wijkresearch.report.links import passage_link
from wijkresearch.report.material import Material
from wijkresearch.report.people import BEST
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
NOBODY = "nobody_coded"
"""The judgement on a connection of which nobody coded how it ended."""
ENDINGS = {"made": "fulfilled"}
"""How a passage ended that goes with a judgement, where it has another name."""


def each_role_chapter(material: Material) -> Iterator[Block]:
    """A section for every role: what it is, for whom it succeeds, in whose words, how often, and what was found."""
    told, counts = claims_by_role(material), material.tables.get("04_role_counts", ROLE_COUNTS.empty())
    if material.roles and not counts.empty:
        yield Paragraph(PHRASES[material.language]["role_counts_note"])
    for role in material.roles:
        section = [
            *_meaning(material, role),
            *_success(material, role),
            *_quotes(material, role),
            *role_counts(material, role),
            *(finding_card(material, claim) for claim in told.get(role, [])),
        ]
        if section:
            yield Heading(3, _role_heading(material, role))
            yield from section


def _role_heading(material: Material, role: str) -> str:
    """What a role is called, with how its connections end."""
    judged = _judged(material, role)
    judged = judged[judged["judgement"] != NOBODY]
    words, judgements = WORDS[material.language], JUDGEMENTS[material.language]
    ended = [
        words["ended_in"].format(judgement=judgements[row.judgement], world=material.worlds[row.world].lower())
        for row in judged.itertuples()
    ]
    label = material.roles[role]
    return f"{label}: {enumerate_words(ended, language=material.language)}" if ended else label


def _judged(material: Material, role: str, member: str = "all") -> pd.DataFrame:
    """CONNECTIONS of one role, over the cases that conclusions came from or in one of them."""
    judged = material.tables.get("04_connections", CONNECTIONS.empty())
    return judged[(judged["role"] == role) & (judged["member"] == member)]


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
    """How the passages of a role in a world ended, over the cases together and in each of them."""
    judged, words = _judged(material, role), WORDS[material.language]
    for row in judged[(judged["world"] == world) & (judged["judgement"] != NOBODY)].itertuples():
        counts = {name: material.number(getattr(row, name)) for name in ("passages", "fulfilled", "hindered")}
        judgement = JUDGEMENTS[material.language][row.judgement]
        yield words["ended"].format(judgement=judgement.capitalize(), **counts)
        yield from _ended_per_case(material, role, world, row.judgement)


def _ended_per_case(material: Material, role: str, world: str, judgement: str) -> Iterator[str]:
    words, judged = WORDS[material.language], material.tables["04_connections"]
    here = judged[(judged["role"] == role) & (judged["world"] == world) & (judged["member"] != "all")]
    if len(here) < 2:
        return
    if len(here) > FEW:
        same = int((here["judgement"] == judgement).sum())
        yield words["same_in"].format(same=same, whole=len(here))
        return
    cases = [
        words["ended_case"].format(
            case=material.case(row["member"]),
            judgement=JUDGEMENTS[material.language][row["judgement"]],
            share=say_share(row, language=material.language),
        )
        for row in here.to_dict("records")
    ]
    yield f"{'; '.join(cases)}."


def _quotes(material: Material, role: str) -> Iterator[Block]:
    """For every world a passage that may be quoted, of those that ended as most of them did; nobody twice."""
    quotes: list[Quote] = []
    judged = _judged(material, role).set_index("world")["judgement"].to_dict()
    spoken = material.role_passages[(material.role_passages["role"] == role) & (material.role_passages["words"] != "")]
    for world in material.worlds:
        here = spoken[(spoken["world"] == world) & ~spoken["who"].isin([quote.who for quote in quotes])]
        ending = judged.get(world, NOBODY)
        here = here.assign(other=here["outcome"] != ENDINGS.get(ending, ending))
        here = here.assign(length=(here["words"].str.len() - BEST).abs())
        chosen = here.sort_values(["other", "length", "segment"], kind="stable").head(1)
        quotes += [
            Quote(said.words, said.who, said.segment, passage_link(said.segment)) for said in chosen.itertuples()
        ]
    if quotes:
        yield Quotes(tuple(quotes))
